# SPDX-License-Identifier: MIT
# Plain `make` builds and never installs anything; `make demo` and `make check` install what is
# missing first. Variants live side by side: build/plain, build/asan, build/clang, ...

VERSION := 0.1.0
PREFIX ?= /usr/local
DESTDIR ?=
VARIANT ?= plain
OUT := build/$(VARIANT)
CC := gcc
CFLAGS := -O2 -g
HARDEN := -fstack-protector-strong -fstack-clash-protection -D_FORTIFY_SOURCE=2 -fPIE
LDFLAGS := -pie -Wl,-z,relro,-z,noexecstack,--as-needed
ifeq ($(VARIANT),clang)
CC := clang
endif
# A program from the future, for the tests of upgrading: one more migration than this one.
MIGRATIONS := $(wildcard migrations/sqlite/*.sql)
ifeq ($(VARIANT),future)
MIGRATIONS += tests/upgrade/9999_future.sql
endif
ifeq ($(VARIANT),asan)
CFLAGS := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
HARDEN :=
LDFLAGS := -fsanitize=address,undefined
endif
# Instrumented for libFuzzer, which only the targets of tests/fuzz are linked with.
ifeq ($(VARIANT),fuzz)
CC := clang
CFLAGS := -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all \
	-fno-omit-frame-pointer
HARDEN :=
LDFLAGS := -fsanitize=address,undefined
endif
Q := $(if $(V),,@)
say = $(if $(V),@:,@printf '  %-7s %s\n' $(1) $(2))

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
	-Wwrite-strings -Wvla -Wundef -Wformat=2 -Wcast-qual -Werror
LIGHT_LIBS := sqlite3 jansson libutf8proc
FULL_LIBS := libcurl expat libzip libcmark gmime-3.0
packages = $(shell pkg-config $(1) $(2) 2>/dev/null)
# Every shared object costs each start of the program to find, map and bind it. The small libraries
# go into askback itself where their package brings an archive; SQLite and the C library do not:
# they are what a distribution keeps repairing.
archive = $(wildcard $(shell $(CC) -print-file-name=lib$(1:lib%=%).a))
small = $(or $(call archive,$(1)),$(call packages,--libs,$(1)))
COMPILE = $(CC) -std=c17 $(CFLAGS) $(HARDEN) $(WARN) $(EXTRA) -D_GNU_SOURCE \
	-DASKBACK_VERSION='"$(VERSION)"' -Isrc -I. -I$(OUT)/made -include src/base/ban.h -MMD -MP

# Folders, and files of other folders, whose code only askback-full may hold.
FULL_FOLDERS := net channel intake
FULL_FILES := src/report/commonmark.c src/report/trip_html.c $(wildcard $(addprefix src/flow/, \
	account*.c destination.c device.c letter*.c compose*.c route.c \
	attempt.c deliver.c delivery.c duplicates.c pace.c retract.c turn.c verdict.c))
LIGHT_SRC := $(wildcard src/*/*.c)
LIGHT_SRC := $(foreach file,$(LIGHT_SRC),$(if $(filter $(FULL_FOLDERS:%=src/%/),$(dir $(file))),,$(file)))
LIGHT_SRC := $(filter-out $(FULL_FILES),$(LIGHT_SRC))
FULL_SRC := $(foreach folder,$(FULL_FOLDERS),$(wildcard src/$(folder)/*.c)) $(FULL_FILES)
CMD_SRC := $(wildcard cmd/*.c)

LIGHT_OBJ := $(LIGHT_SRC:%.c=$(OUT)/%.o)
FULL_OBJ := $(FULL_SRC:%.c=$(OUT)/%.o)
CMD_OBJ := $(CMD_SRC:%.c=$(OUT)/%.o)
CMD_FULL_OBJ := $(CMD_SRC:%.c=$(OUT)/full/%.o)
MADE := $(OUT)/made/queries.inc $(OUT)/made/migrations.inc

all: $(OUT)/askback $(OUT)/askback-full

$(OUT)/made/queries.inc: src/store/queries/embed.awk $(wildcard src/store/queries/*.sql)
	$(call say,MAKE,$@)
	@mkdir -p $(@D)
	$(Q)LC_ALL=C awk -f $^ >$@.new && mv $@.new $@

$(OUT)/made/migrations.inc: migrations/embed.sh $(MIGRATIONS)
	$(call say,MAKE,$@)
	@mkdir -p $(@D)
	$(Q)migrations/embed.sh $(MIGRATIONS) >$@.new && mv $@.new $@

# The schema that each migration leaves, found by running them (see migrations/fingerprint.c).
FINGERPRINT_SRC := migrations/fingerprint.c src/store/migrations.c src/store/migrate.c \
	src/store/db_sqlite.c src/base/arena.c src/base/error.c
$(OUT)/made/fingerprints.inc: $(FINGERPRINT_SRC) src/store/db.h src/store/migrate.h $(MADE)
	$(call say,MAKE,$@)
	$(Q)$(filter-out -MMD -MP,$(COMPILE)) -DFINGERPRINTS_UNKNOWN $(FINGERPRINT_SRC) \
		-o $(OUT)/made/fingerprint $(LDFLAGS) $(call packages,--libs,sqlite3)
	$(Q)$(OUT)/made/fingerprint >$@.new && mv $@.new $@

$(OUT)/src/store/migrations.o: $(OUT)/made/fingerprints.inc

# The style of HTML reports, and the hash that allows it there and nothing else.
$(OUT)/made/style.inc: src/report/embed.sh src/report/style.css
	$(call say,MAKE,$@)
	@mkdir -p $(@D)
	$(Q)src/report/embed.sh src/report/style.css >$@.new && mv $@.new $@

$(OUT)/src/report/trip_html.o: $(OUT)/made/style.inc

# What messages say when the user has no templates.
$(OUT)/made/templates.inc: src/flow/embed.sh $(wildcard src/flow/templates/*.txt)
	$(call say,MAKE,$@)
	@mkdir -p $(@D)
	$(Q)src/flow/embed.sh $(filter %.txt,$^) >$@.new && mv $@.new $@

$(OUT)/src/flow/letter.o: $(OUT)/made/templates.inc

# The headers of gmime and glib are no system headers by place, and do not pass our warnings.
$(OUT)/src/net/mime.o: EXTRA += $(patsubst -I%,-isystem %,$(call packages,--cflags-only-I,gmime-3.0))

$(OUT)/%.o: %.c | $(MADE)
	$(call say,CC,$<)
	@mkdir -p $(@D)
	$(Q)$(COMPILE) -c $< -o $@

$(OUT)/full/%.o: %.c | $(MADE)
	$(call say,CC,"$< (full)")
	@mkdir -p $(@D)
	$(Q)$(COMPILE) -DASKBACK_FULL -c $< -o $@

$(OUT)/libaskback.a: $(LIGHT_OBJ)
	$(call say,AR,$@)
	@rm -f $@
	$(Q)ar rcs $@ $^

$(OUT)/libaskback-full.a: $(FULL_OBJ)
	$(call say,AR,$@)
	@rm -f $@
	$(Q)ar rcs $@ $^

$(OUT)/askback: $(CMD_OBJ) $(OUT)/libaskback.a
	$(call say,LINK,$@)
	$(Q)$(CC) $(CFLAGS) $^ -o $@ $(LDFLAGS) $(call packages,--libs,sqlite3) \
		$(call small,jansson) $(call small,libutf8proc)

$(OUT)/askback-full: $(CMD_FULL_OBJ) $(OUT)/libaskback-full.a $(OUT)/libaskback.a
	$(call say,LINK,$@)
	$(Q)$(CC) $(CFLAGS) $^ -o $@ $(LDFLAGS) $(call packages,--libs,$(LIGHT_LIBS) $(FULL_LIBS))

# Tests. Every program under tests/unit is linked with the library; those of cmd/ also with the parts of
# the command line that need neither main nor the list of commands.
UNIT := $(patsubst %.c,$(OUT)/%,$(wildcard tests/unit/*/*.c))
UNIT_CMD_OBJ := $(patsubst %,$(OUT)/cmd/%.o,find options option manual manual_page manual_shell \
	manual_bash manual_zsh manual_fish prose roff topics ids)

