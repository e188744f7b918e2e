"""Crossref, asked where a paper was published."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

from tests.sources.papers import paper

from livingsurvey.model import Identifier
from livingsurvey.sources import crossref
from upstream import Upstream


def test_a_paper_with_a_doi_is_asked_for_by_it(catalogue: Upstream) -> None:
    catalogue.answer(body="crossref.json")
    (version,) = crossref.about([paper(doi="10.5555/made.up.2")])
    assert version.ids == (Identifier("doi", "10.5555/made.up.2"),)
    assert catalogue.asked == ["/10.5555%2Fmade.up.2"]


def test_other_papers_are_asked_for_by_their_titles_and_preprints_are_no_answer(catalogue: Upstream) -> None:
    catalogue.answer(body="crossref-search.json")
    published, other = crossref.about([paper("Made-Up Pruning & (More)", arxiv="2401.00002")])
    question = parse_qs(urlsplit(catalogue.asked[0]).query)
    assert question["query.bibliographic"] == ["Made-Up Pruning & (More) Example"]
    assert published.title == "Made-Up Pruning: A Paper & More"
    assert (published.venue, published.year) == ("Proceedings of the Made-Up Conference", 2024)
    assert published.authors == ("Ada Example", "Özge Örnek")
    assert published.reference == "https://doi.org/10.5555/MADE.up.3"
    assert published.ids == (Identifier("doi", "10.5555/made.up.3"), Identifier("arxiv", "2401.00002"))
    assert (other.year, other.ids) == (None, (Identifier("doi", "10.5555/other.1"),))


def test_a_doi_goes_into_the_reference_as_addresses_can_have_it(catalogue: Upstream) -> None:
    doi = "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2"
    catalogue.answer(body=b'{"message": {"DOI": "%s", "type": "journal-article", "title": ["A"]}}' % doi.encode())
    (version,) = crossref.about([paper(doi=doi)])
    assert version.reference.endswith("17:15/16%3C1661::AID-SIM968%3E3.0.CO;2-2")


def test_a_preprint_and_what_nobody_knows_are_nothing(catalogue: Upstream) -> None:
    catalogue.answer(body=b'{"message": {"DOI": "10.5555/x", "type": "posted-content", "title": ["A"]}}')
    catalogue.answer(404)
    assert crossref.about([paper(doi="10.5555/x")]) == ()
    assert crossref.about([paper(doi="10.5555/x")]) == ()


def test_the_doi_of_a_preprint_leads_to_what_was_published(catalogue: Upstream) -> None:
    of = [{"id-type": "doi", "id": "10.5555/MADE.up.2", "asserted-by": "subject"}]
    preprint = {"DOI": "10.5555/x", "type": "posted-content", "title": ["A"], "relation": {"is-preprint-of": of}}
    catalogue.answer(body=json.dumps({"message": preprint}).encode())
    catalogue.answer(body="crossref.json")
    (version,) = crossref.about([paper(doi="10.5555/x")])
    assert catalogue.asked == ["/10.5555%2Fx", "/10.5555%2Fmade.up.2"]
    assert version.ids == (Identifier("doi", "10.5555/made.up.2"),)


def test_who_is_asked_for() -> None:
    published = paper(acl="2024.acl-long.9999").model_copy(update={"venue": "ACL"})
    assert crossref.knows(paper(arxiv="2401.00001"))
    assert crossref.knows(paper(doi="10.5555/x").model_copy(update={"venue": "ACL"}))
    assert not crossref.knows(published)
