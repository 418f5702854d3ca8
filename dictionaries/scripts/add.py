#!/usr/bin/env python3
"""Adds entities in a compact form to the written dictionaries.

usage: python3 dictionaries/scripts/add.py LIST.txt...

One entity a line, five fields: `Name|type|CC|weight|aliases`, type organization, person or place, CC the
ISO 3166 country or nothing, aliases divided by `;`, with `~` before a short form and `#` before an acronym
(`!` behind the `~`: only as it is written). A line for an entity that is there adds the aliases it lacks.
A team's short form that is also a place, an everyday word or a person's name, or that is little known, becomes
`kind=team`, read in reports on sport only; which organizations are teams is told by a line `# teams` at the head of a list (`# teams of schools` where the short
form is the school's). A country is never a team's name.
Places go to landmarks.csv, organizations to organizations.csv, people to people.csv.
"""
import csv
import pathlib
import re
import sys
import unicodedata

here = pathlib.Path(__file__).resolve().parents[1]
lexicon = here.parent / "data/lexicon"
FILES = {"organization": "organizations.csv", "person": "people.csv", "place": "landmarks.csv"}
COLUMNS = "name,type,id,alias,kind,case,weight,country".split(",")


def fold(text):
    text = unicodedata.normalize("NFD", text)
    return re.sub(r"[^a-z0-9]+", " ", "".join(c for c in text if not unicodedata.combining(c)).lower().replace("'", "").replace("’", "")).strip()


def read(name):
    path = here / name
    if not path.exists():
        return []
    with open(path, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def first_column(path):
    return {fold(line.split(",")[0]) for line in list(open(path, encoding="utf-8"))[1:]}


tables = {kind: read(name) for kind, name in FILES.items()}
places = read("places.csv")
countries = {fold(r["alias"]) for r in places if r["id"].startswith("iso3166:") and r["kind"] != "adjective"}
demonyms = {r["alias"] for r in places if r["kind"] == "adjective"}
bare = {fold(r["alias"]) for r in places + tables["place"] if r["kind"] != "adjective"}
everyday = {l.split(",")[0] for l in open(lexicon / "en/words.csv", encoding="utf-8") if any(c.isupper() for c in l.rstrip().split(",")[1])}
for stem in list(everyday):
    everyday.update((stem + "s", stem + "es", stem[:-1] + "ies" if stem.endswith("y") else stem))
called = set().union(*(first_column(lexicon / "names" / f) for f in ("given_us.csv", "given_world.csv", "surnames_us.csv", "surnames_world.csv")))
has_name, has_alias, ids, name_of, country_of = {}, {}, set(), {}, {}
for kind, rows in tables.items():
    for r in rows:
        has_name.setdefault((kind, fold(r["name"])), r["id"])
        has_name.setdefault((kind, fold(r["alias"]), r["country"]), r["id"])
        has_alias.setdefault(r["id"], set()).add(r["alias"])
        name_of[r["id"]] = r["name"]
        country_of.setdefault(r["id"], r["country"])
        ids.add(r["id"])
for r in places:
    has_name.setdefault(("place", fold(r["name"]), r["country"]), r["id"])
    has_alias.setdefault(r["id"], set()).add(r["alias"])
    name_of[r["id"]] = r["name"]

added = aliases_added = 0
for path in sys.argv[1:]:
    teams = schools = False
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        line = line.strip()
        if line.startswith("# teams"):
            teams, schools = True, "schools" in line
        if not line or line.startswith("#"):
            continue
        fields = [f.strip() for f in line.split("|")]
        if len(fields) != 5 or fields[1] not in FILES or not re.fullmatch(r"\d{1,2}", fields[3]) or not re.fullmatch(r"(?:[A-Z]{2})?", fields[2]):
            print(f"{path}:{number}: not `Name|type|CC|weight|aliases`: {line[:80]}")
            continue
        name, kind, country, weight, others = fields
        name = re.sub(r"\s*\([^)]*\)$", "", name)
        if fold(name).isdigit():
            continue
        ident = has_name.get((kind, fold(name), country)) if kind == "place" else has_name.get((kind, fold(name)))
        # "Democratic Party" of another country is another one
        if kind == "organization" and ident and country and country_of[ident] and country != country_of[ident]:
            ident = has_name.get((kind, fold(name), country))
        if ident is None:
            ident = f"{ {'organization': 'org', 'person': 'person', 'place': 'place'}[kind] }:" + fold(name).replace(" ", "-")
            if ident in ids or len(fold(name)) < 2:
                ident += "-" + country.lower()
                if ident in ids or not country:
                    continue
            ids.add(ident)
            name_of[ident] = name
            country_of[ident] = country
            has_name[(kind, fold(name), country) if kind == "place" else (kind, fold(name))] = ident
            added += 1
        known = has_alias.setdefault(ident, set())
        for alias in [name] + [a.strip() for a in others.split(";") if a.strip()]:
            how, case = "name", ""
            if alias[0] == "#":
                how, alias = "acronym", alias[1:]
                case = "exact" if re.fullmatch(r"[A-Z]{2,4}", alias) else ""
            elif alias[0] == "~":
                how, alias = "short", alias[1:]
                if alias[:1] == "!":
                    case, alias = "exact", alias[1:]
            alias = alias.strip()
            folded = fold(alias)
            if teams and how in ("short", "name") and alias != name and folded in countries:
                continue
            plain = " " not in alias and (folded in everyday or folded in called or not folded.endswith("s") and int(weight) < 50)
            if teams and how == "short" and (plain or folded in bare or alias in demonyms or schools and fold(name).startswith(folded)):
                how, case = "team", ""
            if len(folded) < 2 or folded.isdigit() or alias in known:
                # what stands there as a short form is the bare place of a team
                if how == "team":
                    for r in tables[kind]:
                        if r["id"] == ident and r["alias"] == alias and r["kind"] == "short":
                            r["kind"], r["case"] = "team", ""
                continue
            if folded in everyday and not case and how != "team":
                case = "exact"
            known.add(alias)
            aliases_added += 1
            tables[kind].append(dict(zip(COLUMNS, (name_of[ident], kind, ident, alias, how, case, weight, country))))
order = {kind: {} for kind in tables}
for kind, rows in tables.items():
    if not rows:
        continue
    for r in rows:
        order[kind].setdefault(r["id"], len(order[kind]))
    rows.sort(key=lambda r: order[kind][r["id"]])
    with open(here / FILES[kind], "w", encoding="utf-8", newline="") as f:
        writer = csv.DictWriter(f, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
print(f"{added} entities, {aliases_added} aliases added")
