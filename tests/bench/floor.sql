-- SPDX-License-Identifier: MIT
-- The store of the floor programs: as little as a tool may keep that has talks, tags, full text and
-- a history. What askback adds to this (STRICT, checks, counters, JSON before and after) is its
-- own choice, and the measurements show what it costs.

CREATE TABLE conference (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);

CREATE TABLE person (
	id    INTEGER PRIMARY KEY,
	name  TEXT NOT NULL,
	email TEXT,
	UNIQUE (name, email)
);

CREATE TABLE talk (
	id            INTEGER PRIMARY KEY,
	conference_id INTEGER NOT NULL REFERENCES conference (id),
	title         TEXT NOT NULL,
	person_id     INTEGER REFERENCES person (id),
	UNIQUE (conference_id, title)
);

CREATE TABLE question (
	id         INTEGER PRIMARY KEY,
	uid        TEXT NOT NULL UNIQUE,
	talk_id    INTEGER REFERENCES talk (id),
	body       TEXT NOT NULL,
	state      INTEGER NOT NULL, -- 0: open
	created_at INTEGER NOT NULL,
	updated_at INTEGER NOT NULL
);
CREATE INDEX question_open ON question (created_at) WHERE state = 0;
CREATE INDEX question_talk ON question (talk_id);

CREATE TABLE tag (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);

CREATE TABLE question_tag (
	question_id INTEGER NOT NULL,
	tag_id      INTEGER NOT NULL,
	PRIMARY KEY (question_id, tag_id)
) WITHOUT ROWID;
CREATE INDEX question_tag_tag ON question_tag (tag_id, question_id);

CREATE TABLE history (
	id          INTEGER PRIMARY KEY,
	question_id INTEGER NOT NULL,
	at          INTEGER NOT NULL,
	kind        INTEGER NOT NULL
);

CREATE VIRTUAL TABLE search USING fts5 (
	body, content = 'question', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
