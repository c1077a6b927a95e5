-- SPDX-License-Identifier: MIT
-- Follow-ups: what leaves the machine about questions, where it goes, and what became of it. The texts
-- of these tables are parsed at every start, a capture's too: so the words about them stand in front of
-- them, and what the model checks anyway (src/model/followup.h) is checked again only where the engine
-- does not parse its schema anew for every process.

-- This person does not want to be written to.
ALTER TABLE person ADD COLUMN do_not_contact INTEGER NOT NULL DEFAULT 0;

-- The members are those of src/model/followup.h. uid is the marker by which a service is asked whether it
-- has it. phase says how far the attempt came that goes on or is in doubt. payload is last: lists pass
-- over what lies on pages of its own.
CREATE TABLE followup (
	id            INTEGER PRIMARY KEY,
	uid           TEXT NOT NULL UNIQUE,
	account       TEXT NOT NULL,
	kind          TEXT NOT NULL,
	place         TEXT,
	origin        TEXT,
	person_id     INTEGER REFERENCES person (id),
	conference_id INTEGER REFERENCES conference (id),
	title         TEXT NOT NULL,
	state         TEXT NOT NULL,
	phase         TEXT,
	attempts      INTEGER NOT NULL,
	attempted_at  INTEGER,
	lookups       INTEGER NOT NULL,
	next_at       INTEGER NOT NULL,
	remote_id     TEXT,
	remote_url    TEXT,
	words         TEXT,
	created_at    INTEGER NOT NULL,
	updated_at    INTEGER NOT NULL,
	sent_at       INTEGER,
	author        TEXT NOT NULL,
	payload       TEXT NOT NULL
) STRICT;
CREATE INDEX followup_due ON followup (next_at, id) WHERE state IN ('queued', 'sending', 'uncertain');

-- Which questions a follow-up is about, as they were given.
CREATE TABLE followup_question (
	followup_id INTEGER NOT NULL REFERENCES followup (id),
	position    INTEGER NOT NULL,
	question_id INTEGER NOT NULL REFERENCES question (id),
	PRIMARY KEY (followup_id, position)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX followup_question_question ON followup_question (question_id, followup_id);

-- Where the questions of a talk, a person, a conference, or all others go; the first choice first. The
-- scope_id of the default is 0.
CREATE TABLE route (
	scope       TEXT NOT NULL,
	scope_id    INTEGER NOT NULL,
	position    INTEGER NOT NULL,
	destination TEXT NOT NULL,
	PRIMARY KEY (scope, scope_id, position)
) STRICT, WITHOUT ROWID;

-- What a service asked an account of ours to wait for.
CREATE TABLE gate (
	origin        TEXT NOT NULL,
	account       TEXT NOT NULL,
	blocked_until INTEGER NOT NULL,
	last_at       INTEGER NOT NULL,
	words         TEXT,
	PRIMARY KEY (origin, account)
) STRICT, WITHOUT ROWID;

INSERT INTO counter (kind, next) VALUES ('followup', 1);
