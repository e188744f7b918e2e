-- The tables of papers.sqlite. {columns} are those of table.py; docs/exports.md describes the tables.

CREATE TABLE topics (
  id TEXT PRIMARY KEY, parent TEXT REFERENCES topics(id),
  title_en TEXT NOT NULL, title_zh TEXT, definition TEXT NOT NULL, definition_zh TEXT,
  border TEXT, border_zh TEXT
);
CREATE TABLE venues (
  name TEXT PRIMARY KEY, full_name TEXT, kind TEXT, part_of TEXT REFERENCES venues(name)
);
CREATE TABLE papers ({columns}, PRIMARY KEY (key), FOREIGN KEY (venue) REFERENCES venues(name));
CREATE TABLE authorship (
  paper TEXT NOT NULL REFERENCES papers(key), position INTEGER NOT NULL, author TEXT NOT NULL,
  given TEXT, particle TEXT, family TEXT, suffix TEXT, is_group INTEGER NOT NULL,
  PRIMARY KEY (paper, position)
);
CREATE TABLE filing (
  paper TEXT NOT NULL REFERENCES papers(key), position INTEGER NOT NULL, topic TEXT NOT NULL REFERENCES topics(id),
  PRIMARY KEY (paper, position)
);
CREATE TABLE other_titles (
  paper TEXT NOT NULL REFERENCES papers(key), position INTEGER NOT NULL, title TEXT NOT NULL,
  PRIMARY KEY (paper, position)
);
CREATE TABLE other_names (
  paper TEXT NOT NULL REFERENCES papers(key), position INTEGER NOT NULL, name TEXT NOT NULL,
  PRIMARY KEY (paper, position)
);
CREATE TABLE reimplementations (
  paper TEXT NOT NULL REFERENCES papers(key), position INTEGER NOT NULL, url TEXT NOT NULL,
  PRIMARY KEY (paper, position)
);
CREATE TABLE sources (
  paper TEXT NOT NULL REFERENCES papers(key), field TEXT NOT NULL, source TEXT NOT NULL, PRIMARY KEY (paper, field)
);
CREATE TABLE readings (
  paper TEXT NOT NULL REFERENCES papers(key), position INTEGER NOT NULL, source TEXT NOT NULL, date TEXT NOT NULL,
  PRIMARY KEY (paper, position)
);
CREATE TABLE citation_counts (
  paper TEXT PRIMARY KEY REFERENCES papers(key), count INTEGER NOT NULL, source TEXT NOT NULL, date TEXT NOT NULL
);
CREATE TABLE citing (
  paper TEXT NOT NULL REFERENCES papers(key), position INTEGER NOT NULL, cited TEXT NOT NULL,
  PRIMARY KEY (paper, position)
);
CREATE VIEW papers_below (topic, paper) AS
  WITH RECURSIVE below (above, topic) AS (
    SELECT id, id FROM topics
    UNION ALL SELECT below.above, topics.id FROM below JOIN topics ON topics.parent = below.topic
  )
  SELECT DISTINCT below.above, filing.paper FROM below JOIN filing ON filing.topic = below.topic;

-- What papers are compared by; a trait applies to its topics and those below. A paper without a row says nothing of it.
CREATE TABLE traits (
  id TEXT PRIMARY KEY, name_en TEXT NOT NULL, name_zh TEXT, kind TEXT NOT NULL, unit TEXT, means TEXT
);
CREATE TABLE trait_values (
  trait TEXT NOT NULL REFERENCES traits(id), position INTEGER NOT NULL, id TEXT NOT NULL,
  name_en TEXT NOT NULL, name_zh TEXT, means TEXT NOT NULL,
  PRIMARY KEY (trait, id)
);
CREATE TABLE trait_topics (
  trait TEXT NOT NULL REFERENCES traits(id), topic TEXT NOT NULL REFERENCES topics(id), PRIMARY KEY (trait, topic)
);
CREATE TABLE paper_traits (
  paper TEXT NOT NULL REFERENCES papers(key), trait TEXT NOT NULL REFERENCES traits(id), position INTEGER NOT NULL,
  value TEXT NOT NULL, number REAL,
  PRIMARY KEY (paper, trait, position)
);

