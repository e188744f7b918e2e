"""The live sources by name."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import get_args

import pytest

from livingsurvey import sources
from livingsurvey.errors import UnknownName
from livingsurvey.model.refreshing import Source
from livingsurvey.sources import live


def test_every_module_that_can_be_asked_has_its_name() -> None:
    modules = {
        name: import_module(f"livingsurvey.sources.{name}") for _, name, _ in pkgutil.iter_modules(sources.__path__)
    }
    assert {module.SERVICE: name for name, module in modules.items() if hasattr(module, "about")} == live.MODULES
    assert set(live.MODULES) <= set(get_args(Source))


@pytest.mark.parametrize("name", live.MODULES)
def test_a_source_keeps_the_protocol(name: str) -> None:
    source = live.catalogue(name)
    assert (source.SERVICE, source.AT_ONCE >= 1, source.PAUSE >= 0) == (name, True, True)
    assert callable(source.knows)
    assert callable(source.about)


def test_a_name_is_known_in_any_case_and_a_wrong_one_is_told() -> None:
    assert live.catalogue("ARXIV") is live.catalogue("arXiv") is live.catalogue("arxiv")
    with pytest.raises(UnknownName, match=r"no source 'arxvi'\. Did you mean 'arxiv'\?"):
        live.catalogue("arxvi")
    with pytest.raises(UnknownName, match=r"no source '數'\. Sources are acl, arxiv, "):
        live.catalogue("數")
