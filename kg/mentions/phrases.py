"""Where a noun phrase that ends in a known word begins: the left border of names without quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.lexicon import Matcher, listed, table
from kg.mentions import borders
from kg.model import Letter, Range, Role

_HARD = "，。；：！？、\n《》〈〉（）〔〕【】()…—;:?!,·/×=＝"
_HARD_MARK = re.compile(f"[{re.escape(_HARD)}]")
OPENING, CLOSING = '“"「『‘', '”"」』’'
_AMOUNT = re.compile(
    r"(?=[\d.,，%~一二两三四五六七八九十百千万-])(?:[\d.,，%~-]*\d(?:余|多|几)?(?:万|亿|千|百)*"
    r"(?:元|人次|人|个|项|名|家|户|所|座|处|亩|吨|平方米|万|%|年|月|日|"
    r"期|件|条|套|台|位|支|批|类|种|门|场|届|次|倍|公里|千米|间|张|%|/|级|号)"
    r"|(?<![第人])[一二两三四五六七八九十百千万]+(?:余|多)?(?:个|项|批|类|条|支|家|座|处|所|种|套|轮|届|件)(?!制)"
    r"|(?<!第)[一二两三四五六七八九十]+大)"
)
_SUFFIXES = ("型", "性", "率")  # behind a verb they make a noun of it: 支出型, 指导性
_BATCH = re.compile(r"第[一二三四五六七八九十百\d]+(?:批|期|轮|届|次)|首批")
_ACTOR = re.compile(
    r"(?:学校|院校|高校|学院|大学|企业|单位|机构|主体|园区|各地|部门|县区|镇街|街道|个人|群众|组织|资本|力量|者|"
    r"们|"
    r"局|厅|委|办|公司|协会|银行|支行|分行|(?:各|全|本|我|该)[市县区省])$"
)
LEVELS = ("国家级", "省部级", "省级", "市级", "区级", "县级", "镇级", "国家", "全国", "中央", "中国", "世界", "国际级")
PROVINCES = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|"
    "广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门"
)
_MASKED = re.compile(r"[A-Z]\d*(?:市|县|区|省|镇|乡)")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: where it starts, where its head starts and ends, and what stands before the head."""

    start: int
    head: int
    end: int
    quoted: bool  # a part in quotation marks stands before the head
    opener: str  # the border word before the phrase
    counted: bool  # an amount or 一批, N个 stands directly before it
    joined: int | None = None  # where it starts when 和, 与 count as borders

    def opened(self, verb: str) -> bool:
        """Whether a verb of this kind (do, build, pay) stands right before the phrase."""
        return verb in _verbs().get(self.opener, ())


@cache
def _borders() -> tuple[Matcher, dict[str, str]]:
    effects = dict.fromkeys(sorted(place_names()), "keep")
    effects |= {row["word"]: row["effect"] for row in table("phrase_borders")}
    return Matcher(effects), effects


@cache
def _verbs() -> dict[str, tuple[str, ...]]:
    return {row["word"]: listed(row["verb"]) for row in table("phrase_borders") if row["verb"]}


@cache
def _generic() -> re.Pattern[str]:
    return re.compile(borders.one_of(row["word"] for row in table("generic_modifiers")))


def is_border(words: str) -> bool:
    """Whether words are themselves a border, a verb mostly.

    >>> is_border("结合"), is_border("金枣")
    (True, False)
    """
    return _borders()[1].get(words, "keep") != "keep"


def cut_inside(words: str) -> bool:
    """Whether a border stands inside words, so that they are more than one phrase.

    >>> cut_inside("省级节水型企业"), cut_inside("省级试点并通过验收")
    (False, True)
    """
    matcher, effects = _borders()
    return any(effects[w] == "open" for w, _, _ in matcher.find(words)) or bool(_AMOUNT.search(words))


@lru_cache(maxsize=8192)
def specific(modifier: str) -> int:
    """How many characters of a modifier say something of their own.

    >>> specific("重点"), specific("电价")
    (0, 2)
    """
    plain = re.sub(r"[^\w+]", "", modifier)
    return len(re.sub(r"[的之]", "", _generic().sub("", plain)))


