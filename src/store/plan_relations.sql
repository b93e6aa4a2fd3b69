-- SPDX-License-Identifier: Apache-2.0
-- The relations that `sql_condition` names, of one revision. ?1 is its seq, ?2 a JSON array of the
-- measures with an indicator that a formula computes. Stands after `WITH RECURSIVE words (seq,
-- reporter) AS (...),`, the words of entries in a store of its version.
plan (json) AS (SELECT plan FROM revision WHERE seq = ?1),
measure (id, number, section, title, indicator_text, deadline_kind, start, due, due_latest,
         deadline_reason, conditional, json) AS MATERIALIZED (
  SELECT json_extract(value, '$.id'), json_extract(value, '$.number'),
         json_extract(value, '$.section'), json_extract(value, '$.title'),
         json_extract(value, '$.indicator_text'), json_extract(value, '$.deadline.kind'),
         json_extract(value, '$.deadline.start'), json_extract(value, '$.deadline.due'),
         ifnull(json_extract(value, '$.deadline.due_latest'), json_extract(value, '$.deadline.due')),
         CASE WHEN json_extract(value, '$.deadline.kind') = 'no_date'
              THEN ifnull(json_extract(value, '$.deadline.reason'),
                          CASE WHEN json_extract(value, '$.deadline.text') = '' THEN 'empty'
                               ELSE 'unread' END) END,
         CASE WHEN json_array_length(value, '$.deadline.conditions') > 0 THEN 'yes' ELSE 'no' END,
         value
  FROM plan, json_each(plan.json, '$.measures')),
section (id, number, title, parent) AS MATERIALIZED (
  SELECT json_extract(value, '$.id'), json_extract(value, '$.number'),
         json_extract(value, '$.title'), json_extract(value, '$.parent')
  FROM plan, json_each(plan.json, '$.sections')),
section_above (section, number, title, depth, parent) AS (
  SELECT id, number, title, 0, parent FROM section
  UNION ALL
  SELECT below.section, section.number, section.title, below.depth + 1, section.parent
  FROM section_above AS below JOIN section ON section.id = below.parent
  WHERE below.depth < 1000),
assignment (measure, agency, role, force) AS MATERIALIZED (
  SELECT measure.id, json_extract(value, '$.agency'), json_extract(value, '$.role'),
         json_extract(value, '$.force')
  FROM measure, json_each(measure.json, '$.assignments')),
agency (id, name, aliases) AS MATERIALIZED (
  SELECT json_extract(value, '$.id'), json_extract(value, '$.name'),
         json_extract(value, '$.aliases')
  FROM plan, json_each(plan.json, '$.agencies')),
agency_name (agency, name) AS (
  SELECT id, id FROM agency
  UNION ALL
  SELECT id, name FROM agency
  UNION ALL
  SELECT agency.id, value FROM agency, json_each(agency.aliases)),
indicator_kind (measure, kind, indicator) AS MATERIALIZED (
  SELECT measure.id, json_extract(value, '$.kind'), json_extract(value, '$.id')
  FROM measure, json_each(measure.json, '$.indicators')),
said (measure, reporter, reporter_type, method) AS (
  SELECT entry.measure, words.reporter, entry.reporter_type, entry.method
  FROM entry LEFT JOIN words ON words.seq = entry.seq WHERE entry.measure IS NOT NULL
  UNION
  SELECT indicator_kind.measure, words.reporter, entry.reporter_type, entry.method
  FROM entry JOIN indicator_kind ON indicator_kind.indicator = entry.indicator
             LEFT JOIN words ON words.seq = entry.seq),
computed (measure) AS (SELECT value FROM json_each(?2))
