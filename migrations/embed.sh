#!/bin/sh
# SPDX-License-Identifier: MIT
# Turns migrations/ENGINE/NNNN_words.sql into C: one byte array each (a string literal may not be
# that long), and one row MIGRATION(version, name, checksum, text). Usage: embed.sh FILE... >migrations.inc
set -eu
rows=
for file in "$@"; do
	base=$(basename "$file" .sql)
	version=$(printf '%s' "${base%%_*}" | sed 's/^0*//')
	name=${base#*_}
	sum=$(sha256sum "$file" | cut -d' ' -f1)
	printf 'static const char migration_%s[] = {\n' "$version"
	od -An -v -tu1 "$file" | sed 's/  */,/g; s/^,//; s/$/,/'
	printf '0};\n'
	rows="$rows$(printf 'MIGRATION(%s, "%s", "%s", migration_%s)' "$version" "$name" "$sum" "$version")
"
done
printf '#define MIGRATIONS \\\n'
printf '%s' "$rows" | sed 's/$/ \\/'
printf '\n'
