/* SPDX-License-Identifier: MIT */
#include "cmd/app.h"
#include "cmd/view_json.h"

struct migrate_options {
	bool dry_run;
};

static const struct option migrate_rows[] = {
        OPTION_ROW_SWITCH(
                'n', "dry-run", "only say what would be done", struct migrate_options, dry_run),
        OPTION_ROW_END,
};

static void
versions_show(struct app *app, const struct store_version *version, bool dry_run)
{
	json_t *tree;

	if (app_is_json(app)) {
		tree = json_object();
		json_put(tree, "store", json_integer(version->store));
		json_put(tree, "program", json_integer(version->program));
		json_put(tree, "path", json_text(app->store_options.path));
		view_json(app, "migrate", tree);
		return;
	}
	if (app->options.quiet)
		return;
	if (!version->store)
		buf_add_format(&app->out, "%s with schema %lld\n",
		        dry_run ? "there is no store yet; it would be made"
		                : "there was no store; it was made",
		        (long long)version->program);
	else if (version->store == version->program)
		buf_add_format(&app->out, "the store has schema %lld: up to date\n",
		        (long long)version->store);
	else
		buf_add_format(&app->out, "the store %s from schema %lld to %lld\n",
		        dry_run ? "would be brought" : "was brought", (long long)version->store,
		        (long long)version->program);
}

static bool
migrate_run_it(struct app *app, const struct args *args, struct error *err)
{
	const struct migrate_options *options = args->options;
	struct store_version version;

	if (!app->store_options.path)
		return paths_missing("the store", "--store FILE", err);
	if (!store_get_version(&app->arena, &app->store_options, &version, err))
		return false;
	if (!options->dry_run && version.store != version.program &&
	        !app_open_store(app, STORE_WRITE, err))
		return false;
	versions_show(app, &version, options->dry_run);
	app->changed = !options->dry_run;
	return true;
}

const struct command cmd_migrate = {
        .name = "migrate",
        .group = "keep",
        .summary = "bring the store's schema up to date",
        .usage = "[-n]",
        .about = "Every command does so by itself when it meets an older store; a verified copy of "
                 "the "
                 "old file is left beside it.",
        .examples =
                (const struct example[]){
                        {"askback migrate -n", "which schema has the store?"},
                        {NULL, NULL},
                },
        .options = migrate_rows,
        .options_size = sizeof(struct migrate_options),
        .needs = NEEDS_STORE_WRITE,
        .run = migrate_run_it,
};
