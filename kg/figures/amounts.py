"""Numbers with their units: where a text states a quantity, and where a numeral is only part of a word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from kg import numerals
from kg.lexicon import Matcher, table
from kg.model import Range, Unit

_NUMBER = re.compile(
    rf"(?P<share>[百千万])分之(?P<of>{numerals.DIGITS}|{numerals.CHINESE})"
    rf"|(?P<under>{numerals.CHINESE})分之(?P<over>{numerals.CHINESE})"
    r"|(?<=[占约近超的达过到])(?P<part>[1-9]\d?)/(?P<whole>[1-9]\d?)(?![\d/年月])"
    rf"|(?P<digits>{numerals.DIGITS})|(?<=每)(?P<round>万)|(?P<chinese>{numerals.CHINESE})|(?P<half>半)(?=个?[年月天])"
)
_MORE = re.compile(r"[余多来几]?")
_PREFIX = re.compile(r"万亿|[百千]?[万亿](?![达科州宁])|百(?!分)(?=[万亿户家]|$)|千(?![克米瓦卡伏帕焦赫])|")
_MYRIADS = re.compile(rf"[万亿]{numerals.CHINESE}")
_DASH = re.compile(r"——?|[–~-]|至|到")
_LIST = re.compile(r"[、,，和或及/]")
_QUOTED = re.compile(
    r"“[^”\n]{1,16}”|\"[^\"\n]{0,40}\"|《[^》\n]{0,200}》|〔[^〕\n]{1,8}〕|[「『][^」』\n]{1,16}[」』]"
)
_AMOUNT_INSIDE = re.compile(r"\d(?:万|亿)?元|\d%")
_APART = "零〇一二两三四五六七八九"
_SHARES = {"百": "%", "千": "‰", "万": "‱"}
_ORDINALS = frozenset("名位根家台座艘架颗")
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
    number_end: int = 0


@dataclass(frozen=True, slots=True)
class _UnitRow:
    unit: Unit
    after: str
    barred: re.Pattern[str] | None


@cache
def units() -> dict[str, _UnitRow]:
    """Written units by their words, without prefixes."""
    rows = {}
    for row in table("units"):
        barred = re.compile(row["not_before"]) if row["not_before"] else None
        unit = Unit(row["label"] or row["unit"], row["base"], Decimal(row["multiplier"]), row["kind"], row["ucum"])
        rows[row["unit"]] = _UnitRow(unit, row["after"], barred)
    return rows


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """For each first character of a unit the lengths to try, longest first."""
    found: dict[str, set[int]] = {}
    for word in units():
        found.setdefault(word[0], set()).add(len(word))
    return {char: tuple(sorted(lengths, reverse=True)) for char, lengths in found.items()}


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
    places = sorted(barred)
    pending: list[Amount] = []
    i = start
    while match := _NUMBER.search(text, i, end):
        while places and places[0].end <= match.start():
            places.pop(0)
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
            pending = [*pending, amount] if not pending or _joined(text, pending[-1], amount) else [amount]
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
    """The number at a match with its unit; a unit without label when none is written."""
    start = match.start()
    if match["share"]:
        number = numerals.value(match["of"])
        return (
            Amount(Range(*match.span()), number, units()[_SHARES[match["share"]]].unit) if number is not None else None
        )
    if match["under"] or match["part"]:
        under, over = numerals.value(match["under"] or match["whole"]), numerals.value(match["over"] or match["part"])
        if not under or over is None or over >= under:
            return None
        share = (over / under).quantize(Decimal("0.0000000001")).normalize()
        return Amount(Range(*match.span()), share, Unit("1", "1", Decimal(1), "ratio", "1"))
    left = text[start - 1] if start else ""
    written, stop = match[0], match.end()
    if (
        (left.isascii() and left and (left.isalnum() or left in "+./#*"))
        or left in ("几", "×")
        or (left == "数" and not match["digits"])
    ):
        return None
    if match["half"]:
        number = Decimal("0.5")
    elif match["round"]:
        number = Decimal(10000)
    else:
        number = numerals.value(written)
    if number is None:
        return None
    chinese = match["digits"] is None
    if chinese and len(written) > 1 and all(c in _APART for c in written):
        return None
    if (
        chinese
        and written in "百千"
        and left not in ("每", "近", "上", "超", "逾", "过")
        and text[stop : stop + 1] not in ("余", "多")
    ):
        return None
    return _with_unit(text, match, number, end)


def _with_unit(text: str, match: re.Match[str], number: Decimal, end: int) -> Amount | None:
    """Reads what stands behind a number: 余, a prefix, a unit."""
    start, stop = match.span()
    chinese = match["digits"] is None
    if chinese and not match["round"]:
        longer = _MYRIADS.match(text, stop, end)
        whole = numerals.value(text[start : longer.end()]) if longer else None
        if longer and whole is not None:
            number, stop = whole, longer.end()
    number_end = stop
    more = _MORE.match(text, stop, end)
    stop = more.end() if more else stop
    head = _PREFIX.match(text, stop, end)
    prefix = head[0] if head and not match["round"] else ""
    after = stop + len(prefix)
    if prefix and not (more and more[0]):
        more = _MORE.match(text, after, end)
        after = more.end() if more else after
    extra = Range(*more.span()) if more and more[0] else None
    left = text[start - 1] if start else ""
    ordinal = left == "第"
    for length in _lengths().get(text[after : after + 1], ()):
        word = text[after : after + length]
        row = units().get(word)
        if row is None or after + length > end or not _allowed(text, row, word, match, prefix, after + length):
            continue
        if ordinal and word not in _ORDINALS:
            return None
        unit = _prefixed(row.unit, prefix, word)
        stop = after + length
        if text[stop : stop + 1] == "半" and word in ("年", "天", "倍") and number == int(number):
            number, stop = number + Decimal("0.5"), stop + 1
        begin = start - 1 if ordinal else start
        weak = match[0] == "一" and not ordinal and not prefix and unit.kind not in _MEASURES
        return Amount(Range(begin, stop), number, unit, extra, ordinal=ordinal, weak=weak, number_end=number_end)
    if ordinal or (chinese and not prefix and not match["digits"]):
        return Amount(Range(start, number_end), number, Unit("", "", Decimal(1))) if chinese and not ordinal else None
    if prefix and match["digits"] and not extra and text[after : after + 1] not in ("级", "工"):
        bare = Unit(prefix, "个", Decimal(numerals.prefix(prefix)), "count") if prefix in ("万", "亿") else None
        following = text[after : after + 1]
        if (
            bare
            and (not following or "\u4e00" <= following <= "\u9fff" or following in "，。；、）\n")
            and not _DASH.match(following)
        ):
            return Amount(Range(start, after), number, bare, number_end=number_end)
        if bare:
            return Amount(Range(start, after), number, Unit("", "", Decimal(1)), number_end=number_end)
    return (
        None if ordinal else Amount(Range(start, number_end), number, Unit("", "", Decimal(1)), number_end=number_end)
    )


def _allowed(text: str, row: _UnitRow, word: str, match: re.Match[str], prefix: str, stop: int) -> bool:
    """Whether the word behind this number is its unit here."""
    if row.barred and row.barred.match(text, stop):
        return False
    start = match.start()
    left = text[start - 1] if start else ""
    digits = match["digits"]
    if not digits and not prefix:
        if row.after == "digits" or (row.after == "counts" and (match[0] == "一" or left == "第")):
            return False
        if (
            word in ("届", "期", "批", "轮", "次", "类", "季")
            and match[0] not in ("两", "三", "四", "五")
            and left != "共"
        ):
            return word in ("次", "轮", "类") and left not in "届第"
        if word == "期" and match[0] != "两":
            return False
        if word == "年" and len(match[0]) > 2:
            return False
    if left in ("届", "第") and word in (
        "次",
        "批",
        "期",
        "轮",
        "届",
        "条",
        "款",
        "项",
        "类",
        "年",
        "天",
        "季度",
        "章",
        "节",
        "部",
    ):
        return False
    if word in ("年", "年度") and digits and (len(digits) > 3 or "." in digits):
        return word == "年" and "." in digits
    if word == "日":
        return text.startswith(("内", "以内", "以上", "之内"), stop)
    if word == "分" and left in ("时", "点"):
        return False
    if word.isascii() and word.isalpha():
        following = text[stop : stop + 1]
        return not (following.isascii() and following.isalnum())
    return True


@cache
def _prefixed(unit: Unit, prefix: str, word: str) -> Unit:
    """万元 from 元, 百万元 from 元; 万个 …"""
    if not prefix:
        return unit
    factor = {"千": 1000, "百": 100}.get(prefix) or numerals.prefix(prefix)
    ucum = f"10*{len(str(factor)) - 1}.{unit.ucum}" if unit.ucum else ""
    return Unit(prefix + word, unit.base, unit.multiplier * factor, unit.kind, ucum)
