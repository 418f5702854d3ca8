#!/usr/bin/env python3
"""Measures a built tallywire on gold data and writes ACCURACY.md.

usage: accuracy.py PATH/TO/tallywire PATH/TO/gold [--out FILE]

The gold folder holds, with their scorers: claims/newsclaims.jsonl, claims/newsquant.jsonl, claims/recognizers.jsonl,
claims/quantulum3.jsonl, entities/*.jsonl and pos/pud.conllu.gz. None of their texts is written here or into the
repository. The same program and data give the same file. Standard library only; cargo for the parts of speech.
"""
import argparse
import csv
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
# F1 on the whole of NewsQuant, as the paper on CQE gives them (EMNLP 2023)
PUBLISHED = {
    "value": {"CQE": 92.0, "GPT-3": 71.2, "quantulum3": 75.1},
    "value+unit": {"CQE": 85.6, "GPT-3": 59.2, "quantulum3": 47.3},
    "value+change": {"CQE": 88.1, "GPT-3": 53.7},
    "value+concept_partial": {"CQE": 76.1, "GPT-3": 54.8},
    "value+concept_complete": {"CQE": 57.0, "GPT-3": 25.7},
}
KINDS = ("count", "money", "percent", "percentage_point", "ratio", "duration", "age", "measure", "number")
TYPES = ("person", "organization", "place")

INTRODUCTION = """\
# How right it is

Made by `scripts/accuracy.py` with {version}. Run it again after a change:

```sh
cargo build --release
python3 scripts/accuracy.py target/release/tallywire GOLD
```

GOLD is a folder of annotated news with its scorers. The texts are news and not ours to publish, so they are not in the
repository. Each set here is the half that was looked at while the program was written; figures on text that nobody
has looked at will be lower. Every figure is of the shipped dictionaries and default settings.

Precision (P) is the share of what was found that is right, recall (R) the share of what is there that was found, F1
their harmonic mean; all in percent.
"""

FAILS = """\
## Known to fail

Found by reading the wrong rows of these sets and of other news. The sentences are made up.

- **Numbers in apposition.** "Nine herds, three of goats": in lists of parts behind a colon or dash the number is found, but
  what it counts may be cut short ("two Alder or Birch class trams" counts `Alder`) and the verb be that of another clause.
- **Numbers that stand for a noun two sentences back.** "Seven pleaded guilty": a count is understood where the noun stands
  in the same or the sentence before; else it becomes a `number` without a unit.
- **Two things with one verb left out.** "Oslo gave 5 million and Bergen, after long talks, 3": the second subject is
  found where it stands right before its number only.
- **Long sentences.** Clauses are read once, from left to right, without a grammar of the whole sentence. A clause put
  between subject and verb that itself holds "and" and a verb may leave the number with the wrong verb, and with it the
  wrong modality, time and subject.
- **Subjects and speakers behind a description.** "The striker scored 12": who the striker is, nobody says. Pronouns and
  "the minister", "the bank" are resolved to the nearest fitting name; descriptions are not. "They" is left open more
  often than it is wrong.
- **Places.** The place of a claim is taken from its own sentence, or from the dateline in the dateline's own sentence. An
  article's place told three paragraphs earlier is not carried on, and of several places in a sentence the nearest to
  the number wins, which is not always the one meant.
- **Speakers in dialogue.** Quotations that change speaker without naming them, and lists of forecasts under headings that
  look like no name, go to the last speaker or to nobody.
- **Modality of nouns.** "Hopes of 5%", "a promise of three bridges" are read by a list of nouns; others stay `asserted`.
  A part that was planned and has since happened can still read `planned` where an infinitive tells it.
- **Times.** "The second week of May", "the war years", "the day before the vote" are not resolved; "the end of 2030" is all
  of 2030. Quarters and years are those of the calendar, whatever a firm's own.
- **Units.** "Pound", "dollar" and symbols of one letter are decided by neighbours and by the country of the article, "m"
  and "C" by what stands around them; a table without a heading gives them nothing to go by.
- **Names of one word that nothing describes.** "Kaska has until Friday": a word in no dictionary is a name only where some
  sentence of the article tells what it is (a title, "the town of", "shares", who says what). Peoples, languages and
  products that nothing marks as such are sometimes taken for places, organizations or people.
- **Teams of one city** are told apart by the sport that the words around them speak of; where those are silent ("Boston lost
  again"), by weight.
- **Street names, ships and buildings called like people** are people where no word says otherwise.
- **Other English.** Verse, transcripts, tables of results and text without punctuation or capitals give worse rows than
  these figures say.
"""


