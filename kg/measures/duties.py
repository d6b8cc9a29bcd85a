"""Who is responsible, as plans print it behind a task: 责任单位：…, （省教育厅牵头，省财政厅配合）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.measures.ground import Ground
from kg.model import ORGANISATIONS, Kind, Part, Range

_AND_HELPERS = "(?:及(?:配合|参与)(?:部门|单位))?"
_TASKED = "牵头|主办|主责|责任|主管|承办|实施|落实|负责|配合|参与|协办|协同|协助"
_BODY = "(?:部门|单位|机构|领导(?:单位)?)"
_LABEL = re.compile(f"({_TASKED}){_BODY}?{_AND_HELPERS}：")
_LINE = re.compile(
    f"[（(]?(?:(?:{_TASKED}){_BODY}{_AND_HELPERS}|"
    "(?:完成|办结|工作)?时限(?:要求)?|(?:完成|推进|实施)时间|时间(?:安排|节点|要求)|进度安排)："
)
_BRACKET = re.compile(
    "（([^（）]{2,300}?(?:牵头|负责|配合|参与|主办|协办)[^（）]{0,200})）[。；]?$|"
    "（((?:责任|牵头|主办|实施|配合)(?:部门|单位)：[^（）]{2,300})）[。；]?$"
)
_BEHIND = re.compile(
    "(?:、[^，；。、]{2,20}等?)*?(?:等)?(?:相关|有关)?(?:部门|单位)?(?:按(?:照)?职责(?:分工)?)?(?:共同|分别|具体|联合)?(牵头|负责|配合|参与|主办|协办|协助)"
)
_PARTS = {
    **dict.fromkeys("牵头 主办 主责".split(), Part.LEAD),
    **dict.fromkeys("配合 参与 协办 协同 协助".split(), Part.ASSIST),
}
# A class of bodies that a list of responsibilities names: 省级有关部门, 各市、县、区人民政府.
_CLASS = re.compile(
    "(?:各|省级|市级|区级|县级|市直|省直|区直|县直|国务院)[^，；：（）]{0,16}?(?:人民政府|政府|部门|单位|管委会|街道|乡镇|委办局|机构)"
)
_ASSIGNS = re.compile(
    "(?:^|\\n|（)(?:牵头|责任|主责|落实)(?:部门|单位)[^\\n：]{0,8}：|"
    "（[^（）\\n]{2,60}(?:牵头|按职责分工负责|负责)[^（）\\n]{0,40}）"
)
_TIMES = re.compile("[（(]?(?:(?:完成|办结|工作)?时限|(?:完成|推进|实施)时间|时间|进度)")
_LASTING = re.compile("持续|长期|常态|全年|每年")


@dataclass(frozen=True, slots=True)
class Duty:
    """A body made responsible: the mention that names it, or the words when it is none in particular."""

    mention: int | None
    at: Range
    part: Part
    cue: Range  # the words that say the part


def assigns(text: str) -> bool:
    """Whether a document hands out tasks: it prints lines of responsibilities or brackets behind its tasks.

    >>> assigns("1.建立清单。\\n牵头部门：省财政厅"), assigns("第一条 为了规范管理，制定本办法。")
    (True, False)
    """
    return _ASSIGNS.search(text) is not None


def is_line(text: str) -> bool:
    """Whether a sentence is a line of responsibilities and no deed.

    >>> is_line("牵头部门：省教育厅、省财政厅"), is_line("协同机构：省财政厅"), is_line("省教育厅牵头制定方案。")
    (True, True, False)
    """
    return _LINE.match(text) is not None


def lasting(text: str) -> bool | None:
    """Whether a line of times says that a task goes on, or is due; None for other lines.

    >>> lasting("完成时限：持续推进"), lasting("完成时限：2019年6月底前"), lasting("牵头部门：省财政厅")
    (True, False, None)
    """
    if not _TIMES.match(text):
        return None
    return _LASTING.search(text) is not None


def of_line(ground: Ground, at: Range) -> list[Duty]:
    """The organs of a line of responsibilities with their parts."""
    labels = list(_LABEL.finditer(ground.text, at.start, at.end))
    found: list[Duty] = []
    for n, label in enumerate(labels):
        stop = labels[n + 1].start() if n + 1 < len(labels) else at.end
        part = _PARTS.get(label.group(1), Part.BACKER)
        cue = Range(label.start(), label.end() - 1)
        found.extend(Duty(i, body, part, cue) for i, body in _bodies(ground, Range(label.end(), stop)))
    return found


def of_bracket(ground: Ground, sentence: Range) -> list[Duty]:
    """The organs in a bracket that closes a sentence: （省教育厅牵头，省财政厅配合）."""
    match = _BRACKET.search(ground.text, sentence.start, sentence.end)
    if match is None:
        return []
    at = Range(*match.span(1)) if match.group(1) else Range(*match.span(2))
    if _LABEL.match(ground.text, at.start, at.end):
        return of_line(ground, at)
    found: list[Duty] = []
    waiting: list[tuple[int | None, Range]] = []
    for i, body in _bodies(ground, at):
        waiting.append((i, body))
        behind = _BEHIND.match(ground.text, body.end, at.end)
        if behind:
            part, cue = _PARTS.get(behind.group(1), Part.BACKER), Range(*behind.span(1))
            found.extend(Duty(i, body, part, cue) for i, body in waiting)
            waiting = []
    return found


def _bodies(ground: Ground, at: Range) -> Iterator[tuple[int | None, Range]]:
    """The organs and classes of bodies of a list, in order; a class takes in the words inside it."""
    classes = [Range(*m.span()) for m in _CLASS.finditer(ground.text, at.start, at.end)]
    named = [
        (i, ground.mentions[i].at) for i in ground.inside(at) if ground.mentions[i].kind in ORGANISATIONS | {Kind.GROUP}
    ]
    free = [(i, place) for i, place in named if not any(place.meets(c) and place != c for c in classes)]
    known = {place for _, place in free}
    found: list[tuple[int | None, Range]] = [*free, *((None, c) for c in classes if c not in known)]
    yield from sorted(found, key=lambda body: body[1])
