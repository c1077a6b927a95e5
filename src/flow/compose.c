/* SPDX-License-Identifier: MIT */
#include "flow/compose.h"

#include "base/random.h"
#include "flow/compose_group.h"
#include "flow/compose_leak.h"
#include "flow/compose_rehearse.h"
#include "text/json.h"
#include "text/when.h"

#include <string.h>

/* Templates as far as they were needed. */
struct kind_template {
	const char *kind;
	struct letter_template template;
};

struct writer {
	struct planner *planner;
	struct leak_list leaks;
	struct kind_template templates[4]; /* one for each of FOLLOWUP_KINDS */
	size_t template_count;
	struct plan_item *items;
	size_t count;
};

static bool
template_get(struct writer *writer, const char *kind, const struct letter_template **template_out,
        struct error *err)
{
	struct kind_template *next = &writer->templates[writer->template_count];

	for (size_t i = 0; i < writer->template_count; i++)
		if (strcmp(writer->templates[i].kind, kind) == 0) {
			*template_out = &writer->templates[i].template;
			return true;
		}
	if (!letter_read_template(writer->planner->arena, writer->planner->wish->templates, kind,
	            &next->template, err))
		return false;
	next->kind = kind;
	writer->template_count++;
	*template_out = &next->template;
	return true;
}

/* The conference of all the questions; 0: they differ, or there is none. */
static int64_t
group_conference(const struct group *group)
{
	int64_t id = group->questions[0].conference.id;

	for (size_t i = 1; i < group->count; i++)
		if (group->questions[i].conference.id != id)
			return 0;
	return id;
}

static const char *
group_why(struct arena *arena, const struct routing *routing)
{
	const struct route_step *step = &routing->steps[routing->step_count - 1];

	if (strcmp(step->scope, "--to") == 0)
		return step->scope;
	if (strcmp(step->scope, "no route") == 0)
		return "no route: to the only one with an address";
	return arena_format(arena, "route of %s", step->scope);
}

/* What the user should know before a message leaves that is like another. */
static const char *
group_notice(struct planner *planner, const struct group *group, const struct followup *followup)
{
	const struct followup *other = NULL;

	for (size_t i = 0; i < group->count && !other; i++)
		other = past_find_like(
		        planner->arena, &planner->past, followup, &group->questions[i].question);
	if (!other)
		return NULL;
	return other->sent_at
	        ? arena_format(planner->arena, "much like F%lld, sent %s", (long long)other->id,
	                  when_relative(planner->arena, other->sent_at, planner->wish->now))
	        : arena_format(planner->arena, "much like F%lld, %s", (long long)other->id,
	                  other->state);
}

static void
item_init(struct planner *planner, const struct group *group, char *uid, struct plan_item *item)
{
	const struct destination *destination = &group->routing.destination;
	bool mail = strcmp(destination->kind, "mail") == 0;
	int64_t *ids = arena_array(planner->arena, group->count, sizeof(*ids));

	for (size_t i = 0; i < group->count; i++)
		ids[i] = group->questions[i].question.id;
	*item = (struct plan_item){
	        .followup = {.uid = uid,
	                .account = destination->account->name,
	                .kind = destination->kind,
	                .place = mail ? group->routing.address : destination->place,
	                .origin = destination->account->url,
	                .person_id = mail ? group->routing.person.id : 0,
	                .conference_id = group_conference(group),
	                .state = "queued"},
	        .account = destination->account,
	        .channel = destination->channel,
	        .question_ids = ids,
	        .question_count = group->count,
	        .why = group_why(planner->arena, &group->routing),
	        .name = mail && group->routing.person.id ? group->routing.person.name : NULL,
	        .is_public = destination->channel->is_public,
	};
	item->notice = group_notice(planner, group, &item->followup);
}

/* Words, bytes, and the gate. ERROR_INVALID: it cannot leave; other errors end the plan. */
static bool
item_write(
        struct writer *writer, const struct group *group, struct plan_item *item, struct error *err)
{
	struct planner *planner = writer->planner;
	struct arena *arena = planner->arena;
	const struct letter_wish wish = {
	        .kind = item->followup.kind,
	        .markup = item->channel->markup(item->account),
	        .person_id = item->followup.person_id,
	        .name = item->name,
	        .asker = planner->wish->asker,
	        .questions = group->questions,
	        .count = group->count,
	};
	struct letter letter = {
	        .uid = item->followup.uid,
	        .place = item->followup.place,
	        .name = item->name,
	        .written_at = planner->wish->now,
	};
	const struct letter_template *template;

