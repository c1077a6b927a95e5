/* SPDX-License-Identifier: MIT */

/* Where secrets come from, what is taken for one, and who else could read them. */
#include "config/secret.h"

#include "base/file.h"

#include <setjmp.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

struct place {
	struct arena arena;
	char folder[64];
	const char *file; /* of the account work */
	const char *tools;
};

static const char variables[] = "ASKBACK_SECRET_WORK OTHER_TOKEN";
static const struct account work = {.name = "work",
        .type = "gitlab",
        .url = "https://a.example/api/v4",
        .secret_env = variables};

/* A keyring of one secret: its name in the file `name`, the secret in `kept`. */
static const char fake_tool[] =
        "#!/bin/sh\n"
        "here=${0%/*}\n"
        "verb=$1; shift\n"
        "echo \"$verb $*\" >>\"$here/calls\"\n"
        "case $1 in --label=*) shift ;; esac\n"
        "case $verb in\n"
        "store) printf %s \"$*\" >\"$here/name\"; cat >\"$here/kept\" ;;\n"
        "lookup) [ -e \"$here/kept\" ] && [ \"$*\" = \"$(cat \"$here/name\")\" ] &&"
        " cat \"$here/kept\" ;;\n"
        "clear) rm \"$here/kept\" ;;\n"
        "esac\n";

static int
place_open(void **state)
{
	static struct place place;
	const char *base = getenv("TMPDIR");

	(void)snprintf(
	        place.folder, sizeof(place.folder), "%s/secret-XXXXXX", base ? base : "/tmp");
	if (!mkdtemp(place.folder))
		return -1;
	arena_init(&place.arena);
	place.file = arena_format(&place.arena, "%s/credentials/work", place.folder);
	place.tools = arena_format(&place.arena, "%s/tools", place.folder);
	(void)unsetenv("DBUS_SESSION_BUS_ADDRESS");
	(void)unsetenv("XDG_RUNTIME_DIR");
	(void)unsetenv("ASKBACK_SECRET_WORK");
	(void)unsetenv("OTHER_TOKEN");
	*state = &place;
	return 0;
}

static int
place_close(void **state)
{
	static const char *const files[] = {"credentials/work", "credentials/%2E.%2Fx",
	        "credentials", "tools/secret-tool", "tools/calls", "tools/name", "tools/kept",
	        "tools"};
	struct place *place = *state;

	for (size_t i = 0; i < COUNT(files); i++)
		(void)remove(arena_format(&place->arena, "%s/%s", place->folder, files[i]));
	(void)rmdir(place->folder);
	arena_close(&place->arena);
	return 0;
}

static void
secret_get(struct place *place, const struct account *account, struct secret *secret_out)
{
	struct error err;

	if (!secret_read(&place->arena, place->folder, account, secret_out, &err))
		fail_msg("%s", err.text);
}

static void
secret_put(struct place *place, const struct account *account, const char *text,
        const char **where_out)
{
	struct error err;

	if (!secret_write(&place->arena, place->folder, account, text, where_out, &err))
		fail_msg("%s", err.text);
}

static void
test_commands(void **state)
{
	static const struct {
		const char *command;
		const char *text; /* NULL: an error */
		enum error_kind kind;
		const char *message;
	} cases[] = {
	        {"echo canary", "canary", ERROR_NONE, NULL},
	        {"printf 'canary\\r\\nuser: me\\n'", "canary", ERROR_NONE, NULL},
	        {"printf 'pass word'", "pass word", ERROR_NONE, NULL},
	        {"exit 3", NULL, ERROR_IO,
	                "cannot get a secret from the command exit 3: it failed with status 3"},
	        {"echo canary; false", NULL, ERROR_IO,
	                "cannot get a secret from the command echo canary; false: it failed with "
	                "status 1"},
	        {"true", NULL, ERROR_IO,
	                "cannot get a secret from the command true: it wrote nothing"},
	        {"cat", NULL, ERROR_IO,
	                "cannot get a secret from the command cat: it wrote nothing"},
	        {"echo", NULL, ERROR_INVALID,
	                "cannot use what came from the command echo: a secret is not empty"},
	        {"echo ' x'", NULL, ERROR_INVALID,
	                "cannot use what came from the command echo ' x': a secret does not begin "
	                "or end with a blank"},
	        {"printf 'a\\tb'", NULL, ERROR_INVALID,
	                "cannot use what came from the command printf 'a\\tb': a secret is printed "
	                "ASCII, and character 2 is not"},
	        {"printf 'a\\303\\251'", NULL, ERROR_INVALID,
	                "cannot use what came from the command printf 'a\\303\\251': a secret is "
	                "printed ASCII, and character 2 is not"},
	        {"printf %04097d 1", NULL, ERROR_INVALID,
	                "cannot use what came from the command printf %04097d 1: a secret is not "
	                "longer than 4096 characters"},
	        {"printf %09000d 1", NULL, ERROR_IO,
	                "cannot get a secret from the command printf %09000d 1: /bin/sh wrote more "
	                "than 8192 bytes"},
	};
	struct place *place = *state;

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct account account = work;
		struct error err = {.kind = ERROR_NONE};
		struct secret secret;
		bool ok;

		account.secret_command = cases[i].command;
		ok = secret_read(&place->arena, place->folder, &account, &secret, &err);
		if (ok != (cases[i].text != NULL))
			fail_msg("%s: %s", cases[i].command, err.text);
		assert_int_equal(err.kind, cases[i].kind);
		if (!ok) {
			assert_string_equal(err.text, cases[i].message);
			assert_null(strstr(err.text, "canary\n"));
			assert_null(secret.text);
			continue;
		}
		assert_int_equal(secret.source, SECRET_COMMAND);
		assert_string_equal(secret.text, cases[i].text);
	}
}

