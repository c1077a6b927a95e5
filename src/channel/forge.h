/* SPDX-License-Identifier: MIT */

/*
 * What trackers share: one request with a secret and what its reply means, the marker in a body,
 * and the look for it. How a tracker differs from the others is said in data: struct forge.
 */
#ifndef CHANNEL_FORGE_H
#define CHANNEL_FORGE_H

#include "channel/channel.h"
#include "text/json.h"

enum {
	FORGE_TITLE_MOST = 250,  /* code points; services take 255 or 256 */
	FORGE_BODY_MOST = 65000, /* bytes with the marker; GitHub takes 65536 characters */
	FORGE_PAGES_MOST = 50,   /* of a list that may be turned */
	FORGE_MARGIN = 300,      /* seconds that a clock may be wrong by */
};

enum forge_auth { FORGE_AUTH_BEARER, FORGE_AUTH_TOKEN, FORGE_AUTH_BASIC };

/* What an answer means; a service's own rules go before those that hold for all. */
struct forge_rule {
	int status;
	const char *says; /* only when the service's words have this, in any case; NULL: always */
	enum verdict verdict;
	bool limited;
	bool denied;
	const char *words;
	const char *hint; /* or NULL */
};

/* Where the parts of an issue stand in a service's JSON. */
struct forge_fields {
	const char *sent; /* members that lead to title and body in a payload; "": they are there */
	const char *item; /* ... to a new issue in the answer */
	const char *list; /* ... to a list of them: "data.repository.discussions.nodes" */
	const char *number; /* by which people know it */
	const char *url;    /* of its page; NULL: not told */
	const char *title;
	const char *body;
	const char *author; /* whoever made it, and its login inside; NULL: we asked for our own */
	const char *login;
	const char *created;
};

struct forge_request {
	const char *method;
	const char *url;  /* becomes the one that answered, after redirects */
	const char *body; /* JSON; or NULL */
	bool changes;     /* something there, so that a lost answer leaves a doubt */
};

enum forge_turn { FORGE_TURN_NEXT, FORGE_TURN_END, FORGE_TURN_LOST };

struct forge {
	const char *title; /* "GitHub" */
	const char *api;   /* what an account's url ends with, behind the address of the pages */
	enum forge_auth auth;
	const struct http_header *headers; /* the same for every request */
	size_t header_count;
	const struct forge_rule *rules;
	size_t rule_count;
	struct forge_fields fields;
	/* Makes the request for the page behind the one in tree; seen: how many issues were on it.
	 */
	enum forge_turn (*page)(const struct forge *forge, struct arena *arena,
	        const struct http_answer *answer, const json_t *tree, size_t seen,
	        struct forge_request *request);
	size_t page_most; /* issues on one */
	const char *form; /* of a field of the page where people write issues: "issue[%s]" */
	/* Does a whole answer that came with 2xx tell of success? false: outcome says why not. */
	bool (*accept)(struct arena *arena, const json_t *tree, struct outcome *outcome_out);
	/* The page of an issue, for when the service does not tell it. */
	const char *(*issue_url)(
	        struct arena *arena, const char *site, const char *place, int64_t number);
};

/* How a request came out, for forge_judge. */
struct forge_reply {
	const struct http_answer *answer;
	const struct error *failure; /* NULL: the answer is whole */
	const char *asked;           /* the URL */
	bool changes;
	const char *account; /* its name */
	int64_t now;
};

/* The one place where a reply becomes a verdict. VERDICT_SENT: it is 2xx, and nothing more. */
void forge_judge(struct arena *arena, const struct forge *forge, const struct forge_reply *reply,
        struct outcome *outcome_out);

/* What a service says in its JSON about an error, as one harmless line; "" when nothing. */
const char *forge_said(struct arena *arena, const char *body, size_t length);

/*
 * One request. true: 2xx, with its JSON in tree_out (the caller's; NULL when there is none).
 * false: outcome says what it means.
 */
MUST_CHECK bool
forge_ask(const struct forge *forge, const struct call *call, struct forge_request *request,
        struct http_answer *answer_out, json_t **tree_out, struct outcome *outcome_out);

