"""The shipped records: what every one of them keeps to, and what their page of documentation says about them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from tests.store.test_write import changed_lines
from tests.test_docs import section, table

from livingsurvey.checks import check
from livingsurvey.errors import UnknownName
from livingsurvey.model import Ids, Paper
from livingsurvey.publish.models.topics import linked_border
from livingsurvey.publish.repository import coverage
from livingsurvey.store.write import dump_paper, edit
from livingsurvey.survey import Survey

ROOT = Path(__file__).parents[2]
DATA = ROOT / "docs/data.md"

SPELLINGS = {
    "AAAI": "AAAI",
    "AACL-Findings": "Findings of AACL-IJCNLP",
    "ACL": "ACL",
    "ACL Demo": "ACL System Demonstrations",
    "ACL Findings": "Findings of ACL",
    "ACL SRW": "ACL Student Research Workshop",
    "ACL-Short": "ACL",
    "AI Open": "AI Open",
    "ARITH": "ARITH",
    "Arxiv": "arXiv",
    "AutoML": "AutoML",
    "Blog": "Blog",
    "DeeLIO": "DeeLIO",
    "EACL": "EACL",
    "EMNLP": "EMNLP",
    "EMNLP-Findings": "Findings of EMNLP",
    "EuroSys": "EuroSys",
    "ICASSP": "ICASSP",
    "ICLR": "ICLR",
    "ICML": "ICML",
    "ICML Workshop": "ICML Workshop",
    "ICPP": "ICPP",
    "IPDPS": "IPDPS",
    "ISCA": "ISCA",
    "JMLR": "JMLR",
    "MLSys": "MLSys",
    "NAACL": "NAACL",
    "NAACL Findings": "Findings of NAACL",
    "NAACL-HLT": "NAACL",
    "NIPS": "NeurIPS",
    "NSDI": "NSDI",
    "NeurIPS": "NeurIPS",
    "NeurIPS Workshop": "NeurIPS Workshop",
    "NeurIPS-ENLSP": "NeurIPS ENLSP Workshop",
    "NeurlPS": "NeurIPS",
    "OSDI": "OSDI",
    "PPoPP": "PPoPP",
    "SC": "SC",
    "SOSP": "SOSP",
    "TACL": "TACL",
    "TMLR": "TMLR",
    "UAI": "UAI",
    "USENIX ATC": "USENIX ATC",
    "VLDB": "VLDB",
    "Website": "Website",
    "arXiv": "arXiv",
}
"""How the list that the survey began with spells its venues, and what they are called here."""


@cache
def shipped() -> Survey:
    return Survey.load(ROOT, strict=False)


@pytest.mark.parametrize(("spelling", "name"), SPELLINGS.items())
def test_every_spelling_of_the_original_list_is_a_known_venue(spelling: str, name: str) -> None:
    assert shipped().known_venue(spelling).name == name


def test_two_venues_in_one_cell_are_no_spelling() -> None:
    with pytest.raises(UnknownName):
        shipped().known_venue("arXiv, ICML")


def test_other_ways_to_write_findings_lead_to_the_same_venue() -> None:
    for meeting in ("ACL", "EMNLP", "NAACL"):
        names = {f"Findings of {meeting}", f"{meeting} Findings", f"{meeting}-Findings"}
        assert {shipped().known_venue(name).name for name in names} == {f"Findings of {meeting}"}


def test_there_is_nothing_to_find() -> None:
    assert len(shipped()) >= 432
    assert check(shipped()) == ()


def test_records_are_written_as_the_program_writes_them() -> None:
    for paper in shipped():
        written = (ROOT / shipped().files[paper.key]).read_text(encoding="utf-8")
        assert written == dump_paper(paper), paper.key


def test_every_record_can_be_edited_in_one_line() -> None:
    for name in shipped().files.values():
        text = (ROOT / name).read_text(encoding="utf-8")
        assert len(changed_lines(text, edit(text, {("year",): 1999}))) == 1, name
        assert len(changed_lines(text, edit(text, {("title",): "A: B"}))) == 1, name


@pytest.mark.parametrize("field", ["title", "venue"])
def test_title_and_venue_say_where_they_come_from(field: str) -> None:
    assert [paper.key for paper in shipped() if field not in paper.sources] == []


def test_sources_are_for_fields_of_the_record_and_are_public() -> None:
    fields = {*Paper.model_fields, *Ids.model_fields, "code"}
    for paper in shipped():
        assert set(paper.sources) <= fields, paper.key
        claims = [claim.source for conflict in paper.conflicts for claim in conflict.claims]
        for source in (*paper.sources.values(), *claims):
            assert "find_string" not in source, paper.key
            assert not re.match(r"(seed|page|file|/)", source), paper.key


def test_the_first_claim_of_a_conflict_is_what_the_record_says() -> None:
    for paper in shipped():
        for conflict in paper.conflicts:
            value = getattr(paper, conflict.field)
            said = ", ".join(value) if isinstance(value, tuple) else str(value)
            assert conflict.claims[0].value == said, paper.key
            assert len({claim.value for claim in conflict.claims}) == len(conflict.claims), paper.key


def test_the_page_names_every_conflict_that_is_open() -> None:
    named = [row[0].strip("`") for row in table(section(DATA, "## Left open"))]
    assert sorted(named) == sorted(paper.key for paper in shipped() if paper.conflicts)


def test_the_page_adds_up() -> None:
    rows = table(section(DATA, "## What the rules settled"))
    counted = [[int(cell or 0) for cell in row[1:]] for row in rows]
    *rules, everything = counted
    assert [sum(column) for column in zip(*rules, strict=True)] == everything
    assert all(sum(row[:-1]) == row[-1] for row in counted)
    left_open = counted[[row[0] for row in rows].index("left open")]
    assert left_open[-1] == sum(len(paper.conflicts) for paper in shipped())


def test_every_topic_has_a_chinese_title_and_is_told_from_a_neighbour_that_is_there() -> None:
    topics = shipped().taxonomy.by_id.values()
    titles = {topic.title.en for topic in topics}
    assert [topic.id for topic in topics if topic.title.zh is None] == []
    for topic in topics:
        others = titles - {topic.title.en}
        assert any(topic.border and title in topic.border.en for title in others), topic.id
        assert not any(title in topic.definition.en for title in others), f"{topic.id} is said to be what it is not"


def test_topics_are_told_from_the_same_neighbours_in_each_language() -> None:
    """Both borders lead to the same pages, and what stands in quotation marks in Chinese is a topic's title."""
    taxonomy = shipped().taxonomy
    for topic in taxonomy.walk():
        english, chinese = (linked_border(topic, language, taxonomy) for language in ("en", "zh"))
        assert {each["topic"] for each in english} == {each["topic"] for each in chinese}, topic.id
        assert not [each["text"] for each in chinese if re.search("“[^”]", each["text"])], topic.id


