/* SPDX-License-Identifier: MIT */

/*
 * GitHub's discussions, which only GraphQL can make. Its errors come with status 200:
 * https://docs.github.com/graphql/guides/using-the-graphql-api-for-discussions
 */
#include "channel/github.h"

#include <string.h>

#include "text/number.h"

enum { LIMIT_WAIT = 60 };

static const char mutation_create[] =
        "mutation($repository:ID!,$category:ID!,$title:String!,$body:String!)"
        "{createDiscussion(input:{repositoryId:$repository,categoryId:$category,title:$title,"
        "body:$body}){discussion{number url}}}";
static const char mutation_comment[] =
        "mutation($discussion:ID!,$body:String!)"
        "{addDiscussionComment(input:{discussionId:$discussion,body:$body}){comment{id}}}";
static const char mutation_close[] =
        "mutation($discussion:ID!)"
        "{closeDiscussion(input:{discussionId:$discussion,reason:OUTDATED}){discussion{number}}}";
static const char query_repository[] =
        "query($owner:String!,$name:String!)"
        "{repository(owner:$owner,name:$name){id discussionCategories(first:50)"
        "{nodes{id slug isAnswerable}}}}";
static const char query_list[] =
        "query($owner:String!,$name:String!,$after:String)"
        "{repository(owner:$owner,name:$name){discussions(first:100,after:$after,"
        "orderBy:{field:CREATED_AT,direction:DESC}){pageInfo{hasNextPage endCursor}"
        "nodes{number url title body createdAt author{login}}}}}";
static const char query_one[] =
        "query($owner:String!,$name:String!,$number:Int!)"
        "{repository(owner:$owner,name:$name){discussion(number:$number){id}}}";

/* What an error of GraphQL means, by its type or, without one, by its message. */
struct cause {
	const char *type;
	const char *says;
	enum verdict verdict;
	bool limited;
	const char *words;
};

static const struct cause causes[] = {
        {.type = "RATE_LIMITED",
                .verdict = VERDICT_LATER,
                .limited = true,
                .words = "too many requests for now"},
        {.says = "submitted too quickly",
                .verdict = VERDICT_LATER,
                .limited = true,
                .words = "too many requests for now"},
        {.type = "NOT_FOUND",
                .verdict = VERDICT_REFUSED,
                .words = "it is not there, or the secret may not see it"},
        {.type = "FORBIDDEN", .verdict = VERDICT_REFUSED, .words = "the secret does not allow it"},
        {.type = "INSUFFICIENT_SCOPES",
                .verdict = VERDICT_REFUSED,
                .words = "the secret does not allow it"},
        {.type = "UNPROCESSABLE", .verdict = VERDICT_REFUSED, .words = "it is not taken as it is"},
};

static const struct cause *
cause_find(const json_t *error, const char *said)
{
	const char *type = json_get_text(error, "type");

	for (size_t i = 0; i < COUNT(causes); i++) {
		if (causes[i].type && type && strcmp(causes[i].type, type) == 0)
			return &causes[i];
		if (causes[i].says && strcasestr(said, causes[i].says))
			return &causes[i];
	}
	return NULL;
}

static bool
answer_accept(struct arena *arena, const json_t *tree, struct outcome *outcome_out)
{
	const json_t *errors = json_object_get(tree, "errors");
	const char *text = json_line(arena, tree);
	const char *said = forge_said(arena, text, strlen(text));
	const struct cause *cause = cause_find(json_array_get(errors, 0), said);

	if (!json_array_size(errors))
		return true;
	outcome_out->verdict = cause ? cause->verdict : VERDICT_UNCERTAIN;
	outcome_out->limited = cause && cause->limited;
	if (outcome_out->limited && outcome_out->wait < 1)
		outcome_out->wait = LIMIT_WAIT;
	outcome_out->words = arena_format(arena, "GitHub answered: %s (%s)",
	        cause ? cause->words : "something went wrong", said);
	return false;
}

/* The query of a page, asked for what is behind its last one. */
static enum forge_turn
page_turn(const struct forge *forge, struct arena *arena, const struct http_answer *answer,
        const json_t *tree, size_t seen, struct forge_request *request)
{
	const json_t *info = forge_member(tree, "data.repository.discussions.pageInfo");
	const char *cursor = json_get_text(info, "endCursor");
	struct error unread = {.kind = ERROR_NONE};
	json_auto_t *query = NULL;

	(void)forge;
	(void)answer;
	(void)seen;
	if (json_is_false(json_object_get(info, "hasNextPage")))
		return FORGE_TURN_END;
	if (!cursor || !json_parse("query", request->body, strlen(request->body), &query, &unread))
		return FORGE_TURN_LOST;
	json_put(json_object_get(query, "variables"), "after", json_text(cursor));
	request->body = json_line(arena, query);
	return FORGE_TURN_NEXT;
}

