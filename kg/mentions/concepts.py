"""Industries, clusters of industry, occupations and fields of study that a letter names as objects of policy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicon import Matcher, listed, table
from kg.mentions import borders, phrases
from kg.model import Kind, Letter, Mention, Range

_LIST = re.compile(r"[^，。；：！？\n、《》]{2,60}(?:、[^，。；：！？\n、《》]{2,30})+")
_BETWEEN_MARKS = re.compile(r"[^，。；：！？\n《》]+")
_AND = re.compile(r"以及|和|及|与|或")
_PART = re.compile("[^、]+")
_ITEM = re.compile(r"[\u4e00-\u9fffA-Za-z0-9+]{2,14}(?:（[\u4e00-\u9fff]{1,6}）[\u4e00-\u9fff]{0,6})?$")
_VAGUE = re.compile(
    r"^(?:传统|新兴|优势|特色|主导|支柱|战略性新兴|战略性|未来|重点|相关|现代|先进|千亿级?|百亿级?|万亿级?|富民|"
    r"绿色|本地|地方|县域|乡村|高端|高新技术|高技术|中小企业|先进制造业|"
    r"新型|实体|关键|重要|主要|国家|区域|城市|其他|各|全|该|此类|大|小|多个|配套|上下游|上游|下游|东部|西部|中部|"
    r"东中部|高能级|低端|中低端|劳动密集型|"
    r"外向型|龙头|骨干|首位|主|产业|行业|企业|项目|领域|市场|社会|公共|民生|基层)+$"
)
_NOT_ITEM = re.compile(
    r"[的了是在把将被对向从为等]|建设|推进|加强|做好|开展|培训|人才|机构|单位|部门|政策|措施|工作$|服务站|培育|"
    r"规模|能力|水平|体系|机制|环境|问题|^其|^各|相关|以上|企业$|产品$|"
    r"市场|集团|公司|^合理|^科学|^选|^符合|^集聚|^振兴|^突破|^引领|^做|^新增|入选|入围|纳入|获批|突破|^大抓|"
    r"^狠抓|实现|之后|成为|第[\d一二三四五六七八九十]|事业$|主导|"
    r"支柱|引领$|优势$|特色$|富民$|重点$|首位$|加工$|[一二三]$|新兴|未来产业|[型流效新]$|镇街|县域|区域|城乡|^\d"
)
_MAJOR_OPEN = re.compile(r"开设|设置|设立|增设|新增|开办|学习|攻读|就读|停招|撤销")
_NOT_MAJOR = re.compile(
    r"人才|群|技术|教师|化|知识|性|服务|机构|人员|合作社|队伍|能力|委员会|课|学位|师资|村|镇|户|市场|大户|力量|"
    r"培训|从事"
)
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
def _known() -> dict[Kind, frozenset[str]]:
    """Names of each kind that the tables know."""
    return {
        Kind.INDUSTRY: frozenset(r["name"] for r in table("industries")),
        Kind.MAJOR: frozenset(r["name"] for r in table("majors")),
        Kind.OCCUPATION: frozenset(n for r in table("occupations") for n in (r["name"], *listed(r["aliases"]))),
    }


@cache
def _heads() -> tuple[re.Pattern[str], dict[str, tuple[Kind, str]]]:
    rows = table("concept_heads")
    every = borders.one_of(r["head"] for r in rows)
    plain = borders.one_of(r["head"] for r in rows if not r["and"])
    more = r"(?:等(?![级次离候])|(?=[一二三四五六七八九十两\d]+[大个条类]))"
    pattern = rf"(?P<items>.{{2,40}}?)(?:(?P<mid>{more}.{{0,14}}?)(?P<listed>{every})|(?P<plain>{plain}))"
    return re.compile(pattern), {r["head"]: (Kind(r["kind"]), r["unknown"]) for r in rows}


@cache
def _free() -> tuple[Matcher, dict[str, Kind]]:
    """Names that are looked for outside lists."""
    kinds = {r["name"]: Kind.INDUSTRY for r in table("industries") if r["use"] == "free"}
    kinds |= dict.fromkeys(_known()[Kind.OCCUPATION], Kind.OCCUPATION)
    return Matcher(kinds), kinds


def find(letter: Letter) -> list[Mention]:
    """Industries, clusters, occupations and majors of a letter, in the order of the text."""
    text = letter.text.reading
    titles = phrases.titles(text)
    found: list[Mention] = []
    for at in phrases.readable(letter):
        found += _listed(text, at)
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


def _listed(text: str, at: Range) -> Iterator[Mention]:
    """甲、乙和丙等产业: each name of a list takes the kind of the word behind it."""
    pattern, rows = _heads()
    for first, tail in _closed_lists(text, at, pattern):
        head = tail["listed"] or tail["plain"]
        kind, unknown = rows[head]
        if kind is Kind.MAJOR and _NOT_MAJOR.match(text, tail.end()):
            continue
        if head == "企业" and re.search(r"\d|[一二三四五六七八九十]+家", tail["mid"] or ""):
            continue
        items = [_behind_verb(text, i, kind) for i in _items(text, first, tail.end("items"), kind)]
        known = [text[i.start : i.end] in _known().get(kind, ()) for i in items]
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
    known = _known().get(kind, frozenset())
    cut = words not in known and words[2:] in known and phrases.is_border(words[:2])
    return Range(item.start + 2, item.end) if cut else item


def _lists(text: str, at: Range) -> Iterator[re.Match[str]]:
    """Lists with 、 in a stretch; looked for only between marks that hold a 、."""
    for part in _BETWEEN_MARKS.finditer(text, *at):
        if text.find("、", *part.span()) >= 0:
            yield from _LIST.finditer(text, *part.span())


@cache
def _verbs() -> frozenset[str]:
    return frozenset(row["verb"] for row in table("verbs"))


def _is_verb(words: str) -> bool:
    """Whether listed words are a verb that shares its object with the next (调整、设置专业)."""
    return words in _verbs() or (len(words) == 4 and words[:2] in _verbs() and words[2:] in _verbs())


def _enough(unknown: str, known: list[bool]) -> bool:
    """Whether enough names of a list are in the tables for what its head asks."""
    least = {"all": 0, "some": 1, "half": len(known) / 2, "third": 2 * len(known) / 3}[unknown]
    return sum(known) >= max(least, 0 if unknown == "all" else 1)


def _may_be(kind: Kind, words: str) -> bool:
    """Whether a name that no table knows can be a name of this kind."""
    if not _ITEM.match(words) or _NOT_ITEM.search(words) or _VAGUE.match(words):
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
        if text[start:stop] in _known().get(kind, ()):
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
    known = _known().get(kind, frozenset())
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


def _alone(text: str, at: Range) -> Iterator[Mention]:
    """One name before 专业, 产业, 行业 or 集群."""
    known = _known()
    for m in _ALONE.finditer(text, at.start, at.end):
        head, place = m.group(), m.start()
        if text[place - 1 : place] == "、" or place == at.start:
            continue
        if head == "专业":
            if not _NOT_MAJOR.match(text, m.end()) and (name := _ending(text, at.start, place, known[Kind.MAJOR])):
                yield Mention(Kind.MAJOR, name, text[name.start : name.end], "concept-before-head", 0.85)
            continue
        name = _ending(text, at.start, place, known[Kind.INDUSTRY])
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
    vague = bool(_VAGUE.match(words) or _NOT_ITEM.search(words))
    told = words in _known()[Kind.INDUSTRY] or text.startswith("产业", head)
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
        if (len(words) == 1 and words not in _ONE_CHARACTER) or words[:2] in _verbs() or phrases.is_border(words):
            return
        if not _VAGUE.match(words) and not _NOT_ITEM.search(words) and re.fullmatch(r"[\u4e00-\u9fff]+", words):
            yield Mention(Kind.INDUSTRY, Range(start, end), text[start:end], "concept-open-industry", 0.7)


def _open_trade(text: str, at: Range, head: int, end: int) -> Iterator[Mention]:
    """A trade that no table knows, by the word 行业 behind what it does: 家电维修行业."""
    phrase = phrases.left(text, head, end, at.start)
    start = phrase.joined or phrase.start
    words = text[start:head]
    vague = _VAGUE.match(words) or _NOT_ITEM.search(words.removesuffix("培训")) or _TRADE_OPEN.search(words)
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
    if _NO_FOLLOW.match(text, end) or _VAGUE.match(name.removesuffix("产业")):
        return None
    pursued = _PURSUED.search(text[max(at.start, start - 6) : start]) and _STANDS.match(text, end)
    if not (_SELF.search(name) or pursued):
        return None
    finer = _FINER.search(text[max(at.start, start - 3) : start])
    if finer and _SELF.search(name):
        return Range(start - len(finer.group()), end)
    stem = name.removesuffix("产业")
    return Range(start, start + len(stem) if stem in _known()[Kind.INDUSTRY] else end)


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
