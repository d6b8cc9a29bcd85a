"""Reviewed tables of `kg/data/` and fast look-up of their terms.

Tables are TSV with a header, `#` comment lines in front, lists joined by `|`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

import ahocorasick_rs

Row = dict[str, str]


@cache
def table(name: str) -> tuple[Row, ...]:
    """Rows of `kg/data/<name>.tsv` as dictionaries from column to cell.

    >>> table("verbs")[0].keys() >= {"verb", "class"}
    True
    """
    text = files("kg").joinpath("data", f"{name}.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if line and not line.startswith("#")]
    header = lines[0].split("\t")
    return tuple(dict(zip(header, line.split("\t") + [""] * len(header), strict=False)) for line in lines[1:])


def listed(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds a list.

    >>> listed("科技局|科学技术局")
    ('科技局', '科学技术局')
    """
    return tuple(part for part in cell.split("|") if part)


class Matcher:
    """Finds the longest terms of a set in a text, left to right, in one pass (Aho-Corasick).

    >>> [found for found in Matcher(["科技", "科技局"]).find("市科技局")]
    [('科技局', 1, 4)]
    """

    def __init__(self, terms: Iterable[str]) -> None:
        self.terms = sorted(set(terms))
        self._automaton = ahocorasick_rs.AhoCorasick(
            self.terms,
            matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
            implementation=ahocorasick_rs.Implementation.ContiguousNFA,
        )

        self._text = ""
        self._hits: list[tuple[str, int, int]] = []
        self._starts: list[int] = []

    def within(self, text: str, start: int, end: int) -> list[tuple[str, int, int]]:
        """The matches of a text that lie in a stretch of it; the text is gone through once for all its stretches.

        >>> Matcher(["科技", "科技局"]).within("市科技局和科技厅", 4, 8)
        [('科技', 5, 7)]
        """
        if self._text is not text:
            self._text, self._hits = text, list(self.find(text))
            self._starts = [hit[1] for hit in self._hits]
        found = self._hits[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        while found and found[-1][2] > end:
            found.pop()
        return found

    def find(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Each non-overlapping longest match as (term, start, end)."""
        terms = self.terms
        return iter([(terms[i], start, end) for i, start, end in self._automaton.find_matches_as_indexes(text)])
