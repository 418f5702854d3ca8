#!/usr/bin/env python3
"""Makes words.csv and irregular.csv from WordNet 3.0 (Debian package wordnet-base, under its own
permissive licence: see data/lexicon/README.md).

usage: python3 data/lexicon/scripts/wordnet.py [/usr/share/wordnet]

words.csv      word,classes   n v j r = noun, verb, adjective, adverb; a capital letter where the
                              word is used in that class in the tagged part of WordNet's corpus,
                              so is an everyday word of the class; the class of most uses stands
                              first, with a + where three quarters of the uses are of it;
                              a = adjective written with a capital ("European")
irregular.csv  form,base,class   forms that no suffix rule gives: men,man,n
"""
import collections
import pathlib
import re
import sys

wordnet = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/wordnet")
out = pathlib.Path(__file__).resolve().parents[1] / "en"
letter = {"noun": "n", "verb": "v", "adj": "j", "adv": "r"}
small = collections.defaultdict(set)
for part, mark in letter.items():
    # data.* keeps the letter case that index.* loses; only words written small are no names
    for line in open(wordnet / f"data.{part}", encoding="latin-1"):
        if line.startswith("  "):
            continue
        fields = line.split(" ")
        for n in range(int(fields[3], 16)):
            word = re.sub(r"\((a|p|ip)\)$", "", fields[4 + 2 * n])
            if re.fullmatch(r"[a-z]{2,}", word):
                small[word].add(mark)
            elif mark == "j" and re.fullmatch(r"[A-Z][a-z]{2,}", word):
                small[word.lower()].add("a")
used = collections.Counter()
for part, mark in letter.items():
    for line in open(wordnet / f"index.{part}", encoding="latin-1"):
        if line.startswith("  "):
            continue
        fields = line.split()
        used[fields[0], mark] = int(fields[4 + int(fields[3]) + 1])
uses = collections.Counter()
for line in open(wordnet / "cntlist.rev", encoding="latin-1"):
    sense, _, count = line.split()
    word, place = sense.split("%")
    uses[word, "nvjrj"[int(place[0]) - 1]] += int(count)


def classes(word):
    """The classes of a word as words.csv writes them."""
    marks = sorted((m for m in "nvjr" if m in small[word]), key=lambda m: -uses[word, m])
    out = [m.upper() if used[word, m] else m for m in marks]
    if len(marks) > 1 and uses[word, marks[0]] >= 0.75 * sum(uses[word, m] for m in marks) > 0:
        out[0] += "+"
    return "".join(out) + ("a" if "a" in small[word] else "")


with open(out / "words.csv", "w", encoding="utf-8") as f:
    f.write("word,classes\n")
    for word in sorted(small):
        f.write(f"{word},{classes(word)}\n")
rows = set()
for part, mark in letter.items():
    for line in open(wordnet / f"{part}.exc", encoding="latin-1"):
        fields = line.split()
        form, base = fields[0], fields[1]
        if re.fullmatch(r"[a-z]+", form) and re.fullmatch(r"[a-z]+", base) and form != base and mark in small.get(base, ()):
            rows.add((form, base, mark))
with open(out / "irregular.csv", "w", encoding="utf-8") as f:
    f.write("form,base,class\n")
    for row in sorted(rows):
        f.write(",".join(row) + "\n")
print(len(small), "words,", len(rows), "irregular forms")
