"""The issue forms, in ``.github/ISSUE_TEMPLATE/``: made from the taxonomy and the addresses of the survey.

GitHub hands a filled-in form over as Markdown, each field under its label. :mod:`livingsurvey.intake.form` reads what
comes back, and a label counts by its words.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType

from livingsurvey.checks.traits import LONGEST, SHORTEST
from livingsurvey.intake.form import MOST_IDENTIFIERS
from livingsurvey.model import Finding
from livingsurvey.publish.addresses import TEMPLATES, repository_url
from livingsurvey.publish.rendering.templates import environment, template_trouble
from livingsurvey.store.write import write_all
from livingsurvey.survey import Survey

FOLDER = ".github/ISSUE_TEMPLATE"
LABELS = MappingProxyType(
    {
        "papers": "Identifiers",
        "topic": "Topic",
        "code": "Code",
        "summary": "Summary",
        "reason": "Why it belongs here",
        "author": "Are you one of the authors?",
    }
)
"""The label of each field of the form for new papers."""

NO_TOPIC = "I am not sure; please choose"
"""What the list of topics offers first."""


def forms(survey: Survey) -> dict[str, str]:
    """The text of each form by its path in the survey; none where GitHub does not host the survey.

    The same survey gives the same bytes.

    Raises:
        UsageError: a template of the survey is wrong.
    """
    if repository_url(survey.info) is None:
        return {}
    with template_trouble():
        templates = environment(survey.root)
        context = {"survey": survey, "labels": LABELS, "no_topic": NO_TOPIC, "most": MOST_IDENTIFIERS}
        context |= {"shortest": SHORTEST, "longest": LONGEST}
        return {
            f"{FOLDER}/{name}": templates.get_template(f"github/{name}.j2").render(context)
            for name in ("config.yml", *TEMPLATES.values())
        }


def write(survey: Survey) -> list[str]:
    """Write the forms that differ from what stands in the survey's folder; the paths of those written.

    Raises:
        OSError: the folder cannot be written.
    """
    return write_all(survey.root, forms(survey))


def outdated(survey: Survey) -> Iterator[Finding]:
    """A finding for each form that :func:`write` would write; none where the survey has no folder for them."""
    if (survey.root / FOLDER).is_dir():
        for path, text in forms(survey).items():
            if not _says(survey.root / path, text):
                yield Finding(path, 1, 1, "LS606", "the form is out of date", "Run  survey forms")


def _says(path: Path, text: str) -> bool:
    return path.is_file() and path.read_bytes() == text.encode()
