"""What Choose is to show for some answers, of the verdicts that the program finds: the script must say the same."""

from __future__ import annotations

from collections.abc import Mapping

from livingsurvey.insight.choosing import set_aside, verdict
from livingsurvey.language import ENGLISH
from livingsurvey.model import Result
from livingsurvey.publish.content import comparison
from livingsurvey.survey import Survey

Chosen = Mapping[str, list[Result]]


def chosen(survey: Survey, answers: Mapping[str, str], first: str = "") -> Chosen:
    """The rows that fit all answers, those that may, the baselines beside them, and the others."""
    assert survey.choosing is not None
    questions = {each.id: each for each in survey.choosing.questions}
    asked = [(questions[name], answer) for name, answer in answers.items()]
    asked = [(question, answer) for question, answer in asked if first not in set_aside(question, survey)]
    found: dict[str, list[Result]] = {"fit": [], "may": [], "baseline": [], "out": []}
    for table_id in survey.tables:
        for block in comparison.blocks(survey, table_id, ENGLISH):
            kinds: dict[str, list[Result]] = {"yes": [], "unknown": [], "baseline": [], "no": []}
            for result in block.results:
                fits = {verdict(question, answer, result, survey).fit for question, answer in asked}
                kinds[next((kind for kind in ("no", "baseline", "unknown") if kind in fits), "yes")].append(result)
            is_kept = kinds["yes"] or kinds["unknown"]
            found["fit"] += kinds["yes"]
            found["may"] += kinds["unknown"]
            found["baseline" if is_kept else "out"] += kinds["baseline"]
            found["out"] += kinds["no"]
    return found
