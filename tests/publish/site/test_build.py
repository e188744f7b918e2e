from __future__ import annotations

import html
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from tests.checks.examples import git
from tests.publish.test_tree import contents

from livingsurvey import Survey
from livingsurvey.errors import InvalidData, UsageError
from livingsurvey.publish.engine import mkdocs
from livingsurvey.publish.engine.prepare import prepare
from livingsurvey.publish.site.build import build, checked
from livingsurvey.publish.tree import MARKER
from livingsurvey.store import changes

Item = TypeVar("Item")
Result = TypeVar("Result")

GPTQ = "papers/2022/frantar2022gptq.yaml"


def edit(root: Path, old: str, new: str, file: str = GPTQ) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new), encoding="utf-8")


def test_every_paper_and_topic_has_a_page(built_survey: Path) -> None:
    survey = Survey.load(built_survey)
    site = built_survey / "site"
    for key in survey.papers:
        page = html.unescape((site / "papers" / key / "index.html").read_text(encoding="utf-8"))
        assert all(author in page for author in survey[key].authors)
    for topic in survey.taxonomy.walk():
        assert (site / "topics" / topic.id / "index.html").is_file()
        assert (site / "topics" / topic.id / f"{topic.id}.bib").is_file()


def test_nothing_of_the_workshop_is_left_in_the_site(built_survey: Path) -> None:
    site = built_survey / "site"
    assert not (site / "papers" / "mould").exists()
    for path in site.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        assert "<!-- slot" not in page, path
        assert "@@" not in page, path
        assert "papers/mould" not in page, path
    assert all("mould" not in path.read_text(encoding="utf-8") for path in (site / "search").iterdir())
    assert "mould" not in (site / "sitemap.xml").read_text(encoding="utf-8")


