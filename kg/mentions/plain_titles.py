"""Policy documents named without 《》: by a genre at the end and a border word in front."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicon import Matcher, table
from kg.mentions import borders
from kg.model import Kind, Letter, Mention, Range
from kg.places import Taken

# What may stand behind a title: marks, 等, and words that say what it does or what is done with it.
_BEHIND = re.compile(
    r"$|[，。；：、！？\n）》”〔\[（和及与]|等(?!级)|以及|第[一二三四五六七八九十百\d]+[条章项款]|"
    r"[的中已将自对时为后内前]|之后|范围|"
    r"要求|规定|精神|明确|部署|提出|有关|相关|实施|印发|出台|发布|公布|施行|执行|颁布|落实|内容|修订|编制|起草|"
    r"制定|正式|组织|开展|给予|确定|认定"
)
_VERSION = re.compile(
    r"（(?:试行|暂行|修订|(?:19|20)\d{2}年?(?:[-—–~至]+(?:19|20)?\d{2,4}年?)?(?:版|本|修订|修正)?)）|"
    r"（[^（）]{0,10}(?:草案|征求意见稿|修订稿|送审稿)）"
)
_PROPER = re.compile(
    r"国家(?!有关|相关|规定)|全国|中央|中共|党中央|国务院|"
    r"[省市区县州](?!级|场|域|民|内|外|里|委|政府|直|辖|分|的|定|审|里|办)|"
    r"[\u4e00-\u9fff]{2,6}?(?:省|自治区|特别行政区|市(?!场|民|域)|自治州|县|(?<!社)(?<!地)(?<!园)区(?!域))|"
    r"(?:19|20)\d{2}年?|“?十[一二三四五六七八九]五|新一轮|粤港澳|长三角|京津冀|中国|中华人民共和国"
)
_VAGUE = re.compile(
    r"相关|有关|具体|详细|各项?|一系列|系列|新的?|个性化|专门|配套|专项|年度|重点|总体|工作|建设|发展|整体|统一|"
    r"长远|实施|中长期|下一步|该|此|本|上述|前述|以上|若干|多[项个]|部分|其他|其它|"
    r"一[个项套]|两[个项]|这|那|每|某|任何|相应|同等|完整|最新|现行|科学|合理|可行|切实|明确|严格|规范|完善|"
    r"城市|地方|当地|市级|省级|县级|区级|行业|企业|单位|学校|公司|自己|自身|"
    r"所|其|我|你|您|他|原|就|按|并|及|和|与|的|了|将|对|在|由|为|以|可|应|要|能|会|不|未|已|再|又|也|都|还|更|最"
)
_COMMON = re.compile(
    r"(?:国家|全国|全?[省市区县]|[省市县区]级)?(?:发展|工作|建设|年度|重点|专项|统一|整体|总体|政府|支持|实施|"
    r"管理|财政|投资|项目|教学|培训|预算|补贴|采购|医保|招生|考核|评价)*(?:工作|建设)?$"
)
_CLAUSE = re.compile(
    r"[的、或]|及其|等|应当|可以|必须|需要|根据|按照|依据|会同|制[定订]|出台|印发|提出|列出|编制|征求|采取|"
    r"组织(?!法|部)|负责|要求|决定|作出|已经|正在|以及|并|"
    r"现有|各自|其|[我你您本该此]|认真|切实|不断|逐步|积极|严格|梳理|完善|提供|下达|有关|相关"
)
_AIM = re.compile(
    r"进一步|加强|加快|推进|推动|促进|深化|支持|做好|鼓励|规范|完善|全面|大力|深入|扶持|培育|扩大|强化|优化|"
    r"稳定|提升|落实|改革|建设|新时代"
)
_PLANNING = re.compile(
    r"国民经济|经济社会|社会发展|城乡|土地利用|国土空间|城市|总体|控制性|详细|五年|行业|社会|发展|年度|中长期|"
    r"建设|[和与]"
)
_SCOPE = re.compile(r"(?:了|的)?(?:《)?(?:[我本](?=[省市县区]))?")
_PLACE_ONLY = re.compile(r"[\u4e00-\u9fff]{0,6}(?:省|市|县|区|州)|国家|全国")
_LIST_BEFORE = "》法划录见施案则例定）"
_SAYS = re.compile(r"的?(?:印发|出台|明确|提出|规定|要求|实施|修订|发布|正式|已|等(?:文件|政策)|》|（|〔)")
_ORGAN_NOTICE = re.compile(
    r"([\u4e00-\u9fff]{2,20}?(?:局|厅|委员会|委|部|政府|办公室|院))(?:于|在|曾)?"
    r"((?:19|20)\d{2}年)(?:\d{1,2}月)?(?:\d{1,2}日)?(?:发布|印发|下发|出台)了?"
    r"(通告|公告|通知|决定)(?=[，。；])"
)
_FIVE_YEARS = re.compile(
    r"(?:国家|全国|全?省|全?市)?(?:“?十[一二三四五六七八九]五”?(?:[\u4e00-\u9fff]{2,12}?)?|"
    r"(?:国民经济和社会发展)?第十[一二三四五六七八九]?个五年)"
    r"规划(?:纲要)?(?!建设|期|的?建议|《)"
)
_REPORT = re.compile(r"(?<![《〈])(?:(?:20\d{2}年)?(?:[省市县]|(?<!治)区|国务院)?政府工作报告)")
_FIRST_PAPER = re.compile(r"(?:(?:19|20)\d{2}年)?(?:中央|省委|市委)(?:1|一)号文件?")
_BY_NUMBER = re.compile(
    r"(根据|按照|依据|落实|执行|依照|参照|遵照)([\u4e00-\u9fff]{1,8}[〔\[](?:19|20)\d{2}[〕\]]第?\d{1,5}号)"
)
_LAW_ENDS = re.compile(r"第|[，。、；的]")
_LONGEST = 60


def find(letter: Letter, taken: list[Range]) -> list[Mention]:
    """Titles without marks, outside the stretches that titles in marks already take."""
    text = letter.text.reading
    skipped = [*taken, *borders.proposal_titles(letter)]
    if letter.header.title:
        skipped.append(letter.header.title.at)
    barred = Taken(len(text), skipped)
    found: list[Mention] = []
    for at in borders.stretches(letter):
        for mention in _in(text, at):
            if not barred.meets(mention.at) and not any(m.at.meets(mention.at) for m in found[-3:]):
                found.append(mention)
    return found


def _in(text: str, at: Range) -> Iterator[Mention]:
    yield from _by_genre(text, at)
    yield from _laws(text, at)
    for match in _ORGAN_NOTICE.finditer(text, at.start, at.end) if text.find("年", *at) >= 0 else ():
        name = f"{match.group(1)}{match.group(2)}{match.group(3)}"
        yield Mention(Kind.POLICY, Range(*match.span(3)), name, "notice-of-an-organ", 0.75)
    numbered = text.find("号", *at) >= 0
    for match in _FIRST_PAPER.finditer(text, at.start, at.end) if numbered else ():
        yield Mention(Kind.POLICY, Range(*match.span()), match.group(), "first-paper-of-the-year", 0.8)
    for match in _BY_NUMBER.finditer(text, at.start, at.end) if numbered else ():
        yield Mention(Kind.POLICY, Range(*match.span(2)), match.group(2), "document-by-number", 0.7)
    for match in _REPORT.finditer(text, at.start, at.end) if text.find("政府工作报告", *at) >= 0 else ():
        yield Mention(Kind.POLICY, Range(*match.span()), match.group(), "government-work-report", 0.85)
    for match in _FIVE_YEARS.finditer(text, at.start, at.end) if text.find("规划", *at) >= 0 else ():
        if borders.balanced(match.group()):
            yield Mention(Kind.POLICY, Range(*match.span()), match.group(), "five-year-plan", 0.75)


@cache
def _ends() -> tuple[Matcher, dict[str, str]]:
    plain = {row["genre"]: row["plain"] for row in table("genres") if row["plain"] in ("strong", "weak")}
    return Matcher(plain), plain


def _by_genre(text: str, at: Range) -> Iterator[Mention]:
    matcher, plain = _ends()
    floor = at.start
    for genre, start, end in matcher.within(text, *at):
        version = _VERSION.match(text, end)
        close = version.end() if version and version.end() <= at.end else end
        if start < floor or not _BEHIND.match(text, close):
            continue
        head = _start(text, start, end, floor, plain[genre])
        if head is None:
            continue
        begin, rule, confidence = head
        floor = close
        yield Mention(Kind.POLICY, Range(begin, close), text[begin:close].replace("\n", ""), rule, confidence)


@cache
def _effects() -> dict[str, str]:
    return {row["word"]: row["effect"] for row in table("title_borders")} | {"、": "reference"}


@cache
def _cue() -> re.Pattern[str]:
    return re.compile(borders.one_of(word for word in _effects() if word != "、"))


def _start(text: str, genre_at: int, end: int, floor: int, strength: str) -> tuple[int, str, float] | None:
    """Where the title that ends at `end` begins, or None when no border shows it to be a name."""
    left = _left(text, genre_at, floor)
    for begin, cue in _candidates(text, left, genre_at, text[genre_at:end], floor):
        modifier = text[begin:genre_at]
        if len(modifier) < 2 or not borders.balanced(modifier) or _is_clause(modifier, text[genre_at:end]):
            continue
        proper = _PROPER.match(modifier)
        if _VAGUE.match(modifier) and not proper:
            continue
        if cue == "," and not (proper and _SAYS.match(text, end)):
            continue
        if proper and len(modifier) - proper.end() >= 1 and len(modifier) >= 4:
            return begin, "document-with-place-or-year", 0.8
        if (
            _effects().get(cue) == "entered"
            and text[genre_at:end].endswith("规划")
            and not (_COMMON.match(modifier) or not _PLANNING.sub("", modifier))
        ):
            return begin, "document-entered", 0.7
        if _effects().get(cue) == "reference" and len(modifier) >= (4 if strength == "strong" else 8):
            return begin, "document-after-reference", 0.7
    return None


def _is_clause(modifier: str, genre: str) -> bool:
    """Whether the words in front of a genre are a clause or a list rather than the body of a title."""
    if modifier.startswith("关于"):
        return False
    if genre.startswith("的") and not _AIM.match(modifier):
        return True
    return bool(_CLAUSE.search(modifier))


def _left(text: str, genre_at: int, floor: int) -> int:
    """Start of the clause or of the list's item that a title's ending lies in."""
    left = borders.clause_start(text, genre_at, max(floor, genre_at - _LONGEST))
    for i in range(genre_at - 1, left, -1):
        if text[i] in "、和及" and text[i - 1] in _LIST_BEFORE and borders.balanced(text[i + 1 : genre_at]):
            return i + 1
    return left + 1 if text[left : left + 1] in ("、", "和", "及", "与") else left


def _candidates(text: str, left: int, genre_at: int, genre: str, floor: int) -> list[tuple[int, str]]:
    """Places where a title may begin, the nearest first, with the word in front: "," is the start of the clause,
    "、" the item of a list of titles."""
    clause = text[left:genre_at]
    about = clause.rfind("关于")
    if about >= 0 and (genre.startswith("的") or clause.endswith("的") or genre.startswith("若干")):
        return [(left + about, "印发")]
    found: list[tuple[int, str]] = []
    for match in _cue().finditer(clause):
        between = clause[(found[-1][0] - left if found else 0) : match.start()]
        if found and _effects().get(found[-1][1]) == "reference" and _PLACE_ONLY.fullmatch(between):
            continue
        begin, word = left + match.end(), match.group()
        touches = bool(found) and left + match.start() == found[-1][0]
        if touches and _effects().get(word) != "reference" and _AIM.match(word):  # 出台|推进…的意见
            continue
        if touches:  # 编制实施: one border
            word = found.pop()[1] if _effects().get(word) != "reference" else word
        found.append((_behind_scope(text, begin), word))
    if text[left - 1 : left] in ("、", "和", "及", "与") and (left - 1 == floor or text[left - 2] in "》"):
        found.insert(0, (left, "、"))
    elif not found:
        found.append((_behind_scope(text, left), ","))
    return found[::-1]


def _behind_scope(text: str, place: int) -> int:
    """Where a title begins behind the 了, the opening mark and the 我 of 我市 in front of it."""
    scope = _SCOPE.match(text, place)
    return scope.end() if scope else place


@cache
def _law_names() -> Matcher:
    return Matcher(row[column] for row in table("laws") for column in ("name", "short"))


def _laws(text: str, at: Range) -> Iterator[Mention]:
    """National laws by their names: 依据食品安全法."""
    for name, start, end in _law_names().within(text, *at):
        if len(name) <= 2 and not _LAW_ENDS.match(text, end):
            continue
        before, after = text[start - 1 : start], text[end : end + 1]
        if (
            before and before not in "，。、；：（“和及与照据按行反在以对实彻了国《〈\n"
        ) or after in "律院庭人制规学治定官":
            continue
        yield Mention(Kind.POLICY, Range(start, end), name, "national-law", 0.85)
