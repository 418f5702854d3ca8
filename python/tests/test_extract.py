"""Single articles: objects, spans, pictures, errors."""

import ast
import dataclasses
import datetime
import doctest
import pickle
import re
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import tallywire
from tallywire import _tallywire

# Letters of one to four bytes before, between and behind what is found.
TEXT = "🌊 Überflutung: floods in Łódź drove 3,200 people from 46 villages, 🏚 the mayor said. Zürich sent €1.5 million."


def test_the_examples_of_the_package_are_true():
    failed, tried = doctest.testmod(tallywire)
    assert tried > 5 and failed == 0


def test_the_stubs_name_what_there_is():
    stubs = ast.parse((Path(tallywire.__file__).parent / "_tallywire.pyi").read_text())

    def names(body):
        found = {n.name: n for n in body if isinstance(n, (ast.ClassDef, ast.FunctionDef))}
        found |= {n.target.id: n for n in body if isinstance(n, ast.AnnAssign)}
        return found

    def public(thing):
        return {n for n in vars(thing) if not n.startswith("_")}

    core = names(stubs.body)["Core"].body
    assert public(_tallywire) == names(stubs.body).keys() - {"__version__"}
    assert public(_tallywire.Core) == names(core).keys() - {"__init__"}


def test_the_examples_of_the_readme_run(tmp_path, monkeypatch):
    readme = Path(__file__).parents[1] / "README.md"
    monkeypatch.chdir(tmp_path)
    articles = {"id": ["a"], "title": ["Fires"], "date": ["2024-03-14"], "text": ["Fires in Greece destroyed 40 homes."]}
    Path("news").mkdir()
    for path in ("news.parquet", "news/1.parquet"):
        pq.write_table(pa.table(articles), path)
    Path("my-companies.csv").write_text("name,type\nHollow Creek Mill,organization\n")
    blocks = re.findall(r"```python\n(.*?)```", readme.read_text(), re.S)
    names = {}
    for block in blocks:
        exec(block, names)
    assert len(blocks) == 4 and names["claims"].num_rows == 1
    assert pq.read_table("claims")["value"].to_pylist() == [Decimal(40)]


@pytest.mark.parametrize("table,row", [("mentions", tallywire.Mention), ("claims", tallywire.Claim)])
def test_attributes_are_the_columns(table, row):
    assert [*(f.name for f in dataclasses.fields(row)), "error"] == tallywire.schema(table).names


def test_spans_are_those_of_python(extractor):
    found = extractor.extract(TEXT, id="x", title="Flood in Łódź: 46 villages empty")
    assert {m.text for m in found.mentions} >= {"Łódź", "Zürich"}
    assert {c.quantity for c in found.claims} >= {"3,200", "€1.5 million"}
    parts = {"title": found.title, "body": TEXT}
    for mention in found.mentions:
        assert parts[mention.part][mention.start : mention.end] == mention.text
    for claim in found.claims:
        assert parts[claim.part][claim.start : claim.end] == claim.quantity
    assert {m.part for m in found.mentions} == {"title", "body"}


def test_cells_have_the_types_of_python(extractor):
    claim = extractor.extract("Police in Nairobi arrested 25 men last year.", date="2024-03-14").claims[0]
    assert claim.value == Decimal(25) and claim.negated is False and claim.value_to is None
    assert (claim.time_from, claim.time_to) == (datetime.date(2023, 1, 1), datetime.date(2023, 12, 31))
    assert isinstance(claim.entities, tuple) and hash(claim)
    same = extractor.extract("Police in Nairobi arrested 25 men last year.", date=datetime.datetime(2024, 3, 14, 9))
    assert same.claims[0] == claim


def test_a_notebook_shows_text_and_never_runs_it(extractor):
    text = "<script>alert(1)</script> Police in <b>Nairobi</b> arrested 25 \"men\".\u202e\x07"
    page = extractor.extract(text, title="<img src=x onerror=alert(1)>")._repr_html_()
    assert "<script" not in page and "<img" not in page and "<b>" not in page and "\u202e" not in page
    assert "&lt;script&gt;" in page and ">Nairobi</mark>" in page and ">25</mark>" in page


def test_repr_is_short(extractor):
    found = extractor.extract("Rain fell in Oslo. " * 1000, id="long")
    assert len(repr(found)) < 150 and "1000 mentions" in repr(found)
    assert len(found._repr_html_()) < 2_000_000


def test_another_language_is_said(extractor):
    german = (
        "Der Rat der Stadt teilte am Montag mit, dass der Fluss um zwei Meter gestiegen sei und vierzig Häuser in der "
        "unteren Stadt leer stünden. Boote wurden aus dem Hafen gebracht, und die Schule wurde für alle geöffnet, die "
        "ihre Häuser verlassen mussten."
    )
    found = extractor.extract(german)
    assert found.mentions == [] and "deu" in found.note and "any_language" in found.note
    assert tallywire.Extractor(settings={"any_language": True}).extract(german).note is None


@pytest.mark.parametrize(
    "arguments,what",
    [
        ({"text": 25}, "text must be a string, not int"),
        ({"text": None}, "text must be a string, not NoneType"),
        ({"text": "a\ud800b"}, "half a surrogate pair at 1"),
        ({"text": "a", "id": 7}, "id must be a string"),
        ({"text": "a", "date": "yesterday"}, "`yesterday` is no date"),
        ({"text": "a" * (17 << 20)}, "more than the 16777216"),
    ],
)
def test_wrong_arguments_are_told(extractor, arguments, what):
    with pytest.raises(tallywire.Error, match=what):
        extractor.extract(**arguments)


@pytest.mark.parametrize(
    "arguments,what",
    [
        ({"dictionaries": "/nowhere/names.csv"}, "/nowhere/names.csv: No such file"),
        ({"dictionaries": [7]}, "names no dictionaries"),
        ({"settings": {"colour": True}}, "no setting `colour`\n  hint: one of: adjectives, "),
        ({"settings": {"rules": "yes"}}, "`rules` is 'yes'\n  hint: it must be True or False"),
        ({"settings": {"longest": 0}}, "whole number"),
    ],
)
def test_wrong_settings_are_told(arguments, what):
    with pytest.raises(tallywire.Error) as told:
        tallywire.Extractor(**arguments)
    assert what in str(told.value)
    again = pickle.loads(pickle.dumps(told.value))
    assert str(again) == str(told.value) and again.hint == told.value.hint


def test_dictionaries_of_ones_own(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("name,type\nHollow Creek Mill,organization\n,person\n")
    with pytest.warns(UserWarning, match="mine.csv:3"):
        own = tallywire.Extractor(add_dictionaries=path, settings={"cache": False})
    mention = own.extract("The Hollow Creek Mill in Oslo burned down.").mentions[0]
    assert (mention.text, mention.method) == ("Hollow Creek Mill", "dictionary")
    assert mention.source == f"{path}:2" and len(own.problems) == 1
    with pytest.warns(UserWarning):
        alone = tallywire.Extractor(dictionaries=[path])
    assert alone.fingerprint != own.fingerprint
    assert "Oslo" not in [m.text for m in alone.extract("Rain fell in Oslo.").mentions if m.method == "dictionary"]


def test_pickles_by_its_arguments(extractor):
    settings = {"adjectives": True, "rules": False}
    first = tallywire.Extractor(settings=settings)
    again = pickle.loads(pickle.dumps(first))
    assert repr(again) == repr(first) == "Extractor(settings={'adjectives': True, 'rules': False})"
    assert again.fingerprint == first.fingerprint != extractor.fingerprint
    assert repr(extractor) == "Extractor()"
