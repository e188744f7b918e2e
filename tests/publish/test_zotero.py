"""What Zotero finds on built pages: one item on the page of a paper, one for each paper on a list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from tests.publish.zotero import Item, items, parsed

from livingsurvey import Survey
from livingsurvey.model import Paper
from livingsurvey.publish.addresses import readable_version
from livingsurvey.publish.content.citation import container

KINDS = {"conference": "conferencePaper", "workshop": "conferencePaper", "journal": "journalArticle"}
KINDS |= {"preprint": "preprint", "web": "webpage"}


@pytest.fixture(scope="module")
def survey(built_survey: Path) -> Survey:
    return Survey.load(built_survey)


def agrees(item: Item, paper: Paper, survey: Survey) -> bool:
    """Whether an item says what the record says."""
    venue = survey.venue(paper)
    kind = KINDS[venue.kind if venue else "conference"]
    said = (item.kind, item.title, item.authors, item.date, item.publication, item.url, item.abstract)
    return said == (
        kind, paper.title, list(paper.authors), str(paper.year), container(paper, survey),
        readable_version(paper, survey), "",
    )  # fmt: skip


def listed(page: Path) -> list[str]:
    """The keys of the papers that a page lists, in its order, each once; the newest of a subtopic are its card's."""
    text = page.read_text(encoding="utf-8")
    content = text.partition("<article")[2].partition("</article>")[0]
    content = re.sub(r'<p class="ls-part__new">.*?</p>', "", content)
    return list(dict.fromkeys(re.findall(r'<a (?:class="[\w-]+" )?href="[^"]*papers/(\w+)/(?:#numbers)?"', content)))


def faults(pages: Iterable[Path], survey: Survey) -> list[str]:
    """The pages whose items are not the papers they list."""
    found = []
    for page in pages:
        papers = [survey[key] for key in listed(page)]
        offered = items(parsed(page))
        if len(offered) != len(papers) or not all(map(agrees, offered, papers, [survey] * len(papers))):
            found.append(page.as_posix())
    return found


def test_the_page_of_a_paper_is_one_item_of_the_right_type(built_survey: Path, survey: Survey) -> None:
    for paper in survey:
        page = parsed(built_survey / "site" / "papers" / paper.key / "index.html")
        (item,) = items(page)
        assert agrees(item, paper, survey), item
        if item.kind == "preprint":
            assert item.number == f"arXiv:{paper.ids.arxiv}"
            assert item.doi == f"10.48550/arXiv.{paper.ids.arxiv}"
        assert all(span.get("class") != "Z3988" for span in page.iter("span"))


def test_a_list_has_an_item_for_each_paper(built_survey: Path, survey: Survey) -> None:
    site = built_survey / "site"
    pages = [site / "index.html", site / "papers" / "index.html"]
    kinds = ("topics", "venues", "authors", "changes", "results", "surveys", "frameworks")
    pages += [page for kind in kinds for page in site.glob(f"{kind}/*/index.html")]
    pages += [site / "changes" / "index.html", site / "results" / "index.html", site / "choose" / "index.html"]
    assert faults(pages, survey) == []
    assert len(listed(site / "papers" / "index.html")) == len(survey)
    assert {item.kind for page in pages for item in items(parsed(page))} == {"conferencePaper", "preprint", "webpage"}


def test_other_pages_have_none(built_survey: Path) -> None:
    site = built_survey / "site"
    for name in ("explore", "topics", "venues", "frameworks"):
        assert items(parsed(site / name / "index.html")) == [], name
