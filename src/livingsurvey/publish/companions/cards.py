"""The pictures that chats and social networks show beside a link: one for the survey, one for each root of its tree.

Drawn from the records alone, with a font that comes with MkDocs, so the same survey gives the same picture.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from importlib import resources
from typing import TYPE_CHECKING

from anyascii import anyascii

from livingsurvey.model import Topic
from livingsurvey.publish.content import colours, labels
from livingsurvey.publish.file import File, Written, content_tag
from livingsurvey.publish.published import Published, program

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

SIZE = (1200, 630)
"""Width and height in pixels, as Open Graph recommends."""

HOME = "home"
"""The name of the survey's own picture; those of roots are called like their topics."""

_MARGIN, _EDGE, _CHART, _BARS = 76, 20, 400, 124
_TITLE_SIZES = range(76, 43, -4)
_TITLE_LINES = 3
_TEXT, _TEXT_LINES = 32, 3


@dataclass(frozen=True, slots=True)
class Card:
    """What a picture says. ``years`` are the heights of its bars, of 1, and ``span`` the first and the last of them."""

    above: str
    title: str
    text: str
    figures: tuple[tuple[str, str], ...]
    years: tuple[float, ...]
    span: tuple[str, str] | None
    hue: str


def files(published: Published) -> Iterator[File]:
    """The pictures of a site, as ``assets/cards/<name>.png``."""
    drawn: dict[str, Topic | None] = {HOME: None} | {root.id: root for root in published.survey.taxonomy.topics}
    for name, root in drawn.items():
        said = card(published, root)
        tag = partial(content_tag, program() + repr(said).encode())
        yield Written(f"assets/cards/{name}.png", "card", name, tag, partial(draw, said))


def card(published: Published, root: Topic | None) -> Card:
    """What the picture of a root says; without one, that of the survey."""
    survey = published.survey
    papers = tuple(survey) if root is None else survey.papers_in(root.id)
    topics = len(survey.taxonomy.by_id) if root is None else sum(1 for _ in root.walk()) - 1
    years = labels.years(papers, survey)
    counts = [(len(papers), "paper"), (topics, "topic"), (sum(paper.has_code for paper in papers), "with code")]
    return Card(
        above="A living survey" if root is None else survey.info.title,
        title=survey.info.title if root is None else root.title.en,
        text=survey.info.description if root is None else labels.first_sentence(root.definition),
        figures=tuple((f"{count:,}", _plural(count, word)) for count, word in counts if count),
        years=tuple(year.height for year in years),
        span=(str(years[0].year), str(years[-1].year)) if years else None,
        hue=colours.HUES[(0 if root is None else published.root_number(root.id)) % len(colours.HUES)],
    )


def draw(card: Card) -> bytes:
    """The picture as PNG."""
    from PIL import Image, ImageDraw

    width, height = SIZE
    image = Image.new("RGB", SIZE, f"#{colours.PAPER}")
    on = ImageDraw.Draw(image)
    on.rectangle((0, 0, _EDGE, height), fill=f"#{card.hue}")
    on.text((_MARGIN, 64), _spelled(card.above, "normal"), fill=f"#{card.hue}", font=_font("bold", 30))
    size, lines = _fitted(card.title, width - 2 * _MARGIN)
    top = 118.0
    for line in lines:
        on.text((_MARGIN, top), line, fill=f"#{colours.INK}", font=_font("bold", size))
        top += size * 1.14
    room = (height - _BARS - 90 - top - 16) // (_TEXT * 1.3)
    text = _wrapped(_spelled(" ".join(card.text.split()), "normal"), _font("normal", _TEXT), width - 2 * _MARGIN)
    for line in _cut(text, max(0, min(_TEXT_LINES, int(room)))):
        on.text((_MARGIN, top + 16), line, fill=f"#{colours.SOFT}", font=_font("normal", _TEXT))
        top += _TEXT * 1.3
    _draw_figures(on, card)
    _draw_years(on, card)
    written = io.BytesIO()
    image.save(written, "PNG", optimize=True)
    return written.getvalue()


def _draw_figures(on: ImageDraw, card: Card) -> None:
    left, bottom = float(_MARGIN), SIZE[1] - _MARGIN
    for number, word in card.figures:
        on.text((left, bottom - 26), number, fill=f"#{colours.INK}", font=_font("bold", 56), anchor="ls")
        on.text((left, bottom + 10), word, fill=f"#{colours.SOFT}", font=_font("normal", 28), anchor="ls")
        left += max(_font("bold", 56).getlength(number), _font("normal", 28).getlength(word)) + 56


def _draw_years(on: ImageDraw, card: Card) -> None:
    if card.span is None:
        return
    right, bottom = SIZE[0] - _MARGIN, SIZE[1] - _MARGIN - 26
    step = min(44.0, _CHART / len(card.years))
    left = right - step * len(card.years)
    on.line((left, bottom, right, bottom), fill=f"#{colours.LINE}", width=2)
    for at, share in enumerate(card.years):
        if share:
            box = (left + at * step + step * 0.12, bottom - max(3, share * _BARS), left + (at + 0.88) * step, bottom)
            on.rectangle(box, fill=f"#{card.hue}")
    small = _font("normal", 24)
    first, last = card.span
    on.text((left, bottom + 8), first, fill=f"#{colours.SOFT}", font=small, anchor="la")
    if last != first:
        on.text((right, bottom + 8), last, fill=f"#{colours.SOFT}", font=small, anchor="ra")


def _fitted(title: str, width: float) -> tuple[int, list[str]]:
    """The title in lines, and the largest size at which there are few enough of them."""
    title = _spelled(title, "bold")
    for size in _TITLE_SIZES:
        lines = _wrapped(title, _font("bold", size), width)
        if len(lines) <= _TITLE_LINES and all(_font("bold", size).getlength(line) <= width for line in lines):
            return size, lines
    return _TITLE_SIZES[-1], _cut(_wrapped(title, _font("bold", _TITLE_SIZES[-1]), width), _TITLE_LINES)


def _wrapped(text: str, font: FreeTypeFont, width: float) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _cut(lines: list[str], most: int) -> list[str]:
    """The first lines; the last of them says that there are more."""
    kept = lines[:most]
    return [*kept[:-1], f"{kept[-1].rstrip('.,;: ')}…"] if 0 < most < len(lines) else kept


def _spelled(text: str, weight: str) -> str:
    """Text with what the font has no letters for spelled in Latin ones."""
    font = _font(weight, 24)
    missing = bytes(font.getmask("\U0010ffff"))
    return "".join(
        letter if letter.isascii() or bytes(font.getmask(letter)) != missing else anyascii(letter) for letter in text
    )


@cache
def _font(weight: str, size: int) -> FreeTypeFont:
    from PIL import ImageFont

    file = resources.files("mkdocs").joinpath("themes", "readthedocs", "css", "fonts", f"lato-{weight}.woff")
    # Pillow's own layout, which no other library on the machine can change.
    return ImageFont.truetype(io.BytesIO(file.read_bytes()), size, layout_engine=ImageFont.Layout.BASIC)


def _plural(count: int, word: str) -> str:
    return word if count == 1 or " " in word else f"{word}s"
