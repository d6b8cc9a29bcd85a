"""Lines of a raw text put together again: what page ends and line ends broke, and what web pages ran together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.reading import webpage

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_PAGE = re.compile(
    r"[-—–－―_]+\s*\d{1,4}\s*[-—–－―_]+|第\s*\d{1,4}\s*页(?:[,，\s/]*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}|[-—–－―]\s*\d{1,4}"
)
_BARE = re.compile(r"\d{1,3}")
MARKER = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、.．](?!\d)|第[一二三四五六七八九十百零〇\d]{1,6}[条章节编]|"
    r"[一二三四五六七八九十]是|附件|附[：:]|抄送|主送|公开方式|联系|此复|特此|专此|感谢|[（(]此|[①-⑳]|[（(]本文"
)
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十百零〇\d]{1,6}[条章节编]"
)
_LABEL = re.compile(r"[\u4e00-\u9fa5]{2,8}[：:]")  # 牵头单位：, 完成时限： begin a line of their own
_CHAPTER = re.compile(r"[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十百零〇\d]{1,6}[章节编]")
_TERMINAL = "。！？；：!?;:…"
_NEVER_FIRST = "，。；、：！？）》”’〉,;"
_UNITS = "年月日个名家所项万亿元人次户批期周天亩吨米%％"
_CLOSERS = "”》）)’"
_FEW = 3  # a document of so few lines is a web page run together
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Row:
    """A stretch of the raw text on one line; `spaced` when white space stands behind each character."""

    start: int
    end: int
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with what decides whether the next goes on with it."""

    row: Row
    words: str  # without white space
    indented: bool
    blank_before: bool
    page_before: bool
    tabbed: bool

    @property
    def cells(self) -> int:
        """Width in half-width cells."""
        return 2 * len(self.words) - len(self.words.encode("ascii", "ignore"))


def joined(seen: str) -> Iterator[tuple[Row, bool]]:
    """The rows of a text in order, each with whether it starts a paragraph."""
    found = _lines(seen)
    wrap = _wrap(found)
    for i, line in enumerate(found):
        yield line.row, i == 0 or not _continues(found[i - 1], line, wrap)


def _lines(seen: str) -> list[_Line]:
    spans = [(m.start(), m.end()) for m in _LINE.finditer(seen)]
    bare = [_SPACE.sub("", seen[a:b]).replace("\u200b", "") for a, b in spans]
    found: list[_Line] = []
    alone = sum(bool(words) for words in bare) <= _FEW
    blank = page = False
    last = 0
    for i, (start, end) in enumerate(spans):
        blank = (
            blank
            or seen.count("\n", last, start) > 1
            or seen.count("\r", last, start) > 1 + seen.count("\n", last, start)
        )
        page = page or "\x0c" in seen[last:start]
        last = end
        if not bare[i]:
            blank = True
            continue
        if _PAGE.fullmatch(seen[start:end].strip()) or _lone_number(bare, i):
            page = True
            continue
        parts, spaced = webpage.parts(seen, start, end, len(bare[i]), alone=alone)
        for k, (first, stop) in enumerate(parts):
            row = Row(first, stop, spaced)
            words = bare[i] if len(parts) == 1 else _SPACE.sub("", seen[first:stop]).replace("\u200b", "")
            indented = k > 0 or seen[first] == "　" or seen[first : first + 2] in ("  ", "\xa0\xa0")
            found.append(_Line(row, words, indented, blank, page and k == 0, "\t" in seen[first:stop]))
        blank = page = False
    return found


def _lone_number(bare: list[str], i: int) -> bool:
    """Whether a number alone on its line is a page number: it stands in running text, not in a table's column."""
    if not _BARE.fullmatch(bare[i]):
        return False
    before = next((w for w in reversed(bare[max(0, i - 3) : i]) if w), "")
    after = next((w for w in bare[i + 1 : i + 4] if w), "")
    return len(before) > 20 and len(after) > 20


@dataclass(frozen=True, slots=True)
class _Wrap:
    """A text of which each line was broken at one width."""

    width: int
    cells: bool
    blanks_part: bool

    def full(self, line: _Line) -> bool:
        width = line.cells if self.cells else len(line.words)
        return width >= self.width - (6 if self.cells else 3)


def _wrap(lines: list[_Line]) -> _Wrap | None:
    """The width at which a text is hard-wrapped, None when its lines are paragraphs."""
    if len(lines) < 6:
        return None
    singles = sum(not line.blank_before for line in lines)
    best: tuple[int, _Wrap] | None = None
    for cells in (False, True):
        width = max(line.cells if cells else len(line.words) for line in lines)
        if not 15 <= (width // 2 if cells else width) <= 60:
            continue
        wrap = _Wrap(width, cells, singles * 2 > len(lines))
        full = [line for line in lines if wrap.full(line)]
        open_ = sum(not _ended(line.words) for line in full)
        if (
            len(full) * 3 >= len(lines)
            and open_ * 2 > len(full)
            and len(full) >= 4
            and (best is None or len(full) > best[0])
        ):
            best = (len(full), wrap)
    return best[1] if best else None


def _continues(before: _Line, line: _Line, wrap: _Wrap | None) -> bool:
    """Whether a line goes on with the paragraph of the line before it."""
    if line.indented or line.tabbed or before.tabbed or MARKER.match(line.words) or _LABEL.match(line.words):
        return False
    last, words = before.words[-1], before.words
    if line.words[0] in _NEVER_FIRST:
        return True
    if wrap is not None:
        if not wrap.full(before) or (line.blank_before and wrap.blanks_part and _ended(words)):
            return last in "、，," and not line.blank_before
        return not (line.blank_before and wrap.blanks_part and not line.page_before)
    if _ended(words):
        return False
    if last in "、，," or (last.isdigit() and line.words[0] in _UNITS and not words.isascii()):
        return True
    ends = (
        _ended(line.words) or len(line.words) > 20 or "，" in line.words or "。" in line.words
    )  # the next line is running text, no signature
    if not ends:
        return False
    if _open(words) and (_ended(line.words) or "。" in line.words or "，" in line.words):
        return True
    if last not in _CLOSERS and "。" in words:
        return True
    commas = words.count("，") + words.count(",")
    if line.page_before and (commas or not _CHAPTER.match(words)):
        return bool(commas) or (len(words) >= 12 and not _titled(words))
    if (_titled(words) and commas < 2) or last in _CLOSERS:
        return False
    if len(words) > (40 if _NUMBERED.match(words) else 30):
        return commas > 0
    return commas > 0 and not _NUMBERED.match(words) and _ended(line.words)


def _ended(words: str) -> bool:
    """Whether words end a sentence; a point does so behind a Chinese character."""
    return words[-1] in _TERMINAL or (
        words[-1] == "." and len(words) > 1 and (not words[-2].isascii() or words[-2] in '%)"')
    )


def _open(words: str) -> bool:
    """Whether a bracket, a quote or a title mark is opened and not closed."""
    return any(words.count(a) > words.count(b) for a, b in ("《》", "“”", "（）", "()"))


def _titled(words: str) -> bool:
    """Whether words look like a line of a title or of the letterhead."""
    return (
        "关于" in words[:24]
        or bool(re.search(r"(?:通知|意见|办法|方案|规定|条例|函|答复|建议|提案|号|局|部|厅|委|会|府|室)$", words))
        or words[-1] in _CLOSERS
    )
