"""The proposal or suggestion that a letter replies to."""

from __future__ import annotations

import re

from kg.model import Field, ProposalRef, Range
from kg.structure.lines import on_one_line

_SESSION = re.compile(
    r"(?:[\u4e00-\u9fa5]{0,12}?(?:政协|人大|人民代表大会|人民政治协商会议)|[省市县区州])?"
    r"(?:第?[一二三四五六七八九十\d]{1,3}届)"
    r"(?:[\u4e00-\u9fa5]{0,4}?(?:政协|人大|委员会|人民代表大会|代表大会))?"
    r"(?:第?[一二三四五六七八九十\d]{1,3}次)(?:全体)?会议"
)
_TITLED = re.compile(
    r"(?:提出|提交|反映|来信|领衔提出|所提|联名提出)(?:的|了)?(?:[^《。]{0,40})《"
    r"(?P<title>(?:[^《》]|《[^《》]*》|〈[^〉]*〉){4,120})》"
)
_UNTITLED = re.compile(
    r"(?:提出|提交|所提|反映)(?:的|了)?(?:第[\dA-Za-z]+号)?(?:[“\"](?P<quoted>关于[^”\"。]{3,100})[”\"]|"
    r"《?(?P<title>关于[^。《》]{4,100}?的(?:建议|提案))(?=[（，]|收|已|，))"
)
_BARE = re.compile(r"《(?P<title>(?:[^《》]|《[^《》]*》){4,120}(?:建议|提案|议案))》")
_NEXT_TITLE = re.compile(r"(?:（[^（）]{0,40}）)?(?:提案|建议)?[、和及，]《([^《》]{4,120})》")
_LABELS = (
    ("number", re.compile(r"(?:提案|建议|案)(?:编)?号[：:]第?([A-Za-z]{0,3}\d{1,12})号?")),
    ("title", re.compile(r"(?:案由|(?:提案|建议)(?:题目|标题|名称))[：:]《?([^》]{4,100}?)》?$")),
)
_BEFORE_SESSION = re.compile(
    r"关于(?:对)?|[对在](?=[省市县区州全第十])|您|你们|答复|的|(?:局|厅|办公室|办公厅|人民政府|委员会)(?=[对关])"
)
_NUMBER = re.compile(
    r"(?:第|编号[：:]?|提案|建议|案号[：:]?)\s?(?P<number>[A-Za-z]{0,3}\d{1,12}[A-Za-z]?)号|(?:提案|建议)"
    r"(?:编号|号)?[：:]?(?P<bare>\d{2,12})(?=[）)])"
)
_REPLIED = re.compile(r"收悉|收到|答复如下|函复如下|回复如下|复函如下")


def find(
    reading: str,
    title: Field | None,
    opening: Range | None,
    *,
    addressees: tuple[Field, ...],
    addressed: str,
    data: tuple[Range, ...] = (),
) -> tuple[ProposalRef, ...]:
    """The proposals a letter replies to, from its opening and its title; none for letters of citizens and organs."""
    heading = title.value if title else ""
    words = reading[opening.start : opening.end] if opening else ""
    if not re.search(r"提案|号建议|代表建议|人大.{0,12}建议", heading) and not (
        re.search(r"委员[：:]$|代表[：:]$", addressed) or re.search(r"(?:提案|建议)[（(]?(?:编号|第)", words)
    ):
        return ()
    session = _session(reading, title, opening)
    kind = _kind(heading, words, addressed)
    if opening is None:
        if title is None:
            return ()
        number = _numbers(reading, title.at)
        return (ProposalRef(kind, title.at, number[0] if number else None, None, session, addressees),)
    whole = _sentence(reading, opening)
    titles = [
        Field(m["title"], Range(*m.span("title")), "structure.proposal-title")
        for m in _TITLED.finditer(reading, whole.start, whole.end)
    ]
    for pattern in (_UNTITLED, _BARE):
        titles = titles or [
            Field(m[m.lastgroup], Range(*m.span(m.lastgroup)), "structure.proposal-title", 0.85)
            for m in pattern.finditer(reading, whole.start, whole.end)
            if m.lastgroup
        ]
    titles += _further(reading, whole, titles)
    numbers = _numbers(reading, whole) or (_numbers(reading, title.at) if title else [])
    if len(titles) > 1:
        refs = []
        for i, field in enumerate(titles):
            until = titles[i + 1].at.start if i + 1 < len(titles) else whole.end
            near = [n for n in numbers if field.at.end <= n.at.start < until] or numbers[i : i + 1]
            refs.append(ProposalRef(kind, whole, near[0] if near else None, field, session, addressees))
        return tuple(refs)
    told = _labelled(reading, data)
    name = titles[0] if titles else told.get("title")
    number_told = numbers[0] if numbers else told.get("number")
    if name is None and number_told is None and session is None:
        return ()
    return (ProposalRef(kind, whole, number_told, name, session, addressees),)


def _labelled(reading: str, data: tuple[Range, ...]) -> dict[str, Field]:
    """What a table above the letter tells: 提案编号：第12号, 案由：关于…的提案."""
    told: dict[str, Field] = {}
    for at in data:
        for name, pattern in _LABELS:
            match = pattern.search(reading, at.start, at.end)
            if match and name not in told:
                told[name] = Field(match.group(1), Range(*match.span(1)), f"structure.proposal-{name}", 0.9)
    return told


def _further(reading: str, whole: Range, titles: list[Field]) -> list[Field]:
    """Titles that follow the first: 《…》（第1号）、《…》（第2号）收悉."""
    found: list[Field] = []
    place = titles[-1].at.end + 1 if titles else whole.end
    while match := _NEXT_TITLE.match(reading, place, whole.end):
        found.append(Field(match.group(1), Range(*match.span(1)), "structure.proposal-title"))
        place = match.end()
    return found


def _sentence(reading: str, opening: Range) -> Range:
    """The part of the opening that names what is replied to."""
    match = _REPLIED.search(reading, opening.start, opening.end)
    return Range(opening.start, match.end() if match else opening.end)


def _numbers(reading: str, at: Range) -> list[Field]:
    return [
        Field(m["number"] or m["bare"], Range(*m.span()), "structure.proposal-number")
        for m in _NUMBER.finditer(reading, at.start, at.end)
        if reading[m.start() - 1 : m.start()] not in ("〕", "]")
    ]


def _session(reading: str, title: Field | None, opening: Range | None) -> Field | None:
    """The session named by the title or the opening, with the body before it: 市政协五届二次会议."""
    for at in (title.at if title else None, opening):
        if at is None:
            continue
        words, places = on_one_line(reading, at)
        match = _SESSION.search(words)
        if match:
            cut = max((m.end() for m in _BEFORE_SESSION.finditer(match.group())), default=0)
            place = Range(places[match.start() + cut], places[match.end() - 1] + 1)
            return Field(match.group()[cut:], place, "structure.session")
    return None


def _kind(heading: str, words: str, addressed: str) -> str:
    if "提案" in heading:
        return "tian"
    if "建议" in heading:
        return "jianyi"
    if "提案" in words or re.search(r"委员[：:]$", addressed):
        return "tian"
    return "jianyi"
