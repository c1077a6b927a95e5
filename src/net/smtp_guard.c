/* SPDX-License-Identifier: MIT */
#include "net/smtp_guard.h"

#include <string.h>

#include "model/person.h"

static bool
domain_is_plain(const char *domain)
{
	return domain[strspn(domain,
	               "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.")] == '\0';
}

static bool
text_is_ascii(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text >= 0x80)
			return false;
	return true;
}

bool
smtp_address_check(struct arena *arena, const char *address, struct error *err)
{
	const char *value;

	if (!contact_parse(arena, "email", address, &value, err))
		return false;
	if (!text_is_ascii(value)) {
		error_set(err, ERROR_INVALID,
		        "mail cannot be sent to or from %s: it is not all ASCII", value);
		return error_hint(err, "write the domain in its ASCII form, xn--...");
	}
	if (strcmp(value, address) != 0 || !domain_is_plain(strchr(value, '@') + 1))
		return error_set(err, ERROR_INVALID, "%s is not an e-mail address", address);
	return true;
}

/* A lone CR or LF means different things to different servers (SMTP smuggling). */
bool
smtp_bytes_check(const struct smtp_mail *mail, struct error *err)
{
	const char *bytes = mail->bytes;
	size_t length = mail->length;

	for (size_t i = 0; i < length; i++) {
		bool good = bytes[i] == '\r' ? i + 1 < length && bytes[i + 1] == '\n'
		        : bytes[i] == '\n'   ? i > 0 && bytes[i - 1] == '\r'
		                             : bytes[i] != '\0';
		if (!good)
			return error_set(err, ERROR_INVALID,
			        "the mail is not sent: byte %zu is no line end of a mail, but a "
			        "lone CR, LF or NUL",
			        i);
	}
	return (length && bytes[length - 1] == '\n') ||
	        error_set(
	                err, ERROR_INVALID, "the mail is not sent: its last line has no line end");
}

/* A credential with a control character could be read as a command by the server. */
bool
smtp_login_check(const struct smtp_mail *mail, struct error *err)
{
	const char *const texts[] = {mail->user, mail->secret};

	if (mail->auth == SMTP_AUTH_NONE)
		return true;
	for (size_t i = 0; i < COUNT(texts); i++) {
		if (!texts[i] || !texts[i][0])
			return error_set(err, ERROR_INVALID, "cannot log in to %s: there is no %s",
			        mail->url, i == 0 ? "user name" : "password");
		for (const char *at = texts[i]; *at; at++)
			if ((unsigned char)*at < ' ' || *at == 0x7F)
				return error_set(err, ERROR_INVALID,
				        "cannot log in to %s: the %s has a control character",
				        mail->url, i == 0 ? "user name" : "password");
	}
	return true;
}
