r"""What is asked of the index, in SQL that DuckDB speaks and that Ibis can say to other engines.

Titles and names are compared by their forms: letters and digits, in small letters, without accents. Both sides get
them by the expressions below, in the engine, so that they are the same whatever the engine: 250 million works never
pass through Python. ``form(title)`` is :func:`livingsurvey.model.title.normal_form` for all letters that come of one
letter of the Latin, Greek or Cyrillic alphabet; others, such as ß and ligatures, are left as they are on both sides.
"""

from __future__ import annotations

from livingsurvey.model.title import normal_form

NEAR = 3
"""Years that may lie between two versions of one paper."""
MOST = 20
"""Works that are looked at for one paper, of one source: a thousand authors are called Y. Wang."""

_ACCENTED = "".join(
    letter
    for first, last in ((0x80, 0x250), (0x370, 0x530), (0x1E00, 0x2000), (0x2070, 0x20A0))
    for letter in map(chr, range(first, last))
    if len(normal_form(letter)) == 1 and normal_form(letter) != letter.lower()
)
_PLAIN = "".join(map(normal_form, _ACCENTED))


def form(text: str) -> str:
    """The expression for the letters and digits of a text; NULL where it has none.

    Letters are translated only where there are others than ASCII's: that costs twenty times what the rest does.
    """
    translated = f"lower(translate({text}, '{_ACCENTED}', '{_PLAIN}'))"
    letters = rf"regexp_replace({translated}, '[^\p{{L}}\p{{N}}]', '', 'g')"
    return f"nullif(CASE WHEN regexp_matches({text}, '[^ -~]') THEN {letters} ELSE {_ascii(text)} END, '')"


def _ascii(text: str) -> str:
    """The expression for the letters and digits of ASCII alone."""
    return f"regexp_replace(lower({text}), '[^a-z0-9]', '', 'g')"


def name_in(title: str) -> str:
    """The expression for the short name that a title begins with: one word in front of a colon."""
    return f"regexp_extract({title}, '^([^ :]{{2,40}}): ', 1)"


def initial_and_family(name: str) -> str:
    """The expression for what is compared of a name: ``TBrown`` for Tom B. Brown Jr. and T. Brown."""
    without_suffix = f"regexp_replace({name}, ' ([JS]r[.]?|II|III|IV)$', '', 'g')"
    return f"concat(left({name}, 1), regexp_extract({without_suffix}, '([^ ]+)$', 1))"


def forms(*texts: str) -> str:
    """The expression for the forms of several texts, as a list: one pattern is prepared for all of them."""
    return f"list_transform([{', '.join(texts)}], lambda text: {form('text')})"


WORKS = """
CREATE TABLE works (
    id BIGINT, source VARCHAR, reference VARCHAR, title VARCHAR, authors VARCHAR[], venue VARCHAR, year INTEGER,
    accepted VARCHAR, arxiv VARCHAR, doi VARCHAR, acl VARCHAR, openreview VARCHAR, code VARCHAR, categories VARCHAR[],
    day DATE, title_form VARCHAR, name_form VARCHAR, first_author VARCHAR, last_author VARCHAR, dump VARCHAR
);
CREATE SEQUENCE work;
CREATE TABLE dumps (path VARCHAR PRIMARY KEY, size BIGINT, modified BIGINT);
"""

_FIRST = "CASE WHEN array_length(authors) > 0 THEN authors[1] END"
_LAST = "CASE WHEN array_length(authors) > 1 THEN authors[array_length(authors)] END"
FORMS = forms("title", name_in("title"), initial_and_family(_FIRST), initial_and_family(_LAST))
"""The forms of a work, of its title and its authors."""

_OF_WORK = "forms[1] AS title_form, forms[2] AS name_form, forms[3] AS first_author, forms[4] AS last_author"

COLUMNS = "source, reference, title, authors, venue, year, accepted, arxiv, doi, acl, openreview, code"

INSERT = f"""
INSERT INTO works
SELECT nextval('work'), {COLUMNS}, categories, day, {_OF_WORK}, ?
FROM (SELECT *, {FORMS} AS forms FROM batch)
"""

_SAME_AUTHORS = f"""
    works.first_author = asked.first_author AND works.last_author = asked.last_author
    AND coalesce(abs(works.year - asked.year), 0) <= {NEAR}
"""

_CLUES = (
    (1, "works.arxiv = asked.arxiv"),
    (1, "works.doi = lower(asked.doi)"),
    (1, "works.acl = asked.acl"),
    (1, "works.openreview = asked.openreview"),
    (2, "works.title_form = asked.title_form"),
    (3, "works.name_form = asked.name_form AND works.first_author = asked.first_author"),
    (4, _SAME_AUTHORS),
)
"""What a work and a paper can have in common, with a number that is lower the more it tells."""

_FOUND = " UNION ALL ".join(
    f"SELECT key, id, {clue} AS clue, levenshtein({_ascii('works.title')}, {_ascii('asked.title')}) AS distance "
    f"FROM asked JOIN works ON {same}"
    for clue, same in _CLUES
)

CANDIDATES = f"""
WITH formed AS (
    SELECT *, {forms("title", "name", initial_and_family("first"), initial_and_family("last"))} AS forms FROM papers
),
asked AS (SELECT *, {_OF_WORK} FROM formed),
found AS ({_FOUND}),
once AS (SELECT key, id, min(clue) AS clue, min(distance) AS distance FROM found GROUP BY key, id),
numbered AS (
    SELECT key, clue, {COLUMNS},
        row_number() OVER (PARTITION BY key, source ORDER BY clue, distance, reference, title, id) AS place
    FROM once JOIN works USING (id)
)
SELECT key, {COLUMNS} FROM numbered WHERE place <= {MOST} ORDER BY key, clue, source, place
"""
"""The works that may be versions of the papers in the table ``papers``: those that tell most first."""


def of(works: str) -> str:
    """The same query over other works: a query of the columns of works, which has no forms yet."""
    said = f"said AS (SELECT *, {FORMS} AS forms FROM ({works}) AS told)"
    return f"WITH {said}, works AS (SELECT *, {_OF_WORK} FROM said), {CANDIDATES.lstrip().removeprefix('WITH')}"


NEWER = rf"""
WITH spoken AS (
    SELECT *, ' ' || regexp_replace(lower(title), '[^\p{{L}}\p{{N}}]+', ' ', 'g') AS words FROM works
)
SELECT {COLUMNS} FROM spoken
WHERE venue IS NOT NULL AND CASE WHEN day IS NULL THEN year >= year($since::DATE) ELSE day >= $since END
    AND (len($categories::VARCHAR[]) = 0 OR len(categories) = 0 OR list_has_any(categories, $categories))
    AND (len($beginnings::VARCHAR[]) = 0
        OR list_bool_or(list_transform($beginnings::VARCHAR[], lambda beginning: contains(words, beginning))))
ORDER BY day DESC NULLS LAST, source, reference, title
"""
"""Works since a day, of some categories or of none, whose titles have words with some beginning."""
