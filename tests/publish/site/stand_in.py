"""A stand-in for the engine: pages are their Markdown, so that a site takes a moment where what matters is ours."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path, PurePosixPath

from livingsurvey.publish.engine.configuration import ENGINE_OUTPUT


def build(config: Path, source: Path) -> None:
    """Do what :func:`livingsurvey.publish.engine.mkdocs._build` does, without MkDocs.

    A page holds its Markdown with its slots, and a digest of the theme and the settings that all pages depend on.
    """
    folder = config.parent
    docs, output = folder / "docs", folder / ENGINE_OUTPUT
    shutil.rmtree(output, ignore_errors=True)
    shutil.copytree(docs, output)
    around = hashlib.sha256(config.read_bytes())
    for path in sorted((folder / "theme").rglob("*")):
        around.update(path.read_bytes() if path.is_file() else b"")
    entries = []
    for path in sorted(output.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        address = _address(path.relative_to(output).as_posix())
        entries.append({"location": address, "title": address, "text": text.replace("<", "&lt;")})
        path.unlink()
        page = output / address / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"<!-- {address} {around.hexdigest()} -->\n{text}", encoding="utf-8")
    (output / "search").mkdir()
    (output / "search/search_index.json").write_text(json.dumps({"config": {}, "docs": entries}), encoding="utf-8")


def _address(name: str) -> str:
    """Where MkDocs puts the page that a file of Markdown is."""
    path = PurePosixPath(name)
    folder = path.parent if path.stem == "index" else path.with_suffix("")
    return "" if folder == PurePosixPath(".") else f"{folder}/"
