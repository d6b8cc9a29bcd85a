"""Numbers as they are written, in digits or in Chinese numerals, to exact decimals."""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = r"\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,12})?(?![\d,])|\d{1,18}(?:\.\d{1,12})?"
DASH = r"——?|[–~-]|至|到"  # what joins the two ends of a range
CHINESE = r"[零〇一二两三四五六七八九十百千]{1,12}(?:点[零〇一二三四五六七八九]{1,6})?"

_FIGURES = dict(
    zip("零〇○一二两三四五六七八九壹贰叁肆伍陆柒捌玖", (0, 0, 0, 1, 2, 2, *range(3, 10), *range(1, 10)), strict=True)
)
_PLACES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
_PREFIX = {"万亿": 10**12, "千亿": 10**11, "百亿": 10**10, "亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4}
_LONGEST = 40
_DIGITS = re.compile(DIGITS)


def value(written: str) -> Decimal | None:
    """The number a string writes; None when it writes none.

    >>> value("1,142"), value("两百三十"), value("3.05"), value("二〇二四"), value("一亿两千万")
    (Decimal('1142'), Decimal('230'), Decimal('3.05'), Decimal('2024'), Decimal('120000000'))
    """
    if len(written) > _LONGEST:
        return None
    match = _DIGITS.match(written)
    if match:
        number, rest = Decimal(match.group().replace(",", "")), written[match.end() :]
        return number * _PREFIX[rest] if rest in _PREFIX else None if rest else number
    whole, _, fraction = written.partition("点")
    if not whole or not all(c in _FIGURES or c in _PLACES or c in _MYRIADS for c in whole):
        return None
    number = Decimal(_positional(whole))
    if fraction:
        if not all(c in _FIGURES for c in fraction):
            return None
        number += Decimal("0." + "".join(str(_FIGURES[c]) for c in fraction))
    return number


def prefix(written: str) -> int:
    """What a prefix of a unit multiplies by.

    >>> prefix("百万")
    1000000
    """
    return _PREFIX[written] if written else 1


def _positional(written: str) -> int:
    """Numerals by place (三百零五, 两万三), or one by one (二〇二四) where there is no place word."""
    if len(written) > 1 and all(c in _FIGURES for c in written):
        return int("".join(str(_FIGURES[c]) for c in written))
    total = section = digit = 0
    last = 1
    zero = False
    for char in written:
        if char in _FIGURES:
            digit, zero = _FIGURES[char], zero or not _FIGURES[char]
            continue
        if char in _PLACES:
            last = _PLACES[char]
            section += (digit or 1) * last
        else:
            last = _MYRIADS[char]
            total = (total + section + digit) * last if char == "亿" else total + (section + digit or 1) * last
            section = 0
        digit, zero = 0, False
    if digit and last >= 100 and not zero:
        digit *= last // 10
    return total + section + digit
