from __future__ import annotations

import datetime as dt
import html
import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit
from xml.etree import ElementTree

import html5lib
import pytest
import yaml
from tests.publish.document import Document

from livingsurvey import Survey
from livingsurvey.publish.content import labels
from livingsurvey.publish.models.topics import linked_border
from livingsurvey.publish.site.build import build

HOSTILE = 'Why <b>bold</b> & "quoted" *stars* | pipes, $O(n\\log n)$ and 数据 [matter] _here_'
FETCHED = dict.fromkeys(("script", "img", "iframe", "source", "audio", "video"), "src") | {"form": "action"}
NOT_FETCHED = {"canonical", "next", "prev"}


@pytest.fixture(scope="session")
def site(built_survey: Path) -> dict[str, Document]:
    """Every page of the site by its path, redirects aside."""
    root = built_survey / "site"
    paths = (path for path in sorted(root.rglob("*.html")) if "arxiv" not in path.relative_to(root).parts)
    return {path.relative_to(root).as_posix(): Document(path) for path in paths}


@pytest.fixture(scope="session")
def survey(built_survey: Path) -> Survey:
    return Survey.load(built_survey)


def page(site: dict[str, Document], address: str) -> Document:
    return site[f"{address}index.html"]


def addresses(document: Document) -> Iterator[str]:
    for element in document.elements:
        for name in ("href", "src", "action"):
            if name in element.attributes:
                yield element.attributes[name]


def test_every_page_is_whole_and_has_one_title(site: dict[str, Document]) -> None:
    for name, document in site.items():
        assert document.problems == [], name
        assert document.all("title")[0].text, name
        head, _, _ = document.path.read_text(encoding="utf-8").partition("</head>")
        assert head.count("<title>") == 1, name  # pictures below have their own
        assert document.one("h1").text, name
        assert document.one("html").attributes["lang"] == ("zh" if name.startswith("zh/") else "en")
        assert len(document.ids) == len(set(document.ids)), name


def test_every_page_is_valid_html(site: dict[str, Document]) -> None:
    for name, document in site.items():
        parser = html5lib.HTMLParser()
        # The parser is older than templates, in which a row may stand without its table.
        parser.parse(re.sub(r"<template.*?</template>", "", document.path.read_text(encoding="utf-8"), flags=re.DOTALL))
        assert [(place, code) for place, code, _ in parser.errors] == [], name


def test_headings_never_skip_a_level(site: dict[str, Document]) -> None:
    for name, document in site.items():
        levels = [int(element.tag[1]) for element in document.elements if element.tag in {f"h{n}" for n in range(1, 7)}]
        assert levels[0] == 1, name
        assert all(after <= before + 1 for before, after in pairwise(levels)), (name, levels)


def test_a_page_fetches_nothing_from_elsewhere(site: dict[str, Document]) -> None:
    for name, document in site.items():
        for element in document.elements:
            address = element.attributes.get(FETCHED.get(element.tag, ""), "")
            is_fetched = element.attributes.get("rel") not in NOT_FETCHED and "hreflang" not in element.attributes
            if element.tag == "link" and is_fetched:
                address = element.attributes["href"]
            assert not urlsplit(address).netloc, (name, address)
            assert "http" not in element.attributes.get("style", ""), name


def test_styles_and_scripts_of_ours_fetch_nothing_from_elsewhere(built_survey: Path) -> None:
    for path in (built_survey / "site" / "assets").glob("*.*"):
        if path.name == "vega.js":  # a library names the homes of its formats; a browser test sees that it asks nobody
            continue
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "http:" not in text, path
        assert "https:" not in text, path


def test_the_component_that_asks_github_is_nowhere(site: dict[str, Document]) -> None:
    for name, document in site.items():
        assert all(element.attributes.get("data-md-component") != "source" for element in document.elements), name


def test_every_link_within_the_site_leads_somewhere(site: dict[str, Document], built_survey: Path) -> None:
    root = built_survey / "site"
    ids = {name: set(document.ids) for name, document in site.items()}
    for name, document in site.items():
        if name.endswith("404.html"):
            continue  # its links start at the root of the server, see below
        for address in addresses(document):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            target = (root / name).parent / unquote(parts.path) if parts.path else root / name
            target = target / "index.html" if target.is_dir() else target
            assert target.is_file(), (name, address)
            if parts.fragment and target.suffix == ".html":
                assert unquote(parts.fragment) in ids[target.resolve().relative_to(root.resolve()).as_posix()], (
                    name,
                    address,
                )


