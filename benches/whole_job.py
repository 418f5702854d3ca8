#!/usr/bin/env python3
"""Times whole processes over a corpus, tallywire beside its peers, and writes BENCHMARKS.md.

usage: benches/whole_job.py CORPUS.jsonl [--names NAMES.csv ...] [--rounds N] [--no-build] [--out BENCHMARKS.md]

CORPUS has one JSON object a line with the article in `text`. Each NAMES.csv (columns name,type) is measured
by itself; without one, the shipped dictionaries are. Runs are interleaved, so that a busy moment of the machine
meets all alike; figures are medians of user + system CPU seconds, ratios are between medians of one run.
Peers that are not installed are skipped, with a line that says so. Standard library only.
"""
import argparse
import csv
import json
import os
import pathlib
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "target/release/tallywire"
BARE = ROOT / "target/release/examples/bare_pass"

# What each Python peer does with the names and the texts; it prints the seconds of CPU of its pass alone.
PEERS = {
    "pyahocorasick": """
import ahocorasick
a = ahocorasick.Automaton()
for n in names: a.add_word(n, n)
a.make_automaton()
begin()
for t in texts:
    for hit in a.iter_long(t): pass
""",
    "flashtext": """
from flashtext import KeywordProcessor
k = KeywordProcessor(case_sensitive=True)
for n in names: k.add_keyword(n)
begin()
for t in texts: k.extract_keywords(t, span_info=True)
""",
    "spacy": """
import spacy
from spacy.matcher import PhraseMatcher
nlp = spacy.blank("en")
m = PhraseMatcher(nlp.vocab)
m.add("NAME", list(nlp.pipe(names)))
begin()
for t in nlp.pipe(texts): m(t)
""",
    "quantulum3": """
from quantulum3 import parser
begin()
for t in texts: parser.parse(t)
""",
}
# These are so slow that a part of the corpus must do; their figure is scaled up and says so.
PART = {"spacy": 20, "quantulum3": 500, "flashtext": 4}

HARNESS = """
import csv, json, sys, time
names = [] if sys.argv[2] == "-" else sorted({r["name"] for r in csv.DictReader(open(sys.argv[2], encoding="utf-8"))})
texts = [json.loads(l)["text"] for n, l in enumerate(open(sys.argv[1], encoding="utf-8")) if n % int(sys.argv[3]) == 0]
def begin():
    global _b; _b = time.process_time()
CODE
print(time.process_time() - _b)
"""


