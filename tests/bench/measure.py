#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Measures askback against the floor and writes tests/MEASURED.md.

Times are ratios of whole cold processes run in turn (rr.c), so they hold on a slow or busy
machine; counts come from callgrind and strace and hardly vary. The status is 1 when a figure is
over its limit. --quick tries everything on small stores in few rounds and prints the page instead.
"""
import argparse
import datetime
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
import fill  # noqa: E402  (the line above keeps compiled files out of the tree)
import proof  # noqa: E402
from services import Push, Services  # noqa: E402

BENCH = Path("build/bench")
PAGE = Path("tests/MEASURED.md")
THINK = 50  # milliseconds that the tracker thinks before it answers
FLUSHES = "fsync,fdatasync,sync_file_range,syncfs,sync"
DONE = r"^\d+ +\w+\(.*= 0$"
TEXT = "How does the cache index handle latency under failure {seq}?"
NAMES = {0: "0", 1000: "1k", 100_000: "100k", 1_000_000: "1M"}
RARE, COMMON, TWO, MISS, STOP = "zramswap", "latency", "latency checkpointing", "nosuchword", "the"


class Page:
    """The figures by topic, and how many were over their limits."""

    def __init__(self):
        self.lines = []
        self.misses = 0

    def section(self, title, note):
        self.lines += ["", f"## {title}", "", note, ""]

    def topic(self, title, note):
        self.section(title, note)
        self.lines += ["| figure | limit | measured | command |", "| --- | ---: | ---: | --- |"]

    def figure(self, name, value, limit, form, command, note=""):
        text = form.format(value)
        if limit is not None and value > limit:
            self.misses += 1
            text = f"**{text}, over the limit**"
        limit = "" if limit is None else form.format(limit)
        command = shlex.join(map(str, command)).replace("|", "\\|")
        self.lines.append(f"| {name} | {limit} | {text}{note} | `{command}` |")
        print(f"{name}: {text}{note}", file=sys.stderr)


class Bench:
    """The programs, the stores, and the three ways of measuring."""

    def __init__(self, program, rounds, page):
        self.program = program
        self.rounds = rounds
        self.page = page

    def folder(self, who, size):
        return BENCH / f"{who}-{size}"

    def store(self, who, size):
        return self.folder(who, size) / "store.db"

    def askback(self, size, *words):
        return [self.program, "--store", self.store("askback", size), *words]

    def floor(self, what, size, *words):
        return [BENCH / f"floor_{what}", self.store("floor", size), *words]

    def prepare(self, size):
        """Both stores, and everything about them in the page cache."""
        gen = BENCH / "gen"
        made = fill.make(self.folder("floor", size),
                         lambda path: fill.fill_floor(path, gen, size))
        made |= fill.make(self.folder("askback", size),
                          lambda path: fill.fill_askback(path, gen, size, self.program))
        if made:
            self.compare(size)
        for who in ("floor", "askback"):
            with open(self.store(who, size), "rb") as file:
                while file.read(1 << 20):
                    pass

    def compare(self, size):
        """The two list the same questions, or comparing their times means nothing."""
        ours, floor = (sorted(re.findall(r"^Q?(\d+)\t", output(command), re.M))
                       for command in (self.askback(size, "list", "--limit", "20"),
                                       self.floor("list", size, "20")))
        if ours != floor:
            raise SystemExit(f"the stores of {size} questions differ: {ours} and {floor}")

    def race(self, rounds, *contenders):
        """rr's figures of the last contender: median ms, ratio to the first, its median ms, KiB."""
        words = []
        for name, command in contenders:
            words += ["+"] * bool(words) + [name] + [str(word) for word in command]
        rows = [line.split("\t") for line in
                output([BENCH / "rr", str(rounds), *words]).strip().split("\n")]
        return {"ms": float(rows[-1][1]), "first_ms": float(rows[0][1]), "peak": int(rows[-1][4]),
                "ratio": float(rows[-1][5])}

    def ratio(self, name, limit, ours, floor, rounds=None):
        """A figure against the floor."""
        got = self.race(rounds or self.rounds, ("floor", floor), ("askback", ours))
        self.page.figure(name, got["ratio"], limit, "{:.2f}", ours,
                         f" ({got['ms']:.2f} ms to {got['first_ms']:.2f} ms)")
        return got

    def growth(self, name, limit, first, last, rounds=None):
        """A figure of askback against askback itself."""
        got = self.race(rounds or self.rounds, ("first", first), ("last", last))
        self.page.figure(name, got["ratio"], limit, "{:.2f}", last,
                         f" ({got['ms']:.2f} ms to {got['first_ms']:.2f} ms)")

    def instructions(self, command):
        report = subprocess.run(
            ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True).stderr
        return int(re.search(r"Collected : (\d+)", report).group(1)) / 1e6

    def calls(self, names, pattern, command):
        """How many system calls of these names are traced as pattern says."""
        trace = BENCH / "trace"
        output(["strace", "-f", "-o", trace, "-e", f"trace={names}", *command])
        return len(re.findall(pattern, trace.read_text(encoding="utf-8"), re.M))

    def peak(self, command):
        """In MiB."""
        return self.race(3, ("askback", command))["peak"] / 1024