def test_links_of_the_missing_page_start_at_the_sites_own_address(site: dict[str, Document]) -> None:
    within = [address for address in addresses(site["404.html"]) if address.startswith("/")]
    assert len(within) > 10
    assert all(address.startswith("/small-survey/") for address in within)


def test_every_control_has_a_name(site: dict[str, Document]) -> None:
    for name, document in site.items():
        labelled = {label.attributes.get("for") for label in document.all("label")}
        for element in document.elements:
            if element.tag in ("input", "select") and element.attributes.get("type") != "checkbox":
                known = element.attributes.get("id") in labelled or "aria-label" in element.attributes
                assert known, (name, element)
            if element.tag == "button":
                assert element.text or element.attributes.get("aria-label"), (name, element)


def test_home_counts_dates_and_leads_to_the_top_of_the_tree(site: dict[str, Document], survey: Survey) -> None:
    home = page(site, "")
    links = {(link.attributes["href"], link.text) for link in home.all("a")}
    for topic in (each for root in survey.taxonomy.topics for each in (root, *root.topics)):
        assert (f"topics/{topic.id}/", f"{topic.title.en} {len(survey.papers_in(topic.id))}") in links
    assert [picture.attributes["src"] for picture in home.all("img")] == ["map.svg"]
    assert home.one("h1").text == 'A Small Survey of "Efficient" <LLMs>'
    assert home.one("ul", "ls-figures").text == "8 papers 7 topics 12 % preprints only 6 with code 24 sourced facts"
    assert ("explore/?code=1", "6 with code") in links, "number and word are one link"
    state = home.one("p", "ls-state")
    assert state.text.startswith("Newest addition 29 February 2024, last change 29 February 2024.")
    assert state.attributes["data-ls-last-change"] == "2024-02-29"
    newest = [row.attributes["href"] for row in home.all("a", "ls-row__title")]
    assert newest == [f"papers/{paper.key}/" for paper in survey.newest_added if paper.added >= dt.date(2024, 2, 1)]
    assert "New in February 2024" in home.one("article").text
    assert len(home.all("svg")) > len(survey.taxonomy.topics)


def test_a_topic_page_lists_the_papers_of_it_and_below(site: dict[str, Document], survey: Survey) -> None:
    for topic in survey.taxonomy.walk():
        document = page(site, f"topics/{topic.id}/")
        papers = survey.papers_in(topic.id)
        assert [row.attributes["href"] for row in document.all("a", "ls-row__title")] == [
            f"../../papers/{paper.key}/" for paper in papers
        ]
        assert f"../../topics/{topic.id}/{topic.id}.bib" in document.links()
        assert f"../../explore/?topic={topic.id}" in document.links()
        assert document.one("h1").text == topic.title.en
        assert document.one("p", "ls-subtitle").attributes["lang"] == "zh"
        for child, card in zip(topic.topics, document.all("li", "ls-part"), strict=True):
            papers = survey.papers_in(child.id)
            assert card.text.startswith(f"{child.title.en} {child.definition.en} {len(papers)} paper")
            assert document.links()[f"../{child.id}/"] == child.title.en
            news = [f"{labels.called(paper)} {paper.year}" for paper in papers[:2]]
            assert card.text.endswith(f"New: {', '.join(news)}" if papers else "0 papers")


def test_a_topic_page_tells_its_venues_its_sisters_and_how_to_add_to_it(site: dict[str, Document]) -> None:
    document = page(site, "topics/model-centric/")
    links = document.links()
    assert links["../../explore/?topic=model-centric&venue=ACL"] == "ACL 2"
    trends = [trend.attributes["aria-label"] for trend in document.all("svg", "ls-trend")]
    assert trends[0] == "2021: 0, 2022: 1, 2023: 1, 2024: 0"
    assert document.one("ul", "ls-siblings").text == "Data-Centric Methods 2"
    assert links["../data-centric/"] == "Data-Centric Methods"
    adding = next(address for address, text in links.items() if text == "Add a paper here")
    asked = dict(parse_qsl(urlsplit(adding).query))
    assert adding.startswith("https://github.com/example/small-survey/new/main?"), "this survey has no form of its own"
    assert asked["filename"].startswith("papers/")
    assert yaml.safe_load(asked["value"])["topics"] == ["model-centric"]
    assert links["https://github.com/example/small-survey/edit/main/taxonomy.yaml"] == "Correct this topic"


