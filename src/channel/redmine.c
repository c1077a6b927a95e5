/* SPDX-License-Identifier: MIT */

/* Redmine's issues: https://www.redmine.org/projects/redmine/wiki/Rest_Issues */
#include "channel/forge.h"

#include <string.h>

#include "channel/trackers.h"
#include "text/number.h"

static const struct forge_rule rules[] = {
        {.status = 403,
                .verdict = VERDICT_REFUSED,
                .words = "the key does not allow it, or the REST interface is switched off"},
};

static const char *
issue_url(struct arena *arena, const char *site, const char *place, int64_t number)
{
	(void)place;
	return arena_format(arena, "%s/issues/%lld", site, (long long)number);
}

/* Redmine has no links to next pages: the offset counts what was seen. */
static enum forge_turn
page_turn(const struct forge *forge, struct arena *arena, const struct http_answer *answer,
        const json_t *tree, size_t seen, struct forge_request *request)
{
	int64_t offset = json_get_number(tree, "offset") + (int64_t)seen;
	const json_t *total = json_object_get(tree, "total_count");
	const char *old = strstr(request->url, "&offset=");
	size_t length = old ? (size_t)(old - request->url) : strlen(request->url);

	(void)forge;
	(void)answer;
	if (!json_is_integer(total))
		return FORGE_TURN_LOST;
	if (offset >= json_integer_value(total))
		return FORGE_TURN_END;
	if (!seen)
		return FORGE_TURN_LOST;
	request->url = arena_format(
	        arena, "%.*s&offset=%lld", (int)length, request->url, (long long)offset);
	return FORGE_TURN_NEXT;
}

static const struct forge forge = {
        .title = "Redmine",
        .api = "",
        .auth = FORGE_AUTH_BASIC,
        .rules = rules,
        .rule_count = COUNT(rules),
        .fields = {.sent = "issue",
                .item = "issue",
                .list = "issues",
                .number = "id",
                .title = "subject",
                .body = "description",
                .created = "created_on"},
        .page = page_turn,
        .page_most = 100,
        .form = "issue[%s]",
        .issue_url = issue_url,
};

/* Of an address of a page, what follows "/projects/". */
static bool
redmine_place(struct arena *arena, const char *text, const char **place_out, const char **kind_out,
        struct error *err)
{
	static const char projects[] = "projects/";
	const char *path = forge_path(arena, text);
	bool is_page = strstr(text, "://") != NULL;
	const char *page = is_page ? strstr(path, projects) : NULL;
	const char *name = page ? page + strlen(projects) : path;
	size_t length = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-_");

	if (!length || is_page != (page != NULL) ||
	        (name[length] && (!page || name[length] != '/')))
		return error_set(err, ERROR_INVALID,
		        "%s is no place at Redmine: the identifier of a project", text);
	*kind_out = "issue";
	*place_out = arena_span(arena, name, length);
	return true;
}

static enum markup
redmine_markup(const struct account *account)
{
	return account->markup && strcmp(account->markup, "textile") == 0 ? MARKUP_TEXTILE
	                                                                  : MARKUP_COMMONMARK;
}

static bool
redmine_compose(struct arena *arena, const struct account *account, const struct letter *letter,
        const char **payload_out, struct error *err)
{
	json_auto_t *tree = json_object();
	json_t *issue = json_object();
	int64_t tracker;

	json_put(tree, "issue", issue);
	json_put(issue, "project_id", json_text(letter->place));
	if (account->tracker) {
		if (!number_parse(account->tracker, 1, INT32_MAX, &tracker))
			return error_set(err, ERROR_INVALID, "the tracker %s is no number",
			        account->tracker);
		json_put(issue, "tracker_id", json_integer(tracker));
	}
	if (!forge_write(arena, &forge, letter, issue, err))
		return false;
	*payload_out = json_line(arena, tree);
	return true;
}

static const char *
redmine_read(struct arena *arena, const struct followup *followup)
{
	return forge_read(arena, &forge, followup);
}

static void
redmine_send(const struct call *call, const struct followup *followup, struct outcome *outcome_out)
{
	forge_create(&forge, call, followup,
	        arena_format(call->arena, "%s/issues.json", call->account->url), outcome_out);
}

