/* SPDX-License-Identifier: MIT */
#include "config/config.h"

#include "base/file.h"
#include "config/ini.h"
#include "text/number.h"
#include "text/suggest.h"
#include "text/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_LIMIT = 1024 * 1024 };

struct section {
	const char *section;
	const char *name;
	struct section *next;
};

struct value {
	const struct setting *setting;
	const char *name; /* of its section */
	const char *text;
	struct value *older;
};

struct config {
	struct section *sections; /* each one once, in file order */
	struct value *newest;
};

static bool
same_name(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool
read_wrong(const struct ini *ini, struct error *err)
{
	return error_in(err, "%s:%zu", ini->path, ini->item_line);
}

static bool
section_unknown(struct arena *arena, const struct ini *ini, struct error *err)
{
	struct suggest suggest;
	char hint[sizeof(err->hint)];

	suggest_init(&suggest, ini->section);
	for (const struct setting *s = settings; s->section; s++) {
		if (s == settings || strcmp(s->section, s[-1].section) != 0)
			suggest_add(&suggest, arena_format(arena, "[%s]", s->section));
	}
	suggest_text(&suggest, hint, sizeof(hint));
	error_set(err, ERROR_INVALID, "unknown section [%s]", ini->section);
	return error_hint(err, "%s", hint);
}

static bool
section_check(struct arena *arena, const struct ini *ini, struct error *err)
{
	for (const struct setting *s = settings; s->section; s++) {
		if (strcmp(s->section, ini->section) != 0)
			continue;
		if (s->named && (!ini->name || !ini->name[0]))
			return error_set(err, ERROR_INVALID,
			        "the section needs a name: [%s \"NAME\"]", s->section);
		if (!s->named && ini->name)
			return error_set(
			        err, ERROR_INVALID, "the section [%s] takes no name", s->section);
		return true;
	}
	return section_unknown(arena, ini, err);
}

static void
section_add(struct arena *arena, struct config *config, const struct ini *ini)
{
	struct section **at = &config->sections;

	for (; *at; at = &(*at)->next) {
		if (strcmp((*at)->section, ini->section) == 0 && same_name((*at)->name, ini->name))
			return;
	}
	*at = arena_get(arena, sizeof(**at));
	**at = (struct section){.section = ini->section, .name = ini->name};
}

static const struct setting *
setting_get(struct arena *arena, const struct ini *ini, struct error *err)
{
	const char *word = arena_format(arena, "%s.%s", ini->section, ini->key);
	char hint[sizeof(err->hint)];
	struct suggest suggest;

	suggest_init(&suggest, word);
	for (const struct setting *s = settings; s->section; s++) {
		const char *known = arena_format(arena, "%s.%s", s->section, s->key);

		if (strcmp(known, word) == 0)
			return s;
		suggest_add(&suggest, known);
	}
	suggest_text(&suggest, hint, sizeof(hint));
	error_set(err, ERROR_INVALID, "unknown key %s", word);
	error_hint(err, "%s", hint);
	return NULL;
}

/* The words are git's; they are kept as "true" and "false". */
static const char *
switch_get(const char *value)
{
	static const char *const on[] = {"true", "yes", "on", "1"};
	static const char *const off[] = {"false", "no", "off", "0"};

	if (!value)
		return "true";
	for (size_t i = 0; i < COUNT(on); i++) {
		if (strcasecmp(value, on[i]) == 0)
			return "true";
		if (strcasecmp(value, off[i]) == 0)
			return "false";
	}
	return NULL;
}

static bool
is_choice(const char *choices, const char *value)
{
	size_t length = strlen(value);

	for (const char *at = choices;; at++) {
		size_t next = strcspn(at, "|");

		if (next == length && strncmp(at, value, length) == 0)
			return true;
		at += next;
		if (!*at)
			return false;
	}
}

/* The value as it is kept; NULL with an error when the setting cannot have it. */
static const char *
value_get(const struct setting *setting, const char *value, struct error *err)
{
	const char *kept = value;
	const char *wanted = NULL;
	int64_t number;

	switch (setting->kind) {
	case SETTING_TEXT:
		break;
	case SETTING_CHOICE:
		wanted = setting->choices;
		kept = value && is_choice(wanted, value) ? value : NULL;
		break;
	case SETTING_SWITCH:
		wanted = "true or false";
		kept = switch_get(value);
		break;
	case SETTING_NUMBER:
		wanted = "a whole number";
		kept = value && number_parse(value, 0, INT64_MAX, &number) ? value : NULL;
		break;
	}
	if (!kept && !value)
		error_set(
		        err, ERROR_INVALID, "%s.%s needs a value", setting->section, setting->key);
	else if (!kept)
		error_set(err, ERROR_INVALID, "%s.%s must be %s, not \"%s\"", setting->section,
		        setting->key, wanted, value);
	return kept;
}

static bool
value_add(struct arena *arena, struct config *config, const struct ini *ini, struct error *err)
{
	const struct setting *setting = setting_get(arena, ini, err);
	const char *text = setting ? value_get(setting, ini->value, err) : NULL;
	struct value *value;

	if (!text)
		return false;
	value = arena_get(arena, sizeof(*value));
	*value = (struct value){
	        .setting = setting,
	        .name = ini->name,
	        .text = text,
	        .older = config->newest,
	};
	config->newest = value;
	return true;
}

static bool
config_parse(struct arena *arena, const char *path, const char *text, size_t length,
        struct config *config, struct error *err)
{
	struct ini ini;
	enum ini_item item;

	ini_init(&ini, arena, path, text, length);
	while ((item = ini_read(&ini, err)) != INI_END) {
		if (item == INI_FAILED)
			return false;
		if (item == INI_VALUE) {
			if (!value_add(arena, config, &ini, err))
				return read_wrong(&ini, err);
			continue;
		}
		if (!section_check(arena, &ini, err))
			return read_wrong(&ini, err);
		section_add(arena, config, &ini);
	}
	return true;
}

static bool
text_check(const char *path, const char *text, size_t length, struct error *err)
{
	size_t valid = utf8_valid_length(text, length);
	size_t line = 1;

	if (valid == length)
		return true;
	for (size_t i = 0; i < valid; i++)
		line += text[i] == '\n';
	return error_set(err, ERROR_INVALID, "%s:%zu: byte 0x%02X is not UTF-8 text", path, line,
	        (unsigned)(unsigned char)text[valid]);
}

/*
 * Checked on the open descriptor, so that it is the file that is read. Devices such as
 * /dev/null are the system's to protect.
 */
static bool
owner_check(int descriptor, const char *path, struct error *err)
{
	struct stat status;

	if (fstat(descriptor, &status) != 0)
		return error_set(err, ERROR_IO, "cannot read %s: %s", path, strerror(errno));
	if (S_ISCHR(status.st_mode))
		return true;
	if (status.st_uid != geteuid() && status.st_uid != 0)
		return error_set(err, ERROR_INVALID,
		        "cannot trust %s: it names commands to run, and belongs to another user",
		        path);
	if (status.st_mode & (S_IWGRP | S_IWOTH)) {
		error_set(err, ERROR_INVALID,
		        "cannot trust %s: it names commands to run, and others may write it", path);
		return error_hint(err, "chmod go-w %s", path);
	}
	return true;
}

bool
config_open(struct arena *arena, const char *path, struct config **config_out, struct error *err)
{
	struct config *config = arena_get(arena, sizeof(*config));
	int descriptor = path ? open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY) : -1;
	const char *text = "";
	size_t length = 0;
	bool ok;

	if (descriptor < 0 && path && errno != ENOENT && errno != ENOTDIR)
		return error_set(err, ERROR_IO, "cannot open %s: %s", path, strerror(errno));
	ok = descriptor < 0 ||
	        (owner_check(descriptor, path, err) &&
	                file_read_from(arena, descriptor, path, FILE_LIMIT, &text, &length, err) &&
	                text_check(path, text, length, err) &&
	                config_parse(arena, path, text, length, config, err));
	if (descriptor >= 0)
		(void)close(descriptor);
	if (ok)
		*config_out = config;
	return ok;
}

const char *
config_get(const struct config *config, const char *section, const char *name, const char *key)
{
	for (const struct value *value = config->newest; value; value = value->older) {
		if (strcmp(value->setting->section, section) == 0 &&
		        strcmp(value->setting->key, key) == 0 && same_name(value->name, name))
			return value->text;
	}
	return NULL;
}

const char *const *
config_names(
        struct arena *arena, const struct config *config, const char *section, size_t *count_out)
{
	const char **names = NULL;
	size_t capacity = 0;

	*count_out = 0;
	for (const struct section *at = config->sections; at; at = at->next) {
		if (strcmp(at->section, section) != 0 || !at->name)
			continue;
		names = arena_grow(arena, names, *count_out, &capacity, sizeof(*names));
		names[(*count_out)++] = at->name;
	}
	return names;
}
