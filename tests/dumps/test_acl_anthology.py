"""The Anthology's XML: papers, their volumes, and files that are damaged or hostile. All papers are made up."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.dumps.made import published, read, write_collection

from livingsurvey.dumps import xml
from livingsurvey.dumps.work import Work


def test_a_paper_is_of_the_venue_of_its_volume(tmp_path: Path) -> None:
    code = '<pwccode url="https://github.com/example/made-up" additional="true">example/made-up</pwccode>'
    title = "<fixed-case>M</fixed-case>ade-<fixed-case>U</fixed-case>p: <i>In</i> <tex-math>O(n^2)</tex-math> &amp; $5"
    works, faults = read(write_collection(tmp_path / "2026.acl.xml", published(title=title, more=code)))
    assert works == [
        Work(
            source="ACL Anthology",
            reference="https://aclanthology.org/2026.acl-long.1",
            title="Made-Up: In O(n²) & $5",
            authors=("Ada Example", "Ben O. Example"),
            venue="ACL",
            year=2026,
            acl="2026.acl-long.1",
            doi="10.5555/2026.acl-long.1",
            code="https://github.com/example/made-up",
            day=dt.date(2026, 7, 8),
        )
    ]
    assert not faults


ACL = "Proceedings of the 64th Annual Meeting of the Association for Computational Linguistics"


@pytest.mark.parametrize(
    ("title", "venues", "volume", "venue"),
    [
        (f"{ACL} (Volume 3: System Demonstrations)", "acl", "demo", "ACL System Demonstrations"),
        (f"{ACL}: Industry Track", "acl", "industry", "ACL Industry Track"),
        (f"{ACL} (Volume 4: Student Research Workshop)", "acl", "srw", "ACL Student Research Workshop"),
        (f"{ACL}: Tutorial Abstracts", "acl", "tutorials", None),
        (
            "Findings of the Association for Computational Linguistics: NAACL 2026",
            "findings",
            "naacl",
            "Findings of NAACL",
        ),
        ("Findings of the …: AACL-IJCNLP 2026", "findings", "aacl", "Findings of AACL-IJCNLP"),
        ("Transactions of the Association for Computational Linguistics, Volume 14", "tacl", "1", "TACL"),
        ("Proceedings of the 2026 Joint Conference (LREC-COLING)", "lrec coling", "main", "LREC-COLING"),
        ("Proceedings of the 2019 Conference (EMNLP-IJCNLP)", "emnlp ijcnlp", "1", "EMNLP"),
        ("Proceedings of the Workshop on Made-Up Data", "acl", "5", "Proceedings of the Workshop on Made-Up Data"),
        ("Proceedings of the Made-Up Workshop", "madeup", "1", "Proceedings of the Made-Up Workshop"),
    ],
)
def test_volumes_of_one_conference_are_told_apart(
    tmp_path: Path, title: str, venues: str, volume: str, venue: str | None
) -> None:
    codes = "".join(f"<venue>{code}</venue>" for code in venues.split())
    meta = f"<booktitle>{title}</booktitle><year>2026</year>{codes}"
    (work,), _ = read(write_collection(tmp_path / "collection.xml", published(), meta=meta, volume=volume))
    assert work.venue == venue


@pytest.mark.parametrize(
    ("collection", "volume", "number", "acl"),
    [("L26", "1", "5", "L26-1005"), ("2026.lrec", "main", "5", "2026.lrec-main.5")],
)
def test_a_paper_whose_file_is_elsewhere_has_the_id_of_its_place(
    tmp_path: Path, collection: str, volume: str, number: str, acl: str
) -> None:
    paper = f'<paper id="{number}"><title>Made Up</title><url>http://www.example.org/5.pdf</url></paper>'
    (work,), _ = read(write_collection(tmp_path / "l.xml", paper, collection=collection, volume=volume))
    assert work.acl == acl


BROKEN = [
    '<paper id="2"><url>2026.acl-long.2</url></paper>',
    '<paper id="2"><title> </title><url>2026.acl-long.2</url></paper>',
    '<paper id="2"><title>Made Up\x85\x9b2J</title><url>2026.acl-long.2</url></paper>',
    f'<paper id="2"><title>{"x" * 1_000_000}</title><url>2026.acl-long.2</url></paper>',
    '<paper id="two"><title>Made Up</title></paper>',
]


@pytest.mark.parametrize("paper", BROKEN)
def test_a_broken_paper_loses_nothing_but_itself(tmp_path: Path, paper: str) -> None:
    works, faults = read(write_collection(tmp_path / "2026.acl.xml", f"{published(1)}{paper}{published(3)}"))
    assert [work.acl for work in works] == ["2026.acl-long.1", "2026.acl-long.3"]
    assert len(faults) == 1


def test_a_removed_paper_is_none(tmp_path: Path) -> None:
    removed = published(2, more='<removed date="2026-10-05">Made up.</removed>')
    works, faults = read(write_collection(tmp_path / "2026.acl.xml", published() + removed))
    assert (len(works), faults) == (1, [])


def test_an_entry_of_any_size_takes_no_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "LONGEST_LINE", 10_000)
    long = [published(2, "x" * 50_000), published(3, "<i>x</i>" * 500), published(4, f"{'<b>' * 500}{'</b>' * 500}")]
    works, faults = read(write_collection(tmp_path / "2026.acl.xml", "".join((published(1), *long, published(5)))))
    assert [work.acl for work in works] == ["2026.acl-long.1", "2026.acl-long.5"]
    assert [said for _, said in faults] == ["an entry of more than four megabytes"] * 3


def test_what_stands_before_the_damage_is_read(tmp_path: Path) -> None:
    path = write_collection(tmp_path / "2026.acl.xml", "\n".join(published(number) for number in range(1, 4)))
    path.write_bytes(path.read_bytes().replace(b'<paper id="3">', b'<paper id="3">\x00<<'))
    works, ((place, said),) = read(path)
    assert len(works) == 2
    assert place.startswith("line ")
    assert "not well-formed" in said


def test_a_file_that_is_cut_off_is_told(tmp_path: Path) -> None:
    path = write_collection(tmp_path / "2026.acl.xml", published(1) + published(2))
    path.write_bytes(path.read_bytes().partition(b'<paper id="2">')[0])
    works, faults = read(path)
    assert (len(works), [said for _, said in faults]) == (1, ["it is cut off here"])
