/* SPDX-License-Identifier: MIT */
#include "intake/archive.h"

#include "tests/unit/intake/reading.h"

#include <stdio.h>
#include <zip.h>

enum { MIB = 1024 * 1024 };

struct member {
	const char *name;
	const char *text;
	size_t zeros; /* if not 0: so many NULs instead of the text */
	const char *password;
};

struct packed {
	struct arena arena;
	const char *bytes;
	size_t length;
	const struct intake_file *files;
	size_t count;
	struct error err;
};

static void
member_add(struct packed *packed, zip_t *zip, const struct member *member)
{
	size_t length = member->zeros ? member->zeros : strlen(member->text);
	const char *bytes = member->zeros ? arena_array(&packed->arena, length, 1) : member->text;
	zip_source_t *source = zip_source_buffer(zip, bytes, length, 0);
	zip_int64_t index = zip_file_add(zip, member->name, source, 0);

	assert_true(index >= 0);
	if (member->password)
		assert_int_equal(zip_file_set_encryption(zip, (zip_uint64_t)index, ZIP_EM_AES_256,
		                         member->password),
		        0);
}

static void
packed_open(struct packed *packed, const struct member *members, size_t count)
{
	zip_error_t why;
	zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, &why);
	zip_stat_t stat;
	zip_t *zip;
	char *bytes;

	*packed = (struct packed){0};
	arena_init(&packed->arena);
	zip_source_keep(source);
	zip = zip_open_from_source(source, ZIP_TRUNCATE, &why);
	assert_non_null(zip);
	for (size_t i = 0; i < count; i++)
		member_add(packed, zip, &members[i]);
	assert_int_equal(zip_close(zip), 0);
	assert_int_equal(zip_source_stat(source, &stat), 0);
	bytes = arena_array(&packed->arena, stat.size, 1);
	assert_int_equal(zip_source_open(source), 0);
	assert_int_equal(zip_source_read(source, bytes, stat.size), stat.size);
	zip_source_close(source);
	zip_source_free(source);
	packed->bytes = bytes;
	packed->length = stat.size;
}

static void
packed_close(struct packed *packed)
{
	arena_close(&packed->arena);
}

static bool
packed_read(struct packed *packed)
{
	return archive_read(&packed->arena, "a.zip", packed->bytes, packed->length, &packed->files,
	        &packed->count, &packed->err);
}

static void
assert_packed_refused(struct packed *packed, const char *reason)
{
	assert_false(packed_read(packed));
	assert_int_equal(packed->err.kind, ERROR_INVALID);
	if (!strstr(packed->err.text, reason))
		fail_msg("\"%s\" does not say \"%s\"", packed->err.text, reason);
}

static void
reads_files_in_their_order(void **state)
{
	static const struct member members[] = {
	        {.name = "b/sessions.json", .text = "[]"},
	        {.name = "folder/", .text = ""},
	        {.name = "../../etc/passwd", .text = "only a name"},
	        {.name = "empty", .text = ""},
	};
	struct packed packed;

	(void)state;
	packed_open(&packed, members, COUNT(members));
	if (!packed_read(&packed))
		fail_msg("%s", packed.err.text);
	assert_int_equal(packed.count, 3);
	assert_text(packed.files[0].name, "b/sessions.json");
	assert_text(packed.files[0].bytes, "[]");
	assert_int_equal(packed.files[0].length, 2);
	assert_text(packed.files[1].name, "../../etc/passwd");
	assert_text(packed.files[1].bytes, "only a name");
	assert_text(packed.files[2].name, "empty");
	assert_int_equal(packed.files[2].length, 0);
	packed_close(&packed);
}

static void
takes_what_just_fits(void **state)
{
	static const struct member members[] = {
	        {.name = "a", .zeros = INTAKE_BYTES_MOST - 10},
	        {.name = "b", .text = "0123456789"},
	        {.name = "c", .text = ""},
	};
	struct packed packed;

	(void)state;
	packed_open(&packed, members, COUNT(members));
	if (!packed_read(&packed))
		fail_msg("%s", packed.err.text);
	assert_int_equal(packed.count, 3);
	packed_close(&packed);
}

