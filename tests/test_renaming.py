"""The example letter under other names and numbers gives the same graph under other names and numbers.

So it is read, not remembered: no rule and no table knows this one letter.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from triples import Fact, Triples, build, difference

from kg.shipped import shipped

AIM = 0.95
TABLE = Path(__file__).parent / "letters" / "renaming.tsv"
YEARS_BACK = 2  # by how much the rows of years differ


def rows() -> dict[str, str]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        table = csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t")
        return {row["old"]: row["new"] for row in table}


def renamer(table: dict[str, str]) -> Callable[[str], str]:
    """Writes a text with the new names, in one pass, so that nothing is renamed twice.

    >>> renamer({"3名": "5名", "5名": "9名"})("13名、3 名和5名")
    '13名、5 名和9名'
    """
    gap = r"(?<=\d)(\s*)(?=[^\d\s])"  # between a number and its unit
    words = [r"(?P<gap%d>\s*)".join(map(re.escape, _halves(old))) for old in table]
    by_length = sorted(zip(table, words, strict=True), key=lambda pair: -len(pair[0]))
    parts = [f"(?P<row{i}>{_guard(old)}{word.replace('%d', str(i))})" for i, (old, word) in enumerate(by_length)]
    pattern = re.compile("|".join(parts))
    new = [table[old] for old, _ in by_length]

    def renamed(match: re.Match[str]) -> str:
        i = next(i for i in range(len(new)) if match[f"row{i}"] is not None)
        space = match.groupdict().get(f"gap{i}") or ""
        return re.sub(gap, space, new[i], count=1) if space else new[i]

    return lambda text: pattern.sub(renamed, text)


def _halves(old: str) -> list[str]:
    """A number and its unit, or the whole name."""
    match = re.fullmatch(r"([\d.]+)(\D{1,3})", old)
    return [match[1], match[2]] if match else [old]


def _guard(old: str) -> str:
    """A number is renamed only as a whole."""
    return r"(?<![\d.])" if old[0].isdigit() else ""


def expected(graph: Triples, rename: Callable[[str], str]) -> set[Fact]:
    """The facts of a graph as they must be under other names: words by the table, dates by the years, the value of a
    figure from its words."""
    found = set()
    for fact in graph.facts():
        thing = fact.object
        if fact.predicate in ("zm:value", "zm:normalizedValue"):
            thing = _number(thing, fact.subject.rpartition(" = ")[2], rename)
        elif fact.predicate in _DATES:
            thing = _day(thing)
        elif fact.predicate != "zm:sequence":
            thing = rename(thing)
        found.add(Fact(rename(fact.subject), fact.predicate, thing))
    return found


_DATES = ("zm:edtf", "zm:startDate", "zm:endDate", "zm:deadline", "zm:documentDate")
_NUMERALS = {"一": 1, "三": 3, "四": 4, "六": 6, "八": 8}


def _read(words: str) -> Decimal:
    digits = re.match(r"[\d.]+", words)
    return Decimal(digits[0]) if digits else Decimal(_NUMERALS[words[0]])


def _number(value: str, words: str, rename: Callable[[str], str]) -> str:
    """A figure's number when its words are renamed: 700000 of 70万元 is 930000 of 93万元."""
    changed = Decimal(value) / _read(words) * _read(rename(words))
    return f"{changed.normalize():f}" if changed % 1 else f"{int(changed)}.0"


def _day(iso: str) -> str:
    earlier = re.sub(r"\d{4}", lambda year: str(int(year[0]) - YEARS_BACK), iso)
    return earlier.replace("-09-15", "-08-26")


def test_the_example_is_read_and_not_remembered() -> None:
    letter = shipped("examples/zhongshan_2025_105.txt").read_bytes().decode()
    rename = renamer(rows())
    share, told = difference(expected(build(letter), rename), build(rename(letter)).facts())
    assert share >= AIM, told


def test_the_renaming_reaches_most_of_the_graph() -> None:
    graph = build(shipped("examples/zhongshan_2025_105.txt").read_bytes())
    share, told = difference(expected(graph, renamer(rows())), graph.facts())
    assert share < 0.4, told


def test_every_row_of_the_table_changes_the_example() -> None:
    letter = shipped("examples/zhongshan_2025_105.txt").read_bytes().decode()
    table = rows()
    renamed = renamer(table)(letter)
    unused = [old for old in table if renamer({k: v for k, v in table.items() if k != old})(letter) == renamed]
    assert not unused


def test_no_name_of_the_example_is_left() -> None:
    letter = shipped("examples/zhongshan_2025_105.txt").read_bytes().decode()
    renamed = re.sub(r"\s", "", renamer(rows())(letter))
    left = [old for old in rows() if not old[0].isdigit() and old in renamed]
    digits = {n for n in re.findall(r"\d+(?:\.\d+)?", letter) if len(n) > 3} & set(
        re.findall(r"\d+(?:\.\d+)?", renamed)
    )
    assert (left, digits) == ([], {"2025", "2023"} & digits)
