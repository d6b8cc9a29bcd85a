"""What the words around a figure say of it: a bound, an approximation, a total, a plan."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.figures.amounts import Amount
from kg.lexicon import Matcher, listed, table
from kg.model import Qualifier, Range, Time

_STOPS = "。！？；\n"
_CARRIED = frozenset({"total", "cumulative", "per", "approx", "planned", "only", "increase", "decrease"})
_CHANGES = frozenset({"max", "min", "over", "increase", "decrease"})
_ORDER = (
    "max", "min", "over", "approx", "total", "cumulative", "per", "increase", "decrease", "planned", "ordinal", "only",
)  # fmt: skip
ALREADY = r"目前|已|现有|截[至止]|实际"
_ALREADY = re.compile(ALREADY)
_LISTED = re.compile(r"[、和及与，]")
_LONGEST_LIST = 20  # figures that one cue at their end holds for
_WITHIN = re.compile(r"(?:以|之)?内(?![容部设外涵陆需地资蒙科])")
_WITHIN_UNITS = frozenset({"time", "length"})
_SAME_LIST = re.compile(r"[、和及与]|分别")


@dataclass(frozen=True, slots=True)
class Cue:
    """A limiting word in the text."""

    at: Range
    notations: tuple[str, ...]
    before: int | None  # characters allowed between it and a figure behind it
    after: int | None  # … and a figure in front of it


@cache
def _cues() -> tuple[Matcher, dict[str, tuple[tuple[str, ...], int | None, int | None]], frozenset[str]]:
    found: dict[str, tuple[tuple[str, ...], int | None, int | None]] = {}
    barred: set[str] = set()
    for row in table("qualifiers"):
        notations, before, after = found.get(row["cue"], ((), None, None))
        notations = (*notations, *(n for n in listed(row["notation"]) if n not in notations))
        if row["position"] == "before":
            before = int(row["window"])
        else:
            after = int(row["window"])
        found[row["cue"]] = notations, before, after
        barred.update(listed(row["not_in"]))
    blockers = frozenset(barred - set(found))
    return Matcher([*found, *blockers]), found, blockers


def cues(text: str) -> list[Cue]:
    """The limiting words of a text, longest first at each place; words that only look like one are left out."""
    matcher, rows, blockers = _cues()
    return [Cue(Range(start, end), *rows[word]) for word, start, end in matcher.find(text) if word not in blockers]


def _inside(at: Range, times: Sequence[Time]) -> bool:
    """Whether a word is part of a time (近 in 近两年)."""
    i = bisect_left(times, at.end, key=lambda t: t.at.start) - 1
    return i >= 0 and at.start < times[i].at.end and times[i].kind != "recurring"


class Limits:
    """The limiting words of one text, asked figure by figure."""

    def __init__(self, text: str, amounts: Sequence[Amount], times: Sequence[Time], date: str | None) -> None:
        self._text = text
        self._cues = [c for c in cues(text) if not _inside(c.at, times)]
        self._starts = [cue.at.start for cue in self._cues]
        self._amounts = amounts
        self._times = times
        self._date = date

    def of(self, i: int) -> tuple[Qualifier, ...]:
        """The qualifiers of the i-th amount, each notation once, with the words that say it."""
        amount = self._amounts[i]
        found: dict[str, Range] = {}
        for notation, at in (*self._own(amount), *self._behind(i), *self._in_front(i)):
            found.setdefault(notation, at)
        if amount.high:
            found.pop("min", None)
        return tuple(Qualifier(n, found[n]) for n in _ORDER if n in found)

    def _own(self, amount: Amount) -> list[tuple[str, Range]]:
        """What the figure itself says: 余, a range, 第, 每."""
        found = []
        if amount.more:
            found.append(("over" if self._text[amount.more.start] in "余多几" else "approx", amount.more))
        left = Range(max(0, amount.at.start - 1), amount.at.start)
        if self._text[left.start : left.end] in ("上", "过") and amount.value in (100, 1000, 10000):
            found.append(("over", left))
        if self._text[left.start : left.end] == "翻" and amount.unit.label == "番":
            found.append(("increase", left))
        if amount.low:
            found.append(("min", amount.low))
        if amount.high:
            found.append(("max", amount.high))
        if amount.ordinal:
            found.append(("ordinal", Range(amount.at.start, amount.at.start + 1)))
        within = _WITHIN.match(self._text, amount.at.end)
        if within and amount.unit.kind in _WITHIN_UNITS:
            found.append(("max", Range(*within.span())))
        return found

    def _behind(self, i: int, more: int = _LONGEST_LIST) -> list[tuple[str, Range]]:
        """Cues behind a figure: 以上, 左右; at the end of a list they hold for each of its figures."""
        amount = self._amounts[i]
        found = []
        for cue in self._between(amount.at.end, amount.at.end + 4):
            gap = self._text[amount.at.end : cue.at.start]
            if cue.after is None or len(gap) > cue.after or any(c.isdigit() or c in _STOPS for c in gap):
                continue
            if gap and not re.fullmatch(r"[（的及(]*|[^，。；、]{0,2}", gap):
                continue
            found += [(n, cue.at) for n in cue.notations]
        following = self._amounts[i + 1] if more and i + 1 < len(self._amounts) else None
        if following and not found and _LISTED.fullmatch(self._text, amount.at.end, following.at.start):
            found += [(n, at) for n, at in self._behind(i + 1, more - 1) if n == "approx"]
        if following and amount.low and following.high:
            found += [(n, at) for n, at in self._behind(i + 1, more - 1) if n == "approx"]
        return found

    def _in_front(self, i: int) -> list[tuple[str, Range]]:
        """Cues in front of a figure, as far as their window goes and no border stands between."""
        amount = self._amounts[i]
        found: list[tuple[str, Range]] = []
        for cue in reversed(self._between(amount.at.start - 70, amount.at.start)):
            if cue.before is None or cue.at.end > amount.at.start:
                continue
            gap = self._text[cue.at.end : amount.at.start]
            if any(c in _STOPS for c in gap) or gap.count(".") > sum(a in "0123456789" for a in gap):
                continue
            numbers = self._numbers(cue.at.end, i)
            found += [(n, cue.at) for n in cue.notations if self._holds(n, cue, gap, numbers, i)]
        planned = self._future(amount)
        if planned:
            found.append(("planned", planned))
        return found

    def _holds(self, notation: str, cue: Cue, gap: str, numbers: int, i: int) -> bool:
        """Whether one notation of a cue reaches the figure behind it."""
        window = cue.before or 0
        if notation == "total" and gap.endswith("的") and self._amounts[i].unit.kind == "ratio":
            return False
        if notation == "planned" and window >= 8:
            return len(gap) <= max(window, 30) and (window >= 24 or "，" not in gap) and not _ALREADY.search(gap)
        if "，" in gap:
            return False
        if notation == "per" and self._text[cue.at.start] == "每":
            return len(gap) <= 40
        if not numbers:
            return len(gap) <= window
        if notation in _CARRIED and self._chained(i, numbers):
            return len(gap) <= window + 12 * numbers
        high = self._amounts[i].high
        return bool(high) and numbers == 1 and notation not in _CHANGES and len(gap) <= window + 12

    def _numbers(self, start: int, i: int) -> int:
        """How many amounts stand between a place and the i-th amount."""
        n = 0
        while i - n - 1 >= 0 and self._amounts[i - n - 1].at.start >= start:
            n += 1
        return n

    def _chained(self, i: int, numbers: int) -> bool:
        """Whether the amounts in front belong to one list with this one: 94处、4.7万平方米."""
        return all(
            _SAME_LIST.fullmatch(self._text, self._amounts[j - 1].at.end, self._amounts[j].at.start)
            for j in range(i - numbers + 1, i + 1)
        )

    def _between(self, start: int, end: int) -> list[Cue]:
        return self._cues[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _future(self, amount: Amount) -> Range | None:
        """A time behind the document's date in the same clause makes a figure planned."""
        if not self._date:
            return None
        last = bisect_left(self._times, amount.at.start, key=lambda t: t.at.start)
        for time in self._times[max(0, last - 4) : last]:
            if time.at.end > amount.at.start:
                break
            gap = self._text[time.at.end : amount.at.start]
            if len(gap) > 40 or any(c in _STOPS for c in gap) or "年" in gap:
                continue
            ahead = time.start or time.end or ""
            if time.kind in ("deadline", "date", "period", "since") and ahead[:4] > self._date[:4]:
                return time.at
        return None
