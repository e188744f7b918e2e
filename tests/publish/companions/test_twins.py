from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.publish.document import Document

from livingsurvey.model import Paper
from livingsurvey.survey import Survey


@pytest.fixture(scope="module")
def survey(built_survey: Path) -> Survey:
    return Survey.load(built_survey)


def twin(root: Path, name: str) -> Any:
    return json.loads((root / "site" / f"{name}.json").read_text(encoding="utf-8"))


def test_the_json_of_a_paper_is_its_record_and_more(built_survey: Path, survey: Survey) -> None:
    for paper in survey:
        content = twin(built_survey, f"papers/{paper.key}")
        record = {name: value for name, value in content.items() if name in Paper.model_fields}
        assert Paper.model_validate_json(json.dumps(record)) == paper
        assert content["schema_version"] == 2
        assert content["references"]["bibtex"].startswith("@")
    gptq = twin(built_survey, "papers/frantar2022gptq")
    assert gptq["state"] == "published"
    assert gptq["read_at"] == gptq["published_at"] == "https://openreview.net/forum?id=tcbBPnfwxS"
    (path,) = gptq["topic_paths"]
    assert [node["id"] for node in path["nodes"]] == ["model-centric", "quantization", "weight-only-quantization"]
    assert twin(built_survey, "papers/chen2023maybe")["published_at"] is None


def test_the_json_of_a_topic_holds_all_papers_below_it(built_survey: Path, survey: Survey) -> None:
    content = twin(built_survey, "topics/quantization")
    assert [paper["key"] for paper in content["papers"]] == [paper.key for paper in survey.papers_in("quantization")]
    assert content["topics"] == [{"id": "weight-only-quantization", "papers": 2}]
    assert content["path"] == ["model-centric", "quantization"]


def test_markdown_reads_as_the_record_says(built_survey: Path) -> None:
    text = (built_survey / "site/papers/frantar2022gptq.md").read_text(encoding="utf-8")
    title = "OPTQ: Accurate Quantization for Generative Pre-trained Transformers"
    assert text.startswith(f"# {title}\n\nRounds the weights of a trained model to 3 or 4 bits, layer after layer, ")
    assert "\n\nKnown as **GPTQ**\n\n" in text
    assert "- ICLR 2023 (published version)\n- arXiv 2022 (preprint)\n" in text
    assert "\n```bibtex\n@inproceedings{frantar2022gptq," in text
    assert "\n- Needs training: calibration data\n- Weight bits: 3, 4 bit\n" in text
    assert "https://arxiv.org/abs/2210.17323), 30 January 2024\n" in text
    hostile = (built_survey / "site/papers/example2024bold.md").read_text(encoding="utf-8")
    assert hostile.startswith(r"# Why \<b>bold\</b>")


def test_links_of_markdown_lead_to_files(built_survey: Path) -> None:
    for path in [*built_survey.glob("site/papers/*.md"), *built_survey.glob("site/topics/*.md")]:
        links = re.findall(r"\]\(([^)]*\.md)\)", path.read_text(encoding="utf-8"))
        assert links, path
        for link in links:
            assert (path.parent / link).is_file(), (path, link)


def test_twins_of_topics_say_what_each_paper_does(built_survey: Path) -> None:
    (record, _) = twin(built_survey, "topics/weight-only-quantization")["papers"]
    assert record["traits"] == {"training": "calibration", "weight-bits": [3, 4], "granularity": "per-group"}
    assert record["summary"]["zh"].startswith("逐层")
    text = (built_survey / "site/topics/efficient-attention.md").read_text(encoding="utf-8")
    assert "NeurIPS 2023. Keeps only the keys and values that have drawn the most attention" in text


def test_twins_of_topics_say_in_each_language_what_they_are(built_survey: Path) -> None:
    assert twin(built_survey, "topics/quantization")["definition"] == {
        "en": "Weights or activations in fewer bits.",
        "zh": "用更少的位表示权重或激活。",
    }
    text = (built_survey / "site/topics/quantization.md").read_text(encoding="utf-8")
    english, chinese = "\n\nWeights or activations in fewer bits.\n\nKnow", "\n\n用更少的位表示权重或激活。\n\n“知"
    assert -1 < text.find(english) < text.find(chinese)


@pytest.mark.parametrize("name", ["papers/frantar2022gptq", "topics/quantization"])
def test_a_page_names_its_twins(built_survey: Path, name: str) -> None:
    page = built_survey / "site" / name / "index.html"
    links = [link.attributes for link in Document(page).all("link")]
    twins = {link["type"]: link["href"] for link in links if "alternate" in link["rel"].split() and "type" in link}
    assert (page.parent / twins["application/json"]).resolve() == built_survey.resolve() / f"site/{name}.json"
    assert (page.parent / twins["text/markdown"]).is_file()
    # The theme fetches a sitemap beside whatever has this attribute as it stands; see survey.js for feeds.
    plain = [link for link in links if link["rel"] == "alternate" and "hreflang" not in link]
    assert all(link["type"] == "application/atom+xml" for link in plain)
