/* SPDX-License-Identifier: MIT */

/* The cases of the Mustache specification that concern sections, inverted sections, comments and
 * lines of their own, and what a template from outside may try. */
#include "text/template.h"

#include <setjmp.h>
#include <string.h>

#include <cmocka.h>

static const struct template_name names[] = {
        {.name = "subject"},
        {.name = "number"},
        {.name = "bool"},
        {.name = "a"},
        {.name = "b"},
        {.name = "c"},
        {.name = "list", .section = true},
        {.name = "context", .section = true},
        {.name = "tops", .section = true},
        {.name = "middles", .section = true},
        {.name = "bottoms", .section = true},
        {.name = "bname"},
        {.name = "tname"},
        {.name = "lower"},
};

struct row {
	const char *context;
	const char *text;
	const char *expected;
};

static const struct row rows[] = {
        /* values */
        {"{}", "Hello from {Mustache}!\n", "Hello from {Mustache}!\n"},
        {"{\"subject\":\"world\"}", "Hello, {{subject}}!\n", "Hello, world!\n"},
        {"{\"subject\":\"& < >\"}", "{{ subject }}", "[amp] < >"},
        {"{\"number\":85}", "{{number}} miles", "85 miles"},
        {"{\"number\":0}", "{{#number}}zero{{/number}}", "zero"},
        {"{}", "I ({{subject}}) be seen", "I () be seen"},
        {"{\"subject\":null,\"bool\":true}", "({{subject}}{{bool}})", "()"},
        {"{\"subject\":\"x\"}", "  {{subject}}\n", "  x\n"},
        {"{\"subject\":\"x\"}", "| {{\tsubject\n}} |", "| x |"},
        {"{\"subject\":\"{{number}}\",\"number\":3}", "{{subject}}", "{{number}}"},
        /* sections */
        {"{\"bool\":true}", "{{#bool}}This.{{/bool}}", "This."},
        {"{\"bool\":false}", "({{#bool}}This.{{/bool}})", "()"},
        {"{\"bool\":null}", "({{#bool}}This.{{/bool}})", "()"},
        {"{\"bool\":\"\"}", "({{#bool}}This.{{/bool}})", "()"},
        {"{\"context\":{\"subject\":\"Joe\"}}", "{{#context}}Hi {{subject}}.{{/context}}",
                "Hi Joe."},
        {"{\"a\":\"1\",\"b\":\"2\",\"context\":{\"c\":\"3\",\"b\":\"4\"}}",
                "{{#context}}{{a}}{{b}}{{c}}{{/context}}{{b}}{{c}}", "1432"},
        {"{\"a\":\"1\",\"context\":{\"a\":null}}", "{{#context}}({{a}}){{/context}}", "()"},
        {"{\"list\":[{\"a\":1},{\"a\":2},{\"a\":3}]}", "{{#list}}{{a}}{{/list}}", "123"},
        {"{\"list\":[]}", "({{#list}}Yay{{/list}})", "()"},
        {"{\"list\":[1,\"x\",null]}", "{{#list}}.{{/list}}", "..."},
        {"{\"bool\":true,\"subject\":\"two\"}",
                "{{#bool}}\n* first\n{{/bool}}\n* {{subject}}\n{{#bool}}\n* third\n{{/bool}}\n",
                "* first\n* two\n* third\n"},
        {"{\"bool\":true}", "| A {{#bool}}B {{#bool}}C{{/bool}} D{{/bool}} E |", "| A B C D E |"},
        {"{\"bool\":false}", "| A {{#bool}}B {{#bool}}C{{/bool}} D{{/bool}} E |", "| A  E |"},
        {"{\"tops\":[{\"tname\":\"A\",\"middles\":[{\"lower\":\"a\",\"bottoms\":"
         "[{\"bname\":\"x\"},{\"bname\":\"y\"}]}]}]}",
                "{{#tops}}{{#middles}}{{tname}}{{lower}}.{{#bottoms}}{{tname}}{{lower}}{{bname}}."
                "{{/bottoms}}{{/middles}}{{/tops}}",
                "Aa.Aax.Aay."},
        /* inverted sections */
        {"{\"bool\":false}", "{{^bool}}This.{{/bool}}", "This."},
        {"{\"bool\":true}", "({{^bool}}This.{{/bool}})", "()"},
        {"{\"context\":{\"subject\":\"Joe\"}}", "({{^context}}{{subject}}{{/context}})", "()"},
        {"{\"list\":[{\"a\":1}]}", "({{^list}}{{a}}{{/list}})", "()"},
        {"{\"list\":[]}", "{{^list}}Yay{{/list}}", "Yay"},
        {"{}", "{{^bool}}\n* first\n{{/bool}}\n* second\n", "* first\n* second\n"},
        /* comments */
        {"{}", "12345{{! Comment! }}67890", "1234567890"},
        {"{}", "12345{{!\n  This is a\n  comment...\n}}67890\n", "1234567890\n"},
        {"{}", "Begin.\n{{! Comment }}\nEnd.\n", "Begin.\nEnd.\n"},
        {"{}", "Begin.\n  {{! Indented }}\nEnd.\n", "Begin.\nEnd.\n"},
        {"{}", "|\r\n{{! Alone }}\r\n|", "|\r\n|"},
        {"{}", "  {{! First }}\n!", "!"},
        {"{}", "!\n  {{! Last }}", "!\n"},
        {"{}", "Begin.\n{{!\nSomething\n}}\nEnd.\n", "Begin.\nEnd.\n"},
        {"{}", "  12 {{! 34 }}\n", "  12 \n"},
        {"{}", "12345 {{! Surrounded }} 67890", "12345  67890"},
        {"{}", "{{!}}x{{! {{subject}}y", "xy"},
        /* lines of their own */
        {"{\"bool\":true}", " | {{#bool}}\t|\t{{/bool}} | \n", " | \t|\t | \n"},
        {"{\"bool\":true}", " | {{#bool}} {{! Important }}\n {{/bool}} | \n", " |  \n  | \n"},
        {"{\"bool\":true}", " {{#bool}}YES{{/bool}}\n {{#bool}}GOOD{{/bool}}\n", " YES\n GOOD\n"},
        {"{\"bool\":true}", "| This\n{{#bool}}\n|\n{{/bool}}\n| Line\n", "| This\n|\n| Line\n"},
        {"{\"bool\":true}", "|\r\n{{#bool}}\r\n{{/bool}}\r\n|", "|\r\n|"},
        {"{\"bool\":true}", "  {{#bool}}\n#{{/bool}}\n/", "#\n/"},
        {"{\"bool\":true}", "#{{#bool}}\n/\n  {{/bool}}", "#\n/\n"},
        {"{\"subject\":\"\"}", "a\n{{subject}}\nb\n", "a\n\nb\n"},
        {"{}", "", ""},
};

