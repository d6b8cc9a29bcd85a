"""Lines of a raw text put together again: what page ends and line ends broke, and what web pages ran together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from kg.reading import signs, webpage

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_DASHES = r"\-—–－―"
_PAGE = re.compile(
    rf"[{_DASHES}_]+\s*\d{{1,4}}\s*[{_DASHES}_]+|第\s*\d{{1,4}}\s*页(?:[,，\s/]*共\s*\d{{1,4}}\s*页)?"
    rf"|\d{{1,4}}\s*/\s*\d{{1,4}}|[{_DASHES}]\s*\d{{1,4}}"
)
_BARE = re.compile(r"\d{1,3}")
_MARKER = re.compile(
    "|".join((
        r"[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.．]", r"[（(][一二三四五六七八九十\d]{1,3}[）)]", signs.COUNTED,
        signs.NTH + "[条章节编]", "[一二三四五六七八九十]是", "[①-⑳]", "附件", "附[：:]", "抄送", "主送", "公开方式",
        "联系", "此复", "特此", "专此", "感谢", "[（(]此", "[（(]本文",
    ))
)  # fmt: skip
_NUMBERED = re.compile("|".join((signs.POINTED, signs.BRACKETED, signs.NTH + "[条章节编]")))
_LABEL = re.compile(r"[\u4e00-\u9fa5]{2,8}[：:]")  # 牵头单位：, 完成时限： begin a line of their own
_CHAPTER = re.compile("|".join((signs.POINTED, signs.NTH + "[章节编]")))
_TERMINAL = "。！？；：!?;:…"
_NEVER_FIRST = "，。；、：！？）》”’〉,;"
_UNITS = signs.UNITS + "%％"
_CLOSERS = "”》）)’"
_OPENERS = "“《（(‘"
_FEW = 3  # a document of so few lines is a web page run together
_SPACE = re.compile(r"\s+")
# what no paragraph begins with, and what none ends with
_GOES_ON = re.compile(rf"{signs.GOING_ON}|并|以及|（(?:以下|下称|简称|下同)")
_DANGLING = tuple("的和与及或在对将把被并")
_COUNTED = re.compile(r"([一二三四五六七八九十])是")
_ORDER = "一二三四五六七八九十"
_COPIES = re.compile(r"抄送|抄报|主送|分送")
_PRINTED = re.compile(r"印发|印制|\d{4}年")
_NOTED = re.compile(r"[。；！？]（[^（）]*）$")  # a paragraph closed by a note: …。（责任单位：市财政局）
_RUNNING = 20  # a line longer than this is no signature
_SHORT = 12
_THANKS = re.compile(r"感谢|专此|特此|诚挚|衷心|最后")
_SAID = re.compile(r"采纳|答复|回复|如下|此致|敬礼|附件")
_TITLE_END = re.compile(r"(?:通知|意见|办法|方案|规定|条例|函|答复|建议|提案|号|局|部|厅|委|会|府|室)$")
_TO_THE_ASKER = re.compile(r"关于[您你代委贵]")
_HEADING_END = re.compile(r"(?:的(?:建议|问题|意见|诉求|情况)|建议|问题)$")
_ENOUGH = 200_000  # characters of a text that show its words


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
    habits = _Habits(found, _wrap(found))
    inside = False  # whether the line before goes on with a paragraph itself
    for i, line in enumerate(found):
        inside = i > 0 and _continues(found[i - 1], line, habits, inside=inside)
        yield line.row, not inside


def _lines(seen: str) -> list[_Line]:
    spans = [(m.start(), m.end()) for m in _LINE.finditer(seen)]
    bare = [_SPACE.sub("", seen[a:b]).replace("\u200b", "") for a, b in spans]
    found: list[_Line] = []
    few = sum(map(bool, bare)) <= _FEW
    total = sum(map(len, bare))
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
        alone = few or len(bare[i]) * 2 > total
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


class _Habits:
    """How a text is set: its width, whether its paragraphs are indented, and the words it uses."""

    def __init__(self, lines: list[_Line], wrap: _Wrap | None) -> None:
        self.wrap = wrap
        self._lines = lines

    @cached_property
    def indents(self) -> bool:
        """Whether running paragraphs begin with white space."""
        running = [
            b
            for a, b in pairwise(self._lines)
            if _ended(a.words) and len(b.words) > _RUNNING and not _MARKER.match(b.words)
        ]
        return len(running) > 1 and sum(line.indented for line in running) * 4 >= len(running) * 3

    @cached_property
    def _words(self) -> frozenset[str]:
        found: set[str] = set()
        total = 0
        for line in self._lines:
            found.update(line.words[i : i + 3] for i in range(len(line.words) - 2))
            total += len(line.words)
            if total > _ENOUGH:
                break
        return frozenset(found)

    def one_word(self, before: str, after: str) -> bool:
        """Whether the text elsewhere writes on one line what the end of a line parts: 人|工智能."""
        return (
            len(before) > 1
            and len(after) > 1
            and (before[-2:] + after[0] in self._words or before[-1] + after[:2] in self._words)
        )


def _continues(before: _Line, line: _Line, habits: _Habits, *, inside: bool) -> bool:
    """Whether a line goes on with the paragraph of the line before it; `inside` when that one does so too."""
    if line.indented or line.tabbed or before.tabbed:
        return False
    if before.words[-1] in _OPENERS or (_COUNTED.match(line.words) and _runs_in(before, line, habits)):
        return True
    if _MARKER.match(line.words) or _LABEL.match(line.words):
        return False
    last, words = before.words[-1], before.words
    if line.words[0] in _NEVER_FIRST:
        return True
    wrap = habits.wrap
    if wrap is not None:
        if not wrap.full(before) or (line.blank_before and wrap.blanks_part and _ended(words)):
            return last in "、，," and not line.blank_before
        return not (line.blank_before and wrap.blanks_part and not line.page_before)
    if _ended(words):
        return False
    if last in "、，," or (last.isdigit() and line.words[0] in _UNITS and not words.isascii()):
        return True
    if _COPIES.match(words):
        return not _PRINTED.search(line.words) and (_ended(line.words) or "、" in line.words or "，" in line.words)
    if _NUMBERED.match(words) and "关于" in words and not _titled(words[-4:]):
        return len(line.words) < _RUNNING and bool(_HEADING_END.search(line.words))
    return _runs(line.words) and _goes_on(before, line, habits, inside=inside)


def _goes_on(before: _Line, line: _Line, habits: _Habits, *, inside: bool) -> bool:
    """Whether words without an end go on with the running text of the next line, and are no heading or title."""
    words = before.words
    last = words[-1]
    marks = any(mark in line.words for mark in "。，；") or _ended(line.words)
    dangles = last in _DANGLING and len(words) >= _SHORT and not words[0].isdigit() and not _NUMBERED.match(words)
    if _GOES_ON.match(line.words) or (dangles and marks and not words.endswith("目的")):
        return True
    if marks and (inside or _open(words) or _THANKS.match(words)):
        return True
    titled = _titled(words) and not _opens_with_topic(words)
    if marks and habits.indents and before.indented and not titled and not _NUMBERED.match(words):
        return True
    commas = words.count("，") + words.count(",")
    if "。" in words or (last in "”》" and commas):
        return not _NOTED.search(words)
    if line.page_before and not (commas or _CHAPTER.match(words)):
        return not titled and (len(words) >= _SHORT or (marks and not _MARKER.match(words) and not _SAID.search(words)))
    if line.page_before and commas:
        return True
    if (titled and commas < 2) or last in _CLOSERS:
        return False
    if marks and len(words) >= _SHORT and not _NUMBERED.match(words) and habits.one_word(words, line.words):
        return True
    if len(words) > (40 if _NUMBERED.match(words) else 30):
        return commas > 0
    return commas > 0 and not _NUMBERED.match(words) and marks


def _runs(words: str) -> bool:
    """Whether a line is running text and no signature."""
    return _ended(words) or len(words) > _RUNNING or any(mark in words for mark in "。，；")


def _runs_in(before: _Line, line: _Line, habits: _Habits) -> bool:
    """Whether 一是 or 二是 at the beginning of a line stands inside a paragraph: the end of a page parted them.

    The line or the one before has the next or the last of the list without a line of its own.
    """
    if not (line.page_before or (habits.indents and before.indented)) and _ended(before.words):
        return False
    place = _ORDER.index(line.words[0])
    if place == 0:
        return before.words[-1] in "：，" and "二是" in line.words
    return before.words.find(f"{_ORDER[place - 1]}是") > 0


def _opens_with_topic(words: str) -> bool:
    """Whether 关于 begins a sentence to the asker and no title: 关于您提出的…."""
    return bool(_TO_THE_ASKER.match(words))


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
    return "关于" in words[:24] or bool(_TITLE_END.search(words)) or words[-1] in _CLOSERS
