"""Which clauses tell a deed: not effects, evaluations, prohibitions, refusals, procedures or what the asker wants."""

from __future__ import annotations

import re

from kg.measures.clauses import Clause
from kg.measures.ground import Ground
from kg.measures.people import group_head
from kg.measures.verbs import NOUN_BEHIND, scan

ASKER = re.compile(
    "(?:您|你们?)(?:们)?(?:在|提出|建议|反映|认为|所提|来信|咨询|指出|的建议|关心)|(?:关于|对于|针对)您|"
    "(?:该|本|此)?(?:提案|建议|来信|委员|代表|网友|市民|群众|乘客)(?:们|中)?(?:提出|反映|建议|认为|指出|咨询|从|通过分析|对)|"
    "[^，。]{2,14}?(?:请求|申请)(?:，|国家|对|尽快|在|将)"
)
COURTESY = re.compile(
    "[^。]{0,60}(?:收悉|(?:答复|函复|回复|批复|通知|通告|通报|公告)如下)|感谢|欢迎|敬请|特此|专此|此复|望|敬礼|您好|高度重视"
)
_EFFECT_OBJECT = re.compile(
    "水平|能力|质量|积极性|效率|动能|活力|获得感|满意度|幸福感|氛围|格局|力量|支撑|基础|发展|转型|环境|需求|权益|安全感|名片|"
    "优势|信心|成效|作用|合力|形象|供给|融合|价值|机遇|转变|升级"
)
_BETTERS = frozenset(["强化", "提高", "提升", "突出", "增强", "推动", "促进", "助力", "激发", "改善", "营造"])
_EFFECT_FRAME = re.compile(
    "为[^，。]{2,40}(?:提供[^，。]{0,14}(?:支撑|保障|支持|动力|遵循|借鉴|参考|条件|动能|样板)$|"
    "奠定|注入|营造|[作做]出[^，。]{0,8}贡献|创造[^，。]{0,8}条件|打下)"
)
_EFFECT_OPENER = re.compile(
    "以(?!.{1,20}(?:方式|形式|为))|从而|进而|以便|确保|旨在|使|让|有利于|更好地?(?:满足|服务)|切实保障"
)
_NEGATED = re.compile("不得|严禁|禁止|不予|不宜|暂不|尚未|没有|无法|难以|未能|不能|暂无|不再|不属于|不符合")
_LACKING = re.compile("(?:不够|不足|不强|不高|不平衡|滞后|薄弱|紧迫|突出|不容忽视|较大|短缺|匮乏|缺乏)$")
_REFUSED = re.compile(
    "(?:暂|尚|目前)不(?:具备|宜|能|采纳)|不具备[^，。]{0,10}条件|条件[^，。]{0,6}不成熟|不宜|无法[^，。]{0,10}$|暂未"
)
_AFTERWARDS = re.compile("(?:[以之]?后|时|期间|之前)$")
_ADVERBIAL = re.compile(
    "(?:[中上下时后前内里地]|方面|以来|期间|过程中|基础上|领域|环节|阶段|年度|方式|形式)$|^(?:国家|党和国家|党中央|我国)$"
)
_RULES = re.compile("(?:规定|办法|方案|规划|制度|条例|标准|细则|合同|协议|预案)$")
# What happens by rule in a policy, not by an organ's deed: 按规定执行, 视为, 认定为.
_PROCEDURE = frozenset("执行 认定 认定为 视为 享受 申请 提交 办理 核定 计算 确定 发放 计入 施行 分为".split())
# What people do to get something, where no organ is named: 提交以下材料, 携带身份证.
_APPLICANTS = frozenset(
    "提交 递交 领取 申领 申请 申报 携带 出示 填写 填报 缴纳 缴费 参加 约定 办理 继续 租赁 咨询 拨打".split()
)
_ANNOUNCED = re.compile(
    "现?就[^，。]{2,80}(?:以下|如下)[^，。]{0,6}(?:意见|要求|规定|安排|说明|答复|回复)?$|认识[^，。]{0,40}(?:意义|性)$|未作"
)
_MAY = re.compile("[可能]以?$")
_AS_FOLLOWS = re.compile("(?:以下|如下)(?:几|措施|工作|内容|政策)")
_DUE = re.compile("应|要|须|将")
_COUNTED_PERSONS = re.compile("[一二两三四五六七八九十百千万\\d]+[余多]?[名位]")
_MEANS = re.compile(r"^(?:整合|汇聚|集聚|凝聚|发挥|集中)(?:各方|多方|各类|社会)?(?:资源|力量|合力|优势|作用)$")
_CAME_OF_IT = re.compile("(?:推动|带动|促使|助推)[^，。]{0,20}(?:从|在[^，。]{1,20}中$)")
_DUTY = re.compile("应|要|须")
_FRAME_CLOSED = re.compile("(?:发挥|起到?|具有|产生|有).{0,8}(?:作用|意义|影响)$")


