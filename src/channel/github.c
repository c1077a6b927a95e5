/* SPDX-License-Identifier: MIT */

/* GitHub's issues: https://docs.github.com/rest/issues */
#include "channel/github.h"

#include <string.h>

#include "channel/trackers.h"

static const struct http_header headers[] = {
        {.name = "Accept", .value = "application/vnd.github+json"},
        {.name = "X-GitHub-Api-Version", .value = "2022-11-28"},
};

static const struct forge_rule rules[] = {
        {.status = 403,
                .says = "login attempts",
                .verdict = VERDICT_DOWN,
                .denied = true,
                .words = "too many wrong secrets"},
        {.status = 403,
                .says = "rate limit",
                .verdict = VERDICT_LATER,
                .limited = true,
                .words = "too many requests for now"},
        {.status = 403,
                .says = "abuse detection",
                .verdict = VERDICT_LATER,
                .limited = true,
                .words = "too many requests for now"},
        {.status = 403,
                .says = "archived",
                .verdict = VERDICT_REFUSED,
                .words = "the repository is archived"},
        {.status = 403,
                .says = "not accessible by personal access token",
                .verdict = VERDICT_REFUSED,
                .words = "the token does not allow it",
                .hint = "for a repository of others: a classic token with the scope public_repo"},
        {.status = 410, .verdict = VERDICT_REFUSED, .words = "the repository takes no issues"},
        {.status = 422,
                .says = "submitted too quickly",
                .verdict = VERDICT_LATER,
                .limited = true,
                .words = "too many requests for now"},
};

static const char *
issue_url(struct arena *arena, const char *site, const char *place, int64_t number)
{
	return arena_format(arena, "%s/%s/issues/%lld", site, place, (long long)number);
}

const struct forge forge_github = {
        .title = "GitHub",
        .api = "/api/v3",
        .auth = FORGE_AUTH_BEARER,
        .headers = headers,
        .header_count = COUNT(headers),
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
        .page_most = 100,
        .form = "%s",
        .issue_url = issue_url,
};

const char *
github_discussions(const char *place)
{
	static const char word[] = "/discussions";
	size_t length = forge_owner_repo(place);
	const char *at = place + length;

	if (!length || strncmp(at, word, strlen(word)) != 0)
		return NULL;
	return at[strlen(word)] == '\0' || at[strlen(word)] == '/' ? at : NULL;
}

const char *
github_repo(struct arena *arena, const char *place)
{
	return arena_span(arena, place, forge_owner_repo(place));
}

/* The category in what follows "discussions" in a place or in an address of a page. */
static const char *
category_parse(struct arena *arena, const char *rest)
{
	static const char categories[] = "/categories";
	size_t length;

	rest += strlen("/discussions");
	if (strncmp(rest, categories, strlen(categories)) == 0)
		rest += strlen(categories);
	if (*rest == '\0')
		return "";
	length = forge_name(rest + 1);
	if (!length || rest[1 + length])
		return NULL;
	/* A number is one discussion, not a category. */
	return strspn(rest + 1, "0123456789") == length ? "" : arena_format(arena, "%s", rest);
}

static bool
github_place(struct arena *arena, const char *text, const char **place_out, const char **kind_out,
        struct error *err)
{
	const char *path = forge_path(arena, text);
	size_t length = forge_owner_repo(path);
	const char *discussions = github_discussions(path);
	const char *category = discussions ? category_parse(arena, discussions) : "";
	bool is_page = strstr(text, "://") != NULL;

	if (!length || !category || (path[length] && path[length] != '/') ||
	        (path[length] && !discussions && !is_page))
		return error_set(err, ERROR_INVALID,
		        "%s is no place at GitHub: OWNER/REPO or OWNER/REPO/discussions", text);
	*kind_out = discussions ? "discussion" : "issue";
	*place_out = arena_format(
	        arena, "%.*s%s%s", (int)length, path, discussions ? "/discussions" : "", category);
	return true;
}

static enum markup
github_markup(const struct account *account)
{
	(void)account;
	return MARKUP_COMMONMARK;
}

static bool
github_compose(struct arena *arena, const struct account *account, const struct letter *letter,
        const char **payload_out, struct error *err)
{
	json_auto_t *tree = NULL;

	(void)account;
	if (github_discussions(letter->place))
		return discussion_compose(arena, letter, payload_out, err);
	tree = json_object();
	if (!forge_write(arena, &forge_github, letter, tree, err))
		return false;
	*payload_out = json_line(arena, tree);
	return true;
}

static const char *
github_read(struct arena *arena, const struct followup *followup)
{
	if (github_discussions(followup->place))
		return discussion_read(arena, followup);
	return forge_read(arena, &forge_github, followup);
}

/* The address of a repository's issues, or of what is below. */
static const char *
issues_url(const struct call *call, const char *place, const char *rest)
{
	return arena_format(call->arena, "%s/repos/%s/issues%s", call->account->url,
	        github_repo(call->arena, place), rest);
}

static void
github_send(const struct call *call, const struct followup *followup, struct outcome *outcome_out)
{
	if (github_discussions(followup->place))
		discussion_send(call, followup, outcome_out);
	else
		forge_create(&forge_github, call, followup, issues_url(call, followup->place, ""),
		        outcome_out);
}

