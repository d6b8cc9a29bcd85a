"""From when and until when the document read is in force, worked out from its own closing words."""

from __future__ import annotations

import re
from datetime import date, timedelta

from kg import numerals
from kg.days import real_day
from kg.model import DocumentKind, Letter

_DAY = r"(\d{4})年(\d{1,2})月(\d{1,2})日"
_NUMBER = r"(\d{1,3}|[一二两三四五六七八九十]{1,3})"
# A sentence that speaks of the document itself: 本办法…, 现予公布…; not 《…法》自…, whose days are another's.
_ITSELF = re.compile(
    r"(?:本(?![级地区市县省州年月人单科专])[\u4e00-\u9fff]{2,10}?|(?:现予|现将|予以)(?:公布|发布|印发)[^。\n《]{0,12}?)"
    r"(?=自|有效|试行|施行|实施|执行|由|从|，|的有效)[^。\n]{0,120}"
)
_NEXT = re.compile(r"[。；\n](?:第[一二三四五六七八九十百]+条)?(?=有效期|试行期|执行期|实施期|期限)[^。\n]{0,60}")
_START = re.compile(
    rf"[自从](?:{_DAY}|(?:印发|发布|公布|下发|颁布|颁发|签发|印制|公告|发文)(?:之日)?)起?(?:满)?"
    rf"(?:{_NUMBER}(个?工作日|日|天|个月|年)[之以]?后)?起?(?:正式)?(?:施行|实施|执行|生效|试行|起效)"
)
_SPAN_OF_TIME = re.compile(
    r"(?:有效期|试行期|执行期|实施期|施行期|有效期限|试行期限|执行期限|实施期限|期限)(?:暂定|限)?(?:为|是|：)?"
    rf"(?:自(?:印发|发布|公布|施行|实施|生效)之日起(?:计算)?)?(?:暂定)?{_NUMBER}(个月|年)|试行{_NUMBER}(年|个月)"
)
_LAST_DAY = re.compile(
    rf"(?:有效期|试行期|执行期|实施期|施行期|期限)(?:限)?(?:为|是|：)?(?:[自从]?{_DAY}起?)?(?:截至|截止到?|至|到|—)+{_DAY}"
    rf"|(?:施行|实施|执行|试行)(?:，)?(?:截至|截止到?|至|到){_DAY}(?:止|失效|废止)?|[自从]{_DAY}起?至{_DAY}(?:止|有效|施行|实施|执行)"
)


def validity(letter: Letter) -> tuple[str | None, str | None]:
    """First and last day in force (ISO 8601), each None when the text does not tell.

    自印发之日起施行，有效期5年 of a document of 2024-03-04 is 2024-03-04 to 2029-03-03.
    """
    if letter.header.kind is DocumentKind.REPLY:
        return None, None
    text, issued = letter.text.reading, _issued(letter)
    told: tuple[date | None, date | None] = None, None
    for itself in _ITSELF.finditer(text):
        more = _NEXT.match(text, itself.end())
        words = itself[0] + (more[0] if more else "")
        if "《" in words.partition("自")[0]:
            continue
        start, end = _days(words, issued)
        if start or end:
            told = start, end  # the last one counts, it closes the document
    first, last = told
    return first.isoformat() if first else None, last.isoformat() if last else None


def _days(words: str, issued: date | None) -> tuple[date | None, date | None]:
    """The first and the last day that a sentence tells."""
    start = end = None
    if begins := _START.search(words):
        start = real_day(*map(int, begins.group(1, 2, 3))) if begins[1] else issued
        if start and begins[4]:
            start = _later(start, begins[4], begins[5])
    if until := _LAST_DAY.search(words):
        numbers = [int(n) for n in until.groups() if n]
        end = real_day(*numbers[-3:])
        if len(numbers) > 3:
            start = start or real_day(*numbers[:3])
    elif start and (term := _SPAN_OF_TIME.search(words)):
        number, unit = [part for part in term.groups() if part]
        after = _later(start, number, unit)
        end = after - timedelta(days=1) if after else None
    return (start, end) if not (start and end) or start <= end else (None, None)


def _issued(letter: Letter) -> date | None:
    return date.fromisoformat(letter.header.date.value) if letter.header.date else None


def _later(start: date, number: str, unit: str) -> date | None:
    """A day so much later; None where working days would have to be counted."""
    count = int(numerals.value(number) or 0)
    if unit in ("日", "天"):
        return start + timedelta(days=count)
    if unit not in ("年", "个月") or not count:
        return None
    months = start.month - 1 + count * (12 if unit == "年" else 1)
    year, month = start.year + months // 12, months % 12 + 1
    after = month % 12 + 1  # the 29th of February, the 31st of April: the day behind it
    return real_day(year, month, start.day) or date(year + (after == 1), after, 1)
