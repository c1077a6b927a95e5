/* SPDX-License-Identifier: MIT */

/* What may not be put into the dialogue with a mail server, because it could be read as a command
 * there: libcurl passes it on as it is. smtp_address_check (net/smtp.h) is the third of them. */
#ifndef NET_SMTP_GUARD_H
#define NET_SMTP_GUARD_H

#include "net/smtp.h"

/* ERROR_INVALID: there is a lone CR or LF, a NUL, or a last line without an end. */
MUST_CHECK bool smtp_bytes_check(const struct smtp_mail *mail, struct error *err);

/* ERROR_INVALID: user or secret are wanted, and are missing or have control characters. */
MUST_CHECK bool smtp_login_check(const struct smtp_mail *mail, struct error *err);

#endif
