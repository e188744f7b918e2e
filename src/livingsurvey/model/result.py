"""Measured numbers: the tables of publications, as printed, with the metrics and settings that they speak of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from livingsurvey.model.address import Url
from livingsurvey.model.cell import Amount, Printed, amount_in, is_no_number, number_in
from livingsurvey.model.paper import MOST, Day, Key
from livingsurvey.model.record import Prose, Record, Slug, Text

METHOD, FRAMEWORK = "method", "framework"
"""What rows differ in besides their settings."""

Said = Callable[[str], str]
"""Gives a text in the language of readers."""

Grade = Literal["own", "rival", "stake", "third"]
"""Who measured a row: those who made what it is about, those who made what it is compared with, somebody with another
stake in the table, or somebody with none."""

_UNITS = {
    "B": 1,
    "kB": 10**3,
    "MB": 10**6,
    "GB": 10**9,
    "TB": 10**12,
    "KiB": 2**10,
    "MiB": 2**20,
    "GiB": 2**30,
    "TiB": 2**40,
    "s": 1,
    "ms": 1e-3,
}
"""What units of one quantity are multiples of, by their definitions (SI, and IEC 80000-13 for powers of two)."""


class Ranking(Record):
    """How rows of several tables may be ranked by a metric."""

    task: Text = Field(description="what the leaderboards are about, as a heading: Speculative decoding")
    depends: Annotated[tuple[Slug, ...], Field(min_length=1, max_length=MOST)] = Field(
        description="settings that the number depends on, what is measured first: only rows that have the same values "
        "of all of them are ranked together"
    )


class Metric(Record):
    """A quantity that is measured."""

    id: Slug
    name: Text
    unit: Text | None = Field(None, description="unit of the numbers, where they have one: GB")
    quantity: Slug | None = Field(None, description="what it measures, where other metrics do so in another unit")
    better: Literal["lower", "higher"] = Field(description="which numbers are better")
    minimum: float | None = Field(None, description="the lowest possible number")
    maximum: float | None = Field(None, description="the highest possible number")
    definition: Prose = Field(description="what is measured, in a sentence")
    leaderboard: Ranking | None = Field(
        None, description="how rows of several tables may be ranked by it; absent where they may not"
    )

    def is_possible(self, amount: Amount) -> bool:
        """Whether a measurement can give this amount: for a bound or a range, any number that it leaves open."""
        low, high = amount.ends
        return (self.maximum is None or low <= self.maximum) and (self.minimum is None or high >= self.minimum)

    def has_unit(self, amount: Amount) -> bool:
        """Whether an amount is in the metric's unit: it names none, or that one; a factor (``1.2×``) may have none."""
        unit = amount.unit.replace(" ", "").replace("x", "×")
        return unit in ("", (self.unit or "×").replace(" ", "").replace("x", "×"))

    def factor(self, other: Metric) -> float | None:
        """What a number of another metric is multiplied by to be one of this; None where it measures something else."""
        if other.id == self.id:
            return 1
        units = (_UNITS.get(other.unit or ""), _UNITS.get(self.unit or ""))
        if self.quantity is None or other.quantity != self.quantity or not units[0] or not units[1]:
            return None
        return units[0] / units[1]

    def in_words(self, printed: str, said: Said = str) -> str:
        """A cell with the metric's unit behind it, where it says an amount and no unit of its own."""
        amount = amount_in(printed)
        return f"{printed} {said(self.unit)}" if self.unit and amount and not amount.unit else printed


class Known(Record):
    """A value of a setting that repeats: one thing, however sources spell it."""

    name: Text = Field(description="as readers see it: NVIDIA GeForce RTX 4090")
    implies: dict[Slug, Text] = Field(
        default_factory=dict, description="setting -> the value that it has wherever this one stands: a card's memory"
    )
    may_be: Annotated[tuple[Slug, ...], Field(max_length=MOST)] = Field(
        (), description="other values that it may be, where it tells less than they do: an A100 of unknown memory"
    )
    family: Text | None = Field(None, description="what it is listed under, with those that are most like it: Apple")


class Setting(Record):
    """Something that was chosen or held fixed when numbers were measured."""

    id: Slug
    name: Text
    unit: Text | None = Field(None, description="unit of its values, where they have one: %")
    choices: Annotated[tuple[Text, ...], Field(max_length=MOST)] = Field(
        (), description="the values it can have; any text where this is absent"
    )
    values: dict[Slug, Known] = Field(
        default_factory=dict, description="id of a value that repeats -> what it is; tables write the id"
    )
    narrows: bool = Field(
        False,
        description="whether readers may narrow a leaderboard to the rows of one of its values: to 4 bits",
    )
    definition: Prose = Field(description="what it means, in a sentence")

    def in_words(self, value: str, said: Said = str) -> str:
        """A value as readers see it: by its name where it is a known one, else with the unit."""
        if value in self.values:
            return said(self.values[value].name)
        return f"{said(value)} {said(self.unit)}" if self.unit else said(value)


class Metrics(Record):
    """The file metrics.yaml: what result tables may speak of."""

    metrics: Annotated[tuple[Metric, ...], Field(max_length=MOST)] = ()
    settings: Annotated[tuple[Setting, ...], Field(max_length=MOST)] = ()
    moved: dict[Slug, Slug] = Field(
        default_factory=dict,
        description="former leaderboard, by the last part of its address -> the one that took its place",
    )


