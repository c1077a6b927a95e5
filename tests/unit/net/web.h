/* SPDX-License-Identifier: MIT */

/* For tests that need a web server: tests/server/web.py, started from the root of the project. */
#ifndef TESTS_UNIT_NET_WEB_H
#define TESTS_UNIT_NET_WEB_H

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"

struct server {
	pid_t pid;
	int input; /* closing it ends the server */
	char folder[64];
	const char *cafile;
	const char *plain; /* http://127.0.0.1:PORT */
	const char *plain_by_name;
	const char *secure;
	const char *secure_by_name;
	const char *misnamed; /* its certificate is for somebody else */
	const char *reset;    /* breaks every connection before it reads */
	struct arena arena;
};

static struct server server;

/* The child: our end of the pipes is its standard input and output. */
static void
server_run(int input, int output)
{
	(void)dup2(input, STDIN_FILENO);
	(void)dup2(output, STDOUT_FILENO);
	(void)execlp("python3", "python3", "tests/server/web.py", server.folder, (char *)NULL);
	_exit(127);
}

static int
server_open(void **state)
{
	static const char *const proxies[] = {"http_proxy", "https_proxy", "HTTPS_PROXY",
	        "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"};
	int input[2];
	int output[2];
	int ports[4];
	FILE *file;

	(void)state;
	for (size_t i = 0; i < COUNT(proxies); i++)
		unsetenv(proxies[i]);
	(void)signal(SIGPIPE, SIG_IGN);
	server = (struct server){.folder = "/tmp/askback-http.XXXXXX"};
	if (!mkdtemp(server.folder) || pipe2(input, O_CLOEXEC) != 0 ||
	        pipe2(output, O_CLOEXEC) != 0)
		return -1;
	server.pid = fork();
	if (server.pid == 0)
		server_run(input[0], output[1]);
	(void)close(input[0]);
	(void)close(output[1]);
	server.input = input[1];
	file = fdopen(output[0], "r");
	if (!file || fscanf(file, "%d %d %d %d", &ports[0], &ports[1], &ports[2], &ports[3]) != 4)
		return -1;
	(void)fclose(file);
	arena_init(&server.arena);
	server.cafile = arena_format(&server.arena, "%s/ca.crt", server.folder);
	server.plain = arena_format(&server.arena, "http://127.0.0.1:%d", ports[0]);
	server.plain_by_name = arena_format(&server.arena, "http://localhost:%d", ports[0]);
	server.secure = arena_format(&server.arena, "https://127.0.0.1:%d", ports[1]);
	server.secure_by_name = arena_format(&server.arena, "https://localhost:%d", ports[1]);
	server.misnamed = arena_format(&server.arena, "https://127.0.0.1:%d", ports[2]);
	server.reset = arena_format(&server.arena, "http://127.0.0.1:%d", ports[3]);
	return 0;
}

static int
server_close(void **state)
{
	DIR *folder = opendir(server.folder);
	const struct dirent *entry;
	int status;

	(void)state;
	(void)close(server.input);
	(void)waitpid(server.pid, &status, 0);
	while (folder && (entry = readdir(folder)))
		(void)unlinkat(dirfd(folder), entry->d_name, 0);
	if (folder)
		(void)closedir(folder);
	arena_close(&server.arena);
	return rmdir(server.folder);
}

#endif
