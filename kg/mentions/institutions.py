"""Schools, firms, associations, committees, other organisations and teams with a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicon import Matcher, table
from kg.mentions import borders, groups, persons, short_names, stems
from kg.model import Kind, Letter, Mention, Range, Reference

# What turns the word before it into another noun: 大学生, 学院路, 公司法, 银行业.
_NOT_AFTER = re.compile(
    r"大学(?:生|城|科技园|堂|路|习|本科|毕业|教育)|学院(?:路|派|站)|公司(?:法|治理|制|章程|登记)|"
    r"银行(?:业|卡|间|账|贷|存|系|票|保|承)|中学(?:生|阶段|教)|小学(?:生|阶段|教|升)|"
    r"集团(?:化|军)|(?:服务|医疗|研究|发展|管理|促进|指导|文化|体育)中心(?:城|镇|村|小学|校|组|任务|工作|建设)|"
    r"协会(?:商会)|商会(?:议)|学会(?:议|了)|医院(?:感染|等级|管理|评审)|联盟(?:链|标准)|图书馆(?:法|学)|"
    r"党校(?:教育)|仲裁委员会(?:仲裁)|职业学校(?:法)|学校(?:生)"
)
_GOES_ON = re.compile(r"[业卡]|学院|分行|支行")
# Heads that only seem to stand there: 会商会, 办公会议, 工作协调.
_OTHER_WORD = re.compile(r"会商会|中央银行|办公会|作协调|科协同|科协调|残联合|工会议|国家植物园|大学习")
_BRAND = re.compile(
    r"(?:成立|创办|创立|引进|引入|招引|龙头企业|上市公司|企业如|包括|收购)了?"
    r"([\u4e00-\u9fff]{2,5}?(?:科技|航空|电子|智能|生物|医药|药业|股份|重工|汽车|新能源|控股|实业|光电|"
    r"半导体|材料|食品|传媒|石化|矿业|制药|软件|机器人|精密|电器|照明|环保|能源|通信|装备))(?=[，。、；]|等|和|与)"
)
_PLAIN = re.compile(r"[\u4e00-\u9fff]*(?<![的在和与及等为由])")
_PARTS = ("研究所", "研究院", "医院", "公司", "分会", "分院", "学校", "中心")
_COUNTRIES = (
    "美国|英国|法国|德国|日本|韩国|俄罗斯|沙特|荷兰|瑞士|瑞典|意大利|新加坡|泰国|马来西亚|印度|加拿大|澳大利亚|"
    "以色列|西班牙|丹麦|芬兰|挪威|比利时|"
    "奥地利|巴西|阿联酋|卡塔尔"
)
_LATIN = re.compile(
    rf"((?:{_COUNTRIES})?[A-Z][A-Za-z&-]{{2,20}})(?=公司|集团|等(?:国内外|知名|多家|外资|外国)?(?:企业|公司))"
)
_UPPER = re.compile("[A-Z]")
_POINTER = re.compile(
    r"该(校|院校|学校|公司|企业|集团|协会|商会|学会|医院|院|研究院|研究所|银行|团队|中心|委员会)(?![长内外])"
)
_CALLED = {
    "校": Kind.SCHOOL,
    "院校": Kind.SCHOOL,
    "学校": Kind.SCHOOL,
    "公司": Kind.ENTERPRISE,
    "企业": Kind.ENTERPRISE,
}
_OFFICE = re.compile(r"办公室(?!主任|副主任|会议|成员|工作人员)")
_YEAR = re.compile(r"(?:(?:19|20)\d{2}年|第[一二三四五六七八九十\d]+届)$")
_FOUNDED = re.compile(
    r"(?:创办|开办|创立|开设|注册|经营|创建)的((?![一两几多数各该其]|\d+[家个])[A-Za-z0-9\u4e00-\u9fff]{3,16}?"
    r"(?:店|厂|公司|合作社|农场|牧场|工作室|酒店|饭店|餐厅|茶馆|作坊))(?=[，。、；被荣获]|先后|年|成为)"
)
_COMMON_FIRM = re.compile(r"小微|中小|企业|公司$|[的了]|各类|民营|相关|有限公司$")
_FIRMS = re.compile(
    r"[\u4e00-\u9fffA-Za-z]{2,12}(?:[、和与][\u4e00-\u9fffA-Za-z]{2,12}){1,8}等"
    r"(?:一批|多家|知名|龙头|头部|国内外|行业|国内|大型|互联网|科技|平台|"
    r"[一二三四五六七八九十\d]+家)*(?:运营商|企业|公司|厂商|车企|品牌商|服务商|银行)"
)
_AND_FIRMS = re.compile("等[^，。；、]{0,30}?(?:商|企业|公司|车企|银行)")
_NEAR = 200
_TEAM = re.compile(
    r"[“\"]([^“”\"，。；]{2,40}(?:团队|服务队|志愿队|宣讲团|服务团|医疗队|讲师团|突击队|工作队|救援队))[”\"]"
)
_LED = re.compile(r"(?:院士|教授|博士)(?:创新|科研|专家)?团队")


def find(letter: Letter) -> list[Mention]:
    """Named organisations and teams, and groups of organisations that are nobody in particular."""
    text = letter.text.reading
    named = [
        mention
        for at in borders.stretches(letter)
        for mention in (*_teams(text, at), *_known(text, at), *_frames(text, at), *_by_head(text, at))
    ]
    named += [*_abbreviated(text, named), *_again(text, named)]
    named += list(_offices(text, named))
    return named + list(_pointing(letter, named)) + groups.find(letter)


def _abbreviated(text: str, named: list[Mention]) -> Iterator[Mention]:
    """Short names of organisations that the text introduces: （以下简称福康公司）."""
    for i, mention in enumerate(named):
        short = short_names.behind(text, mention.at.end)
        if short is None:
            continue
        for at in short_names.places(text, short):
            name, rule = short.name, "organisation-abbreviated"
            yield Mention(mention.kind, at, name, rule, 0.9, antecedent=i, introduced=short.introduced)


def _offices(text: str, named: list[Mention]) -> Iterator[Mention]:
    """Offices of the committees named: …协调委员会办公室, also behind a short name."""
    for mention in named:
        if mention.kind is Kind.COMMITTEE and _OFFICE.match(text, mention.at.end):
            full = mention if mention.antecedent is None else named[mention.antecedent]
            at = Range(mention.at.start, mention.at.end + 3)
            yield Mention(Kind.INSTITUTION, at, full.name + "办公室", "office-of-a-committee", 0.8)


def _again(text: str, named: list[Mention]) -> Iterator[Mention]:
    """The names found, where they stand without what showed them to be names: quotation marks, 成立, a place."""
    known = {mention.name: i for i, mention in reversed(list(enumerate(named))) if len(mention.name) >= 4}
    for name, start, end in Matcher(known).find(text) if known else ():
        if _NOT_AFTER.match(text, end - 2):
            continue
        yield Mention(named[known[name]].kind, Range(start, end), name, "organisation-again", 0.8)


def _pointing(letter: Letter, named: list[Mention]) -> Iterator[Mention]:
    """该校, 该公司: the organisation of that kind named last."""
    text = letter.text.reading
    for at in borders.stretches(letter):
        for match in _POINTER.finditer(text, at.start, at.end) if text.find("该", *at) >= 0 else ():
            fits = (
                i for i, m in enumerate(named) if _fits(m, match.group(1)) and 0 <= match.start() - m.at.end <= _NEAR
            )
            nearest = max(fits, key=lambda i: named[i].at.end, default=None)
            if nearest is not None:
                place, rule = Range(*match.span()), "organisation-pointed-at"
                kind = named[nearest].kind
                yield Mention(kind, place, match.group(), rule, 0.8, Reference.ANAPHOR, antecedent=nearest)


def _fits(mention: Mention, noun: str) -> bool:
    """Whether an organisation can be called by a noun: a firm 公司, a school 校."""
    return noun[-1] == mention.name[-1] or mention.kind is _CALLED.get(noun)


def _teams(text: str, at: Range) -> Iterator[Mention]:
    """Teams in quotation marks and teams named after the person who leads them."""
    for match in _TEAM.finditer(text, at.start, at.end):
        yield Mention(Kind.TEAM, Range(*match.span(1)), match.group(1), "team-in-quotes", 0.9)
    for match in _LED.finditer(text, at.start, at.end) if text.find("团队", *at) >= 0 else ():
        leader = persons.name_before(text[max(at.start, match.start() - 6) : match.start()])
        if leader:
            start = match.start() - len(leader)
            yield Mention(Kind.TEAM, Range(start, match.end()), text[start : match.end()], "team-of-a-person", 0.7)


@cache
def _names() -> tuple[Matcher, dict[str, Kind]]:
    kinds = {row["name"]: Kind(row["kind"]) for row in table("known_organisations")}
    kinds |= {row["name"]: Kind.SCHOOL for row in table("universities")}
    return Matcher(kinds), kinds


def _known(text: str, at: Range) -> Iterator[Mention]:
    """Organisations that a list knows: universities, central firms, banks, world bodies."""
    matcher, kinds = _names()
    for name, begin, end in matcher.within(text, *at):
        if not _NOT_AFTER.match(text, max(begin, end - 2)) and not _GOES_ON.match(text, end):
            yield Mention(kinds[name], Range(begin, end), name, "organisation-known", 0.93)


def _frames(text: str, at: Range) -> Iterator[Mention]:
    """Firms without 公司 in frames that show them: 成立…航空, 与沙特…等企业."""
    for match in _BRAND.finditer(text, at.start, at.end):
        if stems.own_words(match.group(1)) >= len(match.group(1)) - 2 and stems.own_words(match.group(1)[:2]) == 2:
            yield Mention(Kind.ENTERPRISE, Range(*match.span(1)), match.group(1), "firm-by-brand", 0.7)
    for match in _FOUNDED.finditer(text, at.start, at.end) if text.find("的", *at) >= 0 else ():
        name = match.group(1)
        if stems.own_words(name) >= 3 and not _COMMON_FIRM.match(name):
            yield Mention(Kind.ENTERPRISE, Range(*match.span(1)), name, "firm-by-founder", 0.8)
    for match in _FIRMS.finditer(text, at.start, at.end) if _AND_FIRMS.search(text, *at) else ():
        yield from _listed_firms(text, Range(*match.span()))
    for match in _LATIN.finditer(text, at.start, at.end) if _UPPER.search(text, *at) else ():
        yield Mention(Kind.ENTERPRISE, Range(*match.span(1)), match.group(1), "firm-in-latin-letters", 0.75)


def _listed_firms(text: str, at: Range) -> Iterator[Mention]:
    """Firms by their brand in one list with a firm that everybody knows: 华为、甲乙丙等企业."""
    _, kinds = _names()
    parts = list(re.finditer(r"[^、和与]+", text[at.start : at.end]))
    words = [part.group().split("等")[0] for part in parts]
    if not any(kinds.get(word) is Kind.ENTERPRISE or _ends_in_firm(word, kinds) for word in words):
        return
    for part, word in list(zip(parts, words, strict=True))[1:]:
        begin = at.start + part.start()
        brand = 2 <= len(word) <= 6 and stems.own_words(word) == len(word) and stems.proper(word) >= 1
        if brand and word not in kinds and not stems.place(word) and not _COMMON_FIRM.search(word):
            yield Mention(Kind.ENTERPRISE, Range(begin, begin + len(word)), word, "firm-in-a-list-of-firms", 0.75)


def _ends_in_firm(words: str, kinds: dict[str, Kind]) -> bool:
    """Whether words end in a firm that a list knows: 与国家电网."""
    return any(kinds.get(words[i:]) is Kind.ENTERPRISE for i in range(1, len(words) - 1))


@cache
def _heads() -> tuple[Matcher, dict[str, stems.Head]]:
    rows = {
        row["head"]: stems.Head(Kind(row["kind"]), row["place"] == "alone", row["bare"] == "yes")
        for row in table("organisation_heads")
    }
    return Matcher(rows), rows


def _by_head(text: str, at: Range) -> Iterator[Mention]:
    """Names by their ending and what stands in front of it."""
    matcher, rows = _heads()
    open_name: tuple[int, int] | None = None  # start and end of the name just found: 电子科技大学|中山学院
    for head, begin, stop in matcher.within(text, *at):
        if _NOT_AFTER.match(text, begin + max(0, len(head) - _tail(head))):
            continue
        if _OTHER_WORD.search(text[max(at.start, begin - 1) : stop + 1]):
            continue
        goes_on = open_name and open_name[1] <= begin and _continues(text, open_name[0], open_name[1], begin, head)
        floor = open_name[1] if open_name else at.start
        name_at = open_name[0] if open_name and goes_on else stems.start(text, begin, floor, rows[head])
        if name_at is None or "人民银行" in text[max(0, name_at - 6) : name_at]:
            continue
        if rows[head].kind is Kind.COMMITTEE and (year := _YEAR.search(text, max(at.start, name_at - 6), name_at)):
            name_at = year.start()
        end = _with_brackets(text, stop)
        open_name = (name_at, end)
        yield Mention(rows[head].kind, Range(name_at, end), text[name_at:end], "organisation-by-ending", 0.82)


def _tail(head: str) -> int:
    """How much of a head the veto looks at: its last noun."""
    for noun in ("中心", "委员会", "图书馆"):
        if head.endswith(noun):
            return min(len(head), len(noun) + 2) if noun == "中心" else len(noun)
    return 2


def _continues(text: str, name_at: int, name_end: int, head_start: int, head: str) -> bool:
    """Whether a head goes on with the name before it: 某大学|某地学院, 某科学院|某研究所, 某大学|附属医院.

    A department of a school does not: 某大学|心理学院 stays 某大学.
    """
    between = text[name_end:head_start]
    if len(between) > 8 or not _PLAIN.fullmatch(between) or stems.acts(between):
        return False
    if (
        head.startswith(("附属", "分", "支行", "实验"))
        or "附属" in between
        or (between and stems.place(between) == between)
    ):
        return True
    school = re.search("(?:大学|(?<!科)学院|学校|中学|小学)$", text[name_at:name_end])
    return head.endswith("医院") if school else head.endswith(_PARTS)


def _with_brackets(text: str, end: int) -> int:
    """The end of a name with a place or kind in brackets behind it: 某大学（广州）."""
    match = re.match(r"（([\u4e00-\u9fff]{2,6})）", text[end : end + 8])
    if match and (
        stems.place(match.group(1)) == match.group(1) or match.group(1) in ("有限合伙", "集团", "中国", "筹")
    ):
        return end + match.end()
    return end
