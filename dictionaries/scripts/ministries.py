#!/usr/bin/env python3
"""Makes dictionaries/ministries.csv: the usual ministries of every country, by the names news gives them.

usage: python3 dictionaries/scripts/ministries.py     (needs iso-codes for the official names of states)

The United States and states without ministries of the kind are left out; their departments stand in
organizations.csv. The portfolios are those that nearly every government has.
"""
import csv
import json
import pathlib
import re

here = pathlib.Path(__file__).resolve().parent
official = {c["alpha_2"]: c for c in json.load(open("/usr/share/iso-codes/json/iso_3166-1.json"))["3166-1"]}
# id, canonical, other names
PORTFOLIOS = [
    ("defence", "Ministry of Defence", ["Ministry of Defense", "Defence Ministry", "Defense Ministry", "Ministry of National Defence", "National Defence Ministry"]),
    ("foreign-affairs", "Ministry of Foreign Affairs", ["Foreign Ministry", "Foreign Affairs Ministry", "Ministry of External Affairs", "External Affairs Ministry"]),
    ("interior", "Ministry of the Interior", ["Interior Ministry", "Ministry of Interior", "Ministry of Internal Affairs", "Home Affairs Ministry", "Ministry of Home Affairs", "Internal Affairs Ministry"]),
    ("finance", "Ministry of Finance", ["Finance Ministry"]),
    ("economy", "Ministry of Economy", ["Economy Ministry", "Ministry of the Economy", "Economics Ministry"]),
    ("justice", "Ministry of Justice", ["Justice Ministry"]),
    ("health", "Ministry of Health", ["Health Ministry", "Ministry of Public Health"]),
    ("education", "Ministry of Education", ["Education Ministry"]),
    ("energy", "Ministry of Energy", ["Energy Ministry"]),
    ("oil", "Ministry of Petroleum", ["Oil Ministry", "Petroleum Ministry", "Ministry of Oil"]),
    ("agriculture", "Ministry of Agriculture", ["Agriculture Ministry", "Farm Ministry"]),
    ("transport", "Ministry of Transport", ["Transport Ministry", "Transportation Ministry", "Ministry of Transportation"]),
    ("trade", "Ministry of Trade", ["Trade Ministry", "Commerce Ministry", "Ministry of Commerce"]),
    ("environment", "Ministry of Environment", ["Environment Ministry", "Ministry of the Environment"]),
    ("labour", "Ministry of Labour", ["Labour Ministry", "Labor Ministry", "Ministry of Labor"]),
    ("tourism", "Ministry of Tourism", ["Tourism Ministry"]),
]
# These stand in organizations.csv, with more of their names.
WRITTEN = {("GB", "defence"), ("MX", "defence")}
# One of a people is no adjective: nobody writes "the Dane Foreign Ministry".
PEOPLE = {"Brit", "Briton", "Croat", "Dane", "Finn", "Serb", "Spaniard", "Swede", "Turk"}
rows = []
for line in open(here / "countries.txt", encoding="utf-8"):
    code, name, _, adjectives = (line.rstrip("\n").split("|") + ["", "", ""])[:4]
    if not re.fullmatch(r"[A-Z]{2}", code) or not adjectives or code in ("US", "AQ", "CA", "AU"):
        continue
    register = official.get(code, {})
    full = register.get("official_name") or (register.get("name", name) if "," not in register.get("name", ",") else name)
    # "Taiwan, Province of China" is a name of the register alone.
    full = name if "," in full else full
    the = "the " if re.match(r"(Republic|Kingdom|State|Federa|Islamic|Democratic|People|Union|United|Commonwealth|Principality|Grand|Hashemite|Arab|Russian|French|Hellenic|Slovak|Czech|Swiss|Italian|Portuguese|Argentine|Bolivarian|Plurinational|Socialist|Dominican|Gabonese|Lebanese|Syrian|Togolese|Kyrgyz|Eastern|Central|Federal)", full) else ""
    if re.search(r"\b(?:Philippines|Netherlands|Gambia|Bahamas|Maldives)$", full) and not the:
        the = "the "
    adjectives = [a for a in adjectives.split(";") if a not in PEOPLE]
    for key, canonical, others in PORTFOLIOS:
        if (code, key) in WRITTEN:
            continue
        ident = f"org:{code.lower()}-ministry-of-{key}"
        title = f"{canonical} of {the}{full}"
        aliases = [title, f"{canonical} of {the if full == name else ''}{name}"]
        for adjective in adjectives[:2]:
            for form in [canonical] + others:
                aliases.append(f"{adjective} {form}")
        for alias in dict.fromkeys(aliases):
            rows.append([title, "organization", ident, alias, "name", "", 45, code])
with open(here.parent / "ministries.csv", "w", newline="", encoding="utf-8") as f:
    writer = csv.writer(f, lineterminator="\n")
    writer.writerow("name,type,id,alias,kind,case,weight,country".split(","))
    writer.writerows(rows)
print(len({r[2] for r in rows}), "ministries,", len(rows), "aliases")
