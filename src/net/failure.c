/* SPDX-License-Identifier: MIT */
#include "net/failure.h"

struct failure {
	CURLcode code;
	enum error_kind kind;
	const char *words;
	bool detailed;  /* libcurl knows more about it */
	bool untrusted; /* TLS was not accepted, by us or by the server */
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
                .detailed = true,
                .untrusted = true},
        {.code = CURLE_SSL_CONNECT_ERROR,
                .kind = ERROR_IO,
                .words = "there is no secure connection",
                .detailed = true,
                .untrusted = true},
        {.code = CURLE_SSL_CACERT_BADFILE,
                .kind = ERROR_IO,
                .words = "the file of authorities cannot be read",
                .untrusted = true},
        {.code = CURLE_USE_SSL_FAILED,
                .kind = ERROR_IO,
                .words = "it does not begin TLS (STARTTLS), and nothing is sent in the clear",
                .untrusted = true},
        {.code = CURLE_LOGIN_DENIED, .kind = ERROR_IO, .words = "it does not let us log in"},
        {.code = CURLE_UNSUPPORTED_PROTOCOL,
                .kind = ERROR_IO,
                .words = "it does not speak the protocol as it should"},
        {.code = CURLE_WEIRD_SERVER_REPLY,
                .kind = ERROR_IO,
                .words = "it does not speak the protocol as it should"},
        {.code = CURLE_WRITE_ERROR, .kind = ERROR_IO, .words = "it talks without end"},
        {.code = CURLE_BAD_CONTENT_ENCODING,
                .kind = ERROR_IO,
                .words = "the answer's compression is damaged"},
        /* What libcurl says of a header line of more than 100 KiB. */
        {.code = CURLE_OUT_OF_MEMORY,
                .kind = ERROR_IO,
                .words = "a header is too large, or there is no memory left"},
};

static const struct failure *
failure_find(CURLcode code)
{
	for (size_t i = 0; i < COUNT(failures); i++)
		if (failures[i].code == code)
			return &failures[i];
	return NULL;
}

bool
failure_set(CURLcode code, const char *detail, struct error *err)
{
	const struct failure *failure = failure_find(code);

	if (!failure)
		return error_set(
		        err, ERROR_IO, "%s", detail[0] ? detail : curl_easy_strerror(code));
	if (failure->detailed && detail[0])
		return error_set(err, failure->kind, "%s (%s)", failure->words, detail);
	return error_set(err, failure->kind, "%s", failure->words);
}

bool
failure_is_untrusted(CURLcode code)
{
	const struct failure *failure = failure_find(code);

	return failure && failure->untrusted;
}
