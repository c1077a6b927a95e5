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
ifeq ($(VARIANT),asan)
CFLAGS := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
HARDEN :=
LDFLAGS := -fsanitize=address,undefined
endif
Q := $(if $(V),,@)
say = $(if $(V),@:,@printf '  %-7s %s\n' $(1) $(2))

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
	-Wwrite-strings -Wvla -Wundef -Wformat=2 -Wcast-qual -Werror
LIGHT_LIBS := sqlite3 jansson libutf8proc
FULL_LIBS := libcurl
packages = $(shell pkg-config $(1) $(2) 2>/dev/null)
COMPILE = $(CC) -std=c17 $(CFLAGS) $(HARDEN) $(WARN) $(EXTRA) -D_GNU_SOURCE \
	-DASKBACK_VERSION='"$(VERSION)"' -Isrc -I. -I$(OUT)/made -include src/base/ban.h -MMD -MP

# Folders whose code only askback-full may hold.
FULL_FOLDERS := net channel intake
LIGHT_SRC := $(wildcard src/*/*.c)
LIGHT_SRC := $(foreach file,$(LIGHT_SRC),$(if $(filter $(FULL_FOLDERS:%=src/%/),$(dir $(file))),,$(file)))
FULL_SRC := $(foreach folder,$(FULL_FOLDERS),$(wildcard src/$(folder)/*.c))
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

$(OUT)/made/migrations.inc: migrations/embed.sh $(wildcard migrations/sqlite/*.sql)
	$(call say,MAKE,$@)
	@mkdir -p $(@D)
	$(Q)migrations/embed.sh $(wildcard migrations/sqlite/*.sql) >$@.new && mv $@.new $@

# The schema that each migration leaves, found by running them (see migrations/fingerprint.c).
FINGERPRINT_SRC := migrations/fingerprint.c src/store/migrations.c src/store/migrate.c \
	src/store/db_sqlite.c src/base/arena.c src/base/error.c
$(OUT)/made/fingerprints.inc: $(FINGERPRINT_SRC) src/store/db.h src/store/migrate.h $(MADE)
	$(call say,MAKE,$@)
	$(Q)$(filter-out -MMD -MP,$(COMPILE)) -DFINGERPRINTS_UNKNOWN $(FINGERPRINT_SRC) \
		-o $(OUT)/made/fingerprint $(LDFLAGS) $(call packages,--libs,sqlite3)
	$(Q)$(OUT)/made/fingerprint >$@.new && mv $@.new $@

$(OUT)/src/store/migrations.o: $(OUT)/made/fingerprints.inc

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
	$(Q)$(CC) $(CFLAGS) $^ -o $@ $(LDFLAGS) $(call packages,--libs,$(LIGHT_LIBS))

$(OUT)/askback-full: $(CMD_FULL_OBJ) $(OUT)/libaskback-full.a $(OUT)/libaskback.a
	$(call say,LINK,$@)
	$(Q)$(CC) $(CFLAGS) $^ -o $@ $(LDFLAGS) $(call packages,--libs,$(LIGHT_LIBS) $(FULL_LIBS))

clean:
	rm -rf build

.PHONY: all clean
-include $(shell find $(OUT) -name '*.d' 2>/dev/null)
