"""What stands in front of the head of an organisation's name: where the name begins, and whether it names anybody."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.lexicon import listed, table
from kg.mentions import borders, phrases
from kg.model import Kind

_LONGEST = 34
# A name begins behind these; the look-arounds keep words that only contain them (公共, 高等, 日本, 华为).
_STOP = re.compile(
    r"[的了在把被让着得](?!士)|(?<![公共])共(?!青|享|和|产|同|公)|(?<![高中初均平同优])等(?!职|专|级|候)|"
    r"(?<!行)(?<!华)为|(?<!自)由|将(?!乐|军)|对(?!外)|向(?!阳|东|日)|从(?!化|江)|给予?|予|使|以(?!色列)|"
    r"是|有(?!限|色|机|研)|于(?!都|田|洪)|至(?!善)|或者?|(?<!合)并|其中?|该|各|某些|此|每|如(?!皋|东|意|家)|"
    r"例如|包括|以及|及其|已(?!经)|已经|均|也|仍|曾(?!都)|现有|共有|本(?=市|省|区|县|校|院)|"
    r"我(?=市|省|区|县|们|公司|局|校|院|所|委)|"
    r"[0-9]+(?:多|余)?[所家个名位支间条项户批]|[一二两三四五六七八九十几数多百千]+(?:多|余)?[所家支间](?!中|小)|"
    r"一[个批些]|获评|荣获|评为|成为|入选|到(?!位|期)|第[一二三四五六七八九十百0-9]+[条章款项]|"
    r"[与和](?=[^、，。]{0,6}(?:联合|合作|签订|共建))|简称|"
    r"(?:教育|政府|卫健|财政|公安|住建)?(?:局(?!域|部|限)|厅|部门|政府(?!性))(?!办)"
)
_VERB_LEFT = re.compile(
    r"支持|依托|联合|委托|组织|推动|鼓励|引导|协调|成立|设立|组建|新建|建成|建立|引进|引入|招引|培育|打造|开设|"
    r"邀请|聘请|安排|帮助|助力|走访|对接|会同|协同|携手|授权|选派|派出|推荐|入选|获批|参加|"
    r"出席|举办|承办|主办|协办|来自|位于|毕业于|就读于|前往|赶赴|接入|整合|依靠|扶持|督促|要求|责成|责令|同意|"
    r"批准|认定|授予|改造|扩建|迁建|开办|创办|兴办|筹建|筹办|收购|兼并|控股(?!集团|有限|股份|公司)|入驻|落户|"
    r"升级|启动|圆梦|提升|加强|加快|推进|深化|完善|做强|做大|办好|建好|用好|发挥|充分发挥|拥有|现有|包含|涉及|"
    r"覆盖|列入|纳入|进入|考入|转入|报读|升格|更名|改为|加入|指导(?!中心|站)|服务于|面向|通过|按照|根据|经|"
    r"共建(?!共)|全资|下属|所属|附近|通知|请|赴|访|原(?!子|平|阳|州)|由"
)
_JOIN = re.compile(r"[和与及]")
_ENDS_A_NAME = re.compile(
    r"(?:局|厅|委|部门?|办|政府|院|会|校|学|公司|集团|银行|社|所|站|中心|厂|店|馆|园|企业|单位|机构|人员|个人|"
    r"家庭|学生|教师|市|省|县|区|镇|街|协|联|团|队|者|员|基地|平台|体系|试点)$"
)
_WORLD = re.compile(
    r"中国|中华|首都(?!核心|功能|城市)|国家(?!级|重点|示范|有关|相关)|全国(?!性)|国际|世界|亚洲|欧洲|中央|华南|"
    r"华北|华东|华中|西南|西北|东北|粤港澳大湾区|粤港澳|长三角|京津冀|大湾区"
)
_LEVEL = re.compile(
    r"[省市县区州镇](?!级|内|外|属|域|场|民|委|政府|里|直|辖|重点|示范|优秀|先进|办|街|村|乡|建设|局|长)"
)
_MASKED = re.compile(r"[A-Z某]\d*(?:市|县|区|省|镇|乡)")
_NOT_BARE = re.compile(
    r"[到和与仅及入读上下内时从按点体处我系]|公办|民办|公立|民营|私立|各|户籍|选定|指定|牵头|单校|划片|对口|采用"
)
_DIGITS = re.compile(r"[0-9]|[（）]")
_CJK = re.compile(r"[\u4e00-\u9fff•·]{2,14}")
# Words that many organisations of a place share: 甲市民办…, 甲市各….
_SHARED = re.compile(
    r"民办|公办|民营|国有|各|相关|有关|定点|基层|优质|重点|公立|三级|二级|一级|所有|全部|中小|大型|龙头|骨干|"
    r"行业|职业院校|高职|中职|技工|本科|专科|普通|"
    r"社会|乡镇|镇街|社区|农村|城市|民间|其他|.$"
)
_FIRST = re.compile("首[个家批次座款所]|启动|连续")
_NATION = re.compile("国家|全国")
_KIND_PLACE = re.compile(r"全?(?:国|省|市|县|区|镇)(?:性|内|外|属|级)|国家级|[省市县区镇]级")


@dataclass(frozen=True, slots=True)
class Head:
    """The ending of organisations' names: what kind it shows, whether a place alone in front of it is a name, and
    whether proper words without a place are one."""

    kind: Kind
    place: bool
    bare: bool


def start(text: str, at: int, floor: int, head: Head) -> int | None:
    """Where the name begins whose head stands at `at`, or None when it names nobody in particular.

    >>> text = "由市民政局委托甲市福康养老服务有限公司运营"
    >>> text[start(text, 15, 0, Head(Kind.ENTERPRISE, False, True)) : 19]
    '甲市福康养老服务有限公司'
    """
    left = borders.clause_start(text, at, max(floor, at - _LONGEST), borders.CLAUSE_MARKS + '、“”"（）《》')
    left = _behind_stops(text, left, at)
    anchor = _anchor(text, left, at) if left < at else None
    if anchor is not None:
        clean = not _behind_verbs(text[left : anchor[0]])
        return anchor[0] if _named_with_place(text, anchor, at, head, clean) else None
    words = _behind_verbs(text[left:at])
    if head.kind is Kind.INSTITUTION and text[:at].endswith("部门" + words) and _kind_of_work(words):
        return at - len(words)  # 县人社部门|小额贷款担保中心
    return at - len(words) if head.bare and _named_without_place(words) else None


def _named_with_place(text: str, anchor: tuple[int, int], at: int, head: Head, clean: bool) -> bool:
    """Whether a place and the words behind it single an organisation out: 甲市图书馆, 甲市养老服务协会."""
    begin, length = anchor
    rest = _behind_places(text[begin + length : at])
    if _FIRST.match(rest) or (_JOIN.search(rest) and own_words(_JOIN.split(rest)[-1]) == 0):
        return False
    if _KIND_PLACE.match(text, begin) and length <= 2:
        return False
    if head.kind is not Kind.COMMITTEE and (_DIGITS.search(rest) or acts(rest)):
        return False
    if head.kind is Kind.INSTITUTION and rest and proper(rest) == 0 and _NATION.match(text, begin):
        return False  # 国家区域医疗中心: a rank, nobody in particular
    if own_words(rest) >= 2:
        return True
    if not rest and head.kind is Kind.SCHOOL:  # 三江学校, but not 甲市学校
        return head.place or (clean and text[at - 1] not in "省市县区州镇国")
    if head.place:
        return not rest or own_words(rest) > 0 or not _SHARED.match(rest)
    return not head.bare and own_words(rest) == 0 and len(rest) >= 2 and not _SHARED.match(rest)


def _named_without_place(words: str) -> bool:
    """Whether words alone in front of a head are a proper name: 同济, 福康养老服务."""
    if _NOT_BARE.search(words) or not _CJK.fullmatch(words) or acts(words):
        return False
    return proper(words) >= 2 and own_words(words[:2]) >= 1


def _kind_of_work(words: str) -> bool:
    """Whether words say what a body of an organ works at."""
    return 4 <= len(words) <= 10 and not acts(words) and not _SHARED.match(words)


def _behind_places(words: str) -> str:
    """Words without the places that they begin with: 甲市|乙区实验."""
    while (found := place(words)) and found[-1] in "省市县区州镇乡旗盟":
        words = words[len(found) :]
    return words


def _behind_stops(text: str, left: int, head: int) -> int:
    for match in _STOP.finditer(text, left, head):
        left = match.end()
    for match in _JOIN.finditer(text, left, head):
        before, after = text[max(0, left) : match.start()], text[match.end() : head]
        if not after or _ENDS_A_NAME.search(before) or place(after) or not before:
            left = match.end()
    return left


def _anchor(text: str, left: int, head: int) -> tuple[int, int] | None:
    """The place, region or level that a name begins with: (where, how long)."""
    first = None
    for i in range(left, head):
        words = text[i:head]
        length = len(place(words)) or _world_or_level(text, left, i, head)
        if length and (first is None or _led_by_verb(text[first[0] + first[1] : i])):
            first = i, length
    return first


def _world_or_level(text: str, left: int, i: int, head: int) -> int:
    """How long the word for a region or a level of government is at a place: 中国, 西南, 市."""
    if world := _WORLD.match(text, i, head):
        return world.end() - i
    level = _LEVEL.match(text, i, head)
    counted = i > 0 and text[i - 1] in "个各多0123456789"
    led = level and not counted and (i == left or not _behind_verbs(text[left:i]))
    return 1 if led else 0


def _led_by_verb(words: str) -> bool:
    """Whether the words between two places end in a verb, so that a name begins behind them: 我县引进|某省…公司."""
    return bool(words) and any(match.end() == len(words) for match in _VERB_LEFT.finditer(words))


def _behind_verbs(words: str) -> str:
    """Words without the verbs that lead to them.

    >>> _behind_verbs("推动委托福康")
    '福康'
    """
    while words:
        match = _VERB_LEFT.match(words)
        length = match.end() if match else next((n for n in (4, 3, 2) if words[:n] in _verbs()), 0)
        if not length:
            later = max((m.end() for m in _VERB_LEFT.finditer(words)), default=0)
            return words[later:]
        words = words[length:]
    return words


@cache
def _verbs() -> frozenset[str]:
    names = frozenset(row["verb"] for row in table("verbs") if len(row["verb"]) >= 2)
    return names - {"服务", "管理", "研究", "建设", "发展", "教育", "培训"}


@lru_cache(maxsize=8192)
def place(words: str) -> str:
    """The division that words begin with: 江苏省, 南京, J市.

    >>> place("江苏省某学院"), place("同济大学")
    ('江苏省', '')
    """
    masked = _MASKED.match(words)
    if masked:
        return masked.group()
    names = phrases.place_names()
    found = next((words[:n] for n in range(min(11, len(words)), 1, -1) if words[:n] in names), "")
    return "" if found in phrases.everyday_places("organisation") else found


@cache
def _kinds() -> frozenset[str]:
    rows = [*table("organisation_kinds"), *table("generic_modifiers")]
    return frozenset(row["word"] for row in rows)


@lru_cache(maxsize=8192)
def _parts(words: str) -> tuple[tuple[str, str], ...]:
    """The words in front of a head, each with what it is: kind, verb, noun (everyday ones) or own.

    >>> _parts("福康养老服务")
    (('福', 'own'), ('康', 'own'), ('养老服务', 'kind'))
    """
    found: list[tuple[str, str]] = []
    i = 0
    while i < len(words):
        for length in (5, 4, 3, 2, 1):
            word = words[i : i + length]
            what = _what(word) if len(word) == length else ""
            if what:
                break
        found.append((word, what or "own"))
        i += len(word)
    return tuple(found)


def _what(word: str) -> str:
    verbs, nouns = _everyday()
    if word in _kinds() or (len(word) == 1 and not word.isalnum()):
        return "kind"
    return "verb" if word in verbs else "noun" if word in nouns else ""


def own_words(words: str) -> int:
    """How many characters are left when the words for kinds of organisations are taken away.

    >>> own_words("民办职业培训"), own_words("福康养老服务")
    (0, 2)
    """
    return sum(len(word) for word, what in _parts(words) if what != "kind")


def proper(words: str) -> int:
    """How many characters are neither of kinds nor everyday words.

    >>> proper("福康养老服务"), proper("对口支援")
    (2, 0)
    """
    return sum(len(word) for word, what in _parts(words) if what == "own")


def acts(words: str) -> bool:
    """Whether the words in front of a head say that somebody does something: 就读公办, 连续发生."""
    return any(what == "verb" for _, what in _parts(words))


@cache
def surnames() -> frozenset[str]:
    """Surnames of one character."""
    return frozenset(row["surname"] for row in table("surnames") if len(row["surname"]) == 1)


@cache
def weak_surnames() -> frozenset[str]:
    """Surnames that are everyday words too: 和, 国, 农."""
    return frozenset(row["surname"] for row in table("surnames") if row["weak"])


@cache
def double_surnames() -> frozenset[str]:
    """Surnames of two characters."""
    return frozenset(row["surname"] for row in table("surnames") if len(row["surname"]) == 2)


@cache
def _everyday() -> tuple[frozenset[str], frozenset[str]]:
    words = {row["kind"]: frozenset(listed(row["words"])) for row in table("everyday_words")}
    return words["verb"], words["noun"]


def everyday(word: str) -> bool:
    """Whether a word of two or three characters is an everyday one, no name.

    >>> everyday("衡量"), everyday("执信")
    (True, False)
    """
    verbs, nouns = _everyday()
    return word in verbs or word in nouns
