"""survey show, survey find, survey stats"""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from rich.console import Console

from conftest import SMALL_SURVEY
from livingsurvey import Survey
from livingsurvey.cli import papers
from livingsurvey.store.write import edit_file

from .conftest import Run


@pytest.mark.parametrize("name", ["frantar2022gptq", "2210.17323v2", "https://arxiv.org/abs/2210.17323", "tcbBPnfwxS"])
def test_a_paper_by_any_name(run: Run, survey: Path, name: str) -> None:
    ran = run("show", name)
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == "OPTQ: Accurate Quantization for Generative Pre-trained Transformers"
    assert lines[1] == "Elias Frantar, Saleh Ashkboos, Torsten Hoefler, Dan Alistarh"
    assert lines[2] == "ICLR 2023"
    assert lines[4].startswith("Rounds the weights of a trained model to 3 or 4 bits, layer after layer")
    assert "compared     Weight bits: 3, 4 bit" in lines
    assert "topic        Model-Centric Methods › Quantization › Weight-Only Quantization" in lines
    assert "code         https://github.com/IST-DASLab/gptq" in lines
    assert "file         papers/2022/frantar2022gptq.yaml" in lines


def test_a_paper_without_authors(run: Run, survey: Path) -> None:
    lines = run("show", "example2024bold").out.splitlines()
    assert lines[:2] == [
        'Why <b>bold</b> & "quoted" *stars* | pipes, $O(n\\log n)$ and 数据 [matter] _here_',
        "Example Blog 2024",
    ]
    assert "code by others  https://github.com/example/bold" in lines


def test_an_unknown_paper(run: Run, survey: Path) -> None:
    ran = run("show", "frantar2023gptq")
    assert (ran.code, ran.out) == (2, "")
    assert "no paper 'frantar2023gptq'. Did you mean 'frantar2022gptq'?" in ran.err


def test_a_paper_as_json(run: Run, survey: Path) -> None:
    record = json.loads(run("show", "zhang2023h2o", "--format", "json").out)
    assert record["key"] == "zhang2023h2o"
    assert record["authors"][10] == 'Zhangyang "Atlas" Wang'
    assert record["added"] == "2023-07-23"
    assert "also_titled" not in record
    assert json.loads(run("show", "martins2021former", "--format", "json").out)["aliases"] == ["infinity-former"]


def test_a_paper_as_yaml_is_its_file(run: Run, survey: Path) -> None:
    ran = run("show", "dettmers2022llmint8", "--format", "yaml")
    assert ran.out == (survey / "papers/2022/dettmers2022llmint8.yaml").read_text(encoding="utf-8")


def test_a_paper_as_bibtex(run: Run, survey: Path) -> None:
    ran = run("show", "frantar2022gptq", "--format", "bibtex")
    assert ran.out.startswith("@inproceedings{frantar2022gptq,")
    assert "Torsten Hoefler and Dan Alistarh" in ran.out


def test_found_papers_are_a_line_each(run: Run, survey: Path) -> None:
    ran = run("find", "distillation")
    assert (ran.code, ran.err) == (0, "topic Knowledge Distillation: 2 papers, --topic knowledge-distillation\n")
    first, second = ran.out.splitlines()
    assert second.startswith('example2024bold  2024 Example Blog  Why <b>bold</b> & "quoted" *stars* | pipes, ')
    assert first.startswith("li2023symbolic   2023 ACL           Symbolic Chain-of-Thought Distillation: Small Models")
    assert "\t" not in ran.out


def test_words_in_any_case_and_accent(run: Run, survey: Path) -> None:
    assert run("find", "NYSTROMFORMER", "self-attention").out.startswith("xiong2021nystromformer")


@pytest.mark.parametrize(
    ("year", "keys"),
    [
        ("2024", {"example2024bold"}),
        ("2021-2022", {"dettmers2022llmint8", "martins2021former", "xiong2021nystromformer"}),
        ("2024-", {"example2024bold"}),
        ("-2021", {"xiong2021nystromformer"}),
        ("2030", set()),
        ("2024-2021", set()),
    ],
)
def test_years(run: Run, survey: Path, year: str, keys: set[str]) -> None:
    records = json.loads(run("find", f"--year={year}", "--json").out)
    assert {record["key"] for record in records} == keys


