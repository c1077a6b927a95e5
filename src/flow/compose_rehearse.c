/* SPDX-License-Identifier: MIT */
#include "flow/compose_rehearse.h"

#include "base/random.h"
#include "text/safe.h"

#include <string.h>

/* What its reader would see; of a mail without its head, in which others' addresses stand. */
static const char *
item_text(struct arena *arena, const struct plan_item *item)
{
	const char *text = item->channel->read(arena, &item->followup);
	const char *body = strstr(text, "\n\n");

	if (strcmp(item->followup.kind, "mail") != 0 || !body)
		return text;
	return arena_format(arena, "%s%s", item->followup.title, body);
}

static const char *
rehearsal_text(struct arena *arena, const struct plan *plan)
{
	struct buf out;

	buf_init(&out, arena, 0);
	buf_add_format(&out, "This is a rehearsal of askback push: %s would leave, and %s left.\n",
	        plan->count == 1 ? "one message" : "these messages",
	        plan->count == 1 ? "it has not" : "none has");
	for (size_t i = 0; i < plan->count; i++) {
		const struct plan_item *item = &plan->items[i];
		bool mail = strcmp(item->followup.kind, "mail") == 0;

		buf_add_format(&out, "\n[%zu] ", i + 1);
		if (mail)
			buf_add_format(
			        &out, "A mail to %s", item->name ? item->name : "an address");
		else
			buf_add_format(&out, "To %s",
			        destination_format(arena, item->account, item->followup.place));
		buf_add_format(&out, "%s\n\n", item->is_public ? ", where others can read it" : "");
		safe_add_mail(&out, item_text(arena, item));
		buf_add_text(&out, "\n");
	}
	return out.text;
}

static struct plan_item
item_make(const struct compose_wish *wish, const struct account *account, const char *uid,
        const char *title)
{
	return (struct plan_item){
	        .followup = {.uid = uid,
	                .account = account->name,
	                .kind = "mail",
	                .place = wish->asker_email,
	                .origin = account->url,
	                .title = title,
	                .state = "queued"},
	        .account = account,
	        .channel = channel_find(account->type),
	        .why = "--to-self",
	        .name = wish->asker,
	};
}

static bool
rehearsal_check(const struct compose_wish *wish, const struct account *account, struct error *err)
{
	if (account && wish->asker_email)
		return true;
	error_set(err, ERROR_MISSING, "cannot rehearse: %s",
	        account ? "your own address is not known" : "there is no account for mail");
	return error_hint(err, "%s",
	        account ? "set email in the section [user]"
	                : "add a section [channel \"mail\"] to the configuration");
}

bool
plan_rehearse(struct arena *arena, const struct account_list *accounts,
        const struct compose_wish *wish, struct plan *plan, struct error *err)
{
	const struct account *account = accounts_find_mail(accounts);
	struct plan_item *item = arena_get(arena, sizeof(*item));
	char *uid = arena_get(arena, UID_SIZE);
	struct letter letter = {
	        .uid = uid,
	        .place = wish->asker_email,
	        .title = arena_format(arena, "Rehearsal: %zu message%s", plan->count,
	                plan->count == 1 ? "" : "s"),
	        .body = rehearsal_text(arena, plan),
	        .name = wish->asker,
	        .written_at = wish->now,
	};

	if (!plan->count)
		return true;
	if (!rehearsal_check(wish, account, err) || !random_uid(uid, err))
		return false;
	*item = item_make(wish, account, uid, letter.title);
	plan->items = item;
	plan->count = 1;
	return item->channel->compose(arena, account, &letter, &item->followup.payload, err);
}
