-- SPDX-License-Identifier: MIT

-- name: route_add
INSERT INTO route (scope, scope_id, position, destination) VALUES ($1, $2, $3, $4);

-- name: route_drop
DELETE FROM route WHERE scope = $1 AND scope_id = $2;

-- name: route_list_scope
SELECT scope, scope_id, destination FROM route WHERE scope = $1 AND scope_id = $2 ORDER BY position;

-- scan: all routes are asked for
-- name: route_list
SELECT scope, scope_id, destination FROM route
ORDER BY CASE scope WHEN 'talk' THEN 1 WHEN 'person' THEN 2 WHEN 'conference' THEN 3 ELSE 4 END, scope_id, position;
