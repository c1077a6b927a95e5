-- SPDX-License-Identifier: MIT

-- fragment: followup_columns
f.id, f.uid, f.account, f.kind, f.place, f.origin, f.person_id, f.conference_id, f.title, f.payload, f.state,
f.phase, f.attempts, f.attempted_at, f.lookups, f.next_at, f.remote_id, f.remote_url, f.words, f.created_at,
f.updated_at, f.sent_at, f.author;

-- The filters that every list takes; one left out is NULL.
-- fragment: followup_filters
(CAST($1 AS text) IS NULL OR f.state = $1
	OR ($1 = 'under-way' AND f.state IN ('queued', 'sending', 'uncertain', 'held', 'refused')))
AND (CAST($2 AS text) IS NULL OR f.account = $2)
AND (CAST($3 AS text) IS NULL OR f.place = $3)
AND (CAST($4 AS bigint) IS NULL OR f.person_id = $4)
AND (CAST($5 AS bigint) IS NULL OR f.conference_id = $5);

-- name: followup_add
INSERT INTO followup (id, uid, account, kind, place, origin, person_id, conference_id, title, payload, state,
	phase, attempts, attempted_at, lookups, next_at, remote_id, remote_url, words, created_at, updated_at,
	sent_at, author)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
	$23);

-- name: followup_question_add
INSERT INTO followup_question (followup_id, position, question_id) VALUES ($1, $2, $3);

-- name: followup_update
UPDATE followup SET place = $1, title = $2, payload = $3, state = $4, phase = $5, attempts = $6,
	attempted_at = $7, lookups = $8, next_at = $9, remote_id = $10, remote_url = $11, words = $12,
	updated_at = $13, sent_at = $14
WHERE id = $15 AND state = $16;

-- name: followup_update_person
UPDATE followup SET person_id = $1 WHERE id = $2;

-- name: followup_get
SELECT {followup_columns} FROM followup f WHERE f.id = $1;

-- scan: the whole outbox is asked for, or a part that no index leads to
-- name: followup_list_all
SELECT {followup_columns} FROM followup f WHERE {followup_filters} ORDER BY f.id;

-- scan: an index would be parsed at every start of a capture; follow-ups are few
-- name: followup_list_person
SELECT {followup_columns} FROM followup f WHERE {followup_filters} AND f.person_id = $4 ORDER BY f.id;

-- scan: as above
-- name: followup_list_place
SELECT {followup_columns} FROM followup f
WHERE {followup_filters} AND f.account = $2 AND f.place = $3 ORDER BY f.id;

-- name: followup_list_question
SELECT {followup_columns} FROM followup_question x JOIN followup f ON f.id = x.followup_id
WHERE x.question_id = $1 ORDER BY f.id;

-- name: followup_list_questions
SELECT question_id AS id FROM followup_question WHERE followup_id = $1 ORDER BY position;

-- What has begun comes before what has not.
-- name: followup_list_due
SELECT id, account, state, next_at FROM followup WHERE state IN ('queued', 'sending', 'uncertain')
ORDER BY CASE state WHEN 'queued' THEN 1 ELSE 0 END, next_at, id;

-- Most stores have none: it costs a list less to find that out than to compile the join below.
-- scan: the first row is all that it reads
-- name: followup_has_any
SELECT followup_id FROM followup_question LIMIT 1;

-- scan: every question that has one is asked for
-- name: followup_list_marks
SELECT x.question_id, f.id AS followup_id, f.state, f.account, f.place
FROM followup_question x JOIN followup f ON f.id = x.followup_id
WHERE f.state NOT IN ('refused', 'cancelled') ORDER BY x.question_id, x.followup_id;
