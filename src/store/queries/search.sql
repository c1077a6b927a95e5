-- SPDX-License-Identifier: MIT
-- The full-text index, the one place where the engines differ. An entry is 4 * id + kind. A row goes
-- in after its entity was written, and out, with the text that it was made from, before that changes.

-- name: search_question_add
INSERT INTO search (rowid, body) VALUES (4 * $1, $2);
-- name: search_question_add@postgres
INSERT INTO search (entry, document) VALUES (4 * CAST($1 AS bigint), to_tsvector('simple', CAST($2 AS text)));

-- name: search_answer_add
INSERT INTO search (rowid, body) VALUES (4 * $1 + 1, $2);
-- name: search_answer_add@postgres
INSERT INTO search (entry, document) VALUES (4 * CAST($1 AS bigint) + 1, to_tsvector('simple', CAST($2 AS text)));

-- name: search_talk_add
INSERT INTO search (rowid, body)
SELECT 4 * id + 2, title || ' ' || coalesce(abstract, '') FROM talk WHERE id = $1;
-- name: search_talk_add@postgres
INSERT INTO search (entry, document)
SELECT 4 * id + 2, to_tsvector('simple', title || ' ' || coalesce(abstract, '')) FROM talk WHERE id = $1;

-- name: search_talk_drop
INSERT INTO search (search, rowid, body)
SELECT 'delete', 4 * id + 2, title || ' ' || coalesce(abstract, '') FROM talk WHERE id = $1;
-- name: search_talk_drop@postgres
DELETE FROM search WHERE entry = 4 * CAST($1 AS bigint) + 2;

-- name: search_person_add
INSERT INTO search (rowid, body)
SELECT 4 * id + 3, name || ' ' || coalesce(role, '') || ' ' || coalesce(affiliation, '')
FROM person WHERE id = $1;
-- name: search_person_add@postgres
INSERT INTO search (entry, document)
SELECT 4 * id + 3, to_tsvector('simple', name || ' ' || coalesce(role, '') || ' ' || coalesce(affiliation, ''))
FROM person WHERE id = $1;

-- name: search_person_drop
INSERT INTO search (search, rowid, body)
SELECT 'delete', 4 * id + 3, name || ' ' || coalesce(role, '') || ' ' || coalesce(affiliation, '')
FROM person WHERE id = $1;
-- name: search_person_drop@postgres
DELETE FROM search WHERE entry = 4 * CAST($1 AS bigint) + 3;

-- Where ranking begins: bm25 costs a microsecond for every match, so of a word that stands in most
-- texts only the newest matches are ranked. No row: fewer than $2 matches, rank them all.
-- name: search_horizon
SELECT rowid FROM search WHERE search MATCH $1 ORDER BY rowid DESC LIMIT 1 OFFSET $2;
-- name: search_horizon@postgres
SELECT entry FROM search WHERE document @@ websearch_to_tsquery('simple', CAST($1 AS text))
ORDER BY entry DESC LIMIT 1 OFFSET $2;

-- name: search_find
SELECT rowid FROM search WHERE search MATCH $1 AND rowid >= $2 ORDER BY rank LIMIT $3;
-- name: search_find@postgres
SELECT entry FROM search, websearch_to_tsquery('simple', CAST($1 AS text)) wanted
WHERE document @@ wanted AND entry >= $2 ORDER BY ts_rank(document, wanted) DESC, entry DESC LIMIT $3;
