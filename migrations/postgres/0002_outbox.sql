-- SPDX-License-Identifier: MIT
-- Follow-ups: what leaves the machine about questions, where it goes, and what became of it.

-- This person does not want to be written to.
ALTER TABLE person ADD COLUMN do_not_contact bigint NOT NULL DEFAULT 0 CHECK (do_not_contact IN (0, 1));

-- The members are those of src/model/followup.h. uid is the marker by which a service is asked whether it
-- has it. phase says how far the attempt came that goes on or is in doubt.
CREATE TABLE followup (
	id            bigint PRIMARY KEY,
	uid           text NOT NULL UNIQUE,
	account       text NOT NULL,
	kind          text NOT NULL CHECK (kind IN ('issue', 'discussion', 'mail', 'note')),
	place         text,
	origin        text,
	person_id     bigint REFERENCES person (id),
	conference_id bigint REFERENCES conference (id),
	title         text NOT NULL,
	state         text NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'refused', 'uncertain', 'held',
		'cancelled', 'acked', 'bounced', 'replied', 'closed')),
	phase         text CHECK (phase IN ('wire', 'last')),
	attempts      bigint NOT NULL,
	attempted_at  bigint,
	lookups       bigint NOT NULL,
	next_at       bigint NOT NULL,
	remote_id     text,
	remote_url    text,
	words         text,
	created_at    bigint NOT NULL,
	updated_at    bigint NOT NULL,
	sent_at       bigint,
	author        text NOT NULL,
	payload       text NOT NULL,
	CHECK (phase IS NULL OR state IN ('sending', 'uncertain', 'held'))
);
CREATE INDEX followup_due ON followup (next_at, id) WHERE state IN ('queued', 'sending', 'uncertain');
CREATE INDEX followup_person ON followup (person_id, conference_id);
CREATE INDEX followup_place ON followup (account, place);

-- Which questions a follow-up is about, as they were given.
CREATE TABLE followup_question (
	followup_id bigint NOT NULL REFERENCES followup (id),
	position    bigint NOT NULL,
	question_id bigint NOT NULL REFERENCES question (id),
	PRIMARY KEY (followup_id, position)
);
CREATE UNIQUE INDEX followup_question_question ON followup_question (question_id, followup_id);

-- Where the questions of a talk, a person, a conference, or all others go; the first choice first. The
-- scope_id of the default is 0.
CREATE TABLE route (
	scope       text NOT NULL CHECK (scope IN ('talk', 'person', 'conference', 'default')),
	scope_id    bigint NOT NULL,
	position    bigint NOT NULL,
	destination text NOT NULL,
	PRIMARY KEY (scope, scope_id, position)
);

-- What a service asked an account of ours to wait for.
CREATE TABLE gate (
	origin        text NOT NULL,
	account       text NOT NULL,
	blocked_until bigint NOT NULL,
	last_at       bigint NOT NULL,
	words         text,
	PRIMARY KEY (origin, account)
);

INSERT INTO counter (kind, next) VALUES ('followup', 1);
