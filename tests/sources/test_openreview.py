"""OpenReview, asked for titles: what it accepted is a published version, everything else is nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.sources.papers import paper

from livingsurvey.errors import BadAnswer, UpstreamTrouble
from livingsurvey.model import Identifier, Paper
from livingsurvey.sources import openreview
from upstream import ANSWERS, Upstream

FOUND = json.loads((ANSWERS / "openreview.json").read_text(encoding="utf-8"))


@pytest.fixture
def server(catalogue: Upstream, monkeypatch: pytest.MonkeyPatch) -> Upstream:
    monkeypatch.setattr(openreview, "ADDRESS", f"{catalogue.address}second/search")
    monkeypatch.setattr(openreview, "ADDRESS_BEFORE_2024", f"{catalogue.address}first/search")
    return catalogue


def note(venue: object, venue_id: object, **fields: Any) -> dict[str, Any]:
    content = {"title": {"value": "A"}, "venue": {"value": venue}, "venueid": {"value": venue_id}}
    return {"id": "madeUp0009", "forum": "madeUp0009", "content": content} | fields


def answer(*notes: dict[str, Any], **fields: Any) -> bytes:
    return json.dumps({"notes": notes, "count": 10000} | fields).encode()


def test_what_was_accepted_is_told_and_nothing_else(server: Upstream) -> None:
    server.answer(body="openreview.json")
    (version,) = openreview.about([paper()])
    assert version.title == "Made-Up Quantization: A Paper That Is Nowhere Else"
    assert version.authors == ("Ada Example", "Özge Örnek")
    assert (version.venue, version.year) == ("ICLR", 2024)
    assert version.ids == (Identifier("openreview", "madeUp0001"),)
    assert version.reference == "https://openreview.net/forum?id=madeUp0001"
    assert len(server.asked) == 1
    assert "term=Made-Up+Paper&" in server.asked[0]
    assert "source=forum" in server.asked[0]


def test_papers_of_before_2024_are_looked_for_in_the_first_interface_too(server: Upstream) -> None:
    bare = {"title": "A", "authors": ["Anonymous"], "venue": "ICLR 2022 Poster", "venueid": "ICLR.cc/2022/Conference"}
    server.answer(body=answer())
    server.answer(body=answer({"id": "madeUp0009", "forum": "madeUp0009", "content": bare}))
    (version,) = openreview.about([paper("Made-Up Paper", arxiv="2109.00001")])
    assert [asked.partition("?")[0] for asked in server.asked] == ["/second/search", "/first/search"]
    assert (version.venue, version.year, version.authors) == ("ICLR", 2022, ())


@pytest.mark.parametrize(
    ("venue", "venue_id", "said"),
    [
        ("ICLR 2024 poster", "ICLR.cc/2024/Conference", ("ICLR", 2024)),
        ("ICLR 2023 notable top 5%", "ICLR.cc/2023/Conference", ("ICLR", 2023)),
        ("ICML 2025 spotlightposter", "ICML.cc/2025/Conference", ("ICML", 2025)),
        ("COLM", "colmweb.org/COLM/2024/Conference", ("COLM", 2024)),
        ("EMNLP 2023 Main", "EMNLP/2023/Conference", ("EMNLP", 2023)),
        ("EMNLP 2023 Findings", "EMNLP/2023/Conference", ("EMNLP Findings", 2023)),
        (
            "NeurIPS 2023 Datasets and Benchmarks Poster",
            "NeurIPS.cc/2023/Track/Datasets_and_Benchmarks",
            ("NeurIPS Datasets and Benchmarks", 2023),
        ),
        ("Accepted by TMLR", "TMLR", ("TMLR", 2024)),
    ],
)
def test_a_venue_is_named_without_its_year_and_how_the_paper_was_presented(
    server: Upstream, venue: str, venue_id: str, said: tuple[str, int]
) -> None:
    server.answer(body=answer(note(venue, venue_id, pdate=1_705_400_000_000)))
    (version,) = openreview.about([paper()])
    assert (version.venue, version.year) == said


@pytest.mark.parametrize(
    ("venue", "venue_id"),
    [
        ("Submitted to ICLR 2024", "ICLR.cc/2024/Conference/Rejected_Submission"),
        ("Submitted to ICLR 2024", "ICLR.cc/2024/Conference/Submission"),
        ("ICLR 2024 Conference Withdrawn Submission", "ICLR.cc/2024/Conference/Withdrawn_Submission"),
        ("ICLR 2024 Conference Desk Rejected Submission", "ICLR.cc/2024/Conference/Desk_Rejected_Submission"),
        ("ICLR 2024 poster", "ICLR.cc/2024/Conference/Rejected_Submission"),
        ("ICLR 2024 poster", "ICLR.cc/2024/Conference/-/Submission"),
        ("ICLR 2022 Submitted", "ICLR.cc/2022/Conference"),
        ("Under review for TMLR", "TMLR/Under_Review"),
        ("Rejected by TMLR", "TMLR/Rejected"),
        ("CoRR 2023", "dblp.org/journals/CORR/2023"),
        ("OpenReview Archive Direct Upload", "OpenReview.net/Archive"),
        ("Made-Up Workshop @ ICLR 2024 Poster", "ICLR.cc/2024/Workshop/Made-Up"),
        ("ICLR 2024 poster", ""),
        ("ICLR 2024 poster", None),
        ("", "ICLR.cc/2024/Conference"),
        (None, "ICLR.cc/2024/Conference"),
    ],
)
def test_what_was_not_accepted_is_no_version(server: Upstream, venue: str | None, venue_id: str | None) -> None:
    server.answer(body=answer(note(venue, venue_id)))
    assert openreview.about([paper()]) == ()


def test_what_is_of_another_form_hides_nothing(server: Upstream) -> None:
    good = note("ICLR 2024 poster", "ICLR.cc/2024/Conference")
    empty = {"id": "x", "forum": "madeUp0010", "content": {}}
    server.answer(body=answer(good | {"forum": "conf/odd"}, {"id": 7}, empty, good))
    (version,) = openreview.about([paper()])
    assert version.venue == "ICLR"


@pytest.mark.parametrize(
    "body",
    [
        answer(searchUnavailable=True),
        b'{"notes": null}',
        b"[]",
        b"<html>Sign in</html>",
        answer(note(7, "ICLR.cc/2024/Conference")),
        answer(note({"value": "nested"}, "ICLR.cc/2024/Conference")),
        answer(note("ICLR \x1b[2J", "ICLR.cc/2024/Conference")),
        answer(note("ICLR 2024", "ICLR.cc/2024/Conference", content=None)),
        answer(note("ICLR 2024", "ICLR.cc/2024/Conference", pdate="2024")),
        answer(*FOUND["notes"] * 2000),
    ],
)
def test_what_is_no_answer_of_openreview(server: Upstream, body: bytes) -> None:
    server.answer(body=body)
    with pytest.raises(BadAnswer, match=r"\AOpenReview [ -~]+\Z"):
        openreview.about([paper()])


def test_a_wall_for_programs_is_said_in_a_line(server: Upstream) -> None:
    server.answer(403, body=b'{"name": "ChallengeRequiredError"}')
    with pytest.raises(UpstreamTrouble, match=r"^OpenReview refused the request \(HTTP 403\)"):
        openreview.about([paper()])


def test_what_was_published_elsewhere_is_not_looked_for() -> None:
    def published(**ids: str) -> Paper:
        return paper(**ids).model_copy(update={"venue": "AAAI"})

    assert openreview.knows(paper(arxiv="2401.00001"))
    assert openreview.knows(published(arxiv="2401.00001"))
    assert not openreview.knows(published(arxiv="2401.00001", acl="2024.acl-long.1"))
    assert not openreview.knows(published(doi="10.5555/made.up"))
    assert openreview.knows(published(doi="10.5555/made.up", openreview="madeUp0001"))
