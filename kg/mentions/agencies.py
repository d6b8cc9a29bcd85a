"""Organs in a text: with their division (中山市财政局), by level (市财政局), in lists, by 我局, and central ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kg import organs
from kg.central_organs import central, central_organ
from kg.lexicon import Matcher
from kg.mentions import bodies, borders, organ_lists, towns
from kg.mentions.titles import titles
from kg.model import Kind, Letter, Mention, Range, Reference, Role
from kg.organ_endings import last_characters, rows_of, tails
from kg.organs import Organ
from kg.places import Apart

_ISSUER = re.compile(
    r"(?:我(?:局|委(?!托|员|派)|办(?!法|理|公|学|事)|厅|会(?!议|在|把|将|向|有)|院(?!校)|中心|部(?!门|分|队)|"
    r"行(?!业|为|动|政)|署|馆|社(?!会|区)|处(?!理|置|在)|支队|大队|公司|集团|校(?!园|区)|管委会|党工委)"
    r"|本(?:局|委(?!托|员)|办(?!法|理|公|学)|厅|机关|部(?!门|分|队)|院(?!校)))"
)
_ADDRESSEE = re.compile(
    r"(?:[你贵](?:局|委(?!托|员)|办(?!法|理|公)|厅|会(?!议)|院|部(?!门|分)|署|行(?!为|业)|公司|校|单位|省|"
    r"自治区|市|区|县)|你州)(?!州)"
)
_ANAPHOR = re.compile(r"该(局|委(?!托|员)|厅|部(?!门|分|队)|院|署|办(?!法|理|公))")
_GENERIC = re.compile(
    r"(?=[国各有相地基职主])(?:国务院)?"
    r"(?:各级|各地|各|有关|相关|地方|基层|职能|主管)(?:(?:有关|相关|职能|业务|行业|行政|主管|各级)*"
    r"(?:人民政府|政府|党委政府|党委|部委|部门|单位|机关|镇街|镇区|镇街道|县区|区县|乡镇|街道|直属机构|成员单位))"
)
_BRANCH = re.compile(r"(?![和与及联会组]|负责|牵头|要求)[\u4e00-\u9fff]{2,6}?(?:分局|支队|大队|总队)")
_SHADOWED = re.compile(r"国务院(?:有关|各|相关|部门|所属|直属|组成|其他|办公厅?文件)")
_SESSION = re.compile(
    r"第?[一二三四五六七八九十\d]+届|第?[一二三四五六七八九十\d]+次|代表(?!大会)|全会|工作报告|委员(?!会)"
)
_BARE = re.compile(
    r"[^。]{2,}(?:局|厅)$|.{4,}委员会$|"
    r"(?:发展?改革?|卫生?健康?|卫计|国资|住建|经信|经济信息化|工信|科创|民宗|城管|交通运输|农业农村)委$|车辆管理所$"
)
_BEFORE_BARE = re.compile(
    r"(?:各|级|当地|属地|所在地|辖区|有关|相关|地方|基层|上级|下级|[省市县区州家]|原|新|外|本地|户籍地|内部|"
    r"一个|[“”])$"
)
_CENTRAL = ("国家", "中央", "国务院", "全国", "中国", "中共", "党中央", "中纪", "中组", "中宣")
_NO_AGENCIES = frozenset({"群团", "党中央直属事业单位", "直属事业单位", "其他中央机构"})  # kinds of central bodies
_POINTERS = (
    (_ISSUER, Kind.AGENCY, "agency.issuer", 0.95, Reference.ISSUER),
    (_ADDRESSEE, Kind.AGENCY, "agency.addressee", 0.9, Reference.ADDRESSEE),
    (_ANAPHOR, Kind.AGENCY, "agency.anaphor", 0.8, Reference.ANAPHOR),
    (_GENERIC, Kind.GROUP, "agency.generic", 0.8, Reference.GENERIC),
)
_COMMON = frozenset({"分局", "管理局", "监管局", "法院", "公安局"})


def find(letter: Letter) -> list[Mention]:
    """Organs of a text, longest first where they overlap; 我局 and the like point to who writes or is written to."""
    text = letter.text.reading
    own = towns.own_divisions(letter)
    found = _chosen([*_local(text, own), *_central(letter, text), *bodies.find(text)])
    more = organ_lists.inherited(text, found)
    found = organ_lists.levelled(text, own, sorted([*found, *more], key=lambda m: m.at.start))
    found = [*_of_titles(text, found), *organ_lists.sharing(text, found), *_deictic(text)]
    dark = Apart(p.at for p in letter.paragraphs if p.role is Role.FURNITURE)
    seen = [m for m in found if dark.holding(m.at) is None]
    return _numbered(sorted(seen, key=lambda m: (m.at.start, -m.at.end)))


def _chosen(candidates: list[Mention]) -> list[Mention]:
    """Of candidates that overlap the longest, then the surest, in the order of the text."""
    best = sorted(candidates, key=lambda m: (-m.at.length, -m.confidence, m.at.start))
    return sorted(borders.first_of_each(best), key=lambda m: m.at.start)


def _local(text: str, own: frozenset[str]) -> Iterator[Mention]:
    """Organs with a division or a level word in front of them, and bare endings of organs."""
    for last in last_characters().finditer(text, 1):
        end = last.end()
        organ = organs.read(text, end, own)
        if organ is None or (text[end - 1] in "大协" and _SESSION.match(text, end)):
            continue
        start = organ.start
        branch = _BRANCH.match(text, end) if organ.tail.endswith("局") else None
        whole = branch.end() if branch and not organ.bare and "局" not in branch[0][:-2] else end
        at = Range(start, whole)
        kind = organs.kind_of(text[start:whole])
        if organ.word and borders.any_of_them(text, start):
            yield Mention(Kind.GROUP, at, text[start:whole], "agency.generic", 0.8, Reference.GENERIC)
        elif not organ.bare:
            rule = "agency.division" if organ.division else "agency.level"
            yield Mention(kind, at, text[start:whole], rule, 0.95 if organ.division else 0.93)
        elif _stands_alone(text, organ, end):
            yield Mention(kind, at, organ.tail, "agency.bare", 0.75)


def _stands_alone(text: str, organ: Organ, end: int) -> bool:
    return (
        organ.tail in tails()
        and organ.tail not in _COMMON
        and bool(_BARE.fullmatch(organ.tail))
        and not _BEFORE_BARE.search(text[max(0, organ.start - 3) : organ.start])
    )


@cache
def _central_names() -> Matcher:
    return Matcher(name for name in central() if len(name) >= 3)


def _central(letter: Letter, text: str) -> Iterator[Mention]:
    """Central organs by full name, or by a short one that no local organ bears."""
    date = letter.header.date
    year = int(date.value[:4]) if date and date.value[:4].isdigit() else 0
    own = any(central_organ(f.value) for f in letter.header.issuers)
    for name, start, end in _central_names().find(text):
        row = central_organ(name, year)
        if (
            row is None
            or not (name == row["name"] or _fits(row["from"], row["to"], year))
            or not _central_end(text, name, end)
        ):
            continue
        full = name == row["name"] or name.startswith(_CENTRAL)
        local = name in tails() and any(row["kind"] != "垂直" for row in rows_of(name))
        if not full and local and not own:
            continue
        if not full and organs.word_before(text, start):
            continue
        body = name.endswith(("组委会", "奥组委", "组织委员会")) or row["kind"] in _NO_AGENCIES
        kind = organs.kind_of(name) if body else Kind.AGENCY
        yield Mention(kind, Range(start, end), name, "agency.central", 0.95 if full else 0.9)


def _central_end(text: str, name: str, end: int) -> bool:
    if name == "国务院" and _SHADOWED.match(text, end - 3):
        return False
    if name[-1] in "大协" and _SESSION.match(text, end):
        return False
    return organs.ends_well(text, end)


def _fits(since: str, until: str, year: int) -> bool:
    if not year:
        return not until or int(until) >= 1998
    return int(since or 0) <= year + 1 and year <= int(until or 9999) + 12


def _of_titles(text: str, found: list[Mention]) -> list[Mention]:
    """Organs that a title in marks begins with are organs by themselves: 《甲市民政局转发乙省民政厅关于…的通知》."""
    begins = {m.at.start: i for i, m in enumerate(found)}
    done = list(found)
    for title in titles(text):
        at, rule, held = title.at.start, "agency.title-issuer-inside", list[tuple[int, str]]()
        while (i := begins.get(at)) is not None and found[i].at.end < title.at.end:
            held.append((i, rule))
            at = found[i].at.end
            at += text[at] in "、和"
            if text.startswith("转发", at):
                at, rule = at + 2, "agency.title-inside"
        if text.startswith(("关于", "印发", "发布"), at):
            for i, own in held:
                done[i] = replace(found[i], rule=own)
    return done


def _deictic(text: str) -> Iterator[Mention]:
    """我局, 贵委, 该局, 有关部门: organs that are pointed at."""
    for pattern, kind, rule, confidence, reference in _POINTERS:
        for m in pattern.finditer(text):
            yield Mention(kind, Range(*m.span()), m[0], rule, confidence, reference)


def _numbered(found: list[Mention]) -> list[Mention]:
    """Anaphors get the last organ before them with the same ending."""
    done: list[Mention] = []
    for mention in found:
        if mention.reference is Reference.ANAPHOR:
            named = (
                i
                for i, m in reversed(list(enumerate(done)))
                if m.reference is Reference.NAME and m.name.removesuffix("员会").endswith(mention.name[-1])
            )
            before = next(named, None)
            if before is None:
                continue
            done.append(replace(mention, antecedent=before))
        else:
            done.append(mention)
    return done
