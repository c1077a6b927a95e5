// SPDX-License-Identifier: MIT
// Every request that askback makes to GitHub is one that GitHub's published descriptions of its
// REST and GraphQL APIs allow; others judge that. So that "allowed" means something, each request is
// also spoiled in every way that its description gives, and every spoiled one must be refused. TAP
// on standard output.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { done, ok } from "../lib/tap.mjs";
import { recordAll } from "./record.mjs";

const modules = resolve("build/node-contract/node_modules");
const require = createRequire(resolve("build/node-contract/package.json"));
const RequestValidator = require("openapi-request-validator").default;
const graphql = require("graphql");
const { getVariableValues } = require("graphql/execution/values");
const { paths } = require("@octokit/openapi/generated/api.github.com.deref.json");
// GitHub's own text defines a field twice: it is not judged, only what is asked by it.
const schema = graphql.buildSchema(
	readFileSync(`${modules}/@octokit/graphql-schema/schema.graphql`, "utf8"),
	{ assumeValidSDL: true });

// What must have been recorded, or this test has missed something.
const OPERATIONS = [
	"GET /user",
	"GET /repos/{owner}/{repo}",
	"GET /repos/{owner}/{repo}/issues",
	"POST /repos/{owner}/{repo}/issues",
	"POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
	"PATCH /repos/{owner}/{repo}/issues/{issue_number}",
	"query repository.discussionCategories",
	"query repository.discussions",
	"query repository.discussion",
	"mutation createDiscussion",
	"mutation addDiscussionComment",
	"mutation closeDiscussion",
];

// What holds for every request: https://docs.github.com/rest/using-the-rest-api
const HEADERS = [
	["accept", { type: "string", enum: ["application/vnd.github+json"] }],
	["x-github-api-version", { type: "string", enum: ["2022-11-28"] }],
	["user-agent", { type: "string", pattern: "." }],
	["authorization", { type: "string", pattern: "^Bearer [!-~]+$" }],
].map(([name, form]) => ({ in: "header", name, required: true, schema: form }));

const same = (value) => structuredClone(value);

// The template that a path fits, with what stands in its braces; one with fewer braces goes first.
function templateFind(method, path) {
	const words = path.split("/");
	let best = null;
	for (const template of Object.keys(paths)) {
		const parts = template.split("/");
		const params = {};
		const fits = parts.length === words.length && parts.every((part, i) => {
			if (!part.startsWith("{"))
				return part === words[i];
			params[part.slice(1, -1)] = decodeURIComponent(words[i]);
			return words[i] !== "";
		});
		const count = Object.keys(params).length;
		if (fits && paths[template][method.toLowerCase()] && (!best || count < best.count))
			best = { template, params, count };
	}
	return best;
}

// Texts of an address as the numbers that the description wants.
function numbersRead(values, parameters, where) {
	const read = same(values);
	for (const { name, in: place, schema: form } of parameters)
		if (place === where && form.type === "integer" && /^\d+$/.test(read[name] ?? ""))
			read[name] = Number(read[name]);
	return read;
}

const validators = new Map();

function validatorFind(operation, parameters) {
	if (!validators.has(operation))
		validators.set(operation,
			new RequestValidator({ parameters, requestBody: operation.requestBody }));
	return validators.get(operation);
}

// GitHub takes no notice of names that it does not know, nor does its description mind them.
function strangers(where, values, known) {
	return Object.keys(values ?? {}).filter((name) => !known.includes(name))
		.map((name) => `${where}: there is no ${name}`);
}

const bodyForm = (operation) => operation.requestBody?.content["application/json"].schema;

// What is wrong with a request, as texts.
function restJudge(request) {
	const found = templateFind(request.method, request.path);
	if (!found)
		return [`there is no ${request.method} ${request.path}`];
	const operation = paths[found.template][request.method.toLowerCase()];
	const parameters = [...operation.parameters ?? [], ...HEADERS];
	const wrong = [
		...strangers("query", request.query, parameters.map(({ name }) => name)),
		...strangers("body", request.body, Object.keys(bodyForm(operation)?.properties ?? {})),
	];
	const said = validatorFind(operation, parameters).validateRequest({
		headers: same(request.headers), body: same(request.body),
		params: numbersRead(found.params, parameters, "path"),
		query: numbersRead(request.query, parameters, "query"),
	});
	for (const error of said?.errors ?? [])
		wrong.push(`${error.location} ${error.path}: ${error.message}`);
	return wrong;
}

// A spoiled copy of a request.
function spoiled(name, request, change) {
	const copy = same(request);
	change(copy);
	return { name, request: copy };
}

function headerControls(request) {
	const controls = [];
	for (const { name } of HEADERS)
		controls.push(spoiled(`without ${name}`, request, (copy) => delete copy.headers[name]),
			spoiled(`${name} is "\\n"`, request, (copy) => { copy.headers[name] = "\n"; }));
	return controls;
}

