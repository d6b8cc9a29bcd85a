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
}
WORDS = ("自治区", "自治州", "街道", "省", "市", "县", "区", "州", "盟", "旗", "镇", "乡")
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
_EDGE = "，。、：；（）我本全各由和与向对经在报请\n"
_ASSOCIATIONS = re.compile(
    r"(?:联|联合会|联社|联合社|合作社|工会|协会?|红十字会|红会|供销社|合作总?社|总会|妇联|贸促会|贸促委|促进委员会|关工委|关心下一代工作委员会|共青团|团委|联谊会|国际商会|法学会|学会|研究会)$"
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
def tails() -> dict[str, tuple[int, ...]]:
    """All endings of the table with the rows that have them."""
    found: dict[str, list[int]] = {}
    for i, row in enumerate(_rows()):
        for column in ("province", "city", "county", "short", "variants"):
            for name in listed(row[column]):
                if "{" not in name and "（" not in name and not name.endswith(("机关", "机构")):
                    found.setdefault(name, []).append(i)
    for name in (
        "政府",
        "人民政府",
        "委",
        "中级人民法院",
        "人民法院",
        "法院",
        "中院",
        "高院",
        "人民检察院",
        "检察院",
        "管委会",
        "管理委员会",
        "税务局",
        "政府办公厅",
        "政府办",
        "纪委监委",
        "海关",
        *sorted(VERTICAL),
    ):
        found.setdefault(name, [])
    return {name: tuple(dict.fromkeys(rows)) for name, rows in found.items()}


@cache
def _last() -> frozenset[str]:
    return frozenset(name[-1] for name in tails())


def _split(tail: str) -> tuple[str, str]:
    """Function words and ending: (科学技术, 局)."""
    for ending in ("委员会", "办公室", "办公厅", "局", "厅", "委", "办"):
        if tail.endswith(ending) and len(tail) > len(ending):
            return tail[: -len(ending)], ending
    return tail, ""


_ATOMS = frozenset(
    "住房 城乡 规划 建设 管理 服务 发展 监督 行政 执法 综合 事务 保障 城市 农村 产业 经济 科技 资源 环境 水务 园林 安全 生产 数据 政务 "
    "信息 民营 口岸 港澳 旅游 体育 广电 新闻 出版 宗教 民族 扶贫 畜牧 兽医 水产 渔业 林业 农机 农业机械化 市场 质量 社会 生态 海洋".split()
)


@cache
def functions() -> frozenset[str]:
    """The function words that endings are made of: 科学技术, 科技, 人社."""
    found: set[str] = set()
    for row in _rows():
        if row["kind"] in ("政府部门", "垂直", "事业单位"):
            for column in ("province", "city", "county", "short", "variants"):
                for name in listed(row[column]):
                    words, ending = _split(name)
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


def _ends_well(text: str, end: int) -> bool:
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
    if text[end - 1] not in _last() or not _ends_well(text, end):
        return None
    known = tails()
    best = next((end - n for n in range(min(_LONGEST, end), 1, -1) if text[end - n : end] in known), None)
    made = _compound(text, end)
    if made is not None and (best is None or made < best):
        best = made
    if best is None and text[end - 1] == "委":
        return end - 1
    return best


def _compound(text: str, end: int) -> int | None:
    """Two or more function words with one ending: 教育和文化旅游局."""
    ending = next((e for e in ("委员会", "局", "厅", "委") if text.endswith(e, 0, end)), "")
    if not ending:
        return None
    at, start = end - len(ending), None
    words = functions() | _ATOMS
    for _ in range(7):
        size = next((n for n in range(12, 1, -1) if n <= at and text[at - n : at] in words), 0)
        if not size:
            break
        at -= size
        start = at
        if at > 1 and text[at - 1] in "和与及":
            at -= 1
    return start


def read(text: str, end: int | None = None) -> Organ | None:
    """The organ whose name stops at `end` of the text, with the division or level word in front of it.

    >>> read("感谢市科技局")
    Organ(division='', word='市', tail='科技局', start=2, party=False)
    >>> read("广东省中山市财政局").division, read("发展格局")
    ('广东省中山市', None)
    """
    end = len(text) if end is None else end
    start = tail_at(text, end)
    if start is None:
        return None
    tail = text[start:end]
    place = division_before(text, start)
    if place < start:
        party = text.endswith(("中共", "中国共产党"), 0, place)
        begin = place - (5 if text.endswith("中国共产党", 0, place) else 2) if party else place
        return Organ(text[place:start], "", tail, begin, party)
    if tail in VERTICAL:
        size = next((n for n in (4, 3, 2) if n <= start and text[start - n : start] in divisions.by_short()), 0)
        if size:
            return Organ(text[start - size : start], "", tail, start - size)
    word = word_before(text, start)
    if word:
        begin = start - len(word)
        if text[begin - 1 : begin] in ("我", "本", "该") and begin:
            begin -= 1
        return Organ("", word, tail, begin)
    if tail == "委":
        return None
    return Organ("", "", tail, start)


def division_before(text: str, end: int) -> int:
    """Where the division names that stop at `end` start; `end` itself when there is none."""
    names, at = divisions.names(), end
    for _ in range(3):
        size = next((n for n in range(min(15, at), 1, -1) if text[at - n : at] in names), 0)
        if (
            size
            and text[at - size : at] in _VERB_LIKE
            and text[max(0, at - size - 1) : at - size] not in ("", "\n", "省", "市", "州")
        ):
            size = 0
        if not size:
            size = next(
                (len(m[0]) for n in (5, 4, 3, 2) if n <= at and (m := divisions.MASKED.fullmatch(text, at - n, at))), 0
            )
        if not size:
            break
        at -= size
    return at


def word_before(text: str, end: int) -> str:
    """The level word that stops at `end`: 市 of 市科技局 but not of 城市…."""
    for word in WORDS:
        if text.endswith(word, 0, end):
            before = text[max(0, end - len(word) - 1) : end - len(word)]
            if before and (before in _NOT_BEFORE.get(word, "") or word in "州盟旗" and before not in _EDGE):
                return ""
            return word
    return ""


# ── full names ───────────────────────────────────────────────────────────────────────────────────────────────


def kind_of(tail: str) -> Kind:
    """Organ, mass organisation or institution.

    >>> kind_of("科技局"), kind_of("妇联"), kind_of("社会保险管理中心")
    (<Kind.AGENCY: 'Agency'>, <Kind.ASSOCIATION: 'Association'>, <Kind.INSTITUTION: 'Institution'>)
    """
    if tail.endswith(("政协", "法院", "检察院", "工委")) and not tail.endswith("关工委"):
        return Kind.AGENCY
    if _ASSOCIATIONS.search(tail):
        return Kind.ASSOCIATION
    return Kind.INSTITUTION if _INSTITUTIONS.search(tail) else Kind.AGENCY


_WHOLE = {
    "政府": "人民政府",
    "政府办": "人民政府办公室",
    "府办": "人民政府办公室",
    "政府办公室": "人民政府办公室",
    "政府办公厅": "人民政府办公厅",
    "政府研究室": "人民政府研究室",
    "人大": "人民代表大会",
    "人大常委会": "人民代表大会常务委员会",
    "人大常委会办公室": "人民代表大会常务委员会办公室",
    "人大办": "人民代表大会常务委员会办公室",
    "检察院": "人民检察院",
    "法院": "人民法院",
    "中院": "中级人民法院",
    "高院": "高级人民法院",
    "纪委": "纪律检查委员会",
    "监委": "监察委员会",
    "团委": "团委",
    "妇联": "妇女联合会",
    "残联": "残疾人联合会",
    "科协": "科学技术协会",
    "文联": "文学艺术界联合会",
    "侨联": "归国华侨联合会",
    "台联": "台湾同胞联谊会",
    "工商联": "工商业联合会",
    "社科联": "社会科学界联合会",
    "青联": "青年联合会",
    "供销社": "供销合作社",
    "红会": "红十字会",
    "贸促会": "国际贸易促进委员会",
    "关工委": "关心下一代工作委员会",
    "妇儿工委": "妇女儿童工作委员会",
    "管委会": "管理委员会",
    "卫健委": "卫生健康委员会",
    "政协提案委": "政协提案委员会",
    "编办": "委机构编制委员会办公室",
    "委编办": "委机构编制委员会办公室",
    "网信办": "委网络安全和信息化委员会办公室",
    "委网信办": "委网络安全和信息化委员会办公室",
    "交通局": "交通运输局",
    "建设局": "建设局",
}
_COMMITTEES = {
    "联工委": "联络工作委员会",
    "法工委": "法制工作委员会",
    "财经委": "财政经济委员会",
    "财经工委": "财政经济工作委员会",
    "教科文卫工委": "教育科学文化卫生工作委员会",
    "城建环资工委": "城乡建设环境与资源保护工作委员会",
    "选联任工委": "选举联络人事任免工作委员会",
    "选联工委": "选举联络工作委员会",
    "农工委": "农村工作委员会",
}
_PARTY = (
    "组织部",
    "宣传部",
    "统战部",
    "统一战线工作部",
    "政法委",
    "政法委员会",
    "政研室",
    "党校",
    "老干部局",
    "社会工作部",
    "巡察办",
    "改革办",
    "编办",
    "网信办",
    "农办",
    "党史研究室",
    "直属机关工作委员会",
)


def full_tail(tail: str, level: str | None, year: int = 0) -> tuple[str, str]:
    """The official ending for a written one at a level, and the rule that says so; itself when that is not certain.

    >>> full_tail("科技局", "prefectural"), full_tail("发改委", "provincial"), full_tail("市监局", "county")
    (('科学技术局', 'organ.short-form'), ('发展和改革委员会', 'organ.short-form'), ('市场监督管理局', 'organ.short-form'))
    >>> full_tail("招商办", "county")
    ('招商办', 'organ.as-written')
    """
    if tail in VERTICAL:
        return tail, "organ.full-name"
    if tail in ("法院", "人民法院") and level in ("provincial", "prefectural"):
        return ("高级人民法院" if level == "provincial" else "中级人民法院"), "organ.short-form"
    if tail in _WHOLE:
        whole = _WHOLE[tail]
        if whole == "人民政府办公室" and level == "provincial":
            whole = "人民政府办公厅"
        return whole, "organ.short-form"
    for head, written in (("人大常委会", "人民代表大会常务委员会"), ("人大", "人民代表大会")):
        if tail.startswith(head):
            rest = tail.removeprefix(head)
            rest = _COMMITTEES.get(rest, rest[:-1] + "委员会" if rest.endswith("委") else rest)
            return written + rest, "organ.short-form"
    if tail.startswith("政协") and tail.endswith("委"):
        return tail + "员会", "organ.short-form"
    return _from_table(tail, level, year)


def _from_table(tail: str, level: str | None, year: int) -> tuple[str, str]:
    column = _BY_LEVEL.get(level or "", "city")
    ending = _split(tail)[1]
    rows = [_rows()[i] for i in tails().get(tail, ())]
    if year:
        rows = [r for r in rows if _fits(r, year)] or rows
    if any(tail in listed(r[c]) for r in rows for c in ("province", "city", "county")) and not any(
        tail in listed(r["short"]) and tail not in listed(r[column]) for r in rows
    ):
        return tail, "organ.full-name"
    options: list[str] = []
    for row in rows:
        if tail in listed(row["short"]):
            names = [n for n in listed(row[column]) if "{" not in n]
            same = [n for n in names if ending and ENDINGS.get(_split(n)[1]) == ENDINGS[ending]]
            near = [n for n in same if _spells(tail, n)]
            options += near[:1] or (
                [n for n in same if _contains(tail, n)][:1] if ending not in ("办", "办公室") else []
            )
    options = list(dict.fromkeys(options))
    if len(options) == 1:
        return options[0], "organ.short-form"
    return (tail, "organ.full-name") if tail in options else (tail, "organ.as-written")


def _fits(row: Row, year: int) -> bool:
    return int(row["from"] or 0) <= year <= int(row["to"] or 9999) + 1


def _contains(short: str, name: str) -> bool:
    """Whether the characters of a short form stand in the name in their order: 资规局 in 自然资源和规划局."""
    at = 0
    for character in short:
        at = name.find(character, at) + 1
        if not at:
            return False
    return True


def _spells(short: str, name: str) -> bool:
    """Whether the short form is made of characters of the name in their order.

    >>> _spells("教体局", "教育和体育局"), _spells("民政局", "教育和体育局")
    (True, False)
    """
    return short[0] == name[0] and _contains(short, name)


def signature(tail: str) -> str:
    """What two spellings of one ending share: no 和, the long ending.

    >>> signature("教育和体育局") == signature("教育体育局"), signature("发展改革委")
    (True, '发展改革委员会')
    """
    words, ending = _split(tail)
    return re.sub(r"[和与及、（）]", "", words) + ENDINGS.get(ending, ending)


def abbreviates(short: str, name: str) -> bool:
    """Whether a written ending can stand for another: 教体局 for 教育和体育局."""
    a, b = signature(short), signature(name)
    return a == b or (
        len(a) < len(b)
        and _split(short)[1] != ""
        and ENDINGS.get(_split(short)[1]) == ENDINGS.get(_split(name)[1])
        and _spells(_split(short)[0], _split(name)[0])
    )


def whole_name(place: str, short_place: str, tail: str, year: int = 0) -> str:
    """The catalogue name of an organ of a division.

    >>> whole_name("中山市", "中山", "委组织部"), whole_name("湖南省", "湖南", "税务局", 2022)
    ('中共中山市委组织部', '国家税务总局湖南省税务局')
    >>> whole_name("湖南省", "湖南", "银保监局"), whole_name("中山市", "中山", "政协")
    ('中国银行保险监督管理委员会湖南监管局', '中山市政协')
    """
    if tail.startswith("委") and not tail.startswith("委员会"):
        return f"中共{place}{tail}"
    if tail in ("纪律检查委员会", "纪委监委"):
        return f"中共{place}{tail}"
    if tail in ("委员会",):
        return f"中共{place}委"
    if tail in _PARTY:
        return f"中共{place}委{tail}"
    if tail == "税务局" and (not year or year >= 2018):
        return f"国家税务总局{place}税务局"
    if tail in ("团委", "共青团"):
        return f"共青团{place}委员会"
    for written, body in (
        ("银保监局", "中国银行保险监督管理委员会{}监管局"),
        ("证监局", "中国证券监督管理委员会{}监管局"),
        ("银监局", "中国银行业监督管理委员会{}监管局"),
        ("金融监管局", "国家金融监督管理总局{}监管局"),
    ):
        if tail == written:
            return body.format(short_place or place)
    return place + tail


# ── central organs ───────────────────────────────────────────────────────────────────────────────────────────


@cache
def central() -> dict[str, tuple[Row, ...]]:
    """Central organs by each of their names, those in use first."""
    found: dict[str, list[Row]] = {}
    for row in table("central_organs"):
        for name in (row["name"], *listed(row["short"])):
            found.setdefault(name, []).append(row)
    return {name: tuple(sorted(rows, key=lambda r: (r["to"] != "", r["from"]))) for name, rows in found.items()}


def central_organ(name: str, year: int = 0) -> Row | None:
    """The central organ of a full or short name at a time.

    >>> central_organ("国家发展改革委")["name"], central_organ("国家计委", 2001)["name"]
    ('国家发展和改革委员会', '国家发展计划委员会')
    """
    rows = central().get(name, ())
    if year:
        rows = tuple(r for r in rows if int(r["from"] or 0) <= year <= int(r["to"] or 9999)) or rows
    return rows[0] if rows else None


def rows_of(tail: str) -> tuple[Row, ...]:
    """The rows of the table that have an ending."""
    return tuple(_rows()[i] for i in tails().get(tail, ()))


@cache
def _shorts() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in _rows():
        for column in ("province", "city", "county"):
            for name in listed(row[column]):
                same = ENDINGS.get(_split(name)[1])
                for short in listed(row["short"]):
                    if ENDINGS.get(_split(short)[1]) == same and _spells(short, name):
                        found.setdefault(name, []).append(short)
    for short, name in _WHOLE.items():
        found.setdefault(name, []).append(short)
    return {name: tuple(dict.fromkeys(shorts)) for name, shorts in found.items()}


def short_tails(full: str) -> tuple[str, ...]:
    """Short endings that stand for an official one.

    >>> short_tails("科学技术局")
    ('科技局',)
    """
    return _shorts().get(full, ())
