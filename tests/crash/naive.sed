# SPDX-License-Identifier: MIT
# Spoils src/flow/attempt.c: it is not written down that a request is about to leave.
s/^\tafter\.phase = phase;/\tafter.phase = FOLLOWUP_PHASE_NONE;/
