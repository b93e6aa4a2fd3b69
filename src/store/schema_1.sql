-- SPDX-License-Identifier: Apache-2.0
-- An actionplan store, version 1. docs/guide/store.md says what each column holds and how the chain
-- is computed. Dates are ISO 8601 texts; `id`, `link`, `about` and `replaces` are SHA-256 digests.

-- The ledger: revisions and entries share one sequence and one chain.
CREATE TABLE revision (
  seq          INTEGER PRIMARY KEY,
  effective_on TEXT NOT NULL,          -- first day on which this version is the plan
  recorded_on  TEXT NOT NULL,
  plan         TEXT NOT NULL,          -- actionplan/plan@1, corrections of the profile applied
  profile      TEXT NOT NULL,          -- actionplan/profile@1
  link         BLOB NOT NULL UNIQUE CHECK (length(link) = 32)
) STRICT;

CREATE TABLE entry (
  seq            INTEGER PRIMARY KEY,
  id             BLOB NOT NULL UNIQUE CHECK (length(id) = 32),  -- digest of the canonical encoding
  kind           TEXT NOT NULL CHECK (kind IN ('observation', 'deliverable', 'rating', 'response',
                   'verification', 'withdrawal', 'appointment', 'membership', 'note')),
  recorded_on    TEXT NOT NULL,
  measure        TEXT,
  indicator      TEXT,
  agency         TEXT,
  about          BLOB REFERENCES entry (id),
  replaces       BLOB REFERENCES entry (id),
  dimension      TEXT,                 -- JSON object: {"region": "Baku"}
  period_first   TEXT,
  period_last    TEXT,
  observed_on    TEXT,
  done_first     TEXT,
  done_last      TEXT,
  published_on   TEXT,
  value          REAL,
  denominator    REAL,
  standard_error REAL,
  df             REAL,
  n              INTEGER,
  deff           REAL,
  done           INTEGER CHECK (done IN (0, 1)),
  completion     TEXT,
  verification   TEXT,
  unit           TEXT,
  reporter       TEXT NOT NULL,
  reporter_type  TEXT NOT NULL,
  method         TEXT NOT NULL,
  member         TEXT,
  person         TEXT,                 -- salted digest; the data is in table person until redacted
  text           TEXT,
  sources        TEXT NOT NULL,        -- JSON array: [{"text", "accessed_on", "content_hash"}]
  link           BLOB NOT NULL UNIQUE CHECK (length(link) = 32)
) STRICT;

-- Personal data: the only rows that may be erased.
CREATE TABLE person (
  digest   TEXT PRIMARY KEY,
  salt     BLOB NOT NULL CHECK (length(salt) = 32),
  name     TEXT NOT NULL,
  position TEXT NOT NULL,
  contact  TEXT NOT NULL
) STRICT;

CREATE TRIGGER revision_is_kept BEFORE UPDATE ON revision
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a revision is never changed'); END;
CREATE TRIGGER revision_stays BEFORE DELETE ON revision
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a revision is never deleted'); END;
CREATE TRIGGER entry_is_kept BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: an entry is never changed'); END;
CREATE TRIGGER entry_stays BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: an entry is never deleted'); END;

-- For readers without this library.
CREATE VIEW ledger AS
SELECT seq, lower(hex(id)) AS id, kind, recorded_on, measure, indicator, agency,
       lower(hex(about)) AS about, lower(hex(replaces)) AS replaces, dimension, period_first,
       period_last, observed_on, done_first, done_last, published_on, value, denominator,
       standard_error, df, n, deff, done, completion, verification, unit, reporter, reporter_type,
       method, member, text, sources,
       (SELECT min(later.recorded_on) FROM entry AS later
        WHERE later.replaces = entry.id
           OR (later.about = entry.id AND later.kind = 'withdrawal')) AS replaced_on
FROM entry;

CREATE VIEW entry_sources AS
SELECT lower(hex(entry.id)) AS entry, json_extract(source.value, '$.text') AS text,
       json_extract(source.value, '$.accessed_on') AS accessed_on,
       json_extract(source.value, '$.content_hash') AS content_hash
FROM entry, json_each(entry.sources) AS source;

-- Of the revision entered last.
CREATE VIEW measures AS
SELECT json_extract(measure.value, '$.id') AS id, json_extract(measure.value, '$.number') AS number,
       json_extract(measure.value, '$.section') AS section,
       json_extract(measure.value, '$.title') AS title,
       json_extract(measure.value, '$.deadline.text') AS deadline,
       json_extract(measure.value, '$.deadline.due') AS due
FROM (SELECT plan FROM revision ORDER BY seq DESC LIMIT 1) AS latest,
     json_each(latest.plan, '$.measures') AS measure;

CREATE VIEW indicators AS
SELECT json_extract(indicator.value, '$.id') AS id,
       json_extract(measure.value, '$.id') AS measure,
       json_extract(indicator.value, '$.kind') AS kind,
       json_extract(indicator.value, '$.text') AS text
FROM (SELECT plan FROM revision ORDER BY seq DESC LIMIT 1) AS latest,
     json_each(latest.plan, '$.measures') AS measure,
     json_each(measure.value, '$.indicators') AS indicator;

CREATE VIEW agencies AS
SELECT json_extract(agency.value, '$.id') AS id, json_extract(agency.value, '$.name') AS name,
       json_extract(agency.value, '$.collective') AS collective
FROM (SELECT plan FROM revision ORDER BY seq DESC LIMIT 1) AS latest,
     json_each(latest.plan, '$.agencies') AS agency;

CREATE VIEW appointments AS
SELECT lower(hex(entry.id)) AS entry, entry.agency, entry.measure, entry.period_first,
       entry.period_last, entry.recorded_on, person.name, person.position, person.contact
FROM entry LEFT JOIN person ON person.digest = entry.person
WHERE entry.kind = 'appointment';
