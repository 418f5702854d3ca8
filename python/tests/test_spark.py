"""A Spark master and two workers on this machine, against the program itself."""

import gzip
import json
import os
import signal
import subprocess
import threading
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import tallywire

pyspark = pytest.importorskip("pyspark", reason="SKIPPED: pyspark is not installed")
from cluster import Cluster  # noqa: E402

from tallywire import spark  # noqa: E402

ROOT = Path(__file__).parents[2]
PROGRAM = os.environ.get("TALLYWIRE_PROGRAM", str(ROOT / "target/debug/tallywire"))
COPIES = int(os.environ.get("TALLYWIRE_COPIES", "400"))


def has_java():
    try:
        return subprocess.run(["java", "-version"], capture_output=True).returncode == 0
    except OSError:
        return False


pytestmark = [
    pytest.mark.skipif(not has_java(), reason="SKIPPED: there is no Java to run Spark with"),
    pytest.mark.skipif(not os.path.exists(PROGRAM), reason=f"SKIPPED: {PROGRAM} is not built"),
]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    cluster = Cluster(tmp_path_factory.mktemp("cluster"))
    yield cluster
    cluster.stop()


@pytest.fixture(scope="module")
def session(cluster):
    session = cluster.session()
    yield session
    session.stop()


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """The sample's articles over and over, each under an id of its own, in two compressed files."""
    folder = tmp_path_factory.mktemp("corpus")
    lines = (ROOT / "data/sample/articles.jsonl").read_text().splitlines()
    articles = [json.loads(line) for line in lines if line.strip()]
    for part in range(2):
        with gzip.open(folder / f"part{part}.jsonl.gz", "wt", compresslevel=1) as out:
            for copy in range(part, COPIES, 2):
                for article in articles:
                    out.write(json.dumps({**article, "id": f"{article['id']}-{copy}"}) + "\n")
    return folder


@pytest.fixture(scope="module")
def expected(corpus, tmp_path_factory):
    """The program's own rows, by table."""
    out = tmp_path_factory.mktemp("expected") / "findings"
    command = [PROGRAM, "extract", corpus, "--out", out, "--format", "parquet", "--duplicates", "keep", "--quiet"]
    subprocess.run(command, check=True)
    return {kind: as_set(pq.read_table(out / f"{kind}.parquet")) for kind in ("claims", "mentions")}


def articles(session, corpus, partitions=24):
    return session.read.json(str(corpus / "*.jsonl.gz")).repartition(partitions)


def written(frame, folder):
    """The rows of a frame as Spark writes them."""
    frame.write.parquet(f"file://{folder}")
    return pq.read_table(folder)


def as_set(table):
    """The rows of a table, each as one string; no two rows are the same."""
    table = table.select([name for name in table.column_names if name != "error"])
    rows = {repr(list(row.values())) for row in table.to_pylist()}
    assert len(rows) == table.num_rows
    return rows


@pytest.mark.parametrize("kind", ["claims", "mentions"])
def test_rows_are_those_of_the_program(session, corpus, expected, kind, tmp_path):
    frame = getattr(spark, kind)(articles(session, corpus), title="title", date="date")
    assert frame.schema == spark.schema(kind)
    found = written(frame, tmp_path / "rows")
    assert set(found["error"].to_pylist()) == {None}
    assert len(expected[kind]) > 50 * COPIES
    assert as_set(found) == expected[kind]


def test_a_poison_record_is_a_row_and_the_job_goes_on(session, corpus, expected, tmp_path):
    poison = pa.table({
        "id": ["null", "long", None, "nul"],
        "text": [None, "Fire! " * (20 << 20 >> 2), "Fires destroyed 40 homes.", "\0" * 9],
        "title": [None, None, None, "\ufffe"], "date": ["", "never", None, None],
    })  # fmt: skip
    among = session.createDataFrame(poison.to_pylist(), "id string, text string, title string, date string")
    frame = articles(session, corpus).select(among.columns).unionByName(among)
    found = written(spark.claims(frame, title="title", date="date"), tmp_path / "rows")
    bad = found.filter(pa.compute.is_valid(found["error"]))
    assert {row["document"]: row["error"].split(" that")[0] for row in bad.to_pylist()} == {
        "null": "the text is null",
        "long": f"the article has {6 * (20 << 20 >> 2)} bytes, more than the 16777216",
        None: "the id is null: its rows could not be told from others",
    }
    assert as_set(found.filter(pa.compute.is_null(found["error"]))) == expected["claims"]


def test_no_articles_give_no_rows(session):
    frame = session.createDataFrame([], "id long, text binary")
    assert spark.mentions(frame).collect() == []


def test_wrong_columns_and_settings_are_told_before_the_job(session, tmp_path):
    frame = session.createDataFrame([(1, 2, 0.5, "x")], "id long, text long, x double, `a.b` string")
    for options, what in [
        ({}, "column `text` for the text holds Int64"),
        ({"text": "body"}, "no column `body` for the text"),
        ({"text": "a.b", "id": "x"}, "column `x` for the id holds Float64"),
        ({"text": "a.b", "id": None}, "need a column of ids"),
        ({"text": "a.b", "settings": {"rule": True}}, "no setting `rule`"),
        ({"text": "a.b", "add_dictionaries": str(tmp_path / "no.csv")}, "no.csv: No such file"),
    ]:
        with pytest.raises(tallywire.Error, match=what):
            spark.claims(frame, **options)
    assert spark.claims(frame, text="a.b").collect() == []
    assert spark.claims(frame, text="a.b", title="a.b", id="a.b").collect() == []


def test_dictionaries_are_sent_to_the_executors(session, tmp_path):
    path = tmp_path / "mills.csv"
    frame = session.createDataFrame([("a", "Hollow Creek Mill in Oslo burned down.")], "id string, text string")
    for kind in ("organization", "place"):
        # The second time it is another file under the same name.
        path.write_text(f"name,type\nHollow Creek Mill,{kind}\n")
        here = tallywire.Extractor(add_dictionaries=path).extract(frame.first().text).mentions[0]
        assert (here.type, here.source) == (kind, f"{path}:2")
        for given in (path, tmp_path, f"local:{path}"):
            there = spark.mentions(frame, add_dictionaries=given).first()
            assert (there.type, there.source) == (kind, f"{path}:2")


def test_a_dictionary_that_an_executor_lacks_is_one_clear_error(session):
    frame = session.createDataFrame([("a", "Rain fell in Oslo.")], "id string, text string")
    with pytest.raises(Exception, match="the dictionary local:/nowhere/mills.csv is missing on"):
        spark.mentions(frame, dictionaries="local:/nowhere/mills.csv").collect()


def test_a_worker_killed_in_mid_job_changes_nothing(session, cluster, corpus, expected, tmp_path):
    session.sparkContext.setJobGroup("kill", "kill")
    frame = spark.claims(articles(session, corpus, 100), title="title", date="date")
    found = []
    job = threading.Thread(target=lambda: found.append(written(frame, tmp_path / "rows")))
    tracker = session.sparkContext.statusTracker()
    job.start()
    at = None
    while at is None and job.is_alive():
        stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
        at = next((s for s in stages if s and s.numTasks == 100 and 5 <= s.numCompletedTasks < 90), None)
        time.sleep(0.02)
    assert at, "the job was over before a worker could be killed"
    os.killpg(cluster.workers[1].pid, signal.SIGKILL)
    job.join()
    assert as_set(found[0]) == expected["claims"]
