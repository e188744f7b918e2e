"""A list as data: what programs read of it."""

from __future__ import annotations

import json
from pathlib import Path

from jsonschema import Draft202012Validator

from livingsurvey import Survey
from livingsurvey.intake.audit import audit
from livingsurvey.intake.collection import collected
from livingsurvey.intake.doubt import REMEDIES
from livingsurvey.intake.listing import read_list
from livingsurvey.model.audit import Audit, Kind
from livingsurvey.schema import schemas

SMALL = Path(__file__).parents[1] / "data" / "survey"
LIST = """\
# Socks
- Ada Example keeps this list.

## Folding
- Folding Maps <br> Ada Example, Bo Example <br> ICML 2023 [[Paper]](https://arxiv.org/abs/2301.00001) [[Code]](https://github.com/a/maps)
- Sorting Socks <br> Ada Example, Bo Example <br> ICML 2023 [[Paper]](https://arxiv.org/abs/2302.00002)
- Sorting Shirts <br> Cy Example, Bo Example <br> ICLR 2024 [[Paper]](https://openreview.net/forum?id=abcdefghij)

## Washing
- Cold Water <br> Ada Example, Bo Example <br> ICLR 2024 [[Paper]](https://openreview.net/forum?id=abcdefghij)
- Sorting Socks <br> Ada Example, Bo Example <br> ICML 2023 [[Paper]](https://openreview.net/forum?id=jihgfedcba)
- Without a Year <br> Ada Example, Bo Example [[Paper]](https://example.org/paper.pdf)
- Without a Link <br> Ada Example, Bo Example <br> ICML 2023 [[Paper]]()
"""


def read(text: str) -> Audit:
    listing = read_list(text)
    return audit(listing, collected(listing.entries), "socks.md")


def test_entries_have_their_line_their_fields_and_how_they_were_read() -> None:
    first = json.loads(read(LIST).model_dump_json())["entries"][0]
    assert first["line"] == 5
    assert first["headings"] == ["Folding"]
    assert first["fields"] | {"title": "Folding Maps", "venue": "ICML", "year": 2023} == first["fields"]
    assert first["fields"]["authors"] == ["Ada Example", "Bo Example"]
    assert first["fields"]["ids"] == {"arxiv": "2301.00001"}
    assert first["fields"]["code"] == "https://github.com/a/maps"
    assert first["reading"]["title_is"] == "plain text"
    assert "venue ICML, year 2023" in {part["says"] for part in first["reading"]["parts"]}


def test_the_json_is_what_its_schema_says() -> None:
    described = json.loads(schemas(Survey.load(SMALL))["schema/audit.schema.json"])
    told = json.loads(read(LIST).model_dump_json(exclude_none=True))
    Draft202012Validator.check_schema(described)
    Draft202012Validator(described).validate(told)
    assert not Draft202012Validator(described).is_valid(told | {"findings": [{"kind": "new"}]})


def test_every_item_is_an_entry_or_a_finding() -> None:
    told = read(LIST)
    aside = [each for each in told.findings if each.kind in (Kind.LEFT_OUT, Kind.NOT_UNDERSTOOD)]
    assert told.numbers.items == 8
    assert told.numbers.entries + len(aside) == told.numbers.items
    assert (told.numbers.papers, told.numbers.complete, told.numbers.headings) == (told.numbers.entries - 1, 5, 2)


def test_a_paper_without_an_address_is_told_once_and_can_be_a_record() -> None:
    (found,) = read(LIST).of_kind(Kind.NO_ADDRESS)
    assert (found.lines, found.what) == ((13,), "nothing leads to it: no id, page or PDF")
    assert found.text == "Without a Link"
    assert found.remedy == "add a link to the paper"


def test_findings_begin_with_those_that_are_worth_most() -> None:
    kinds = [each.kind for each in read(LIST).findings]
    assert kinds == sorted(kinds, key=list(Kind).index)
    assert kinds[0] is Kind.PAPERS_SHARE_ID


def test_papers_that_share_an_id_are_told_with_the_lines_that_have_it() -> None:
    (shared,) = read(LIST).of_kind(Kind.PAPERS_SHARE_ID)
    assert (shared.line, shared.lines, shared.ids) == (7, (7, 10), ("openreview:abcdefghij",))
    assert (shared.what, shared.text) == ("two papers have one id", "“Sorting Shirts” and “Cold Water”")
    assert shared.remedy == REMEDIES[Kind.PAPERS_SHARE_ID]


