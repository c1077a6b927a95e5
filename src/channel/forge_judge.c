/* SPDX-License-Identifier: MIT */

/* What a tracker's reply means. */
#include "channel/forge.h"

#include <string.h>

#include "text/link.h"
#include "text/number.h"
#include "text/safe.h"

enum {
	LIMIT_WAIT = 60,  /* seconds, where a service does not say how long its limit holds */
	SAID_DEPTH = 4,   /* of an error's JSON that is looked at */
	SAID_ROOM = 1024, /* bytes of it that are read */
	EPOCH_LEAST = 1000000000, /* a reset below that is a number of seconds, no moment */
};

/* Where nothing else is known about a service. Only what was certainly not done is refused. */
static const struct forge_rule rules[] = {
        {.status = 401,
                .verdict = VERDICT_DOWN,
                .denied = true,
                .words = "the secret is not accepted"},
        {.status = 403, .verdict = VERDICT_REFUSED, .words = "the secret does not allow it"},
        {.status = 404,
                .verdict = VERDICT_REFUSED,
                .words = "it is not there, or the secret may not see it"},
        {.status = 405, .verdict = VERDICT_REFUSED, .words = "that cannot be done there"},
        {.status = 408, .verdict = VERDICT_UNCERTAIN, .words = "it took too long"},
        {.status = 409, .verdict = VERDICT_UNCERTAIN, .words = "it may be there already"},
        {.status = 410, .verdict = VERDICT_REFUSED, .words = "it is gone, or takes no issues"},
        {.status = 413, .verdict = VERDICT_REFUSED, .words = "it is too long"},
        {.status = 422, .verdict = VERDICT_REFUSED, .words = "it is not taken as it is"},
        {.status = 423, .verdict = VERDICT_REFUSED, .words = "it is archived or locked"},
        {.status = 429,
                .verdict = VERDICT_LATER,
                .limited = true,
                .words = "too many requests for now"},
        {.status = 451, .verdict = VERDICT_REFUSED, .words = "the law is in the way"},
};
static const struct forge_rule limited_rule = {
        .verdict = VERDICT_LATER, .limited = true, .words = "too many requests for now"};
static const struct forge_rule refused_rule = {
        .verdict = VERDICT_REFUSED, .words = "the request is refused"};
static const struct forge_rule trouble_rule = {
        .verdict = VERDICT_UNCERTAIN, .words = "the service is in trouble"};
static const struct forge_rule odd_rule = {
        .verdict = VERDICT_UNCERTAIN, .words = "nobody expects this answer"};

/* A description and what it is about. */
static void
said_add_member(struct buf *out, const char *key, const char *text)
{
	if (out->length)
		buf_add_text(out, "; ");
	if (key)
		buf_add_format(out, "%.80s: ", key);
	buf_add_format(out, "%.600s", text);
}

/*
 * Errors come as a text, as texts in a list, as fields with lists of texts, and as objects with
 * message, or with resource, field and code. key says which field.
 */
static void
said_add(struct buf *out, const char *key, json_t *value, int depth)
{
	const char *text = json_get_text(value, "message");
	const char *code = json_get_text(value, "code");
	const char *member;
	json_t *item;
	size_t i;

	if (depth > SAID_DEPTH)
		return;
	if (json_is_string(value)) {
		said_add_member(out, key, json_string_value(value));
	} else if (text) {
		said_add_member(out, NULL, text);
	} else if (code) {
		said_add_member(out, json_get_text(value, "field"), code);
	} else if (json_is_array(value)) {
		json_array_foreach(value, i, item)
		{
			said_add(out, key, item, depth + 1);
		}
	} else if (json_is_object(value)) {
		json_object_foreach(value, member, item)
		{
			said_add(
			        out, strcmp(member, "error") == 0 ? NULL : member, item, depth + 1);
		}
	}
}

/* Line feeds inside a message are blanks to the reader of one line. */
static void
line_feeds_drop(char *text)
{
	for (; *text; text++)
		if (*text == '\n' || *text == '\r' || *text == '\t')
			*text = ' ';
}

const char *
forge_said(struct arena *arena, const char *body, size_t length)
{
	static const char *const keys[] = {"message", "errors", "error", "error_description"};
	json_auto_t *tree = NULL;
	struct error unread = {.kind = ERROR_NONE};
	struct buf out;

	if (!length || !json_parse("answer", body, length, &tree, &unread))
		return "";
	buf_init(&out, arena, SAID_ROOM);
	for (size_t i = 0; i < COUNT(keys); i++)
		said_add(&out, NULL, json_object_get(tree, keys[i]), 0);
	line_feeds_drop(out.text);
	return outcome_line(arena, out.text);
}

/* A header with a whole number that is not negative; -1: there is none. */
static int64_t
header_number(const struct http_answer *answer, const char *name, const char *other)
{
	const char *value = http_header_find(answer, name);
	int64_t number;

	if (!value)
		value = http_header_find(answer, other);
	return value && number_parse(value, 0, INT64_MAX, &number) ? number : -1;
}

static bool
limit_is_used_up(const struct http_answer *answer)
{
	return answer->retry_after >= 0 ||
	        header_number(answer, "X-RateLimit-Remaining", "RateLimit-Remaining") == 0;
}

/* Retry-After, else the moment of the reset by the service's own clock, else a minute. */
static int64_t
limit_wait(const struct http_answer *answer, int64_t now)
{
	int64_t reset = header_number(answer, "X-RateLimit-Reset", "RateLimit-Reset");
	int64_t wait = LIMIT_WAIT;

	if (answer->retry_after >= 0)
		wait = answer->retry_after;
	else if (reset >= EPOCH_LEAST && limit_is_used_up(answer))
		wait = reset - (answer->server_at ? answer->server_at : now) + 1;
	else if (reset >= 0 && limit_is_used_up(answer))
		wait = reset + 1;
	if (wait < 1)
		return 1;
	return wait < HTTP_RETRY_MOST ? wait : HTTP_RETRY_MOST;
}

