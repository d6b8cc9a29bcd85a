"""Organs in a text: with their division (中山市财政局), by level (市财政局), in lists, by 我局, and central ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kg import organs
from kg.central_organs import central, central_organ
from kg.lexicon import Matcher
from kg.mentions import towns
from kg.mentions.titles import titles
from kg.model import Kind, Letter, Mention, Range, Reference, Role
from kg.organ_endings import function_before, last_characters, rows_of, tails
from kg.organs import Organ

_ISSUER = re.compile(
    r"(?:我(?:局|委(?!托|员|派)|办(?!法|理|公|学|事)|厅|会(?!议|在|把|将|向|有)|院(?!校)|中心|部(?!门|分|队)|行(?!业|为|动|政)|署|馆|社(?!会|区)|处(?!理|置|在)|支队|大队|公司|集团|校(?!园|区)|管委会|党工委)"
    r"|本(?:局|委(?!托|员)|办(?!法|理|公|学)|厅|机关|部(?!门|分|队)|院(?!校)))"
)
_ADDRESSEE = re.compile(
    r"[你贵](?:局|委(?!托|员)|办(?!法|理|公)|厅|会(?!议)|院|部(?!门|分)|署|行(?!为|业)|公司|校|单位|省|自治区|市|区|县)|你州"
)
_ANAPHOR = re.compile(r"该(局|委(?!托|员)|厅|部(?!门|分|队)|院|署|办(?!法|理|公))")
_GENERIC = re.compile(
    r"(?=[国各有相地基职主])(?:国务院)?(?:各级|各地|各|有关|相关|地方|基层|职能|主管)(?:(?:有关|相关|职能|业务|行业|行政|主管|各级)*(?:人民政府|政府|党委政府|党委|部委|部门|单位|机关|镇街|镇区|镇街道|县区|区县|乡镇|街道|直属机构|成员单位))"
)
_BANK = re.compile(
    r"(?:(?:中国)?人民银行|人行)[A-Z0-9\u4e00-\u9fff]{2,6}?(?:省分行|中心支行|中支|分行|支行|营业管理部)"
)
_BORDER = re.compile(
    r"^.*(?:[由和与及在向对经请为按以让将把从到至据同]|支持|推动|会同|联合|协助|指导|督促|组织|配合|要求|成立|设立|建立|依托|协调|鼓励|引导|报送|报|赴|省|[^开城社园山新地辖片小景老灾校]区|(?<![城都上超])市(?!场)|县)(?=[\u4e00-\u9fff]{2})"
)
_LEAGUE = re.compile(
    r"(?:共青团[\u4e00-\u9fff]{2,5}?[省市县区州]委(?!员)|共青团[\u4e00-\u9fff]{2,5}?[省市县区州]委员会|团[省市县区州旗]委(?!员))"
)
_ZONE = re.compile(
    r"[\u4e00-\u9fff]{2,12}?(?:开发区|新区|高新区|经开区|园区|保税区|示范区|试验区|产业园|度假区|示范园)(?:管理委员会|管委会|党工委)"
)
_ZONE_BODY = re.compile("管理委员会|管委会|党工委")
_ZONE_LONGEST = 15  # characters of a zone's name
_TOWN = re.compile(r"(?:镇|乡|街道)(?:人民政府|政府|党委|办事处|党工委)")
_GROUP = re.compile(r"(?:领导小组|指挥部|协调小组|工作专班|联席会议)(?:办公室)?")
_NO_GROUP = re.compile(
    r"[，。；：、《》（）\n]|成立|设立|组建|局长|主任|书记|兼任|提请|接到|纳入|成员|应当|召开|政府|部门|负责|统筹|单位|各"
)
_NO_LEVEL = ("级", "辖", "场", "民", "政", "域", "委", "直", "属", "内")
_BRANCH = re.compile(r"(?![和与及联会组]|负责|牵头|要求)[\u4e00-\u9fff]{2,6}?(?:分局|支队|大队|总队)")
_ZONE_HEAD = re.compile(
    r"[\u4e00-\u9fff]{2,6}?(?:开发区|新区|高新区|经开区|保税区|示范区|试验区|度假区)(?=管|党|[\u4e00-\u9fff]{2,8}部门)"
)
_ZONE_TAIL = re.compile(
    r"(?<=[，。、：；（由和与对\n])[\u4e00-\u9fff]{2,6}(?:开发区|新区|高新区|经开区|保税区|示范区|试验区|度假区)$"
)
_BEFORE_SHARED = frozenset("条项，。、：；（）\n由和与及对向经报请在为")
_GLUE = frozenset({"、", "和", "与", "及", "以及", "，", "或"})
_SHADOWED = re.compile(r"国务院(?:有关|各|相关|部门|所属|直属|组成|其他|办公厅?文件)")
_SESSION = re.compile(
    r"第?[一二三四五六七八九十\d]+届|第?[一二三四五六七八九十\d]+次|代表(?!大会)|全会|工作报告|委员(?!会)"
)
_BARE = re.compile(
    r"[^。]{2,}(?:局|厅)$|.{4,}委员会$|(?:发展?改革?|卫生?健康?|卫计|国资|住建|经信|经济信息化|工信|科创|民宗|城管|交通运输|农业农村)委$|车辆管理所$"
)
_BEFORE_BARE = re.compile(
    r"(?:各|级|当地|属地|所在地|辖区|有关|相关|地方|基层|上级|下级|[省市县区州家]|原|新|外|本地|户籍地|内部|一个|[“”])$"
)
_EVERY = re.compile(
    r"(?:各|(?<![建开增新创])设(?=[区县市])|所在|所属|下辖|辖区|属地|当地)(?:地级以上|自治区|自治州|自治县|直辖市|设区|有关|街道办事处|街道|[级省市县区州旗乡镇地的、，和（）])*$"
)
_ROLE = re.compile(r"(?:行政主管|行政管理|行政|主管|监管|管理)$")
_NATIONAL_ROLE = re.compile(
    r"(?:国务院|国家|全国)(?:(?!有关|相关|各|及|和|与|其他|上级|领导|文件|会同|部门|机关|商|等|[，。、；：的])[\u4e00-\u9fff]){2,12}(?:主管|行政|管理|监管)部门"
)
_CENTRAL_BRANCH = re.compile(
    r"(?:中国民用航空局?|民航局?|生态环境部|水利部|国家矿山安全监察局|国家能源局|审计署|财政部|商务部|自然资源部|交通运输部|国家统计局|中国民航)(?:驻)?(?![驻和与及])[\u4e00-\u9fff]{2,5}?(?:地区)?(?:管理局|监管局|监管办|督察局|特派员办事处|特派办|水利委员会|航务管理局|调查总队)"
)
_COMMON = frozenset({"分局", "管理局", "监管局", "法院", "公安局"})


def find(letter: Letter) -> list[Mention]:
    """Organs of a text, longest first where they overlap; 我局 and the like point to who writes or is written to."""
    text = letter.text.reading
    own = towns.own_divisions(letter)
    found = _chosen([*_local(text, own), *_central(letter, text), *_special(text)])
    found = _levelled(text, own, sorted([*found, *_inherited(text, found)], key=lambda m: m.at.start))
    found = [*_of_titles(text, found), *_sharing(text, found), *_deictic(text)]
    dark = [p.at for p in letter.paragraphs if p.role is Role.FURNITURE]
    seen = [m for m in found if not any(at.holds(m.at) for at in dark)]
    return _numbered(sorted(seen, key=lambda m: (m.at.start, -m.at.end)))


def _chosen(candidates: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    taken: set[int] = set()
    for mention in sorted(candidates, key=lambda m: (-m.at.length, -m.confidence, m.at.start)):
        places = range(mention.at.start, mention.at.end)
        if not any(i in taken for i in places):
            kept.append(mention)
            taken.update(places)
    return sorted(kept, key=lambda m: m.at.start)


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
        if organ.word and _EVERY.search(text[max(0, start - 20) : start]):
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
        full = name == row["name"] or name.startswith(
            ("国家", "中央", "国务院", "全国", "中国", "中共", "党中央", "中纪", "中组", "中宣")
        )
        local = name in tails() and any(row["kind"] != "垂直" for row in rows_of(name))
        if not full and local and not own:
            continue
        if not full and organs.word_before(text, start):
            continue
        bodies = ("群团", "党中央直属事业单位", "直属事业单位", "其他中央机构")
        body = name.endswith(("组委会", "奥组委", "组织委员会")) or row["kind"] in bodies
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


def _special(text: str) -> Iterator[Mention]:
    """Branches of the central bank, bodies of zones and towns, leading groups with their level in front."""
    for m in _BANK.finditer(text):
        yield Mention(Kind.AGENCY, Range(*m.span()), m[0], "agency.central-bank", 0.93)
    for m in re.finditer("部门", text):
        start = _role_start(text, m.start())
        if start is not None:
            yield Mention(Kind.AGENCY, Range(start, m.end()), text[start : m.end()], "agency.role", 0.75)
    for m in _CENTRAL_BRANCH.finditer(text):
        yield Mention(Kind.AGENCY, Range(*m.span()), m[0], "agency.central-branch", 0.85)
    for m in _NATIONAL_ROLE.finditer(text):
        yield Mention(Kind.AGENCY, Range(*m.span()), m[0], "agency.role", 0.8)
    for m in _LEAGUE.finditer(text):
        yield Mention(Kind.ASSOCIATION, Range(*m.span()), m[0], "agency.league", 0.93)
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


def _role_start(text: str, end: int) -> int | None:
    """Where an organ begins that is named by its duty: 市民政部门, 省人力资源社会保障行政部门."""
    role = _ROLE.search(text, max(0, end - 4), end)
    at = role.start() if role else end
    for _ in range(3):
        size = function_before(text, at)
        if not size:
            break
        at -= size
        if text[at - 1 : at] in "和与" and at > 2:
            at -= 1
    if at == (role.start() if role else end):
        return None
    place = organs.division_before(text, at)
    word = organs.word_before(text, at) if place == at else ""
    start = place if place < at else at - len(word)
    return start if start < at and not _EVERY.search(text[max(0, start - 20) : start]) else None


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


def _inherited(text: str, found: list[Mention]) -> Iterator[Mention]:
    """Organs of a list that share a level (省财政厅、教育厅) or an ending (市发展改革、财政、民政局)."""
    taken = {i for m in found for i in range(m.at.start, m.at.end)}
    for mention in found:
        organ = organs.read(mention.name)
        if organ is None or not mention.name.endswith("局") or organ.word or organ.division:
            continue
        at, parts = mention.at.start, []
        while text[at - 1 : at] in ("、", "和") and at > 2:
            size = function_before(text, at - 1, 8)
            if not size or at - 1 - size in taken:
                break
            parts.append((at - 1 - size, at - 1))
            at = at - 1 - size
        word = organs.word_before(text, at) if parts else ""
        for start, end in parts if word else ():
            begin = start - len(word) if start == at else start
            yield Mention(Kind.AGENCY, Range(begin, end), f"{word}{text[start:end]}局", "agency.shared-ending", 0.8)


def _levelled(text: str, own: frozenset[str], found: list[Mention]) -> list[Mention]:
    """Bare names of a list take the level of the name before them: 省财政厅、教育厅."""
    done: list[Mention] = []
    level = ""
    for mention in found:
        organ = organs.read(mention.name, None, own) if mention.reference is Reference.NAME else None
        before = done[-1] if done else None
        if organ and not organ.bare and mention.rule in ("agency.level", "agency.division"):
            level = organ.division or organ.word
        elif mention.rule == "agency.bare" and before and text[before.at.end : mention.at.start] in _GLUE:
            done.append(_in_list(before, mention, level))
            continue
        elif mention.rule != "agency.shared-ending":
            level = ""
        done.append(mention)
    return done


def _in_list(before: Mention, mention: Mention, level: str) -> Mention:
    """A bare name behind another of a list: as central, as local or as generic as that one."""
    if before.reference is Reference.GENERIC:
        return replace(mention, kind=Kind.GROUP, rule="agency.generic", reference=Reference.GENERIC)
    row = central_organ(mention.name) if before.rule == "agency.central" else None
    if row:
        return replace(mention, name=row["name"], rule="agency.central", confidence=0.85)
    if level:
        return replace(mention, name=level + mention.name, rule="agency.shared-level", confidence=0.9)
    return mention


def _sharing(text: str, found: list[Mention]) -> Iterator[Mention]:
    """The first of two divisions before one ending: 市、区人民政府, 市和城南新区网信部门."""
    for mention in found:
        tail = mention.name[_head_of(mention.name) :]
        if mention.reference is not Reference.NAME or tail == mention.name or len(tail) < 2:
            continue
        at = mention.at.start
        while at > 1 and text[at - 1] in "、和与及":
            start = _division_start(text, at - 1)
            if start is None:
                break
            if not _EVERY.search(text[max(0, start - 20) : start]):
                name = text[start : at - 1] + tail
                yield Mention(mention.kind, Range(start, mention.at.end), name, "agency.shared-tail-inside", 0.85)
            at = start


def _head_of(name: str) -> int:
    """How much of a name is its division or level word."""
    for size in range(min(15, len(name) - 2), 1, -1):
        if organs.division_before(name[:size], size) == 0:
            return size
    zone = _ZONE_HEAD.match(name)
    if zone:
        return zone.end()
    return next((len(word) for word in organs.WORDS if name.startswith(word)), 0)


def _division_start(text: str, end: int) -> int | None:
    """Where a division, a zone or a level word begins that ends at a place, if a mark or a joint stands before it."""
    place = organs.division_before(text, end)
    zone = _ZONE_TAIL.search(text, max(0, end - 12), end)
    word = organs.word_before(text, end)
    start = place if place < end else zone.start() if zone else end - len(word) if word else None
    return start if start == 0 or (start is not None and text[start - 1] in _BEFORE_SHARED) else None


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
    for m in _ISSUER.finditer(text):
        yield Mention(Kind.AGENCY, Range(*m.span()), m[0], "agency.issuer", 0.95, Reference.ISSUER)
    for m in _ADDRESSEE.finditer(text):
        if not text.startswith("州", m.end()):
            yield Mention(Kind.AGENCY, Range(*m.span()), m[0], "agency.addressee", 0.9, Reference.ADDRESSEE)
    for m in _ANAPHOR.finditer(text):
        yield Mention(Kind.AGENCY, Range(*m.span()), m[0], "agency.anaphor", 0.8, Reference.ANAPHOR)
    for m in _GENERIC.finditer(text):
        yield Mention(Kind.GROUP, Range(*m.span()), m[0], "agency.generic", 0.8, Reference.GENERIC)


def _numbered(found: list[Mention]) -> list[Mention]:
    """Anaphors get the last organ before them with the same ending."""
    done: list[Mention] = []
    for mention in found:
        if mention.reference is Reference.ANAPHOR:
            ending = mention.name[-1]
            before = next(
                (
                    i
                    for i in range(len(done) - 1, -1, -1)
                    if done[i].reference is Reference.NAME and done[i].name.removesuffix("员会").endswith(ending)
                ),
                None,
            )
            if before is None:
                continue
            done.append(replace(mention, antecedent=before))
        else:
            done.append(mention)
    return done
