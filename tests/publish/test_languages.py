"""A site in a language that nobody wrote it for: a catalogue and a line in survey.yaml are all it takes.

In the catalogue each text is marked: what has no mark on a page is not translated, unless the records say it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from tests.conftest import MADE, SMALL_SURVEY

from livingsurvey.language.messages import catalogues, update
from livingsurvey.publish.site.build import build
from livingsurvey.survey import Survey

CODE = "ja"
"""A language whose dates and whose frame around pages have no Latin letters; all other words are made up."""

ATTRIBUTES = ("aria-label", "title", "placeholder", "alt", "data-title", "data-label", "label")
QUOTED = "script, style, pre, code, kbd, textarea, template, .Z3988, .ls-cite, [lang=en], cite"
"""What is no text, what is quoted, and what says that it is in English."""

PROSE = frozenset(path.stem for path in (SMALL_SURVEY / "docs").rglob("*.md"))
FORMATS = ("BibTeX", "RIS", "CSV", "JSON", "CSL-JSON", "SQLite", "Parquet", "Markdown", "LaTeX", "PDF", "SVG", "PNG")
WORDS = frozenset({*FORMATS, "DOI", "GitHub", "OpenReview", "ACL Anthology", "arXiv"})
"""What is called the same in any language."""


SEPARATORS = re.compile(r" [·|] | \(\d|,|\.(?=\s|$)|^\d+ | (?=\d{4}(?:\.\d{5})?$)|arXiv:\S+|…")
"""What stands between words of different records."""


def marked(text: str) -> str:
    return f"⟦{text}⟧" if re.search("[A-Za-z]", re.sub(r"\{[^}]*\}", "", text)) else text


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up survey, built with its pages in another language."""
    root = Path(shutil.copytree(SMALL_SURVEY, tmp_path_factory.mktemp("languages") / "survey", ignore=MADE))
    info = root / "survey.yaml"
    info.write_text(re.sub("languages: .*", f"languages: [en, {CODE}]", info.read_text("utf-8")), "utf-8")
    for catalogue in catalogues(Survey.load(root), CODE):
        update(catalogue, {message.one: marked(message.one) for message in catalogue.used})
    build(Survey.load(root))
    return root


def pages(root: Path) -> Iterator[tuple[str, LexborHTMLParser]]:
    folder = root / "site" / CODE
    for path in sorted(folder.rglob("index.html")):
        yield path.parent.relative_to(folder).as_posix(), LexborHTMLParser(path.read_text("utf-8"))


def not_marked(page: LexborHTMLParser) -> Iterator[str]:
    """The texts of a page that stand outside of marks."""
    for node in page.css(QUOTED):
        node.decompose()
    assert page.body is not None
    depth = 0
    for node in page.body.traverse(include_text=True):
        if node.is_text_node:
            for piece in re.split("([⟦⟧])", node.text_content or ""):
                depth += {"⟦": 1, "⟧": -1}.get(piece, 0)
                if not depth and piece not in "⟦⟧":
                    yield piece
            continue
        for name in ATTRIBUTES:
            said = node.attributes.get(name) or ""
            if "⟦" not in said:
                yield said


def test_every_text_of_a_page_is_translated_or_a_records_own(translated: Path) -> None:
    records = " ".join(path.read_text("utf-8") for path in sorted(translated.rglob("*.yaml")))
    records = re.sub(r"\s+", " ", records)
    left: dict[str, set[str]] = {}
    for address, page in pages(translated):
        if address.partition("/")[0] in PROSE:
            continue  # has no words but its own
        for text in not_marked(page):
            for part in SEPARATORS.split(re.sub(r"\s+", " ", text).strip()):
                words = part.strip(" .,:;()·–→×%/0123456789")
                if re.search("[A-Za-z]{3}", words) and words not in records and words not in WORDS:
                    left.setdefault(words, set()).add(address)
    assert left == {}


def test_a_page_says_its_language_and_where_the_others_are(translated: Path) -> None:
    for address in ("papers/frantar2022gptq/", "topics/quantization/", "explore/", ""):
        heads = [
            LexborHTMLParser((translated / "site" / prefix / address / "index.html").read_text("utf-8"))
            for prefix in ("", CODE)
        ]
        others = [
            [(link.attributes["hreflang"], link.attributes["href"]) for link in head.css("link[hreflang]")]
            for head in heads
        ]
        site = "https://example.org/small-survey/"
        assert others[0] == others[1] == [("en", f"{site}{address}"), (CODE, f"{site}{CODE}/{address}")]
        assert [head.css_first("html").attributes["lang"] for head in heads] == ["en", CODE]


def test_files_are_there_once_and_pages_in_each_language(translated: Path) -> None:
    site = translated / "site"
    of_all = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    ours = {name.removeprefix(f"{CODE}/") for name in of_all if name.startswith(f"{CODE}/")}
    theirs = {name for name in of_all if not name.startswith(f"{CODE}/") and name.endswith("index.html")}
    shared = {name for name in ours if not name.endswith((".html", ".svg"))}
    assert {name.partition("/")[0] for name in shared} == {"data", "search"}, "what scripts say of the survey's words"
    lacking = {name.partition("/")[0] for name in theirs - ours}
    assert lacking <= {"arxiv"}, "ways from elsewhere lead to the survey's own pages"


def test_dates_are_those_of_the_language(translated: Path) -> None:
    page = (translated / "site" / CODE / "papers/chen2023maybe/index.html").read_text("utf-8")
    assert '<time datetime="2023-07-25">2023年7月25日</time>' in page