-- What is measured, and every number of every table. A paper that a row or a framework names need not be in this file.
CREATE TABLE metrics (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, unit TEXT, better TEXT NOT NULL, minimum REAL, maximum REAL,
  definition TEXT NOT NULL
);
CREATE TABLE settings (id TEXT PRIMARY KEY, name TEXT NOT NULL, unit TEXT, definition TEXT NOT NULL);
CREATE TABLE setting_values (
  setting TEXT NOT NULL REFERENCES settings(id), value TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (setting, value)
);
CREATE TABLE frameworks (id TEXT PRIMARY KEY, name TEXT NOT NULL, code TEXT, paper TEXT);
CREATE TABLE result_tables (
  id TEXT PRIMARY KEY, title TEXT NOT NULL, source_title TEXT NOT NULL, source_part TEXT NOT NULL, source_url TEXT,
  source_paper TEXT, source_date TEXT NOT NULL, version TEXT, first_printed TEXT, last_changed TEXT,
  measured_by TEXT, stake TEXT, compares TEXT NOT NULL, note TEXT
);
CREATE TABLE result_rows (
  result_table TEXT NOT NULL REFERENCES result_tables(id), position INTEGER NOT NULL, label TEXT NOT NULL,
  method TEXT, paper TEXT, framework TEXT REFERENCES frameworks(id), is_own INTEGER NOT NULL, grade TEXT,
  address TEXT, first_printed TEXT, last_changed TEXT, note TEXT,
  PRIMARY KEY (result_table, position)
);
CREATE TABLE result_settings (
  result_table TEXT NOT NULL, position INTEGER NOT NULL, setting TEXT NOT NULL REFERENCES settings(id),
  value TEXT NOT NULL,
  PRIMARY KEY (result_table, position, setting),
  FOREIGN KEY (result_table, position) REFERENCES result_rows(result_table, position)
);
CREATE TABLE result_cells (
  result_table TEXT NOT NULL, position INTEGER NOT NULL, metric TEXT NOT NULL REFERENCES metrics(id),
  printed TEXT NOT NULL, number REAL, least REAL, most REAL, spread REAL, reserved INTEGER NOT NULL,
  PRIMARY KEY (result_table, position, metric),
  FOREIGN KEY (result_table, position) REFERENCES result_rows(result_table, position)
);

-- What sources say that frameworks can do; the newest that mentions a capability is the one that counts, and one
-- without a date is the oldest.
CREATE TABLE capabilities (id TEXT PRIMARY KEY, name TEXT NOT NULL, definition TEXT, question TEXT NOT NULL);
CREATE TABLE statements (
  framework TEXT NOT NULL REFERENCES frameworks(id), position INTEGER NOT NULL,
  capability TEXT NOT NULL REFERENCES capabilities(id), answer TEXT NOT NULL, source TEXT NOT NULL,
  version TEXT, date TEXT, note TEXT,
  PRIMARY KEY (framework, position, capability)
);
CREATE VIEW abilities (framework, capability, answer, source, version, date, note) AS
  SELECT framework, capability, answer, source, version, date, note FROM statements AS one
  WHERE position = (
    SELECT position FROM statements WHERE framework = one.framework AND capability = one.capability
    ORDER BY date DESC, position LIMIT 1
  );

-- Other surveys of the field, and what our topics are to the parts of theirs.
CREATE TABLE surveys (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, title TEXT NOT NULL, authors TEXT, year INTEGER NOT NULL,
  venue TEXT NOT NULL, arxiv TEXT, page TEXT, code TEXT, about TEXT NOT NULL, tree TEXT NOT NULL
);
CREATE TABLE survey_nodes (
  survey TEXT NOT NULL REFERENCES surveys(id), id TEXT NOT NULL, parent TEXT, title TEXT NOT NULL, section TEXT,
  PRIMARY KEY (survey, id)
);
CREATE TABLE survey_matches (
  survey TEXT NOT NULL, node TEXT NOT NULL, topic TEXT NOT NULL REFERENCES topics(id), relation TEXT NOT NULL,
  PRIMARY KEY (survey, node, topic), FOREIGN KEY (survey, node) REFERENCES survey_nodes(survey, id)
);

-- Public lists, each at the commit that was read, which papers they name, and under which headings.
CREATE TABLE lists (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, url TEXT NOT NULL, "commit" TEXT NOT NULL, date TEXT NOT NULL,
  read TEXT NOT NULL
);
CREATE TABLE list_papers (
  list TEXT NOT NULL REFERENCES lists(id), paper TEXT NOT NULL, PRIMARY KEY (list, paper)
);
CREATE TABLE list_sections (
  list TEXT NOT NULL REFERENCES lists(id), heading TEXT NOT NULL, paper TEXT NOT NULL,
  PRIMARY KEY (list, heading, paper)
);

CREATE VIRTUAL TABLE papers_fts USING fts5(
  {searched}, content="papers", tokenize="unicode61 remove_diacritics 2"
);