def test_a_topic_page_leads_to_the_neighbours_that_it_is_told_from(site: dict[str, Document]) -> None:
    document = page(site, "topics/quantization/")
    assert document.one("p", "ls-lead").text == "Weights or activations in fewer bits."
    border = document.one("p", "ls-border").text
    assert border.startswith(
        "Knowledge Distillation trains another <model>; work on long caches is Efficient Attention"
    )
    source = document.path.read_text(encoding="utf-8")
    assert '<p class="ls-border"><a href="../knowledge-distillation/">Knowledge Distillation</a> trains' in source
    assert '<a href="../efficient-attention/">Efficient Attention &amp; KV Cache</a>.</p>' in source


def test_a_border_in_chinese_names_topics_between_quotation_marks(survey: Survey) -> None:
    """Titles are common words there: one that is said in passing leads nowhere."""
    taxonomy = survey.taxonomy
    quantization = survey.topic("quantization")
    assert linked_border(quantization, "zh", taxonomy) == [
        {"text": "“", "topic": None},
        {"text": "知识蒸馏", "topic": "knowledge-distillation"},
        {"text": "”训练另一个 <模型>；只让注意力少算的方法属于“", "topic": None},
        {"text": "高效注意力", "topic": "efficient-attention"},
        {"text": "”。", "topic": None},
    ]
    assert linked_border(quantization, "qps", taxonomy) == linked_border(quantization, "en", taxonomy)
    assert linked_border(survey.topic("data-selection"), "zh", taxonomy) == []


def test_a_topic_page_says_where_it_stands(site: dict[str, Document]) -> None:
    trail = page(site, "topics/weight-only-quantization/").one("nav", "ls-path")
    assert trail.text == "TopicsModel-Centric MethodsQuantization"
    assert not page(site, "topics/").all("nav", "ls-path")


def test_the_chart_says_in_words_what_it_shows(site: dict[str, Document]) -> None:
    chart = page(site, "").one("figure", "ls-years")
    assert "4 papers, 1 as preprint only, in 2023" in chart.text


def test_a_paper_page_says_what_else_it_is_called(site: dict[str, Document]) -> None:
    facts = page(site, "papers/martins2021former/").one("dl", "ls-facts")
    assert "Other namesinfinity-former" in facts.text


def test_published_and_preprint_differ_in_more_than_words(site: dict[str, Document]) -> None:
    papers = [page(site, f"topics/{root}-centric/") for root in ("model", "data")]
    chips = {chip.text: chip.classes[-1] for document in papers for chip in document.all("span", "ls-chip")}
    assert chips["ICLR 2023"] == "ls-chip--published"
    assert chips["arXiv 2023"] == "ls-chip--preprint"
    assert chips["Example Blog 2024"] == "ls-chip--web"


def test_a_paper_page_says_what_the_record_says(site: dict[str, Document], survey: Survey) -> None:
    document = page(site, "papers/frantar2022gptq/")
    paper, links = survey["frantar2022gptq"], document.links()
    text = document.one("article").text
    for said in (*paper.authors, *paper.also_titled, "Known as GPTQ", "ICLR 2023", "10 May 2023", paper.key):
        assert said in text
    forms = {form.attributes["id"]: form.text for form in document.all("pre")}
    assert forms["bibtex"].startswith("@inproceedings{frantar2022gptq,")
    assert "TI - OPTQ: Accurate Quantization" in forms["ris"]
    reference = next(element for element in document.all("p") if element.attributes.get("id") == "reference")
    assert reference.text == (
        "Elias Frantar, Saleh Ashkboos, Torsten Hoefler, Dan Alistarh (2023). OPTQ: Accurate Quantization for "
        "Generative Pre-trained Transformers. International Conference on Learning Representations. arXiv:2210.17323. "
        "https://openreview.net/forum?id=tcbBPnfwxS"
    )
    assert document.one("p", "ls-paper__venue").text == "ICLR 2023 published versionarXiv 2022 preprint"
    assert links["../../venues/iclr/"] == "ICLR 2023"
    assert links["https://openreview.net/forum?id=tcbBPnfwxS"] == "OpenReview"
    assert document.links("ls-button--version")["https://arxiv.org/abs/2210.17323"] == "arXiv"
    assert links["https://github.com/IST-DASLab/gptq"] == "Code"
    assert document.one("li", "ls-trail").text == "Model-Centric MethodsQuantizationWeight-Only Quantization"
    edit = "https://github.com/example/small-survey/edit/main/papers/2022/frantar2022gptq.yaml"
    assert links[edit] == "Correct this record"


