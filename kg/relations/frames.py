"""Relations that a word between two names of a sentence says: 入选, 位于, 同时废止."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.model import CONCEPTS, Kind, Letter, Range, Reference, Relation
from kg.relations.names import Names, is_named

_HONOURED = re.compile("入选|获评|获得|荣获|评为|认定为|被认定|授予|获批|列入|作为|确定为|通过|列为|成为|跻身|上榜")
_LOCATED = re.compile(
    "(?:新馆|新校区|校区|院区)?(?P<each>分别)?(?:均|都|现|已)?"
    "(?:位于|坐落[于在]?|地处|落户[于在]?|设[在于]|建[在于]|落地|驻[在于]|选址)"
)
# Whole and part: what stands between 甲 and 乙 when 甲 belongs to 乙, and when 乙 belongs to 甲.
_BELONGS = re.compile("(?:均|都|现)?(?:隶属于?|直属于?|从属于|归属于?|[是为])")
_OF_IT = re.compile("(?:的|所)?(?:直属|下属|所属|下设|内设|全资|控股)")
_RUN_BY = re.compile("(?:^|，|均|都)[由归]$")
_RUNS_IT = re.compile("(?:负责)?(?:主管|直接管理|归口管理|管理|举办)")
_HAS = re.compile("(?:目前|现)?(?:下设|下辖|内设|设有|旗下有?|下属的?|所属的?|直属的?|旗下的)(?:了)?")
_FROM_THEN = re.compile("自[^，。；]{2,24}起(?:施行|实施|执行)")
_PRINTS = re.compile("印发|发布|公布|转发")
_REPEALED = re.compile("[^，。；《》]{0,24}(?:同时废止|予以废止|自行废止|停止执行|相应废止)")
_MORE_TITLES = re.compile(
    "》?(?:（[^（）]{1,40}）)*(?:[、和及以与]{1,2}《[^《》]{2,80}》?(?:（[^（）]{1,40}）)*)*(?:等[^，。；]{0,12})?"
)
_LONGEST_LIST = 1000  # characters of titles that one word ends together
_LISTING = re.compile("[、“”和及与]{0,3}|以及")
_AND_OTHERS = re.compile("[”、]{0,2}等(?:\\d+[个家支所])?")
_FOUNDED = re.compile("(?:创办|成立|设立|注册)(?:了)?")


def find(names: Names, letter: Letter) -> Iterator[Relation]:
    """Relations that a word between two names of a sentence says."""
    mentions = names.mentions
    printed = _printed(names, letter)
    for sentence in letter.body_sentences():
        inside = names.inside(sentence.at)
        actors = [i for i in inside if is_named(mentions[i]) or mentions[i].kind is Kind.TEAM]
        bases = [i for i in inside if mentions[i].kind is Kind.BASE]
        yield from _belonging(names, [i for i in actors if mentions[i].kind is not Kind.TEAM], sentence.at)
        for i in inside:
            mention = mentions[i]
            if mention.kind in (Kind.HONOUR, Kind.BASE):
                yield from _honour(names, i, actors)
            elif mention.kind in (Kind.DIVISION, Kind.PLACE):
                yield from _located(names, i, actors, bases)
            elif mention.kind is Kind.POLICY:
                after = names.text[mention.at.end : sentence.at.end]
                yield from _repealed(names, i, inside, sentence.at, printed)
                before = names.text[sentence.at.start : mention.at.start]
                if after.startswith("的") and before.endswith(("列入", "纳入")):
                    clause = names.clause(mention.at.end)
                    for concept in names.inside(Range(mention.at.end, clause.end), CONCEPTS):
                        yield Relation(i, "concerns", concept, (clause,), "listed-in", 0.8)


def _printed(names: Names, letter: Letter) -> int | None:
    """The document that a notice prints: it is what replaces and implements others; None for the document itself."""
    title = letter.header.title
    if title is None or not _PRINTS.search(title.value):
        return None
    return next(iter(names.inside(title.at, frozenset({Kind.POLICY}))), None)


def _repealed(names: Names, i: int, inside: list[int], sentence: Range, printed: int | None) -> Iterator[Relation]:
    """What a document ends, by itself or by the one whose start the sentence tells: 《甲》自…起施行，《乙》同时废止."""
    at = names.mentions[i].at
    marked = "《" in names.text[at.start - 1 : at.end]
    listed = _MORE_TITLES.match(names.text, at.end, min(sentence.end, at.end + _LONGEST_LIST))
    end = listed.end() if listed else at.end
    if (
        names.mentions[i].reference is not Reference.NAME
        or not marked
        or not _REPEALED.match(names.text, end, sentence.end)
    ):
        return
    begun = [
        j
        for j in inside
        if names.mentions[j].kind is Kind.POLICY
        and names.mentions[j].at.end < at.start
        and _FROM_THEN.match(names.text, names.mentions[j].at.end + (names.text[names.mentions[j].at.end] == "》"))
    ]
    yield Relation(begun[-1] if begun else printed, "replaces", i, (_window(sentence, at),), "repealed", 0.9)


def _belonging(names: Names, actors: list[int], sentence: Range) -> Iterator[Relation]:
    """Which organisation is part of which: 甲隶属于乙, 甲为乙直属事业单位, 甲由乙主管, 乙下设甲, 乙旗下甲."""
    for first, second in pairwise(actors):
        one, other = names.mentions[first].at, names.mentions[second].at
        between, after = names.text[one.end : other.start], names.text[other.end : other.end + 12]
        belongs = _BELONGS.fullmatch(between)
        run = _RUN_BY.search(between) and len(between) <= 30 and "。" not in between and _RUNS_IT.match(after)
        part = whole = None
        if run or (belongs and (between[-1] not in "是为" or _OF_IT.match(after))):
            part, whole = first, second
        elif _HAS.fullmatch(between):
            part, whole = second, first
        if part is not None and whole is not None and Range(one.start, other.end + 12).length <= 300:
            evidence = Range(one.start, min(other.end + 8, sentence.end))
            yield Relation(part, "subOrganizationOf", whole, (evidence,), "belongs", 0.85)


def _window(sentence: Range, at: Range) -> Range:
    """A stretch of at most 400 characters of a sentence that holds a name and, if it can, the sentence's end."""
    return Range(
        max(at.start, sentence.end - 400) if sentence.end - at.start > 400 else at.start,
        min(sentence.end, at.start + 400),
    )