@pytest.mark.parametrize("year", ["", "-", "23", "2023-24", "20232024", "2022--2023", "2022–2023"])
def test_what_is_no_year(run: Run, survey: Path, year: str) -> None:
    ran = run("find", f"--year={year}")
    assert ran.code == 2
    assert "is not a year" in ran.err


def test_filters_together(run: Run, survey: Path) -> None:
    records = json.loads(run("find", "--topic", "model-centric", "--venue", "nips", "--json").out)
    assert [record["key"] for record in records] == ["zhang2023h2o", "dettmers2022llmint8"]


def test_nothing_found_is_no_error(run: Run, survey: Path) -> None:
    ran = run("find", "zebra")
    assert (ran.code, ran.out, ran.err) == (0, "", "0 papers\n")
    assert json.loads(run("find", "zebra", "--json").out) == []


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--topic", "quantisation", "no topic 'quantisation'. Did you mean 'quantization'?"),
        ("--topic", "INT4", "no topic 'INT4'. Did you mean 'quantization'?"),
        ("--topic", "知识蒸馏", "no topic '知识蒸馏'. Did you mean 'knowledge-distillation'?"),
        ("--venue", "NeurIPSS", "no venue 'NeurIPSS'. Did you mean 'NeurIPS'?"),
    ],
)
def test_an_unknown_filter(run: Run, survey: Path, option: str, value: str, said: str) -> None:
    ran = run("find", "x", option, value)
    assert ran.code == 2
    assert ran.errors == [f"survey: error: {said}"]


def test_papers_by_what_they_are_compared_by(run: Run, survey: Path) -> None:
    ran = run("find", "--trait", "training=none,calibration", "--json")
    assert [record["key"] for record in json.loads(ran.out)] == [
        "zhang2023h2o",
        "frantar2022gptq",
        "dettmers2022llmint8",
    ]
    assert ran.err == "unknown for 4 other papers\n"
    two = run("find", "--trait", "training=none", "--trait", "training=calibration", "--trait", "weight-bits=..4")
    assert two.out.split()[0] == "frantar2022gptq"
    assert two.err == ""
    assert len(run("export", "bibtex", "--trait", "weight-bits=8").out.split("\n@")) == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("weigth-bits=4", "no trait 'weigth-bits'. Did you mean 'weight-bits'? Write one of training, weight-bits"),
        ("training=nome", "'training' has no value 'nome'. Did you mean 'none'?"),
        ("exact=true", "'exact' has no value 'true'. Write one of yes, no"),
        ("weight-bits=<4", "'<4' is no number; write  weight-bits=4  or 2..4"),
        (
            "weight-bits<4",
            "'weight-bits<4' is not a trait and its values; write  --trait draft=self  or weight-bits=..4",
        ),
    ],
)
def test_what_cannot_be_asked_of_traits(run: Run, survey: Path, given: str, said: str) -> None:
    ran = run("find", "--trait", given)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_papers_side_by_side(run: Run, survey: Path) -> None:
    ran = run("compare", "2210.17323", "dettmers2022llmint8", "frantar2022gptq")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0].split() == ["frantar2022gptq", "dettmers2022llmint8"]
    assert next(line.split() for line in lines if line.startswith("Granularity")) == [
        "Granularity",
        "per",
        "group",
        "–",
    ]
    said = json.loads(run("compare", "frantar2022gptq", "zhang2023h2o", "--format", "json").out)
    assert said["papers"] == ["frantar2022gptq", "zhang2023h2o"]
    assert {row["group"] for row in said["rows"]} == {"paper", "trait"}
    table = run("compare", "frantar2022gptq", "dettmers2022llmint8", "--format", "csv").out
    gptq, int8 = csv.DictReader(io.StringIO(table))
    assert (gptq["weight-bits"], gptq["granularity"], int8["granularity"]) == ("3; 4", "per-group", "")
    latex = run("compare", "frantar2022gptq", "dettmers2022llmint8", "--format", "latex").out
    assert r"\caption{Papers compared.\label{tab:papers}} \\" in latex
    assert r"GPTQ~\cite{frantar2022gptq} & 2023 & calibration data & 3, 4 & per group \\" in latex
    ran = run("compare", "frantar2022gptq", "zhang2023h20")
    assert (ran.code, ran.out) == (2, "")
    assert "no paper 'zhang2023h20'. Did you mean 'zhang2023h2o'?" in ran.err