def test_canonical_addresses_and_sitemap_carry_the_site_url(own_built_survey: Path) -> None:
    build(Survey.load(own_built_survey), site_url="https://example.org/fork/")
    page = (own_built_survey / "site" / "papers" / "frantar2022gptq" / "index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://example.org/fork/papers/frantar2022gptq/">' in page
    sitemap = (own_built_survey / "site" / "sitemap.xml").read_text(encoding="utf-8")
    assert "<loc>https://example.org/fork/papers/frantar2022gptq/</loc>" in sitemap
    assert "fork/arxiv/" not in sitemap


def test_an_arxiv_id_leads_to_its_paper(built_survey: Path) -> None:
    page = (built_survey / "site" / "arxiv" / "2210.17323" / "index.html").read_text(encoding="utf-8")
    assert 'url=../../papers/frantar2022gptq/"' in page


def test_an_unchanged_survey_writes_nothing_and_does_not_run_the_engine(own_built_survey: Path) -> None:
    before = contents(own_built_survey / "site")
    report = build(Survey.load(own_built_survey))
    assert (report.written, report.removed, report.engine_ran) == (0, 0, False)
    assert contents(own_built_survey / "site") == before


def test_a_file_that_is_missing_or_was_cut_is_made_again(own_built_survey: Path) -> None:
    site = own_built_survey / "site"
    before = contents(site)
    (site / "papers" / "frantar2022gptq" / "index.html").unlink()
    (site / "data" / "papers.bib").write_text("cut", encoding="utf-8")
    build(Survey.load(own_built_survey))
    assert contents(site) == before
    assert build(Survey.load(own_built_survey)).written == 0


def test_another_address_is_another_site(own_built_survey: Path) -> None:
    build(Survey.load(own_built_survey), site_url="https://example.org/one/")
    assert build(Survey.load(own_built_survey), site_url="https://example.org/two/").written > 0
    assert "example.org/one" not in (own_built_survey / "site" / "sitemap.xml").read_text(encoding="utf-8")


def test_one_changed_record_changes_its_page_and_the_lists_it_stands_in(own_built_survey: Path) -> None:
    other = own_built_survey / "site" / "papers" / "zhang2023h2o" / "index.html"
    before = other.stat().st_ino
    edit(own_built_survey, "Frantar", "Renamed")
    report = build(Survey.load(own_built_survey))
    assert 0 < report.written < 95
    assert not report.engine_ran
    site = own_built_survey / "site"
    assert "Renamed" in (site / "papers" / "frantar2022gptq" / "index.html").read_text(encoding="utf-8")
    assert "Renamed" in (site / "papers" / "index.html").read_text(encoding="utf-8")
    assert "Renamed" in (site / "data" / "records.json").read_text(encoding="utf-8")
    assert other.stat().st_ino == before, "the page of a paper that did not change is the same file"


def test_an_incremental_site_equals_one_built_from_nothing(own_built_survey: Path, tmp_path: Path) -> None:
    (own_built_survey / "papers" / "2024" / "example2024bold.yaml").unlink(missing_ok=True)
    build(Survey.load(own_built_survey))
    fresh = Path(shutil.copytree(own_built_survey, tmp_path / "fresh"))
    for made in ("site", "build", ".site"):
        shutil.rmtree(fresh / made, ignore_errors=True)
    build(Survey.load(fresh))
    assert contents(own_built_survey / "site") == contents(fresh / "site")


def test_a_removed_paper_leaves_no_page_behind(own_built_survey: Path) -> None:
    (own_built_survey / GPTQ).unlink()
    report = build(Survey.load(own_built_survey))
    assert report.removed >= 2
    site = own_built_survey / "site"
    assert not (site / "papers" / "frantar2022gptq").exists()
    assert not (site / "arxiv" / "2210.17323").exists()
    for path in [*site.rglob("*.html"), *site.rglob("*.json"), *site.rglob("*.bib")]:
        if path not in (
            site / "data/papers.json",
            site / "data/openapi.json",
        ):  # results quote their source, whoever it is
            assert "frantar2022gptq" not in path.read_text(encoding="utf-8"), path
    exported = json.loads((site / "data" / "papers.json").read_text(encoding="utf-8"))
    assert "frantar2022gptq" not in {paper["key"] for paper in exported["papers"]}


def test_a_survey_with_errors_is_not_built(own_built_survey: Path) -> None:
    edit(own_built_survey, "topics:", "topicz:")
    with pytest.raises(InvalidData) as caught:
        checked(Survey.load(own_built_survey, strict=False))
    assert any(finding.file == GPTQ for finding in caught.value.findings)


def test_a_template_of_the_survey_replaces_the_shipped_one(own_built_survey: Path) -> None:
    own = own_built_survey / "templates" / "fragments"
    own.mkdir(parents=True)
    (own / "redirect.html.j2").write_text("<title>ours</title>{{ target }}", encoding="utf-8")
    build(Survey.load(own_built_survey))
    page = (own_built_survey / "site" / "arxiv" / "2210.17323" / "index.html").read_text(encoding="utf-8")
    assert page.startswith("<title>ours</title>")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("one\n{{ target", r"redirect\.html\.j2:2: .*unexpected end"),
        ("one\n{{ no_such_thing }}", r"redirect\.html\.j2:2: .*`no_such_thing` is undefined"),
    ],
)
def test_a_broken_template_is_named_with_its_line(own_built_survey: Path, text: str, said: str) -> None:
    before = contents(own_built_survey / "site")
    own = own_built_survey / "templates" / "fragments"
    own.mkdir(parents=True)
    (own / "redirect.html.j2").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=said):
        build(Survey.load(own_built_survey))
    assert contents(own_built_survey / "site") == before


def test_a_broken_engine_configuration_says_so_and_leaves_the_site(own_built_survey: Path) -> None:
    before = contents(own_built_survey / "site")
    (own_built_survey / "mkdocs.yml").write_text("site_name: x\nplugins: [no-such-plugin]\n", encoding="utf-8")
    with pytest.raises(mkdocs.EngineFailed, match="no-such-plugin"):
        build(Survey.load(own_built_survey))
    assert contents(own_built_survey / "site") == before


