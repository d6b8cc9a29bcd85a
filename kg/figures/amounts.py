"""Numbers with their units: where a text states a quantity, and where a numeral is only part of a word."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from kg import numerals, units
from kg.lexicon import Matcher, table
from kg.model import Range, Unit
from kg.units import UnitWord

_NUMBER = re.compile(  # the class in front rules most places out at once
    rf"(?=[\d零〇一二两三四五六七八九十百千万半])(?:(?P<share>[百千万])分之(?P<of>{numerals.DIGITS}|{numerals.CHINESE})"
    rf"|(?P<under>{numerals.CHINESE})分之(?P<over>{numerals.CHINESE})"
    r"|(?<=[占约近超的达过到])(?P<part>[1-9]\d?)/(?P<whole>[1-9]\d?)(?![\d/年月])"
    rf"|(?P<digits>{numerals.DIGITS})|(?<=每)(?P<round>万)|(?P<chinese>{numerals.CHINESE})|(?P<half>半)(?=个?[年月天]))"
)
_MORE = re.compile(r"[余多来几]?")
_MYRIADS = re.compile(rf"[万亿]{numerals.CHINESE}")
_DASH = re.compile(numerals.DASH)
_LIST = re.compile(r"[、,，和或及/]")
_QUOTED = re.compile(
    r"“[^”\n]{1,16}”|\"[^\"\n]{0,40}\"|《[^》\n]{0,200}》|〔[^〕\n]{1,8}〕|[「『][^」』\n]{1,16}[」』]"
)
_AMOUNT_INSIDE = re.compile(r"\d(?:万|亿)?元|\d%")
_ORDERED = re.compile(r"届$|第[\d一二三四五六七八九十、和或及至—-]*$")  # 第2、4、5项
_THE_YEARS = re.compile(r"[这那]|的[一二三四五六七八九十]{1,2}年[。，、；]")
_MARKER = re.compile(r"\d{1,2}\.(?=\d{1,3}[人户个家名类种套项次])")  # a list number glued to a count: 1.3人户
_BARE_ENDS = re.compile(r"[\u4e00-\u9fff，。；、）\n]|$")
_APART = frozenset("零〇一二两三四五六七八九")
_SHARES = {"百": "%", "千": "‰", "万": "‱"}
_NO_UNIT = Unit("", "", Decimal(1))
_ONE = Unit("1", "1", Decimal(1), "ratio", "1")
_RANKS = frozenset("名位根家台座艘架颗")  # 第三名 is a figure, 第三批 is a name
_IN_ORDER = frozenset(("次", "批", "期", "轮", "届", "条", "款", "项", "类", "年", "天", "季度", "节", "部"))
_NAMED = frozenset(("届", "期", "批", "季"))  # 十三届 is a name, 两届 is a count
_MEASURES = frozenset({"money", "mass", "length", "area", "volume", "energy", "power", "ratio"})


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit in the text. `weak` amounts count only with a word that limits them (至少一个)."""

    at: Range
    value: Decimal
    unit: Unit
    more: Range | None = None  # 余, 多, 来 between number and unit
    low: Range | None = None  # the dash behind the lower end of a range
    high: Range | None = None  # the dash before the upper end
    ordinal: bool = False
    weak: bool = False


@cache
def _words() -> Matcher:
    return Matcher(row["word"] for row in table("not_figures"))


def hidden(text: str) -> list[Range]:
    """Places where numerals are part of a name or a word: titles, short quoted names, set phrases."""
    places = [Range(start, end) for _, start, end in _words().find(text)]
    for match in _QUOTED.finditer(text):
        if match[0][0] not in '“"' or not _AMOUNT_INSIDE.search(match[0]):
            places.append(Range(*match.span()))
    return sorted(places)


def find(text: str, start: int, end: int, barred: Iterable[Range]) -> Iterator[Amount]:
    """The amounts of a stretch of text that touch no barred place, in order.

    >>> [(str(a.value), a.unit.label) for a in find("给予2万元至5万元奖励", 0, 11, ())]
    [('2', '万元'), ('5', '万元')]
    """
    places = deque(sorted(barred))
    marker = _MARKER.match(text, start, end) if text[start - 1 : start] in ("", "\n") else None
    start = marker.end() if marker else start
    pending: list[Amount] = []
    i = start
    while match := _NUMBER.search(text, i, end):
        while places and places[0].end <= match.start():
            places.popleft()
        if places and places[0].meets(Range(*match.span())):
            pending, i = [], places[0].end
            continue
        i = match.end()
        amount = _amount(text, match, end)
        if amount is None:
            pending = []
            continue
        i = max(i, amount.at.end)
        if not amount.unit.label:
            if pending and not _joined(text, pending[-1], amount):
                pending = []
            pending.append(amount)
            continue
        if pending and _joined(text, pending[-1], amount):
            yield from _completed(text, pending, amount)
            if _DASH.fullmatch(text, pending[-1].at.end, amount.at.start):
                amount = replace(amount, high=Range(pending[-1].at.end, amount.at.start))
        pending = []
        yield amount


def ranges(text: str, amounts: list[Amount]) -> list[Amount]:
    """Amounts of like units with a dash between them marked as the two ends of a range."""
    marked = list(amounts)
    for i in range(len(marked) - 1):
        a, b = marked[i], marked[i + 1]
        if a.low or a.unit.base != b.unit.base or not _DASH.fullmatch(text, a.at.end, b.at.start):
            continue
        dash = Range(a.at.end, b.at.start)
        marked[i], marked[i + 1] = replace(a, low=dash), replace(b, high=dash)
    return marked


def _joined(text: str, before: Amount, after: Amount) -> bool:
    """Whether two numbers share one unit: 2—3个, 1000、2000元."""
    gap = text[before.at.end : after.at.start]
    return bool(_DASH.fullmatch(gap)) or (len(gap) == 1 and bool(_LIST.fullmatch(gap)))


