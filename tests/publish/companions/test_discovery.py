"""Sitemaps by the rules of sitemaps.org, robots.txt as Python's own parser reads it, llms.txt as Markdown."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.robotparser import RobotFileParser

import pytest
from markdown_it import MarkdownIt
from tests.conftest import SMALL_SURVEY

from livingsurvey.publish.companions import discovery
from livingsurvey.publish.published import Published
from livingsurvey.publish.site.stamped import Stamps
from livingsurvey.survey import Survey

_SMALL = Survey.load(SMALL_SURVEY, cached=False)
_PUBLISHED = Published(_SMALL)
_STAMPS = Stamps(_PUBLISHED, {})
_SITE = "https://example.org/small-survey/"


def locations(sitemap: bytes) -> list[str]:
    namespace = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    return [element.text or "" for element in ET.fromstring(sitemap).iter(f"{namespace}loc")]


@pytest.mark.parametrize(("pages", "files"), [(0, 0), (3, 0), (4, 2), (7, 3)])
def test_more_addresses_than_a_file_may_have_go_to_several(pages: int, files: int) -> None:
    addresses = [f"papers/{number}&/" for number in range(pages)]

    maps = {each.address: each.content() for each in discovery.sitemap(addresses, _SITE, _STAMPS.file, most=3)}
    whole = locations(maps.pop("sitemap.xml"))
    assert len(maps) == files
    if files:
        assert whole == [_SITE + name for name in maps]
    found = [each for part in maps.values() for each in locations(part)] if files else whole
    assert found == [_SITE + address for address in addresses]


def test_robots_may_read_everything_and_learn_of_the_sitemap(built_survey: Path) -> None:
    parser = RobotFileParser()
    parser.parse((built_survey / "site/robots.txt").read_text(encoding="utf-8").splitlines())
    assert parser.can_fetch("anybody", _SITE)
    assert parser.site_maps() == [f"{_SITE}sitemap.xml"]


def test_a_site_without_an_address_names_no_sitemap() -> None:
    made = {each.address: each.content() for each in discovery.files(_PUBLISHED, [], "", _STAMPS.file)}
    assert b"Sitemap" not in made["robots.txt"]


def test_every_link_of_llms_txt_leads_to_a_file_of_the_site(built_survey: Path) -> None:
    site = built_survey / "site"
    tokens = MarkdownIt("commonmark").parse((site / "llms.txt").read_text(encoding="utf-8"))
    title = "".join(child.content for child in tokens[1].children or () if child.type != "html_inline")
    assert (tokens[0].tag, title) == ("h1", _SMALL.info.title)
    assert [token.type for token in tokens if token.type == "blockquote_open"] == ["blockquote_open"]
    links = [
        str(child.attrs["href"]) for token in tokens for child in token.children or () if child.type == "link_open"
    ]
    assert len(links) > len(_SMALL.taxonomy.by_id)
    for link in links:
        assert (site / link.removeprefix(_SITE)).exists(), link
