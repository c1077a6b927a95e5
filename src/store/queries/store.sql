-- SPDX-License-Identifier: MIT

-- First the update, which keeps others out, then what it left. RETURNING would do both at once, but each
-- time SQLite makes a table for what it returns, in a page cache of its own.
-- name: counter_draw
UPDATE counter SET next = next + 1 WHERE kind = $1;

-- name: counter_drawn
SELECT next - 1 FROM counter WHERE kind = $1;

-- name: setting_get
SELECT value FROM setting WHERE name = $1;

-- name: setting_set
INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value;

-- name: setting_drop
DELETE FROM setting WHERE name = $1;

-- name: schema_version_add
INSERT INTO schema_version (version, name, checksum, applied_at, program) VALUES ($1, $2, $3, $4, $5);

-- name: operation_add
INSERT INTO operation (id, command_id, command_uid, at, author, command, entity, entity_id, before, after)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- name: operation_has
SELECT 1 FROM operation WHERE id = $1 AND command_uid = $2;

-- name: operation_list
SELECT id, command_id, at, author, command, entity, entity_id, before, after FROM operation
WHERE entity = $1 AND entity_id = $2 ORDER BY id;
