/* SPDX-License-Identifier: MIT */

/* What libcurl's results mean to a person, and whether trying again may help. */
#ifndef NET_FAILURE_H
#define NET_FAILURE_H

#include <curl/curl.h>

#include "base/error.h"

/*
 * The cause alone, as "nobody answers there": in front of it belongs what was wanted (error_in).
 * ERROR_BUSY when the same may work later, else ERROR_IO. detail is the text of libcurl's error
 * buffer. Returns false.
 */
bool failure_set(CURLcode code, const char *detail, struct error *err);

/* A certificate or a TLS connection was not accepted. */
bool failure_is_untrusted(CURLcode code);

#endif
