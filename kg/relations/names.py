"""The mentions of a letter in text order, for look-up by place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from kg.model import ORGANISATIONS, Kind, Letter, Mention, Range, Reference

_NEXT_CLAUSE = "，。；！？\n"
_REACH = 200  # characters that a clause may have to each side of a place


class Names:
    """The mentions of a letter in text order, for look-up by place."""

    def __init__(self, letter: Letter, mentions: Sequence[Mention]) -> None:
        self.text = letter.text.reading
        self.mentions = mentions
        self.order = sorted(range(len(mentions)), key=lambda i: mentions[i].at)
        self.starts = [mentions[i].at.start for i in self.order]

    def inside(self, at: Range, kinds: frozenset[Kind] | None = None) -> list[int]:
        """Mentions that lie in a range, in order."""
        found = []
        for place in range(bisect_left(self.starts, at.start), len(self.order)):
            i = self.order[place]
            mention = self.mentions[i]
            if mention.at.start >= at.end:
                break
            if at.holds(mention.at) and (kinds is None or mention.kind in kinds):
                found.append(i)
        return found

    def clause(self, place: int) -> Range:
        """The stretch between the marks around a place; marks inside names do not count."""
        first, last = max(0, place - _REACH), min(len(self.text), place + _REACH)
        start = max(self.text.rfind(mark, first, place) for mark in _NEXT_CLAUSE) + 1
        ends = [at for mark in _NEXT_CLAUSE if (at := self.text.find(mark, place, last)) >= 0]
        return Range(start or first, min(ends, default=last))


def is_named(mention: Mention) -> bool:
    """Whether a mention names one organisation."""
    return mention.kind in ORGANISATIONS and mention.reference is not Reference.GENERIC
