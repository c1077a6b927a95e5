/* SPDX-License-Identifier: MIT */

/* Deliveries to a GitHub of one thread, which answers what it is told and counts. */
#include "flow/deliver.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/lock.h"
#include "base/random.h"
#include "store/gate.h"
#include "store/person.h"
#include "store/question.h"

enum { NOW = 1504097520, QUESTIONS = 8, SCRIPT_MOST = 8 };

#define UNAUTHORIZED "401 Unauthorized\r\n\r\n{\"message\": \"Bad credentials\"}"
#define LIMITED \
	"429 Too Many Requests\r\nRetry-After: 40\r\n\r\n{\"message\": \"You have exceeded a " \
	"limit\"}"
#define BROKEN "502 Bad Gateway\r\n\r\n<html>"
#define INVALID "422 Unprocessable Entity\r\n\r\n{\"message\": \"Validation Failed\"}"

/* The service: what it answers to the next requests that make something; then it makes them. */
static struct {
	int listener;
	pthread_t thread;
	const char *script[SCRIPT_MOST];
	int posts;
	int made;
	int others;
} service;

/* One account of a user, one of mail, one for what is done by hand, and one where nobody is. */
static char service_url[64], nobody_url[64];
static struct account accounts[] = {
        {.name = "hub", .type = "github", .url = service_url},
        {.name = "nobody", .type = "github", .url = nobody_url},
        {.name = "hand", .type = "hand"},
};
static const struct account_list account_list = {.items = accounts, .count = COUNT(accounts)};

static volatile sig_atomic_t stopped;

struct sample {
	struct arena arena;
	char folder[32];
	struct store_options store;
	struct deliver_options options;
	struct deliver_tally tally;
	struct error err;
	int begun, settled, waits;
	char words[256]; /* the last that were told */
	bool secretless;
	void (*on_begin)(struct sample *sample, int64_t id);
};

static void
answer_make(char *answer, size_t size, const char *request)
{
	const char *script = NULL;
	char body[256];

	if (strncmp(request, "POST ", 5) == 0) {
		script = service.posts < SCRIPT_MOST ? service.script[service.posts] : NULL;
		service.posts++;
	} else {
		service.others++;
	}
	if (script) {
		(void)snprintf(answer, size, "HTTP/1.1 %s", script);
		return;
	}
	if (strncmp(request, "POST ", 5) == 0)
		(void)snprintf(body, sizeof(body),
		        "{\"number\": %d, \"html_url\": \"%s/o/r/issues/%d\"}", service.made + 1,
		        service_url, service.made + 1);
	else
		(void)snprintf(body, sizeof(body), "%s",
		        strstr(request, "GET /api/v3/user ") ? "{\"login\": \"asker\"}" : "[]");
	service.made += strncmp(request, "POST ", 5) == 0;
	(void)snprintf(answer, size, "HTTP/1.1 %s\r\nContent-Length: %zu\r\n\r\n%s",
	        request[0] == 'P' ? "201 Created" : "200 OK", strlen(body), body);
}

/* The head and as many bytes of a body as it says. */
static bool
request_read(int peer, char *request, size_t size)
{
	size_t length = 0, wanted = 0;

	while (length < size - 1) {
		ssize_t got = recv(peer, request + length, size - 1 - length, 0);
		const char *end, *said;

		if (got <= 0)
			return false;
		length += (size_t)got;
		request[length] = '\0';
		end = strstr(request, "\r\n\r\n");
		if (!end)
			continue;
		said = strstr(request, "Content-Length: ");
		wanted = (size_t)(end + 4 - request) +
		        (said ? strtoul(said + strlen("Content-Length: "), NULL, 10) : 0);
		if (length >= wanted)
			return true;
	}
	return false;
}

static void *
service_run(void *nothing)
{
	static char request[65536], answer[1024];
	int peer;

	while ((peer = accept(service.listener, NULL, NULL)) >= 0) {
		if (request_read(peer, request, sizeof(request))) {
			answer_make(answer, sizeof(answer), request);
			(void)send(peer, answer, strlen(answer), MSG_NOSIGNAL);
		}
		(void)shutdown(peer, SHUT_RDWR);
		(void)close(peer);
	}
	return nothing;
}

