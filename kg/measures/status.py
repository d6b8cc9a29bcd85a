"""How far a measure is: done, ongoing, planned or advocated, read from cues around its verb."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.measures.verbs import ENACTS, MOVING, Verb
from kg.model import Status

_PLAN_OPENER = re.compile(
    "下一步|下步|下阶段|下一阶段|今后|接下来|后续|未来(?!产业|科技|城|社区|市场|工厂)|明年|来年|年内|下半年|将于|拟于|"
    "十五五(?:期间|时期)|“十五五”(?:期间|时期)|下一年度|工作(?:打算|安排|计划|思路)|重点(?:抓好|做好)以下|力争|争取"
)
_OBJECT_MARKER = re.compile(f"[将把][^，。；]{{2,90}}?(?:{'|'.join(MOVING)}|改成|并入|提高[到至]|降[至到])")
_NOW = re.compile("目前|近年来|正在|截至|已(?!纳|建|有)|如，|例如|去年|以来")
_WILL = re.compile(
    "将(?<!即将)(?!来|军)|拟(?<!虚拟)(?<!草拟)(?!定|订|合|声)|即将|将会|打算|力争|争取(?!到|了)|有望|"
    "计划(?=[在于到用从对再新投安建培开20年])|准备|预计"
)
_FINISHED = re.compile(
    "已(?!纳入振|有)|先后|相继|陆续|累计|共(?=[^，。]{0,14}\\d)|率先|曾|业已|圆满|成功|如期|首次|分别于|顺利"
)
_GOING = re.compile(
    "正在|正(?=积极|加快|抓紧|着手|按|在|与)|不断|持续|积极|每[年月季周日]|常年|定期|始终|一直|坚持|大力|着力|切实|逐步|"
    "稳步|有序|进一步|长期|深入|扎实|严格|充分|全力|主动|统筹|继续"
)
_DECIDES = ENACTS | {"同意", "批准", "通过"}
# Verbs in front of which 将 marks the object and no future.
_MOVERS = frozenset((*MOVING, *"改造为 改造成 改建为 降 提高 调整 下调 上调 归入".split()))
_OBJECT_MOVED = re.compile("[将把][^，。；]{2,90}$")
_DONE_PARTICLE = re.compile("了|出了|到了")
_ORDERED = re.compile("请(?:各|你|认真|结合|遵照)")
_NOW_ENACTED = re.compile("现|已|经")
_BY_AND_BY = re.compile("逐步|尽快|尽早|抓紧|加快|力争|到20")
_STANDING = re.compile("持续|常态|长期|定期|每[年月季周日]|不断|始终|坚持|不得")
_SOON = re.compile("尽快|尽早|早日|适时|择机|抓紧|待[^，。]{2,20}后")
_UNDER_WAY = re.compile("正在|正(?=积极|加快|抓紧)|不断|每[年月季周日]|持续|定期|常年")
_DIGIT = re.compile("\\d")
_COUNTED = re.compile("\\d[\\d,.]*(?:余)?[万亿]?(?:人次|名|人|家|个|项|场|户|件|处|所|台|套|笔|次|期|门|亩|公里|元)")
_PRESENT = re.compile("(?:同时，)?(?:目前|近年来|截至|去年|当前)")


@dataclass(frozen=True, slots=True)
class Context:
    """What decides beside the clause itself."""

    sentence: str  # the sentence up to the clause
    planned_paragraph: bool  # a plan opener stands in force: 下一步，…
    heading: str = ""  # of the section: 下一步工作打算
    policy: bool = False  # the document is a policy or a regulation
    tasks: bool = False  # it hands out tasks: a plan, an action, a division of work
    past_year: bool = False  # the sentence speaks of a year before the document's
    inherited: Status | None = None  # of the clause before, where this one has no sign of its own


def decide(verb: Verb, before: str, after: str, context: Context) -> tuple[Status, str, float]:
    """The status, the rule that found it and how sure it is.

    `before` is the clause in front of the verb, `after` its first characters behind it.

    >>> from kg.measures.verbs import starting
    >>> decide(starting("出台办法", 0, 4), "市科技局先后", "《", Context("", False))[0].value
    'done'
    """
    marked = _OBJECT_MOVED.sub("", before) if verb.form in _MOVERS else before
    if _WILL.search(marked):
        return Status.PLANNED, "status-will", 0.95
    if verb.form in ("建议", "希望", "提倡", "倡导", "呼吁", "号召", "倡议"):
        return Status.ADVOCATED, "status-advice", 0.93
    if verb.status == "advocated":
        if context.planned_paragraph and verb.form.endswith(("引导", "支持", "鼓励")) and not context.policy:
            return Status.PLANNED, "status-advocated-planned", 0.75
        return Status.ADVOCATED, "status-advocated", 0.92
    if _FINISHED.search(marked) or _DONE_PARTICLE.match(after):
        return Status.DONE, "status-finished", 0.93
    if context.planned_paragraph and not _NOW.search(context.sentence[-30:]):
        return Status.PLANNED, "status-plan-opener", 0.9
    if context.heading and _PLAN_OPENER.search(context.heading):
        return Status.PLANNED, "status-plan-heading", 0.9
    if _WILL.search(_OBJECT_MARKER.sub("", context.sentence)) and not context.policy:
        return Status.PLANNED, "status-plan-sentence", 0.85
    if before.strip().startswith("请") or _ORDERED.search(before):
        return Status.PLANNED, "status-order", 0.85
    if context.policy:
        if verb.form in _DECIDES and (_NOW_ENACTED.search(before) or after.startswith("本")):
            return Status.DONE, "status-enacted", 0.85
        if verb.form.startswith("支持") or (verb.form.endswith("支持") and len(verb.form) == 4):
            return Status.ADVOCATED, "status-policy-support", 0.75
        if _BY_AND_BY.search(before):
            return Status.PLANNED, "status-order", 0.7
        rule = verb.kind in ("reward", "fund") or verb.form in ("负责解释", "解释", "执行", "不得")
        if context.tasks and not rule and not _STANDING.search(before):
            return Status.PLANNED, "status-task", 0.7
        return Status.ONGOING, "status-rule", 0.8
    if _SOON.search(before):
        return Status.PLANNED, "status-soon", 0.8
    if _UNDER_WAY.search(marked):
        return Status.ONGOING, "status-going", 0.9
    if context.inherited is Status.DONE and context.past_year and verb.kind != "reward":
        return Status.DONE, "status-inherited", 0.8
    if context.past_year and verb.status != "ongoing":
        return Status.DONE, "status-past-year", 0.85
    if context.past_year and _DIGIT.search(after) and not _GOING.search(marked):
        return Status.DONE, "status-past-year", 0.8
    if _GOING.search(marked):
        return Status.ONGOING, "status-going", 0.85
    if _COUNTED.search(after) and verb.role != "beneficiary" and verb.kind != "reward":
        return Status.DONE, "status-counted", 0.75
    if context.inherited is Status.DONE and (
        verb.status == "done" or verb.kind in ("build", "issue", "recruit", "organise", "certify")
    ):
        return Status.DONE, "status-inherited", 0.8
    default = Status(verb.status) if verb.status in ("done", "ongoing", "planned", "advocated") else Status.ONGOING
    return default, "status-default", 0.7


def opens_plan(text: str) -> bool:
    """Whether a sentence opens a stretch of plans: 下一步，我局将….

    >>> opens_plan("下一步，我局将继续加大投入。"), opens_plan("重点支持氢能等未来产业。")
    (True, False)
    """
    match = _PLAN_OPENER.search(text[:24])
    return match is not None and match.start() <= 12


def ends_plan(text: str) -> bool:
    """Whether a sentence goes back to what is: 目前，….

    >>> ends_plan("目前，全市已建成5个站点。")
    True
    """
    return _PRESENT.match(text) is not None