$(OUT)/tests/unit/%: tests/unit/%.c $(OUT)/libaskback-full.a $(OUT)/libaskback.a $(UNIT_CMD_OBJ)
	$(call say,TEST,$<)
	@mkdir -p $(@D)
	$(Q)$(COMPILE) $< $(if $(filter cmd/%,$*),$(UNIT_CMD_OBJ)) $(OUT)/libaskback-full.a \
		$(OUT)/libaskback.a -o $@ $(LDFLAGS) \
		$(call packages,--libs,$(LIGHT_LIBS) $(FULL_LIBS) cmocka)

$(OUT)/tests/killat: tests/crash/killat.c
	$(call say,TEST,$<)
	@mkdir -p $(@D)
	$(Q)$(filter-out -MMD -MP,$(COMPILE)) $< -o $@

# Programs with a planted fault, which tests/crash/push.py must see: sed spoils one file of the
# library, and the linker takes it instead of the one in the archive.
FAULTS := $(OUT)/tests/faults/naive $(OUT)/tests/faults/hasty
$(OUT)/tests/faults/naive: src/flow/attempt.c
$(OUT)/tests/faults/hasty: src/flow/verdict.c
$(FAULTS): $(OUT)/tests/faults/%: tests/crash/%.sed $(CMD_FULL_OBJ) $(OUT)/libaskback-full.a \
		$(OUT)/libaskback.a
	$(call say,TEST,$@)
	@mkdir -p $(@D)
	$(Q)sed -f $< $(filter src/%,$^) >$@.c && ! cmp -s $@.c $(filter src/%,$^)
	$(Q)$(filter-out -MMD -MP,$(COMPILE)) $@.c $(CMD_FULL_OBJ) $(OUT)/libaskback-full.a \
		$(OUT)/libaskback.a -o $@ $(LDFLAGS) $(call packages,--libs,$(LIGHT_LIBS) $(FULL_LIBS))

