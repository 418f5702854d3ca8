"""Arrow tables, batches and readers: what goes in, what comes out, threads and forks."""

import datetime
import multiprocessing
import os
import signal
import threading
import time

import pyarrow as pa
import pytest

import tallywire

SENTENCES = [
    "Police in Nairobi arrested 25 men on Sunday.",
    "Fires in Greece destroyed more than 40 homes.",
    "The Baltic Security Forum (BSF) counted 95 delegations in Helsinki.",
    "Output of the mill in Łódź rose 12 percent to 3.1 million tonnes.",
]


def articles(count):
    texts = [" ".join(SENTENCES[n % 4 :] + SENTENCES[: n % 4]) * 3 for n in range(count)]
    return pa.table({"id": [f"a{n}" for n in range(count)], "text": texts})


def rows(table):
    return table.to_pylist()


def test_tables_give_what_single_articles_give(extractor):
    table = articles(7)
    for kind in ("mentions", "claims"):
        found = rows(getattr(extractor, kind)(table))
        single = []
        for row in table.to_pylist():
            single += getattr(extractor.extract(row["text"], id=row["id"]), kind)
        assert len(found) == len(single) > 50
        for row, one in zip(found, single):
            assert row.pop("error") is None
            assert {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()} == {
                name: getattr(one, name) for name in row
            }


def test_a_table_for_a_table_a_batch_for_a_batch_a_reader_for_a_reader(extractor):
    table = articles(10)
    expected = extractor.claims(table)
    assert isinstance(expected, pa.Table) and expected.schema == tallywire.schema("claims")
    batch = table.combine_chunks().to_batches()[0]
    found = extractor.claims(batch)
    assert isinstance(found, pa.RecordBatch) and rows(found) == rows(expected)
    reader = pa.RecordBatchReader.from_batches(table.schema, table.to_batches(max_chunksize=3))
    found = extractor.claims(reader)
    assert isinstance(found, pa.RecordBatchReader) and found.schema == expected.schema
    assert rows(found.read_all()) == rows(expected)


def test_a_reader_works_as_it_is_read(extractor):
    read = []

    def endless():
        for n in range(1000):
            read.append(n)
            yield articles(2).to_batches()[0]

    found = extractor.claims(pa.RecordBatchReader.from_batches(articles(2).schema, endless()))
    found.read_next_batch()
    assert len(read) < 10


def test_anything_that_gives_arrow_data(extractor):
    class Streams:
        def __arrow_c_stream__(self, requested_schema=None):
            return articles(3).__arrow_c_stream__(requested_schema)

    class Arrays:
        def __arrow_c_array__(self, requested_schema=None):
            return articles(3).combine_chunks().to_batches()[0].__arrow_c_array__(requested_schema)

    expected = rows(extractor.mentions(articles(3)))
    assert rows(extractor.mentions(Streams())) == expected
    assert rows(extractor.mentions(Arrays())) == expected
    pandas = pytest.importorskip("pandas", minversion="2.2")
    assert rows(extractor.mentions(pandas.DataFrame(articles(3).to_pydict()))) == expected


@pytest.mark.parametrize(
    "kind",
    [
        pa.string(), pa.large_string(), pa.string_view(), pa.binary(), pa.large_binary(), pa.binary_view(),
        pa.dictionary(pa.int8(), pa.string()), pa.dictionary(pa.int64(), pa.large_string()),
    ],
    ids=str,
)  # fmt: skip
def test_every_kind_of_string(extractor, kind):
    table = articles(3)
    expected = rows(extractor.claims(table))
    if pa.types.is_dictionary(kind):
        text = table["text"].combine_chunks().cast(kind.value_type).dictionary_encode()
        text = pa.DictionaryArray.from_arrays(text.indices.cast(kind.index_type), text.dictionary)
    else:
        text = table["text"].cast(kind)
    assert rows(extractor.claims(table.set_column(1, "text", text))) == expected
    # A slice begins within its buffers.
    sliced = table.set_column(1, "text", text).slice(1)
    assert rows(extractor.claims(sliced)) == [r for r in expected if r["document"] != "a0"]