def test_an_id_that_only_a_later_entry_of_a_paper_has_is_seen_on_another() -> None:
    entry = "- {} <br> ICML 2023 [[Paper]](https://arxiv.org/abs/{})\n"
    rows = (("Sorting Socks", "2301.00001"), ("Sorting Socks", "2301.00002"), ("Cold Water", "2301.00002"))
    told = read("# L\n## T\n" + "".join(entry.format(*row) for row in rows))
    assert [(each.lines, each.ids) for each in told.of_kind(Kind.PAPERS_SHARE_ID)] == [((4, 5), ("arxiv:2301.00002",))]
    assert [each.lines for each in told.of_kind(Kind.TWO_IDS)] == [(3, 4)]


def test_two_titles_that_begin_with_one_name_are_those_of_one_paper() -> None:
    entry = "- {} <br> ICML 2023 [[Paper]](https://arxiv.org/abs/2301.00001)\n"
    titles = ("Foo: Sorting Socks", "Foo: Cold Water for Shirts", "Bar: Ironing")
    told = read("# L\n## T\n" + "".join(map(entry.format, titles)))
    assert [each.lines for each in told.of_kind(Kind.TWO_TITLES)] == [(3, 4)]
    assert [each.lines for each in told.of_kind(Kind.PAPERS_SHARE_ID)] == [(3, 5)]


def test_entries_in_one_line_are_told_with_that_line() -> None:
    item = '<li><a href="https://arxiv.org/abs/2301.00001">{}</a>, ICML 2023</li>'
    for other, kind in (("Sorting of Woolen Socks", Kind.TWO_TITLES), ("Cold Water", Kind.PAPERS_SHARE_ID)):
        items = item.format("Sorting of Woollen Socks") + item.format(other)
        (told,) = read(f"# L\n## T\n<ul>{items}</ul>\n").of_kind(kind)
        assert told.lines == (3,)
        assert f"“{other}”" in told.text
        assert "“Sorting of Woollen Socks”" in told.text


def test_a_note_has_the_line_of_the_entry_that_it_is_about() -> None:
    entry = "- Sorting Socks <br> arXiv {} [[Paper]](https://arxiv.org/abs/2301.00001)\n"
    told = read("# L\n## A\n" + entry.format(2023) + "## B\n" + entry.format(2024))
    (year,) = told.of_kind(Kind.YEAR_CONTRADICTS_ID)
    assert (year.line, year.what) == (5, "the year 2024 is not that of its arXiv id, 2023")
    assert year.text == "Sorting Socks"


def test_a_date_that_was_taken_for_the_year_is_told_where_nothing_else_tells_the_year() -> None:
    row = "- **{} of Socks**, {}, *Ada Example, Bo Lind*, Mar 2023 [[Paper]]({})\n"
    told = read(
        "# L\n## T\n"
        + row.format("Folding", "arXiv", "https://arxiv.org/abs/2303.00001")
        + row.format("Sorting", "ICRA", "https://example.org/sorting.pdf")
    )
    assert [each.line for each in told.of_kind(Kind.YEAR_GUESSED)] == [4]


def test_papers_without_year_are_findings() -> None:
    assert [each.line for each in read(LIST).of_kind(Kind.NO_YEAR)] == [12]


def test_each_kind_has_a_remedy() -> None:
    assert list(REMEDIES) == list(Kind)


def test_papers_that_share_a_page_or_a_pdf_are_told_and_code_of_several_is_not() -> None:
    """What has no id has an address: one of the two papers links the other's."""
    row = "- **{}** [[paper]]({}) [[code]](https://github.com/example/maps) ICML 2023\n"
    page, pdf = "https://www.nature.com/articles/s41592-023-00001-y", "https://example.org/maps.pdf"
    rows = (("Folding Maps", page), ("Cold Water", page), ("Warm Water", page), ("Dry Air", pdf), ("Fog", pdf))
    told = read("# L\n## T\n" + "".join(row.format(*each) for each in rows)).of_kind(Kind.PAPERS_SHARE_ADDRESS)
    assert [(each.lines, each.what) for each in told] == [
        ((3, 4, 5), "3 papers have one address"),
        ((6, 7), "2 papers have one address"),
    ]
    assert [each.text for each in told] == ["“Folding Maps”, “Cold Water” and 1 more", "“Dry Air” and “Fog”"]
