"""Tables of results: every number has a source, a metric that can give it, and a method and framework that exist."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from typing import NamedTuple

from livingsurvey.checks.registry import Flaw, is_readable, rule
from livingsurvey.model import ResultTable, Severity
from livingsurvey.model.cell import amount_in, is_unclear
from livingsurvey.model.nearest import nearest
from livingsurvey.model.result import FRAMEWORK, METHOD
from livingsurvey.store.layout import FRAMEWORKS, METRICS, RESULTS
from livingsurvey.store.yaml import Path
from livingsurvey.survey import Survey

_ALSO_BEFORE_UNITS = tuple("kKMGT")


def file_of(table_id: str) -> str:
    """The file a table was read from."""
    return f"{RESULTS}/{table_id}.yaml"


def suggestion(name: str, known: Collection[str], otherwise: str) -> str:
    """What to do about an unknown name: the nearest that is known, and what to do if it is a new one."""
    match = nearest(name, known)
    return f"Did you mean '{match}'? Otherwise {otherwise[0].lower()}{otherwise[1:]}" if match else otherwise


def has_paper(survey: Survey, key: str) -> bool:
    """Whether there is a record with this key, be it one that could not be read."""
    return key in survey or any(finding.file.endswith(f"/{key}.yaml") for finding in survey.findings)


@rule("LS301", waivable=False)
def values_without_source(survey: Survey) -> Iterator[Flaw]:
    """A table of results does not say where its values can be looked up: it has no address and names no paper."""
    for table_id, table in survey.tables.items():
        if table.source.url is None and table.source.paper is None:
            reason = f"the values of '{table.title}' cannot be looked up"
            fix = "Add  url:  with the address of the table, or  paper:  with the key of the publication."
            yield Flaw(file_of(table_id), ("source",), reason, fix, on_key=True)


class _Cell(NamedTuple):
    """A value of a table: its file and path, and what it says of which metric."""

    file: str
    path: Path
    metric: str
    printed: str


def _cells(survey: Survey) -> Iterator[_Cell]:
    for result in survey.results:
        for metric, printed in result.row.values.items():
            yield _Cell(file_of(result.table_id), ("rows", result.place, "values", metric), metric, printed)


@rule("LS302", waivable=False)
def unknown_metric(survey: Survey) -> Iterator[Flaw]:
    """A table of results has a value of a metric that metrics.yaml does not have."""
    if is_readable(survey, METRICS):
        for cell in _cells(survey):
            if cell.metric not in survey.metrics:
                fix = suggestion(cell.metric, survey.metrics, f"Add the metric to {METRICS}.")
                yield Flaw(cell.file, cell.path, f"unknown metric '{cell.metric}'", fix, on_key=True)


@rule("LS303", waivable=False)
def impossible_number(survey: Survey) -> Iterator[Flaw]:
    """A number is outside the range that is possible for its metric."""
    for cell in _cells(survey):
        metric, amount = survey.metrics.get(cell.metric), amount_in(cell.printed)
        if metric is not None and amount is not None and not metric.is_possible(amount):
            bounds = [
                f"{word} {bound:g}"
                for word, bound in (("less than", metric.minimum), ("more than", metric.maximum))
                if bound is not None
            ]
            reason = f"{metric.name} is {cell.printed}; it cannot be {' or '.join(bounds)}"
            yield Flaw(cell.file, cell.path, reason, "Compare the cell with the source, and the metric with its range.")


@rule("LS313", waivable=False)
def foreign_unit(survey: Survey) -> Iterator[Flaw]:
    """A cell has a unit other than its metric's, or a letter that could be a factor or the start of a unit."""
    for cell in _cells(survey):
        metric, amount = survey.metrics.get(cell.metric), amount_in(cell.printed)
        if metric is None or amount is None:
            continue
        has_unit = f"{metric.name} is in {metric.unit}" if metric.unit else f"{metric.name} has no unit"
        if not metric.has_unit(amount):
            fix = f"Write the number alone where {amount.unit} means the same; otherwise give it a metric of its own."
            yield Flaw(cell.file, cell.path, f"'{cell.printed}' is in {amount.unit}, and {has_unit}", fix)
        elif amount.scale in _ALSO_BEFORE_UNITS and (metric.unit or "")[:1] in _ALSO_BEFORE_UNITS:
            reason = f"the {amount.scale} of '{cell.printed}' is a factor or the start of a unit, but {has_unit}"
            fix = f"Write the number of {metric.unit} alone, or give it a metric of its own."
            yield Flaw(cell.file, cell.path, reason, fix)


