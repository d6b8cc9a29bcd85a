"""What was asked and what the reply says of it."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import Matcher, table
from kg.model import Adoption, Ask, Header, Paragraph, Range, Role, Section, Sentence, Text, Verdict

_WRAPPER = re.compile(
    r"^[（(]?[一二三四五六七八九十\d]{0,3}[）)]?[、.．，]?(?:关于|对于|对|针对)?[“]?(?P<name>.+?)[”]?(?:的(?:建议|问题|意见|诉求|提案|提议|请求|现象|情况)|问题|建议)?$"
)
_ASKED_HEADING = re.compile(r"关于|建议|问题|诉求|提出")
_NO_ASK = re.compile(r"下一步|工作打算|工作计划|总体要求|今后|工作措施|基本情况|主要做法")
_ASKED = re.compile(
    r"(?:提案|建议|您|你们?|代表|委员|来信|网友)(?:们)?(?:在(?:提案|建议|来信)中)?(?:从|围绕|针对|还)?[^。，]{0,40}?(?:提出(?!的[^。]{0,60}(?:将|予以|我们|我局))|建议(?:每|对|在|将|把|设立|增加|给予|尽快|由|进一步|加强|开|取消|延长)|指出|反映的?|希望|请求|要求)|"
    r"^(?:[\u4e00-\u9fa5]{2,8}?[省市县区]|贵[省市局])请求|通过分析|(?:提案|建议)[^。]{0,40}(?:具有|很强|针对性|意义|宝贵)"
)
_POSITIVE = re.compile(
    r"(?:将|可|已|予以|给予)[^。，]{0,30}(?:支持|解决|纳入|同意|批复同意|采纳|列入)|时机已经成熟|批复同意|作为替代|给予适当"
)
_FIRST = 2  # a verdict stands in the first sentences of the part that answers


@cache
def _cues() -> tuple[Matcher, dict[str, tuple[str, str]]]:
    rows = {
        r["cue"]: (r["adoption"], r["strength"])
        for r in table("verdict_cues")
        if "…" not in r["cue"] and r["strength"] in ("strong", "weak")
    }
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
    asked = tuple(
        s.at
        for s in sentences
        if paragraphs[s.paragraph].role in (Role.BODY, Role.OPENING) and _restates(text.cut(s.at))
    )
    asks: list[Ask] = []
    for i, section in enumerate(sections):
        if section.level != 1 or section.annex is not None:
            continue
        inside = [s for s in sentences if section.at.start <= s.at.start < section.body.end or section.body.holds(s.at)]
        verdict = _verdict(
            text, [Range(max(s.at.start, section.at.end), s.at.end) for s in inside if s.at.end > section.at.end]
        )
        name = _name(section.heading)
        if verdict is None and (_NO_ASK.search(section.heading) or not _ASKED_HEADING.search(section.heading)):
            continue
        if _NO_ASK.search(section.heading):
            continue
        asks.append(Ask(name, section.at, i, verdict))
    if not any(s.level == 1 for s in sections):
        asks += _whole(text, paragraphs, sentences)
    return tuple(asks), asked


def _name(heading: str) -> str:
    """The matter asked for without 关于…的建议.

    >>> _name("一、关于完善政策支持体系的建议")
    '完善政策支持体系'
    """
    match = _WRAPPER.match(heading)
    return match["name"] if match else heading


def _restates(words: str) -> bool:
    return bool(_ASKED.search(words[:60])) and not re.search(
        r"收悉|采纳|如下[：:]?$|我[局委厅市省县][^。]{0,20}(?:将|已)", words
    )


def _verdict(text: Text, sentences: list[Range]) -> Verdict | None:
    """The verdict of a part: its first sentences by clear words, else the whole of it by what it refuses and grants."""
    for at in sentences[:_FIRST]:
        found = _said(text, at, strong_only=True)
        if found and (found.adoption is not Adoption.DECLINED or "采纳" in text.cut(found.at)):
            return found
    refusal = next(
        (v for at in sentences if (v := _said(text, at, strong_only=True)) and v.adoption is Adoption.DECLINED), None
    )
    if refusal is None:
        return None
    granted = next(
        (
            m
            for at in sentences
            if (m := _POSITIVE.search(text.reading, at.start, at.end))
            and not refusal.at.meets(Range(m.start(), m.end()))
        ),
        None,
    )
    if granted:
        return Verdict(Adoption.PARTLY, refusal.at, "structure.verdict.mixed", 0.7)
    return refusal


def _said(text: Text, at: Range, strong_only: bool) -> Verdict | None:
    """The first verdict a sentence says."""
    matcher, rows = _cues()
    for cue, start, end in matcher.find(text.reading[at.start : at.end]):
        adoption, strength = rows[cue]
        if strength == "weak" and strong_only:
            continue
        place = Range(at.start + start, at.start + end)
        return Verdict(Adoption(adoption), place, "structure.verdict.cue", 0.9)
    return None


_ABOUT = re.compile(
    r"(?:关于|对于|针对)?(?:您|你们?)?(?:提出|反映)?的?(?:关于)?(?P<name>[^，。：]{2,60}?)的?(?:建议|问题|意见|诉求|提议)?[，.。]?$"
)


def _whole(text: Text, paragraphs: tuple[Paragraph, ...], sentences: tuple[Sentence, ...]) -> list[Ask]:
    """Verdicts in a letter without parts: 对于您提出的…的建议，我们将认真采纳."""
    asks: list[Ask] = []
    for sentence in sentences:
        if paragraphs[sentence.paragraph].role is not Role.BODY:
            continue
        words = text.cut(sentence.at)
        match = re.search(
            r"(?:对于|关于|针对|对)(?:您|你们?|代表|委员)?(?:所?提出|反映|来信|建议)?的?(?:关于)?(?P<name>[^，。：]{2,60}?)的?(?:建议|问题|意见|诉求)[，,。]",
            words,
        )
        verdict = _said(text, sentence.at, strong_only=True)
        if verdict and match:
            start = sentence.at.start + match.start("name")
            asks.append(Ask(match["name"], Range(start, start + len(match["name"])), None, verdict))
    return asks
