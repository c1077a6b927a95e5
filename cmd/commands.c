/* SPDX-License-Identifier: MIT */
#include "cmd/commands.h"

#include "cmd/app.h"

extern const struct command cmd_answer;
extern const struct command cmd_at;
extern const struct command cmd_auth;
extern const struct command cmd_complete;
extern const struct command cmd_completion;
extern const struct command cmd_conference;
extern const struct command cmd_contact;
extern const struct command cmd_doctor;
extern const struct command cmd_drop;
extern const struct command cmd_export;
extern const struct command cmd_help;
extern const struct command cmd_import;
extern const struct command cmd_list;
extern const struct command cmd_log;
extern const struct command cmd_migrate;
extern const struct command cmd_outbox;
extern const struct command cmd_person;
extern const struct command cmd_push;
extern const struct command cmd_reopen;
extern const struct command cmd_report;
extern const struct command cmd_route;
extern const struct command cmd_search;
extern const struct command cmd_show;
extern const struct command cmd_talk;

const struct command *const commands[] = {
        &cmd_log,
        &cmd_at,
        &cmd_list,
        &cmd_show,
        &cmd_search,
        &cmd_answer,
        &cmd_drop,
        &cmd_reopen,
        &cmd_person,
        &cmd_contact,
        &cmd_conference,
        &cmd_talk,
        &cmd_route,
        &cmd_push,
        &cmd_outbox,
        &cmd_import,
        &cmd_report,
        &cmd_export,
        &cmd_auth,
        &cmd_doctor,
        &cmd_migrate,
        &cmd_completion,
        &cmd_help,
        &cmd_version,
        &cmd_complete,
        NULL,
};

const char *const command_groups[] = {
        "capture",
        "look",
        "change",
        "people",
        "programme",
        "follow up",
        "in and out",
        "keep",
        NULL,
};

const struct option global_options[] = {
        OPTION_ROW_TEXT(
                0, "store", "FILE", "use this store", COMPLETE_FILE, struct app_options, store),
        OPTION_ROW_SWITCH(0, "json", "JSON, the same as --format json", struct app_options, json),
        OPTION_ROW_CHOICE(0, "format", "FORMAT", "how to write the result",
                "table|tsv|json|jsonl|csv|md|html|ics", struct app_options, format),
        OPTION_ROW_CHOICE(
                0, "color", "WHEN", "colours", "always|never|auto", struct app_options, color),
        OPTION_ROW_SWITCH(0, "pager", "page long output on a terminal (--no-pager: do not)",
                struct app_options, pager),
        OPTION_ROW_SWITCH(
                'q', "quiet", "say nothing when all went well", struct app_options, quiet),
        OPTION_ROW_SWITCH('y', "yes", "answer yes to every question", struct app_options, yes),
        OPTION_ROW_TEXT(0, "now", "TIME", "take TIME for the present moment", COMPLETE_NOTHING,
                struct app_options, now),
        OPTION_ROW_SWITCH('h', "help", "show help", struct app_options, help),
        OPTION_ROW_SWITCH(0, "version", "show the version", struct app_options, version),
        OPTION_ROW_END,
};
