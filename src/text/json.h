/* SPDX-License-Identifier: MIT */

/*
 * The one door to jansson. Trees that come from outside are read strictly (duplicate keys and
 * trailing text refused); values are copied into an arena before the tree goes. Trees that go out
 * are made here, so that an absent text is null and a time is RFC 3339 everywhere.
 */
#ifndef TEXT_JSON_H
#define TEXT_JSON_H

#include <jansson.h>

#include "base/buf.h"
#include "base/error.h"

/* A text, or null when it is NULL. What is no UTF-8, as in a damaged store, becomes U+FFFD. */
json_t *json_text(const char *text);

/* A moment as RFC 3339 UTC, or null when it is 0. */
json_t *json_moment(int64_t at);

/* Sets a member and gives the value away; programming errors (NULL) abort. */
void json_put(json_t *object, const char *key, json_t *value);

/* Text of a tree: compact on one line, or indented by two blanks. */
void json_add(struct buf *out, const json_t *tree, bool indent);
const char *json_line(struct arena *arena, const json_t *tree);

/* ERROR_INVALID names line, column and what; name says which input. The tree is the caller's. */
MUST_CHECK bool
json_parse(const char *name, const char *text, size_t length, json_t **tree_out, struct error *err);

/* Member by key when it has the type, else NULL / 0 / false. Texts live as long as the tree. */
const char *json_get_text(const json_t *object, const char *key);
int64_t json_get_number(const json_t *object, const char *key);

#endif
