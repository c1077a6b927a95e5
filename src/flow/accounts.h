/* SPDX-License-Identifier: MIT */

/* The accounts that there are, and destinations among them: "github:owner/repo", "mail". */
#ifndef FLOW_ACCOUNTS_H
#define FLOW_ACCOUNTS_H

#include "channel/channel.h"
#include "config/config.h"

/*
 * Built in: github (https://api.github.com; secret from GH_TOKEN or GITHUB_TOKEN), gitlab
 * (https://gitlab.com; GITLAB_TOKEN), codeberg (a gitea), hand. A section of that name changes it.
 * Each section [channel "NAME"] adds one. ERROR_INVALID: no type, an url that is not https (plain
 * only to a literal address of this machine) or has a user name in it, mail without a sender, ...
 */
MUST_CHECK bool accounts_read(struct arena *arena, const struct config *config,
        struct account_list *list_out, struct error *err);

/* NULL: none of that name. */
const struct account *accounts_find(const struct account_list *list, const char *name);

/* The one for mails: that of the name mail, else the first of that type; NULL: none. */
const struct account *accounts_find_mail(const struct account_list *list);

/* ERROR_MISSING: none of that name, with suggestions. */
MUST_CHECK bool accounts_get(const struct account_list *list, const char *name,
        const struct account **account_out, struct error *err);

/* A place of an account. */
struct destination {
	const struct account *account;
	const struct channel *channel;
	const char *place; /* normalised; NULL for a bare "mail": the speaker's address */
	const char *kind;
};

/*
 * "ACCOUNT:PLACE"; "ACCOUNT" alone for mail; a mail address alone goes by the account mail. The
 * address of a page (https://github.com/owner/repo) is taken for the account whose service it is.
 * ERROR_INVALID shows the form; ERROR_MISSING: no such account, with suggestions.
 */
MUST_CHECK bool destination_parse(struct arena *arena, const struct account_list *list,
        const char *text, struct destination *destination_out, struct error *err);

/* "github:owner/repo", as it is parsed. */
const char *
destination_format(struct arena *arena, const struct account *account, const char *place);

#endif
