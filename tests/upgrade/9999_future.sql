-- SPDX-License-Identifier: MIT
-- What a later askback might bring: a table, and a change to the data that is there.

CREATE TABLE future (
	id   INTEGER PRIMARY KEY,
	note TEXT NOT NULL
) STRICT;
INSERT INTO future (id, note) SELECT id, 'was ' || state FROM question;
