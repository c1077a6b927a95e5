-- SPDX-License-Identifier: MIT
-- What befalls people as a whole: two that are one, and one that is to be forgotten.

-- name: person_drop
DELETE FROM person WHERE id = $1;

-- name: contact_update
UPDATE contact SET person_id = $1 WHERE id = $2;

-- name: contact_list_kind
SELECT id, person_id, kind, value, source, added_at FROM contact WHERE kind = $1 ORDER BY id;

-- The command that made a person has a random name of its own, which no other store has.
-- name: person_get_origin
SELECT command_uid FROM operation WHERE entity = 'person' AND entity_id = $1 ORDER BY id LIMIT 1;

-- name: speaker_drop_double
DELETE FROM speaker WHERE talk_id = $1 AND person_id = $2
	AND EXISTS (SELECT 1 FROM speaker s WHERE s.talk_id = $1 AND s.person_id = $3);

-- name: speaker_update
UPDATE speaker SET person_id = $1 WHERE talk_id = $2 AND person_id = $3;

-- scan: people are seldom merged, and an index would cost every question that is logged
-- name: question_list_person
SELECT id FROM question WHERE person_id = $1 ORDER BY id;

-- Those who went into another one: what the history says of them is about the same human being.
-- name: person_list_merged
SELECT DISTINCT o.entity_id AS id FROM operation k JOIN operation o ON o.command_id = k.command_id
WHERE k.entity = 'person' AND k.entity_id = $1 AND k.command = 'person merge'
	AND o.entity = 'person' AND o.entity_id <> $1 AND o.after IS NULL
	AND NOT EXISTS (SELECT 1 FROM person p WHERE p.id = o.entity_id)
ORDER BY o.entity_id;

-- scan: people are seldom forgotten
-- name: answer_list_said
SELECT id, said_by FROM answer WHERE said_by IS NOT NULL ORDER BY id;

-- name: answer_update_said
UPDATE answer SET said_by = $1 WHERE id = $2;

-- name: operation_list_entity
SELECT id, command_id, at, author, command, entity, entity_id, before, after FROM operation
WHERE entity = $1 ORDER BY id;

-- name: operation_update
UPDATE operation SET before = $1, after = $2 WHERE id = $3;

-- The index keeps the words of what was taken out until its parts are made one.
-- name: search_optimize
INSERT INTO search (search) VALUES ('optimize');
-- name: search_optimize@postgres
DELETE FROM search WHERE entry < 0;
