"""Files of BibTeX, as BibTeX reads them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingsurvey.bibtex.bibliography import BrokenEntry, bib_entries, bib_file, inherited, referred_to
from livingsurvey.errors import UsageError

FILE = r"""
Questions to librarian@library.example
@comment{jabref-meta: databaseType:bibtex;}
@preamble{"\newcommand{\x}{y}"}
@string{JW = "Journal of Widgets"}
@string(press = {Widget } # "Press")
@Article{first,
  TITLE = "Joined " # jw # { and {M"o}re},
  journal = jw, publisher = press, month = feb, year = 2023, series = lnw,
}
@misc( second , title = {In (Round) Brackets, 50% \{ off \}}, title = {Another}, year = 2020)
@article{ , title={Without a Key}}
"""


def test_a_file_is_read_as_bibtex_reads_it() -> None:
    first, second, third = bib_entries(FILE)
    assert first.key == "first"
    assert first.fields == {
        "title": 'Joined Journal of Widgets and {M"o}re',
        "journal": "Journal of Widgets",
        "publisher": "Widget Press",
        "month": "February",
        "year": "2023",
        "series": "lnw",
    }
    assert first.notes == ("lnw is an undefined string; it is kept as it is",)
    assert second.fields["title"] == r"In (Round) Brackets, 50% \{ off \}"
    assert second.notes == ("title is there twice; the first was used, not Another",)
    assert (third.key, third.fields) == ("", {"title": "Without a Key"})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no BibTeX entry"),
        ("write to me@example.org", "no BibTeX entry"),
        ("@article{a,\n title={x}", "line 2: this entry cannot be read"),
        ("\n@article{a, title={x{y}, year=2020}", "cannot be read"),
        ("@article{a, title=}", "field value expected"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(text: str, said: str) -> None:
    with pytest.raises(UsageError, match="BibTeX") as caught:
        bib_entries(text)
    assert said in str(caught.value)


@given(st.lists(st.sampled_from(["good", "unclosed", "keyless", "equals"]), max_size=6))
def test_a_broken_entry_costs_no_other_and_all_have_their_lines(kinds: list[str]) -> None:
    forms = {
        "good": "@misc{{k{n},\n title = {{A {{B}} {n}}},\n}}\n",
        "unclosed": "@misc{{k{n},\n title = {{A {n}\n",
        "keyless": "@misc{{}}\n",
        "equals": "@misc{{k{n},\n title {{A}}}}\n",
    }
    text = "".join(f"\n% {kind}\n{forms[kind].format(n=n)}" for n, kind in enumerate(kinds))
    starts = [number for number, line in enumerate(text.split("\n"), 1) if line.startswith("@")]
    found = list(bib_file(text))
    assert [each.line for each in found] == starts
    assert [isinstance(each, BrokenEntry) for each in found] == [kind != "good" for kind in kinds]


def test_papers_inherit_from_volumes_and_what_stands_in_them_goes_first() -> None:
    entries = bib_entries("""
        @xdata{press, publisher = {Made-up Press}, title = {no title of a volume}}
        @inproceedings{a, title = {Maps}, crossref = {Vol}, year = 2025}
        @inproceedings{b, title = {Hills}, crossref = {nowhere}}
        @proceedings{vol, title = {Proceedings}, year = 2024, doi = {10.9999/vol}, xdata = {press}, crossref = {a}}
    """)
    assert referred_to(entries) == {"vol", "nowhere", "press", "a"}
    _, a, b, _ = inherited(entries)
    assert a.fields == {"title": "Maps", "year": "2025", "booktitle": "Proceedings", "publisher": "Made-up Press"}
    assert b.notes == ("it refers to nowhere, which the file does not have",)


def test_strings_of_strings_stay_within_bounds() -> None:
    doubled = "".join(f"@string{{a{at}=a{at - 1} # a{at - 1}}}\n" for at in range(1, 40))
    found = list(bib_file(f'@string{{a0="xxxxxxxxxx"}}\n{doubled}@misc{{k, title=a39}}'))
    reasons = [each.reason for each in found if isinstance(each, BrokenEntry)]
    assert all("strings are longer than 100,000 characters" in reason for reason in reasons)
    (entry,) = (each for each in found if not isinstance(each, BrokenEntry))
    assert len(entry.fields["title"]) < 100_000


def test_more_entries_than_a_library_has_are_refused_before_they_are_read() -> None:
    with pytest.raises(UsageError, match="100,001 entries are more than 100,000; divide the file"):
        list(bib_file("@misc{a,\n" * 100_001))
