"""What a survey adds to the program: rules, exports, sources, pages and commands of its own.

An installed package names the modules that have them as entry points of the groups ``livingsurvey.rules``,
``.exports``, ``.sources``, ``.pages`` and ``.commands``. A survey whose survey.yaml says ``extensions: true`` has
modules of its own in its folder ``extensions/``. Both are written alike: a module has them among its names::

    from livingsurvey.extensions import Flaw, Scope, Severity, rule

    @rule("MOL001", Severity.WARNING, scope=Scope.RECORD)
    def dataset_unnamed(survey):
        \"\"\"A paper on molecules names no dataset.\"\"\"
        for paper in survey.papers_in("molecules"):
            if "dataset" not in paper.fields:
                yield Flaw(survey.files[paper.key], (), "no dataset is named", "Add a line  dataset: QM9")

No module is imported before a command needs what is in it.
"""

from __future__ import annotations

from livingsurvey.extensions.declaring import command, export, page, rule, source
from livingsurvey.extensions.kinds import Command, Export, Flaw, Page, Place, Rule, Scope, Source
from livingsurvey.model import Paper, Severity
from livingsurvey.survey import Survey

__all__ = [
    "Command",
    "Export",
    "Flaw",
    "Page",
    "Paper",
    "Place",
    "Rule",
    "Scope",
    "Severity",
    "Source",
    "Survey",
    "command",
    "export",
    "page",
    "rule",
    "source",
]
