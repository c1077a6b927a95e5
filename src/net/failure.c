/* SPDX-License-Identifier: MIT */
#include "net/failure.h"

struct failure {
	CURLcode code;
	enum error_kind kind;
	const char *words;
	bool detailed; /* libcurl knows more about it */
};

static const struct failure failures[] = {
        {.code = CURLE_COULDNT_RESOLVE_HOST, .kind = ERROR_BUSY, .words = "its host is not found"},
        {.code = CURLE_COULDNT_RESOLVE_PROXY,
                .kind = ERROR_BUSY,
                .words = "the proxy is not found"},
        {.code = CURLE_COULDNT_CONNECT, .kind = ERROR_BUSY, .words = "nobody answers there"},
        {.code = CURLE_OPERATION_TIMEDOUT, .kind = ERROR_BUSY, .words = "it takes too long"},
        {.code = CURLE_GOT_NOTHING,
                .kind = ERROR_BUSY,
                .words = "the server hung up without an answer"},
        {.code = CURLE_PARTIAL_FILE, .kind = ERROR_BUSY, .words = "the answer was cut off"},
        {.code = CURLE_SEND_ERROR,
                .kind = ERROR_BUSY,
                .words = "the connection broke",
                .detailed = true},
        {.code = CURLE_RECV_ERROR,
                .kind = ERROR_BUSY,
                .words = "the connection broke",
                .detailed = true},
        {.code = CURLE_PEER_FAILED_VERIFICATION,
                .kind = ERROR_IO,
                .words = "its certificate is not trusted",
                .detailed = true},
        {.code = CURLE_SSL_CONNECT_ERROR,
                .kind = ERROR_IO,
                .words = "there is no secure connection",
                .detailed = true},
        {.code = CURLE_SSL_CACERT_BADFILE,
                .kind = ERROR_IO,
                .words = "the file of authorities cannot be read"},
        {.code = CURLE_UNSUPPORTED_PROTOCOL, .kind = ERROR_IO, .words = "the answer is not HTTP"},
        {.code = CURLE_WEIRD_SERVER_REPLY, .kind = ERROR_IO, .words = "the answer is not HTTP"},
        {.code = CURLE_BAD_CONTENT_ENCODING,
                .kind = ERROR_IO,
                .words = "the answer's compression is damaged"},
        /* What libcurl says of a header line of more than 100 KiB. */
        {.code = CURLE_OUT_OF_MEMORY,
                .kind = ERROR_IO,
                .words = "a header is too large, or there is no memory left"},
};

bool
failure_set(CURLcode code, const char *place, const char *detail, struct error *err)
{
	const struct failure *failure = NULL;

	for (size_t i = 0; i < COUNT(failures); i++)
		if (failures[i].code == code)
			failure = &failures[i];
	if (!failure)
		return error_set(err, ERROR_IO, "cannot fetch %s: %s", place,
		        detail[0] ? detail : curl_easy_strerror(code));
	if (failure->detailed && detail[0])
		return error_set(err, failure->kind, "cannot fetch %s: %s (%s)", place,
		        failure->words, detail);
	return error_set(err, failure->kind, "cannot fetch %s: %s", place, failure->words);
}
