/* SPDX-License-Identifier: MIT */
#include "cmd/manual.h"

static const struct example overview_examples[] = {
        {.command = "askback import schedule srecon17.xml", .what = "read the programme once"},
        {.command = "askback at \"Scriptable Load Balancers\"",
                .what = "say where you are; without it, the talk that is on now counts"},
        {.command = "askback log \"How do you drain the traffic cleanly?\"",
                .what = "log a question; it is attached to that talk"},
        {.command = "askback list", .what = "see what is still unanswered"},
        {.command = "askback push",
                .what = "send it to those who can answer, after a look and a yes"},
        {.command = "askback answer 3 -m \"With a consistent hash ring.\"",
                .what = "write down an answer when it comes"},
        {.command = NULL},
};

const struct command overview = {
        .name = "askback",
        .summary = "never lose the question you asked at a talk, or the answer you were promised",
        .usage = "[COMMAND] [OPTION...] [WORD...]",
        .about =
                "Without a COMMAND, on a terminal, askback shows a prompt: each line that is "
                "entered is logged as one question, and is safe on disk before the prompt "
                "returns.\n"
                "Options may stand before and after other words; \"--\" ends them. Option names "
                "are never abbreviated. Every switch --x has a --no-x; the last one counts.\n"
                "A question is named by its number, Q12 or 12; several by a range, 3-7. Talks, "
                "rooms, people and conferences are named by number, by code, or by words of the "
                "name in any order; case and accents do not matter. A name that fits several lists "
                "them and changes nothing.",
        .examples = overview_examples,
};

static const char exit_codes[] =
        "Scripts can rely on these:\n"
        "0\tdone; an empty list is a success too\n"
        "1\tfailed; also when what was named does not exist, or fits several\n"
        "2\tused wrongly, or a confirmation was needed and could not be asked; nothing changed\n"
        "3\ta part of several failed; the messages and the JSON output say which\n"
        "4\tauthentication is missing or was refused\n"
        "5\tyou said no\n"
        "74\tsaved, but the output could not be written\n"
        "75\tbusy or out of reach for the moment; run the same line again later\n"
        "130\tinterrupted\n";

static const char configuration[] =
        "The file is written as git's: sections in brackets, keys with values, comments behind # "
        "or "
        ";. What has to keep its blanks, or holds one of these signs, stands in quotes. A section "
        "or "
        "a key that does not exist is an error.\n"
        "  [user]\n"
        "          name = Ada Example\n"
        "          email = ada@asker.example\n"
        "  [channel \"work\"]\n"
        "          type = gitlab\n"
        "          url = https://gitlab.example\n"
        "          secret-command = pass show gitlab\n"
        "  [channel \"mail\"]\n"
        "          url = smtps://mail.asker.example\n"
        "The key url of the section [channel \"work\"] is called channel.work.url here; NAME "
        "stands for any name. A place there is then work:GROUP/PROJECT.\n";

static const char environment[] =
        "An empty variable counts as unset. What an option says wins over a variable.\n"
        "ASKBACK_STORE\tthe store, as --store names it\n"
        "ASKBACK_CONFIG\tthe configuration file\n"
        "ASKBACK_NOW\tthe time that counts as now, as --now names it; for scripts and tests\n"
        "ASKBACK_SECRET_NAME\tthe secret of the account NAME, which is in capitals, with _ for "
        "what is "
        "neither letter nor digit\n"
        "GH_TOKEN, GITHUB_TOKEN\tthe same for github.com and ghe.com, and for nothing else\n"
        "GH_ENTERPRISE_TOKEN, GITHUB_ENTERPRISE_TOKEN\tfor any other GitHub\n"
        "GITLAB_TOKEN\tfor gitlab.com\n"
        "ASKBACK_TALK\tthe talk that questions are attached to, in this shell only\n"
        "ASKBACK_PAGER, PAGER\tthe program that shows long output on a terminal, the first that "
        "is set; \"cat\" for none; less is the default\n"
        "LESS\toptions of less; when unset, less is started with FRX\n"
        "ASKBACK_EDITOR, VISUAL, EDITOR\tthe editor, the first that is set; VISUAL not on a dumb "
        "terminal; vi is the default\n"
        "NO_COLOR\tset: no colour\n"
        "CLICOLOR_FORCE, FORCE_COLOR\tset and not 0: colour even when the output is no terminal\n"
        "CLICOLOR\t0: no colour\n"
        "ASKBACK_FORCE_TTY\ta number of columns: write what a terminal of that width would be "
        "shown\n"
        "TERM\tdumb: no colour and no pager\n"
        "LC_ALL, LC_CTYPE, LANG\tthe first that is set tells whether the terminal shows UTF-8; "
        "otherwise states are drawn in ASCII\n"
        "TZ\tthe time zone of this machine, for times outside a conference\n"
        "HOME, XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME\twhere files are; see the files "
        "topic. A value that is no absolute path is ignored.\n"
        "Colour is decided for each stream by itself, in this order: --color, the configuration, "
        "NO_COLOR, CLICOLOR_FORCE and FORCE_COLOR, CLICOLOR, TERM, and last whether the stream is "
        "a "
        "terminal.\n";