# Programs by which the tests in Python reach what only C can call.
$(OUT)/tests/corpus/corpus $(OUT)/tests/channel/call: $(OUT)/tests/%: tests/%.c \
		$(OUT)/libaskback-full.a $(OUT)/libaskback.a
	$(call say,TEST,$<)
	@mkdir -p $(@D)
	$(Q)$(COMPILE) $< $(OUT)/libaskback-full.a $(OUT)/libaskback.a -o $@ $(LDFLAGS) \
		$(call packages,--libs,$(LIGHT_LIBS) $(FULL_LIBS))

tests: all $(UNIT) $(OUT)/tests/killat $(OUT)/tests/channel/call $(FAULTS)

BUILD_PACKAGES := gcc libc6-dev pkg-config libsqlite3-dev libjansson-dev libutf8proc-dev \
	libcurl4-openssl-dev libexpat1-dev libzip-dev libcmark-dev libgmime-3.0-dev
# The demo's own tracker and mail server are Python.
DEMO_PACKAGES := python3 openssl
CHECK_PACKAGES := perl python3 bats zsh fish mandoc groff-base less man-db libcmocka-dev clang \
	clang-format cppcheck shellcheck strace tzdata tmux openssl cmark-gfm faketime
# Node may have come from elsewhere; then its npm did too.
MORE_PACKAGES = chromium fonts-dejavu-core $(if $(shell command -v node),,nodejs) \
	$(if $(shell command -v npm),,npm)
MEASURE_PACKAGES := valgrind strace

deps:
	@tests/deps $(BUILD_PACKAGES)

check-deps:
	@tests/deps $(BUILD_PACKAGES) $(CHECK_PACKAGES)

demo-deps:
	@tests/deps $(BUILD_PACKAGES) $(DEMO_PACKAGES)

demo: demo-deps
	@$(MAKE) --no-print-directory all
	@ASKBACK=$(CURDIR)/$(OUT)/askback tests/demo/demo

check: check-deps
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory VARIANT=clang all
	@$(MAKE) --no-print-directory VARIANT=future build/future/askback
	@$(MAKE) --no-print-directory tests
	@ASKBACK=$(CURDIR)/$(OUT)/askback OUT=$(CURDIR)/$(OUT) tests/run

# The same tests with the address and undefined-behaviour sanitizers; no lint, no sweeps.
asan: check-deps
	@$(MAKE) --no-print-directory VARIANT=asan tests
	@ASKBACK=$(CURDIR)/build/asan/askback OUT=$(CURDIR)/build/asan tests/run --sanitized

