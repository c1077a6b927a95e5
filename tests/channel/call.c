/* SPDX-License-Identifier: MIT */

/*
 * Calls a channel as flow/ does, for the tests of channels. Standard input has one JSON object on
 * each line, standard output what came of it:
 *
 *   {"do": "place|compose|read|form|send|find|check|close|titles", "account": {...}, "secret":
 * "...", "letter": {...}, "followup": {...}, "note": "...", "wire": false}
 *
 * "wire": false refuses at the first point of no return; the points passed are in "wire".
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "channel/channel.h"
#include "text/json.h"

static const char *const verdicts[] = {
        [VERDICT_SENT] = "sent",
        [VERDICT_REFUSED] = "refused",
        [VERDICT_LATER] = "later",
        [VERDICT_UNCERTAIN] = "uncertain",
        [VERDICT_DOWN] = "down",
};
static const char *const founds[] = {
        [FOUND_IT] = "it", [FOUND_NOTHING] = "nothing", [FOUND_UNKNOWN] = "unknown"};
static const char *const markups[] = {
        [MARKUP_COMMONMARK] = "commonmark", [MARKUP_TEXTILE] = "textile", [MARKUP_NONE] = "none"};

/* What a line asks for, and where the answer is gathered. */
struct task {
	struct arena arena;
	const json_t *in;
	json_t *out;
	struct account account;
	struct followup followup;
	struct call call;
	const struct channel *channel;
	json_t *points;
	bool refuses; /* at the first point */
};

static bool
point_pass(void *context, enum wire_point point)
{
	struct task *task = context;

	(void)json_array_append_new(
	        task->points, json_string(point == WIRE_FIRST ? "first" : "last"));
	return !task->refuses;
}

static void
account_read(struct task *task)
{
	const json_t *from = json_object_get(task->in, "account");

	task->account = (struct account){
	        .name = json_get_text(from, "name"),
	        .type = json_get_text(from, "type"),
	        .url = json_get_text(from, "url"),
	        .cafile = json_get_text(from, "cafile"),
	        .markup = json_get_text(from, "markup"),
	        .tracker = json_get_text(from, "tracker"),
	        .seconds = json_get_number(from, "seconds"),
	        .user = json_get_text(from, "user"),
	        .sender = json_get_text(from, "sender"),
	        .sender_name = json_get_text(from, "sender_name"),
	        .reply_to = json_get_text(from, "reply_to"),
	        .auth = json_get_text(from, "auth"),
	        .sendmail = json_get_text(from, "sendmail"),
	        .folder = json_get_text(from, "folder"),
	};
}

static void
followup_read(struct task *task)
{
	const json_t *from = json_object_get(task->in, "followup");

	task->followup = (struct followup){
	        .uid = json_get_text(from, "uid"),
	        .place = json_get_text(from, "place"),
	        .payload = json_get_text(from, "payload"),
	        .remote_id = json_get_text(from, "remote_id"),
	        .remote_url = json_get_text(from, "remote_url"),
	        .attempted_at = json_get_number(from, "attempted_at"),
	};
}

static void
error_write(struct task *task, const struct error *err)
{
	json_put(task->out, "error", json_text(err->text));
	json_put(task->out, "error_kind", json_integer(err->kind));
	json_put(task->out, "hint", json_text(err->hint));
}

static void
outcome_write(struct task *task, const struct outcome *outcome)
{
	json_put(task->out, "verdict", json_text(verdicts[outcome->verdict]));
	json_put(task->out, "remote_id", json_text(outcome->remote_id));
	json_put(task->out, "remote_url", json_text(outcome->remote_url));
	json_put(task->out, "words", json_text(outcome->words));
	json_put(task->out, "hint", json_text(outcome->hint));
	json_put(task->out, "wait", json_integer(outcome->wait));
	json_put(task->out, "limited", json_boolean(outcome->limited));
	json_put(task->out, "denied", json_boolean(outcome->denied));
	json_put(task->out, "server_at", json_integer(outcome->server_at));
}

static void
place_run(struct task *task)
{
	struct error err = {.kind = ERROR_NONE};
	const char *place;
	const char *kind;

	if (!task->channel->place(
	            &task->arena, json_get_text(task->in, "text"), &place, &kind, &err)) {
		error_write(task, &err);
		return;
	}
	json_put(task->out, "place", json_text(place));
	json_put(task->out, "kind", json_text(kind));
}