static const char *
issue_url(struct arena *arena, const char *site, const char *place, int64_t number)
{
	return arena_format(arena, "%s/%s/discussions/%lld", site, github_repo(arena, place),
	        (long long)number);
}

static struct forge
forge_init(void)
{
	struct forge forge = forge_github;

	forge.fields = (struct forge_fields){
	        .sent = "variables",
	        .item = "data.createDiscussion.discussion",
	        .list = "data.repository.discussions.nodes",
	        .number = "number",
	        .url = "url",
	        .title = "title",
	        .body = "body",
	        .author = "author",
	        .login = "login",
	        .created = "createdAt",
	};
	forge.page = page_turn;
	forge.accept = answer_accept;
	forge.issue_url = issue_url;
	return forge;
}

/* https://api.github.com/graphql, https://HOST/api/graphql */
static const char *
graphql_url(const struct call *call)
{
	const char *url = call->account->url;
	size_t length = strlen(url);
	static const char version[] = "/v3";

	if (length > strlen(version) && strcmp(url + length - strlen(version), version) == 0)
		length -= strlen(version);
	return arena_format(call->arena, "%.*s/graphql", (int)length, url);
}

/* A query with the variables owner and name. */
static json_t *
query_make(struct arena *arena, const char *text, const char *place)
{
	const char *repo = github_repo(arena, place);
	const char *slash = strchr(repo, '/');
	json_t *query = json_object();
	json_t *variables = json_object();

	json_put(variables, "owner", json_text(arena_span(arena, repo, (size_t)(slash - repo))));
	json_put(variables, "name", json_text(slash + 1));
	json_put(query, "query", json_text(text));
	json_put(query, "variables", variables);
	return query;
}

static bool
query_ask(const struct call *call, const json_t *query, bool changes, json_t **tree_out,
        struct outcome *outcome)
{
	struct forge forge = forge_init();
	struct forge_request request = {
	        .method = "POST",
	        .url = graphql_url(call),
	        .body = json_line(call->arena, query),
	        .changes = changes,
	};
	struct http_answer answer;

	return forge_ask(&forge, call, &request, &answer, tree_out, outcome);
}

bool
discussion_compose(struct arena *arena, const struct letter *letter, const char **payload_out,
        struct error *err)
{
	struct forge forge = forge_init();
	json_auto_t *tree = json_object();
	json_t *variables = json_object();

	json_put(tree, "query", json_text(mutation_create));
	json_put(tree, "variables", variables);
	if (!forge_write(arena, &forge, letter, variables, err))
		return false;
	*payload_out = json_line(arena, tree);
	return true;
}

const char *
discussion_read(struct arena *arena, const struct followup *followup)
{
	struct forge forge = forge_init();

	return forge_read(arena, &forge, followup);
}

/* The id of the category that the place names, or of the first one for questions. */
static const char *
category_find(const json_t *categories, const char *slug)
{
	const json_t *category;
	size_t i;

	json_array_foreach(categories, i, category)
	{
		const char *name = json_get_text(category, "slug");
		bool answerable = json_is_true(json_object_get(category, "isAnswerable"));

		if (slug ? name && strcasecmp(name, slug) == 0 : answerable)
			return json_get_text(category, "id");
	}
	return NULL;
}

/* Adds what only the service knows to the variables of a payload. */
static bool
variables_add(const struct call *call, const struct followup *followup, json_t *variables,
        struct outcome *outcome)
{
	const char *slug = strchr(github_discussions(followup->place) + 1, '/');
	json_auto_t *query = query_make(call->arena, query_repository, followup->place);
	json_auto_t *tree = NULL;
	const json_t *repository;
	const char *category;
	const char *id;

	if (!query_ask(call, query, false, &tree, outcome))
		return false;
	repository = forge_member(tree, "data.repository");
	id = json_get_text(repository, "id");
	category = category_find(
	        forge_member(repository, "discussionCategories.nodes"), slug ? slug + 1 : NULL);
	if (!id || !category) {
		outcome->verdict = VERDICT_REFUSED;
		outcome->words = slug
		        ? arena_format(call->arena, "there is no category %s", slug + 1)
		        : "there is no category for questions";
		outcome->hint = "OWNER/REPO/discussions/CATEGORY names one";
		return false;
	}
	json_put(variables, "repository", json_text(id));
	json_put(variables, "category", json_text(category));
	return true;
}

