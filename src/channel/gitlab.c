/* SPDX-License-Identifier: MIT */

/* GitLab's issues: https://docs.gitlab.com/api/issues */
#include "channel/forge.h"

#include <string.h>

#include "channel/trackers.h"

static const struct forge_rule rules[] = {
        {.status = 405,
                .says = "moved",
                .verdict = VERDICT_REFUSED,
                .words = "the project has moved",
                .hint = "set the new name"},
};

/* A project that is named by its number has no page that could be made from it. */
static const char *
issue_url(struct arena *arena, const char *site, const char *place, int64_t number)
{
	if (!strchr(place, '/'))
		return arena_format(
		        arena, "%s/api/v4/projects/%s/issues/%lld", site, place, (long long)number);
	return arena_format(arena, "%s/%s/-/issues/%lld", site, place, (long long)number);
}

static const struct forge forge = {
        .title = "GitLab",
        .api = "/api/v4",
        .auth = FORGE_AUTH_BEARER,
        .rules = rules,
        .rule_count = COUNT(rules),
        .fields = {.sent = "",
                .item = "",
                .list = "",
                .number = "iid",
                .url = "web_url",
                .title = "title",
                .body = "description",
                .login = "username",
                .created = "created_at"},
        .page = forge_page_link,
        .page_most = 100,
        .form = "issue[%s]",
        .issue_url = issue_url,
};

/* "group/sub/project", or a number: its length; 0: it is none. What follows "/-/" is a page of it.
 */
static size_t
project_length(const char *path)
{
	size_t digits = strspn(path, "0123456789");
	size_t length = 0;
	size_t names = 0;

	if (digits && path[digits] == '\0')
		return digits;
	for (;;) {
		size_t name = forge_name(path + length);

		if (!name)
			return 0;
		length += name;
		names++;
		if (path[length] != '/' || strncmp(path + length, "/-/", 3) == 0)
			return names >= 2 ? length : 0;
		length++;
	}
}

static bool
gitlab_place(struct arena *arena, const char *text, const char **place_out, const char **kind_out,
        struct error *err)
{
	const char *path = forge_path(arena, text);
	size_t length = project_length(path);

	if (!length || (path[length] && !strstr(text, "://")))
		return error_set(err, ERROR_INVALID,
		        "%s is no place at GitLab: GROUP/PROJECT or the number of a project", text);
	*kind_out = "issue";
	*place_out = arena_span(arena, path, length);
	return true;
}

static enum markup
gitlab_markup(const struct account *account)
{
	(void)account;
	return MARKUP_COMMONMARK;
}

/* GitLab obeys lines that begin with a slash: /close, /assign @somebody. */
static bool
has_quick_action(const char *body)
{
	for (const char *line = body; line; line = strchr(line, '\n')) {
		line += strspn(line, " \t\r\n");
		if (*line == '/')
			return true;
	}
	return false;
}

static bool
gitlab_compose(struct arena *arena, const struct account *account, const struct letter *letter,
        const char **payload_out, struct error *err)
{
	json_auto_t *tree = json_object();

	(void)account;
	if (has_quick_action(letter->body))
		return error_set(err, ERROR_INVALID,
		        "a line of the text begins with a slash, which GitLab takes for a command");
	if (!forge_write(arena, &forge, letter, tree, err))
		return false;
	*payload_out = json_line(arena, tree);
	return true;
}

static const char *
gitlab_read(struct arena *arena, const struct followup *followup)
{
	return forge_read(arena, &forge, followup);
}

/* The address of a project, or of what is below. */
static const char *
project_url(const struct call *call, const char *place, const char *rest)
{
	return arena_format(call->arena, "%s/projects/%s%s", call->account->url,
	        http_encode(call->arena, place), rest);
}

static void
gitlab_send(const struct call *call, const struct followup *followup, struct outcome *outcome_out)
{
	forge_create(
	        &forge, call, followup, project_url(call, followup->place, "/issues"), outcome_out);
}

