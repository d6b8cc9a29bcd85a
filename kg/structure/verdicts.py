"""What was asked and what the reply says of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from kg.lexicon import Matcher, table
from kg.model import Adoption, Ask, Header, Paragraph, Range, Role, Section, Sentence, Text, Verdict

_WRAPPER = re.compile(
    r"^[（(]?[一二三四五六七八九十\d]{0,3}[）)]?[、.．，]?(?:关于|对于|对|针对)?[“]?(?P<name>.+?)[”]?"
    r"(?:的(?:建议|问题|意见|诉求|提案|提议|请求|现象|情况)|问题|建议)?$"
)
_ASKED_HEADING = re.compile(r"关于|建议|问题|诉求|提出")
_NO_ASK = re.compile(
    r"存在(?:的)?问题|现状|采纳情况|办理情况|下一步|工作打算|工作计划|总体要求|今后|工作措施|基本情况|主要做法"
)
_ASKED = re.compile(
    r"(?:提案|建议|您|你们?|代表|委员|来信|网友)(?:们)?(?:在(?:提案|建议|来信)中)?"
    r"(?:从|围绕|针对|还)?[^。，]{0,40}?(?:提出(?!的[^。]{0,60}(?:将|予以|我们|我局))|建议"
    r"(?:每|对|在|将|把|设立|增加|给予|尽快|由|进一步|加强|开|取消|延长)|指出|反映的?|希望|请求|要求)|"
    r"^(?:针对)?[您你]们?(?:建议|希望|请求|要求|咨询|询问)|^(?:[\u4e00-\u9fa5]{2,8}?[省市县区]|贵[省市局])请求|"
    r"通过分析|(?:提案|建议)[^。]{0,40}(?:具有|很强|针对性|意义|宝贵)"
)
_TAKEN = re.compile(r"(?<![不未暂部分])(?:已经?|均已|将|全部|予以|同意|认真|充分)(?:认真|充分|积极)?(?:采纳|吸收)")
_AGREED = re.compile(
    r"(?<!不)(?:赞同|同意|认同)(?:[您你]们?|代表|委员|该|此|这)[^，。]{0,10}(?:建议|意见|观点)|"
    r"(?:[您你]们?|代表|委员|该|此|这)[^，。]{0,8}建议[^，。]{0,8}(?:已|将)(?:经|被)?(?:纳入|列入|吸收|写入|落实)"
)
_TAKES = re.compile(
    r"(?:[您你]们?|代表|委员)(?:所?提出?|反映|建议)的?[^。；]{0,40}?(?:建议|意见|诉求)，?"
    r"(?:我[\u4e00-\u9fa5]{1,3}|均|都)?"
    r"(?P<deed>(?:已经?|均已|将|全部|予以|同意)(?:认真|充分|积极|全部)?(?:吸收采纳|采纳|吸收))"
)
_HEADED_WORDS = {
    "予以采纳": Adoption.ADOPTED, "采纳": Adoption.ADOPTED, "部分采纳": Adoption.PARTLY,
    "不予采纳": Adoption.DECLINED, "暂不采纳": Adoption.DECLINED, "未采纳": Adoption.DECLINED,
    "不采纳": Adoption.DECLINED, "解释说明": Adoption.EXPLAINED,
}  # fmt: skip
_HEADED = re.compile(rf"[（(](?:已)?(?P<word>{'|'.join(_HEADED_WORDS)})[）)]")
_REFUSED = re.compile(
    r"暂不(?:宜|考虑|采纳|安排|纳入|调整|新增|列入|实施|建议|具备)[^，。；]{0,12}|不宜[^，。；]{1,12}|"
    r"(?:目前|暂时?)(?:尚|还|暂)?(?:不能|无法)[^，。；]{1,12}|(?:不能|无法)(?:采纳|实现|办理|予以支持)|"
    r"(?:暂|尚|目前|还)不具备[^，。；]{0,10}条件|(?:条件|时机)[^，。；]{0,4}不成熟|不予(?:支持|采纳|考虑|批准)|"
    r"难以采纳|暂缓(?:实施|考虑|建设)"
)
_GRANTED = re.compile(
    r"(?:将|可|已|予以|给予)[^。，；]{0,40}?(?:支持|解决|纳入|采纳|列入)|(?:时机|条件)[^。，；]{0,4}已经?成熟|"
    r"批复同意|作为替代|适当的?支持"
)
_TOPIC = re.compile(
    r"(?:^|[，；：])(?:首先|其次|再次|此外|另外|最后|[一二三四五六七八九十]是)?[，,]?"
    r"(?:(?:关于|对于|针对)(?:[您你]们?|代表|委员|网友)?(?:所?提出?|反映|来信)?的?|对"
    r"(?:[您你]们?|代表|委员|网友)(?:所?提出?|反映|来信)的?)(?:关于)?"
    r"(?P<name>[^，。：；]{2,60}?)(?:的(?:建议|问题|意见|诉求|请求))?[，。：]"
)
_WISH = re.compile(
    r"[您你]们?(?:在[^，。]{1,12}中)?(?:希望|建议|要求|请求|提出|反映)的?(?:关于)?"
    r"(?P<name>[^，。]{4,60}?)(?:的(?:建议|问题|意见|诉求|请求))?[，。]"
)
_OWN = re.compile(
    r"(?:[您你]们?|网友|来信人|代表|委员)(?:所提|提出|反映)?的(?:建议|诉求|意见|请求)|(?:该|此|本)(?:项|条)?建议"
)
_SHORT = 30  # a sentence as short as this speaks of the suggestion itself
_FIRST = 2  # a verdict stands in the first sentences of the part that answers


@cache
def _cues() -> tuple[Matcher, dict[str, str]]:
    """Cues that decide by themselves, with the adoption they say."""
    rows = {r["cue"]: r["adoption"] for r in table("verdict_cues") if "…" not in r["cue"] and r["strength"] == "strong"}
    return Matcher(rows), rows


def find(
    text: Text,
    header: Header,
    paragraphs: tuple[Paragraph, ...],
    sections: tuple[Section, ...],
    sentences: tuple[Sentence, ...],
) -> tuple[tuple[Ask, ...], tuple[Range, ...]]:
    """The suggestions answered with the verdict on each, and the sentences that only restate what the asker wants."""
    if header.kind != "ReplyLetter":
        return (), ()
    asked = tuple(s.at for s in sentences if paragraphs[s.paragraph].role is Role.BODY and _restates(text.cut(s.at)))
    starts = [s.at.start for s in sentences]
    asks: list[Ask] = []
    for i in _answering(sections):
        section = sections[i]
        first, last = bisect_left(starts, section.at.start), bisect_left(starts, section.body.end)
        inside = [s.at for s in sentences[first:last] if s.at.end > section.at.end]
        said = [Range(max(at.start, section.at.end), at.end) for at in inside]
        verdict = _headed(text, section) or _verdict(text, said)
        if not _NO_ASK.search(section.heading) and (verdict or _ASKED_HEADING.search(section.heading)):
            asks.append(Ask(_name(section.heading), section.at, i, verdict))
    if not any(s.level == 1 for s in sections):
        asks += _whole(text, paragraphs, sentences, own=not header.proposals)
    return tuple(asks), asked


def _answering(sections: tuple[Section, ...]) -> list[int]:
    """The sections that may answer a suggestion: the top ones, or the parts of one that lists the suggestions."""
    lists: dict[int, list[int]] = {}
    for k, section in enumerate(sections):
        if section.parent is not None and re.search(r"关于.*建议", section.heading):
            lists.setdefault(section.parent, []).append(k)
    found: list[int] = []
    for i, section in enumerate(sections):
        if section.annex is not None or section.level > 2:
            continue
        if section.level == 1:
            found += lists.get(i, [i])
    return found


def _headed(text: Text, section: Section) -> Verdict | None:
    """A verdict in brackets in the heading: 二、关于设立专项资金的建议（部分采纳）."""
    match = _HEADED.search(text.reading, section.at.start, section.at.end)
    if match is None:
        return None
    return Verdict(_HEADED_WORDS[match["word"]], Range(*match.span("word")), "structure.verdict.heading")


def _name(heading: str) -> str:
    """The matter asked for without 关于…的建议.

    >>> _name("一、关于完善政策支持体系的建议")
    '完善政策支持体系'
    """
    match = _WRAPPER.match(_HEADED.sub("", heading))
    return match["name"] if match else heading


def _restates(words: str) -> bool:
    return bool(_ASKED.search(words[:60])) and not re.search(
        r"收悉|采纳|如下[：:]?$|我[局委厅市省县][^。]{0,20}(?:将|已)", words
    )


def _verdict(text: Text, sentences: list[Range]) -> Verdict | None:
    """The verdict of a part: what its first sentences say of the suggestion, else what it refuses of it."""
    refusal = next((v for at in sentences if (v := _refusal(text, at))), None)
    mixed = Verdict(Adoption.PARTLY, refusal.at, "structure.verdict.mixed", 0.7) if refusal else None
    for at in sentences[:_FIRST]:
        if found := _plain(text, at):
            both = refusal and found.adoption is Adoption.ADOPTED and at.holds(refusal.at)
            return mixed if both else found
        if found := _agrees(text, at):
            return mixed or found
    if taken := next((v for at in sentences if (v := _takes(text, at))), None):
        return mixed or taken
    if refusal is None:
        return None
    granted = any(
        not refusal.at.meets(Range(*m.span()))
        for at in sentences
        for m in _GRANTED.finditer(text.reading, at.start, at.end)
    )
    return mixed if granted else refusal


def _plain(text: Text, at: Range) -> Verdict | None:
    """What a sentence says of the suggestion in so many words: 吸收采纳该建议, 此条暂不采纳, 部分采纳."""
    words = text.reading[at.start : at.end]
    matcher, rows = _cues()
    for cue, start, end in matcher.find(words):
        adoption = Adoption(rows[cue])
        about = re.search(r"采纳|吸收|建议", cue) or len(words) <= _SHORT // 2
        if about and (adoption is not Adoption.EXPLAINED or end - start >= 4):
            return Verdict(adoption, Range(at.start + start, at.start + end), "structure.verdict.cue", 0.9)
    match = _TAKEN.search(words) if len(words) <= 2 * _SHORT else None
    if match:
        return Verdict(
            Adoption.ADOPTED, Range(at.start + match.start(), at.start + match.end()), "structure.verdict.cue", 0.8
        )
    return None


def _agrees(text: Text, at: Range) -> Verdict | None:
    """Agreement with the suggestion, or that it is already taken up: 我们赞同您的建议, 该建议已纳入…规划."""
    match = _AGREED.search(text.reading, at.start, at.end)
    if match is None:
        return None
    return Verdict(Adoption.ADOPTED, Range(*match.span()), "structure.verdict.agreement", 0.7)


def _takes(text: Text, at: Range) -> Verdict | None:
    """What a later sentence takes up of the suggestion: 您提出的延长开放时间的意见，我局已吸收采纳."""
    match = _TAKES.search(text.reading, at.start, at.end)
    if match is None:
        return None
    return Verdict(Adoption.ADOPTED, Range(*match.span("deed")), "structure.verdict.taken", 0.75)


def _refusal(text: Text, at: Range) -> Verdict | None:
    """What a sentence refuses."""
    match = _REFUSED.search(text.reading, at.start, at.end)
    if match is None:
        return None
    return Verdict(Adoption.DECLINED, Range(*match.span()), "structure.verdict.refusal", 0.75)


def _whole(text: Text, paragraphs: tuple[Paragraph, ...], sentences: tuple[Sentence, ...], *, own: bool) -> list[Ask]:
    """Verdicts in a letter without parts: 对于您提出的…的建议，我们将认真采纳; 关于扩大种植。这条建议予以采纳."""
    asks: list[Ask] = []
    topic: tuple[str, Range, int] | None = None
    for i, sentence in enumerate(sentences):
        if paragraphs[sentence.paragraph].role is not Role.BODY:
            continue
        words = text.reading[sentence.at.start : sentence.at.end]
        named = _TOPIC.search(words) or _WISH.match(words)
        if named:
            start = sentence.at.start + named.start("name")
            topic = (named["name"], Range(start, start + len(named["name"])), i)
        elif topic and (i - topic[2] > 3 or sentences[topic[2]].paragraph != sentence.paragraph):
            topic = None
        mine = _OWN.search(words) if own else None
        said = _plain(text, sentence.at) if topic or mine else None
        refused = _refusal(text, sentence.at) if topic or mine else None
        verdict = said or refused
        if verdict is None:
            continue
        if topic:
            if refused and not said and _instead(text, sentences[i + 1 : i + 4], sentence.paragraph):
                verdict = Verdict(Adoption.PARTLY, verdict.at, "structure.verdict.mixed", 0.7)
            asks.append(Ask(topic[0], topic[1], None, verdict))
            topic = None
        elif mine:
            at = Range(sentence.at.start + mine.start(), sentence.at.start + mine.end())
            asks.append(Ask(mine.group(), at, None, verdict))
    return asks


def _instead(text: Text, following: tuple[Sentence, ...], paragraph: int) -> bool:
    """Whether the next sentences tell of another way."""
    return any(
        re.match(r"作为替代|但|同时|不过|为此", text.reading[s.at.start : s.at.end])
        for s in following
        if s.paragraph == paragraph
    )
