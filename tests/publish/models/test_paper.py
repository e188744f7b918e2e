from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

from tests.publish.document import Document

from livingsurvey import Survey
from livingsurvey.insight.related import Relatedness
from livingsurvey.language import ENGLISH
from livingsurvey.publish.content import labels
from livingsurvey.publish.site.build import build


def test_a_new_title_changes_the_pages_that_list_it(own_built_survey: Path) -> None:
    root = own_built_survey
    record = next(root.glob("papers/*/frantar2022gptq.yaml"))
    listing = [
        page.parent.relative_to(root / "site").as_posix()
        for page in (root / "site/papers").glob("*/index.html")
        if page.parent.name != "frantar2022gptq" and "../frantar2022gptq/" in page.read_text(encoding="utf-8")
    ]
    assert listing
    record.write_text(record.read_text(encoding="utf-8").replace("Accurate", "Precise & <Accurate>"), encoding="utf-8")
    report = build(Survey.load(root))
    for page in listing:
        assert "Precise & <Accurate>" in Document(root / "site" / page / "index.html").one("ul", "ls-related").text
    fresh = build(Survey.load(root), root / "fresh")
    assert fresh.pages == report.pages
    for page in listing:
        assert (root / "fresh" / page / "index.html").read_bytes() == (root / "site" / page / "index.html").read_bytes()


def test_twins_name_related_papers(built_survey: Path) -> None:
    survey = Survey.load(built_survey)
    relatedness = Relatedness(survey)
    key, relations = next((key, found) for key in survey.papers if (found := relatedness.related(key)))
    twin = json.loads((built_survey / f"site/papers/{key}.json").read_text(encoding="utf-8"))
    assert [each["key"] for each in twin["related"]] == [relation.key for relation in relations]
    assert twin["related"][0]["why"][0]["kind"] == relations[0].reasons[0].kind
    text = (built_survey / f"site/papers/{key}.md").read_text(encoding="utf-8")
    assert f"]({relations[0].key}.md): " in text


def test_a_page_says_in_our_words_what_the_paper_does_and_what_is_known_of_it(built_survey: Path) -> None:
    page = Document(built_survey / "site/papers/dettmers2022llmint8/index.html")
    says = Survey.load(built_survey)["dettmers2022llmint8"].summary
    assert says is not None
    assert page.one("p", "ls-paper__summary").text == says.en
    assert page.one("p", "ls-paper__ours").text == "Our summary · source, read 30 January 2024"
    described = {meta.attributes.get("property"): meta.attributes.get("content") for meta in page.all("meta")}
    assert described["og:description"] == says.en
    glance = page.one("dl", "ls-glance").text
    assert "Needs training" in glance
    assert "8 bit" in glance
    assert page.one("p", "ls-glance__unknown").text == "Unknown: Granularity. Add what you know"
    text = (built_survey / "site/papers/zhang2023h2o/index.html").read_text(encoding="utf-8")
    assert 'href="../../explore/?trait.exact=no"' in text


def test_a_page_without_a_summary_or_anything_known_has_no_trace_of_either(built_survey: Path) -> None:
    text = (built_survey / "site/papers/chen2023maybe/index.html").read_text(encoding="utf-8")
    assert "summary, after" not in text
    assert "ls-glance" not in text


def test_lists_say_what_each_paper_does(built_survey: Path) -> None:
    page = Document(built_survey / "site/topics/efficient-attention/index.html")
    says = [line.text for line in page.all("span", "ls-row__says")]
    assert len(says) == 2  # of three papers one has no summary
    assert says[0].startswith("Keeps only the keys and values")


def test_a_page_leads_to_the_next_of_its_topic_to_a_comparison_and_from_every_author(built_survey: Path) -> None:
    survey = Survey.load(built_survey)
    newest, second, *_ = survey.papers_in("efficient-attention", below=False)
    page = Document(built_survey / f"site/papers/{second.key}/index.html")
    assert page.one("nav", "ls-turn").attributes["aria-label"] == "Efficient Attention & KV Cache"
    turns = {link.attributes["rel"]: link for link in page.all("a") if "rel" in link.attributes}
    assert turns["prev"].attributes["href"] == f"../{newest.key}/"
    assert turns["prev"].text == f"Newer {labels.called(newest)}"
    links = page.links()
    related = [relation.key for relation in Relatedness(survey).related(second.key)]
    assert links[f"../../compare/?keys={','.join([second.key, *related[:3]])}"] == "Compare"
    assert links[f"../../explore/?author={quote(second.authors[0])}"] == second.authors[0]
    assert set(second.authors) <= set(links.values())


def test_a_page_in_another_language_leads_to_the_one_twin(built_survey: Path) -> None:
    page = Document(built_survey / "site/zh/papers/zhang2023h2o/index.html")
    links = {link.attributes.get("href") for link in page.all("a")}
    assert {"../../../papers/zhang2023h2o.json", "../../topics/efficient-attention/"} <= links
    assert not (built_survey / "site/zh/papers/zhang2023h2o.json").exists()
    added = Survey.load(built_survey)["zhang2023h2o"].added
    assert f"{added.year}年{added.month}月{added.day}日" in page.all("dl", "ls-facts")[0].text
    assert page.one("p", "ls-paper__summary").attributes.get("lang") == "en"  # nobody has said it in Chinese
    said = Document(built_survey / "site/zh/papers/frantar2022gptq/index.html").one("p", "ls-paper__summary")
    assert (said.text[:2], said.attributes.get("lang")) == ("逐层", None)
    twin = json.loads((built_survey / "site/papers/zhang2023h2o.json").read_text(encoding="utf-8"))
    assert twin["says_lang"] is None
    assert twin["added_words"] == ENGLISH.day(added)
