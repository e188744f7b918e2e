"""The site of the tool's documentation: it is built as the page on the web is, and asks nobody else for anything."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.slow
def test_every_page_has_a_place_every_link_leads_somewhere_and_nothing_comes_from_elsewhere(tmp_path: Path) -> None:
    head = (ROOT / "docs/tool.yml").read_text(encoding="utf-8").partition("\nsite_name")[0]
    (command,) = re.findall("^#   (mkdocs .*)$", head, re.MULTILINE)
    ran = subprocess.run(
        [sys.executable, "-m", *command.split(), "--site-dir", str(tmp_path / "tool")],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    pages = {page.relative_to(tmp_path).as_posix(): page.read_text("utf-8") for page in tmp_path.rglob("index.html")}
    sources = [path.stem for path in (ROOT / "docs/tool").glob("*.md")]
    assert {f"tool/{name}/index.html".replace("/index/", "/") for name in sources} <= {*pages}
    fetched = {
        address
        for page in pages.values()
        for tag in re.findall(r"<(?:script|img|iframe|link)\b[^>]*>", page)
        if "canonical" not in tag
        for address in re.findall(r'(?:src|href)="?((?:https?:)?//[^" >]+)', tag)
    }
    assert fetched == set()