static const struct forge_rule *
rule_find(const struct forge_rule *list, size_t count, int status, const char *said)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].status == status && (!list[i].says || strcasestr(said, list[i].says)))
			return &list[i];
	return NULL;
}

static const struct forge_rule *
rule_for(const struct forge *forge, const struct http_answer *answer, const char *said)
{
	const struct forge_rule *rule = NULL;

	if (answer->status == 403 && limit_is_used_up(answer))
		return &limited_rule;
	rule = rule_find(forge->rules, forge->rule_count, answer->status, said);
	if (!rule)
		rule = rule_find(rules, COUNT(rules), answer->status, said);
	if (rule)
		return rule;
	if (answer->status >= 500)
		return &trouble_rule;
	return answer->status >= 400 ? &refused_rule : &odd_rule;
}

/* What helps: the service itself names missing rights, and the page where they are given. */
static const char *
hint_for(struct arena *arena, const struct forge_rule *rule, const struct forge_reply *reply)
{
	const char *rights = http_header_find(reply->answer, "X-Accepted-GitHub-Permissions");
	const char *page = http_header_find(reply->answer, "X-GitHub-SSO");
	size_t length;

	if (rule->denied)
		return arena_format(arena, "askback auth login %s", reply->account);
	if (rule->verdict != VERDICT_REFUSED)
		return rule->hint;
	page = page ? strstr(page, "url=https://") : NULL;
	if (page) {
		page += strlen("url=");
		length = strcspn(page, "; ,");
		return outcome_line(
		        arena, arena_format(arena, "allow the token at %.*s", (int)length, page));
	}
	if (rights && reply->answer->status == 403)
		return outcome_line(arena, arena_format(arena, "the token needs %s", rights));
	return rule->hint;
}

static void
judge_status(struct arena *arena, const struct forge *forge, const struct forge_reply *reply,
        struct outcome *outcome)
{
	const struct http_answer *answer = reply->answer;
	const char *said = forge_said(arena, answer->body ? answer->body : "", answer->length);
	const struct forge_rule *rule = rule_for(forge, answer, said);

	outcome->verdict = rule->verdict;
	outcome->limited = rule->limited;
	outcome->denied = rule->denied;
	outcome->hint = hint_for(arena, rule, reply);
	outcome->words = arena_format(arena, "%s answered %d: %s%s%s%s", forge->title,
	        answer->status, rule->words, *said ? " (" : "", said, *said ? ")" : "");
	if (rule->limited)
		outcome->wait = limit_wait(answer, reply->now);
	else if (answer->retry_after >= 0)
		outcome->wait = answer->retry_after;
}

/* A redirect that was not followed: a secret goes nowhere else, and a POST never becomes a GET. */
static void
judge_redirect(struct arena *arena, const struct forge *forge, const struct forge_reply *reply,
        struct outcome *outcome)
{
	const struct http_answer *answer = reply->answer;
	const char *there = answer->redirect ? http_origin(arena, answer->redirect) : NULL;
	const char *here = http_origin(arena, reply->asked);

	outcome->verdict = VERDICT_REFUSED;
	if (!there) {
		outcome->words =
		        arena_format(arena, "%s answered %d: it has moved, to where is not told",
		                forge->title, answer->status);
	} else if (!here || strcmp(here, there) != 0) {
		outcome->words = outcome_line(arena,
		        arena_format(arena,
		                "%s answered %d: it wants the request to go to %s, where the "
		                "secret is not sent",
		                forge->title, answer->status, there));
	} else {
		outcome->words = outcome_line(arena,
		        arena_format(arena, "%s answered %d: it has moved to %s", forge->title,
		                answer->status, answer->redirect));
		outcome->hint = "set the new name";
	}
}

/* No whole answer: only what never began is certain. */
static void
judge_failure(struct arena *arena, const struct forge_reply *reply, struct outcome *outcome)
{
	enum error_kind kind = reply->failure->kind;

	outcome->words = outcome_line(arena, reply->failure->text);
	outcome->hint = reply->failure->hint[0] ? arena_text(arena, reply->failure->hint) : NULL;
	if (reply->answer->begun)
		outcome->verdict = VERDICT_UNCERTAIN;
	else if (!reply->answer->untrusted && (kind == ERROR_BUSY || kind == ERROR_CANCELLED))
		outcome->verdict = VERDICT_LATER;
	else
		outcome->verdict = VERDICT_DOWN;
	if (reply->answer->untrusted && !outcome->hint)
		outcome->hint = arena_format(arena,
		        "cafile of channel \"%s\" names an authority of its own", reply->account);
}

void
forge_judge(struct arena *arena, const struct forge *forge, const struct forge_reply *reply,
        struct outcome *outcome_out)
{
	int status = reply->answer->status;

	*outcome_out = (struct outcome){.wait = -1, .server_at = reply->answer->server_at};
	if (reply->failure)
		judge_failure(arena, reply, outcome_out);
	else if (status >= 200 && status < 300)
		outcome_out->verdict = VERDICT_SENT;
	else if (status >= 300 && status < 400 && status != 304)
		judge_redirect(arena, forge, reply, outcome_out);
	else
		judge_status(arena, forge, reply, outcome_out);
	if (outcome_out->verdict == VERDICT_UNCERTAIN && !reply->changes)
		outcome_out->verdict = VERDICT_LATER;
}
