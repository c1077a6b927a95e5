/* SPDX-License-Identifier: MIT */
#include "flow/accounts.h"

#include "flow/account_url.h"
#include "model/person.h"
#include "text/number.h"
#include "text/suggest.h"

#include <string.h>

enum { NAME_MOST = 64, PACE_MOST = 86400, SECONDS_MOST = 3600 };

static const struct account built_in[] = {
        {.name = "github", .type = "github", .url = "https://github.com"},
        {.name = "gitlab", .type = "gitlab", .url = "https://gitlab.com"},
        {.name = "codeberg", .type = "gitea", .url = "https://codeberg.org"},
        {.name = "hand", .type = "hand"},
};

/* Keys that only some types know, so that none is ignored in silence. */
static const struct {
	const char *key;
	const char *types;
} special_keys[] = {
        {.key = "url", .types = "github|gitlab|gitea|redmine|mail"},
        {.key = "cafile", .types = "github|gitlab|gitea|redmine|mail"},
        {.key = "timeout", .types = "github|gitlab|gitea|redmine|mail"},
        {.key = "secret-command", .types = "github|gitlab|gitea|redmine|mail"},
        {.key = "secret-env", .types = "github|gitlab|gitea|redmine|mail"},
        {.key = "client-id", .types = "github"},
        {.key = "markup", .types = "redmine"},
        {.key = "tracker", .types = "redmine"},
        {.key = "user", .types = "mail"},
        {.key = "from", .types = "mail"},
        {.key = "name", .types = "mail"},
        {.key = "reply-to", .types = "mail"},
        {.key = "auth", .types = "mail"},
        {.key = "sendmail", .types = "mail"},
        {.key = "folder", .types = "mail"},
};

/* One section while it is read. */
struct reader {
	struct arena *arena;
	const struct config *config;
	struct account account;
};

static bool
is_type(const char *account_type, const char *type)
{
	return strcmp(account_type, type) == 0;
}

static bool
has_word(const char *words, const char *separators, const char *word)
{
	size_t length = strlen(word);

	while (*(words += strspn(words, separators))) {
		size_t next = strcspn(words, separators);

		if (next == length && strncmp(words, word, length) == 0)
			return true;
		words += next;
	}
	return false;
}

static const char *
reader_get(const struct reader *reader, const char *key)
{
	const char *value = config_get(reader->config, "channel", reader->account.name, key);

	return value && *value ? value : NULL;
}

static const struct account *
built_in_find(const char *name)
{
	for (size_t i = 0; i < COUNT(built_in); i++)
		if (strcmp(built_in[i].name, name) == 0)
			return &built_in[i];
	return NULL;
}

/* It stands before the colon of a destination, in names of variables and of files. */
static bool
name_check(const char *name, struct error *err)
{
	size_t length =
	        strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");

	if (name[length] || length > NAME_MOST || strchr("-_.", *name))
		return error_set(err, ERROR_INVALID,
		        "the name of an account is made of letters and digits, with - _ . between "
		        "them");
	if (has_word("http https mailto", " ", name))
		return error_set(err, ERROR_INVALID, "an account cannot have this name");
	return true;
}

static bool
reader_init_type(struct reader *reader, struct error *err)
{
	struct account *account = &reader->account;
	const struct account *known = built_in_find(account->name);

	account->type = reader_get(reader, "type");
	if (!account->type && known)
		account->type = known->type;
	if (!account->type && has_word(ACCOUNT_TYPES, "|", account->name))
		account->type = account->name;
	if (!account->type) {
		error_set(err, ERROR_INVALID, "the account has no type");
		return error_hint(err, "type = " ACCOUNT_TYPES);
	}
	return true;
}

static bool
special_keys_check(const struct reader *reader, struct error *err)
{
	const char *type = reader->account.type;

	for (size_t i = 0; i < COUNT(special_keys); i++)
		if (reader_get(reader, special_keys[i].key) &&
		        !has_word(special_keys[i].types, "|", type))
			return error_set(err, ERROR_INVALID,
			        "%s means nothing to an account of type %s", special_keys[i].key,
			        type);
	return true;
}

static bool
is_one_line(const char *value)
{
	for (; *value; value++)
		if ((unsigned char)*value < ' ' || *value == 0x7F)
			return false;
	return true;
}

