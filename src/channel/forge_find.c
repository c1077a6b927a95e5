/* SPDX-License-Identifier: MIT */

/*
 * The look for what may have arrived. A list that is not whole proves nothing: whatever is odd
 * about it makes the result unknown, never "not there", because that leads to a second issue.
 */
#include "channel/forge.h"

#include <string.h>

#include "text/when.h"

/* What a look has seen so far. */
struct look {
	const struct forge *forge;
	const struct call *call;
	const struct followup *followup;
	const char *login;
	int64_t since;   /* what was created before it cannot be it */
	int64_t created; /* of the last issue seen */
	bool sorted;     /* newest first so far */
	size_t matches;
	int64_t number; /* of the lowest match */
	const char *url;
};

/* GitLab writes milliseconds too. -1: no moment. */
static int64_t
moment_parse(struct arena *arena, const char *text)
{
	struct error unread = {.kind = ERROR_NONE};
	size_t seconds = text ? strcspn(text, ".") : 0;
	size_t fraction;
	int64_t at;

	if (!text || seconds < strlen("2017-08-30T13:52:00"))
		return -1;
	fraction = text[seconds] ? 1 + strspn(text + seconds + 1, "0123456789") : 0;
	text = arena_format(arena, "%.*s%s", (int)seconds, text, text + seconds + fraction);
	return when_parse(text, 0, "UTC", WHEN_PAST, &at, &unread) ? at : -1;
}

static bool
login_is(const struct look *look, const json_t *issue)
{
	const struct forge_fields *fields = &look->forge->fields;
	const char *login;

	if (!look->login || !fields->author)
		return true;
	login = json_get_text(json_object_get(issue, fields->author), fields->login);
	return login && strcasecmp(login, look->login) == 0;
}

/* false: it cannot be told whether it is ours. */
static bool
issue_look(struct look *look, const json_t *issue)
{
	const struct forge_fields *fields = &look->forge->fields;
	const char *body = json_get_text(issue, fields->body);
	int64_t number = json_get_number(issue, fields->number);
	int64_t created = moment_parse(look->call->arena, json_get_text(issue, fields->created));

	if (!json_is_object(issue) || number <= 0)
		return false;
	if (created < 0 || created > look->created)
		look->sorted = false;
	look->created = created;
	if (json_object_get(issue, "pull_request") &&
	        !json_is_null(json_object_get(issue, "pull_request")))
		return true;
	if (!body || !forge_body_has(body, look->followup->uid) || !login_is(look, issue))
		return true;
	if (!look->matches++ || number < look->number) {
		look->number = number;
		look->url = forge_issue_page(look->call->arena, look->forge, look->call->account,
		        look->followup->place, issue);
	}
	return true;
}

static enum forge_turn
page_look(struct look *look, const struct http_answer *answer, const json_t *tree,
        struct forge_request *request)
{
	const json_t *list = forge_member(tree, look->forge->fields.list);
	const json_t *issue;
	size_t i;

	if (!json_is_array(list))
		return FORGE_TURN_LOST;
	json_array_foreach(list, i, issue)
	{
		if (!issue_look(look, issue))
			return FORGE_TURN_LOST;
	}
	if (look->sorted && i && look->created < look->since)
		return FORGE_TURN_END;
	return look->forge->page(look->forge, look->call->arena, answer, tree, i, request);
}

static enum found
look_end(const struct look *look, struct outcome *outcome)
{
	struct arena *arena = look->call->arena;

	if (!look->matches) {
		outcome->verdict = VERDICT_UNCERTAIN;
		return FOUND_NOTHING;
	}
	outcome->verdict = VERDICT_SENT;
	outcome->remote_id = arena_format(arena, "%lld", (long long)look->number);
	outcome->remote_url = look->url;
	outcome->words = look->matches == 1
	        ? "it was there"
	        : arena_format(arena, "it was there %zu times; this is the first", look->matches);
	return FOUND_IT;
}

/* A look that fails after a match has found it all the same. */
static enum found
look_lost(const struct look *look, const char *words, struct outcome *outcome)
{
	if (look->matches)
		return look_end(look, outcome);
	if (words) {
		outcome->verdict = VERDICT_LATER;
		outcome->words = words;
	}
	return FOUND_UNKNOWN;
}

/* Before that, by the service's clock, it was not created; ours may be ahead of it. */
static void
look_set_since(struct look *look, const struct http_answer *answer)
{
	int64_t behind = answer->server_at ? look->call->now - answer->server_at : 0;

	look->since = look->followup->attempted_at - FORGE_MARGIN - (behind > 0 ? behind : 0);
}

enum found
forge_find(const struct forge *forge, const struct call *call, const struct followup *followup,
        struct forge_request request, const char *login, struct outcome *outcome_out)
{
	struct look look = {
	        .forge = forge,
	        .call = call,
	        .followup = followup,
	        .login = login,
	        .created = INT64_MAX,
	        .sorted = true,
	};

	for (int pages = 0; pages < FORGE_PAGES_MOST; pages++) {
		struct http_answer answer;
		enum forge_turn turn;
		json_t *tree;

		if (!forge_ask(forge, call, &request, &answer, &tree, outcome_out))
			return look_lost(&look, NULL, outcome_out);
		look_set_since(&look, &answer);
		turn = page_look(&look, &answer, tree, &request);
		json_decref(tree);
		if (turn == FORGE_TURN_END)
			return look_end(&look, outcome_out);
		if (turn == FORGE_TURN_LOST)
			return look_lost(&look,
			        arena_format(call->arena, "the list of %s cannot be understood",
			                forge->title),
			        outcome_out);
	}
	return look_lost(&look,
	        arena_format(call->arena, "the list of %s does not end", forge->title),
	        outcome_out);
}

/* A next page that http_next_page does not give is elsewhere. */
static bool
link_has_next(const struct http_answer *answer)
{
	for (size_t i = 0; i < answer->header_count; i++)
		if (strcasecmp(answer->headers[i].name, "Link") == 0 &&
		        strcasestr(answer->headers[i].value, "next"))
			return true;
	return false;
}

enum forge_turn
forge_page_link(const struct forge *forge, struct arena *arena, const struct http_answer *answer,
        const json_t *tree, size_t seen, struct forge_request *request)
{
	const char *next = http_next_page(arena, answer, request->url);

	(void)tree;
	if (next) {
		request->url = next;
		return FORGE_TURN_NEXT;
	}
	/* Behind a full page, something in between may have dropped the link. */
	return link_has_next(answer) || seen >= forge->page_most ? FORGE_TURN_LOST : FORGE_TURN_END;
}

bool
forge_titles(const struct forge *forge, const struct call *call, const char *place,
        struct forge_request request, struct remote_title **titles_out, size_t *count_out,
        struct error *err)
{
	struct arena *arena = call->arena;
	struct http_answer answer;
	json_auto_t *tree = NULL;
	struct outcome outcome;
	const json_t *list;
	const json_t *issue;
	size_t i;

	if (!forge_ask(forge, call, &request, &answer, &tree, &outcome))
		return forge_error(&outcome, err);
	list = forge_member(tree, forge->fields.list);
	*count_out = 0;
	*titles_out = arena_array(arena, json_array_size(list), sizeof(**titles_out));
	json_array_foreach(list, i, issue)
	{
		const char *title = json_get_text(issue, forge->fields.title);

		if (title)
			(*titles_out)[(*count_out)++] = (struct remote_title){
			        .title = arena_text(arena, title),
			        .url = forge_issue_page(arena, forge, call->account, place, issue),
			};
	}
	return true;
}