void
discussion_send(
        const struct call *call, const struct followup *followup, struct outcome *outcome_out)
{
	struct forge forge = forge_init();
	struct error err = {.kind = ERROR_NONE};
	json_auto_t *payload = NULL;
	json_auto_t *tree = NULL;
	const json_t *discussion;
	int64_t number;

	*outcome_out = (struct outcome){.verdict = VERDICT_REFUSED, .wait = -1};
	if (!json_parse("what is to be sent", followup->payload, strlen(followup->payload),
	            &payload, &err)) {
		outcome_out->words = arena_text(call->arena, err.text);
		return;
	}
	if (!variables_add(call, followup, json_object_get(payload, "variables"), outcome_out) ||
	        !query_ask(call, payload, true, &tree, outcome_out))
		return;
	discussion = forge_member(tree, forge.fields.item);
	number = json_get_number(discussion, forge.fields.number);
	outcome_out->remote_url = forge_issue_told(call->arena, &forge, call->account, discussion);
	if (number <= 0 || !outcome_out->remote_url) {
		outcome_out->verdict = VERDICT_UNCERTAIN;
		outcome_out->remote_url = NULL;
		outcome_out->words = "the answer of GitHub does not tell where it is";
		return;
	}
	outcome_out->remote_id = arena_format(call->arena, "%lld", (long long)number);
}

/* The first page of the list, newest first. */
static struct forge_request
list_request(const struct call *call, const char *place)
{
	json_auto_t *query = query_make(call->arena, query_list, place);

	return (struct forge_request){
	        .method = "POST",
	        .url = graphql_url(call),
	        .body = json_line(call->arena, query),
	};
}

enum found
discussion_find(
        const struct call *call, const struct followup *followup, struct outcome *outcome_out)
{
	struct forge forge = forge_init();
	const char *login;

	if (!github_login(call, &login, outcome_out))
		return FOUND_UNKNOWN;
	return forge_find(
	        &forge, call, followup, list_request(call, followup->place), login, outcome_out);
}

bool
discussion_titles(const struct call *call, const char *place, struct remote_title **titles_out,
        size_t *count_out, struct error *err)
{
	struct forge forge = forge_init();

	return forge_titles(
	        &forge, call, place, list_request(call, place), titles_out, count_out, err);
}

/* The name by which GraphQL knows what people know by its number; NULL: outcome says why. */
static const char *
node_find(const struct call *call, const struct followup *followup, struct outcome *outcome)
{
	json_auto_t *query = query_make(call->arena, query_one, followup->place);
	json_auto_t *tree = NULL;
	const char *id;
	int64_t number = 0;

	if (!number_parse(followup->remote_id, 1, INT32_MAX, &number))
		number = 0;
	json_put(json_object_get(query, "variables"), "number", json_integer(number));
	if (!query_ask(call, query, false, &tree, outcome))
		return NULL;
	id = json_get_text(forge_member(tree, "data.repository.discussion"), "id");
	if (!id) {
		outcome->verdict = VERDICT_REFUSED;
		outcome->words = "it is not there any more";
	}
	return arena_text(call->arena, id);
}

void
discussion_close(const struct call *call, const struct followup *followup, const char *note,
        struct outcome *outcome_out)
{
	const char *id = node_find(call, followup, outcome_out);
	json_auto_t *comment = json_object();
	json_auto_t *change = json_object();
	json_t *variables = json_object();
	json_auto_t *tree = NULL;
	json_auto_t *closed = NULL;

	json_put(comment, "query", json_text(mutation_comment));
	json_put(comment, "variables", variables);
	json_put(variables, "discussion", json_text(id));
	json_put(change, "query", json_text(mutation_close));
	json_put(change, "variables", json_deep_copy(variables));
	json_put(variables, "body", json_text(forge_note(call->arena, MARKUP_COMMONMARK, note)));
	if (id && query_ask(call, comment, true, &tree, outcome_out) &&
	        query_ask(call, change, true, &closed, outcome_out)) {
		outcome_out->remote_id = followup->remote_id;
		outcome_out->remote_url = followup->remote_url;
	}
}

const char *
discussion_form_url(
        struct arena *arena, const struct account *account, const struct followup *followup)
{
	struct forge forge = forge_init();
	const char *category = strchr(github_discussions(followup->place) + 1, '/');

	return forge_form_url(arena, &forge, followup,
	        arena_format(arena, "%s/%s/discussions/new%s%s", forge_site(arena, &forge, account),
	                github_repo(arena, followup->place), category ? "?category=" : "",
	                category ? category + 1 : ""));
}
