"""Figures in the cells of a table: the unit stands in a column of its own or in the head of the column."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg import numerals
from kg.figures import amounts as numbers
from kg.figures.amounts import Amount
from kg.model import Letter, Paragraph, Range, Role, Sentence, Unit

_NUMBER = re.compile(numerals.DIGITS)
_GAP = re.compile(r"[\t\r\n|]|[ \u3000]{2,}")
_UNIT_HEAD = re.compile(r"单位|计量单位")
_IN_HEAD = re.compile(r"[（(](?:单位：)?([^（）()]{1,8})[）)]$")
_CAPTION = re.compile(r"单位：([^（）()：，\n]{1,8})[）)]?\n$")
_LONGEST_AMOUNT = 20
_INDEX = re.compile(r"\d{1,3}[.、]?|序号|[一二三四五六七八九十]{1,3}类?")


@dataclass(frozen=True, slots=True)
class Cell:
    """A number in a table: what it counts stands in the label of its row, when in the head of its column."""

    amount: Amount
    label: Range
    head: Range
    sentence: Sentence


def texts(letter: Letter) -> Iterator[Sentence]:
    """Cells of tables that hold more than a bare number, each to be read like a sentence."""
    for block in _blocks(letter):
        for row in _rows(letter, block):
            for cell in row:
                if not _NUMBER.fullmatch(letter.text.reading, *cell) and not _whole(letter.text.reading, cell):
                    yield Sentence(cell, _paragraph(letter, cell))


def find(letter: Letter) -> Iterator[Cell]:
    """Bare numbers in tables whose unit is told by a unit column or by the column's head."""
    text = letter.text.reading
    for block in _blocks(letter):
        rows = _rows(letter, block)
        if len(rows) < 2:
            continue
        head = rows[0]
        caption = _caption(letter, block)
        units = next((k for k, cell in enumerate(head) if _UNIT_HEAD.fullmatch(text, *cell)), None)
        for row in rows[1:]:
            label = next(
                (c for c in row if c.length > 1 and not _INDEX.fullmatch(text, *c) and not _whole(text, c)), None
            )
            for k, cell in enumerate(row):
                whole = _whole(text, cell)
                if whole and label:
                    column = head[k] if len(row) == len(head) else label
                    yield Cell(whole, label, column, Sentence(cell, _paragraph(letter, cell)))
                if len(row) != len(head):
                    continue
                unit = _unit(text, row[units] if units is not None else None, head[k]) or caption
                value = numerals.value(text[cell.start : cell.end]) if _NUMBER.fullmatch(text, *cell) else None
                if unit and label and value is not None and k != units:
                    amount = Amount(cell, value, unit)
                    yield Cell(amount, label, head[k], Sentence(cell, _paragraph(letter, cell)))


def _whole(text: str, cell: Range) -> Amount | None:
    """The amount that makes up a cell: 200元/月."""
    found = next(iter(numbers.find(text, *cell, ())), None) if cell.length < _LONGEST_AMOUNT else None
    return found if found and found.at == cell else None


def _unit(text: str, written: Range | None, head: Range) -> Unit | None:
    """The unit of a cell."""
    words = text[written.start : written.end] if written else ""
    if not words:
        named = _IN_HEAD.search(text, head.start, head.end)
        words = named[1] if named else ""
    found = list(numbers.find("1" + words, 0, len(words) + 1, ())) if words else []
    return found[0].unit if found and found[0].at.end == len(words) + 1 else None


def _caption(letter: Letter, block: Sequence[Paragraph]) -> Unit | None:
    """The unit that a line above the table gives for all of it: 单位：万元."""
    text, start = letter.text.reading, block[0].at.start
    found = _CAPTION.search(text, max(0, start - 24), start)
    return _unit(text, Range(*found.span(1)), block[0].at) if found else None


def _blocks(letter: Letter) -> Iterator[list[Paragraph]]:
    """Runs of table paragraphs."""
    block: list[Paragraph] = []
    for paragraph in (*letter.paragraphs, None):
        if paragraph and paragraph.role is Role.TABLE:
            block.append(paragraph)
        elif block:
            yield block
            block = []


def _rows(letter: Letter, block: Sequence[Paragraph]) -> list[list[Range]]:
    """The rows of a table: a line each, or cells on lines of their own with as many to a row as the head has."""
    lines = [_cells(letter, p.at) for p in block]
    if sum(len(line) > 2 for line in lines) * 2 > len(lines):
        return lines
    flat = [cell for line in lines for cell in line]
    n = _columns(letter.text.reading, flat) or len(flat)
    return [flat[i : i + n] for i in range(0, len(flat), n)]


def _columns(text: str, flat: Sequence[Range]) -> int:
    """How many cells a row of a table has that is written one cell a line; 0 when that cannot be told."""
    head = next((k for k, cell in enumerate(flat[:6]) if _UNIT_HEAD.fullmatch(text, *cell)), None)
    for n in range(2, 9):
        if len(flat) % n or len(flat) < 2 * n or (head is not None and head >= n):
            continue
        rows = [flat[i : i + n] for i in range(n, len(flat), n)]
        if any(_NUMBER.fullmatch(text, *row[0]) for row in rows) or any(_NUMBER.fullmatch(text, *c) for c in flat[:n]):
            continue
        if head is not None and all(_unit(text, row[head], row[head]) for row in rows):
            return n
        if head is None and all(_NUMBER.fullmatch(text, *c) for row in rows for c in row[1:]):
            return n
    return 0


def _cells(letter: Letter, at: Range) -> list[Range]:
    """A line cut where the raw text has a tab, a line end or a wide gap."""
    raw, origin = letter.text.raw, letter.text.origin
    cells, start = [], at.start
    for i in range(at.start + 1, at.end):
        if origin[i] - origin[i - 1] > 1 and _GAP.search(raw, origin[i - 1] + 1, origin[i]):
            cells.append(Range(start, i))
            start = i
    return [*cells, Range(start, at.end)]


def _paragraph(letter: Letter, cell: Range) -> int:
    return bisect_right(letter.paragraphs, cell.start, key=lambda p: p.at.start) - 1
