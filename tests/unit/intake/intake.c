/* SPDX-License-Identifier: MIT */
#include "tests/unit/intake/reading.h"

struct row {
	const char *text;
	enum intake_format format;
};

static const struct row rows[] = {
        {.text = "<?xml version=\"1.0\"?><schedule/>", .format = INTAKE_XML},
        {.text = "\xEF\xBB\xBF \n<schedule/>", .format = INTAKE_XML},
        {.text = "\xFF\xFE<", .format = INTAKE_XML},
        {.text = " {\"schedule\":1}", .format = INTAKE_JSON},
        {.text = "\xEF\xBB\xBF[]", .format = INTAKE_JSON},
        {.text = "begin:vcalendar\r\n", .format = INTAKE_ICAL},
        {.text = "<!DOCTYPE HTML>", .format = INTAKE_HTML},
        {.text = "<html lang=en>", .format = INTAKE_HTML},
        {.text = "PK\3\4rest", .format = INTAKE_ZIP},
        {.text = "title;start\n", .format = INTAKE_CSV},
        {.text = "title\tstart\n", .format = INTAKE_CSV},
        {.text = "title start\n", .format = INTAKE_UNKNOWN},
        {.text = "title,start", .format = INTAKE_UNKNOWN},
        {.text = "", .format = INTAKE_UNKNOWN},
};

static void
sniffs_content(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		if (intake_sniff(rows[i].text, strlen(rows[i].text)) != rows[i].format)
			fail_msg("row %zu", i);
	assert_int_equal(intake_sniff("a,b\n\0\0", 6), INTAKE_UNKNOWN);
}

static void
refuses_what_it_cannot_know(void **state)
{
	(void)state;
	assert_refused("", NULL, "no schedule in a known form");
	assert_refused("Dear reader", NULL, "no schedule in a known form");
	assert_refused("<html></html>", NULL, "web page");
	assert_refused("PK\3\4", NULL, "archive cannot be opened");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	        cmocka_unit_test(sniffs_content),
	        cmocka_unit_test(refuses_what_it_cannot_know),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
