"""The frames of a clause, its prepositional parts: 按照《…》, 对…, 将…, 通过…; where one starts and where it ends."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.measures.adverbs import ADVERB, before_adverbs
from kg.measures.ground import Ground
from kg.measures.verbs import MOVING, nominal, scan, starting
from kg.model import Range
from kg.words import borders

# What opens a frame of each kind; a place is tried for the kinds in this order.
_OPENS = {
    "basis": """
按照 依照 依据 根据 遵照 参照 对照 遵循 为(?:深入|全面|认真|坚决)?(?:贯彻|落实) 按(?![时期需月揭摩年季钮])
""",
    "with": """
联合(?!印|发|开|组|制|出|执|举|检|整|惩|国|会|社|体|办|培|攻|实|主|建|打|推)
会同 协同(?!推|发|创|育|高|机|作|治) 携手 (?<![参赋授给])[与同](?![会其此时步等样期志意])
""",
    "purpose": "为了?(?=[^，。；]{2,40}，)",
    "background": "随着 由于 鉴于 因(?!地|城|此|材|企|势|素|子) 针对 面对 除(?!了?尘|险|名|草|去)",
    "means": """
通过(?![了审验认评率]) 借助 依托 利用 运用 采取 采用 凭借 发挥
(?<![可所予加得用足难借])以(?![及上下来内外后前往便期免])
""",
    "focus": """
围绕 聚焦 紧扣 立足 着眼 结合 瞄准 紧盯 面向 顺应 对标 突出 坚持 秉持 本着 把握 抢抓 发扬 锚定 适应
""",
    "to": """
(?<![应面针相绝配核])对于?(?![象接外口标比策齐立抗照待]) 向(?![上好往前]|纵深)
(?<![自供补配交发])给(?!予|与|水|排) 就(?=[^，。；]{2,30}(?:问题|事宜|工作|情况))
""",
    "object": "将(?!来|军|近|要|会|于|以|在) 把(?![握关手脉])",
    "for": "(?<![作认因成称列转改变定视分行即])为(?![期主止何此准首例])",
    "place": """
(?<![存现正旨实潜所])在(?![线校职建岗地册籍编内于途即]) 于(?=\\d) 从(?![业事严优重而快中轻属])
自(?=[\\d本公印发]|[^，。；]{1,24}起) 到(?=[\\d二本]) 截至 截止 待(?=[^，。；]{2,20}后)
""",
    "by": "(?<![理自缘])由(?![于此来衷])",
    "approval": "经(?![济营验费常过办开销纪典历贸信])",
}
# What may close a frame of a kind: 按照…要求, 以…方式, 在…过程中.
_CLOSES = {
    "with": """
(?:等[^，。、]{0,6})?(?:合作|协作|联合|共同|一起|携手|联动) 等(?:部门|单位|高校|机构|企业)?
""",
    "basis": """
要求 原则 规定 标准 部署 思路 精神 程序 比例 计划 意见 情况 实际 需要 需求 办法 方案 政策措施 政策 目标 方式 模式 次序
顺序 特点
""",
    "means": """
方式 形式 渠道 途径 手段 措施 办法
为(?:契机|导向|抓手|核心|重点|主线|目标|基础|引领|牵引|突破口|载体|主体|依托|支撑|主|指导) 优势 作用 平台 等
""",
    "place": """
基础上 前提下 背景下 过程中 范围内 条件下 情况下 框架下 领域 方面 环节 期间 之内 以内 以前 之前 以后 之后
后 时 中 上 下 内 里 底前 前 起 以来 来
""",
    "focus": "需求 目标 重点 主题 主线 实际 特色 优势 机遇 定位",
    "to": "问题 事宜 方面",
}
_FRAME_CLOSE = {kind: re.compile("|".join(words.split())) for kind, words in _CLOSES.items()}
_FIRST = re.compile(r"(?:\(\?<!\[[^]]*\]\))?(?:\[([^]]+)\]|(.))")  # of a pattern: the characters it can start with


def _by_first_character() -> dict[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    """The kinds of frame that can start with a character, so that most places of a text are passed over at once."""
    found: dict[str, dict[str, list[str]]] = {}
    for kind, words in _OPENS.items():
        for word in words.split():
            first = _FIRST.match(word)
            assert first is not None
            for char in first.group(1) or first.group(2):
                found.setdefault(char, {}).setdefault(kind, []).append(word)
    return {
        char: tuple((kind, re.compile("|".join(words))) for kind, words in kinds.items())
        for char, kinds in found.items()
    }


_OPENS_BY_FIRST = _by_first_character()
# Where the object that 将 or 把 puts in front is moved to.
_INTO = (
    *MOVING,
    *"改成 改为 归入 移交 转为 提高到 提高至 降至 降到 调整为 并入 扩大到 延长至 转化为".split(),
)
_APPROVAL = re.compile("(?:已|业)?经([^，。；、]{2,30}?)(同意|批准|审议通过|审定|审核同意|研究同意|审定同意)")
# Verbs that say what those in a frame are or did, not what is done for them.
_DESCRIBES = frozenset(
    """
