"""The one exception of tallywire."""

from __future__ import annotations


class Error(Exception):
    """Something that was asked for cannot be done: a missing dictionary, a wrong setting, a wrong column.

    Single articles that cannot be read raise nothing in tables: they become rows whose column ``error`` says why.
    """

    def __init__(self, what: str, hint: str | None = None) -> None:
        super().__init__(what, hint)
        self.what = what
        """What is wrong, and where."""
        self.hint = hint
        """What to do about it."""

    def __str__(self) -> str:
        return f"{self.what}\n  hint: {self.hint}" if self.hint else self.what
