"""Every number of a table stands on its page as the data file has it, and leads to its source."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import html5lib
import pytest
from tests.conftest import SMALL_SURVEY
from tests.publish.rendered import fragment, paper_page

from livingsurvey.model.cell import number_in
from livingsurvey.publish.content.comparison import metrics_of, results_of
from livingsurvey.publish.content.numbers import address
from livingsurvey.publish.models.frameworks import framework_model, matrix_model
from livingsurvey.publish.models.results import result_model
from livingsurvey.publish.published import Published
from livingsurvey.publish.site.build import build
from livingsurvey.store.layout import RESULTS
from livingsurvey.store.yaml import parse
from livingsurvey.survey import Survey


@pytest.fixture(scope="module")
def published() -> Published:
    return Published(Survey.load(SMALL_SURVEY, cached=False))


def written(root: Path, table_id: str) -> list[dict[str, str]]:
    """The cells of a table as its file has them, read without any of our records."""
    data, problems = parse((root / RESULTS / f"{table_id}.yaml").read_text(encoding="utf-8"))
    assert not problems
    return [{"label": row["label"]} | row["values"] for row in data["rows"]]  # type: ignore[index]


def result_page(published: Published, table_id: str) -> str:
    return fragment("result", result_model(table_id, published), published.survey.root)


def rendered(shown: str, metrics: list[str], identifier: str) -> list[dict[str, str]]:
    """The cells of a table as its page shows them: numbers as they stand there, words as the sign that they mean."""
    page = html5lib.parseFragment(shown, namespaceHTMLElements=False)
    (table,) = [each for each in page.iter("table") if each.get("id") == identifier]
    rows = []
    for line in table.iter("tr"):
        if not (line.get("id") or "").startswith("row-"):
            continue
        label = next(line.iter("th")).text or ""
        cells = list(line.iter("td"))[: len(metrics)]
        shown = {}
        for metric, cell in zip(metrics, cells, strict=True):
            link = cell.find("a")
            text = " ".join("".join(cell.itertext()).split())
            assert (link is None) == (text in ("not reported", "not in the table"))
            if text == "not in the table":
                continue
            shown[metric] = "-" if link is None else link.text or ""
            value = cell.get("data-value")
            assert (None if value is None else float(value)) == number_in(shown[metric])
        rows.append({"label": label, "place": (line.get("id") or "").removeprefix("row-")} | shown)
    return [
        {name: row[name] for name in row if name != "place"} for row in sorted(rows, key=lambda row: int(row["place"]))
    ]


def test_every_number_is_on_the_page_as_it_is_in_the_file(published: Published) -> None:
    numbers_are_as_written(published, "small-models")


def numbers_are_as_written(published: Published, table_id: str) -> None:
    """The page of a table says what its file says, and each cell leads to where it was read."""
    table, rows = published.survey.tables[table_id], written(published.survey.root, table_id)
    metrics = [metric.id for metric in metrics_of(published.survey, results_of(published.survey, table_id))]
    page = result_page(published, table_id)
    assert rendered(page, metrics, "ls-numbers") == [
        {"label": row["label"]} | {metric: row[metric] for metric in metrics if metric in row} for row in rows
    ]
    leading_there = re.findall(r'href="([^"]*)"', page)
    expected = [table.source.url]
    for result in results_of(published.survey, table_id):
        told = sum(cell != "-" for cell in result.row.values.values())
        expected += [address(result) or table.source.url] * told
    assert Counter(each for each in leading_there if each in expected) == Counter(expected)


def test_a_cell_that_says_nothing_and_one_that_is_no_number_look_different(published: Published) -> None:
    page = paper_page(published, "frantar2022gptq")
    assert re.search(r">NaN</a> <small>no number</small>", page)
    page = result_page(published, "small-models")
    assert page.count(">not reported<") == 1


def test_numbers_stand_on_the_pages_of_their_paper_and_their_framework(published: Published) -> None:
    survey = published.survey
    for key, results in survey.results_by_paper.items():
        page = paper_page(published, key)
        for result in results:
            assert all(f">{cell}</a>" in page for cell in result.row.values.values() if cell != "-"), key
    for framework_id, results in survey.results_by_framework.items():
        model = framework_model(survey.frameworks_by_id[framework_id], published)
        page = fragment("framework", model, survey.root)
        for result in results:
            assert all(f">{cell}</a>" in page for cell in result.row.values.values() if cell != "-"), framework_id
    assert 'id="numbers"' not in paper_page(published, "zhang2023h2o")


def test_blocks_say_what_differs_and_other_tables_what_not_to_compare(small_survey: Path) -> None:
    text = (small_survey / RESULTS / "small-models.yaml").read_text(encoding="utf-8")
    other = text.replace("model: Small", "model: Large").replace("Small <models>", "Large models")
    (small_survey / RESULTS / "large-models.yaml").write_text(other, encoding="utf-8")
    page = result_page(Published(Survey.load(small_survey)), "small-models")
    assert re.findall(r'scope="rowgroup"[^>]*><span>([^<]+)<', page) == [
        "Framework: Small | Engine",
        "Fine-tuned: yes, Framework: DeepSpeed",
    ]
    assert "1 table not comparable with this one, and why" in page
    assert "Model is Large there, Small here." in page


def test_every_answer_on_the_matrix_is_that_of_the_file_and_has_its_source(published: Published) -> None:
    survey = published.survey
    page = html5lib.parseFragment(
        fragment("frameworks", matrix_model(published, None), survey.root), namespaceHTMLElements=False
    )
    words = {"yes": "Yes", "partial": "Partly", "no": "No", "unknown": "Unknown"}
    seen = set()
    for table in page.iter("table"):
        columns = [head.get("data-capability") or "" for head in table.iter("th") if head.get("data-capability")]
        for row in (each for each in table.iter("tr") if each.get("data-framework")):
            framework = survey.frameworks_by_id[row.get("data-framework") or ""]
            for capability, cell in zip(columns, row.iter("td"), strict=True):
                answer, statement = framework.cell(capability)
                link = cell.find("a")
                shown = cell.text if link is None else link.text
                assert shown == words[answer] == words[cell.get("data-answer") or ""]
                assert (link is not None) == (statement is not None)
                seen.add((framework.id, capability))
    told = {
        (framework.id, capability)
        for framework in survey.frameworks
        for capability in survey.capabilities
        if framework.cell(capability).statement
    }
    assert told <= seen
    assert all(page_names(page, group.id) for group in survey.capability_groups)


def test_what_is_known_of_most_stands_first_and_what_is_known_of_few_folds(small_survey: Path) -> None:
    capabilities = "".join(f"      - {{id: {name}, name: {name}}}\n" for name in ("rare", "some", "common", "never"))
    frameworks = "".join(
        f"  - id: engine-{number}\n    name: Engine {number}\n    statements: [{{source: E, has: [{has}]}}]\n"
        for number, has in enumerate(["common, some"] * 6 + ["common, rare"])
    )
    (small_survey / "knowledge/frameworks.yaml").write_text(
        f"groups:\n  - id: use\n    name: Use\n    capabilities:\n{capabilities}"
        f"frameworks:\n  - {{id: mute, name: Mute}}\n{frameworks}",
        encoding="utf-8",
    )
    model = matrix_model(Published(Survey.load(small_survey)), None)
    (group,) = model["groups"]
    assert [(each["id"], each["few"]) for each in group["columns"]] == [
        ("common", True),
        ("some", False),
        ("rare", True),
    ]
    assert [each["id"] for each in group["capabilities"]] == ["rare", "some", "common", "never"]
    assert [row["id"] for row in group["rows"]][:2] == ["engine-0", "engine-1"]
    assert [each["id"] for each in model["untold"]] == ["mute"]
    assert group["silent"] == []
    shown = fragment("frameworks", model, small_survey)
    assert shown.count("<small>date unknown</small>") == 14
    assert "All of these support: common." in shown
    assert "No data for any framework: never." in shown


def test_the_page_of_a_framework_says_version_day_age_and_why(published: Published) -> None:
    engine = published.survey.frameworks_by_id["small-engine"]
    page = html5lib.parseFragment(
        fragment("framework", framework_model(engine, published), published.survey.root), namespaceHTMLElements=False
    )
    said = [" ".join("".join(each.itertext()).split()) for each in page.iter("dd")]
    assert said[0].startswith("Training No 31 January 2021, 3 years old")
    assert said[1] == (
        'Fine-tuning Partly version 1.2 "beta" & later, 30 June 2022, 1 year old. Only <adapters> & "heads".'
    )
    assert said[3] == (
        'CPU Yes version 1.2 "beta" & later, 30 June 2022, 1 year old; also 31 January 2021, 3 years old, date unknown'
    )
    sources = [" ".join("".join(each.itertext()).split()) for each in page.iter("li")][-3:]
    assert sources[2] == "owner/engine:docs/manual.md@0123456789ab, date unknown"


def page_names(page: object, heading: str) -> bool:
    return any(each.get("id") == heading for each in page.iter("h2"))  # type: ignore[attr-defined]


def test_a_change_of_a_number_reaches_the_pages_that_show_it(own_built_survey: Path) -> None:
    path = own_built_survey / RESULTS / "small-models.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace('"45.2"', '"45.25"'), encoding="utf-8")
    build(Survey.load(own_built_survey))
    site = own_built_survey / "site"
    pages = ("papers/frantar2022gptq", "frameworks/small-engine", "results/small-models")
    assert all(">45.25</a>" in (site / page / "index.html").read_text(encoding="utf-8") for page in pages)


def test_without_tables_there_is_no_page_and_no_script(own_built_survey: Path) -> None:
    (own_built_survey / RESULTS / "small-models.yaml").unlink()
    build(Survey.load(own_built_survey))
    site = own_built_survey / "site"
    assert not (site / "results").exists()
    assert not (site / "assets" / "vega.js").exists()
    assert "Results" not in (site / "index.html").read_text(encoding="utf-8")


def test_cells_that_are_no_plain_numbers_are_shown_as_printed_and_ordered_by_what_they_say(small_survey: Path) -> None:
    cells = {"12.50": "1.2e1±0.1", "3.60": "<0.1", "2.10": "OOM", "3.70": ">10", '"30.90"': '"—"'}
    path = small_survey / RESULTS / "small-models.yaml"
    text = path.read_text(encoding="utf-8")
    for old, new in cells.items():
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    page = result_page(Published(Survey.load(small_survey)), "small-models")
    shown = re.findall(r'<td class="ls-number([^"]*)"(?: data-value="([^"]*)")?><a [^>]*>([^<]*)</a>', page)
    values = {text: float(value) if value else None for _, value, text in shown}
    assert values["1.2e1±0.1"] == 12
    assert values["OOM"] is None
    assert 0.09 < (values["&lt;0.1"] or 0) < 0.1
    assert (values["&gt;10"] or 0) > 10
    assert "&lt;0.1" in [text for signs, _, text in shown if "best" in signs]
    assert 'title="The source prints —">not reported<' in page
