"""What became of a list, for the person at the terminal: kind by kind, a line for each place to look at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from livingsurvey.intake.doubt import GUESSES, HEADINGS, REMEDIES, UNRECORDED
from livingsurvey.model.audit import Audit, Found, Kind
from livingsurvey.model.finding import Finding, visible

_LONGEST = 160
_ALIKE = GUESSES | {Kind.NO_FIELD}
"""Kinds of which there may be one for each entry: those with the same words share a line."""


def told(audit: Audit, waived: Sequence[Finding] = ()) -> str:
    """All that a person has to look at: what is worth most first, and in each kind by the place in the list.

    An item that became no record has a line of its own, with its reason.

    Args:
        audit: the list as data.
        waived: findings that the new records waive.
    """
    return "\n".join((*_kinds(audit), *([_waivers(waived)] if waived else [])))


def _kinds(audit: Audit) -> Iterator[str]:
    for kind in Kind:
        found = audit.of_kind(kind)
        if found:
            lines = _alike(found) if kind in _ALIKE else _each(found, kind in UNRECORDED)
            places = (f"{audit.file}:{number}: {visible(what)}\n" for number, what in lines)
            yield f"{HEADINGS[kind]} ({len(found):,}). To do: {REMEDIES[kind]}.\n{''.join(places)}"


def _waivers(waived: Sequence[Finding]) -> str:
    head = f"Waived in the new records ({len(waived):,}). To do: look at each, correct it or leave the reason.\n"
    return head + "".join(f"{visible(waiver(each))}\n" for each in waived)


def waiver(finding: Finding) -> str:
    """A finding that a new record waives, as a line."""
    return f"waived in {finding.file}: {finding.code}: {finding.reason}"


def _each(found: Sequence[Found], line_by_line: bool) -> Iterator[tuple[int, str]]:
    for each in found:
        what = f"{each.what}: {each.text}" if each.text else each.what
        if line_by_line:
            yield from ((number, _cut(what)) for number in each.lines)
            continue
        yield each.line, f"{_cut(what)}{_about(each.ids, each.lines[1:])}"


def _alike(found: Sequence[Found]) -> Iterator[tuple[int, str]]:
    """One line for those that say the same, at the first place of each."""
    by_words: defaultdict[str, list[Found]] = defaultdict(list)
    for each in found:
        by_words[each.what].append(each)
    for what, alike in by_words.items():
        lines = dict.fromkeys(number for each in alike for number in each.lines)
        yield alike[0].line, f"{what}: {_cut(alike[0].text)}{_about((), list(lines)[1:])}"


def _about(ids: Sequence[str], lines: Sequence[int]) -> str:
    """Ids and further lines behind a text, if there are any."""
    said = [" and ".join(ids)] if ids else []
    said += [f"also line{'s' * (len(lines) > 1)} {', '.join(map(str, lines))}"] if lines else []
    return f" ({'; '.join(said)})" if said else ""


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