def _completed(text: str, pending: list[Amount], last: Amount) -> Iterator[Amount]:
    """Numbers without a unit get that of the number behind them."""
    for i, amount in enumerate(pending):
        following = pending[i + 1] if i + 1 < len(pending) else last
        dash = Range(amount.at.end, following.at.start)
        low = dash if _DASH.fullmatch(text, *dash) else None
        if low is None and last.unit.kind not in _MEASURES:
            continue
        yield replace(amount, unit=last.unit, low=low)


def _amount(text: str, match: re.Match[str], end: int) -> Amount | None:
    """The number at a match with its unit; without a label when no unit is written; None when it is no number."""
    at = Range(*match.span())
    if match["share"]:
        number = numerals.value(match["of"])
        return None if number is None else Amount(at, number, units.named(_SHARES[match["share"]]))
    if match["under"] or match["part"]:
        return _fraction(at, match["under"] or match["whole"], match["over"] or match["part"])
    if _glued(text, match):
        return None
    number = Decimal("0.5") if match["half"] else Decimal(10000) if match["round"] else numerals.value(match[0])
    return None if number is None else _with_unit(text, match, number, end)


def _fraction(at: Range, under: str, over: str) -> Amount | None:
    """四分之三, 3/4."""
    below, above = numerals.value(under), numerals.value(over)
    if not below or above is None or above >= below:
        return None
    return Amount(at, (above / below).quantize(Decimal("0.0000000001")).normalize(), _ONE)


def _glued(text: str, match: re.Match[str]) -> bool:
    """Whether a numeral is part of a longer word: C919, 几十, 三五, 百姓."""
    left = text[match.start() - 1 : match.start()]
    if left.isascii() and (left.isalnum() or left in ("+", ".", "/", "#", "*")):
        return True
    if match["digits"]:
        return left in ("几", "×")
    written = match[0]
    if len(written) > 1 and _APART.issuperset(written):
        return True
    lone = written in ("百", "千") and left not in ("每", "近", "上", "超", "逾", "过")
    return left in ("几", "数", "×") or (lone and text[match.end() : match.end() + 1] not in ("余", "多"))


def _with_unit(text: str, match: re.Match[str], number: Decimal, end: int) -> Amount | None:
    """Reads what stands behind a number: the rest of a long numeral (两万三千), 余, a prefix, a unit."""
    start, stop = match.span()
    longer = _MYRIADS.match(text, stop, end) if match["chinese"] else None
    whole = numerals.value(text[start : longer.end()]) if longer else None
    if longer and whole is not None:
        number, stop = whole, longer.end()
    number_end = stop
    stop, more = _past_more(text, stop, end)
    head = "" if match["round"] else units.prefix(text, stop, end)
    stop += len(head)
    if head and more is None:
        stop, more = _past_more(text, stop, end)
    ordinal = text[start - 1 : start] == "第"
    for found in units.at(text, stop, end):
        if not _fits(text, found, match, head):
            continue
        if ordinal and found.word not in _RANKS:
            return None
        amount = Amount(Range(start, stop + len(found.word)), number, units.prefixed(found, head), more)
        return _built(text, amount, found.word, weak=match[0] == "一" and not head)
    if ordinal:
        return None
    bare = head in ("万", "亿") and match["digits"] and more is None
    if (
        bare
        and text[stop : stop + 1] not in ("级", "工")
        and _BARE_ENDS.match(text, stop)
        and not _DASH.match(text, stop)
    ):
        return Amount(Range(start, stop), number, Unit(head, "个", Decimal(numerals.prefix(head)), "count"))
    return Amount(Range(start, stop if bare else number_end), number, _NO_UNIT)


def _past_more(text: str, place: int, end: int) -> tuple[int, Range | None]:
    """The place behind 余 or 多, and where it stands."""
    more = _MORE.match(text, place, end)
    return (more.end(), Range(*more.span())) if more and more[0] else (place, None)


def _built(text: str, amount: Amount, word: str, *, weak: bool) -> Amount:
    """An amount with 第 in front of it and 半 behind it; 一 before a counter is weak."""
    start, stop = amount.at
    if text[start - 1 : start] == "第":
        return replace(amount, at=Range(start - 1, stop), ordinal=True)
    if text[stop : stop + 1] == "半" and word in ("年", "天", "倍") and amount.value == int(amount.value):
        return replace(amount, at=Range(start, stop + 1), value=amount.value + Decimal("0.5"))
    return replace(amount, weak=weak and amount.unit.kind not in _MEASURES)


def _fits(text: str, found: UnitWord, match: re.Match[str], head: str) -> bool:
    """Whether this number can have this unit: 2024年, 3月5日, 十三届 and 8时30分 are no quantities."""
    word = found.word
    left = text[match.start() - 1 : match.start()]
    stop = match.end() + len(word)
    ordered = word in _IN_ORDER and _ORDERED.search(text, max(0, match.start() - 14), match.start())
    if ordered or (word == "年" and _THE_YEARS.match(text, match.start() - 1)):
        return False
    if word == "日":
        return text.startswith(("内", "以内", "以上", "之内"), stop)
    if word == "分" and left in ("时", "点"):
        return False
    digits, chinese = match["digits"], match["chinese"]
    if digits:
        return word not in ("年", "年度") or len(digits) < 3 or (word == "年" and "." in digits)
    if head or not chinese:
        return True
    if found.after == "digits" or (found.after == "counts" and chinese == "一"):
        return False
    if word in _NAMED:
        return chinese == "两" or (word != "期" and (left == "共" or chinese in ("三", "四", "五")))
    return word != "年" or len(chinese) < 3
