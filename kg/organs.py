"""The grammar of organ names: [division or level word] + function words + ending, and what the full name is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg import divisions
from kg.lexicon import Row, listed, table
from kg.model import Kind

ENDINGS = {
    "局": "局",
    "厅": "厅",
    "委": "委员会",
    "委员会": "委员会",
    "办": "办公室",
    "办公室": "办公室",
    "办公厅": "办公厅",
    "中心": "中心",
}
WORDS = (
    "自治区",
    "自治州",
    "地区",
    "林区",
    "特区",
    "兵团",
    "园区",
    "街道",
    "省",
    "市",
    "县",
    "区",
    "州",
    "盟",
    "旗",
    "镇",
    "乡",
)
_WORD_ENDS = frozenset(word[-1] for word in WORDS)
_BY_LEVEL = {"provincial": "province", "prefectural": "city", "county": "county", "township": "county"}
_LONGEST = 30

# What must not follow an ending, by its last character: 办法, 委员, 部门, 局面.
_NOT_AFTER = {
    "办": "法理事公学好成结会医案件证园校厂企税复函税班展赛",
    "委": "员托任派培婉屈以内",
    "部": "门分署位落件队",
    "局": "面限部势域促",
    "会": "议上同商计展场谈晤面见诊",
    "所": "有得需属以谓",
    "厅": "堂",
    "府": "采性网债",
    "大": "代常党",
    "协": "委会议调商作定同",
    "院": "校士",
    "心": "城区镇任",
    "联": "合系网动",
    "团": "队体",
    "站": "点在",
}
_NUMBER_AFTER = re.compile(r"[发函字规办文令]{0,3}[〔\[（(]\d{4}|门户|网站|信息网")
_AFTER_TEXT = ("负责人", "政府采购", "购买服务", "信息公开", "工作报告", "引导基金", "常务会议", "全会", "主管部门")
# Words before a level word that make it another word: 城市, 地区, 上市.
_NOT_BEFORE = {
    "市": "辖城都超门股楼上集夜闹各全县地",
    "区": "地社校园城小片辖山新景灾库片牧林老市镇发护验范税居功战特厂学街",
    "县": "各全郡",
    "省": "各全节反",
    "镇": "城乡各集村建小全重名古",
    "乡": "城家下返各水侨全故老",
    "州": "",
    "盟": "联",
    "旗": "红",
    "街道": "各",
}
_UNKNOWN_ORGAN = re.compile(
    r"((?:[\u4e00-\u9fff]{2,3}[省市州])?[\u4e00-\u9fff]{2,3}?[市县区旗])[\u4e00-\u9fff]{2,18}(?:局|委员会|办公室|政府|院|中心|公司|集团|支队|大队)"
)
_NO_DIVISION = re.compile(
    r"^(?:中共|政协|共青团)|[各全该每其该等]|有关|相关|地级|直辖|设区|所在|关于|同意|批准|[的对由经请和与向致送、我本]"
)
_SPARE = frozenset({"州", "盟", "旗", "地区", "林区", "特区", "兵团"})  # only at the edge of a name: not 广州, 西部地区
_OTHER_PARTY = re.compile(r"(?:民盟|民建|民进|民革|农工党|农工民主党|致公党|九三学社|台盟|共青团)$")
_OTHER_PARTY_OF = re.compile(_OTHER_PARTY.pattern[:-1] + r"[\u4e00-\u9fff]{0,4}$")
_ASSEMBLY = re.compile(
    r"(?:人大常委会|人民代表大会常务委员会|人大|政协)(?![及其和与])[\u4e00-\u9fff]{2,12}(?<!常)(?:工委|委员会|委)$"
)
_EDGE = "，。、：；（）我本全各同由和与向对经在报请立了为的到于及\n"
_ASSOCIATIONS = re.compile(
    r"(?:联|联合会|联社|联合社|合作社|工会|协会?|红十字会|红会|供销社|合作总?社|总会|妇联|贸促会|贸促委|促进委员会|关工委|关心下一代工作委员会|共青团|团委|联谊会|国际商会|法学会|学会|研究会)$"
)
_SCHOOLS = re.compile(r"(?:大学|(?<!党)(?<!政)(?<!主义)学院|(?<!党)学校|中学|小学|幼儿园|职业中专)$")
_COMMITTEES = re.compile(
    r"(?:鉴定|专家|咨询|顾问|评审|评定|学术|标准化技术|教学指导|组织协调|组织|筹备)委员会$|组委会$|奥组委$"
)
_INSTITUTIONS = re.compile(r"(?:中心|院|馆|站|血站|学校|党校|公司|基地|[^政委]研究室|大厅)$")


_VERB_LIKE = divisions.WORDLIKE  # 会同县财政局: together with the county's bureau
VERTICAL = frozenset(
    {"银保监局", "证监局", "银监局", "保监局", "金融监管局", "海关", "海事局", "税务局", "通信管理局", "供电局"}
)


@dataclass(frozen=True, slots=True)
class Organ:
    """An organ as written: division name or level word in front, ending behind. `start` is where it begins."""

    division: str  # 中山市, 广东省中山市, J9县, or empty
    word: str  # 市 of 市科技局, or empty
    tail: str  # 科技局
    start: int = 0
    party: bool = False  # 中共…

    @property
    def bare(self) -> bool:
        return not self.division and not self.word


@cache
def _rows() -> tuple[Row, ...]:
    return table("organ_stems")


@cache
def forms(part: str) -> dict[str, str]:
    """Written endings to full ones: 政府 to 人民政府; `part` is whole or committee."""
    return {row["written"]: row["full"] for row in table("organ_forms") if row["part"] == part}


@cache
def tails() -> dict[str, tuple[int, ...]]:
    """All endings of the table with the rows that have them."""
    found: dict[str, list[int]] = {}
    for i, row in enumerate(_rows()):
        for column in ("province", "city", "county", "short", "variants"):
            for name in listed(row[column]):
                if (
                    "{" not in name
                    and "（" not in name
                    and not name.startswith("自治区")
                    and not name.endswith(("机关", "机构"))
                ):
                    found.setdefault(name, []).append(i)
    for name in (*forms("whole"), *forms("whole").values(), *sorted(VERTICAL)):
        found.setdefault(name, [])
    return {name: tuple(dict.fromkeys(rows)) for name, rows in found.items()}


@cache
def _last() -> frozenset[str]:
    return frozenset(name[-1] for name in tails())


@cache
def last_characters() -> re.Pattern[str]:
    """The characters that endings of organs stop at."""
    return re.compile(f"[{''.join(map(re.escape, sorted(_last())))}]")


@cache
def _sizes() -> dict[str, tuple[int, ...]]:
    """How long the endings are that stop at a character, the longest first."""
    found: dict[str, set[int]] = {}
    for name in tails():
        if 1 < len(name) <= _LONGEST:
            found.setdefault(name[-1], set()).add(len(name))
    return {char: tuple(sorted(found.get(char, ()), reverse=True)) for char in _last()}


@cache
def _division_ends() -> frozenset[str]:
    """The characters that names of divisions stop at."""
    return frozenset(name[-1] for name in divisions.names())


def split(tail: str) -> tuple[str, str]:
    """Function words and ending: (科学技术, 局)."""
    for ending in ("委员会", "办公室", "办公厅", "中心", "局", "厅", "委", "办"):
        if tail.endswith(ending) and len(tail) > len(ending):
            return tail[: -len(ending)], ending
    return tail, ""


@cache
def functions() -> frozenset[str]:
    """The function words that endings are made of: 科学技术, 科技, 人社."""
    found = {row["word"] for row in table("organ_words")}
    for row in _rows():
        if row["kind"] in ("政府部门", "垂直", "事业单位"):
            for column in ("province", "city", "county", "short", "variants"):
                for name in listed(row[column]):
                    words, ending = split(name)
                    if (
                        ending
                        and len(words) >= 2
                        and "{" not in words
                        and "（" not in words
                        and not words.startswith(("委", "人民政府"))
                    ):
                        found.add(words.removesuffix("管理") if len(words) > 4 else words)
                        found.add(words)
    return frozenset(found)


def ends_well(text: str, end: int) -> bool:
    after = text[end : end + 1]
    return (
        not (after and after in _NOT_AFTER.get(text[end - 1], ""))
        and not text.startswith(_AFTER_TEXT[1:], end)
        and not _NUMBER_AFTER.match(text, end)
    )


def tail_at(text: str, end: int) -> int | None:
    """Where the longest organ ending that stops at `end` starts.

    >>> tail_at("市科学技术局", 6), tail_at("发展格局", 4), tail_at("市教育和文化旅游局", 9)
    (1, None, 1)
    """
    if text[end - 1] not in _last() or not ends_well(text, end):
        return None
    known = tails()
    best = next((end - n for n in _sizes()[text[end - 1]] if n <= end and text[end - n : end] in known), None)
    made = _compound(text, end)
    made = _of_assembly(text, end) or made
    if made is not None and (best is None or made < best):
        best = made
    if best is None and text[end - 1] == "委":
        return end - 1
    return best


def _of_assembly(text: str, end: int) -> int | None:
    """A committee behind a congress or conference: 人大常委会选联工委, 政协农业农村委."""
    if not text.endswith(("委", "委员会"), 0, end):
        return None
    m = _ASSEMBLY.search(text, max(0, end - 24), end)
    return m.start() if m else None


def _compound(text: str, end: int) -> int | None:
    """Two or more function words with one ending: 教育和文化旅游局."""
    ending = next((e for e in ("委员会", "局", "厅", "委") if text.endswith(e, 0, end)), "")
    if not ending:
        return None
    at, start = end - len(ending), None
    words = functions()
    for _ in range(7):
        size = next((n for n in range(12, 1, -1) if n <= at and text[at - n : at] in words), 0)
        if not size:
            break
        at -= size
        start = at
        if at > 1 and text[at - 1] in "和与及":
            at -= 1
    return start


def read(text: str, end: int | None = None, own: frozenset[str] = frozenset()) -> Organ | None:
    """The organ whose name stops at `end` of the text, with the division or level word in front of it.

    `own` are names of divisions that no list has and the document uses of itself.

    >>> read("感谢市科技局")
    Organ(division='', word='市', tail='科技局', start=2, party=False)
    >>> read("广东省中山市财政局").division, read("发展格局")
    ('广东省中山市', None)
    """
    end = len(text) if end is None else end
    start = tail_at(text, end) if end > 1 else None
    if start is None:
        return None
    tail = text[start:end]
    place = division_before(text, start, own)
    if place < start:
        party = text.endswith(("中共", "中国共产党"), 0, place)
        begin = place - (5 if text.endswith("中国共产党", 0, place) else 2) if party else place
        if tail in ("委", "委员会") and _OTHER_PARTY.search(text, max(0, place - 6), place):
            return None
        if tail == "税务局" and text.endswith("国家税务总局", 0, place):
            begin = place - 6
        return Organ(text[place:start], "", tail, begin, party)
    if tail in VERTICAL:
        size = next((n for n in (4, 3, 2) if n <= start and text[start - n : start] in divisions.by_short()), 0)
        if size:
            return Organ(text[start - size : start], "", tail, start - size)
    word = word_before(text, start)
    short = "" if word or tail not in tails() else _short_before(text, start)
    if short:
        return Organ(short, "", tail, start - len(short))
    if word and tail == "委" and _OTHER_PARTY_OF.search(text, max(0, start - 12), start - len(word)):
        return None
    if word:
        begin = start - len(word)
        if text[begin - 1 : begin] in ("我", "本", "该") and begin:
            begin -= 1
        return Organ("", word, tail, begin)
    if tail == "委":
        return None
    return Organ("", "", tail, start)


def division_before(text: str, end: int, own: frozenset[str] = frozenset()) -> int:
    """Where the division names that stop at `end` start; `end` itself when there is none."""
    names, at = divisions.names(), end
    for _ in range(3):
        char, size = text[at - 1 : at], 0
        if char in _division_ends() or own:
            size = next(
                (n for n in range(min(15, at), 1, -1) if (word := text[at - n : at]) in names or word in own), 0
            )
        if (
            size
            and text[at - size : at] in _VERB_LIKE
            and text[max(0, at - size - 1) : at - size] not in ("", "\n", "省", "市", "州")
        ):
            size = 0
        if not size and char and char in "省市县区州镇乡":  # where a masked name may stop
            size = next(
                (len(m[0]) for n in (5, 4, 3, 2) if n <= at and (m := divisions.MASKED.fullmatch(text, at - n, at))), 0
            )
        if not size:
            break
        at -= size
    return at


def unlisted(name: str) -> tuple[str, ...]:
    """The divisions in front of an organ's whole name that no list has, outer ones first.

    >>> unlisted("云麓市民政局"), unlisted("湖南省云麓市青禾区民政局"), unlisted("中山市民政局"), unlisted("市民政局")
    (('云麓市',), ('云麓市', '青禾区'), (), ())
    """
    organ = read(name)
    if organ and (not organ.start or organ.division):
        return ()
    if organ and organ.word in ("省", "市", "县", "区", "州", "旗"):
        head = name[: organ.start + len(organ.word)]
    else:
        m = _UNKNOWN_ORGAN.fullmatch(name)
        head = m[1] if m and word_before(m[1], len(m[1])) else ""
    at = next((n for n in range(min(15, len(head)), 1, -1) if head[:n] in divisions.names()), 0)
    own = re.fullmatch(r"([\u4e00-\u9fff]{2,4}[省市州])?(?![省市县区])([\u4e00-\u9fff]{1,5}[省市县区州旗])", head[at:])
    return tuple(part for part in own.groups() if part) if own and not _NO_DIVISION.search(head[at:]) else ()


def _short_before(text: str, end: int) -> str:
    """A short name of a province or city that stops at `end`: 广西 of 广西医保局."""
    for size in (4, 3, 2):
        name = text[end - size : end] if size <= end else ""
        rows = divisions.by_short().get(name, ())
        if rows and all(r.level in ("provincial", "prefectural") for r in rows):
            return name
    return ""


def word_before(text: str, end: int) -> str:
    """The level word that stops at `end`: 市 of 市科技局 but not of 城市…."""
    if text[end - 1 : end] not in _WORD_ENDS:
        return ""
    for word in WORDS:
        if text.endswith(word, 0, end):
            before = text[max(0, end - len(word) - 1) : end - len(word)]
            if before and (before in _NOT_BEFORE.get(word, "") or (word in _SPARE and before not in _EDGE)):
                return ""
            return word
    return ""


def kind_of(tail: str) -> Kind:
    """Organ, mass organisation, school, enterprise or another institution.

    >>> kind_of("国务院"), kind_of("城市建设投资有限公司"), kind_of("师范大学附属中学")
    (<Kind.AGENCY: 'Agency'>, <Kind.ENTERPRISE: 'Enterprise'>, <Kind.SCHOOL: 'School'>)
    >>> kind_of("科技局"), kind_of("妇联"), kind_of("社会保险管理中心")
    (<Kind.AGENCY: 'Agency'>, <Kind.ASSOCIATION: 'Association'>, <Kind.INSTITUTION: 'Institution'>)
    """
    if tail.endswith(("公司", "集团")):
        return Kind.ENTERPRISE
    if _SCHOOLS.search(tail):
        return Kind.SCHOOL
    if _COMMITTEES.search(tail):
        return Kind.COMMITTEE
    if tail.endswith(("国务院", "政协", "法院", "检察院", "工委", "中院", "高院")) and not tail.endswith("关工委"):
        return Kind.AGENCY
    if _ASSOCIATIONS.search(tail):
        return Kind.ASSOCIATION
    return Kind.INSTITUTION if _INSTITUTIONS.search(tail) else Kind.AGENCY


def rows_of(tail: str) -> tuple[Row, ...]:
    """The rows of the table that have an ending."""
    return tuple(_rows()[i] for i in tails().get(tail, ()))


@cache
def central() -> dict[str, tuple[Row, ...]]:
    """Central organs by each of their names, those in use first."""
    found: dict[str, list[Row]] = {}
    for row in table("central_organs"):
        for name in (row["name"], *listed(row["short"])):
            found.setdefault(name, []).append(row)
    return {name: tuple(sorted(rows, key=lambda r: (r["to"] != "", r["from"]))) for name, rows in found.items()}


@cache
def central_shorts(full: str) -> tuple[str, ...]:
    """The other names of a central organ in use."""
    return tuple(name for name, rows in central().items() if name != full and rows[0]["name"] == full)


def central_organ(name: str, year: int = 0) -> Row | None:
    """The central organ of a full or short name at a time.

    >>> central_organ("国家发展改革委")["name"], central_organ("国家计委", 2001)["name"]
    ('国家发展和改革委员会', '国家发展计划委员会')
    """
    rows = central().get(name, ())
    if year:
        rows = tuple(r for r in rows if int(r["from"] or 0) <= year <= int(r["to"] or 9999)) or rows
    return rows[0] if rows else None