def test_a_paper_page_carries_what_citation_managers_read(site: dict[str, Document], survey: Survey) -> None:
    for paper in survey:
        document = page(site, f"papers/{paper.key}/")
        tags = [(tag.attributes.get("name"), tag.attributes.get("content")) for tag in document.all("meta")]
        named = [content for name, content in tags if name == "citation_author"]
        assert named == [author.name.family_first for author in paper.authors]
        assert ("citation_title", paper.title) in tags
        linked = next(script for script in document.all("script") if "ld+json" in script.attributes.get("type", ""))
        described = json.loads("".join(linked.pieces))
        assert described["name"] == paper.title
        assert described.get("description") == (paper.summary and paper.summary.en)
        assert "description" not in dict(tags), "Zotero would take it for the abstract"
        description = dict(tags)["twitter:description"]
        assert description is not None
        said = paper.summary.en if paper.summary else str(paper.authors[0]) if paper.authors else paper.venue
        assert description.startswith(said)
        assert description == description.strip()


def test_a_difficult_title_reads_as_written(site: dict[str, Document]) -> None:
    document = page(site, "papers/example2024bold/")
    assert document.one("h1").text == HOSTILE
    assert document.one("title").text.startswith(HOSTILE)
    row = next(row for row in page(site, "").all("a", "ls-row__title") if "bold" in row.text)
    assert row.text == HOSTILE
    rows = [row.text for row in page(site, "topics/quantization/").all("a", "ls-row__title")]
    assert any(row.startswith("GPTQ · OPTQ: Accurate") for row in rows)  # a name stands before a title that lacks it


def test_all_papers_on_one_page(site: dict[str, Document], survey: Survey) -> None:
    document = page(site, "papers/")
    text = document.one("article").text
    assert all(paper.title in text and ", ".join(paper.authors) in text for paper in survey)
    assert [heading.attributes["id"] for heading in document.all("h2")] == [str(year) for year in survey.by_year]


def test_explore_offers_every_topic_year_and_venue(site: dict[str, Document], survey: Survey) -> None:
    document = page(site, "explore/")
    values = {option.attributes.get("value", option.text) for option in document.all("option")}
    values |= {choice.attributes.get("value", "") for choice in document.all("input")}
    assert values >= {*survey.taxonomy.by_id, *map(str, survey.by_year), *survey.by_venue}
    assert document.one("p", "ls-found").attributes["aria-live"] == "polite"
    without_script = html.unescape(" ".join(each.text for each in document.all("noscript")))
    assert "all papers on one page" in without_script


def test_an_unknown_ability_never_looks_like_no(own_built_survey: Path) -> None:
    frameworks = own_built_survey / "knowledge/frameworks.yaml"
    said = "lacks: [training], partial: [inference], notes: {inference: Slowly.}"
    statement = f"{{source: https://example.org/docs, date: 2022-01-31, {said}}}"
    before = frameworks.read_text(encoding="utf-8").partition("  - id: hardware")[0]
    other = statement.replace(said, "has: [training, inference, fine-tuning]")
    listed = "".join(
        f"  - id: {name}\n    name: {name}\n    statements: [{each}]\n"
        for name, each in [("vllm", statement), ("other", other)]
    )
    frameworks.write_text(f"{before}frameworks:\n{listed}", encoding="utf-8")
    build(Survey.load(own_built_survey))
    document = Document(own_built_survey / "site" / "frameworks" / "index.html")
    cells = [(each.text, each.attributes["data-answer"]) for each in document.all("td")]
    assert cells[3:] == [("No2 years old", "no"), ("Partly2 years old", "partial"), ("Unknown", "unknown")]


