from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.publish.document import Document

from livingsurvey import Survey
from livingsurvey.insight.related import Reason, Relatedness
from livingsurvey.publish.content.neighbours import CACHE, neighbours, words
from livingsurvey.publish.site.build import build


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (Reason("table", ("small-models",)), "compared in Table 7"),
        (Reason("topic", ("weight-only-quantization",)), "shares Weight-Only Quantization"),
        (Reason("section", ("quantization",)), "both in Quantization"),
        (Reason("authors", ("Ada", "Ben")), "also by Ada and Ben"),
        (Reason("authors", ("Ada", "Ben", "Cleo")), "3 authors in common"),
        (Reason("title"), "similar title"),
    ],
)
def test_reasons_in_words(small_survey: Path, reason: Reason, said: str) -> None:
    assert words(reason, Survey.load(small_survey)) == said


def test_what_was_kept_is_what_would_be_made(small_survey: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    survey = Survey.load(small_survey)
    made = neighbours(survey)
    assert made == {key: Relatedness(survey).related(key) for key in survey.papers}
    with monkeypatch.context() as patch:
        patch.setattr(Relatedness, "__init__", lambda *_: pytest.fail("compared again"))
        assert neighbours(survey) == made
    cache = small_survey / CACHE
    cache.write_bytes(cache.read_bytes()[:-1])
    assert neighbours(survey) == made


def test_a_new_title_changes_the_pages_that_list_it(own_built_survey: Path) -> None:
    root = own_built_survey
    record = next(root.glob("papers/*/frantar2022gptq.yaml"))
    listing = [
        page.parent.relative_to(root / "site").as_posix()
        for page in (root / "site/papers").glob("*/index.html")
        if page.parent.name != "frantar2022gptq" and "../frantar2022gptq/" in page.read_text(encoding="utf-8")
    ]
    assert listing
    record.write_text(record.read_text(encoding="utf-8").replace("Accurate", "Precise & <Accurate>"), encoding="utf-8")
    report = build(Survey.load(root))
    for page in listing:
        assert "Precise & <Accurate>" in Document(root / "site" / page / "index.html").one("ul", "ls-related").text
    fresh = build(Survey.load(root), root / "fresh")
    assert fresh.pages == report.pages
    for page in listing:
        assert (root / "fresh" / page / "index.html").read_bytes() == (root / "site" / page / "index.html").read_bytes()


def test_twins_name_related_papers(built_survey: Path) -> None:
    survey = Survey.load(built_survey)
    relations = neighbours(survey)
    key = next(key for key, related in relations.items() if related)
    twin = json.loads((built_survey / f"site/papers/{key}.json").read_text(encoding="utf-8"))
    assert [each["key"] for each in twin["related"]] == [relation.key for relation in relations[key]]
    assert twin["related"][0]["why"][0]["kind"] == relations[key][0].reasons[0].kind
    text = (built_survey / f"site/papers/{key}.md").read_text(encoding="utf-8")
    assert f"]({relations[key][0].key}.md): " in text
