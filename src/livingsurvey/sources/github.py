"""GitHub: whether the repository of a paper's code has moved, and whether it is archived.

Without a token (``GITHUB_TOKEN`` or ``GH_TOKEN``) sixty repositories are told an hour.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated
from urllib.parse import quote

from pydantic import Field, TypeAdapter

from livingsurvey.errors import BadAnswer
from livingsurvey.model import Identifier, Paper
from livingsurvey.model.sentence import Sentence
from livingsurvey.sources import http
from livingsurvey.sources.answer import Answer, Line
from livingsurvey.sources.version import Version

SERVICE = "GitHub"
ADDRESS = "https://api.github.com/"
FILES = "https://raw.githubusercontent.com/"
AT_ONCE = 1
PAUSE = 0.5
KEYS = ("GITHUB_TOKEN", "GH_TOKEN")
_NAME = r"[A-Za-z0-9-]+/[A-Za-z0-9._-]+"
_REPOSITORY = re.compile(
    rf"https?://(?:www\.)?github\.com/(?P<name>{_NAME}?)(?:\.git)?(?P<rest>[/?#].*)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Repository:
    """What GitHub says of a repository.

    Attributes:
        address: of what was asked for, in the repository as it is called now.
        has_moved: whether the address that was asked for is another one's, to which GitHub redirects.
        is_archived: whether its owners have made it read-only.
    """

    address: str
    has_moved: bool
    is_archived: bool


class _Repository(Answer):
    number: int = Field(alias="id")
    name: Annotated[Line, Field(alias="full_name", pattern=f"^{_NAME}$")]
    is_archived: bool = Field(alias="archived")


class _Moved(Answer):
    """Where GitHub sends those who ask for a repository by a name that it had."""

    address: Annotated[Line, Field(alias="url", pattern=r"/repositories/[0-9]{1,15}$")]

    @property
    def number(self) -> int:
        """The repository's number, which stays the same whatever it is called."""
        return int(self.address.rpartition("/")[2])


_ANSWER: TypeAdapter[_Repository | _Moved] = TypeAdapter(_Repository | _Moved)


def look_at(url: str, root: Path | None = None) -> Repository | None:
    """What GitHub says of the repository that an address leads into; None for one that is gone, or is none.

    Raises:
        UpstreamTrouble: GitHub does not answer, or not with what was asked.
    """
    asked = _REPOSITORY.fullmatch(url)
    if asked is None:
        return None
    found, number = _ask(f"repos/{asked['name']}", root), None
    if isinstance(found, _Moved):
        number = found.number
        found = _ask(f"repositories/{number}", root)
    if found is None:
        return None
    is_meant = isinstance(found, _Repository) and (
        found.name.lower() == asked["name"].lower() if number is None else found.number == number
    )
    if isinstance(found, _Moved) or not is_meant:
        raise BadAnswer(SERVICE, Sentence("answered with another repository; the answer was not used"))
    address = url if number is None else f"https://github.com/{found.name}{asked['rest'] or ''}"
    return Repository(address, number is not None, found.is_archived)


def _ask(path: str, root: Path | None) -> _Repository | _Moved | None:
    token = http.key(*KEYS)
    headers = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
    headers |= {"Authorization": f"Bearer {token}"} if token else {}
    read = _ANSWER.validate_json
    return http.ask(SERVICE, ADDRESS + path, {}, read, root=root, pause=PAUSE, headers=headers, follows=False)


def text_of(repository: str, file: str, root: Path | None = None) -> str | None:
    """The text of a file as it is in a repository today; None where there is none.

    Args:
        repository: the address of the repository.
        file: the file's path in it.
        root: the survey's folder, which keeps answers for the day.

    Raises:
        UpstreamTrouble: GitHub does not answer, or not with text.
    """
    asked = _REPOSITORY.fullmatch(repository)
    if asked is None:
        return None
    return http.ask(SERVICE, f"{FILES}{asked['name']}/HEAD/{quote(file)}", {}, bytes.decode, root=root, pause=PAUSE)


def knows(paper: Paper) -> bool:
    """Whether a paper's code is on GitHub."""
    return paper.links.code is not None and _REPOSITORY.fullmatch(paper.links.code) is not None


def about(papers: Sequence[Paper], root: Path | None = None) -> Sequence[Version]:
    """What GitHub says of the code of papers, each as a version that is the record's own but for its code.

    Raises:
        UpstreamTrouble: GitHub does not answer, or not with what was asked.
    """
    return tuple(version for paper in papers if (version := _about(paper, root)))


def _about(paper: Paper, root: Path | None) -> Version | None:
    found = look_at(paper.links.code or "", root)
    if found is None:
        return None
    return Version(
        service=SERVICE,
        reference=found.address,
        title=paper.title,
        authors=tuple(map(str, paper.authors)),
        and_others=paper.and_others,
        ids=tuple(Identifier(scheme, value) for scheme, value in paper.ids.items()),
        code=found.address,
        has_moved=found.has_moved,
        is_archived=found.is_archived,
    )