static enum found
redmine_find(const struct call *call, const struct followup *followup, struct outcome *outcome_out)
{
	struct forge_request request = {
	        .method = "GET",
	        .url = arena_format(call->arena,
	                "%s/issues.json?author_id=me&status_id=*&sort=id:desc&limit=100",
	                call->account->url),
	};

	return forge_find(&forge, call, followup, request, NULL, outcome_out);
}

/* The number of the first status that closes an issue; 0: it cannot be told. */
static int64_t
closed_find(const struct call *call)
{
	struct error unread = {.kind = ERROR_NONE};
	struct http_answer answer;
	json_auto_t *tree = NULL;
	const json_t *status;
	size_t i;

	if (!forge_get(&forge, call,
	            arena_format(call->arena, "%s/issue_statuses.json", call->account->url),
	            &answer, &tree, &unread))
		return 0;
	json_array_foreach(json_object_get(tree, "issue_statuses"), i, status)
	{
		if (json_is_true(json_object_get(status, "is_closed")))
			return json_get_number(status, "id");
	}
	return 0;
}

static void
redmine_close(const struct call *call, const struct followup *followup, const char *note,
        struct outcome *outcome_out)
{
	enum markup markup = redmine_markup(call->account);
	int64_t closed = closed_find(call);
	json_auto_t *tree = json_object();
	json_t *issue = json_object();

	json_put(tree, "issue", issue);
	json_put(issue, "notes", json_text(forge_note(call->arena, markup, note)));
	if (closed)
		json_put(issue, "status_id", json_integer(closed));
	if (forge_change(&forge, call, "PUT",
	            arena_format(call->arena, "%s/issues/%s.json", call->account->url,
	                    followup->remote_id),
	            tree, outcome_out)) {
		outcome_out->remote_id = followup->remote_id;
		outcome_out->remote_url = followup->remote_url;
		if (!closed)
			outcome_out->words =
			        "it got the note, but no status that closes it is known";
	}
}

static bool
redmine_titles(const struct call *call, const char *place, struct remote_title **titles_out,
        size_t *count_out, struct error *err)
{
	struct forge_request request = {
	        .method = "GET",
	        .url = arena_format(call->arena,
	                "%s/issues.json?project_id=%s&status_id=open&sort=id:desc&limit=100",
	                call->account->url, place),
	};

	return forge_titles(&forge, call, place, request, titles_out, count_out, err);
}

static bool
redmine_check(const struct call *call, const char *place, struct channel_report *report_out,
        struct error *err)
{
	struct arena *arena = call->arena;
	const char *url = call->account->url;
	struct http_answer answer;
	json_auto_t *user = NULL;
	json_auto_t *project = NULL;

	*report_out = (struct channel_report){.server = "Redmine"};
	if (!forge_get(&forge, call, arena_format(arena, "%s/users/current.json", url), &answer,
	            &user, err))
		return false;
	report_out->server_at = answer.server_at;
	report_out->login = arena_text(arena, json_get_text(forge_member(user, "user"), "login"));
	if (!place)
		return true;
	if (!forge_get(&forge, call, arena_format(arena, "%s/projects/%s.json", url, place),
	            &answer, &project, err))
		return false;
	/* 1 is active, 5 is closed, 9 is archived. */
	if (json_get_number(forge_member(project, "project"), "status") > 1)
		report_out->lacks = arena_format(arena, "%s is closed", place);
	return true;
}

static const char *
redmine_form_url(
        struct arena *arena, const struct account *account, const struct followup *followup)
{
	return forge_form_url(arena, &forge, followup,
	        arena_format(arena, "%s/projects/%s/issues/new", account->url, followup->place));
}

const struct channel channel_redmine = {
        .type = "redmine",
        .title = "Redmine",
        .form = "PROJECT",
        .pace = 1,
        .is_public = true,
        .looks = true,
        .place = redmine_place,
        .markup = redmine_markup,
        .compose = redmine_compose,
        .read = redmine_read,
        .check = redmine_check,
        .send = redmine_send,
        .find = redmine_find,
        .close = redmine_close,
        .titles = redmine_titles,
        .form_url = redmine_form_url,
};
