/* SPDX-License-Identifier: MIT */
#include "term/editor.h"

#include "base/buf.h"
#include "base/file.h"
#include "term/child.h"
#include "term/term.h"
#include "text/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { TEXT_LIMIT = 1024 * 1024 };

/* Editors choose their mode, and wrap lines, by the ending. */
#define ENDING ".txt"

bool
editor_find(const char *configured, const char **editor_out, struct error *err)
{
	const char *editor = term_environment("ASKBACK_EDITOR");
	bool dumb = term_is_dumb();

	if (!editor && configured && configured[0])
		editor = configured;
	if (!editor && !dumb)
		editor = term_environment("VISUAL");
	if (!editor)
		editor = term_environment("EDITOR");
	*editor_out = editor ? editor : "vi";
	if (editor || !dumb)
		return true;
	error_set(err, ERROR_USAGE, "cannot edit: the terminal is dumb, and EDITOR is not set");
	return error_hint(err, "set EDITOR, or give the text as an argument");
}

static const char *
draft_format(struct arena *arena, const char *start, const char *comment, size_t *length_out)
{
	struct buf draft;

	buf_init(&draft, arena, 0);
	buf_add_text(&draft, start ? start : "");
	buf_add_char(&draft, '\n');
	while (comment && *comment) {
		size_t length = strcspn(comment, "\n");

		buf_add_text(&draft, length ? "# " : "#");
		buf_add(&draft, comment, length);
		buf_add_char(&draft, '\n');
		comment += length + (comment[length] == '\n');
	}
	*length_out = draft.length;
	return draft.text;
}

static bool
draft_write(const char *draft, size_t length, char *path, struct error *err)
{
	int descriptor = mkostemps(path, (int)strlen(ENDING), O_CLOEXEC);
	bool ok;

	if (descriptor < 0)
		return error_set(err, ERROR_IO, "cannot make %s: %s", path, strerror(errno));
	ok = file_write_all(descriptor, draft, length);
	ok = close(descriptor) == 0 && ok;
	if (!ok) {
		error_set(err, errno == ENOSPC ? ERROR_FULL : ERROR_IO, "cannot write %s: %s", path,
		        strerror(errno));
		(void)unlink(path);
	}
	return ok;
}

static bool
editor_run(struct arena *arena, const char *editor, const char *path, struct error *err)
{
	const char *script = arena_format(arena, "%s \"$@\"", editor);
	int child, status;

	if (!child_open(
	            script, (const char *const[]){editor, path, NULL}, STDIN_FILENO, &child, err))
		return false;
	status = child_close(child);
	if (status != 0)
		return error_set(
		        err, ERROR_IO, "the editor %s failed with status %d", editor, status);
	return true;
}

/* Ctrl-C in the editor is meant for the editor; ignored before it starts, so that none is lost. */
static bool
editor_run_alone(struct arena *arena, const char *editor, const char *path, struct error *err)
{
	struct sigaction ignored = {.sa_handler = SIG_IGN};
	struct sigaction on_interrupt, on_quit;
	bool ok;

	(void)sigaction(SIGINT, &ignored, &on_interrupt);
	(void)sigaction(SIGQUIT, &ignored, &on_quit);
	ok = editor_run(arena, editor, path, err);
	(void)sigaction(SIGINT, &on_interrupt, NULL);
	(void)sigaction(SIGQUIT, &on_quit, NULL);
	return ok;
}

static bool
text_read(struct arena *arena, const char *path, const char **text_out, struct error *err)
{
	const char *text, *end;
	struct buf kept;
	size_t length;

	if (!file_read(arena, path, TEXT_LIMIT, &text, &length, err))
		return false;
	buf_init(&kept, arena, 0);
	for (end = text + length; text < end;) {
		const char *feed = memchr(text, '\n', (size_t)(end - text));
		size_t line = feed ? (size_t)(feed - text) + 1 : (size_t)(end - text);

		if (*text != '#')
			buf_add(&kept, text, line);
		text += line;
	}
	return utf8_clean(arena, "the text", kept.text, kept.length, text_out, err);
}

bool
editor_write(struct arena *arena, const char *configured, const char *folder, const char *start,
        const char *comment, const char **text_out, struct error *err)
{
	const char *editor = NULL;
	char *path = arena_format(arena, "%s/draft-XXXXXX" ENDING, folder);
	const char *draft, *text;
	size_t length;

	if (!editor_find(configured, &editor, err) || !file_make_folder(folder, err))
		return false;
	draft = draft_format(arena, start, comment, &length);
	if (!draft_write(draft, length, path, err))
		return error_in(err, "cannot edit");
	if (!editor_run_alone(arena, editor, path, err) || !text_read(arena, path, &text, err))
		return error_in(err, "cannot edit (the text is kept in %s)", path);
	(void)unlink(path);
	if (!text[0])
		return error_set(err, ERROR_CANCELLED, "nothing was written");
	*text_out = text;
	return true;
}