struct refusal {
	const char *text;
	const char *expected;
	const char *hint;
};

static const struct refusal refusals[] = {
        {"a\nb {{subject", "t.txt:2: the tag does not end", ""},
        {"{{#bool}}\n{{#list}}\n{{/list}}", "t.txt:1: {{#bool}} is not closed", ""},
        {"{{^bool}}", "t.txt:1: {{^bool}} is not closed", ""},
        {"{{/bool}}", "t.txt:1: {{/bool}} closes what is not open", ""},
        {"{{#bool}}{{#a}}\n{{/bool}}{{/a}}", "t.txt:2: {{/bool}} comes before {{/a}}", ""},
        {"{{{subject}}}", "t.txt:1: every value is escaped: write it without {{{ or {{&", ""},
        {"{{& subject}}", "t.txt:1: every value is escaped: write it without {{{ or {{&", ""},
        {"{{> partial}}", "t.txt:1: {{> is not known here", ""},
        {"{{=<% %>=}}", "t.txt:1: {{= is not known here", ""},
        {"{{}}", "t.txt:1: the tag has no name", ""},
        {"{{# }}{{/}}", "t.txt:1: the tag has no name", ""},
        {"\n\n{{subjct}}", "t.txt:3: there is no {{subjct}} here", "did you mean subject?"},
        {"{{email}}", "t.txt:1: there is no {{email}} here", ""},
        {"{{.}}", "t.txt:1: there is no {{.}} here", "did you mean a, b, or c?"},
        {"{{list}}", "t.txt:1: list is a section: {{#list}}...{{/list}}", ""},
};

/* Shows which parts of the text have passed it. */
static void
escape(struct buf *out, const char *text)
{
	for (; *text; text++)
		if (*text == '&')
			buf_add_text(out, "[amp]");
		else
			buf_add_char(out, *text);
}

