"""Names and numeric claims in news articles.

>>> import tallywire
>>> extractor = tallywire.Extractor()
>>> found = extractor.extract("Police in Nairobi arrested 25 men on Sunday.", id="a1")
>>> [(m.text, m.type, m.id) for m in found.mentions]
[('Nairobi', 'place', 'geonames:184745')]
>>> claim = found.claims[0]
>>> claim.quantity, claim.value, claim.unit, claim.predicate, claim.place
('25', Decimal('25'), 'man', 'arrest', 'Nairobi')

Whole tables go in and come out as Arrow tables, with a column ``error`` for articles that cannot be read:

>>> import pyarrow as pa
>>> articles = pa.table({"id": ["a1", "a2"], "text": ["Fires in Greece destroyed 40 homes.", None]})
>>> claims = extractor.claims(articles)
>>> claims.select(["document", "value", "unit", "error"]).to_pylist()[1]
{'document': 'a2', 'value': None, 'unit': None, 'error': 'the text is null'}

`tallywire.spark` does the same on a cluster.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Mapping
from datetime import date as _date
from typing import Any, TypedDict

import pyarrow as _pa

from . import _tallywire
from ._errors import Error
from ._findings import Claim, Findings, Mention

__all__ = ["Claim", "Error", "Extractor", "Findings", "Mention", "Settings", "schema"]
__version__ = _tallywire.__version__

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]


class Settings(TypedDict, total=False):
    """What makes rows differ, besides dictionaries. Each may be left out."""

    adjectives: bool
    """Also give adjectives such as "Russian" as mentions. Off."""
    context: bool
    """Also give each mention's sentence. Off."""
    claims: bool
    """Look for claims; without them mentions take half the time. On."""
    rules: bool
    """Find names that stand in no dictionary. On."""
    any_language: bool
    """Also read articles in other languages than English, which give no rows otherwise. Off."""
    longest: int
    """The most bytes that an article may have; a longer one is an error. 16 MiB."""
    cache: bool
    """Keep compiled dictionaries in the user's cache folder, as the program does. On."""


_DEFAULTS: dict[str, Any] = {
    "adjectives": False,
    "context": False,
    "claims": True,
    "rules": True,
    "any_language": False,
    "longest": 16 << 20,
    "cache": True,
}


