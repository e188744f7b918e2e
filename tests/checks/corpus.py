"""The kinds of mistake that were found in the list this survey continues, and which code catches each here.

For a kind that can be made in a record, ``tests/data/mistakes/<kind>/`` holds records of papers from that list with
this mistake and no other.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from livingsurvey.checks import check
from livingsurvey.store.layout import KNOWLEDGE
from livingsurvey.survey import Survey

MISTAKES = Path(__file__).parents[1] / "data/mistakes"


@dataclass(frozen=True)
class Caught:
    """A kind of mistake that is caught: by these codes, and under which condition where there is one."""

    codes: tuple[str, ...]
    only: str = ""


@dataclass(frozen=True)
class Missed:
    """A kind of mistake that no check finds: because it cannot be made, or because files alone do not show it."""

    why: str
    impossible: bool = True


_LAYOUT = Missed("the list is generated: nobody types its Markdown")
_ELSEWHERE = "the files do not show it: it takes the publication itself"

CLASSES: dict[str, Caught | Missed] = {
    "arxiv_year_not_id_year": Caught(("LS213",)),
    "code_link_is_another_project": Caught(("LS414",), "when the other paper is in the survey"),
    "code_link_is_not_a_repository": Caught(("LS413",)),
    "code_link_is_not_code": Caught(("LS402",)),
    "duplicate_other_section": Caught(("LS201",)),
    "duplicate_same_section": Caught(("LS221",)),
    "findings_recorded_as_main": Caught(("LS233",)),
    "heading_level_skipped": _LAYOUT,
    "markup_bracket_order": _LAYOUT,
    "markup_broken_close_tag": _LAYOUT,
    "markup_double_space": Caught(("LS265",)),
    "markup_double_space_links": _LAYOUT,
    "markup_fullwidth_comma": Caught(("LS268",)),
    "markup_indented_bullet": Caught(("LS101",)),
    "markup_missing_comma": _LAYOUT,
    "markup_missing_comma_in_tag": Caught(("LS203",)),
    "markup_missing_open_tag": _LAYOUT,
    "markup_nested_link": Caught(("LS108",)),
    "markup_no_space_after_tag": _LAYOUT,
    "markup_no_space_between_links": _LAYOUT,
    "markup_stray_comma": _LAYOUT,
    "misfiled": Missed("what a paper is about is for a reader to judge", impossible=False),
    "missing_venue": Caught(("LS106",)),
    "missing_year": Caught(("LS106",)),
    "order_not_newest_first": Missed("the order is computed"),
    "paper_link_aggregator": Caught(("LS401", "LS235")),
    "paper_link_aggregator_dead": Caught(("LS404",)),
    "paper_link_aggregator_or_project_page": Caught(("LS416",), "when its address shows it"),
    "paper_link_is_another_paper": Caught(("LS201", "LS224"), "when the other paper is in the survey"),
    "paper_link_is_not_the_paper": Caught(("LS403",)),
    "stale_preprint_tag": Caught(("LS231",), "when an id shows it"),
    "taxonomy_tree_mismatch": Missed("contents and headings come from one tree"),
    "title_differs_from_source": Missed(_ELSEWHERE, impossible=False),
    "title_doubled_prefix": Caught(("LS262",)),
    "title_lower_case": Caught(("LS263",)),
    "title_no_space_after_colon": Caught(("LS261",)),
    "title_non_ascii": Caught(("LS268",), "characters that only look like others; Ö and ∞ are right"),
    "title_space_before_colon": Caught(("LS261",)),
    "title_typo_in_source": Missed(_ELSEWHERE, impossible=False),
    "toc_anchor_broken": _LAYOUT,
    "toc_name_differs_from_heading": _LAYOUT,
    "url_doi_form_of_arxiv": Caught(("LS401",)),
    "url_host_alias": Caught(("LS401",)),
    "url_html_form": Caught(("LS401",)),
    "url_pasted_twice": Caught(("LS407",)),
    "url_pdf_form": Caught(("LS401",)),
    "url_pinned_to_version": Caught(("LS108",)),
    "url_tracking_parameter": Caught(("LS406",)),
    "url_trailing_space": Caught(("LS108",)),
    "url_truncated_version": Caught(("LS401",)),
    "venue_spelling_variant": Caught(("LS204",)),
    "venue_year_wrong": Caught(("LS232",), "when an ACL Anthology id shows it"),
    "whitespace_in_venue_tag": Caught(("LS108",)),
    "whitespace_trailing": Caught(("LS108",)),
    "year_before_arxiv_id": Caught(("LS212",)),
}


def found_in(kind: str) -> tuple[str, ...]:
    """The codes of what is found in the records with this mistake."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for path in MISTAKES.glob("*.yaml"):
            shutil.copy(path, root)
        shutil.copytree(MISTAKES / KNOWLEDGE, root / KNOWLEDGE)
        for path in MISTAKES.glob(f"{kind}/*.yaml"):
            year = re.sub(r"[a-z]+([0-9]{4}).*", r"\1", path.stem)
            (root / "papers" / year).mkdir(parents=True, exist_ok=True)
            shutil.copy(path, root / "papers" / year)
        found = check(Survey.load(root, strict=False, cached=False))
    return tuple(finding.code for finding in found if finding.file.startswith("papers/"))