function restControls(request) {
	const { template } = templateFind(request.method, request.path);
	const operation = paths[template][request.method.toLowerCase()];
	const controls = headerControls(request);
	const add = (name, change) => controls.push(spoiled(name, request, change));

	add("unknown path", (copy) => { copy.path = `${copy.path}/nowhere`; });
	add("unknown method", (copy) => { copy.method = "TRACE"; });
	add("unknown parameter", (copy) => { copy.query.nonsense = "1"; });
	for (const { name, in: where, schema: form } of operation.parameters ?? [])
		if (where === "path" && form.type === "integer")
			add(`${name} is no number`, (copy) => {
				copy.path = copy.path.replace(/\/\d+(?=\/|$)/, "/first");
			});
		else if (name in request.query && (form.enum || form.type === "integer"))
			add(`${name} is nonsense`, (copy) => { copy.query[name] = "nonsense"; });
	if (!request.body)
		return controls;
	const form = bodyForm(operation);
	add("unknown member", (copy) => { copy.body.nonsense = 1; });
	add("content type", (copy) => { copy.headers["content-type"] = "text/plain"; });
	for (const name of form.required ?? [])
		add(`without ${name}`, (copy) => { delete copy.body[name]; });
	for (const name of Object.keys(request.body)) {
		add(`${name} is a list`, (copy) => { copy.body[name] = ["x"]; });
		if (form.properties[name].enum)
			add(`${name} is nonsense`, (copy) => { copy.body[name] = "nonsense"; });
	}
	return controls;
}

function graphqlJudge(request) {
	if (request.method !== "POST" || request.path !== "/graphql")
		return [`there is no ${request.method} ${request.path}`];
	if (request.headers["content-type"] !== "application/json")
		return ["content type"];
	const headers = new RequestValidator({ parameters: HEADERS }).validateRequest(
		{ headers: same(request.headers) });
	if (headers)
		return headers.errors.map((error) => `${error.path}: ${error.message}`);
	const { query, variables, ...others } = request.body;
	const document = graphql.parse(query);
	const declared = document.definitions[0].variableDefinitions;
	const names = declared.map(({ variable }) => variable.name.value);
	return [
		...strangers("body", others, []),
		...strangers("variables", variables, names),
		...graphql.validate(schema, document).map((error) => error.message),
		...(getVariableValues(schema, declared, variables).errors ?? [])
			.map((error) => error.message),
	];
}

// Every name and every value of an enumeration in a query, misspelt one at a time.
function queryControls(request) {
	const document = graphql.parse(request.body.query);
	const places = [];
	const note = (node) => places.push((node.name ?? node).loc ?? node.loc);
	graphql.visit(document, { Field: note, Argument: note, ObjectField: note, EnumValue: note,
		NamedType: note });
	return places.map(({ start, end }) => spoiled(`misspelt ${request.body.query.slice(start, end)}`,
		request, (copy) => {
			const text = copy.body.query;
			copy.body.query = `${text.slice(0, end)}_${text.slice(end)}`;
		}));
}

function graphqlControls(request) {
	const controls = [...headerControls(request), ...queryControls(request)];
	const add = (name, change) => controls.push(spoiled(name, request, change));
	const [definition] = graphql.parse(request.body.query).definitions;

	add("unknown path", (copy) => { copy.path = "/graphql/nowhere"; });
	add("unknown method", (copy) => { copy.method = "GET"; });
	add("unknown member", (copy) => { copy.body.nonsense = 1; });
	add("unknown variable", (copy) => { copy.body.variables.nonsense = 1; });
	add("content type", (copy) => { copy.headers["content-type"] = "text/plain"; });
	for (const { variable, type } of definition.variableDefinitions) {
		const name = variable.name.value;
		if (type.kind === "NonNullType")
			add(`without ${name}`, (copy) => { delete copy.body.variables[name]; });
		add(`${name} is an object`, (copy) => { copy.body.variables[name] = {}; });
	}
	return controls;
}

// "query repository.discussions": the first fields, down to the one that is asked for.
function queryName(query) {
	const [definition] = graphql.parse(query).definitions;
	const [top] = definition.selectionSet.selections;
	if (definition.operation === "mutation")
		return `mutation ${top.name.value}`;
	const asked = top.selectionSet.selections.find((field) => field.selectionSet ||
		field.arguments.length);
	return `query ${top.name.value}.${asked.name.value}`;
}

function operationName(request) {
	if (request.path === "/graphql")
		return queryName(request.body.query);
	const found = templateFind(request.method, request.path);
	return `${request.method} ${found?.template ?? request.path}`;
}

// Requests that differ in more than values; one of each is spoiled.
function shape(request) {
	const inside = request.path === "/graphql" ? request.body.variables : request.body ?? {};
	return [operationName(request), ...Object.keys(request.query), ...Object.keys(inside)].join(" ");
}

const requests = await recordAll();
const names = new Set(requests.map(operationName));
const shapes = new Map(requests.map((request) => [shape(request), request]));

for (const name of OPERATIONS)
	ok(names.has(name), `${name}: recorded`);
for (const name of names)
	ok(OPERATIONS.includes(name), `${name}: expected`);
for (const [name, request] of shapes) {
	const isQuery = request.path === "/graphql";
	const judge = isQuery ? graphqlJudge : restJudge;
	const wrong = requests.filter((other) => shape(other) === name).flatMap(judge);
	ok(wrong.length === 0, `${name}: as described`, wrong);
	if (wrong.length)
		continue;
	const controls = isQuery ? graphqlControls(request) : restControls(request);
	const passed = controls.filter((control) => judge(control.request).length === 0);
	ok(controls.length > HEADERS.length * 2 && passed.length === 0,
		`${name}: ${controls.length} spoiled ones are refused`, passed.map(({ name }) => name));
}
done();
