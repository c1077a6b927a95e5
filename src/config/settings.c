/* SPDX-License-Identifier: MIT */
#include "config/config.h"

#include "model/account.h"

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
        {
                .section = "channel",
                .named = true,
                .key = "type",
                .kind = SETTING_CHOICE,
                .choices = ACCOUNT_TYPES,
                .help = "what kind of service the account NAME is at; not needed for github, "
                        "gitlab, codeberg and hand, which are there without a section",
        },
        {
                .section = "channel",
                .named = true,
                .key = "url",
                .kind = SETTING_TEXT,
                .help = "where it is: https://HOST, or smtps://HOST (TLS) or smtp://HOST "
                        "(STARTTLS) for mail; the path of the API is added",
        },
        {
                .section = "channel",
                .named = true,
                .key = "user",
                .kind = SETTING_TEXT,
                .help = "the name to log in with; mail only (default: the value of from)",
        },
        {
                .section = "channel",
                .named = true,
                .key = "cafile",
                .kind = SETTING_TEXT,
                .help = "trust the certificate authorities in this file instead of the system's",
        },
        {
                .section = "channel",
                .named = true,
                .key = "pace",
                .kind = SETTING_NUMBER,
                .help = "seconds between two things that are created there (default: what the "
                        "service asks for)",
        },
        {
                .section = "channel",
                .named = true,
                .key = "timeout",
                .kind = SETTING_NUMBER,
                .help = "seconds that a request may take, at most 3600 (default: 60)",
        },
        {
                .section = "channel",
                .named = true,
                .key = "markup",
                .kind = SETTING_CHOICE,
                .choices = "markdown|textile",
                .help = "how texts are formatted there; Redmine only (default: textile)",
        },
        {
                .section = "channel",
                .named = true,
                .key = "tracker",
                .kind = SETTING_NUMBER,
                .help = "number of the tracker that issues go to; Redmine only (default: the "
                        "project's)",
        },
        {
                .section = "channel",
                .named = true,
                .key = "from",
                .kind = SETTING_TEXT,
                .help = "your address, in From and on the envelope; mail only (default: "
                        "user.email)",
        },
        {
                .section = "channel",
                .named = true,
                .key = "name",
                .kind = SETTING_TEXT,
                .help = "your name in From; mail only (default: user.name)",
        },
        {
                .section = "channel",
                .named = true,
                .key = "reply-to",
                .kind = SETTING_TEXT,
                .help = "the address that answers go to; mail only. In USER+WORD@HOST each mail "
                        "gets a token behind the plus",
        },
        {
                .section = "channel",
                .named = true,
                .key = "auth",
                .kind = SETTING_CHOICE,
                .choices = "password|xoauth2|none",
                .help = "how to log in; mail only (default: password)",
        },
        {
                .section = "channel",
                .named = true,
                .key = "sendmail",
                .kind = SETTING_TEXT,
                .help = "a command that takes a mail on standard input instead of a server: msmtp "
                        "-t; mail only",
        },
        {
                .section = "channel",
                .named = true,
                .key = "folder",
                .kind = SETTING_TEXT,
                .help = "write mails into this folder as .eml files instead; mail only",
        },
        {
                .section = "channel",
                .named = true,
                .key = "secret-command",
                .kind = SETTING_TEXT,
                .help = "a command whose first line is the token or the password: gh auth token, "
                        "or pass show NAME",
        },
        {
                .section = "channel",
                .named = true,
                .key = "secret-env",
                .kind = SETTING_TEXT,
                .help = "variables to look for the secret in, separated by blanks; "
                        "ASKBACK_SECRET_NAME, with the name of the account in capitals, always "
                        "comes first",
        },
        {
                .section = "channel",
                .named = true,
                .key = "client-id",
                .kind = SETTING_TEXT,
                .help = "of an OAuth application, for auth login --device; GitHub only",
        },
        {
                .section = "push",
                .key = "lookups",
                .kind = SETTING_NUMBER,
                .help = "how many complete looks must find nothing before something in doubt is "
                        "sent again (default: 3)",
        },
        {
                .section = "push",
                .key = "settle",
                .kind = SETTING_NUMBER,
                .help = "seconds that these looks must span at least (default: 600)",
        },
        {
                .section = "push",
                .key = "patience",
                .kind = SETTING_NUMBER,
                .help = "seconds that push waits at most for what is due soon (default: 30)",
        },
        {
                .section = "push",
                .key = "check-duplicates",
                .kind = SETTING_SWITCH,
                .help = "whether push also looks for the same question among what is open at the "
                        "destination (default: false)",
        },
        {
                .section = "push",
                .key = "templates",
                .kind = SETTING_TEXT,
                .help = "the folder of your own templates (default: templates, beside this file)",
        },
        {.section = NULL},
};
