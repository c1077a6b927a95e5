/* SPDX-License-Identifier: MIT */
#include "flow/bring_notes.h"

#include <inttypes.h>
#include <string.h>

#include "base/random.h"
#include "flow/settle.h"
#include "flow/speakers.h"
#include "store/answer.h"
#include "store/origin.h"
#include "store/question.h"
#include "text/utf8.h"

struct work {
	struct store *store;
	struct arena *arena;
	const struct bring_notes *bring;
	struct bring_notes_summary *summary;
	int64_t *talk_of; /* for each talk find: its talk in the store, once it is known */
};

/* The talk's speakers among the finds. */
static struct texts
speakers_of(const struct work *work, size_t talk)
{
	const struct notes *notes = work->bring->notes;
	const char **names = arena_array(work->arena, notes->count + 1, sizeof(*names));
	struct texts texts = {.items = names};

	for (size_t i = 0; i < notes->count; i++)
		if (notes->finds[i].kind == NOTES_SPEAKER && notes->finds[i].part_of == talk &&
		        work->bring->taken[i])
			names[texts.count++] = work->bring->text[i];
	return texts;
}

/* A talk of that very title may have come with earlier notes. */
static bool
talk_by_title(struct work *work, const char *title, int64_t *id_out, struct error *err)
{
	const char *folded = utf8_fold(work->arena, title);
	struct talk_list talks;

	*id_out = 0;
	if (!talk_list_conference(
	            work->store, work->arena, work->bring->conference_id, &talks, err))
		return false;
	for (size_t i = 0; i < talks.count; i++)
		if (strcmp(talks.items[i].folded, folded) == 0)
			*id_out = talks.items[i].id;
	return true;
}

/* The talk of a find: of the programme, of earlier notes, or a new one without times. */
static bool
talk_bring(struct work *work, size_t find, int64_t *id_out, struct error *err)
{
	struct talk talk = {.conference_id = work->bring->conference_id};
	struct texts speakers;

	*id_out = work->bring->talk_ids[find] ? work->bring->talk_ids[find] : work->talk_of[find];
	if (*id_out || !work->bring->conference_id || !work->bring->taken[find])
		return true;
	talk.title = work->bring->text[find];
	if (!talk_by_title(work, talk.title, id_out, err))
		return false;
	if (!*id_out) {
		speakers = speakers_of(work, find);
		if (!talk_add(work->store, &talk, err) ||
		        (speakers.count &&
		                !speakers_update(
		                        work->store, work->arena, talk.id, &speakers, err)))
			return false;
		*id_out = talk.id;
		work->summary->talks++;
	}
	work->talk_of[find] = *id_out;
	return true;
}

/* The same words under the same heading are the same question, wherever the file lies. */
static const char *
question_digest(const struct work *work, size_t find)
{
	const struct notes_find *question = &work->bring->notes->finds[find];
	const char *talk = question->part_of == NOTES_NONE
	        ? ""
	        : work->bring->notes->finds[question->part_of].text;
	const char *text =
	        arena_format(work->arena, "%lld\n%s\n%s", (long long)work->bring->conference_id,
	                utf8_fold(work->arena, talk), utf8_fold(work->arena, question->text));
	uint64_t hash = 14695981039346656037u;

	for (const char *at = text; *at; at++)
		hash = (hash ^ (unsigned char)*at) * 1099511628211u;
	return arena_format(work->arena, "%zu-%016" PRIx64, strlen(text), hash);
}

static bool
answers_bring(struct work *work, size_t find, const struct question *question, struct error *err)
{
	const struct notes *notes = work->bring->notes;

	for (size_t i = 0; i < notes->count; i++) {
		struct answer answer = {.question_id = question->id,
		        .source = "stage",
		        .answered_at = question->asked_at};

		if (notes->finds[i].kind != NOTES_ANSWER || notes->finds[i].part_of != find ||
		        !work->bring->taken[i])
			continue;
		answer.body = work->bring->text[i];
		work->summary->answers++;
		if (!answer_add(work->store, &answer, err))
			return false;
	}
	return true;
}

