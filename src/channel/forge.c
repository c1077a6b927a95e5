/* SPDX-License-Identifier: MIT */
#include "channel/forge.h"

#include <string.h>

enum {
	ANSWER_MOST = 16 * 1024 * 1024, /* a hundred issues of the largest size, escaped */
	HEADERS_MOST = 8,
};

const json_t *
forge_member(const json_t *tree, const char *path)
{
	const json_t *member = tree;

	while (*path && member) {
		size_t length = strcspn(path, ".");

		member = json_object_getn(member, path, length);
		path += length + (path[length] == '.');
	}
	return member;
}

const char *
forge_site(struct arena *arena, const struct forge *forge, const struct account *account)
{
	size_t length = strlen(account->url);
	size_t api = strlen(forge->api);
	static const char subdomain[] = "https://api.";

	if (length > api && strcmp(account->url + length - api, forge->api) == 0)
		return arena_span(arena, account->url, length - api);
	if (strncmp(account->url, subdomain, strlen(subdomain)) == 0)
		return arena_format(arena, "https://%s", account->url + strlen(subdomain));
	return account->url;
}

/* Is a page where it should be? Scheme and port may differ: behind a proxy, servers get them wrong.
 */
static bool
page_is_of(struct arena *arena, const char *page, const char *site)
{
	const char *there = http_origin(arena, page);
	const char *here = http_origin(arena, site);
	size_t length;

	if (!there || !here)
		return false;
	there = strstr(there, "://");
	here = strstr(here, "://");
	length = (size_t)(strrchr(here, ':') - here);
	return strncmp(there, here, length) == 0 && strrchr(there, ':') == there + length;
}

/* RFC 4648, for the one place that needs it. */
static const char *
base64(struct arena *arena, const char *text)
{
	static const char digits[] =
	        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	size_t length = strlen(text);
	struct buf out;

	buf_init(&out, arena, 0);
	for (size_t i = 0; i < length; i += 3) {
		uint32_t bits = (uint32_t)(unsigned char)text[i] << 16;

		if (i + 1 < length)
			bits |= (uint32_t)(unsigned char)text[i + 1] << 8;
		if (i + 2 < length)
			bits |= (unsigned char)text[i + 2];
		buf_add_char(&out, digits[bits >> 18]);
		buf_add_char(&out, digits[bits >> 12 & 63]);
		buf_add_char(&out, i + 1 < length ? digits[bits >> 6 & 63] : '=');
		buf_add_char(&out, i + 2 < length ? digits[bits & 63] : '=');
	}
	return out.text;
}

static const char *
authorization(struct arena *arena, const struct forge *forge, const char *secret)
{
	switch (forge->auth) {
	case FORGE_AUTH_BEARER:
		return arena_format(arena, "Bearer %s", secret);
	case FORGE_AUTH_TOKEN:
		return arena_format(arena, "token %s", secret);
	case FORGE_AUTH_BASIC:
		return arena_format(
		        arena, "Basic %s", base64(arena, arena_format(arena, "%s:x", secret)));
	}
	return NULL;
}

static size_t
headers_make(const struct forge *forge, const struct call *call,
        const struct forge_request *request, struct http_header headers[static HEADERS_MOST])
{
	size_t count = 0;

	for (size_t i = 0; i < forge->header_count; i++)
		headers[count++] = forge->headers[i];
	if (call->secret)
		headers[count++] = (struct http_header){.name = "Authorization",
		        .value = authorization(call->arena, forge, call->secret)};
	if (request->body)
		headers[count++] =
		        (struct http_header){.name = "Content-Type", .value = "application/json"};
	return count;
}

/* A redirect that keeps method and body, to the server that has the secret already. */
static bool
redirect_can_follow(
        struct arena *arena, const struct forge_request *request, const struct http_answer *answer)
{
	int status = answer->status;
	bool keeps = status == 307 || status == 308 ||
	        ((status == 301 || status == 302) && strcmp(request->method, "GET") == 0);
	const char *here = http_origin(arena, request->url);
	const char *there = keeps && answer->redirect ? http_origin(arena, answer->redirect) : NULL;

