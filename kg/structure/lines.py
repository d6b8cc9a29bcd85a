"""The lines of the reading text and what a single line looks like by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from kg import numerals
from kg.days import real_day
from kg.model import Range, Text

_SPELLED = str.maketrans({"O": "〇", "元": "一", "正": "一", "廿": "二十"})
_DAY = (
    r"(?P<y>(?:19|20)\d\d|[一二][一二三四五六七八九〇零○O0]{3})年(?P<m>\d{1,2}|[元正]|[一二三四五六七八九]|十[一二]?)月"
    r"(?P<d>\d{1,2}|三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九]|"
    r"廿[一二三四五六七八九]?)日"
)
DAY = re.compile(_DAY)
PLAIN_DAY = re.compile(r"((?:19|20)\d\d)[-./](1[0-2]|0?[1-9])[-./](3[01]|[12]\d|0?[1-9])(?:(?!\d)|(?=\d\d[:：]\d\d))")
DATE_LINE = re.compile(rf"[（(]?(?:{_DAY}|{PLAIN_DAY.pattern})[）)]?[。.]?")
_SEAL = re.compile(r"[（(](?:公章|盖章|印章|章|代章)[）)]$")
NUMBER = re.compile(
    r"(?P<code>[\u4e00-\u9fa5A-Za-z]{1,16})[〔\[【（(〈［](?P<year>(?:19|20)\d\d)年?[〕\]】）)〉］](?:第)?"
    r"(?P<serial>\d{1,5})号"
)
ORDER = re.compile(
    r"[\u4e00-\u9fa5]{2,30}?(?:令|公告)[（(]?(?:(?:19|20)\d\d年)?第?[一二三四五六七八九十百〇零○\d]{1,6}号[）)]?"
)
_ORGAN_END = re.compile(
    r"(?:人民政府|政府|人民代表大会|办公厅|办公室|国务院|委员会|常委会|[^，]委|局|厅|[部署院]|[^大]会|海关|"
    r"银行|[支分]行|政协|人大|[党小]组|工作组|党校|学校|"
    r"学院|大学|中心|公司|集团|总站|[支大总查]队|总支|支部|支社|部队|联社|合作社|[处室]|编办|网信办|信访办|"
    r"文明办|外办|[工妇残文科侨台作社记法青]联|科协|作协|兵团|军区|"
    r"中学|小学|幼儿园|医院|研究所|银保监局|总部)$"
)
_ORGAN = re.compile(r"[\u4e00-\u9fa5A-Z0-9（）·]{2,34}")
_INNER = re.compile(
    r"(?:办公[室厅]|(?:常务|管理)?委员会|管理局|人民政府|政府|领导小组)"
)  # names nobody without what stands before
_NO_ORGAN = re.compile(
    r"[，。；：！？、“”《》]|关于|对(?![外口])|通知|如下|提出|建议(?!委)|的(?!士)|我[市省县区厅委]|进行|开展|"
    r"[将已]|年度|[一二三四五六七八九十]是|"
    r"^第[一二三四五六七八九十\d]+[条章节]|本(?:规定|条例|办法|细则)|自.*起|全体|各位|会议$|机会|社会$|部分$|"
    r"全部$|内部$|干部$"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the reading text, or the piece of one that stands for a line of its own."""

    at: Range
    text: str


def lines(text: Text) -> tuple[Line, ...]:
    """The lines of the reading text in their order."""
    found, start = [], 0
    for part in text.reading.split("\n"):
        if part:
            found.append(Line(Range(start, start + len(part)), part))
        start += len(part) + 1
    return tuple(found)


def on_one_line(reading: str, at: Range) -> tuple[str, list[int]]:
    """The words of a range without line ends, and the place of each character."""
    places = [i for i in range(at.start, at.end) if reading[i] != "\n"]
    return "".join(reading[i] for i in places), places


def is_organ(name: str) -> bool:
    """Whether words can be the name of one organ and nothing else.

    >>> is_organ("甲市财政局"), is_organ("关于财政的通知")
    (True, False)
    """
    return bool(_ORGAN.fullmatch(name)) and bool(_ORGAN_END.search(name)) and not _NO_ORGAN.search(name)


def iso_day(match: re.Match[str]) -> str | None:
    """A day in digits or Chinese numerals as ISO 8601, None for a day that is none.

    >>> iso_day(DAY.search("二〇二二年七月八日"))
    '2022-07-08'
    """
    year, month, day = (numeral(match[part]) for part in "ymd")
    found = real_day(year, month, day)
    return found.isoformat() if found else None


def numeral(word: str) -> int:
    """A whole number in digits or Chinese numerals, as dates and headings write it; 0 for none.

    >>> numeral("二十三"), numeral("正"), numeral("12")
    (23, 1, 12)
    """
    number = numerals.value(word.translate(_SPELLED))
    return int(number) if number else 0


def pieces(text: Text, line: Line) -> list[Line]:
    """Parts of a line that white space of the raw text sets apart.

    A line with a space behind each character is no list: it comes back whole.
    """
    cuts = [line.at.start]
    for i in range(line.at.start + 1, line.at.end):
        if text.origin[i] - text.origin[i - 1] > 1 and text.raw[text.origin[i - 1] + 1 : text.origin[i]].isspace():
            cuts.append(i)
    cuts.append(line.at.end)
    if len(cuts) - 1 > max(2, len(line.text) // 2):
        return [line]
    return [Line(Range(a, b), text.reading[a:b]) for a, b in pairwise(cuts)]


def organs(text: Text, line: Line) -> list[Line]:
    """The organs a line names when it names nothing else: a masthead or a signature.

    Several stand side by side with white space or 、 between them.
    """
    whole = _SEAL.sub("", line.text.rstrip("。"))
    parts = [p for piece in pieces(text, line) for p in _listed(text, piece)]
    if len(parts) > 1 and all(is_organ(p.text) and not (i and _INNER.fullmatch(p.text)) for i, p in enumerate(parts)):
        return parts
    again = _same_place(whole)
    if again:
        cuts = [0, *again, len(whole)]
        return [Line(Range(line.at.start + a, line.at.start + b), whole[a:b]) for a, b in pairwise(cuts)]
    if is_organ(whole):
        return [Line(Range(line.at.start, line.at.start + len(whole)), whole)]
    return []


def _same_place(words: str) -> list[int]:
    """Where organs of one place begin again in words run together: 甲市财政局甲市民政局."""
    place = re.match(r"[\u4e00-\u9fa5]{1,7}?[省市县区州]", words)
    if place is None:
        return []
    found = [m.start() for m in re.finditer(re.escape(place.group()), words)][1:]
    cuts = [0, *found, len(words)]
    return found if all(is_organ(words[a:b]) for a, b in pairwise(cuts)) else []


def _listed(text: Text, piece: Line) -> list[Line]:
    found, start = [], piece.at.start
    for part in piece.text.rstrip("。").split("、"):
        if part:
            found.append(Line(Range(start, start + len(part)), text.reading[start : start + len(part)]))
        start += len(part) + 1
    return found