@pytest.mark.parametrize("text", ["site_name: [", "- a list"])
def test_an_unreadable_engine_configuration_is_named(small_survey: Path, text: str) -> None:
    (small_survey / "mkdocs.yml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"mkdocs\.yml"):
        prepare(Survey.load(small_survey), small_survey / "prepared")


def test_prepared_pages_do_not_depend_on_the_papers(small_survey: Path) -> None:
    before = prepare(Survey.load(small_survey), small_survey / "prepared").digest
    (small_survey / GPTQ).unlink()
    assert prepare(Survey.load(small_survey), small_survey / "prepared").digest == before
    edit(small_survey, "title: {en: ", "title: {en: New ", file="taxonomy.yaml")
    assert prepare(Survey.load(small_survey), small_survey / "prepared").digest != before


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="sends a POSIX signal")
def test_a_killed_build_leaves_the_last_good_site(own_built_survey: Path) -> None:
    site = own_built_survey / "site"
    before = contents(site)
    (own_built_survey / GPTQ).unlink()
    code = (
        "import sys, time; from livingsurvey import Survey; from livingsurvey.publish.site import build as module\n"
        "write = module.write_site\n"
        "def slowly(*a, **k):\n    write(*a, **k); print('finished', flush=True); time.sleep(600)\n"
        "module.write_site = slowly; module.build(Survey.load(sys.argv[1]))"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(own_built_survey)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"finished\n"
        process.send_signal(signal.SIGKILL)
    assert contents(site) == before
    build(Survey.load(own_built_survey))
    assert not (site / "papers" / "frantar2022gptq").exists()
    assert (site / MARKER).is_file()


@pytest.mark.slow
def test_a_full_disk_stops_the_build_and_leaves_the_site(
    own_built_survey: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(own_built_survey / "site")
    (own_built_survey / GPTQ).unlink()
    written = os.write

    def full(handle: int, content: bytes) -> int:
        if len(content) > 1000:
            raise OSError(28, "No space left on device")
        return written(handle, content)

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OSError, match="No space left"):
        build(Survey.load(own_built_survey))
    monkeypatch.undo()
    assert contents(own_built_survey / "site") == before


def test_a_commit_gives_the_same_site_from_its_history_and_from_the_file_of_changes(
    own_built_survey: Path, tmp_path: Path
) -> None:
    for arguments in (["init", "--quiet"], ["add", "papers", "*.yaml"], ["commit", "--quiet", "--message=x"]):
        git(own_built_survey, *arguments)
    edit(own_built_survey, "venue: ICLR", "venue: NeurIPS")
    git(own_built_survey, "commit", "--quiet", "--all", "--message=x")
    build(Survey.load(own_built_survey))
    assert "ICLR 2023" in (own_built_survey / "site/changes/index.html").read_text(encoding="utf-8")
    page = (own_built_survey / "site/papers/frantar2022gptq/index.html").read_text(encoding="utf-8")
    assert "<del>ICLR 2023</del> → <ins>NeurIPS 2023</ins>" in page.partition("Since then")[2]
    assert changes.write(own_built_survey)
    archive = Path(
        shutil.copytree(own_built_survey, tmp_path / "archive", ignore=shutil.ignore_patterns(".git", "site"))
    )
    build(Survey.load(archive))
    assert contents(archive / "site") == contents(own_built_survey / "site")


def test_a_damaged_note_of_what_the_engine_built_makes_it_build_again(
    small_survey: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared = prepare(Survey.load(small_survey), small_survey / "prepared")
    monkeypatch.setattr(mkdocs, "_build", lambda *_: prepared.output.mkdir(exist_ok=True))
    assert mkdocs.run(prepared)
    assert not mkdocs.run(prepared)
    (small_survey / "prepared" / "engine.digest").write_bytes(b"\xff\xfe\x00")
    assert mkdocs.run(prepared)


class Twice:
    """An executor that loses the first result of each batch, as a cluster does when a worker dies after its work."""

    def map(self, work: Callable[[Item], Result], batches: Iterable[Item]) -> Iterator[Result]:
        for batch in batches:
            work(batch)
            yield work(batch)

    def sees(self, folder: Path) -> bool:
        return True


def test_a_batch_that_is_done_twice_changes_nothing(built_survey: Path, own_built_survey: Path) -> None:
    edit(own_built_survey, "Elias Frantar", "Elias P. Frantar")
    in_place = build(Survey.load(own_built_survey), run=Twice())
    anew = build(Survey.load(own_built_survey), own_built_survey / "anew", run=Twice())
    assert contents(in_place.out) == contents(anew.out)
    assert contents(in_place.out) != contents(built_survey / "site")
    for site in (in_place.out, anew.out):
        assert build(Survey.load(own_built_survey), site).written == 0, "the manifest tells what is there"
