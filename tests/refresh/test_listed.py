"""Which works public lists name."""

from __future__ import annotations

from pathlib import Path

import pytest

from livingsurvey import Survey
from livingsurvey.errors import UsageError
from livingsurvey.model import Identifier
from livingsurvey.refresh.listed import Lists, on_disk, questions
from livingsurvey.sources.version import Version
from upstream import Upstream


def work(title: str, *ids: str) -> Version:
    return Version("Example", "https://example.org/", title, ids=tuple(Identifier("arxiv", each) for each in ids))


LISTS = Lists(
    [
        ("example/ids", "| [PDF](http://arxiv.org/pdf/2402.00001v3) |"),
        ("example/titles", "1. **Nyström–Like** *Quantization*: a <b>Tale</b>\n2. Of Ducks"),
        ("example/titles", "once more: 2402.00001"),
    ]
)


@pytest.mark.parametrize(
    ("named", "lists"),
    [
        (work("Something Else Altogether", "2402.00001"), ("example/ids", "example/titles")),
        (work("Nystrom-like quantization"), ("example/titles",)),
        (work("Of Ducks"), ()),
        (work("Something Else Altogether", "2402.00002"), ()),
        (work(""), ()),
    ],
    ids=["id", "title", "a title too short to tell", "neither", "nothing"],
)
def test_a_list_names_a_work_by_its_id_or_its_title(named: Version, lists: tuple[str, ...]) -> None:
    assert LISTS.naming(named) == lists


def test_a_file_is_called_by_its_folder_too(tmp_path: Path) -> None:
    file = tmp_path / "README.md"
    file.write_text("2402.00001", encoding="utf-8")
    assert on_disk([file]).lists == ((f"{tmp_path.name}/README.md", "2402.00001"),)
    file.write_bytes(b"\xff\x00")
    for no_text in (file, tmp_path / "none.md", tmp_path):
        with pytest.raises(UsageError, match="cannot be read as text"):
            on_disk([no_text])


def test_the_lists_of_a_survey_are_asked_for_as_they_are_today(small_survey: Path, catalogue: Upstream) -> None:
    survey = Survey.load(small_survey, cached=False)
    catalogue.answer(404)
    catalogue.answer(body=b"- Of Ducks")
    first, second = (ask() for ask in questions(survey.lists[:1], survey.root))
    assert first.lists == ()
    assert second.lists == (("example/Awesome-Small-Models", "- Of Ducks"),)
    assert catalogue.asked == [
        "/example/Awesome-Small-Models/HEAD/README.md",
        "/example/Awesome-Small-Models/HEAD/more%20%26%20older.md",
    ]
