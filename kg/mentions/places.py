"""Places: divisions by name, 我市 and 全市, towns and streets, regions, roads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial

from kg import divisions, organs
from kg.lexicon import Matcher, listed, table
from kg.mentions import towns
from kg.model import Kind, Letter, Mention, Range, Role
from kg.places import Taken

_DEICTIC = re.compile(
    r"(?:我|本|全)(?:省(?!级|道)|市(?!场|值|级|面|容|政(?!府|协))|县(?!级|域)|自治区|自治州|区(?!域|间|块|级)|"
    r"州|旗|镇|街道|乡(?!村|镇))"
)
_NO_NAME_AFTER = re.compile(
    r"市?(?:路|大道|大街|街道?|东路|西路|南路|北路|中路|大学|学院|中学|一中|小学|话|菜|湖|港|河|江|山|陵|装|舰|"
    r"籍|村|站|机场|公园|银行|高速|时间|日报|晚报|股份|集团|科技|实业|合作组织)"
)
_NOT_AFTER_FULL = {
    "市": re.compile(r"场|民(?!政|营|众|办|族|间|委|宗|企|革|盟|建|进)|值|级|域"),
    "区": re.compile(r"域|间|块|级"),
    "县": re.compile(r"域|级"),
    "省": re.compile(r"级|道"),
}
_TOWN_AFTER = re.compile(r"级|化|长(?!安)|域|办(?!事处)|企|村企|街道|区|财政|政府|党|人大|人民政府")
_MASKED = re.compile(r"(?<![A-Za-z0-9])[A-Z]{1,2}\d{0,3}(?:省|市(?!场)|县)")
_DIRECTION = re.compile(
    r"(?:[冀晋蒙辽苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇陕甘][东南西北中]{1,2}(?:南|北|部)?)"
    r"(?:地区|区域|山区|片区)?(?=[、，。；和与及等的（）\u4e00-\u9fff])"
)
_AFTER_DIRECTION = re.compile(r"[、，。；和与及等的（）]|地区|各|坑口|电网|部")
_ROAD = re.compile(
    r"[\u4e00-\u9fff]{2}(?:高铁|铁路)|[\u4e00-\u9fff]{2,3}(?:大道|高速公路|跨海大桥|国道|省道)|"
    r"[GS]\d{2,4}(?:国道|省道|高速)?|\d{3}国道"
)
_ZONE = re.compile(
    r"中国（[\u4e00-\u9fff]{2,8}）自由贸易(?:试验区|港)(?:[\u4e00-\u9fff]{2,6}?(?:新片区|片区))?|"
    r"(?<=自贸试验区)(?![及和与])[\u4e00-\u9fff]{2,4}?新片区"
)
_AIRPORT = re.compile(r"(?:首都|[\u4e00-\u9fff]{2})国际机场")
_NO_AIRPORT = re.compile(r"国内|民用|通用|相关|有关|大型|枢纽|干线|支线|[的个座新建及与和等在从到]")
_ODD_PROVINCE = re.compile(r"[\u4e00-\u9fff]{2}省(?![级道份内外市会辖域直])")
_NO_PROVINCE = re.compile(
    r"[大强全各本外邻该两三四五节反我跨出入在由到及和与省对向从经你贵原缺首中的是有以为][\u4e00-\u9fff]省|"
    r"[大强全各本外邻该两三四五节反我跨出入在由到及和与省对向从经你贵的是有以为]省$"
)
_NO_ROAD = re.compile(
    r"^(?:跨境|加密|不含|东中西|高速|全|城际|市域|普通|客运|货运|国家|地方|城市|主干|快速|重要|新建|干线|国省|"
    r"省级|各|多条|沿线|条|该|公路|轨道|国|省)|[条个的在与和及等新]"
)


def find(letter: Letter) -> list[Mention]:
    """Places of a text: divisions and what else has a name on the map."""
    text = letter.text.reading
    found = [
        *_deictic(text),
        *_divisions(text),
        *_masked(text),
        *_own(letter),
        *_towns(text),
        *_regions(text),
        *_roads(text),
        *_zones(text),
        *_fictional(text),
    ]
    dark = [p.at for p in letter.paragraphs if p.role in (Role.FURNITURE, Role.CONTACT)] + list(letter.header.contacts)
    taken = Taken(len(text), dark)
    seen = [m for m in found if not taken.meets(m.at)]
    return sorted(seen, key=lambda m: (m.at.start, -m.at.end))


def _deictic(text: str) -> Iterator[Mention]:
    for m in _DEICTIC.finditer(text):
        yield Mention(Kind.DIVISION, Range(*m.span()), m[0], "place.deictic", 0.9)


@cache
def _names() -> Matcher:
    full = {name for name in divisions.names() if len(name) >= 3}
    short = {name for name, rows in divisions.by_short().items() if all(r.name not in divisions.WORDLIKE for r in rows)}
    return Matcher(full | short)


def _divisions(text: str) -> Iterator[Mention]:
    """Full names; a short one of a province, or of a division whose full name the text has too."""
    full = divisions.names()
    shorts = divisions.by_short()
    clear = partial(_clear, text, {})
    for name, start, end in _names().find(text):
        if name in divisions.WORDLIKE:
            if organs.division_before(text, start) < start:
                yield Mention(Kind.DIVISION, Range(start, end), name, "place.division", 0.9)
        elif name in full:
            after = _NOT_AFTER_FULL.get(name[-1])
            if not (after and after.match(text, end)):
                yield Mention(Kind.DIVISION, Range(start, end), name, "place.division", 0.95)
            elif name[:-1] in shorts and clear(name[:-1], start, end - 1):
                yield Mention(Kind.DIVISION, Range(start, end - 1), name[:-1], "place.short-name", 0.8)
        elif name in shorts and clear(name, start, end):
            yield Mention(Kind.DIVISION, Range(start, end), name, "place.short-name", 0.85)


def _clear(text: str, known: dict[str, bool], name: str, start: int, end: int) -> bool:
    """Whether a short name means the division here: 辽宁 does, 中山 of 中山路 does not."""
    if _NO_NAME_AFTER.match(text, end) or text[max(0, start - 1) : start] == "孙":
        return False
    if name not in known:
        known[name] = _in_full(text, name)
    return known[name]


def _in_full(text: str, name: str) -> bool:
    """Whether a short name is a province's, or the text has the full name too."""
    rows = divisions.by_short()[name]
    if any(r.level == "provincial" for r in rows):
        return True
    return any(r.name in text for r in rows if r.level == "prefectural" or len(name) > 2) or any(
        r.name in text and r.level == "county" and name not in ("城", "新城", "开发") for r in rows
    )


