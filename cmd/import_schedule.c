/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <string.h>

#include "cmd/app.h"
#include "cmd/source.h"
#include "cmd/view_json.h"
#include "flow/bring_in.h"
#include "intake/intake.h"
#include "term/progress.h"
#include "term/prompt.h"
#include "text/zone.h"

struct import_options {
	const char *conference;
	const char *zone;
	bool contacts;
	bool dry_run;
};

static const struct option import_rows[] = {
        OPTION_ROW_TEXT('c', "conference", "CONF", "into this conference; a new name is a new one",
                COMPLETE_CONFERENCE, struct import_options, conference),
        OPTION_ROW_TEXT(0, "tz", "ZONE", "time zone, where the file has none: Europe/Dublin",
                COMPLETE_ZONE, struct import_options, zone),
        OPTION_ROW_SWITCH(0, "with-contacts", "take e-mail addresses of speakers too",
                struct import_options, contacts),
        OPTION_ROW_SWITCH(
                'n', "dry-run", "only say what would change", struct import_options, dry_run),
        OPTION_ROW_END,
};

#ifdef ASKBACK_FULL

/* What was given on the line, read and understood. */
struct job {
	const struct import_options *options;
	struct source source;
	struct programme programme;
	struct bring_in bring;
	struct bring_in_summary summary;
	bool changed;
};

static bool
source_parse(struct app *app, struct job *job, struct error *err)
{
	struct progress *progress;
	bool ok;

	progress_open(&app->term, !app->options.quiet, &progress);
	progress_update(progress, "reading %s", job->source.intake.name);
	ok = intake_read(&app->arena, &job->source.intake, &job->programme, err);
	progress_close(progress);
	return ok;
}

/* On a terminal the zone that the file lacks is asked for; elsewhere the error names --tz. */
static bool
programme_read(struct app *app, struct job *job, struct error *err)
{
	const char *zone;

	if (source_parse(app, job, err))
		return true;
	if (!job->programme.needs_zone || !app->term.input_terminal || !app->term.error_terminal)
		return false;
	app_report(app, err);
	if (!prompt_line(&app->arena, &app->term, "time zone (as Europe/Dublin): ", &zone, err))
		return false;
	if (!zone || !*zone)
		return error_set(err, ERROR_CANCELLED, "no time zone was given");
	if (!zone_check(zone, err))
		return false;
	job->source.intake.zone = zone;
	return source_parse(app, job, err);
}

static void
warnings_note(struct app *app, const struct programme *programme)
{
	for (int kind = 0; kind < PROGRAMME_WARNING_KINDS; kind++) {
		const char *text = programme_format_warning(
		        &app->arena, programme, (enum programme_warning_kind)kind);

		if (text)
			app_note(app, "%s", text);
	}
}

/* The file of the last time, byte by byte: there is nothing to do, not even to read it. */
static bool
unchanged_find(struct app *app, struct job *job, bool *unchanged_out, struct error *err)
{
	struct conference conference;

	if (!app_open_store(app, STORE_READ, err) ||
	        !bring_in_find(app->store, &app->arena, &job->bring, &conference, err))
		return false;
	app_close_store(app);
	*unchanged_out = conference.id != 0;
	job->summary.conference = conference;
	return true;
}

enum keep { KEEP_NOTHING, KEEP_UNLESS_ODD, KEEP_ALL };

/*
 * A whole programme that moved by the same time is more often a mistake about the zone than the
 * truth, and one of which most talks are gone is more often another conference's.
 */
static const char *
oddity(struct app *app, const struct bring_in_summary *summary)
{
	int64_t shift = summary->shift;

	if (shift)
		return arena_format(&app->arena,
		        "every talk begins %" PRId64 " minutes %s than before: apply?",
		        (shift < 0 ? -shift : shift) / 60, shift < 0 ? "earlier" : "later");
	if (summary->vanished > 2 && summary->vanished * 2 > summary->known)
		return arena_format(&app->arena,
		        "%" PRId64 " of %" PRId64 " talks of %s are not in it any more: apply?",
		        summary->vanished, summary->known, summary->conference.code);
	return NULL;
}