# What needs Node: the HTML reports are opened, judged and photographed in a browser (build/screens), and
# requests to GitHub are held against GitHub's own description of its API.
check-more: check-deps
	@tests/deps $(MORE_PACKAGES)
	@$(MAKE) --no-print-directory all $(OUT)/tests/channel/call build/node-browser/done \
		build/node-contract/done
	@ASKBACK=$(CURDIR)/$(OUT)/askback OUT=$(CURDIR)/$(OUT) tests/run tests/browser/report.mjs \
		tests/contract/github.mjs

# npm checks what it gets by the sums in the lock file. Of GitHub's descriptions, 400 MB, one is read.
build/node-%/done: tests/%/package.json tests/%/package-lock.json
	$(call say,NPM,$(@D))
	@mkdir -p $(@D)
	@cp $^ $(@D)/
	$(Q)cd $(@D) && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@find $(@D)/node_modules -path '*/@octokit/openapi/generated/*' \
		! -name api.github.com.deref.json -delete
	@touch $@

lint: $(OUT)/made/fingerprints.inc $(OUT)/made/style.inc $(OUT)/made/templates.inc
	@tests/lint/run

# A folder of real schedules, which is no part of the project: make corpus CORPUS=DIR
corpus: check-deps
	$(if $(CORPUS),,$(error CORPUS is not set: make corpus CORPUS=DIR))
	@$(MAKE) --no-print-directory all $(OUT)/tests/corpus/corpus
	@CORPUS=$(abspath $(CORPUS)) ASKBACK=$(CURDIR)/$(OUT)/askback OUT=$(CURDIR)/$(OUT) tests/run \
		$(OUT)/tests/corpus/corpus tests/corpus/import.py

include tests/fuzz/rules.mk

soak: check-deps
	@$(MAKE) --no-print-directory tests
	@ASKBACK=$(CURDIR)/$(OUT)/askback OUT=$(CURDIR)/$(OUT) tests/run --soak
	@$(MAKE) --no-print-directory fuzz FUZZ_SECONDS=300

measure-deps:
	@tests/deps $(BUILD_PACKAGES) $(MEASURE_PACKAGES)

# The figures of tests/MEASURED.md: about five minutes once the stores are built (make bench is a short try).
include tests/bench/rules.mk

# Man pages and completions come from the program itself.
MAN_DATE ?= $(shell LC_ALL=C date -u -d "@$${SOURCE_DATE_EPOCH:-$$(date +%s)}" '+%B %-d, %Y')
install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/libexec/askback \
		$(DESTDIR)$(PREFIX)/share/man/man1 \
		$(DESTDIR)$(PREFIX)/share/bash-completion/completions \
		$(DESTDIR)$(PREFIX)/share/zsh/site-functions \
		$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	install -m 755 $(OUT)/askback $(DESTDIR)$(PREFIX)/bin/
	install -m 755 $(OUT)/askback-full $(DESTDIR)$(PREFIX)/libexec/askback/
	$(OUT)/askback help --page "$(MAN_DATE)" >$(DESTDIR)$(PREFIX)/share/man/man1/askback.1
	for name in $$($(OUT)/askback help --list); do \
		$(OUT)/askback help $$name --page "$(MAN_DATE)" \
			>$(DESTDIR)$(PREFIX)/share/man/man1/askback-$$name.1 || exit 1; \
	done
	$(OUT)/askback completion bash \
		>$(DESTDIR)$(PREFIX)/share/bash-completion/completions/askback
	$(OUT)/askback completion zsh >$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_askback
	$(OUT)/askback completion fish \
		>$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/askback.fish

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/askback $(DESTDIR)$(PREFIX)/share/man/man1/askback.1 \
		$(DESTDIR)$(PREFIX)/share/man/man1/askback-*.1 \
		$(DESTDIR)$(PREFIX)/share/bash-completion/completions/askback \
		$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_askback \
		$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/askback.fish
	rm -rf $(DESTDIR)$(PREFIX)/libexec/askback

clean:
	rm -rf build

.PHONY: all tests deps check-deps demo-deps demo check check-more asan lint corpus soak measure-deps install uninstall clean
-include $(shell find $(OUT) -name '*.d' 2>/dev/null)