class Extractor:
    """Finds names and claims with the shipped dictionaries, or others.

    Making one reads dictionaries and words, which takes a fraction of a second and about 150 MB: make one and keep
    it. It can be used from several threads at once, after a fork, and be pickled; the copy reads the dictionaries
    again from the same paths.

    :param dictionaries: files or folders of CSV to use instead of the shipped dictionaries
    :param add_dictionaries: files to use besides
    :param settings: see `Settings`
    :raises Error: where a dictionary is missing or a setting is wrong
    """

    def __init__(
        self,
        dictionaries: Paths = (),
        add_dictionaries: Paths = (),
        settings: Settings | Mapping[str, Any] | None = None,
    ) -> None:
        self._arguments = (_paths(dictionaries), _paths(add_dictionaries), dict(settings or {}))
        replace, add, given = self._arguments
        self._core = _tallywire.Core(list(replace), list(add), **_checked(given))
        if self.problems:
            first, more = self.problems[0], len(self.problems) - 1
            warnings.warn(
                f"a line of a dictionary was left out: {first}" + (f" (and {more} more)" if more else ""),
                stacklevel=2,
            )

    @property
    def problems(self) -> list[str]:
        """Lines of dictionaries that were left out, and why."""
        return self._core.problems

    @property
    def fingerprint(self) -> str:
        """Two extractors with the same fingerprint give the same rows for the same articles."""
        return self._core.fingerprint

    def extract(
        self,
        text: str,
        id: str | None = None,
        title: str | None = None,
        date: str | _date | None = None,
    ) -> Findings:
        """The findings of one article.

        :param text: its text; spans count its code points, so that ``text[start:end]`` is what was found
        :param id: what stands in the column ``document`` of its rows
        :param title: its headline; findings in it have the part ``title`` and spans of their own
        :param date: the day it was published, from which "last year" is counted: a date, or a string such as
            ``2024-03-14``
        :raises Error: where the text is no string, is too long, or the date is none
        """
        text = _string("text", text)
        title = None if title is None else _string("title", title)
        name = "" if id is None else _string("id", id)
        day = None if date is None else date.isoformat() if isinstance(date, _date) else _string("date", date)
        other, mentions, claims = self._core.extract(text, name, title, day)
        note = None
        if other:
            note = f"in another language than English ({other}); settings={{'any_language': True}} reads it all the same"
        return Findings(id, title, text, [Mention(*m) for m in mentions], [Claim(*c) for c in claims], note)

    def mentions(
        self,
        table: Any,
        *,
        text: str = "text",
        id: str | None = "id",
        title: str | None = None,
        date: str | None = None,
        threads: int = 0,
    ) -> Any:
        """The names in a table of articles, one row each.

        :param table: a `pyarrow.Table`, `RecordBatch` or `RecordBatchReader`, or anything else that gives Arrow
            data (a frame of pandas or Polars, a relation of DuckDB)
        :param text: the column that holds the text
        :param id: the column that holds the id, strings or whole numbers; none to number the rows from 1
        :param title: the column that holds the headline, if any
        :param date: the column that holds the day of publication, if any
        :param threads: how many to work with, 0 for one a core
        :returns: a batch for a batch, for a reader one that works as it is read, otherwise a table. The columns are
            those of `schema`: as the program writes them, and ``error`` behind them. An article that cannot be read
            gives one row with ``document`` and ``error`` alone; one in another language than English gives none.
        :raises Error: where a column is missing or is of another type, before any work is done
        """
        return self._rows("mentions", table, text, id, title, date, threads)

    def claims(
        self,
        table: Any,
        *,
        text: str = "text",
        id: str | None = "id",
        title: str | None = None,
        date: str | None = None,
        threads: int = 0,
    ) -> Any:
        """The numeric claims in a table of articles, one row each. Everything else is as in `mentions`."""
        return self._rows("claims", table, text, id, title, date, threads)

    def _rows(
        self,
        kind: str,
        table: Any,
        text: str,
        id: str | None,
        title: str | None,
        date: str | None,
        threads: int,
    ) -> Any:
        if threads < 0:
            raise Error(f"threads={threads}: there is no such number of threads", "0 for one a core")
        if not hasattr(table, "__arrow_c_stream__"):
            if not hasattr(table, "__arrow_c_array__"):
                raise Error(
                    f"articles come as an Arrow table, not as {type(table).__name__}",
                    "pyarrow.table({'id': [...], 'text': [...]}) makes one; .extract(text) reads a single text",
                )
            table = _pa.record_batch(table)
        return self._core.rows(kind, table, text, id, title, date, threads)

    def __reduce__(self) -> tuple[type[Extractor], tuple[Any, ...]]:
        return Extractor, self._arguments

    def __repr__(self) -> str:
        names = ("dictionaries", "add_dictionaries", "settings")
        given = [f"{n}={a!r}" for n, a in zip(names, self._arguments) if a]
        return f"Extractor({', '.join(given)})"


def schema(table: str) -> _pa.Schema:
    """The columns of ``"mentions"`` or ``"claims"``, as `Extractor` gives them."""
    return _tallywire.schema(table)


def _paths(given: Paths) -> tuple[str, ...]:
    if isinstance(given, (str, os.PathLike)):
        given = (given,)
    try:
        return tuple(os.fspath(path) for path in given)
    except TypeError:
        raise Error(f"{given!r} names no dictionaries", "give a path, or a list of paths") from None


def _checked(given: Mapping[str, Any]) -> dict[str, Any]:
    """The settings with those that were left out."""
    for name, value in given.items():
        if name not in _DEFAULTS:
            raise Error(f"there is no setting `{name}`", f"one of: {', '.join(_DEFAULTS)}")
        kind = type(_DEFAULTS[name])
        if type(value) is not kind or (kind is int and value < 1):
            wanted = "True or False" if kind is bool else "a whole number from 1"
            raise Error(f"the setting `{name}` is {value!r}", f"it must be {wanted}")
    return {**_DEFAULTS, **given}


def _string(what: str, given: object) -> str:
    if not isinstance(given, str):
        raise Error(f"the {what} must be a string, not {type(given).__name__}")
    try:
        given.encode()
    except UnicodeEncodeError as error:
        raise Error(
            f"the {what} is no Unicode text: there is half a surrogate pair at {error.start}",
            "text.encode('utf-8', 'replace').decode() puts a question mark in its place",
        ) from None
    return given