def test_bad_records_are_rows_and_the_rest_goes_on(extractor):
    good = SENTENCES[0]
    wrong = b"Police arrested 25 men\xff"
    table = pa.table({
        "id": ["null", "bytes", "long", None, "good", "empty"],
        "text": pa.array([None, wrong, b"a" * (17 << 20), good.encode(), good.encode(), b""], pa.binary()),
    })
    for found in (extractor.claims(table), extractor.claims(table, threads=1), extractor.mentions(table)):
        bad = {r["document"]: r for r in rows(found) if r["error"]}
        assert bad["null"]["error"] == "the text is null"
        assert bad["bytes"]["error"] == "the text is not UTF-8: byte 23 is wrong"
        assert "more than the 16777216 that one may have" in bad["long"]["error"]
        assert "the id is null" in bad[None]["error"] and len(bad) == 4
        row = bad["null"]
        assert not any(v for k, v in row.items() if k not in ("document", "error"))
        assert {r["document"] for r in rows(found) if not r["error"]} == {"good"}


def test_strings_that_are_no_utf8_do_not_reach_the_program(extractor):
    # Arrow does not look into strings that another program hands over.
    offsets = pa.py_buffer(bytes([0, 0, 0, 0, 4, 0, 0, 0, 12, 0, 0, 0]))
    text = pa.StringArray.from_buffers(2, offsets, pa.py_buffer(b"\xff\xfe\xfd!25 homes"))
    table = pa.table({"id": ["bad", "good"], "text": text})
    for data in (table, table.to_batches()[0]):
        errors = {r["document"]: r["error"] for r in rows(extractor.claims(data))}
        assert errors == {"bad": "the text is not UTF-8: byte 1 is wrong", "good": None}


def test_no_rows_in_no_rows_out(extractor):
    empty = articles(1).slice(0, 0)
    for kind in ("mentions", "claims"):
        make = getattr(extractor, kind)
        batch = make(pa.RecordBatch.from_pylist([], schema=empty.schema))
        assert batch.num_rows == 0 and batch.schema == tallywire.schema(kind)
        assert make(empty).schema == tallywire.schema(kind) and make(empty).num_rows == 0
        none = pa.RecordBatchReader.from_batches(empty.schema, [])
        assert make(none).read_all().schema == tallywire.schema(kind)
    assert extractor.claims(pa.table({"id": ["a"], "text": pa.nulls(1)}))["error"].to_pylist() == ["the text is null"]


def test_wrong_columns_are_told_before_the_job(extractor):
    table = pa.table({"id": [1.5], "text": [7], "body": ["Fires destroyed 40 homes."], "when": [True]})
    cases = [
        ({}, "column `text` for the text holds Int64, not strings"),
        ({"text": "article"}, "no column `article` for the text"),
        ({"text": "body"}, "column `id` for the id holds Float64"),
        ({"text": "body", "id": None, "date": "when"}, "column `when` for the date holds Boolean"),
        ({"text": "body", "id": None, "title": "text"}, "column `text` for the title holds Int64"),
        ({"text": "body", "id": None, "threads": -1}, "threads=-1"),
    ]
    reader = pa.RecordBatchReader.from_batches(table.schema, table.to_batches())
    for options, what in cases:
        for data in (table, table.to_batches()[0], reader):
            with pytest.raises(tallywire.Error, match=what) as told:
                extractor.claims(data, **options)
            assert told.value.hint
    with pytest.raises(tallywire.Error, match="as an Arrow table, not as list"):
        extractor.claims([{"id": 1}])


def test_ids_are_strings_numbers_or_row_numbers(extractor):
    text = [SENTENCES[0]] * 3
    by_number = extractor.claims(pa.table({"id": pa.array([7, 8, None], pa.uint16()), "text": text}))
    assert by_number["document"].to_pylist() == ["7", "8", None]
    chunked = pa.concat_tables([pa.table({"text": text}), pa.table({"text": text})])
    found = extractor.claims(chunked, id=None)["document"].to_pylist()
    assert found == ["1", "2", "3", "4", "5", "6"]


