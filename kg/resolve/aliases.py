"""Shorter forms of one name in one document: 城南养老院 after 青川市城南养老院, when no other name can be meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg import divisions
from kg.model import ORGANISATIONS, VEHICLES, Kind, Mention, Reference
from kg.resolve.home import LONGEST

_MARKS = re.compile(r"[“”\"‘’《》〈〉]")
_YEAR = re.compile(r"(?:19|20)\d{2}(?:[—-](?:19|20)?\d{2,4})?(?:年度?)?")
_CONTRAST = re.compile(
    r"国家|全国|中央|[省市县区州乡镇村校]级|自治区级|第[一二三四五六七八九十\d]+|[一二三四五六七八九十]期|新|原|旧|老|小|大|高|中|初|[、和与及]"
)
_SPARE = re.compile(r"[的、和与及，（）\s]|试行|暂行")


@dataclass(frozen=True, slots=True)
class Alias:
    """A mention by a shorter form, and the mention that has the whole name."""

    mention: int
    whole: int
    rule: str
    confidence: float


def find(mentions: Sequence[Mention]) -> dict[int, Alias]:
    """The mentions that stand for a longer name before them."""
    found: dict[int, Alias] = {}
    for group in (VEHICLES | {Kind.TEAM}, ORGANISATIONS - {Kind.AGENCY}, {Kind.EVENT}, {Kind.POLICY}):
        places: dict[str, list[int]] = {}
        for i, m in enumerate(mentions):
            if m.kind in group and m.reference is Reference.NAME and m.antecedent is None:
                places.setdefault(_MARKS.sub("", m.name), []).append(i)
        forms = _Forms(places)
        for name, held in places.items():
            whole = _whole(name, held[0], places, mentions, forms)
            if whole is None:
                continue
            rule, confidence, i = whole
            for mention in held:
                found[mention] = Alias(mention, i, rule, confidence)
    return found


class _Forms:
    """The names of a group by what they end with and by what they are without particles."""

    def __init__(self, names: Iterable[str]) -> None:
        known = frozenset(names)
        self.longer: dict[str, list[str]] = {}
        self.spare: dict[str, list[str]] = {}
        for name in names:
            self.spare.setdefault(_SPARE.sub("", name), []).append(name)
            for tail in (name[i:] for i in range(1, len(name))):
                if tail in known:
                    self.longer.setdefault(tail, []).append(name)


def _whole(
    name: str, first: int, places: dict[str, list[int]], mentions: Sequence[Mention], forms: _Forms
) -> tuple[str, float, int] | None:
    """The only longer name that a shorter one can stand for, if it was written before."""
    short = mentions[first]
    if short.kind is Kind.POLICY:
        same = [other for other in forms.spare[_SPARE.sub("", name)] if other != name]
        before = [places[other][0] for other in same if mentions[places[other][0]].at < short.at]
        return ("alias.title-but-for-particles", 0.9, before[0]) if len(before) == len(same) == 1 else None
    longer = forms.longer.get(name, [])
    if len(longer) != 1:
        return None
    i = places[longer[0]][0]
    whole, rest = mentions[i], longer[0].removesuffix(name)
    if not _like(whole.kind, short.kind) or (whole.at.start >= short.at.start and len(name) < 8):
        return None
    if name.startswith(("中", "全国", "全球", "国家", "国际", "世界")):
        return None
    if len(name) >= (3 if short.kind is Kind.EVENT else 4) and _where_or_when(rest):
        return "alias.without-place-or-year", 0.9, i
    if short.kind is Kind.EVENT or _CONTRAST.search(rest):
        return None
    if len(name) >= 6 and len(rest) <= len(name):
        return "alias.shorter-form", 0.8, i
    return None


def _like(one: Kind, other: Kind) -> bool:
    return one is other or Kind.INSTITUTION in (one, other)


def _where_or_when(words: str) -> bool:
    """Whether words are only divisions and years.

    >>> _where_or_when("2008年北京"), _where_or_when("广东省中山市"), _where_or_when("数字技能")
    (True, True, False)
    """
    rest = _YEAR.sub("", words)
    while rest:
        size = next(
            (
                n
                for n in range(min(LONGEST, len(rest)), 1, -1)
                if rest[:n] in divisions.names() or rest[:n] in divisions.by_short()
            ),
            0,
        )
        masked = divisions.MASKED.match(rest)
        size = size or (masked.end() if masked else 0)
        if not size:
            return False
        rest = rest[size:]
    return bool(words)
