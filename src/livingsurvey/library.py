"""A survey for people who program: what ``import livingsurvey`` offers, in scripts and in notebooks.

What stands here, in :mod:`.model` and in :mod:`.errors` keeps its meaning within a major version; the rest of the
package may change with any.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, overload

from livingsurvey import survey
from livingsurvey.errors import EnvironmentTrouble
from livingsurvey.insight.related import Relatedness, Relation
from livingsurvey.insight.search import Search, chosen
from livingsurvey.insight.search.criteria import in_words
from livingsurvey.model import Paper
from livingsurvey.publish.content.citation import cited_url
from livingsurvey.publish.exports.formats import export
from livingsurvey.publish.rendering.templates import environment

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

_SHOWN = 20
"""Papers that a notebook shows of a selection."""


class Papers(Sequence[Paper]):
    """Papers of a survey, in order: all of them, or those that were found.

    >>> found = Survey.load("path/to/survey").find("quantization", years=range(2023, 2026))    # doctest: +SKIP
    >>> found.to_pandas().groupby("venue").size()                                            # doctest: +SKIP
    """

    def __init__(self, of: survey.Survey, papers: Iterable[Paper]) -> None:
        self._survey = of
        self._papers = tuple(papers)

    def __len__(self) -> int:
        return len(self._papers)

    def __iter__(self) -> Iterator[Paper]:
        return iter(self._papers)

    @overload
    def __getitem__(self, place: int) -> Paper: ...
    @overload
    def __getitem__(self, place: slice) -> Papers: ...
    def __getitem__(self, place: int | slice) -> Paper | Papers:
        if isinstance(place, slice):
            return Papers(self._survey, self._papers[place])
        return self._papers[place]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Papers) and self._papers == other._papers

    def __hash__(self) -> int:
        return hash(self._papers)

    def __repr__(self) -> str:
        return f"<{len(self)} paper{'s' * (len(self) != 1)} of {self._survey.info.title!r}>"

    def export(self, form: str) -> bytes:
        """The papers as a file in one of the formats of ``survey export``, such as ``bibtex``, ``ris`` or ``csv``.

        Text is UTF-8; of all papers it is, byte for byte, what the site offers.

        Raises:
            UnknownName: there is no such format; the message names the nearest.
        """
        return export(self._survey, form, self._papers)

    def to_polars(self) -> pl.DataFrame:
        """A row for each paper, in the columns of the CSV and Parquet exports; lists are lists, days are dates.

        Raises:
            EnvironmentTrouble: Polars is not installed; it comes with ``livingsurvey[polars]``.
        """
        try:
            import polars
        except ImportError as error:
            raise _lacking("polars") from error
        return polars.read_parquet(io.BytesIO(self.export("parquet")))

    def to_pandas(self) -> pd.DataFrame:
        """A row for each paper, in the columns of the CSV and Parquet exports; ids are text, as in records.

        Raises:
            EnvironmentTrouble: pandas is not installed; it comes with ``livingsurvey[pandas]``.
        """
        try:
            import pandas
            import pyarrow  # noqa: F401 - reads what pandas asks it for
        except ImportError as error:
            raise _lacking("pandas") from error
        return pandas.read_parquet(io.BytesIO(self.export("parquet")))

    def _repr_html_(self) -> str:
        """What a notebook shows: a table of the first papers, each with a link to the version that is cited."""
        of = self._survey
        rows = [{"paper": paper, "address": cited_url(paper, of)} for paper in self._papers[:_SHOWN]]
        template = environment(of.root).get_template("notebook/papers.html.j2")
        return template.render(title=of.info.title, rows=rows, total=len(self))


class Survey(survey.Survey):
    """A whole survey: a mapping of its papers by key, newest first, with everything that is known of them.

    >>> survey = Survey.load("path/to/survey")                 # doctest: +SKIP
    >>> survey["frantar2022gptq"].title                         # doctest: +SKIP
    >>> survey.find("kv cache", topic="quantization")           # doctest: +SKIP
    >>> survey.export("bibtex").decode()                        # doctest: +SKIP
    """

    def find(
        self,
        words: str = "",
        *,
        topic: str | None = None,
        years: int | Collection[int] | None = None,
        venue: str | None = None,
        traits: Mapping[str, str] | None = None,
    ) -> Papers:
        """Papers with all these words, best first, as the site has them; without words, newest first.

        Args:
            words: words, a name, or an id or address that holds one; ``dataset:QM9`` asks of an own field.
            topic: only papers of this topic or one below it.
            years: only papers of this year or of these years.
            venue: only papers of the venue with this name or alias.
            traits: only papers that say so, by the ids of traits and own fields: ``{"weight-bits": "..4"}``.

        Raises:
            UnknownName: the topic, the venue, a trait or its value does not exist; the message names the nearest.
        """
        those = (years,) if isinstance(years, int) else years
        words, in_them = in_words(words, self)
        fits = chosen(self, topic=topic, years=those, venue=venue, traits={**(traits or {}), **in_them})
        if not words.strip():
            return Papers(self, filter(fits, self))
        answer = self._search.answer(words)
        return Papers(self, filter(fits, answer.papers[: answer.all]))

    def related(self, key: str) -> tuple[Relation, ...]:
        """Up to eight papers that are most related to one, nearest first, each with its key and why.

        Args:
            key: the paper's key or id.

        Raises:
            UnknownName: there is no such paper.
        """
        return self._relatedness.related(self.paper(key).key)

    def export(self, form: str) -> bytes:
        """All papers as a file: see :meth:`Papers.export`."""
        return self.find().export(form)

    def to_polars(self) -> pl.DataFrame:
        """A row for each paper: see :meth:`Papers.to_polars`."""
        return self.find().to_polars()

    def to_pandas(self) -> pd.DataFrame:
        """A row for each paper: see :meth:`Papers.to_pandas`."""
        return self.find().to_pandas()

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        return self.find()._repr_html_()

    @cached_property
    def _search(self) -> Search:
        return Search(self)

    @cached_property
    def _relatedness(self) -> Relatedness:
        return Relatedness(self)


def _lacking(name: str) -> EnvironmentTrouble:
    return EnvironmentTrouble(f"{name} is not installed; run  python -m pip install 'livingsurvey[{name}]'")
