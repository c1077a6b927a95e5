# SPDX-License-Identifier: MIT
# Turns named statements into the rows of an X-macro list, for C:
#   -- name: question_add            begins a statement; its text ends at the ';'
#   -- name: search_add@postgres     the second text of one, where the engines truly differ
#   -- fragment: question_columns    begins a text that statements splice in as {question_columns}
# Other comment lines are dropped. Output: QUERY(NAME, "name", "text", "postgres text" or NULL).

function quoted(text) {
	gsub(/\\/, "&&", text)
	gsub(/"/, "\\\"", text)
	return "\"" text "\""
}

function closed() {
	if (kind == "")
		return
	gsub(/[ \t\n]+/, " ", text)
	sub(/^ /, "", text)
	sub(/ ?; ?$/, "", text)
	if (kind == "fragment")
		fragment[name] = text
	else {
		while (match(text, /\{[a-z_]+\}/)) {
			word = substr(text, RSTART + 1, RLENGTH - 2)
			if (!(word in fragment)) {
				print FILENAME ": no fragment {" word "}" > "/dev/stderr"
				exit 1
			}
			text = substr(text, 1, RSTART - 1) fragment[word] substr(text, RSTART + RLENGTH)
		}
		if (name in statement) {
			print FILENAME ": " name " is there twice" > "/dev/stderr"
			exit 1
		}
		statement[name] = text
		if (name !~ /@/)
			order[++count] = name
	}
}

/^-- (name|fragment): / {
	closed()
	kind = substr($2, 1, length($2) - 1)
	name = $3
	text = ""
	next
}
/^[ \t]*--/ { next }
{
	sub(/[ \t]--.*$/, "")
	text = text " " $0
}
END {
	closed()
	for (i = 1; i <= count; i++) {
		name = order[i]
		second = name "@postgres"
		printf "QUERY(%s, \"%s\", %s, %s)\n", toupper(name), name, quoted(statement[name]),
			(second in statement) ? quoted(statement[second]) : "NULL"
	}
}