/* A socket that is bound to a port of this machine, for an account's url. */
static int
port_open(char *url, size_t size)
{
	struct sockaddr_in address = {
	        .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t length = sizeof(address);
	int port = socket(AF_INET, SOCK_STREAM, 0);

	assert_int_equal(bind(port, (struct sockaddr *)&address, length), 0);
	assert_int_equal(getsockname(port, (struct sockaddr *)&address, &length), 0);
	(void)snprintf(url, size, "http://127.0.0.1:%d/api/v3", ntohs(address.sin_port));
	return port;
}

static int
service_open(void **state)
{
	(void)state;
	service.listener = port_open(service_url, sizeof(service_url));
	(void)port_open(nobody_url, sizeof(nobody_url));
	return listen(service.listener, 8) ||
	        pthread_create(&service.thread, NULL, service_run, NULL);
}

static int
service_close(void **state)
{
	(void)state;
	(void)shutdown(service.listener, SHUT_RDWR);
	return pthread_join(service.thread, NULL) || close(service.listener);
}

static bool
secret_get(void *context, const struct account *account, const char **secret_out, struct error *err)
{
	const struct sample *sample = context;

	(void)account;
	*secret_out = "secret";
	return !sample->secretless || error_set(err, ERROR_MISSING, "there is no secret");
}

static void
sample_hear(void *watcher, enum deliver_event event, const struct followup *followup,
        const char *words, const char *hint)
{
	struct sample *sample = watcher;

	(void)hint;
	(void)snprintf(sample->words, sizeof(sample->words), "%s", words ? words : "");
	sample->begun += event == DELIVER_BEGINS;
	sample->settled += event == DELIVER_SETTLED;
	sample->waits += event == DELIVER_WAITS;
	if (event == DELIVER_BEGINS && sample->on_begin)
		sample->on_begin(sample, followup->id);
}

static struct store *
store_get(struct sample *sample)
{
	struct store *store;

	assert_true(store_open(&sample->arena, &sample->store, STORE_WRITE, &store, &sample->err));
	assert_true(store_begin(store, &sample->err));
	return store;
}

static void
store_put(struct sample *sample, struct store *store)
{
	if (store_has_changed(store) && !store_commit(store, &sample->err))
		fail_msg("%s", sample->err.text);
	store_close(store);
}

static int
sample_open(void **state)
{
	static struct sample sample;
	struct store *store;

	memset(&service.script, 0, sizeof(service.script));
	service.posts = service.made = service.others = 0;
	stopped = 0;
	accounts[0].pace = 0;
	sample = (struct sample){.folder = "/tmp/askback-test-XXXXXX"};
	arena_init(&sample.arena);
	assert_non_null(mkdtemp(sample.folder));
	sample.store = (struct store_options){
	        .path = arena_format(&sample.arena, "%s/store.db", sample.folder),
	        .now = NOW,
	        .author = "me",
	        .command = "push",
	        .program = "0",
	};
	sample.options = (struct deliver_options){
	        .store = &sample.store,
	        .accounts = &account_list,
	        .now = NOW,
	        .lookups = 3,
	        .settle = 600,
	        .secret = secret_get,
	        .secret_context = &sample,
	        .watch = sample_hear,
	        .watcher = &sample,
	        .stop = &stopped,
	};
	store = store_get(&sample);
	for (int i = 0; i < QUESTIONS; i++) {
		struct question question = {
		        .uid = arena_format(&sample.arena, "%032d", i),
		        .body = "How?",
		        .asked = "no",
		        .state = "open",
		        .asked_at = NOW,
		};

		assert_true(question_add(store, &question, &sample.err));
	}
	store_put(&sample, store);
	*state = &sample;
	return 0;
}

static int
sample_close(void **state)
{
	static const char *const names[] = {"", ".lock", ".spool", "-journal", ".push"};
	struct sample *sample = *state;

	for (size_t i = 0; i < COUNT(names); i++)
		(void)unlink(
		        arena_format(&sample->arena, "%s/store.db%s", sample->folder, names[i]));
	arena_close(&sample->arena);
	return rmdir(sample->folder);
}

/* A follow-up to an account, in a state and phase, which `change` may alter. */
static int64_t
followup_make(struct sample *sample, const char *account, const char *state, const char *phase,
        const struct followup *change)
{
	char *uid = arena_get(&sample->arena, UID_SIZE);
	const struct account *known = accounts_find(&account_list, account);
	struct store *store = store_get(sample);
	struct followup before, after;
	int64_t question_id = 1;
	struct followup followup = {
	        .uid = uid,
	        .account = account,
	        .kind = change && change->kind ? change->kind : "issue",
	        .place = "o/r",
	        .origin = change && change->origin ? change->origin
	                : known                    ? known->url
	                                           : NULL,
	        .title = "How?",
	        .payload = change && change->payload ? change->payload
	                                             : "{\"title\": \"How?\", \"body\": \"How?\"}",
	        .state = "queued",
	        .next_at = change ? change->next_at : 0,
	};

	assert_true(random_uid(uid, &sample->err));
	assert_true(followup_add(store, &followup, &question_id, 1, &sample->err));
	assert_true(followup_get(store, &sample->arena, followup.id, &before, &sample->err));
	if (strcmp(state, "queued") != 0) {
		after = before;
		after.state = "sending";
		after.phase = phase;
		after.attempts = 1;
		after.attempted_at = NOW - 1;
		assert_true(followup_update(store, &before, &after, &sample->err));
		assert_true(followup_get(store, &sample->arena, after.id, &before, &sample->err));
	}
	if (strcmp(state, "queued") != 0 && strcmp(state, "sending") != 0) {
		after = before;
		after.state = state;
		assert_true(followup_update(store, &before, &after, &sample->err));
	}
	store_put(sample, store);
	return followup.id;
}

static int64_t
followup_queue(struct sample *sample, const char *account)
{
	return followup_make(sample, account, "queued", NULL, NULL);
}

static struct followup
followup_see(struct sample *sample, int64_t id)
{
	struct store *store = store_get(sample);
	struct followup followup;

	assert_true(followup_get(store, &sample->arena, id, &followup, &sample->err));
	store_close(store);
	return followup;
}

static void
assert_state(struct sample *sample, int64_t id, const char *state, const char *words)
{
	struct followup followup = followup_see(sample, id);

	if (strcmp(followup.state, state) != 0)
		fail_msg("F%lld is %s, not %s: %s", (long long)id, followup.state, state,
		        followup.words ? followup.words : "");
	if (words && (!followup.words || !strstr(followup.words, words)))
		fail_msg("F%lld: \"%s\" does not say \"%s\"", (long long)id,
		        followup.words ? followup.words : "", words);
}

static void
run(struct sample *sample)
{
	error_reset(&sample->err);
	if (!deliver_run(&sample->arena, &sample->options, &sample->tally, &sample->err))
		fail_msg("%s", sample->err.text);
}

static void
assert_tally(const struct sample *sample, size_t sent, size_t refused, size_t later, size_t denied)
{
	const struct deliver_tally *tally = &sample->tally;

	if (tally->sent != sent || tally->refused != refused || tally->later != later ||
	        tally->denied != denied)
		fail_msg("%zu sent, %zu refused, %zu later, %zu denied", tally->sent,
		        tally->refused, tally->later, tally->denied);
}

static void
each_is_sent_once(void **state)
{
	struct sample *sample = *state;
	int64_t first = followup_queue(sample, "hub"), second = followup_queue(sample, "hub");
	struct followup followup;

	run(sample);
	assert_tally(sample, 2, 0, 0, 0);
	assert_state(sample, first, "sent", NULL);
	followup = followup_see(sample, second);
	assert_string_equal(followup.state, "sent");
	assert_string_equal(followup.remote_id, "2");
	assert_non_null(strstr(followup.remote_url, "/o/r/issues/2"));
	assert_int_equal(followup.attempts, 1);
	assert_int_equal(sample->begun, 2);
	assert_int_equal(sample->settled, 2);
	run(sample);
	assert_tally(sample, 0, 0, 0, 0);
	assert_int_equal(service.posts, 2);
}

static void
only_what_is_asked_for(void **state)
{
	struct sample *sample = *state;
	int64_t ids[] = {followup_queue(sample, "hub"), followup_queue(sample, "hub")};

	sample->options.ids = &ids[1];
	sample->options.count = 1;
	run(sample);
	assert_tally(sample, 1, 0, 0, 0);
	assert_state(sample, ids[0], "queued", NULL);
	assert_state(sample, ids[1], "sent", NULL);
}

static void
not_before_its_time(void **state)
{
	const struct followup soon = {.next_at = NOW + 60}, clock = {.next_at = NOW + 90000};
	struct sample *sample = *state;
	int64_t waiting = followup_make(sample, "hub", "queued", NULL, &soon);
	int64_t lost = followup_make(sample, "hub", "queued", NULL, &clock);

	run(sample);
	assert_tally(sample, 1, 0, 1, 0);
	assert_int_equal(sample->tally.next_at, NOW + 60);
	assert_state(sample, waiting, "queued", NULL);
	assert_state(sample, lost, "sent", NULL);
	sample->options.now = NOW + 60;
	run(sample);
	assert_tally(sample, 1, 0, 0, 0);
}

static void
a_person_has_to_decide(void **state)
{
	const struct followup moved = {.origin = "http://127.0.0.1:1/api/v3"};
	const struct followup mail = {.kind = "mail"};
	const struct followup note = {.kind = "note"};
	struct sample *sample = *state;
	int64_t elsewhere = followup_make(sample, "hub", "queued", NULL, &moved);
	int64_t doubtful = followup_make(sample, "hub", "sending", FOLLOWUP_PHASE_WIRE, &moved);
	int64_t by_hand = followup_make(sample, "hand", "queued", NULL, &note);
	int64_t in_doubt = followup_make(sample, "hand", "sending", FOLLOWUP_PHASE_LAST, &mail);
	struct followup followup;

	run(sample);
	assert_tally(sample, 0, 4, 0, 0);
	assert_state(sample, elsewhere, "held", "points elsewhere");
	assert_state(sample, doubtful, "held", "points elsewhere");
	followup = followup_see(sample, doubtful);
	assert_true(followup_is_in_doubt(&followup));
	followup = followup_see(sample, elsewhere);
	assert_false(followup_is_in_doubt(&followup));
	assert_state(sample, by_hand, "held", "by hand");
	assert_state(sample, in_doubt, "held", "nobody can tell");
	assert_int_equal(service.posts + service.others, 0);
}

static void
an_address_does_not_leave(void **state)
{
	const struct followup leak = {.payload = "{\"body\": \"Ask emil@shop.example\"}"};
	struct sample *sample = *state;
	struct person person = {.name = "Emil Stolarsky"};
	struct contact contact = {.kind = "email", .value = "emil@shop.example", .source = "typed"};
	struct store *store = store_get(sample);
	int64_t id;

	assert_true(person_add(store, &person, &sample->err));
	contact.person_id = person.id;
	assert_true(contact_add(store, &contact, &sample->err));
	store_put(sample, store);
	id = followup_make(sample, "hub", "queued", NULL, &leak);
	run(sample);
	assert_tally(sample, 0, 1, 0, 0);
	assert_state(sample, id, "held", "Emil Stolarsky");
	assert_int_equal(service.posts + service.others, 0);
}

static void
an_account_is_gone(void **state)
{
	struct sample *sample = *state;
	int64_t id = followup_queue(sample, "old"), other = followup_queue(sample, "hub");

	(void)followup_queue(sample, "old");
	run(sample);
	assert_tally(sample, 1, 0, 2, 0);
	assert_state(sample, id, "queued", "there is no account old");
	assert_state(sample, other, "sent", NULL);
}

static void
a_secret_is_not_accepted(void **state)
{
	struct sample *sample = *state;
	int64_t first = followup_queue(sample, "hub");

	(void)followup_queue(sample, "hub");
	service.script[0] = UNAUTHORIZED;
	run(sample);
	assert_tally(sample, 0, 0, 0, 2);
	assert_int_equal(service.posts, 1);
	assert_state(sample, first, "queued", NULL);
	assert_int_equal(followup_see(sample, first).attempts, 0);
}

static void
there_is_no_secret(void **state)
{
	struct sample *sample = *state;

	(void)followup_queue(sample, "hub");
	sample->secretless = true;
	run(sample);
	assert_tally(sample, 0, 0, 0, 1);
	assert_string_equal(sample->words, "there is no secret");
	assert_int_equal(service.posts + service.others, 0);
}

static void
a_limit_holds_for_all_and_lasts(void **state)
{
	struct sample *sample = *state;
	int64_t first = followup_queue(sample, "hub"), second = followup_queue(sample, "hub");

	service.script[0] = LIMITED;
	run(sample);
	assert_tally(sample, 0, 0, 2, 0);
	assert_int_equal(service.posts, 1);
	assert_in_range(sample->tally.next_at, NOW + 40, NOW + 42);
	sample->options.now = NOW + 20;
	run(sample);
	assert_tally(sample, 0, 0, 2, 0);
	assert_int_equal(service.posts, 1);
	sample->options.now = NOW + 45;
	run(sample);
	assert_tally(sample, 2, 0, 0, 0);
	assert_state(sample, first, "sent", NULL);
	assert_state(sample, second, "sent", NULL);
}

static void
refused_is_no_reason_to_stop(void **state)
{
	struct sample *sample = *state;
	int64_t first = followup_queue(sample, "hub");

	(void)followup_queue(sample, "hub");
	service.script[0] = INVALID;
	run(sample);
	assert_tally(sample, 1, 1, 0, 0);
	assert_state(sample, first, "refused", "Validation Failed");
}

static void
who_fails_again_and_again_is_left_alone(void **state)
{
	struct sample *sample = *state;
	int64_t fifth, hub;

	for (int i = 0; i < 4; i++)
		(void)followup_queue(sample, "nobody");
	fifth = followup_queue(sample, "nobody");
	hub = followup_queue(sample, "hub");
	run(sample);
	assert_tally(sample, 1, 0, 5, 0);
	assert_int_equal(sample->begun, 4);
	assert_state(sample, 3, "queued", "");
	assert_int_equal(followup_see(sample, 3).attempted_at, NOW);
	assert_int_equal(followup_see(sample, 3).attempts, 0);
	assert_int_equal(followup_see(sample, fifth).attempted_at, 0);
	assert_state(sample, hub, "sent", NULL);
}

static void
nothing_is_made_again_during_an_incident(void **state)
{
	struct sample *sample = *state;

	sample->options.settle = 0;
	(void)followup_queue(sample, "hub");
	for (int i = 0; i < SCRIPT_MOST; i++)
		service.script[i] = BROKEN;
	run(sample);
	assert_tally(sample, 0, 0, 1, 0);
	assert_int_equal(service.posts, 3);
}

static void
what_is_uncertain_is_looked_for(void **state)
{
	struct sample *sample = *state;
	int64_t id = followup_queue(sample, "hub");
	struct followup followup;

	service.script[0] = BROKEN;
	run(sample);
	assert_tally(sample, 0, 0, 1, 0);
	followup = followup_see(sample, id);
	assert_string_equal(followup.state, "uncertain");
	assert_in_range(followup.next_at, NOW + 30, NOW + 32);
	for (int64_t at = followup.next_at; service.made == 0; at = followup.next_at) {
		sample->options.now = at;
		run(sample);
		followup = followup_see(sample, id);
		assert_true(service.made || followup.lookups < 3);
	}
	assert_state(sample, id, "sent", NULL);
	assert_true(sample->options.now >= NOW + 600);
	assert_int_equal(service.posts, 2);
}

static void
an_attempt_that_broke_off_goes_on(void **state)
{
	struct sample *sample = *state;
	int64_t id = followup_make(sample, "hub", "sending", NULL, NULL);

	run(sample);
	assert_tally(sample, 1, 0, 0, 0);
	assert_int_equal(followup_see(sample, id).attempts, 1);
}

static void
the_pace_is_kept(void **state)
{
	struct sample *sample = *state;

	accounts[0].pace = 1;
	for (int i = 0; i < 3; i++)
		(void)followup_queue(sample, "hub");
	run(sample);
	assert_tally(sample, 1, 0, 2, 0);
	assert_int_equal(sample->waits, 0);
	sample->options.now = NOW + 5;
	sample->options.patience = 1;
	run(sample);
	assert_tally(sample, 2, 0, 0, 0);
	assert_int_equal(sample->waits, 1);
}

static void
only_one_delivers(void **state)
{
	struct sample *sample = *state;
	int lock;

	(void)followup_queue(sample, "hub");
	assert_true(lock_open(
	        arena_format(&sample->arena, "%s.push", sample->store.path), &lock, &sample->err));
	assert_false(deliver_run(&sample->arena, &sample->options, &sample->tally, &sample->err));
	assert_int_equal(sample->err.kind, ERROR_BUSY);
	lock_close(lock);
	run(sample);
	assert_tally(sample, 1, 0, 0, 0);
}

static void
stop(struct sample *sample, int64_t id)
{
	(void)sample;
	(void)id;
	stopped = 1;
}

static void
the_user_stops_it(void **state)
{
	struct sample *sample = *state;
	int64_t first = followup_queue(sample, "hub");

	(void)followup_queue(sample, "hub");
	sample->on_begin = stop;
	assert_false(deliver_run(&sample->arena, &sample->options, &sample->tally, &sample->err));
	assert_int_equal(sample->err.kind, ERROR_CANCELLED);
	assert_int_equal(service.posts, 0);
	assert_state(sample, first, "queued", NULL);
	assert_int_equal(followup_see(sample, first).attempts, 0);
	stopped = 0;
	sample->on_begin = NULL;
	run(sample);
	assert_tally(sample, 2, 0, 0, 0);
}

static void
hold(struct sample *sample, int64_t id)
{
	struct store *store = store_get(sample);
	struct followup before, after;

	assert_true(followup_get(store, &sample->arena, id, &before, &sample->err));
	after = before;
	after.state = "held";
	assert_true(followup_update(store, &before, &after, &sample->err));
	store_put(sample, store);
}

static void
the_user_holds_it_in_time(void **state)
{
	struct sample *sample = *state;
	int64_t id = followup_queue(sample, "hub");

	sample->on_begin = hold;
	run(sample);
	assert_state(sample, id, "held", NULL);
	assert_int_equal(service.posts, 0);
}

static void
what_was_sent_is_closed(void **state)
{
	struct sample *sample = *state;
	int64_t id = followup_queue(sample, "hub"), queued;
	struct followup followup;

	run(sample);
	service.script[1] = "201 Created\r\n\r\n{\"id\": 1}";
	queued = followup_queue(sample, "hub");
	if (!deliver_retract(
	            &sample->arena, &sample->options, id, "by mistake", &followup, &sample->err))
		fail_msg("%s", sample->err.text);
	assert_string_equal(followup.state, "closed");
	assert_state(sample, id, "closed", "retracted: by mistake");
	assert_false(deliver_retract(
	        &sample->arena, &sample->options, queued, "x", &followup, &sample->err));
	assert_int_equal(sample->err.kind, ERROR_INVALID);
	assert_false(deliver_retract(
	        &sample->arena, &sample->options, id, "x", &followup, &sample->err));
	assert_int_equal(sample->err.kind, ERROR_INVALID);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(each_is_sent_once, sample_open, sample_close),
	        cmocka_unit_test_setup_teardown(only_what_is_asked_for, sample_open, sample_close),
	        cmocka_unit_test_setup_teardown(not_before_its_time, sample_open, sample_close),
	        cmocka_unit_test_setup_teardown(a_person_has_to_decide, sample_open, sample_close),
	        cmocka_unit_test_setup_teardown(
	                an_address_does_not_leave, sample_open, sample_close),
	        cmocka_unit_test_setup_teardown(an_account_is_gone, sample_open, sample_close),
	        cmocka_unit_test_setup_teardown(
	                a_secret_is_not_accepted, sample_open, sample_close),
	        cmocka_unit_test_setup_teardown(there_is_no_secret, sample_open, sample_close),
	        cmocka_unit_test_setup_teardown(
	                a_limit_holds_for_all_and_lasts, sample_open, sample_close),
	        cmocka_unit_test_setup_teardown(
	                refused_is_no_reason_to_stop, sample_open, sample_close),
	        cmocka_unit_test_setup_teardown(
	                who_fails_again_and_again_is_left_alone, sample_open, sample_close),
	        cmocka_unit_test_setup_teardown(
	                nothing_is_made_again_during_an_incident, sample_open, sample_close),
	        cmocka_unit_test_setup_teardown(
	                what_is_uncertain_is_looked_for, sample_open, sample_close),
	        cmocka_unit_test_setup_teardown(
	                an_attempt_that_broke_off_goes_on, sample_open, sample_close),
	        cmocka_unit_test_setup_teardown(the_pace_is_kept, sample_open, sample_close),
	        cmocka_unit_test_setup_teardown(only_one_delivers, sample_open, sample_close),
	        cmocka_unit_test_setup_teardown(the_user_stops_it, sample_open, sample_close),
	        cmocka_unit_test_setup_teardown(
	                the_user_holds_it_in_time, sample_open, sample_close),
	        cmocka_unit_test_setup_teardown(what_was_sent_is_closed, sample_open, sample_close),
	};

	return cmocka_run_group_tests(tests, service_open, service_close);
}
