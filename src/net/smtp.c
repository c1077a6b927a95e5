/* SPDX-License-Identifier: MIT */
#include "net/smtp.h"

#include <curl/curl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/buf.h"
#include "net/failure.h"
#include "net/smtp_guard.h"
#include "net/url.h"

enum {
	LOGIN_SECONDS = 60, /* nothing is lost by giving up before the first byte */
	REPLY_SECONDS = 600,
	WHOLE_FACTOR = 6, /* so many times the limit of a reply is the limit of everything */
	RECEIVED_MOST = 64 * 1024,
	LAST_BYTES = 2, /* the last line end: held back until WIRE_LAST is passed */
	/* Addresses of both families are tried at the same time. */
	SOCKETS_MOST = 4,
};

/* One mail, or one look at the server, on a handle of its own. */
struct session {
	const struct smtp_mail *mail;
	struct smtp_answer *answer;
	CURL *easy;
	CURLU *parts;
	struct curl_slist *recipients;
	bool is_loopback;
	bool is_plain;             /* smtp://, where TLS begins with STARTTLS */
	bool sends;                /* false: only a look */
	bool cancelled;            /* by the wire */
	bool decided;              /* by code and words: what comes later answers a QUIT */
	int sockets[SOCKETS_MOST]; /* that are open; -1: none */
	size_t position;           /* of the bytes handed over */
	size_t received;
	int code;   /* of the last whole reply; 0: none since the last point of the wire */
	bool ended; /* the last reply: the next line begins another */
	struct buf words;
	char detail[CURL_ERROR_SIZE];
};

static bool
part_is(CURLU *parts, CURLUPart part, const char *wanted)
{
	char *text = NULL;
	bool is = curl_url_get(parts, part, &text, 0) == CURLUE_OK && strcmp(text, wanted) == 0;

	curl_free(text);
	return is;
}

static bool
part_has(CURLU *parts, CURLUPart part)
{
	char *text = NULL;
	bool has = curl_url_get(parts, part, &text, 0) == CURLUE_OK;

	curl_free(text);
	return has;
}

/* The path of the URL is the name for EHLO; libcurl's own choice is the name of this machine. */
static bool
place_open(struct session *session, struct arena *arena, struct error *err)
{
	const struct smtp_mail *mail = session->mail;
	const char *path = arena_format(arena, "/%s", strchr(mail->from, '@') + 1);
	char *host = NULL;

	session->parts = curl_url();
	if (!session->parts ||
	        curl_url_set(session->parts, CURLUPART_URL, mail->url, CURLU_DISALLOW_USER) !=
	                CURLUE_OK)
		return error_set(err, ERROR_INVALID,
		        "the mail server is no URL, or has a user "
		        "name in it");
	session->is_plain = part_is(session->parts, CURLUPART_SCHEME, "smtp");
	if ((!session->is_plain && !part_is(session->parts, CURLUPART_SCHEME, "smtps")) ||
	        !part_is(session->parts, CURLUPART_PATH, "/") ||
	        part_has(session->parts, CURLUPART_QUERY) ||
	        part_has(session->parts, CURLUPART_FRAGMENT))
		return error_set(err, ERROR_INVALID,
		        "the mail server %s is not smtps://HOST:PORT or smtp://HOST:PORT",
		        mail->url);
	if (curl_url_get(session->parts, CURLUPART_HOST, &host, 0) == CURLUE_OK)
		session->is_loopback = url_is_loopback(host);
	curl_free(host);
	return curl_url_set(session->parts, CURLUPART_PATH, path, 0) == CURLUE_OK ||
	        error_set(err, ERROR_IO, "cannot start libcurl");
}

static bool
wire_ask(struct session *session, enum wire_point point)
{
	const struct wire *wire = session->mail->wire;

	session->cancelled = wire && wire->pass && !wire->pass(wire->context, point);
	session->code = 0;
	return !session->cancelled;
}

static bool
wants_login(const struct session *session)
{
	return session->mail->auth != SMTP_AUTH_NONE;
}

/* Connected and secured, and logged in where AUTH is offered: where it is not, libcurl would go on
 * without a word. */
