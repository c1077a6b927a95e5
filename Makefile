# askback: plain `make` builds and never installs anything; `make demo` and `make check` install
# what is missing first. Variants live side by side: build/plain, build/asan, ...
# SPDX-License-Identifier: MIT

VERSION := 0.1.0
PREFIX ?= /usr/local
DESTDIR ?=
CC = gcc
V ?= 0
VARIANT ?= plain
OUT := build/$(VARIANT)

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
	-Wwrite-strings -Wvla -Wundef -Wformat=2 -Wcast-qual -Werror
DEFS := -D_GNU_SOURCE -DASKBACK_VERSION='"$(VERSION)"'
CFLAGS ?= -O2 -g
HARDEN := -fstack-protector-strong -fPIE -D_FORTIFY_SOURCE=2
LDHARDEN := -pie -Wl,-z,relro,-z,now,--as-needed
ifneq ($(filter asan,$(VARIANT)),)
CFLAGS := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
HARDEN :=
LDHARDEN := -fsanitize=address,undefined
endif

LIGHT_LIBS := sqlite3 jansson libutf8proc
FULL_LIBS := libcurl
pkg = $(shell pkg-config $(1) $(2) 2>/dev/null)

ALL_CFLAGS = -std=c17 $(CFLAGS) $(HARDEN) $(WARN) $(DEFS) -Isrc -I. -I$(OUT)/made \
	-include src/base/ban.h $(call pkg,--cflags,$(LIGHT_LIBS))
