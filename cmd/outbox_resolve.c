/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "cmd/entity.h"
#include "cmd/outbox.h"

struct resolve_options {
	const char *url;
	bool sent;
	bool resend;
};

static const struct option resolve_rows[] = {
        OPTION_ROW_SWITCH(0, "sent", "it arrived", struct resolve_options, sent),
        OPTION_ROW_TEXT(0, "url", "URL", "where it can be seen, with --sent; needed for issues",
                COMPLETE_NOTHING, struct resolve_options, url),
        OPTION_ROW_SWITCH(
                0, "resend", "it did not arrive: send it", struct resolve_options, resend),
        OPTION_ROW_END,
};

/* Nobody but a person knows of what is done by hand. */
static bool
is_by_hand(const struct followup *followup)
{
	return strcmp(followup->kind, "note") == 0 && strcmp(followup->state, "held") == 0;
}

/* Trackers number what they have, and its page ends with the number. */
static const char *
number_find(struct arena *arena, const char *url)
{
	size_t length = strcspn(url, "?#");
	size_t start = length;

	while (start && url[start - 1] >= '0' && url[start - 1] <= '9')
		start--;
	return start && start < length && url[start - 1] == '/'
	        ? arena_span(arena, url + start, length - start)
	        : NULL;
}

/* Without the number nobody could ask the service for an answer. */
static bool
sent_set(struct app *app, const char *url, struct followup *followup, struct error *err)
{
	bool numbered =
	        strcmp(followup->kind, "issue") == 0 || strcmp(followup->kind, "discussion") == 0;
	const char *number = numbered && url ? number_find(&app->arena, url) : NULL;

	if (numbered && !number) {
		error_set(err, ERROR_USAGE, "where is it? give the address of the %s",
		        followup->kind);
		return error_hint(err, "askback outbox resolve F%lld --sent --url URL",
		        (long long)followup->id);
	}
	followup->state = "sent";
	followup->remote_id = number;
	followup->remote_url = url;
	followup->sent_at = followup->attempted_at ? followup->attempted_at : app->now;
	followup->words = NULL;
	return true;
}

static void
queued_set(struct followup *followup)
{
	followup->state = "queued";
	followup->words = NULL;
}

static bool
resolve_one(struct app *app, void *context, struct followup *followup, const char **more_out,
        struct error *err)
{
	const struct resolve_options *options = context;

	if (!outbox_check_still(followup, err))
		return false;
	if (!followup_is_in_doubt(followup) && !is_by_hand(followup)) {
		error_set(err, ERROR_INVALID, "it is %s, and there is no doubt about that",
		        followup->state);
		return error_hint(err, "askback outbox show F%lld", (long long)followup->id);
	}
	if (options->sent && !sent_set(app, options->url, followup, err))
		return false;
	if (options->resend)
		queued_set(followup);
	followup->phase = FOLLOWUP_PHASE_NONE;
	followup->lookups = 0;
	followup->next_at = 0;
	*more_out = options->sent ? NULL : "askback push sends it";
	return true;
}

static bool
resolve_run(struct app *app, const struct args *args, struct error *err)
{
	struct resolve_options options = *(const struct resolve_options *)args->options;

	if (options.sent == options.resend)
		return error_set(err, ERROR_USAGE, "say --sent or --resend") ||
		        error_hint(err, "askback outbox resolve -h");
	if (options.url && !options.sent)
		return error_set(err, ERROR_USAGE, "--url goes with --sent");
	if (options.url && !entity_take_url(app, options.url, &options.url, err))
		return error_in(err, "cannot resolve");
	return outbox_run(app, args, "resolve", resolve_one, &options, err);
}

const struct command outbox_resolve_entry = {
        .name = "resolve",
        .summary = "say whether a follow-up arrived, where nobody else can tell",
        .usage = "ID... --sent|--resend",
        .about = "For a mail whose connection broke just when the server had to take it, for what "
                 "is uncertain, and for what you send by hand. Look first: a mail that is sent "
                 "again after it arrived is there twice.",
        .examples =
                (const struct example[]){
                        {"askback outbox resolve F3 --sent", "it is in my folder of sent mail"},
                        {"askback outbox resolve F3 --sent --url https://forum.example/t/12",
                                "sent by hand"},
                        {"askback outbox resolve F3 --resend", "it never arrived"},
                        {NULL, NULL},
                },
        .options = resolve_rows,
        .options_size = sizeof(struct resolve_options),
        .operands = COMPLETE_FOLLOWUP,
        .least = 1,
        .most = SIZE_MAX,
        .needs = NEEDS_STORE_WRITE,
        .run = resolve_run,
};