def run(command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode not in (0, 3):
        sys.exit(f"accuracy: {command[0]} exited {done.returncode}: {done.stderr.strip()[-400:]}")
    return done.stdout


def python(script, *args):
    return run([sys.executable, script, *args])


def extract(binary, source, into):
    run([binary, "extract", source, "--text-field", "text", "--id-field", "id", "--format", "jsonl", "--out", into])


def lines(path):
    with open(path, encoding="utf-8") as rows:
        return [json.loads(row) for row in rows if row.strip()]


def write(path, rows):
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def table(head, rows):
    out = ["| " + " | ".join(head) + " |", "|---" + "|---:" * (len(head) - 1) + "|"]
    out += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(out) + "\n"


def percent(share):
    return "" if share is None else f"{100 * share:.1f}"


def first(value):
    return value[0] if isinstance(value, list) else value


def of_kind(gold, found, kind):
    """The gold articles and the claims found, but of one kind only; what is free to find stays free."""
    articles = [
        {**article, "not_claims": [],
         "claims": [c for c in article["claims"] if first(c["kind"]) == kind or c.get("optional")]}
        for article in gold
    ]
    return articles, [claim for claim in found if claim["kind"] == kind]


def newsclaims(binary, gold, tmp):
    scorer, source = gold / "claims/score_claims.py", gold / "claims/newsclaims.jsonl"
    extract(binary, source, tmp / "nc")
    found = tmp / "nc/claims.jsonl"
    whole = json.loads(python(scorer, source, found, "--json"))
    out = [f"""## Claims with every field: newsclaims

{len(lines(source))} whole articles of papers and agencies from all continents, {whole["gold"]} claims annotated by hand by the
definition in the documentation, besides {sum(n for _, n in whole["traps"].values())} numbers that are no claims. {whole["found"]} claims were found. *Detection* asks
for the value at that place, *span* for the same characters too, *core* for modifier, kind, unit, direction, role and
negation besides, *full* for every other field besides that. A text is right when its last word is, a name
when one holds the last word of the other.
""", table(["", "P", "R", "F1"],
           [[key, *(percent(share) for share in whole[key])] for key in ("detection", "span", "core", "full")])]
    out += ["Share of each field that is right, among the claims found:\n",
            table(["field", "right", "of"],
                  [[f"`{name}`", percent(share), str(n)] for name, (share, n) in whole["fields"].items() if n])]
    articles, claims = lines(source), lines(found)
    rows = []
    for kind in KINDS:
        some, mine = of_kind(articles, claims, kind)
        write(tmp / "kind.gold", some)
        write(tmp / "kind.found", mine)
        score = json.loads(python(scorer, tmp / "kind.gold", tmp / "kind.found", "--json"))
        if score["gold"]:
            fields = [score["fields"][f][0] for f in ("about", "predicate", "modality", "time", "place", "subject", "speaker")]
            rows.append([f"`{kind}`", str(score["gold"]), *(percent(s) for s in score["detection"]),
                         percent(score["core"][2]), percent(score["full"][2]), *(percent(f) for f in fields)])
    out += ["By kind of quantity, a claim of another kind counting as missed; the last columns are shares right of a field:\n",
            table(["kind", "claims", "P", "R", "F1", "core", "full", "about", "predicate", "modality", "time", "place",
                   "subject", "speaker"], rows)]
    out += ["Numbers that are no claims, and how many of them were taken for one:\n",
            table(["kind of trap", "fallen into", "of"],
                  [[why, str(a), str(n)] for why, (a, n) in sorted(whole["traps"].items())])]
    return "\n".join(out)


def newsquant(binary, gold, tmp):
    source = gold / "claims/newsquant.jsonl"
    extract(binary, source, tmp / "nq")
    (tmp / "nq.jsonl").write_text(python(gold / "claims/predict_newsquant.py", tmp / "nq/claims.jsonl"), encoding="utf-8")
    score = json.loads(python(gold / "claims/score_quantities.py", source, tmp / "nq.jsonl", "--json"))
    rows = []
    for key, beside in PUBLISHED.items():
        cell = score["cqe"][key]
        rows.append([key.replace("_", " "), *(f"{float(cell[k]):.1f}" for k in ("P", "R", "F1")),
                     *(f"{beside[who]:.1f}" if who in beside else "" for who in ("CQE", "GPT-3", "quantulum3"))])
    strict = [[key.replace("_", " "), *(f"{float(cell[k]):.1f}" for k in ("P", "R", "F1"))]
              for key, cell in score["strict"].items()]
    return "\n".join([f"""## Quantities in sentences: NewsQuant

{len(lines(source))} sentences of news with {score["gold"]} quantities, half of the set that the paper on CQE (EMNLP 2023) was measured on; the
scorer matches as the paper's does. Our rows are mapped to that set's conventions by an adapter that reads public fields
only. The published figures are F1 on the whole set.
""", table(["", "P", "R", "F1", "CQE", "GPT-3", "quantulum3"], rows),
        "Each prediction used once at most, which is stricter than the published scoring:\n",
        table(["", "P", "R", "F1"], strict)])


def block(text):
    return "```text\n" + text.strip() + "\n```\n"


def others(binary, gold):
    recognizers = python(HERE / "score_recognizers.py", binary, gold / "claims/recognizers.jsonl")
    plain, ambiguous = (python(HERE / "score_quantulum3.py", binary, gold / "claims/quantulum3.jsonl", "--set", part)
                        for part in ("plain", "ambiguous"))
    return "\n".join(["""## Test cases of other extractors

A case is right when every quantity that it expects is found with its value and unit and none besides. Cases that
contradict the definition of a claim are left out, listed with the reason in `scripts/*_contradictions.csv`.

The English specs of Recognizers-Text, by recognizer (ordinals are no claims here and are not scored):
""", block(recognizers), "quantulum3's English tests, the plain ones and those made to be ambiguous:\n",
        block(plain + ambiguous)])


def scored(binary, gold, source, tmp, *options):
    """The scorer's exact figures for one set, with the mentions that gave them."""
    into = tmp / ("names-" + source.stem + "".join(str(o).replace("/", "") for o in options))
    run([binary, "extract", source, "--text-field", "text", "--id-field", "id", "--format", "jsonl", "--no-claims",
         "--out", into, *options])
    found = tmp / f"{source.stem}.jsonl"
    found.write_text(python(gold / "entities/predict.py", into / "mentions.jsonl"), encoding="utf-8")
    score = json.loads(python(gold / "entities/score_entities.py", source, found, "--json"))
    return score["exact"], lines(into / "mentions.jsonl")


def right(source, mentions):
    """Each mention with whether its span and type are annotated so."""
    annotated = {str(row["id"]): {(e["start"], e["end"], e["type"]) for e in row["entities"]} for row in lines(source)}
    for mention in mentions:
        yield mention, (mention["start"], mention["end"], mention["type"]) in annotated[str(mention["document"])]


def share_of(counts, least):
    """Rows of what was found most, with the share that is right."""
    rows = sorted(counts.items(), key=lambda kv: -sum(kv[1]))
    return [[name, str(sum(pair)), percent(pair[1] / sum(pair))] for name, pair in rows if sum(pair) >= least]


def names(binary, gold, tmp):
    nothing = tmp / "nothing.csv"
    nothing.write_text("name,type\nNobody at all,person\n", encoding="utf-8")
    rows, ablations, methods, rules = [], [], {}, {}
    for source in sorted((gold / "entities").glob("*.jsonl")):
        # a set of links only names no types
        if not any(e["type"] in TYPES for row in lines(source) for e in row["entities"]):
            continue
        exact, mentions = scored(binary, gold, source, tmp)
        rows.append([source.stem, str(len(lines(source))), *(percent(exact["all"][k]) for k in ("p", "r", "f1")),
                     *(percent(exact[t]["f1"]) for t in TYPES)])
        without_rules, _ = scored(binary, gold, source, tmp, "--no-rules")
        without_names, _ = scored(binary, gold, source, tmp, "--dictionaries", nothing)
        ablations.append([source.stem, percent(exact["all"]["f1"]), percent(without_rules["all"]["f1"]),
                          percent(without_names["all"]["f1"])])
        for mention, good in right(source, mentions):
            methods.setdefault(f"`{mention['method']}`", [0, 0])[good] += 1
            if ".csv:" not in mention["source"]:
                rules.setdefault(f"`{mention['source']}`", [0, 0])[good] += 1
    return "\n".join(["""## Names

People, organizations and places with the very same characters and type, against sets of annotated news. F1 by type in
the last columns:
""", table(["set", "texts", "P", "R", "F1", *TYPES], rows),
        "F1 with everything, with `--no-rules` (dictionary names, their short forms and acronyms), and without a dictionary:\n",
        table(["set", "whole", "no rules", "no dictionary"], ablations),
        "Share right of what each method found, over all sets (a set that splits \"Kenya Ports Authority\" into a place and\n"
        "an organization counts ours as wrong):\n",
        table(["method", "mentions", "right"], share_of(methods, 1)),
        "And each rule:\n", table(["rule", "mentions", "right"], share_of(rules, 10)), linked(binary, gold, tmp)])


def plain(text):
    text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()


def linked(binary, gold, tmp):
    """How often a mention is the entity that the annotators meant."""
    source = gold / "entities/n3_rss500.jsonl"
    if not source.exists():
        return ""
    ids, area, states = {}, {}, {}
    for path in sorted((HERE.parent / "dictionaries").glob("*.csv")):
        with open(path, encoding="utf-8", newline="") as f:
            for row in csv.DictReader(f):
                area[row["id"]] = row["country"]
                if row["id"].startswith("iso3166-2:"):
                    states.setdefault(plain(row["name"]), row["id"].partition(":")[2])
                if row["kind"] in ("name", ""):
                    for name in (row["alias"], row["name"]):
                        ids.setdefault(plain(name), set()).add(row["id"])
    run([binary, "extract", source, "--text-field", "text", "--id-field", "id", "--format", "jsonl", "--no-claims",
         "--out", tmp / "linked"])
    found = {(m["document"], m["start"], m["end"]): m["id"] for m in lines(tmp / "linked/mentions.jsonl")}
    good = total = 0
    for row in lines(source):
        for entity in row["entities"]:
            title = urllib.parse.unquote(entity.get("link", "").rpartition("/")[2]).replace("_", " ")
            head, _, tail = title.partition(" (")
            wanted = ids.get(plain(title), set()) | ids.get(plain(head), set())
            if tail.startswith("country"):  # "Georgia (country)" is not the state
                wanted = {i for i in wanted if i.startswith("iso3166:")}
            town, _, state = title.partition(", ")
            if not wanted and plain(state) in states:  # "Portland, Maine"
                wanted = {i for i in ids.get(plain(town), ()) if area[i] == states[plain(state)]}
            text = row["text"][entity["start"]:entity["end"]]
            # A link that slipped from the name beside it: its title stands elsewhere in the sentence.
            rest = row["text"][:entity["start"]] + "|" + row["text"][entity["end"]:]
            if head in rest and not set(plain(text).split()) & set(plain(title).split()):
                continue
            key = (row["id"], entity["start"], entity["end"])
            if "dbpedia.org" in entity.get("link", "") and wanted and key in found:
                total += 1
                good += found[key] in wanted
    return f"""N3 RSS-500, single sentences whose names are linked to DBpedia: of {total} linked mentions that were found and whose target is
in the shipped dictionaries, {100 * good / total:.1f}% carry its id. Most of the others are a team named by its city, or a lone surname, in a
sentence that tells no more.
"""


def parts_of_speech(gold):
    measured = run(["cargo", "run", "--release", "--quiet", "--manifest-path", HERE.parent / "Cargo.toml", "--example",
                    "train_tagger", "--", "-", HERE.parent / "data/lexicon/en/tagger.bin", gold / "pos/pud.conllu.gz"])
    figures = measured.splitlines()[0].rpartition(": ")[2]
    return f"""## Parts of speech

UD English PUD: {figures}.
The tagger learned from UD English EWT and is asked in sentences with a number only.

```sh
cargo run --release --example train_tagger -- - data/lexicon/en/tagger.bin PUD.conllu.gz
```
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("gold", type=pathlib.Path)
    parser.add_argument("--out", type=pathlib.Path, default=HERE.parent / "ACCURACY.md")
    args = parser.parse_args()
    for path in (args.binary, args.gold / "claims/newsclaims.jsonl"):
        if not path.exists():
            parser.error(f"there is no {path}")
    binary = args.binary.resolve()
    with tempfile.TemporaryDirectory() as folder:
        tmp = pathlib.Path(folder)
        parts = [
            INTRODUCTION.format(version=run([binary, "--version"]).strip()),
            newsclaims(binary, args.gold, tmp),
            newsquant(binary, args.gold, tmp),
            others(binary, args.gold),
            names(binary, args.gold, tmp),
            parts_of_speech(args.gold),
            FAILS,
        ]
    args.out.write_text("\n".join(parts), encoding="utf-8")


main()
