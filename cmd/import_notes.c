/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "cmd/app.h"
#include "cmd/view_json.h"
#include "flow/bring_notes.h"
#include "flow/match.h"
#include "flow/place.h"
#include "intake/notes.h"
#include "intake/notes_match.h"
#include "store/person.h"
#include "term/prompt.h"
#include "text/safe.h"
#include "text/utf8.h"

struct notes_options {
	const char *conference;
	bool dry_run;
};

static const struct option notes_rows[] = {
        OPTION_ROW_TEXT('c', "conference", "CONF", "of this conference", COMPLETE_CONFERENCE,
                struct notes_options, conference),
        OPTION_ROW_SWITCH('n', "dry-run", "only show what is found", struct notes_options, dry_run),
        OPTION_ROW_END,
};

#ifdef ASKBACK_FULL

/* One file of notes on its way into the store. */
struct job {
	const char *file;
	struct notes notes;
	bool *taken;
	const char **text;
	int64_t *talk_ids;
	const char **talk_names;      /* of the programme's talk that a talk find is; NULL: none */
	struct conference conference; /* id 0: none */
	struct bring_notes_summary summary;
};

static bool
notes_read(struct app *app, const char *path, struct job *job, struct error *err)
{
	const char *bytes;
	size_t length;

	job->file = strcmp(path, "-") == 0 ? "standard input" : path;
	if (!(strcmp(path, "-") == 0 ? file_read_from(&app->arena, STDIN_FILENO, job->file,
	                                       NOTES_SIZE_MOST, &bytes, &length, err)
	                             : file_read(&app->arena, path, NOTES_SIZE_MOST, &bytes,
	                                       &length, err)) ||
	        !notes_parse(&app->arena, job->file, bytes, length, &job->notes, err))
		return false;
	job->taken = arena_array(&app->arena, job->notes.count + 1, sizeof(*job->taken));
	job->text = arena_array(&app->arena, job->notes.count + 1, sizeof(*job->text));
	job->talk_ids = arena_array(&app->arena, job->notes.count + 1, sizeof(*job->talk_ids));
	job->talk_names = arena_array(&app->arena, job->notes.count + 1, sizeof(*job->talk_names));
	for (size_t i = 0; i < job->notes.count; i++) {
		job->taken[i] = job->notes.finds[i].trust == NOTES_CERTAIN;
		job->text[i] = job->notes.finds[i].text;
	}
	return true;
}

/* The one that was named, else the one the notes name, else the one in use, else the only one. */
static bool
conference_find(struct app *app, const char *wanted, struct job *job, struct error *err)
{
	struct error none = {.kind = ERROR_NONE};
	struct conference_list list;
	struct place place;

	if (wanted)
		return match_conference(app->store, &app->arena, wanted, &job->conference, err);
	for (size_t i = 0; i < job->notes.count && !job->conference.id; i++)
		if (job->notes.finds[i].kind == NOTES_CONFERENCE &&
		        !match_conference(app->store, &app->arena, job->notes.finds[i].text,
		                &job->conference, &none))
			job->conference.id = 0;
	if (job->conference.id)
		return true;
	if (!place_get(app->store, &app->arena, &place, err) ||
	        !conference_list(app->store, &app->arena, &list, err))
		return false;
	if (place.conference_id)
		return conference_get(
		        app->store, &app->arena, place.conference_id, &job->conference, err);
	if (list.count == 1)
		job->conference = list.items[0];
	return true;
}

static bool
candidates_read(struct app *app, const struct talk_list *talks, struct notes_candidate *candidates,
        struct error *err)
{
	for (size_t i = 0; i < talks->count; i++) {
		const struct talk *talk = &talks->items[i];
		struct person_list people;
		struct buf speakers;

		buf_init(&speakers, &app->arena, 0);
		if (!person_list_talk(app->store, &app->arena, talk->id, &people, err))
			return false;
		for (size_t k = 0; k < people.count; k++)
			buf_add_format(&speakers, "%s %s ", people.items[k].name,
			        people.items[k].affiliation ? people.items[k].affiliation : "");
		candidates[i] = (struct notes_candidate){.id = talk->id,
		        .title = talk->title,
		        .abstract = talk->abstract,
		        .speakers = speakers.text};
	}
	return true;
}

