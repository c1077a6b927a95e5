/* SPDX-License-Identifier: MIT */
#include "flow/capture.h"

#include <string.h>

#include "base/random.h"
#include "flow/capture_record.h"
#include "store/answer.h"
#include "store/question.h"
#include "store/spool.h"

static bool
answer_write(struct store *store, const struct capture *capture, const struct question *question,
        struct error *err)
{
	struct answer answer = {
	        .question_id = question->id,
	        .body = capture->answer,
	        .source = "stage",
	        .answered_at = question->asked_at,
	};

	return !capture->answer || answer_add(store, &answer, err);
}

static bool
lists_write(struct store *store, const struct capture *capture, const struct captured *captured,
        struct error *err)
{
	int64_t id = captured->question.id;

	for (size_t i = 0; i < capture->tags.count; i++)
		if (!question_add_tag(store, id, capture->tags.items[i], err))
			return false;
	for (size_t i = 0; i < captured->attach.candidates.count; i++)
		if (!question_add_candidate(
		            store, id, captured->attach.candidates.items[i].id, err))
			return false;
	return true;
}

/* The question with all that hangs on it, inside the caller's transaction. */
static bool
question_write(struct store *store, const struct capture *capture, const char *uid,
        struct captured *captured, struct error *err)
{
	struct question *question = &captured->question;
	const struct talk *talk = &captured->attach.talk;

	*question = (struct question){
	        .uid = uid,
	        .talk_id = talk->id,
	        .person_id = captured->attach.person.id,
	        .body = capture->text,
	        .asked = capture->asked,
	        .state = capture->answer ? "answered" : "open",
	        .private = capture->private,
	        .asked_at = capture->wish.at,
	        .talk_title = talk->title,
	        .talk_starts_at = talk->starts_at,
	        .talk_ends_at = talk->ends_at,
	        .talk_room = talk->room,
	        .talk_status = talk->status,
	        .talk_moved_at = talk->moved_at,
	        .conference_code = talk->conference_code,
	        .conference_zone = talk->conference_zone,
	};
	return question_add(store, question, err) && answer_write(store, capture, question, err) &&
	        lists_write(store, capture, captured, err);
}

static bool
capture_write(struct arena *arena, struct store *store, const struct capture *capture,
        const char *uid, struct captured *captured, struct error *err)
{
	if (!store_begin(store, err))
		return false;
	if (!attach_find(store, arena, &capture->wish, &captured->attach, err) ||
	        !question_write(store, capture, uid, captured, err)) {
		store_rollback(store);
		return false;
	}
	return store_commit(store, err);
}

/* Errors that say nothing about the question: it must be kept all the same. */
static bool
error_can_spool(const struct error *err)
{
	switch (err->kind) {
	case ERROR_BUSY:
	case ERROR_IO:
	case ERROR_FULL:
	case ERROR_DAMAGED:
	case ERROR_NEWER:
	case ERROR_UNCERTAIN:
		return true;
	case ERROR_NONE:
	case ERROR_USAGE:
	case ERROR_MISSING:
	case ERROR_AMBIGUOUS:
	case ERROR_INVALID:
	case ERROR_FOREIGN:
	case ERROR_DENIED:
	case ERROR_UNSUPPORTED:
	case ERROR_CANCELLED:
	case ERROR_OUTPUT:
		break;
	}
	return false;
}

static bool
capture_spool(struct arena *arena, const struct store_options *options,
        const struct capture *capture, const char *uid, struct captured *captured,
        struct error *err)
{
	const char *record = capture_record_format(arena, capture, uid);
	struct error spool_err;

	if (!spool_add(arena, options->path, record, strlen(record), &spool_err))
		return error_in(err, "%s", spool_err.text);
	captured->spooled = *err;
	captured->question = (struct question){
	        .uid = uid,
	        .body = capture->text,
	        .asked = capture->asked,
	        .state = capture->answer ? "answered" : "open",
	        .private = capture->private,
	        .asked_at = capture->wish.at,
	        .author = options->author,
	};
	error_reset(err);
	return true;
}

bool
capture_question(struct arena *arena, const struct store_options *options,
        const struct capture *capture, struct captured *captured_out, struct error *err)
{
	char *uid = arena_get(arena, UID_SIZE);
	struct store *store = NULL;
	bool ok;

	*captured_out = (struct captured){.attach = {.why = ATTACH_NONE}};
	if (!random_uid(uid, err))
		return false;
	ok = store_open(arena, options, STORE_WRITE, &store, err);
	if (ok)
		captured_out->news = *store_news(store);
	ok = ok && capture_write(arena, store, capture, uid, captured_out, err);
	store_close(store);
	if (!ok && error_can_spool(err))
		ok = capture_spool(arena, options, capture, uid, captured_out, err);
	return ok;
}

/* One record into the store, unless an earlier run that was cut short has done so already. */
static bool
record_move(struct arena *arena, struct store *store, struct spool *spool,
        const struct spool_record *record, struct drained *drained, struct error *err)
{
	struct captured captured = {.attach = {.why = ATTACH_NONE}};
	struct capture capture;
	const char *uid;
	int64_t id;

	/* One that makes no sense must not keep the others waiting: it is set aside. */
	if (!capture_record_parse(arena, record->text, record->length, &capture, &uid, err)) {
		error_reset(err);
		spool_keep(spool);
		return true;
	}
	if (!question_find_uid(store, uid, &id, err))
		return false;
	if (id)
		return true;
	if (!attach_find(store, arena, &capture.wish, &captured.attach, err)) {
		if (err->kind != ERROR_MISSING && err->kind != ERROR_AMBIGUOUS)
			return false;
		error_reset(err);
		captured.attach = (struct attach){.why = ATTACH_NONE};
	}
	if (!question_write(store, &capture, uid, &captured, err))
		return false;
	if (drained->count++ == 0)
		drained->first = captured.question.id;
	drained->last = captured.question.id;
	return true;
}

static bool
records_move(struct arena *arena, struct store *store, struct spool *spool, struct drained *drained,
        struct error *err)
{
	size_t count;
	const struct spool_record *records = spool_records(spool, &count);

	if (!store_begin(store, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!record_move(arena, store, spool, &records[i], drained, err)) {
			store_rollback(store);
			return false;
		}
	return store_commit(store, err);
}

bool
capture_drain(struct arena *arena, const struct store_options *options, struct drained *drained_out,
        struct error *err)
{
	struct store *store = NULL;
	struct spool *spool = NULL;
	bool ok;

	*drained_out = (struct drained){.count = 0};
	/* Store first, spool second: a capture that holds the store may be waiting for the spool.
	 */
	ok = store_open(arena, options, STORE_WRITE, &store, err) &&
	        spool_open(arena, options->path, &spool, err) &&
	        records_move(arena, store, spool, drained_out, err) && spool_clear(spool, err);
	drained_out->damaged = ok && spool_is_damaged(spool);
	spool_close(spool);
	store_close(store);
	return ok;
}