/* A text of the section, or else; it becomes a part of headers and commands. */
static bool
reader_text(const struct reader *reader, const char *key, const char *otherwise,
        const char **text_out, struct error *err)
{
	const char *value = reader_get(reader, key);

	*text_out = value ? value : otherwise;
	if (*text_out && !is_one_line(*text_out))
		return error_set(err, ERROR_INVALID, "%s has a control character in it", key);
	return true;
}

static bool
reader_number(const struct reader *reader, const char *key, int64_t most, int64_t otherwise,
        int64_t *number_out, struct error *err)
{
	const char *value = reader_get(reader, key);

	*number_out = otherwise;
	if (value && !number_parse(value, 0, most, number_out))
		return error_set(err, ERROR_INVALID, "%s is at most %lld, not %s", key,
		        (long long)most, value);
	return true;
}

static bool
reader_address(const struct reader *reader, const char *key, const char *otherwise,
        const char **address_out, struct error *err)
{
	const char *value = reader_get(reader, key);

	*address_out = value ? value : otherwise;
	return !*address_out ||
	        contact_parse(reader->arena, "email", *address_out, address_out, err) ||
	        error_in(err, "%s", key);
}

static bool
reader_read_url(struct reader *reader, struct error *err)
{
	struct account *account = &reader->account;
	const struct account *known = built_in_find(account->name);
	const char *value = reader_get(reader, "url");

	if (!known || !is_type(known->type, account->type))
		known = built_in_find(account->type);
	if (!value && known)
		value = known->url;
	if (!value && is_type(account->type, "mail"))
		return true;
	if (!value && !is_type(account->type, "hand")) {
		error_set(err, ERROR_INVALID, "the account has no url");
		return error_hint(err, "url = https://HOST");
	}
	return !value || account_url_parse(reader->arena, account->type, value, &account->url, err);
}

static bool
mail_check(const struct account *account, struct error *err)
{
	int ways = (account->url != NULL) + (account->sendmail != NULL) + (account->folder != NULL);

	if (!account->sender) {
		error_set(err, ERROR_INVALID, "nobody is the sender");
		return error_hint(err, "set from here, or email in the section [user]");
	}
	if (ways != 1) {
		error_set(err, ERROR_INVALID, "%s",
		        ways ? "there is more than one way to send a mail"
		             : "there is no way to send a mail");
		return error_hint(err, "set one of url, sendmail and folder");
	}
	return true;
}

static bool
reader_read_mail(struct reader *reader, struct error *err)
{
	struct account *account = &reader->account;
	const char *email = config_get(reader->config, "user", NULL, "email");
	const char *name = config_get(reader->config, "user", NULL, "name");

	if (!is_type(account->type, "mail"))
		return true;
	if (!reader_address(
	            reader, "from", email && *email ? email : NULL, &account->sender, err) ||
	        !reader_address(reader, "reply-to", NULL, &account->reply_to, err) ||
	        !reader_text(
	                reader, "name", name && *name ? name : NULL, &account->sender_name, err) ||
	        !reader_text(
	                reader, "auth", account->url ? "password" : "none", &account->auth, err) ||
	        !reader_text(reader, "sendmail", NULL, &account->sendmail, err) ||
	        !reader_text(reader, "folder", NULL, &account->folder, err) ||
	        !mail_check(account, err))
		return false;
	return reader_text(reader, "user", is_type(account->auth, "none") ? NULL : account->sender,
	        &account->user, err);
}

/* gh's variables (cli.github.com/manual/gh_help_environment) and GitLab's; each for its host only.
 */
static const char *
standard_variables(const struct account *account)
{
	if (is_type(account->type, "github"))
		return account_url_is_github(account->url)
		        ? "GH_TOKEN GITHUB_TOKEN"
		        : "GH_ENTERPRISE_TOKEN GITHUB_ENTERPRISE_TOKEN";
	if (is_type(account->type, "gitlab") &&
	        strcmp(account->url, "https://gitlab.com/api/v4") == 0)
		return "GITLAB_TOKEN";
	return "";
}

