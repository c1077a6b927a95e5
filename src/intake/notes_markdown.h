/* SPDX-License-Identifier: MIT */

/* The one place that knows the Markdown reader: notes to statements. */
#ifndef INTAKE_NOTES_MARKDOWN_H
#define INTAKE_NOTES_MARKDOWN_H

#include "intake/notes_line.h"

/* What comes back lives in the arena; scratch is reset. Code in fences is left out. */
struct notes_lines
notes_markdown_read(struct arena *arena, struct arena *scratch, const struct notes_source *source);

#endif
