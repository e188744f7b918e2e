from __future__ import annotations

from pathlib import Path

from tests.checks.made import flaws

from livingsurvey import Survey


def loaded(folder: Path, old: str, new: str) -> Survey:
    """The made-up survey with something else in its public lists."""
    file = folder / "knowledge/lists.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    return Survey.load(folder, strict=False, cached=False)


def test_a_paper_may_stand_under_two_headings_but_not_outside_as_well(small_survey: Path) -> None:
    assert not flaws("LS363", Survey.load(small_survey, cached=False))
    (flaw,) = flaws("LS363", loaded(small_survey, "papers: [dettmers2022llmint8]", "papers: [zhang2023h2o]"))
    assert (flaw.path, flaw.reason) == (("lists", 1, "papers", 0), "'zhang2023h2o' is already in this list")


def test_an_unknown_paper_under_a_heading(small_survey: Path) -> None:
    (flaw,) = flaws("LS361", loaded(small_survey, "[martins2021former, zhang2023h2o]", "[zhang2023h20]"))
    assert flaw.path == ("lists", 1, "sections", 1, "papers", 0)
    assert flaw.fix.endswith("Did you mean 'zhang2023h2o'?")