/* A heading whose words are all in the title of one talk names that talk. */
static int64_t
talk_named(struct app *app, const struct job *job, const char *heading)
{
	struct error none = {.kind = ERROR_NONE};
	struct talk talk;

	if (!strchr(heading, ' ') ||
	        !match_talk(app->store, &app->arena, job->conference.id, heading, &talk, &none))
		return 0;
	return talk.conference_id == job->conference.id ? talk.id : 0;
}

/* Which talks of the programme the notes speak about: by their title, else by names and rare words.
 */
static bool
talks_match(struct app *app, struct job *job, struct error *err)
{
	struct notes_candidate *candidates;
	const struct notes_index *index;
	struct talk_list talks;

	if (!job->conference.id)
		return true;
	if (!talk_list_conference(app->store, &app->arena, job->conference.id, &talks, err))
		return false;
	candidates = arena_array(&app->arena, talks.count + 1, sizeof(*candidates));
	if (!candidates_read(app, &talks, candidates, err))
		return false;
	index = notes_index_get(&app->arena, candidates, talks.count);
	for (size_t i = 0; i < job->notes.count; i++) {
		if (job->notes.finds[i].kind != NOTES_TALK)
			continue;
		job->talk_ids[i] = talk_named(app, job, job->notes.finds[i].text);
		if (!job->talk_ids[i])
			job->talk_ids[i] = notes_match(&app->arena, index, &job->notes, i);
		for (size_t k = 0; k < talks.count; k++)
			if (talks.items[k].id == job->talk_ids[i])
				job->talk_names[i] = talks.items[k].title;
	}
	return true;
}

static const char *
talk_of(const struct job *job, size_t find)
{
	size_t talk = job->notes.finds[find].part_of;

	if (talk == NOTES_NONE)
		return "no talk";
	return job->talk_names[talk] ? job->talk_names[talk] : job->text[talk];
}

/* "srecon.md:19 How are you dealing ...? (under TALK; in a list of questions)". */
static const char *
find_label(struct app *app, const struct job *job, size_t find)
{
	const struct notes_find *found = &job->notes.finds[find];

	return arena_format(&app->arena, "%s:%zu: %s (%s; %s)", job->file, found->line,
	        job->text[find], talk_of(job, find), found->reason);
}

/* One find after the other: return takes what is certain, y and n decide, e changes the text, q
 * ends. */
static bool
find_decide(struct app *app, struct job *job, size_t find, bool *end_out, struct error *err)
{
	const char *line,
	        *prompt = arena_format(&app->arena, "%s\n  take it? [%s/e/q] ",
	                find_label(app, job, find), job->taken[find] ? "Y/n" : "y/N");

	if (!prompt_line(&app->arena, &app->term, prompt, &line, err))
		return false;
	*end_out = !line || strcmp(line, "q") == 0;
	if (*end_out || *line == 'n' || *line == 'N') {
		job->taken[find] = false;
	} else if (*line == 'y' || *line == 'Y') {
		job->taken[find] = true;
	} else if (*line == 'e') {
		if (!prompt_line(&app->arena, &app->term, "  text: ", &line, err))
			return false;
		job->taken[find] = line && *line;
		if (line &&
		        !utf8_clean(
		                &app->arena, "the text", line, strlen(line), &job->text[find], err))
			return false;
	}
	return true;
}

static bool
finds_decide(struct app *app, struct job *job, struct error *err)
{
	bool end = false;

	if (app->options.yes)
		return true;
	if (!app->term.input_terminal || !app->term.error_terminal)
		return error_set(err, ERROR_USAGE,
		        "each find is to be looked at: run it on a terminal, or take the certain "
		        "ones "
		        "with --yes");
	for (size_t i = 0; i < job->notes.count; i++) {
		if (job->notes.finds[i].kind != NOTES_QUESTION)
			continue;
		if (end)
			job->taken[i] = false;
		else if (!find_decide(app, job, i, &end, err))
			return false;
	}
	return true;
}

static void
finds_show(struct app *app, const struct job *job)
{
	for (size_t i = 0; i < job->notes.count; i++) {
		if (job->notes.finds[i].kind != NOTES_QUESTION)
			continue;
		buf_add_text(&app->out, job->taken[i] ? "certain  " : "suspected  ");
		safe_add_line(&app->out, find_label(app, job, i));
		buf_add_char(&app->out, '\n');
	}
}

