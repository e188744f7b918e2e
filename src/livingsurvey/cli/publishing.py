"""``survey build``, ``serve``, ``readme`` and ``export``: what people and programs read, made from the data."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from livingsurvey.cli import loading
from livingsurvey.cli.app import PUBLISHING, command
from livingsurvey.cli.choice import AtVenue, ByTraits, OfTopic, OfYears, Words
from livingsurvey.cli.terminal import count_of, out, out_bytes, progress_bar, say

if TYPE_CHECKING:
    from collections.abc import Collection

    from livingsurvey.executors.processes import Executor
    from livingsurvey.model import Finding
    from livingsurvey.publish.site.build import Report
    from livingsurvey.survey import Survey


@command(
    PUBLISHING,
    "survey build",
    "survey build --out /tmp/site --site-url https://example.org/survey/",
    "survey build --published v1.0",
)
def build(
    context: typer.Context,
    out_folder: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="FOLDER", help="The folder for the site; by default site/ in the survey's folder."
        ),
    ] = None,
    site_url: Annotated[
        str | None,
        typer.Option("--site-url", metavar="URL", help="The address it will have; by default the one in survey.yaml."),
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Make pages on a Dask cluster: tcp://HOST:8786, or local:4."),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(
            metavar="REVISION", help="Refuse if more than 2 % of the papers published at that revision are gone."
        ),
    ] = None,
    allow_drop: Annotated[
        bool, typer.Option("--allow-drop", metavar="", help="Build even if that many papers are gone.")
    ] = False,
) -> None:
    """Build the site.

    The last good site stays untouched until the new one is complete; data with errors is not published.
    """
    begun = time.monotonic()
    address = _address(site_url)
    from livingsurvey.publish.tree import reserved
    from livingsurvey.store.read import find_root

    site = (out_folder or find_root(loading.folder(context)) / "site").absolute()
    with reserved(site, "survey build", loading.told_to_wait):
        survey = loading.without_errors(context)
        if published and not allow_drop:
            from livingsurvey.publish.site.guard import refuse_sudden_drop

            refuse_sudden_drop(survey, published)
        from livingsurvey.executors.processes import PROCESSES
        from livingsurvey.publish.site import build as publishing

        with contextlib.ExitStack() as stack:
            run: Executor = PROCESSES
            if cluster is not None:
                from livingsurvey.executors.cluster import cluster as joined

                run = stack.enter_context(joined(cluster))
            progress = stack.enter_context(progress_bar())
            report = publishing.build(survey, site, site_url=address, progress=progress, run=run)
    say(f"{_sentence(report)} in {time.monotonic() - begun:.1f} s: {report.out}")


@command(PUBLISHING, "survey serve", "survey serve --port 9000")
def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Use 0.0.0.0 to let other machines in.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="NUMBER", min=1, max=65535, help="The port to listen on.")] = 8000,
) -> None:
    """Serve the site on this machine and follow edits.

    A page is made when it is opened, and nothing is written. A change to a record, a template or a prose page
    reloads open pages. While a file has errors, they are listed here and in the browser, and the last good site
    stays. Stop with Ctrl-C.
    """
    from livingsurvey.publish.serving import serve as serving
    from livingsurvey.store.read import find_root

    serving.serve(find_root(loading.folder(context)), host=host, port=port, teller=_Spoken())


class _Spoken:
    """Says what becomes of a site that is served."""

    def ready(self, url: str) -> None:
        say(f"{url}  (Ctrl-C ends)")

    def shown(self, survey: Survey, changed: Collection[str]) -> None:
        what = next(iter(changed)) if len(changed) == 1 else count_of(len(changed), "file")
        say(f"read again: {what}" if changed else f"{count_of(len(survey), 'paper')}, each page built when opened")

    def failed(self, error: Exception, findings: Collection[Finding]) -> None:
        from livingsurvey.cli.trouble import explained

        for finding in findings:
            say(str(finding))
        say(f"survey: error: {explained(error)[0]}; the last good site stays")

    def found(self, errors: Collection[Finding]) -> None:
        for finding in errors:
            say(str(finding))
        say(f"survey: error: {count_of(len(errors), 'error')} in what is shown; correct them before 'survey build'")


@command(PUBLISHING, "survey readme", "survey readme --check")
def readme(
    context: typer.Context,
    check: Annotated[
        bool, typer.Option("--check", metavar="", help="Write nothing; exit with code 1 if the list is out of date.")
    ] = False,
) -> None:
    """Update the lists in README.md and, for other languages, README.zh.md and such.

    Only the text between the two markers of each is written.
    """
    with loading.alone(context, when=not check):
        survey = loading.without_errors(context)
        from livingsurvey.publish.repository import readme as readme_list
        from livingsurvey.publish.repository.generated import outdated_readme

        if not check:
            written = readme_list.write(survey)
            say("\n".join(f"{file} is written" for file in written) or "README.md was up to date")
            return
    outdated = list(outdated_readme(survey))
    out("".join(f"{finding}\n" for finding in outdated))
    if outdated:
        raise typer.Exit(1)


@command(
    PUBLISHING,
    "survey export bibtex > papers.bib",
    "survey export csv --topic quantization --year 2024-",
    "survey export sqlite --out papers.sqlite",
)
def export(
    context: typer.Context,
    form: Annotated[str, typer.Argument(metavar="FORMAT", help="The format.")],
    words: Words = None,
    topic: OfTopic = None,
    year: OfYears = None,
    venue: AtVenue = None,
    trait: ByTraits = None,
    out_file: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="The file to write; required for sqlite and parquet.")
    ] = None,
) -> None:
    """Export papers in a format that other programs read.

    Formats: bibtex, ris, csl, csv, csv-excel, json, sqlite, parquet, latex-taxonomy, latex-table, markdown. Exports
    all papers, or those that match words and options as in survey find. For all papers the result is the same, byte for
    byte, as the file under data/ on the site.
    """
    from livingsurvey.errors import UsageError

    years = None if year is None else loading.years_of(year)
    survey = loading.without_errors(context)
    from livingsurvey.insight.search import Search, chosen
    from livingsurvey.publish.exports.formats import export as exported
    from livingsurvey.publish.exports.formats import format_named
    from livingsurvey.publish.rendering.templates import template_trouble
    from livingsurvey.store.write import write_bytes

    named = format_named(survey, form)
    if named.binary and out_file is None:
        raise UsageError(f"{form} is not text; write  --out {named.file}")
    if out_file is not None and not out_file.absolute().parent.is_dir():
        raise UsageError(f"there is no folder {out_file.parent}; create it, or choose another --out")
    fits = chosen(survey, topic=topic, years=years, venue=venue, traits=loading.traits_of(trait))
    answer = Search(survey).answer(" ".join(words)) if words else None
    papers = tuple(filter(fits, answer.papers[: answer.all] if answer else survey))
    with template_trouble():
        content = exported(survey, form, papers)
    if out_file is None:
        out_bytes(content)
    else:
        write_bytes(out_file, content)
        say(f"{count_of(len(papers), 'paper')}, {count_of(len(content), 'byte')}: {out_file}")


def _sentence(report: Report) -> str:
    changed = f"{count_of(report.written, 'file')} written, {report.removed:,} removed"
    return f"{count_of(report.papers, 'paper')} on {count_of(report.pages, 'page')} ({changed})"


def _address(url: str | None) -> str | None:
    """The address with its final slash, without which relative links would lose a folder."""
    if url is None:
        return None
    if not url.startswith(("https://", "http://")):
        from livingsurvey.errors import UsageError

        raise UsageError(f"'{url}' is not a web address; write  --site-url https://example.org/survey/")
    return f"{url.rstrip('/')}/"