static const char files[] =
        "Folders are made with mode 0700, files with "
        "mode 0600.\n"
        "~/.config/askback/config\tthe configuration; under XDG_CONFIG_HOME when that is set. A "
        "file that others can write is refused, because it can name commands to run.\n"
        "~/.local/share/askback/askback.db\tthe store: everything you logged, in one SQLite file; "
        "under XDG_DATA_HOME when that is set. It is named by --store, else by ASKBACK_STORE, else "
        "by the configuration, else it is here.\n"
        "askback.db.lock\tbeside the store: held for the moment of a change, so that writers take "
        "turns. It is empty and stays; never delete it while askback runs.\n"
        "askback.db.spool\tbeside the store: space reserved for questions. When the store is busy, "
        "damaged or the disk is full, a question is saved here and moved into the store by the "
        "next command that can.\n"
        "askback.db-journal\tbeside the store: SQLite's own; after a crash it restores the last "
        "good state. Move or copy the store together with it.\n"
        "~/.local/share/askback/credentials\tsecrets that auth login put away where there is no "
        "keyring, one "
        "file for each account, which nobody else can read\n"
        "~/.local/state/askback\tdrafts that an editor or an interruption left behind; under "
        "XDG_STATE_HOME when that is set\n";

static const char formatting[] =
        "On a terminal, lists are tables: aligned, cut to its width, with times such as \"3 days "
        "ago\". In a pipe or a file, they are lines of columns separated by tabs: nothing is cut, "
        "times are RFC 3339, there is no heading and no colour. A tab, line feed, carriage return "
        "or backslash inside a value is written \\t, \\n, \\r or \\\\.\n"
        "The option --format chooses one of these wherever the output goes:\n"
        "table\tfor people\n"
        "tsv\tcolumns separated by tabs\n"
        "json\tone JSON document\n"
        "jsonl\tone JSON object on each line\n"
        "csv\tRFC 4180, with a heading; a value that a spreadsheet would run as a formula gets an "
        "apostrophe in front\n"
        "md\ta Markdown table\n"
        "html\ta page; for reports only\n"
        "ics\ta calendar; for exports only\n"
        "The option --json is short for --format json and works for every command that shows or "
        "changes something. A list and a single thing look like this:\n"
        "  {\"schema\": 1, \"questions\": [{\"id\": 12, \"text\": \"...\"}, ...]}\n"
        "  {\"schema\": 1, \"question\": {\"id\": 12, \"text\": \"...\"}}\n"
        "Follow-ups come from push and outbox, and in the \"followups\" of a question from show:\n"
        "  {\"schema\": 1, \"followups\": [{\"id\": 3, \"state\": \"sent\", ...}, ...]}\n"
        "id, uid\tits number, and the mark in its text by which it is found again\n"
        "state, in_doubt\tone of those of \"help states\"; whether nobody knows if it arrived\n"
        "account, place, kind\twhere it goes: account:place is what --to takes; issue, discussion, "
        "mail or note\n"
        "title, question_ids, person_id, conference_id\twhat and whom it is about\n"
        "attempts, attempted_at, next_at\thow often it was tried, when last, and when again\n"
        "remote_id, url, words\twhat the service calls it, where it can be seen, and what was "
        "heard "
        "of it last\n"
        "payload, text\tthe bytes that leave, and what a reader sees; from outbox show\n"
        "The plan of push -n is one thing. Its follow-ups also have \"why\" (the route), "
        "\"public\", "
        "\"notice\" and \"payload\":\n"
        "  {\"schema\": 1, \"plan\": {\"followups\": [...], \"skipped\": [...]}}\n"
        "What is skipped has \"question_id\" and \"reason\".\n"
        "Times are RFC 3339 in UTC, what is absent is null, and the fields do not depend on where "
        "the output goes. Later versions add fields and never change or remove one as long as "
        "\"schema\" is 1.\n"
        "Control characters and invisible characters in texts from outside are shown as escapes "
        "such as <ESC> and <U+202E>.\n";

