// SPDX-License-Identifier: MIT
// Every request that askback makes to GitHub, as a server received it.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const CALL = join(process.env.OUT, "tests/channel/call");
const API = "/api/v3";
const GRAPHQL = "/api/graphql";
const UID = "0123456789abcdef".repeat(2);
const PAGE_AND_A_BIT = 130; // issues: their list has a second page

function call(port, what, more) {
	const line = {
		do: what, secret: "askback-canary-secret",
		account: { name: "github", type: "github", url: `http://127.0.0.1:${port}${API}` },
		...more,
	};
	const ran = spawnSync(CALL, { input: JSON.stringify(line) + "\n", encoding: "utf8" });
	if (ran.status !== 0)
		throw new Error(`call ${what}: ${ran.status ?? ran.signal} ${ran.stderr}`);
	const said = JSON.parse(ran.stdout);
	if (said.error)
		throw new Error(`call ${what}: ${said.error}`);
	return said;
}

function expect(said, name, wanted) {
	if (said[name] !== wanted)
		throw new Error(`${name} is ${said[name]}, not ${wanted}: ${said.words}`);
}

async function reset(port, tree) {
	await fetch(`http://127.0.0.1:${port}/_reset`,
		{ method: "POST", body: JSON.stringify(tree) });
}

// All that a channel can be asked for, at one place.
async function useAll(port, service, place) {
	const letter = { uid: UID, place, title: "How fast, @ada?", body: "Asked at a talk.\n" };
	const { payload } = call(port, "compose", { letter });
	const followup = { uid: UID, place, payload, attempted_at: Math.floor(Date.now() / 1000) };
	await reset(port, {});
	call(port, "check", { followup });
	const sent = call(port, "send", { followup });
	expect(sent, "verdict", "sent");
	Object.assign(followup, { remote_id: sent.remote_id, remote_url: sent.remote_url });
	expect(call(port, "find", { followup }), "found", "it");
	expect(call(port, "close", { followup, note: "It was sent by mistake." }), "verdict", "sent");
	const issues = Array(PAGE_AND_A_BIT).fill(
		{ service, place: "owner/repo", title: "Another", body: "x" });
	await reset(port, { issues });
	expect(call(port, "find", { followup }), "found", "nothing");
	call(port, "titles", { followup });
}

// A request as the description of the API knows it. In addresses of further pages GitHub names a
// repository by its number; it is the same operation.
function requestRead(line) {
	const { method, target, headers, body } = JSON.parse(line);
	const url = new URL(target, "http://localhost");
	const path = url.pathname === GRAPHQL ? "/graphql" : url.pathname.replace(API, "")
		.replace(/^\/repositories\/\d+\//, "/repos/owner/repo/");
	return {
		method, path, headers, query: Object.fromEntries(url.searchParams),
		body: body ? JSON.parse(Buffer.from(body, "latin1").toString("utf8")) : undefined,
	};
}

export async function recordAll() {
	const folder = mkdtempSync(join(tmpdir(), "askback-contract-"));
	const server = spawn("python3", ["tests/server/tracker.py", folder],
		{ stdio: ["pipe", "pipe", "inherit"] });
	try {
		const [ports] = await once(server.stdout, "data");
		const port = Number(String(ports).split(" ")[0]);
		await useAll(port, "github", "owner/repo");
		await useAll(port, "discussion", "owner/repo/discussions");
		const lines = readFileSync(join(folder, "requests.jsonl"), "utf8").trim().split("\n");
		return lines.map(requestRead);
	} finally {
		server.kill();
		rmSync(folder, { recursive: true });
	}
}
