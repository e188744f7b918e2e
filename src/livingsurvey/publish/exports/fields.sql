
-- The survey's own fields, and what records say in them; a paper without a row says nothing.
CREATE TABLE fields (
  id TEXT PRIMARY KEY, name_en TEXT NOT NULL, name_zh TEXT, kind TEXT NOT NULL, unit TEXT, means TEXT, address TEXT
);
CREATE TABLE field_values (
  field TEXT NOT NULL REFERENCES fields(id), position INTEGER NOT NULL, id TEXT NOT NULL,
  name_en TEXT NOT NULL, name_zh TEXT, means TEXT NOT NULL,
  PRIMARY KEY (field, id)
);
CREATE TABLE paper_fields (
  paper TEXT NOT NULL REFERENCES papers(key), field TEXT NOT NULL REFERENCES fields(id), position INTEGER NOT NULL,
  value TEXT NOT NULL, number REAL,
  PRIMARY KEY (paper, field, position)
);
CREATE INDEX paper_fields_field ON paper_fields(field, value);
