/* SPDX-License-Identifier: MIT */
#include "channel/mail.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "model/person.h"
#include "net/mime.h"
#include "net/sendmail.h"
#include "net/smtp.h"
#include "text/safe.h"

enum {
	LATER_SECONDS = 300, /* greylisting, and sendmail's EX_TEMPFAIL */
	TOKEN_LENGTH = 12,
	FORM_URL_MOST = 8000,
};

static bool
mail_place(struct arena *arena, const char *text, const char **place_out, const char **kind_out,
        struct error *err)
{
	*kind_out = "mail";
	return contact_parse(arena, "email", text, place_out, err) &&
	        smtp_address_check(arena, *place_out, err);
}

static enum markup
mail_markup(const struct account *account)
{
	(void)account;
	return MARKUP_NONE;
}

/* "user+askback@host" becomes "user+askback.0123456789ab@host", and "user+@host"
 * "user+0123456789ab@host"; without a plus the server may not know what is in front of the @. */
static const char *
reply_to_format(struct arena *arena, const char *address, const char *uid)
{
	const char *at = address ? strrchr(address, '@') : NULL;
	const char *plus = address ? strchr(address, '+') : NULL;

	if (!at || !plus || plus > at)
		return address;
	return arena_format(arena, "%.*s%s%.*s%s", (int)(at - address), address,
	        plus + 1 == at ? "" : ".", TOKEN_LENGTH, uid, at);
}

static bool
mail_compose(struct arena *arena, const struct account *account, const struct letter *letter,
        const char **payload_out, struct error *err)
{
	struct mime_mail mail = {
	        .from_name = account->sender_name ? safe_line(arena, account->sender_name) : NULL,
	        .from = account->sender,
	        .to_name = letter->name ? safe_line(arena, letter->name) : NULL,
	        .to = letter->place,
	        .reply_to = reply_to_format(arena, account->reply_to, letter->uid),
	        .subject = safe_line(arena, letter->title),
	        .date = letter->written_at,
	        .text = letter->body,
	};

	if (!smtp_address_check(arena, account->sender, err))
		return false;
	mail.message_id = arena_format(arena, "%s%s", letter->uid, strchr(account->sender, '@'));
	return mime_format(arena, &mail, payload_out, err);
}

static const char *
mail_read(struct arena *arena, const struct followup *followup)
{
	return mime_read(arena, followup->payload);
}

static enum smtp_auth
auth_of(const struct account *account)
{
	if (!account->auth || strcmp(account->auth, "none") == 0)
		return SMTP_AUTH_NONE;
	return strcmp(account->auth, "xoauth2") == 0 ? SMTP_AUTH_XOAUTH2 : SMTP_AUTH_PASSWORD;
}

static struct smtp_mail
smtp_of(const struct call *call)
{
	const struct account *account = call->account;

	return (struct smtp_mail){
	        .url = account->url,
	        .cafile = account->cafile,
	        .auth = auth_of(account),
	        .user = account->user,
	        .secret = call->secret,
	        .from = account->sender,
	        .seconds = account->seconds,
	        .wire = call->wire,
	};
}

static void
outcome_set(struct outcome *outcome, enum verdict verdict, int64_t wait)
{
	outcome->verdict = verdict;
	outcome->wait = wait;
}

/* What a reply means, or that there was none: only behind the last bytes a mail can be there. */
static void
smtp_judge(const struct smtp_answer *answer, const struct error *err, struct outcome *outcome)
{
	int code = answer->code;

	outcome->denied = answer->denied;
	if (err->kind == ERROR_CANCELLED)
		outcome_set(outcome, VERDICT_LATER, -1);
	else if (err->kind == ERROR_INVALID)
		outcome_set(outcome, VERDICT_REFUSED, -1);
	else if (code >= 400 && code < 500) {
		outcome_set(outcome, VERDICT_LATER, LATER_SECONDS);
		outcome->limited = !answer->begun || code == 421;
	} else if (!answer->begun)
		outcome_set(outcome, VERDICT_DOWN, -1);
	else if (code >= 500)
		outcome_set(outcome, VERDICT_REFUSED, -1);
	else if (answer->whole)
		outcome_set(outcome, VERDICT_UNCERTAIN, -1);
	else
		outcome_set(outcome, VERDICT_LATER, LATER_SECONDS);
}

static void
sent_set(const struct call *call, const struct followup *followup, const char *words,
        struct outcome *outcome)
{
	outcome_set(outcome, VERDICT_SENT, -1);
	outcome->remote_id = mime_id_find(call->arena, followup->payload);
	outcome->words = outcome_line(call->arena, words);
}

