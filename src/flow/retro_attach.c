/* SPDX-License-Identifier: MIT */
#include "flow/retro_attach.h"

#include "store/person.h"
#include "store/question.h"

/* The talks that a question may belong to. */
struct fit {
	const struct talk **talks;
	size_t count;
};

static bool
talk_has_person(struct store *store, struct arena *arena, int64_t talk_id, int64_t person_id,
        bool *has_out, struct error *err)
{
	struct person_list people;

	*has_out = false;
	if (!person_list_talk(store, arena, talk_id, &people, err))
		return false;
	for (size_t i = 0; i < people.count; i++)
		*has_out = *has_out || people.items[i].id == person_id;
	return true;
}

static bool
fit_find(struct store *store, struct arena *arena, const struct talk_list *talks,
        const struct question *question, bool (*when)(const struct talk *, int64_t),
        struct fit *fit, struct error *err)
{
	bool has = true;

	fit->count = 0;
	for (size_t i = 0; i < talks->count; i++) {
		const struct talk *talk = &talks->items[i];

		if (!when(talk, question->asked_at))
			continue;
		if (question->person_id &&
		        !talk_has_person(store, arena, talk->id, question->person_id, &has, err))
			return false;
		if (has)
			fit->talks[fit->count++] = talk;
	}
	return true;
}

static bool
candidates_update(struct store *store, const struct question *question, const struct fit *fit,
        struct error *err)
{
	if (!question_drop_candidates(store, question->id, err))
		return false;
	for (size_t i = 0; i < fit->count; i++)
		if (!question_add_candidate(store, question->id, fit->talks[i]->id, err))
			return false;
	return true;
}

static bool
question_attach(struct store *store, const struct question *question, const struct talk *talk,
        struct error *err)
{
	struct question after = *question;

	after.talk_id = talk->id;
	return question_drop_candidates(store, question->id, err) &&
	        question_update(store, question, &after, err);
}

/* Are these candidates there already? Then nothing is written, so that a second import changes
 * nothing. */
static bool
candidates_same(struct store *store, struct arena *arena, const struct question *question,
        const struct fit *fit, bool *same_out, struct error *err)
{
	struct candidate_list have;

	if (!question_list_candidates(store, arena, question->id, &have, err))
		return false;
	*same_out = have.count == fit->count;
	for (size_t i = 0; i < fit->count && *same_out; i++) {
		bool there = false;

		for (size_t k = 0; k < have.count; k++)
			there = there || have.items[k].talk_id == fit->talks[i]->id;
		*same_out = there;
	}
	return true;
}

bool
retro_attach(struct store *store, struct arena *arena, const struct talk_list *talks,
        int64_t *attached_out, int64_t *doubtful_out, struct error *err)
{
	struct fit fit = {.talks = arena_array(arena, talks->count + 1, sizeof(*fit.talks))};
	struct question_list inbox;
	int64_t until = 0;
	bool same;

	for (size_t i = 0; i < talks->count; i++)
		if (talks->items[i].ends_at > until)
			until = talks->items[i].ends_at;
	if (!talks->count ||
	        !question_list_inbox(store, arena, talks->items[0].starts_at,
	                until + TALK_GRACE_MOST, &inbox, err))
		return talks->count == 0;
	for (size_t i = 0; i < inbox.count; i++) {
		const struct question *question = &inbox.items[i];

		if (!fit_find(store, arena, talks, question, talk_is_on, &fit, err) ||
		        (!fit.count &&
		                !fit_find(store, arena, talks, question, talk_is_just_over, &fit,
		                        err)))
			return false;
		if (fit.count == 1) {
			++*attached_out;
			if (!question_attach(store, question, fit.talks[0], err))
				return false;
		} else if (fit.count > 1) {
			++*doubtful_out;
			if (!candidates_same(store, arena, question, &fit, &same, err) ||
			        (!same && !candidates_update(store, question, &fit, err)))
				return false;
		}
	}
	return true;
}
