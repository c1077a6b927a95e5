// SPDX-License-Identifier: MIT
// Opens the HTML reports in a real browser: nothing on the console, nothing fetched, nothing wider
// than the window, and nothing that axe finds, in both themes, narrow and wide. Pictures of them are
// left in build/screens, for people to look at. TAP on standard output.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { done, ok } from "../lib/tap.mjs";

const require = createRequire(resolve("build/node-browser/package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const FLAGS = ["--disable-gpu", "--disable-quic", "--no-first-run",
	"--disable-background-networking", "--disable-component-update", "--disable-sync"];
const SCREENS = "build/screens";

// The reports that are looked at, made by the program from the store of the other tests.
function makeReports(folder) {
	execFileSync("bash", ["tests/browser/reports.sh", folder],
		{ stdio: ["ignore", "ignore", "inherit"] });
	return ["trip", "public", "hostile", "empty"];
}

function describe(violation) {
	const nodes = violation.nodes.map((node) => node.html.slice(0, 160));
	return `${violation.id}: ${violation.help}: ${nodes.join(" ")}`;
}

async function check(browser, folder, name, width, theme) {
	const what = `${name}, ${width} pixels, ${theme}`;
	const context = await browser.newContext({ colorScheme: theme, deviceScaleFactor: 1,
		viewport: { width, height: 900 } });
	const page = await context.newPage();
	const said = [];
	const fetched = [];
	page.on("console", (message) => said.push(message.text()));
	page.on("pageerror", (error) => said.push(String(error)));
	page.on("dialog", (dialog) => { said.push(dialog.message()); dialog.dismiss(); });
	page.on("request", (request) => fetched.push(request.url()));
	const address = pathToFileURL(join(folder, `${name}.html`)).href;
	await page.goto(address, { waitUntil: "load" });
	await page.waitForTimeout(100);
	ok(said.length === 0, `${what}: nothing on the console`, said);
	ok(fetched.length === 1 && fetched[0] === address, `${what}: nothing is fetched`, fetched);
	const wide = await page.evaluate(() => document.scrollingElement.scrollWidth);
	ok(wide <= width, `${what}: fits the window`, [`${wide} pixels`]);
	await page.screenshot({ path: `${SCREENS}/${name}-${width}-${theme}.png`, fullPage: true });
	await page.evaluate(axe);
	const found = await page.evaluate((tags) =>
		globalThis.axe.run({ runOnly: { type: "tag", values: tags } }), AXE_TAGS);
	ok(found.violations.length === 0, `${what}: axe finds nothing`,
		found.violations.map(describe));
	ok(found.passes.length > 10, `${what}: axe looked`, [`${found.passes.length} rules`]);
	await context.close();
}

async function checkPrint(browser, folder) {
	const page = await browser.newPage();
	await page.goto(pathToFileURL(join(folder, "trip.html")).href);
	const pdf = await page.pdf({ path: `${SCREENS}/trip.pdf`, preferCSSPageSize: true });
	ok(pdf.length > 10000, "trip: prints", [`${pdf.length} bytes`]);
	await page.close();
}

mkdirSync(SCREENS, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), "askback-browser-"));
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS,
	chromiumSandbox: false });
try {
	for (const name of makeReports(folder))
		for (const width of [390, 900])
			for (const theme of ["light", "dark"])
				await check(browser, folder, name, width, theme);
	await checkPrint(browser, folder);
} finally {
	await browser.close();
	rmSync(folder, { recursive: true });
}
done();
