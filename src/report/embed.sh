#!/bin/sh
# SPDX-License-Identifier: MIT
# Turns the style of the HTML report into C: style_text, without the licence line, and STYLE_HASH, by
# which the page's content security policy knows it. Usage: embed.sh style.css >style.inc
set -eu
text=$(sed 1d "$1")
hash=$(printf '%s' "$text" | sha256sum | cut -c1-64 | tr a-f A-F | basenc --base16 -d | base64)
printf '#define STYLE_HASH "sha256-%s"\n' "$hash"
printf 'static const char style_text[] = {\n'
printf '%s' "$text" | od -An -v -tu1 | sed 's/  */,/g; s/^,//; s/$/,/'
printf '0};\n'
