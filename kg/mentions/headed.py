"""Names of programmes, funds, bases, mechanisms and honours by the word they end in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import ahocorasick_rs

from kg.lexicon import listed, table
from kg.mentions import phrases
from kg.mentions.phrases import CLOSING, OPENING, Phrase
from kg.model import Kind, Mention, Range

_TITLE_AFTER = re.compile(
    r"(?:(?:使用|资金|绩效|建设|申报|实施|评选|认定|工种|项目|专业)?"
    r"(?:管理|实施|暂行|试行|评定|考核|工作|支持|操作)?"
    r"(?:办法|细则|条例|规定|方案|通知|意见|目录|规程|指南|规则|规范|公告|章程|清单|标准（|纲要|工作要点|协议书?))"
)
_ORGAN_AFTER = re.compile(
    r"(?:管理|投资|发展|运营|建设|工作|服务|咨询|设计|技术|勘察|研究|担保)?"
    r"(?:委员会|管委会|领导小组|办公室|工作专班|"
    r"中心|公司|有限|协会|商会|联合会|研究院|局|处|学校|银行|理事会|工作组|分会|校区)"
)
_WORD_AFTER = re.compile(
    r"[化性制式者员区型级类生们长家院额态订定库池]|(?P<invest>投资)|(?:招生|生育|书|赛|会议|招聘会|对接会|推介会)"
)
_RECEIVER = re.compile(
    r"(?:银行|企业|单位|人员|机构|个人|家庭|群众|农户|居民|老人|老年人|学生|职工|对象|组织|公司|户|者|人|人才|"
    r"团队|"
    r"项目|县|市|方式|予以|政策|给予|相应|标准|提高|计划)$"
)
_STRATEGY_AFTER = re.compile(
    r"任务|转型|性|定位|位置|支点|高地|科技|资源|目标|要求|腹地|合作|支撑|布局|协议|投资|伙伴|物资|前瞻|平台|重组"
)
_SUM = re.compile(r"[\d.]+(?:[-—~至][\d.]+)?(?:万|亿)?元")
_PARK = re.compile(r"(?:园区?|开发区|高新区|经开区)$")
_MANY = re.compile(r"(?:（[^（）]{1,12}）)?(?:共|达|近|超)?(?:\d+|[一二两三四五六七八九十]+)(?:余|多)?[家个处所间座]")
_UNDERTAKING = re.compile(r"(?:行动|工程|计划|整治|试点)$")
_KIND_WORD = re.compile(r"(?:相关|有关|各项|各类|其他|等|该|此|上述|前述|这一|这些)$")
_WORKS = re.compile(
    r"(?:防空|安装|建筑|装修|装饰|土建|水利|市政|配套|绿化|园林|道路|桥梁|隧道|给排水|电力|消防|防水|修缮|维修|"
    r"施工|建设|确认|隐蔽|附属)工程$"
)
_COUNTED = re.compile(r"[一二两三四五六七八九十\d]+(?:大|项|个|条|类|批|张|本|种)?(?:[\u4e00-\u9fff]{2})?")
_NO_NAME = re.compile(
    r"(?:每|该|其|各|本|此|第[一二三四五六七八九十百]+[章条节]|\d+[.．]|具体|相关|有关|所有|任何|另|单家|银行年度|"
    r"同类|现行|(?:国家|省|市|县|区)级及?以上|不(?!动产)|以上|以下|上述|前述|如上|其余|"
    r"(?:全国|全省|全市|国内|国家|世界|亚洲)?(?:首[个批家座条]|唯一|最大|第一个))|.*地区$"
)
_VAGUE_FUND = re.compile(
    r"(?:相关|有关|各类|各项|一定|部分|财政|现有|工作|所需|配套|必要|大量|相应|政府|多项|其他|项目|政策|资金|经济|"
    r"全额|统一|同类|表彰|群体|提高|享受|补贴|奖励|补助|银行|年度|单位|企业|具体|差额|定额|基本|年|元|万|合作|"
    r"小微|"
    r"近|两)+"
)
CLOSED = re.compile(
    r"[，。；：！？、\n）)”\"』」》（(的\d和与及并或、等]|$|资金|政策|标准|范围|对象|项目|名额|人次|共|累计|由|按|"
    r"已|将|申|发|均|可|应|不|从|提|为|至|是|力度|工作|制度|机制|方式|金额|额度|待遇|总"
)
_AWARD = re.compile(
    r"(?:入选|入围|获评|荣获|获得|获批|评为|认定为|列为|列入|授予|命名为|申报|创建|争创|跻身|荣登|蝉联|上榜|斩获|"
    r"摘得|捧得|获|被评|评选|作为|建成)(?:了|为)?$"
)
_BRACKET = re.compile(r"（([\u4e00-\u9fff]{2,4})）")
_NO_SUFFIX = re.compile(
    r"试行|暂行|修订|征求|项目|企业|单位|下同|简称|含|包括|区|县|市|园区|镇|街道|类|等|期|一|二|三|首|批|不|指|即|"
    r"原|如|或|以"
)
# What makes another word of a head: 系统整治, 工程设计, 项目资金.
_ELSE_AFTER = {
    "系统": re.compile(
        r"整治|治理|谋划|推进|集成|提升|总结|梳理|学习|施治|观念|思维|优化|解决|完整|性|部署|重塑|修复|改革"
    ),
    "工程": re.compile(
        r"设计|勘察|渣土|造价|款|量|施工|质量|监理|招标|类|机械|车|咨询|承包|师|院士|学院|面向|规划许可|竣工|"
        r"验收|实例"
    ),
    "项目": re.compile(
        r"标|盘活|背景|资金|法人|经理|负责人|单位|业主|谋划|储备|申报|审批|论证|数量|收益|公司|部(?!署)"
    ),
    "服务": re.compile(
        r"管理|平台|系统|团队|协议|费|包|机构|站|点|中心|热线|专线|网|体系|人员|对象|单位|半径|能力|水平|质量"
    ),
    "中心": re.compile(r"城|镇|村|线|思想|任务|工作"),
    "任制": re.compile(r"[作定造订]"),
    "责制": re.compile(r"[作定造订]"),
    "平台": re.compile(r"经济|企业|内|上|公司|经营者|责任"),
}
_RANK_INSIDE = re.compile(r"([\u4e00-\u9fff]{2,5})(?:国家级?|省级)")  # 某某湾国家实验室
_LONGEST_NAME = 36


class Head(NamedTuple):
    """What a name of an ending is, what it must have (any one), and whether the ending is a verb too."""

    kind: Kind
    needs: tuple[str, ...]
    verbal: bool


class Candidate(NamedTuple):
    """A phrase that may be a name: the words before its head, the place among them, whether an award verb precedes,
    whether the head is a park of some kind."""

    kind: Kind
    phrase: Phrase
    modifier: str
    place: str
    award: bool
    park: bool = False


@cache
def heads() -> dict[str, Head]:
    """The listed endings of names, and the schemes that are names whole."""
    rows = {r["head"]: Head(Kind(r["kind"]), listed(r["needs"]), r["verbal"] == "v") for r in table("vehicle_heads")}
    return rows | {r["name"]: Head(Kind(r["kind"]), ("any",), False) for r in table("schemes")}


@cache
def _automaton() -> tuple[list[str], ahocorasick_rs.AhoCorasick]:
    words = sorted(heads())
    return words, ahocorasick_rs.AhoCorasick(words, implementation=ahocorasick_rs.Implementation.ContiguousNFA)


def endings(text: str, at: Range) -> list[tuple[str, int, int]]:
    """Heads in a stretch, the longest at each end; one may go on into another (长期护理保险试点)."""
    words, automaton = _automaton()
    longest_at: dict[int, tuple[str, int, int]] = {}
    for i, s, e in automaton.find_matches_as_indexes(text[at.start : at.end], overlapping=True):
        if e not in longest_at or longest_at[e][1] > s:
            longest_at[e] = (words[i], s, e)
    hits: list[tuple[str, int, int]] = []
    reached = -1
    for word, s, e in sorted(longest_at.values(), key=lambda h: (h[1], -h[2])):
        if e > reached:
            hits.append((word, at.start + s, at.start + e))
            reached = e
    return hits


def by_head(text: str, at: Range) -> Iterator[Mention]:
    """Names that end in a listed head."""
    last: Mention | None = None
    for word, start, end in endings(text, at):
        head = heads()[word]
        inner = _quoted_around(text, start, end, at.start)
        if inner is not None:
            if _names_in_quotes(text[inner.start + 1 : start], head):
                yield Mention(head.kind, inner, text[inner.start : inner.end], "vehicle-quoted", 0.9)
            elif counted := _counted_set(text, inner, head, at.start):
                yield counted
            continue
        if goes_on(text, end, head.kind):
            continue
        if (word.endswith("战略") and _STRATEGY_AFTER.match(text, end)) or (
            head.verbal and not CLOSED.match(text, end)
        ):
            continue
        if word[-2:] in _ELSE_AFTER and _ELSE_AFTER[word[-2:]].match(text, end):
            continue
        deed, linked = bool(_UNDERTAKING.search(word)), head.kind is Kind.MECHANISM
        phrase = phrases.left(text, start, end, at.start, deed=deed, linked=linked)
        mention = _judged(text, phrase, head) or (_beside(text, phrase, head, last) if last else None)
        if mention is not None:
            last = mention
            yield mention


def goes_on(text: str, end: int, kind: Kind) -> bool:
    """Whether the word before a place goes on into a title, an organ or another word: 项目|库, 基金|管理办法."""
    if _TITLE_AFTER.match(text, end) or _ORGAN_AFTER.match(text, end):
        return True
    longer = _WORD_AFTER.match(text, end)
    return longer is not None and not (longer["invest"] and kind is Kind.BASE)


def _beside(text: str, phrase: Phrase, head: Head, last: Mention) -> Mention | None:
    """A base in one list with the base named just before: 建设甲站充电站、乙景区充电站; 建立孵化基地和创业园."""
    close = last.at.end
    if head.kind is not Kind.BASE or last.kind is not Kind.BASE or phrase.counted:
        return None
    word = text[phrase.head : phrase.end]
    listed_on = text[close] == "、" and phrase.start == close + 1 and text[close - len(word) : close] == word
    if listed_on and phrases.specific(text[phrase.start : phrase.head]) >= 3:
        start = phrase.start
    elif phrase.joined is not None and text[close : phrase.joined] in ("和", "与", "以及", "及") and len(word) >= 3:
        start = phrase.joined
    else:
        return None
    return Mention(Kind.BASE, Range(start, phrase.end), text[start : phrase.end], "vehicle-beside", 0.75)


def _quoted_around(text: str, start: int, end: int, floor: int) -> Range | None:
    """The quotation, its marks included, whose last word is the head at [start, end)."""
    if end < len(text) and text[end] in CLOSING:
        opening = text.rfind(OPENING[CLOSING.index(text[end])], max(floor, start - 24), start)
        if opening >= 0 and not any(c in CLOSING + "\n。" for c in text[opening + 1 : start]):
            return Range(opening, end + 1)
    return None


def _names_in_quotes(modifier: str, head: Head) -> bool:
    """Whether a quotation that ends in the head is a name: 四大行动, 三项机制 count, they do not name.

    >>> _names_in_quotes("四大", Head(Kind.PROGRAM, ("quote",), False))
    False
    """
    named = {"quote", "any", "self", "inquote"}.intersection(head.needs)
    if named & {"any", "self"}:
        return True
    return bool(named) and len(modifier) >= 2 and not _COUNTED.fullmatch(modifier)


def _counted_set(text: str, inner: Range, head: Head, floor: int) -> Mention | None:
    """A quotation that only counts, with the words in front that name what it counts: 质量强市“八大工程”."""
    if head.kind is not Kind.PROGRAM or not _COUNTED.match(text, inner.start + 1):
        return None
    start = phrases.left(text, inner.start, inner.end, floor).start
    if inner.start - start > 10 or phrases.specific(text[start : inner.start]) < 2:
        return None
    return Mention(head.kind, Range(start, inner.end), text[start : inner.end], "vehicle-counted-set", 0.8)


def _judged(text: str, phrase: Phrase, head: Head) -> Mention | None:
    """The mention of a phrase, if it has what its head asks for."""
    start = phrase.start
    either = phrase.joined is not None and text[phrase.joined - 1] in "或者"
    if phrase.joined is not None and (either or _ends_in_head(text, start, phrase.joined) or not _whole(text, phrase)):
        start = phrase.joined
    modifier = text[start : phrase.head]
    place = phrases.place_prefix(text[start : phrase.end])[: len(modifier)]
    award = bool(_AWARD.search(text[max(0, start - 4) : start]))
    kind = Kind.HONOUR if award and head.kind is Kind.BASE and text.startswith("示范区", phrase.end - 3) else head.kind
    if kind is Kind.BASE and not phrase.quoted and _MANY.match(text, phrase.end):
        return None
    if phrase.counted and kind in (Kind.BASE, Kind.HONOUR) and not phrase.quoted and not award:
        return None
    if not phrase.quoted and not place and (phrase.opener == "等" or _fragment(text, start)):
        return None
    if (_KIND_WORD.search(modifier) and "any" not in head.needs) or (
        kind is Kind.PROGRAM
        and _WORKS.search(text[start : phrase.end])
        and not phrase.opened("do")
        and not (place or "any" in head.needs)
    ):
        return None
    if (head.verbal and (_RECEIVER.search(modifier) or _pays(text, phrase))) or _NO_NAME.match(modifier):
        return None
    if kind is Kind.BASE and _only_place(text[start : phrase.end]):
        return None
    if kind is Kind.FUND and phrase.joined == phrase.head and not phrase.quoted:  # 表彰和奖励
        return None
    candidate = Candidate(kind, phrase, modifier, place, award, bool(_PARK.search(text[phrase.head : phrase.end])))
    if not any(_has(need, candidate) for need in head.needs):
        return None
    if "any" in head.needs and not place and not phrase.quoted:
        start = phrase.head
    if phrase.end - start > _LONGEST_NAME:
        return None
    at = Range(start, _with_bracket(text, phrase.end))
    rule = f"vehicle-{kind.value.lower()}"
    return Mention(kind, at, text[at.start : at.end], rule, 0.9 if phrase.quoted or place else 0.8)


def _pays(text: str, phrase: Phrase) -> bool:
    """Whether the head is a verb with its amount: 大棚每平方米奖补10元."""
    return bool(_SUM.match(text, phrase.end)) and not phrase.opened("pay")


def _has(need: str, it: Candidate) -> bool:
    """Whether a candidate has one thing that its head may ask for."""
    rest = it.modifier[len(it.place) :]
    says, length = phrases.specific(rest), len(it.modifier)
    match need:
        case "any" | "self":
            return True
        case "quote":
            return it.phrase.quoted
        case "frame":
            return it.award and length >= 2
        case "batch":
            return length >= 2
        case "level0":
            return bool(it.place) and not it.place.endswith("级")
        case "level":
            return it.place.endswith("级") and len(rest) >= 2
        case "place":
            ranked = _RANK_INSIDE.match(it.modifier)
            return (
                _told_by_place(it, rest) if it.place else bool(ranked and phrases.specific(ranked[1]) == len(ranked[1]))
            )
        case "done4":
            long = length >= 4 or (length >= 2 and it.phrase.end - it.phrase.head >= 5)
            return it.phrase.opened("do") and not it.phrase.counted and long and says >= 2
        case "built":
            known = bool(it.place) and (says >= 2 or len(rest) >= 4)
            return it.phrase.opened("build") and (known or (says >= 4 and not it.phrase.counted))
    return need.startswith("mod") and _modified(it, int(need[3:]), says)


def _modified(it: Candidate, least: int, says: int) -> bool:
    """Whether a modifier is long enough and says something of its own."""
    if it.kind is Kind.FUND:
        return len(it.modifier) >= least and not _VAGUE_FUND.fullmatch(it.modifier)
    if it.phrase.counted or len(it.modifier) < least:
        return False
    return says >= (7 if least >= 8 else 3 if least == 5 else 2)


def _told_by_place(it: Candidate, rest: str) -> bool:
    """Whether a place or level makes a name of a phrase: 江阴市环保产业园, 县工业园 yes, 全国重点项目 no."""
    if it.kind is Kind.HONOUR or phrases.specific(rest) >= 2 or len(rest) >= 4 or it.phrase.end - it.phrase.head >= 6:
        return True
    if not rest and len(it.place) == 1:
        return it.kind is Kind.BASE and it.park and it.phrase.end - it.phrase.head >= 3
    return it.place not in phrases.LEVELS and (phrases.specific(rest) >= 1 or not rest)


def _only_place(words: str) -> bool:
    """Whether words are the name of a division, 浦东新区, or end in one behind 和: 市和浦东新区."""
    last = re.split("[和与、]", words)[-1]
    return phrases.place_prefix(last) == last


def _ends_in_head(text: str, start: int, join: int) -> bool:
    """Whether the words before a 和 end in a head: then they are a name of their own."""
    words = text[start:join].rstrip("以及和与或暨")
    return _closes_a_name(words) or words[-1:] in ("”", '"')


def _closes_a_name(words: str) -> bool:
    """Whether words end in a head of two characters or more."""
    known = heads()
    return any(words[-n:] in known for n in range(2, min(len(words), 24) + 1))


def _whole(text: str, phrase: Phrase) -> bool:
    """Whether 甲和乙机制 is one name: a place, an award or a verb stands right before it."""
    return bool(
        phrases.place_prefix(text[phrase.start : phrase.head])
        or _AWARD.search(text[max(0, phrase.start - 4) : phrase.start])
        or (phrase.opener and phrase.head - phrase.start <= 16)
    )


def _fragment(text: str, start: int) -> bool:
    """Whether the phrase is the rest of a list that shares its head: 生产、储备、加工提升行动."""
    if text[start - 1 : start] != "、":
        return False
    before = re.search(r"[^，。；：！？、\n]*$", text[max(0, start - 41) : start - 1])
    words = before.group() if before else ""
    return not (_closes_a_name(words) or words[-1:] in '”"》）')


def _with_bracket(text: str, end: int) -> int:
    """The end with a place in brackets behind it: 联合培养基地（镇江）."""
    m = _BRACKET.match(text, end)
    return m.end() if m and not _NO_SUFFIX.search(m.group(1)) else end
