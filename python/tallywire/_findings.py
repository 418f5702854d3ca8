"""What an article gives, as objects. Their attributes are the columns of the tables, in the same order."""

from __future__ import annotations

import html
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text. ``start`` and ``end`` count code points: ``text[start:end]`` are the words."""

    document: str | None
    part: str
    sentence: int
    start: int
    end: int
    text: str
    type: str
    name: str
    id: str | None
    method: str
    source: str
    alternatives: tuple[str, ...]
    context: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """A quantity that a sentence states. ``start`` and ``end`` are those of ``quantity``, in code points."""

    document: str | None
    part: str
    sentence: int
    start: int
    end: int
    quantity: str
    value: Decimal
    value_to: Decimal | None
    modifier: str
    kind: str
    unit: str | None
    counted: str | None
    about: str | None
    predicate: str | None
    direction: str | None
    role: str
    negated: bool
    modality: str
    time: str | None
    time_from: date | None
    time_to: date | None
    place: str | None
    place_id: str | None
    subject: str | None
    subject_id: str | None
    speaker: str | None
    speaker_id: str | None
    entities: tuple[str, ...]
    definite: bool
    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class Findings:
    """All that one article gave. In a notebook it shows the text with its findings marked."""

    id: str | None
    title: str | None = field(repr=False)
    text: str = field(repr=False)
    mentions: list[Mention]
    claims: list[Claim]
    note: str | None = None
    """Why nothing was looked for, where that is so."""

    def __repr__(self) -> str:
        start = self.title or self.text
        shown = start if len(start) <= 40 else start[:39] + "…"
        found = f"{len(self.mentions)} mentions, {len(self.claims)} claims"
        note = f", {self.note}" if self.note else ""
        return f"<Findings {self.id!r} {shown!r}: {found}{note}>"

    def _repr_html_(self) -> str:
        parts = []
        if self.title:
            parts.append(f"<strong>{self._marked('title', self.title)}</strong>")
        parts.append(self._marked("body", self.text[:SHOWN]))
        if len(self.text) > SHOWN:
            parts.append(f"<em>… and {len(self.text) - SHOWN:,} more characters</em>")
        if self.note:
            parts.append(f"<em>{_safe(self.note)}</em>")
        # `pre-wrap` keeps the lines of the article; the colours hold on light and dark pages.
        body = "<br><br>".join(parts)
        return f'<div class="tallywire" style="white-space:pre-wrap;line-height:1.6">{body}</div>'

    def _marked(self, part: str, text: str) -> str:
        """The text of a part with its findings marked; a mark that overlaps an earlier one is left out."""
        marks = [(m.start, m.end, m.type, _told(m.type, m.name, m.id)) for m in self.mentions if m.part == part]
        marks += [
            (c.start, c.end, "quantity", _told(c.kind, c.value, c.value_to, c.unit, c.predicate, c.place))
            for c in self.claims
            if c.part == part
        ]
        out, at = [], 0
        for start, end, kind, hint in sorted(marks, key=lambda m: (m[0], -m[1])):
            if start < at or end > len(text):
                continue
            color = COLORS.get(kind, "#b8860b")
            out.append(_safe(text[at:start]))
            out.append(
                f'<mark title="{_safe(hint)}" style="color:inherit;background:{color}33;'
                f'border-bottom:2px solid {color}">{_safe(text[start:end])}</mark>'
            )
            at = end
        out.append(_safe(text[at:]))
        return "".join(out)


SHOWN = 20_000
"""Characters of an article that a notebook shows; a whole book would stop the browser."""

COLORS = {"person": "#2e7d32", "place": "#1565c0", "organization": "#8e24aa", "quantity": "#e65100"}


def _told(*parts: object) -> str:
    return " · ".join(str(p) for p in parts if p not in (None, ""))


def _safe(text: str) -> str:
    """Text that is nothing but text in HTML: markup escaped, controls shown, no marks that turn its direction."""
    kept = "".join(
        "\ufffd" if unicodedata.category(c) == "Cc" and c not in "\n\t" else c
        for c in text
        if not ("\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069")
    )
    return html.escape(kept)
