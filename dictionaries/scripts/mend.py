#!/usr/bin/env python3
"""Writes case=exact where `tallywire dictionary check` finds an everyday English word.

usage: tallywire dictionary check 2>&1 | python3 dictionaries/scripts/mend.py
"""
import csv
import pathlib
import re
import sys

here = pathlib.Path(__file__).resolve().parents[2]
lines = {}
for line in sys.stdin:
    found = re.search(r"(dictionaries/\w+\.csv):(\d+): `.*` is an everyday English word", line)
    if found:
        lines.setdefault(found[1], set()).add(int(found[2]))
for name, numbers in lines.items():
    with open(here / name, encoding="utf-8", newline="") as f:
        rows = list(csv.reader(f))
    for number in numbers:
        rows[number - 1][5] = "exact"
    with open(here / name, "w", encoding="utf-8", newline="") as f:
        csv.writer(f, lineterminator="\n").writerows(rows)
    print(name, len(numbers), "rows")
