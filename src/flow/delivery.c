/* SPDX-License-Identifier: MIT */
#include "flow/delivery.h"

#include <string.h>
#include <time.h>

#include "base/lock.h"

enum { MS = 1000 };

static int64_t
monotonic_ms(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * MS + now.tv_nsec / (1000 * 1000);
}

int64_t
delivery_now_ms(const struct delivery *delivery)
{
	return delivery->options->now * MS + monotonic_ms() - delivery->started_ms;
}

int64_t
delivery_now(const struct delivery *delivery)
{
	return delivery_now_ms(delivery) / MS;
}

bool
delivery_open(struct delivery *delivery, struct arena *arena, const struct deliver_options *options,
        struct error *err)
{
	const char *path = arena_format(arena, "%s.push", options->store->path);

	*delivery = (struct delivery){
	        .options = options, .arena = arena, .started_ms = monotonic_ms(), .lock = -1};
	if (!lock_open(path, &delivery->lock, err)) {
		if (err->kind != ERROR_BUSY)
			return false;
		error_set(err, ERROR_BUSY, "another delivery is running");
		return error_hint(err, "askback outbox list");
	}
	arena_init(&delivery->scratch);
	return true;
}

void
delivery_close(struct delivery *delivery)
{
	http_close(delivery->http);
	arena_close(&delivery->scratch);
	lock_close(delivery->lock);
}

bool
delivery_is_stopped(const struct delivery *delivery)
{
	return delivery->options->stop && *delivery->options->stop;
}

bool
delivery_stop(struct error *err)
{
	return error_set(
	        err, ERROR_CANCELLED, "stopped: what was not sent waits for the next push");
}

bool
delivery_open_store(
        struct delivery *delivery, int busy_ms, struct store **store_out, struct error *err)
{
	struct store_options options = *delivery->options->store;
	struct store *store;

	options.now = delivery_now(delivery);
	options.busy_ms = busy_ms;
	if (!store_open(&delivery->scratch, &options, STORE_WRITE, &store, err))
		return false;
	if (!store_begin(store, err)) {
		store_close(store);
		return false;
	}
	*store_out = store;
	return true;
}

struct service *
delivery_find_service(struct delivery *delivery, const char *name)
{
	struct service *service = delivery->services;

	while (service && strcmp(service->name, name) != 0)
		service = service->next;
	if (service)
		return service;
	service = arena_get(delivery->arena, sizeof(*service));
	service->next = delivery->services;
	service->name = arena_text(delivery->arena, name);
	service->account = accounts_find(delivery->options->accounts, name);
	service->channel = service->account ? channel_find(service->account->type) : NULL;
	delivery->services = service;
	return service;
}

const char *
service_origin(const struct service *service)
{
	return service->account->url ? service->account->url : "";
}

void
pick_update(struct pick *pick, const struct followup *followup)
{
	bool queued = strcmp(followup->state, "queued") == 0;

	pick->next_at = followup->next_at;
	pick->doubtful = !queued;
	pick->done = !queued && recovery_find(followup, true) == RECOVERY_NONE;
}

bool
pick_is_due(const struct pick *pick, int64_t now)
{
	return pick->next_at <= now || pick->next_at > now + VERDICT_DAY;
}

static bool
is_wanted(const struct deliver_options *options, int64_t id)
{
	for (size_t i = 0; i < options->count; i++)
		if (options->ids[i] == id)
			return true;
	return options->count == 0;
}

bool
delivery_list(struct delivery *delivery, struct error *err)
{
	struct followup_due_list list;
	struct store *store;
	bool ok;

	if (!delivery_open_store(delivery, 0, &store, err))
		return false;
	ok = followup_list_due(store, &delivery->scratch, &list, err);
	store_close(store);
	if (!ok)
		return false;
	delivery->picks = arena_array(delivery->arena, list.count + 1, sizeof(*delivery->picks));
	for (size_t i = 0; i < list.count; i++)
		if (is_wanted(delivery->options, list.items[i].id))
			delivery->picks[delivery->pick_count++] = (struct pick){
			        .id = list.items[i].id,
			        .service = delivery_find_service(delivery, list.items[i].account),
			        .next_at = list.items[i].next_at,
			        .doubtful = strcmp(list.items[i].state, "queued") != 0,
			};
	return true;
}

bool
delivery_get_secret(struct delivery *delivery, struct service *service, struct error *err)
{
	const struct deliver_options *options = delivery->options;

	if (service->asked)
		return true;
	service->asked = true;
	if (options->secret(options->secret_context, service->account, &service->secret, err))
		return true;
	service->down = true;
	service->denied = true;
	return false;
}

bool
delivery_open_call(struct delivery *delivery, const struct service *service,
        const struct wire *wire, struct call *call_out, struct error *err)
{
	if (!delivery->http && !http_open(&delivery->http, err))
		return false;
	*call_out = (struct call){
	        .arena = &delivery->scratch,
	        .account = service->account,
	        .secret = service->secret,
	        .http = delivery->http,
	        .wire = wire,
	        .now = delivery_now(delivery),
	};
	return true;
}

void
delivery_tell(const struct delivery *delivery, enum deliver_event event,
        const struct followup *followup, const char *words, const char *hint)
{
	if (delivery->options->watch)
		delivery->options->watch(delivery->options->watcher, event, followup, words, hint);
}
