"""Verbs of official action: what they are called, what they do to their object, whether they may be nouns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from kg.lexicon import listed, table

ACTIONS = {
    "issue": "issue",
    "decide": "issue",
    "fund": "fund",
    "reward": "subsidize",
    "build": "build",
    "develop": "build",
    "organise": "organize",
    "deliver": "organize",
    "support": "encourage",
    "guide": "encourage",
    "regulate": "regulate",
    "reform": "regulate",
    "supervise": "inspect",
    "inspect": "inspect",
    "research": "research",
    "train": "train",
    "publicise": "publicize",
    "serve": "serve",
    "recruit": "recruit",
    "certify": "certify",
    "cooperate": "cooperate",
    "plan": "plan",
    "effect": "serve",
    "light": "organize",
}
# A noun head behind a verb that may be a noun makes it one: 培训工作, 管理办法, 服务平台.
ENACTS = frozenset(["印发", "制定", "发布", "公布", "转发", "颁布"])  # what a document begins to be by
NOUN_BEHIND = re.compile(
    "人数|人次|价值|时限|网点|工作|机制|方案|办法|体系|能力|力度|水平|资金|项目|计划|政策|制度|标准|机构|人员|部门|情况|环节|活动|任务|质量|效率|"
    "效能|平台|基地|中心|委员会|小组|办公室|过程|成果|条件|要求|模式|方式|重点|格局|需求|指标|目录|清单|台账|经费|费用|业务|技术|系统|设施|设备|"
    "规模|范围|对象|主体|单位|企业|行业|产业|市场|环境|渠道|网络|力量|队伍|人才|经验|措施|规定|规范|意见|协议|合同|证书|"
    "资格|资质|待遇|结果|报告|信息|数据|档案|期间|期限|程序|流程|手续|事项|问题|责任|义务|权利|成本|价格|收入|支出|"
    "者|员(?!工)|师(?!资|生|范)|业(?!务|主|态|绩)|率(?!先)|性(?!别)|法(?!律|规|人|治)|费(?!率)|金(?!融|属)|权(?!利|益|力)|额(?!度)|"
    "量(?!化)|证(?!券|照|明)|书(?!记|面)|院(?!校|士)|校(?!园|企)|所(?!有|在|需|属)|区(?![域块县级])|厂(?!房|商|区)|商(?![业务品标户会贸圈])|"
    "站|局(?!面)|部(?!署|分)|厅|委(?!托)|器(?!械|材)|机(?![制构动关器会场])|社(?![会区保])|型|类(?!别)|款"
)


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb as the table knows it; `form` is what stands in the text (several joined verbs make one form)."""

    form: str
    kind: str
    status: str
    object: str
    role: str
    marks: frozenset[str] = frozenset()

    @property
    def outer(self) -> bool:
        return "outer" in self.marks

    @property
    def effect(self) -> bool:
        return "effect" in self.marks

    @property
    def light(self) -> bool:
        return "light" in self.marks

    @property
    def noun(self) -> bool:
        return "noun" in self.marks

    @property
    def action(self) -> str:
        return ACTIONS.get(self.kind, "organize")


# They move an object that 将 or 把 puts in front: 将…纳入规划.
MOVING = tuple("纳入 列入 写入 划入 编入 作为 列为 改造 改建 用于".split())
# What looks like a verb and is a noun: 负责同志, 通过率.
_RATE = re.compile("率(?![先领队])")  # 取证率, 达标率
_FALSE = re.compile(
    "负责(?:同志|人|制|领导|干部)|通过率|组织部|组织者|组织架构|管理局|建设兵团|研究院|研究所|代表团|指导员|服务业|服务费|制造业|登记失业|建档立卡(?=[贫户人家])|建议、批评"
)


@cache
def lexicon() -> dict[str, tuple[Verb, ...]]:
    """Verbs by their first two characters, longest first; a verb of one character by itself."""
    found: dict[str, list[Verb]] = {}
    for row in table("verbs"):
        verb = Verb(
            row["verb"],
            row["class"],
            row["status"],
            row["object"],
            row["role"],
            frozenset(listed(row["marks"])),
        )
        found.setdefault(verb.form[:2], []).append(verb)
    return {first: tuple(sorted(verbs, key=lambda v: -len(v.form))) for first, verbs in found.items()}


