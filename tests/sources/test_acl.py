"""The ACL Anthology: the BibTeX entry of a paper's page."""

from __future__ import annotations

from tests.sources.papers import paper

from livingsurvey.model import Author, Identifier
from livingsurvey.sources import acl
from upstream import Upstream


def test_what_the_anthology_says(catalogue: Upstream) -> None:
    catalogue.answer(body="acl.bib")
    (version,) = acl.about([paper(acl="2024.acl-long.9999")])
    assert catalogue.asked == ["/2024.acl-long.9999.bib"]
    assert version.title == "MadeUp: Pruning & “More” for BERT-like Models"
    assert version.authors == ("Ada Example", "Özge Örnek", "Jan van der Sample")
    last = version.authors[-1]
    assert isinstance(last, Author)
    assert last.name.heading == "Sample"
    venue = "Proceedings of the 99th Annual Meeting of the Association for Computational Linguistics"
    assert version.venue == f"{venue} (Volume 1: Long Papers)"
    assert version.year == 2024
    assert version.ids == (
        Identifier("acl", "2024.acl-long.9999"),
        Identifier("doi", "10.18653/v1/2024.acl-long.9999"),
    )
    assert version.reference == "https://aclanthology.org/2024.acl-long.9999"


def test_an_article_of_a_journal(catalogue: Upstream) -> None:
    body = (
        b'@article{x, title = "A Title", author = "Example, Ada", year = "2023",\n'
        b' journal = "Transactions of the Association for Computational Linguistics", volume = "11"}'
    )
    catalogue.answer(body=body)
    (version,) = acl.about([paper(acl="2023.tacl-1.9999")])
    assert version.venue == "Transactions of the Association for Computational Linguistics"


def test_an_id_that_the_anthology_does_not_know(catalogue: Upstream) -> None:
    catalogue.answer(404)
    assert acl.about([paper(acl="2024.acl-long.9999")]) == ()


def test_papers_with_an_id_of_the_anthology_are_asked_for() -> None:
    assert acl.knows(paper(acl="2024.acl-long.9999"))
    assert not acl.knows(paper(doi="10.18653/v1/2024.acl-long.9999"))
