"""What a figure counts, in words of the text: the noun behind it, else the phrase in front of it."""

from __future__ import annotations

import re
from functools import cache

from kg.figures.amounts import Amount
from kg.lexicon import Matcher, table
from kg.model import Range

_CLAUSE = "，。；：！？、\n"
_BORDER = re.compile(r"[，。；：！？\n]|、(?![^，。；]{0,12}等)")
_OPENERS = re.compile(
    r"(?:其中|目前|现有|现|已有|已|共|共有|累计|总计|全年|全市|全省|全县|全国|全区|我市|我省|我县|我国|我区|我局|本市|本省|本县|先后|"
    r"还|并|均|都|分别|只|仅|约|近|超|超过|逾|达到|达|为|是|有|的|由|至|到|在|将|拟|最高|最低|不超过|不低于|不少于|平均|日均|年均|每年|每月|每人|每个|每)+"
)
_TAIL = re.compile(
    r"(?:共计|合计|总计|累计|分别|达到|超过|突破|不超过|不低于|不少于|至少|最高|最多|最低|约占|约为|约|近|超|逾|达|为|是|有|共|各|均|在|由|至|到|按|仅|只|已|将|的|"
    r"提高|提升|增加|增长|下降|降低|减少|上浮|上升|上涨|缩短|压缩|新增|保持在|控制在|规模|可达|可|至少|占|每年|每月|每人|以|了|比|从|需要|需|给予|补助|奖励|补贴)+$"
)
_NOUN_END = re.compile(
    r"[，。；：！？、（）\n“”《》\d]|到|已|在|与|对|将|被|于|以|并|开展|通过|获|走访|驻|签订|报名|进行|参加|参与|实现|完成|成立|承担|承训|均|都|全部|可|分布|入驻|投入|"
    r"开通|建成|分别|纳入|达到|用于|给予|涉及|覆盖|左右|以上|以下|以内|不等|等(?!级)|惠及|推动|共|正|处于|具有|列|入选|荣获|取得|协助|提供|赴|就读"
)


@cache
def _verbs() -> Matcher:
    """Verbs that may stand in front of what is counted."""
    words = {row["verb"] for row in table("verbs") if len(row["verb"]) > 1 and not row.get("noun")}
    return Matcher(words | {"设", "建", "有", "招", "办", "开设", "设有"})


def indicator(
    text: str, amounts: list[Amount], i: int, sentence: Range, before: tuple[str, Range] | None
) -> tuple[str, Range]:
    """The words for what the i-th amount counts and the clause that holds them; at worst those of the figure before."""
    amount = amounts[i]
    left = _left_border(text, amount.at.start, sentence.start)
    right = _right_border(text, amount.at.end, sentence.end)
    clause = Range(left, right)
    noun = _following(text, amount, right)
    if noun:
        return noun, clause
    phrase = _preceding(text, amounts, i, left)
    if phrase:
        return phrase, clause
    if before:
        return before[0], Range(min(before[1].start, left), right)
    return text[left:right].strip("，。；：、") or text[amount.at.start : amount.at.end], clause


def _left_border(text: str, place: int, limit: int) -> int:
    for i in range(place - 1, limit - 1, -1):
        if text[i] in "，。；：！？\n" or text[i] == "." and not text[i - 1].isdigit():
            return i + 1
    return limit


def _right_border(text: str, place: int, limit: int) -> int:
    for i in range(place, limit):
        if text[i] in "，。；：！？\n":
            return i
    return limit


def _following(text: str, amount: Amount, right: int) -> str:
    """The noun behind a figure: 5所民办技工学校, 30万元奖励."""
    start = amount.at.end
    if text.startswith(("以上", "以下", "左右", "以内"), start):
        start += 2
    if text.startswith("的", start):
        start += 1
    if start < right and text[start] == "“":
        close = text.find("”", start, right)
        stop = _NOUN_END.search(text, close + 1, right) if close > 0 else None
        return text[start : stop.start() if stop else right] if close > 0 else ""
    end = _NOUN_END.search(text, start, right)
    noun = text[start : end.start() if end else right].removesuffix("的")
    return noun if len(noun) > 1 else ""


def _preceding(text: str, amounts: list[Amount], i: int, left: int) -> str:
    """The phrase in front of a figure without its subject and verb: 发放…补贴396人次."""
    start = max(left, amounts[i - 1].at.end if i else 0)
    phrase = text[start : amounts[i].at.start]
    phrase = (
        phrase.rpartition("、")[2]
        if "等" not in phrase and phrase.count("、") and len(phrase.rpartition("、")[2]) > 2
        else phrase
    )
    phrase = _TAIL.sub("", phrase)
    cut = 0
    for _, begin, end in _verbs().find(phrase):
        if begin < 16 and end < len(phrase) - 1:
            cut = end
            break
    phrase = _OPENERS.sub("", phrase[cut:], count=1) if _OPENERS.match(phrase[cut:]) else phrase[cut:]
    phrase = _TAIL.sub("", phrase).strip("，、的了")
    return phrase if len(phrase) > 1 else ""
