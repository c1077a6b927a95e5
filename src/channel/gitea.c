/* SPDX-License-Identifier: MIT */

/* Issues of Gitea and Forgejo: https://docs.gitea.com/api */
#include "channel/forge.h"

#include <string.h>

#include "channel/trackers.h"

static const struct forge_rule rules[] = {
        {.status = 423, .verdict = VERDICT_REFUSED, .words = "the repository is archived"},
};

static const char *
issue_url(struct arena *arena, const char *site, const char *place, int64_t number)
{
	return arena_format(arena, "%s/%s/issues/%lld", site, place, (long long)number);
}

static const struct forge forge = {
        .title = "Gitea",
        .api = "/api/v1",
        .auth = FORGE_AUTH_TOKEN,
        .rules = rules,
        .rule_count = COUNT(rules),
        .fields = {.sent = "",
                .item = "",
                .list = "",
                .number = "number",
                .url = "html_url",
                .title = "title",
                .body = "body",
                .author = "user",
                .login = "login",
                .created = "created_at"},
        .page = forge_page_link,
        .page_most = 50,
        .form = "%s",
        .issue_url = issue_url,
};

static bool
gitea_place(struct arena *arena, const char *text, const char **place_out, const char **kind_out,
        struct error *err)
{
	const char *path = forge_path(arena, text);
	size_t length = forge_owner_repo(path);
	bool is_page = strstr(text, "://") && path[length] == '/';

	if (!length || (path[length] && !is_page))
		return error_set(err, ERROR_INVALID, "%s is no place at Gitea: OWNER/REPO", text);
	*kind_out = "issue";
	*place_out = arena_span(arena, path, length);
	return true;
}

static enum markup
gitea_markup(const struct account *account)
{
	(void)account;
	return MARKUP_COMMONMARK;
}

static bool
gitea_compose(struct arena *arena, const struct account *account, const struct letter *letter,
        const char **payload_out, struct error *err)
{
	json_auto_t *tree = json_object();

	(void)account;
	if (!forge_write(arena, &forge, letter, tree, err))
		return false;
	*payload_out = json_line(arena, tree);
	return true;
}

static const char *
gitea_read(struct arena *arena, const struct followup *followup)
{
	return forge_read(arena, &forge, followup);
}

/* The address of a repository's issues, or of what is below. */
static const char *
issues_url(const struct call *call, const char *place, const char *rest)
{
	return arena_format(call->arena, "%s/repos/%s/issues%s", call->account->url, place, rest);
}

static void
gitea_send(const struct call *call, const struct followup *followup, struct outcome *outcome_out)
{
	forge_create(&forge, call, followup, issues_url(call, followup->place, ""), outcome_out);
}

static enum found
gitea_find(const struct call *call, const struct followup *followup, struct outcome *outcome_out)
{
	struct forge_request request = {
	        .method = "GET",
	        .url = issues_url(call, followup->place, "?state=all&type=issues&limit=50"),
	};
	const char *login;

	if (!forge_login(&forge, call, arena_format(call->arena, "%s/user", call->account->url),
	            &login, outcome_out))
		return FOUND_UNKNOWN;
	return forge_find(&forge, call, followup, request, login, outcome_out);
}

static void
gitea_close(const struct call *call, const struct followup *followup, const char *note,
        struct outcome *outcome_out)
{
	const char *url = issues_url(
	        call, followup->place, arena_format(call->arena, "/%s", followup->remote_id));
	json_auto_t *change = json_object();

	json_put(change, "state", json_text("closed"));
	forge_close(&forge, call, followup, url, note, change, outcome_out);
}

static bool
gitea_titles(const struct call *call, const char *place, struct remote_title **titles_out,
        size_t *count_out, struct error *err)
{
	struct forge_request request = {
	        .method = "GET",
	        .url = issues_url(call, place, "?state=open&type=issues&limit=50"),
	};

	return forge_titles(&forge, call, place, request, titles_out, count_out, err);
}

static const char *
repo_lacks(struct arena *arena, const char *place, const json_t *repo)
{
	if (json_is_true(json_object_get(repo, "archived")))
		return arena_format(arena, "%s is archived", place);
	if (json_is_false(json_object_get(repo, "has_issues")))
		return arena_format(arena, "%s takes no issues", place);
	return NULL;
}

static bool
gitea_check(const struct call *call, const char *place, struct channel_report *report_out,
        struct error *err)
{
	struct arena *arena = call->arena;
	const char *url = call->account->url;
	struct http_answer answer;
	json_auto_t *user = NULL;
	json_auto_t *version = NULL;
	json_auto_t *repo = NULL;
	struct error unread = {.kind = ERROR_NONE};

	*report_out = (struct channel_report){.server = "Gitea"};
	if (!forge_get(&forge, call, arena_format(arena, "%s/user", url), &answer, &user, err))
		return false;
	report_out->server_at = answer.server_at;
	report_out->login = arena_text(arena, json_get_text(user, "login"));
	if (forge_get(&forge, call, arena_format(arena, "%s/version", url), &answer, &version,
	            &unread) &&
	        json_get_text(version, "version"))
		report_out->server =
		        arena_format(arena, "Gitea %s", json_get_text(version, "version"));
	if (!place)
		return true;
	if (!forge_get(&forge, call, arena_format(arena, "%s/repos/%s", url, place), &answer, &repo,
	            err))
		return false;
	report_out->lacks = repo_lacks(arena, place, repo);
	return true;
}

static const char *
gitea_form_url(struct arena *arena, const struct account *account, const struct followup *followup)
{
	return forge_form_url(arena, &forge, followup,
	        arena_format(arena, "%s/%s/issues/new", forge_site(arena, &forge, account),
	                followup->place));
}

const struct channel channel_gitea = {
        .type = "gitea",
        .title = "Gitea",
        .form = "OWNER/REPO",
        .pace = 1,
        .is_public = true,
        .looks = true,
        .place = gitea_place,
        .markup = gitea_markup,
        .compose = gitea_compose,
        .read = gitea_read,
        .check = gitea_check,
        .send = gitea_send,
        .find = gitea_find,
        .close = gitea_close,
        .titles = gitea_titles,
        .form_url = gitea_form_url,
};
