/* SPDX-License-Identifier: MIT */

/*
 * A channel is the code that speaks to one kind of service. It makes the bytes of a message, sends
 * them once, and looks for what may have arrived. It knows no store, no states and no other
 * channel; flow/ decides what its verdicts mean. One const vtable a channel, all of them in
 * channels.c.
 */
#ifndef CHANNEL_CHANNEL_H
#define CHANNEL_CHANNEL_H

#include "base/arena.h"
#include "base/error.h"
#include "model/account.h"
#include "model/followup.h"
#include "net/http.h"

/* What a message says, before a channel gives it its form. */
struct letter {
	const char *uid;    /* the marker: the channel puts it where find will see it */
	const char *place;  /* as in struct followup */
	const char *title;  /* one line, safe for the channel's escape (see .markup) */
	const char *body;   /* lines end with LF; Markdown of .markup, or plain text for a mail */
	const char *name;   /* whom a mail is for; or NULL */
	int64_t written_at; /* a mail's Date */
};

/* How a body is written so that the service takes nothing in it for markup; see flow/letter.h. */
enum markup { MARKUP_COMMONMARK, MARKUP_TEXTILE, MARKUP_NONE };

/* What a channel needs to speak to a service. */
struct call {
	struct arena *arena; /* for results */
	const struct account *account;
	const char *secret; /* NULL: none */
	struct http *http;
	const struct wire *wire; /* for what changes things there; else NULL */
	int64_t now;
};

enum verdict {
	VERDICT_SENT,      /* it is there, and known by what name */
	VERDICT_REFUSED,   /* certainly not executed, and never will be as it is */
	VERDICT_LATER,     /* certainly not executed; trying again may help */
	VERDICT_UNCERTAIN, /* nobody knows */
	VERDICT_DOWN,      /* certainly not executed; the account does not work at all just now */
};

struct outcome {
	enum verdict verdict;
	const char *remote_id;  /* with VERDICT_SENT; a mail has its Message-ID */
	const char *remote_url; /* with VERDICT_SENT; NULL for a mail */
	const char *words;      /* one sentence for people: why, or what the service said */
	const char *hint;       /* what helps; or NULL */
	int64_t wait;           /* seconds that the service asks to wait; -1: not said */
	bool limited;           /* the wait holds for everything of the account: a rate limit */
	bool denied;       /* the secret was not accepted: another request could lock the account */
	int64_t server_at; /* the service's clock; 0: unknown */
};

enum found {
	FOUND_IT,      /* outcome has remote_id and remote_url */
	FOUND_NOTHING, /* everything that could be it was looked at */
	FOUND_UNKNOWN, /* it could not be looked for; outcome.words says why, wait how long */
};

/* What check found out about an account. */
struct channel_report {
	const char *login;  /* whose secret it is; NULL: the service does not tell */
	const char *server; /* what answered: "GitLab 16.4"; or NULL */
	const char *lacks;  /* a right that is certainly missing; or NULL */
	int64_t server_at;  /* the service's clock; 0: unknown */
};

struct remote_title {
	const char *title;
	const char *url;
};

struct channel {
	const char *type;  /* "github" */
	const char *title; /* "GitHub" */
	const char *form;  /* of a place, for messages: "OWNER/REPO or OWNER/REPO/discussions" */
	int64_t pace;      /* seconds between creates where the account says nothing */
	bool is_public;    /* what is sent there others can read */
	bool looks;        /* find can tell; when false, what is uncertain is held for a person */

	/* Is it a place, and what is made there: "issue", "discussion", "mail", "note"?
	 * ERROR_INVALID shows the form. place_out is normalised. */
	bool (*place)(struct arena *arena, const char *text, const char **place_out,
	        const char **kind_out, struct error *err);

	/* How the letter's body must be written. */
	enum markup (*markup)(const struct account *account);

	/* The bytes that send will hand over: always the same for the same letter, no network.
	 * ERROR_INVALID: too long, or something that may not leave. */
	bool (*compose)(struct arena *arena, const struct account *account,
	        const struct letter *letter, const char **payload_out, struct error *err);

	/* What a reader would see: the text inside a payload, for `outbox show` and -n. */
	const char *(*read)(struct arena *arena, const struct followup *followup);

	/* Asks the service who we are there. place NULL: no place in particular. */
	bool (*check)(const struct call *call, const char *place, struct channel_report *report_out,
	        struct error *err);

	/* Sends it, once. NULL: a person does, and until then it is held. */
	void (*send)(const struct call *call, const struct followup *followup,
	        struct outcome *outcome_out);

	/* Looks for the marker among what was made there since attempted_at. NULL when !looks. */
	enum found (*find)(const struct call *call, const struct followup *followup,
	        struct outcome *outcome_out);

	/* Closes what was sent, with a note that says why. NULL: it cannot be taken back. */
	void (*close)(const struct call *call, const struct followup *followup, const char *note,
	        struct outcome *outcome_out);

	/* Titles of what is open there, for the opt-in look for duplicates; NULL: cannot. At most
	 * the newest 100; returns false with the error when it could not look. */
	bool (*titles)(const struct call *call, const char *place, struct remote_title **titles_out,
	        size_t *count_out, struct error *err);

	/* An address that opens the service's own form, filled in; NULL: none. */
	const char *(*form_url)(struct arena *arena, const struct account *account,
	        const struct followup *followup);
};

/* A copy of what a service said, as one line that a terminal can be given. */
enum { OUTCOME_LINE_MOST = 300 }; /* bytes */
const char *outcome_line(struct arena *arena, const char *text);

/* The channel of a type; NULL: none. */
const struct channel *channel_find(const char *type);

#endif
