"""A site that is asked answers as the folder does that it was made from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from tests.conftest import SMALL_SURVEY
from tests.mcp.asking import Calls, answers
from tests.upstream import served

from livingsurvey.cli import main
from livingsurvey.errors import UpstreamTrouble, UsageError
from livingsurvey.mcp.published import published
from livingsurvey.mcp.questions import Asked
from livingsurvey.mcp.server import server
from livingsurvey.publish.exports.formats import export
from livingsurvey.publish.file import model_json
from livingsurvey.publish.models.paper import paper_model
from livingsurvey.publish.published import Published
from livingsurvey.sources import http
from livingsurvey.survey import Survey

_SMALL = Survey.load(SMALL_SURVEY, cached=False)
_PUBLISHED = Published(_SMALL)
_ALL = export(_SMALL, "json", tuple(_SMALL))


def file(address: str) -> bytes | None:
    """What the site of the made-up survey has at an address."""
    twin = re.fullmatch(r"/survey/papers/(\w+)\.json", address)
    if twin and twin[1] in _SMALL:
        return model_json(paper_model(_SMALL[twin[1]], _PUBLISHED))
    return {"/survey/data/papers.json": _ALL}.get(address)


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def files() -> dict[str, Any]:
    """Files in place of those of the site."""
    return {}


@pytest.fixture
def site(asked: list[str], files: dict[str, Any]) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            content = json.dumps(files[self.path]).encode() if self.path in files else file(self.path)
            self.send_response(404 if content is None else 200)
            self.send_header("Content-Length", str(len(content or b"")))
            self.end_headers()
            self.wfile.write(content or b"")

        def log_message(self, *_: object) -> None: ...

    with served(Handler) as address:
        yield f"{address}survey"


def test_the_same_questions_get_the_same_answers(site: str) -> None:
    calls: Calls = [("find", {"words": words}) for words in ("", "gptq", "kv cache", "Łukasik", "2210.17323", "量化")]
    calls += [("show", {"key": key}) for key in _SMALL.papers]
    calls += [("cite", {"keys": list(_SMALL.papers), "format": form}) for form in ("bibtex", "ris", "csl", "markdown")]
    calls += [("compare", {"keys": list(_SMALL.papers)}), ("topics", {"depth": 6}), ("find", {"venue": "nips"})]
    calls += [("numbers", {"table": table}) for table in _SMALL.tables]
    far, near = (answers(server(each), calls) for each in (published(site), Asked(_SMALL)))
    home = str(_SMALL.info.site)
    assert json.loads(json.dumps(far).replace(f"{site}/", home)) == json.loads(json.dumps(near))


def test_each_file_is_fetched_once(site: str, asked: list[str]) -> None:
    survey = server(published(site))
    shown: Calls = [("show", {"key": "frantar2022gptq"}), ("show", {"key": "2210.17323"}), ("find", {})]
    answers(survey, shown)
    assert asked == ["/survey/data/papers.json", "/survey/papers/frantar2022gptq.json"]


def test_names_that_came_later_are_passed_over(site: str, files: dict[str, Any]) -> None:
    told = json.loads(_ALL) | {"new": 1}
    for part in ("topics", "venues", "papers", "traits", "metrics", "settings", "results", "frameworks", "lists"):
        told[part] = [{**each, "new": {"x": 1}} for each in told[part]]
    files["/survey/data/papers.json"] = told
    (found,) = answers(server(published(site)), [("find", {"words": "gptq"})])
    assert found["total"] == 1


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ([], "has no survey at data/papers.json"),
        ({"schema_version": 99}, "has version 99 of data/papers.json, this program reads 1"),
        ({"schema_version": 1, "survey": []}, "has another data/papers.json than this program knows"),
        (json.loads(_ALL) | {"papers": [{"key": "../../x"}]}, "has another data/papers.json than this program knows"),
    ],
)
def test_a_site_that_is_no_survey_is_told_in_one_line(
    site: str, files: dict[str, Any], told: object, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    files["/survey/data/papers.json"] = told
    assert main(["mcp", "--site", site]) == 3
    (line,) = capsys.readouterr().err.splitlines()
    assert said in line


def test_a_paper_that_the_site_no_longer_has_is_an_answer(site: str, files: dict[str, Any]) -> None:
    survey = server(published(site))
    files["/survey/papers/frantar2022gptq.json"] = {"schema_version": 1, "former": "frantar2022gptq", "moved": "x"}
    files["/survey/papers/zhang2023h2o.json"] = {"key": "zhang2023h2o", "title": 7}
    gone, broken = answers(survey, [("show", {"key": key}) for key in ("frantar2022gptq", "zhang2023h2o")])
    assert "no longer has the paper 'frantar2022gptq'" in gone
    assert "has another papers/zhang2023h2o.json than this program knows" in broken


def test_what_is_too_large_or_no_address_is_not_read(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("livingsurvey.sources.site.LARGEST", 1000)
    monkeypatch.setattr(http, "BACKOFF", 0.0)
    with pytest.raises(UpstreamTrouble, match="sends more than 1,000 bytes"):
        published(site)
    for address in ("example.org", "file:///etc/passwd", "https://"):
        with pytest.raises(UsageError, match="write  --site https://"):
            published(address)
