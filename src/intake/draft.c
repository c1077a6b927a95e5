/* SPDX-License-Identifier: MIT */
#include "intake/draft.h"

#include <string.h>
#include <strings.h>

#include "text/utf8.h"
#include "intake/handles.h"
#include "intake/html.h"

enum { SAME_ID_MOST = 20 }; /* people: what more of them have is nobody's id */

void
draft_init(struct draft *draft, struct arena *arena, const char *name, struct programme *programme)
{
	*programme = (struct programme){0};
	*draft = (struct draft){.arena = arena, .name = name, .programme = programme};
}

void
draft_add_warning(
        struct draft *draft, enum programme_warning_kind kind, const struct draft_talk *talk)
{
	const char *names[] = {talk->title, talk->guid, talk->id, talk->code};
	const char *name = "a talk without title and id";

	for (size_t i = COUNT(names); i-- > 0;)
		if (names[i] && *names[i])
			name = names[i];
	programme_add_warning(draft->arena, draft->programme, kind, "%.80s", name);
}

/* At most `most` bytes, and no half character at the end. */
static const char *
cut(struct draft *draft, const char *raw, size_t most)
{
	size_t length = strlen(raw);

	if (length <= most)
		return raw;
	length = most;
	while (length && ((unsigned char)raw[length] & 0xC0) == 0x80)
		length--;
	programme_add_warning(
	        draft->arena, draft->programme, PROGRAMME_WARNING_TEXT_CUT, "%.60s...", raw);
	return arena_format(draft->arena, "%.*s...", (int)length, raw);
}

/* Readers refuse bytes that are not UTF-8; what cannot be cleaned all the same is not kept. */
static const char *
clean(struct draft *draft, const char *raw)
{
	struct error ignored;
	const char *text;

	if (!utf8_clean(draft->arena, "the text", raw, strlen(raw), &text, &ignored) || !*text)
		return NULL;
	return text;
}

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static const char *
spaces_join(struct draft *draft, const char *raw)
{
	char *line = arena_text(draft->arena, raw);
	char *to = line;

	for (const char *at = raw; *at; at++) {
		if (!is_space(*at))
			*to++ = *at;
		else if (to > line && to[-1] != ' ')
			*to++ = ' ';
	}
	*to = '\0';
	return line;
}

const char *
draft_line(struct draft *draft, const char *raw)
{
	if (!raw || !*raw)
		return NULL;
	raw = spaces_join(draft, html_decode(draft->arena, cut(draft, raw, DRAFT_LINE_MOST)));
	return clean(draft, raw);
}

const char *
draft_text(struct draft *draft, const char *raw)
{
	if (!raw || !*raw)
		return NULL;
	raw = cut(draft, raw, DRAFT_TEXT_MOST);
	if (html_is(raw))
		raw = html_text(draft->arena, raw);
	return clean(draft, raw);
}

static bool
is_web_address(const char *url)
{
	const char *host = url;

	if (strncasecmp(url, "https://", 8) == 0)
		host += 8;
	else if (strncasecmp(url, "http://", 7) == 0)
		host += 7;
	if (host == url || !*host || strlen(url) > DRAFT_LINE_MOST)
		return false;
	for (; *host; host++)
		if ((unsigned char)*host <= ' ' || *host == 0x7f)
			return false;
	return true;
}

const char *
draft_url(struct draft *draft, const char *raw)
{
	const char *url = raw ? clean(draft, raw) : NULL;

	if (!url || is_web_address(url))
		return url;
	programme_add_warning(
	        draft->arena, draft->programme, PROGRAMME_WARNING_URL_REFUSED, "%.60s", url);
	return NULL;
}

bool
draft_add_talk(struct draft *draft, struct draft_talk **talk_out, struct error *err)
{
	if (draft->talk_count == DRAFT_TALKS_MOST)
		return error_set(err, ERROR_INVALID, "%s: more than %d talks", draft->name,
		        DRAFT_TALKS_MOST);
	draft->talks = arena_grow(draft->arena, draft->talks, draft->talk_count,
	        &draft->talk_capacity, sizeof(*draft->talks));
	*talk_out = &draft->talks[draft->talk_count++];
	**talk_out = (struct draft_talk){0};
	return true;
}

/*
 * Whose id is a guid or a code is told apart by it. Plain numbers do not: older systems gave
 * people a new one for each appearance.
 */
static bool
is_distinct(const struct draft_person *person)
{
	return person->guid || person->code;
}

static const char *
person_uid(struct draft *draft, const struct draft_person *person)
{
	const char *uid = draft_line(draft, person->guid);

	if (!uid)
		uid = draft_line(draft, person->code);
	return uid ? uid : draft_line(draft, person->id);
}

/* What the person did not have yet. */
static void
person_fill(struct draft *draft, struct programme_person *to, const struct draft_person *from)
{
	if (!to->role)
		to->role = draft_line(draft, from->role);
	if (!to->affiliation)
		to->affiliation = draft_line(draft, from->affiliation);
	if (!to->email)
		to->email = from->email;
	if (!to->contact_count && from->contact_count) {
		struct programme_contact *contacts =
		        arena_array(draft->arena, from->contact_count, sizeof(*contacts));

		memcpy(contacts, from->contacts, from->contact_count * sizeof(*contacts));
		to->contacts = contacts;
		to->contact_count = from->contact_count;
	}
}

/* An id that somebody else has gets a number, so that uids stay unique. */
static const char *
uid_claim(struct draft *draft, const char *uid, const char *name)
{
	const char *claimed = uid;

	for (size_t i = 2; claimed; i++) {
		if (lookup_add(draft->arena, &draft->person_uids, claimed, draft->person_count))
			break;
		if (i == 2)
			programme_add_warning(draft->arena, draft->programme,
			        PROGRAMME_WARNING_PERSON_ID_REPEATED, "%.40s, %.80s", uid, name);
		claimed = i < SAME_ID_MOST ? arena_format(draft->arena, "%s#%zu", uid, i) : NULL;
	}
	return claimed;
}

