"""What files of each format offer: what their fields mean, where their papers stand, what people decided of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingsurvey import Survey
from livingsurvey.errors import UsageError
from livingsurvey.intake.decisions import COLUMNS, Decisions, read_decisions
from livingsurvey.intake.mapping import Mapped
from livingsurvey.intake.offering import Offered, offered_by
from livingsurvey.model import Taxonomy

SOURCE = "owner/name:refs@0123abc"
FIELDS = """\
fields: {title: paper.name, agree: same_authors, sources.title: seen_at}
topics: {+latent: [data-selection, quantization]}
rules:
  - {when: {quality: low}, then: agreed}
  - {when: {audit: ["doubtful: scope*"]}, then: decide}
  - {when: {audit: "doubtful: authors*"}, then: refuse, why: nobody knows who}
"""


@pytest.fixture
def taxonomy(small_survey: Path) -> Taxonomy:
    return Survey.load(small_survey).taxonomy


def line(taxonomy: Taxonomy, **data: Any) -> Offered:
    mapped = Mapped.load(Path("fields.yaml"), FIELDS)
    (offer,) = offered_by(Path("a.jsonl"), json.dumps({"paper": {"name": "A: B"}} | data), taxonomy, mapped, None)
    return offer


def test_fields_lie_where_the_mapping_says_and_topics_have_the_names_of_the_survey(taxonomy: Taxonomy) -> None:
    offer = line(taxonomy, topics=["+latent", "quantization"], seen_at="https://example.org/", other=1, aliases=["NF4"])
    assert (offer.entry.title, offer.entry.aliases) == ("A: B", ("NF4",))
    assert offer.entry.sources == {"title": "https://example.org/"}
    assert offer.topics == ("data-selection", "quantization")
    assert offer.faults == offer.doubts == ()


def test_rules_say_what_needs_a_person_and_two_parts_of_one_source_are_one(taxonomy: Taxonomy) -> None:
    low = {"quality": "low", "same_authors": ["a/b", "a/b (ids)", "a/b:other.md@1"]}
    assert line(taxonomy, **low).faults == ("one source for the authors only, and quality is low",)
    assert line(taxonomy, quality="low", same_authors=["a/b", "c/d"]).faults == ()
    audited = line(taxonomy, audit=["corrected title", "doubtful: scope: images", "doubtful: authors: 3 or 4"])
    assert audited.doubts == ("doubtful: scope: images",)
    assert audited.faults == ("nobody knows who",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("fields: {titel: x}", "there is no field titel; the fields are title, also_titled, name"),
        ("rules: [{when: {a: b}, then: forget}]", r"fields.yaml:1:\d+"),
        ("fields: [", "fields.yaml:2: not YAML"),
    ],
)
def test_a_mapping_that_cannot_be_meant(text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        Mapped.load(Path("fields.yaml"), text)


def test_bibtex_and_csl_and_lists_need_a_source_of_their_own(taxonomy: Taxonomy) -> None:
    bibtex = "@article{x, title={A Title}, author={Ora Lind}, journal={arXiv preprint arXiv:2501.00001}, year={2025}}"
    (offer,) = offered_by(Path("refs.bib"), bibtex, taxonomy, Mapped(), SOURCE)
    assert (offer.id, offer.place, offer.entry.sources["authors"]) == ("arxiv:2501.00001", "refs.bib:x", f"{SOURCE}#x")
    with pytest.raises(UsageError, match=r"refs.bib names no sources; say where it comes from:  --source"):
        offered_by(Path("refs.bib"), bibtex, taxonomy, Mapped(), None)
    (offer,) = offered_by(Path("refs.txt"), bibtex, taxonomy, Mapped(), SOURCE)
    assert offer.place == "refs.txt:x"


def test_each_item_of_a_single_line_has_its_place(taxonomy: Taxonomy) -> None:
    items = '[{"id": "a", "title": "Maps", "DOI": "10.9999/a"}, {"id": "b", "title": "Hills", "DOI": "10.9999/b"}]'
    offers = offered_by(Path("refs.json"), items, taxonomy, Mapped(), SOURCE)
    assert [offer.place for offer in offers] == ["refs.json:a", "refs.json:b"]
    assert [offer.entry.sources["title"] for offer in offers] == [f"{SOURCE}#a", f"{SOURCE}#b"]


def test_keywords_of_a_library_are_topics_where_they_have_their_titles_or_are_mapped(taxonomy: Taxonomy) -> None:
    one = "@misc{{a, title={{A Title}}, author={{Ora Lind}}, eprint={{2501.00001}}, keywords={{{}}}}}"
    (offer,) = offered_by(Path("refs.bib"), one.format("Data selection, other"), taxonomy, Mapped(), SOURCE)
    assert (offer.topics, offer.doubts) == (("data-selection",), ())
    mapped = Mapped(topics={"picking": ("data-selection",)})
    (offer,) = offered_by(Path("refs.bib"), one.format("Picking"), taxonomy, mapped, SOURCE)
    assert (offer.topics, offer.doubts) == (("data-selection",), ())


def test_headings_of_a_list_are_topics_where_they_have_their_titles(taxonomy: Taxonomy) -> None:
    item = "- [A Paper on {}](https://arxiv.org/abs/2501.0000{}), Ora Lind, Yi Wu. ICLR 2025\n"
    text = f"# A\n\n## Data selection\n\n{item.format('Maps', 1)}\n## Other\n\n{item.format('Folds', 2)}"
    maps, folds = offered_by(Path("list.md"), text, taxonomy, Mapped(), SOURCE)
    assert (maps.topics, maps.doubts, maps.entry.sources["title"]) == (("data-selection",), (), f"{SOURCE}#L5")
    assert (folds.topics, folds.doubts) == ((), ("no topic is titled like its heading: Other",))


def test_decisions_have_a_head_or_not_and_rows_without_a_scope_decide_nothing() -> None:
    text = "id\tscope\tmain\n2501.00001\tin\ta-b\n2501.00002\t?\t\n2501.00003\t\ta\n"
    (decision,) = read_decisions("d.tsv", text)
    assert (decision.id, decision.topics, decision.scope, decision.place) == (
        "2501.00001",
        ("a-b",),
        "in",
        "d.tsv:2",
    )
    jsonl = '{"id": "x", "main": "a", "further": ["b", "c"], "scope": "out", "why": null}\n'
    (decision,) = read_decisions("d.jsonl", jsonl)
    assert (decision.topics, decision.scope, decision.why) == (("a", "b", "c"), "out", "")
    with pytest.raises(
        UsageError, match=r"d.tsv:1: the scope is 'maybe'; write  in, out  or  doubt, or leave it empty"
    ):
        list(read_decisions("d.tsv", "x\ta\t\tmaybe\n"))
    with pytest.raises(UsageError, match=r"d.tsv:1: there is no id"):
        list(read_decisions("d.tsv", "\ta\t\tin\n"))


def test_of_two_decisions_the_later_counts_and_the_earlier_is_told() -> None:
    decisions = Decisions(read_decisions("d.tsv", "2501.00001\ta\t\tin\narxiv:2501.00001\tb\t\tin\nx y\ta\t\tin\n"))
    assert [(before.place, after.place) for before, after in decisions.replaced] == [("d.tsv:1", "d.tsv:2")]
    assert [each.id for each in decisions.without_paper([])] == ["arxiv:2501.00001", "x y"]


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=8)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS, st.sampled_from(["in", "out", "", "?"]), CELLS), max_size=5))
def test_any_row_is_read_as_it_is_written(written: list[tuple[str, ...]]) -> None:
    wanted = [row for row in written if row[3] in ("in", "out") and row[0].strip()]
    text = "".join("\t".join(row) + "\n" for row in (COLUMNS, *(row for row in written if row in wanted)))
    assert [(each.id, each.why) for each in read_decisions("d.tsv", text)] == [
        (row[0].strip(), row[4].strip()) for row in wanted
    ]
