"""Feeds, read back by other people's programs."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path
from typing import Any

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.conftest import SMALL_SURVEY
from tests.publish.document import Document

from livingsurvey import Survey
from livingsurvey.model import Change, Paper
from livingsurvey.publish.file import Stamping, model_json, words_at
from livingsurvey.publish.models.feed import Item, feed_model, items
from livingsurvey.publish.published import Published
from livingsurvey.publish.rendering.compiled import Compiled, templates_of
from livingsurvey.publish.site.build import build

ATOM = etree.RelaxNG(etree.parse(Path(__file__).parents[2] / "data/atom.rng"))
SITE = "https://example.org/small-survey/"
TAG = "tag:example.org,2024-01-31:small-survey/"
DAY = dt.date(2024, 3, 1)


def valid(feed: bytes) -> Any:
    """The feed as feedparser reads it, after lxml found it to be Atom."""
    ATOM.assertValid(etree.fromstring(feed))
    parsed = feedparser.parse(feed)
    assert not parsed.bozo
    assert parsed.version == "atom10"
    assert len({entry.id for entry in parsed.entries}) == len(parsed.entries)
    return parsed


def day(moment: time.struct_time) -> dt.date:
    assert (moment.tm_hour, moment.tm_min, moment.tm_sec) == (0, 0, 0)
    return dt.date(moment.tm_year, moment.tm_mon, moment.tm_mday)


@pytest.fixture(scope="session")
def survey(built_survey: Path) -> Survey:
    return Survey.load(built_survey)


def test_the_feed_of_all_papers_has_each_of_them_as_its_record_says(built_survey: Path, survey: Survey) -> None:
    feed = valid((built_survey / "site/feed.xml").read_bytes())
    assert feed.feed.title == survey.info.title
    assert feed.feed.id == f"{TAG}feed.xml"
    assert [entry.id for entry in feed.entries] == [f"{TAG}papers/{paper.key}/" for paper in survey.newest_added]
    for entry, paper in zip(feed.entries, survey.newest_added, strict=True):
        assert entry.title_detail.value.endswith(paper.title)
        assert day(entry.published_parsed) == day(entry.updated_parsed) == paper.added
        assert [author.name for author in entry.get("authors", ())] == [*paper.authors] or not paper.authors
        assert [tag.term for tag in entry.tags] == [*paper.topics]
        assert entry.link == f"{SITE}papers/{paper.key}/"


def test_each_topic_has_a_feed_of_its_papers_and_its_page_names_it(built_survey: Path, survey: Survey) -> None:
    for topic in survey.taxonomy.walk():
        folder = built_survey / "site/topics" / topic.id
        feed = valid((folder / "feed.xml").read_bytes())
        keys = {entry.id.removeprefix(f"{TAG}papers/").rstrip("/") for entry in feed.entries}
        assert keys == {paper.key for paper in survey.papers_in(topic.id)}
        links = [link.attributes for link in Document(folder / "index.html").all("link")]
        named = [link["href"] for link in links if link.get("type") == "application/atom+xml"]
        assert sorted(named) == ["../../feed.xml", f"../../topics/{topic.id}/feed.xml"]


def test_moved_topics_keep_their_feeds_and_former_pages_and_retired_keys_their_addresses(
    own_built_survey: Path,
) -> None:
    with (own_built_survey / "taxonomy.yaml").open("a", encoding="utf-8") as file:
        file.write("moved: {sparse-quantization: quantization}\n")
    with (own_built_survey / "survey.yaml").open("a", encoding="utf-8") as file:
        file.write("moved: {words/: 'https://example.org/tool/words/', old/words/: papers/}\n")
        file.write("retired: {frantar2023gptq: frantar2022gptq}\nwithdrawn: {doe2020x: 'a <b>hoax</b>'}\n")
    build(Survey.load(own_built_survey))
    site = own_built_survey / "site"
    old, new = (site / f"topics/{name}quantization/feed.xml" for name in ("sparse-", ""))
    assert old.read_bytes() == new.read_bytes()
    assert "url=../frantar2022gptq/" in (site / "papers/frantar2023gptq/index.html").read_text(encoding="utf-8")
    for page, target in (
        ("words", "https://example.org/tool/words/"),
        ("old/words", "../../papers/"),
        ("zh/old/words", "../../../zh/papers/"),
    ):
        leading = (site / page / "index.html").read_text(encoding="utf-8")
        assert f'href="{target}"' in leading
        assert f'location.replace("{target}" + location.hash)' in leading
    assert "a &lt;b&gt;hoax&lt;/b&gt;" in (site / "papers/doe2020x/index.html").read_text(encoding="utf-8")
    assert "frantar2023gptq" not in (site / "sitemap.xml").read_text(encoding="utf-8")


def test_a_survey_without_an_address_has_no_feeds(own_built_survey: Path) -> None:
    file = own_built_survey / "survey.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(f"site: {SITE}\n", ""), encoding="utf-8")
    build(Survey.load(own_built_survey))
    assert not [*(own_built_survey / "site").rglob("feed.xml")]
    assert "feed.xml" not in (own_built_survey / "site/topics/quantization/index.html").read_text(encoding="utf-8")


def test_what_happened_to_a_paper_brings_it_up_again(survey: Survey) -> None:
    key, title = "frantar2022gptq", "GPTQ"
    change = Change(day=DAY, kind="venue", subject=key, title=title, before=("arXiv", "2022"), after=("ICLR", "2023"))
    earlier = change.model_copy(update={"day": dt.date(2001, 1, 1)})
    listed = items(survey, {key: (change, earlier)}, most=3)
    assert listed[0] == Item(survey[key], DAY, (change,))
    assert len(listed) == 3
    feed = valid(_feed(survey, listed))
    assert day(feed.entries[0].updated_parsed) == day(feed.feed.updated_parsed) == DAY
    assert "1 March 2024: arXiv 2022 became ICLR 2023." in feed.entries[0].summary
    assert feed.entries[0].summary.startswith("Rounds the weights of a trained model to 3 or 4 bits, layer after layer")


def test_ids_stay_when_the_site_moves_and_when_a_paper_has_another_key(survey: Survey) -> None:
    paper = survey["frantar2022gptq"]
    keys = [
        Change(day=day, kind="key", subject=paper.key, title="GPTQ", before=(before,), after=(after,))
        for day, before, after in (
            (DAY, "frantar2022optq", "frantar2022gptq"),
            (dt.date(2024, 2, 1), "frantar2022accurate", "frantar2022optq"),
        )
    ]
    (item,) = items([paper], {paper.key: tuple(keys)})
    feed = valid(_feed(survey, [item], "https://elsewhere.example/"))
    assert feed.feed.id == f"{TAG}feed.xml"
    (entry,) = feed.entries
    assert entry.id == f"{TAG}papers/frantar2022accurate/"
    assert entry.link == "https://elsewhere.example/papers/frantar2022gptq/"


def test_a_feed_without_papers_is_valid(survey: Survey) -> None:
    assert valid(_feed(survey, [])).entries == []


HOSTILE = st.text(
    st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\u2028\u2029\ufffe\uffff"), min_size=1
)


@given(HOSTILE, st.sampled_from(['"]]>&amp;<b>', "<!--", "数 & Ö", "'\"</entry>"]))
def test_any_title_is_read_back(survey: Survey, words: str, trouble: str) -> None:
    title = " ".join(f"x{words}{trouble}".split())
    paper = Paper.model_construct(**dict(survey["frantar2022gptq"])).model_copy(
        update={"title": title, "name": None, "authors": (title,)}
    )
    root = etree.fromstring(_feed(survey, [Item(paper, DAY, ())]))
    ATOM.assertValid(root)
    (entry,) = root.iter("{*}entry")
    assert entry.findtext("{*}title") == entry.findtext("{*}author/{*}name") == title


_TEMPLATES = Compiled(templates_of(SMALL_SURVEY, {}))


def _feed(survey: Survey, listed: list[Item], site: str = SITE) -> bytes:
    model = model_json(feed_model(None, listed, site, Published(survey)))
    return _TEMPLATES.stamp(Stamping("fragments/feed.xml.j2", model, words_at("feed.xml")))
