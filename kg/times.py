"""Times of a document and the dates they stand for.

A date is never made more exact than the text says, and a vague time (近年来) gets none.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.days import real_day
from kg.lexicon import Matcher, Row, table
from kg.model import Letter, Range, Time
from kg.numerals import DASH, value
from kg.places import Apart, Taken

_CN = "一二三四五六七八九十"
_YEAR = (
    r"(?:(?P<y>(?:19|20)\d\d|[一二][〇○零一二三四五六七八九]{3})(?!\d)年?"
    r"|(?P<rel>今年|去年|(?<![以之])前年|明年|(?<![以之])后年|本年|上年|同年|当年|次年))度?"
)
_NUMBERED = rf"1[0-2]|0?[1-9]|十[一二]?|[{_CN[:9]}]"
_MONTH = rf"(?P<m>{_NUMBERED})(?:(?:{DASH})(?P<m2>{_NUMBERED}))?月份?"
_DAY = rf"(?P<d>3[01]|[12]\d|0?[1-9]|三十一?|二?十[{_CN[:9]}]?|[{_CN[:9]}])日"
_PART = (
    rf"{_MONTH}(?:{_DAY}|(?P<third>[上中下]旬|初|底|末))?"
    rf"|(?P<half>[上下])半年|前(?P<first>1[01]|[2-9]|[二两三四五六七八九]|十一?)个?(?P<of>月|季度)|第?"
    rf"(?P<quarter>[一二三四1-4])季度"
    r"|(?P<edge>年?[初底末]|年中)|(?P<term>[春秋]季学期)|(?P<school>学年)度?"
)
_POINT = re.compile(rf"(?=[12一二今去前明后本上同当次])(?<![\d.]){_YEAR}(?:{_PART})?")
_BARE = re.compile(
    rf"(?=[\d{_CN}])(?<![\d.个第上下新每])(?:{_PART.partition('|(?P<half>')[0]})(?!内|龄|饼|光|季|嫂|子|以[上下内])"
)
_DASH = re.compile(DASH)
_TO_A_YEAR = re.compile(rf"(?:{DASH}|、|和|及)(?=(?:19|20)\d\d(?:年|、|学年))")
_DAY_ALONE = re.compile(r"(3[01]|[12]\d|0?[1-9])日")
_BEFORE = re.compile(r"(?:截[至止]到?|自从?|从|由|直?到|至)$")
_AFTER = re.compile(r"以来|开始|之?日?起|至今|(?:底|末)?[以之]?前|之?间|期间|[以之]?后")
_SPAN = re.compile(  # the class in front rules most places out at once
    r"(?=[近最过前未今\d一两二三四五六七八九十])"
    r"(?:(?P<head>近|最近|过去|(?<!提)前|未来|今后)的?(?P<n>\d{1,2}|[一两二三四五六七八九十]{1,2})"
    r"(?P<unit>年|个月)(?:间|时间|以来|来|内)?"
    r"|(?P<n2>[一两二三四五六七八九十]{1,2}|\d{1,2})(?P<unit2>年)多?来(?![自源]))"
)
_YEARLY = re.compile(r"每年(?:度)?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?(?:\d{1,2}日)?(?:底)?前?)")
_NAMES = re.compile(r"《[^》\n]{0,200}》|〔\d{4}〕|[(（](?:19|20)\d\d年?(?:[—–~-]+(?:19|20)\d\d)?年?版?[)）]")
_QUOTED = re.compile(r"(?<=“)[^“”‘’《》，。；：！？\n]{2,12}(?=”)")  # a name: “未来之光”
_ENDS = "。！？；\n"


@dataclass(frozen=True, slots=True)
class _Moment:
    """A stretch of days as (year, month, day) at both ends, with what EDTF writes for it."""

    at: Range
    first: str
    last: str
    edtf: str
    year: int
    month: int = 0
    relative: bool = False


def find(letter: Letter) -> tuple[Time, ...]:
    """Times of the whole reading text, in order; a time inside a title, a quoted name or a document number is none.

    >>> [(t.text, t.edtf) for t in in_text("2024年以来和2025年6月底前", "2025-03-01")]
    [('2024年以来', '2024/..'), ('2025年6月底前', '../2025-06-30')]
    """
    return in_text(letter.text.reading, letter.header.date.value if letter.header.date else None)


def in_text(text: str, date: str | None) -> tuple[Time, ...]:
    """Times of a text whose document bears a date (YYYY-MM-DD), if one is known."""
    hidden = Apart(Range(*m.span()) for m in _NAMES.finditer(text))
    quoted = Apart(Range(*m.span()) for m in _QUOTED.finditer(text))
    words = list(_words(text, date))
    found = [*_spans(text, date), *_moments(text, date), *(t for t in words if t.kind != "no")]
    blocked = Taken(len(text), (t.at for t in words if t.kind == "no"))
    found.sort(key=lambda t: (t.at.start, -t.at.end))
    kept: list[Time] = []
    for time in found:
        if kept and time.at.start < kept[-1].at.end:
            if time.at.length > kept[-1].at.length:
                kept[-1] = time
            continue
        if quoted.holding(time.at) not in (None, time.at):
            continue
        if hidden.holding(time.at) is None and not blocked.meets(time.at):
            kept.append(time)
    return tuple(kept)


# ── words ────────────────────────────────────────────────────────────────────────────────────────────────────


@cache
def _lexicon() -> tuple[Matcher, dict[str, Row]]:
    rows = {row["word"]: row for row in table("times")}
    return Matcher(rows), rows


def _words(text: str, date: str | None) -> Iterator[Time]:
    """Time words of the table."""
    matcher, rows = _lexicon()
    for word, start, end in matcher.find(text):
        row = rows[word]
        left = text[start - 1 : start]
        if left and (left in row["not_behind"] or (word[0] in "年日" and (left.isdigit() or left in _CN + "半两"))):
            continue
        edtf, first, last = (_filled(row[k], date) for k in ("edtf", "start", "end"))
        yield Time(Range(start, end), word, row["kind"], edtf, first, last, "times.word", 0.9)


def _filled(pattern: str, date: str | None) -> str | None:
    """A rule of the table with the document's date put in."""
    if not pattern or "{" not in pattern:
        return pattern or None
    if not date:
        return None
    year = int(date[:4])
    return pattern.format_map({"D": date, "Y": year, "M": date[5:7], "Y+1": year + 1})


