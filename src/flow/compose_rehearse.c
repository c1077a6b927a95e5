/* SPDX-License-Identifier: MIT */
#include "flow/compose_rehearse.h"

#include "base/random.h"
#include "text/safe.h"

#include <string.h>

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
		safe_add_mail(&out, item->channel->read(arena, &item->followup));
		buf_add_text(&out, "\n");
	}
	return out.text;
}

bool
plan_rehearse(struct arena *arena, const struct account_list *accounts,
        const struct compose_wish *wish, struct plan *plan, struct error *err)
{
	const struct account *account = accounts_find_mail(accounts);
	struct plan_item *item;
	struct letter letter;
	char *uid;

	if (!plan->count)
		return true;
	if (!account || !wish->asker_email) {
		error_set(err, ERROR_MISSING, "cannot rehearse: %s",
		        account ? "your own address is not known" : "there is no account for mail");
		return error_hint(err,
		        account ? "set email in the section [user]"
		                : "add a section [channel \"mail\"]");
	}
	item = arena_get(arena, sizeof(*item));
	uid = arena_get(arena, UID_SIZE);
	if (!random_uid(uid, err))
		return false;
	letter = (struct letter){
	        .uid = uid,
	        .place = wish->asker_email,
	        .title = arena_format(arena, "Rehearsal: %zu message%s", plan->count,
	                plan->count == 1 ? "" : "s"),
	        .body = rehearsal_text(arena, plan),
	        .name = wish->asker,
	        .written_at = wish->now,
	};
	*item = (struct plan_item){
	        .followup = {.uid = uid,
	                .account = account->name,
	                .kind = "mail",
	                .place = wish->asker_email,
	                .origin = account->url,
	                .title = letter.title,
	                .state = "queued"},
	        .account = account,
	        .channel = channel_find(account->type),
	        .why = "--to-self",
	        .name = wish->asker,
	};
	plan->items = item;
	plan->count = 1;
	if (!item->channel)
		return error_set(
		        err, ERROR_UNSUPPORTED, "this askback cannot speak to a %s", account->type);
	return item->channel->compose(arena, account, &letter, &item->followup.payload, err);
}
