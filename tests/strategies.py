"""Hypothesis strategies for records and for the texts that people write into them."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from livingsurvey.model import Author, Group, Ids, Links, Paper, Person
from livingsurvey.model.characters import seen
from livingsurvey.model.identifier import DOI
from livingsurvey.model.paper import Citations, Cites, Reading
from livingsurvey.model.trait import Summary

TROUBLE = (
    "GPTQ: Accurate Post-Training Quantization",
    'Zhangyang "Atlas" Wang',
    "It's 100% 'quoted', \\n is no line break",
    "Nyströmformer – Ångström’s Ö",
    "∞-former: 数据 的 𝔘nicode 🦙",
    "$O(n\\log n)$ & <b>bold</b> | _pipes_ *stars*",
    "no",
    "null",
    "~",
    "2023-05-12",
    "1e3",
    "0x7E7",
    "2401.12340",
    "- item",
    "? key",
    ": colon first",
    "# no comment",
    "ends with colon:",
    "a #b",
    "[flow, seq]",
    "{flow: map}",
    "&anchor",
    "*alias",
    "!tag",
    "%directive",
    "@at `tick`",
    "> folded | literal",
    "---",
    "...",
    "=",
    "<<",
    ".inf",
    "Off",
    "12:30:45",
    "نیم\u200cفاصله 👩\u200d💻",
    "e\u0301 combining",
    "a\u00a0no-break",
)

_ANY_CHARACTER = st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"))
_LINE = st.text(_ANY_CHARACTER, min_size=1, max_size=60).map(seen).map(str.strip).filter(bool)

lines = st.one_of(st.sampled_from(TROUBLE), _LINE)
"""One line of text as a title or a name may be: any character but what nobody sees."""

_words = st.from_regex(r"[A-ZÅÉØŁ][a-zåéøł'-]{1,7}[a-zåéøł]", fullmatch=True)
_given = st.lists(_words | st.from_regex(r"[A-Z]\.", fullmatch=True), min_size=1, max_size=3).map(" ".join)
_family = st.lists(_words | st.sampled_from(["y", "de", "von", "and", "Lab", "III"]), min_size=1, max_size=3).map(
    " ".join
)
_han = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=2)
names = st.one_of(
    st.builds(
        Person,
        family=_family,
        given=_given,
        particle=st.none() | st.sampled_from(["van der", "de", "de la", "von", "bin"]),
        suffix=st.none() | st.sampled_from(["Jr.", "Sr.", "II", "III"]),
    ),
    st.builds(Person, family=_words),
    st.builds(Person, family=_han, given=_han),
    st.builds(
        Group, group=st.one_of(_family, st.sampled_from(["Barnes and Noble Labs", "Gemini Team, Google", "OpenAI"]))
    ),
)
"""Names with parts: persons and groups."""

slugs = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}", fullmatch=True)
keys = st.from_regex(r"[a-z]{1,10}[0-9]{4}[a-z0-9]{1,10}", fullmatch=True)
urls = st.from_regex(
    r"https?://[a-z0-9]{1,12}\.[a-z]{2,5}(/([A-Za-z0-9_.~=&,;:@!$()*+-]|%[2-6][0-9A-F]){0,20}){0,3}"
    r"(\?[A-Za-z0-9=&?/:]{1,10})?(#[A-Za-z0-9?/]{0,10})?",
    fullmatch=True,
)
_arxiv = st.from_regex(r"[0-9]{4}\.[0-9]{4,5}|[a-z-]{2,8}/[0-9]{7}", fullmatch=True)
_dois = st.from_regex(DOI, fullmatch=True)
_acl = st.from_regex(r"[A-Z][0-9]{2}-[0-9]{4}|[0-9]{4}\.[a-z0-9_]{1,8}-[a-z0-9]{1,6}\.[0-9]{1,3}", fullmatch=True)
_openreview = st.from_regex(r"[A-Za-z0-9_-]{8,12}", fullmatch=True)

ids = st.builds(
    Ids,
    arxiv=st.none() | _arxiv,
    doi=st.none() | _dois,
    acl=st.none() | _acl,
    openreview=st.none() | _openreview,
)
days = st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1))
links = st.builds(
    Links,
    page=st.none() | urls,
    pdf=st.none() | urls,
    code=st.none() | urls,
    reimplementations=st.lists(urls, max_size=2, unique=True).map(tuple),
    project=st.none() | urls,
) | st.builds(Links, page=urls, code=urls, archived=days)
readings = st.builds(Reading, source=lines, date=days)
singles = st.booleans() | st.integers(1, 10**6) | st.floats(0.001, 1e6) | slugs
values = singles | st.lists(singles, min_size=1, max_size=3, unique=True).map(tuple)
papers = st.builds(
    Paper,
    key=keys,
    name=st.none() | lines,
    title=lines,
    also_titled=st.lists(lines, max_size=2, unique=True).map(tuple),
    aliases=st.lists(lines, max_size=2, unique=True).map(tuple),
    authors=st.lists(lines | names.map(Author.of), max_size=4, unique=True).map(tuple),
    year=st.integers(1900, 2100),
    month=st.none() | st.integers(1, 12),
    venue=lines,
    volume=st.none() | lines,
    number=st.none() | lines,
    pages=st.none() | lines | st.sampled_from(["435–447", "012010", "1–3, 7"]),
    publisher=st.none() | lines,
    note=st.none() | lines,
    ids=ids,
    links=links,
    topics=st.lists(slugs, min_size=1, max_size=3, unique=True).map(tuple),
    summary=st.none() | st.builds(Summary, en=lines, zh=st.none() | lines),
    traits=st.dictionaries(slugs, values, max_size=3),
    read=st.lists(readings, max_size=2, unique=True).map(tuple),
    added=days,
    sources=st.dictionaries(lines, lines, max_size=2),
    citations=st.none() | st.builds(Citations, count=st.integers(0, 10**6), date=days, source=lines),
    cites=st.none()
    | st.builds(Cites, papers=st.lists(keys, min_size=1, max_size=3, unique=True).map(tuple), date=days, source=lines),
)
