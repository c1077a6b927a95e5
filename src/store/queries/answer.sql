-- SPDX-License-Identifier: MIT

-- name: answer_add
INSERT INTO answer (id, uid, question_id, body, said_by, source, url, accepted, answered_at, created_at,
	author)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- name: answer_list
SELECT id, uid, question_id, body, said_by, source, url, accepted, answered_at, created_at, author
FROM answer WHERE question_id = $1 ORDER BY id;

-- name: answer_list_conference
SELECT a.id, a.uid, a.question_id, a.body, a.said_by, a.source, a.url, a.accepted, a.answered_at,
	a.created_at, a.author
FROM talk t JOIN question q ON q.talk_id = t.id JOIN answer a ON a.question_id = q.id
WHERE t.conference_id = $1 ORDER BY a.question_id, a.id;

-- name: answer_get
SELECT id, uid, question_id, body, said_by, source, url, accepted, answered_at, created_at, author
FROM answer WHERE id = $1;