# ── years, months, days ──────────────────────────────────────────────────────────────────────────────────────


def _moments(text: str, date: str | None) -> Iterator[Time]:
    """Times with numbers or a year word: points, ranges, deadlines, since, until."""
    points = _points(text, date)
    i = 0
    while i < len(points):
        first = points[i]
        second = points[i + 1] if i + 1 < len(points) else None
        dated = second and first.edtf and second.edtf and first.first <= second.last
        if second and dated and _DASH.fullmatch(text, first.at.end, second.at.start):
            joined = _Moment(
                Range(first.at.start, second.at.end),
                first.first,
                second.last,
                f"{first.edtf.partition('/')[0]}/{second.edtf.rpartition('/')[2]}",
                second.year,
            )
            i += 1
            yield _dressed(text, joined, date, True)
        else:
            yield _dressed(text, first, date, "/" in first.edtf)
        i += 1


def _points(text: str, date: str | None) -> list[_Moment]:
    """Single points, those without a year completed from the one before in the sentence or the document's date."""
    matches = sorted(
        [(m, True) for m in _POINT.finditer(text)] + [(m, False) for m in _BARE.finditer(text)],
        key=lambda pair: (pair[0].start(), not pair[1]),
    )
    points: list[_Moment] = []
    for match, dated in matches:
        if points and match.start() < points[-1].at.end:
            continue
        before = points[-1] if points and not _ends_between(text, points[-1].at.end, match.start()) else None
        year = _year(match, date, before) if dated else (before.year or None) if before else _own(date)
        if dated and match["y"] and not _is_year(text, match):
            continue
        moment = _moment(match, year, dated)
        if moment:
            points.append(moment)
            day = _DASH.match(text, match.end()) if match["d"] else None
            last = _DAY_ALONE.match(text, day.end()) if day else None
            end = real_day(moment.year, moment.month, int(last[1])) if last else None
            if last and end and not text.startswith("月", last.end()):
                points[-1] = _Moment(
                    Range(match.start(), last.end()),
                    moment.first,
                    end.isoformat(),
                    f"{moment.first}/{end}",
                    moment.year,
                    moment.month,
                )
    return points


def _ends_between(text: str, start: int, end: int) -> bool:
    return any(c in _ENDS for c in text[start:end])


def _is_year(text: str, match: re.Match[str]) -> bool:
    """Four digits are a year before 年, or at the near end of a range of years (2025—2027年)."""
    end = match.end("y")
    if text.startswith("年", end):
        return not text.startswith(("年级", "年以上", "年内"), end)
    if match.end() > end + 1:
        return True
    return _TO_A_YEAR.match(text, end) is not None


def _own(date: str | None) -> int | None:
    return int(date[:4]) if date else None


def _year(match: re.Match[str], date: str | None, before: _Moment | None) -> int | None:
    """The year a point names, by itself or as seen from the document."""
    if match["y"]:
        number = value(match["y"])
        return int(number) if number else None
    word = match["rel"]
    if word in ("同年", "当年", "次年"):
        return before.year + (word == "次年") if before and before.year else None
    own = _own(date)
    return own + {"去年": -1, "上年": -1, "前年": -2, "明年": 1, "后年": 2}.get(word, 0) if own else None