/* A command goes first, then the variables in their order, then what was put away. */
static void
test_order(void **state)
{
	struct place *place = *state;
	struct account account = work;
	struct secret secret;
	const char *where;

	secret_get(place, &work, &secret);
	assert_int_equal(secret.source, SECRET_NONE);
	assert_null(secret.text);
	assert_null(secret.where);
	secret_put(place, &work, "kept", &where);
	assert_string_equal(where, place->file);
	secret_get(place, &work, &secret);
	assert_int_equal(secret.source, SECRET_LOGIN);
	assert_string_equal(secret.text, "kept");
	assert_string_equal(secret.where, place->file);
	(void)setenv("OTHER_TOKEN", "other", 1);
	(void)setenv("ASKBACK_SECRET_WORK", "", 1);
	secret_get(place, &work, &secret);
	assert_int_equal(secret.source, SECRET_ENVIRONMENT);
	assert_string_equal(secret.text, "other");
	assert_string_equal(secret.where, "the variable OTHER_TOKEN");
	(void)setenv("ASKBACK_SECRET_WORK", "own", 1);
	secret_get(place, &work, &secret);
	assert_string_equal(secret.text, "own");
	account.secret_command = "echo said";
	secret_get(place, &account, &secret);
	assert_string_equal(secret.text, "said");
	(void)unsetenv("ASKBACK_SECRET_WORK");
	(void)unsetenv("OTHER_TOKEN");
}

