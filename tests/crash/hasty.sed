# SPDX-License-Identifier: MIT
# Spoils src/flow/verdict.c: what is not found at once is sent again.
s/^\tif (followup->lookups < trial->lookups) {/\tif (false \&\& followup->lookups) {/
s/^\t} else if (!is_settled(trial)) {/\t} else if (false \&\& is_settled(trial)) {/
