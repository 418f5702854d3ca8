"""The rows of tallywire on a Spark cluster.

>>> from tallywire import spark                                             # doctest: +SKIP
>>> articles = session.read.json("hdfs:///news/*.jsonl.gz")                 # doctest: +SKIP
>>> claims = spark.claims(articles.repartition(64), title="title")          # doctest: +SKIP
>>> claims.where("kind = 'money'").write.parquet("hdfs:///news-claims")     # doctest: +SKIP

Every worker needs the package tallywire, of the same version as the driver; ``docs/distributed.md`` says how it gets
there.

**Partitions.** Spark reads a compressed text file (.gz, and .zst or .bz2 in most set-ups) in one piece, on one core:
three large files keep three cores busy and the rest of the cluster waits. `DataFrame.repartition` to two or three
times the number of cores spreads the articles; plain .jsonl and Parquet are split by Spark and need none. A batch
holds ``spark.sql.execution.arrow.maxRecordsPerBatch`` articles (10,000): set it to some hundreds where articles are
long, since a batch is held in memory as a whole.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import socket
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pyspark import SparkFiles
from pyspark.sql import DataFrame
from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_type
from pyspark.sql.types import StructType

import tallywire
from tallywire import Error, Extractor, Paths, Settings, _tallywire

__all__ = ["claims", "mentions", "schema"]

Sent = tuple[tuple[str, str | None], ...]
"""Dictionaries by their paths as given, each with its name among Spark's files where it is sent."""


def claims(
    df: DataFrame,
    text: str = "text",
    id: str = "id",
    *,
    title: str | None = None,
    date: str | None = None,
    dictionaries: Paths = (),
    add_dictionaries: Paths = (),
    settings: Settings | Mapping[str, Any] | None = None,
) -> DataFrame:
    """The numeric claims in a frame of articles, one row each, with the columns of `schema`.

    An article that cannot be read gives one row with ``document`` and ``error`` alone, and the job goes on.

    :param df: one row an article; all columns but those named here are left out
    :param text: the column that holds the text
    :param id: the column that holds the id, strings or whole numbers
    :param title: the column that holds the headline, if any
    :param date: the column that holds the day of publication, if any
    :param dictionaries: files or folders to use instead of the shipped dictionaries. They are sent from the driver to
        each executor once; ``local:/opt/names.csv`` is one that lies there already, on every executor
    :param add_dictionaries: the same, to use besides
    :param settings: see `tallywire.Settings`
    :raises Error: where a column, a dictionary or a setting is wrong, before the job starts
    """
    columns = {"text": text, "id": id, "title": title, "date": date}
    return _rows("claims", df, columns, dictionaries, add_dictionaries, settings)


def mentions(
    df: DataFrame,
    text: str = "text",
    id: str = "id",
    *,
    title: str | None = None,
    date: str | None = None,
    dictionaries: Paths = (),
    add_dictionaries: Paths = (),
    settings: Settings | Mapping[str, Any] | None = None,
) -> DataFrame:
    """The names in a frame of articles, one row each. Everything else is as in `claims`."""
    settings = {**(settings or {}), "claims": False}  # which takes half the time
    columns = {"text": text, "id": id, "title": title, "date": date}
    return _rows("mentions", df, columns, dictionaries, add_dictionaries, settings)


def schema(table: str) -> StructType:
    """The columns of ``"mentions"`` or ``"claims"`` in Spark: those of `tallywire.schema`, with signed numbers."""
    return from_arrow_schema(_signed(table))


@functools.cache
def _signed(table: str) -> pa.Schema:
    """Spark knows no unsigned numbers."""
    return pa.schema([f.with_type(pa.int64()) if f.type == pa.uint64() else f for f in tallywire.schema(table)])


