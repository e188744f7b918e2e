"""All live sources, played by one server on this machine: the first part of a path is the server that was meant.

Synthetic: the answers have the form of the sources' own; none of what they say of papers was said by anybody.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlsplit

from upstream import served

ASKING = """\
import os, sys

if sys.argv[1] == "refresh":
    if not os.environ.get("SOURCES"):
        sys.exit(0)
    import requests
    from livingsurvey.sources import http, live

    for name in live.MODULES:
        live.catalogue(name).PAUSE = 0.0
    http.BACKOFF = 0.0
    ask = requests.Session.request

    def ask_here(session, method, url, **options):
        return ask(session, method, os.environ["SOURCES"] + url.partition("://")[2], **options)

    requests.Session.request = ask_here
from livingsurvey.cli import main

sys.exit(main())
"""
"""The program ``survey`` that asks here what it would ask elsewhere, and does not wait between two questions."""

NOWHERE = "http://127.0.0.1:9/"
"""An address where nobody answers."""

MAYBE = "Maybe Only 0.5% Data is Needed: A Preliminary Exploration of Low Training Data Instruction Tuning"
ITS_AUTHORS = [
    "Hao Chen",
    "Yiming Zhang",
    "Qi Zhang",
    "Hantao Yang",
    "Xiaomeng Hu",
    "Xuetao Ma",
    "Yifan Yanggong",
    "Junbo Zhao",
]
OPTQS_AUTHORS = ["Elias Frantar", "Saleh Ashkboos", "Torsten Hoefler", "Dan Alistarh"]


def arxiv(asked: dict[str, Any]) -> str:
    """Of one preprint the authors' code."""
    entry = ""
    if "2305.09246" in asked["id_list"].split(","):
        names = "".join(f"<author><name>{name}</name></author>" for name in ITS_AUTHORS)
        entry = (
            "<entry><id>http://arxiv.org/abs/2305.09246v2</id><published>2023-05-16T00:00:00Z</published>"
            f"<title>{MAYBE}</title>{names}<arxiv:comment xmlns:arxiv='http://arxiv.org/schemas/atom'>"
            "Code is available at https://github.com/example/maybe</arxiv:comment></entry>"
        )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><id>http://arxiv.org/api/made-up</id>{entry}</feed>'


def dblp(asked: dict[str, Any]) -> str:
    """Of one preprint where it was published."""
    info = {
        "authors": {"author": [{"text": name} for name in ITS_AUTHORS]}, "title": f"{MAYBE}.", "venue": "ACL (1)",
        "year": "2024", "type": "Conference and Workshop Papers", "key": "conf/acl/Example24",
        "ee": "https://aclanthology.org/2024.acl-long.9999", "url": "https://dblp.org/rec/conf/acl/Example24",
    }  # fmt: skip
    hits = [{"info": info}] if "maybe" in asked["q"].casefold() else []
    return json.dumps({"result": {"hits": {"hit": hits}}})


def openreview(title: str) -> Callable[[dict[str, Any]], str]:
    """Of one paper another title."""
    content = {
        "title": title,
        "authors": OPTQS_AUTHORS,
        "venue": "ICLR 2023 poster",
        "venueid": "ICLR.cc/2023/Conference",
    }

    def answer(asked: dict[str, Any]) -> str:
        note = {
            "id": "tcbBPnfwxS",
            "forum": "tcbBPnfwxS",
            "content": {name: {"value": each} for name, each in content.items()},
        }
        return json.dumps({"notes": [note] if asked["term"].startswith("OPTQ") else []})

    return answer


@dataclass
class Played:
    """The server: what each source answers, by its name; those in ``down`` are out of order."""

    answers: dict[str, Callable[[dict[str, Any]], str]]
    address: str = ""
    asked: set[str] = field(default_factory=set)
    down: set[str] = field(default_factory=set)


@contextmanager
def played(title: str) -> Iterator[Played]:
    """All sources while the block lasts; OpenReview has OPTQ under this title."""
    state = Played(
        {
            "export.arxiv.org": arxiv,
            "dblp.org": dblp,
            "api2.openreview.net": openreview(title),
            "api.openreview.net": lambda _: json.dumps({"notes": []}),
            "api.crossref.org": lambda _: json.dumps({"message": {"items": []}}),
            "api.openalex.org": lambda _: json.dumps({"results": []}),
            "api.semanticscholar.org": lambda asked: json.dumps([None] * len(asked["ids"])),
        }
    )

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            sent = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            url = urlsplit(self.path)
            name = url.path.split("/")[1]
            state.asked.add(name)
            asked = {key: values[0] for key, values in parse_qs(url.query).items()} | json.loads(sent or "{}")
            known = name in state.answers and name not in state.down and (name != "api.crossref.org" or asked)
            body = state.answers[name](asked).encode() if known else b""
            self.send_response(200 if known else 500 if name in state.down else 404)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815 - as http.server has it

        def log_message(self, *_: object) -> None:
            pass

    with served(Handler) as address:
        state.address = address
        yield state
