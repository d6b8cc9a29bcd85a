"""What a figure is tied to: the named things it is about, the time that governs it, the plan it belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from kg.figures.amounts import Amount
from kg.figures.indicators import Counted
from kg.figures.limits import ALREADY
from kg.model import VEHICLES, Kind, Letter, Mention, Range, Sentence, Time

_COUNTED = frozenset(
    {*VEHICLES, Kind.TEAM, Kind.SCHOOL, Kind.ENTERPRISE, Kind.CLUSTER, Kind.POLICY, Kind.MAJOR, Kind.OCCUPATION}
)
_NEXT = re.compile(r"下一?步(?:工作)?(?:打算|计划|安排)?|下一?阶段工作|今后工作打算")
_ALREADY = re.compile(rf"{ALREADY}|此前|去年")
_SAME_YEAR = frozenset({"全年", "当年", "同年"})
_SENTENCES_BACK = 4
_NEAR = 400


class Ties:
    """Finds the surroundings of the figures of one document."""

    def __init__(self, letter: Letter, times: Sequence[Time], mentions: Sequence[Mention]) -> None:
        self._letter = letter
        self._text = letter.text.reading
        self._times = times
        self._starts = [time.at.start for time in times]
        self._things = sorted((m.at, i, m.name) for i, m in enumerate(mentions) if m.kind in _COUNTED)
        self._plans = [Range(*match.span()) for match in _NEXT.finditer(self._text)]

    def measured(self, counted: Counted, amount: Amount, sentence: Range) -> tuple[int, ...]:
        """The named things in the words for what a figure counts, or the one last named before bare words."""
        within = Range(max(sentence.start, counted.at.start), min(sentence.end, counted.at.end))
        low = bisect_left(self._things, within.start, key=lambda thing: thing[0].start)
        high = bisect_left(self._things, within.end, key=lambda thing: thing[0].start)
        near = [thing for thing in self._things[low:high] if within.holds(thing[0])]
        inside = tuple(i for _, i, name in near if name in counted.words)
        if inside or not counted.bare:
            return inside
        return tuple([i for at, i, _ in near if at.end <= amount.at.start][-1:])

    def time(self, figure: Range, sentence: Sentence) -> int | None:
        """The time that governs a figure: the last one in front of it in its sentence; that of the sentence before
        when this one goes on with it (；…, 其中…); for 全年 the year named before."""
        opening = self._letter.paragraphs[sentence.paragraph].at.start
        start = sentence.at.start
        for _ in range(_SENTENCES_BACK):
            if start <= opening or not (self._text[start - 1] == "；" or self._text.startswith("其中", start)):
                break
            start = max([opening, *(self._text.rfind(c, opening, start - 1) + 1 for c in "。！？；")])
        for i in range(bisect_left(self._starts, figure.start) - 1, -1, -1):
            if self._starts[i] < start:
                return None
            if self._times[i].kind != "recurring":
                return self._dated(i, figure) if self._times[i].text in _SAME_YEAR else i
        return None

    def _dated(self, i: int, figure: Range) -> int:
        """The year that 全年 stands for, when one is named not far in front of it."""
        for k in range(i - 1, -1, -1):
            time = self._times[k]
            if figure.start - time.at.end > _NEAR or self._text.count("\n", time.at.end, figure.start) > 1:
                break
            if time.kind == "date":
                return k
        return i

    def within(self, head: Range) -> int | None:
        """The time that the head of a column names."""
        i = bisect_left(self._starts, head.start)
        return i if i < len(self._times) and head.holds(self._times[i].at) else None

    def plan(self, amount: Amount, sentence: Sentence) -> Range | None:
        """The words that make a figure a plan: in the heading of its section or in front of it in its paragraph."""
        paragraph = self._letter.paragraphs[sentence.paragraph]
        if _ALREADY.search(self._text, max(sentence.at.start, amount.at.start - 30), amount.at.start):
            return None
        section = self._letter.sections[paragraph.section].at if paragraph.section is not None else None
        for plan in self._plans:
            if (section and section.holds(plan)) or (paragraph.at.start <= plan.start < amount.at.start):
                return plan
        return None
