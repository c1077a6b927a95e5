-- SPDX-License-Identifier: MIT

-- fragment: person_columns
p.id, p.name, p.folded, p.role, p.affiliation, p.note, p.do_not_contact;

-- name: person_add
INSERT INTO person (id, name, folded, role, affiliation, note, do_not_contact)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: person_update
UPDATE person SET name = $1, folded = $2, role = $3, affiliation = $4, note = $5, do_not_contact = $6
WHERE id = $7;

-- name: person_get
SELECT {person_columns} FROM person p WHERE p.id = $1;

-- scan: all people are asked for, or a word inside a name
-- name: person_list_like
SELECT {person_columns} FROM person p WHERE p.folded LIKE $1 ESCAPE '\' ORDER BY p.folded, p.id;

-- name: person_list_talk
SELECT {person_columns} FROM speaker s JOIN person p ON p.id = s.person_id
WHERE s.talk_id = $1 ORDER BY s.position;

-- name: contact_add
INSERT INTO contact (id, person_id, kind, value, source, added_at) VALUES ($1, $2, $3, $4, $5, $6);

-- name: contact_drop
DELETE FROM contact WHERE id = $1;

-- name: contact_list
SELECT id, person_id, kind, value, source, added_at FROM contact WHERE person_id = $1 ORDER BY kind, value;
