-- SPDX-License-Identifier: MIT
-- The first store: the programme, the people, the questions, and the history of every change.
-- Times are unix seconds UTC. Ids are drawn from counter, so that none is ever given twice.

CREATE TABLE schema_version (
	version    INTEGER PRIMARY KEY,
	name       TEXT NOT NULL,
	checksum   TEXT NOT NULL,    -- SHA-256 of the migration's text
	applied_at INTEGER NOT NULL,
	program    TEXT NOT NULL     -- version of askback that applied it
) STRICT;

CREATE TABLE counter (
	kind TEXT PRIMARY KEY,
	next INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What the user is in the middle of: the conference in use, the place set by `at`.
CREATE TABLE setting (
	name  TEXT PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE conference (
	id        INTEGER PRIMARY KEY,
	code      TEXT NOT NULL UNIQUE, -- short name made from the name: srecon17-europe
	name      TEXT NOT NULL,
	folded    TEXT NOT NULL,        -- the name as it is matched
	zone      TEXT NOT NULL,        -- IANA name
	city      TEXT,
	starts_at INTEGER,
	ends_at   INTEGER,
	url       TEXT,
	source    TEXT,           -- where its programme was imported from
	digest    TEXT,           -- of the bytes of that import
	etag      TEXT,
	modified  TEXT            -- Last-Modified, as the server wrote it
) STRICT;

CREATE TABLE talk (
	id            INTEGER PRIMARY KEY,
	conference_id INTEGER NOT NULL REFERENCES conference (id),
	uid           TEXT,             -- in its source; NULL: added by hand
	code          TEXT,             -- the conference's own short name for it
	title         TEXT NOT NULL,
	folded        TEXT NOT NULL,    -- the title as it is matched
	abstract      TEXT,
	room          TEXT,
	room_folded   TEXT,
	track         TEXT,
	starts_at     INTEGER,
	ends_at       INTEGER,
	url           TEXT,
	slides_url    TEXT,
	recording_url TEXT,
	language      TEXT,
	status        TEXT NOT NULL CHECK (status IN ('planned', 'cancelled', 'gone')), -- gone: from the schedule
	moved_at      INTEGER,          -- when an import last changed its time or room
	CHECK (ends_at IS NULL OR ends_at >= starts_at)
) STRICT;
CREATE INDEX talk_start ON talk (starts_at);
CREATE INDEX talk_conference ON talk (conference_id, starts_at);

CREATE TABLE person (
	id          INTEGER PRIMARY KEY,
	name        TEXT NOT NULL,
	folded      TEXT NOT NULL,
	role        TEXT,
	affiliation TEXT,
	note        TEXT
) STRICT;

CREATE TABLE speaker (
	talk_id   INTEGER NOT NULL REFERENCES talk (id),
	position  INTEGER NOT NULL,
	person_id INTEGER NOT NULL REFERENCES person (id),
	uid       TEXT, -- of the person in the talk's source
	PRIMARY KEY (talk_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX speaker_person ON speaker (person_id);

CREATE TABLE contact (
	id        INTEGER PRIMARY KEY,
	person_id INTEGER NOT NULL REFERENCES person (id),
	kind      TEXT NOT NULL,    -- email, github, mastodon, url, ...
	value     TEXT NOT NULL,
	source    TEXT NOT NULL CHECK (source IN ('typed', 'schedule', 'reply')),
	added_at  INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX contact_value ON contact (person_id, kind, value);

CREATE TABLE question (
	id         INTEGER PRIMARY KEY,
	uid        TEXT NOT NULL,
	talk_id    INTEGER REFERENCES talk (id),   -- NULL: in the inbox
	person_id  INTEGER REFERENCES person (id), -- whom it is for, when not just the talk's speakers
	body       TEXT NOT NULL,
	asked      TEXT NOT NULL CHECK (asked IN ('no', 'live', 'hallway', 'online')),
	state      TEXT NOT NULL CHECK (state IN ('open', 'partial', 'answered', 'dropped')),
	private    INTEGER NOT NULL CHECK (private IN (0, 1)),
	asked_at   INTEGER NOT NULL, -- the moment in the talk
	created_at INTEGER NOT NULL,
	updated_at INTEGER NOT NULL,
	author     TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX question_uid ON question (uid);
CREATE INDEX question_open ON question (asked_at, id) WHERE state IN ('open', 'partial');
CREATE INDEX question_talk ON question (talk_id, asked_at, id);

CREATE TABLE question_tag (
	question_id INTEGER NOT NULL REFERENCES question (id),
	tag         TEXT NOT NULL,
	PRIMARY KEY (question_id, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX question_tag_tag ON question_tag (tag, question_id);

-- Where a question stood that came out of somebody's notes; the digest tells it when the notes come again.
CREATE TABLE origin (
	question_id INTEGER PRIMARY KEY REFERENCES question (id),
	file        TEXT NOT NULL,
	line        INTEGER NOT NULL,
	raw         TEXT NOT NULL,
	digest      TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX origin_digest ON origin (digest);

-- Talks that were on when a question could not be attached to one of them.
CREATE TABLE candidate (
	question_id INTEGER NOT NULL REFERENCES question (id),
	talk_id     INTEGER NOT NULL REFERENCES talk (id),
	PRIMARY KEY (question_id, talk_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE answer (
	id          INTEGER PRIMARY KEY,
	uid         TEXT NOT NULL UNIQUE,
	question_id INTEGER NOT NULL REFERENCES question (id),
	body        TEXT NOT NULL,
	said_by     TEXT,             -- who gave it, as written
	source      TEXT NOT NULL CHECK (source IN ('stage', 'hallway', 'online', 'mail', 'own')),
	url         TEXT,
	accepted    INTEGER NOT NULL CHECK (accepted IN (0, 1)),
	answered_at INTEGER NOT NULL,
	created_at  INTEGER NOT NULL,
	author      TEXT NOT NULL
) STRICT;
CREATE INDEX answer_question ON answer (question_id);

-- One row for each thing that a command changed. All rows of one command carry the same command_id, the
-- id of the first, and the same random command_uid, by which a commit of unknown outcome is looked up.
-- before is NULL for what was made, after for what was removed; both are JSON objects.
CREATE TABLE operation (
	id         INTEGER PRIMARY KEY,
	command_id  INTEGER NOT NULL,
	command_uid TEXT NOT NULL,
	at         INTEGER NOT NULL,
	author     TEXT NOT NULL,
	command    TEXT NOT NULL,
	entity     TEXT NOT NULL,
	entity_id  INTEGER NOT NULL,
	before     TEXT,
	after      TEXT
) STRICT;
CREATE INDEX operation_entity ON operation (entity, entity_id);

-- Full text of questions, answers, talks and people. An entry's rowid is 4 * id + kind (0 question, 1 answer,
-- 2 talk, 3 person). The index holds no text of its own: what goes out must be given as it went in.
CREATE VIRTUAL TABLE search USING fts5 (
	body, content = '', tokenize = 'unicode61 remove_diacritics 2'
);

INSERT INTO counter (kind, next) VALUES
	('conference', 1), ('talk', 1), ('person', 1), ('contact', 1), ('question', 1), ('answer', 1),
	('operation', 1);
