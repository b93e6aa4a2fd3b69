-- SPDX-License-Identifier: Apache-2.0
-- An actionplan store, version 2. docs/guide/store.md says what each column holds and how the chain
-- is computed. Dates are ISO 8601 texts; `id`, `link`, `about` and `replaces` are SHA-256 digests.
-- Earlier versions are kept beside this file (schema_1.sql).

-- The ledger: revisions, entries and withholdings share one sequence and one chain.
CREATE TABLE revision (
  seq          INTEGER PRIMARY KEY,
  effective_on TEXT NOT NULL,          -- first day on which this version is the plan
  recorded_on  TEXT NOT NULL,
  plan         TEXT NOT NULL,          -- actionplan/plan@1, corrections of the profile applied
  profile      TEXT NOT NULL,          -- actionplan/profile@1
  link         BLOB NOT NULL CHECK (length(link) = 32)
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
  reporter_type  TEXT NOT NULL,
  method         TEXT NOT NULL,
  member         TEXT,
  person         TEXT,                 -- salted digest; the data is in table person until redacted
  content        BLOB CHECK (length(content) = 32),  -- salted digest of its words; NULL: entry@1
  link           BLOB NOT NULL CHECK (length(link) = 32)
) STRICT;

CREATE INDEX entry_measure ON entry (measure) WHERE measure IS NOT NULL;
CREATE INDEX entry_indicator ON entry (indicator) WHERE indicator IS NOT NULL;
CREATE INDEX entry_about ON entry (about) WHERE about IS NOT NULL;
CREATE INDEX entry_replaces ON entry (replaces) WHERE replaces IS NOT NULL;
-- Of those that speak of neither measure nor indicator.
CREATE INDEX entry_of_neither ON entry (kind) WHERE measure IS NULL AND indicator IS NULL;

-- The words of entries, which can be withheld: a row is deleted once there is a withholding.
CREATE TABLE content (
  seq      INTEGER PRIMARY KEY REFERENCES entry (seq),
  known    BLOB NOT NULL UNIQUE CHECK (length(known) = 16),  -- of its digest as entry@1, the start
  salt     BLOB CHECK (length(salt) = 16),  -- NULL: entry@1
  reporter TEXT NOT NULL,
  text     TEXT,
  sources  TEXT NOT NULL               -- JSON array: [{"text", "accessed_on", "content_hash"}]
) STRICT;

-- That, when and why the words of an entry were withheld.
CREATE TABLE withholding (
  seq         INTEGER PRIMARY KEY,
  recorded_on TEXT NOT NULL,
  entry       BLOB NOT NULL UNIQUE REFERENCES entry (id),
  reason      TEXT NOT NULL,
  kept        BLOB CHECK (length(kept) = 32),  -- of an entry@1: digest of what stays of it
  link        BLOB NOT NULL CHECK (length(link) = 32)
) STRICT;

-- Personal data, which may be erased at any time.
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
CREATE TRIGGER content_is_kept BEFORE UPDATE ON content
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: the words of an entry are never changed'); END;
CREATE TRIGGER content_stays BEFORE DELETE ON content
WHEN NOT EXISTS (SELECT 1 FROM entry JOIN withholding ON withholding.entry = entry.id
                 WHERE entry.seq = old.seq)
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: words go only after a withholding'); END;
CREATE TRIGGER withholding_is_kept BEFORE UPDATE ON withholding
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a withholding is never changed'); END;
CREATE TRIGGER withholding_stays BEFORE DELETE ON withholding
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: a withholding is never deleted'); END;

-- For readers without this library.
CREATE VIEW ledger AS
SELECT entry.seq, lower(hex(entry.id)) AS id, kind, entry.recorded_on, measure, indicator, agency,
       lower(hex(about)) AS about, lower(hex(replaces)) AS replaces, dimension, period_first,
       period_last, observed_on, done_first, done_last, published_on, value, denominator,
       standard_error, df, n, deff, done, completion, verification, unit, content.reporter,
       reporter_type, method, member, content.text, content.sources,
       (SELECT min(later.recorded_on) FROM entry AS later
        WHERE later.replaces = entry.id
           OR (later.about = entry.id AND later.kind = 'withdrawal')) AS replaced_on,
       withholding.recorded_on AS withheld_on, withholding.reason AS withheld_because
FROM entry LEFT JOIN content ON content.seq = entry.seq
           LEFT JOIN withholding ON withholding.entry = entry.id;

CREATE VIEW entry_sources AS
SELECT lower(hex(entry.id)) AS entry, json_extract(source.value, '$.text') AS text,
       json_extract(source.value, '$.accessed_on') AS accessed_on,
       json_extract(source.value, '$.content_hash') AS content_hash
FROM entry JOIN content ON content.seq = entry.seq, json_each(content.sources) AS source;

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
