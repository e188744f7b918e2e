"""Elements of an XML file of any size, one at a time, by a parser that expands no entity of the file's own."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from html.entities import html5
from typing import TYPE_CHECKING, BinaryIO
from xml.etree.ElementTree import ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from livingsurvey.dumps.lines import LONGEST_LINE
from livingsurvey.dumps.work import Fault

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_CHUNK = 64_000
_COST = 100
"""What an element counts for, in characters, where the size of an entry is limited."""
_ENTITIES = {name.removesuffix(";"): text for name, text in html5.items()}
"""The names of letters that HTML and the DTD of DBLP share; that DTD is not read."""


def elements(
    file: BinaryIO, entries: Collection[str], around: Collection[str] = ()
) -> Iterator[tuple[str, Element] | Fault]:
    """Place and content of each entry, in the order of the file; where that is damaged, a fault, and nothing more.

    Args:
        file: the file.
        entries: tags of the elements that are wanted, with all that is in them.
        around: tags of elements around these, of which the attributes are wanted, before what is in them.
    """
    found = _Found(entries, around)
    parser = DefusedXMLParser(target=found)
    parser.entity.update(_ENTITIES)

    damage = None
    while damage is None and (chunk := file.read(_CHUNK)):
        try:
            parser.feed(chunk)
        except (ParseError, DefusedXmlException, LookupError, ValueError) as error:
            damage = f"no XML from here on: {error}"
        place = f"line {parser.parser.CurrentLineNumber}"
        for each in found.taken():
            yield (place, each) if each is not None else Fault(place, "an entry of more than four megabytes")
    if damage is None and not found.is_closed:
        damage = "it is cut off here"
    if damage:
        yield Fault(place, damage)


class _Found:
    """Keeps elements as the parser tells them: none but the entry that it is in."""

    def __init__(self, entries: Collection[str], around: Collection[str]) -> None:
        self._entries, self._around = entries, around
        self._builder: TreeBuilder | None = None
        self._open = self._depth = self._size = 0
        self._found: list[Element | None] = []

    def taken(self) -> list[Element | None]:
        """What was found since this was asked last; None for an entry that is too large."""
        taken, self._found = self._found, []
        return taken

    @property
    def is_closed(self) -> bool:
        """Whether every element has ended."""
        return not self._open

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._open += 1
        if self._depth:
            self._depth += 1
        elif tag in self._entries:
            self._builder, self._depth, self._size = TreeBuilder(), 1, 0
        elif tag in self._around:
            alone = TreeBuilder()
            alone.start(tag, attributes)
            self._found.append(alone.end(tag))
        if self._builder and self._grows(_COST + sum(map(len, attributes.values()))):
            self._builder.start(tag, attributes)

    def data(self, text: str) -> None:
        if self._builder and self._grows(len(text)):
            self._builder.data(text)

    def end(self, tag: str) -> None:
        self._open -= 1
        if not self._depth:
            return
        self._depth -= 1
        element = self._builder.end(tag) if self._builder else None
        if not self._depth:
            self._found.append(element)
            self._builder = None

    def _grows(self, by: int) -> bool:
        """Whether the entry is still small enough; one that is not is given up."""
        self._size += by
        if self._size > LONGEST_LINE:
            self._builder = None
        return self._builder is not None
