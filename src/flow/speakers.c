/* SPDX-License-Identifier: MIT */
#include "flow/speakers.h"

#include <string.h>

#include "flow/match.h"
#include "text/utf8.h"

static bool
speaker_find(struct store *store, struct arena *arena, const char *name, int64_t *id_out,
        struct error *err)
{
	struct person person = {.id = 0};

	if (!utf8_clean(arena, "the speaker's name", name, strlen(name), &name, err))
		return false;
	if (!*name)
		return error_set(err, ERROR_USAGE, "the speaker's name is empty");
	if (!match_person(store, arena, name, &person, err)) {
		if (err->kind != ERROR_MISSING || match_id(name, 'p'))
			return false;
		error_reset(err);
		person = (struct person){.name = name};
		if (!person_add(store, &person, err))
			return false;
	}
	*id_out = person.id;
	return true;
}

bool
speakers_update(struct store *store, struct arena *arena, int64_t talk_id,
        const struct texts *names, struct error *err)
{
	struct speaker *speakers = arena_array(arena, names->count + 1, sizeof(*speakers));

	for (size_t i = 0; i < names->count; i++)
		if (!speaker_find(store, arena, names->items[i], &speakers[i].person_id, err))
			return false;
	return talk_update_speakers(store, talk_id, speakers, names->count, err);
}
