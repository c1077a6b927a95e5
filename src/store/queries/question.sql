-- SPDX-License-Identifier: MIT

-- fragment: question_columns
q.id, q.uid, q.talk_id, q.person_id, q.body, q.asked, q.state, q.private, q.asked_at, q.created_at,
q.updated_at, q.author, t.title AS talk_title, t.starts_at AS talk_starts_at, t.ends_at AS talk_ends_at,
t.room AS talk_room, t.status AS talk_status, t.moved_at AS talk_moved_at,
c.code AS conference_code, c.zone AS conference_zone;

-- fragment: question_tables
question q LEFT JOIN talk t ON t.id = q.talk_id LEFT JOIN conference c ON c.id = t.conference_id;

-- The filters that every list takes; one left out is NULL.
-- fragment: question_filters
(CAST($1 AS bigint) IS NULL OR q.asked_at >= $1)
AND (CAST($2 AS text) IS NULL OR q.state = $2 OR ($2 = 'unanswered' AND q.state IN ('open', 'partial')))
AND (CAST($3 AS text) IS NULL OR q.asked = $3)
AND (CAST($4 AS bigint) IS NULL OR t.conference_id = $4)
AND (CAST($5 AS bigint) IS NULL OR q.talk_id = $5 OR ($5 = -1 AND q.talk_id IS NULL))
AND (CAST($6 AS bigint) IS NULL OR q.person_id = $6
	OR EXISTS (SELECT 1 FROM speaker s WHERE s.talk_id = q.talk_id AND s.person_id = $6))
AND (CAST($7 AS text) IS NULL
	OR EXISTS (SELECT 1 FROM question_tag g WHERE g.question_id = q.id AND g.tag = $7));

-- name: question_add
INSERT INTO question (id, uid, talk_id, person_id, body, asked, state, private, asked_at, created_at,
	updated_at, author)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- name: question_update
UPDATE question SET talk_id = $1, person_id = $2, body = $3, asked = $4, state = $5, private = $6,
	asked_at = $7, updated_at = $8
WHERE id = $9;

-- name: question_get
SELECT {question_columns} FROM {question_tables} WHERE q.id = $1;

-- name: question_has_uid
SELECT id FROM question WHERE uid = $1;

-- What list shows when nothing else is asked for: newest first, read backwards from the index of
-- unanswered questions. The filters left out would be half of the time of compiling it.
-- name: question_list_unanswered
SELECT {question_columns} FROM {question_tables}
WHERE q.state IN ('open', 'partial')
ORDER BY q.asked_at DESC, q.id DESC LIMIT $1;

-- The same with filters.
-- name: question_list_filtered
SELECT {question_columns} FROM {question_tables}
WHERE {question_filters} AND q.state IN ('open', 'partial')
ORDER BY q.asked_at DESC, q.id DESC LIMIT $8;

-- scan: every question is asked for; they come newest first from the table's own order
-- name: question_list_all
SELECT {question_columns} FROM {question_tables}
WHERE {question_filters}
ORDER BY q.id DESC LIMIT $8;

-- name: question_list_talk
SELECT {question_columns} FROM {question_tables}
WHERE {question_filters} AND q.talk_id = $5
ORDER BY q.asked_at DESC, q.id DESC LIMIT $8;

-- The same three, the oldest first.
-- name: question_list_filtered_oldest
SELECT {question_columns} FROM {question_tables}
WHERE {question_filters} AND q.state IN ('open', 'partial')
ORDER BY q.asked_at, q.id LIMIT $8;

-- scan: every question is asked for; they come oldest first from the table's own order
-- name: question_list_all_oldest
SELECT {question_columns} FROM {question_tables}
WHERE {question_filters}
ORDER BY q.id LIMIT $8;

-- name: question_list_talk_oldest
SELECT {question_columns} FROM {question_tables}
WHERE {question_filters} AND q.talk_id = $5
ORDER BY q.asked_at, q.id LIMIT $8;

-- Those that no talk was found for, within the days of a conference.
-- name: question_list_inbox
SELECT {question_columns} FROM {question_tables}
WHERE q.talk_id IS NULL AND q.asked_at >= $1 AND q.asked_at < $2 ORDER BY q.asked_at, q.id;

-- name: question_count_talk
SELECT count(*) FROM question WHERE talk_id = $1;

-- name: candidate_drop
DELETE FROM candidate WHERE question_id = $1;

-- name: origin_add
INSERT INTO origin (question_id, file, line, raw, digest) VALUES ($1, $2, $3, $4, $5);

-- name: origin_has_digest
SELECT question_id FROM origin WHERE digest = $1;

-- name: origin_get
SELECT question_id, file, line, raw, digest FROM origin WHERE question_id = $1;

-- name: question_list_conference
SELECT {question_columns}
FROM talk t JOIN question q ON q.talk_id = t.id JOIN conference c ON c.id = t.conference_id
WHERE t.conference_id = $1 AND (CAST($2 AS bigint) IS NULL OR q.asked_at >= $2)
ORDER BY q.talk_id, q.asked_at, q.id;

-- name: question_tag_add
INSERT INTO question_tag (question_id, tag) VALUES ($1, $2);

-- name: question_tag_list
SELECT tag FROM question_tag WHERE question_id = $1 ORDER BY tag;

-- scan: all tags are wanted, from the index on them
-- name: tag_list
SELECT DISTINCT tag FROM question_tag ORDER BY tag;

-- name: candidate_add
INSERT INTO candidate (question_id, talk_id) VALUES ($1, $2);

-- name: candidate_list
SELECT talk_id FROM candidate WHERE question_id = $1 ORDER BY talk_id;
