/* SPDX-License-Identifier: MIT */

/* Addresses of services: of their API, made from what people write, and of their pages. */
#ifndef FLOW_ACCOUNT_URL_H
#define FLOW_ACCOUNT_URL_H

#include "base/error.h"
#include "model/account.h"

/*
 * The address of the API of a service of this type (see struct account), from the address of its
 * front page, of its API, or its host alone. ERROR_INVALID: not https (plain http only to a literal
 * address of this machine), a user name, a query, or a path that no such service has.
 */
MUST_CHECK bool account_url_parse(struct arena *arena, const char *type, const char *text,
        const char **url_out, struct error *err);

/* Is it github.com, or a company's part of it under ghe.com? */
bool account_url_is_github(const char *url);

/* Where people see it in a browser: https://github.com for https://api.github.com. NULL: it has no
 * pages. */
const char *account_url_pages(struct arena *arena, const struct account *account);

/*
 * The address of a page without the folder that the service has on its host, as channels take it
 * for a place; NULL: the page is none of this account's service. A query and a fragment are left
 * out.
 */
const char *
account_url_find_page(struct arena *arena, const struct account *account, const char *page);

#endif
