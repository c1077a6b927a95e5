-- SPDX-License-Identifier: MIT

-- name: gate_get
SELECT origin, account, blocked_until, last_at, words FROM gate WHERE origin = $1 AND account = $2;

-- name: gate_set
INSERT INTO gate (origin, account, blocked_until, last_at, words) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (origin, account) DO UPDATE SET blocked_until = excluded.blocked_until, last_at = excluded.last_at,
	words = excluded.words;

-- scan: there is one row for each account
-- name: gate_list_blocked
SELECT origin, account, blocked_until, last_at, words FROM gate
WHERE blocked_until > $1 ORDER BY blocked_until, origin, account;