def test_a_large_topic_is_an_overview_and_leads_to_the_rest(
    own_built_survey: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, few in (("ALL_ROWS", 1), ("ROWS", 1), ("LINES", 1)):
        monkeypatch.setattr(f"livingsurvey.publish.models.topics.{name}", few)
    survey_file = own_built_survey / "survey.yaml"
    survey_file.write_text(survey_file.read_text(encoding="utf-8").replace("Eight", "8"), encoding="utf-8")
    survey = Survey.load(own_built_survey)
    build(survey)
    topics = own_built_survey / "site" / "topics"
    root = Document(topics / "model-centric" / "index.html")
    assert not root.all("a", "ls-row__title"), "all its papers are filed further down"
    assert "All 7 papers in Explore" in root.one("p", "ls-more").text
    leaf = Document(topics / "efficient-attention" / "index.html")
    newest, second, *_ = survey.papers_in("efficient-attention")
    assert leaf.one("a", "ls-row__title").attributes["href"] == f"../../papers/{newest.key}/"
    (folded,) = leaf.all("details", "ls-fold")
    assert folded.text.startswith(f"{second.year} 1 paper")
    assert f"../../papers/{second.key}/" in leaf.links()


def test_a_survey_of_nothing_has_pages_too(own_built_survey: Path) -> None:
    for path in (own_built_survey / "papers").rglob("*.yaml"):
        path.unlink()
    build(Survey.load(own_built_survey))
    home = Document(own_built_survey / "site" / "index.html")
    assert home.one("ul", "ls-figures").text == "0 papers 7 topics"
    assert not home.all("a", "ls-row__title")
    topic = Document(own_built_survey / "site" / "topics" / "quantization" / "index.html")
    assert "No paper is filed here yet." in topic.one("article").text


def test_a_paper_page_is_small(site: dict[str, Document]) -> None:
    sizes = {name: document.path.stat().st_size for name, document in site.items() if name.startswith("papers/")}
    del sizes["papers/index.html"]
    assert sizes.pop("papers/frantar2022gptq/index.html") < 27_000, "with nine numbers, a summary and three traits"
    assert max(sizes.values()) < 25_700


def test_charts_name_themselves_and_their_numbers_are_those_of_the_records(
    site: dict[str, Document], survey: Survey
) -> None:
    trends = page(site, "trends/")
    titles = {title.attributes["id"] for title in trends.all("title") if "id" in title.attributes}
    charts = trends.all("svg", "ls-chart")
    assert len(charts) > len(survey.taxonomy.topics)
    assert len(trends.all("details", "ls-take")) == len(charts), "each can be taken along"
    for chart in charts:
        assert chart.attributes["role"] == "img"
        assert chart.attributes["aria-labelledby"].split()[0] in titles
    links = trends.links()
    for year, papers in survey.by_year.items():
        assert links[f"../explore/?from={year}&to={year}"] == str(len(papers))


def test_pictures_of_the_map_lead_to_pages_of_the_site(built_survey: Path, survey: Survey) -> None:
    folder = built_survey / "site"
    pictures = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("map*.svg"))
    opened = [topic.id for topic in survey.taxonomy.walk() if any(map(survey.papers_in, (t.id for t in topic.topics)))]
    folders = [
        f"{language}{each}" for language in ("", "zh/") for each in ["", *(f"topics/{topic}/" for topic in opened)]
    ]
    assert pictures == sorted(f"{each}{name}" for each in folders for name in ("map.svg", "map-tall.svg"))
    for picture in pictures:
        links = ElementTree.parse(folder / picture).iter("{http://www.w3.org/2000/svg}a")
        for address in (link.attrib["href"].partition("#")[0] for link in links):
            assert (folder / picture).parent.joinpath(address, "index.html").is_file(), (picture, address)


def test_changes_stand_under_their_months_and_older_ones_on_the_pages_of_their_years(
    site: dict[str, Document], survey: Survey
) -> None:
    shown = [link for year in {paper.added.year for paper in survey} for link in page(site, f"changes/{year}/").links()]
    assert all(f"../../papers/{paper.key}/" in shown for paper in survey)
    newest = survey.newest_added[0].added
    assert page(site, "changes/").all("h2")[0].text == f"{newest:%B %Y} 1 paper added"


def test_a_survey_too_large_for_one_page_has_one_for_each_year(
    own_built_survey: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = own_built_survey / "site"
    assert not (site / "years").exists()
    monkeypatch.setattr("livingsurvey.publish.published.ONE_PAGE", 7)
    survey_file = own_built_survey / "survey.yaml"
    survey_file.write_text(survey_file.read_text(encoding="utf-8").replace("Eight", "8"), encoding="utf-8")
    survey = Survey.load(own_built_survey)
    build(survey)
    all_papers = Document(site / "papers" / "index.html")
    assert {link for link in all_papers.links() if link.startswith("../years/")} == {
        f"../years/{year}/" for year in survey.by_year
    }
    assert all_papers.all("span", "Z3988") == []
    for year, papers in survey.by_year.items():
        document = Document(site / "years" / str(year) / "index.html")
        assert document.problems == []
        listed = {link for link in document.links() if link.startswith("../../papers/") and link != "../../papers/"}
        assert listed == {f"../../papers/{paper.key}/" for paper in papers}
        assert len(document.all("span", "Z3988")) == len(papers)
        assert (site / "years" / str(year) / f"{year}.bib").is_file()
    assert "/years/2024/</loc>" in (site / "sitemap.xml").read_text(encoding="utf-8")
