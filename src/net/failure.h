/* SPDX-License-Identifier: MIT */

/* What libcurl's results mean to a person, and whether trying again may help. */
#ifndef NET_FAILURE_H
#define NET_FAILURE_H

#include <curl/curl.h>

#include "base/error.h"

/*
 * "cannot fetch PLACE: words", ERROR_BUSY when the same may work later, else ERROR_IO. detail is
 * the text of libcurl's error buffer. Returns false.
 */
bool failure_set(CURLcode code, const char *place, const char *detail, struct error *err);

#endif
