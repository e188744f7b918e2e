"""PubMed's own format; made-up works in its form."""

from __future__ import annotations

from livingsurvey.intake.formats import read

TWO = """
PMID- 90000001
OWN - NLM
VI  - 12
IP  - 3
DP  - 2023 Nov 6
TI  - Folding maps: a study of
      rivers.
PG  - 100-9
LID - 10.9999/maps [doi]
LID - e7 [pii]
FAU - van Dam, Ada
AU  - van Dam A
CN  - Map Collaboration
JT  - eWidgets
OT  - rivers
OT  - hills, high

PMID- 90000002
DP  - 2022
TI  - Hills
AU  - Example AB
TA  - J Widgets
"""


def test_works_of_pubmed() -> None:
    one, two = read("x.nbib", TWO).entries
    assert (one.line, two.line, one.key) == (2, 19, "90000001")
    assert one.entry.title == "Folding maps: a study of rivers"
    assert list(one.entry.authors) == ["Ada van Dam", "Map Collaboration"]
    assert (one.entry.year, one.entry.month, one.entry.venue) == (2023, 11, "eWidgets")
    assert (one.entry.volume, one.entry.number, one.entry.pages) == ("12", "3", "100–9")
    assert (one.entry.id_by_scheme, one.entry.page) == ({"doi": "10.9999/maps"}, None)
    assert one.entry.notes[0].endswith("PMID = 90000001; OWN = NLM") or "OWN = NLM" in one.entry.notes[0]
    assert one.entry.notes[1] == "left out, because no topic is made of it: rivers; hills, high"
    assert (list(two.entry.authors), two.entry.venue) == (["A. B. Example"], "J Widgets")
    assert two.entry.page == "https://pubmed.ncbi.nlm.nih.gov/90000002/"
    assert two.entry.notes == ()
