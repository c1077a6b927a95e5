/* SPDX-License-Identifier: MIT */

/*
 * Templates in the notation of Mustache: {{name}}, {{#section}}...{{/section}} for what is there
 * (and for each item of a list), {{^section}}...{{/section}} for what is not, {{! a comment}}. A
 * tag alone on its line takes the line with it. There is no unescaped form: every value passes the
 * one escape that the caller gives.
 */
#ifndef TEXT_TEMPLATE_H
#define TEXT_TEMPLATE_H

#include "text/json.h"

struct template;

/* A name that may stand in a template, and what it means, for messages and the manual. */
struct template_name {
	const char *name;
	bool section; /* has names of its own inside; else a text or a truth */
	const char *help;
};

/*
 * ERROR_INVALID: "FILE:LINE: reason": a tag that does not end, a section that is not closed, {{{ or
 * {{&, or a name that is none of names (with suggestions).
 */
MUST_CHECK bool template_parse(struct arena *arena, const char *file, const char *text,
        const struct template_name *names, size_t name_count, struct template **template_out,
        struct error *err);

/* Does the template use this name anywhere? */
bool template_uses(const struct template *template, const char *name);

typedef void template_escape(struct buf *out, const char *text);

/* Looks names up in the context, innermost section first. Absent, null, false, "" and [] are not
 * there. */
void template_write(const struct template *template, const json_t *context, template_escape *escape,
        struct buf *out);

#endif
