"""The folded view: the raw text as the stages read it, each character with its place."""

from __future__ import annotations

import re
import unicodedata
from array import array

from kg.model import Text
from kg.reading.markup import blank
from kg.reading.traditional import simplified
from kg.reading.wrapping import joined

_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_NARROW = re.compile(r"""[,;:?!().\n"]""")
_ENUMERATED = re.compile(r"(?:^|\n)(?:第?[一二三四五六七八九十百]{1,4}|（[一二三四五六七八九十\d]{1,3}）|\d{1,2})$")
_QUOTES = {"「": "“", "」": "”", "『": "‘", "』": "’", "﹁": "“", "﹂": "”", "﹃": "‘", "﹄": "’"}
_TITLE_MARK = re.compile(r"<([^<>\n]{2,80})>")
_MARKS = re.compile(r"[《》〈〉\n]")
_RUN = re.compile(r"[^ ]+")


class _Folded(dict[int, str]):
    """Each character in the form the stages read; a space for white space and controls. A table for `str.translate`."""

    def __missing__(self, code: int) -> str:
        self[code] = _folded(chr(code))
        return self[code]


def _folded(char: str) -> str:
    if char in _QUOTES:
        return _QUOTES[char]
    category = unicodedata.category(char)
    if char.isspace() or category in ("Cc", "Cf"):
        return " "
    if category == "No":
        return char
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 and not plain.isspace() else char


_FOLDED = _Folded()


def fold(raw: str, encoding: str = "utf-8", file_sha256: str = "") -> Text:
    """The raw text with its reading view.

    >>> fold("２０２５ 年 完\\n\\n成目标，共５ 所").reading
    '2025年完\\n成目标，共5所'
    """
    seen = simplified(blank(raw))
    plain = seen.translate(_FOLDED)
    pieces: list[str] = []
    origin = array("L")
    for row, fresh in joined(seen):
        if fresh and pieces:
            pieces.append("\n")
            origin.append(max(row.start - 1, 0))
        for run in _RUN.finditer(plain, row.start, row.end):
            start, end = run.span()
            if start > row.start and not row.spaced and pieces and _letter(plain[start]) and _letter(pieces[-1][-1]):
                pieces.append(" ")
                origin.append(start - 1)
            pieces.append(run.group())
            origin.extend(range(start, end))
    return Text(raw, _punctuate("".join(pieces)), origin, encoding, file_sha256)


def _letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _punctuate(view: str) -> str:
    """Half-width marks beside Chinese become full-width; a comma, colon or point between digits or letters stays."""
    pieces: list[str] = []
    done = 0
    opened = False
    for match in _NARROW.finditer(view):
        i, char = match.start(), match.group()
        if char == "\n":
            opened = False
            continue
        if char == '"':
            mark = "”" if opened else "“"
            opened = not opened
        elif char == ".":
            mark = "。" if _full_stop(view, i) else char
        else:
            mark = char if char in ",:" and _inside_code(view, i) else _WIDE[char]
        pieces += view[done:i], mark
        done = i + 1
    reading = "".join((*pieces, view[done:]))
    if "<" in reading:
        reading = _TITLE_MARK.sub(_title_mark, reading)
    return _outer(reading) if "〈" in reading else reading


def _outer(reading: str) -> str:
    """A title in 〈〉 that stands in no other is one in 《》: 〈关于某事的提案〉.

    >>> _outer("〈甲〉和《乙〈丙〉丁》")
    '《甲》和《乙〈丙〉丁》'
    """
    pieces: list[str] = []
    done = depth = 0
    for match in _MARKS.finditer(reading):
        char = match.group()
        if char == "\n":
            depth = 0
        elif char in "》〉":
            depth = max(0, depth - 1)
            pieces += reading[done : match.start()], char if depth or char == "》" else "》"
            done = match.end()
        else:
            pieces += reading[done : match.start()], char if depth or char == "《" else "《"
            done = match.end()
            depth += 1
    return "".join((*pieces, reading[done:]))


def _neighbours(view: str, i: int) -> tuple[str, str]:
    """The characters beside a place; a line end where the text ends."""
    return view[i - 1] if i else "\n", view[i + 1] if i + 1 < len(view) else "\n"


def _inside_code(view: str, i: int) -> bool:
    """Whether a comma or colon stands between digits or letters: 1,142, https://."""
    left, right = _neighbours(view, i)
    return left.isascii() and left.isalnum() and right.isascii() and (right.isalnum() or right == "/")


def _full_stop(view: str, i: int) -> bool:
    """Whether a point ends a Chinese sentence: 产区.截至 does, 3.05, 1.关于 and www.gov.cn do not."""
    left, right = _neighbours(view, i)
    if left == "\n" or "." in (left, right) or (left.isascii() and left not in '%)"'):
        return False
    if right.isascii() and right.isalpha():
        return False
    return not _ENUMERATED.search(view[max(0, i - 6) : i])


def _title_mark(match: re.Match[str]) -> str:
    words = match.group(1)
    chinese = "\u4e00" <= words[0] <= "\u9fff" and ("\u4e00" <= words[-1] <= "\u9fff" or words[-1] == "）")
    return f"〈{words}〉" if chinese else match.group()
