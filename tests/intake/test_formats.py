"""The format of a file by its content and its name, and what libraries become."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from livingsurvey import Survey
from livingsurvey.checks import check
from livingsurvey.errors import UsageError
from livingsurvey.intake import import_list
from livingsurvey.intake.explaining import explained
from livingsurvey.intake.formats import (
    BIBTEX,
    CSL,
    HTML,
    JSONL,
    MARKDOWN,
    MEDLINE,
    OPENREVIEW,
    ORG,
    RIS,
    ZOTERO,
    format_of,
    read,
)
from livingsurvey.intake.mapping import Mapped
from livingsurvey.intake.mistakes import mistakes
from livingsurvey.intake.recording import lacking

TODAY = dt.date(2026, 1, 31)
LIBRARY = r"""
% made up
@string{jow = "Journal of Widgets"}
@inproceedings{maps, title={Folding M{\"a}ps}, author={Example, Ada}, crossref={vol}, pages={1--9},
  doi={10.9999/maps}, keywords={Folding, only here}, groups={Hills}, file={maps.pdf}}
@article{rivers, title={Rivers in Rows}, author={Wu, Yi}, journal=jow, year=2024, volume=3,
  url={https://rivers.example/1}, keywords={folding}}
@misc{broken, title={No End, year=2020}
@article{nobody, title={Clouds over Hills}, journal=jow, year=2023, doi={10.9999/clouds}, groups={Peaks}}
@thesis{clear, title={Clear Rivers}, author={Poe, Dora}, institution={University of Nowhere}, year=2022, groups={A/B},
  keywords={folding}, url={https://rivers.example/2}}
@proceedings{vol, title={Proceedings of the International Conference on Learning Representations}, year=2025}
@comment{jabref-meta: grouping:
0 AllEntriesGroup:;
1 StaticGroup:Hills\;0\;1\;\;\;\;;
2 StaticGroup:Peaks\;0\;1\;\;\;\;;
1 KeywordGroup:By word\;0\;1\;\;\;\;;
2 StaticGroup:A/B\;0\;1\;\;\;\;;
}
"""


@pytest.mark.parametrize(
    ("name", "start", "expected"),
    [
        ("x.md", "# A list\n```bibtex\n@article{a,", MARKDOWN),
        ("x.txt", "% Encoding: UTF-8\n\n@Article{a,", BIBTEX),
        ("x.bib", "Exported by hand\n@article{a,", BIBTEX),
        ("x", "\nTY  - JOUR\n", RIS),
        ("x.md", "<!-- saved -->\n<!DOCTYPE html>", HTML),
        ("x.md", "<details>\n<summary>x</summary>", MARKDOWN),
        ("x.json", '[{"id": 1, "title": "x"}]', CSL),
        ("x.json", '{"notes": [{"forum": "x"}]}', OPENREVIEW),
        ("x.txt", '{"notes": [{"forum": "x"}]}', OPENREVIEW),
        ("x.json", '{\n "count": 1,\n "notes": [\n', OPENREVIEW),
        ("x.json", '{"title": "x"}', CSL),
        ("x.txt", '{"title": "x"}\n{"title": "y"}', JSONL),
        ("x.md", "[ICML] A paper", MARKDOWN),
        ("x.md", "[ ] A paper to read", MARKDOWN),
        ("x.org", "* Papers", ORG),
        ("x.txt", '"Key","Item Type","Publication Year"', ZOTERO),
        ("x.csv", "Item Type,Title", ZOTERO),
        ("x.txt", "\nPMID- 1234567", MEDLINE),
    ],
)
def test_content_tells_the_format_and_then_the_name(name: str, start: str, expected: str) -> None:
    assert format_of(name, start) == expected


def test_what_is_not_read_is_told_with_what_is() -> None:
    with pytest.raises(UsageError, match="is XML or RDF, which is not read; export it as BibTeX, CSL-JSON or RIS"):
        read("x.rdf", '<?xml version="1.0"?><rdf:RDF>')
    with pytest.raises(UsageError, match="is a sheet, which is not read"):
        read("x.tsv", "Title\tAuthor")
    with pytest.raises(UsageError, match="has not the columns of Zotero's CSV; export it as BibTeX, CSL-JSON or RIS"):
        read("x.csv", "Title,Author")
    with pytest.raises(UsageError, match="goes into an existing survey with  --into"):
        read("x.jsonl", '{"title": "x"}')


def test_a_library_becomes_a_survey(tmp_path: Path) -> None:
    imported = import_list(LIBRARY, "refs.bib", tmp_path / "new", TODAY)
    survey = Survey.load(tmp_path / "new")
    assert [finding for finding in check(survey) if finding.severity == "error"] == []
    assert survey.info.title == "refs"
    assert {paper.key: (paper.topics, paper.venue, paper.year) for paper in survey} == {
        "example2025folding": (("hills",), "ICLR", 2025),
        "wu2024rivers": (("folding",), "Journal of Widgets", 2024),
        "clouds2023hills": (("peaks",), "Journal of Widgets", 2023),
        "poe2022clear": (("a-b",), "University of Nowhere", 2022),
    }
    hills = next(topic for topic in survey.taxonomy.walk() if topic.id == "hills")
    assert [topic.id for topic in hills.topics] == ["peaks"]
    by_word = next(topic for topic in survey.taxonomy.walk() if topic.id == "by-word")
    assert [topic.id for topic in by_word.topics] == ["a-b"]
    assert (survey.paper("wu2024rivers").volume, survey.paper("example2025folding").pages) == ("3", "1–9")
    assert {venue.name: venue.kind for venue in survey.listed_venues} == {
        "ICLR": "conference",
        "Journal of Widgets": "journal",
        "University of Nowhere": "web",
    }
    assert [(each.line, each.text.partition(",")[0]) for each in imported.listing.unread] == [(8, "@misc{broken")]
    assert [(each.line, each.text) for each in imported.listing.left_out] == [(12, "vol")]
    told = {(each.lines[0], each.what, each.text) for each in mistakes(imported.listing, imported.found)}
    assert (4, "left out, because records have no field for it: file = maps.pdf", "Folding Mäps") in told
    assert (4, "left out, because no topic is made of it: Folding; only here", "Folding Mäps") in told


def test_a_mapping_names_the_topics_of_a_library() -> None:
    mapped = Mapped(topics={"folding": ("map-folding",), "Hills": ("high-places", "map-folding")})
    listing = read("refs.bib", LIBRARY, mapped)
    paths = {each.key: (each.path, *each.also) for each in listing.entries}
    assert paths == {
        "maps": (("High places",), ("Map folding",)),
        "rivers": (("Map folding",),),
        "nobody": ((),),
        "clear": (("Map folding",),),
    }
    (nobody,) = [each.entry for each in listing.entries if each.key == "nobody"]
    assert nobody.notes == ("left out, because no topic is made of it: Hills > Peaks",)


def test_a_page_of_html_is_no_markdown() -> None:
    page = """<!doctype html>
<html><body>
    <h1>Maps</h1>

    <h2>Folding</h2>

        <ul>
        <li><a href="https://arxiv.org/abs/2301.00001">Folding Maps</a>, Ada Example. ICML 2023</li>
        </ul>
</body></html>"""
    (listed,) = read("page", page).entries
    assert (listed.entry.title, listed.path, listed.line) == ("Folding Maps", ("Folding",), 8)


def test_a_work_with_a_field_that_no_record_can_hold_is_left_out_and_told(tmp_path: Path) -> None:
    good = "@misc{a, title={Maps}, author={Ada Example}, year=2024, doi={10.9999/a}}"
    bad = "@misc{b, title={Hills}, author={Yi Wu}, year=2024, doi={10.9999/b}, note={a\u202eb}}"
    imported = import_list(f"{good}\n{bad}", "refs.bib", tmp_path / "new", TODAY)
    assert imported.papers == 2 - sum(lacking(each) is not None for each in imported.found)
    assert [finding for finding in check(Survey.load(tmp_path / "new")) if finding.severity == "error"] == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("list.md", "# L\n- [Low-\u00adRank Fold\u200bing](https://a.example/p.pdf), ICML 2023\n"),
        ("list.md", "# L\n- [Low-&shy;Rank Fold&#8203;ing](https://a.example/p.pdf), ICML 2023\n"),
        ("list.bib", "@misc{a, title={Low-\u00adRank Fold\u200bing}, year=2023, url={https://a.example/p.pdf}}"),
        (
            "list.ris",
            "TY  - JOUR\nTI  - Low-\u00adRank Fold\u200bing\nPY  - 2023\nUR  - https://a.example/p.pdf\nER  - \n",
        ),
        (
            "list.json",
            r'[{"title": "Low-\u00adRank Fold\u200bing", "URL": "https://a.example/p.pdf", "keyword": "P\u200bQ"}]',
        ),
    ],
)
def test_what_nobody_sees_is_left_out_whatever_the_format(name: str, text: str) -> None:
    (listed,) = read(name, text, by_all=True).entries
    assert listed.entry.title == "Low-Rank Folding"
    assert listed.path in ((), ("L",), ("PQ",))


def test_where_nothing_is_a_paper_the_first_reason_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no line of refs.bib is .* \(line 1: this entry cannot be read .*\); is it"):
        import_list("@misc{a, title = {No End", "refs.bib", tmp_path / "new", TODAY)


def test_folders_of_mendeley_stand_in_each_other() -> None:
    work = "@misc{a, title={Maps}, mendeley-groups={Hills/Peaks,Rivers}, mendeley-tags={folding}}"
    (listed,) = read("refs.bib", work).entries
    assert (listed.path, *listed.also) == (("Hills", "Peaks"), ("Rivers",))
    assert listed.entry.notes == ("left out, because no topic is made of it: folding",)


def test_a_keyword_of_three_works_is_a_topic_and_a_number_is_none() -> None:
    works = "".join(
        f"@misc{{a{at}, title={{Maps {at}}}, keywords={{folding, 1278{', rivers' * (at < 2)}}}}}" for at in range(3)
    )
    one, _, three = read("refs.bib", works).entries
    assert (one.path, one.also, three.path) == (("folding",), (), ("folding",))
    assert one.entry.notes == ("left out, because no topic is made of it: 1278; rivers",)


def test_a_work_in_a_group_and_in_one_below_it_stands_in_the_one_below() -> None:
    groups = "0 AllEntriesGroup:;\n1 StaticGroup:Hills\\;0\\;;\n2 StaticGroup:Peaks\\;0\\;;"
    tree = f"@comment{{jabref-meta: grouping:\n{groups}\n}}"
    (work,) = read("refs.bib", f"@misc{{a, title={{Maps}}, groups={{Hills, Peaks}}}}\n{tree}").entries
    assert (work.path, work.also) == (("Hills", "Peaks"), ())


def test_what_became_of_a_work_is_explained_field_by_field() -> None:
    listing = read("refs.bib", LIBRARY)
    assert explained(listing, LIBRARY, 5).splitlines() == [
        "A library of 4.",
        "Line 5 stands below line 4, which is an entry under “Hills”.",
        "  Its key there: maps",
        "  Its title: Folding Mäps",
        "  Its authors: Ada Example",
        "  Its venue: Proceedings of the International Conference on Learning Representations, known as ICLR",
        "  Its year: 2025",
        "  Its pages: 1–9",
        "  Its doi: 10.9999/maps",
        "  Its topics: Hills",
        "  Note: left out, because records have no field for it: file = maps.pdf.",
        "  Note: left out, because no topic is made of it: Folding; only here.",
    ]
    assert "Line 12 is no entry: a volume, which other entries refer to." in explained(listing, LIBRARY, 12)
