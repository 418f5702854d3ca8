#!/usr/bin/env python3
"""Score tallywire against quantulum3's English tests.

usage: score_quantulum3.py PATH/TO/tallywire PATH/TO/quantulum3.jsonl [--set plain|ambiguous] [--errors]

A case passes when every quantity it expects is a claim with that value and unit whose span overlaps, and no other
claim is given. Their middle and uncertainty is our range. Their unit names are ours but for the table below; a
counted noun of ours is their "dimensionless"; ratios too. Cases that contradict the project's definition of a claim
are listed with their reason in quantulum3_contradictions.csv and counted apart. Standard library only.
"""
import collections
import pathlib
import sys

from gold_claims import assigned, claims, close, exempt, overlap, rows, tell

HERE = pathlib.Path(__file__).resolve().parent
UNITS = {
    "percentage": "percent", "dollar": "USD", "euro": "EUR", "pound sterling": "GBP", "yen": "JPY",
    "degree celsius": "degree celsius", "tonne": "metric ton",
}
# hundredths and the like: ours is the currency
PARTS = {"cent": ("USD", 0.01), "penny": ("GBP", 0.01), "dime": ("USD", 0.1)}
BARE = ("count", "number", "ratio", "age")
SAME = {"cubic centimetre": "millilitre"}


def fits(claim, want):
    if not overlap(claim, want["start"], want["end"]):
        return False
    value, unit = float(want["value"]), want["unit"].lower()
    if unit == "dozen":
        value *= 12
    if unit in PARTS:
        unit, factor = PARTS[unit]
        value *= factor
    base, _, per = unit.partition(" per ")
    base = UNITS.get(base, base)
    unit = base + (" per " + per if per else "")
    low = float(claim["value"])
    high = float(claim["value_to"]) if claim.get("value_to") not in (None, "") else low
    spread = want.get("uncertainty")
    if not close((low + high) / 2, value) or high != low and not close(abs(high - low) / 2, spread or 0):
        return False
    if unit == "dimensionless" or unit == "dozen":
        return claim["kind"] in BARE
    if unit.startswith("count"):
        return (claim["unit"] or "").split(" ")[0] in ("time", "times")
    return claim["unit"] in (unit, SAME.get(unit))


def main():
    binary, path = sys.argv[1], sys.argv[2]
    part = sys.argv[sys.argv.index("--set") + 1] if "--set" in sys.argv else "plain"
    gold = [row for row in rows(path) if row["set"] == part]
    given = claims(binary, gold)
    reasons = exempt(HERE / "quantulum3_contradictions.csv")
    apart = collections.Counter()
    passed = cases = every = hits = wants = surplus = 0
    for row in gold:
        missed, extra = assigned(row["expect"], given[row["id"]], fits)
        good = not missed and not extra
        every += good
        if row["id"] in reasons:
            apart[reasons[row["id"]]] += 1
            if good and "--errors" in sys.argv:
                print(f"PASSES though listed  {row['id']}  {row['text']}")
            continue
        cases += 1
        passed += good
        hits += len(row["expect"]) - len(missed)
        wants += len(row["expect"])
        surplus += len(extra)
        if not good and "--errors" in sys.argv:
            print(f"{row['id']}  {row['text'][:220]}")
            for want in missed:
                print(f"    missed {want['surface']!r} = {want['value']} {want['unit']} {want.get('uncertainty') or ''}")
            tell(extra)
    print(f"{part}: {passed} of {cases} cases right, {100 * passed / cases:.1f}%")
    print(f"    all {len(gold)} cases, those that contradict the definition too: {100 * every / len(gold):.1f}%")
    print(f"    quantities: {hits} of {wants} found, {surplus} besides")
    print(f"contradict the definition: {sum(apart.values())}")
    for reason, n in apart.most_common():
        print(f"    {n:3}  {reason}")


main()