static void
smtp_way(const struct call *call, const struct followup *followup, struct outcome *outcome)
{
	struct smtp_mail mail = smtp_of(call);
	struct smtp_answer answer;
	struct error err = {.kind = ERROR_NONE};

	mail.to = followup->place;
	mail.bytes = followup->payload;
	mail.length = strlen(followup->payload);
	if (mail.auth != SMTP_AUTH_NONE && (!mail.secret || !*mail.secret)) {
		outcome_set(outcome, VERDICT_DOWN, -1);
		outcome->denied = true;
		outcome->words = "there is no password to log in with";
	} else if (smtp_send(call->arena, &mail, &answer, &err)) {
		sent_set(call, followup,
		        arena_format(call->arena, "%d %s", answer.code, answer.words), outcome);
	} else {
		smtp_judge(&answer, &err, outcome);
		outcome->words = outcome_line(call->arena, err.text);
	}
}

/* What the statuses of sysexits.h mean here. */
struct sendmail_status {
	int status;
	enum verdict verdict;
};

/*
 * msmtp ends with 74 and 76 also when no reply came to the end of a mail, and 70 is a bug: then
 * nobody knows, as with any status that is not in the table. 68 is a name that is not found, as
 * without a network.
 */
static const struct sendmail_status statuses[] = {
        {.status = 64, .verdict = VERDICT_DOWN},    /* usage */
        {.status = 65, .verdict = VERDICT_REFUSED}, /* the mail */
        {.status = 66, .verdict = VERDICT_DOWN},    /* no input */
        {.status = 67, .verdict = VERDICT_REFUSED}, /* no such user */
        {.status = 68, .verdict = VERDICT_LATER},   /* no such host */
        {.status = 69, .verdict = VERDICT_REFUSED}, /* unavailable */
        {.status = 71, .verdict = VERDICT_DOWN},    /* the system */
        {.status = 72, .verdict = VERDICT_DOWN},    /* a file of the system */
        {.status = 73, .verdict = VERDICT_DOWN},    /* cannot create */
        {.status = 75, .verdict = VERDICT_LATER},   /* temporary */
        {.status = 77, .verdict = VERDICT_DOWN},    /* permission */
        {.status = 78, .verdict = VERDICT_DOWN},    /* configuration */
        {.status = 126, .verdict = VERDICT_DOWN},   /* the shell cannot run it */
        {.status = 127, .verdict = VERDICT_DOWN},   /* or find it */
};

static void
sendmail_judge(
        const struct sendmail_answer *answer, const struct error *err, struct outcome *outcome)
{
	enum verdict verdict = answer->begun ? VERDICT_UNCERTAIN : VERDICT_DOWN;

	if (err->kind == ERROR_CANCELLED)
		verdict = VERDICT_LATER;
	for (size_t i = 0; answer->begun && i < COUNT(statuses); i++)
		if (statuses[i].status == answer->status)
			verdict = statuses[i].verdict;
	outcome_set(
	        outcome, verdict, answer->begun && verdict == VERDICT_LATER ? LATER_SECONDS : -1);
}

static void
sendmail_way(const struct call *call, const struct followup *followup, struct outcome *outcome)
{
	const struct account *account = call->account;
	const struct sendmail_mail mail = {
	        .command = account->sendmail,
	        .bytes = followup->payload,
	        .length = strlen(followup->payload),
	        .hidden = account->secret_env,
	        .seconds = account->seconds,
	        .wire = call->wire,
	};
	struct sendmail_answer answer;
	struct error err = {.kind = ERROR_NONE};

	if (sendmail_send(call->arena, &mail, &answer, &err)) {
		sent_set(call, followup, answer.words, outcome);
	} else {
		sendmail_judge(&answer, &err, outcome);
		outcome->words = outcome_line(call->arena, err.text);
	}
}

/* The marker as a file's name; it is hexadecimal digits, or not ours. */
static const char *
eml_path(struct arena *arena, const char *folder, const char *uid)
{
	if (strspn(uid, "0123456789abcdef") != strlen(uid) || !*uid)
		return NULL;
	return arena_format(arena, "%s/%s.eml", folder, uid);
}

static bool
wire_ask(const struct wire *wire)
{
	if (!wire || !wire->pass)
		return true;
	return !(wire->stop && *wire->stop) && wire->pass(wire->context, WIRE_FIRST) &&
	        wire->pass(wire->context, WIRE_LAST);
}