/* One pass in one transaction; kept only when something changed and it is meant. */
static bool
job_run(struct app *app, struct job *job, enum keep keep, struct error *err)
{
	struct progress *progress;
	bool ok;

	if (!app_open_store(app, STORE_WRITE, err) || !store_begin(app->store, err))
		return false;
	progress_open(&app->term, !app->options.quiet, &progress);
	progress_update(progress, "taking in %zu talks", job->programme.talk_count);
	ok = bring_in_programme(app->store, &app->arena, &job->bring, &job->summary, err);
	progress_close(progress);
	if (!ok) {
		store_rollback(app->store);
		return false;
	}
	job->changed = store_has_changed(app->store);
	if (job->changed &&
	        (keep == KEEP_ALL || (keep == KEEP_UNLESS_ODD && !oddity(app, &job->summary))))
		return store_commit(app->store, err);
	store_rollback(app->store);
	return true;
}

static bool
oddity_confirm(struct app *app, const char *text, struct error *err)
{
	app_close_store(app);
	return app->options.yes || prompt_confirm(&app->term, text, "--yes", err);
}

static bool
job_apply(struct app *app, struct job *job, struct error *err)
{
	const char *text;

	if (job->options->dry_run)
		return job_run(app, job, KEEP_NOTHING, err);
	if (!job_run(app, job, KEEP_UNLESS_ODD, err))
		return false;
	text = oddity(app, &job->summary);
	if (!job->changed || !text)
		return true;
	return oddity_confirm(app, text, err) && job_run(app, job, KEEP_ALL, err);
}

static const struct {
	const char *name;
	size_t offset;
} counts[] = {
        {"talks", offsetof(struct bring_in_summary, talks)},
        {"speakers", offsetof(struct bring_in_summary, speakers)},
        {"rooms", offsetof(struct bring_in_summary, rooms)},
        {"added", offsetof(struct bring_in_summary, added)},
        {"changed", offsetof(struct bring_in_summary, changed)},
        {"moved", offsetof(struct bring_in_summary, moved)},
        {"retitled", offsetof(struct bring_in_summary, retitled)},
        {"durations", offsetof(struct bring_in_summary, lengthened)},
        {"speaker_sets", offsetof(struct bring_in_summary, cast)},
        {"cancelled", offsetof(struct bring_in_summary, cancelled)},
        {"vanished", offsetof(struct bring_in_summary, vanished)},
        {"revived", offsetof(struct bring_in_summary, revived)},
        {"people", offsetof(struct bring_in_summary, people)},
        {"contacts", offsetof(struct bring_in_summary, contacts)},
        {"attached", offsetof(struct bring_in_summary, attached)},
        {"doubtful", offsetof(struct bring_in_summary, doubtful)},
};

enum { COUNTS_WHOLE = 3 }; /* what the file has; then comes what changed */

static int64_t
count_of(const struct bring_in_summary *summary, size_t i)
{
	return *(const int64_t *)((const char *)summary + counts[i].offset);
}

static void
summary_json(struct app *app, const struct job *job)
{
	bool read = job->programme.format != NULL;
	json_t *tree = json_object();

	json_put(tree, "conference", json_of_conference(&job->summary.conference));
	json_put(tree, "format", json_text(job->programme.format));
	json_put(tree, "unchanged", json_boolean(!read));
	/* What is in a file that is the last one again was not looked at. */
	for (size_t i = 0; i < COUNT(counts); i++)
		json_put(tree, counts[i].name,
		        read || i >= COUNTS_WHOLE ? json_integer(count_of(&job->summary, i))
		                                  : json_null());
	json_put(tree, "dry_run", json_boolean(job->options->dry_run));
	view_json(app, "import", tree);
}

static void
summary_show(struct app *app, const struct job *job)
{
	const struct bring_in_summary *summary = &job->summary;
	bool first = true, news = false;

	if (app_is_json(app)) {
		summary_json(app, job);
		return;
	}
	if (app->options.quiet)
		return;
	buf_add_format(&app->out, "%s%s: ", job->options->dry_run ? "would import into " : "",
	        summary->conference.code);
	if (!job->changed) {
		buf_add_text(&app->out, "nothing new\n");
		return;
	}
	for (size_t i = 0; i < COUNT(counts); i++)
		if (count_of(summary, i)) {
			buf_add_format(&app->out, "%s%" PRId64 " %s", first ? "" : ", ",
			        count_of(summary, i), counts[i].name);
			first = false;
			news = news || i >= COUNTS_WHOLE;
		}
	if (!news)
		buf_add_format(&app->out, "%sno talk changed", first ? "" : ", ");
	buf_add_char(&app->out, '\n');
}

