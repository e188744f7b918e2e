"""Catalogues on this machine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from livingsurvey.sources import arxiv, crossref, http
from upstream import Upstream, upstream


@pytest.fixture
def catalogue(monkeypatch: pytest.MonkeyPatch) -> Iterator[Upstream]:
    """A server that arXiv's and Crossref's questions go to; nobody waits long for it."""
    with upstream() as server:
        monkeypatch.setattr(arxiv, "ADDRESS", server.address)
        monkeypatch.setattr(crossref, "ADDRESS", server.address)
        monkeypatch.setattr(http, "TIMEOUT", (0.3, 0.3))
        monkeypatch.setattr(http, "BACKOFF", 0.0)
        yield server