def cpu(command):
    """User and system seconds, wall seconds and peak MB of a command; none where it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.time()
    done = subprocess.run(command, capture_output=True, text=True)
    wall = time.time() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        print(f"failed: {' '.join(map(str, command))}: {done.stderr.strip()[-200:]}", file=sys.stderr)
        return None
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall, done.stdout


def tallywire(corpus, names, out, *more):
    chosen = ["--dictionaries", names] if names else []
    return [PROGRAM, "extract", corpus, "--out", out, "--force", "--quiet", *chosen, *more]


def installed(peer):
    module = {"pyahocorasick": "ahocorasick"}.get(peer, peer)
    return subprocess.run([sys.executable, "-c", f"import {module}"], capture_output=True).returncode == 0


def measure(corpus, names, label, rounds, tmp):
    """The table for one list of names."""
    out = tmp / "out"
    one = tmp / "one.jsonl"
    one.write_text('{"id":"1","text":"Nothing."}\n')
    lines = {
        "whole job, 1 thread": tallywire(corpus, names, out, "--threads", "1"),
        "whole job, 2 threads": tallywire(corpus, names, out, "--threads", "2"),
        "names only, 1 thread": tallywire(corpus, names, out, "--threads", "1", "--no-claims"),
        "names of the dictionary only, 1 thread": tallywire(
            corpus, names, out, "--threads", "1", "--no-claims", "--no-rules"
        ),
        "one empty article (start and end)": tallywire(one, names, tmp / "few"),
        "the same without its kept dictionary": tallywire(one, names, tmp / "few", "--no-cache"),
    }
    if shutil.which("rg"):
        patterns = tmp / "patterns.txt"
        if names:
            with open(names, encoding="utf-8") as rows:
                patterns.write_text("\n".join(sorted({r["name"] for r in csv.DictReader(rows)})))
            lines["ripgrep -F -w -o -f names"] = ["rg", "-j1", "-F", "-w", "-o", "-c", "-f", patterns, corpus]
    times, walls, passes = {}, {}, []
    for _ in range(rounds):
        for name, command in lines.items():
            found = cpu(command)
            if found:
                times.setdefault(name, []).append(found[0])
                walls.setdefault(name, []).append(found[1])
        found = cpu([BARE, corpus, *([names] if names else [])])
        if found:
            passes.append(json.loads(found[2]))
    bare = statistics.median(p["pass"] for p in passes) if passes else None
    size = passes[0]["bytes"] / 1e6 if passes else None
    rows = [f"### {label}\n", "| what | CPU s | wall s | MB/s of CPU | bare passes |", "|---|---|---|---|---|"]

    def row(name, seconds, wall="", note=""):
        speed = f"{size / seconds:.1f}" if size and seconds else ""
        beside = f"{seconds / bare:.2f}" if bare else ""
        rows.append(f"| {name}{note} | {seconds:.2f} | {wall} | {speed} | {beside} |")

    if bare:
        row("bare aho-corasick pass (building the automaton apart: "
            f"{statistics.median(p['build'] for p in passes):.1f} s)", bare)
    for name in lines:
        if name in times:
            row(name, statistics.median(times[name]), f"{statistics.median(walls[name]):.2f}")
    one_thread, two = walls.get("whole job, 1 thread"), walls.get("whole job, 2 threads")
    for peer, code in PEERS.items():
        if peer == "quantulum3" and names:
            continue
        if not installed(peer):
            rows.append(f"| {peer} | skipped: not installed | | | |")
            continue
        if peer != "quantulum3" and not names:
            continue
        part = PART.get(peer, 1)
        found = cpu([sys.executable, "-c", HARNESS.replace("CODE", code), corpus, names or "-", str(part)])
        if found:
            note = f" (its pass over every {part}th article, scaled)" if part > 1 else " (its pass)"
            row(peer, float(found[2]) * part, "", note)
    if one_thread and two:
        best = statistics.median(a / b for a, b in zip(one_thread, two))
        rows.append(f"\nTwo threads are {best:.2f} times as fast as one (median of the rounds).")
    return "\n".join(rows) + "\n"


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("corpus", type=pathlib.Path)
    args.add_argument("--names", type=pathlib.Path, action="append", default=[])
    args.add_argument("--rounds", type=int, default=5)
    args.add_argument("--no-build", action="store_true", help="measure the program that stands in target/release")
    args.add_argument("--out", type=pathlib.Path, default=ROOT / "BENCHMARKS.md")
    args = args.parse_args()
    if not args.no_build:
        subprocess.run(["cargo", "build", "--release", "--bin", "tallywire", "--example", "bare_pass"], cwd=ROOT, check=True)
    with tempfile.TemporaryDirectory() as tmp:
        tmp = pathlib.Path(tmp)
        os.environ["XDG_CACHE_HOME"] = str(tmp / "cache")
        tables = [measure(args.corpus, None, "The shipped dictionaries", args.rounds, tmp)]
        for names in args.names:
            with open(names, encoding="utf-8") as rows:
                count = sum(1 for _ in rows) - 1
            tables.append(measure(args.corpus, names, f"{count:,} names given", args.rounds, tmp))
    version = subprocess.run([PROGRAM, "--version"], capture_output=True, text=True).stdout.strip()
    rustc = subprocess.run(["rustc", "--version"], capture_output=True, text=True).stdout.strip()
    model = next((l.split(":")[1].strip() for l in open("/proc/cpuinfo") if l.startswith("model name")), platform.machine())
    page = f"""# How fast

Made by `benches/whole_job.py CORPUS.jsonl --names NAMES.csv ...`: whole processes, {args.rounds} interleaved rounds,
medians. CPU is user and system time of the process, start and writing included; for the bare pass and the Python
peers the pass alone, without reading and building. "Bare passes" says how many passes of the aho-corasick crate
(contiguous NFA, leftmost-longest, over every byte, writing nothing) over the same text with the same names the same
CPU time would pay for.

{version}, {rustc}, {model}, {os.cpu_count()} cores, {platform.system()}; corpus of {args.corpus.stat().st_size / 1e6:.1f} MB.

"""
    args.out.write_text(page + "\n".join(tables))
    print(f"wrote {args.out}")


main()