static int
first_pass(void *user, char *remote, char *local, int remote_port, int local_port)
{
	struct session *session = user;

	(void)remote;
	(void)local;
	(void)remote_port;
	(void)local_port;
	if (session->answer->begun)
		return CURL_PREREQFUNC_ABORT;
	if (wants_login(session) && session->code != 235) {
		session->answer->denied = true;
		return CURL_PREREQFUNC_ABORT;
	}
	if (!wire_ask(session, WIRE_FIRST))
		return CURL_PREREQFUNC_ABORT;
	session->answer->begun = true;
	return CURL_PREREQFUNC_OK;
}

/*
 * Without a length libcurl asks until it gets 0 bytes. (With one it would count the dots that it
 * doubles, and could stop too early.)
 */
static size_t
bytes_read(char *room, size_t size, size_t count, void *user)
{
	struct session *session = user;
	size_t most = size * count;
	size_t left = session->mail->length - session->position;

	if (left > LAST_BYTES)
		left -= LAST_BYTES;
	else if (left && !session->answer->whole) {
		if (!wire_ask(session, WIRE_LAST))
			return CURL_READFUNC_ABORT;
		session->answer->whole = true;
	}
	if (left > most)
		left = most;
	memcpy(room, session->mail->bytes + session->position, left);
	session->position += left;
	return left;
}

/* libcurl tells its socket only when it is done with it, which is too late for socket_shut. */
static curl_socket_t
socket_open(void *user, curlsocktype purpose, struct curl_sockaddr *address)
{
	struct session *session = user;
	int descriptor =
	        socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);

	(void)purpose;
	for (size_t i = 0; i < COUNT(session->sockets); i++)
		if (session->sockets[i] < 0) {
			session->sockets[i] = descriptor;
			return descriptor;
		}
	(void)close(descriptor);
	return CURL_SOCKET_BAD;
}

static int
socket_close(void *user, curl_socket_t descriptor)
{
	struct session *session = user;

	for (size_t i = 0; i < COUNT(session->sockets); i++)
		if (session->sockets[i] == descriptor)
			session->sockets[i] = -1;
	return close(descriptor);
}

/*
 * However a mail ends, libcurl says QUIT and waits for an answer before it lets go, for minutes and
 * whatever its limits are (7.88). With nothing to be read any more it only says it.
 */
static void
socket_shut(struct session *session, int how)
{
	for (size_t i = 0; i < COUNT(session->sockets); i++)
		if (session->sockets[i] >= 0)
			(void)shutdown(session->sockets[i], how);
}

static int
code_parse(const char *line, size_t length)
{
	int code = 0;

	for (size_t i = 0; i < 3; i++) {
		if (i >= length || line[i] < '0' || line[i] > '9')
			return 0;
		code = code * 10 + (line[i] - '0');
	}
	return code;
}

/* One line from the server; the last one of a reply has a blank behind its code. */
static size_t
line_add(char *line, size_t size, size_t count, void *user)
{
	struct session *session = user;
	const struct smtp_answer *answer = session->answer;
	size_t length = size * count;
	size_t end = length;
	int code = code_parse(line, length);

	session->received += length;
	if (session->received > RECEIVED_MOST)
		return CURL_WRITEFUNC_ERROR;
	if (session->decided || !code) /* libcurl skips what is no reply, too */
		return length;
	while (end > 4 && strchr("\r\n ", line[end - 1]))
		end--;
	if (session->ended)
		buf_reset(&session->words);
	if (session->words.length)
		buf_add_char(&session->words, ' ');
	if (end > 4)
		buf_add(&session->words, line + 4, end - 4);
	session->ended = length < 4 || line[3] != '-';
	if (session->ended)
		session->code = code;
	session->decided =
	        session->ended && ((answer->begun && session->code >= 400) || answer->whole);
	if (session->decided)
		socket_shut(session, SHUT_RD);
	return length;
}

static int
stop_poll(void *user, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
	struct session *session = user;
	const struct wire *wire = session->mail->wire;

	(void)a, (void)b, (void)c, (void)d;
	if (!session->answer->begun && wire && wire->stop && *wire->stop)
		session->cancelled = true;
	return session->cancelled;
}