/* Creates an issue; VERDICT_SENT only when the answer names it. */
void forge_create(const struct forge *forge, const struct call *call,
        const struct followup *followup, const char *url, struct outcome *outcome_out);

/* A request of which only success matters. */
MUST_CHECK bool forge_change(const struct forge *forge, const struct call *call, const char *method,
        const char *url, const json_t *body, struct outcome *outcome_out);

/* Comments on the issue at url as GitHub's API has it, which Gitea copies, and changes it: closed.
 */
void
forge_close(const struct forge *forge, const struct call *call, const struct followup *followup,
        const char *url, const char *note, const json_t *change, struct outcome *outcome_out);

/* The issue with the marker, made by login (NULL: whoever) since attempted_at; request is for the
 * first page of the list, newest first. */
enum found
forge_find(const struct forge *forge, const struct call *call, const struct followup *followup,
        struct forge_request request, const char *login, struct outcome *outcome_out);

/* Who the secret belongs to, asked for at url; NULL: the service does not tell. false: outcome says
 * why it could not be asked. */
MUST_CHECK bool forge_login(const struct forge *forge, const struct call *call, const char *url,
        const char **login_out, struct outcome *outcome_out);

/* What the first page of a list has, for struct channel. */
MUST_CHECK bool forge_titles(const struct forge *forge, const struct call *call, const char *place,
        struct forge_request request, struct remote_title **titles_out, size_t *count_out,
        struct error *err);

/* The same as a check needs it: the failure as an error. */
MUST_CHECK bool forge_get(const struct forge *forge, const struct call *call, const char *url,
        struct http_answer *answer_out, json_t **tree_out, struct error *err);

/* An outcome that is no success, as an error. Returns false. */
bool forge_error(const struct outcome *outcome, struct error *err);

/* Turns pages by RFC 8288. */
enum forge_turn
forge_page_link(const struct forge *forge, struct arena *arena, const struct http_answer *answer,
        const json_t *tree, size_t seen, struct forge_request *request);

/* The page of an issue as the service tells it; NULL when it tells none on its own host. */
const char *forge_issue_told(struct arena *arena, const struct forge *forge,
        const struct account *account, const json_t *issue);

/* The same, or where it must be. */
const char *forge_issue_page(struct arena *arena, const struct forge *forge,
        const struct account *account, const char *place, const json_t *issue);

/* Member by a path of names with dots between; "" is the tree itself. NULL: not there. */
const json_t *forge_member(const json_t *tree, const char *path);

/* Where an account's pages are: its url without the API. */
const char *
forge_site(struct arena *arena, const struct forge *forge, const struct account *account);

/* A title as plain text: one line, nobody is mentioned and nothing referred to, not too long. */
const char *forge_title(struct arena *arena, const char *title);

/* Puts title and body with its marker as last line where they belong. ERROR_INVALID: too long, no
 * UTF-8, or a marker in it. */
MUST_CHECK bool forge_write(struct arena *arena, const struct forge *forge,
        const struct letter *letter, json_t *object, struct error *err);

/* Has the body this marker, on a line of its own? */
bool forge_body_has(const char *body, const char *uid);

/* Title and body of a payload without the marker, as a reader sees them. */
const char *
forge_read(struct arena *arena, const struct forge *forge, const struct followup *followup);

/* Text of a user as a paragraph. */
const char *forge_note(struct arena *arena, enum markup markup, const char *note);

/* What a place is called: the path of an address of a page, or the text itself, without ".git" and
 * slashes at the end. */
const char *forge_path(struct arena *arena, const char *text);

/* Letters, digits and -_. from at on, none of them alone: how many bytes. 0: no name. */
size_t forge_name(const char *at);

/* "OWNER/REPO" at the start of text: its length; 0: it is none. */
size_t forge_owner_repo(const char *text);

/* The page where people write issues, filled in; NULL: longer than servers take. */
const char *forge_form_url(struct arena *arena, const struct forge *forge,
        const struct followup *followup, const char *page);

#endif
