#!/bin/bash
# SPDX-License-Identifier: MIT
# Makes the reports that the browser looks at. Usage: reports.sh FOLDER; ASKBACK is the program.
set -eu
folder=$1
PATH=$(dirname "${ASKBACK:?the program to test}"):$PATH
export HOME=$folder USER=tester ASKBACK_STORE=$folder/trip.db
# shellcheck source=/dev/null
. tests/lib/trip.sh

trip_fill
askback -q report srecon17 -o "$folder/trip.html"
askback -q report srecon17 --public -o "$folder/public.html"
trip_at 2018-01-01 conference add "Empty" --code empty --tz UTC
askback -q report empty -o "$folder/empty.html"

ASKBACK_STORE=$folder/hostile.db
trip_hostile_fill
askback -q report hostile -o "$folder/hostile.html"