static bool
file_is(struct arena *arena, const char *path, const char *bytes)
{
	const char *there;
	size_t length;
	struct error unread;

	return file_read(arena, path, strlen(bytes), &there, &length, &unread) &&
	        strcmp(there, bytes) == 0;
}

/* The file appears whole or not at all, so that nothing is ever in doubt. */
static void
folder_way(const struct call *call, const struct followup *followup, struct outcome *outcome)
{
	const char *path = eml_path(call->arena, call->account->folder, followup->uid);
	const char *words = "stopped";
	struct error err = {.kind = ERROR_NONE};

	outcome_set(outcome, VERDICT_REFUSED, -1);
	if (!path) {
		words = "its marker is no name for a file";
	} else if (access(path, F_OK) == 0) {
		words = arena_format(call->arena, "another mail is in %s", path);
		if (file_is(call->arena, path, followup->payload))
			outcome->verdict = VERDICT_SENT;
	} else if (!wire_ask(call->wire)) {
		outcome->verdict = VERDICT_LATER;
	} else if (file_make_folder(call->account->folder, &err) &&
	        file_write(path, followup->payload, strlen(followup->payload), &err)) {
		outcome->verdict = VERDICT_SENT;
	} else {
		outcome->verdict = VERDICT_DOWN;
		words = err.text;
	}
	if (outcome->verdict == VERDICT_SENT)
		sent_set(call, followup, arena_format(call->arena, "it is in %s", path), outcome);
	else
		outcome->words = outcome_line(call->arena, words);
}

static void
mail_send(const struct call *call, const struct followup *followup, struct outcome *outcome_out)
{
	*outcome_out = (struct outcome){.wait = -1};
	if (call->account->url)
		smtp_way(call, followup, outcome_out);
	else if (call->account->sendmail)
		sendmail_way(call, followup, outcome_out);
	else
		folder_way(call, followup, outcome_out);
}

static bool
folder_check(const char *folder, struct error *err)
{
	struct stat status;

	if (stat(folder, &status) != 0)
		return errno == ENOENT /* the first mail makes it */ ||
		        error_set(err, ERROR_IO, "cannot look at %s: %s", folder, strerror(errno));
	if (!S_ISDIR(status.st_mode))
		return error_set(err, ERROR_INVALID, "%s is no folder", folder);
	return access(folder, W_OK | X_OK) == 0 ||
	        error_set(err, ERROR_IO, "mails cannot be written into %s", folder);
}

static bool
mail_check(const struct call *call, const char *place, struct channel_report *report_out,
        struct error *err)
{
	const struct account *account = call->account;
	struct smtp_mail mail = smtp_of(call);
	struct smtp_answer answer;

	*report_out = (struct channel_report){.login = NULL};
	if (place && !smtp_address_check(call->arena, place, err))
		return false;
	if (account->sendmail)
		return sendmail_check(call->arena, account->sendmail, err);
	if (account->folder)
		return folder_check(account->folder, err);
	if (!smtp_check(call->arena, &mail, &answer, err))
		return false;
	report_out->login = mail.auth == SMTP_AUTH_NONE ? NULL : account->user;
	return true;
}

static const char *
header_value(struct arena *arena, const char *text, const char *name)
{
	const char *line = strstr(text, arena_format(arena, "\n%s: ", name));

	if (!line)
		return "";
	line += strlen(name) + strlen("\n: ");
	return arena_span(arena, line, strcspn(line, "\n"));
}

static const char *
mail_form_url(struct arena *arena, const struct account *account, const struct followup *followup)
{
	const char *text = mime_read(arena, followup->payload);
	const char *body = strstr(text, "\n\n");
	const char *at = strrchr(followup->place, '@');
	const char *url;

	(void)account;
	if (!at)
		return NULL;
	url = arena_format(arena, "mailto:%s%s?subject=%s&body=%s",
	        http_encode(
	                arena, arena_span(arena, followup->place, (size_t)(at - followup->place))),
	        at, http_encode(arena, header_value(arena, text, "Subject")),
	        http_encode(arena, body ? body + strlen("\n\n") : ""));
	return strlen(url) <= FORM_URL_MOST ? url : NULL;
}

const struct channel channel_mail = {
        .type = "mail",
        .title = "mail",
        .form = "NAME@HOST",
        .pace = 1,
        .place = mail_place,
        .markup = mail_markup,
        .compose = mail_compose,
        .read = mail_read,
        .check = mail_check,
        .send = mail_send,
        .form_url = mail_form_url,
};