	return here && there && strcmp(here, there) == 0;
}

/* The answer behind redirects; false: none, or not all of it. */
static bool
call_make(const struct forge *forge, const struct call *call, struct forge_request *request,
        struct http_answer *answer, struct error *err)
{
	struct http_header headers[HEADERS_MOST];
	struct http_call http = {
	        .method = request->method,
	        .headers = headers,
	        .header_count = headers_make(forge, call, request, headers),
	        .body = request->body,
	        .cafile = call->account->cafile,
	        .limit = ANSWER_MOST,
	        .seconds = call->account->seconds,
	        .wire = request->changes || strcmp(request->method, "GET") == 0 ? call->wire : NULL,
	};

	for (int hops = 0;; hops++) {
		*answer = (struct http_answer){.retry_after = -1};
		http.url = request->url;
		if (!http_call(call->http, call->arena, &http, answer, err))
			return false;
		if (hops == HTTP_REDIRECTS_MOST ||
		        !redirect_can_follow(call->arena, request, answer))
			return true;
		request->url = answer->redirect;
	}
}

static void
outcome_doubt(struct arena *arena, const struct forge *forge, const struct forge_request *request,
        const char *why, struct outcome *outcome)
{
	outcome->verdict = request->changes ? VERDICT_UNCERTAIN : VERDICT_LATER;
	outcome->words = arena_format(arena, "the answer of %s %s", forge->title, why);
}

static bool
answer_get(const struct forge *forge, const struct call *call, struct forge_request *request,
        struct http_answer *answer_out, json_t **tree_out, struct outcome *outcome_out)
{
	struct error err = {.kind = ERROR_NONE};
	bool whole = call_make(forge, call, request, answer_out, &err);
	struct forge_reply reply = {
	        .answer = answer_out,
	        .failure = whole ? NULL : &err,
	        .asked = request->url,
	        .changes = request->changes,
	        .account = call->account->name,
	        .now = call->now,
	};

	*tree_out = NULL;
	forge_judge(call->arena, forge, &reply, outcome_out);
	if (outcome_out->verdict != VERDICT_SENT)
		return false;
	if (!answer_out->length)
		return true;
	if (!json_parse("answer", answer_out->body, answer_out->length, tree_out, &err)) {
		outcome_doubt(call->arena, forge, request, "cannot be read", outcome_out);
		return false;
	}
	if (forge->accept && !forge->accept(call->arena, *tree_out, outcome_out)) {
		if (outcome_out->verdict == VERDICT_UNCERTAIN && !request->changes)
			outcome_out->verdict = VERDICT_LATER;
		json_decref(*tree_out);
		*tree_out = NULL;
		return false;
	}
	return true;
}

/* A service could say what it was told: by itself, or as it stood in the header. */
static bool
tells_secret(const struct forge *forge, const struct call *call, const char *text)
{
	return text && call->secret &&
	        (strstr(text, call->secret) ||
	                strstr(text,
	                        strchr(authorization(call->arena, forge, call->secret), ' ') + 1));
}

static void
outcome_hide_secret(const struct forge *forge, const struct call *call, struct outcome *outcome)
{
	if (tells_secret(forge, call, outcome->words))
		outcome->words = arena_format(call->arena,
		        "what %s answered holds the secret, and is not shown", forge->title);
	if (tells_secret(forge, call, outcome->hint))
		outcome->hint = NULL;
}

bool
forge_ask(const struct forge *forge, const struct call *call, struct forge_request *request,
        struct http_answer *answer_out, json_t **tree_out, struct outcome *outcome_out)
{
	bool ok = answer_get(forge, call, request, answer_out, tree_out, outcome_out);

	outcome_hide_secret(forge, call, outcome_out);
	return ok;
}

const char *
forge_issue_told(struct arena *arena, const struct forge *forge, const struct account *account,
        const json_t *issue)
{
	const char *site = forge_site(arena, forge, account);
	const char *url = forge->fields.url ? json_get_text(issue, forge->fields.url) : NULL;

	return url && page_is_of(arena, url, site) ? arena_text(arena, url) : NULL;
}

