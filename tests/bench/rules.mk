# SPDX-License-Identifier: MIT
# The programs that `make measure` measures askback with; they are no part of askback.

BENCH := build/bench
BENCH_PROGRAMS := $(patsubst tests/bench/%.c,$(BENCH)/%,$(wildcard tests/bench/*.c))

$(BENCH)/%: tests/bench/%.c tests/bench/floor.h
	$(call say,CC,$<)
	@mkdir -p $(@D)
	$(Q)$(filter-out -MMD -MP,$(COMPILE)) $< -o $@ $(LDFLAGS) $(call packages,--libs,sqlite3 expat libcurl)

measure bench: measure-deps
	@$(MAKE) --no-print-directory all $(BENCH_PROGRAMS)
	$(Q)tests/bench/measure.py --program $(OUT)/askback $(if $(filter bench,$@),--quick)

.PHONY: measure bench
