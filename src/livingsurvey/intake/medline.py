"""PubMed's own format, the ``.nbib`` that it gives for citation managers: tagged lines, as items of CSL-JSON."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from livingsurvey.intake.csl import work_of_item
from livingsurvey.intake.library import Library

_TAG = re.compile(r"(?P<tag>[A-Z]{2,4}) {0,2}- (?P<said>.*)")
_DATE = re.compile(r"(?P<year>[0-9]{4})(?:\s(?P<month>[A-Z][a-z]{2}))?")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NAMES = {"PMID": "PMID", "PMC": "PMCID", "TI": "title", "VI": "volume", "IP": "issue", "PG": "page"}
_READ = frozenset({*_NAMES, "FAU", "AU", "CN", "JT", "TA", "DP", "LID", "AID", "OT", "FED", "ED"})
_DOI = " [doi]"


def library_of_medline(text: str) -> Library:
    """The works of a file of PubMed, each from its ``PMID`` to the next."""
    return Library([work_of_item(_item(said), line) for line, said in _works(text)])


def _works(text: str) -> Iterator[tuple[int, Mapping[str, list[str]]]]:
    """What the tags of each work say, with the line that it begins in; lines without a tag go on with the one above."""
    begins, said, last = 0, defaultdict[str, list[str]](list), ""
    for number, line in enumerate(text.splitlines(), 1):
        match = _TAG.match(line)
        if match and match["tag"] == "PMID" and (not said or "PMID" in said):
            if said:
                yield begins, said
            begins, said = number, defaultdict(list)
        if match:
            last = match["tag"]
            said[last].append(match["said"])
        elif line.startswith(" ") and said:
            said[last][-1] += f" {line.strip()}"
    if said:
        yield begins, said


def _item(said: Mapping[str, list[str]]) -> dict[str, Any]:
    """A work as an item of CSL-JSON; what that has no name for keeps its tag."""
    date = _DATE.match(said.get("DP", [""])[0])
    month = [str(_MONTHS.index(date["month"]) + 1)] if date and date["month"] in _MONTHS else []
    dois = [each.removesuffix(_DOI) for tag in ("LID", "AID") for each in said.get(tag, ()) if each.endswith(_DOI)]
    names = said.get("FAU") or said.get("AU") or []
    return {
        **{tag: "; ".join(values) for tag, values in said.items() if tag not in _READ},
        **{name: said[tag][0] for tag, name in _NAMES.items() if tag in said},
        "id": said.get("PMID", [""])[0],
        "type": "article-journal",
        "container-title": (said.get("JT") or said.get("TA") or [""])[0],
        "author": [*map(_name, names), *({"literal": each} for each in said.get("CN", ()))],
        "issued": {"date-parts": [[date["year"], *month]]} if date else {},
        "DOI": next(iter(dois), ""),
        "keyword": ";".join(said.get("OT", ())),
    }


def _name(text: str) -> dict[str, str]:
    """A name of PubMed: ``Family, Given``, or ``Family IN`` where it knows initials only."""
    family, comma, given = (part.strip() for part in text.partition(","))
    if not comma:
        family, _, given = text.rpartition(" ")
        given = " ".join(f"{initial}." for initial in given)
    return {"family": family, "given": given} if family and given else {"literal": text}
