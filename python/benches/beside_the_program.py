"""Measures the package beside the program, on one machine.

    python benches/beside_the_program.py PROGRAM CORPUS.jsonl.gz [--times 10] [--rounds 3]

First the CPU time of `.claims(table)` on one thread beside that of the whole program on one thread, rounds interleaved;
then a cluster of one and of two workers (a core each) over the corpus repeated so many times under fresh ids, beside the
program with as many threads, with the rows compared as sets; last the same with a worker killed in mid-job.
"""

import argparse
import functools
import gzip
import hashlib
import json
import os
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
COLUMNS = ("id", "title", "date", "text")


def program(command, inputs, out, threads, form):
    """Wall and CPU seconds of a run of the program."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    options = ["--format", form, "--threads", str(threads), "--duplicates", "keep", "--quiet", "--force"]
    subprocess.run([command, "extract", *inputs, "--out", out, *options], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - began, cpu


def throughput(command, articles, folder, rounds):
    """CPU seconds of the program and of a table in Python, each on one thread."""
    import tallywire

    corpus = folder / "once.jsonl"
    corpus.write_text("".join(json.dumps(a) + "\n" for a in articles))
    table = pa.table({name: [a.get(name) for a in articles] for name in COLUMNS})
    extractor = tallywire.Extractor()
    found = {"program, CSV": [], "program, Parquet": [], ".claims(table)": [], ".mentions(table)": []}
    for _ in range(rounds):
        found["program, CSV"].append(program(command, [corpus], folder / "once", 1, "csv")[1])
        found["program, Parquet"].append(program(command, [corpus], folder / "once", 1, "parquet")[1])
        for kind in ("claims", "mentions"):
            began = time.process_time()
            getattr(extractor, kind)(table, title="title", date="date", threads=1)
            found[f".{kind}(table)"].append(time.process_time() - began)
    size = sum(len(a["text"].encode()) + len((a.get("title") or "").encode()) for a in articles) / 1e6
    print(f"\n{len(articles):,} articles, {size:.1f} MB of text, medians of {rounds} rounds\n")
    print("| what, on one thread | CPU s | MB/s a core |\n|---|---|---|")
    for name, seconds in found.items():
        median = statistics.median(seconds)
        print(f"| {name} | {median:.2f} | {size / median:.2f} |")


@functools.cache
def hashes(path):
    """A hash of each row of a folder or file of Parquet, sorted: two with the same have the same rows."""
    table = pq.read_table(path)
    table = table.select([name for name in table.column_names if name != "error"])
    found = []
    for batch in table.to_batches(50_000):
        columns = [c.cast(pa.int64()) if c.type == pa.uint64() else c for c in batch.columns]
        rows = zip(*(column.to_pylist() for column in columns))
        found += [hashlib.blake2b(repr(row).encode(), digest_size=12).digest() for row in rows]
    return sorted(found)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("corpus")
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--no-cluster", action="store_true")
    parser.add_argument("--no-throughput", action="store_true")
    options = parser.parse_args()
    with gzip.open(options.corpus, "rt", errors="replace") as lines:
        articles = [json.loads(line) for line in lines]
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        if not options.no_throughput:
            throughput(options.program, articles, folder, options.rounds)
        if not options.no_cluster:
            on_a_cluster(options, articles, folder)


def on_a_cluster(options, articles, folder):
    from cluster import Cluster

    from tallywire import spark

    big = folder / "big"
    big.mkdir()
    for copy in range(options.times):
        with gzip.open(big / f"{copy:03}.jsonl.gz", "wt", compresslevel=1) as out:
            for article in articles:
                out.write(json.dumps({**article, "id": f"{article['id']}-{copy}"}) + "\n")
    print(f"\n{len(articles) * options.times:,} articles in {options.times} files .jsonl.gz\n", flush=True)
    seconds = {}

    def told(name, took, path):
        seconds.setdefault(name, []).append(took)
        if path != expected and hashes(path) != hashes(expected):
            sys.exit(f"{name}: {len(hashes(path))} rows are not the {len(hashes(expected))} of the program")

    def spark_run(number, workers, kill=False):
        cluster = Cluster(Path(tempfile.mkdtemp(dir=folder)), workers)
        session = cluster.session()
        try:
            began = time.monotonic()
            frame = session.read.schema("id string, title string, date string, text string").json(str(big))
            # The files are read in one piece each; their articles are shared out among all.
            rows = spark.claims(frame.repartition(64), title="title", date="date")
            out = folder / f"spark{number}-{workers}{'-killed' * kill}"
            if kill:
                threading.Thread(target=kill_later, args=(session, cluster), daemon=True).start()
            rows.write.parquet(f"file://{out}")
            took = time.monotonic() - began
        finally:
            session.stop()
            cluster.stop()
        told(f"Spark, {workers} worker{'s' * (workers > 1)}{', one killed in mid-job' * kill}", took, out)
        shutil.rmtree(out)

    expected = folder / "program" / "claims.parquet"
    for number in range(max(options.rounds, 1)):
        for threads in (1, 2):
            took, _ = program(options.program, [big], folder / "program", threads, "parquet")
            told(f"program, {threads} thread{'s' * (threads > 1)}", took, expected)
        for workers in (1, 2):
            spark_run(number, workers)
    spark_run(0, 2, kill=True)
    print("| what | rows | seconds, each run | median | the same rows |\n|---|---|---|---|---|")
    for name, runs in seconds.items():
        each = ", ".join(f"{took:.0f}" for took in runs)
        print(f"| {name} | {len(hashes(expected)):,} | {each} | {statistics.median(runs):.0f} | yes |", flush=True)


def kill_later(session, cluster):
    """Kills a worker with its executor when a third of the tasks are done."""
    tracker = session.sparkContext.statusTracker()
    while True:
        stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
        if any(s and s.numTasks == 64 and s.numCompletedTasks > 20 for s in stages):
            os.killpg(cluster.workers[1].pid, signal.SIGKILL)
            return
        time.sleep(0.1)


if __name__ == "__main__":
    main()