class TableSource(Record):
    """Where a table was printed."""

    title: Text = Field(description="title of the publication")
    part: Text = Field(description="the table in it: Table 2")
    url: Url | None = Field(None, description="address where the table can be read")
    paper: Key | None = Field(None, description="key of the publication, where the survey has it")
    date: Day = Field(description="day on which the source was read")
    version: Text | None = Field(
        None, description="version of what was measured, where the source tells one for all rows"
    )
    first_printed: Day | None = Field(None, description="day of the oldest line of the table")
    last_changed: Day | None = Field(None, description="day on which a line of the table last changed")


class Measurer(Record):
    """Who measured a table, and what of it they made themselves."""

    by: Text = Field(description="who they are: the makers of a framework")
    stake: Literal["authors", "makers", "none"] = Field(
        description="what they have in it: authors of a method, makers of an engine, or none"
    )
    methods: Annotated[tuple[Text, ...], Field(max_length=MOST)] = Field((), description="methods of their own")
    frameworks: Annotated[tuple[Slug, ...], Field(max_length=MOST)] = Field(
        (), description="ids of frameworks of their own"
    )

    def made(self, row: Row) -> bool:
        """Whether a row is about something that they made themselves."""
        return row.method in self.methods or row.framework in self.frameworks


class Row(Record):
    """One line of a table: what was tried, under which setting, and what was measured."""

    label: Text = Field(description="the row as the source names it")
    method: Text | None = Field(None, description="name of the method; absent where the source names none")
    paper: Key | None = Field(None, description="key of the method's paper, where the survey has it")
    framework: Slug | None = Field(None, description="id of the framework it ran in")
    setting: dict[Slug, Text] = Field(default_factory=dict, description="setting -> its value in this row")
    values: dict[Slug, Printed] = Field(min_length=1, description="metric -> the cell as the source prints it")
    reserved: Annotated[tuple[Slug, ...], Field(max_length=MOST)] = Field(
        (), description="metrics whose number says what was reserved in advance, and not what was needed"
    )
    line: Annotated[int, Field(ge=1)] | None = Field(None, description="its line in the source, where that has lines")
    url: Url | None = Field(None, description="where it can be read, if not at the table's address")
    last_changed: Day | None = Field(
        None, description="day on which its line last changed, where lines of the table did on several days"
    )
    note: Prose | None = Field(None, description="what a reader of the numbers needs to know")

    @model_validator(mode="after")
    def _reserves_what_was_measured(self) -> Self:
        for metric in self.reserved:
            if metric not in self.values:
                reason = "'{metric}' is reserved and has no value in this row"
                raise PydanticCustomError("reserved", reason, {"metric": metric})
        return self


class ResultTable(Record):
    """The file results/<name>.yaml: one table of one publication."""

    title: Text = Field(description="what was measured on what, in a few words")
    source: TableSource
    measured: Measurer | None = Field(None, description="who measured it; absent if unknown")
    setting: dict[Slug, Text] = Field(default_factory=dict, description="setting -> its value in every row")
    compares: Annotated[tuple[Slug, ...], Field(min_length=1, max_length=MOST)] = Field(
        description="what the rows are meant to compare: 'method', 'framework', or settings. "
        "Rows that differ in anything else are not ranked against each other"
    )
    note: Prose | None = Field(None, description="what a reader of the table needs to know")
    rows: Annotated[tuple[Row, ...], Field(min_length=1, max_length=5_000)]


class Result(NamedTuple):
    """A row with the table it stands in; ``place`` counts the table's rows from 0."""

    table_id: str
    table: ResultTable
    place: int

    @property
    def row(self) -> Row:
        """The row itself."""
        return self.table.rows[self.place]

    @property
    def measured(self) -> Iterator[tuple[str, float]]:
        """Metric and number of each cell that says one; bounds and ranges are none."""
        for metric, printed in self.row.values.items():
            number = number_in(printed)
            if number is not None:
                yield metric, number

    @property
    def is_own(self) -> bool:
        """Whether whoever measured the row made what it is about."""
        return self.table.measured is not None and self.table.measured.made(self.row)

    @property
    def grade(self) -> Grade | None:
        """How near to what the row is about whoever measured it stands; None where nobody knows who did."""
        measured = self.table.measured
        if measured is None:
            return None
        if measured.made(self.row):
            return "own"
        if measured.stake == "none":
            return "third"
        has_rivals = bool(measured.methods or measured.frameworks)
        return "rival" if has_rivals and (self.row.method or self.row.framework) else "stake"

    @property
    def changed(self) -> tuple[dt.date | None, dt.date | None]:
        """The first and the last day on which the line may have last changed: one day where the row has its own."""
        printed = self.table.source
        own = self.row.last_changed
        return (own, own) if own else (printed.first_printed or printed.last_changed, printed.last_changed)

    @property
    def is_ranked(self) -> bool:
        """Whether the row competes with others: where no number came out of one thing, the others are worth nothing.

        What could not be run (``OOM``) or was not (``N/A``) says nothing against the other numbers of its row.
        """
        return not any(map(is_no_number, self.row.values.values()))


def conditions(table: ResultTable, row: Row) -> tuple[tuple[str, str], ...]:
    """What a row was measured under and the table does not compare; rows are ranked where these are the same."""
    everything = {**table.setting, **row.setting}
    if row.framework is not None:
        everything[FRAMEWORK] = row.framework
    if row.method is not None:
        everything[METHOD] = row.method
    return tuple((name, value) for name, value in sorted(everything.items()) if name not in table.compares)
