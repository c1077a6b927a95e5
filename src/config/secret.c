/* SPDX-License-Identifier: MIT */
#include "config/secret.h"

#include "config/keep.h"
#include "config/program.h"

#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

enum { SECRET_MOST = 4096, OUTPUT_MOST = 8192 };

/*
 * A dump of memory, and another program of the same user, could otherwise read it. The leak check
 * of the address sanitizer has to look into the process itself.
 */
static void
process_protect(void)
{
	const struct rlimit none = {.rlim_cur = 0, .rlim_max = 0};

	(void)setrlimit(RLIMIT_CORE, &none);
#ifndef __SANITIZE_ADDRESS__
	(void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

/* It ends up in headers and in the commands of mail servers. */
bool
secret_check(const char *text, struct error *err)
{
	size_t length = strlen(text);

	if (!length)
		return error_set(err, ERROR_INVALID, "a secret is not empty");
	if (length > SECRET_MOST)
		return error_set(err, ERROR_INVALID, "a secret is not longer than %d characters",
		        SECRET_MOST);
	if (text[0] == ' ' || text[length - 1] == ' ')
		return error_set(err, ERROR_INVALID, "a secret does not begin or end with a blank");
	for (size_t i = 0; i < length; i++)
		if (text[i] < ' ' || text[i] > '~')
			return error_set(err, ERROR_INVALID,
			        "a secret is printed ASCII, and character %zu is not", i + 1);
	return true;
}

static bool
secret_take(struct arena *arena, enum secret_source source, const char *text, const char *where,
        struct secret *secret_out, struct error *err)
{
	process_protect();
	if (!secret_check(text, err))
		return error_in(err, "cannot use what came from %s", where);
	*secret_out =
	        (struct secret){.source = source, .text = arena_text(arena, text), .where = where};
	return true;
}

static bool
command_check(const char *bytes, int status, struct error *err)
{
	if (status)
		return error_set(err, ERROR_IO, "it failed with status %d", status);
	if (!bytes[0])
		return error_set(err, ERROR_IO, "it wrote nothing");
	return true;
}

static bool
command_read(struct arena *arena, const char *command, struct secret *secret_out, struct error *err)
{
	const char *words[] = {"/bin/sh", "-c", command, NULL};
	const struct program program = {.words = words, .fetches = true};
	const char *where = arena_format(arena, "the command %s", command);
	char bytes[OUTPUT_MOST + 1];
	int status;
	bool ok = program_run(&program, bytes, sizeof(bytes), &status, err) &&
	        command_check(bytes, status, err);

	if (!ok) {
		/* Whatever the reason is, the account has no secret just now. */
		err->kind = ERROR_IO;
		error_in(err, "cannot get a secret from %s", where);
	} else {
		bytes[strcspn(bytes, "\r\n")] = '\0';
		ok = secret_take(arena, SECRET_COMMAND, bytes, where, secret_out, err);
	}
	explicit_bzero(bytes, sizeof(bytes));
	return ok;
}

static bool
environment_read(
        struct arena *arena, const char *names, struct secret *secret_out, struct error *err)
{
	while (*(names += strspn(names, " \t"))) {
		size_t length = strcspn(names, " \t");
		const char *name = arena_span(arena, names, length);
		const char *value = getenv(name);

		if (value && *value)
			return secret_take(arena, SECRET_ENVIRONMENT, value,
			        arena_format(arena, "the variable %s", name), secret_out, err);
		names += length;
	}
	return true;
}

static bool
login_read(struct arena *arena, const char *folder, const struct account *account,
        struct secret *secret_out, struct error *err)
{
	char bytes[KEEP_MOST];
	const char *where;
	bool found;
	bool ok = keep_read(arena, folder, account, bytes, &found, &where, err);

	if (ok && found)
		ok = secret_take(arena, SECRET_LOGIN, bytes, where, secret_out, err);
	else if (ok)
		secret_out->where = where;
	explicit_bzero(bytes, sizeof(bytes));
	return ok;
}

bool
secret_read(struct arena *arena, const char *folder, const struct account *account,
        struct secret *secret_out, struct error *err)
{
	*secret_out = (struct secret){.source = SECRET_NONE};
	if (account->secret_command)
		return command_read(arena, account->secret_command, secret_out, err);
	if (account->secret_env && !environment_read(arena, account->secret_env, secret_out, err))
		return false;
	if (secret_out->text || !account->url || !folder)
		return true;
	return login_read(arena, folder, account, secret_out, err);
}

bool
secret_write(struct arena *arena, const char *folder, const struct account *account,
        const char *text, const char **where_out, struct error *err)
{
	process_protect();
	return secret_check(text, err) && keep_write(arena, folder, account, text, where_out, err);
}

bool
secret_drop(struct arena *arena, const char *folder, const struct account *account,
        bool *dropped_out, struct error *err)
{
	return keep_drop(arena, folder, account, dropped_out, err);
}

void
secret_wipe(struct secret *secret)
{
	/* The text is const for all but its end. */
	union {
		const char *text;
		char *bytes;
	} own = {.text = secret->text};

	if (own.bytes)
		explicit_bzero(own.bytes, strlen(own.bytes));
	*secret = (struct secret){.source = SECRET_NONE};
}
