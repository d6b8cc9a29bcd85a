"""Organs told by what they are: branches of central ones, bodies of zones and towns, leading groups, 市民政部门."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import organs
from kg.mentions import borders, towns
from kg.model import Kind, Mention, Range
from kg.organ_endings import function_before

_BANK = re.compile(
    r"(?:(?:中国)?人民银行|人行)[A-Z0-9\u4e00-\u9fff]{2,6}?(?:省分行|中心支行|中支|分行|支行|营业管理部)"
)
_BORDER = re.compile(
    r"^.*(?:[由和与及在向对经请为按以让将把从到至据同]|支持|推动|会同|联合|协助|指导|督促|组织|配合|要求|成立|"
    r"设立|建立|依托|协调|鼓励|引导|报送|报|赴|省|[^开城社园山新地辖片小景老灾校]区|(?<![城都上超])市(?!场)|"
    r"县)(?=[\u4e00-\u9fff]{2})"
)
_LEAGUE = re.compile(
    r"(?:共青团[\u4e00-\u9fff]{2,5}?[省市县区州]委(?!员)|共青团[\u4e00-\u9fff]{2,5}?[省市县区州]委员会|"
    r"团[省市县区州旗]委(?!员))"
)
_ZONE = re.compile(
    r"[\u4e00-\u9fff]{2,12}?(?:开发区|新区|高新区|经开区|园区|保税区|示范区|试验区|产业园|度假区|"
    r"示范园)(?:管理委员会|管委会|党工委)"
)
_ZONE_BODY = re.compile("管理委员会|管委会|党工委")
_ZONE_LONGEST = 15  # characters of a zone's name
_TOWN = re.compile(r"(?:镇|乡|街道)(?:人民政府|政府|党委|办事处|党工委)")
_GROUP = re.compile(r"(?:领导小组|指挥部|协调小组|工作专班|联席会议)(?:办公室)?")
_NO_GROUP = re.compile(
    r"[，。；：、《》（）\n]|成立|设立|组建|局长|主任|书记|兼任|提请|接到|纳入|成员|应当|召开|政府|部门|负责|"
    r"统筹|单位|各"
)
_NO_LEVEL = ("级", "辖", "场", "民", "政", "域", "委", "直", "属", "内")
_ROLE = re.compile(r"(?:行政主管|行政管理|行政|主管|监管|管理)$")
_NATIONAL_ROLE = re.compile(
    r"(?:国务院|国家|全国)(?:(?!有关|相关|各|及|和|与|其他|上级|领导|文件|会同|部门|机关|商|等|"
    r"[，。、；：的])[\u4e00-\u9fff]){2,12}(?:主管|行政|管理|监管)部门"
)
_CENTRAL_BRANCH = re.compile(
    r"(?:中国民用航空局?|民航局?|生态环境部|水利部|国家矿山安全监察局|国家能源局|审计署|财政部|商务部|"
    r"自然资源部|交通运输部|国家统计局|中国民航)(?:驻)?(?![驻和与及])[\u4e00-\u9fff]{2,5}?(?:地区)?"
    r"(?:管理局|监管局|监管办|督察局|特派员办事处|特派办|水利委员会|航务管理局|调查总队)"
)
_BEFORE_BARE = frozenset(["", *"，。、；：（）条款项\n由和与及向经报"])
# Organs whose pattern is their whole name, with the rule and its confidence.
_WHOLE = (
    (_BANK, Kind.AGENCY, "agency.central-bank", 0.93),
    (_CENTRAL_BRANCH, Kind.AGENCY, "agency.central-branch", 0.85),
    (_NATIONAL_ROLE, Kind.AGENCY, "agency.role", 0.8),
    (_LEAGUE, Kind.ASSOCIATION, "agency.league", 0.93),
)


def find(text: str) -> Iterator[Mention]:
    """Branches of the central bank, bodies of zones and towns, leading groups with their level in front."""
    for pattern, kind, rule, confidence in _WHOLE:
        for m in pattern.finditer(text):
            yield Mention(kind, Range(*m.span()), m[0], rule, confidence)
    for m in re.finditer("部门", text):
        yield from _departments(text, m.start())
    for m in _zones(text):
        start = _trimmed(text, m.start(), m.end())
        if m.end() - start > 6:
            yield Mention(Kind.AGENCY, Range(start, m.end()), text[start : m.end()], "agency.zone", 0.8)
    for m in _TOWN.finditer(text):
        begin = towns.begins(text, m.start())
        if begin is not None:
            yield Mention(Kind.AGENCY, Range(begin, m.end()), text[begin : m.end()], "agency.town", 0.85)
    for m in _GROUP.finditer(text):
        group = _group_start(text, m.start())
        if group is not None:
            yield Mention(Kind.AGENCY, Range(group, m.end()), text[group : m.end()], "agency.group", 0.7)


def _zones(text: str) -> Iterator[re.Match[str]]:
    """Zones with their bodies, looked for only in front of a body."""
    floor = 0
    for body in _ZONE_BODY.finditer(text):
        zone = _ZONE.search(text, max(floor, body.start() - _ZONE_LONGEST), body.end())
        if zone:
            floor = zone.end()
            yield zone


def _departments(text: str, end: int) -> Iterator[Mention]:
    """Organs named by their duty in front of 部门, one or several: 市民政部门, 教育、民政等主管部门."""
    role = _ROLE.search(text, max(0, end - 4), end)
    head = role.start() if role else end
    parts = _duties(text, head - 1 if text[head - 1 : head] == "等" else head)
    if not parts:
        return
    at = parts[0].start
    place = organs.division_before(text, at)
    word = organs.word_before(text, at) if place == at else ""
    begin = place if place < at else at - len(word)
    listed = len(parts) > 1
    bare = begin == at
    if borders.any_of_them(text, begin) or (bare and not (role and text[at - 1 : at] in _BEFORE_BARE)):
        return
    rule, sure = ("agency.role-bare", 0.65) if bare else ("agency.role", 0.75)
    for i, part in enumerate(parts):
        start = begin if i == 0 else part.start
        stop = end + 2 if i == len(parts) - 1 else part.end
        if listed:
            name = text[begin:at] + text[slice(*part)] + text[head : end + 2]
            yield Mention(Kind.AGENCY, Range(start, stop), name, "agency.shared-ending", 0.7)
        else:
            yield Mention(Kind.AGENCY, Range(start, stop), text[start:stop], rule, sure)


def _duties(text: str, end: int) -> list[Range]:
    """The words of duty that stop at a place: one (教育和体育) or a list (教育、民政、财政和审计)."""
    parts: list[Range] = []
    at = end
    while size := function_before(text, at):
        parts.insert(0, Range(at - size, at))
        at -= size
        if at < 3 or text[at - 1] not in "、和与及":
            break
        at -= 1
    if parts and "、" not in text[parts[0].start : end]:
        if text[parts[0].start - 1] in "和与及":  # 和教育部门: another name stands in front
            return parts
        return [Range(parts[0].start, end)]
    return parts


def _group_start(text: str, end: int) -> int | None:
    """Where a leading group's name begins: at the last division or level word of its clause."""
    for start in range(end - 4, max(0, end - 28), -1):
        words = text[start:end]
        if _NO_GROUP.search(words):
            return None
        word = organs.word_before(text, start)
        if word and not text.startswith(_NO_LEVEL, start):
            place = organs.division_before(text, start)
            begin = place if place < start else start - len(word)
            if place < start or text[begin - 1 : begin] in ("", *"，。、：；（）我本由和与向对经在报请的为立了\n"):
                return begin
    return None


def _trimmed(text: str, start: int, end: int) -> int:
    """Where the name begins behind words of action and prepositions."""
    border = _BORDER.match(text[start : end - 4])
    return start + border.end() if border else start
