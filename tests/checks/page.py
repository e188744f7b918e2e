"""The part of docs/tool/checks.md on what is found: every code with an example, and the mistakes of the list before.

python -m tests.checks.page writes it; a test holds the page to it.
"""

from __future__ import annotations

import functools
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.checks.corpus import CLASSES, Caught, Missed
from tests.checks.examples import EXAMPLES, write_example

from livingsurvey.checks import check
from livingsurvey.checks.codes import Code, codes
from livingsurvey.checks.dead import dead_links
from livingsurvey.github import forms
from livingsurvey.model import Finding
from livingsurvey.publish.repository import generated
from livingsurvey.publish.repository.markers import place_in
from livingsurvey.refresh import rejected
from livingsurvey.store.write import write_text
from livingsurvey.survey import Survey

PAGE = Path(__file__).parents[2] / "docs/tool/checks.md"
FAMILIES = {
    "LS1": "LS1xx: YAML and schema",
    "LS20": "LS20x: one work, one record, in its place",
    "LS21": "LS21x: ids and dates",
    "LS22": "LS22x: the same twice",
    "LS23": "LS23x: where it appeared",
    "LS24": "LS24x: the tree of topics",
    "LS25": "LS25x: authors",
    "LS26": "LS26x: titles",
    "LS27": "LS27x: venues",
    "LS28": "LS28x: keys given up, papers taken out, the survey's identity",
    "LS29": "LS29x: waivers",
    "LS30": "LS30x: results",
    "LS31": "LS31x: metrics, settings and cells",
    "LS32": "LS32x: frameworks",
    "LS33": "LS33x: choosing",
    "LS34": "LS34x: other surveys",
    "LS35": "LS35x: summaries and traits",
    "LS36": "LS36x: public lists",
    "LS37": "LS37x: saved queries",
    "LS38": "LS38x: own fields",
    "LS4": "LS4xx: links",
    "LS6": "LS6xx: generated files, addresses and rejected proposals",
}


@functools.cache
def example_of(code: str) -> Finding:
    """The finding with this code in the survey of its example."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_example(root, EXAMPLES[code])
        if code == "LS603":
            (root / "docs").mkdir()
            (root / "docs/data.md").write_text("<!-- survey:begin coverage -->\n<!-- survey:end coverage -->\n")
        if code == "LS606":
            (root / forms.FOLDER).mkdir(parents=True)
            with (root / "survey.yaml").open("a", encoding="utf-8") as file:
                file.write("repository: https://github.com/owner/name\n")
        survey = Survey.load(root, strict=False, cached=False)
        found = [*check(survey)]
        found += dead_links(survey, {"https://gptq.example.org/": "HTTP 404, since 2026-01-05"})
        if code.startswith("LS6"):
            found += generated.outdated_schemas(survey)
            found += [*generated.outdated_readme(survey), *generated.outdated_figures(survey)]
            found += [*generated.lost_addresses(survey), *generated.wrong_changes(survey)]
            found += [*forms.outdated(survey), *rejected.mistakes(root)]
        return next(finding for finding in found if finding.code == code)


def document() -> str:
    """The text of the page with its generated parts as they should be."""
    text = PAGE.read_text(encoding="utf-8")
    for name, part in (("codes", "".join(_codes())), ("mistakes", "".join(_mistakes()))):
        begin, end = place_in(text, PAGE.name, f"the {name}", name)
        text = text[:begin] + part + text[end:]
    return text


def _codes() -> Iterator[str]:
    family = ""
    for code in codes():
        title = next(title for start, title in FAMILIES.items() if code.name.startswith(start))
        if title != family:
            yield f"\n### {title}\n"
            family = title
        yield _entry(code, example_of(code.name))
    yield "\n"


def _entry(code: Code, example: Finding) -> str:
    marks = [str(code.severity), *["`--fix`"] * bool(example.repair), "can be waived" if code.waivable else ""]
    said = str(example) if len(str(example)) < 500 else f"{str(example)[:500]}…"
    return f"\n#### {code.name}\n\n{code.sentence} *({', '.join(filter(None, marks))})*\n\n```text\n{said}\n```\n"


def _mistakes() -> Iterator[str]:
    caught = sum(isinstance(each, Caught) for each in CLASSES.values())
    impossible = sum(isinstance(each, Missed) and each.impossible for each in CLASSES.values())
    partly = sum(isinstance(each, Caught) and each.only.startswith("when") for each in CLASSES.values())
    yield (
        f"\n**{caught} of its {len(CLASSES)} kinds of mistake are caught**, {partly} of them only where something else "
        f"in the files shows it. {impossible} cannot be made here, since nobody types the list. The other "
        f"{len(CLASSES) - caught - impossible} show in no file: a reader finds them. Of those that can be made at all, "
        f"{caught / (len(CLASSES) - impossible):.0%} are caught.\n\n| mistake | caught by |\n| --- | --- |\n"
    )
    for name, verdict in CLASSES.items():
        if isinstance(verdict, Caught):
            listed = ", ".join(f"[{code}](#{code.lower()})" for code in verdict.codes)
            yield f"| {name.replace('_', ' ')} | {listed}{': ' if verdict.only else ''}{verdict.only} |\n"
        else:
            yield f"| {name.replace('_', ' ')} | {verdict.why} |\n"
    yield "\n"


if __name__ == "__main__":
    write_text(PAGE, document())
