"""What other programs may use is documented."""

from __future__ import annotations

import inspect

import pytest

import livingsurvey
import livingsurvey.checks
import livingsurvey.extensions
import livingsurvey.intake
import livingsurvey.model
from tests import reference

MODULES = (livingsurvey, livingsurvey.model, livingsurvey.checks, livingsurvey.extensions, livingsurvey.intake)
EXPORTED = [(module, name) for module in MODULES for name in module.__all__]


@pytest.mark.parametrize(("module", "name"), EXPORTED, ids=[f"{module.__name__}.{name}" for module, name in EXPORTED])
def test_every_exported_name_has_a_docstring(module: object, name: str) -> None:
    thing = getattr(module, name)
    if inspect.isclass(thing) or inspect.isfunction(thing):
        assert inspect.cleandoc(thing.__doc__ or "").strip()
        assert not (thing.__doc__ or "").startswith(f"{name}(")  # what a dataclass writes of itself


@pytest.mark.parametrize(
    "name", [name for name, _ in inspect.getmembers(livingsurvey.Survey) if not name.startswith("_")]
)
def test_every_public_part_of_a_survey_has_a_docstring(name: str) -> None:
    assert inspect.getdoc(getattr(livingsurvey.Survey, name))


def test_an_unknown_name_of_the_package_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'Surveys'"):
        _ = livingsurvey.Surveys  # type: ignore[attr-defined]


def test_what_programs_rely_on_is_as_it_was() -> None:
    was, now = reference.SURFACE.read_text(encoding="utf-8").splitlines(), reference.surface().splitlines()
    gone, new = sorted({*was} - {*now}), sorted({*now} - {*was})
    assert (gone, new) == ([], []), (
        "What is public has changed. A name that is gone, or a signature that no longer takes what it took, needs a new"
        " major version and a line in CHANGELOG.md; what is new needs a minor one. If you want that, run"
        "  python -m tests.reference"
    )


def test_the_page_of_reference_is_made_from_the_docstrings() -> None:
    assert reference.PAGE.read_text(encoding="utf-8") == reference.page(), "run  python -m tests.reference"
