"""How the site is to look: colours that everybody can read, files and pages that are there."""

from __future__ import annotations

from collections.abc import Iterator

from livingsurvey.checks.registry import Flaw, rule
from livingsurvey.extensions import Page
from livingsurvey.extensions.loading import added
from livingsurvey.model.address import is_address
from livingsurvey.model.colour import LEAST, PAPERS, contrast, is_read, readable
from livingsurvey.model.look import PLACES, Entry
from livingsurvey.model.nearest import did_you_mean
from livingsurvey.survey import Survey

FILE = "survey.yaml"


@rule("LS285", waivable=False)
def faint_colour(survey: Survey) -> Iterator[Flaw]:
    """A colour of the site is hard to read on its pages: WCAG 2.2 asks for a contrast of 4.5."""
    for scheme, colour in survey.info.colours or ():
        if colour is not None and not is_read(colour, scheme):
            least = min(contrast(colour, paper) for paper in PAPERS[scheme])
            reason = f"{colour} has a contrast of {least:.1f} on {scheme} pages, and text needs {LEAST}"
            path = ("colours", scheme)
            yield Flaw(FILE, path, reason, f'The nearest that is read well is  "{readable(colour, scheme)}"')


@rule("LS286", waivable=False)
def no_such_file(survey: Survey) -> Iterator[Flaw]:
    """survey.yaml names a picture, a font or a page of the navigation that is not in docs/."""
    info = survey.info
    fonts = [(("fonts", name), file) for name, file in info.fonts.files.items()]
    for path, file in [(("logo",), info.logo), (("favicon",), info.favicon), *fonts]:
        if file is not None and not (survey.root / file).is_file():
            yield Flaw(FILE, path, f"there is no file {file}", "Write the path of one, or delete the line.")
    docs = survey.root / "docs"
    pages = {page.relative_to(docs).as_posix() for page in docs.rglob("*.md")}
    pages |= {f"{page.name}.md" for page in added(Page, survey)}
    for page in _targets(info.navigation):
        if page not in pages and not is_address(page):
            known = ", ".join(PLACES)
            fix = f"Write one of {known}, or a page of docs/ as in  about.md.{did_you_mean(page, {*PLACES, *pages})}"
            yield Flaw(FILE, ("navigation",), f"'{page}' is no place of the site and no page of docs/", fix)


def _targets(entries: tuple[Entry, ...]) -> Iterator[str]:
    """What entries of the navigation lead to, but for the places of the site."""
    for entry in entries:
        for target in (entry,) if isinstance(entry, str) else entry.values():
            if not isinstance(target, str):
                yield from _targets(target)
            elif target not in PLACES:
                yield target
