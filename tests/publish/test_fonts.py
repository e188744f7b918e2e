"""The font of titles: which letters it has, what it weighs, and that a page fetches its first part at once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import ImageFont
from tests.publish.document import Document

_ASSETS = Path(__file__).parents[2] / "templates/assets"
_FACE = re.compile(r'url\("(?P<file>fonts/[^"]+)"\) format\("woff2"\);\s+unicode-range: (?P<ranges>[^;]+);')
_NONE = "\U0010ffff"


def parts() -> dict[str, list[range]]:
    """The files of the font, and the letters for which the style fetches each."""
    style = (_ASSETS / "survey.css").read_text(encoding="utf-8")
    return {face["file"]: [*map(span, face["ranges"].split(", "))] for face in _FACE.finditer(style)}


def span(written: str) -> range:
    first, _, last = written.removeprefix("U+").partition("-")
    return range(int(first, 16), int(last or first, 16) + 1)


def test_what_the_style_names_is_there_and_nothing_else() -> None:
    assert set(parts()) == {f"fonts/{path.name}" for path in (_ASSETS / "fonts").glob("*.woff2")}
    assert "SIL OPEN FONT LICENSE" in (_ASSETS / "fonts/OFL.txt").read_text(encoding="utf-8")


def test_it_is_light() -> None:
    sizes = {part: (_ASSETS / part).stat().st_size for part in parts()}
    assert sum(sizes.values()) <= 60_000
    assert sizes["fonts/stix-two-text-bold-basic.woff2"] <= 9_000


@pytest.mark.parametrize(
    "title",
    [
        "OPTQ: “Accurate” Quantization – for $O(n\\log n)$ & 4×4 Transformers…",
        "Mathéo Bürgér Çelik Niño Åse Œuvre Straße",
        "Łukasz Kędzierski, Jiří Dvořák, Ilkay Yıldız, Ștefan Ţurcanu",
        "Nguyễn Thị Hường, Đặng Quốc Việt, Trần Ơn",
        "π-Flow: Σ of λ, ρ and ϕ, from α to Ω",
    ],
)
def test_each_letter_is_in_one_part_which_has_it(title: str) -> None:
    fonts = {part: ImageFont.truetype(_ASSETS / part, 24) for part in parts()}
    for letter in title.replace(" ", ""):
        holding = [part for part, spans in parts().items() if any(ord(letter) in letters for letters in spans)]
        drawn = [bytes(fonts[part].getmask(letter)) != bytes(fonts[part].getmask(_NONE)) for part in holding]
        assert drawn == [True], f"{letter!r}: {holding}"


def test_a_page_fetches_the_first_part_before_it_has_read_the_style(built_survey: Path) -> None:
    for page in ("index.html", "papers/example2024bold/index.html"):
        head = Document(built_survey / "site" / page)
        (asked,) = [link.attributes for link in head.all("link") if link.attributes.get("rel") == "preload"]
        assert (asked["as"], asked["type"], "crossorigin" in asked) == ("font", "font/woff2", True)
        assert (built_survey / "site" / page / ".." / str(asked["href"])).resolve().is_file()
