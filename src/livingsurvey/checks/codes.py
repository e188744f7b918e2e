"""Every code a finding can have: those of rules, and those that are given outside of any rule."""

from __future__ import annotations

from dataclasses import dataclass

from livingsurvey.checks.registry import RULES
from livingsurvey.model import Severity


@dataclass(frozen=True, slots=True)
class Code:
    """A code: how bad its findings are, what it means in a sentence, and whether a record can waive it."""

    name: str
    severity: Severity
    sentence: str
    waivable: bool = False


READING = {
    "LS101": "The file is not YAML.",
    "LS102": "A number stands where text belongs: YAML would drop the last zero of an id without quotes.",
    "LS103": "The same key is written twice.",
    "LS104": "A key is not one of those that the file may have.",
    "LS105": "A value is of another kind than its field: a list, a number, or lines of  key: value.",
    "LS106": "A field that every record needs is missing.",
    "LS107": "A field has no value.",
    "LS108": "A value has not the form that its field asks for.",
    "LS109": "An anchor, an alias, a tag, or more values or levels than any record needs.",
    "LS110": "The file is not UTF-8, or begins with a byte order mark.",
    "LS111": "The file's name is no key, or another record has it.",
    "LS112": "A file that is no record stands among the records, or one that nothing reads beside those that are read.",
    "LS113": "The file is larger than any record.",
    "LS114": "A file or folder is missing or cannot be read.",
    "LS117": 'A backslash in double quotes that YAML takes for the beginning of another sign, as in "\\theta".',
    "LS118": "A text without quotes that ends at a #, which begins a comment: title: Widgets #1.",
    "LS115": "A character that nobody sees: a zero-width space, a soft hyphen, one that turns reading round.",
    "LS119": "A file stands at the top of the survey, where nothing reads it, and belongs in a folder.",
    "LS116": "A symbolic link stands among the records, or leads out of the survey or nowhere.",
}
"""What reading the files finds, before there is a record that a rule could look at."""

GENERATED = {
    "LS601": "The list in README.md is not that of the records.",
    "LS602": "A schema is not that of the program and of the survey's topics and venues.",
    "LS603": "The figures in docs/data.md are not those of the records.",
    "LS604": "An address of the last release, listed in addresses.txt, leads nowhere, or one that was moved does.",
    "LS605": "A line of changes.jsonl is no change.",
    "LS606": "An issue form is not that of the survey's topics and addresses.",
}
"""Generated files that are out of date, and addresses that are lost; asked for with ``survey check --generated``."""

DEAD_LINK = Code("LS490", Severity.WARNING, "A link has led nowhere at three looks over two weeks.")
"""Known only to ``survey links``, which asks the servers."""

UNUSED_WAIVER = Code("LS291", Severity.WARNING, "A record waives a finding that it does not have.")
"""Known only when all rules have looked."""


def codes() -> tuple[Code, ...]:
    """All codes in their order. Where reading and a rule find things under one code, each adds its sentence."""
    found = {name: Code(name, Severity.ERROR, sentence) for name, sentence in (READING | GENERATED).items()}
    found |= {code.name: code for code in (DEAD_LINK, UNUSED_WAIVER)}
    for rule in RULES:
        above = found.get(rule.code)
        sentence = f"{above.sentence} {rule.sentence}" if above else rule.sentence
        found[rule.code] = Code(rule.code, rule.severity, sentence, rule.waivable)
    return tuple(found[name] for name in sorted(found))
