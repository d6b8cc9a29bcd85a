"""Sessions, named meetings, contests, fairs and festivals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicon import Matcher, table
from kg.mentions import borders, stems
from kg.model import Kind, Letter, Mention, Range, Role
from kg.places import Taken

_N = "[一二三四五六七八九十百0-9]{1,4}"
_BODY = "政协|人大|人民代表大会|党代会|党代表大会|人民政治协商会议"
_SESSION = re.compile(
    rf"(?:(?:{_BODY}|党?委)?第?{_N}届(?:全国|[\u4e00-\u9fff]{{0,6}}?[省市县区])?"
    rf"(?:{_BODY}|委员会|常委会|中央纪委)?(?:常务委员会)?第?{_N}次(?:全体)?(?:会议|全会)"
    rf"|第?{_N}届(?:全国)?(?:{_BODY}|中央委员会)?第?{_N}[次中](?:全体会议|全会))"
)
_CONGRESS = re.compile(
    r"党的(?:[一二]?十[一二三四五六七八九]?大)(?![家会])|中共[一二]?十[一二三四五六七八九]?大|"
    r"党的第?[一二]?十[一二三四五六七八九]?届[一二三四五六七八九]中全会"
)
_STANDING = re.compile(
    rf"(?:国务院|(?:[\u4e00-\u9fff]{{2,6}}?[省市县区州])?(?:人民)?政府|"
    rf"(?:[省市县区州]|自治区)(?:人民)?政府)(?:党组)?(?:{_N}届)?第?{_N}次(?:常务|全体|党组|专题)会议"
)
_PASSED = re.compile(r"通过|修订|修正|批准")
_BEFORE_SESSION = re.compile(r"(?:全国|自治区|中国)$|[省市县区州]$")
_ORDINAL = re.compile(rf"(?:(?:19|20)\d{{2}}年?)?(?:第{_N}届|首届|本届)")
_YEAR = re.compile(r"(?:19|20)\d{2}(?:年度?|[—-])?")
_WIDE = ("中国", "全国", "世界", "国际", "全球", "亚洲", "粤港澳大湾区")
_CUE = re.compile(r"(?:出席|参加|参展|召开|举办|举行|承办|主办|协办|亮相|列席|开展|筹办|办好|赴|在)了?$")
_OTHER_NOUN = re.compile(r"[员场长议制]|事业|活动(?!周)|精神|赛道|馆|中心|组委会")
_PART = re.compile(r"（[\u4e00-\u9fff]{2,6}[片场区站]）")
_FULL_STOP = "的了等将各有在但是"
_LONGEST = 30


def find(letter: Letter) -> list[Mention]:
    """Events with a name; the sessions of the letterhead first."""
    text = letter.text.reading
    found = [
        Mention(Kind.EVENT, ref.session.at, letter.text.cut(ref.session.at), "session-of-the-proposal", 0.95)
        for ref in letter.header.proposals
        if ref.session
    ]
    passed = [
        p.at for p in letter.paragraphs[:16] if p.role is Role.FURNITURE and _PASSED.search(letter.text.cut(p.at))
    ]
    found += [mention for at in passed for mention in _sessions(text, at)]
    taken = Taken(len(text), (m.at for m in found))
    for at in borders.stretches(letter):
        for mention in (*_sessions(text, at), *_standing(text, at), *_named(text, at)):
            if not taken.meets(mention.at):
                taken.add(mention.at)
                found.append(mention)
    return found


def _sessions(text: str, at: Range) -> Iterator[Mention]:
    """甲市政协五届二次会议, 党的某届全会."""
    if text.find("党的", *at) >= 0 or text.find("中共", *at) >= 0:
        for match in _CONGRESS.finditer(text, *at):
            yield Mention(Kind.EVENT, Range(*match.span()), match.group(), "session", 0.9)
    if text.find("届", *at) >= 0:
        for match in _SESSION.finditer(text, *at):
            start = _with_place(text, at.start, match.start())
            yield Mention(Kind.EVENT, Range(start, match.end()), text[start : match.end()], "session", 0.9)


def _standing(text: str, at: Range) -> Iterator[Mention]:
    """国务院第12次常务会议, 市政府第8次常务会议: a numbered meeting of an organ."""
    for match in _STANDING.finditer(text, at.start, at.end) if text.find("会议", *at) >= 0 else ():
        yield Mention(Kind.EVENT, Range(*match.span()), match.group(), "session-of-an-organ", 0.9)


def _with_place(text: str, floor: int, start: int) -> int:
    """The start of a session's name with the division in front."""
    for i in range(max(floor, start - 11), start):
        if stems.place(text[i:start]) == text[i:start]:
            return i
    match = _BEFORE_SESSION.search(text[max(floor, start - 3) : start])
    return start - len(match.group()) if match else start


