// SPDX-License-Identifier: MIT
// TAP on standard output, for the tests that run in Node.
let count = 0;
let failed = 0;

export function ok(good, what, notes = []) {
	count++;
	failed += good ? 0 : 1;
	console.log(`${good ? "ok" : "not ok"} ${count} - ${what}`);
	if (!good)
		for (const note of notes)
			console.log(`#   ${note}`);
}

// To be called last: the plan, and the status of the process.
export function done() {
	console.log(`1..${count}`);
	process.exit(failed ? 1 : 0);
}
