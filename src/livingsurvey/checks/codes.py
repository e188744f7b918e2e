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
    "LS102": "A number is where text belongs: without quotes, YAML would drop the last zero of an id.",
    "LS103": "The same key is written twice.",
    "LS104": "The file has a key that it cannot have.",
    "LS105": "A value is of the wrong kind for its field: a list, a number, or lines of  key: value.",
    "LS106": "A field that every record needs is missing.",
    "LS107": "A field has no value.",
    "LS108": "A value does not have the form that its field requires.",
    "LS109": "The file has an anchor, an alias, a tag, or more values or levels than any record needs.",
    "LS110": "The file is not UTF-8, or begins with a byte order mark.",
    "LS111": "The file's name is not a key, or another record has the same key.",
    "LS112": "A file among the records is not a record, or a file next to those that are read is not used.",
    "LS113": "The file is larger than any record.",
    "LS114": "A file or folder is missing or cannot be read.",
    "LS117": 'In double quotes, YAML reads a backslash as the start of another character, as in "\\theta".',
    "LS118": "A text without quotes ends at a #, which begins a comment: title: Widgets #1.",
    "LS115": "A text contains an invisible character: a zero-width space, a soft hyphen, or a mark that reverses it.",
    "LS119": "A file at the top of the survey belongs in a folder; it is not read where it is.",
    "LS116": "A symbolic link is among the records, or leads out of the survey or nowhere.",
}
"""What reading the files finds, before there is a record that a rule could look at."""

GENERATED = {
    "LS601": "The list in README.md, or in one of another language, does not match the records.",
    "LS602": "A schema does not match the program or the survey's topics and venues.",
    "LS603": "The figures in docs/data.md do not match the records.",
    "LS604": "An address of the last release (addresses.txt), or the new one of a moved page, leads nowhere.",
    "LS605": "A line of changes.jsonl is not a change.",
    "LS606": "An issue form does not match the survey's topics and addresses.",
}
"""Generated files that are out of date, and addresses that are lost; asked for with ``survey check --generated``."""

DEAD_LINK = Code("LS490", Severity.WARNING, "A link was dead in three attempts over two weeks.")
"""Known only to ``survey links``, which asks the servers."""

SWITCHED_OFF = Code(
    "LS608", Severity.WARNING, "A part of the site is switched off whose addresses the last release promised."
)
"""Known to ``survey check --generated``: a decision of the survey, told once."""

BROKEN_REJECTION = Code("LS607", Severity.ERROR, "A line of rejected.jsonl is not a rejected proposal.")
"""Known to ``survey check`` and ``survey refresh``: what nobody can read would be proposed again."""

UNUSED_WAIVER = Code("LS291", Severity.WARNING, "A record waives a finding that does not occur.")
"""Known only when all rules have looked."""


def codes() -> tuple[Code, ...]:
    """All codes in their order. Where reading and a rule find things under one code, each adds its sentence."""
    found = {name: Code(name, Severity.ERROR, sentence) for name, sentence in (READING | GENERATED).items()}
    found |= {code.name: code for code in (SWITCHED_OFF, BROKEN_REJECTION, DEAD_LINK, UNUSED_WAIVER)}
    for rule in RULES:
        above = found.get(rule.code)
        sentence = f"{above.sentence} {rule.sentence}" if above else rule.sentence
        found[rule.code] = Code(rule.code, rule.severity, sentence, rule.waivable)
    return tuple(found[name] for name in sorted(found))
