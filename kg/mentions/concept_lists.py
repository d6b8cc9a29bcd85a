"""Industries, clusters, occupations and majors in a list that a word behind it names: 甲、乙和丙等产业."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicon import listed, table
from kg.mentions import borders, phrases
from kg.model import Kind, Mention, Range

_LIST = re.compile(r"[^，。；：！？\n、《》]{2,60}(?:、[^，。；：！？\n、《》]{2,30})+")
_BETWEEN_MARKS = re.compile(r"[^，。；：！？\n《》]+")
_AND = re.compile(r"以及|和|及|与|或")
_PART = re.compile("[^、]+")
_ITEM = re.compile(r"[\u4e00-\u9fffA-Za-z0-9+]{2,14}(?:（[\u4e00-\u9fff]{1,6}）[\u4e00-\u9fff]{0,6})?$")
VAGUE = re.compile(
    r"^(?:传统|新兴|优势|特色|主导|支柱|战略性新兴|战略性|未来|重点|相关|现代|先进|千亿级?|百亿级?|万亿级?|富民|"
    r"绿色|本地|地方|县域|乡村|高端|高新技术|高技术|中小企业|先进制造业|"
    r"新型|实体|关键|重要|主要|国家|区域|城市|其他|各|全|该|此类|大|小|多个|配套|上下游|上游|下游|东部|西部|中部|"
    r"东中部|高能级|低端|中低端|劳动密集型|"
    r"外向型|龙头|骨干|首位|主|产业|行业|企业|项目|领域|市场|社会|公共|民生|基层)+$"
)
NOT_ITEM = re.compile(
    r"[的了是在把将被对向从为等]|建设|推进|加强|做好|开展|培训|人才|机构|单位|部门|政策|措施|工作$|服务站|培育|"
    r"规模|能力|水平|体系|机制|环境|问题|^其|^各|相关|以上|企业$|产品$|"
    r"市场|集团|公司|^合理|^科学|^选|^符合|^集聚|^振兴|^突破|^引领|^做|^新增|入选|入围|纳入|获批|突破|^大抓|"
    r"^狠抓|实现|之后|成为|第[\d一二三四五六七八九十]|事业$|主导|"
    r"支柱|引领$|优势$|特色$|富民$|重点$|首位$|加工$|[一二三]$|新兴|未来产业|[型流效新]$|镇街|县域|区域|城乡|^\d"
)
_MAJOR_OPEN = re.compile(r"开设|设置|设立|增设|新增|开办|学习|攻读|就读|停招|撤销")
NOT_MAJOR = re.compile(
    r"人才|群|技术|教师|化|知识|性|服务|机构|人员|合作社|队伍|能力|委员会|课|学位|师资|村|镇|户|市场|大户|力量|"
    r"培训|从事"
)


@cache
def names_of(kind: Kind) -> frozenset[str]:
    """Names of a kind that the tables know."""
    tables = {Kind.INDUSTRY: "industries", Kind.MAJOR: "majors", Kind.OCCUPATION: "occupations"}
    rows = table(tables[kind]) if kind in tables else ()
    return frozenset(name for r in rows for name in (r["name"], *listed(r.get("aliases", ""))))


@cache
def _heads() -> tuple[re.Pattern[str], dict[str, tuple[Kind, str]]]:
    rows = table("concept_heads")
    every = borders.one_of(r["head"] for r in rows)
    plain = borders.one_of(r["head"] for r in rows if not r["and"])
    more = r"(?:等(?![级次离候])|(?=[一二三四五六七八九十两\d]+[大个条类]))"
    pattern = rf"(?P<items>.{{2,40}}?)(?:(?P<mid>{more}.{{0,14}}?)(?P<listed>{every})|(?P<plain>{plain}))"
    return re.compile(pattern), {r["head"]: (Kind(r["kind"]), r["unknown"]) for r in rows}


def find(text: str, at: Range) -> Iterator[Mention]:
    """甲、乙和丙等产业: each name of a list takes the kind of the word behind it."""
    pattern, rows = _heads()
    for first, tail in _closed_lists(text, at, pattern):
        head = tail["listed"] or tail["plain"]
        kind, unknown = rows[head]
        if kind is Kind.MAJOR and NOT_MAJOR.match(text, tail.end()):
            continue
        if head == "企业" and re.search(r"\d|[一二三四五六七八九十]+家", tail["mid"] or ""):
            continue
        items = [_behind_verb(text, i, kind) for i in _items(text, first, tail.end("items"), kind)]
        known = [text[i.start : i.end] in names_of(kind) for i in items]
        opened = kind is Kind.MAJOR and _MAJOR_OPEN.search(text, max(at.start, items[0].start - 20), items[0].end)
        if (kind is Kind.MAJOR and not (opened or any(known))) or not _enough(unknown, known):
            continue
        for item, sure in zip(items, known, strict=True):
            words = text[item.start : item.end]
            if not sure and not _may_be(kind, words):
                continue
            name = words + "产业集群" if kind is Kind.CLUSTER and not words.endswith("集群") else words
            yield Mention(kind, item, name, "concept-listed", 0.9 if sure else 0.75)


def _closed_lists(text: str, at: Range, pattern: re.Pattern[str]) -> Iterator[tuple[int, re.Match[str]]]:
    """Lists that a head closes, as the place where the first item starts and the match of the last item with its
    head; one row of 、 may hold several (甲、乙等行业、丙、丁等领域) or go on behind it (甲、乙等产业提速、升级)."""
    for m in _lists(text, at):
        first, begin = m.start(), m.start()
        while (comma := text.find("、", begin, m.end())) >= 0:
            close = text.find("、", comma + 1, m.end())
            tail = pattern.match(text, comma + 1, close if close >= 0 else m.end())
            begin = comma + 1
            if tail is not None and (close < 0 or tail["listed"]):
                yield first, tail
                first = begin = close + 1 if close >= 0 else m.end()


def _behind_verb(text: str, item: Range, kind: Kind) -> Range:
    """A listed name without the verb before it: 发展林下经济、壮大|林业产业."""
    words = text[item.start : item.end]
    known = names_of(kind)
    cut = words not in known and words[2:] in known and phrases.is_border(words[:2])
    return Range(item.start + 2, item.end) if cut else item


def _lists(text: str, at: Range) -> Iterator[re.Match[str]]:
    """Lists with 、 in a stretch; looked for only between marks that hold a 、."""
    for part in _BETWEEN_MARKS.finditer(text, *at):
        if text.find("、", *part.span()) >= 0:
            yield from _LIST.finditer(text, *part.span())


@cache
def verbs() -> frozenset[str]:
    return frozenset(row["verb"] for row in table("verbs"))


def _is_verb(words: str) -> bool:
    """Whether listed words are a verb that shares its object with the next (调整、设置专业)."""
    return words in verbs() or (len(words) == 4 and words[:2] in verbs() and words[2:] in verbs())


def _enough(unknown: str, known: list[bool]) -> bool:
    """Whether enough names of a list are in the tables for what its head asks."""
    least = {"all": 0, "some": 1, "half": len(known) / 2, "third": 2 * len(known) / 3}[unknown]
    return sum(known) >= max(least, 0 if unknown == "all" else 1)


def _may_be(kind: Kind, words: str) -> bool:
    """Whether a name that no table knows can be a name of this kind."""
    if not _ITEM.match(words) or NOT_ITEM.search(words) or VAGUE.match(words):
        return False
    if kind is Kind.MAJOR:
        return not _is_verb(words)
    if kind is Kind.OCCUPATION:
        return words[-1] in "师员工手人"
    return not phrases.place_prefix(words) or (kind is Kind.INDUSTRY and len(words) > 4)


def _items(text: str, start: int, end: int, kind: Kind) -> Iterator[Range]:
    """The names of a list; the first begins behind the last border before it."""
    for i, part in enumerate(_PART.finditer(text, start, end)):
        begin = part.start() if i else _first_item(text, part.start(), part.end(), kind)
        yield from _split(text, begin, part.end(), kind)


def _first_item(text: str, begin: int, stop: int, kind: Kind) -> int:
    """Where the first name of a list begins: at a known name that ends the words, else behind the last border."""
    for start in range(max(begin, stop - 20), stop - 1):
        if text[start:stop] in names_of(kind):
            return start
    floor = begin
    bracket = text.rfind("（", begin, stop)
    if bracket >= 0 and text[bracket + 1] in "如即":
        floor = bracket + 2
    elif bracket >= 0 and "）" not in text[bracket:stop]:
        stop = bracket
    opened = list(_MAJOR_OPEN.finditer(text, floor, stop)) if kind is Kind.MAJOR else []
    floor = opened[-1].end() if opened else floor
    floor += text.startswith("了", floor)
    if kind is Kind.MAJOR and opened:
        return floor
    return max(floor, phrases.left(text, stop, stop, floor).start)


def _split(text: str, begin: int, stop: int, kind: Kind) -> Iterator[Range]:
    """Names joined by 和; a known name is not split (数据科学与大数据技术)."""
    words = text[begin:stop]
    known = names_of(kind)
    if words not in known:
        for m in _AND.finditer(words):
            left, right = words[: m.start()], words[m.end() :]
            sure = left in known or right in known
            if (sure or kind is Kind.CLUSTER or m.group() in ("和", "以及")) and len(left) > 1 and len(right) > 1:
                yield from _split(text, begin, begin + m.start(), kind)
                yield from _split(text, begin + m.end(), stop, kind)
                return
    bracket = re.fullmatch(r"([^（）]{2,})（(?:含|如)?([^（）]+)", words)
    if bracket:
        yield Range(begin, begin + bracket.end(1))
        yield from _split(text, begin + bracket.start(2), stop, kind)
    elif words.endswith("）") and "（" not in words and len(words) > 2:
        yield from _split(text, begin, stop - 1, kind)
    elif kind is Kind.MAJOR and words.endswith("专业") and len(words) > 3:
        yield from _split(text, begin, stop - 2, kind)
    else:
        yield Range(begin, stop)