def test_chinese_is_set_apart_from_latin_and_ends_as_a_sentence_does() -> None:
    for topic in shipped().taxonomy.walk():
        for text in (topic.definition.zh, topic.border and topic.border.zh):
            assert text, topic.id
            assert text.endswith("。"), text
            assert not re.findall(r"[一-鿿][A-Za-z0-9]|[A-Za-z0-9][一-鿿]", text), text


def test_the_page_names_papers_and_where_they_are_filed() -> None:
    for name in re.findall(r"`([a-z]+[0-9]{4}[a-z0-9]+)`", DATA.read_text(encoding="utf-8")):
        assert name in shipped(), name
    moved = re.findall(
        r"^- `(.+?)` is under `(.+?)`, not `(.+?)`:", section(DATA, "## Filed differently"), re.MULTILINE
    )
    assert moved
    for key, new, old in moved:
        assert new in shipped()[key].topics
        assert old not in shipped()[key].topics
        assert old in shipped().taxonomy.by_id


def test_the_figures_of_the_page_are_those_of_the_records() -> None:
    assert coverage.outdated(shipped()) == []


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ("GPTQ: Accurate Post-Training Quantization for Generative Pre-trained Transformers", "frantar2022gptq"),
        ("LLM.int8(): 8-bit Matrix Multiplication for Transformers at Scale", "dettmers2022llmint8"),
        ("GKD: Generalized Knowledge Distillation for Auto-regressive Sequence Models", "agarwal2023gkd"),
        ("ZeroQuant-V2: Exploring Post-training Quantization", "yao2023zeroquantv2"),
        ("wanda", "sun2023simple"),
        ("H2O", "zhang2023h2o"),
    ],
)
def test_a_paper_is_found_by_what_people_call_it(asked: str, key: str) -> None:
    from livingsurvey.insight.search import Search

    assert Search(shipped()).answer(asked).papers[0].key == key
