/* SPDX-License-Identifier: MIT */
#include "model/programme.h"

struct sentence {
	const char *one;
	const char *many;
};

/* What was met, and what was done about it; a count goes in front of `many`. */
static const struct sentence sentences[PROGRAMME_WARNING_KINDS] = {
        [PROGRAMME_WARNING_ZONE_OVERRIDDEN] =
                {"the file names another time zone than you; yours is used",
                        "time zones of the file differ from yours; yours is used"},
        [PROGRAMME_WARNING_ZONE_UNKNOWN] = {"a time zone of the file is not known",
                "time zones of the file are not known"},
        [PROGRAMME_WARNING_ZONE_REPAIRED] = {"a time zone was read under its present name",
                "time zones were read under their present names"},
        [PROGRAMME_WARNING_ZONE_GUESSED] =
                {"the file names no time zone; the offset of its times is used", NULL},
        [PROGRAMME_WARNING_ZONE_CONTRADICTS] =
                {"a time has another offset than its time zone; the offset is used",
                        "times have other offsets than their time zone; the offsets are used"},
        [PROGRAMME_WARNING_UTC_SUSPECT] = {"a time ends in Z, which this service also writes for "
                                           "local times; compare one",
                "times end in Z, which this service also writes for local times; compare one"},
        [PROGRAMME_WARNING_CLOCK_SKIPPED] =
                {"a time is skipped by summer time; an hour later is used",
                        "times are skipped by summer time; an hour later is used"},
        [PROGRAMME_WARNING_CLOCK_TWICE] =
                {"a time comes twice when summer time ends; the first is used",
                        "times come twice when summer time ends; the first is used"},
        [PROGRAMME_WARNING_TIME_UNREADABLE] = {"a time cannot be read; the talk has none",
                "times cannot be read; these talks have none"},
        [PROGRAMME_WARNING_TIME_ABSENT] = {"a talk has no time yet", "talks have no time yet"},
        [PROGRAMME_WARNING_END_BEFORE_START] =
                {"a talk does not end after its start; its end was repaired or left out",
                        "talks do not end after their start; their ends were repaired or left out"},
        [PROGRAMME_WARNING_ID_REPEATED] =
                {"an id is used for another slot too; the later one got a number",
                        "ids are used for other slots too; the later ones got a number"},
        [PROGRAMME_WARNING_IDS_UNUSABLE] =
                {"the file uses one id for several talks; its ids are not used", NULL},
        [PROGRAMME_WARNING_TALK_DOUBLED] = {"a talk is in the file twice; one is kept",
                "talks are in the file twice; one of each is kept"},
        [PROGRAMME_WARNING_PERSON_ID_REPEATED] = {"an id is used for two people; both are kept",
                "ids are used for two people; both are kept"},
        [PROGRAMME_WARNING_TITLE_EMPTY] = {"a talk has no title", "talks have no title"},
        [PROGRAMME_WARNING_TEXT_CUT] = {"a text is too long and was cut",
                "texts are too long and were cut"},
        [PROGRAMME_WARNING_URL_REFUSED] = {"an address is not http or https and was left out",
                "addresses are not http or https and were left out"},
        [PROGRAMME_WARNING_SPEAKER_UNKNOWN] = {"a speaker has no name and was left out",
                "speakers have no name and were left out"},
        [PROGRAMME_WARNING_NOT_ACCEPTED] = {"a session is not accepted and was left out",
                "sessions are not accepted and were left out"},
        [PROGRAMME_WARNING_RECURRING] = {"a talk repeats by a rule; only its first time is taken",
                "talks repeat by a rule; only their first times are taken"},
        [PROGRAMME_WARNING_TALK_ID_FORM] = {"a talk's id is not a number",
                "talk ids are not numbers"},
        [PROGRAMME_WARNING_PERSON_ID_FORM] = {"a person's id is not a number",
                "person ids are not numbers"},
        [PROGRAMME_WARNING_CODE_FORM] = {"a person's code has other characters than A-Z and 0-9",
                "person codes have other characters than A-Z and 0-9"},
        [PROGRAMME_WARNING_MISPLACED] =
                {"a part of the file is in the wrong place and was not read",
                        "parts of the file are in the wrong place and were not read"},
};

void
programme_add_warning(struct arena *arena, struct programme *programme,
        enum programme_warning_kind kind, const char *format, ...)
{
	struct programme_warning *warning = &programme->warnings[kind];
	va_list list;

	if (warning->count++)
		return;
	va_start(list, format);
	warning->first = arena_format_list(arena, format, list);
	va_end(list);
}

static const char *
sentence_of(struct arena *arena, const struct sentence *sentence, size_t count)
{
	if (count == 1 || !sentence->many)
		return sentence->one;
	return arena_format(arena, "%zu %s", count, sentence->many);
}

const char *
programme_format_warning(
        struct arena *arena, const struct programme *programme, enum programme_warning_kind kind)
{
	const struct programme_warning *warning = &programme->warnings[kind];

	if (!warning->count)
		return NULL;
	return arena_format(arena, "%s (%s%s)",
	        sentence_of(arena, &sentences[kind], warning->count),
	        warning->count > 1 ? "first: " : "", warning->first);
}
