"""``survey show``, ``survey find``, ``survey compare`` and ``survey stats``: looking things up without the site."""

from __future__ import annotations

import enum
import functools
from typing import Annotated

import typer

from livingsurvey.cli import loading
from livingsurvey.cli.app import EVERYDAY, command
from livingsurvey.cli.choice import AtVenue, ByTraits, OfTopic, OfYears, Words
from livingsurvey.cli.terminal import count_of, is_watched, out, say, show


class Format(enum.StrEnum):
    """How a paper is shown."""

    CARD = "card"
    JSON = "json"
    BIBTEX = "bibtex"
    YAML = "yaml"


@command(
    EVERYDAY,
    "survey show frantar2022gptq",
    "survey show https://arxiv.org/abs/2210.17323v2",
    "survey show 2210.17323 --format bibtex",
    name="show",
)
def show_paper(
    context: typer.Context,
    key: Annotated[
        str, typer.Argument(metavar="KEY", help="Its key, or its arXiv, DOI, ACL or OpenReview id or address.")
    ],
    form: Annotated[Format, typer.Option("--format", help="The format.")] = Format.CARD,
) -> None:
    """Show one paper.

    Piped into a file or a program, the card is plain text.
    """
    survey = loading.what_can_be_read(context)
    paper = survey.paper(key)
    if form is Format.BIBTEX:
        from livingsurvey.publish.content.bibtex import bibtex

        out(bibtex(paper, survey))
        return
    if form is Format.YAML:
        out((survey.root / survey.files[paper.key]).read_text(encoding="utf-8"))
        return
    from livingsurvey.cli import papers

    if form is Format.JSON:
        out(papers.as_json(paper))
    elif is_watched():
        show(papers.card(paper, survey))
    else:
        out(papers.as_text(paper, survey))


@command(
    EVERYDAY,
    "survey find gptq",
    "survey find kv cache --year 2023-2024",
    "survey find --topic quantization --venue ICLR --json",
    "survey find --trait cache-act=evict,select --trait training=none",
)
def find(
    context: typer.Context,
    words: Words = None,
    topic: OfTopic = None,
    year: OfYears = None,
    venue: AtVenue = None,
    trait: ByTraits = None,
    json: Annotated[bool, typer.Option("--json", metavar="", help="Write a JSON list of records.")] = False,
) -> None:
    """Find papers, best first, as the site does.

    An id or a whole name comes first, then the papers that have all words, then some that do not where those are few.
    Words are looked for in names, titles, authors, venues, years and topics, in every language, whatever their case and
    accents. Other spellings and typing errors are forgiven, unless the words stand in double quotes. Without words the
    options alone choose.

    --trait takes a value or several behind commas, any of which will do, and of numbers ranges: 2..4, ..4, 10.. with
    their ends in them. Papers for which a trait is unknown are left out and counted. The same is said of fields that
    the survey declares in knowledge/fields.yaml, and can stand among the words: dataset:QM9.
    """
    from livingsurvey.errors import UsageError

    if not words and topic is None and year is None and venue is None and not trait:
        raise UsageError("name what to look for: words, --topic, --year, --venue or --trait")
    traits = loading.traits_of(trait)
    years = None if year is None else loading.years_of(year)
    from livingsurvey.cli import papers
    from livingsurvey.insight.search import Search, chosen
    from livingsurvey.insight.search.criteria import in_words

    survey = loading.what_can_be_read(context)
    text, asked_in_words = in_words(" ".join(words or ()), survey)
    traits |= asked_in_words
    choose = functools.partial(chosen, survey, topic=topic, years=years, venue=venue, traits=traits)
    fits, may_fit = choose(), choose(unknown=True)
    answer = Search(survey).answer(text) if text.strip() else None
    found, with_all = answer.shown(fits) if answer else (tuple(filter(fits, survey)), 0)
    for line in papers.beside(answer, survey) if answer else ():
        say(line)
    if json:
        out(papers.list_as_json(found))
    elif found and is_watched():
        show(papers.table(found))
    else:
        out(papers.as_lines(found))
    if answer and len(found) > with_all:
        say(f"{count_of(with_all, 'paper')} with all words, {len(found) - with_all} with some of them")
    elif is_watched() or not found:
        say(count_of(len(found), "paper"))
    asked = (answer.papers[: answer.all] or answer.papers) if answer else survey
    unknown = sum(may_fit(paper) and not fits(paper) for paper in asked) if traits else 0
    if unknown:
        say(f"unknown for {count_of(unknown, 'other paper')}")


class Comparison(enum.StrEnum):
    """How a comparison is written."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    LATEX = "latex"


@command(
    EVERYDAY,
    "survey compare frantar2022gptq lin2023awq",
    "survey compare 2210.17323 2306.00978 --format latex > comparison.tex",
)
def compare(
    context: typer.Context,
    keys: Annotated[
        list[str], typer.Argument(metavar="KEY…", help="Their keys, or arXiv, DOI, ACL or OpenReview ids or addresses.")
    ],
    form: Annotated[Comparison, typer.Option("--format", help="The format.")] = Comparison.TEXT,
) -> None:
    """Compare papers side by side.

    Where they appeared, what they do, code, all that papers of their topics are compared by, and the numbers that
    one table has of them under the same conditions. A dash means unknown, which is not a "no"; a cell is empty
    where a paper's topics are not compared by it. CSV and LaTeX have what papers are compared by, as topics' files
    do.

    JSON is an object: the keys of the papers, and rows, each with its group (paper, trait or number), id, name, what it
    means, and cells: a paper's words, none where nothing is known, and whether the row applies to it.
    """
    from livingsurvey.cli import papers

    survey = loading.what_can_be_read(context)
    chosen = list({paper.key: paper for paper in map(survey.paper, keys)}.values())
    if form is Comparison.JSON:
        out(papers.beside_as_json(chosen, survey))
    elif form in (Comparison.CSV, Comparison.LATEX):
        from livingsurvey.publish.content.comparing import known_of
        from livingsurvey.publish.exports import comparison
        from livingsurvey.publish.rendering.templates import environment, template_trouble

        traits = known_of(survey, chosen)
        if form is Comparison.CSV:
            out(comparison.table(chosen, traits))
            return
        with template_trouble():
            template = environment(survey.root).get_template("fragments/comparison.tex.j2")
            out(template.render(comparison.latex_model(chosen, traits, survey)))
    elif is_watched():
        show(papers.side_by_side(chosen, survey))
    else:
        out(papers.side_by_side_as_text(chosen, survey))


@command(EVERYDAY, "survey stats", "survey stats --json | jq .by_year", "survey stats --write")
def stats(
    context: typer.Context,
    json: Annotated[bool, typer.Option("--json", metavar="", help="Write a JSON object.")] = False,
    write: Annotated[
        bool, typer.Option("--write", metavar="", help="Update the figures in docs/data.md instead.")
    ] = False,
) -> None:
    """Count papers, topics, venues and years.

    It also counts the records with authors, code and ids.
    """
    if write:
        from livingsurvey.publish.repository import coverage

        with loading.alone(context):
            survey = loading.without_errors(context)
            changed = coverage.write(survey)
        for file in coverage.files(survey):
            say(f"{file} is written" if file in changed else f"{file} was up to date")
        return
    from livingsurvey.cli import figures
    from livingsurvey.insight.statistics import count

    statistics = count(loading.what_can_be_read(context))
    out(figures.as_json(statistics) if json else figures.as_text(statistics))
