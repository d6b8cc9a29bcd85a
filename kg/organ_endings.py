"""The endings of organ names that the tables know, 科技局 of 市科技局, and what they are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicon import Row, listed, table

ENDINGS = {
    "局": "局",
    "厅": "厅",
    "委": "委员会",
    "委员会": "委员会",
    "办": "办公室",
    "办公室": "办公室",
    "办公厅": "办公厅",
    "中心": "中心",
}
_LONGEST = 30
_COLUMNS = ("province", "city", "county", "short", "variants")
VERTICAL = frozenset(
    {"银保监局", "证监局", "银监局", "保监局", "金融监管局", "海关", "海事局", "税务局", "通信管理局", "供电局"}
)


def _written(row: Row) -> Iterator[str]:
    """The endings of a row without place-holders and remarks."""
    for column in _COLUMNS:
        for name in listed(row[column]):
            if "{" not in name and "（" not in name:
                yield name


@cache
def forms(part: str) -> dict[str, str]:
    """Written endings to full ones: 政府 to 人民政府; `part` is whole or committee."""
    return {row["written"]: row["full"] for row in table("organ_forms") if row["part"] == part}


@cache
def tails() -> dict[str, tuple[int, ...]]:
    """All endings of the table with the rows that have them."""
    found: dict[str, list[int]] = {}
    for i, row in enumerate(table("organ_stems")):
        for name in _written(row):
            if not name.startswith("自治区") and not name.endswith(("机关", "机构")):
                found.setdefault(name, []).append(i)
    for name in (*forms("whole"), *forms("whole").values(), *sorted(VERTICAL)):
        found.setdefault(name, [])
    return {name: tuple(dict.fromkeys(rows)) for name, rows in found.items()}


@cache
def last_characters() -> re.Pattern[str]:
    """The characters that endings of organs stop at."""
    return re.compile(f"[{''.join(map(re.escape, sorted(sizes())))}]")


@cache
def sizes() -> dict[str, tuple[int, ...]]:
    """How long the endings are that stop at a character, the longest first."""
    found: dict[str, set[int]] = {name[-1]: set() for name in tails()}
    for name in tails():
        if 1 < len(name) <= _LONGEST:
            found[name[-1]].add(len(name))
    return {char: tuple(sorted(lengths, reverse=True)) for char, lengths in found.items()}


def split(tail: str) -> tuple[str, str]:
    """Function words and ending.

    >>> split("科学技术局"), split("海关")
    (('科学技术', '局'), ('海关', ''))
    """
    for ending in ENDINGS:
        if tail.endswith(ending) and len(tail) > len(ending):
            return tail[: -len(ending)], ending
    return tail, ""


@cache
def functions() -> frozenset[str]:
    """The function words that endings are made of: 科学技术, 科技, 人社."""
    found = {row["word"] for row in table("organ_words")}
    for row in table("organ_stems"):
        if row["kind"] not in ("政府部门", "垂直", "事业单位"):
            continue
        for name in _written(row):
            words, ending = split(name)
            if ending and len(words) >= 2 and not words.startswith(("委", "人民政府")):
                found |= {words, words.removesuffix("管理") if len(words) > 4 else words}
    return frozenset(found)


def function_before(text: str, end: int, most: int = 12) -> int:
    """How long the longest function word is that stops at `end`; 0 when there is none.

    >>> function_before("市教育和文化旅游局", 8), function_before("市教育和文化旅游局", 4)
    (4, 0)
    """
    words = functions()
    return next((n for n in range(min(most, end), 1, -1) if text[end - n : end] in words), 0)


def rows_of(tail: str) -> tuple[Row, ...]:
    """The rows of the table that have an ending."""
    return tuple(table("organ_stems")[i] for i in tails().get(tail, ()))