static enum found
gitlab_find(const struct call *call, const struct followup *followup, struct outcome *outcome_out)
{
	struct forge_request request = {
	        .method = "GET",
	        .url = project_url(call, followup->place,
	                "/issues?scope=created_by_me&state=all&order_by=created_at&sort=desc"
	                "&per_page=100"),
	};

	return forge_find(&forge, call, followup, request, NULL, outcome_out);
}

static void
gitlab_close(const struct call *call, const struct followup *followup, const char *note,
        struct outcome *outcome_out)
{
	const char *url = project_url(call, followup->place,
	        arena_format(call->arena, "/issues/%s", followup->remote_id));
	json_auto_t *comment = json_object();
	json_auto_t *change = json_object();

	json_put(comment, "body", json_text(forge_note(call->arena, MARKUP_COMMONMARK, note)));
	json_put(change, "state_event", json_text("close"));
	if (forge_change(&forge, call, "POST", arena_format(call->arena, "%s/notes", url), comment,
	            outcome_out) &&
	        forge_change(&forge, call, "PUT", url, change, outcome_out)) {
		outcome_out->remote_id = followup->remote_id;
		outcome_out->remote_url = followup->remote_url;
	}
}

static bool
gitlab_titles(const struct call *call, const char *place, struct remote_title **titles_out,
        size_t *count_out, struct error *err)
{
	struct forge_request request = {
	        .method = "GET",
	        .url = project_url(call, place,
	                "/issues?state=opened&order_by=created_at&sort=desc&per_page=100"),
	};

	return forge_titles(&forge, call, place, request, titles_out, count_out, err);
}

static const char *
project_lacks(struct arena *arena, const char *place, const json_t *project)
{
	if (json_is_true(json_object_get(project, "archived")))
		return arena_format(arena, "%s is archived", place);
	if (json_is_false(json_object_get(project, "issues_enabled")))
		return arena_format(arena, "%s takes no issues", place);
	return NULL;
}

static bool
gitlab_check(const struct call *call, const char *place, struct channel_report *report_out,
        struct error *err)
{
	struct arena *arena = call->arena;
	const char *url = call->account->url;
	struct http_answer answer;
	json_auto_t *user = NULL;
	json_auto_t *version = NULL;
	json_auto_t *project = NULL;
	struct error unread = {.kind = ERROR_NONE};

	*report_out = (struct channel_report){.server = "GitLab"};
	if (!forge_get(&forge, call, arena_format(arena, "%s/user", url), &answer, &user, err))
		return false;
	report_out->server_at = answer.server_at;
	report_out->login = arena_text(arena, json_get_text(user, "username"));
	if (forge_get(&forge, call, arena_format(arena, "%s/version", url), &answer, &version,
	            &unread) &&
	        json_get_text(version, "version"))
		report_out->server =
		        arena_format(arena, "GitLab %s", json_get_text(version, "version"));
	if (!place)
		return true;
	if (!forge_get(&forge, call, project_url(call, place, ""), &answer, &project, err))
		return false;
	report_out->lacks = project_lacks(arena, place, project);
	return true;
}

static const char *
gitlab_form_url(struct arena *arena, const struct account *account, const struct followup *followup)
{
	if (!strchr(followup->place, '/'))
		return NULL;
	return forge_form_url(arena, &forge, followup,
	        arena_format(arena, "%s/%s/-/issues/new", forge_site(arena, &forge, account),
	                followup->place));
}

const struct channel channel_gitlab = {
        .type = "gitlab",
        .title = "GitLab",
        .form = "GROUP/PROJECT",
        .pace = 1,
        .is_public = true,
        .looks = true,
        .place = gitlab_place,
        .markup = gitlab_markup,
        .compose = gitlab_compose,
        .read = gitlab_read,
        .check = gitlab_check,
        .send = gitlab_send,
        .find = gitlab_find,
        .close = gitlab_close,
        .titles = gitlab_titles,
        .form_url = gitlab_form_url,
};