@pytest.mark.parametrize("arguments", [["find", "h2o"], ["show", "zhang2023h2o"], ["stats"]])
def test_a_broken_record_is_named_and_the_others_are_shown(run: Run, survey: Path, arguments: list[str]) -> None:
    (survey / "papers/2022/frantar2022gptq.yaml").write_text("title: [\n", encoding="utf-8")
    ran = run(*arguments)
    assert ran.code == 0
    assert ran.out
    assert ran.errors == ["survey: warning: 1 file with errors left out; 'survey check' lists them"]


def test_what_is_known_of_citations_and_of_archived_code_is_shown(run: Run, survey: Path) -> None:
    source = "https://openalex.org/W1"
    edit_file(
        survey / "papers/2023/zhang2023h2o.yaml",
        {
            ("links", "archived"): "2026-11-30",
            ("citations",): {"count": 1234, "date": "2026-11-30", "source": source},
            ("cites",): {"papers": ["frantar2022gptq"], "date": "2026-11-30", "source": source},
        },
    )
    shown = run("show", "zhang2023h2o").out
    assert re.search(r"code \(archived 2026-11-30\) +https://github\.com/FMInference/H2O", shown)
    assert re.search(r"citations +1,234 \(OpenAlex, 2026-11-30\)", shown)
    assert re.search(r"cites +frantar2022gptq", shown)
    assert re.search(r"cited by +zhang2023h2o", run("show", "frantar2022gptq").out)


def test_statistics(run: Run, survey: Path) -> None:
    lines = run("stats").out.splitlines()
    assert lines[0] == "8 papers, 7 topics, 6 venues, 44 authors"
    assert lines[1] == "newest addition 2024-02-29, 24 facts with a source"
    assert "published                6   75.0 %" in lines
    assert "preprint only            1   12.5 %" in lines
    assert "2023       4  " + "█" * 40 in lines


def test_statistics_as_json(run: Run, survey: Path) -> None:
    figures = json.loads(run("stats", "--json").out)
    assert figures["papers"] == 8
    assert figures["by_year"] == {"2024": 1, "2023": 4, "2022": 2, "2021": 1}
    assert figures["with_id"]["arxiv"] == 7
    assert figures["newest_addition"] == "2024-02-29"


def test_statistics_go_into_the_page_on_the_data(run: Run, survey: Path) -> None:
    page = survey / "docs/data.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text("<!-- survey:begin coverage -->\n<!-- survey:end coverage -->\n", encoding="utf-8")
    ran = run("stats", "--write")
    assert (ran.code, ran.out, ran.err) == (0, "", "docs/data.md is written\n")
    assert "8 papers by 44 authors" in page.read_text(encoding="utf-8")
    assert run("stats", "--write").err == "docs/data.md was up to date\n"


def test_statistics_of_nothing(run: Run, survey: Path) -> None:
    for path in survey.glob("papers/*/*.yaml"):
        path.unlink()
    ran = run("stats")
    assert ran.code == 0
    assert ran.out.startswith("0 papers,")
    assert json.loads(run("stats", "--json").out)["newest_addition"] is None


def drawn(renderable: object) -> str:
    text = io.StringIO()
    Console(file=text, width=100, force_terminal=True, color_system="standard").print(renderable)
    return text.getvalue()


def test_brackets_in_a_title_are_no_markup() -> None:
    survey = Survey.load(SMALL_SURVEY, cached=False)
    assert "[matter] _here_" in drawn(papers.table(tuple(survey)))
    assert "[matter] _here_" in drawn(papers.card(survey["example2024bold"], survey))


def test_a_card_wraps_to_the_terminal() -> None:
    survey = Survey.load(SMALL_SURVEY, cached=False)
    text = io.StringIO()
    Console(file=text, width=50).print(papers.card(survey["zhang2023h2o"], survey))
    assert max(len(line) for line in text.getvalue().splitlines()) <= 50
    assert "https://github.com/FMInference/H2O" in text.getvalue()


def test_a_card_says_where_in_its_venue_a_version_appeared(run: Run, survey: Path) -> None:
    edit_file(survey / "papers/2022/frantar2022gptq.yaml", {("pages",): "1-16", ("month",): 5, ("note",): "Oral"})
    card = run("show", "frantar2022gptq").out
    assert "May 2023, pages 1–16" in card
    assert "Oral" in card