static void
summary_note(struct app *app, const struct job *job)
{
	const struct bring_in_summary *summary = &job->summary;

	if (summary->uids_changed)
		app_note(app,
		        "the file's identifiers are all new; talks were told by their content");
	if (summary->doubtful)
		app_hint(app, "askback list --inbox   # questions that fit several talks");
	if (summary->made && !job->options->dry_run)
		app_hint(app, "askback conference use %s", summary->conference.code);
}

/* The options that change what an import brings, as the end of its digest. */
static const char *
options_format(struct arena *arena, const struct import_options *options)
{
	return arena_format(arena, "-%s%s", options->zone ? options->zone : "",
	        options->contacts ? "-contacts" : "");
}

static bool
ends_with(const char *text, const char *end)
{
	size_t length = text ? strlen(text) : 0, size = strlen(end);

	return length >= size && strcmp(text + length - size, end) == 0;
}

/*
 * What the last import from this address brought, so that its server can say that nothing is new.
 * Where it went and what was asked of it must be the same: otherwise the whole is wanted again.
 */
static bool
fetched_find(struct app *app, const char *where, struct job *job, struct error *err)
{
	const char *end = options_format(&app->arena, job->options);
	struct conference_list list;

	if (!strstr(where, "://") || job->options->conference)
		return true;
	if (!app_open_store(app, STORE_READ, err) ||
	        !conference_list(app->store, &app->arena, &list, err))
		return false;
	app_close_store(app);
	for (size_t i = 0; i < list.count; i++)
		if (list.items[i].source && strcmp(list.items[i].source, where) == 0 &&
		        ends_with(list.items[i].digest, end)) {
			job->source.etag = list.items[i].etag;
			job->source.modified = list.items[i].modified;
			job->summary.conference = list.items[i];
		}
	return true;
}

static bool
import_schedule_run(struct app *app, const struct args *args, struct error *err)
{
	struct job job = {.options = args->options};
	const struct import_options *options = job.options;
	bool unchanged;

	if (options->zone && !zone_check(options->zone, err))
		return error_in(err, "cannot import");
	job.source.intake.zone = options->zone;
	if (!fetched_find(app, args->words[0], &job, err) ||
	        !source_read(app, args->words[0], &job.source, err))
		return error_in(err, "cannot import");
	job.bring = (struct bring_in){.programme = &job.programme,
	        .conference = options->conference,
	        .source = job.source.where,
	        .digest = source_digest(
	                &app->arena, &job.source, options_format(&app->arena, options)),
	        .etag = job.source.etag,
	        .modified = job.source.modified,
	        .contacts = options->contacts};
	unchanged = job.source.unchanged;
	if (!unchanged && !unchanged_find(app, &job, &unchanged, err))
		return false;
	if (!unchanged) {
		if (!programme_read(app, &job, err))
			return false;
		warnings_note(app, &job.programme);
		if (!job_apply(app, &job, err))
			return error_in(err, "cannot import %s", job.source.intake.name);
	}
	app->changed = job.changed && !options->dry_run;
	summary_show(app, &job);
	summary_note(app, &job);
	return true;
}

#endif

const struct command cmd_import_schedule = {
        .name = "schedule",
        .summary = "take in a conference's programme, or what changed in it",
        .usage = "FILE|FOLDER|URL|-",
        .about =
                "Understands frab and Pentabarf XML, frab, pretalx and schedule2 JSON, "
                "Sessionize, iCalendar, Open Event and CSV, told by their content. Taking a file "
                "in "
                "again updates what changed and doubles nothing; a talk that is no longer in it is "
                "marked, never deleted. Questions that wait in the inbox are attached by their "
                "time.",
        .examples =
                (const struct example[]){
                        {"askback import schedule schedule.xml", "a programme, or its new version"},
                        {"askback import schedule sessions.json --tz Europe/Berlin -c \"DevFest "
                         "2026\"",
                                "a file without zone and name"},
                        {"askback import schedule schedule.xml -n", "what would change"},
                        {NULL, NULL},
                },
        .options = import_rows,
        .options_size = sizeof(struct import_options),
        .operands = COMPLETE_FILE,
        .least = 1,
        .most = 1,
        .needs = NEEDS_STORE_WRITE | NEEDS_FULL,
        .run = FULL_ONLY(import_schedule_run),
};
