/* SPDX-License-Identifier: MIT */
#include "cmd/input.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "model/question.h"
#include "term/editor.h"
#include "term/prompt.h"
#include "text/safe.h"
#include "text/utf8.h"

static const char *
words_join(struct arena *arena, const char *const *words, size_t count)
{
	struct buf buf;

	buf_init(&buf, arena, 0);
	for (size_t i = 0; i < count; i++) {
		buf_add_text(&buf, i ? " " : "");
		buf_add_text(&buf, words[i]);
	}
	return buf.text;
}

static bool
file_take(struct app *app, const char *file, const char **text_out, size_t *length_out,
        struct error *err)
{
	/* One byte more than may be: the clear message about the length comes later. */
	size_t limit = (size_t)QUESTION_TEXT_MOST * 64;

	if (strcmp(file, "-") == 0)
		return file_read_from(&app->arena, STDIN_FILENO, "standard input", limit, text_out,
		        length_out, err);
	return file_read(&app->arena, file, limit, text_out, length_out, err);
}

static bool
editor_take(struct app *app, const char *comment, const char **text_out, struct error *err)
{
	if (!app->paths.state_folder)
		return paths_missing("the draft", "-m TEXT", err);
	return file_make_folder(app->paths.state_folder, err) &&
	        editor_write(&app->arena, config_get(app->config, "ui", NULL, "editor"),
	                app->paths.state_folder, "", comment, text_out, err);
}

/* At a terminal one line is quickest: no quoting, no editor to wait for. */
static bool
line_take(struct app *app, const char *what, const char **text_out, struct error *err)
{
	const char *prompt = arena_format(&app->arena, "%s: ", what);

	if (!prompt_line(&app->arena, &app->term, prompt, text_out, err))
		return false;
	return *text_out || error_set(err, ERROR_CANCELLED, "%s was not given", what);
}

static bool
source_read(struct app *app, const struct input *input, const char *what, const char *comment,
        const char **text_out, size_t *length_out, struct error *err)
{
	bool dash = input->count == 1 && strcmp(input->words[0], "-") == 0;
	int sources = (input->message != NULL) + (input->file != NULL) + input->editor +
	        (input->count > 0);

	if (sources > 1)
		return error_set(err, ERROR_USAGE,
		        "give the text once: as words, with -m, with -F or in the editor (-e)");
	if (input->file || dash || (!sources && !app->term.input_terminal))
		return file_take(app, input->file ? input->file : "-", text_out, length_out, err);
	if (input->message || input->count) {
		*text_out = input->message ? input->message
		                           : words_join(&app->arena, input->words, input->count);
	} else if (input->editor) {
		if (!editor_take(app, comment, text_out, err))
			return false;
	} else if (!line_take(app, what, text_out, err)) {
		return false;
	}
	*length_out = strlen(*text_out);
	return true;
}

/* A NUL would end the text for everyone who prints it. */
static const char *
nuls_shown(struct arena *arena, const char *raw, size_t length)
{
	struct buf buf;

	buf_init(&buf, arena, 0);
	for (size_t at = 0; at < length; at += strlen(raw + at) + 1) {
		buf_add_text(&buf, at ? "<NUL>" : "");
		buf_add_text(&buf, raw + at);
	}
	return buf.text;
}

bool
input_check_size(const char *what, const char *text, struct error *err)
{
	return strlen(text) <= QUESTION_TEXT_MOST ||
	        error_set(err, ERROR_INVALID, "%s has %zu bytes; at most %d can be kept", what,
	                strlen(text), QUESTION_TEXT_MOST);
}

bool
input_read(struct app *app, const struct input *input, const char *what, const char *comment,
        const char **text_out, struct error *err)
{
	const char *raw = NULL;
	size_t length = 0;

	if (!source_read(app, input, what, comment, &raw, &length, err))
		return false;
	if (!utf8_clean(&app->arena, what, raw, length, text_out, err)) {
		input_print_back(nuls_shown(&app->arena, raw, length));
		return false;
	}
	if (!**text_out)
		return error_set(err, ERROR_USAGE, "%s is empty: nothing was saved", what);
	if (!input->lines && !input_check_size(what, *text_out, err)) {
		input_print_back(*text_out);
		return false;
	}
	return true;
}

void
input_print_back(const char *text)
{
	struct arena arena;

	arena_init(&arena);
	fprintf(stderr, "askback: this was not saved:\n%s\n", safe_text(&arena, text));
	arena_close(&arena);
}