def is_deed(ground: Ground, clause: Clause, *, follows: bool, policy: bool, acted: bool) -> bool:
    """Whether a clause with a verb tells something an organ or a body did, does or will do.

    `follows`: a measure stands before it in the sentence; `policy`: the document lays down rules; `acted`: somebody is
    known who acts.
    """
    verb, verb_at = clause.verb, clause.verb_at
    if verb is None or verb_at is None or clause.at.length < 4:
        return False
    text = ground.text
    words, before = text[slice(*clause.at)], text[slice(*clause.before)]
    kinds = {frame.kind for frame in clause.frames}
    if "weak" in verb.marks and not (verb.form == "作为" and "object" in kinds):
        return False
    if _MAY.search(before) and not clause.subject and clause.topic is not None:
        return False
    if _NEGATED.search(before[-8:]) or _REFUSED.search(words) or _LACKING.search(words):
        return False
    if _EFFECT_OPENER.match(words) or _EFFECT_FRAME.search(words) or COURTESY.match(words) or ASKER.match(words):
        return False
    if _ANNOUNCED.search(words) or (
        not acted and not clause.subject and "by" not in kinds and verb.form in _APPLICANTS
    ):
        return False
    if _AFTERWARDS.search(words) and text[clause.at.end : clause.at.end + 1] == "，":
        return False
    if clause.object.length and (words[-1] == "的" or _AS_FOLLOWS.search(words)):
        return False
    if verb.form.endswith("采纳") and clause.object.length < 1:
        return False  # a verdict
    if policy and not clause.subject and "by" not in kinds:
        if verb.form in _PROCEDURE and (clause.topic is not None or clause.frames or verb.form in ("认定为", "视为")):
            return False
        noun = verb.noun and NOUN_BEHIND.match(text, verb_at.end) is not None
        if not acted and (noun or clause.topic is not None) and not _DUE.search(before):
            return False
    if clause.object.length < 1 and not _stands_alone(clause, kinds):
        return False
    if clause.topic is not None and not clause.subject and not _suits(ground, clause, policy=policy):
        return False
    if follows and verb.form == "助力":
        return False
    if _CAME_OF_IT.match(text[verb_at.start : clause.at.end]):
        return False  # 推动企业从小到大: what came of it
    if _MEANS.search(words) and text[clause.at.end : clause.at.end + 1] == "，":
        return False  # 整合资源，开展…: how the next deed is done
    return not (
        follows and verb.effect and text[clause.at.end : clause.at.end + 1] in "。；" and effect(ground, clause)
    )


def effect(ground: Ground, clause: Clause) -> bool:
    """Whether a clause reads as the effect of the deed before it: 提升制造业工人技能水平, 促进专业群与产业群融合."""
    verb = clause.verb
    if verb is None or clause.subject or clause.topic is not None or any(f.kind == "means" for f in clause.frames):
        return False
    if not verb.effect and verb.form not in _BETTERS:
        return False
    return _EFFECT_OBJECT.search(ground.text, *clause.object) is not None


def _stands_alone(clause: Clause, kinds: set[str]) -> bool:
    """Whether a verb without an object says enough: 由…负责解释, 《…》已出台, 对…进行了改造."""
    verb = clause.verb
    assert verb is not None
    if "passive" in verb.marks:
        return clause.topic is not None or bool(kinds) or bool(clause.subject)
    done_to = "by" in kinds and clause.topic is not None  # 建设经费由区财政负担
    return done_to or bool(kinds & {"object", "to", "for"}) or len(verb.form) > 2


def _suits(ground: Ground, clause: Clause, *, policy: bool) -> bool:
    """Whether the noun phrase in front of the verb lets the clause be a deed."""
    assert clause.topic is not None
    assert clause.verb is not None
    phrase = ground.text[slice(*clause.topic)]
    if _COUNTED_PERSONS.match(phrase):
        return False  # 3名博士成立…: no body acts
    if _ADVERBIAL.search(phrase) or group_head(phrase) or "passive" in clause.verb.marks:
        return True
    if any(frame.kind == "by" for frame in clause.frames):
        return True
    duty = policy and _DUTY.search(ground.text[slice(*clause.before)]) is not None
    return duty and (_RULES.search(phrase) is not None or clause.verb.kind in ("fund", "reward"))


def inside_frame(ground: Ground, clause: Clause, *, inside: bool) -> bool:
    """Whether a clause still stands inside a frame that began with a verb: 对促进…，改进…，发挥了重要作用."""
    words = ground.text[slice(*clause.at)]
    if inside:
        closed = _FRAME_CLOSED.search(words)
        return not closed and clause.verb is not None and not clause.subject
    if clause.verb is None and words[-1] != "的" and clause.frames and clause.frames[-1].kind in ("to", "purpose"):
        inner = clause.frames[-1].inner
        return any(
            p == inner.start and not v.noun for p, v in scan(ground.text, inner.start, min(inner.end, inner.start + 6))
        )
    return False
