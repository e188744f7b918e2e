from __future__ import annotations

import copy
from pathlib import Path

import pytest
from tests.checks.made import LIMA, TOPICS, flaws, paper, survey

from livingsurvey import Survey
from livingsurvey.store import history


def with_moved(**moved: str) -> Survey:
    return survey(paper(), taxonomy=TOPICS | {"moved": {old.replace("_", "-"): new for old, new in moved.items()}})


def test_a_leaf_without_papers() -> None:
    (flaw,) = flaws("LS241", survey(paper(), paper(LIMA)))
    assert (flaw.path, flaw.reason) == (("topics", 0, "topics", 1, "id"), "no paper is filed under 'pruning'")


def test_a_leaf_whose_paper_cannot_be_read_is_not_empty(small_survey: Path) -> None:
    other = small_survey / "papers/2024/example2024bold.yaml"
    other.write_text(other.read_text(encoding="utf-8").replace(", knowledge-distillation", ""), encoding="utf-8")
    file = small_survey / "papers/2023/li2023symbolic.yaml"
    assert not flaws("LS241", Survey.load(small_survey, strict=False, cached=False))
    file.write_text("title: [\n", encoding="utf-8")
    assert not flaws("LS241", Survey.load(small_survey, strict=False, cached=False))
    file.unlink()
    (flaw,) = flaws("LS241", Survey.load(small_survey, strict=False, cached=False))
    assert flaw.reason == "no paper is filed under 'knowledge-distillation'"


def test_a_topic_that_moved_and_is_there() -> None:
    (flaw,) = flaws("LS242", with_moved(pruning="quantization"))
    assert flaw.fix == "Delete this line, or the topic 'pruning'."
    assert not flaws("LS242", with_moved(sparsity="pruning"))


def test_a_topic_that_moved_to_none() -> None:
    (flaw,) = flaws("LS243", with_moved(sparsity="prunning"))
    assert (flaw.path, flaw.reason) == (("moved", "sparsity"), "there is no topic 'prunning'")
    assert flaw.fix == "Name a topic in the tree. Did you mean 'pruning'?"
    assert not flaws("LS243", with_moved(sparsity="pruning"))


def test_a_topic_that_moved_on() -> None:
    (flaw,) = flaws("LS243", with_moved(sparse="sparsity", sparsity="pruning"))
    assert (flaw.fix, flaw.change) == ("Write  sparse: pruning", {("moved", "sparse"): "pruning"})


@pytest.mark.parametrize("moved", [{"a": "a"}, {"a": "b", "b": "a"}, {"a": "b", "b": "c", "c": "b"}])
def test_topics_that_move_in_a_circle(moved: dict[str, str]) -> None:
    found = flaws("LS243", with_moved(**moved))
    assert {flaw.reason for flaw in found} == {"its redirects form a loop"}
    assert all(flaw.change is None for flaw in found)


def test_a_topic_that_vanished(monkeypatch: pytest.MonkeyPatch) -> None:
    released = frozenset({"models", "pruning", "sparsity", "quantisation"})
    monkeypatch.setattr(history, "released_topics", lambda root: released)
    (flaw,) = flaws("LS244", with_moved(sparsity="pruning"))
    assert flaw.reason == "the topic 'quantisation' of the last release is gone"
    assert "Did you mean 'quantization'?" in flaw.fix


def test_siblings_with_one_title() -> None:
    tree = copy.deepcopy(TOPICS)
    tree["topics"][1]["title"] = {"en": "MODELS", "zh": "数据"}
    (flaw,) = flaws("LS245", survey(paper(), taxonomy=tree))
    assert (flaw.path, flaw.reason) == (("topics", 1, "title", "en"), "'MODELS' is the title of 'models' too")


def test_topics_in_two_places_may_have_one_title() -> None:
    tree = copy.deepcopy(TOPICS)
    tree["topics"][0]["topics"][0]["title"] = {"en": "Data Selection"}
    assert not flaws("LS245", survey(paper(), taxonomy=tree))


