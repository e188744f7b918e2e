"""OpenReview's notes, of both interfaces; the papers are made up."""

from __future__ import annotations

import json

from livingsurvey.intake.openreview import library_of_notes

ACCEPTED = {
    "forum": "abcdefghij",
    "content": {
        "title": {"value": "Folding Maps"},
        "authors": {"value": ["Ada Example", "Ora Lind"]},
        "venue": {"value": "ICLR 2024 poster"},
        "venueid": {"value": "ICLR.cc/2024/Conference"},
        "keywords": {"value": ["folding", "maps"]},
        "TLDR": {"value": "Made-up words."},
    },
}
REJECTED = {
    "forum": "abcdefghik",
    "content": {"title": "Hills", "venue": "Submitted to ICLR 2022", "venueid": "ICLR.cc/2022/Conference"},
}


def test_what_was_accepted_is_a_paper_and_what_was_not_is_told() -> None:
    library = library_of_notes(json.dumps({"notes": [ACCEPTED, REJECTED, 7]}, indent=1))
    (work,) = library.works
    assert (work.entry.title, work.entry.venue, work.entry.year) == ("Folding Maps", "ICLR", 2024)
    assert (work.key, work.keywords) == ("abcdefghij", ("folding", "maps"))
    assert work.entry.notes == ("left out, because records have no field for it: TLDR = Made-up words.",)
    assert [(each.text, each.reason) for each in library.left_out] == [
        ("Hills", "not published: Submitted to ICLR 2022")
    ]
    assert [each.text for each in library.unread] == ["7"]
    assert [each.line for each in (*library.works, *library.left_out)] == [3, 32]
    assert len(library_of_notes(json.dumps([ACCEPTED])).works) == 1
