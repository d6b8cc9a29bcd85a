"""What a noun phrase that no list knows holds: its coordinated parts, its head without counts and limits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.measures.ground import Ground
from kg.model import Range

_COUNTERS = """
个 处 张 家 所 套 台 项 条 名 位 人次 人 万元 亿元 元 期 场 次 户 亩 公里 平方米 辆 门 座 件 间 批 只 头 吨 笔 支 份 盏
棵 株 床 册 块 根 艘 架 口 眼 公顷 米 千瓦 课时 学时 部 本 篇 起 宗 组 对 班 节 %
""".split()
_COUNTER = "|".join(_COUNTERS)
_COUNT_TAIL = re.compile(
    f"(?:共|共计|累计|约|近|超|超过|达|不少于|不低于|至少)?\\d[\\d,.]*(?:多|余)?[万亿千百]?(?:{_COUNTER}).*$"
)
_COUNT_HEAD = re.compile(
    "(?:每(?:个|户|名)[^，。]{1,6}?)?(?:了|好|出|起)?(?:共|累计|约|近|超|超过|不少于|至少)?"
    "(?:\\d[\\d,.]*|[一二两三四五六七八九十百]+)"
    f"(?:多|余)?[万亿千百]?(?:种|类|系列|大|{_COUNTER})(?:以上|左右)?的?|"
    "一批|一系列|多个|若干|各类|各种|相应的?|相关的?|有关的?|全市所有|所有|部分"
)
PART = re.compile("、|和|及其?|以及|与|或者?")
_AND_SO_ON = re.compile("等(?:[^级待、]{0,12})?$")
_ALL_OF = re.compile("分层分批|分类|广大")
_MARK = re.compile("[，。；：]|^给[你各]")
_NAME_END = re.compile("[，。；：（]|等(?=[^级待]|$)")


def parts(ground: Ground, at: Range) -> Iterator[Range]:
    """The coordinated parts of a noun phrase, each without what limits it: …的, numbers, 等."""
    start = place = ground.last("的", at.start, at.end - 2) + 1 or at.start
    for match in PART.finditer(ground.text, start, at.end):
        if match.start() == place:
            place = match.end()
        elif not _in_name(ground, match.start()):
            yield from _trimmed(ground.text, place, match.start())
            place = match.end()
    yield from _trimmed(ground.text, place, at.end)


def items(ground: Ground, at: Range) -> Iterator[Range]:
    """The things of a list whose each part may carry its own count: 公办幼儿园12所、托育点30个."""
    place = ground.last("的", at.start, at.end - 2) + 1 or at.start
    stops = [m for m in PART.finditer(ground.text, place, at.end) if not _in_name(ground, m.start())]
    for start, end in [*((m.start(), m.end()) for m in stops), (at.end, at.end)]:
        offset, name = head(ground.text[place:start])
        if 2 <= len(name) <= 16 and not _MARK.search(name):
            yield Range(place + offset, place + offset + len(name))
        place = end


def _in_name(ground: Ground, place: int) -> bool:
    around = ground.inside(Range(max(0, place - 40), place + 40))
    return any(ground.mentions[i].at.start < place < ground.mentions[i].at.end for i in around)


def _trimmed(text: str, start: int, end: int) -> Iterator[Range]:
    """A part without what goes around its noun, if a noun is left."""
    if (tail := _AND_SO_ON.search(text[start:end])) and tail.start() > 1:
        end = start + tail.start()
    if match := _COUNT_HEAD.match(text, start, end):
        start = match.end()
    if match := _ALL_OF.match(text, start, end):
        start = match.end()
    if (counted := _COUNT_TAIL.search(text[start:end])) and counted.start() > 1:
        end = start + counted.start()
    if 2 <= end - start <= 26 and not _MARK.search(text[start:end]):
        yield Range(start, end)


def head(words: str) -> tuple[int, str]:
    """The noun that an object is about and where it starts in it, without particles, counts and limits.

    >>> head("了护理型床位46张"), head("一批符合条件的示范基地")
    ((1, '护理型床位'), (7, '示范基地'))
    """
    offset = 1 if words.startswith(("了", "好", "起", "出")) else 0
    if match := _COUNT_HEAD.match(words[offset:]):
        offset += match.end()
    name = _NAME_END.split(_COUNT_TAIL.sub("", words)[offset:])[0]
    de = name.rfind("的")
    if de >= 0 and len(name) - de > 2:
        offset += de + 1
        name = name[de + 1 :]
    if match := _COUNT_HEAD.match(name):
        offset += match.end()
        name = name[match.end() :]
    return offset, name
