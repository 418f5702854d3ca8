"""Runs tallywire over the texts of a gold file and hands back its claims; shared by the scorers beside it."""
import json
import pathlib
import subprocess
import sys
import tempfile


def rows(path):
    """The cases of a gold file, one JSON object a line."""
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def claims(binary, gold):
    """The claims of each case by its id. Spans are in code points, the end exclusive."""
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "cases.jsonl"
        with open(source, "w", encoding="utf-8") as out:
            for row in gold:
                out.write(json.dumps({"id": row["id"], "text": row["text"]}, ensure_ascii=False) + "\n")
        target = pathlib.Path(folder) / "out"
        done = subprocess.run(
            [binary, "extract", str(source), "--text-field", "text", "--id-field", "id",
             "--format", "jsonl", "--out", str(target)], capture_output=True, text=True)
        if done.returncode not in (0, 3):
            sys.exit(f"tallywire exited {done.returncode}: {done.stderr.strip()[-400:]}")
        found = {row["id"]: [] for row in gold}
        for claim in rows(target / "claims.jsonl"):
            found[claim["document"]].append(claim)
    return found


def overlap(claim, start, end):
    """Whether a claim's span and [start, end) share a character."""
    return claim["start"] < end and start < claim["end"]


def close(a, b):
    """Equal but for the rounding of thirds and the like to four places."""
    return abs(a - b) <= max(5e-5, 1e-9 * abs(b), 1e-12)


def assigned(wanted, given, fits):
    """Gives each wanted quantity a claim of its own; what stays without one, and the claims left over."""
    left = list(given)
    missed = []
    for want in wanted:
        hit = next((claim for claim in left if fits(claim, want)), None)
        if hit is None:
            missed.append(want)
        else:
            left.remove(hit)
    return missed, left


def tell(extra):
    """Prints the claims that no gold case asked for."""
    for claim in extra:
        print(f"    extra {claim['quantity']!r} = {claim['value']} {claim.get('value_to') or ''} {claim['unit']} "
              f"({claim['modifier']}, {claim['kind']})")


def exempt(path):
    """The cases left out of a score: id -> reason (a CSV file, the id first)."""
    out = {}
    with open(path, encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            if line.strip():
                case, reason = line.rstrip("\n").split(",", 1)
                out[case] = reason
    return out
