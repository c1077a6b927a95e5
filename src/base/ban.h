/* SPDX-License-Identifier: MIT */

/*
 * Functions that do not compile here, and what to use instead. Included by the compiler before
 * every file (-include), so that no file can forget it. The system headers come first: their own
 * declarations must not meet the macros.
 */
#ifndef BASE_BAN_H
#define BASE_BAN_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define BANNED(function) this_function_is_banned_##function

#undef strcpy
#define strcpy(...) BANNED(strcpy_use_arena_text)
#undef strcat
#define strcat(...) BANNED(strcat_use_buf)
#undef strncpy
#define strncpy(...) BANNED(strncpy_use_arena_text)
#undef strncat
#define strncat(...) BANNED(strncat_use_buf)
#undef sprintf
#define sprintf(...) BANNED(sprintf_use_snprintf)
#undef vsprintf
#define vsprintf(...) BANNED(vsprintf_use_vsnprintf)
#undef strtok
#define strtok(...) BANNED(strtok_walk_the_text)
#undef atoi
#define atoi(...) BANNED(atoi_use_number_parse)
#undef atol
#define atol(...) BANNED(atol_use_number_parse)
#undef system
#define system(...) BANNED(system_use_term_child)
#undef popen
#define popen(...) BANNED(popen_use_term_child)
#undef gmtime
#define gmtime(...) BANNED(gmtime_use_gmtime_r)
#undef localtime
#define localtime(...) BANNED(localtime_use_zone)
#undef ctime
#define ctime(...) BANNED(ctime_use_when)
#undef asctime
#define asctime(...) BANNED(asctime_use_when)
#undef rand
#define rand(...) BANNED(rand_use_random_uid)
#undef mktemp
#define mktemp(...) BANNED(mktemp_use_file)
#undef tmpnam
#define tmpnam(...) BANNED(tmpnam_use_file)

#endif
