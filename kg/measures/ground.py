"""What is known of a letter's text before its clauses are parsed: names and times by place, and what they cover."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.model import ORGANISATIONS, Kind, Letter, Mention, Range, Time
from kg.places import Inside

_SET_APART = re.compile("《[^《》\n]{1,120}》|“[^“”\n]{1,60}”|〈[^〈〉\n]{1,80}〉|（[^（）\n]{1,200}）")
_ACTING = ORGANISATIONS | {Kind.GROUP, Kind.DIVISION, Kind.TEAM}


@dataclass(slots=True)
class Ground:
    """The letter's text with what is already known of it.

    Verbs inside names, titles, quotes and brackets are no verbs: `masked` says where those are.
    """

    letter: Letter
    mentions: Sequence[Mention]
    times: Sequence[Time]
    text: str = ""
    masked: bytearray = field(default_factory=bytearray)
    starts: dict[int, int] = field(default_factory=dict)  # place → mention that may act
    time_at: dict[int, int] = field(default_factory=dict)
    placed: Inside = field(default_factory=lambda: Inside(()))

    def __post_init__(self) -> None:
        self.text = self.letter.text.reading
        self.masked = bytearray(len(self.text))
        for match in _SET_APART.finditer(self.text):
            self.masked[match.start() : match.end()] = b"\1" * (match.end() - match.start())
        for i, mention in enumerate(self.mentions):
            at = mention.at
            self.masked[at.start : at.end] = b"\1" * at.length
            if mention.kind in _ACTING:
                known = self.starts.get(at.start)
                if known is None or self.mentions[known].at.end < at.end:
                    self.starts[at.start] = i
        for i, time in enumerate(self.times):
            self.time_at[time.at.start] = i
        self.placed = Inside([mention.at for mention in self.mentions])

    def inside(self, at: Range) -> Iterator[int]:
        """Mentions that lie in a range, in order."""
        return self.placed.of(at)

    def times_inside(self, at: Range) -> Iterator[int]:
        """Times that lie in a range, in order."""
        i = bisect_left(self.times, at.start, key=lambda t: t.at.start)
        while i < len(self.times) and self.times[i].at.start < at.end:
            if self.times[i].at.end <= at.end:
                yield i
            i += 1

    def last(self, char: str, start: int, end: int) -> int:
        """The last place of a character in a stretch outside what is masked; -1 without any."""
        place = self.text.rfind(char, start, end)
        while place >= 0 and self.masked[place]:
            place = self.text.rfind(char, start, place)
        return place
