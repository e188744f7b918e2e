"""The made-up survey with a canary in every text that validation lets anybody write.

Texts that are equal stay equal, so that a venue's name is the same in records and in venues.yaml.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from livingsurvey.model import (
    Choosing,
    Frameworks,
    Metrics,
    Paper,
    ResultTable,
    SisterSurveys,
    SurveyInfo,
    Taxonomy,
    Venues,
)
from livingsurvey.store.yaml import parse
from tests.conftest import MADE, SMALL_SURVEY

MARK = "canary"
"""The tag, attribute and host that must come up nowhere but in text."""

CANARY = (
    f"\"'><{MARK} {MARK}=\"\" {MARK}='' onload=alert(1)><script>{MARK}()</script></script></title></textarea></style>"
    f"<!-- --> <!-- slot topic --> ]]> [a](https://{MARK}.example) ![i](https://{MARK}.example/i)"
    f" <https://{MARK}.example> https://{MARK}.example www.{MARK}.example {MARK}@{MARK}.example @{MARK} #1 GH-1"
    f" a1b2c3d4e5 :tada: ~~s~~ *e* **b**"
    f" _i_ `c` $x$ [^1] [ ] | a | {{{{ 7 * 7 }}}} {{% raw %}} &lt; &amp; \\ \\input{{x}} %0a {{: .{MARK} }} # !["
)
PARAGRAPHS = f"{CANARY}\n\n# {MARK}\n\n- {MARK}\n\n      {MARK}\n\n---\n{MARK}\n==="

_FILES: dict[str, type[BaseModel]] = {
    "survey.yaml": SurveyInfo,
    "taxonomy.yaml": Taxonomy,
    "knowledge/venues.yaml": Venues,
    "knowledge/frameworks.yaml": Frameworks,
    "knowledge/metrics.yaml": Metrics,
    "knowledge/surveys.yaml": SisterSurveys,
    "knowledge/choose.yaml": Choosing,
}
_MORE = {
    "survey.yaml": (
        f"frozen: {{since: 2024-06-01, reason: \"<{MARK} {MARK}=''>*b* {{{{ 7 }}}}\"}}\n"
        "withdrawn: {gone2020paper: Because}\n"
    ),
    "papers/2023/zhang2023h2o.yaml": (
        "waive: {LS223: Because}\n"
        "conflicts: [{field: year, claims: [{value: '2022', source: One}, {value: '2023', source: Another}]}]\n"
    ),
}
"""Fields that the made-up survey has not."""

_MEANS_SOMETHING = frozenset({"languages", "branch", "licence", "compares", "frozen"})
"""Fields that are text to validation and that other parts of a survey look things up by; a reason for freezing may
lead to where things go on."""


def write_hostile(root: Path) -> int:
    """Write the survey into a folder; how many texts the canary is in."""
    shutil.copytree(SMALL_SURVEY, root, ignore=MADE, dirs_exist_ok=True)
    for name, lines in _MORE.items():
        with (root / name).open("a", encoding="utf-8") as file:
            file.write(lines)
    written = 0
    for path in sorted(root.rglob("*.yaml")):
        name = path.relative_to(root).as_posix()
        model = Paper if name.startswith("papers/") else _FILES.get(name, ResultTable)
        data, _ = parse(path.read_text(encoding="utf-8"))
        known = {"key": path.stem} if model is Paper else {}
        for holder, part, value in list(_texts(data)):
            for canary in (f"{value} {PARAGRAPHS}", f"{value} {CANARY}"):
                holder[part] = canary
                if _is_valid(model, {**known, **data}):  # type: ignore[dict-item]
                    written += 1
                    break
                holder[part] = value
        path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    line = {"day": "2024-03-01", "kind": "venue", "subject": "zhang2023h2o", "title": f"T {CANARY}"}
    line |= {"before": [f"B {CANARY}", "2022"], "after": [f"A {CANARY}", "2023"]}
    renamed = {**line, "kind": "topic-renamed", "subject": "quantization"}
    (root / "history").mkdir()
    (root / "history/changes.jsonl").write_text(f"{json.dumps(line)}\n{json.dumps(renamed)}\n", encoding="utf-8")
    return written + 2


def _texts(data: Any) -> Iterator[tuple[Any, Any, str]]:
    """Holder, part and value of every text that may be another."""
    for part, value in list(data.items() if isinstance(data, dict) else enumerate(data)):
        if part in _MEANS_SOMETHING:
            continue
        if isinstance(value, str):
            yield data, part, value
        elif isinstance(value, dict | list):
            yield from _texts(value)


def _is_valid(model: type[BaseModel], data: Any) -> bool:
    try:
        model.model_validate_json(json.dumps(data))
    except ValidationError:
        return False
    return True
