/* SPDX-License-Identifier: MIT */

/* A question as one JSON object, for the spool: all that was said when it was logged. */
#ifndef FLOW_CAPTURE_RECORD_H
#define FLOW_CAPTURE_RECORD_H

#include "flow/capture.h"

const char *
capture_record_format(struct arena *arena, const struct capture *capture, const char *uid);

MUST_CHECK bool capture_record_parse(struct arena *arena, const char *text, size_t length,
        struct capture *capture_out, const char **uid_out, struct error *err);

#endif
