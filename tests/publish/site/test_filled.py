"""Slots in the engine's pages, and what is in them."""

from __future__ import annotations

import pytest
from tests.conftest import SMALL_SURVEY

from livingsurvey.errors import UsageError
from livingsurvey.publish.published import Published
from livingsurvey.publish.site.filled import filled
from livingsurvey.publish.site.stamped import Stamps
from livingsurvey.survey import Survey


def page(text: str, address: str = "about/") -> str:
    published = Published(Survey.load(SMALL_SURVEY, cached=False))
    (file,) = filled(published, Stamps(published, {}), {f"{address}index.html": text.encode()})
    assert file.tag() == file.tag()
    return file.content().decode()


def test_a_page_may_have_several_slots_and_text_around_them() -> None:
    shown = page("<h1>About</h1><!-- slot state --><p>and</p><!-- slot topics --></html>")
    assert shown.startswith("<h1>About</h1>")
    assert shown.index("ls-figures") < shown.index("<p>and</p>") < shown.index("ls-outline")
    assert shown.endswith("</html>")


def test_what_nothing_fills_is_named_with_its_page() -> None:
    with pytest.raises(UsageError, match=r"^about/: there is no slot named 'stat'. Did you mean 'state'\?$"):
        page("<!-- slot stat -->")
