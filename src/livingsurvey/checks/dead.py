"""Links that were found to lead nowhere, as findings in the records that hold them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from livingsurvey.checks.codes import DEAD_LINK
from livingsurvey.checks.places import links
from livingsurvey.checks.registry import Flaw, Rule, apply
from livingsurvey.model import Finding
from livingsurvey.survey import Survey


def addresses(survey: Survey) -> list[str]:
    """Every link of every record, each once. What an id leads to is not among them: catalogues keep their addresses."""
    return list(dict.fromkeys(url for paper in survey for _, url in links(paper)))


def dead_links(survey: Survey, dead: Mapping[str, str]) -> list[Finding]:
    """A finding for each place where a record has a dead link, by file, line and column.

    Args:
        survey: the survey.
        dead: the addresses that lead nowhere, each with what the server said and since when.
    """

    def look(survey: Survey) -> Iterator[Flaw]:
        for paper in survey:
            for path, url in links(paper):
                if url in dead:
                    reason = f"{url} leads nowhere ({dead[url]})"
                    yield Flaw(survey.files[paper.key], path, reason, "Write the new address, or delete the link.")

    return sorted(apply([Rule(DEAD_LINK.name, DEAD_LINK.severity, DEAD_LINK.sentence, look)], survey))
