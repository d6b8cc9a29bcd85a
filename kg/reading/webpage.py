"""Web pages run together on one line: where white space, or the words themselves, part two paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.reading import signs

_GAP = re.compile(r"[ \t\u3000\xa0]+")
_NUMBERED = re.compile("|".join((signs.POINTED, signs.BRACKETED, signs.NTH + "[条章节编]", signs.COUNTED)))
_SERIAL = r"[〔\[【（(]\d{4}[〕\]】）)]第?\d{1,5}号"
_CODE = rf"[\u4e00-\u9fa5A-Z]{{1,12}}{_SERIAL}"
_DOCUMENT_NUMBER = re.compile(rf"{_CODE}$")
_DAY = re.compile(r"(?:\d{4}|[一二〇○Ｏ零三四五六七八九]{4})\s*年.{1,4}月.{1,4}日$")
_CLASS = re.compile(r"(?:类别|分类|结果)[：:][A-DＡ-Ｄ]类?$|[（(][A-DＡ-Ｄ]类?[）)]$")
_GENRE = re.compile(r"(?:关于|对|印发).*(?:答复|复函|批复|答复函|的函|通知|意见|通告|公告|通报|决定|办法|方案|规划)$")
_LABEL = re.compile(r"联系|公开|[（(]此件|抄送|附件|类别|办理|电话|签发人")
_GOES_ON = re.compile(rf"[》”’）、，。；：！？]|{signs.GOING_ON}")
_TOLD = r"(?:发文|发布|制发|成文|印发|生成|公开|回复|答复|办理|主办|承办|会办|协办|受理|提案|留言|来信|联系)"
_DATA_LABEL = re.compile(rf"\s*{_TOLD}(?:单位|机构|机关|部门)")
_DATA = re.compile(
    rf"(?:索引号|主题(?:分类|词)|标题|文号|发文字号|有效性|浏览(?:次数|量)|信息来源|来源|案由|"
    rf"{_TOLD}(?:单位|机构|机关|部门|日期|时间|编号|人|标题|主题))[：:]"
)
_DATA_REACH = 8
_NARROW = 2
_COLON = re.compile("[：:]")
_HEAD_REACH = 400
_LONGEST_CODE = 14
_LONGEST_CALL = 120
_YEAR_AND_SERIAL = re.compile(_SERIAL)
_BEFORE_CODE = re.compile(r"文件|通知|答复|复函|批复|的函|[局厅院委会府室部署办]")
_TITLE_END = re.compile(r"答复意见的函|答复的函|答复意见|答复函|的函|复函|答复|批复|的通知|的意见|的通告|的公告|的决定")
_HEADING = re.compile(
    r"(?<=[。；：！？;:!?])[一二三四五六七八九十]{1,3}、关于[^，。；：]{2,60}?的(?:建议|问题|提案)(?![，。；：、（的])"
)
_PLAIN_HEADING = re.compile(
    r"(?<=[。；：！？;:!?])[一二三四五六七八九十]{1,3}、(?:(?:主要|前期|目前|近年来)?(?:工作|办理|基本|相关|落实)?(?:开展|完成|进展)?"
    r"(?:情况|现状|做法|成效)|下一步(?:工作)?(?:打算|计划|安排|措施|思路)?)(?=[我您近为目在针截]|20\d\d|下一步|[省市县区]|自)"
)
_CLASS_MARK = re.compile(
    r"[（(\[【][A-DＡ-Ｄ]类?[）)\]】]|(?:办理|答复|建议|提案)?(?:类别|分类|类型|结果)[：:][A-DＡ-Ｄ]类?"
)
_CALLED = re.compile(r"(?:委员|代表|政府|机构|[局厅委部会]|部门|单位|同志|先生|女士)$")
_LONG = 300  # a line as long as this holds more than one paragraph
# where no white space is left at all, what follows shows that a paragraph has begun
_BEGINS = re.compile(
    r"(?<=[。日）\d])(?=（?联系(?:人|电话)|抄送|公开方式[：:]|（此件)|"
    r"(?<=[。；：！？;:!?])(?=[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)|"
    r"(?<=[。；：）])(?=第[一二三四五六七八九十百零〇]{1,6}[条章])|"
    rf"(?:(?<=答复)|(?<=复函)|(?<=批复)|(?<=通知)|(?<=意见)|(?<=的函))(?={_CODE})|"
    r"(?<=\d号)(?=[\u4e00-\u9fa5、，]{2,60}(?:委员|代表|政府|机构|[局厅委部])：)|"
    r"(?:(?<=委员：)|(?<=代表：)|(?<=政府：)|(?<=机构：))(?=[您你贵现为根])"
)


def parts(seen: str, start: int, end: int, width: int, *, alone: bool) -> tuple[list[tuple[int, int]], bool]:
    """The paragraphs of a line, and whether white space stands behind each of its characters.

    `alone` says that the line is most of what there is of the document.
    """
    gaps = [m for m in _GAP.finditer(seen, start, end) if start < m.start() and m.end() < end]
    if len(gaps) * 2 > width > 3:
        return [(start, end)], True
    gaps = [gap for gap in gaps if len(gap.group()) > 1 or not _inside_number(seen, gap)]
    found: list[tuple[int, int]] = []
    begin = start
    for i, gap in enumerate(gaps):
        left = seen[max(begin, gap.start() - _HEAD_REACH) : gap.start()].strip()
        right = seen[gap.end() : gaps[i + 1].start() if i + 1 < len(gaps) else end].strip()
        if left and _parted(gap.group(), left, right, loose=alone or width >= _LONG):
            found.append((begin, gap.start()))
            begin = gap.start()
    found.append((begin, end))
    return [part for row in found for part in _cut(seen, *row)] if alone and width >= _LONG // 2 else found, False


def _inside_number(seen: str, gap: re.Match[str]) -> bool:
    """Whether a space stands beside the digits of a quantity or a date: 2024 年, 5 所, 月 3."""
    before, after = seen[gap.start() - 1], seen[gap.end()]
    return (before.isdigit() and after in signs.UNITS) or (after.isdigit() and before in "年月")


def _parted(gap: str, left: str, right: str, *, loose: bool) -> bool:
    """Whether white space inside a line parts two paragraphs; `loose` when the line holds a whole page."""
    mark = left[-1]
    if len(gap) <= _NARROW and (_GOES_ON.match(right) or left.count("《") > left.count("》")):
        return False
    if mark in "：:" and any(
        _DATA.fullmatch(left, len(left) - size) for size in range(3, min(_DATA_REACH, len(left)) + 1)
    ):
        return False  # a label of the page's data and its value
    if len(gap) > 1 and (mark in "。！？；：”）!?" or _DATA.match(right)):
        return True
    if not loose:
        return False
    if gap.count("　") > 1 or len(gap) > 3:
        return True
    if _NUMBERED.fullmatch(left):
        return False
    if mark in "。！？；：:;" or any(p.match(right) for p in (_NUMBERED, _LABEL, _DAY)):
        return True
    if any(p.search(left) for p in (_DOCUMENT_NUMBER, _CLASS, _GENRE)) or _DAY.search(left[-14:]):
        return True
    if _DOCUMENT_NUMBER.fullmatch(right) or (left[0] in "（(" and left[-1] in "）)"):
        return True
    return len(left) < 40 and bool(_NUMBERED.match(left) or re.match(r"为|根据|按照|[（(]|关于", right))


def _cut(seen: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A paragraph cut where the words show that another begins."""
    places = {m.start() for m in _BEGINS.finditer(seen, start, end)} | set(_letterhead(seen, start, end))
    places |= {m.end() for heading in (_HEADING, _PLAIN_HEADING) for m in heading.finditer(seen, start, end)}
    yield from pairwise([start, *sorted(place for place in places if start < place < end), end])