static bool
limits_set(struct session *session)
{
	CURL *easy = session->easy;
	int64_t reply = session->mail->seconds ? session->mail->seconds : REPLY_SECONDS;
	int64_t login = session->mail->seconds ? session->mail->seconds : LOGIN_SECONDS;
	bool ok = true;

	ok &= curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, (long)login) == CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_SERVER_RESPONSE_TIMEOUT, (long)reply) == CURLE_OK;
	/* Also while bytes are handed over, where the limit for replies does not count. */
	ok &= curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, 1L) == CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, (long)reply) == CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_TIMEOUT, (long)(reply * WHOLE_FACTOR)) == CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L) == CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, stop_poll) == CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_XFERINFODATA, session) == CURLE_OK;
	return ok;
}

static bool
security_set(struct session *session)
{
	CURL *easy = session->easy;
	const char *cafile = session->mail->cafile;
	/* Where nobody can listen TLS is used when it is offered, and not missed. */
	long tls = session->is_plain && session->is_loopback ? CURLUSESSL_TRY : CURLUSESSL_ALL;
	bool ok = true;

	ok &= curl_easy_setopt(easy, CURLOPT_USE_SSL, tls) == CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L) == CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L) == CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2) == CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED) == CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, session->is_plain ? "smtp" : "smtps") ==
	        CURLE_OK;
	if (session->is_loopback)
		ok &= curl_easy_setopt(easy, CURLOPT_PROXY, "") == CURLE_OK;
	if (cafile) {
		/* Without the second line the system's authorities would be trusted as well. */
		ok &= curl_easy_setopt(easy, CURLOPT_CAINFO, cafile) == CURLE_OK;
		ok &= curl_easy_setopt(easy, CURLOPT_CAPATH, NULL) == CURLE_OK;
	}
	return ok;
}

static bool
login_set(struct session *session)
{
	CURL *easy = session->easy;
	const struct smtp_mail *mail = session->mail;
	bool bearer = mail->auth == SMTP_AUTH_XOAUTH2;
	bool ok = true;

	if (!wants_login(session))
		return true;
	ok &= curl_easy_setopt(easy, CURLOPT_USERNAME, mail->user) == CURLE_OK;
	ok &= curl_easy_setopt(easy, bearer ? CURLOPT_XOAUTH2_BEARER : CURLOPT_PASSWORD,
	              mail->secret) == CURLE_OK;
	/* What every server has; left alone libcurl prefers GSSAPI, and fails without a ticket. */
	ok &= curl_easy_setopt(easy, CURLOPT_LOGIN_OPTIONS,
	              bearer ? "AUTH=XOAUTH2;AUTH=OAUTHBEARER" : "AUTH=PLAIN;AUTH=LOGIN") ==
	        CURLE_OK;
	return ok;
}

static bool
mail_set(struct session *session)
{
	CURL *easy = session->easy;
	bool ok = true;

	ok &= curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, socket_open) == CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, session) == CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, socket_close) == CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, session) == CURLE_OK;
	if (!session->sends)
		return ok && curl_easy_setopt(easy, CURLOPT_CONNECT_ONLY, 1L) == CURLE_OK;
	session->recipients = curl_slist_append(NULL, session->mail->to);
	ok &= session->recipients != NULL;
	ok &= curl_easy_setopt(easy, CURLOPT_UPLOAD, 1L) == CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_MAIL_FROM, session->mail->from) == CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_MAIL_RCPT, session->recipients) == CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_READFUNCTION, bytes_read) == CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_READDATA, session) == CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, first_pass) == CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_PREREQDATA, session) == CURLE_OK;
	return ok;
}

/*
 * CURLOPT_NOSIGNAL stays off: only then libcurl keeps SIGPIPE away, which its QUIT on a socket that
 * was shut would raise. CURLOPT_FORBID_REUSE too: it only moves the wait for QUIT elsewhere.
 */