def _moment(match: re.Match[str], year: int | None, dated: bool) -> _Moment | None:
    """The days of a point; None for a month without any year."""
    at = Range(*match.span())
    part = match.groupdict()
    relative = dated and not part["y"]
    if year is None:
        return _Moment(at, "", "", "", 0, 0, True) if dated else None
    if part["m"]:
        return _of_month(at, part, year, relative or not dated)
    months = None
    if part.get("half"):
        months = (1, 6) if part["half"] == "上" else (7, 12)
    elif part.get("quarter"):
        q = int(value(part["quarter"]) or 1)
        months = (3 * q - 2, 3 * q)
    elif part.get("first"):
        n = int(value(part["first"]) or 1)
        months = (1, min(12, n * 3 if part["of"] == "季度" else n))
    if months:
        first, last = f"{year}-{months[0]:02d}", f"{year}-{months[1]:02d}"
        return _Moment(at, first + "-01", _end(year, months[1]), f"{first}/{last}", year, 0, relative)
    if part.get("term"):
        if part["term"][0] == "秋":
            return _Moment(at, f"{year}-09-01", f"{year + 1}-01-31", f"{year}-09/{year + 1}-01", year, 0, relative)
        return _Moment(at, f"{year}-02-01", f"{year}-08-31", f"{year}-02/{year}-08", year, 0, relative)
    if part.get("school"):
        return _Moment(at, f"{year}-09-01", f"{year + 1}-08-31", f"{year}-09/{year + 1}-08", year, 0, relative)
    if part.get("edge"):
        if part["edge"][-1] in "底末":
            return _Moment(at, f"{year}-12-01", f"{year}-12-31", f"{year}-12", year, 12, relative)
        return _Moment(at, "", "", f"{year}", year, 0, relative)
    return _Moment(at, f"{year}-01-01", f"{year}-12-31", f"{year}", year, 0, relative)


def _of_month(at: Range, part: dict[str, str | None], year: int, relative: bool) -> _Moment | None:
    """A month, its third, a day in it, or a row of months."""
    month = int(value(part["m"] or "") or 0)
    stem = f"{year}-{month:02d}"
    if part["d"]:
        day = int(value(part["d"]) or 0)
        if day > monthrange(year, month)[1]:
            return None
        return _Moment(at, f"{stem}-{day:02d}", f"{stem}-{day:02d}", f"{stem}-{day:02d}", year, month, relative)
    if part["m2"]:
        last = int(value(part["m2"]) or 0)
        if last <= month:
            return None
        return _Moment(at, stem + "-01", _end(year, last), f"{stem}/{year}-{last:02d}", year, month, relative)
    third = {"上旬": ("01", "10"), "中旬": ("11", "20"), "下旬": ("21", _end(year, month)[8:])}.get(part["third"] or "")
    if third:
        first, last_day = f"{stem}-{third[0]}", f"{stem}-{third[1]}"
        return _Moment(at, first, last_day, f"{first}/{last_day}", year, month, relative)
    return _Moment(at, stem + "-01", _end(year, month), stem, year, month, relative)


def _end(year: int, month: int) -> str:
    """The last day of a month."""
    return f"{year}-{month:02d}-{monthrange(year, month)[1]:02d}"


def _dressed(text: str, moment: _Moment, date: str | None, period: bool) -> Time:
    """A moment with the words around it that open or close it: 截至, 到, 自 … 以来, 前, 起."""
    start, end = moment.at
    kind = "period" if period else "relative" if moment.relative else "date"
    edtf, first, last = moment.edtf or None, moment.first or None, moment.last or None
    before = _BEFORE.search(text, max(0, start - 3), start)
    after = _AFTER.match(text, end)
    word = after[0] if after else ""
    if word in ("以来", "开始", "起", "之日起", "日起", "之起", "至今"):
        end, kind = end + len(word), "since"
        edtf, last = (f"{moment.edtf.partition('/')[0]}/.." if edtf else None), None
    elif word.endswith("前"):
        end, kind = end + len(word), "until" if date and last and last < date else "deadline"
        edtf, first = (f"../{last}" if last else None), None
    elif word in ("间", "之间", "期间"):
        end += len(word)
    if before and kind in ("date", "relative", "since"):
        cue = before[0]
        if kind == "since":
            start = before.start() if cue in ("自", "自从", "从") else start
        elif cue.startswith("截"):
            start, kind = before.start(), "until"
        elif cue in ("到", "直到", "至") and not text.startswith("的", end):
            later = date is None or (moment.last or "") > date
            start, kind = before.start() if cue != "至" else start, "deadline" if later else "until"
        if kind in ("until", "deadline") and cue[-1] in "至到止":
            edtf, first = (f"../{last}" if last else None), None
    return Time(Range(start, end), text[start:end], kind, edtf, first, last, "times.date", 0.95)


def _spans(text: str, date: str | None) -> Iterator[Time]:
    """Counted stretches that end or begin at the document's date (近三年, 未来五年), and times of every year."""
    for match in _YEARLY.finditer(text):
        yield Time(Range(*match.span()), match[0], "recurring", None, None, None, "times.yearly", 0.9)
    own = _own(date)
    for match in _SPAN.finditer(text):
        n = int(value(match["n"] or match["n2"]) or 0)
        years = (match["unit"] or match["unit2"]) == "年"
        edtf = None
        if own and n and years:
            edtf = f"{own}/{own + n}" if match["head"] in ("未来", "今后") else f"{own - n}/{own}"
        if match["head"] == "前" and years and not match[0].endswith("来"):
            edtf = None
        yield Time(Range(*match.span()), match[0], "relative", edtf, None, None, "times.stretch", 0.6)