static void
test_file(void **state)
{
	struct place *place = *state;
	struct account moved = work, hand = {.name = "hand", .type = "hand"};
	struct account odd = work;
	struct secret secret;
	struct stat status;
	struct error err;
	const char *where, *text;
	size_t length;
	bool dropped;

	secret_put(place, &work, "first", &where);
	secret_put(place, &work, "canary", &where);
	assert_true(file_read(&place->arena, place->file, 1000, &text, &length, &err));
	assert_string_equal(text, "https://a.example/api/v4\ncanary\n");
	assert_int_equal(stat(place->file, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
	assert_int_equal(
	        stat(arena_format(&place->arena, "%s/credentials", place->folder), &status), 0);
	assert_int_equal(status.st_mode & 0777, 0700);
	/* The account leads elsewhere now, even if only further on. */
	moved.url = "https://a.example/api/v4x";
	secret_get(place, &moved, &secret);
	assert_int_equal(secret.source, SECRET_NONE);
	assert_null(secret.text);
	assert_string_equal(secret.where,
	        arena_format(&place->arena, "the one in %s is for another address than %s",
	                place->file, moved.url));
	secret_get(place, &hand, &secret);
	assert_int_equal(secret.source, SECRET_NONE);
	/* A name cannot lead out of the folder. */
	odd.name = "../x";
	secret_put(place, &odd, "canary", &where);
	assert_string_equal(
	        where, arena_format(&place->arena, "%s/credentials/%%2E.%%2Fx", place->folder));
	assert_int_equal(chmod(place->file, 0640), 0);
	assert_false(secret_read(&place->arena, place->folder, &work, &secret, &err));
	assert_int_equal(err.kind, ERROR_INVALID);
	assert_non_null(strstr(err.text, "others can read it"));
	assert_int_equal(chmod(place->file, 0600), 0);
	assert_true(secret_drop(&place->arena, place->folder, &work, &dropped, &err));
	assert_true(dropped);
	assert_int_not_equal(access(place->file, F_OK), 0);
	assert_true(secret_drop(&place->arena, place->folder, &work, &dropped, &err));
	assert_false(dropped);
	assert_int_equal(symlink(where, place->file), 0);
	assert_false(secret_read(&place->arena, place->folder, &work, &secret, &err));
	assert_int_equal(err.kind, ERROR_IO);
	assert_int_equal(unlink(place->file), 0);
}

static void
test_file_damaged(void **state)
{
	static const struct {
		const char *bytes;
		enum error_kind kind;
		const char *text;
	} cases[] = {
	        {"https://a.example/api/v4\ncanary\n", ERROR_NONE, "canary"},
	        {"https://a.example/api/v4\ncanary", ERROR_NONE, "canary"},
	        {"https://a.example/api/v4\ncanary\nmore\n", ERROR_NONE, "canary"},
	        {"https://a.example/api/v4\n", ERROR_INVALID, NULL},
	        {"https://a.example/api/v4", ERROR_INVALID, NULL},
	        {"https://a.example/api/v4\na\tb\n", ERROR_INVALID, NULL},
	        {"", ERROR_NONE, NULL},
	        {"\n", ERROR_NONE, NULL},
	        {"canary\n", ERROR_NONE, NULL},
	};
	struct place *place = *state;

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct error err = {.kind = ERROR_NONE};
		struct secret secret;

		assert_true(file_write(place->file, cases[i].bytes, strlen(cases[i].bytes), &err));
		if (secret_read(&place->arena, place->folder, &work, &secret, &err) !=
		        (cases[i].kind == ERROR_NONE))
			fail_msg("case %zu: %s", i, err.text);
		assert_int_equal(err.kind, cases[i].kind);
		assert_int_equal(secret.text != NULL, cases[i].text != NULL);
		if (cases[i].text)
			assert_string_equal(secret.text, cases[i].text);
	}
	assert_int_equal(unlink(place->file), 0);
}

/* Where there is a keyring no file is left behind, and the secret is in no argument. */
static void
test_keyring(void **state)
{
	struct place *place = *state;
	const char *tool = arena_format(&place->arena, "%s/secret-tool", place->tools);
	const char *calls = arena_format(&place->arena, "%s/calls", place->tools);
	const char *before = arena_text(&place->arena, getenv("PATH"));
	struct account moved = work;
	struct secret secret;
	const char *where, *text;
	struct error err;
	size_t length;
	bool dropped;

	moved.url = "https://b.example/api/v4";
	assert_true(file_make_folder(place->tools, &err));
	assert_true(file_write(tool, fake_tool, strlen(fake_tool), &err));
	assert_int_equal(chmod(tool, 0700), 0);
	(void)setenv("PATH", arena_format(&place->arena, "%s:%s", place->tools, before), 1);
	secret_put(place, &work, "in-file", &where);
	assert_int_not_equal(access(calls, F_OK), 0);
	(void)setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/none", 1);
	secret_put(place, &work, "canary", &where);
	assert_string_equal(where, "the keyring");
	assert_int_not_equal(access(place->file, F_OK), 0);
	secret_get(place, &work, &secret);
	assert_int_equal(secret.source, SECRET_LOGIN);
	assert_string_equal(secret.text, "canary");
	assert_string_equal(secret.where, "the keyring");
	secret_get(place, &moved, &secret);
	assert_int_equal(secret.source, SECRET_NONE);
	assert_true(secret_drop(&place->arena, place->folder, &work, &dropped, &err));
	assert_true(dropped);
	secret_get(place, &work, &secret);
	assert_int_equal(secret.source, SECRET_NONE);
	assert_true(file_read(&place->arena, calls, 10000, &text, &length, &err));
	assert_non_null(strstr(text,
	        "store --label=askback: work service askback account work "
	        "url https://a.example/api/v4\n"));
	assert_null(strstr(text, "canary"));
	/* A keyring that does not answer is no reason to forget a secret. */
	assert_true(file_write(tool, "#!/bin/sh\nexit 1\n", 17, &err));
	assert_int_equal(chmod(tool, 0700), 0);
	secret_put(place, &work, "kept", &where);
	assert_string_equal(where, place->file);
	secret_get(place, &work, &secret);
	assert_string_equal(secret.text, "kept");
	assert_int_equal(unlink(place->file), 0);
	(void)unsetenv("DBUS_SESSION_BUS_ADDRESS");
	(void)setenv("PATH", before, 1);
}

static void
test_refused(void **state)
{
	static const char *const cases[] = {"", " a", "a ", "a\nb", "a\x7F", "\xC3\xA9"};
	struct place *place = *state;
	struct error err;
	const char *where;

	for (size_t i = 0; i < COUNT(cases); i++) {
		if (secret_write(&place->arena, place->folder, &work, cases[i], &where, &err))
			fail_msg("case %zu was taken", i);
		assert_int_equal(err.kind, ERROR_INVALID);
		assert_int_equal(strncmp(err.text, "a secret ", 9), 0);
	}
	assert_int_not_equal(access(place->file, F_OK), 0);
}

static void
test_protected(void **state)
{
	struct place *place = *state;
	struct account account = work;
	struct secret secret;
	struct rlimit limit;
	const char *text;

	account.secret_command = "echo canary";
	secret_get(place, &account, &secret);
	assert_int_equal(getrlimit(RLIMIT_CORE, &limit), 0);
	assert_int_equal(limit.rlim_max, 0);
#ifndef __SANITIZE_ADDRESS__
	assert_int_equal(prctl(PR_GET_DUMPABLE, 0, 0, 0, 0), 0);
#endif
	text = secret.text;
	secret_wipe(&secret);
	assert_null(secret.text);
	for (size_t i = 0; i < strlen("canary"); i++)
		assert_int_equal(text[i], 0);
	secret_wipe(&secret);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_commands),
	        cmocka_unit_test(test_order),
	        cmocka_unit_test(test_file),
	        cmocka_unit_test(test_file_damaged),
	        cmocka_unit_test(test_keyring),
	        cmocka_unit_test(test_refused),
	        cmocka_unit_test(test_protected),
	};

	return cmocka_run_group_tests(tests, place_open, place_close);
}
