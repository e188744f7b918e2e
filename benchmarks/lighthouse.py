"""Lighthouse's four categories on the pages where readers arrive, as a phone and as a desktop.

    npm install --prefix FOLDER lighthouse
    python -m benchmarks.lighthouse --lighthouse FOLDER/node_modules/.bin/lighthouse

Builds the survey here (or takes ``--site FOLDER``), serves it compressed as GitHub Pages does, and prints one row a
page and screen: performance, accessibility, best practices and SEO of 100, then the times behind the first in
milliseconds, and Lighthouse's own measure of the machine while it ran: under 1000 it was slow or busy, and a phone is
then imitated too slowly. Below the table stands every audit that lost points. Exits with 1 where one is under 98.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.measure import table
from benchmarks.pages import PAGES, built
from benchmarks.serving import served

_PAGES = ("home", "topic", "root", "paper", "explore", "result", "choose")
"""Those of :data:`benchmarks.pages.PAGES` on which readers arrive."""

_CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
_TIMES = {
    "first-contentful-paint": "first paint",
    "largest-contentful-paint": "largest paint",
    "total-blocking-time": "blocked",
}
_LEAST = 98
_CHROMIUM = "--headless --no-sandbox --disable-background-networking"


def main() -> None:
    """Measure and print a table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--lighthouse", default="lighthouse", help="the command; default: the one on the path")
    arguments.add_argument("--site", type=Path, help="a site that is built; default: that of the survey here")
    arguments.add_argument("--pages", nargs="+", choices=PAGES, default=list(_PAGES))
    arguments.add_argument("--screens", nargs="+", choices=("phone", "desktop"), default=["phone", "desktop"])
    arguments.add_argument("--runs", type=int, default=1, help="the run with the median performance of so many counts")
    options = arguments.parse_args()
    rows: list[list[object]] = []
    lost: list[str] = []
    with built(options.site) as site, served(site) as address:
        for page in options.pages:
            for screen in options.screens:
                where = address + PAGES[page]
                report = _report(options.lighthouse, where, desktop=screen == "desktop", runs=options.runs)
                points = [round(100 * report["categories"][name]["score"]) for name in _CATEGORIES]
                times = [round(report["audits"][name]["numericValue"]) for name in _TIMES]
                rows.append([page, screen, *points, *times, round(report["environment"]["benchmarkIndex"])])
                lost += [f"{page}, {screen}: {audit}" for audit in _lost(report)]
    print(table(["page", "screen", *_CATEGORIES, *(f"{name} ms" for name in _TIMES.values()), "machine"], rows))
    print("", *lost, sep="\n")
    if any(points < _LEAST for row in rows for points in row[2 : 2 + len(_CATEGORIES)]):  # type: ignore[operator]
        sys.exit(1)


def _report(lighthouse: str, address: str, *, desktop: bool, runs: int) -> dict[str, Any]:
    command = [lighthouse, address, "--quiet", "--output=json", f"--chrome-flags={_CHROMIUM}"]
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    environment = {"CHROME_PATH": chromium, **os.environ} if chromium else None
    command += ["--preset=desktop"] if desktop else []
    answers = [subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True) for _ in range(runs)]
    reports = sorted(
        (json.loads(each.stdout) for each in answers), key=lambda each: each["categories"]["performance"]["score"]
    )
    report: dict[str, Any] = reports[len(reports) // 2]
    return report


def _lost(report: dict[str, Any]) -> list[str]:
    """The audits that count and did not get all points, heaviest first."""
    found = []
    for name in _CATEGORIES:
        for part in report["categories"][name]["auditRefs"]:
            audit = report["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 1:
                found.append((part["weight"], f"{part['id']} {audit['score']} {audit.get('displayValue', '')}".strip()))
    return [text for _, text in sorted(found, reverse=True)]


if __name__ == "__main__":
    main()
