from __future__ import annotations

from livingsurvey.publish.rendering.filters import theme_icon


def test_icons_are_those_of_the_theme() -> None:
    assert theme_icon("material/cube-outline").startswith("<svg")
    assert theme_icon("material/no-such-icon") == ""
