"""Texts: what is made once for each paper is kept from build to build."""

from __future__ import annotations

from pathlib import Path

import pytest

from livingsurvey import Survey
from livingsurvey.publish.exports import texts
from livingsurvey.publish.exports.texts import CACHE, Texts
from livingsurvey.publish.site.build import build


def test_a_build_that_uses_no_text_keeps_them_all(own_built_survey: Path) -> None:
    kept = (own_built_survey / CACHE).read_bytes()
    build(Survey.load(own_built_survey))
    assert (own_built_survey / CACHE).read_bytes() == kept


def test_only_texts_of_changed_records_are_made(own_built_survey: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = own_built_survey / "papers/2022/frantar2022gptq.yaml"
    record.write_text(record.read_text(encoding="utf-8").replace("OPTQ", "OPTQ+"), encoding="utf-8")
    survey = Survey.load(own_built_survey)
    made = []
    monkeypatch.setitem(texts._MAKERS, "bib", lambda paper, _: made.append(paper.key) or "entry")  # type: ignore[func-returns-value]
    found = Texts(survey)
    found.make_all()
    assert made == ["frantar2022gptq"]
    assert found("bib", survey["frantar2022gptq"]) == "entry"
    assert found("bib", survey["zhang2023h2o"]).startswith("@inproceedings{zhang2023h2o,")


def test_a_record_that_gets_another_key_has_other_texts(own_built_survey: Path) -> None:
    record = own_built_survey / "papers/2022/frantar2022gptq.yaml"
    record.rename(record.with_name("frantar2022optq.yaml"))
    survey = Survey.load(own_built_survey)
    found = Texts(survey)
    found.make_all()
    assert found("bib", survey["frantar2022optq"]).startswith("@inproceedings{frantar2022optq,")
