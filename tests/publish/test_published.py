from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import SMALL_SURVEY
from tests.publish.rendered import paper_page

from livingsurvey.insight import related
from livingsurvey.publish.content import slugs
from livingsurvey.publish.published import Published
from livingsurvey.survey import Survey


@pytest.fixture(scope="module")
def published() -> Published:
    return Published(Survey.load(SMALL_SURVEY, cached=False))


def test_a_trail_goes_from_the_root_down_in_the_colour_of_the_root(published: Published) -> None:
    (key,) = [paper.key for paper in published.survey if paper.topics == ("data-selection",)][:1]
    trail = paper_page(published, key).partition('class="ls-trail ')[2]
    assert trail.startswith("ls-root-1")
    assert trail.index("topics/data-centric/") < trail.index("topics/data-selection/")
    assert published.root_number("weight-only-quantization") == 0


def test_what_was_worked_out_before_is_handed_on(published: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    known = {key: published.relatedness.related(key) for key in published.survey.papers}, published.authors
    between, after = Published(published.survey), Published(published.survey)
    between.follow(published)
    after.follow(between)
    with monkeypatch.context() as patch:
        patch.setattr(related, "of_title", lambda paper: pytest.fail("read again"))
        patch.setattr(slugs, "author_slugs", lambda survey: pytest.fail("worked out again"))
        assert ({key: after.relatedness.related(key) for key in after.survey.papers}, after.authors) == known


EDITS = [
    ("survey.yaml", "A Small Survey", "A Smaller Survey"),
    ("taxonomy.yaml", "in fewer bits", "in few bits"),
    ("papers/2022/frantar2022gptq.yaml", "OPTQ", "OPTQ+"),
    ("knowledge/venues.yaml", "International Conference", "Conference"),
    ("knowledge/frameworks.yaml", "Small | Engine", "Small Engine"),
    ("knowledge/metrics.yaml", "Memory in use", "Memory taken"),
    ("knowledge/surveys.yaml", "Fewer bits", "Few bits"),
    ("knowledge/choose.yaml", "Which engine?", "Which one?"),
    ("knowledge/results/small-models.yaml", "30.90", "30.91"),
]


@pytest.mark.parametrize(("name", "old", "new"), EDITS)
def test_the_digest_is_that_of_all_that_is_read(small_survey: Path, name: str, old: str, new: str) -> None:
    before = digest(small_survey)
    text = (small_survey / name).read_text(encoding="utf-8")
    assert old in text
    (small_survey / name).write_text(text.replace(old, new), encoding="utf-8")
    assert digest(small_survey) != before


@pytest.mark.parametrize("name", ["fragments/citation.md.j2", "fragments/taxonomy.tex.j2", "github/record.yaml.j2"])
def test_the_digest_is_that_of_the_templates_of_exports_and_new_records_too(small_survey: Path, name: str) -> None:
    before = digest(small_survey)
    (small_survey / "templates" / name).parent.mkdir(parents=True)
    (small_survey / "templates" / name).write_text("ours", encoding="utf-8")
    assert digest(small_survey) != before


def digest(root: Path) -> bytes:
    assert Published(Survey.load(root)).digest == Published(Survey.load(root)).digest
    return Published(Survey.load(root)).digest
