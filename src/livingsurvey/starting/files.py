"""The files that a survey of one's own begins with, as texts by their paths."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote, urlsplit

from livingsurvey.errors import UsageError
from livingsurvey.publish.rendering.github_markdown import Markdown
from livingsurvey.publish.rendering.templates import environment, template_trouble
from livingsurvey.store.shipped import shipped

_NEW = "new"
_WORKFLOWS = ("comment", "data", "intake", "links", "publish", "refresh", "review")
"""The workflows that every survey has; the others test the program."""
_ACTION = "actions/install/action.yml"
_GITHUB = re.compile(r"https://github\.com/([A-Za-z0-9-]+)/([A-Za-z0-9._-]+)")


@dataclass(frozen=True, slots=True)
class Answers:
    """What a survey of one's own is called, and where it will be.

    ``site`` is the address it will be published at; of a repository on GitHub, by default that of its Pages.
    """

    title: str
    description: str
    languages: tuple[str, ...] = ("en",)
    repository: str | None = None
    site: str | None = None

    @property
    def address(self) -> str | None:
        """Where the site will be, with a final slash; None where nobody knows yet."""
        if self.site:
            return f"{self.site.rstrip('/')}/"
        found = _GITHUB.fullmatch((self.repository or "").rstrip("/"))
        if not found:
            return None
        owner, name = found[1].lower(), found[2].removesuffix(".git")
        return f"https://{owner}.github.io/" + (f"{name}/" if name.lower() != f"{owner}.github.io" else "")


def settings(answers: Answers, today: dt.date) -> dict[str, str]:
    """``survey.yaml``: with the address, the tag that ids in feeds begin with, as of today."""
    identity = None
    if answers.address:
        url = urlsplit(answers.address)
        identity = f"tag:{url.hostname},{today.year}:{quote(url.path.strip('/'))}"
    return {"survey.yaml": _rendered("survey.yaml.j2", answers, identity=identity)}


def examples(answers: Answers, today: dt.date) -> dict[str, str]:
    """Two topics, and three papers that are worth knowing in any field, to be replaced."""
    records = sorted((shipped("templates") / _NEW / "papers").glob("*/*.yaml.j2"))
    made = {
        f"papers/{path.parent.name}/{path.name.removesuffix('.j2')}": _rendered(
            f"papers/{path.parent.name}/{path.name}", answers, today=Markdown(today.isoformat())
        )
        for path in records
    }
    venues = "knowledge/venues.yaml"
    return {"taxonomy.yaml": _rendered("taxonomy.yaml.j2", answers), venues: _text(venues), **made}


def kept_by_people(answers: Answers, topic: str) -> dict[str, str]:
    """What is written once and from then on belongs to whoever keeps the survey.

    Args:
        answers: what the survey is called.
        topic: the id of a topic, for an example.
    """
    return {
        ".gitignore": _text("gitignore"),
        "LICENSE.md": _rendered("LICENSE.md.j2", answers),
        "CONTRIBUTING.md": _rendered("CONTRIBUTING.md.j2", answers, topic=topic),
        "docs/about.md": _rendered("docs/about.md.j2", answers),
        "docs/contribute.md": _rendered("docs/contribute.md.j2", answers),
        ".github/dependabot.yml": _text("github/dependabot.yml"),
        ".github/pull_request_template.md": _text("github/pull_request_template.md"),
    }


def kept_by_the_program(*, gitlab: bool = False) -> dict[str, str]:
    """What later versions of the program bring up to date: the workflows, and the version that they install.

    They are this repository's own workflows, byte for byte; what differs is ``.github/requirements.txt``.
    """
    github = shipped(".github")
    names = [*(f"workflows/{name}.yml" for name in _WORKFLOWS), _ACTION]
    made = {f".github/{name}": (github / name).read_text(encoding="utf-8") for name in names}
    made[".github/requirements.txt"] = _text("github/requirements.txt").replace("VERSION", version("livingsurvey"))
    if gitlab:
        made[".gitlab-ci.yml"] = _text("gitlab-ci.yml")
    return made


def _text(name: str) -> str:
    path: Path = shipped("templates") / _NEW / name
    return path.read_text(encoding="utf-8")


def _rendered(name: str, answers: Answers, **more: object) -> str:
    told = {
        "title": answers.title,
        "description": answers.description,
        "languages": answers.languages,
        "repository": answers.repository,
        "site": answers.address,
    }
    with template_trouble():
        return environment(shipped("templates").parent).get_template(f"{_NEW}/{name}").render(**told, **more)


def well_formed(answers: Answers) -> None:
    """Refuse answers that no survey can have.

    Raises:
        UsageError: one of them is empty, or no address.
    """
    if not answers.title.strip():
        raise UsageError("a survey needs a title; write  --title 'Graph neural networks for molecules'")
    for name, address in (("--repository", answers.repository), ("--site", answers.site)):
        if address and not re.fullmatch(r"https?://[^\s/]+(/\S*)?", address):
            raise UsageError(f"'{address}' is not a web address; write  {name} https://example.org/…")
    for code in answers.languages:
        if not re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?", code):
            raise UsageError(f"'{code}' is no code of a language; write  --language en  or  --language en,zh")
