/* SPDX-License-Identifier: MIT */
#include "cmd/app.h"
#include "cmd/view_json.h"
#include "store/db.h"
#ifdef ASKBACK_FULL
#include "net/net.h"
#endif

struct version_options {
	bool libraries;
};

static const struct option version_rows[] = {
        OPTION_ROW_SWITCH(0, "libraries", "the libraries too, those of askback-full among them",
                struct version_options, libraries),
        OPTION_ROW_END,
};

/* What the network is made of is known to askback-full alone. */
static bool
version_needs_full(const struct app *app, const struct args *args)
{
	const struct version_options *options = args->options;

	(void)app;
	return options && options->libraries;
}

static const char *
network(struct arena *arena)
{
#ifdef ASKBACK_FULL
	return net_engine(arena);
#else
	(void)arena;
	return NULL;
#endif
}

static bool
version_run(struct app *app, const struct args *args, struct error *err)
{
	const struct version_options *options = args->options;
	bool libraries = options && options->libraries;
	const char *engine = db_engine(&app->arena), *net = network(&app->arena);
	json_t *tree;

	(void)err;
	if (app_is_json(app)) {
		tree = json_object();
		json_put(tree, "askback", json_text(ASKBACK_VERSION));
		json_put(tree, "store", json_text(engine));
		json_put(tree, "network", json_text(net));
		view_json(app, "version", tree);
		return true;
	}
	buf_add_text(&app->out, "askback " ASKBACK_VERSION "\n");
	if (!libraries)
		buf_add_text(&app->out, "Copyright (c) 2026 the askback authors. Licence: MIT.\n");
	if (libraries)
		buf_add_format(&app->out, "%s\njansson %s\n", engine, jansson_version_str());
	if (libraries && net)
		buf_add_format(&app->out, "%s\n", net);
	return true;
}

const struct command cmd_version = {
        .name = "version",
        .group = "keep",
        .summary = "the version of askback",
        .usage = "[--libraries]",
        .examples =
                (const struct example[]){
                        {"askback version --libraries", "for a bug report"},
                        {NULL, NULL},
                },
        .options = version_rows,
        .options_size = sizeof(struct version_options),
        .needs_full = version_needs_full,
        .run = version_run,
};
