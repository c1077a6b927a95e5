-- SPDX-License-Identifier: MIT
-- The first store: the programme, the people, the questions, and the history of every change.
-- Times are unix seconds UTC. Ids are drawn from counter, so that none is ever given twice.

CREATE TABLE schema_version (
	version    bigint PRIMARY KEY,
	name       text NOT NULL,
	checksum   text NOT NULL,    -- SHA-256 of the migration's text
	applied_at bigint NOT NULL,
	program    text NOT NULL     -- version of askback that applied it
);

CREATE TABLE counter (
	kind text PRIMARY KEY,
	next bigint NOT NULL
);

-- What the user is in the middle of: the conference in use, the place set by `at`.
CREATE TABLE setting (
	name  text PRIMARY KEY,
	value text NOT NULL
);

CREATE TABLE conference (
	id        bigint PRIMARY KEY,
	code      text NOT NULL UNIQUE, -- short name made from the name: srecon17-europe
	name      text NOT NULL,
	folded    text NOT NULL,        -- the name as it is matched
	zone      text NOT NULL,        -- IANA name
	city      text,
	starts_at bigint,
	ends_at   bigint,
	url       text,
	source    text,           -- where its programme was imported from
	digest    text,           -- of the bytes of that import
	etag      text,
	modified  text            -- Last-Modified, as the server wrote it
);

CREATE TABLE talk (
	id            bigint PRIMARY KEY,
	conference_id bigint NOT NULL REFERENCES conference (id),
	uid           text,             -- in its source; NULL: added by hand
	code          text,             -- the conference's own short name for it
	title         text NOT NULL,
	folded        text NOT NULL,    -- the title as it is matched
	abstract      text,
	room          text,
	room_folded   text,
	track         text,
	starts_at     bigint,
	ends_at       bigint,
	url           text,
	slides_url    text,
	recording_url text,
	language      text,
	status        text NOT NULL CHECK (status IN ('planned', 'cancelled', 'gone')), -- gone: from the schedule
	moved_at      bigint,          -- when an import last changed its time or room
	CHECK (ends_at IS NULL OR ends_at >= starts_at)
);
CREATE INDEX talk_start ON talk (starts_at);
CREATE INDEX talk_conference ON talk (conference_id, starts_at);

CREATE TABLE person (
	id          bigint PRIMARY KEY,
	name        text NOT NULL,
	folded      text NOT NULL,
	role        text,
	affiliation text,
	note        text
);

CREATE TABLE speaker (
	talk_id   bigint NOT NULL REFERENCES talk (id),
	position  bigint NOT NULL,
	person_id bigint NOT NULL REFERENCES person (id),
	uid       text, -- of the person in the talk's source
	PRIMARY KEY (talk_id, position)
);
CREATE INDEX speaker_person ON speaker (person_id);

CREATE TABLE contact (
	id        bigint PRIMARY KEY,
	person_id bigint NOT NULL REFERENCES person (id),
	kind      text NOT NULL,    -- email, github, mastodon, url, ...
	value     text NOT NULL,
	source    text NOT NULL CHECK (source IN ('typed', 'schedule', 'reply')),
	added_at  bigint NOT NULL
);
CREATE UNIQUE INDEX contact_value ON contact (person_id, kind, value);

CREATE TABLE question (
	id         bigint PRIMARY KEY,
	uid        text NOT NULL,
	talk_id    bigint REFERENCES talk (id),   -- NULL: in the inbox
	person_id  bigint REFERENCES person (id), -- whom it is for, when not just the talk's speakers
	body       text NOT NULL,
	asked      text NOT NULL CHECK (asked IN ('no', 'live', 'hallway', 'online')),
	state      text NOT NULL CHECK (state IN ('open', 'partial', 'answered', 'dropped')),
	private    bigint NOT NULL CHECK (private IN (0, 1)),
	asked_at   bigint NOT NULL, -- the moment in the talk
	created_at bigint NOT NULL,
	updated_at bigint NOT NULL,
	author     text NOT NULL
);
CREATE UNIQUE INDEX question_uid ON question (uid);
CREATE INDEX question_open ON question (asked_at, id) WHERE state IN ('open', 'partial');
CREATE INDEX question_talk ON question (talk_id, asked_at, id);

CREATE TABLE question_tag (
	question_id bigint NOT NULL REFERENCES question (id),
	tag         text NOT NULL,
	PRIMARY KEY (question_id, tag)
);
CREATE INDEX question_tag_tag ON question_tag (tag, question_id);

-- Where a question stood that came out of somebody's notes; the digest tells it when the notes come again.
CREATE TABLE origin (
	question_id bigint PRIMARY KEY REFERENCES question (id),
	file        text NOT NULL,
	line        bigint NOT NULL,
	raw         text NOT NULL,
	digest      text NOT NULL
);
CREATE UNIQUE INDEX origin_digest ON origin (digest);

-- Talks that were on when a question could not be attached to one of them.
CREATE TABLE candidate (
	question_id bigint NOT NULL REFERENCES question (id),
	talk_id     bigint NOT NULL REFERENCES talk (id),
	PRIMARY KEY (question_id, talk_id)
);

CREATE TABLE answer (
	id          bigint PRIMARY KEY,
	uid         text NOT NULL UNIQUE,
	question_id bigint NOT NULL REFERENCES question (id),
	body        text NOT NULL,
	said_by     text,             -- who gave it, as written
	source      text NOT NULL CHECK (source IN ('stage', 'hallway', 'online', 'mail', 'own')),
	url         text,
	accepted    bigint NOT NULL CHECK (accepted IN (0, 1)),
	answered_at bigint NOT NULL,
	created_at  bigint NOT NULL,
	author      text NOT NULL
);
CREATE INDEX answer_question ON answer (question_id);

-- One row for each thing that a command changed. All rows of one command carry the same command_id, the
-- id of the first, and the same random command_uid, by which a commit of unknown outcome is looked up.
-- before is NULL for what was made, after for what was removed; both are JSON objects.
CREATE TABLE operation (
	id         bigint PRIMARY KEY,
	command_id  bigint NOT NULL,
	command_uid text NOT NULL,
	at         bigint NOT NULL,
	author     text NOT NULL,
	command    text NOT NULL,
	entity     text NOT NULL,
	entity_id  bigint NOT NULL,
	before     text,
	after      text
);
CREATE INDEX operation_entity ON operation (entity, entity_id);

-- Full text of questions, answers, talks and people. An entry is 4 * id + kind (0 question, 1 answer, 2 talk,
-- 3 person).
CREATE TABLE search (
	entry    bigint PRIMARY KEY,
	document tsvector NOT NULL
);
CREATE INDEX search_document ON search USING gin (document);

INSERT INTO counter (kind, next) VALUES
	('conference', 1), ('talk', 1), ('person', 1), ('contact', 1), ('question', 1), ('answer', 1),
	('operation', 1);
