"""Draws the pictures that chats and social networks show beside a link, each from its model.

A picture has 16 colours: paper, and ink, soft ink and a hue in five steps from paper each, so it weighs a fifth of one
in full colour. Titles are in the font that the site has, the rest in one that comes with MkDocs: the same model gives
the same picture, whatever is installed.
"""

from __future__ import annotations

import importlib.metadata
import io
from collections.abc import Mapping
from functools import cache, reduce
from importlib import resources
from itertools import groupby
from typing import TYPE_CHECKING, Any

from anyascii import anyascii

from livingsurvey.publish.content import colours
from livingsurvey.publish.file import content_tag
from livingsurvey.store.cache import made_by
from livingsurvey.store.shipped import shipped

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

PICTURE = "picture"
"""What stands for the name of a template where a file is drawn."""

SIZE = (800, 420)
"""Width and height in pixels: the shape that Open Graph recommends, in the size that chats show it."""

_MARGIN, _EDGE, _CHART, _BARS = 50, 14, 264, 82
_ROOM = SIZE[0] - 2 * _MARGIN
_BOTTOM = SIZE[1] - _MARGIN
_TITLES = (*((size, 2) for size in range(42, 33, -2)), *((size, 3) for size in range(36, 27, -2)), (26, 4))
"""The sizes that titles may have, each with how many lines of it are at most wanted, the best first."""
_TEXT, _TEXT_LINES, _SMALL = 22, 4, 20
_STEPS = 4
"""Of each colour, from paper to the colour itself."""
_SERIF = tuple(f"stix-two-text-bold-{part}.woff2" for part in ("basic", "latin", "latin-ext", "greek", "vietnamese"))
_FACES = {"title": (*_SERIF, "lato-bold.woff"), "bold": ("lato-bold.woff",), "normal": ("lato-normal.woff",)}
"""The files of each face: a letter is taken from the first that has it."""
_NONE = "\U0010ffff"


@cache
def digest() -> bytes:
    """What pictures are made by: this module, the colours, our fonts, and the versions of Pillow and MkDocs."""
    versions = [importlib.metadata.version(package) for package in ("pillow", "mkdocs")]
    fonts = [_content(file) for file in _SERIF]
    program = made_by("publish/rendering/drawing.py", "publish/content/colours.py")
    return content_tag(b"".join([program, *fonts, *map(str.encode, versions)]))


