/* SPDX-License-Identifier: MIT */
#include "flow/duplicates.h"

#include <string.h>

#include "text/utf8.h"

/* What is open at the destination of an item. */
struct open_titles {
	const struct plan_item *item;
	struct remote_title *titles;
	size_t count;
	const char *trouble; /* why nobody knows; NULL: it is known */
};

/* How many words a folded text has, and how many of them are among those of another. */
static void
words_count(const char *text, const char *other, size_t *all_out, size_t *common_out)
{
	size_t other_length = strlen(other);

	*all_out = *common_out = 0;
	while (*text) {
		size_t length = strcspn(text, " ");
		const char *found = other;

		while ((found = memmem(
		                found, other_length - (size_t)(found - other), text, length)) &&
		        ((found != other && found[-1] != ' ') ||
		                (found[length] && found[length] != ' ')))
			found++;
		++*all_out;
		*common_out += found != NULL;
		text += length + strspn(text + length, " ");
	}
}

/* Most words of the shorter one are in the longer one, in whatever order: ours say which talk they
 * are about, others do not. */
static bool
titles_are_alike(struct arena *arena, const char *one, const char *two)
{
	enum { LEAST = 3 };
	const char *first = utf8_fold(arena, one), *second = utf8_fold(arena, two);
	size_t counts[2], common[2], shorter;

	words_count(first, second, &counts[0], &common[0]);
	words_count(second, first, &counts[1], &common[1]);
	shorter = counts[1] < counts[0];
	return common[shorter] >= LEAST && common[shorter] * 4 >= counts[shorter] * 3;
}

static bool
titles_read(struct arena *arena, const struct duplicates_options *options, struct open_titles *open,
        struct error *err)
{
	const struct plan_item *item = open->item;
	struct call call = {.arena = arena, .account = item->account, .now = options->now};
	bool ok;

	if (!options->secret(options->secret_context, item->account, &call.secret, err) ||
	        !http_open(&call.http, err))
		return false;
	ok = item->channel->titles(&call, item->followup.place, &open->titles, &open->count, err);
	http_close(call.http);
	return ok;
}

static const struct open_titles *
titles_get(struct arena *arena, const struct duplicates_options *options,
        const struct plan_item *item, struct open_titles *known, size_t *known_count)
{
	struct open_titles *open = &known[*known_count];
	struct error err;

	for (size_t i = 0; i < *known_count; i++)
		if (known[i].item->account == item->account &&
		        strcmp(known[i].item->followup.place, item->followup.place) == 0)
			return &known[i];
	++*known_count;
	*open = (struct open_titles){.item = item};
	options->begins(options->context, item);
	if (!titles_read(arena, options, open, &err))
		open->trouble = arena_format(
		        arena, "nobody looked for the same question there: %s", err.text);
	return open;
}

static const char *
notice_find(struct arena *arena, const struct open_titles *open, const struct plan_item *item)
{
	if (open->trouble)
		return open->trouble;
	for (size_t i = 0; i < open->count; i++)
		if (titles_are_alike(arena, open->titles[i].title, item->followup.title))
			return arena_format(arena, "much like \"%s\", open at %s",
			        open->titles[i].title, open->titles[i].url);
	return NULL;
}

void
duplicates_find(struct arena *arena, struct plan *plan, const struct duplicates_options *options)
{
	struct plan_item *items = arena_array(arena, plan->count + 1, sizeof(*items));
	struct open_titles *known = arena_array(arena, plan->count + 1, sizeof(*known));
	size_t known_count = 0;

	for (size_t i = 0; i < plan->count; i++) {
		struct plan_item *item = &items[i];
		const char *notice;

		*item = plan->items[i];
		if (!item->channel->titles || !item->followup.place)
			continue;
		notice = notice_find(
		        arena, titles_get(arena, options, item, known, &known_count), item);
		if (notice)
			item->notice = item->notice
			        ? arena_format(arena, "%s; %s", item->notice, notice)
			        : notice;
	}
	plan->items = items;
}