def output(command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def measure_log(bench, sizes):
    bench.page.topic("log", "One question from arguments, durable when the process ends, with no "
                     "talk on at the time. The time is a multiple of the floor's.")
    for size in sizes:
        bench.ratio(f"time, {NAMES[size]} questions", 1.25,
                    bench.askback(size, "log", TEXT), bench.floor("log", size, TEXT))
    bench.growth(f"time, {NAMES[sizes[-1]]} to {NAMES[sizes[0]]} questions", 1.10,
                 bench.askback(sizes[0], "log", TEXT), bench.askback(sizes[-1], "log", TEXT))


def measure_list(bench, sizes):
    bench.page.topic("list", "The 20 newest unanswered questions into a pipe. The time is a "
                     "multiple of the floor's.")
    for size in sizes:
        bench.ratio(f"time, {NAMES[size]} questions", 1.25,
                    bench.askback(size, "list", "--limit", "20"), bench.floor("list", size, "20"))
    bench.growth(f"time, {NAMES[sizes[-1]]} to {NAMES[sizes[0]]} questions", 1.15,
                 bench.askback(sizes[0], "list", "--limit", "20"),
                 bench.askback(sizes[-1], "list", "--limit", "20"))
    size = sizes[-1]
    bench.ratio(f"time, all unanswered of {NAMES[size]}", 1.30,
                bench.askback(size, "list"), bench.floor("list", size, "-1"),
                max(3, bench.rounds // 20))


def measure_search(bench, sizes):
    bench.page.topic("search", "The best 20 matches into a pipe. The time is a multiple of the "
                     "floor's, which ranks every match; of a word that stands in most "
                     "questions askback ranks only the newest.")
    for size in sizes:
        for name, words, limit in (("a rare word", RARE, 1.30), ("two words", TWO, 1.30),
                                   ("no match", MISS, 1.30), ("a common word", COMMON, 1.15)):
            bench.ratio(f"time, {name}, {NAMES[size]} questions", limit,
                        bench.askback(size, "search", *words.split()),
                        bench.floor("search", size, words))
    size = sizes[-1]
    bench.growth(f"time, a stop word to a common word, {NAMES[size]} questions", 3.0,
                 bench.askback(size, "search", COMMON), bench.askback(size, "search", STOP),
                 max(5, bench.rounds // 5))


def measure_import(bench, talks):
    """Each round begins with a store as it was before; both contenders pay for the copy."""
    first, second = BENCH / "schedule-1.xml", BENCH / "schedule-2.xml"
    for version, path in enumerate((first, second)):
        fill.write_schedule(path, BENCH / "gen", talks, version)
    empty, full, store = (BENCH / f"import-{name}.db" for name in ("empty", "full", "store"))
    floor = BENCH / "floor_import"
    for path in (empty, full, store):
        path.unlink(missing_ok=True)
        output([bench.program, "--quiet", "--store", path, "at", "--auto"])
    output([bench.program, "--quiet", "--store", full, "import", "schedule", first])

    def ours(before, path):
        return ["sh", "-c", f'cp {before} {store} && exec "$@"', "sh", bench.program, "--store",
                store, "import", "schedule", path]

    def least(where):
        return ["sh", "-c", f'cp {empty} {store} && exec "$@"', "sh", floor, where, first]

    bench.page.topic("import", f"A frab XML schedule of {NAMES[talks]} talks, "
                     f"{first.stat().st_size / 1e6:.1f} MB. The time is a multiple of what expat "
                     "needs to parse it, and where that is said the floor to insert its rows.")
    rounds = max(5, bench.rounds // 5)
    bench.ratio("time, a new programme, to parsing and inserting", 3, ours(empty, first),
                least(store), rounds)
    bench.ratio("time, the same file again, to parsing", 2, ours(full, first), least("-"), rounds)
    bench.ratio("time, the same talks in another file, to parsing", None, ours(full, second),
                least("-"), rounds)


def measure_push(bench, services, count):
    bench.page.topic("push", f"{count} follow-ups that wait in the outbox, to servers on this "
                     f"machine: a tracker that thinks for {THINK} ms before it answers, and a mail "
                     "server that does not. The floor sends the same over one connection that it "
                     "keeps. What makes it exactly one, whatever crashes, are durable marks in the "
                     "store (before its first bytes may leave, before those that make a mail whole, "
                     "when it arrived) and a connection for each (what a kept "
                     "one loses libcurl may send again): where that is said, the floor has both, "
                     "and the difference is what the guarantee costs. It is nearly all flushes, so "
                     "it is as large as the disk is slow.")
    rounds = 3
    issues, mails = (Push(bench, services, kind, count) for kind in ("issue", "mail"))
    got = issues.ratio(f"time, {count} issues, to the floor", 1.15, issues.floor("kept"), rounds)
    bench.page.figure(f"time, {count} issues, to {count} times {THINK} ms",
                      got["ms"] / (count * THINK), 1.15, "{:.2f}", issues.ours)
    issues.ratio(f"time, {count} issues, to the floor with the guarantee", None,
                 issues.floor("fresh", issues.marks), rounds)
    rounds = max(rounds, bench.rounds // 20)
    got = mails.ratio(f"time, {count} mails, to the floor", None, mails.floor("kept"), rounds)
    bench.page.figure("time more than the floor, a mail", (got["ms"] - got["first_ms"]) / count,
                      None, "{:.2f} ms", mails.ours)
    mails.ratio(f"time, {count} mails, to the floor with the guarantee", None,
                mails.floor("fresh", mails.marks), rounds)
    services.think(0)
    for push, name, limit in ((issues, "an issue", 10), (mails, "a mail", 15)):
        bench.page.figure(f"flushes, {name}", bench.calls(FLUSHES, DONE, push.ours) / count, limit,
                          "{:.1f}", push.ours)
    many = Push(bench, services, "issue", 4 * count)
    few_peak, many_peak = bench.peak(issues.ours), bench.peak(many.ours)
    bench.page.figure(f"memory, {count} issues", few_peak, None, "{:.1f} MiB", issues.ours)
    bench.page.figure(f"memory, {4 * count} issues over {count}", many_peak - few_peak, 2,
                      "{:.1f} MiB", many.ours)


def measure_counts(bench, size):
    bench.page.topic("counts", f"Of one command on a store of {NAMES[size]} questions. "
                     "Instructions are those of the process in user space; flushes are fsync and "
                     "fdatasync; ld.so.cache is among the objects opened.")
    for what, words, floor, limit in (
            ("log", ["log", TEXT], [TEXT], 4.0), ("list", ["list", "--limit", "20"], ["20"], 3.6)):
        ours = bench.askback(size, *words)
        least = bench.instructions(bench.floor(what, size, *floor))
        bench.page.figure(f"instructions, {what}", bench.instructions(ours), limit, "{:.2f} M",
                          ours, f" (floor {least:.2f} M)")
    log = bench.askback(size, "log", TEXT)
    bench.page.figure("flushes, log", bench.calls(FLUSHES, DONE, log), 5, "{}", log)
    bench.page.figure("shared objects opened, log", bench.calls(
        "open,openat", r"\.so[.\"].*= \d+$", log), 9, "{}", log)


def measure_memory(bench, size):
    bench.page.topic("memory", f"The most that one process held, at {NAMES[size]} questions.")
    for name, *words in (("log", "log", TEXT), ("list of 20", "list", "--limit", "20"),
                         ("list of all unanswered", "list"),
                         ("search, a rare word", "search", RARE),
                         ("search, a common word", "search", COMMON),
                         ("search, a stop word", "search", STOP)):
        command = bench.askback(size, *words)
        bench.page.figure(name, bench.peak(command), 8, "{:.1f} MiB", command)


def versions(program):
    """What was measured with what, without anything that only this machine has."""
    gcc = output(["gcc", "--version"]).split("\n", 1)[0]
    libraries = [f"{name} {output(['pkg-config', '--modversion', name]).strip()}"
                 for name in ("sqlite3", "jansson", "libutf8proc", "libcurl")]
    tools = [output([name, "--version"]).split("\n")[0] for name in ("valgrind", "strace")]
    return ", ".join([output([program, "version"]).split("\n")[0], *libraries, gcc,
                      *(tool.replace("version ", "").replace(" --", "") for tool in tools),
                      f"{os.uname().machine}, {os.cpu_count()} processors"])


def environment():
    """Nothing of the user's own: no configuration, no terminal, one locale."""
    home = (BENCH / "home").absolute()
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    for name in list(os.environ):
        if name.startswith(("ASKBACK_", "XDG_", "LC_", "COLOR", "CLICOLOR")):
            del os.environ[name]
    os.environ.update(HOME=str(home), USER="bench", LANG="C.UTF-8", TERM="dumb")
    return home


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--quick", action="store_true", help="small stores, few rounds, no file")
    parser.add_argument("--program", default="build/plain/askback")
    options = parser.parse_args()
    sizes = [0, 1000] if options.quick else sorted(NAMES)
    page = Page()
    bench = Bench(options.program, 15 if options.quick else 200, page)
    home = environment()
    for size in sizes:
        bench.prepare(size)
    measure_log(bench, sizes)
    measure_list(bench, sizes)
    measure_search(bench, sizes[-1:] if options.quick else sizes[-2:])
    measure_import(bench, 1000)
    services = Services(options.program, BENCH / "services", THINK)
    services.configure(home)
    measure_push(bench, services, 10 if options.quick else 100)
    measure_counts(bench, 1000)
    measure_memory(bench, sizes[-1])
    if not options.quick:
        proof.measure(page, options.program)
    head = ["# Measured", "",
            "Written by `make measure`; change the program, not this page. A time is the median "
            "ratio between whole cold processes that run in turn, with the two medians behind it; "
            "the floor is what a C program over SQLite needs at least (tests/bench/floor.h). "
            "{seq} stands for a number that never repeats.", "",
            f"{datetime.date.today()}, {versions(options.program)}."]
    text = "\n".join(head + page.lines) + "\n"
    if options.quick:
        print(text, end="")
    else:
        PAGE.write_text(text, encoding="utf-8")
    print(f"{page.misses} over their limits", file=sys.stderr)
    return 1 if page.misses else 0


if __name__ == "__main__":
    os.chdir(Path(__file__).parent.parent.parent)
    sys.exit(main())