def starting(text: str, place: int, end: int) -> Verb | None:
    """The longest verb of the table that stands at a place.

    >>> starting("组织开展培训", 0, 6).form
    '组织开展'
    """
    verbs = lexicon()
    verb = _first(verbs.get(text[place : place + 2], ()), text, place, end)
    if verb is None and place < end and (single := verbs.get(text[place])):
        verb = single[0]
    return None if verb is None or _FALSE.match(text, place, end) else verb


def _first(verbs: tuple[Verb, ...], text: str, place: int, end: int) -> Verb | None:
    """The first of some verbs that stands at a place and is no rate: 取证率."""
    for verb in verbs:
        stop = place + len(verb.form)
        if stop <= end and text.startswith(verb.form, place) and not _RATE.match(text, stop, end):
            return verb
    return None


# Pairs that make one deed without a joining word: 组织开展, 构建完善, 研究制定.
_LEADING = frozenset("组织 推进 构建 建立 支持 研究 制定 修订 统筹 牵头 规划 协调 宣传 推动 新建".split())
_FOLLOWING = frozenset("开展 实施 举办 完善 健全 协助 制定 出台 推动 推进 落实 推广 印发 改建".split())
_JOIN = re.compile("、|并(?:且)?|和|或者|或|及|与")


def verb_at(text: str, place: int, end: int) -> Verb | None:
    """The verb at a place with the verbs joined to it: 构建完善, 制定或者修订, 调整、设置.

    >>> verb_at("组织开展培训", 0, 6).form
    '组织开展'
    >>> verb_at("制定或者修订规定", 0, 8).form
    '制定或者修订'
    """
    first = starting(text, place, end)
    if first is None:
        return None
    last, stop = first, place + len(first.form)
    if first.form in ("予以", "加以"):
        deed = starting(text, stop, end) if stop < end else None
        if deed is None:
            return first
        return replace(deed, form=first.form + deed.form, marks=deed.marks - {"noun"})
    while stop < end:
        joined = _JOIN.match(text, stop, end)
        after = joined.end() if joined else stop
        following = starting(text, after, end) if after < end else None
        if following is None or len(following.form) < 2 or following.light or "weak" in following.marks:
            break
        if joined is None and not (first.form in _LEADING and following.form in _FOLLOWING):
            break
        if joined is not None and following.noun and NOUN_BEHIND.match(text, after + len(following.form)):
            break
        last, stop = following, after + len(following.form)
        if stop - place > 12:
            break
    if stop == place + len(first.form):
        return first
    marks = (
        (first.marks & {"makes"})
        | (last.marks & {"makes", "moves", "passive"})
        | ({"outer"} if first.outer and last.outer else set())
    )
    return Verb(text[place:stop], last.kind, first.status, last.object, last.role, frozenset(marks))


def scan(text: str, place: int, end: int) -> Iterator[tuple[int, Verb]]:
    """Every place of a stretch where a verb of two characters or more starts, with the longest one there."""
    known = lexicon()
    while place < end:
        verbs = known.get(text[place : place + 2])
        verb = _first(verbs, text, place, end) if verbs else None
        if verb is not None and len(verb.form) > 1 and not _FALSE.match(text, place, end):
            yield place, verb
            place += len(verb.form)
        else:
            place += 1


def nominal(text: str, place: int, verb: Verb, end: int) -> bool:
    """Whether a verb that may be a noun stands as one here: before a noun head, a mark or the end.

    >>> nominal("加强培训工作", 2, starting("加强培训工作", 2, 6), 6)
    True
    """
    behind = place + len(verb.form)
    if behind + 1 < end and text[behind] == "、" and starting(text, behind + 1, end) is None:
        return True  # 在专业设置、师资配备上
    if not verb.noun:
        return False
    return behind >= end or text[behind] in "，。；、：）”》的等和与及或" or NOUN_BEHIND.match(text, behind) is not None
