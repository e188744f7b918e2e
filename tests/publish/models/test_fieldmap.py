"""The map: what its boxes, colours and numbers say of the survey, whatever its topics are called."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from tests.conftest import SMALL_SURVEY
from tests.publish.content.fields import TITLES

from livingsurvey import Survey
from livingsurvey.language import language_of
from livingsurvey.publish.content import colours
from livingsurvey.publish.models.fieldmap import DRAWINGS, SHADES, map_model, picture_model
from livingsurvey.publish.published import Published
from livingsurvey.store.shipped import shipped


@pytest.fixture(scope="module")
def published() -> Published:
    return Published(Survey.load(SMALL_SURVEY, cached=False))


def test_the_numbers_beside_the_map_are_those_of_every_topic(published: Published) -> None:
    model = map_model(published, None)
    topics = list(published.survey.taxonomy.walk())
    assert {row["id"]: row["papers"] for row in model["rows"]} | {each["id"]: 0 for each in model["empty"]} == {
        topic.id: published.count(topic.id) for topic in topics
    }
    for row in model["rows"]:
        assert row["percent"] == round(100 * row["recent"] / row["papers"])


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_box_has_the_colour_of_its_share_of_new_papers(published: Published, name: str) -> None:
    cells = picture_model(published, None, name)["drawing"]["cells"]
    assert cells
    for cell in cells:
        assert cell["shade"] == sum(cell["percent"] >= first for first in SHADES)


def test_the_words_of_the_colours_follow_from_their_limits(published: Published) -> None:
    assert picture_model(published, None, "wide")["about"]["shades"] == [
        *("under 10 %", "10–20 %", "20–35 %", "35–50 %", "from 50 %")
    ]


@pytest.mark.parametrize("name", DRAWINGS)
def test_the_map_of_a_language_is_lettered_in_it(published: Published, name: str) -> None:
    model = picture_model(published.in_language(language_of("zh", SMALL_SURVEY)), None, name)
    lettered = {"".join(cell["text"]["lines"]) for cell in model["drawing"]["cells"] if cell["text"]}
    assert {"知识蒸馏", "数据选择"} <= lettered
    assert model["about"]["shades"][0] == "低于 10%"


def test_the_map_of_a_topic_says_whose_it_is_and_draws_what_is_below(published: Published) -> None:
    model = picture_model(published, "model-centric", "wide")
    below = published.survey.topic("model-centric").topics
    assert model["about"]["title"] == "Model-Centric Methods"
    assert model["about"]["papers"] == published.count("model-centric")
    assert {cell["id"] for cell in model["drawing"]["cells"]} >= {
        topic.id for topic in below if published.count(topic.id)
    }


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("name", DRAWINGS)
def test_any_title_has_a_place(small_survey: Path, name: str, title: str) -> None:
    path = small_survey / "taxonomy.yaml"
    quoted = title.replace('"', '\\"')
    path.write_text(
        re.sub(r"title: \{en: [^,}]+", lambda _: f'title: {{en: "{quoted}"', path.read_text(encoding="utf-8")),
        encoding="utf-8",
    )
    model = picture_model(Published(Survey.load(small_survey)), None, name)
    drawn = [cell["text"]["lines"] for cell in model["drawing"]["cells"] if cell["text"]]
    assert all("".join(title.split()).startswith("".join("".join(lines).removesuffix("…").split())) for lines in drawn)


def test_a_survey_without_papers_has_an_empty_map(published: Published) -> None:
    model = map_model(Published(published.survey.with_only({})), None)
    assert model["rows"] == []
    assert [drawing["cells"] for drawing in model["drawings"]] == [[], []]
    assert len(model["empty"]) == len(published.survey.taxonomy.by_id)


def test_a_picture_that_stands_by_itself_has_the_colours_of_the_site() -> None:
    templates = shipped("templates")
    picture = (templates / "fragments/picture.xml.j2").read_text(encoding="utf-8")
    style = "".join((templates / "assets" / name).read_text(encoding="utf-8") for name in ("survey.css", "map.css"))
    said = re.findall(r"(--ls-[a-z0-9-]+): (#[0-9a-f]+);", picture)
    assert len(said) > 40
    for name, colour in said:
        full = colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])
        assert f"{name}: {colour};" in style or f"{name}: {full};" in style, name
    assert f"#{colours.PAPER}" in picture


@pytest.mark.parametrize("dark", [False, True])
def test_names_can_be_read_on_every_colour(dark: bool) -> None:
    style = (shipped("templates") / "fragments/picture.xml.j2").read_text(encoding="utf-8")
    light, _, night = style.partition("@media")
    value = dict(re.findall(r"(--ls-[a-z0-9-]+): (#[0-9a-f]+);", night if dark else light))
    inks = [value["--ls-ink"]] * 3 + [value["--ls-on-shade-3"], value["--ls-on-shade-4"]]
    grounds = [value[f"--ls-shade-{shade}"] for shade in range(5)]
    assert all(_contrast(ink, ground) >= 5 for ink, ground in zip(inks, grounds, strict=True)), (
        "letters are a tenth thin"
    )
    lights = [_light(ground) for ground in grounds]
    assert sorted(lights, reverse=not dark) == lights, "who sees no colours sees the order"
    assert all(_contrast(one, other) >= 1.15 for one, other in itertools.pairwise(grounds))


def _light(colour: str) -> float:
    """Relative luminance, as WCAG defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)