def test_a_topic_that_is_said_in_one_of_two_languages_alone(small_survey: Path) -> None:
    """The small survey is in English and Chinese; a third language has no place in its files."""
    info, tree = small_survey / "survey.yaml", small_survey / "taxonomy.yaml"
    info.write_text(info.read_text(encoding="utf-8").replace("[en, zh]", "[en, zh, qps]"), encoding="utf-8")
    assert not flaws("LS248", Survey.load(small_survey, cached=False))
    text = tree.read_text(encoding="utf-8").replace(", zh: 数据选择", "").replace(", zh: 更少更好的训练样本。", "")
    tree.write_text(text.replace("          zh: “知识蒸馏”", "          # zh: “知识蒸馏”"), encoding="utf-8")
    border, data = flaws("LS248", Survey.load(small_survey, cached=False))
    assert (border.path[-1], border.reason) == (
        "border",
        "'quantization' has no border in 'zh', a language of the survey",
    )
    assert (data.path[-1], data.fix) == ("title", "Write  title: {en: …, zh: …}")
    assert data.reason.startswith("'data-selection' has no title and no definition in 'zh'")
    info.write_text(info.read_text(encoding="utf-8").replace("[en, zh, qps]", "[en]"), encoding="utf-8")
    assert not flaws("LS248", Survey.load(small_survey, cached=False))


def test_chinese_that_lines_were_folded_in(small_survey: Path) -> None:
    tree = small_survey / "taxonomy.yaml"
    folded = (
        ">-\n                只把权重存成更少的位，\n                计算时再还原，如 GPTQ 和\n                AWQ。"
    )
    text = tree.read_text(encoding="utf-8")
    tree.write_text(
        text.replace("只把权重存成更少的位，计算时再还原（x < 16 位）。激活不变。", folded), encoding="utf-8"
    )
    (flaw,) = flaws("LS249", Survey.load(small_survey, cached=False))
    assert flaw.path[-2:] == ("definition", "zh")
    assert flaw.reason == "'， 计' has a space, which Chinese does not have"


def test_an_alias_belongs_to_one_topic() -> None:
    tree = copy.deepcopy(TOPICS)
    tree["topics"][1]["aliases"] = {"en": ["Data pruning", "QUANTIZATION"], "zh": ["剪枝", "剪枝"]}
    other, twice = flaws("LS246", survey(paper(), taxonomy=tree))
    assert (other.path, other.reason) == (
        ("topics", 1, "aliases", "en", 1),
        "'QUANTIZATION' is a name of 'quantization' already",
    )
    assert (twice.path, twice.fix) == (("topics", 1, "aliases", "zh", 1), "Delete it.")


def test_an_alias_that_differs_from_a_title_in_a_hyphen_alone() -> None:
    tree = copy.deepcopy(TOPICS)
    tree["topics"][1]["title"] = {"en": "KV-Cache Selection"}
    tree["topics"][1]["aliases"] = {"en": ["kv cache selection", "∞", "‽"]}
    (flaw,) = flaws("LS246", survey(paper(), taxonomy=tree))
    assert (flaw.path[-1], flaw.fix) == (0, "Delete it.")


def test_an_alias_of_a_topic_is_no_title_of_a_paper() -> None:
    tree = copy.deepcopy(TOPICS)
    tree["topics"][1]["aliases"] = {"en": ["mixed-precision training", "mixed precision"]}
    (flaw,) = flaws("LS247", survey(paper(title="Mixed Precision Training"), taxonomy=tree))
    assert flaw.path[-1] == 0


def test_an_alias_of_a_topic_is_no_name_of_a_paper() -> None:
    tree = copy.deepcopy(TOPICS)
    tree["topics"][1]["aliases"] = {"en": ["GPTQ variants", "gptq", "Marlin kernels", "marlin"]}
    first, second = flaws("LS247", survey(paper(name="GPTQ", aliases=("Marlin",)), taxonomy=tree))
    assert (first.path, first.fix) == (("topics", 1, "aliases", "en", 1), "Name the family, as in  gptq variants")
    assert second.reason == "'marlin' is what papers/frantar2022gptq.yaml is called"
