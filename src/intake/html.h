/* SPDX-License-Identifier: MIT */

/* HTML from programmes, made readable as plain text. Not a browser: tags are dropped, not obeyed.
 */
#ifndef INTAKE_HTML_H
#define INTAKE_HTML_H

#include "base/arena.h"

/* Does the text have tags that only HTML would have? Markdown with a stray "<" has none. */
bool html_is(const char *text);

/*
 * The text without its tags: paragraphs and list items on lines of their own, "text (address)" for
 * a link, entities decoded once, scripts and styles gone.
 */
const char *html_text(struct arena *arena, const char *html);

/* Only the entities, decoded once: titles are often escaped twice. */
const char *html_decode(struct arena *arena, const char *text);

/*
 * The UTF-8 of a named or numbered entity at text ("&auml;", "&#228;", "&#xE4;"), at most 8 bytes
 * and terminated; how many bytes of text it takes, or 0 when there is none.
 */
size_t html_entity(const char *text, char utf8_out[9]);

#endif