static void
stops_at_the_limit(void **state)
{
	static const struct member members[] = {
	        {.name = "a", .zeros = INTAKE_BYTES_MOST - 10},
	        {.name = "b", .text = "0123456789A"},
	};
	static const struct member bomb = {.name = "bomb", .zeros = 200UL * MIB};
	struct packed packed;

	(void)state;
	packed_open(&packed, members, COUNT(members));
	assert_packed_refused(&packed, "more than 32 MiB");
	packed_close(&packed);
	packed_open(&packed, &bomb, 1);
	assert_true(packed.length < MIB);
	assert_packed_refused(&packed, "more than 32 MiB");
	packed_close(&packed);
}

static void
counts_files(void **state)
{
	struct member members[INTAKE_FILES_MOST + 1];
	char names[COUNT(members)][8];
	struct packed packed;

	(void)state;
	for (size_t i = 0; i < COUNT(members); i++) {
		(void)snprintf(names[i], sizeof(names[i]), "%zu", i);
		members[i] = (struct member){.name = names[i], .text = "x"};
	}
	packed_open(&packed, members, COUNT(members) - 1);
	assert_true(packed_read(&packed));
	assert_int_equal(packed.count, INTAKE_FILES_MOST);
	packed_close(&packed);
	packed_open(&packed, members, COUNT(members));
	assert_packed_refused(&packed, "more than 64 files");
	packed_close(&packed);
}

static void
refuses_what_it_will_not_unpack(void **state)
{
	static const struct member secret = {.name = "s", .text = "secret", .password = "p"};
	static const struct member nested = {.name = "n.json", .text = "PK\3\4inside"};
	struct packed packed;

	(void)state;
	packed_open(&packed, &secret, 1);
	assert_packed_refused(&packed, "a.zip: s in this archive is encrypted");
	packed_close(&packed);
	packed_open(&packed, &nested, 1);
	assert_packed_refused(&packed, "n.json in this archive is an archive itself");
	packed_close(&packed);
}

/* Every byte is changed once: some changes do not matter, none may be dangerous. */
static void
survives_damage(void **state)
{
	static const struct member members[] = {
	        {.name = "sessions.json", .text = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},
	        {.name = "b", .text = "[]"},
	};
	struct packed packed;
	size_t refused = 0;

	(void)state;
	packed_open(&packed, members, COUNT(members));
	for (size_t i = 0; i < packed.length; i++) {
		struct packed damaged = packed;
		char *bytes = arena_span(&packed.arena, packed.bytes, packed.length);

		bytes[i] = (char)~bytes[i];
		damaged.bytes = bytes;
		refused += !packed_read(&damaged);
		packed.arena = damaged.arena;
	}
	assert_true(refused > packed.length / 4);
	for (size_t length = 4; length < packed.length; length++) {
		struct packed cut = packed;

		cut.length = length;
		assert_packed_refused(&cut, "a.zip: ");
		packed.arena = cut.arena;
	}
	packed_close(&packed);
}

static void
is_read_as_a_schedule(void **state)
{
	static const struct member members[] = {
	        {.name = "x/event.json", .text = "{\"name\":\"E\",\"timezone\":\"Europe/Dublin\"}"},
	        {.name = "x/sessions.json",
	                .text = "[{\"id\":1,\"title\":\"A\",\"state\":\"accepted\",\"starts-at\":"
	                        "\"2017-08-30T13:40:00+01:00\",\"ends-at\":"
	                        "\"2017-08-30T14:30:00+01:00\"}]"},
	};
	struct intake_source source = {.name = "a.zip"};
	struct programme programme = {0};
	struct packed packed;

	(void)state;
	packed_open(&packed, members, COUNT(members));
	source.bytes = packed.bytes;
	source.length = packed.length;
	if (!intake_read(&packed.arena, &source, &programme, &packed.err))
		fail_msg("%s", packed.err.text);
	assert_int_equal(programme.talk_count, 1);
	packed_close(&packed);
	packed_open(&packed, members, 1);
	source.bytes = packed.bytes;
	source.length = packed.length;
	assert_false(intake_read(&packed.arena, &source, &programme, &packed.err));
	assert_non_null(strstr(packed.err.text, "x/event.json: this is JSON, but not a schedule"));
	packed_close(&packed);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	        cmocka_unit_test(reads_files_in_their_order),
	        cmocka_unit_test(takes_what_just_fits),
	        cmocka_unit_test(stops_at_the_limit),
	        cmocka_unit_test(counts_files),
	        cmocka_unit_test(refuses_what_it_will_not_unpack),
	        cmocka_unit_test(survives_damage),
	        cmocka_unit_test(is_read_as_a_schedule),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
