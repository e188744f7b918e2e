"""From what somebody sends to the record it would become."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingsurvey import Survey
from livingsurvey.errors import UnknownName, UsageError
from livingsurvey.intake import Entry, draft, from_bibtex, from_form, from_identifier
from livingsurvey.intake.venues import known_venues, standard_venue, venue_and_year
from livingsurvey.model import Identifier
from livingsurvey.sources.version import Version

TODAY = dt.date(2026, 1, 31)
SAID = Version(
    service="arXiv",
    reference="https://arxiv.org/abs/2401.00001",
    title="Made-Up Quantization: A Paper",
    authors=("Ada Example", "Özge Örnek"),
    venue="arXiv",
    year=2024,
    ids=(Identifier("arxiv", "2401.00001"),),
)


@pytest.fixture
def survey(small_survey: Path) -> Survey:
    return Survey.load(small_survey)


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("arxiv:2401.00001", Identifier("arxiv", "2401.00001")),
        (" <https://arxiv.org/pdf/2401.00001v3.pdf> ", Identifier("arxiv", "2401.00001")),
        ("https://aclanthology.org/2023.acl-long.150/", Identifier("acl", "2023.acl-long.150")),
        ("doi:10.1145/3600006.3613165", Identifier("doi", "10.1145/3600006.3613165")),
        ("dl.acm.org/doi/pdf/10.1145/3600006.3613165", Identifier("doi", "10.1145/3600006.3613165")),
        ("https://openreview.net/pdf?id=tcbBPnfwxS", Identifier("openreview", "tcbBPnfwxS")),
    ],
)
def test_any_form_of_an_id(text: str, identifier: Identifier) -> None:
    assert from_identifier(text) == Entry(ids=(identifier,))


def test_an_address_without_an_id_is_a_page() -> None:
    page = "https://proceedings.mlr.press/v202/dettmers23a.html"
    assert from_identifier(page) == Entry(page=page)
    assert from_identifier("https://example.org/a.pdf").pdf == "https://example.org/a.pdf"


@pytest.mark.parametrize("text", ["", "gptq", "see below", "$(reboot)", "@everyone", "../../etc/passwd", "a/b.c"])
def test_what_is_no_id(text: str) -> None:
    with pytest.raises(UsageError, match="is not an id; write"):
        from_identifier(text)


def test_without_network_the_record_says_what_to_fill_in(survey: Survey) -> None:
    made = draft(from_identifier("arxiv:2401.00001"), survey, topics=["data-selection"], added=TODAY)
    assert made.file == "papers/2024/arxiv2024arxiv240100001.yaml"
    assert made.fields["venue"] == "arXiv"
    assert made.origins == {"ids": "given", "year": "the arxiv id", "venue": "the arxiv id"}
    assert not made.is_complete
    assert list(made.missing) == ["title", "authors"]
    path = made.write(survey.root)
    assert '# title: "The title as published"\n' in path.read_text(encoding="utf-8")
    codes = [finding.code for finding in Survey.load(survey.root, strict=False).findings]
    assert codes == ["LS106"]
    with pytest.raises(UsageError, match="was just written by somebody else; run again"):
        made.write(survey.root)


def test_with_a_catalogue_it_is_complete(survey: Survey) -> None:
    entry = from_identifier("2401.00001")
    made = draft(entry, survey, topics=["data-selection"], added=TODAY, versions=[SAID])
    assert made.is_complete
    assert made.key == "example2024madeup"
    assert made.origins["authors"] == "arXiv"
    assert made.fields["sources"] == dict.fromkeys(("authors", "venue"), SAID.reference)
    made.write(survey.root)
    assert made.findings(survey) == ()
    assert Survey.load(survey.root)["example2024madeup"] == made.paper()


def test_nothing_of_a_catalogue_replaces_what_was_given(survey: Survey) -> None:
    given = Entry(title="Made-up Quantization", authors=("A. Example",), venue="ICLR", year=2025, ids=SAID.ids)
    made = draft(given, survey, topics=["data-selection"], added=TODAY, versions=[SAID])
    values = [made.fields[name] for name in ("title", "authors", "venue", "year")]
    assert values == ["Made-up Quantization", ["A. Example"], "ICLR", 2025]
    assert "sources" not in made.fields


def test_a_catalogue_completes_a_list_that_goes_on(survey: Survey) -> None:
    given = Entry(title="Made-up Quantization", authors=("Ada Example",), and_others=True, ids=SAID.ids)
    alone = draft(given, survey, topics=["data-selection"], added=TODAY)
    assert (alone.fields["authors"], alone.fields["and_others"]) == (["Ada Example"], True)
    made = draft(given, survey, topics=["data-selection"], added=TODAY, versions=[SAID])
    assert made.fields["authors"] == ["Ada Example", "Özge Örnek"]
    assert "and_others" not in made.fields


def test_duplicates_by_id_title_and_likeness(survey: Survey) -> None:
    by_id = draft(from_identifier("2210.17323v2"), survey, topics=["data-selection"], added=TODAY)
    assert by_id.is_known
    assert by_id.duplicates[0].advice == (
        "write  topics: [weight-only-quantization, data-selection]  in papers/2022/frantar2022gptq.yaml"
    )
    title = survey["frantar2022gptq"].title
    by_title = draft(Entry(title=title.upper(), ids=SAID.ids), survey, added=TODAY)
    assert [duplicate.certain for duplicate in by_title.duplicates] == [True]
    alike = draft(Entry(title=f"{title}s", ids=SAID.ids), survey, added=TODAY)
    assert not alike.is_known
    assert "almost" in alike.duplicates[0].reason


def test_an_unknown_topic_is_refused(survey: Survey) -> None:
    with pytest.raises(UnknownName, match="Did you mean 'quantization'"):
        draft(from_identifier("2401.00001"), survey, topics=["quantisation"], added=TODAY)


BIBTEX = r"""
@inproceedings{a,
  title = {{GPTQ}: Accurate {\"O}st and {$\alpha$}},
  author = {Fran{\c c}ois, {\'E}lie and van den Berg, Jan and {The Team}},
  booktitle = {Proceedings of the 61st Annual Meeting of the Association for Computational Linguistics (Volume 1)},
  year = 2023, doi = {https://doi.org/10.18653/v1/2023.acl-long.1}
}
@article{b, title="Only a preprint", author="Jane Doe and others", journal="arXiv preprint arXiv:2301.00001", year=2023}
@misc{c, title={By e-print}, author={Jane Doe}, eprint={2302.00001v2}, archivePrefix={arXiv}, year={2023},
  url={https://github.com/a/b}}
"""


def test_bibtex_entries() -> None:
    first, second, third = from_bibtex(BIBTEX)
    assert first.title == "GPTQ: Accurate Öst and α"
    assert first.authors == ("Élie François", "Jan van den Berg", "The Team")
    assert standard_venue(first.venue or "", known_venues()) == "ACL"
    assert first.id_by_scheme == {"doi": "10.18653/v1/2023.acl-long.1"}
    assert (second.authors, second.and_others, second.venue, second.year) == (("Jane Doe",), True, "arXiv", 2023)
    assert third.id_by_scheme == {"arxiv": "2302.00001"}


@pytest.mark.parametrize(
    ("said", "venue"),
    [
        ("Proceedings of the 41st International Conference on Machine Learning, PMLR 235", "ICML"),
        ("Proceedings of The Twelfth International Conference on Learning Representations", "ICLR"),
        ("Advances in Neural Information Processing Systems 36", "NeurIPS"),
        (
            "Joint Conference of the 59th Annual Meeting of the Association for Computational Linguistics and the 11th",
            "ACL",
        ),
        ("International Conference on Machine Learning and Applications", None),
        ("AAAI Conference on Artificial Intelligence and Interactive Digital Entertainment", None),
        ("International Conference on Machine Learning, Big Data and Business Intelligence", None),
        ("Asian and Pacific International Conference on Machine Learning", None),
        ("Sixth Workshop at the International Conference on Learning Representations", None),
    ],
)
def test_a_full_name_that_goes_on_is_another_venue(said: str, venue: str | None) -> None:
    assert standard_venue(said, known_venues()) == (venue or said)


FULL = r"""
@article{d, title={A Title}, author={Doe, Jane}, journal={Journal of Examples}, year={2024}, month=may, volume={113},
  number={2}, pages={435--447}, publisher={Example \& Sons}, note={Best paper}, doi={10.9999/abc}, address={Oslo},
  abstract={We make examples, and show that they are made.}}
@article{e, title={A Preprint}, author={Doe, Jane}, journal={CoRR}, volume={abs/2401.00001}, year={2024},
  eprint={2401.00001}, eprinttype={arXiv}, primaryclass={cs.CL}, publisher={arXiv}, note={arXiv:2401.00001 [cs.CL]}}
@inproceedings{f, title={Third}, author={Doe, Jane}, booktitle={ICLR}, date={2024-05-07}, pages={12 - 14},
  organization={Example Press}, month={mid spring}, howpublished={https://arxiv.org/abs/2401.00002v3}}
"""


def test_nothing_of_a_bibtex_entry_is_lost() -> None:
    full, preprint, dated = from_bibtex(FULL)
    assert (full.month, full.volume, full.number, full.pages) == (5, "113", "2", "435–447")
    assert (full.publisher, full.note) == ("Example & Sons", "Best paper")
    (note,) = full.notes
    assert note.startswith(
        "left out, because records have no field for it: address = Oslo; abstract = We make examples,"
    )
    assert (preprint.volume, preprint.publisher, preprint.note, preprint.notes) == (None, None, None, ())
    assert dated.pages == "12–14"
    assert (dated.month, dated.publisher, dated.ids) == (5, "Example Press", (Identifier("arxiv", "2401.00002"),))
    assert dated.notes == ("left out, because records have no field for it: month = mid spring",)


def test_a_draft_has_the_imprint_in_the_form_of_records(survey: Survey) -> None:
    made = draft(from_bibtex(FULL)[0], survey, topics=["data-selection"], added=TODAY)
    assert 'month: 5\nvenue: Journal of Examples\nvolume: "113"\nnumber: "2"\npages: "435–447"\n' in made.text()
    assert made.paper().pages == "435–447"


@pytest.mark.parametrize("text", ["", "words", "@article{a, title={x"])
def test_what_is_no_bibtex(text: str) -> None:
    with pytest.raises(UsageError, match="BibTeX"):
        from_bibtex(text)


FORM = """\
### Identifiers

arxiv:2401.00001
- https://openreview.net/forum?id=abcdefghij

### Topic

Data Selection (data-selection)

### Code

_No response_

### Why does it belong here?

It fits.

### Code

https://github.com/not/this

### Are you an author?

- [X] I am an author
"""


def test_an_issue_form() -> None:
    form = from_form(FORM.replace("\n", "\r\n"))
    assert form.identifiers == ("arxiv:2401.00001", "https://openreview.net/forum?id=abcdefghij")
    assert form.topics == ("data-selection",)
    assert (form.code, form.why, form.is_author) == (None, "It fits.", True)


def test_forms_that_are_refused() -> None:
    with pytest.raises(UsageError, match="names no paper"):
        from_form("### Identifiers\n\n_No response_\n")
    with pytest.raises(UsageError, match="names no paper"):
        from_form("no headings at all")
    with pytest.raises(UsageError, match="names 11 papers; the limit is 10"):
        from_form("### Identifiers\n\n" + "\n".join(f"2401.{number:05}" for number in range(11)))
    with pytest.raises(UsageError, match="more than 65,536 characters"):
        from_form("### Identifiers\n\n" + "x" * 1_000_000)


@given(st.text(max_size=300))
def test_no_form_breaks_the_reading(text: str) -> None:
    try:
        form = from_form(f"### Identifiers\n\n{text}\n\n### Topic\n\n{text}")
    except UsageError:
        return
    assert all(identifier and "\n" not in identifier for identifier in form.identifiers)


@pytest.mark.parametrize(
    ("text", "venue", "year"),
    [
        ("ICLR, 2024", "ICLR", 2024),
        ("NeurIPS'23", "NeurIPS", 2023),
        ("ICML’ 22", "ICML", 2022),
        ("SOSP 23", "SOSP", 2023),
        ("CVPR2023", "CVPR", 2023),
        ("IJCAI 2024 (Survey Track)", "IJCAI (Survey Track)", 2024),
        ("arXiv 2012.12345", "arXiv 2012.12345", None),
        ("2023", None, 2023),
        ("3DV", "3DV", None),
    ],
)
def test_venues_with_years(text: str, venue: str | None, year: int | None) -> None:
    assert venue_and_year(text) == (venue, year)
