/* SPDX-License-Identifier: MIT */

/* The two halves of the channel for GitHub: issues (REST) and discussions (GraphQL). */
#ifndef CHANNEL_GITHUB_H
#define CHANNEL_GITHUB_H

#include "channel/forge.h"

/* How GitHub differs from the other trackers, as far as issues go. */
extern const struct forge forge_github;

/* "OWNER/REPO/discussions[/CATEGORY]", where "/discussions" begins; NULL: a place for issues. */
const char *github_discussions(const char *place);

/* "OWNER/REPO" of either kind of place. */
const char *github_repo(struct arena *arena, const char *place);

/* Who the secret belongs to. false: it could not be asked for, outcome says why. login_out NULL:
 * the service does not tell, as for the tokens of applications. */
MUST_CHECK bool
github_login(const struct call *call, const char **login_out, struct outcome *outcome_out);

/* What struct channel says of these. */
MUST_CHECK bool discussion_compose(struct arena *arena, const struct letter *letter,
        const char **payload_out, struct error *err);
const char *discussion_read(struct arena *arena, const struct followup *followup);
void discussion_send(
        const struct call *call, const struct followup *followup, struct outcome *outcome_out);
enum found discussion_find(
        const struct call *call, const struct followup *followup, struct outcome *outcome_out);
void discussion_close(const struct call *call, const struct followup *followup, const char *note,
        struct outcome *outcome_out);
MUST_CHECK bool discussion_titles(const struct call *call, const char *place,
        struct remote_title **titles_out, size_t *count_out, struct error *err);
const char *discussion_form_url(
        struct arena *arena, const struct account *account, const struct followup *followup);

#endif
