"""The grammar of organ names: [division or level word] + function words + ending, and the kind it shows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg import divisions
from kg.model import Kind
from kg.organ_endings import VERTICAL, function_before, sizes, tails

WORDS = tuple("自治区 自治州 地区 林区 特区 兵团 园区 街道 省 市 县 区 州 盟 旗 镇 乡".split())
_WORD_ENDS = frozenset(word[-1] for word in WORDS)

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
_AFTER_TEXT = ("政府采购", "购买服务", "信息公开", "工作报告", "引导基金", "全会", "主管部门")
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
    r"((?:[\u4e00-\u9fff]{2,3}[省市州])?[\u4e00-\u9fff]{2,3}?[市县区旗])[\u4e00-\u9fff]{2,18}"
    r"(?:局|委员会|办公室|政府|院|中心|公司|集团|支队|大队)"
)
_NO_DIVISION = re.compile(
    r"^(?:中共|政协|共青团)|[各全该每其该等]|有关|相关|地级|直辖|设区|所在|关于|同意|批准|"
    r"[的对由经请和与向致送、我本]"
)
_SPARE = frozenset({"州", "盟", "旗", "地区", "林区", "特区", "兵团"})  # only at the edge of a name: not 广州, 西部地区
_OTHER_PARTY = re.compile(r"(?:民盟|民建|民进|民革|农工党|农工民主党|致公党|九三学社|台盟|共青团)$")
_OTHER_PARTY_OF = re.compile(_OTHER_PARTY.pattern[:-1] + r"[\u4e00-\u9fff]{0,4}$")
_ASSEMBLY = re.compile(
    r"(?:人大常委会|人民代表大会常务委员会|人大|政协)(?![及其和与])[\u4e00-\u9fff]{2,12}(?<!常)(?:工委|委员会|委)$"
)
_EDGE = "，。、：；（）我本全各同由和与向对经在报请立了为的到于及\n"
_ASSOCIATIONS = re.compile(
    r"(?:联|联合会|联社|联合社|合作社|工会|协会?|红十字会|红会|供销社|合作总?社|总会|妇联|贸促会|贸促委|"
    r"促进委员会|关工委|关心下一代工作委员会|共青团|团委|联谊会|国际商会|法学会|学会|研究会)$"
)
_SCHOOLS = re.compile(r"(?:大学|(?<!党)(?<!政)(?<!主义)学院|(?<!党)学校|中学|小学|幼儿园|职业中专)$")
_COMMITTEES = re.compile(
    r"(?:鉴定|专家|咨询|顾问|评审|评定|学术|标准化技术|教学指导|组织协调|组织|筹备)委员会$|组委会$|奥组委$"
)
_INSTITUTIONS = re.compile(r"(?:中心|院|馆|站|血站|学校|党校|公司|基地|[^政委]研究室|大厅)$")


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
def _division_ends() -> frozenset[str]:
    """The characters that names of divisions stop at."""
    return frozenset(name[-1] for name in divisions.names())


def ends_well(text: str, end: int) -> bool:
    """Whether no word goes on behind an ending: 委|员, 办|法, 政府|采购."""
    after = text[end : end + 1]
    return (
        not (after and after in _NOT_AFTER.get(text[end - 1], ""))
        and not text.startswith(_AFTER_TEXT, end)
        and not _NUMBER_AFTER.match(text, end)
    )


def _tail_at(text: str, end: int) -> int | None:
    """Where the longest organ ending that stops at `end` starts.

    >>> _tail_at("市科学技术局", 6), _tail_at("发展格局", 4), _tail_at("市教育和文化旅游局", 9)
    (1, None, 1)
    """
    lengths = sizes().get(text[end - 1])
    if lengths is None or not ends_well(text, end):
        return None
    known = tails()
    best = next((end - n for n in lengths if n <= end and text[end - n : end] in known), None)
    starts = [start for start in (best, _of_assembly(text, end), _compound(text, end)) if start is not None]
    best = min(starts, default=None)
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
    """Two or more function words with one ending: 教育和文化旅游局.

    >>> read("盐城市商务局").division, read("盐城市城市管理局").tail
    ('盐城市', '城市管理局')
    """
    ending = next((e for e in ("委员会", "局", "厅", "委") if text.endswith(e, 0, end)), "")
    if not ending:
        return None
    at, start = end - len(ending), None
    for _ in range(7):
        size = function_before(text, at)
        if not size or (start is not None and division_before(text, at) < at - size):  # 盐城市 + 商务局
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
    start = _tail_at(text, end) if end > 1 else None
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
    """Where the division names that stop at `end` start; `end` itself when there is none.

    >>> division_before("城中区财政局", 3), division_before("和城中区财政局", 4, frozenset({"城中区"}))
    (0, 1)
    """
    names, at = divisions.names(), end
    for _ in range(3):
        char, size = text[at - 1 : at], 0
        if char in _division_ends() or own:
            size = next(
                (n for n in range(min(15, at), 1, -1) if (word := text[at - n : at]) in names or word in own), 0
            )
        if (
            size
            and (word := text[at - size : at]) in divisions.WORDLIKE
            and word not in own  # 会同县财政局: together with the county's bureau, but in letters of 会同县
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