static const char *
own_variable(struct arena *arena, const char *name)
{
	char *variable = arena_format(arena, "ASKBACK_SECRET_%s", name);

	for (char *at = variable; *at; at++) {
		if (*at >= 'a' && *at <= 'z')
			*at = (char)(*at - 'a' + 'A');
		else if (*at == '-' || *at == '.')
			*at = '_';
	}
	return variable;
}

/* An account without a use for a secret has no place to look for one. */
static bool
reader_read_secret(struct reader *reader, struct error *err)
{
	struct account *account = &reader->account;
	const char *variables;

	if (!account->url || (account->auth && is_type(account->auth, "none")))
		return true;
	if (!reader_text(reader, "secret-command", NULL, &account->secret_command, err) ||
	        !reader_text(reader, "secret-env", standard_variables(account), &variables, err))
		return false;
	if (!(is_type(account->type, "github") && account_url_is_github(account->url)) &&
	        (has_word(variables, " ", "GH_TOKEN") ||
	                has_word(variables, " ", "GITHUB_TOKEN"))) {
		error_set(err, ERROR_INVALID, "a token for github.com is not for %s", account->url);
		return error_hint(err, "put the one for this service into another variable");
	}
	account->secret_env = arena_format(reader->arena, "%s%s%s",
	        own_variable(reader->arena, account->name), *variables ? " " : "", variables);
	return true;
}

static bool
reader_read(struct reader *reader, struct error *err)
{
	struct account *account = &reader->account;
	const struct channel *channel;

	if (!name_check(account->name, err) || !reader_init_type(reader, err) ||
	        !special_keys_check(reader, err) || !reader_read_url(reader, err))
		return false;
	channel = channel_find(account->type);
	return reader_text(reader, "cafile", NULL, &account->cafile, err) &&
	        reader_text(reader, "client-id", NULL, &account->client_id, err) &&
	        reader_text(reader, "tracker", NULL, &account->tracker, err) &&
	        reader_text(reader, "markup", is_type(account->type, "redmine") ? "textile" : NULL,
	                &account->markup, err) &&
	        reader_number(reader, "pace", PACE_MOST, channel ? channel->pace : 0,
	                &account->pace, err) &&
	        reader_number(reader, "timeout", SECONDS_MOST, 0, &account->seconds, err) &&
	        reader_read_mail(reader, err) && reader_read_secret(reader, err);
}

bool
accounts_read(struct arena *arena, const struct config *config, struct account_list *list_out,
        struct error *err)
{
	size_t named, count = COUNT(built_in);
	const char *const *names = config_names(arena, config, "channel", &named);
	struct account *items = arena_array(arena, count + named, sizeof(*items));

	for (size_t i = 0; i < count; i++)
		items[i].name = built_in[i].name;
	for (size_t i = 0; i < named; i++)
		if (!built_in_find(names[i]))
			items[count++].name = names[i];
	for (size_t i = 0; i < count; i++) {
		struct reader reader = {.arena = arena, .config = config, .account = items[i]};

		if (!reader_read(&reader, err))
			return error_in(err, "[channel \"%s\"]", items[i].name);
		items[i] = reader.account;
	}
	*list_out = (struct account_list){.items = items, .count = count};
	return true;
}

const struct account *
accounts_find(const struct account_list *list, const char *name)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->items[i].name, name) == 0)
			return &list->items[i];
	return NULL;
}

bool
accounts_get(const struct account_list *list, const char *name, const struct account **account_out,
        struct error *err)
{
	char hint[sizeof(err->hint)];
	struct suggest suggest;

	*account_out = accounts_find(list, name);
	if (*account_out)
		return true;
	suggest_init(&suggest, name);
	for (size_t i = 0; i < list->count; i++)
		suggest_add(&suggest, list->items[i].name);
	suggest_text(&suggest, hint, sizeof(hint));
	error_set(err, ERROR_MISSING, "there is no account %s", name);
	if (!hint[0])
		return error_hint(err, "add a section [channel \"%s\"] to the configuration", name);
	return error_hint(err, "%s", hint);
}

const struct account *
accounts_find_mail(const struct account_list *list)
{
	const struct account *account = accounts_find(list, "mail");

	if (account && strcmp(account->type, "mail") == 0)
		return account;
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->items[i].type, "mail") == 0)
			return &list->items[i];
	return NULL;
}