	if (!template_get(writer, wish.kind, &template, err) ||
	        !letter_write(arena, template, &wish, &letter, err))
		return false;
	item->followup.title = letter.title;
	return leak_check(planner->store, arena, &writer->leaks, &item->followup,
	               arena_format(arena, "%s\n%s", letter.title, letter.body),
	               planner->wish->asker_email, err) &&
	        item->channel->compose(arena, item->account, &letter, &item->followup.payload, err);
}

static bool
group_write(struct writer *writer, const struct group *group, struct error *err)
{
	struct planner *planner = writer->planner;
	struct plan_item *item = &writer->items[writer->count];
	const struct letter_template *template;
	struct error refusal = {.kind = ERROR_NONE};
	char *uid = arena_get(planner->arena, UID_SIZE);

	/* A template that cannot be read concerns all, not this group. */
	if (!template_get(writer, group->routing.destination.kind, &template, err) ||
	        !random_uid(uid, err))
		return false;
	item_init(planner, group, uid, item);
	if (item_write(writer, group, item, &refusal)) {
		writer->count++;
		return true;
	}
	if (refusal.kind != ERROR_INVALID) {
		*err = refusal;
		return false;
	}
	for (size_t i = 0; i < group->count; i++)
		planner_skip(planner, group->questions[i].question.id,
		        arena_text(planner->arena, refusal.text),
		        *refusal.hint ? arena_text(planner->arena, refusal.hint) : NULL);
	return true;
}

bool
compose_plan(struct store *store, struct arena *arena, const struct account_list *accounts,
        const struct compose_wish *wish, struct plan *plan_out, struct error *err)
{
	struct planner planner = {
	        .store = store, .arena = arena, .accounts = accounts, .wish = wish};
	struct writer writer = {.planner = &planner};

	if (!past_read(store, arena, &planner.past, err) ||
	        !leak_read(store, arena, &writer.leaks, err) || !planner_group(&planner, err))
		return false;
	writer.items = arena_array(arena, planner.group_count, sizeof(*writer.items));
	for (size_t i = 0; i < planner.group_count; i++)
		if (!group_write(&writer, &planner.groups[i], err))
			return false;
	*plan_out = (struct plan){
	        .items = writer.items,
	        .count = writer.count,
	        .skips = planner.skips,
	        .skip_count = planner.skip_count,
	};
	return !wish->to_self || plan_rehearse(arena, accounts, wish, plan_out, err);
}

bool
compose_save(struct store *store, struct plan *plan, struct error *err)
{
	struct plan_item *items = arena_array(store_arena(store), plan->count, sizeof(*items));

	for (size_t i = 0; i < plan->count; i++) {
		items[i] = plan->items[i];
		if (!followup_add(store, &items[i].followup, items[i].question_ids,
		            items[i].question_count, err))
			return false;
	}
	plan->items = items;
	return true;
}

/* All texts of a request's body, wherever they stand in it. */
static void
texts_add(struct buf *out, json_t *tree)
{
	if (json_is_string(tree)) {
		buf_add_text(out, json_string_value(tree));
		buf_add_char(out, '\n');
	}
	for (void *at = json_object_iter(tree); at; at = json_object_iter_next(tree, at))
		texts_add(out, json_object_iter_value(at));
	for (size_t i = 0; i < json_array_size(tree); i++)
		texts_add(out, json_array_get(tree, i));
}

/* The payload, and what its readers will see of it, however it is encoded. */
static const char *
payload_texts(struct arena *arena, const struct followup *followup)
{
	const struct channel *mail = channel_find("mail");
	json_auto_t *tree = json_loads(followup->payload, 0, NULL);
	struct buf out;

	buf_init(&out, arena, 0);
	buf_add_format(&out, "%s\n%s\n", followup->title, followup->payload);
	if (tree)
		texts_add(&out, tree);
	else if (mail && strcmp(followup->kind, "mail") == 0)
		buf_add_text(&out, mail->read(arena, followup));
	return out.text;
}

bool
compose_check(struct store *store, struct arena *arena, const struct followup *followup,
        const char *asker_email, struct error *err)
{
	struct leak_list leaks;

	return leak_read(store, arena, &leaks, err) &&
	        leak_check(store, arena, &leaks, followup, payload_texts(arena, followup),
	                asker_email, err);
}
