#!/usr/bin/env python3
"""Score tallywire against the English specs of Recognizers-Text.

usage: score_recognizers.py PATH/TO/tallywire PATH/TO/recognizers.jsonl [--errors]

A case passes when every quantity it expects is a claim with that value and unit whose span overlaps, and no
other claim of the case's kind is given. Each spec tests one recognizer, so claims of other kinds do not count
against it: in a case on currencies only money does, in one on plain numbers every claim does.

  number       value, whatever the unit
  percent      claims of kind `percent`
  numberrange  claims with a modifier: (30,) more_than, [30,) at_least, (,30) less_than, (,30] at_most,
               (10,20) and its like the two ends of a range, [30,30] the value 30
  currency     kind `money`; their cents, pence and the like are hundredths of the currency
  dimension    kind `measure`; feet and inches are one claim in inches, theirs in feet
  temperature  kind `measure` in degrees; age: kind `age`

A unit that stands without a number ("dollar", null) is expected of nobody. Cases that contradict the project's
definition of a claim are listed with their reason in recognizers_contradictions.csv and counted apart. The ordinal
cases are shown for information: ordinals are no claims here, so none must be given. Standard library only.
"""
import collections
import pathlib
import sys

from gold_claims import assigned, claims, close, exempt, overlap, rows, tell

HERE = pathlib.Path(__file__).resolve().parent
SCORED = ("number", "percent", "numberrange", "currency", "dimension", "age", "temperature")

# their unit -> ours, with the factor that turns their value into ours
UNITS = {
    "F": ("degree fahrenheit", 1), "C": ("degree celsius", 1), "Degree": ("degree", 1),
    "Pound": ("pound-mass", 1), "Meter": ("metre", 1), "Kilometer": ("kilometre", 1),
    "Millimeter": ("millimetre", 1), "Centimeter": ("centimetre", 1), "Decimeter": ("decimetre", 1),
    "Picometer": ("picometre", 1), "Milliliter": ("millilitre", 1), "Liter": ("litre", 1),
    "Metric ton": ("metric ton", 1), "Square meter": ("square metre", 1), "Square kilometer": ("square kilometre", 1),
    "Kilometer per hour": ("kilometre per hour", 1), "Age": ("year", 1),
}
MONEY = {
    "Dollar": (None, 1), "Cent": (None, 0.01), "Pound": ("GBP", 1), "Pence": ("GBP", 0.01), "Sen": ("MYR", 0.01),
    "Franc": (None, 1), "Peseta": ("ESP", 1), "Rupee": ("INR", 1),
}
# units our definition joins in the smallest one named
SMALLER = {"foot": ("inch", 12)}


def interval(text):
    """"[20,30)" as low end, high end and the modifier that an open side means."""
    low, high = text[1:-1].split(",")
    low = float(low) if low else None
    high = float(high) if high else None
    if low is not None and high is not None:
        return low, high, "exact" if low == high else "range"
    if high is None:
        return low, None, "more_than" if text[0] == "(" else "at_least"
    return high, None, "less_than" if text[-1] == ")" else "at_most"


def number(text):
    return float(str(text).rstrip("%").replace(",", ""))


def fits(kind):
    def check(claim, want):
        if not overlap(claim, want["start"], want["end"] + 1):
            return False
        value = float(claim["value"])
        if kind == "numberrange":
            low, high, modifier = interval(want["value"])
            given = claim["modifier"]
            if high is not None and low != high:
                return given == "range" and close(value, low) and close(float(claim["value_to"]), high)
            return given == modifier and close(value, low)
        wanted = number(want["value"])
        ends = [value] + ([float(claim["value_to"])] if claim.get("value_to") not in (None, "") else [])
        if kind in ("number", "percent"):
            return any(close(end, wanted) for end in ends)
        unit = want["unit"]
        if kind == "currency":
            code, factor = (want["isoCurrency"], 1) if want.get("isoCurrency") else MONEY[unit]
            return (code is None or (claim["unit"] or "").split(" ")[0] == code) and close(ends[-1], wanted * factor)
        name, factor = UNITS.get(unit, (unit.lower(), 1))
        wanted *= factor
        ours = claim["unit"] or ""
        if name in SMALLER and ours == SMALLER[name][0]:
            return close(ends[-1], wanted * SMALLER[name][1])
        if name == "ton" and ours == "metric ton" and "tonne" in claim["quantity"]:
            name = ours
        return ours == name and any(close(end, wanted) for end in ends)
    return check


def of_kind(claim, kind):
    """Whether a claim that no expectation asked for counts against a case of this kind."""
    given = claim["kind"]
    return {
        "number": True,
        "percent": given == "percent",
        "numberrange": claim["modifier"] in ("range", "more_than", "at_least", "less_than", "at_most"),
        "currency": given == "money",
        "dimension": given == "measure",
        "temperature": given == "measure" and claim["unit"] in ("degree celsius", "degree fahrenheit"),
        "age": given == "age",
        "ordinal": True,
    }[kind]


def main():
    binary, path = sys.argv[1], sys.argv[2]
    gold = rows(path)
    given = claims(binary, gold)
    reasons = exempt(HERE / "recognizers_contradictions.csv")
    passed, total, apart = collections.Counter(), collections.Counter(), collections.Counter()
    for row in gold:
        kind, case = row["kind"], row["id"]
        wanted = [want for want in row["expect"] if want["value"] not in (None, "null")] if kind != "ordinal" else []
        missed, left = assigned(wanted, given[case], fits(kind))
        extra = [claim for claim in left if of_kind(claim, kind)]
        good = not missed and not extra
        if case in reasons:
            apart[reasons[case]] += 1
            if good and "--errors" in sys.argv:
                print(f"PASSES though listed  {case}  {row['text'].strip()}")
            continue
        total[kind] += 1
        passed[kind] += good
        if not good and "--errors" in sys.argv:
            print(f"{case}  {row['text'].strip()[:220]}")
            for want in missed:
                print(f"    missed {want['text']!r} = {want['value']} {want.get('unit', '')}")
            tell(extra)
    for kind in (*SCORED, "ordinal"):
        if total[kind]:
            print(f"{kind:12} {passed[kind]:4} of {total[kind]:4}  {100 * passed[kind] / total[kind]:5.1f}%")
    hits, cases = sum(passed[k] for k in SCORED), sum(total[k] for k in SCORED)
    print(f"{'all scored':12} {hits:4} of {cases:4}  {100 * hits / cases:5.1f}%")
    print(f"contradict the definition: {sum(apart.values())}")
    for reason, n in apart.most_common():
        print(f"    {n:3}  {reason}")


main()