@pytest.mark.parametrize(
    "dates",
    [
        pa.array([datetime.date(2024, 3, 14)]),
        pa.array([datetime.date(2024, 3, 14)], pa.date64()),
        pa.array([datetime.datetime(2024, 3, 14, 23, 59)], pa.timestamp("us")),
        pa.array([datetime.datetime(2024, 3, 14, 23, 59)], pa.timestamp("ns", "UTC")),
        pa.array([datetime.datetime(2024, 3, 14)], pa.timestamp("s")),
        pa.array(["14 March 2024"]),
    ],
    ids=lambda a: str(a.type),
)
def test_every_kind_of_date(extractor, dates):
    table = pa.table({"id": ["a"], "text": ["Police arrested 25 men last year."], "when": dates})
    assert extractor.claims(table, date="when")["time_from"].to_pylist() == [datetime.date(2023, 1, 1)]
    early = pa.table({"id": ["a"], "text": ["Police arrested 25 men last year."], "when": pa.array([-1], pa.date32())})
    assert extractor.claims(early, date="when")["time_from"].to_pylist() == [datetime.date(1968, 1, 1)]


def test_an_article_without_a_date_is_dated_by_its_first_lines(extractor):
    text = "NAIROBI, May 3, 2018 (Ridge News) - Police arrested 25 men last year."
    table = pa.table({"id": ["a"], "text": [text]})
    assert datetime.date(2017, 1, 1) in extractor.claims(table)["time_from"].to_pylist()
    assert datetime.date(2017, 1, 1) in [claim.time_from for claim in extractor.extract(text).claims]


def test_titles_have_rows_of_their_own(extractor):
    table = pa.table({"id": ["a"], "text": ["Rain fell in Oslo."], "head": ["Floods in Greece"]})
    found = extractor.mentions(table, title="head")
    assert list(zip(found["part"].to_pylist(), found["name"].to_pylist())) == [("title", "Greece"), ("body", "Oslo")]


def test_threads_make_no_difference(extractor):
    table = articles(3000)
    one = extractor.claims(table, threads=1)
    for threads in (2, 5):
        assert extractor.claims(table, threads=threads).equals(one)


def test_other_threads_of_python_run_meanwhile(extractor):
    table = articles(6000)
    turns = 0
    done = threading.Event()

    def count():
        nonlocal turns
        while not done.is_set():
            turns += 1
            time.sleep(0.001)

    other = threading.Thread(target=count)
    other.start()
    extractor.claims(table, threads=1)
    done.set()
    other.join()
    assert turns > 20


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="there are no timers here")
@pytest.mark.parametrize("threads", [1, 2])
def test_ctrl_c_ends_the_work(extractor, threads):
    def interrupt(*_):
        raise KeyboardInterrupt

    table = pa.concat_tables([articles(5000)] * 40)
    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.2)
    try:
        with pytest.raises(KeyboardInterrupt):
            extractor.claims(table, threads=threads)
    finally:
        signal.signal(signal.SIGALRM, before)


def in_child(work):
    """Whether `work` comes to a good end within a minute in a fork of this process."""
    child = os.fork()
    if child == 0:
        try:
            os._exit(0 if work() else 1)
        except BaseException:
            os._exit(2)
    for _ in range(600):
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            return status == 0
        time.sleep(0.1)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_works_after_a_fork(extractor):
    table = articles(2000)
    expected = extractor.claims(table, threads=2)
    reader = extractor.claims(pa.RecordBatchReader.from_batches(table.schema, table.to_batches()), threads=2)
    assert in_child(lambda: extractor.claims(table, threads=2).equals(expected))
    assert in_child(lambda: reader.read_all().equals(expected))
    assert in_child(lambda: in_child(lambda: extractor.claims(table, threads=2).equals(expected)))
    assert extractor.claims(table, threads=2).equals(expected)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_works_after_a_fork_in_the_midst_of_work(extractor):
    table = articles(500)
    expected = extractor.claims(table)
    done = threading.Event()

    def work():
        while not done.is_set():
            extractor.claims(table, threads=2)

    busy = threading.Thread(target=work)
    busy.start()
    try:
        assert all(in_child(lambda: extractor.claims(table, threads=2).equals(expected)) for _ in range(20))
    finally:
        done.set()
        busy.join()


def test_goes_to_worker_processes(extractor):
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        found = pool.apply(extractor.claims, (articles(2),))
    assert rows(found) == rows(extractor.claims(articles(2)))