static bool
options_set_all(struct session *session, struct error *err)
{
	CURL *easy = session->easy;
	bool ok = easy != NULL;

	ok = ok && limits_set(session) && security_set(session) && login_set(session) &&
	        mail_set(session) &&
	        curl_easy_setopt(easy, CURLOPT_CURLU, session->parts) == CURLE_OK &&
	        curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, line_add) == CURLE_OK &&
	        curl_easy_setopt(easy, CURLOPT_HEADERDATA, session) == CURLE_OK &&
	        curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, session->detail) == CURLE_OK;
	return ok || error_set(err, ERROR_UNSUPPORTED, "cannot send mail: this libcurl is too old");
}

static bool
answer_fail(struct session *session, CURLcode code, struct arena *arena, struct error *err)
{
	struct smtp_answer *answer = session->answer;
	enum error_kind kind;
	const char *words;

	(void)failure_set(code, session->detail, err);
	kind = err->kind;
	words = arena_text(arena, err->text);
	answer->untrusted = failure_is_untrusted(code);
	if (session->cancelled) {
		kind = ERROR_CANCELLED;
		words = "stopped";
	} else if (session->code >= 400) {
		answer->code = session->code;
		kind = session->code < 500 ? ERROR_BUSY : ERROR_IO;
		if (session->words.length)
			words = session->words.text;
	} else if (answer->denied)
		words = "it does not offer to log in (AUTH)";
	if (code == CURLE_LOGIN_DENIED && (session->code < 400 || session->code >= 500))
		answer->denied = true;
	/* A server could say what it was told. */
	if (session->mail->secret && strstr(words, session->mail->secret))
		words = "what it says holds the password, and is not shown";
	answer->words = words;
	if (answer->code)
		return error_set(
		        err, kind, "%s answered %d %s", session->mail->url, answer->code, words);
	return error_set(err, kind, "cannot send by %s: %s", session->mail->url, words);
}

static bool
session_run(struct session *session, struct arena *arena, struct error *err)
{
	CURLcode code;
	bool ok;

	if (!place_open(session, arena, err) || !smtp_login_check(session->mail, err) ||
	        !options_set_all(session, err))
		return false;
	code = curl_easy_perform(session->easy);
	ok = code == CURLE_OK && !session->cancelled;
	if (ok && session->sends)
		ok = session->answer->whole && session->code == 250;
	else if (ok && wants_login(session))
		ok = !(session->answer->denied = session->code != 235);
	socket_shut(session, session->decided ? SHUT_RD : SHUT_RDWR);
	if (!ok)
		return answer_fail(session, code, arena, err);
	session->answer->code = session->code;
	session->answer->words = session->words.text;
	return true;
}

static bool
smtp_run(struct arena *arena, const struct smtp_mail *mail, bool sends, struct smtp_answer *answer,
        struct error *err)
{
	struct session session = {.mail = mail, .answer = answer, .sends = sends};
	bool ok;

	for (size_t i = 0; i < COUNT(session.sockets); i++)
		session.sockets[i] = -1;
	*answer = (struct smtp_answer){.words = ""};
	buf_init(&session.words, arena, RECEIVED_MOST);
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		return error_set(err, ERROR_IO, "cannot start libcurl");
	session.easy = curl_easy_init();
	ok = session_run(&session, arena, err);
	curl_easy_cleanup(session.easy);
	curl_slist_free_all(session.recipients);
	curl_url_cleanup(session.parts);
	curl_global_cleanup();
	return ok;
}

bool
smtp_send(struct arena *arena, const struct smtp_mail *mail, struct smtp_answer *answer,
        struct error *err)
{
	*answer = (struct smtp_answer){.words = ""};
	return smtp_address_check(arena, mail->from, err) &&
	        smtp_address_check(arena, mail->to, err) && smtp_bytes_check(mail, err) &&
	        smtp_run(arena, mail, true, answer, err);
}

bool
smtp_check(struct arena *arena, const struct smtp_mail *mail, struct smtp_answer *answer,
        struct error *err)
{
	*answer = (struct smtp_answer){.words = ""};
	return smtp_address_check(arena, mail->from, err) &&
	        smtp_run(arena, mail, false, answer, err);
}