bool
github_login(const struct call *call, const char **login_out, struct outcome *outcome_out)
{
	return forge_login(&forge_github, call,
	        arena_format(call->arena, "%s/user", call->account->url), login_out, outcome_out);
}

static enum found
github_find(const struct call *call, const struct followup *followup, struct outcome *outcome_out)
{
	struct forge_request request = {
	        .method = "GET",
	        .url = issues_url(call, followup->place,
	                "?state=all&sort=created&direction=desc&per_page=100"),
	};
	const char *login;

	if (github_discussions(followup->place))
		return discussion_find(call, followup, outcome_out);
	if (!github_login(call, &login, outcome_out))
		return FOUND_UNKNOWN;
	return forge_find(&forge_github, call, followup, request, login, outcome_out);
}

static void
issue_close(const struct call *call, const struct followup *followup, const char *note,
        struct outcome *outcome)
{
	const char *url = issues_url(
	        call, followup->place, arena_format(call->arena, "/%s", followup->remote_id));
	json_auto_t *change = json_object();

	json_put(change, "state", json_text("closed"));
	json_put(change, "state_reason", json_text("not_planned"));
	forge_close(&forge_github, call, followup, url, note, change, outcome);
}

static void
github_close(const struct call *call, const struct followup *followup, const char *note,
        struct outcome *outcome_out)
{
	if (github_discussions(followup->place))
		discussion_close(call, followup, note, outcome_out);
	else
		issue_close(call, followup, note, outcome_out);
}

static bool
github_titles(const struct call *call, const char *place, struct remote_title **titles_out,
        size_t *count_out, struct error *err)
{
	struct forge_request request = {
	        .method = "GET",
	        .url = issues_url(
	                call, place, "?state=open&sort=created&direction=desc&per_page=100"),
	};

	if (github_discussions(place))
		return discussion_titles(call, place, titles_out, count_out, err);
	return forge_titles(&forge_github, call, place, request, titles_out, count_out, err);
}

/* Classic tokens tell their scopes; the others do not, and nothing is known of them. */
static const char *
scope_lacks(const struct http_answer *answer)
{
	const char *scopes = http_header_find(answer, "X-OAuth-Scopes");

	for (const char *at = scopes; at && *at; at += strspn(at, ", ")) {
		size_t length = strcspn(at, ", ");

		if ((length == 4 && strncmp(at, "repo", length) == 0) ||
		        (length == 11 && strncmp(at, "public_repo", length) == 0))
			return NULL;
		at += length;
	}
	return scopes ? "the scope public_repo (or repo, for private ones)" : NULL;
}

static const char *
repo_lacks(struct arena *arena, const char *place, const json_t *repo)
{
	const char *takes = github_discussions(place) ? "has_discussions" : "has_issues";

	if (json_is_true(json_object_get(repo, "archived")))
		return arena_format(arena, "%s is archived", place);
	if (json_is_false(json_object_get(repo, takes)))
		return arena_format(
		        arena, "%s takes no %s", github_repo(arena, place), takes + strlen("has_"));
	return NULL;
}

static bool
github_check(const struct call *call, const char *place, struct channel_report *report_out,
        struct error *err)
{
	struct arena *arena = call->arena;
	struct http_answer answer;
	json_auto_t *user = NULL;
	json_auto_t *repo = NULL;
	const char *version;

	*report_out = (struct channel_report){.server = "GitHub"};
	if (!forge_get(&forge_github, call, arena_format(arena, "%s/user", call->account->url),
	            &answer, &user, err))
		return false;
	report_out->server_at = answer.server_at;
	report_out->login = arena_text(arena, json_get_text(user, "login"));
	report_out->lacks = scope_lacks(&answer);
	version = http_header_find(&answer, "X-GitHub-Enterprise-Version");
	if (version)
		report_out->server = arena_format(arena, "GitHub Enterprise %s", version);
	if (!place)
		return true;
	if (!forge_get(&forge_github, call,
	            arena_format(
	                    arena, "%s/repos/%s", call->account->url, github_repo(arena, place)),
	            &answer, &repo, err))
		return false;
	if (!report_out->lacks)
		report_out->lacks = repo_lacks(arena, place, repo);
	return true;
}

static const char *
github_form_url(struct arena *arena, const struct account *account, const struct followup *followup)
{
	if (github_discussions(followup->place))
		return discussion_form_url(arena, account, followup);
	return forge_form_url(arena, &forge_github, followup,
	        arena_format(arena, "%s/%s/issues/new", forge_site(arena, &forge_github, account),
	                followup->place));
}

const struct channel channel_github = {
        .type = "github",
        .title = "GitHub",
        .form = "OWNER/REPO or OWNER/REPO/discussions",
        .pace = 3,
        .is_public = true,
        .looks = true,
        .place = github_place,
        .markup = github_markup,
        .compose = github_compose,
        .read = github_read,
        .check = github_check,
        .send = github_send,
        .find = github_find,
        .close = github_close,
        .titles = github_titles,
        .form_url = github_form_url,
};