@cache
def place_names() -> frozenset[str]:
    """Names of divisions down to the county, full and without their class word, but those that are everyday words."""
    rows = [row for row in table("divisions") if not row["to"]]
    names = {row["name"] for row in rows} | {row["short"] for row in rows} | set(PROVINCES.split("|"))
    return frozenset(name for name in names if len(name) >= 2) - everyday_places("name")


@cache
def everyday_places(of: str) -> frozenset[str]:
    """Names of divisions that are everyday words in front of a `name`, or of the head of an `organisation`."""
    return frozenset(row["word"] for row in table("everyday_places") if row["no_place_of"] == of)


@lru_cache(maxsize=8192)
def place_prefix(words: str) -> str:
    """The division or level of government that words begin with, or nothing.

    >>> place_prefix("江苏省智慧养老平台"), place_prefix("市级水利发展资金"), place_prefix("城市更新")
    ('江苏省', '市级', '')
    """
    for level in LEVELS:
        if words.startswith(level):
            return level
    masked = _MASKED.match(words)
    if masked:
        return masked.group()
    names = place_names()
    for length in range(min(11, len(words)), 1, -1):
        if words[:length] in names:
            rest = words[length:]
            more = re.match(r"(?:市|县|区|州|省)?[\u4e00-\u9fff]{1,3}(?:镇|乡|街道|区|县|市)(?![场民])", rest)
            return words[: length + more.end()] if more and more.group() in names else words[:length]
    if re.match(r"[省市县](?![场民区城长委府政镇域内外级际])", words) and len(words) > 2:
        return words[0]
    town = re.match(r"[\u4e00-\u9fff]{2,4}(?:街道|(?<!城)(?<!乡)(?<!村)镇|(?<!城)(?<!下)乡)(?![镇村])", words)
    return town.group() if town and not re.match(r"城|各|乡|全", town.group()) else ""


def readable(letter: Letter) -> list[Range]:
    """Stretches of the reading text that speak about the world, without what stands in 《》."""
    roles = (Role.BODY, Role.HEADING, Role.OPENING)
    return [p.at for p in letter.paragraphs if p.role in roles]


def titles(text: str) -> list[Range]:
    """Ranges of titles in 《》, the outer marks counting."""
    ranges: list[Range] = []
    depth, start = 0, 0
    for m in re.finditer(r"[《》\n]", text):
        if m.group() == "《":
            start = m.start() if not depth else start
            depth += 1
        elif m.group() == "》" and depth:
            depth -= 1
            if not depth:
                ranges.append(Range(start, m.end()))
        elif m.group() == "\n":
            depth = 0
    return ranges


def left(text: str, head: int, end: int, floor: int, *, deed: bool = False, linked: bool = False) -> Phrase:
    """The phrase whose head stands at [head, end); it starts at `floor` at the earliest. In the name of a `deed` the
    verb behind 实施 or 开展 is kept (实施规范执法行动); where `linked`, a 的 may stand behind quotation marks.

    >>> text = "市财政局设立社区食堂开办奖励资金"
    >>> text[left(text, 12, 16, 0).start:]
    '社区食堂开办奖励资金'
    """
    start = _clause_start(text, head, floor)
    quoted = False
    base = head
    close = max(text.rfind(mark, start, head) for mark in CLOSING)
    if close >= start:
        opening = _opening(text, close, floor)
        slogan = opening is not None and text.count("、", opening, close) >= 2
        if opening is not None and not _hard_inside(text, close + 1, head, linked and not slogan):
            quoted, base = True, opening
            start = _clause_start(text, opening, floor)
    border, opener, counted, join = _last_border(text, start, base, end)
    if not (deed and "carry" in _verbs().get(opener, ())):
        border, opener, counted = _trim(text, border, opener, counted, base if quoted else head)
    inside = max(text.rfind(mark, border, head) for mark in OPENING)
    if inside >= border and not quoted:
        border, opener, join = inside + 1, "", None
    joined = None
    if join is not None and join > border:
        joined = _trim(text, join, "和", False, base if quoted else head)[0]
    if quoted and place_prefix(text[border:base]) != text[border:base]:
        border, joined = base, None
    return Phrase(border, head, end, quoted, opener, counted, joined)


