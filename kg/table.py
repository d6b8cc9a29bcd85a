"""Rows for people and programs: aligned text, Markdown, HTML, CSV. Nothing is cut."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Sequence
from html import escape

Cells = Sequence[str]


def width(text: str) -> int:
    """Columns a text takes in a terminal: a Chinese character takes two.

    >>> width("机关 8")
    6
    """
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def visible(text: str) -> str:
    """The text on one line with controls and direction marks shown as `�`: a name can then not steer a terminal.

    >>> visible("市科技局\\x1b[2J\\n好")
    '市科技局�[2J 好'
    """
    return "".join(
        " " if char in "\n\r\t" else "�" if unicodedata.category(char) in ("Cc", "Cf", "Cs") else char
        for char in text.replace("\r\n", "\n").replace("\n\n", "\n")
    )


def aligned(
    heads: Cells, rows: Sequence[Cells], most: int | None = None, notes: Sequence[Sequence[str]] | None = None
) -> str:
    """A table with aligned columns; with `most`, long cells are wrapped so that a line takes no more columns.

    `notes` are lines to write under each row.

    >>> print(aligned(("机关", "数"), [("市科技局", "4")]))
    机关      数
    ────────  ──
    市科技局  4
    """
    lines = [[visible(cell) for cell in row] for row in (heads, *rows)]
    widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
    if most:
        while sum(widths) + 2 * len(widths) > most and max(widths) > 12:
            widths[widths.index(max(widths))] -= 1
    out = [*_wrapped(lines[0], widths), *_wrapped(["─" * size for size in widths], widths)]
    for i, line in enumerate(lines[1:]):
        out += _wrapped(line, widths)
        for note in notes[i] if notes else ():
            out += [f"    {part}" for part in (_broken(visible(note), most - 4) if most else [visible(note)])]
    return "\n".join(out)


def _wrapped(cells: Cells, widths: Sequence[int]) -> list[str]:
    parts = [_broken(cell, size) for cell, size in zip(cells, widths, strict=True)]
    height = max(map(len, parts))
    return [
        "  ".join(
            _padded(part[i] if i < len(part) else "", size) for part, size in zip(parts, widths, strict=True)
        ).rstrip()
        for i in range(height)
    ]


def _broken(text: str, size: int) -> list[str]:
    parts, start, taken = [], 0, 0
    for i, char in enumerate(text):
        if taken + width(char) > size and i > start:
            parts.append(text[start:i])
            start, taken = i, 0
        taken += width(char)
    return [*parts, text[start:]]


def _padded(text: str, size: int) -> str:
    return text + " " * (size - width(text))


def markdown(heads: Cells, rows: Sequence[Cells]) -> str:
    r"""A Markdown table.

    >>> print(markdown(("机关",), [("甲|乙",)]))
    | 机关 |
    | --- |
    | 甲\|乙 |
    """
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(
        "| " + " | ".join(cell if i == 1 else escaped(cell) for cell in line) + " |" for i, line in enumerate(lines)
    )


_MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_{}[]<>#|!~$&"})


def escaped(text: str) -> str:
    """Text that Markdown shows as it is: no link, no HTML, no table border comes of it.

    >>> escaped("[看](javascript:x)<b>")
    '\\\\[看\\\\](javascript:x)\\\\<b\\\\>'
    """
    return visible(text).translate(_MARKS)


def web(heads: Cells, rows: Sequence[Cells]) -> str:
    """An HTML table; text stays text.

    >>> print(web(("机关",), [("<b>局</b>",)]))
    <table>
    <thead><tr><th>机关</th></tr></thead>
    <tbody>
    <tr><td>&lt;b&gt;局&lt;/b&gt;</td></tr>
    </tbody>
    </table>
    """

    def line(cells: Cells, tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{escape(visible(cell))}</{tag}>" for cell in cells) + "</tr>"

    body = "\n".join(line(row, "td") for row in rows)
    return f"<table>\n<thead>{line(heads, 'th')}</thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def spreadsheet(heads: Cells, rows: Sequence[Cells]) -> str:
    """CSV that Excel opens as Chinese (byte order mark) and as text: no cell starts a formula."""
    out = io.StringIO()
    out.write("\ufeff")
    csv.writer(out, lineterminator="\r\n").writerows([_plain(cell) for cell in row] for row in (heads, *rows))
    return out.getvalue()


def _plain(cell: str) -> str:
    first = unicodedata.normalize("NFKC", cell.lstrip())[:1]
    return f"'{cell}" if (first and first in "=+-@") or cell[:1] in ("\t", "\r", "\n") else cell