@rule("LS314", Severity.WARNING, waivable=False)
def unclear_number(survey: Survey) -> Iterator[Flaw]:
    """A cell has digits but no number, bound or range, so it is shown but not compared."""
    for cell in _cells(survey):
        if is_unclear(cell.printed):
            fix = "Write one number, as in 1,234.5, 1.1e5, 70.1±0.2, >1e4 or 3–5; give two numbers two metrics."
            yield Flaw(cell.file, cell.path, f"'{cell.printed}' is not a number that can be compared", fix)


@rule("LS304", waivable=False)
def unknown_setting(survey: Survey) -> Iterator[Flaw]:
    """A table of results has a setting that metrics.yaml does not have."""
    if not is_readable(survey, METRICS):
        return
    for table_id, table in survey.tables.items():
        named = [(path, name) for path, name, _ in _settings(table)]
        of_rows = (METHOD, FRAMEWORK)
        named += [(("compares", at), name) for at, name in enumerate(table.compares) if name not in of_rows]
        for path, name in named:
            if name not in survey.settings:
                fix = suggestion(name, survey.settings, f"Add the setting to {METRICS}.")
                yield Flaw(file_of(table_id), path, f"unknown setting '{name}'", fix, on_key=path[0] != "compares")


@rule("LS305", waivable=False)
def unknown_choice(survey: Survey) -> Iterator[Flaw]:
    """A setting has a value that is not one of its choices or ids."""
    for table_id, table in survey.tables.items():
        for path, name, value in _settings(table):
            setting = survey.settings.get(name)
            known = (setting.choices or tuple(setting.values)) if setting else ()
            if setting is not None and known and value not in known:
                reason = f"{setting.name} is '{value}', which {METRICS} does not have"
                fix = suggestion(value, known, f"Add it under {name} in {METRICS}.")
                yield Flaw(file_of(table_id), path, reason, fix)


def _settings(table: ResultTable) -> Iterator[tuple[Path, str, str]]:
    """Every setting of a table and of its rows with its path and value."""
    for name, value in table.setting.items():
        yield ("setting", name), name, value
    for place, row in enumerate(table.rows):
        for name, value in row.setting.items():
            yield ("rows", place, "setting", name), name, value


@rule("LS306", waivable=False)
def unknown_paper(survey: Survey) -> Iterator[Flaw]:
    """A table of results, or one of its rows, names a paper that the survey does not have."""
    for table_id, table in survey.tables.items():
        keys: list[tuple[Path, str | None]] = [(("source", "paper"), table.source.paper)]
        keys += [(("rows", place, "paper"), row.paper) for place, row in enumerate(table.rows)]
        for path, key in keys:
            if key is not None and not has_paper(survey, key):
                fix = suggestion(key, survey.papers, "Delete the line until the paper has a record.")
                yield Flaw(file_of(table_id), path, f"no paper '{key}'", fix)


@rule("LS307", waivable=False)
def unknown_framework(survey: Survey) -> Iterator[Flaw]:
    """A row of a table names a framework that frameworks.yaml does not have."""
    if is_readable(survey, FRAMEWORKS):
        for result in survey.results:
            name = result.row.framework
            if name is not None and name not in survey.frameworks_by_id:
                fix = suggestion(name, survey.frameworks_by_id, f"Add it to {FRAMEWORKS}.")
                file = file_of(result.table_id)
                yield Flaw(file, ("rows", result.place, "framework"), f"unknown framework '{name}'", fix)


@rule("LS315", waivable=False)
def own_making_of_nothing(survey: Survey) -> Iterator[Flaw]:
    """A table names the makers of a method or framework as those who measured it, but no row has that."""
    for table_id, table in survey.tables.items():
        if table.measured is None:
            continue
        for field, of_row in (("methods", METHOD), ("frameworks", FRAMEWORK)):
            named = dict.fromkeys(value for row in table.rows if (value := getattr(row, of_row)))
            for place, own in enumerate(getattr(table.measured, field)):
                if own not in named:
                    fix = suggestion(own, named, "Delete it.")
                    yield Flaw(file_of(table_id), ("measured", field, place), f"no row has the {of_row} '{own}'", fix)