def _masked(text: str) -> Iterator[Mention]:
    """J9县, A市: a division that keeps its mask."""
    for m in _MASKED.finditer(text):
        yield Mention(Kind.DIVISION, Range(*m.span()), m[0], "place.masked", 0.85)


def _own(letter: Letter) -> Iterator[Mention]:
    """The division of the letterhead when no list has it."""
    for name in sorted(towns.own_divisions(letter)):
        for m in re.finditer(re.escape(name) + "(?![场民])", letter.text.reading):
            yield Mention(Kind.DIVISION, Range(*m.span()), name, "place.own-name", 0.85)


def _towns(text: str) -> Iterator[Mention]:
    """Towns and streets behind a border or a division: 平襄镇、马营镇."""
    for m in towns.WORD.finditer(text):
        start = None if _TOWN_AFTER.match(text, m.end()) else towns.begins(text, m.start())
        if start is not None:
            yield Mention(Kind.DIVISION, Range(start, m.end()), text[start : m.end()], "place.town", 0.8)


@cache
def _region_names() -> tuple[Matcher, dict[str, str]]:
    names: dict[str, str] = {}
    for row in table("regions"):
        for name in (row["name"], *listed(row["aliases"])):
            names[name] = row["name"]
    return Matcher(names), names


def _regions(text: str) -> Iterator[Mention]:
    matcher, names = _region_names()
    for name, start, end in matcher.find(text):
        whole = names[name]
        aliases = (name,) if name != whole else ()
        yield Mention(Kind.PLACE, Range(start, end), whole, "place.region", 0.9, aliases=aliases)
    for m in _DIRECTION.finditer(text):
        alone = m[0].endswith(("地区", "区域", "山区")) or _AFTER_DIRECTION.match(text, m.end())
        if alone and text[max(0, m.start() - 1) : m.start()] in towns.BORDER:
            yield Mention(Kind.PLACE, Range(*m.span()), m[0], "place.part-of-province", 0.75)


def _roads(text: str) -> Iterator[Mention]:
    for m in _ROAD.finditer(text):
        before = text[max(0, m.start() - 1) : m.start()]
        if (before in towns.BORDER or m.start() == 0) and not _NO_ROAD.search(m[0][:-2]):
            yield Mention(Kind.PLACE, Range(*m.span()), m[0], "place.road", 0.7)


def _zones(text: str) -> Iterator[Mention]:
    """Free trade zones by their whole name, and airports: 中国（福建）自由贸易试验区, 广州白云国际机场."""
    for m in _ZONE.finditer(text):
        yield Mention(Kind.PLACE, Range(*m.span()), m[0], "place.free-trade-zone", 0.85)
    for m in _AIRPORT.finditer(text):
        if not _NO_AIRPORT.search(m[0][:2]):
            start = organs.division_before(text, m.start())
            size = next((n for n in (4, 3, 2) if text[max(0, start - n) : start] in divisions.by_short()), 0)
            yield Mention(Kind.PLACE, Range(start - size, m.end()), text[start - size : m.end()], "place.airport", 0.8)


def _fictional(text: str) -> Iterator[Mention]:
    """A province that no list has and the text names more than once: a name put in place of the true one."""
    places = [
        m for m in _ODD_PROVINCE.finditer(text) if m[0] not in divisions.names() and not _NO_PROVINCE.search(m[0])
    ]
    for m in places:
        if text.count(m[0]) > 1:
            yield Mention(Kind.DIVISION, Range(*m.span()), m[0], "place.unlisted-province", 0.7)
