"""A list becomes a survey, and a survey's own list becomes that survey again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from livingsurvey import Survey
from livingsurvey.checks import check
from livingsurvey.errors import OutputRefused, UsageError
from livingsurvey.intake import import_list, importing
from livingsurvey.intake.entry import tidy
from livingsurvey.intake.listing import heading_text
from livingsurvey.intake.mistakes import mistakes
from livingsurvey.intake.venues import known_venues
from livingsurvey.model import Finding, Ids, Links, Paper, SurveyInfo, Taxonomy, Title, Topic
from livingsurvey.model.audit import Kind
from livingsurvey.model.title import normal_form
from livingsurvey.publish.repository import readme
from livingsurvey.store.lock import held
from livingsurvey.store.read import Contents
from strategies import lines

TODAY = dt.date(2026, 1, 31)

LIST = """\
# A List
## Pruning
### Survey
- One Paper <br> ICML 2023 [[Paper]](https://arxiv.org/abs/2301.00001) [[Code]](https://github.com/a/one)
- Wrong Link <br> ICML 2023 [[Paper]](https://arxiv.org/abs/2301.00001)
## Quantization
Fewer bits.
### Survey
- One paper <br> ICML 2023 [[Paper]](https://openreview.net/forum?id=abcdefghij)
- No Year At All [[Paper]](https://example.org/paper.pdf)
- Arxiv Only [[Paper]](https://arxiv.org/abs/2302.00002)
- Later On ArXiv <br> Some New Workshop 2022 [[Paper]](https://arxiv.org/abs/2302.00003)
"""


def test_a_list_becomes_a_survey(tmp_path: Path) -> None:
    imported = import_list(LIST, "list", tmp_path / "new", TODAY)
    survey = Survey.load(tmp_path / "new")
    assert [finding for finding in check(survey) if finding.severity == "error"] == []
    assert survey.info.title == "A List"
    topics = {topic.id: topic.definition.en for topic in survey.taxonomy.walk()}
    assert topics == {
        "pruning": "What the imported list has under “Pruning”.",
        "survey": "What the imported list has under “Survey”.",
        "quantization": "Fewer bits.",
        "quantization-survey": "What the imported list has under “Survey”.",
    }
    one = survey.paper("2301.00001")
    assert {paper.title for paper in survey} == {"One Paper", "Wrong Link", "Arxiv Only", "Later On ArXiv"}
    assert one.topics == ("survey", "quantization-survey")
    assert one.ids == Ids(arxiv="2301.00001", openreview="abcdefghij")
    assert one.links.code == "https://github.com/a/one"
    assert (survey.paper("2302.00002").venue, survey.paper("2302.00002").year) == ("arXiv", 2023)
    assert {venue.name: venue.kind for venue in survey.listed_venues} == {
        "arXiv": "preprint",
        "ICML": "conference",
        "Some New Workshop": "workshop",
    }
    assert {finding.code for finding in imported.waived} == {"LS201", "LS212"}
    assert [(each.kind, each.lines, each.text) for each in mistakes(imported.listing, imported.found)] == [
        (Kind.PAPERS_SHARE_ID, (4, 5), "“One Paper” and “Wrong Link”"),
        (Kind.NO_YEAR, (10,), "No Year At All"),
    ]


def test_a_paper_that_nothing_leads_to_is_a_record_and_told(tmp_path: Path) -> None:
    entries = "".join(f"- [ICML'2{n}] [Folding {n} Maps](https://arxiv.org/abs/2{n}01.00001)\n" for n in range(1, 4))
    text = f"# L\n## A\n{entries}- [OSDI'18] Maps of Old\n- TODO\n## B\n- [OSDI'18] Maps of old\n"
    imported = import_list(text, "list", tmp_path / "new", TODAY)
    survey = Survey.load(tmp_path / "new")
    old = next(paper for paper in survey if not paper.can_be_opened)
    assert (old.key, old.title, old.venue, old.year, old.topics) == (
        "maps2018old",
        "Maps of Old",
        "OSDI",
        2018,
        ("a", "b"),
    )
    told = [each for each in mistakes(imported.listing, imported.found) if each.kind is Kind.NO_ADDRESS]
    assert [(each.lines, each.text) for each in told] == [((6, 9), "Maps of Old")]
    found = check(survey)
    assert [each.file for each in found if each.code == "LS417"] == [survey.files[old.key]]
    assert {each.severity for each in found} <= {"warning"}


def test_a_reference_without_an_address_is_a_record(tmp_path: Path) -> None:
    book = "@book{maps, title={The Book of Maps}, author={Ada Example}, year=1969, publisher={Example House}}"
    import_list(book, "refs.bib", tmp_path / "new", TODAY)
    (paper,) = Survey.load(tmp_path / "new")
    assert (paper.title, paper.authors, paper.can_be_opened) == ("The Book of Maps", ("Ada Example",), False)


def test_a_name_and_the_title_that_begins_with_it_are_one_paper(tmp_path: Path) -> None:
    rows = "- Foo [[Paper](https://arxiv.org/abs/2301.00001)]\n"
    line = "- Foo: A Title of It, ICML 2023 [[Paper](https://arxiv.org/abs/2301.00001)]\n"
    text = f"# L\n## Models\n{rows}\n## Papers\n{line}"
    assert import_list(text, "list", tmp_path / "new", TODAY).papers == 1
    (paper,) = Survey.load(tmp_path / "new")
    assert (paper.title, paper.topics) == ("Foo: A Title of It", ("models", "papers"))
    assert paper.also_titled == ()
    assert paper.waive == {}


def test_headings_as_long_as_sentences_are_topics(tmp_path: Path) -> None:
    heading = "Maps, Charts and Globes: " + "folded and unfolded " * 6
    text = "".join(
        f"## {heading}{end}\n- [A Map of Kind {n}](https://arxiv.org/abs/2301.0000{n})\n" for n, end in enumerate("ab")
    )
    assert import_list(f"# L\n{text}", "list", tmp_path / "new", TODAY).topics == 2
    assert not check(Survey.load(tmp_path / "new"))


def test_the_year_of_a_preprint_is_in_its_address(tmp_path: Path) -> None:
    text = "# L\n## T\n- **A Map** [[preprint](https://biorxiv.org/content/early/2017/10/27/210153)]\n"
    (found,) = import_list(text, "list", tmp_path / "new", TODAY).found
    assert (found.entry.venue, found.entry.year) == ("bioRxiv", 2017)


def test_headings_of_any_length_and_number_pass_the_checks(tmp_path: Path) -> None:
    long = f"# {'A Long List ' * 300}\n\n{'Words. ' * 900}\n\n## {'Heading ' * 700}\n\n{'Words. ' * 900}\n\n"
    many = "".join(
        f"## Section {number}\n- [Folding Maps](https://arxiv.org/abs/2301.00001)\n" for number in range(120)
    )
    imported = import_list(
        f"{long}- [Cold Water](https://arxiv.org/abs/2301.00002)\n{many}", "a", tmp_path / "new", TODAY
    )
    survey = Survey.load(tmp_path / "new")
    assert [finding for finding in check(survey) if finding.severity == "error"] == []
    assert len(survey.paper("2301.00001").topics) == 100
    (told,) = [each for each in mistakes(imported.listing, imported.found) if each.kind is Kind.OTHER]
    assert told.what == "the paper stands under 120 headings; its record has the first 100"


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputRefused, match="is not empty"):
        import_list(LIST, "list", tmp_path / "new", TODAY)
    assert [path.name for path in tmp_path.rglob("*")] == ["new", "file"]


def test_a_text_that_is_no_list_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is it a list of papers"):
        import_list("# A\n\nwords\n", "a", tmp_path / "new", TODAY)
    assert list(tmp_path.iterdir()) == []


def test_of_two_imports_to_one_folder_the_first_to_end_has_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settle = importing._settled

    def overtaken(root: Path) -> tuple[Finding, ...]:
        monkeypatch.undo()
        import_list(LIST.replace("A List", "The Other"), "list", tmp_path / "new", TODAY)
        return settle(root)

    monkeypatch.setattr(importing, "_settled", overtaken)
    with pytest.raises(OutputRefused, match="is not empty"):
        import_list(LIST, "list", tmp_path / "new", TODAY)
    assert Survey.load(tmp_path / "new").info.title == "The Other"
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


def test_an_import_sweeps_out_what_killed_ones_have_left_and_nothing_of_others(tmp_path: Path) -> None:
    for name in (".new.abcd1234.import", ".new.efgh5678.import", ".newer", ".other.abcd1234.import"):
        (tmp_path / name / "survey").mkdir(parents=True)
    with held(tmp_path / ".new.efgh5678.import" / "lock", "survey import", print):
        import_list(LIST, "list", tmp_path / "new", TODAY)
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {"new", ".new.efgh5678.import", ".newer", ".other.abcd1234.import"}


def test_trouble_half_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("livingsurvey.schema.write", lambda _: (_ for _ in ()).throw(OSError(28, "No space left")))
    with pytest.raises(OSError, match="No space"):
        import_list(LIST, "list", tmp_path / "new", TODAY)
    assert list(tmp_path.iterdir()) == []


_WORDS = ("Alpha", "Beta", "of", "Gamma:", "the", "Delta", "(x)", "3D", "über", "数据", "&", "A*")
_words = st.lists(st.sampled_from(_WORDS), min_size=2, max_size=5)
_titles = st.one_of(_words.map(" ".join), lines.filter(lambda text: any(map(str.isalpha, text)) and len(text) > 2))
_headings = _words.map(" ".join).filter(lambda text: heading_text(text) == text)
_addresses = st.from_regex(r"https://[a-z]{3,9}\.(org|net)/[a-z]{1,9}(/[a-z0-9_-]{1,9}|\.pdf)", fullmatch=True)
_venues = st.deferred(
    lambda: st.sampled_from([venue.name for venue in known_venues() if venue.kind in ("conference", "journal")])
)


@st.composite
def surveys(draw: st.DrawFn) -> Survey:
    """A small survey that its checks find no error in, with titles that look like Markdown."""
    headings = draw(st.lists(_headings, min_size=2, max_size=4, unique_by=str.casefold))
    topics = [Topic(id=f"t{number}", title=Title(en=text), definition="D.") for number, text in enumerate(headings)]
    titles = draw(st.lists(_titles, min_size=1, max_size=5, unique_by=normal_form))
    papers = {}
    for number, title in enumerate(titles):
        arxiv = f"2101.{number:05}"
        ids = draw(
            st.sampled_from([Ids(arxiv=arxiv), Ids(openreview=f"forum{number:05}"), Ids(acl=f"2021.acl-long.{number}")])
        )
        by = draw(st.sampled_from(["id", "page", "nothing"]))
        links = Links(
            page=draw(_addresses) if by == "page" else None,
            code=draw(st.none() | st.just(f"https://github.com/owner/name{number}")),
            project=draw(st.none() | st.just(f"https://name{number}.github.io/x")),
        )
        key = f"a2021k{number}"
        papers[key] = Paper(
            key=key,
            title=title,
            year=2021,
            venue=draw(_venues),
            ids=ids if by == "id" else Ids(),
            links=links,
            topics=tuple(
                draw(st.lists(st.sampled_from([topic.id for topic in topics]), min_size=1, max_size=2, unique=True))
            ),
            added=TODAY,
        )
    return Survey(Path("nowhere"), _contents(topics, papers))


def _contents(topics: Sequence[Topic], papers: dict[str, Paper]) -> Contents:
    return Contents(
        info=SurveyInfo(title="A Survey of Things", description="Things."),
        taxonomy=Taxonomy(topics=tuple(topics)),
        venues=known_venues(),
        papers=papers,
        files={key: f"papers/2021/{key}.yaml" for key in papers},
        digests={},
    )


@settings(max_examples=12)
@given(surveys())
def test_the_list_of_any_survey_comes_back(tmp_path_factory: pytest.TempPathFactory, survey: Survey) -> None:
    assume(not any(finding.severity == "error" or finding.repair for finding in check(survey)))
    folder = tmp_path_factory.mktemp("round")
    survey.root = folder
    text = readme.document(survey, 10**6)
    import_list(text, "README", folder / "new", TODAY)
    assert entry_lines(readme.document(Survey.load(folder / "new"), 10**6)) == entry_lines(text)


def entry_lines(text: str) -> list[str]:
    return sorted(line for line in text.split("\n") if line.startswith("- ") and "<ins>" in line)


def test_the_strategies_make_addresses_as_they_are_written() -> None:
    @settings(max_examples=50)
    @given(_addresses)
    def is_tidy(url: str) -> None:
        assert tidy(url) == url

    is_tidy()


def test_two_people_of_one_name_are_both_authors_of_a_record_that_says_so(tmp_path: Path) -> None:
    text = "# Maps\n\n- **Folding Maps.** *Wei Wang, Bo Roe, Wei Wang.* ICML 2023. [[Paper](https://arxiv.org/abs/2301.00001)]\n"
    made = import_list(text, "maps.md", tmp_path / "maps", dt.date(2026, 11, 30))
    (paper,) = Survey.load(tmp_path / "maps")
    assert paper.authors == ("Wei Wang", "Bo Roe", "Wei Wang")
    assert [finding.code for finding in made.waived] == ["LS251"]
    assert len(Survey.load(tmp_path / "maps").by_author["Wei Wang"]) == 1
