from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.publish.document import Document

from livingsurvey.publish.site.build import build
from livingsurvey.publish.site.mould import split
from livingsurvey.survey import Survey

SECOND = "papers/2023/chen2023maybe.yaml"
THIRD = "papers/2023/li2023symbolic.yaml"


@pytest.fixture(scope="module")
def root(built_survey: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up survey, where one author has three papers, one has two, and a venue is part of another."""
    root = Path(shutil.copytree(built_survey, tmp_path_factory.mktemp("named") / "survey"))
    edit(root, SECOND, "Hao Chen", "Christopher Ré")
    edit(root, SECOND, "Yiming Zhang", "Beidi Chen")
    edit(root, THIRD, "Jack Hessel", "Christopher Ré")
    edit(root, THIRD, "venue: ACL", "venue: Findings of ACL")
    build(Survey.load(root))
    return root


def edit(root: Path, name: str, old: str, new: str) -> None:
    text = (root / name).read_text(encoding="utf-8")
    assert old in text
    (root / name).write_text(text.replace(old, new), encoding="utf-8")


def page(root: Path, address: str) -> Document:
    return Document(root / "site" / address / "index.html")


def rows(document: Document) -> list[str]:
    return [row.attributes["href"] for row in document.all("a", "ls-row__title")]


def test_a_mould_is_cut_where_pages_differ() -> None:
    fixed, places = split("<h1>@@title@@</h1>\n  <!-- slot author --><a href='authors/mould/'>@@head@@ @@other@@")
    assert places == ["title", "author", "mould", "head"]
    assert fixed == ["<h1>", "</h1>\n", "<a href='", "'>", " @@other@@"]


def test_an_author_of_three_papers_has_a_page_with_them_newest_first(root: Path) -> None:
    document = page(root, "authors/christopher-re")
    assert document.one("h1").text == "Christopher Ré"
    assert document.one("title").text.startswith("Christopher Ré - ")
    assert rows(document) == [f"../../papers/{key}/" for key in ("li2023symbolic", "zhang2023h2o", "chen2023maybe")]
    assert "people of the same name share this page" in document.one("article").text
    assert document.one("button", "ls-button--file").text == "BibTeX of 3 papers"


def test_an_author_of_several_papers_has_a_page_and_explore_finds_the_others(root: Path) -> None:
    links = page(root, "papers/zhang2023h2o").links()
    assert links["../../authors/christopher-re/"] == "Christopher Ré"
    assert links["../../explore/?author=Beidi%20Chen"] == "Beidi Chen"  # two papers are no page
    assert links["../../explore/?author=Zhenyu%20Zhang"] == "Zhenyu Zhang"
    assert [path.name for path in (root / "site/authors").iterdir() if path.is_dir()] == ["christopher-re"]


def test_the_index_of_authors_leads_to_their_pages(root: Path) -> None:
    document = page(root, "authors")
    assert document.links()["christopher-re/"] == "Christopher Ré"
    assert [heading.attributes["id"] for heading in document.all("h2")] == ["R"]
    assert document.one("ul", "ls-names").text == "Christopher Ré 3"


def test_a_venue_page_says_what_the_venue_is(root: Path) -> None:
    document = page(root, "venues/acl")
    assert document.one("h1").text == "ACL"
    assert document.one("p", "ls-lead").text == "Annual Meeting of the Association for Computational Linguistics"
    assert document.one("dl").text == "KindConference PartsFindings of ACL 1"
    assert rows(document) == ["../../papers/martins2021former/"]
    part = page(root, "venues/findings-of-acl")
    assert part.one("dl").text == "KindConference Part ofACL Also writtenACL Findings"
    assert part.links()["../acl/"] == "ACL"


def test_the_index_of_venues_sorts_them_by_kind(root: Path) -> None:
    document = page(root, "venues")
    headings = [heading.attributes["id"] for heading in document.all("h2")]
    assert headings == ["conferences", "preprint-servers", "on-the-web"]
    assert [item.text for item in document.all("li") if item.text.startswith("Findings")] == ["Findings of ACL 1"]


def test_they_are_in_the_sitemap_and_moulds_are_not(root: Path) -> None:
    sitemap = (root / "site/sitemap.xml").read_text(encoding="utf-8")
    for address in ("authors/", "authors/christopher-re/", "venues/", "venues/acl/"):
        assert f"/{address}</loc>" in sitemap
    assert "mould" not in sitemap
    assert not list((root / "site").rglob("mould"))


def test_a_third_paper_of_an_author_changes_the_page_of_the_first(own_built_survey: Path) -> None:
    first = own_built_survey / "site/papers/frantar2022gptq/index.html"
    assert "../authors/dan-alistarh/" not in first.read_text(encoding="utf-8")
    edit(own_built_survey, SECOND, "Hao Chen", "Dan Alistarh")
    edit(own_built_survey, THIRD, "Jack Hessel", "Dan Alistarh")
    build(Survey.load(own_built_survey))
    assert "../authors/dan-alistarh/" in first.read_text(encoding="utf-8")
    edit(own_built_survey, SECOND, "Dan Alistarh", "Hao Chen")
    build(Survey.load(own_built_survey))
    assert "../authors/dan-alistarh/" not in first.read_text(encoding="utf-8")
    assert not (own_built_survey / "site/authors/dan-alistarh").exists()


def test_a_moved_topic_leads_to_its_heir(own_built_survey: Path) -> None:
    taxonomy = own_built_survey / "taxonomy.yaml"
    taxonomy.write_text(
        taxonomy.read_text(encoding="utf-8") + "\nmoved: {weights-only: weight-only-quantization}\n", encoding="utf-8"
    )
    build(Survey.load(own_built_survey))
    page = (own_built_survey / "site/topics/weights-only/index.html").read_text(encoding="utf-8")
    assert 'url=../weight-only-quantization/"' in page
    assert "the topic's page" in page
    assert "weights-only" not in (own_built_survey / "site/sitemap.xml").read_text(encoding="utf-8")


def test_what_a_site_can_do_without_is_there_or_not_as_the_survey_says(own_built_survey: Path) -> None:
    site = own_built_survey / "site"
    twin, way = site / "papers/frantar2022gptq.md", site / "arxiv/2210.17323/index.html"
    assert twin.is_file()
    assert way.is_file()
    with (own_built_survey / "survey.yaml").open("a", encoding="utf-8") as file:
        file.write("files: {arxiv: false, markdown: false}\n")
    build(Survey.load(own_built_survey))
    assert not twin.exists()
    assert not way.exists()
    assert ".md" not in " ".join(page(own_built_survey, "papers/frantar2022gptq").links())
    assert "(../papers/frantar2022gptq/)" in (site / "topics/quantization.md").read_text(encoding="utf-8")
    assert "KEY.md" not in (site / "llms.txt").read_text(encoding="utf-8")
