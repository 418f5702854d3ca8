"""The compiled part. What is here may change; use the package `tallywire`."""

from os import PathLike
from typing import Any

import pyarrow as pa

__version__: str

class Core:
    problems: list[str]
    fingerprint: str

    def __init__(
        self,
        dictionaries: list[str | PathLike[str]],
        add_dictionaries: list[str | PathLike[str]],
        *,
        adjectives: bool,
        context: bool,
        claims: bool,
        rules: bool,
        any_language: bool,
        longest: int,
        cache: bool,
    ) -> None: ...
    def extract(
        self, text: str, id: str, title: str | None, date: str | None
    ) -> tuple[str | None, list[tuple[Any, ...]], list[tuple[Any, ...]]]: ...
    def rows(
        self,
        kind: str,
        data: object,
        text: str,
        id: str | None,
        title: str | None,
        date: str | None,
        threads: int,
    ) -> Any: ...

def schema(kind: str) -> pa.Schema: ...
def check(schema: pa.Schema, text: str, id: str | None, title: str | None, date: str | None) -> None: ...
