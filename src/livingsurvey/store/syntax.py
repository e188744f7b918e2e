"""A line that is no YAML: why libyaml could not read it, and what to write instead."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from livingsurvey.model import Repair
from livingsurvey.model.characters import described


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the YAML itself has wrong, at a line and column that count from 1."""

    line: int
    column: int
    code: str
    reason: str
    fix: str
    repair: Repair | None = None


_FIELD = re.compile(r" *[a-z_]+")
_LINE = re.compile(r"(?P<start>\s*(?:- +)*(?:[\w-]+:[ \t]+)?)(?P<value>\S.*)")
_COMMENT = re.compile(r"(?<=\S)[ \t]+#")
_ODD_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_NO_SPACE = re.compile(r"(?P<start>\s*(?:- +)*[a-z_]+)[:：]\s*(?P<value>\S.*)")
_BACKSLASH = re.compile(r'\\(?!["\\])')
_BEGINS_SOMETHING = "%@`*&!|>[{-?"


def syntax_problem(error: yaml.YAMLError, text: str) -> Problem:
    """What libyaml could not read, at its place."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    said = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error).splitlines()[0]
    if mark is None:
        return Problem(1, 1, "LS101", f"not YAML: {said}", "Remove the character.")
    return Problem(mark.line + 1, mark.column + 1, "LS101", f"not YAML: {said}", *_fix(text, mark.line, said))


def in_quotes(value: str) -> str:
    """A text as YAML reads it in double quotes."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def text_in_quotes(text: str, number: int) -> str:
    """The rest of a sentence on why a value needs quotes: the line of this number, from 1, with its value in quotes."""
    lines = text.split("\n")
    match = _LINE.fullmatch(lines[number - 1].rstrip()) if number <= len(lines) else None
    return f". Write  {match['start'].lstrip()}{in_quotes(match['value'])}" if match else "."


def with_usual_colon(line: str) -> str | None:
    """The sentence that puts a colon of ASCII where a wide one stands behind a name; None where there is none."""
    name, colon, value = line.partition("：")
    return f"The colon is full-width. Write  {name.strip()}: {value.strip()}" if colon else None


def indentation(line: str) -> str:
    """The white space at the start of a line."""
    return line[: len(line) - len(line.lstrip())]


def _fix(text: str, number: int, said: str) -> tuple[str, Repair | None]:
    """What to write instead of a line that libyaml could not read; and that line, where nothing else can be meant."""
    lines = text.splitlines()
    line = lines[number] if number < len(lines) else ""
    if "\t" in indentation(line):
        tabbed = {place: row for place, row in enumerate(lines, 1) if "\t" in indentation(row)}
        spaced = {place: indentation(row).expandtabs(2) + row.lstrip() for place, row in tabbed.items()}
        return "Indent with spaces, not with a tab.", Repair(lines=spaced)
    if "another document" in said:
        return "A file contains one record: remove the line of three hyphens and what does not belong here.", None
    if "node content" in said and (opened := _open_bracket(lines[: number + 1])):
        return f"The {opened[1]} on line {opened[0]} is never closed; close it.", None
    if '"' in line and ("hexdecimal" in said or "escape" in said):
        doubled = _BACKSLASH.sub(r"\\\\", line)
        fix = f"In double quotes, write a backslash twice. Write  {doubled.strip()}"
        return fix, Repair(lines={number + 1: doubled})
    return _value_fix(lines, number, line, said)


def _open_bracket(lines: list[str]) -> tuple[int, str] | None:
    """Line, from 1, and sign of the last bracket that nothing closes."""
    opened: list[tuple[int, str]] = []
    for number, line in enumerate(lines, 1):
        for sign in re.findall(r"[\[\]{}]", line):
            if sign in "[{":
                opened.append((number, sign))
            elif opened:
                opened.pop()
    return opened[-1] if opened else None


def _value_fix(lines: list[str], number: int, line: str, said: str) -> tuple[str, Repair | None]:
    name, colon, value = line.partition(": ")
    value = value.strip()
    for near in (line, lines[number - 1] if number else ""):
        odd = _ODD_SPACE.search(near)
        no_space = _NO_SPACE.fullmatch(near)
        if odd and not near.strip().startswith("#") and near[odd.start() - 1 : odd.start()] in ("", ":", "-", " "):
            usual = _ODD_SPACE.sub(" ", near)
            return f"There is {described(odd[0])} where YAML requires a space. Write  {usual.strip()}", None
        if no_space and ": " not in near and not no_space["value"].startswith("//"):
            usual = f"{no_space['start'].strip()}: {no_space['value']}"
            return f"After a name, YAML requires an ASCII colon and a space. Write  {usual}", None
    if ": " in f"{value} " and "mapping values" in said and value[0] not in "\"'":
        why = 'A value that contains ": " needs quotes.'
    elif value[:1] in ("'", '"') and (text := _text_around_quotes(value)) is not None:
        return f"The quotes end before the value does. Write  {name.strip()}: {in_quotes(text)}", None
    elif colon and value and value[0] in _BEGINS_SOMETHING and _whole(value):
        why = f"A value that begins with {value[0]} needs quotes."
    elif _COMMENT.search(line) or (number and _COMMENT.search(lines[number - 1])):
        return "Everything after # is a comment, up to the end of the line: a text that contains # needs quotes.", None
    else:
        return "Check quotes, colons and indentation of this line and the one before it.", None
    quoted = f"{name}: {in_quotes(value)}"
    below = lines[number + 1] if number + 1 < len(lines) else ""
    goes_on = len(indentation(below)) > len(indentation(line)) and below.lstrip()[:1] != "#"
    certain = _FIELD.fullmatch(name) and value[0] not in "[{|>" and " #" not in value and not goes_on
    return f"{why} Write  {quoted.strip()}", Repair(lines={number + 1: quoted}) if certain else None


def _whole(value: str) -> bool:
    """Whether a value that begins with a bracket is a text and no list: the bracket closes before the value ends."""
    closing = {"[": "]", "{": "}"}.get(value[0])
    return closing is None or (closing in value and not value.endswith(closing))


def _text_around_quotes(value: str) -> str | None:
    """The text that a value means whose quotes end too early; None where they are not what is wrong."""
    mark = value[0]
    second = value.find(mark, 1)
    if second < 0 or second == len(value) - 1:
        return None
    if value[second:] in (f"{mark},", f"{mark};"):
        return value[1:second]
    closes_a_word = not value[second + 1].isalnum() and not value[second - 1].isspace()
    if closes_a_word or not value.endswith(mark):
        return value
    return value[1:-1].replace(mark * 2 if mark == "'" else '\\"', mark)
