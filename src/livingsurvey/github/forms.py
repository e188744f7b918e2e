"""The issue forms, in ``.github/ISSUE_TEMPLATE/``: made from the taxonomy and the addresses of the survey.

There is one of each in every language of the survey. GitHub hands a filled-in form over as Markdown, each field under
its label, and :mod:`livingsurvey.intake.form` reads what comes back.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from livingsurvey.checks.traits import LONGEST, SHORTEST
from livingsurvey.intake.form import MOST_IDENTIFIERS, labels, yes
from livingsurvey.language import languages_of
from livingsurvey.model import Finding
from livingsurvey.publish.addresses import TEMPLATES, form_file, repository_url
from livingsurvey.publish.rendering.templates import environment, template_trouble
from livingsurvey.store.write import write_all
from livingsurvey.survey import Survey

FOLDER = ".github/ISSUE_TEMPLATE"


def forms(survey: Survey) -> dict[str, str]:
    """The text of each form by its path in the survey; none where GitHub does not host the survey.

    The same survey gives the same bytes.

    Raises:
        UsageError: a template of the survey is wrong.
    """
    if repository_url(survey.info) is None:
        return {}
    made, ways, own = {}, list[str](), survey.fields_in("form")
    with template_trouble():
        for language in languages_of(survey.info, survey.root):
            templates = environment(survey.root, language)
            context = {"survey": survey, "language": language, "labels": labels(language, own), "yes": yes(language)}
            context |= {"own": own, "most": MOST_IDENTIFIERS, "shortest": SHORTEST, "longest": LONGEST}
            for purpose, template in TEMPLATES.items():
                text = templates.get_template(f"github/{template}.j2").render(context)
                made[f"{FOLDER}/{form_file(purpose, language)}"] = text
            ways.append(templates.get_template("github/ways.yml.j2").render(context))
        config = environment(survey.root).get_template("github/config.yml.j2").render(survey=survey, ways=ways)
    return {f"{FOLDER}/config.yml": config, **made}


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
