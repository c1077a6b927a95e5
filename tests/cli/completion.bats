#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
#
# Completion offers what is in the store, and others decide what stands there. The scripts come
# from the real program; the candidates come from a fake one that prints the worst.

# shellcheck disable=SC2016 # what looks like code in single quotes is bait, and must stay there

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	mkdir bin
	cat >hostile <<'END'
$(touch pwned)
`touch pwned`
a b
it's
*
;rm
"x" y
in!dex
back\slash
Q12
END
	cat >bin/askback <<'END'
#!/bin/sh
printf '<%s>' "$@" >>calls
echo >>calls
while IFS= read -r value; do
	printf '%s\t%s\n' "$value" '$(touch pwned): `touch pwned` [it'"'"'s]'
done <hostile
END
	chmod +x bin/askback
	PATH=$PWD/bin:$PATH
	for shell in bash zsh fish; do
		"${ASKBACK:?the program to test}" completion "$shell" >"askback.$shell"
	done
	cat >complete.bash <<'END'
# complete LINE WORD...: completes at the end of LINE, which readline splits into WORDs.
source ./askback.bash
complete() {
	COMP_LINE=$1 COMP_POINT=${#1} COMP_WORDS=("${@:2}") COMP_CWORD=$(($# - 2)) COMP_TYPE=9
	_askback
	((${#COMPREPLY[@]} == 0)) || printf '%s\n' "${COMPREPLY[@]}"
}
END
	cat >complete.zsh <<'END'
# complete LINE: what the line becomes when TAB is typed at its end, in an interactive zsh.
zmodload zsh/zpty
complete() {
	local text
	rm -f line
	zpty shell 'PS1= TERM=dumb zsh -f -i'
	zpty -w shell 'autoload -U compinit && compinit -u -D && source ./askback.zsh'
	zpty -w shell 'finish() { print -r -- $BUFFER >line; exit }; zle -N finish; bindkey "^X" finish; setopt no_beep; print rea""dy'
	zpty -r shell text '*ready*'
	zpty -n -w shell "$1"$'\t\x18'
	while zpty -r shell text; do :; done
	zpty -d shell
	cat line
}
END
}

# Every candidate, quoted as the shell put it on the line, must come back as it was printed.
roundtrip() {
	local line words
	while IFS= read -r line; do
		eval "words=($line)"
		printf '%s\n' "${words[@]}"
	done
}

@test "bash: candidates complete, quoted, and nothing is run" {
	bash --norc -c '. ./complete.bash; complete "askback show " askback show ""' >replies
	roundtrip <replies | sort >got
	sort hostile | diff - got
	[ "$(cat calls)" = '<__complete><question><--><>' ]
	[ ! -e pwned ]
}

@test "bash: what was typed is a prefix, whatever it contains" {
	run bash --norc -c ". ./complete.bash; complete 'askback show \\\$' askback show '\\\$'"
	[ "$output" = '\$\(touch\ pwned\)' ]
	run bash --norc -c ". ./complete.bash; complete 'askback show \\*' askback show '\\*'"
	[ "$output" = '\*' ]
	run bash --norc -c ". ./complete.bash; complete 'askback show *' askback show '*'"
	[ "$output" = '\*' ]
	run bash --norc -c ". ./complete.bash; complete 'askback show a\\ ' askback show 'a\\ '"
	[ "$output" = 'a\ b' ]
	[ ! -e pwned ]
}

@test "bash: hostile words before the cursor are not run" {
	bash --norc -c ". ./complete.bash
		complete 'askback -\$(touch pwned) show ' askback '-\$(touch pwned)' show ''
		complete 'askback \$(touch pwned) ' askback '\$(touch pwned)' ''
		complete 'askback log --\$(touch pwned)=' askback log '--\$(touch pwned)' = ''
		complete 'askback --store \$(touch pwned) show ' askback --store '\$(touch pwned)' show ''
		complete 'askback show a[\$(touch pwned)]' askback show 'a[\$(touch pwned)]'"
	[ ! -e pwned ]
}

@test "bash: inside quotes the candidate is quoted for them" {
	bash --norc -c ". ./complete.bash; complete 'askback show \"' askback show '\"'" >replies
	sed 's/.*/"&"/' replies | roundtrip | sort >got
	sort hostile | diff - got
	bash --norc -c ". ./complete.bash; complete \"askback show '\" askback show \"'\"" >replies
	sed "s/.*/'&'/" replies | roundtrip | sort >got
	sort hostile | diff - got
	[ ! -e pwned ]
}

@test "bash: a list that is only shown has descriptions" {
	run bash --norc -c '. ./complete.bash
		eval "$(declare -f complete | sed s/COMP_TYPE=9/COMP_TYPE=63/)"
		complete "askback show " askback show ""'
	[[ $output == *'Q12  $(touch pwned): `touch pwned` '* ]]
	[ ! -e pwned ]
}

@test "bash: --talk TALK, --talk=TALK and -t TALK complete talks" {
	run bash --norc -c '. ./complete.bash
		complete "askback log --talk Q" askback log --talk Q
		complete "askback log --talk=Q" askback log --talk = Q
		complete "askback log --talk=" askback log --talk =
		complete "askback log -t Q" askback log -t Q'
	[ "${lines[0]}" = Q12 ]
	[ "${lines[1]}" = Q12 ]
	[ "${lines[-1]}" = Q12 ]
	[ "${#lines[@]}" -eq 13 ]
	[ "$(sort -u calls | tr -d '\n')" = '<__complete><talk><--><><__complete><talk><--><Q>' ]
}

@test "bash: the store on the line is asked" {
	run bash --norc -c '. ./complete.bash
		complete "askback --store \"my store\" show Q" askback --store "\"my store\"" show Q
		complete "askback show --store=my\\ store Q" askback show --store = "my\\ store" Q
		complete "askback --store ~/s show Q" askback --store "~/s" show Q'
	[ "$(sed -n 1p calls)" = '<--store><my store><__complete><question><--><Q>' ]
	[ "$(sed -n 2p calls)" = "$(sed -n 1p calls)" ]
	[ "$(sed -n 3p calls)" = "<--store><$HOME/s><__complete><question><--><Q>" ]
}

@test "bash: commands, options and choices come from the script" {
	run bash --norc -c '. ./complete.bash; complete "askback sho" askback sho'
	[ "$output" = show ]
	run bash --norc -c '. ./complete.bash; complete "askback log --tal" askback log --tal'
	[ "$output" = --talk ]
	run bash --norc -c '. ./complete.bash; complete "askback log --no-q" askback log --no-q'
	[ "$output" = --no-quiet ]
	run bash --norc -c '. ./complete.bash; complete "askback log --asked h" askback log --asked h'
	[ "$output" = hallway ]
	run bash --norc -c '. ./complete.bash; complete "askback log -- --tal" askback log -- --tal'
	[ "$output" = '' ]
	run bash --norc -c '. ./complete.bash; complete "askback -q person sh" askback -q person sh'
	[ "$output" = show ]
	[ ! -e calls ]
}

@test "zsh: candidates complete, quoted, and nothing is run" {
	while IFS='|' read -r typed value; do
		line=$(zsh -f -c 'source ./complete.zsh; complete $1' - "askback show $typed")
		printf '%s\n' "${line#askback show }" | roundtrip >got
		printf '%s\n' "$value" | diff - got
	done <<'END'
\$|$(touch pwned)
\`|`touch pwned`
a|a b
it|it's
\*|*
\;|;rm
\"|"x" y
in|in!dex
ba|back\slash
Q|Q12
END
	grep -qx '<__complete><question><--><Q>' calls
	[ ! -e pwned ]
}

@test "zsh: a list of all candidates runs nothing" {
	line=$(zsh -f -c 'source ./complete.zsh; complete $1' - 'askback show ')
	[ "$line" = 'askback show ' ]
	[ -e calls ]
	[ ! -e pwned ]
}

@test "zsh: options, choices and the store on the line" {
	complete() { zsh -f -c 'source ./complete.zsh; complete $1' - "$1"; }
	[ "$(complete 'askback sho')" = 'askback show ' ]
	[[ "$(complete 'askback log --tal')" == 'askback log --talk'* ]]
	[ "$(complete 'askback log --asked h')" = 'askback log --asked hallway ' ]
	[ "$(complete 'askback -q person sh')" = 'askback -q person show ' ]
	[ ! -e calls ]
	[ "$(complete 'askback log --talk=Q')" = 'askback log --talk=Q12 ' ]
	[ "$(complete 'askback --store my\ store show Q')" = 'askback --store my\ store show Q12 ' ]
	grep -qx '<__complete><talk><--><Q>' calls
	grep -qx '<--store><my store><__complete><question><--><Q>' calls
}

@test "fish: candidates complete and nothing is run" {
	fish --no-config -c 'source askback.fish; complete -C "askback show "' | cut -f1 | sort >got
	sort hostile | diff - got
	[ "$(cat calls)" = '<__complete><question>' ]
	[ ! -e pwned ]
}

@test "fish: hostile words before the cursor are not run" {
	fish --no-config -c "source askback.fish
		complete -C 'askback -(touch pwned) show '
		complete -C 'askback (touch pwned) '
		complete -C 'askback --store (touch pwned) show '
		complete -C 'askback show (touch pwned)'"
	[ ! -e pwned ]
}

@test "fish: options, choices and the store on the line" {
	complete() { fish --no-config -c 'source askback.fish; complete -C $argv[1]' "$1" | cut -f1; }
	[ "$(complete 'askback sho')" = show ]
	[ "$(complete 'askback log --tal')" = --talk ]
	[ "$(complete 'askback log --asked ha')" = hallway ]
	[ "$(complete 'askback -q person sh')" = show ]
	[ "$(complete 'askback person --')" != '' ]
	[ ! -e calls ]
	[ "$(complete 'askback log --talk Q')" = Q12 ]
	[ "$(complete 'askback log --talk=Q')" = --talk=Q12 ]
	[ "$(complete "askback --store 'my store' show Q")" = Q12 ]
	[ "$(complete "askback show --store=~/s Q")" = Q12 ]
	[ "$(sort -u calls)" = "$(
		sort <<-END
			<__complete><talk>
			<--store><my store><__complete><question>
			<--store><$HOME/s><__complete><question>
		END
	)" ]
}