def _letterhead(seen: str, start: int, end: int) -> Iterator[int]:
    """Where number, title, addressee and text begin in a letterhead that no white space parts."""
    if marked := _CLASS_MARK.match(seen, start, end):
        yield marked.end()
        start = marked.end()
    begin = start
    stop = min(end, start + _HEAD_REACH)
    number = _YEAR_AND_SERIAL.search(seen, start, stop)
    if number and not re.search("[。《]", seen[start : number.start()]):
        if place := _code(seen, start, number.start()):
            yield place
        yield number.end()
        begin = number.end()
        if marked := _CLASS_MARK.match(seen, begin, end):
            begin = marked.end()
            yield begin
    colon = _COLON.search(seen, begin, stop)
    if colon is None or "。" in seen[begin : colon.start()]:
        return
    titles = [m.end() for m in _TITLE_END.finditer(seen, begin, colon.start())]
    called = titles[-1] if titles else begin
    if _DATA_LABEL.fullmatch(seen, called, colon.start()):
        return
    if 1 < colon.start() - called <= _LONGEST_CALL and _CALLED.search(seen[called : colon.start()]):
        yield called
        yield colon.end()


def _code(seen: str, start: int, end: int) -> int | None:
    """Where the code of a document number begins behind the organ, or the title, that stands before it."""
    first = max(start, end - _LONGEST_CODE)
    places = [m.end() for m in _BEFORE_CODE.finditer(seen, first, end) if m.end() < end - 1]
    places = [place for place in places if seen[place] == seen[start]] or places
    return places[-1] if places else None
