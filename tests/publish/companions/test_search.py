from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import SMALL_SURVEY

from livingsurvey.publish.companions import search
from livingsurvey.publish.published import Published
from livingsurvey.survey import Survey

BREAK = "\u200b"
EMPTY = json.dumps({"config": {}, "docs": [{"location": "papers/mould/", "title": "@@title@@", "text": ""}]}).encode()


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    survey = Survey.load(SMALL_SURVEY, cached=False)
    survey.root = tmp_path_factory.mktemp("survey")
    return Published(survey)


def entries(published: Published, *, names_only: bool = False) -> dict[str, dict[str, Any]]:
    docs = json.loads(search.extended(EMPTY, published, names_only=names_only))["docs"]
    return {entry["location"]: entry for entry in docs}


def test_every_paper_and_venue_has_an_entry_and_the_mould_none(published: Published) -> None:
    papers = {f"papers/{key}/" for key in published.survey.papers}
    venues = {f"venues/{slug}/" for slug in published.venues.values()}
    numbers = {"results/small-models/", "frameworks/deepspeed/", "frameworks/small-engine/"}
    assert set(entries(published)) == papers | venues | numbers


def test_authors_and_venues_are_found_by_their_names(published: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(published.authors, "Christopher Ré", "christopher-re")
    found = entries(published)
    assert found["authors/christopher-re/"]["title"] == "Christopher Ré"
    assert "NeurlPS" in found["venues/neurips/"]["text"]
    assert "authors/christopher-re/" not in entries(published, names_only=True)


def test_an_entry_has_all_that_readers_may_type(published: Published) -> None:
    entry = entries(published)["papers/frantar2022gptq/"]
    assert entry["title"] == "GPTQ · OPTQ: Accurate Quantization for Generative Pre-trained Transformers"
    topics = ("Weight-Only", "仅", "W4A16", "Quantization · 量化")
    for words in ("Dan Alistarh", "ICLR 2023", "2210.17323", "tcbBPnfwxS", "frantar2022gptq", *topics):
        assert words in entry["text"]


def test_a_large_survey_leaves_out_authors_and_topics_but_no_name(published: Published) -> None:
    entry = entries(published, names_only=True)["papers/frantar2022gptq/"]
    assert "GPTQ" in entry["title"]
    assert "2210.17323" in entry["text"]
    assert "GPTQ: Accurate Post-Training Quantization" in entry["text"]
    assert "Alistarh" not in entry["text"]
    assert "Weight-Only" not in entry["text"]


def test_words_in_the_middle_of_chinese_are_set_apart(published: Published) -> None:
    text = entries(published)["papers/frantar2022gptq/"]["text"]
    assert f"{BREAK}权重{BREAK}" in text
    assert "仅权重量化" in text.replace(BREAK, "")
    title = entries(published)["papers/example2024bold/"]["title"]
    assert f"{BREAK}数据{BREAK}" in title


def test_a_title_is_text_and_no_markup_to_the_search(published: Published) -> None:
    assert "<b>" not in entries(published)["papers/example2024bold/"]["title"]


def test_the_separator_takes_versions_from_arxiv_ids_and_nothing_else(built_survey: Path) -> None:
    config = json.loads((built_survey / "site" / "search" / "search_index.json").read_text(encoding="utf-8"))["config"]
    # Python's lookbehind has a fixed width; the two lengths of arXiv ids stand side by side.
    separator = config["separator"].replace(r"(?<=\d{4}\.\d{4,5})", r"(?:(?<=\d{4}\.\d{5})|(?<=\d{4}\.\d{4}))")

    def tokens(text: str) -> list[str]:
        return [token for token in re.split(separator, text) if token]

    assert tokens("2210.17323v2") == tokens("2210.17323") == ["2210.17323"]
    assert tokens("cmp-lg/9404001") == ["cmp", "lg", "9404001"]
    assert tokens("LLM.int8() v2") == ["LLM", "int8", "v2"]
    assert tokens(f"ZeroQuant-V2: 数据{BREAK}选择") == ["ZeroQuant", "V2", "数据", "选择"]
