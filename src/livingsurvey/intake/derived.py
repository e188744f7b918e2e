"""What an id or an address says of the version it leads to, without asking anybody."""

from __future__ import annotations

import re

from livingsurvey.checks.appearance import JOINT, OLD_COLLECTIONS, OLD_MAIN_VOLUMES
from livingsurvey.intake.entry import Entry
from livingsurvey.model import Identifier

_ACL = re.compile(
    r"(?P<new>[0-9]{4})\.(?P<event>[a-z0-9_]+)-[a-z0-9]+\.[0-9]+"
    r"|(?P<letter>[A-Z])(?P<old>[0-9]{2})-(?P<volume>[0-9])[0-9]{3}"
)
_ACL_VENUES = {
    "acl": "ACL", "emnlp": "EMNLP", "naacl": "NAACL", "eacl": "EACL", "tacl": "TACL", "conll": "CoNLL",
    "coling": "COLING", "lrec": "LREC",
}  # fmt: skip
_DATED = re.compile(r"10\.1101/(?P<year>20[0-9]{2})\.[0-9]{2}\.[0-9]{2}\.")
"""A DOI of bioRxiv or medRxiv, which has the day of the first version."""
_HOSTS = {
    r"(?:proceedings|papers)\.(?:neurips|nips)\.cc/paper(?:_files/paper)?/(?P<year>[0-9]{4})/": "NeurIPS",
    r"proceedings\.iclr\.cc/paper_files/paper/(?P<year>[0-9]{4})/": "ICLR",
    r"proceedings\.mlsys\.org/paper_files/paper/(?P<year>[0-9]{4})/": "MLSys",
    r"openaccess\.thecvf\.com/content[_/](?P<venue>CVPR|ICCV|WACV|ACCV)_?(?P<year>[0-9]{4})/": None,
    r"openaccess\.thecvf\.com/content_(?P<venue>cvpr|iccv|wacv|accv)_(?P<year>[0-9]{4})/": None,
    r"www\.ecva\.net/papers/eccv_(?P<year>[0-9]{4})/": "ECCV",
    r"www\.ijcai\.org/proceedings/(?P<year>[0-9]{4})/": "IJCAI",
    r"www\.usenix\.org/(?:conference|system/files)/(?P<venue>osdi|nsdi|atc|fast)(?P<short>[0-9]{2})[/-]": None,
    r"(?:www\.)?biorxiv\.org/content/(?:10\.1101|(?:biorxiv/)?early)/(?P<year>20[0-9]{2})[./]": "bioRxiv",
    r"(?:www\.)?medrxiv\.org/content/(?:10\.1101|(?:medrxiv/)?early)/(?P<year>20[0-9]{2})[./]": "medRxiv",
    r"(?:www\.)?jmlr\.org/papers/v": "JMLR",
}
_ADDRESSES = tuple((re.compile(rf"https?://{form}"), venue) for form, venue in _HOSTS.items())


def said_by_id(identifier: Identifier) -> Entry:
    """The year and, where the id tells it, the venue of the version that an id stands for.

    An arXiv id has the month of its first version, a DOI of bioRxiv its day, an ACL Anthology id the year and mostly
    the venue of its volume.
    """
    if identifier.scheme == "arxiv":
        digits = identifier.value.rpartition("/")[2]
        return Entry(venue="arXiv", year=(1900 if digits[0] == "9" else 2000) + int(digits[:2]))
    if identifier.scheme == "doi" and (dated := _DATED.match(identifier.value)):
        return Entry(year=int(dated["year"]))
    match = _ACL.fullmatch(identifier.value) if identifier.scheme == "acl" else None
    if match is None:
        return Entry()
    if match["old"]:
        letter, year = match["letter"], (1900 if match["old"] > "60" else 2000) + int(match["old"])
        is_main = match["volume"] in OLD_MAIN_VOLUMES.get(letter, "")
        return Entry(venue=OLD_COLLECTIONS[letter] if is_main else None, year=year)
    return Entry(venue=_acl_venue(match["event"], identifier.value), year=int(match["new"]))


def said_by_address(url: str) -> Entry:
    """The venue, and its year, of proceedings that an address leads into; nothing of most addresses.

    >>> said = said_by_address("https://openaccess.thecvf.com/content/CVPR2022/papers/Doe_A_CVPR_2022_paper.pdf")
    >>> said.venue, said.year
    ('CVPR', 2022)
    """
    for form, venue in _ADDRESSES:
        match = form.match(url)
        if match:
            said = match.groupdict()
            year = said.get("year") or (f"20{said['short']}" if said.get("short") else None)
            return Entry(venue=venue or (said.get("venue") or "").upper(), year=int(year) if year else None)
    return Entry()


def _acl_venue(event: str, acl_id: str) -> str | None:
    if event == "findings":
        volume = acl_id.partition("-")[2].partition(".")[0]
        return f"Findings of {volume.upper()}"
    return JOINT.get(f"{acl_id[:4]}.{event}") or _ACL_VENUES.get(event)
