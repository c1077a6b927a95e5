/* SPDX-License-Identifier: MIT */
#include "term/term.h"

#include "text/number.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { DEFAULT_WIDTH = 80, DEFAULT_HEIGHT = 24, MOST_CELLS = 10000 };

enum wish { WISH_NONE, WISH_ALWAYS, WISH_NEVER };

const char *
term_environment(const char *name)
{
	const char *value = getenv(name);

	return value && value[0] ? value : NULL;
}

bool
term_is_dumb(void)
{
	const char *name = term_environment("TERM");

	return !name || strcmp(name, "dumb") == 0;
}

static enum wish
word_wish(const char *word)
{
	if (word && strcmp(word, "always") == 0)
		return WISH_ALWAYS;
	return word && strcmp(word, "never") == 0 ? WISH_NEVER : WISH_NONE;
}

static bool
variable_forces(const char *name)
{
	const char *value = term_environment(name);

	return value && strcmp(value, "0") != 0;
}

static enum wish
environment_wish(void)
{
	const char *clicolor = term_environment("CLICOLOR");

	if (term_environment("NO_COLOR"))
		return WISH_NEVER;
	if (variable_forces("CLICOLOR_FORCE") || variable_forces("FORCE_COLOR"))
		return WISH_ALWAYS;
	if (clicolor && strcmp(clicolor, "0") == 0)
		return WISH_NEVER;
	return term_is_dumb() ? WISH_NEVER : WISH_NONE;
}

static enum wish
colour_wish(const char *colour, const char *configured)
{
	enum wish wish = word_wish(colour ? colour : configured);

	return wish == WISH_NONE ? environment_wish() : wish;
}

static bool
stream_colour(enum wish wish, bool terminal)
{
	return wish == WISH_NONE ? terminal : wish == WISH_ALWAYS;
}

/* "en_IE.UTF-8", "C.utf8", "de_DE.UTF-8@euro", and macOS's bare "UTF-8". */
static bool
locale_is_utf8(const char *locale)
{
	const char *dot = strchr(locale, '.');
	const char *codeset = dot ? dot + 1 : locale;
	size_t length = strcspn(codeset, "@");

	return (length == 5 && strncasecmp(codeset, "utf-8", length) == 0) ||
	        (length == 4 && strncasecmp(codeset, "utf8", length) == 0);
}

static bool
environment_is_utf8(void)
{
	static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};

	for (size_t i = 0; i < COUNT(names); i++) {
		const char *locale = term_environment(names[i]);

		if (locale)
			return locale_is_utf8(locale);
	}
	return false;
}

static size_t
size_get(unsigned short measured, const char *name, size_t standard)
{
	const char *value = term_environment(name);
	int64_t number;

	if (measured)
		return measured;
	return value && number_parse(value, 1, MOST_CELLS, &number) ? (size_t)number : standard;
}

/* As gh's GH_FORCE_TTY: what a terminal of so many columns would be shown, without one; for
 * demonstrations. */
static size_t
forced_width(void)
{
	const char *value = term_environment("ASKBACK_FORCE_TTY");
	int64_t width;

	return value && number_parse(value, 20, MOST_CELLS, &width) ? (size_t)width : 0;
}

void
term_init(struct term *term, const char *colour, const char *configured)
{
	enum wish wish = colour_wish(colour, configured);
	struct winsize size = {.ws_col = 0};

	size_t forced = forced_width();

	*term = (struct term){
	        .input_terminal = isatty(STDIN_FILENO),
	        .output_terminal = forced || isatty(STDOUT_FILENO),
	        .error_terminal = isatty(STDERR_FILENO),
	        .utf8 = environment_is_utf8(),
	        .dumb = term_is_dumb(),
	};
	term->output_colour = stream_colour(wish, isatty(STDOUT_FILENO));
	term->error_colour = stream_colour(wish, term->error_terminal);
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 &&
	        ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0)
		size = (struct winsize){.ws_col = 0};
	term->width = forced ? forced : size_get(size.ws_col, "COLUMNS", DEFAULT_WIDTH);
	term->height = size_get(size.ws_row, "LINES", DEFAULT_HEIGHT);
}
