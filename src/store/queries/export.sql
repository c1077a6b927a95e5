-- SPDX-License-Identifier: MIT
-- Whole tables, for the export: each row becomes one JSON object with the columns as members.

-- scan: everything is exported
-- name: export_conference
SELECT id, code, name, zone, city, starts_at, ends_at, url, source, digest, etag, modified FROM conference ORDER BY id;

-- scan: everything is exported
-- name: export_person
SELECT id, name, role, affiliation, note, do_not_contact FROM person ORDER BY id;

-- scan: everything is exported
-- name: export_contact
SELECT id, person_id, kind, value, source, added_at FROM contact ORDER BY id;

-- scan: everything is exported
-- name: export_talk
SELECT id, conference_id, uid, code, title, abstract, room, track, starts_at, ends_at, url, slides_url,
	recording_url, language, status, moved_at
FROM talk ORDER BY id;

-- scan: everything is exported
-- name: export_speaker
SELECT talk_id, position, person_id, uid FROM speaker ORDER BY talk_id, position;

-- scan: everything is exported
-- name: export_question
SELECT id, uid, talk_id, person_id, body, asked, state, private, asked_at, created_at, updated_at, author
FROM question ORDER BY id;

-- scan: everything is exported
-- name: export_tag
SELECT question_id, tag FROM question_tag ORDER BY question_id, tag;

-- scan: everything is exported
-- name: export_candidate
SELECT question_id, talk_id FROM candidate ORDER BY question_id, talk_id;

-- scan: everything is exported
-- name: export_origin
SELECT question_id, file, line, raw, digest FROM origin ORDER BY question_id;

-- scan: everything is exported
-- name: export_answer
SELECT id, uid, question_id, body, said_by, source, url, accepted, answered_at, created_at, author
FROM answer ORDER BY id;

-- scan: everything is exported
-- name: export_followup
SELECT id, uid, account, kind, place, origin, person_id, conference_id, title, state, phase, attempts, attempted_at,
	lookups, next_at, remote_id, remote_url, words, created_at, updated_at, sent_at, author, payload
FROM followup ORDER BY id;

-- scan: everything is exported
-- name: export_followup_question
SELECT followup_id, position, question_id FROM followup_question ORDER BY followup_id, position;

-- scan: everything is exported
-- name: export_route
SELECT scope, scope_id, position, destination FROM route ORDER BY scope, scope_id, position;

-- scan: everything is exported
-- name: export_setting
SELECT name, value FROM setting ORDER BY name;

-- scan: everything is exported
-- name: export_operation
SELECT id, command_id, command_uid, at, author, command, entity, entity_id, before, after
FROM operation ORDER BY id;
