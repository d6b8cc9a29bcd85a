"""Organs of a list that share a level (省财政厅、教育厅), an ending (财政、民政局) or more (市、区民政局)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg import organs
from kg.central_organs import central_organ
from kg.mentions import borders
from kg.model import Kind, Mention, Range, Reference
from kg.organ_endings import function_before

_ZONE_HEAD = re.compile(
    r"[\u4e00-\u9fff]{2,6}?(?:开发区|新区|高新区|经开区|保税区|示范区|试验区|度假区)"
    r"(?=管|党|[\u4e00-\u9fff]{2,8}部门)"
)
_ZONE_TAIL = re.compile(
    r"(?<=[，。、：；（由和与对\n])[\u4e00-\u9fff]{2,6}(?:开发区|新区|高新区|经开区|保税区|示范区|试验区|度假区)$"
)
_BEFORE_SHARED = frozenset("条项，。、：；（）\n由和与及对向经报请在为")
_GLUE = frozenset({"、", "和", "与", "及", "以及", "，", "或"})


def inherited(text: str, found: list[Mention]) -> Iterator[Mention]:
    """Organs of a list that share a level (省财政厅、教育厅) or an ending (市发展改革、财政、民政局)."""
    taken = {i for m in found for i in range(m.at.start, m.at.end)}
    for mention in found:
        organ = organs.read(mention.name) if mention.name.endswith("局") else None
        if organ is None or not organ.bare:
            continue
        at, parts = mention.at.start, []
        while text[at - 1 : at] in ("、", "和") and at > 2:
            size = function_before(text, at - 1, 8)
            if not size or at - 1 - size in taken:
                break
            parts.append((at - 1 - size, at - 1))
            at = at - 1 - size
        word = organs.word_before(text, at) if parts else ""
        for start, end in parts if word else ():
            begin = start - len(word) if start == at else start
            yield Mention(Kind.AGENCY, Range(begin, end), f"{word}{text[start:end]}局", "agency.shared-ending", 0.8)


def levelled(text: str, own: frozenset[str], found: list[Mention]) -> list[Mention]:
    """Bare names of a list take the level of the name before them: 省财政厅、教育厅."""
    done: list[Mention] = []
    level = ""
    for mention in found:
        organ = organs.read(mention.name, None, own) if mention.reference is Reference.NAME else None
        before = done[-1] if done else None
        if organ and not organ.bare and mention.rule in ("agency.level", "agency.division"):
            level = organ.division or organ.word
        elif mention.rule == "agency.bare" and before and text[before.at.end : mention.at.start] in _GLUE:
            done.append(_in_list(before, mention, level))
            continue
        elif mention.rule != "agency.shared-ending":
            level = ""
        done.append(mention)
    return done


def _in_list(before: Mention, mention: Mention, level: str) -> Mention:
    """A bare name behind another of a list: as central, as local or as generic as that one."""
    if before.reference is Reference.GENERIC:
        return replace(mention, kind=Kind.GROUP, rule="agency.generic", reference=Reference.GENERIC)
    row = central_organ(mention.name) if before.rule == "agency.central" else None
    if row:
        return replace(mention, name=row["name"], rule="agency.central", confidence=0.85)
    if level:
        return replace(mention, name=level + mention.name, rule="agency.shared-level", confidence=0.9)
    return mention


def sharing(text: str, found: list[Mention]) -> Iterator[Mention]:
    """The first of two divisions before one ending: 市、区人民政府, 市和城南新区网信部门."""
    for mention in found:
        tail = mention.name[_head_of(mention.name) :]
        if mention.reference is not Reference.NAME or tail == mention.name or len(tail) < 2:
            continue
        at = mention.at.start
        while at > 1 and text[at - 1] in "、和与及":
            start = _division_start(text, at - 1)
            if start is None:
                break
            if not borders.any_of_them(text, start):
                name = text[start : at - 1] + tail
                yield Mention(mention.kind, Range(start, mention.at.end), name, "agency.shared-tail-inside", 0.85)
            at = start


def _head_of(name: str) -> int:
    """How much of a name is its division or level word."""
    for size in range(min(15, len(name) - 2), 1, -1):
        if organs.division_before(name[:size], size) == 0:
            return size
    zone = _ZONE_HEAD.match(name)
    if zone:
        return zone.end()
    return next((len(word) for word in organs.WORDS if name.startswith(word)), 0)


def _division_start(text: str, end: int) -> int | None:
    """Where a division, a zone or a level word begins that ends at a place, if a mark or a joint stands before it."""
    place = organs.division_before(text, end)
    zone = _ZONE_TAIL.search(text, max(0, end - 12), end)
    word = organs.word_before(text, end)
    start = place if place < end else zone.start() if zone else end - len(word) if word else None
    return start if start == 0 or (start is not None and text[start - 1] in _BEFORE_SHARED) else None