static const char *
person_key(struct draft *draft, const char *uid, const char *name)
{
	return arena_format(draft->arena, "%s\n%s", uid ? uid : "", name);
}

static bool
person_add(struct draft *draft, const struct draft_person *person, size_t *number_out)
{
	const char *name = draft_line(draft, person->name);
	const char *uid = person_uid(draft, person);
	struct programme_person *added;

	if (!name || draft->person_count == DRAFT_PEOPLE_MOST) {
		programme_add_warning(draft->arena, draft->programme,
		        PROGRAMME_WARNING_SPEAKER_UNKNOWN, "id %.40s", uid ? uid : "unknown");
		return false;
	}
	draft->people = arena_grow(draft->arena, draft->people, draft->person_count,
	        &draft->person_capacity, sizeof(*draft->people));
	added = &draft->people[draft->person_count];
	*added = (struct programme_person){.uid = uid_claim(draft, uid, name), .name = name};
	person_fill(draft, added, person);
	(void)!lookup_add(draft->arena, &draft->person_keys, person_key(draft, uid, name),
	        draft->person_count);
	if (!is_distinct(person))
		(void)!lookup_add(draft->arena, &draft->person_names, name, draft->person_count);
	*number_out = draft->person_count++;
	return true;
}

bool
draft_has_person(struct draft *draft, const struct draft_person *person, size_t *number_out)
{
	const char *name = draft_line(draft, person->name);
	const char *uid = person_uid(draft, person);

	if (!name)
		return false;
	if (lookup_find(&draft->person_keys, person_key(draft, uid, name), number_out))
		return true;
	return !is_distinct(person) && lookup_find(&draft->person_names, name, number_out);
}

bool
draft_add_person(struct draft *draft, const struct draft_person *person, size_t *number_out)
{
	if (draft_has_person(draft, person, number_out)) {
		person_fill(draft, &draft->people[*number_out], person);
		return true;
	}
	return person_add(draft, person, number_out);
}

bool
draft_find_person(const struct draft *draft, const char *uid, size_t *number_out)
{
	return uid && lookup_find(&draft->person_uids, uid, number_out);
}

/* Services that the program knows no more of are kept as addresses. */
static bool
is_kind(const char *service)
{
	static const char *const kinds[] = {
	        "github", "gitlab", "mastodon", "bluesky", "matrix", "x", "linkedin"};

	for (size_t i = 0; i < COUNT(kinds); i++)
		if (strcmp(kinds[i], service) == 0)
			return true;
	return false;
}

void
draft_add_contact(
        struct draft *draft, struct draft_person *person, const char *field, const char *value)
{
	struct programme_contact contact;
	struct handle handle;

	if (!value || !handle_parse(draft->arena, field, value, &handle))
		return;
	if (strcmp(handle.service, "email") == 0) {
		person->email = handle.name;
		return;
	}
	contact = (struct programme_contact){
	        .kind = is_kind(handle.service) ? handle.service : "url",
	        .value = is_kind(handle.service) ? handle.name : handle.url,
	        .url = handle.url,
	};
	for (size_t i = 0; i < person->contact_count; i++)
		if (strcmp(person->contacts[i].kind, contact.kind) == 0 &&
		        strcasecmp(person->contacts[i].value, contact.value) == 0)
			return;
	if (person->contact_count < DRAFT_CONTACTS_MOST)
		person->contacts[person->contact_count++] = contact;
}

void
draft_add_speaker(struct draft *draft, struct draft_talk *talk, size_t number)
{
	for (size_t i = 0; i < talk->speaker_count; i++)
		if (talk->speakers[i] == number)
			return;
	if (talk->speaker_count == DRAFT_LIST_MOST)
		return;
	talk->speakers = arena_grow(draft->arena, talk->speakers, talk->speaker_count,
	        &talk->speaker_capacity, sizeof(*talk->speakers));
	talk->speakers[talk->speaker_count++] = number;
}

static bool
text_has(const char *text, const char *part)
{
	return text && strcasestr(text, part);
}

static bool
is_recording(const char *type, const char *title, const char *url)
{
	static const char *const marks[] = {
	        ".webm", ".mp4", "//media.ccc.de/", "youtube.com/watch", "//youtu.be/"};

	if (text_has(type, "video") || text_has(type, "recording") || text_has(title, "recording"))
		return true;
	if (title && strncasecmp(title, "video", 5) == 0)
		return true;
	for (size_t i = 0; i < COUNT(marks); i++)
		if (text_has(url, marks[i]))
			return true;
	return false;
}

static bool
is_slides(const char *type, const char *title)
{
	return text_has(type, "slides") || text_has(title, "slides") ||
	        text_has(title, "presentation");
}

void
draft_add_link(struct draft *draft, struct draft_talk *talk, const char *type, const char *title,
        const char *url)
{
	const char *address = draft_url(draft, url);

	if (!address)
		return;
	if (is_slides(type, title) && !talk->slides_url) {
		talk->slides_url = address;
		return;
	}
	if (!is_slides(type, title) && is_recording(type, title, address) && !talk->recording_url) {
		talk->recording_url = address;
		return;
	}
	if (talk->link_count == DRAFT_LIST_MOST)
		return;
	talk->links = arena_grow(draft->arena, talk->links, talk->link_count, &talk->link_capacity,
	        sizeof(*talk->links));
	talk->links[talk->link_count++] = (struct programme_link){
	        .title = draft_line(draft, title),
	        .url = address,
	};
}
