from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.sources.papers import paper

from livingsurvey.model import Identifier
from livingsurvey.sources import openalex
from livingsurvey.sources.version import Version
from upstream import ANSWERS, Upstream

WORK = json.loads((ANSWERS / "openalex.json").read_text(encoding="utf-8"))["results"][1]


def told(server: Upstream, **changes: Any) -> Version:
    server.answer(body=json.dumps({"results": [WORK | changes]}).encode())
    (version,) = openalex.about([paper(doi="10.5555/made.up.2")])
    return version


def test_preprints_and_published_works_are_versions(catalogue: Upstream) -> None:
    catalogue.answer(body="openalex.json")
    preprint, published = openalex.about([paper(arxiv="2401.00001"), paper(doi="10.5555/MADE.up.2")])
    assert preprint.title == "Made-Up Quantization: A Paper That Is Nowhere Else"
    assert preprint.authors == ("Ada Example", "Özge Örnek")
    assert (preprint.venue, preprint.year, preprint.citations) == ("arXiv", 2024, 12)
    assert preprint.reference == "https://openalex.org/W4400000001"
    assert preprint.ids == (Identifier("arxiv", "2401.00001"), Identifier("openalex", "W4400000001"))
    assert preprint.cites == (Identifier("openalex", "W4400000002"), Identifier("openalex", "W2100000000"))
    assert (published.venue, published.year, published.citations) == ("Made-Up Conference on Machines", 2023, 1234)
    ids = (Identifier("doi", "10.5555/made.up.2"), Identifier("arxiv", "2301.00002"))
    assert published.ids == (*ids, Identifier("openalex", "W4400000002"))


def test_papers_are_asked_for_by_their_dois_at_once(catalogue: Upstream) -> None:
    catalogue.answer(body="openalex.json")
    openalex.about([paper(arxiv="2401.00001", doi="10.5555/MADE.up.2"), paper(doi="10.5555/a,b")])
    query = parse_qs(urlsplit(catalogue.asked[0]).query)
    assert query["filter"] == ["doi:10.48550/arxiv.2401.00001|10.5555/made.up.2"]
    assert query["per-page"] == ["100"]
    assert "cited_by_count" in query["select"][0].split(",")


def test_a_venue_under_the_doi_of_a_preprint_is_not_believed(catalogue: Upstream) -> None:
    assert told(catalogue, doi="https://doi.org/10.48550/arxiv.2301.00002").venue is None


def test_repositories_are_no_venues(catalogue: Upstream) -> None:
    source = {"display_name": "Made-Up University Repository", "type": "repository"}
    assert told(catalogue, primary_location={"source": source}).venue is None
    assert told(catalogue, primary_location={"source": None}).venue is None


def test_of_several_preprints_none_is_the_papers(catalogue: Upstream) -> None:
    other = {"landing_page_url": "https://arxiv.org/abs/2301.00099", "source": None}
    schemes = [identifier.scheme for identifier in told(catalogue, locations=[*WORK["locations"], other]).ids]
    assert schemes == ["doi", "openalex"]


def test_long_lists_of_authors_are_cut(catalogue: Upstream) -> None:
    assert not told(catalogue).and_others
    catalogue.answers.clear()
    assert told(catalogue, authorships=WORK["authorships"] * 100).and_others


def test_a_key_is_sent_where_there_is_one(catalogue: Upstream, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(openalex.KEY, raising=False)
    catalogue.answer(body="openalex.json")
    openalex.about([paper(arxiv="2401.00001")])
    monkeypatch.setenv(openalex.KEY, "made-up-key\n")
    openalex.about([paper(arxiv="2401.00001")], tmp_path)
    assert [told["Authorization"] for told in catalogue.told] == [None, "Bearer made-up-key"]


def test_without_a_doi_nobody_is_asked(catalogue: Upstream) -> None:
    assert not openalex.knows(paper(openreview="madeUp0001"))
    assert openalex.about([paper(openreview="madeUp0001")]) == ()
    assert catalogue.asked == []
