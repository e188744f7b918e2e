"""DBLP's XML: papers, preprints, names and letters. All records are made up."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from tests.dumps.made import read, recorded, write_dblp

from livingsurvey.dumps.work import Work

PREPRINT = """<article publtype="informal" mdate="2026-11-02" key="journals/corr/abs-2611-00001">
<author>Ada Example</author><title>Made-Up Paper.</title><year>2026</year><volume>abs/2611.00001</volume>
<journal>CoRR</journal><ee type="oa">https://doi.org/10.48550/arXiv.2611.00001</ee></article>"""


def test_a_record_is_a_paper(tmp_path: Path) -> None:
    works, faults = read(
        write_dblp(tmp_path / "dblp.xml", recorded("Made-Up <i>O</i>(<i>n</i><sup>2</sup>) M&uuml;ster."))
    )
    assert works == [
        Work(
            source="DBLP",
            reference="https://dblp.org/rec/conf/made/ExampleE26",
            title="Made-Up O(n2) Müster",
            authors=("Ada Exämple", "Ben O. Example"),
            venue="MADE",
            year=2026,
            doi="10.5555/x",
            openreview="madeUp0001",
        )
    ]
    assert not faults


def test_what_dblp_calls_corr_is_a_preprint(tmp_path: Path) -> None:
    (work,), _ = read(write_dblp(tmp_path / "dblp.xml", PREPRINT))
    assert (work.venue, work.arxiv, work.doi, work.title) == ("arXiv", "2611.00001", None, "Made-Up Paper")


def test_what_is_informal_has_not_appeared_where_it_lies(tmp_path: Path) -> None:
    (work,), _ = read(write_dblp(tmp_path / "dblp.xml", PREPRINT.replace("CoRR", "Made-Up Reports")))
    assert work.venue is None


def test_only_papers_are_read(tmp_path: Path) -> None:
    others = [
        '<www key="homepages/e/AdaExample"><author>Ada Example</author><title>Home Page</title></www>',
        '<proceedings key="conf/made/2026"><editor>Eve Editor</editor><title>Made Up</title></proceedings>',
        PREPRINT.replace("informal", "informal withdrawn"),
    ]
    works, faults = read(write_dblp(tmp_path / "dblp.xml", *others, recorded()))
    assert ([work.title for work in works], faults) == (["Made-Up Paper"], [])


BROKEN = [
    recorded(" "),
    recorded("x" * 1_000_000),
    recorded(key="' onload='"),
    recorded().replace("key=", "id="),
    recorded("Made &#x9b;2J"),
]


@pytest.mark.parametrize("record", BROKEN)
def test_a_broken_record_loses_nothing_but_itself(tmp_path: Path, record: str) -> None:
    works, faults = read(write_dblp(tmp_path / "dblp.xml", recorded(), record, recorded()))
    assert (len(works), len(faults)) == (2, 1)


def test_a_year_that_is_none_is_none(tmp_path: Path) -> None:
    (work,), _ = read(write_dblp(tmp_path / "dblp.xml", recorded().replace("<year>2026", "<year>99999")))
    assert work.year is None


def test_a_letter_that_nobody_knows_ends_the_reading_and_is_told(tmp_path: Path) -> None:
    path = tmp_path / "dblp.xml.gz"
    write_dblp(tmp_path / "dblp.xml", recorded(), recorded("&madeup;"), recorded())
    path.write_bytes(gzip.compress((tmp_path / "dblp.xml").read_bytes()))
    works, ((_, said),) = read(path)
    assert len(works) == 1
    assert "&madeup;" in said


LAUGHS = "".join(f'<!ENTITY a{place} "{f"&a{place - 1};" * 10}">' for place in range(1, 10))


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY a9 "Widgets">',
        f'<!ENTITY a0 "ha">{LAUGHS}',
        '<!ENTITY a9 SYSTEM "file:///etc/passwd">',
        '<!ENTITY % a SYSTEM "http://example.org/a.dtd"> %a;',
    ],
    ids=["a harmless one", "billion laughs", "a file of this machine", "an address"],
)
def test_no_entity_of_a_file_is_expanded(tmp_path: Path, declared: str) -> None:
    path = write_dblp(tmp_path / "dblp.xml", recorded("Made-Up &a9;."))
    text = path.read_text(encoding="latin-1")
    path.write_text(text.replace('SYSTEM "dblp-2026-11-01.dtd"', f"[{declared}]"), encoding="latin-1")
    works, ((_, said),) = read(path)
    assert works == []
    assert "EntitiesForbidden" in said
