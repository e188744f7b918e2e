"""arXiv and Crossref, answering well and badly."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from livingsurvey.errors import UpstreamTrouble
from livingsurvey.model import Author, Identifier
from livingsurvey.sources import arxiv, crossref, http
from upstream import Upstream


def test_what_arxiv_says(catalogue: Upstream) -> None:
    catalogue.answer(body="arxiv.atom")
    found = arxiv.look_up(["2401.00001"])["2401.00001"]
    assert found.title == "Made-Up Quantization: A Paper That Is Nowhere Else"
    assert found.authors == ("Ada Example", "Özge Örnek")
    assert (found.venue, found.year) == ("arXiv", 2024)
    assert found.ids == (Identifier("arxiv", "2401.00001"), Identifier("doi", "10.5555/made.up.1"))
    assert found.reference == "https://arxiv.org/abs/2401.00001"
    assert "id_list=2401.00001" in catalogue.asked[0]


def test_what_crossref_says(catalogue: Upstream) -> None:
    catalogue.answer(body="crossref.json")
    found = crossref.look_up("10.5555/MADE.up.2")
    assert found is not None
    assert found.title == "Made-Up Pruning & More"
    assert found.authors == ("Ada Example", "The Made-Up Team")
    assert (found.venue, found.year) == ("Proceedings of the Made-Up Conference", 2023)
    assert catalogue.asked == ["/10.5555%2FMADE.up.2"]


def test_crossref_gives_the_parts_of_names(catalogue: Upstream) -> None:
    authors = [
        {"given": "Ana", "family": "Rey Soto"},
        {"given": "Q. T.", "family": "Brook", "suffix": "Jr."},
        {"given": "Jan", "family": "van der Berg"},
        {"name": "Gradient Descenders"},
        {"sequence": "additional"},
    ]
    work = {"DOI": "10.5555/made.up.2", "title": ["Made-Up Pruning"], "author": authors}
    catalogue.answer(body=json.dumps({"message": work}).encode())
    found = crossref.look_up("10.5555/made.up.2")
    assert found is not None
    assert found.authors == ("Ana Rey Soto", "Q. T. Brook Jr.", "Jan van der Berg", "Gradient Descenders")
    headings = [author.name.heading for author in found.authors if isinstance(author, Author)]
    assert headings == ["Rey Soto", "Brook", "Berg", "Gradient Descenders"]


def test_an_unknown_doi_is_none(catalogue: Upstream) -> None:
    catalogue.answer(404)
    assert crossref.look_up("10.5555/nothing") is None


def test_an_unknown_arxiv_id_is_absent(catalogue: Upstream) -> None:
    catalogue.answer(body=b'<feed xmlns="http://www.w3.org/2005/Atom"/>')
    assert arxiv.look_up(["2401.99999"]) == {}


def _cuts(server: Upstream) -> None:
    server.answer(body="arxiv.atom")
    server.cuts = True


TROUBLES: list[tuple[Callable[[Upstream], None], str]] = [
    (lambda server: server.answer(429), "gets too many requests from here"),
    (lambda server: server.answer(500), "has an internal error (HTTP 500)"),
    (lambda server: server.answer(403), "refused the request (HTTP 403)"),
    (lambda server: server.hang(), "does not answer"),
    (_cuts, "broke off"),
    (lambda server: server.answer(body=(b'<feed xmlns="http://www.w3.org/2005/Atom"><entry>')), "a broken answer"),
    (lambda server: server.answer(body=b"<html>Rate exceeded.</html>"), "a broken answer"),
    (lambda server: server.answer(body=b'<!DOCTYPE f [<!ENTITY a "aaaa">]><f>&a;</f>'), "a broken answer"),
]


@pytest.mark.parametrize(("mood", "said"), TROUBLES, ids=[said for _, said in TROUBLES])
def test_each_trouble_says_whose_fault_it_is(
    catalogue: Upstream, mood: Callable[[Upstream], None], said: str, tmp_path: Path
) -> None:
    mood(catalogue)
    with pytest.raises(UpstreamTrouble, match=r"^arXiv") as trouble:
        arxiv.look_up(["2401.00001"], tmp_path)
    assert said in str(trouble.value)
    assert trouble.value.exit_code == 3


def test_another_paper_than_asked_for_is_refused(catalogue: Upstream) -> None:
    catalogue.answer(body="arxiv.atom")
    with pytest.raises(UpstreamTrouble, match="answered with another paper"):
        arxiv.look_up(["2402.00002"])
    catalogue.answers[:] = []
    catalogue.answer(body="crossref.json")
    with pytest.raises(UpstreamTrouble, match="answered with another DOI"):
        crossref.look_up("10.5555/other")


def test_nobody_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arxiv, "ADDRESS", "http://127.0.0.1:1/")
    monkeypatch.setattr(arxiv, "PAUSE", 0.0)
    with pytest.raises(UpstreamTrouble, match="cannot be reached"):
        arxiv.look_up(["2401.00001"])


def test_a_busy_server_is_asked_again_when_it_says(catalogue: Upstream, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr("time.sleep", waited.append)
    catalogue.answer(429, Retry_After="7")
    catalogue.answer(body="arxiv.atom")
    assert "2401.00001" in arxiv.look_up(["2401.00001"])
    assert waited == [7]


def test_nobody_waits_an_hour(catalogue: Upstream) -> None:
    catalogue.answer(503, Retry_After="3600")
    with pytest.raises(UpstreamTrouble, match="asks to wait 3600 s"):
        arxiv.look_up(["2401.00001"])


def test_whole_answers_are_kept_and_broken_ones_are_not(catalogue: Upstream, tmp_path: Path) -> None:
    catalogue.answer(body=b"broken")
    with pytest.raises(UpstreamTrouble):
        arxiv.look_up(["2401.00001"], tmp_path)
    catalogue.answers[:] = []
    catalogue.answer(body="arxiv.atom")
    assert arxiv.look_up(["2401.00001"], tmp_path) == arxiv.look_up(["2401.00001"], tmp_path)
    assert len(catalogue.asked) == 2
    assert (tmp_path / http.CACHE).exists()