def draw(card: Mapping[str, Any]) -> bytes:
    """The picture of a card (``publish/models/cards.py``) as PNG."""
    sheet = _Sheet()
    sheet.box((0, 0, _EDGE, SIZE[1]), "hue")
    sheet.text(_MARGIN, 60, "".join(wrapped(card["above"], "bold", _SMALL, 1)), "bold", _SMALL, "hue")
    size, most = next((at for at in _TITLES if _fits(card["title"], *at)), _TITLES[-1])
    base = 70.0 + size
    for line in wrapped(card["title"], "title", size, most):
        sheet.text(_MARGIN, base, line, "title", size, "ink")
        base += size * 1.16
    base += 32 - size
    room = int((_BOTTOM - (_BARS if card["years"] else 40) - 14 - base) // (_TEXT * 1.3)) + 1
    for line in wrapped(card["text"], "normal", _TEXT, min(_TEXT_LINES, room)):
        sheet.text(_MARGIN, base, line, "normal", _TEXT, "soft")
        base += _TEXT * 1.3
    _draw_foot(sheet, card)
    return sheet.png(card["hue"])


def _draw_foot(sheet: _Sheet, card: Mapping[str, Any]) -> None:
    """What stands at the foot: lines of text, or figures and the years."""
    for at, line in enumerate(card["lines"]):
        face, colour = ("normal", "soft") if at else ("bold", "ink")
        sheet.text(_MARGIN, _BOTTOM - 18 + 26 * at, "".join(wrapped(line, face, _SMALL, 1)), face, _SMALL, colour)
    left = float(_MARGIN)
    for number, word in card["figures"]:
        sheet.text(left, _BOTTOM - 16, number, "bold", 38, "ink")
        sheet.text(left, _BOTTOM + 8, word, "normal", 19, "soft")
        left += max(_width(number, "bold", 38), _width(word, "normal", 19)) + 36
    if not card["years"]:
        return
    right, bottom, step = SIZE[0] - _MARGIN, _BOTTOM - 16, min(28.0, _CHART / len(card["years"]))
    left = right - step * len(card["years"])
    sheet.box((left, bottom, right, bottom), "soft", 96)
    for at, share in enumerate(card["years"]):
        if share:
            box = (left + (at + 0.12) * step, bottom - max(2, share * _BARS), left + (at + 0.88) * step, bottom - 1)
            sheet.box(box, "hue")
    first, last = card["span"]
    sheet.text(left, bottom + 20, first, "normal", 16, "soft")
    if last != first:
        sheet.text(right - _width(last, "normal", 16), bottom + 20, last, "normal", 16, "soft")


class _Sheet:
    """A picture in the making: a plane for each colour, which tells how much of it a pixel has."""

    def __init__(self) -> None:
        from PIL import Image, ImageDraw

        self._planes = {colour: Image.new("L", SIZE) for colour in ("ink", "soft", "hue")}
        self._on = {colour: ImageDraw.Draw(plane) for colour, plane in self._planes.items()}

    def box(self, corners: tuple[float, float, float, float], colour: str, share: int = 255) -> None:
        self._on[colour].rectangle(corners, fill=share)

    def text(self, left: float, base: float, text: str, face: str, size: int, colour: str) -> None:
        """Draw a line of text on its base line."""
        for file, letters in groupby(_spelled(text, face, size), lambda letter: _glyph(letter, face, size)[0]):
            run = "".join(letters)
            self._on[colour].text((left, base), run, fill=255, font=_font(file, size), anchor="ls")
            left += _width(run, face, size)

    def png(self, hue: str) -> bytes:
        """The picture; where two colours meet, one of them."""
        from PIL import ImageChops

        numbers = [plane.point(_numbers(at)) for at, plane in enumerate(self._planes.values())]
        picture = reduce(ImageChops.lighter, numbers)
        picture.putpalette(_palette(hue))
        written = io.BytesIO()
        picture.save(written, "PNG", bits=4, compress_level=5)
        return written.getvalue()


@cache
def _numbers(at: int) -> list[int]:
    """The number in the palette for each share, of 255, of a colour: 0 is paper."""
    steps = [(share * _STEPS + 127) // 255 for share in range(256)]
    return [step and at * _STEPS + step for step in steps]


@cache
def _palette(hue: str) -> bytes:
    paper = bytes.fromhex(colours.PAPER)
    inks = [bytes.fromhex(colour) for colour in (colours.INK, colours.SOFT, hue)]
    steps = [(ink, step) for ink in inks for step in range(1, _STEPS + 1)]
    mixed = [round(of + (to - of) * step / _STEPS) for ink, step in steps for of, to in zip(paper, ink, strict=True)]
    return paper + bytes(mixed)


def _fits(title: str, size: int, most: int) -> bool:
    lines = wrapped(title, "title", size, most + 1)
    return len(lines) <= most and all(_width(line, "title", size) <= _ROOM for line in lines)


def wrapped(text: str, face: str, size: int, most: int) -> list[str]:
    """Text in at most so many lines; what does not fit is left out after a whole word, and the last line says so.

    A word is cut only where it is wider than a line.
    """
    lines: list[str] = []
    space, filled = _width(" ", face, size), 0.0
    for word in text.split():
        wide = _width(word, face, size)
        if lines and filled + space + wide <= _ROOM:
            lines[-1] += f" {word}"
            filled += space + wide
        else:
            lines.append(word)
            filled = wide
    kept = lines[:most]
    if 0 < most < len(lines):
        kept[-1] = _ended(kept[-1], face, size)
    return [_ended(line, face, size) if _width(line, face, size) > _ROOM else line for line in kept]


def _ended(line: str, face: str, size: int) -> str:
    """A line that ends in three dots, without as many words as that takes: letters, where it has one word."""
    while _width(f"{line}…", face, size) > _ROOM:
        line = line.rpartition(" ")[0] or line[:-1]
    return f"{line.rstrip(',;:.–—- ')}…"


def _spelled(text: str, face: str, size: int) -> str:
    """Text with what no font of a face has letters for spelled in Latin ones."""
    return "".join(letter if _glyph(letter, face, size)[1] else anyascii(letter) for letter in text)


def _width(text: str, face: str, size: int) -> float:
    return sum(_glyph(letter, face, size)[1] for letter in _spelled(text, face, size))


@cache
def _glyph(letter: str, face: str, size: int) -> tuple[str, float]:
    """The font of a face that has a letter, and how wide it is there, in pixels; 0 where none has."""
    for file in _FACES[face]:
        font = _font(file, size)
        if letter == " " or bytes(font.getmask(letter)) not in (b"", bytes(font.getmask(_NONE))):
            return file, font.getlength(letter)
    return _FACES[face][0], 0


@cache
def _font(file: str, size: int) -> FreeTypeFont:
    from PIL import ImageFont

    # Pillow's own layout, which no other library on the machine can change.
    return ImageFont.truetype(io.BytesIO(_content(file)), size, layout_engine=ImageFont.Layout.BASIC)


def _content(file: str) -> bytes:
    if file in _SERIF:
        return (shipped("templates") / "assets" / "fonts" / file).read_bytes()
    return resources.files("mkdocs").joinpath("themes", "readthedocs", "css", "fonts", file).read_bytes()
