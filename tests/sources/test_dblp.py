"""DBLP, searched by title and first author."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.sources.papers import paper

from livingsurvey.model import Identifier, Paper
from livingsurvey.sources import dblp
from upstream import Upstream


def test_what_dblp_says(catalogue: Upstream) -> None:
    catalogue.answer(body="dblp.json")
    published, preprint, other = dblp.about([paper("Made-Up Quantization")])
    assert published.title == "Made-Up Quantization: A Q&A That Is Nowhere Else"
    assert published.authors == ("Ada Example", "Pat O'Sample")
    assert (published.venue, published.year) == ("ACL", 2024)
    assert published.ids == (
        Identifier("doi", "10.5555/v1/2024.made-up.1"),
        Identifier("acl", "2024.acl-long.9999"),
    )
    assert published.reference == "https://dblp.org/rec/conf/acl/ExampleS24"
    assert (preprint.venue, preprint.authors, preprint.ids) == (
        "arXiv",
        ("Ada Example",),
        (Identifier("arxiv", "2401.00001"),),
    )
    assert (other.title, other.venue, other.authors, other.ids) == (
        "Is This Made Up?",
        "ICLR",
        (),
        (Identifier("openreview", "madeUp0001"),),
    )


@pytest.mark.parametrize(
    ("asked", "query"),
    [
        (paper("LLM.int8(): 8-bit, year:2022|$ venue_x", ("Ada van Example Jr.",)),
         "LLM int8 8 bit year 2022 venue x Example"),
        (paper("Nyströmformer", ("Özge Örnek", "Ada Example")), "Nyströmformer Örnek"),
        (paper("Gemini", ("Gemini Team",)), "Gemini"),
        (paper("Nobody's", ()), "Nobody s"),
    ],
)  # fmt: skip
def test_the_query_is_words(catalogue: Upstream, asked: Paper, query: str) -> None:
    catalogue.answer(body="dblp.json")
    dblp.about([asked])
    assert parse_qs(urlsplit(catalogue.asked[0]).query)["q"] == [query]


def test_what_is_informal_has_not_appeared_where_it_lies(catalogue: Upstream) -> None:
    info = {
        "key": "journals/x/1",
        "title": "A.",
        "year": "2024",
        "venue": "Made-Up Reports",
        "type": "Journal Articles",
    }
    for kind, venue in (("Journal Articles", "Made-Up Reports"), ("Informal and Other Publications", None)):
        hit = {"info": info | {"type": kind}}
        catalogue.answers[:] = []
        catalogue.answer(body=json.dumps({"result": {"hits": {"hit": [hit]}}}).encode())
        (version,) = dblp.about([paper()])
        assert version.venue == venue


def test_nothing_found_is_nothing(catalogue: Upstream) -> None:
    catalogue.answer(body=b'{"result": {"hits": {"@total": "0", "@computed": "0", "@sent": "0", "@first": "0"}}}')
    assert dblp.about([paper()]) == ()


def test_papers_are_looked_for_that_may_have_appeared() -> None:
    assert dblp.knows(paper(arxiv="2401.00001"))
    assert not dblp.knows(paper(acl="2024.acl-long.9999").model_copy(update={"venue": "ACL"}))
