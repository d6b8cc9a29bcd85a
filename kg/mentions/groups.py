"""Groups of organisations that are nobody in particular: 各院校, 民办培训学校, 有关企业."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

import ahocorasick_rs

from kg.lexicon import table
from kg.mentions import borders
from kg.model import Kind, Letter, Mention, Range, Reference

_HEADS = (
    "中小微企业|小微企业|中小企业|企事业单位|用人单位|企业|高等院校|职业院校|技工院校|大专院校|科研院所|"
    "高职院校|中职学校|高职学校|院校|院所|高校|"
    "高等学校|中小学校|中小学|中学|小学|学校|幼儿园|医疗卫生机构|医疗机构|定点医疗机构|医院|卫生院|培训机构|"
    "培训学校|承训机构|养老机构|养老服务机构|"
    "托育机构|金融机构|银行|担保机构|检测机构|中介机构|科研机构|研究机构|服务机构|机构|社会组织|行业协会商会|"
    "行业协会|商协会|商会|协会|社会团体|"
    "合作社|农民专业合作社|个体工商户|市场主体|经营主体|物业服务企业|出租车公司|公司|学会|志愿者队伍|志愿服务组织"
)
_DETERMINER = (
    "各级各类|各类|各级|各有关|各相关|各|有关|相关|所有|全部|部分|其他|其它|广大|众多|多家|一批|全[省市县区]|"
    "[省市县区]内|我[省市县区]|本[省市县区]|"
    "[省市县区]属|辖区内?|域内|当地|本地|国内外?|境内外?"
)
_DETERMINERS = re.compile(_DETERMINER)
_OTHER_NOUN = "(?!家|法|化|生|经营管理|负责人|员工|毕业生|师生|教师|所得税|主(?!体)|管理|职工|治理|间|业|园)"
_MOST = 8


@cache
def _kinds() -> frozenset[str]:
    words = {row["word"] for row in table("organisation_kinds") if len(row["word"]) >= 2 and row["word"] != "组织"}
    return frozenset(words | {"老", "小微"})


@cache
def _phrase() -> re.Pattern[str]:
    words = borders.one_of(_kinds())
    kind = rf"(?>{words})(?={words}|{_HEADS})"
    return re.compile(rf"(?:{_DETERMINER})?(?:{kind}){{0,{_MOST}}}(?:{_HEADS}){_OTHER_NOUN}")


def find(letter: Letter) -> list[Mention]:
    """Groups of organisations, as whole noun phrases."""
    text = letter.text.reading
    places = _places(text)
    return [
        Mention(Kind.GROUP, Range(*m.span()), m.group(), "organisations-in-general", 0.7, Reference.GENERIC)
        for at in borders.stretches(letter)
        for m in _phrases(text, at, places)
    ]


def _phrases(text: str, at: Range, places: list[int]) -> Iterator[re.Match[str]]:
    """The phrases of a stretch, left to right."""
    floor = at.start
    for i in range(bisect_left(places, at.start), bisect_left(places, at.end)):
        if places[i] >= floor and (match := _phrase().match(text, places[i], at.end)):
            floor = match.end()
            yield match


@cache
def _heads() -> tuple[ahocorasick_rs.AhoCorasick, tuple[int, ...]]:
    heads = ahocorasick_rs.AhoCorasick(_HEADS.split("|"), implementation=ahocorasick_rs.Implementation.ContiguousNFA)
    return heads, tuple(sorted({len(kind) for kind in _kinds()}))


def _places(text: str) -> list[int]:
    """Where a phrase may begin: at a head, at kinds of organisations that lead to one, at a determiner before these.
    The pattern is tried there only, because each try goes through hundreds of words."""
    heads, sizes = _heads()
    kinds = _kinds()
    waiting = list({start for _, start, _ in heads.find_matches_as_indexes(text, overlapping=True)})
    found = set(waiting)
    while waiting:
        end = waiting.pop()
        for size in sizes:
            if end - size not in found and text[end - size : end] in kinds:
                found.add(end - size)
                waiting.append(end - size)
    determiners = {
        start for end in found for start in range(max(0, end - 4), end) if _DETERMINERS.fullmatch(text, start, end)
    }
    return sorted(found | determiners)
