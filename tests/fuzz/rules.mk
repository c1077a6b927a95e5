# SPDX-License-Identifier: MIT
# Every reader of foreign files has a fuzz target. make fuzz runs each for FUZZ_SECONDS, two at a
# time, with the fixtures as seeds, and the files of CORPUS where that is given.

FUZZ_SECONDS ?= 60
FUZZ_TARGETS := $(patsubst tests/fuzz/%.c,$(OUT)/tests/fuzz/%,$(wildcard tests/fuzz/*.c))
FUZZ_PACKAGES := clang libclang-rt-14-dev perl python3

$(OUT)/tests/fuzz/%: tests/fuzz/%.c $(OUT)/libaskback-full.a $(OUT)/libaskback.a
	$(call say,FUZZ,$<)
	@mkdir -p $(@D)
	$(Q)$(COMPILE) $< $(OUT)/libaskback-full.a $(OUT)/libaskback.a -o $@ $(LDFLAGS) -fsanitize=fuzzer \
		$(call packages,--libs,$(LIGHT_LIBS) $(FULL_LIBS))

fuzz-targets: $(FUZZ_TARGETS)

fuzz-deps:
	@tests/deps $(BUILD_PACKAGES) $(FUZZ_PACKAGES)

fuzz: fuzz-deps
	@$(MAKE) --no-print-directory VARIANT=fuzz fuzz-targets
	@FUZZ_SECONDS=$(FUZZ_SECONDS) CORPUS=$(if $(CORPUS),$(abspath $(CORPUS))) \
		OUT=$(CURDIR)/build/fuzz tests/run tests/fuzz/run.py

.PHONY: fuzz fuzz-deps fuzz-targets