const char *
forge_issue_page(struct arena *arena, const struct forge *forge, const struct account *account,
        const char *place, const json_t *issue)
{
	const char *told = forge_issue_told(arena, forge, account, issue);

	return told ? told
	            : forge->issue_url(arena, forge_site(arena, forge, account), place,
	                      json_get_number(issue, forge->fields.number));
}

void
forge_create(const struct forge *forge, const struct call *call, const struct followup *followup,
        const char *url, struct outcome *outcome_out)
{
	struct forge_request request = {
	        .method = "POST", .url = url, .body = followup->payload, .changes = true};
	struct arena *arena = call->arena;
	struct http_answer answer;
	json_auto_t *tree = NULL;
	const json_t *issue;
	int64_t number;

	if (!forge_ask(forge, call, &request, &answer, &tree, outcome_out))
		return;
	issue = forge_member(tree, forge->fields.item);
	number = json_get_number(issue, forge->fields.number);
	outcome_out->remote_url = forge->fields.url
	        ? forge_issue_told(arena, forge, call->account, issue)
	        : forge_issue_page(arena, forge, call->account, followup->place, issue);
	if (answer.status != 201 || number <= 0 || !outcome_out->remote_url ||
	        tells_secret(forge, call, outcome_out->remote_url)) {
		outcome_out->remote_url = NULL;
		outcome_doubt(arena, forge, &request, "does not tell where it is", outcome_out);
		return;
	}
	outcome_out->remote_id = arena_format(arena, "%lld", (long long)number);
}

bool
forge_change(const struct forge *forge, const struct call *call, const char *method,
        const char *url, const json_t *body, struct outcome *outcome_out)
{
	struct forge_request request = {
	        .method = method,
	        .url = url,
	        .body = json_line(call->arena, body),
	        .changes = true,
	};
	struct http_answer answer;
	json_auto_t *tree = NULL;

	return forge_ask(forge, call, &request, &answer, &tree, outcome_out);
}

void
forge_close(const struct forge *forge, const struct call *call, const struct followup *followup,
        const char *url, const char *note, const json_t *change, struct outcome *outcome_out)
{
	const char *comments = arena_format(call->arena, "%s/comments", url);
	json_auto_t *comment = json_object();

	json_put(comment, "body", json_text(forge_note(call->arena, MARKUP_COMMONMARK, note)));
	if (forge_change(forge, call, "POST", comments, comment, outcome_out) &&
	        forge_change(forge, call, "PATCH", url, change, outcome_out)) {
		outcome_out->remote_id = followup->remote_id;
		outcome_out->remote_url = followup->remote_url;
	}
}

bool
forge_login(const struct forge *forge, const struct call *call, const char *url,
        const char **login_out, struct outcome *outcome_out)
{
	struct forge_request request = {.method = "GET", .url = url};
	struct http_answer answer;
	json_auto_t *tree = NULL;

	*login_out = NULL;
	/* The token of an application has no user, and says so by 403 or 404. */
	if (!forge_ask(forge, call, &request, &answer, &tree, outcome_out))
		return outcome_out->verdict == VERDICT_REFUSED;
	*login_out = arena_text(call->arena, json_get_text(tree, forge->fields.login));
	return true;
}

bool
forge_error(const struct outcome *outcome, struct error *err)
{
	enum error_kind kind = outcome->verdict == VERDICT_LATER ? ERROR_BUSY : ERROR_IO;

	if (outcome->denied)
		kind = ERROR_DENIED;
	error_set(err, kind, "%s", outcome->words);
	return outcome->hint ? error_hint(err, "%s", outcome->hint) : false;
}

bool
forge_get(const struct forge *forge, const struct call *call, const char *url,
        struct http_answer *answer_out, json_t **tree_out, struct error *err)
{
	struct forge_request request = {.method = "GET", .url = url};
	struct outcome outcome;

	if (!forge_ask(forge, call, &request, answer_out, tree_out, &outcome))
		return forge_error(&outcome, err);
	return true;
}
