/* SPDX-License-Identifier: MIT */
#include "config/config.h"

const struct setting settings[] = {
        {
                .section = "user",
                .key = "name",
                .kind = SETTING_TEXT,
                .help = "your name, as follow-ups and the history show it",
        },
        {
                .section = "user",
                .key = "email",
                .kind = SETTING_TEXT,
                .help = "your address, the sender of mails",
        },
        {
                .section = "store",
                .key = "path",
                .kind = SETTING_TEXT,
                .help = "the store: a file or a postgres:// address",
        },
        {
                .section = "ui",
                .key = "color",
                .kind = SETTING_CHOICE,
                .choices = "auto|always|never",
                .help = "when to use colours",
        },
        {
                .section = "ui",
                .key = "pager",
                .kind = SETTING_TEXT,
                .help = "the command that shows long output; empty or cat for none",
        },
        {
                .section = "ui",
                .key = "editor",
                .kind = SETTING_TEXT,
                .help = "the command that edits a text",
        },
        {
                .section = "ui",
                .key = "hints",
                .kind = SETTING_SWITCH,
                .help = "whether hints are shown (default: true)",
        },
        {
                .section = "view",
                .named = true,
                .key = "filter",
                .kind = SETTING_TEXT,
                .help = "the words that list gets when it is called with this name",
        },
        {.section = NULL},
};
