/* SPDX-License-Identifier: MIT */
#include "flow/device.h"

#include "flow/account_url.h"
#include "text/json.h"

#include <string.h>

enum {
	INTERVAL_STANDARD = 5,
	INTERVAL_STEP = 5,
	INTERVAL_MOST = 300,
	SECONDS_STANDARD = 900,
	SECONDS_MOST = 3600,
	ANSWER_MOST = 64 * 1024,
};

/* What is enough to write issues and discussions in public repositories. */
static const char scope[] = "public_repo";
static const char grant_type[] = "urn:ietf:params:oauth:grant-type:device_code";

/* https://docs.github.com/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps */
static const struct {
	const char *name;
	enum error_kind kind;
	const char *words;
} refusals[] = {
        {.name = "expired_token", .kind = ERROR_BUSY, .words = "the code is too old by now"},
        {.name = "access_denied", .kind = ERROR_CANCELLED, .words = "you said no there"},
        {.name = "device_flow_disabled",
                .kind = ERROR_DENIED,
                .words = "the application does not allow it"},
        {.name = "incorrect_client_credentials",
                .kind = ERROR_DENIED,
                .words = "it does not know the client id"},
        {.name = "Not Found", .kind = ERROR_DENIED, .words = "it does not know the client id"},
};

static int64_t
bounded(int64_t number, int64_t standard, int64_t most)
{
	if (number <= 0)
		return standard;
	return number < most ? number : most;
}

/* A form goes out; JSON comes back, with status 200 for most errors too. */
static bool
form_send(struct arena *arena, struct http *http, const struct account *account, const char *path,
        const char *form, json_t **tree_out, struct error *err)
{
	static const struct http_header headers[] = {
	        {.name = "Accept", .value = "application/json"},
	        {.name = "Content-Type", .value = "application/x-www-form-urlencoded"},
	};
	const char *front = account_url_pages(arena, account);
	const struct http_call call = {
	        .method = "POST",
	        .url = arena_format(arena, "%s%s", front, path),
	        .headers = headers,
	        .header_count = COUNT(headers),
	        .body = form,
	        .cafile = account->cafile,
	        .limit = ANSWER_MOST,
	        .seconds = account->seconds,
	};
	struct http_answer answer;
	struct error none;

	if (!http_call(http, arena, &call, &answer, err))
		return error_in(err, "cannot log in at %s", front);
	if (json_parse(front, answer.body, answer.length, tree_out, &none))
		return true;
	return error_set(err, answer.status >= 500 ? ERROR_BUSY : ERROR_IO,
	        "cannot log in at %s: it answered with status %d and no JSON", front,
	        answer.status);
}

/* What an answer without what was asked for means. */
static bool
answer_fail(const struct account *account, const json_t *tree, struct error *err)
{
	const char *name = json_get_text(tree, "error");
	const char *words = json_get_text(tree, "error_description");

	for (size_t i = 0; i < COUNT(refusals); i++)
		if (name && strcmp(refusals[i].name, name) == 0)
			return error_set(err, refusals[i].kind, "cannot log in to %s: %s",
			        account->name, refusals[i].words);
	return error_set(err, ERROR_DENIED, "cannot log in to %s: %s", account->name,
	        words          ? words
	                : name ? name
	                       : "the answer makes no sense");
}

bool
device_open(struct arena *arena, struct http *http, const struct account *account,
        struct device *device_out, struct error *err)
{
	const char *form = arena_format(
	        arena, "client_id=%s&scope=%s", http_encode(arena, account->client_id), scope);
	json_auto_t *tree = NULL;
	const char *code, *user_code, *page;

	if (!form_send(arena, http, account, "/login/device/code", form, &tree, err))
		return false;
	code = json_get_text(tree, "device_code");
	user_code = json_get_text(tree, "user_code");
	page = json_get_text(tree, "verification_uri");
	if (!code || !user_code)
		return answer_fail(account, tree, err);
	*device_out = (struct device){
	        .user_code = arena_text(arena, user_code),
	        .page = page
	                ? arena_text(arena, page)
	                : arena_format(arena, "%s/login/device", account_url_pages(arena, account)),
	        .device_code = arena_text(arena, code),
	        .interval = bounded(
	                json_get_number(tree, "interval"), INTERVAL_STANDARD, INTERVAL_MOST),
	        .seconds = bounded(
	                json_get_number(tree, "expires_in"), SECONDS_STANDARD, SECONDS_MOST),
	};
	return true;
}

/* The new interval holds from now on, not only for the next question. */
static void
device_slow_down(struct device *device, const json_t *tree)
{
	int64_t asked = json_get_number(tree, "interval");
	int64_t more = device->interval + INTERVAL_STEP;

	device->interval = bounded(asked > more ? asked : more, INTERVAL_STANDARD, INTERVAL_MOST);
}

enum device_turn
device_poll(struct arena *arena, struct http *http, const struct account *account,
        struct device *device, const char **token_out, struct error *err)
{
	const char *form = arena_format(arena, "client_id=%s&device_code=%s&grant_type=%s",
	        http_encode(arena, account->client_id), http_encode(arena, device->device_code),
	        http_encode(arena, grant_type));
	json_auto_t *tree = NULL;
	const char *token, *error;

	/* Nobody there just now: the code is good for a while yet. */
	if (!form_send(arena, http, account, "/login/oauth/access_token", form, &tree, err))
		return err->kind == ERROR_BUSY ? DEVICE_WAIT : DEVICE_FAILED;
	token = json_get_text(tree, "access_token");
	error = json_get_text(tree, "error");
	if (token) {
		*token_out = arena_text(arena, token);
		return DEVICE_DONE;
	}
	if (error && strcmp(error, "slow_down") == 0)
		device_slow_down(device, tree);
	else if (!error || strcmp(error, "authorization_pending") != 0) {
		answer_fail(account, tree, err);
		return DEVICE_FAILED;
	}
	return DEVICE_WAIT;
}
