"""Proposals to try things with: what a made-up source says of the made-up survey's papers."""

from __future__ import annotations

import datetime as dt
from typing import Any

from livingsurvey.model.proposal import Certainty, Kind, Proposal, Telling

DAY = dt.date(2024, 3, 1)


def telling(source: str = "OpenReview", reference: str = "https://openreview.net/forum?id=madeUp1234") -> Telling:
    return Telling(source=source, reference=reference, day=DAY)


def proposal(
    kind: Kind,
    said: dict[str, Any],
    now: dict[str, Any] | None = None,
    *told: Telling,
    key: str = "chen2023maybe",
    certainty: Certainty = Certainty.CERTAIN,
) -> Proposal:
    return Proposal(
        key=key,
        kind=kind,
        now=now or {},
        said=said,
        certainty=certainty,
        reasons=("it has the same title", "it has the same authors"),
        told=told or (telling(),),
    )


VENUE = proposal("venue", {"venue": "ICLR", "year": 2024}, {"venue": "arXiv", "year": 2023})
FORUM = proposal("id", {"ids.openreview": "madeUp1234"})
CODE = proposal("code", {"links.code": "https://github.com/example/maybe"}, certainty=Certainty.LIKELY)
PAPER = proposal(
    "paper",
    {
        "title": "Made-Up Pruning: Weights That Nobody Misses",
        "authors": ["Ada Example", "Özge Örnek"],
        "year": 2024,
        "venue": "arXiv",
        "ids": {"arxiv": "2402.00001"},
        "topics": ["quantization"],
    },
    key="example2024madeup",
)

IN_DOCS = (
    proposal(
        "venue",
        {"venue": "ACL"},
        {"venue": "Example Blog"},
        telling("ACL Anthology", "https://aclanthology.org/2024.acl-long.1/"),
        telling("DBLP", "https://dblp.org/rec/conf/acl/Example24"),
        key="example2024bold",
    ),
    proposal(
        "code",
        {"links.code": "https://github.com/example/bold-type"},
        None,
        telling("arXiv", "https://arxiv.org/abs/2402.00002"),
        key="example2024bold",
        certainty=Certainty.LIKELY,
    ),
)
"""The proposals that docs/tool/refresh.md shows."""
