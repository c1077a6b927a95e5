/* SPDX-License-Identifier: MIT */

/* A trip report for programs: {"schema":1,"report":{...}}. */
#ifndef CMD_REPORT_JSON_H
#define CMD_REPORT_JSON_H

#include "cmd/app.h"
#include "model/trip.h"

void report_json(struct app *app, const struct trip *trip);

#endif
