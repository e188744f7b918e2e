from __future__ import annotations

import json
from typing import Any

import pytest
from tests.sources.papers import paper

from livingsurvey.errors import UpstreamTrouble
from livingsurvey.model import Identifier
from livingsurvey.sources import semanticscholar
from upstream import ANSWERS, Upstream

PREPRINT, _, PUBLISHED = json.loads((ANSWERS / "semanticscholar.json").read_text(encoding="utf-8"))
ASKED = [paper(arxiv="2401.00001"), paper(doi="10.5555/nowhere"), paper(acl="2023.acl-long.2")]


def say(server: Upstream, *items: Any) -> None:
    server.answer(body=json.dumps(items).encode())


def test_papers_are_asked_for_by_one_id_each(catalogue: Upstream) -> None:
    catalogue.answer(body="semanticscholar.json")
    preprint, published = semanticscholar.about([*ASKED, paper(openreview="madeUp0001")])
    assert json.loads(catalogue.sent[0]) == {"ids": ["ARXIV:2401.00001", "DOI:10.5555/nowhere", "ACL:2023.acl-long.2"]}
    assert preprint.ids == (Identifier("arxiv", "2401.00001"),)
    assert (preprint.venue, preprint.year, preprint.citations) == ("arXiv", 2024, 12)
    assert preprint.reference == f"https://www.semanticscholar.org/paper/{PREPRINT['paperId']}"
    cited = (Identifier("arxiv", "2301.00002"), Identifier("acl", "2023.acl-long.2"))
    assert preprint.cites == (*cited, Identifier("doi", "10.18653/v1/2023.acl-long.2"))
    assert published.citations == 1234


def test_the_year_beside_a_venue_may_be_the_preprints_and_is_left_out(catalogue: Upstream) -> None:
    say(catalogue, PUBLISHED)
    (version,) = semanticscholar.about([paper(acl="2023.acl-long.2")])
    assert (version.venue, version.year) == ("Annual Meeting of the Association for Computational Linguistics", None)


def test_other_papers_than_were_asked_for_are_left_out(catalogue: Upstream) -> None:
    say(catalogue, PUBLISHED)
    assert semanticscholar.about([paper(arxiv="2401.00001")]) == ()


def test_an_odd_record_hides_no_other(catalogue: Upstream) -> None:
    say(catalogue, {"paperId": 7}, PREPRINT, PUBLISHED | {"references": [{"externalIds": {"DOI": 7}}]})
    (version,) = semanticscholar.about(ASKED)
    assert version.citations == 12


def test_what_nobody_knows_is_nothing(catalogue: Upstream) -> None:
    say(catalogue, None, None, None)
    assert semanticscholar.about(ASKED) == ()


def test_without_an_id_that_it_knows_nobody_is_asked(catalogue: Upstream) -> None:
    assert not semanticscholar.knows(paper(openreview="madeUp0001"))
    assert semanticscholar.about([paper(openreview="madeUp0001")]) == ()
    assert catalogue.asked == []


def test_a_key_is_sent_and_stands_in_no_message(catalogue: Upstream, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(semanticscholar.KEY, "made-up-key")
    catalogue.answer(403)
    with pytest.raises(UpstreamTrouble) as trouble:
        semanticscholar.about(ASKED)
    assert catalogue.told[0]["x-api-key"] == "made-up-key"
    assert "made-up-key" not in str(trouble.value)
