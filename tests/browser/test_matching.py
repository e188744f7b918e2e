"""The search of the site answers as the program does."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Route
from tests.browser.conftest import Opened
from tests.crowd import write_crowd

from livingsurvey import Survey
from livingsurvey.insight.search import Search, chosen

ANSWERS = """async (texts) => {
  const { open } = await import(new URL("assets/search/search.js", document.baseURI));
  const search = await open(document.baseURI);
  const answers = [];
  for (const text of texts) {
    const { groups, papers, sure, forgiven } = await search.answer(text);
    const ours = groups.filter(({ kind }) => kind !== "guide");
    answers.push({
      groups: ours.map(({ kind, count, hits }) => [kind, count, hits.map(({ key, title }) => key ?? title)]),
      all: papers.all, papers: papers.positions, sure: sure && sure.kind !== "guide" ? sure.key ?? sure.title : null,
      forgiven: forgiven.map(({ typed, taken, how }) => [typed, taken, how]),
    });
  }
  return answers;
}"""

TYPED = [
    *("", "  ", "∞", "l", "lo", "of the", "GPTQ", "gptq-", '"gptq"', "quantisation", '"quantisation"', "qauntization"),
    *("量化", "权重", "KV缓存", "int4", "W4A16", "kv-cache", "kvcache", "kv cache quantization", "LoRA+", "a+b", "<b>"),
    *("2210.17323v4", "2210.1", "https://arxiv.org/abs/2210.17323", "frantar2022", "tcbBPnfwxS", "Ré Christopher"),
    *("Alistarh 2023 quantization", "distilation of thougt", "NeurIPS 2022", "small models", "DeepSpeed"),
]


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Survey:
    root = tmp_path_factory.mktemp("crowd")
    write_crowd(root)
    return Survey.load(root, cached=False)


def spoiled(survey: Survey) -> Iterator[str]:
    """Titles, names and ids of papers as people type them: cut off, in another order, with an error."""
    dice = random.Random(15)
    for paper in dice.sample(list(survey), 60):
        title, words = paper.title, paper.title.split()
        place = dice.randrange(len(title) - 1)
        yield title[:place] + title[place + 1 :]
        yield title[:place] + title[place + 1] + title[place] + title[place + 2 :]
        yield title[: place + 1]
        yield " ".join(dice.sample(words, min(3, len(words))))
        yield from (author for author in paper.authors[:2])
        yield from (f"{author.split()[-1]} {paper.year}" for author in paper.authors[:1])
        yield from [paper.key, paper.key[:-2], *(value for _, value in paper.ids.items())]


def test_the_same_words_have_the_same_answer(opened: Opened, survey: Survey, tmp_path: Path) -> None:
    texts = [*TYPED, *spoiled(survey)]
    with opened("about/") as page:
        page.evaluate("document.head.append(Object.assign(document.createElement('base'), { href: '../' }))")
        answers: list[dict[str, Any]] = page.evaluate(ANSWERS, texts)
    search, places = Search(survey), survey.places
    for text, answer in zip(texts, answers, strict=True):
        ours = search.answer(text)
        sure = ours.sure and (ours.sure.subject if ours.sure.kind == "paper" else ours.sure.title)
        assert answer == {
            "groups": [
                [group.kind, group.count, [hit.subject if hit.kind == "paper" else hit.title for hit in group.hits]]
                for group in ours.groups
            ],
            "all": ours.all,
            "papers": [places[paper.key] for paper in ours.papers],
            "sure": sure,
            "forgiven": [[typed, list(taken), how] for typed, taken, how in ours.forgiven],
        }, text


FITTING = """async (asked) => {
  const { open } = await import(new URL("../assets/search/search.js", location));
  const { found } = await import(new URL("../assets/explore/found.js", location));
  const search = await open(new URL("..", location).href);
  const fields = ["text", "author", "from", "to", "venue", "version", "code", "numbers", "sort", "keys"];
  const empty = Object.fromEntries(fields.map((name) => [name, ""]));
  const said = [];
  for (const [topic, traits] of asked) {
    const { hits, unknown } = await found(search, { ...empty, topic, traits });
    said.push([hits, unknown]);
  }
  return said;
}"""

WANTED = [
    *({"training": text} for text in ("none", "calibration,fine-tuning", " none ,,calibration", "none,fine-tuning")),
    *({"weight-bits": text} for text in ("4", "3,4", "..2", "3.5..", "1.58", "-4..2,8", "4..2", "100..", "2..4")),
    *({"exact": text} for text in ("yes", "no", "yes,no")),
    *({"training": "calibration", "weight-bits": bits} for bits in ("..4", "8")),
    {"training": "none", "exact": "yes"},
    {"training": "none", "prompts": "shorter"},
]


def test_the_same_traits_have_the_same_papers(opened: Opened, survey: Survey) -> None:
    asked = [(topic, traits) for traits in WANTED for topic in ("", "quantization", "model-centric", "data-selection")]
    with opened("about/") as page:
        answers = page.evaluate(FITTING, asked)
    assert len(answers) == len(asked)
    for (topic, traits), (hits, unknown) in zip(asked, answers, strict=True):
        fits = chosen(survey, topic=topic or None, traits=traits)
        may_fit = chosen(survey, topic=topic or None, traits=traits, unknown=True)
        assert hits == [at for at, paper in enumerate(survey) if fits(paper)], (topic, traits)
        assert unknown == sum(map(may_fit, survey)) - len(hits), (topic, traits)


def test_files_of_another_build_are_not_asked_for_again_and_again(opened: Opened) -> None:
    asked: list[str] = []

    def of_another(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(json=route.fetch().json() | {"version": "another"})

    with opened("about/") as page:
        page.route("**/search/words-*.json*", of_another)
        page.route("**/search/index.json", lambda route: (asked.append(route.request.url), route.continue_()))
        said = page.evaluate(
            """async () => {
              const { open } = await import(new URL("../assets/search/search.js", location));
              const search = await open(new URL("..", location).href);
              return search.answer("quantization").then(() => "an answer", (error) => error.constructor.name);
            }"""
        )
    assert said == "Stale"
    assert len(asked) <= 4
