"""Titles and names hold what people read, and nothing that is left of a file format they went through."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from livingsurvey.checks.places import replacement, texts_with
from livingsurvey.checks.registry import Flaw, Scope, rule
from livingsurvey.model.characters import described
from livingsurvey.survey import Survey

_DOUBLE_SPACE = re.compile(r" {2,}")
_MATH = re.compile(r"\$[^$\\^_{]*+[\\^_{][^$]*\$|\\\((?:(?!\\[()]).)+\\\)")
_LATEX = re.compile(
    r"\\[A-Za-z]+(?![A-Za-z])|\\[\"'`^~=.]\{?\\?[A-Za-z]|\\[&%$#_]|\{[^{}]*\}|``|''|(?<=\w)~(?=\w)|\w---?\w"
)
_LATEX_SIGN = re.compile(r"[\\{`~$]|''|--")
_HTML_SIGN = re.compile("[<&]")
_NOT_ASCII = re.compile("[^\x00-\x7f]")
_AS_TEXT = "Write it as plain text, with Unicode characters for symbols."
_ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]+);")
_TAG = re.compile(
    r"</?(?P<name>b|i|u|em|strong|tt|code|scp|sc|span|br|p|sub|sup|inline-formula|tex-math|(?:mml|jats):[a-z]+)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_RUNNING_TEXT = frozenset(
    {"b", "i", "u", "em", "strong", "tt", "code", "scp", "sc", "span", "jats:italic", "jats:bold"}
)
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_COMPATIBILITY = re.compile("[\ufb00-\ufb06\U0001d400-\U0001d7ff]+")
_FULL_WIDTH = re.compile("[\uff01-\uff5e]+")
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003134f]")
_LOOKALIKES = str.maketrans({"\u2010": "-", "\u2011": "-", "\u2217": "*"})
_APOSTROPHE = re.compile("(?<=[^\\W\\d_])\u00b4(?=[^\\W\\d_])")
_MOJIBAKE = re.compile("[\u00c2\u00c3][\u0080-\u00bf\u0152-\u0178\u02c6\u02dc\u2013-\u203a\u20ac]|\u00e2\u20ac")


@rule("LS265", scope=Scope.RECORD)
def double_space(survey: Survey) -> Iterator[Flaw]:
    """A title or name has several spaces in a row."""
    for paper, path, text in texts_with(survey, _DOUBLE_SPACE):
        reason = "there are two spaces where one belongs"
        yield replacement(survey.files[paper.key], paper, path, _DOUBLE_SPACE.sub(" ", text), reason)


@rule("LS266", scope=Scope.RECORD)
def latex_remains(survey: Survey) -> Iterator[Flaw]:
    """A title or name contains LaTeX, which is not interpreted here."""
    for paper, path, text in texts_with(survey, _LATEX_SIGN):
        match = _MATH.search(text) or _LATEX.search(text)
        if match is None:
            continue
        from livingsurvey.latex.decode import pieces, spliced  # slow to import, and hardly ever needed

        found = pieces(text)
        file, reason = survey.files[paper.key], f"'{match[0]}' is LaTeX"
        plain = spliced(text, found).strip()
        if (
            found
            and plain
            and plain.isprintable()
            and all(piece.text is not None for piece in found)
            and not pieces(plain)
        ):
            flaw = replacement(file, paper, path, plain, reason)
            named = ", ".join(dict.fromkeys(f"'{piece.source}'" for piece in found))
            yield replace(flaw, fix=f"{flaw.fix} without {named}") if flaw.change and len(found) > 1 else flaw
        else:
            yield Flaw(file, path, reason, _AS_TEXT)


@rule("LS267", scope=Scope.RECORD)
def html_remains(survey: Survey) -> Iterator[Flaw]:
    """A title or name contains HTML, which is not interpreted here."""
    for paper, path, text in texts_with(survey, _HTML_SIGN):
        tags = list(_TAG.finditer(text))
        said = [tag[0] for tag in tags] + [name for name in _ENTITY.findall(text) if html.unescape(name) != name]
        if not said:
            continue
        file, reason = survey.files[paper.key], f"'{said[0]}' is HTML"
        plain = _ENTITY.sub(lambda entity: html.unescape(entity[0]), _TAG.sub("", text)).strip()
        if plain and plain.isprintable() and all(tag["name"].lower() in _RUNNING_TEXT for tag in tags):
            yield replacement(file, paper, path, plain, reason)
        else:
            yield Flaw(file, path, reason, _AS_TEXT)


@rule("LS268", scope=Scope.RECORD)
def odd_characters(survey: Survey) -> Iterator[Flaw]:
    """A title or name contains characters that look like others and that no search would find."""
    for paper, path, text in texts_with(survey, _NOT_ASCII):
        usual, file = _usual(text), survey.files[paper.key]
        if "\ufffd" in text:
            yield Flaw(
                file, path, "the character U+FFFD stands for one that was lost", "Write the character that was lost."
            )
        elif usual != text and usual:
            yield replacement(file, paper, path, usual, _difference(text, usual))


def _usual(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    text = _SPACES.sub(" ", text)
    text = _COMPATIBILITY.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    if not _EAST_ASIAN.search(text):
        text = _FULL_WIDTH.sub(_narrow, text)
    return _APOSTROPHE.sub("’", text.translate(_LOOKALIKES)).strip()


def _narrow(match: re.Match[str]) -> str:
    """Full-width characters as ASCII; their width was the space after a comma or colon."""
    narrow = unicodedata.normalize("NFKC", match[0])
    return f"{narrow} " if narrow[-1] in ",;:!?" and match.string[match.end() : match.end() + 1].isalnum() else narrow


def _difference(text: str, usual: str) -> str:
    odd = next((character for character in text if character not in usual), None)
    if odd is None:
        return "the letters and their accents are separate characters"
    return f"'{odd}' is {described(odd)}"


@rule("LS269", scope=Scope.RECORD)
def wrong_encoding(survey: Survey) -> Iterator[Flaw]:
    """A title or name was read in the wrong encoding."""
    for paper, path, text in texts_with(survey, _MOJIBAKE):
        file, reason = survey.files[paper.key], f"'{text}' was read in the wrong encoding"
        try:
            meant = text.encode("cp1252").decode()
        except UnicodeError:
            yield Flaw(file, path, reason, "Copy the text from its source again.")
        else:
            yield replacement(file, paper, path, meant, reason)
