"""Bytes to `Text`: decoding, and the folded view with its map back to the raw text."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from array import array
from functools import lru_cache
from pathlib import Path

from kg.errors import InputRefused
from kg.model import Text

_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_PAGE_NUMBER = re.compile(r"[-—–－\s·]*(?:第)?\s*\d{1,4}\s*(?:页)?[-—–－\s·]*")
_MARKER = re.compile(
    r"[（(]?[一二三四五六七八九十百]+[）)]?[、.．，]|[（(][一二三四五六七八九十\d]+[）)]|\d{1,2}[、.．](?!\d)|第[一二三四五六七八九十百零\d]+[条章节编]|"
    r"[一二三四五六七八九十]+是|附件|附：|抄送|主送|公开方式|联系|此复|特此|专此|感谢|（此|[①-⑳]"
)
_TERMINAL = "。！？；：!?;:…"


def read(path: Path) -> Text:
    """The text of a file; raises InputRefused with a sentence for the user when it cannot be read as text."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputRefused(f"{path}：没有这个文件，请检查路径。") from None
    except OSError as error:
        raise InputRefused(f"{path}：读不出来（{error.strerror}）。") from None
    return decode(data, str(path))


def decode(data: bytes, name: str = "<bytes>") -> Text:
    """UTF-8 with or without BOM, else GB18030.

    >>> decode("中山".encode("gb18030")).raw
    '中山'
    """
    if not data.strip():
        raise InputRefused(f"{name}：文件是空的。")
    try:
        raw, encoding = data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        raw, encoding = data.decode("gb18030"), "gb18030"
    return fold(raw, encoding, hashlib.sha256(data).hexdigest())


@lru_cache(maxsize=65536)
def _folded(char: str) -> str:
    """One character in the form the stages read; empty for white space and controls."""
    if char.isspace() or unicodedata.category(char) in ("Cc", "Cf"):
        return ""
    if unicodedata.category(char) == "No":
        return char
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 else char


def fold(raw: str, encoding: str = "utf-8", file_sha256: str = "") -> Text:
    """The raw text with its reading view."""
    out: list[str] = []
    origin = array("L")
    previous = ""
    for start, end, fresh in _lines(raw):
        if out and fresh:
            out.append("\n")
            origin.append(start - 1 if start else 0)
        space = False
        for i in range(start, end):
            char = _folded(raw[i])
            if not char:
                space = True
                continue
            if space and previous.isascii() and previous.isalpha() and char.isascii() and char.isalpha():
                out.append(" ")
                origin.append(i - 1)
            space = False
            out.append(char)
            origin.append(i)
            previous = char
    return Text(raw, _punctuate(out), origin, encoding, file_sha256)


def _lines(raw: str) -> list[tuple[int, int, bool]]:
    """Lines as (start, end, whether it starts a paragraph)."""
    lines: list[tuple[int, int, bool]] = []
    for match in re.finditer(r"[^\r\n\x0b\x0c\u2028\u2029]+", raw):
        line = match.group()
        if not line.strip() or _PAGE_NUMBER.fullmatch(line.strip()) and any(c.isdigit() for c in line):
            continue
        before = raw[lines[-1][0] : lines[-1][1]].strip() if lines else ""
        fresh = not (lines and _continues(before, line))
        lines.append((match.start(), match.end(), fresh))
    return lines


def _continues(before: str, line: str) -> bool:
    """Whether a line goes on with the paragraph of the line before it."""
    if line.startswith(("　　", "  ", "\t")) or _MARKER.match(line.strip()) or before[-1] in _TERMINAL:
        return False
    if before[-1] in "、，,":
        return True
    return len(before) > 30 and before[-1] not in "”》）)" and "，" in before


def _punctuate(chars: list[str]) -> str:
    """Half-width marks beside Chinese become full-width; a comma or colon between digits or letters stays."""
    out = list(chars)
    last = len(chars) - 1
    for i, char in enumerate(chars):
        wide = _WIDE.get(char)
        if not wide:
            continue
        left, right = chars[i - 1] if i else "\n", chars[i + 1] if i < last else "\n"
        if char in ",:" and left.isascii() and left.isalnum() and right.isascii() and (right.isalnum() or right == "/"):
            continue
        out[i] = wide
    return "".join(out)
