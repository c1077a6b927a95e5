/* SPDX-License-Identifier: MIT */

/* The network library; only askback-full holds it. */
#ifndef NET_NET_H
#define NET_NET_H

#include "base/arena.h"

/* Name and version of the library, with its TLS library: "libcurl 7.88.1 (OpenSSL/3.0.17)". */
const char *net_engine(struct arena *arena);

#endif
