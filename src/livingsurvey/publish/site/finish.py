"""The third step: the engine's pages get their papers.

Slots are filled, the pages of papers, authors, venues and years are stamped from the one of their kind that the engine
rendered (the *mould*), and what the engine cannot know is added: redirects, search entries, the sitemap, the data
behind Explore, twins and the files of references. Nothing is rendered again whose inputs have not changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from livingsurvey.publish.addresses import KINDS, mould_path, paper_path, topic_path
from livingsurvey.publish.companions import cards, discovery, search, twins
from livingsurvey.publish.companions.columns import columns
from livingsurvey.publish.companions.feeds import put_feeds
from livingsurvey.publish.companions.identities import identities
from livingsurvey.publish.content import chart
from livingsurvey.publish.exports import package
from livingsurvey.publish.exports.formats import FORMATS
from livingsurvey.publish.rendering.sheet import Sheet
from livingsurvey.publish.site.prepare import topic_pages
from livingsurvey.publish.site.stamp import stamp_all
from livingsurvey.publish.tree import Tree, content_tag
from livingsurvey.schema import FOLDER as SCHEMAS
from livingsurvey.schema import schemas
from livingsurvey.survey import Survey

Progress = Callable[[str, int, int], None]

_SLOT = re.compile(r"<!-- slot ([a-z/-]+) -->")
_NAMES_ONLY_FROM = 2000


def finish(survey: Survey, engine_output: Path, tree: Tree, *, site_url: str | None, progress: Progress) -> None:
    """Complete the engine's pages into ``tree``.

    Args:
        survey: whose papers to put in.
        engine_output: the folder with the pages as the engine left them.
        tree: where the completed site goes; may be the same folder.
        site_url: the address the site will have, with a final slash, when known.
        progress: called with what is being done, how much of it is done, and how much there is.
    """
    sheet = Sheet(survey)
    sheet.pieces.make_all(survey.papers.values())
    _exports(sheet, tree, site_url)
    cards.put_cards(sheet, tree)
    moulds: dict[str, str] = {}
    kinds = {f"{mould_path(kind)}index.html": kind for kind in KINDS}
    engine_files = sorted(path for path in engine_output.rglob("*") if path.is_file())
    topics = topic_pages(survey)
    for path in engine_files:
        name = path.relative_to(engine_output).as_posix()
        if name in kinds:
            moulds[kinds[name]] = path.read_text(encoding="utf-8")
        elif name.endswith(".html"):
            topic = topics.get(name.removesuffix("index.html"))
            _fill(sheet, name, path.read_bytes(), tree, topic_id=topic.id if topic else None)
        elif name == "search/search_index.json":
            _search_index(sheet, name, path.read_bytes(), tree)
        elif name not in ("sitemap.xml", "sitemap.xml.gz", ".livingsurvey"):
            _copy(tree, name, path)
    stamp_all(sheet, moulds, tree, progress=progress)
    _topic_twins(sheet, tree)
    _bibliographies(sheet, tree)
    _columns(sheet, tree)
    _chart_script(sheet, tree)
    if site_url:
        put_feeds(sheet, tree, site_url)
    moved = _moved_topics(sheet, tree) | _given_up_keys(sheet, tree)
    _contribute(sheet, tree)
    pages = [name.removesuffix("index.html") for name in tree.new if name.endswith("index.html")]
    listed = sorted(page for page in pages if not page.startswith("arxiv/") and page not in moved)
    sheet.pieces.save()
    sheet.view.charts.save()
    discovery.put_sitemap(sheet, listed, site_url or "", tree)
    discovery.put_guides(sheet, site_url or "", tree)


def _fill(sheet: Sheet, name: str, page: bytes, tree: Tree, *, topic_id: str | None) -> None:
    """Fill the slots of one page, unless the page is there already with the same content."""
    if b"<!-- slot " not in page:
        tree.put(name, page)
        return
    text = page.decode()
    base = "../" * name.count("/")
    tag = content_tag(page + sheet.digests.of_topic(topic_id))
    if tree.has(name, tag):
        return

    def content(match: re.Match[str]) -> str:
        return sheet.fragment(match[1], base=base, topic=topic_id, page=name.removesuffix("index.html"))

    tree.put(name, _SLOT.sub(content, text).encode(), tag)


def _search_index(sheet: Sheet, name: str, index: bytes, tree: Tree) -> None:
    tag = content_tag(index + sheet.digests.everything)
    if not tree.has(name, tag):
        tree.put(name, search.extended(index, sheet, names_only=len(sheet.survey) > _NAMES_ONLY_FROM), tag)


def _copy(tree: Tree, name: str, path: Path) -> None:
    tree.put(name, path.read_bytes())


def _columns(sheet: Sheet, tree: Tree) -> None:
    tag = content_tag(b"columns" + sheet.digests.everything)
    if not tree.has("data/explore.json", tag):
        tree.put("data/explore.json", columns(sheet.survey), tag)


def _chart_script(sheet: Sheet, tree: Tree) -> None:
    """The libraries behind charts, where the survey has something to draw."""
    if sheet.survey.tables and not tree.has(chart.SCRIPT, content_tag(sheet.view.charts.script_tag)):
        tree.put(chart.SCRIPT, sheet.view.charts.script, content_tag(sheet.view.charts.script_tag))


def _contribute(sheet: Sheet, tree: Tree) -> None:
    """What the form for new records checks them with: the schema, and what tells one paper from another."""
    tag = content_tag(b"contribute" + sheet.digests.everything)
    if not tree.has("data/identities.json", tag):
        tree.put("data/identities.json", identities(sheet.survey), tag)
    tree.put("data/paper.schema.json", schemas(sheet.survey)[f"{SCHEMAS}/paper.schema.json"].encode())


def _topic_twins(sheet: Sheet, tree: Tree) -> None:
    for topic_id in sheet.survey.taxonomy.by_id:
        tag = content_tag(b"twin" + sheet.digests.of_topic(topic_id))
        for ending, twin in (("json", twins.topic_json), ("md", twins.topic_markdown)):
            name = f"{topic_path(topic_id)[:-1]}.{ending}"
            if not tree.has(name, tag):
                tree.put(name, twin(sheet, topic_id), tag)


def _moved_topics(sheet: Sheet, tree: Tree) -> set[str]:
    """The old addresses of topics, each with a page that leads to the topic in their place."""
    moved = {topic_path(old): new for old, new in sheet.survey.taxonomy.moved.items()}
    for path, new in moved.items():
        tree.put(f"{path}index.html", sheet.fragment("redirect", target=f"../{new}/", what="topic").encode())
    return set(moved)


def _given_up_keys(sheet: Sheet, tree: Tree) -> set[str]:
    """The addresses of keys that are no more: they lead to the paper's present key, or say why it was taken out."""
    info = sheet.survey.info
    pages = {
        paper_path(old): ("redirect", {"target": f"../{new}/", "what": "paper"}) for old, new in info.retired.items()
    }
    pages |= {paper_path(key): ("withdrawn", {"key": key, "reason": why}) for key, why in info.withdrawn.items()}
    for path, (fragment, variables) in pages.items():
        tree.put(f"{path}index.html", sheet.fragment(fragment, **variables).encode())
    return set(pages)


def _exports(sheet: Sheet, tree: Tree, site: str | None) -> None:
    """All papers in each format under ``data/``, and what describes the files."""
    for name, form in FORMATS.items():
        path = f"data/{form.file}"
        tag = content_tag(name.encode() + sheet.digests.everything)
        if not tree.has(path, tag):
            tree.put(path, form.content(sheet, tuple(sheet.survey)), tag)
        sheet.downloads.append((form, tree.new[path][1]))
    path, tag = f"data/{package.FILE}", content_tag(f"package {site} ".encode() + sheet.digests.everything)
    if not tree.has(path, tag):
        tree.put(path, package.package(sheet.survey, Path(tree.folder, "data"), site), tag)


def _bibliographies(sheet: Sheet, tree: Tree) -> None:
    """The papers of each topic and below it as files of references beside the topic's page."""
    for topic_id in sheet.survey.taxonomy.by_id:
        papers = sheet.survey.papers_in(topic_id)
        for ending in ("bib", "csv"):
            name = f"{topic_path(topic_id)}{topic_id}.{ending}"
            tag = content_tag(ending.encode() + sheet.digests.of_papers(papers))
            if not tree.has(name, tag):
                tree.put(name, sheet.bibliography(papers, ending).encode(), tag)