static const char states[] =
        "Whether a question was asked and whether it was answered are two things; neither says "
        "anything about the other.\n"
        "How it was asked (--asked):\n"
        "no\tnot asked yet\n"
        "live\tin the talk\n"
        "hallway\tin person, outside the talk\n"
        "online\tin a chat or by another way over the network\n"
        "What came back (--state):\n"
        "open\tno answer\n"
        "partial\tan answer that leaves something open\n"
        "answered\tdone\n"
        "dropped\tno longer wanted\n"
        "Unanswered means open or partial; that is what \"askback list\" shows. Any state can be "
        "opened again with \"askback reopen\".\n"
        "A follow-up has states of its own; the first five are under way (askback outbox):\n"
        "queued\twaits for the next push\n"
        "sending\ta push is at it, or was interrupted\n"
        "uncertain\tit may have arrived; the next push looks for it\n"
        "held\tput aside, to be sent by hand, or nobody can tell whether it arrived\n"
        "refused\tthe service will not take it as it is\n"
        "cancelled\tby you\n"
        "sent\tit arrived; later acked (an automatic reply), bounced, replied or closed\n";

static const char times[] =
        "Wherever a time is wanted, it can be written as people write it; the answer shows the "
        "date that was understood.\n"
        "2017-08-30\ta date; 30 aug, aug 30 and 30 aug 2017 too. It means the start of that day.\n"
        "2017-08-30T13:52\ta date and a time; a blank may stand for the T, seconds may follow. "
        "With Z or an offset such as +01:00 it is exact, without in the time zone of the "
        "conference.\n"
        "13:52, 9:00\tthe nearest such time: the last one for what has happened, the next one for "
        "what is to come\n"
        "now, today, yesterday, tomorrow\talso with a time: tomorrow 9:00\n"
        "fri, friday\tthe nearest such day, as for times; also with a time: fri 14:05\n"
        "in 3 days, +3d\tfrom now on\n"
        "3 days ago, -12m\tbefore now\n"
        "A length of time is a number and a unit, m, h, d or w: 12m, 2h, 1h30m, 3d, 1w. A number "
        "alone counts minutes.\n";

const struct topic topics[] = {
        {.name = "exit-codes", .summary = "what the exit status says", .text = exit_codes},
        {.name = "config",
                .summary = "the configuration file, key by key",
                .text = configuration,
                .settings = settings},
        {.name = "environment", .summary = "variables that are read", .text = environment},
        {.name = "files", .summary = "where the store and the configuration are", .text = files},
        {.name = "formatting",
                .summary = "tables, JSON and tab-separated output",
                .text = formatting},
        {.name = "states", .summary = "of questions and of follow-ups", .text = states},
        {.name = "times", .summary = "how dates and times can be written", .text = times},
        {.name = NULL},
};

const char *
topic_format(struct arena *arena, const struct topic *topic)
{
	struct buf text;

	buf_init(&text, arena, 0);
	buf_add_text(&text, topic->text);
	for (const struct setting *s = topic->settings; s && s->section; s++) {
		buf_add_format(
		        &text, "%s%s.%s\t%s", s->section, s->named ? ".NAME" : "", s->key, s->help);
		if (s->choices)
			buf_add_text(&text, ": ");
		for (const char *at = s->choices; at && *at; at++) {
			if (*at == '|')
				buf_add_text(&text, ", ");
			else
				buf_add_char(&text, *at);
		}
		buf_add_char(&text, '\n');
	}
	return text.text;
}
