"""Written units: how long the word is, what one of it is worth, and what makes another word of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kg import numerals
from kg.lexicon import table
from kg.model import Unit

_PREFIX = re.compile(r"万亿|[百千]?[万亿](?![达科州宁])|百(?!分)(?=[万亿户家]|$)|千(?![克米瓦卡伏帕焦赫])|")
_SMALL = {"百": 100, "千": 1000}


@dataclass(frozen=True, slots=True)
class UnitWord:
    """A unit as written. `after`: digits = only behind Arabic numerals, counts = not behind 一 and not behind 第."""

    word: str
    unit: Unit
    after: str
    barred: re.Pattern[str] | None

    def stands(self, text: str, end: int) -> bool:
        """Whether the word ends here as a unit: 个 in 3个站, not in 个人所得税; t in 5t, not in 5tce."""
        if self.barred and self.barred.match(text, end):
            return False
        if not (self.word[-1].isascii() and self.word[-1].isalpha()):
            return True
        following = text[end : end + 1]
        return not (following.isascii() and following.isalnum())


@cache
def words() -> dict[str, UnitWord]:
    """All units by their words, without prefixes."""
    rows = {}
    for row in table("units"):
        unit = Unit(row["label"] or row["unit"], row["base"], Decimal(row["multiplier"]), row["kind"], row["ucum"])
        barred = re.compile(row["not_before"]) if row["not_before"] else None
        rows[row["unit"]] = UnitWord(row["unit"], unit, row["after"], barred)
    return rows


def named(word: str) -> Unit:
    """The unit a word names.

    >>> named("公顷").base
    'hm2'
    """
    return words()[word].unit


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """For each first character of a unit the lengths to try, longest first."""
    found: dict[str, set[int]] = {}
    for word in words():
        found.setdefault(word[0], set()).add(len(word))
    return {char: tuple(sorted(lengths, reverse=True)) for char, lengths in found.items()}


def at(text: str, place: int, end: int) -> Iterator[UnitWord]:
    """The units whose words stand at a place, longest first.

    >>> [u.word for u in at("个工作日内", 0, 5)]
    ['个工作日', '个']
    """
    for length in _lengths().get(text[place : place + 1], ()):
        found = words().get(text[place : place + length]) if place + length <= end else None
        if found and found.stands(text, place + length):
            yield found


def prefix(text: str, place: int, end: int) -> str:
    """万, 亿, 百万 … at a place, where it belongs to the unit behind it.

    >>> prefix("万元", 0, 2), prefix("千克", 0, 2)
    ('万', '')
    """
    match = _PREFIX.match(text, place, end)
    return match[0] if match else ""


@cache
def prefixed(found: UnitWord, head: str) -> Unit:
    """The unit with its prefix: 万元 of 元.

    >>> prefixed(words()["元"], "万").multiplier
    Decimal('10000')
    """
    unit = found.unit
    if not head:
        return unit
    factor = _SMALL.get(head) or numerals.prefix(head)
    ucum = f"10*{len(str(factor)) - 1}.{unit.ucum}" if unit.ucum else ""
    return Unit(head + found.word, unit.base, unit.multiplier * factor, unit.kind, ucum)
