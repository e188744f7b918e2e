"""The live sources, by the names that people ask them by. A source that nobody asks is not imported."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import cast

from livingsurvey.errors import UnknownName
from livingsurvey.extensions import Source
from livingsurvey.model.nearest import did_you_mean
from livingsurvey.sources.catalogue import Catalogue

MODULES = {
    "ACL Anthology": "acl",
    "arXiv": "arxiv",
    "Crossref": "crossref",
    "DBLP": "dblp",
    "GitHub": "github",
    "OpenAlex": "openalex",
    "OpenReview": "openreview",
    "Semantic Scholar": "semanticscholar",
}
"""The module of this package that is the :class:`.Catalogue` of each source."""


def catalogue(name: str, own: Sequence[Source] = ()) -> Catalogue:
    """The source of this name, or of this module's name, in letters of any case.

    Args:
        name: what it is called.
        own: the sources that extensions add.

    Raises:
        UnknownName: there is none.
    """
    asked = name.casefold()
    for service, module in MODULES.items():
        if asked in (service.casefold(), module):
            return cast("Catalogue", import_module(f"livingsurvey.sources.{module}"))
    for source in own:
        if asked in source.names:
            return cast("Catalogue", source)
    known = [*MODULES.values(), *(source.name for source in own)]
    hint = did_you_mean(name, known) or f" Sources are {', '.join(known)}"
    raise UnknownName(f"no source '{name}'.{hint}")
