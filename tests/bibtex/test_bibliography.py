"""Files of BibTeX, as BibTeX reads them."""

from __future__ import annotations

import pytest

from livingsurvey.bibtex.bibliography import bib_entries
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
