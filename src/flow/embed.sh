#!/bin/sh
# SPDX-License-Identifier: MIT
# Turns templates into C: issue.txt becomes template_issue. Usage: embed.sh FILE... >templates.inc
set -eu
for file in "$@"; do
	name=${file##*/}
	printf 'static const char template_%s[] = {\n' "${name%.txt}"
	od -An -v -tx1 "$file" | sed "s/ \\(..\\)/'\\\\x\\1',/g"
	printf '0};\n'
done
