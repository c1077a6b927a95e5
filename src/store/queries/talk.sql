-- SPDX-License-Identifier: MIT

-- fragment: conference_columns
id, code, name, folded, zone, city, starts_at, ends_at, url, source, digest, etag, modified;

-- name: conference_add
INSERT INTO conference (id, code, name, folded, zone, city, starts_at, ends_at, url, source, digest, etag,
	modified)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13);

-- name: conference_update
UPDATE conference SET code = $1, name = $2, folded = $3, zone = $4, city = $5, starts_at = $6,
	ends_at = $7, url = $8, source = $9, digest = $10, etag = $11, modified = $12
WHERE id = $13;

-- name: conference_get
SELECT {conference_columns} FROM conference WHERE id = $1;

-- scan: there are few conferences, and all are wanted
-- name: conference_list
SELECT {conference_columns} FROM conference ORDER BY starts_at DESC NULLS LAST, id DESC;

-- The next talk in the same room bounds the time in which questions still belong to this one.
-- fragment: talk_columns
t.id, t.conference_id, t.uid, t.code, t.title, t.folded, t.abstract, t.room, t.room_folded, t.track, t.starts_at,
t.ends_at, t.url, t.slides_url, t.recording_url, t.language, t.status, t.moved_at, c.code AS conference_code, c.zone AS conference_zone,
(SELECT min(n.starts_at) FROM talk n WHERE n.conference_id = t.conference_id AND n.starts_at >= t.ends_at
	AND n.room_folded = t.room_folded AND n.status = 'planned') AS next_starts_at;

-- name: talk_add
INSERT INTO talk (id, conference_id, uid, code, title, folded, abstract, room, room_folded, track, starts_at,
	ends_at, url, slides_url, recording_url, language, status, moved_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18);

-- name: talk_update
UPDATE talk SET conference_id = $1, uid = $2, code = $3, title = $4, folded = $5, abstract = $6, room = $7,
	room_folded = $8, track = $9, starts_at = $10, ends_at = $11, url = $12, slides_url = $13,
	recording_url = $14, language = $15, status = $16, moved_at = $17
WHERE id = $18;

-- name: talk_get
SELECT {talk_columns} FROM talk t JOIN conference c ON c.id = t.conference_id WHERE t.id = $1;

-- Talks that begin from $1 to $2, of one conference or of all: what is on, just over, and next. Every
-- question that is logged asks for them, and compiling a statement costs more than running it: this one has
-- the talk's own columns only, and the program finds the rest.
-- name: talk_list_around
SELECT id, conference_id, uid, code, title, folded, abstract, room, room_folded, track, starts_at, ends_at, url,
	slides_url, recording_url, language, status, moved_at
FROM talk
WHERE starts_at >= $1 AND starts_at <= $2 AND status = 'planned'
	AND (CAST($3 AS bigint) IS NULL OR conference_id = $3)
ORDER BY starts_at, id;

-- name: talk_list_conference
SELECT {talk_columns} FROM talk t JOIN conference c ON c.id = t.conference_id
WHERE t.conference_id = $1 ORDER BY t.starts_at NULLS LAST, t.room, t.id;

-- Names are matched word by word in the program; the first word narrows them down here.
-- scan: a word inside a title is found by no index
-- name: talk_list_like
SELECT {talk_columns} FROM talk t JOIN conference c ON c.id = t.conference_id
WHERE (CAST($1 AS bigint) IS NULL OR t.conference_id = $1)
	AND (t.folded LIKE $2 ESCAPE '\' OR t.code = $3 OR t.room_folded LIKE $2 ESCAPE '\')
ORDER BY t.starts_at NULLS LAST, t.id;

-- name: talk_list_person
SELECT {talk_columns} FROM speaker s JOIN talk t ON t.id = s.talk_id
JOIN conference c ON c.id = t.conference_id
WHERE s.person_id = $1 ORDER BY t.starts_at NULLS LAST, t.id;

-- scan: the rooms of one conference, or of all
-- name: room_list
SELECT DISTINCT room FROM talk
WHERE room IS NOT NULL AND (CAST($1 AS bigint) IS NULL OR conference_id = $1) ORDER BY room;

-- name: speaker_add
INSERT INTO speaker (talk_id, position, person_id, uid) VALUES ($1, $2, $3, $4);

-- The speakers of a whole programme, for imports and reports.
-- name: speaker_list_conference
SELECT s.talk_id, s.person_id, s.uid, p.name, p.folded, p.role, p.affiliation
FROM talk t JOIN speaker s ON s.talk_id = t.id JOIN person p ON p.id = s.person_id
WHERE t.conference_id = $1 ORDER BY s.talk_id, s.position;

-- name: speaker_drop_talk
DELETE FROM speaker WHERE talk_id = $1;
