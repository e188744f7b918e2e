"""Whatever is edited in whichever order, a site that is kept up to date is the one that is built from nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import MADE, SMALL_SURVEY
from tests.publish.site import stand_in
from tests.publish.site.edits import EDITS, TWICE
from tests.publish.test_tree import Files, contents

from livingsurvey import Survey
from livingsurvey.checks import check
from livingsurvey.executors import processes
from livingsurvey.publish.content import picture
from livingsurvey.publish.engine import mkdocs
from livingsurvey.publish.engine.prepare import prepare
from livingsurvey.publish.serving.shown import Shown
from livingsurvey.publish.site import build as building
from livingsurvey.publish.site.build import build, checked
from livingsurvey.publish.site.filled import pages_in
from livingsurvey.publish.site.table import Site
from livingsurvey.store.read import NOTHING, read

pytestmark = pytest.mark.slow

KEPT = shutil.ignore_patterns("site", ".site", "build")
"""What a build from nothing does not have."""


class Kept:
    """A survey that is built, and served, again and again while it is edited."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._shown = Shown(lambda error, _: pytest.fail(str(error)))
        self._contents = NOTHING
        self._files: Files = {}

    def built(self) -> Files:
        """The site after a build, in one process; what checks remember is what they say without."""
        survey = checked(Survey.load(self.root, strict=False))
        assert check(survey, cached=True) == check(survey)
        build(survey)
        return contents(self.root / "site")

    def served(self) -> Files:
        """The same site when it is served: what has changed is read again, and pages are made when asked for."""
        files = {path: content for path, content in contents(self.root).items() if not path.startswith(("site", "."))}
        changed = {name for name in files.keys() | self._files.keys() if files.get(name) != self._files.get(name)}
        self._files = files
        self._contents = read(self.root, before=self._contents, changed=changed)
        survey = Survey(self.root, self._contents)
        prepared = prepare(survey, self.root / ".site" / "served")
        mkdocs.run(prepared)
        site = Site(survey, pages_in(prepared.output), site_url=survey.info.site)
        self._shown.now(site)
        return {site.files[address].name: self._shown.get(address) or b"" for address in site.files}


def from_nothing(root: Path, elsewhere: Path) -> Files:
    """The site of a survey that was never built before, made by two processes."""
    shutil.copytree(root, elsewhere, ignore=KEPT)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(processes, "_processors", lambda: 2)
        patch.setattr(building, "_BATCH", 7)
        build(Survey.load(elsewhere))
    return contents(elsewhere / "site")


def site_of(root: Path) -> Site:
    """The site of a survey of which nothing has been made yet."""
    survey = Survey.load(root)
    pages = pages_in(prepare(survey, root / ".site" / "served").output)
    return Site(survey, pages, site_url=survey.info.site)


def differing(one: Files, other: Files) -> list[str]:
    """The files in which two sites are not the same."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Path]]:
    """Gives a new folder each time. The engine and who draws charts, which look at what they are given, are quick."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mkdocs, "_build", stand_in.build)
        patch.setattr(picture, "draw", lambda *of: f"<svg>{picture.specification(*of)}</svg>")
        patch.setattr(processes, "_processors", lambda: 1)
        yield lambda: tmp_path_factory.mktemp("edited")


@settings(max_examples=max(1, settings.default.max_examples // 25), derandomize=True)
@given(shuffled=st.integers(min_value=0).map(Random))
def test_after_edits_of_every_kind_a_site_is_what_a_build_from_nothing_makes(
    shuffled: Random, fresh: Callable[[], Path]
) -> None:
    order = shuffled.sample([*EDITS, *TWICE], len(EDITS) + len(TWICE))
    root = Path(shutil.copytree(SMALL_SURVEY, fresh() / "survey", ignore=MADE))
    kept = Kept(root)
    kept.built()
    kept.served()
    for number, name in enumerate(order, 1):
        EDITS[name](root)
        built = kept.built()
        assert not differing(built, kept.served()), order[:number]
        if number % 16 == 0 or number == len(order):
            assert not differing(built, from_nothing(root, fresh() / "survey")), order[:number]
    for file in {file.kind: file for file in site_of(root).files.values()}.values():
        assert site_of(root)[file.address] == built[file.name], "a file is the same made alone"
