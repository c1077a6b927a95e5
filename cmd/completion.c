/* SPDX-License-Identifier: MIT */
#include "cmd/app.h"
#include "cmd/manual.h"

static bool
completion_run(struct app *app, const struct args *args, struct error *err)
{
	if (manual_add_completion(&app->out, args->words[0]))
		return true;
	error_set(err, ERROR_USAGE, "there is no completion for \"%s\"", args->words[0]);
	return error_hint(err, "bash, zsh or fish");
}

const struct command cmd_completion = {
        .name = "completion",
        .group = "keep",
        .summary = "print the completion script of a shell",
        .usage = "bash|zsh|fish",
        .examples =
                (const struct example[]){
                        {"askback completion bash "
                         ">~/.local/share/bash-completion/completions/askback",
                                "bash"},
                        {"askback completion zsh >~/.zfunc/_askback",
                                "zsh, with that folder in fpath"},
                        {"askback completion fish >~/.config/fish/completions/askback.fish",
                                "fish"},
                        {NULL, NULL},
                },
        .least = 1,
        .most = 1,
        .run = completion_run,
};