def _rows(
    kind: str,
    df: DataFrame,
    columns: dict[str, Any],
    dictionaries: Paths,
    add_dictionaries: Paths,
    settings: Mapping[str, Any] | None,
) -> DataFrame:
    if not columns["id"]:
        raise Error("rows in Spark have no numbers: they need a column of ids", "say id=NAME")
    wanted = {name for name in columns.values() if name}
    fields = [(f.name, to_arrow_type(f.dataType) if f.name in wanted else pa.null()) for f in df.schema]
    _tallywire.check(pa.schema(fields), **columns)
    replace, add = tallywire._paths(dictionaries), tallywire._paths(add_dictionaries)

    def here(paths: tuple[str, ...]) -> list[str]:
        return [path for path in paths if not path.startswith("local:")]

    # Wrong settings and broken dictionaries are told here, not by hundreds of tasks.
    Extractor(here(replace), here(add), settings)
    sent = [tuple(part for path in paths for part in _sent(df, path)) for paths in (replace, add)]
    written = json.dumps(dict(settings or {}))

    def work(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return _work(batches, kind, sent[0], sent[1], written)

    # Under names of our own: mapInArrow has none with a full stop in them.
    only = df.select(*(df[f"`{name}`"].alias(part) for part, name in columns.items() if name))
    return only.mapInArrow(work, schema(kind))


def _sent(df: DataFrame, path: str) -> list[tuple[str, str | None]]:
    """Sends a dictionary, or all in a folder, to each executor."""
    if path.startswith("local:"):
        return [(path, None)]
    if os.path.isdir(path):
        files = sorted(file for file in Path(path).iterdir() if file.suffix.lower() == ".csv")
        return [part for file in files for part in _sent(df, str(file))]
    if "connect" in type(df.sparkSession).__module__:
        hint = f"put it on every worker and name it local:{os.path.abspath(path)}"
        raise Error(f"{path}: files are not sent over Spark Connect", hint)
    # Under a name made of what is in it: a file that has changed since the last job is another one.
    content = Path(path).read_bytes()
    name = f"{hashlib.sha256(content).hexdigest()[:16]}-{os.path.basename(path)}"
    copy = Path(_folder().name, name)
    if not copy.exists():
        copy.write_bytes(content)
    df.sparkSession.sparkContext.addFile(str(copy))
    return [(path, name)]


@functools.cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    """Keeps the copies of dictionaries as long as the driver runs: executors fetch them from there."""
    return tempfile.TemporaryDirectory(prefix="tallywire-")


def _work(
    batches: Iterator[pa.RecordBatch], kind: str, replace: Sent, add: Sent, settings: str
) -> Iterator[pa.RecordBatch]:
    """What a task does: the cores are Spark's, so that one thread is enough."""
    lying_here = [Path(given.removeprefix("local:")) for given, name in replace + add if not name]
    changed = [file.stat().st_mtime_ns for path in lying_here if path.exists() for file in (path, *path.glob("*"))]
    extractor, names = _extractor(replace, add, settings, tuple(changed))
    target = _signed(kind)
    for batch in batches:
        given = {part: part for part in batch.schema.names}
        found = getattr(extractor, kind)(batch, threads=1, **given)
        cells = [column.cast(field.type) for column, field in zip(found.columns, target)]
        if kind == "mentions":
            # A dictionary is called what the user calls it, wherever it lies on the executor.
            at = target.get_field_index("source")
            for there, name in names.items():
                cells[at] = pc.replace_substring(cells[at], there, name)
        yield pa.RecordBatch.from_arrays(cells, schema=target)


@functools.lru_cache(maxsize=4)
def _extractor(
    replace: Sent, add: Sent, settings: str, changed: tuple[int, ...]
) -> tuple[Extractor, dict[str, str]]:
    """The extractor of this worker process, made once and when a file changed; and what its dictionaries are called."""
    names: dict[str, str] = {}

    def found(given: str, name: str | None) -> str:
        there = SparkFiles.get(name) if name else given.removeprefix("local:")
        if not os.path.exists(there):
            hint = "Spark did not send it" if name else f"put it there as {there}"
            raise Error(f"the dictionary {given} is missing on {socket.gethostname()}", hint)
        if name:
            names[there] = given
        return there

    paths = [found(*path) for path in replace], [found(*path) for path in add]
    return Extractor(paths[0], paths[1], json.loads(settings)), names