@cache
def _heads() -> tuple[Matcher, dict[str, bool]]:
    rows = {row["head"]: row["alone"] == "yes" for row in table("event_heads")}
    return Matcher(rows), rows


def _named(text: str, at: Range) -> Iterator[Mention]:
    """Meetings, fairs and contests by their ending, with a place, a number or quotation marks that make them one."""
    matcher, rows = _heads()
    for head, begin, end in matcher.within(text, *at):
        if _OTHER_NOUN.match(text, end):
            continue
        name = _start(text, begin, at.start, rows[head])
        if name is None:
            continue
        close = _PART.match(text, end)
        whole = Range(name[0], close.end() if close else end)
        yield Mention(Kind.EVENT, whole, text[slice(*whole)], name[1], 0.8)


def _start(text: str, head: int, floor: int, alone: bool) -> tuple[int, str] | None:
    """Where the name of an event begins, and the rule; None when it is any meeting."""
    left = borders.clause_start(text, head, max(floor, head - _LONGEST), borders.CLAUSE_MARKS + "、《》（）")
    clause = text[left:head]
    quote = max(clause.rfind(mark) for mark in '“"')
    if quote >= 0 and clause.count("”") == 0 and clause.count('"') < 2:
        return left + quote + 1, "event-in-quotes"
    ordinal = list(_ORDINAL.finditer(clause))
    if ordinal and ordinal[-1].group() != "本届":
        begin = ordinal[-1].start()
        if not _is_name(clause[ordinal[-1].end() :]):
            return None
        return left + _place_before(clause, begin), "event-by-number"
    for i in range(len(clause)):
        rest = clause[i:]
        place = stems.place(rest) or next((word for word in _WIDE if rest.startswith(word)), "")
        year = _YEAR.match(rest)
        lead = len(place) or (year.end() if year else 0)
        body = rest[lead:]
        if (
            lead
            and (alone or len(body) >= 2)
            and _is_name(body)
            and (i == 0 or _CUE.search(clause[:i]) or _edge(clause[:i]))
        ):
            return left + i, "event-with-place-or-year"
    cue = list(re.finditer(r"出席|参加|举办|承办|主办|召开|亮相", clause))
    if cue and len(body := clause[cue[-1].end() :].lstrip("了")) >= 6 and _is_name(body) and stems.own_words(body) >= 4:
        return head - len(body), "event-after-verb"
    return (head, "event-known") if alone else None


def _place_before(clause: str, begin: int) -> int:
    for i in range(max(0, begin - 8), begin):
        if stems.place(clause[i:begin]) == clause[i:begin] or clause[i:begin] in ("中国", "全国"):
            return i
    level = _BEFORE_SESSION.search(clause[:begin])
    return level.start() if level and _edge(clause[: level.start()] or "由") else begin


def _edge(before: str) -> bool:
    return bool(re.search(r"[和与及在为了将对由暨]$", before))


def _is_name(body: str) -> bool:
    """Whether the words between place and head may belong to a name: no particle, no list, no verb of holding."""
    return not any(char in body for char in _FULL_STOP) and not re.search(
        r"举办|承办|召开|组织|参加|开展|出席|亮相|包括|单位|条件|夺|人民代表|业主|代表团|相关|工作|赴|健儿|"
        r"[一二三四五六七八九十两\d]+[场次届期个]|领导|政府|局|委员会",
        body,
    )
