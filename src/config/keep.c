/* SPDX-License-Identifier: MIT */
#include "config/keep.h"

#include "base/buf.h"
#include "base/file.h"
#include "config/program.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char keyring_name[] = "the keyring";

/* secret-tool needs the user's message bus to find the keyring; without one it would only fail. */
static bool
keyring_is_there(struct arena *arena)
{
	const char *bus = getenv("DBUS_SESSION_BUS_ADDRESS");
	const char *runtime = getenv("XDG_RUNTIME_DIR");

	return (bus && *bus) ||
	        (runtime && *runtime && access(arena_format(arena, "%s/bus", runtime), F_OK) == 0);
}

/* False: there is no keyring, or it does not do it; then there is still the file. */
static bool
keyring_run(struct arena *arena, const struct account *account, const char *verb, const char *text,
        char bytes[static KEEP_MOST])
{
	const char *label = arena_format(arena, "--label=askback: %s", account->name);
	const char *words[12] = {"secret-tool", verb};
	const struct program program = {.words = words, .input = text, .quiet = true};
	const char *attributes[] = {
	        "service", "askback", "account", account->name, "url", account->url};
	struct error none;
	size_t count = 2;
	int status;

	if (!keyring_is_there(arena))
		return false;
	if (text)
		words[count++] = label;
	for (size_t i = 0; i < COUNT(attributes); i++)
		words[count++] = attributes[i];
	return program_run(&program, bytes, KEEP_MOST, &status, &none) && status == 0;
}

/* Letters, digits and inner - _ . stay; everything else is written so that no two names meet. */
static const char *
file_path(struct arena *arena, const char *folder, const char *name)
{
	struct buf path;

	buf_init(&path, arena, 0);
	buf_add_format(&path, "%s/credentials/", folder);
	for (const char *at = name; *at; at++) {
		bool is_plain = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') ||
		        (*at >= '0' && *at <= '9') || (at > name && strchr("-_.", *at));

		buf_add_format(&path, is_plain ? "%c" : "%%%02X", (unsigned char)*at);
	}
	return path.text;
}

static bool
file_check(int file, const char *path, struct error *err)
{
	struct stat status;

	if (fstat(file, &status) != 0)
		return error_set(err, ERROR_IO, "cannot read %s: %s", path, strerror(errno));
	if (!S_ISREG(status.st_mode) || status.st_uid != geteuid())
		return error_set(
		        err, ERROR_INVALID, "cannot trust %s: it is not a file of yours", path);
	if (status.st_mode & 077) {
		error_set(err, ERROR_INVALID, "cannot trust %s: others can read it", path);
		return error_hint(err, "chmod 600 %s, and make a new secret", path);
	}
	return true;
}

static bool
file_read_whole(int file, const char *path, char bytes[static KEEP_MOST], struct error *err)
{
	size_t length = 0;
	ssize_t got = 1;

	while (got > 0 && length < KEEP_MOST) {
		got = read(file, bytes + length, KEEP_MOST - length);
		if (got < 0 && errno == EINTR)
			got = 1;
		else if (got > 0)
			length += (size_t)got;
	}
	if (got < 0)
		return error_set(err, ERROR_IO, "cannot read %s: %s", path, strerror(errno));
	if (length == KEEP_MOST)
		return error_set(err, ERROR_INVALID, "%s is too long", path);
	bytes[length] = '\0';
	return true;
}

/* "URL\nSECRET\n": only the secret is left in bytes, at its start. */
static bool
file_parse(char bytes[static KEEP_MOST], const char *url)
{
	size_t first = strcspn(bytes, "\n");
	size_t length = strlen(url);
	bool same = first == length && strncmp(bytes, url, length) == 0;
	const char *secret = bytes + first + (bytes[first] == '\n');
	size_t second = strcspn(secret, "\n");

	memmove(bytes, secret, second);
	bytes[same ? second : 0] = '\0';
	return same;
}

static bool
file_find(struct arena *arena, const char *path, const struct account *account,
        char bytes[static KEEP_MOST], bool *found_out, const char **where_out, struct error *err)
{
	int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK);
	bool ok;

	*found_out = false;
	*where_out = NULL;
	if (file < 0 && (errno == ENOENT || errno == ENOTDIR))
		return true;
	if (file < 0)
		return error_set(err, ERROR_IO, "cannot open %s: %s", path, strerror(errno));
	ok = file_check(file, path, err) && file_read_whole(file, path, bytes, err);
	(void)close(file);
	if (!ok)
		return false;
	*found_out = file_parse(bytes, account->url);
	*where_out = *found_out
	        ? path
	        : arena_format(arena, "the one in %s is for another address than %s", path,
	                  account->url);
	return true;
}

bool
keep_read(struct arena *arena, const char *folder, const struct account *account,
        char bytes[static KEEP_MOST], bool *found_out, const char **where_out, struct error *err)
{
	if (keyring_run(arena, account, "lookup", NULL, bytes) && bytes[0]) {
		bytes[strcspn(bytes, "\n")] = '\0';
		*found_out = true;
		*where_out = keyring_name;
		return true;
	}
	return file_find(arena, file_path(arena, folder, account->name), account, bytes, found_out,
	        where_out, err);
}

static bool
file_drop(const char *path, bool *dropped_out, struct error *err)
{
	*dropped_out = unlink(path) == 0;
	if (!*dropped_out && errno != ENOENT && errno != ENOTDIR)
		return error_set(err, ERROR_IO, "cannot remove %s: %s", path, strerror(errno));
	return true;
}

static bool
file_keep(struct arena *arena, const char *path, const struct account *account, const char *text,
        struct error *err)
{
	const char *folder = arena_span(arena, path, (size_t)(strrchr(path, '/') - path));
	char bytes[KEEP_MOST];
	int length = snprintf(bytes, sizeof(bytes), "%s\n%s\n", account->url, text);
	bool ok;

	if (length < 0 || (size_t)length >= sizeof(bytes))
		ok = error_set(err, ERROR_INVALID, "the address of the account is too long");
	else
		ok = file_make_folder(folder, err) && file_write(path, bytes, (size_t)length, err);
	explicit_bzero(bytes, sizeof(bytes));
	return ok;
}

bool
keep_write(struct arena *arena, const char *folder, const struct account *account, const char *text,
        const char **where_out, struct error *err)
{
	const char *path = file_path(arena, folder, account->name);
	char bytes[KEEP_MOST];
	bool dropped;

	if (keyring_run(arena, account, "store", text, bytes)) {
		*where_out = keyring_name;
		return file_drop(path, &dropped, err);
	}
	*where_out = path;
	return file_keep(arena, path, account, text, err);
}

bool
keep_drop(struct arena *arena, const char *folder, const struct account *account, bool *dropped_out,
        struct error *err)
{
	char bytes[KEEP_MOST];
	bool in_keyring = keyring_run(arena, account, "lookup", NULL, bytes) && bytes[0];
	bool in_file;

	explicit_bzero(bytes, sizeof(bytes));
	if (in_keyring && !keyring_run(arena, account, "clear", NULL, bytes))
		return error_set(err, ERROR_IO, "%s does not forget it", keyring_name);
	if (!file_drop(file_path(arena, folder, account->name), &in_file, err))
		return false;
	*dropped_out = in_keyring || in_file;
	return true;
}
