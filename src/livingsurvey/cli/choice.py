"""The words and options by which commands choose papers."""

from __future__ import annotations

from typing import Annotated

import typer

Words = Annotated[list[str] | None, typer.Argument(metavar="WORDS", help="Words to search for.")]
OfTopic = Annotated[
    str | None, typer.Option("--topic", metavar="ID", help="Only papers of this topic and its subtopics.")
]
OfYears = Annotated[
    str | None, typer.Option("--year", metavar="YEAR", help="Only this year or these years: 2022-2024, 2023-.")
]
AtVenue = Annotated[str | None, typer.Option("--venue", metavar="NAME", help="Only this venue, by any of its names.")]
ByTraits = Annotated[
    list[str] | None,
    typer.Option(
        "--trait",
        "--field",
        metavar="NAME=VALUE",
        help="Only papers with these traits or own fields: draft=self,heads, weight-bits=..4.",
    ),
]