static void
compose_run(struct task *task)
{
	const json_t *from = json_object_get(task->in, "letter");
	struct error err = {.kind = ERROR_NONE};
	struct letter letter = {
	        .uid = json_get_text(from, "uid"),
	        .place = json_get_text(from, "place"),
	        .title = json_get_text(from, "title"),
	        .body = json_get_text(from, "body"),
	        .name = json_get_text(from, "name"),
	        .written_at = json_get_number(from, "written_at"),
	};
	const char *payload;

	json_put(task->out, "markup", json_text(markups[task->channel->markup(&task->account)]));
	if (task->channel->compose(&task->arena, &task->account, &letter, &payload, &err))
		json_put(task->out, "payload", json_text(payload));
	else
		error_write(task, &err);
}

static void
read_run(struct task *task)
{
	json_put(task->out, "text", json_text(task->channel->read(&task->arena, &task->followup)));
}

static void
form_run(struct task *task)
{
	json_put(task->out, "url",
	        json_text(task->channel->form_url(&task->arena, &task->account, &task->followup)));
}

static void
send_run(struct task *task)
{
	struct outcome outcome;

	task->channel->send(&task->call, &task->followup, &outcome);
	outcome_write(task, &outcome);
}

static void
find_run(struct task *task)
{
	struct outcome outcome;
	enum found found = task->channel->find(&task->call, &task->followup, &outcome);

	outcome_write(task, &outcome);
	json_put(task->out, "found", json_text(founds[found]));
}

static void
close_run(struct task *task)
{
	struct outcome outcome;

	task->channel->close(
	        &task->call, &task->followup, json_get_text(task->in, "note"), &outcome);
	outcome_write(task, &outcome);
}

static void
check_run(struct task *task)
{
	struct error err = {.kind = ERROR_NONE};
	struct channel_report report;

	if (!task->channel->check(&task->call, task->followup.place, &report, &err)) {
		error_write(task, &err);
		return;
	}
	json_put(task->out, "login", json_text(report.login));
	json_put(task->out, "server", json_text(report.server));
	json_put(task->out, "lacks", json_text(report.lacks));
}

static void
titles_run(struct task *task)
{
	struct error err = {.kind = ERROR_NONE};
	struct remote_title *titles;
	json_t *list = json_array();
	size_t count;

	json_put(task->out, "titles", list);
	if (!task->channel->titles(&task->call, task->followup.place, &titles, &count, &err)) {
		error_write(task, &err);
		return;
	}
	for (size_t i = 0; i < count; i++) {
		json_t *item = json_object();

		json_put(item, "title", json_text(titles[i].title));
		json_put(item, "url", json_text(titles[i].url));
		(void)json_array_append_new(list, item);
	}
}

struct action {
	const char *name;
	void (*run)(struct task *task);
};

static const struct action actions[] = {
        {.name = "place", .run = place_run},
        {.name = "compose", .run = compose_run},
        {.name = "read", .run = read_run},
        {.name = "form", .run = form_run},
        {.name = "send", .run = send_run},
        {.name = "find", .run = find_run},
        {.name = "close", .run = close_run},
        {.name = "check", .run = check_run},
        {.name = "titles", .run = titles_run},
};

/* false: the line asks for nothing that there is. */
static bool
task_run(struct task *task, struct http *http)
{
	const char *wanted = json_get_text(task->in, "do");
	struct wire wire = {.pass = point_pass, .context = task};

	account_read(task);
	followup_read(task);
	task->call = (struct call){
	        .arena = &task->arena,
	        .account = &task->account,
	        .secret = json_get_text(task->in, "secret"),
	        .http = http,
	        .wire = &wire,
	        .now = time(NULL),
	};
	task->refuses = json_is_false(json_object_get(task->in, "wire"));
	task->channel = task->account.type ? channel_find(task->account.type) : NULL;
	for (size_t i = 0; wanted && task->channel && i < COUNT(actions); i++) {
		if (strcmp(actions[i].name, wanted) != 0)
			continue;
		actions[i].run(task);
		json_put(task->out, "wire", json_incref(task->points));
		return true;
	}
	return false;
}

static bool
line_run(const char *line, size_t length, struct http *http)
{
	struct task task = {.out = json_object(), .points = json_array()};
	struct error err = {.kind = ERROR_NONE};
	json_t *in = NULL;
	bool ok;

	arena_init(&task.arena);
	ok = json_parse("line", line, length, &in, &err);
	task.in = in;
	ok = ok && task_run(&task, http);
	if (ok)
		(void)printf("%s\n", json_line(&task.arena, task.out));
	(void)fflush(stdout);
	json_decref(in);
	json_decref(task.out);
	json_decref(task.points);
	arena_close(&task.arena);
	return ok;
}

int
main(void)
{
	struct error err = {.kind = ERROR_NONE};
	struct http *http = NULL;
	char *line = NULL;
	size_t room = 0;
	bool ok = http_open(&http, &err);
	ssize_t length;

	while (ok && (length = getline(&line, &room, stdin)) > 0)
		ok = line_run(line, (size_t)length, http);
	http_close(http);
	free(line);
	return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
