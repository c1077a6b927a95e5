#!/bin/bash
# SPDX-License-Identifier: MIT
# fetch.sh NAME...: downloads Debian packages and unpacks each under build/parts/NAME, together
# with the libraries that it needs and that this machine does not have. NAME+NAME are packages of
# one program, which share a folder of that name. Installs nothing; what is there already is not
# fetched again. Status 1 when a package cannot be had.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
parts=$root/build/parts

fail() {
	echo "fetch: $1" >&2
	exit 1
}

# Makes sure that apt knows the package; a machine just made has no package lists.
known() {
	apt-cache show "$1" >/dev/null 2>&1 && return
	if [[ $(id -u) -eq 0 ]]; then
		apt-get update -qq >&2 || fail "cannot refresh the package lists: apt-get update"
	elif sudo -n true 2>/dev/null; then
		sudo -n apt-get update -qq >&2 || fail "cannot refresh the package lists: sudo apt-get update"
	else
		fail "apt does not know $1; run: sudo apt-get update"
	fi
	apt-cache show "$1" >/dev/null 2>&1 || fail "apt does not know $1, even after apt-get update"
}

# unpack NAME FOLDER: one package, over what FOLDER has already.
unpack() {
	local files=$2.deb

	known "$1"
	rm -rf "$files"
	mkdir -p "$files" "$2"
	# apt's own user may not write below this checkout.
	(cd "$files" && apt-get -qq -o APT::Sandbox::User="$(id -un)" download "$1" >&2) ||
		fail "cannot download $1; try: apt-get download $1, or: sudo apt-get install $1"
	dpkg -x "$files"/*.deb "$2" || fail "cannot unpack $1"
	rm -rf "$files"
}

# The libraries that programs below a folder look for in vain, in the system and in the folder.
missing() {
	local paths

	paths=$(find "$1" -name '*.so*' -printf '%h\n' | sort -u | tr '\n' ':')
	find "$1" -type f -perm -u+x -exec env LD_LIBRARY_PATH="$paths" ldd {} + 2>/dev/null |
		awk '/not found/ { print $1 }' | sort -u
}

# The library packages that a package depends on and that are not installed.
libraries() {
	local name

	apt-cache depends --no-recommends --no-suggests "$1" |
		sed -n 's/^ *Depends: \(lib[^<>: ]*\)$/\1/p' | while read -r name; do
		dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null | grep -qx installed ||
			echo "$name"
	done
}

# complete NAME FOLDER: fetches libraries until nothing is missing, three levels deep at most.
complete() {
	local wanted=$1 next name level

	for level in 1 2 3; do
		[[ -n $(missing "$2") ]] || return 0
		next=
		for name in $wanted; do
			next+=" $(libraries "$name" | tr '\n' ' ')"
		done
		for name in $next; do
			unpack "$name" "$2"
		done
		wanted=$next
	done
	[[ -z $(missing "$2") ]] ||
		fail "$1 lacks $(missing "$2" | tr '\n' ' ')at level $level; run: sudo apt-get install $1"
}

[[ $# -gt 0 ]] || fail "usage: fetch.sh NAME..."
for name; do
	[[ -d $parts/$name ]] && continue
	rm -rf "$parts/$name.new"
	for package in ${name//+/ }; do
		unpack "$package" "$parts/$name.new"
	done
	complete "${name//+/ }" "$parts/$name.new"
	mv "$parts/$name.new" "$parts/$name"
done