def _last_before(names: Names, place: int, actors: list[int]) -> list[int]:
    """The actors that stand nearest in front of a place: one name, or a list of names joined by marks."""
    before = [i for i in actors if names.mentions[i].at.end <= place]
    if not before:
        return []
    found = [before[-1]]
    for i in reversed(before[:-1]):
        between = names.text[names.mentions[i].at.end : names.mentions[found[-1]].at.start]
        if not _LISTING.fullmatch(between):
            break
        found.append(i)
    return found[::-1]


def _honour(names: Names, i: int, actors: list[int]) -> Iterator[Relation]:
    """Who holds an honour or a base: the names in front of it, listed under it or led to it by 入选, 获评."""
    mention = names.mentions[i]
    holders = _last_before(names, mention.at.start, actors)
    if not holders:
        return
    last = names.mentions[holders[-1]].at
    between = names.text[last.end : mention.at.start]
    if mention.kind is Kind.HONOUR and _AND_OTHERS.fullmatch(between):
        yield from _held(names, holders, i, "listed-as", 0.88)
        return
    found = list(_HONOURED.finditer(between))
    if (
        not found
        or "。" in between
        or (found[-1].group() in ("通过", "列入", "成为", "获得") and mention.kind is Kind.BASE)
    ):
        return
    if mention.at.start - (last.end + found[-1].end()) > 24 or Range(last.start, mention.at.end).length > 400:
        return
    yield from _held(names, holders, i, "honoured", 0.85)


def _held(names: Names, holders: list[int], honour: int, rule: str, sure: float) -> Iterator[Relation]:
    end = names.mentions[honour].at.end
    for holder in holders:
        yield Relation(holder, "holdsHonour", honour, (Range(names.mentions[holder].at.start, end),), rule, sure)


def _located(names: Names, i: int, actors: list[int], bases: list[int]) -> Iterator[Relation]:
    """What lies in a place or was founded there: 甲、乙分别位于…, 在…成立…."""
    place = names.mentions[i].at
    clause = names.clause(place.start)
    before = [a for a in names.inside(clause) if a in actors or a in bases]
    subjects = _last_before(names, place.start, before)
    if subjects:
        last = names.mentions[subjects[-1]].at
        match = _LOCATED.match(names.text, last.end, place.start)
        places = _places(names, match.end(), clause.end) if match else []
        if match and i in places:
            if match["each"] and len(places) == len(subjects):
                subjects = [subjects[places.index(i)]]
            for subject in subjects:
                at = names.mentions[subject].at
                yield Relation(subject, "locatedIn", i, (Range(at.start, place.end),), "situated", 0.9)
    for actor in actors:
        at = names.mentions[actor].at
        if (
            clause.holds(at)
            and place.end <= at.start
            and names.text[clause.start : place.start].endswith(("到", "在", "来"))
            and _FOUNDED.fullmatch(names.text[place.end : at.start])
        ):
            yield Relation(actor, "locatedIn", i, (Range(place.start, at.end),), "founded-at", 0.88)


def _places(names: Names, start: int, end: int) -> list[int]:
    """The places of a list that starts here; of a city and its district the district."""
    found: list[int] = []
    for i in names.inside(Range(start, end), frozenset({Kind.DIVISION, Kind.PLACE})):
        at = names.mentions[i].at
        if at.start == start:
            if found and names.mentions[found[-1]].at.end == at.start:
                found.pop()
        elif not found or not _LISTING.fullmatch(names.text[start : at.start]):
            break
        found.append(i)
        start = at.end
    return found