创办 创建 新建 购买 购置 安装 种植 生产 入驻 参加 建设 取得 获得 列入 纳入 承担 参与 接收
""".split()
)
_LED_BY = "主题 主线 根本 目标 动力 目的 中心 核心 统领 引领 指导 抓手 契机".split()
_PRINCIPLE = re.compile(
    f"坚持(?![^，]{{0,30}}(?:机制|制度|办法)$)|秉持|本着|遵循|以[^，]{{2,40}}为(?:{'|'.join(_LED_BY)})"
)
_GIVE = tuple("给予 发放 补助 补贴 奖励 提供 安排 拨付 予以 实行 开展 作出 资助 发给 享受".split())


@dataclass(frozen=True, slots=True)
class Frame:
    """A prepositional part: kind, its whole stretch, and what stands inside it."""

    kind: str
    at: Range
    inner: Range


def preposition(ground: Ground, place: int, end: int) -> tuple[str, int] | None:
    """The kind of frame that starts at a place, and where its inside starts."""
    if ground.masked[place]:
        return None
    for kind, pattern in _OPENS_BY_FIRST.get(ground.text[place], ()):
        if match := pattern.match(ground.text, place, end):
            return kind, match.end()
    return None


def frame_at(ground: Ground, place: int, end: int) -> Frame | None:
    """The frame that starts here; it ends where the verb phrase goes on."""
    return _approval(ground, place, end) or _prepositional(ground, place, end)


def _approval(ground: Ground, place: int, end: int) -> Frame | None:
    """Who agreed: 已经国务院同意. At the end of a clause agreeing is the deed, else it only goes before one."""
    match = _APPROVAL.match(ground.text, place, end)
    if match is None or ground.masked[place]:
        return None
    if match.end() == end:
        return Frame("by", Range(place, match.start(2)), Range(*match.span(1)))
    return Frame("approval", Range(place, match.end()), Range(*match.span(1)))


def _prepositional(ground: Ground, place: int, end: int) -> Frame | None:
    """The part that a preposition opens here; 将 of the future and 采取 as the deed itself open none."""
    text = ground.text
    found = preposition(ground, place, end)
    if found is None:
        return None
    kind, after = found
    if after >= end:
        return None
    if text[place] == "将" and _predicate_after_will(ground, after, end):
        return None
    if text[place:after] in ("采用", "采取") and _is_main(ground, after, end):
        return None
    if kind == "for" and _is_purpose(ground, after, end):
        return Frame("purpose", Range(place, end), Range(after, end))
    stop = end if _PRINCIPLE.match(text, place, end) else _frame_end(ground, kind, after, end)
    if text[place] == "将" and stop == end:
        return None  # 将转相关部门: the future
    return Frame(kind, Range(place, stop), Range(after, stop)) if stop > after else None


def _is_purpose(ground: Ground, place: int, end: int) -> bool:
    """Whether 为 opens a clause that only says what for: 为保证学校正常运转，…."""
    verb = starting(ground.text, place, end)
    return (
        verb is not None
        and not verb.noun
        and len(verb.form) > 1
        and not ground.masked[place]
        and ground.text.startswith("，", end)
        and ground.text[place + len(verb.form)] != "的"
    )


def _predicate_after_will(ground: Ground, place: int, end: int) -> bool:
    """将 is the future when a predicate follows at once, the object marker when a noun does."""
    if ground.masked[place]:
        return False
    if ADVERB.match(ground.text, place, end) or (preposition(ground, place, end) or ("object",))[0] != "object":
        return True
    verb = starting(ground.text, place, end)
    if verb is None or ground.text.startswith("的", place + len(verb.form)):
        return False
    if not verb.noun:
        return True
    return not any(v.form.startswith(_INTO) for _, v in scan(ground.text, place + len(verb.form), end))


def _is_main(ground: Ground, place: int, end: int) -> bool:
    """Whether 采用 or 采取 is the deed itself: a name ends the clause, or no verb follows in the sentence."""
    if any(ground.mentions[i].at.end == end for i in ground.inside(Range(place, end))):
        return True  # 采用“统建统管”模式
    return ground.text[end : end + 1] in ("。", "；") and not any(
        not nominal(ground.text, p, v, end) and not ground.masked[p] for p, v in scan(ground.text, place, end)
    )


def _frame_end(ground: Ground, kind: str, place: int, end: int) -> int:
    """Where a frame ends: behind its closing word, or before the verb it leads to, else at the clause's end."""
    text, masked = ground.text, ground.masked
    if closing := _FRAME_CLOSE.get(kind):
        for mark in closing.finditer(text, place, end):
            if masked[mark.start()] or mark.start() == place:
                continue
            if mark.end() == end or _goes_on(ground, mark.end(), end):
                return mark.end()
    if kind == "by" and (stop := _agent_end(ground, place, end)):
        return stop
    if kind == "object":
        moves = [at for at, v in scan(text, place + 1, end) if v.form.startswith(_INTO) and not masked[at]]
        if moves:
            return before_adverbs(ground, place, moves[-1])
    weak = -1
    last_de = ground.last("的", place, end)
    relative = last_de >= 0 and any(
        not masked[p] and not nominal(text, p, v, end) and p + len(v.form) < end for p, v in scan(text, last_de, end)
    )
    for at, verb in scan(text, place, end):
        if at == place or masked[at] or nominal(text, at, verb, end):
            continue
        if kind in ("to", "for") and verb.form in _DESCRIBES:
            continue  # 对新创办企业、从事个体经营的人员
        if relative and at < last_de:
            continue  # inside a relative clause: 对符合条件的脱贫户给予…
        if verb.noun and text[at - 1] not in "的地" and not ADVERB.match(text, max(place, at - 2), at):
            if kind == "place" and (masked[at - 1] or text[at - 1] in "区县市镇乡村内中上下里园厂站道港校院"):
                return at
            if at - place in borders(text[place:end]):
                weak = at
            continue
        if kind in ("to", "for", "object") and at < last_de < end - 1 and not verb.form.startswith(_GIVE):
            continue  # the rest is one noun phrase: 对单笔放款五百万元以下的小额业务，
        return before_adverbs(ground, place, at)
    if weak > 0:
        return before_adverbs(ground, place, weak)
    found = _closing_verb(ground, place, end) if kind in ("to", "place", "for", "means") else 0
    return before_adverbs(ground, place, found) if found else end


