"""The mentions of a letter in text order, for look-up by place."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import ORGANISATIONS, Kind, Letter, Mention, Range, Reference
from kg.places import Inside

_NEXT_CLAUSE = "，。；！？\n"
_REACH = 200  # characters that a clause may have to each side of a place


class Names:
    """The mentions of a letter in text order, for look-up by place."""

    def __init__(self, letter: Letter, mentions: Sequence[Mention]) -> None:
        self.text = letter.text.reading
        self.mentions = mentions
        self._placed = Inside([mention.at for mention in mentions])
        self.order = self._placed.order

    def inside(self, at: Range, kinds: frozenset[Kind] | None = None) -> list[int]:
        """Mentions that lie in a range, in order."""
        return [i for i in self._placed.of(at) if kinds is None or self.mentions[i].kind in kinds]

    def clause(self, place: int) -> Range:
        """The stretch between the marks around a place; marks inside names do not count."""
        first, last = max(0, place - _REACH), min(len(self.text), place + _REACH)
        start = max(self.text.rfind(mark, first, place) for mark in _NEXT_CLAUSE) + 1
        ends = [at for mark in _NEXT_CLAUSE if (at := self.text.find(mark, place, last)) >= 0]
        return Range(start or first, min(ends, default=last))


def is_named(mention: Mention) -> bool:
    """Whether a mention names one organisation."""
    return mention.kind in ORGANISATIONS and mention.reference is not Reference.GENERIC
