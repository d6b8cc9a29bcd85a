"""Relations that a word between two names of a sentence says: 入选, 位于, 同时废止."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import CONCEPTS, Kind, Letter, Range, Reference, Relation
from kg.relations.names import Names, is_named

_HONOURED = re.compile("入选|获评|获得|荣获|评为|认定为|被认定|授予|获批|列入|作为|确定为|通过|列为|成为|跻身|上榜")
_LOCATED = re.compile("位于|坐落于?|地处|落户于?|设在|驻在|选址")
_PRINTS = re.compile("印发|发布|公布|转发")
_REPEALED = re.compile("同时废止|予以废止|自行废止|停止执行|相应废止")
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
        for i in inside:
            mention = mentions[i]
            if mention.kind in (Kind.HONOUR, Kind.BASE):
                yield from _honour(names, i, actors)
            elif mention.kind in (Kind.DIVISION, Kind.PLACE):
                yield from _located(names, i, actors)
            elif mention.kind is Kind.POLICY:
                after = names.text[mention.at.end : sentence.at.end]
                if (
                    _REPEALED.search(after)
                    and mention.reference is Reference.NAME
                    and "《" in names.text[mention.at.start - 1 : mention.at.end]
                ):
                    yield Relation(printed, "replaces", i, (_window(sentence.at, mention.at),), "repealed", 0.9)
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


def _located(names: Names, i: int, actors: list[int]) -> Iterator[Relation]:
    """Which actor of the clause lies in a place or was founded there: …位于…, 在…成立…."""
    place = names.mentions[i].at
    clause = names.clause(place.start)
    for actor in actors:
        at = names.mentions[actor].at
        if not clause.holds(at):
            continue
        if at.end <= place.start and _LOCATED.fullmatch(names.text[at.end : place.start]):
            yield Relation(actor, "locatedIn", i, (Range(at.start, place.end),), "situated", 0.9)
        elif (
            place.end <= at.start
            and names.text[clause.start : place.start].endswith(("到", "在", "来"))
            and _FOUNDED.fullmatch(names.text[place.end : at.start])
        ):
            yield Relation(actor, "locatedIn", i, (Range(place.start, at.end),), "founded-at", 0.88)
