from __future__ import annotations

from tests.conftest import SMALL_SURVEY

from livingsurvey import Survey
from livingsurvey.language import Language
from livingsurvey.publish.content.traits import compared, pairs

_SURVEY = Survey.load(SMALL_SURVEY, cached=False)


def test_what_applies_is_known_or_named_as_not_known() -> None:
    told = compared(_SURVEY["dettmers2022llmint8"], _SURVEY)
    assert [(trait["name"], trait["words"]) for trait in told["known"]] == [
        ("Needs training", "none"),
        ("Weight bits", "8 bit"),
    ]
    assert told["unknown"] == [{"id": "granularity", "name": "Granularity"}]
    assert compared(_SURVEY["example2024bold"], _SURVEY)["known"] == []


def test_a_value_is_told_with_its_words_and_what_it_means() -> None:
    training, bits, _ = compared(_SURVEY["frantar2022gptq"], _SURVEY)["known"]
    meaning = "a few examples are measured, nothing is trained"
    assert training["values"] == [
        {"value": "calibration", "words": "calibration data", "means": meaning, "asked": "calibration"}
    ]
    assert [value["words"] for value in bits["values"]] == ["3", "4"]
    assert (bits["words"], bits["means"]) == ("3, 4 bit", "the bits of a stored weight")


def test_a_no_is_known() -> None:
    told = compared(_SURVEY["zhang2023h2o"], _SURVEY, Language("zh", {"no": ("否",)}))
    assert [(trait["name"], trait["words"]) for trait in told["known"]][-1] == ("精确", "否")
    assert told["known"][-1]["values"][0]["asked"] == "no"
    assert told["unknown"] == []


def test_values_one_by_one() -> None:
    assert pairs(_SURVEY["zhang2023h2o"]) == ("training=none", "training=fine-tuning", "exact=false")