def _closing_verb(ground: Ground, place: int, end: int) -> int:
    """A verb without an object that closes the clause behind its frame: 向社会公开, 在门户网公布; 0 without any."""
    for at, verb in scan(ground.text, place + 2, end):
        if at + len(verb.form) == end and not ground.masked[at]:
            return 0 if "weak" in verb.marks else at
    return 0


def _agent_end(ground: Ground, place: int, end: int) -> int:
    """Behind whom 由 names, where a verb closes the clause: 由县人社局办理."""
    for at, verb in scan(ground.text, place + 1, end):
        if ground.masked[at] or at - place < 2:
            continue
        if at + len(verb.form) == end or (not verb.noun and not nominal(ground.text, at, verb, end)):
            return at
    return 0


def _goes_on(ground: Ground, place: int, end: int) -> bool:
    """Whether the verb phrase goes on here: an adverb, another frame, a verb, an actor."""
    if ground.text[place] in "，、":
        return ground.text[place] == "，"
    if ground.text[place] in "的和与及等":
        return False
    verb = starting(ground.text, place, end)
    if verb is not None and not ground.masked[place]:
        return place + len(verb.form) == end or not (verb.noun and nominal(ground.text, place, verb, end))
    return bool(ADVERB.match(ground.text, place, end) or preposition(ground, place, end) or place in ground.starts)
