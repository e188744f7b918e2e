r"""Web addresses as records hold them: ASCII, over http or https, with a host that can exist (RFC 3986, RFC 1123).

What stands in a record goes into HTML, Markdown, BibTeX, LaTeX and more, and to programs that open it. So an address
holds nothing that one of them would take for its own: no space, brace, bracket, backslash, quote, nothing unseen. All
of these can be percent-encoded, and lead to the same place.
"""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import quote

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from livingsurvey.model.characters import described, seen_in_ascii
from livingsurvey.model.record import LONGEST, Text
from livingsurvey.model.sentence import Sentence

_LABEL = "[A-Za-z0-9](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?"
_DOMAIN = rf"(?:{_LABEL}\.)+[A-Za-z](?:[A-Za-z0-9-]{{0,61}}[A-Za-z0-9])\.?"
_PORT = "(?::(?:6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}|[1-9][0-9]{0,3}))?"
_ENCODED = "%(?:[2-689A-Fa-f][0-9A-Fa-f]|7[0-9A-Ea-e])"
_SIGNS = "A-Za-z0-9._~!$&()*+,;=:@/-"
_PATH, _QUERY = (f"(?:[{signs}]|{_ENCODED})*" for signs in (_SIGNS, f"?{_SIGNS}"))
URL = rf"^https?://{_DOMAIN}{_PORT}(?:/{_PATH})?(?:\?{_QUERY})?(?:#{_QUERY})?$"
BASE = rf"^https?://(?:{_LABEL}\.)*{_LABEL}{_PORT}/(?:{_PATH}/)?$"

Url = Annotated[str, StringConstraints(max_length=LONGEST, pattern=URL)]
"""An absolute web address."""

Base = Annotated[str, StringConstraints(max_length=LONGEST, pattern=BASE)]
"""The address of a folder, with a final slash; its host may be known in one network only."""


def _address_or_words(text: str) -> str:
    if _BEGINS_LIKE_ONE.match(text) and not is_address(text):
        raise PydanticCustomError("address", "an address of the web")
    return text


Reference = Annotated[
    Text,
    AfterValidator(_address_or_words),
    Field(json_schema_extra={"if": {"pattern": "^https?:"}, "then": {"pattern": URL}}),
]
"""Where something can be looked up: an address, or the words that name it."""

_URL = re.compile(URL)
_BEGINS_LIKE_ONE = re.compile(r"https?:", re.IGNORECASE)
_START = re.compile(r"(?is)(?P<scheme>https?):/{0,3}(?P<user>[^/?#@]*@)?(?P<host>[^/?#]*)(?P<rest>.*)")
_SCHEMES = re.compile("(?i)(?:h{0,2}t{1,3}ps?(?:[:;]/{0,3}|/{2,3}))+")
_BARE = re.compile(r"[\w.-]+\.[A-Za-z]{2,}(?::[0-9]+)?/\S*")
_NO_SIGN = re.compile(rf"[^?#%{_SIGNS}]")
_STRAY_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_CONTROL = re.compile("%(?:[01][0-9A-Fa-f]|7[Ff])")
_TEXT = re.compile(r"""[]<>"'`’”»|\\[]""")
_ENDS_TEXT = "]<>\"'`’”»|\\[.,;:!*()"
"""What text puts around an address, and what may stand behind that."""
_LATEX = re.compile(r"\\(?=[_%&#~$])")


def is_address(text: str) -> bool:
    """Whether a text is a web address as records hold it."""
    return len(text) <= LONGEST and _URL.fullmatch(text) is not None


def trouble(text: str) -> str:
    """Why a text is no address, in words that go on after it; for one that is none."""
    start = _START.fullmatch(text)
    if start is None:
        return Sentence("is not one absolute web address")
    sign, percent = _NO_SIGN.search(text), _STRAY_PERCENT.search(text)
    if start["user"]:
        return Sentence("has a user name before the host")
    if start["host"].isascii() and not re.fullmatch(_DOMAIN + _PORT, start["host"]):
        return Sentence("has an impossible host: '{host}'", host=start["host"])
    if sign:
        shown = f"'{sign[0]}', " if sign[0].isprintable() else ""
        shown += described(sign[0])
        return Sentence(
            "contains {sign}, at character {place}, which addresses cannot contain",
            sign=shown,
            place=sign.start() + 1,
        )
    if percent:
        return Sentence("has a % without a code at character {place}", place=percent.start() + 1)
    if _CONTROL.search(text):
        return Sentence("encodes a control character")
    return Sentence("has more than one #") if text.count("#") > 1 else Sentence("is not one absolute web address")


def with_one_scheme(text: str) -> str:
    """An address whose scheme stands there twice, or lacks a sign, with that scheme once and whole.

    >>> with_one_scheme("https://https://example.org/"), with_one_scheme("htttp//example.org/")
    ('https://example.org/', 'http://example.org/')
    """
    written = _SCHEMES.match(text)
    if written is None:
        return text
    return f"http{'s' * ('s' in written[0].lower())}://{text[written.end() :]}"


def mended(text: str) -> str | None:
    """The address that a text means, with what no address holds percent-encoded; None where that is not certain.

    >>> mended("https://example.org/a{b} c")
    'https://example.org/a%7Bb%7D%20c'
    >>> mended("Bücher.example/数")
    'https://xn--bcher-kva.example/%E6%95%B0'
    >>> mended("https://https//example.org/a")
    'https://example.org/a'
    """
    text = _LATEX.sub("", seen_in_ascii(text)).strip().lstrip("<\"'")
    if not {"[", "<"} & set(text[:-2]) and (around := _TEXT.search(text, len(text.rstrip(_ENDS_TEXT)))):
        text = text[: around.start()]
    start = _START.fullmatch(f"https://{text}" if _BARE.fullmatch(text) else with_one_scheme(text))
    if start is None or start["user"] or start["host"].endswith(":"):
        return None
    try:
        host = start["host"].encode("idna").decode()
    except UnicodeError:
        return None
    path, sharp, fragment = start["rest"].partition("#")
    rest = quote(path, safe="!$&()*+,;=:@/?%~") + sharp + quote(fragment, safe="!$&()*+,;=:@/?%~")
    address = f"{start['scheme'].lower()}://{host}{_CONTROL.sub('', _STRAY_PERCENT.sub('%25', rest))}"
    return address if is_address(address) else None