static bool
has_answer(const struct work *work, size_t find)
{
	const struct notes *notes = work->bring->notes;

	for (size_t i = 0; i < notes->count; i++)
		if (notes->finds[i].kind == NOTES_ANSWER && notes->finds[i].part_of == find &&
		        work->bring->taken[i])
			return true;
	return false;
}

static bool
is_among(struct arena *arena, const struct answer_list *answers, const char *text)
{
	const char *folded = utf8_fold(arena, text);

	for (size_t i = 0; i < answers->count; i++)
		if (strcmp(utf8_fold(arena, answers->items[i].body), folded) == 0)
			return true;
	return false;
}

/* A question that came with earlier notes may have found its answer since. What was dropped stays
 * so. */
static bool
answers_bring_new(struct work *work, size_t find, int64_t question_id, struct error *err)
{
	const struct notes *notes = work->bring->notes;
	struct question question;
	struct answer_list have;
	bool dropped;

	if (!question_get(work->store, work->arena, question_id, &question, err) ||
	        !answer_list(work->store, work->arena, question_id, &have, err))
		return false;
	dropped = strcmp(question.state, "dropped") == 0;
	for (size_t i = 0; i < notes->count; i++) {
		struct answer answer = {.question_id = question_id,
		        .body = work->bring->text[i],
		        .source = "stage",
		        .answered_at = store_now(work->store)};

		if (notes->finds[i].kind != NOTES_ANSWER || notes->finds[i].part_of != find ||
		        !work->bring->taken[i] || is_among(work->arena, &have, answer.body))
			continue;
		work->summary->answers++;
		if (dropped ? !answer_add(work->store, &answer, err)
		            : !settle_answer(work->store, work->arena, question_id, &answer,
		                      "answered", &question, err))
			return false;
	}
	return true;
}

/* In the middle of its talk is as good a guess as any; the day matters, the minute is not claimed.
 */
static int64_t
moment_of(struct work *work, int64_t talk_id)
{
	struct error none = {.kind = ERROR_NONE};
	struct talk talk;

	if (talk_id && talk_get(work->store, work->arena, talk_id, &talk, &none) && talk.ends_at)
		return talk.ends_at + TALK_GRACE_MOST;
	return store_now(work->store);
}

static bool
question_bring(struct work *work, size_t find, struct error *err)
{
	const struct notes_find *found = &work->bring->notes->finds[find];
	char *uid = arena_get(work->arena, UID_SIZE);
	bool answered = has_answer(work, find);
	struct question question = {.uid = uid,
	        .body = work->bring->text[find],
	        .asked = found->asker == NOTES_ASKER_UNKNOWN && !answered ? "no" : "live",
	        .state = answered ? "answered" : "open"};
	struct origin origin = {.file = work->bring->file,
	        .line = (int64_t)found->line,
	        .raw = found->raw,
	        .digest = question_digest(work, find)};
	int64_t known;

	if (!origin_find_digest(work->store, origin.digest, &known, err))
		return false;
	if (known) {
		work->summary->repeated++;
		return answers_bring_new(work, find, known, err);
	}
	if (!random_uid(uid, err) ||
	        (found->part_of != NOTES_NONE &&
	                !talk_bring(work, found->part_of, &question.talk_id, err)))
		return false;
	question.asked_at = moment_of(work, question.talk_id);
	if (!question_add(work->store, &question, err))
		return false;
	work->summary->questions++;
	origin.question_id = question.id;
	return origin_add(work->store, &origin, err) && answers_bring(work, find, &question, err);
}

bool
bring_notes_in(struct store *store, struct arena *arena, const struct bring_notes *bring,
        struct bring_notes_summary *summary_out, struct error *err)
{
	struct work work = {.store = store,
	        .arena = arena,
	        .bring = bring,
	        .summary = summary_out,
	        .talk_of = arena_array(arena, bring->notes->count + 1, sizeof(*work.talk_of))};

	*summary_out = (struct bring_notes_summary){.questions = 0};
	for (size_t i = 0; i < bring->notes->count; i++)
		if (bring->notes->finds[i].kind == NOTES_QUESTION && bring->taken[i] &&
		        !question_bring(&work, i, err))
			return false;
	return true;
}
