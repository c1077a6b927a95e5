/* SPDX-License-Identifier: MIT */
#include "net/net.h"

#include <curl/curl.h>

const char *
net_engine(struct arena *arena)
{
	const curl_version_info_data *info = curl_version_info(CURLVERSION_NOW);

	return arena_format(arena, "libcurl %s (%s)", info->version,
	        info->ssl_version ? info->ssl_version : "no TLS");
}
