"""The table of addresses: every file of the built site, and each made alone as in the build."""

from __future__ import annotations

import random
from pathlib import Path
from typing import NoReturn

import pytest
from tests.publish.test_tree import contents

from livingsurvey.errors import UsageError
from livingsurvey.publish.file import file_name
from livingsurvey.publish.serving.shown import Shown
from livingsurvey.publish.site.filled import pages_in
from livingsurvey.publish.site.stamped import Stamps
from livingsurvey.publish.site.table import Site
from livingsurvey.survey import Survey


@pytest.fixture(scope="module")
def site(built_survey: Path) -> Site:
    survey = Survey.load(built_survey)
    return Site(survey, pages_in(built_survey / ".site/prepared/engine"), site_url=survey.info.site)


def test_the_table_has_every_file_of_the_site_and_no_other(site: Site, built_survey: Path) -> None:
    assert {file.name for file in site.files.values()} == contents(built_survey / "site").keys()


def test_a_file_asked_for_alone_is_the_one_that_the_build_wrote(site: Site, built_survey: Path) -> None:
    built = contents(built_survey / "site")
    addresses = list(site)
    random.Random(1).shuffle(addresses)
    for address in addresses:
        assert site[address] == built[file_name(address)], address


def test_what_was_made_before_is_taken_from_there(built_survey: Path) -> None:
    survey = Survey.load(built_survey)
    tags: dict[str, bytes] = {}

    def kept(file):  # type: ignore[no-untyped-def]
        tags[file.address] = file.tag()
        return b"kept"

    site = Site(survey, pages_in(built_survey / ".site/prepared/engine"), site_url=None, keep=kept)
    assert site["papers/frantar2022gptq/"] == b"kept"
    assert list(tags) == ["papers/frantar2022gptq/"]


def test_a_word_in_another_language_makes_another_site(small_survey: Path) -> None:
    survey = Survey.load(small_survey)
    before = Site(survey, {}, site_url=None).tag()
    catalogue = small_survey / "knowledge/languages/zh.po"
    catalogue.parent.mkdir(exist_ok=True)
    catalogue.write_text('msgid "Accuracy"\nmsgstr "准确率"\n', encoding="utf-8")
    assert Site(survey, {}, site_url=None).tag() != before


def test_to_ask_whether_a_file_is_there_makes_none(built_survey: Path) -> None:
    def keep(_):  # type: ignore[no-untyped-def]
        raise AssertionError("nothing is to be made")

    site = Site(Survey.load(built_survey), pages_in(built_survey / ".site/prepared/engine"), site_url=None)
    site.keep = keep
    assert "papers/frantar2022gptq/" in site
    assert "papers/mould/" not in site


def test_each_file_says_what_it_is_and_of_what(site: Site) -> None:
    of_a_paper = [file for file in site.files.values() if file.subject == "frantar2022gptq"]
    assert [(file.address, file.kind) for file in of_a_paper] == [
        ("papers/frantar2022gptq/", "paper"),
        ("papers/frantar2022gptq.json", "twin"),
        ("papers/frantar2022gptq.md", "twin"),
        ("papers/frantar2022gptq.png", "card"),
        ("arxiv/2210.17323/", "redirect"),
        ("zh/papers/frantar2022gptq/", "paper"),
    ]
    assert site.files["topics/quantization/"].kind == "topic"
    assert (site.files["data/papers.bib"].kind, site.files[""].name) == ("export", "index.html")


def test_there_is_nothing_at_other_addresses(site: Site) -> None:
    with pytest.raises(KeyError):
        site["papers/mould/"]


def test_an_address_leads_to_the_same_file_with_and_without_the_table_of_all(built_survey: Path, site: Site) -> None:
    survey, pages = Survey.load(built_survey), pages_in(built_survey / ".site/prepared/engine")
    for address, file in site.files.items():
        alone = Site(survey, pages, site_url=survey.info.site).file(address)
        assert alone is not None
        assert (alone.address, alone.kind, alone.subject) == (file.address, file.kind, file.subject)
    assert Site(survey, pages, site_url=survey.info.site).file("papers/frantar2022gptq.pdf") is None


def test_a_page_is_found_without_the_other_papers_and_authors(
    built_survey: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def all_of(_: Stamps, kind: str) -> NoReturn:
        raise AssertionError(f"to find a page, each {kind} was looked at")

    monkeypatch.setattr(Stamps, "files", all_of)
    site = Site(Survey.load(built_survey), pages_in(built_survey / ".site/prepared/engine"), site_url=None)
    for address in (
        "",
        "topics/quantization/",
        "papers/frantar2022gptq/",
        "papers/frantar2022gptq.json",
        "zh/papers/frantar2022gptq/",
    ):
        assert site[address]


@pytest.mark.parametrize(("name", "kind"), [("venues/acl/index.html", "venue"), ("data/papers.bib", "export")])
def test_a_file_of_docs_at_the_address_of_another_is_refused_with_what_stands_there(
    name: str, kind: str, built_survey: Path
) -> None:
    survey = Survey.load(built_survey)
    pages = {**pages_in(built_survey / ".site/prepared/engine"), name: b"mine"}
    site, failed = Site(survey, pages, site_url=None), []
    with pytest.raises(UsageError, match=rf"^{name.removesuffix('index.html')}: .* {kind}; rename it"):
        list(site)
    shown = Shown(lambda error, _: failed.append(error))
    shown.now(site)
    assert kind.encode() in (shown.get("no/such/page/") or b"")
    assert len(failed) == 1
