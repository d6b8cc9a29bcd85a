"""Industries, clusters of industry, occupations and fields of study that a letter names as objects of policy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicon import Matcher, table
from kg.mentions import borders, concept_lists, phrases
from kg.mentions.concept_lists import NOT_ITEM, NOT_MAJOR, VAGUE, names_of, verbs
from kg.model import Kind, Letter, Mention, Range

_PURSUED = re.compile(
    r"(?:发展|支持|布局|培育|壮大|做强|做大|聚焦|围绕|瞄准|扶持|谋划|抢抓|抢占|深耕|推广|加快|打造|推动|促进|鼓励|"
    r"引导|振兴|探索)(?:了|好)?(?:以)?$"
)
_STANDS = re.compile(r"(?:等|产业|行业|领域|赛道|企业|技术|装备|和|与|及|为|发展|项目|[，。；、：！？\n（）的”])|$")
# Names of the tables read across two words: 国|家政|策, 绿|化工|程, 水|利用.
_ACROSS = re.compile(r"国家政|中医药|集体育|[绿美液优强硬亮净深细活转]化工|.?水利用|.?化工程|.?交通知|.?金融合")
_ONE_CHARACTER = "茶药竹盐铝铜糖烟酒鱼羊牛果花菌"
_FINER = re.compile(r"(?:现代|高技术|高端|先进|特色|智慧|绿色|生态|数字|新型)$")
_SELF = re.compile(r"(?:业|经济)$")
_TRADE_WORD = re.compile(
    r"(?:服务|制造|加工|养殖|种植|运输|零售|批发|维修|中介|出版|印刷|开采|配送|租赁|培训|美容|装修|经纪)$"
)
_TRADE_OPEN = re.compile(r"(?:进入|从事|规范|发展|支持|涉足|投身|整顿|监管|鼓励|促进|推动|加强|经营|开展)$")
_ALONE = re.compile(r"产业集群|集群|产业|行业|领域|赛道|专业")
_TRADE_AFTER = re.compile(r"事务所|[程作业艺序具厂会资友龄伤期商段负]")
_NO_FOLLOW = re.compile(
    r"[者人员主态务绩余界链城带园区部]|结构|基地|园|示范|大会|局|厅|部|委|学院|大学|协会|联合会|博览|办公室|主管"
)


@cache
def _free() -> tuple[Matcher, dict[str, Kind]]:
    """Names that are looked for outside lists."""
    kinds = {r["name"]: Kind.INDUSTRY for r in table("industries") if r["use"] == "free"}
    kinds |= dict.fromkeys(names_of(Kind.OCCUPATION), Kind.OCCUPATION)
    return Matcher(kinds), kinds


def find(letter: Letter) -> list[Mention]:
    """Industries, clusters, occupations and majors of a letter, in the order of the text."""
    text = letter.text.reading
    titles = phrases.titles(text)
    found: list[Mention] = []
    for at in phrases.readable(letter):
        found += concept_lists.find(text, at)
        found += _alone(text, at)
        found += _free_standing(text, at)
    found += _in_the_title(letter)
    free = [m for m in found if not any(t.holds(m.at) for t in titles)]
    chosen = borders.first_of_each(sorted(free, key=lambda m: (-m.at.length, m.at.start)))
    return sorted([*chosen, *_again(letter, chosen)], key=lambda m: (m.at.start, m.at.end, m.kind))


@cache
def _industries() -> Matcher:
    """Names of industries and technologies that are looked for outside lists, the short ones left out."""
    return Matcher(name for name, kind in _free()[1].items() if kind is Kind.INDUSTRY and len(name) >= 3)


def _in_the_title(letter: Letter) -> Iterator[Mention]:
    """A technology or industry that the title of the document is about: 区块链 of …运用区块链…若干规定, wherever the
    text names it."""
    title = letter.header.title
    if title is None:
        return
    text = letter.text.reading
    names = {name for name, _, _ in _industries().find(letter.text.cut(title.at))}
    if not names:
        return
    matcher = Matcher(names)
    for at in phrases.readable(letter):
        for name, s, e in matcher.within(text, *at):
            if not _NO_FOLLOW.match(text, e):
                yield Mention(Kind.INDUSTRY, Range(s, e), name, "concept-of-the-title", 0.8)


def _alone(text: str, at: Range) -> Iterator[Mention]:
    """One name before 专业, 产业, 行业 or 集群."""
    for m in _ALONE.finditer(text, at.start, at.end):
        head, place = m.group(), m.start()
        if text[place - 1 : place] == "、" or place == at.start:
            continue
        if head == "专业":
            if not NOT_MAJOR.match(text, m.end()) and (name := _ending(text, at.start, place, names_of(Kind.MAJOR))):
                yield Mention(Kind.MAJOR, name, text[name.start : name.end], "concept-before-head", 0.85)
            continue
        name = _ending(text, at.start, place, names_of(Kind.INDUSTRY))
        if head.endswith("集群"):
            yield from _cluster(text, at, m.start(), m.end())
        elif name:
            yield Mention(Kind.INDUSTRY, name, text[name.start : name.end], "concept-before-head", 0.85)
        elif head in ("产业", "行业") and not _NO_FOLLOW.match(text, m.end()):
            yield from (_open_industry if head == "产业" else _open_trade)(text, at, m.start(), m.end())


def _ending(text: str, floor: int, place: int, names: frozenset[str]) -> Range | None:
    """The longest known name that ends at a place and is not the end of a longer word."""
    for start in range(max(floor, place - 16), place - 1):
        if text[start:place] in names:
            return Range(start, place)
    return None


def _cluster(text: str, at: Range, head: int, end: int) -> Iterator[Mention]:
    phrase = phrases.left(text, head, end, at.start)
    words = text[phrase.start : head].removesuffix("产业")
    words = words[len(phrases.place_prefix(words)) :]
    vague = bool(VAGUE.match(words) or NOT_ITEM.search(words))
    told = words in names_of(Kind.INDUSTRY) or text.startswith("产业", head)
    if 2 <= len(words) <= 12 and told and not vague and not phrase.counted:
        yield Mention(Kind.CLUSTER, Range(head - len(words), end), words + "产业集群", "concept-cluster", 0.8)


def _open_industry(text: str, at: Range, head: int, end: int) -> Iterator[Mention]:
    """A trade that no table knows, by the word 产业: 金枣产业."""
    phrase = phrases.left(text, head, end, at.start)
    start = phrase.joined or phrase.start
    words = text[start:head]
    place = phrases.place_prefix(words)
    start += len(place)
    words = words[len(place) :]
    if 1 <= len(words) <= 5 and not phrase.counted and not phrases.specific(words) < min(2, len(words)):
        if (len(words) == 1 and words not in _ONE_CHARACTER) or words[:2] in verbs() or phrases.is_border(words):
            return
        if not VAGUE.match(words) and not NOT_ITEM.search(words) and re.fullmatch(r"[\u4e00-\u9fff]+", words):
            yield Mention(Kind.INDUSTRY, Range(start, end), text[start:end], "concept-open-industry", 0.7)


def _open_trade(text: str, at: Range, head: int, end: int) -> Iterator[Mention]:
    """A trade that no table knows, by the word 行业 behind what it does: 家电维修行业."""
    phrase = phrases.left(text, head, end, at.start)
    start = phrase.joined or phrase.start
    words = text[start:head]
    vague = VAGUE.match(words) or NOT_ITEM.search(words.removesuffix("培训")) or _TRADE_OPEN.search(words)
    if (
        4 <= len(words) <= 6
        and _TRADE_WORD.search(words)
        and phrases.specific(words) >= 2
        and not (vague or phrase.counted)
    ):
        yield Mention(Kind.INDUSTRY, Range(start, head), words, "concept-open-trade", 0.7)


def _free_standing(text: str, at: Range) -> Iterator[Mention]:
    """Names of the tables that need no list: 低空经济, 养老护理员."""
    matcher, kinds = _free()
    for name, start, end in matcher.within(text, *at):
        if kinds[name] is Kind.INDUSTRY:
            place = _industry(text, at, start, end)
        else:
            stands = len(name) > 2 or _apart(text, start, end)
            place = Range(start, end) if stands and not _TRADE_AFTER.match(text, end) else None
        if place is not None:
            yield Mention(kinds[name], place, text[place.start : place.end], "concept-by-table", 0.85)


def _industry(text: str, at: Range, start: int, end: int) -> Range | None:
    """Where an industry of the table is named, if it stands as an object of policy: with 高技术 before 制造业, without
    产业 behind a name that needs none."""
    name = text[start:end]
    if _NO_FOLLOW.match(text, end) or VAGUE.match(name.removesuffix("产业")):
        return None
    pursued = _PURSUED.search(text[max(at.start, start - 6) : start]) and _STANDS.match(text, end)
    if not (_SELF.search(name) or pursued):
        return None
    finer = _FINER.search(text[max(at.start, start - 3) : start])
    if finer and _SELF.search(name):
        return Range(start - len(finer.group()), end)
    stem = name.removesuffix("产业")
    return Range(start, start + len(stem) if stem in names_of(Kind.INDUSTRY) else end)


def _apart(text: str, start: int, end: int) -> bool:
    """Whether a short name of a trade stands between marks or joining words: 焊工、电工等."""
    return text[start - 1 : start] in tuple("，。、：（和及与或“\n") and text[end : end + 1] in tuple(
        "，。、）和及与或等”\n"
    )


def _again(letter: Letter, chosen: list[Mention]) -> Iterator[Mention]:
    """Other places where a concept of the letter is named, inside longer names too."""
    text = letter.text.reading
    names: dict[str, Kind] = {}
    for mention in chosen:
        if (
            mention.kind is not Kind.CLUSTER
            and len(mention.name) >= 2
            and mention.name == text[mention.at.start : mention.at.end]
        ):
            known = names.get(mention.name)
            names[mention.name] = min(known, mention.kind) if known else mention.kind
    if not names:
        return
    taken = {i for m in chosen for i in range(m.at.start, m.at.end)}
    matcher = Matcher(names)
    for at in phrases.readable(letter):
        for name, s, e in matcher.within(text, *at):
            place = Range(s, e)
            across = _ACROSS.match(text, max(at.start, place.start - 1), min(at.end, place.end + 1))
            if not across and not taken.intersection(range(place.start, place.end)):
                yield Mention(names[name], place, name, "concept-again-inside", 0.7)