/* What -n would take, and what it would only offer. */
static void
finds_json(struct app *app, const struct job *job, size_t *shown)
{
	for (size_t i = 0; i < job->notes.count; i++) {
		const struct notes_find *find = &job->notes.finds[i];
		json_t *tree;

		if (find->kind != NOTES_QUESTION)
			continue;
		tree = json_object();
		json_put(tree, "file", json_text(job->file));
		json_put(tree, "line", json_integer((json_int_t)find->line));
		json_put(tree, "text", json_text(job->text[i]));
		json_put(tree, "certain", json_boolean(job->taken[i]));
		json_put(tree, "reason", json_text(find->reason));
		view_json_member(app, (*shown)++, tree);
	}
}

static bool
job_apply(struct app *app, struct job *job, struct error *err)
{
	const struct bring_notes bring = {.notes = &job->notes,
	        .taken = job->taken,
	        .text = job->text,
	        .talk_ids = job->talk_ids,
	        .file = job->file,
	        .conference_id = job->conference.id};

	if (!app_open_store(app, STORE_WRITE, err) || !store_begin(app->store, err))
		return false;
	if (!bring_notes_in(app->store, &app->arena, &bring, &job->summary, err)) {
		store_rollback(app->store);
		return false;
	}
	if (!store_has_changed(app->store)) {
		store_rollback(app->store);
		return true;
	}
	app->changed = true;
	return store_commit(app->store, err);
}

static json_t *
summary_json(const struct job *job)
{
	json_t *tree = json_object();

	json_put(tree, "file", json_text(job->file));
	json_put(tree, "conference",
	        job->conference.id ? json_text(job->conference.code) : json_null());
	json_put(tree, "questions", json_integer(job->summary.questions));
	json_put(tree, "answers", json_integer(job->summary.answers));
	json_put(tree, "talks", json_integer(job->summary.talks));
	json_put(tree, "repeated", json_integer(job->summary.repeated));
	return tree;
}

static void
summary_show(struct app *app, const struct job *job)
{
	if (app->options.quiet)
		return;
	safe_add_line(&app->out, job->file);
	buf_add_format(&app->out,
	        ": %" PRId64 " questions, %" PRId64 " answers, %" PRId64 " new talks, %" PRId64
	        " questions were there already\n",
	        job->summary.questions, job->summary.answers, job->summary.talks,
	        job->summary.repeated);
}

static bool
file_import(struct app *app, const char *path, const struct notes_options *options, size_t *shown,
        struct error *err)
{
	struct job job = {.file = path};

	if (!notes_read(app, path, &job, err) || !app_open_store(app, STORE_READ, err) ||
	        !conference_find(app, options->conference, &job, err) ||
	        !talks_match(app, &job, err))
		return false;
	app_close_store(app);
	if (options->dry_run) {
		if (app_is_json(app))
			finds_json(app, &job, shown);
		else
			finds_show(app, &job);
		return true;
	}
	if (!finds_decide(app, &job, err) || !job_apply(app, &job, err))
		return false;
	app_close_store(app);
	if (app_is_json(app))
		view_json_member(app, (*shown)++, summary_json(&job));
	else
		summary_show(app, &job);
	return true;
}

static bool
import_notes_run(struct app *app, const struct args *args, struct error *err)
{
	const struct notes_options *options = args->options;
	bool list = app_is_json(app);
	size_t shown = 0;
	bool ok = true;

	if (list)
		view_json_begin(app, options->dry_run ? "finds" : "imports");
	for (size_t i = 0; i < args->count && ok; i++)
		ok = file_import(app, args->words[i], options, &shown, err);
	if (list)
		view_json_end(app);
	return ok || error_in(err, "cannot import");
}

#endif

const struct command cmd_import_notes = {
        .name = "notes",
        .summary = "find the questions in notes written freely",
        .usage = "FILE...",
        .about = "Markdown or plain text. On a terminal every question that was found is shown, to "
                 "be taken, dropped or changed; --yes takes the certain ones. What was taken "
                 "before is "
                 "not taken again.",
        .examples =
                (const struct example[]){
                        {"askback import notes srecon17.md", "look at each find"},
                        {"askback import notes -n *.md", "only show what is found"},
                        {"askback import notes --yes --conference srecon17 takeaways.md",
                                "take what is certain"},
                        {NULL, NULL},
                },
        .options = notes_rows,
        .options_size = sizeof(struct notes_options),
        .operands = COMPLETE_FILE,
        .least = 1,
        .most = SIZE_MAX,
        .needs = NEEDS_STORE_WRITE | NEEDS_FULL,
        .run = FULL_ONLY(import_notes_run),
};
