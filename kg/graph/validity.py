"""From when and until when the document read is in force, worked out from its own closing words."""

from __future__ import annotations

import re
from datetime import date, timedelta

from kg import numerals
from kg.days import real_day
from kg.model import DocumentKind, Letter

_DAY = r"(\d{4})年(\d{1,2})月(\d{1,2})日"
_IN_FORCE = re.compile(
    rf"(?:本[\u4e00-\u9fff]{{2,8}}|现予公布，)自(?:{_DAY}|(?:印发|发布|公布|下发|颁布|签发)之日)起(?:正式)?(?:施行|实施|执行|生效)"
    rf"(?:[，；]有效期(?:限)?(?:(?:为)?([\d一二两三四五六七八九十]{{1,3}})年|至{_DAY}))?"
)


def validity(letter: Letter) -> tuple[str | None, str | None]:
    """First and last day in force (ISO 8601), each None when the text does not tell.

    自印发之日起施行，有效期5年 of a document of 2024-03-04 is 2024-03-04 to 2029-03-03.
    """
    if letter.header.kind is DocumentKind.REPLY:
        return None, None
    found = None
    for found in _IN_FORCE.finditer(letter.text.reading):  # noqa: B007 - the last one counts, it closes the document
        pass
    if found is None:
        return None, None
    start = real_day(*map(int, found.group(1, 2, 3))) if found[1] else _issued(letter)
    end = real_day(*map(int, found.group(5, 6, 7))) if found[5] else None
    if start and found[4] and (years := numerals.value(found[4])):
        end = _years_later(start, int(years)) - timedelta(days=1)
    return start.isoformat() if start else None, end.isoformat() if end else None


def _issued(letter: Letter) -> date | None:
    return date.fromisoformat(letter.header.date.value) if letter.header.date else None


def _years_later(start: date, years: int) -> date:
    try:
        return start.replace(year=start.year + years)
    except ValueError:  # the 29th of February
        return start.replace(year=start.year + years, month=3, day=1)
