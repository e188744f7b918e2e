from __future__ import annotations

import json

from tests.conftest import SMALL_SURVEY

from livingsurvey.publish.companions.records import records
from livingsurvey.survey import Survey


def test_every_column_has_what_each_paper_says() -> None:
    survey = Survey.load(SMALL_SURVEY, cached=False)
    columns = json.loads(records(survey))
    assert columns["key"] == list(survey.papers)
    for at, paper in enumerate(survey):
        said = {name: column[at] for name, column in columns.items()}
        assert said == {
            "key": paper.key,
            "name": paper.name or "",
            "titles": "\n".join([paper.title, *paper.also_titled]),
            "authors": "\n".join(paper.authors),
            "code": paper.links.code or "",
        }