static const char *
written(struct arena *arena, const char *text, const json_t *context)
{
	struct template *template;
	struct error err = {.kind = ERROR_NONE};
	struct buf out;

	if (!template_parse(arena, "t.txt", text, names, COUNT(names), &template, &err))
		fail_msg("\"%s\": %s", text, err.text);
	buf_init(&out, arena, 0);
	template_write(template, context, escape, &out);
	assert_false(out.over);
	return out.text;
}

static void
writes_as_specified(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < COUNT(rows); i++) {
		json_t *context = json_loads(rows[i].context, 0, NULL);
		const char *text;

		assert_non_null(context);
		text = written(&arena, rows[i].text, context);
		if (strcmp(text, rows[i].expected) != 0)
			fail_msg("\"%s\": \"%s\"", rows[i].text, text);
		json_decref(context);
	}
	arena_close(&arena);
}

static void
says_where_it_is_wrong(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < COUNT(refusals); i++) {
		struct template *template;
		struct error err = {.kind = ERROR_NONE};

		if (template_parse(&arena, "t.txt", refusals[i].text, names, COUNT(names),
		            &template, &err))
			fail_msg("\"%s\" was taken", refusals[i].text);
		assert_int_equal(err.kind, ERROR_INVALID);
		assert_string_equal(err.text, refusals[i].expected);
		assert_string_equal(err.hint, refusals[i].hint);
	}
	arena_close(&arena);
}

static void
repeated_add(struct buf *out, const char *text, const char *end, size_t times)
{
	buf_reset(out);
	buf_add_repeat(out, text, times);
	buf_add_repeat(out, end, times);
}

static void
refuses_what_is_too_much(void **state)
{
	struct template *template;
	struct error err = {.kind = ERROR_NONE};
	struct arena arena;
	struct buf text;

	(void)state;
	arena_init(&arena);
	buf_init(&text, &arena, 0);
	repeated_add(&text, "{{#list}}", "{{/list}}", 32);
	assert_true(template_parse(&arena, "t", text.text, names, COUNT(names), &template, &err));
	repeated_add(&text, "{{#list}}", "{{/list}}", 33);
	assert_false(template_parse(&arena, "t", text.text, names, COUNT(names), &template, &err));
	assert_string_equal(err.text, "t:1: sections are at most 32 deep");
	repeated_add(&text, "x", "", 256 * 1024);
	assert_true(template_parse(&arena, "t", text.text, names, COUNT(names), &template, &err));
	repeated_add(&text, "x", "", 256 * 1024 + 1);
	assert_false(template_parse(&arena, "t", text.text, names, COUNT(names), &template, &err));
	assert_string_equal(err.text, "t:1: a template has at most 256 KiB");
	arena_close(&arena);
}

/* Ten items, 32 deep. */
static void
ends_before_the_universe_does(void **state)
{
	json_t *context = json_loads("{\"list\":[1,2,3,4,5,6,7,8,9,10]}", 0, NULL);
	struct template *template;
	struct error err = {.kind = ERROR_NONE};
	struct arena arena;
	struct buf text;

	(void)state;
	arena_init(&arena);
	buf_init(&text, &arena, 0);
	repeated_add(&text, "{{#list}}", "{{/list}}", 32);
	assert_true(template_parse(&arena, "t", text.text, names, COUNT(names), &template, &err));
	buf_reset(&text);
	template_write(template, context, escape, &text);
	assert_true(text.over);
	json_decref(context);
	arena_close(&arena);
}

static void
knows_what_it_uses(void **state)
{
	struct template *template;
	struct error err = {.kind = ERROR_NONE};
	struct arena arena;

	(void)state;
	arena_init(&arena);
	assert_true(template_parse(&arena, "t",
	        "subject {{! subject }}{{#list}}{{^bool}}{{a}}{{/bool}}{{/list}}", names,
	        COUNT(names), &template, &err));
	assert_true(template_uses(template, "list"));
	assert_true(template_uses(template, "bool"));
	assert_true(template_uses(template, "a"));
	assert_false(template_uses(template, "subject"));
	arena_close(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(writes_as_specified),
	        cmocka_unit_test(says_where_it_is_wrong),
	        cmocka_unit_test(refuses_what_is_too_much),
	        cmocka_unit_test(ends_before_the_universe_does),
	        cmocka_unit_test(knows_what_it_uses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
