from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingsurvey.errors import OutputRefused
from livingsurvey.publish import tree as trees
from livingsurvey.publish.tree import MARKER, Tree, in_place, swapped_in

Files = dict[str, bytes]


def put_all(out: Path, files: Files) -> Tree:
    with swapped_in(out) as tree:
        for path, content in files.items():
            tree.put(path, content)
    return tree


def break_off(out: Path) -> None:
    with swapped_in(out) as tree:
        tree.put("index.html", b"half")
        raise ZeroDivisionError


def contents(folder: Path) -> Files:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MARKER
    }


def test_the_first_build_writes_everything(tmp_path: Path) -> None:
    tree = put_all(tmp_path / "site", {"index.html": b"home", "papers/a/index.html": b"a"})
    assert contents(tmp_path / "site") == {"index.html": b"home", "papers/a/index.html": b"a"}
    assert (tree.changed(), tree.removed()) == (2, 0)


def test_later_builds_write_only_what_changed(tmp_path: Path) -> None:
    site = tmp_path / "site"
    files = {f"papers/{name}/index.html": name.encode() for name in "abcdef"}
    put_all(site, files)
    assert put_all(site, files).changed() == 0
    files["papers/c/index.html"] = b"changed"
    assert put_all(site, files).changed() == 1
    assert contents(site) == files
    for _ in range(2):
        assert put_all(site, files).changed() == 0, "what the other folder lacks is linked from the visible one"
    assert contents(site) == files


def test_a_page_that_is_no_longer_made_goes_away(tmp_path: Path) -> None:
    site = tmp_path / "site"
    put_all(site, {"a/index.html": b"a", "b/index.html": b"b"})
    for gone in (1, 0, 0):
        removed = put_all(site, {"a/index.html": b"a"}).removed()
        assert contents(site) == {"a/index.html": b"a"}
        assert removed == gone
    assert not (site / "b").exists()


def test_a_build_that_fails_leaves_the_last_good_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    put_all(site, {"index.html": b"good", "old.html": b"old"})
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            break_off(site)
        assert contents(site) == {"index.html": b"good", "old.html": b"old"}
    put_all(site, {"index.html": b"better"})
    assert contents(site) == {"index.html": b"better"}


def test_a_change_never_reaches_the_visible_site_through_a_shared_file(tmp_path: Path) -> None:
    site = tmp_path / "site"
    put_all(site, {"index.html": b"one", "same.html": b"same"})
    put_all(site, {"index.html": b"one", "same.html": b"same"})
    with swapped_in(site) as tree:
        tree.put("index.html", b"two")
        assert (site / "index.html").read_bytes() == b"one"
        tree.put("same.html", b"other")
        assert (site / "same.html").read_bytes() == b"same"


def test_a_file_deleted_by_hand_is_made_again(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for _ in range(2):
        put_all(site, {"index.html": b"home", "a.html": b"a"})
    (site / "a.html").unlink()
    for _ in range(2):
        put_all(site, {"index.html": b"home", "a.html": b"a"})
        assert contents(site) == {"index.html": b"home", "a.html": b"a"}


def test_without_its_manifest_a_site_is_written_anew_and_strays_go(tmp_path: Path) -> None:
    site = tmp_path / "site"
    put_all(site, {"index.html": b"home", "gone.html": b"gone"})
    for manifest in (tmp_path / ".site" / "manifests").iterdir():
        manifest.write_bytes(b"damaged")
    for _ in range(2):
        put_all(site, {"index.html": b"home"})
        assert contents(site) == {"index.html": b"home"}


@pytest.mark.parametrize("existing", ["folder", "file", "link"])
def test_what_is_not_a_site_is_never_overwritten(tmp_path: Path, existing: str) -> None:
    out = tmp_path / "precious"
    if existing == "folder":
        out.mkdir()
        (out / "thesis.tex").write_text("years of work")
    elif existing == "file":
        out.write_text("years of work")
    else:
        (tmp_path / "elsewhere").mkdir()
        out.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutputRefused, match="precious"):
        put_all(out, {"index.html": b"home"})
    if existing == "folder":
        assert (out / "thesis.tex").read_text(encoding="utf-8") == "years of work"


def test_an_empty_folder_may_become_the_site(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    put_all(tmp_path / "site", {"index.html": b"home"})
    assert contents(tmp_path / "site") == {"index.html": b"home"}


@pytest.mark.parametrize("at_once", [True, False])
def test_the_swap_works_with_and_without_the_exchange_of_linux(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: bool
) -> None:
    if not at_once:
        monkeypatch.setattr(trees, "_exchange_at_once", lambda *_: False)
    for content in (b"one", b"two", b"three"):
        put_all(tmp_path / "site", {"index.html": content})
        assert contents(tmp_path / "site") == {"index.html": content}
    assert not (tmp_path / ".site" / "retired").exists()


def test_in_place_marks_the_folder_as_a_site(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(b"the engine's")
    with in_place(tmp_path) as tree:
        tree.put("index.html", b"completed")
    assert (tmp_path / "index.html").read_bytes() == b"completed"
    put_all(tmp_path, {"index.html": b"ours"})
    assert contents(tmp_path) == {"index.html": b"ours"}


paths = st.sampled_from(["index.html", "a/index.html", "a/b/index.html", "c.json", "d/e/f.bib"])
builds = st.lists(st.dictionaries(paths, st.binary(max_size=3)), min_size=1, max_size=6)


@given(builds)
def test_whatever_was_built_before_the_site_is_what_was_put(fresh: Callable[[], Path], history: list[Files]) -> None:
    site = fresh() / "site"
    for files in history:
        put_all(site, files)
        assert contents(site) == files


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    return lambda: tmp_path_factory.mktemp("tree")