def _clause_start(text: str, place: int, floor: int) -> int:
    """Behind the last hard mark before a place; a bracket pair is passed over only as a whole."""
    marks = _hard_places(text)
    i = bisect_left(marks, place)
    return min(place, max(floor, marks[i - 1] + 1 if i else 0, place - 60))


@lru_cache(maxsize=2)
def _hard_places(text: str) -> list[int]:
    """Where the hard marks of a text stand."""
    return [m.start() for m in _HARD_MARK.finditer(text)]


def _opening(text: str, close: int, floor: int) -> int | None:
    """The opening mark of the quotation that closes at a place."""
    mark = OPENING[CLOSING.index(text[close])]
    i = text.rfind(mark, max(floor, close - 40), close)
    return i if i >= 0 and "\n" not in text[i:close] and close - i > 1 else None


def _hard_inside(text: str, start: int, end: int, linked: bool) -> bool:
    """Whether a border stands between a quotation and the head: then the quotation is no part of the name."""
    matcher, effects = _borders()
    words = text[start:end]
    if (words.startswith("的") and not linked) or len(words) > 16 or any(c in OPENING for c in words):
        return True
    words = re.sub(r"^的|的$", "", words)
    return any(effects[w] in ("open", "join") for w, _, _ in matcher.find(words)) or bool(_AMOUNT.search(words))


def _last_border(text: str, start: int, base: int, end: int) -> tuple[int, str, bool, int | None]:
    """The last border before `base`: its end, its word, whether it is an amount, and the end of a later 和."""
    matcher, effects = _borders()
    words = text[start:base]
    border, opener, counted, join = start, "", False, None
    for word, b, e in matcher.find(words):
        effect = effects[word]
        if words[e : e + 1] in _SUFFIXES:
            continue
        acted = effect == "soft" and end - (start + e) >= 4 and _is_actor(words[max(0, border - start) : b])
        if effect == "open" or acted:
            if start + e < base or effect == "open" or end - base >= 4:
                told = words[max(0, border - start) : b]
                made = word == "的" and told and not specific(told)  # 建立统一的|…数据库: what is made, all the same
                border, opener, counted, join = start + e, opener if made else word, False, None
        elif effect == "join":
            join = start + e
    for m in _AMOUNT.finditer(words):
        if start + m.end() >= border:
            border, opener, counted = start + m.end(), m.group(), m.group()[-1] not in "年月日"
            join = join if join is not None and join > border else None
    if counted:
        batches = [m for m in _BATCH.finditer(words) if m.end() + start == border or m.start() + start >= border]
        if batches and start + batches[-1].end() == border:
            border, counted = start + batches[-1].start(), False
    return border, opener, counted, join


def _is_actor(words: str) -> bool:
    """Whether words end in somebody who acts, or are the name of a place: 各高校建设…, 邯郸建设…."""
    place = place_prefix(words)
    return bool(_ACTOR.search(words)) or (bool(place) and place == words and place not in LEVELS)


def _trim(text: str, border: int, opener: str, counted: bool, head: int) -> tuple[int, str, bool]:
    """Drops verbs and amounts from the left edge of the phrase."""
    matcher, effects = _borders()
    while border < head:
        words = text[border:head]
        first = next(iter(matcher.find(words)), None)
        noun = first is not None and words[first[2] : first[2] + 1] in _SUFFIXES
        if (
            first
            and first[1] == 0
            and effects[first[0]] in ("soft", "open", "join")
            and first[2] < len(words)
            and not noun
        ):
            border, opener, counted = border + first[2], first[0], False
            continue
        amount = _AMOUNT.match(words)
        if amount and amount.end() < len(words) and not _BATCH.match(words):
            border, opener, counted = border + amount.end(), amount.group(), amount.group()[-1] not in "年月日"
            continue
        break
    return border, opener, counted
