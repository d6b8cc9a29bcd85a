"""The folded view: the raw text as the stages read it, each character with its place."""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass
from functools import lru_cache

from kg.model import Text
from kg.reading.markup import blank
from kg.reading.wrapping import Row, joined

_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_ENUMERATED = re.compile(r"(?:^|\n)(?:第?[一二三四五六七八九十百]{1,4}|（[一二三四五六七八九十\d]{1,3}）|\d{1,2})$")
_TITLE_MARK = re.compile(r"<([^<>\n]{2,80})>")


@dataclass(slots=True)
class _View:
    """The reading text while it is being made."""

    chars: list[str]
    origin: array[int]


@lru_cache(maxsize=65536)
def _folded(char: str) -> str:
    """One character in the form the stages read; empty for white space and controls."""
    category = unicodedata.category(char)
    if char.isspace() or category in ("Cc", "Cf"):
        return ""
    if category == "No":
        return char
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 and not plain.isspace() else char


def fold(raw: str, encoding: str = "utf-8", file_sha256: str = "") -> Text:
    """The raw text with its reading view.

    >>> fold("２０２５ 年 完\\n\\n成目标，共５ 所").reading
    '2025年完\\n成目标，共5所'
    """
    view = _View([], array("L"))
    seen = blank(raw)
    for row, fresh in joined(seen):
        if fresh and view.chars:
            view.chars.append("\n")
            view.origin.append(max(row.start - 1, 0))
        _append(view, seen, row)
    return Text(raw, _punctuate(view.chars), view.origin, encoding, file_sha256)


def _append(view: _View, seen: str, row: Row) -> None:
    chars, origin = view.chars, view.origin
    space = False
    for i in range(row.start, row.end):
        char = _folded(seen[i])
        if not char:
            space = True
            continue
        if space and char.isascii() and char.isalpha() and chars and not row.spaced:
            previous = chars[-1]
            if previous.isascii() and previous.isalpha():
                chars.append(" ")
                origin.append(i - 1)
        space = False
        chars.append(char)
        origin.append(i)


def _punctuate(chars: list[str]) -> str:
    """Half-width marks beside Chinese become full-width; a comma, colon or point between digits or letters stays."""
    out = list(chars)
    last = len(chars) - 1
    opened = False
    for i, char in enumerate(chars):
        if not char.isascii():
            continue
        if char == "\n":
            opened = False
        elif char in _WIDE:
            left, right = chars[i - 1] if i else "\n", chars[i + 1] if i < last else "\n"
            inside = left.isascii() and left.isalnum() and right.isascii() and (right.isalnum() or right == "/")
            if not (char in ",:" and inside):
                out[i] = _WIDE[char]
        elif char == "." and _full_stop(chars, i):
            out[i] = "。"
        elif char == '"':
            out[i] = "”" if opened else "“"
            opened = not opened
    reading = "".join(out)
    return _TITLE_MARK.sub(_title_mark, reading) if "<" in reading else reading


def _full_stop(chars: list[str], i: int) -> bool:
    """Whether a point ends a Chinese sentence: 产区.截至 does, 3.05, 1.关于 and www.gov.cn do not."""
    left, right = chars[i - 1] if i else "\n", chars[i + 1] if i + 1 < len(chars) else "\n"
    if left == "\n" or "." in (left, right) or (left.isascii() and left not in '%)"'):
        return False
    if right.isascii() and right.isalpha():
        return False
    return not _ENUMERATED.search("".join(chars[max(0, i - 6) : i]))


def _title_mark(match: re.Match[str]) -> str:
    words = match.group(1)
    chinese = "\u4e00" <= words[0] <= "\u9fff" and ("\u4e00" <= words[-1] <= "\u9fff" or words[-1] == "）")
    return f"〈{words}〉" if chinese else match.group()