@rule("LS308", waivable=False)
def same_row_twice(survey: Survey) -> Iterator[Flaw]:
    """Two rows of a table have the same method, framework and setting, so their numbers cannot be told apart."""
    for table_id, table in survey.tables.items():
        first: dict[object, int] = {}
        for place, row in enumerate(table.rows):
            other = first.setdefault((row.method, row.framework, tuple(sorted(row.setting.items()))), place)
            if other != place:
                reason = f"'{row.label}' has the method, framework and setting of '{table.rows[other].label}'"
                fix = "Say which setting differs, or delete one of the two."
                yield Flaw(file_of(table_id), ("rows", place), reason, fix)


@rule("LS316", waivable=False)
def unknown_implied_setting(survey: Survey) -> Iterator[Flaw]:
    """A value of a setting implies a setting, or may be a value, that metrics.yaml does not have."""
    for place, setting in enumerate(survey.listed_metrics.settings):
        for value, known in setting.values.items():
            for name in known.implies:
                if name not in survey.settings:
                    path = ("settings", place, "values", value, "implies", name)
                    fix = suggestion(name, survey.settings, "Add the setting.")
                    yield Flaw(METRICS, path, f"unknown setting '{name}'", fix, on_key=True)
            for at, name in enumerate(known.may_be):
                if name not in setting.values:
                    fix = suggestion(name, setting.values, "Add the value.")
                    where = ("settings", place, "values", value, "may_be", at)
                    yield Flaw(METRICS, where, f"unknown value '{name}' of {setting.id}", fix)


@rule("LS317", waivable=False)
def unknown_deciding_setting(survey: Survey) -> Iterator[Flaw]:
    """A metric's leaderboards depend on a setting that metrics.yaml does not have."""
    for place, metric in enumerate(survey.listed_metrics.metrics):
        for at, name in enumerate(metric.leaderboard.depends if metric.leaderboard else ()):
            if name not in survey.settings:
                path = ("metrics", place, "leaderboard", "depends", at)
                fix = suggestion(name, survey.settings, "Add the setting.")
                yield Flaw(METRICS, path, f"unknown setting '{name}'", fix)


@rule("LS318", waivable=False)
def line_of_another_time(survey: Survey) -> Iterator[Flaw]:
    """A row's line is said to have changed on a day outside the range of its table."""
    for result in survey.results:
        day, printed = result.row.last_changed, result.table.source
        first, last = printed.first_printed or printed.last_changed, printed.last_changed
        if day is not None and (first is None or last is None or not first <= day <= last):
            told = f"those of the table from {first} to {last}" if first and last else "the table has no dates"
            fix = "Correct the day, or  first_printed:  and  last_changed:  of the source."
            path = ("rows", result.place, "last_changed")
            yield Flaw(file_of(result.table_id), path, f"the line changed on {day}, {told}", fix)


@rule("LS309", waivable=False)
def setting_of_the_whole_table(survey: Survey) -> Iterator[Flaw]:
    """A row has a setting that its table already has for all rows."""
    for result in survey.results:
        for name in result.row.setting.keys() & result.table.setting.keys():
            path = ("rows", result.place, "setting", name)
            reason = f"'{name}' is {result.table.setting[name]} for the whole table"
            fix = f"Delete it here, or give every row its own '{name}'."
            yield Flaw(file_of(result.table_id), path, reason, fix, on_key=True)


@rule("LS311", waivable=False)
def same_metric_twice(survey: Survey) -> Iterator[Flaw]:
    """Two metrics, or two settings, have the same id, or one has an id that means something else."""
    for field in ("metrics", "settings"):
        ids = [each.id for each in getattr(survey.listed_metrics, field)]
        seen = Counter((METHOD, FRAMEWORK) if field == "settings" else ())
        for place, name in enumerate(ids):
            if seen[name]:
                kept = "what a row names by itself" if name in (METHOD, FRAMEWORK) else "already there"
                yield Flaw(METRICS, (field, place, "id"), f"'{name}' is {kept}", "Choose another id.")
            seen[name] += 1


@rule("LS312", waivable=False)
def empty_range(survey: Survey) -> Iterator[Flaw]:
    """A metric's least number is greater than its greatest."""
    for place, metric in enumerate(survey.listed_metrics.metrics):
        if metric.minimum is not None and metric.maximum is not None and metric.minimum > metric.maximum:
            reason = f"no number is at least {metric.minimum:g} and at most {metric.maximum:g}"
            yield Flaw(METRICS, ("metrics", place, "minimum"), reason, "Exchange or correct the two bounds.")
