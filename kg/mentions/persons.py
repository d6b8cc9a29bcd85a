"""People named in a text: addressees and submitters, and names with a title behind them. Contacts stay out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.mentions import borders, stems
from kg.model import Field, Kind, Letter, Mention, Range, Text
from kg.places import Taken

_TITLES = (
    "委员(?!会)|代表(?!大会|团|队|性)|同志(?!为核心)|先生|女士|教授|副教授|院士|研究员|博士|副总理|总理|主席|"
    "副主席|总书记|书记|副书记|省长|副省长|市长|副市长|县长|副县长|区长|副区长|部长|副部长|局长|副局长|厅长|"
    "副厅长|主任|副主任|"
    "校长|副校长|院长|副院长|董事长|总经理|律师|医生|老师|师傅|厂长|村支书"
)
_TITLED = re.compile(rf"(?=({_TITLES}))")
_MASKED = re.compile(r"([\u4e00-\u9fff])(?:([*＊]{1,2}|[×X]{2})([\u4e00-\u9fff]?)|(某)(某|[\u4e00-\u9fff])?)")
_MASK = re.compile("[*＊×X某]")
_DOTTED = re.compile(r"[\u4e00-\u9fff]{1,6}[·•・][\u4e00-\u9fff]{1,6}")
_ORGAN = re.compile(
    r"(?:局|厅|委|会|办|院|府|部|中心|公司|学校|大学|协会|支部|党派|集体|小组|联|民革|民盟|民建|民进|农工党|"
    r"致公党|九三学社|台盟|单位|网友|市民|群众|家长|各[\u4e00-\u9fff]+|[省市县区])$"
)
_NAME = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff*×某·•・]{1,11}")
_LEFT = re.compile(
    r"(?:^|[，。；：、！？\n（“\"和与及对由在向经请如将以为给致由被是]|书记|主任|主席|总理|"
    r"[局厅部处院校省市县区州镇乡会]长|[省市县区州]委)$"
)
_POST = "主任|组长|主席|会长|理事长|召集人|总指挥|指挥长|指挥|秘书长|成员|委员|顾问|院长|局长|厅长|部长|[省市县区州]长"
_SEAT = re.compile(rf"(?:第一|常务|执行)?副?(?:{_POST})：")
_DUTY = re.compile(
    r"(?:长|主任|主席|书记|司令员?|政委|助理|主管|专员|巡视员|调研员|总监|经理|参谋|总工程师|总会计师|院士|教授|"
    r"研究员)(?:（[^（）]{2,20}）)?$"
)
_POSTED = re.compile(rf"(?:{_POST}|书记|总理)(?=[\u4e00-\u9fff])")
_COMMON_TAIL = re.compile(r"人大$|[的省市县区州局厅委部会院校党政协人副主]$")
_ACTS = re.compile(r"担任|兼任|同志|率队|率领|带队|主持召开|作出|作了|签署|出席")


def find(letter: Letter) -> list[Mention]:
    """People of the letterhead, then people by a title behind the name or a mask in it."""
    header = letter.header
    fields = [*header.addressees, *(f for ref in header.proposals for f in ref.submitters)]
    text = letter.text.reading
    taken = Taken(len(text))
    found: list[Mention] = []
    for field in fields:
        if _is_person(field) and not taken.meets(field.at):
            taken.add(field.at)
            found.append(Mention(Kind.PERSON, field.at, field.value, "person-of-the-letterhead", 0.95))
    for at in borders.stretches(letter):
        for mention in (*_titled(text, at), *_posted(text, at), *_masked(text, at), *_seated(letter.text, at)):
            if not taken.meets(mention.at):
                taken.add(mention.at)
                found.append(mention)
    return found


def _is_person(field: Field) -> bool:
    """Whether a field of the letterhead names a person: short, with a surname, no organ and no group."""
    name = field.value
    if not _NAME.fullmatch(name) or _ORGAN.search(name):
        return False
    return (len(name) <= 4 and (name[0] in stems.surnames() or name[:2] in stems.double_surnames())) or bool(
        _DOTTED.fullmatch(name)
    )


def _titled(text: str, at: Range) -> Iterator[Mention]:
    """陶某某委员, 在王甲乙副省长调研时."""
    for match in _TITLED.finditer(text, at.start, at.end):
        name = name_before(text[max(at.start, match.start() - 12) : match.start()])
        if name:
            place = Range(match.start() - len(name), match.start())
            yield Mention(Kind.PERSON, place, name, "person-with-title", 0.8)


def _posted(text: str, at: Range) -> Iterator[Mention]:
    """由市财政局副局长王甲乙担任: a name between a post and what its holder does."""
    for match in _POSTED.finditer(text, at.start, at.end):
        for length in (3, 2):
            stop = match.end() + length
            name = text[match.end() : stop]
            if _ACTS.match(text, stop) and _whole_name(name) and name[0] not in stems.weak_surnames():
                yield Mention(Kind.PERSON, Range(match.end(), stop), name, "person-behind-post", 0.8)
                break


def _seated(text: Text, at: Range) -> Iterator[Mention]:
    """Lists of a body's members: 主任：王甲乙 市财政局局长, one a line, or 成员：王甲乙、李丙丁."""
    line = text.reading[at.start : at.end].rstrip("\n")
    if len(line) > 60:
        return
    seat = _SEAT.match(line)
    start = at.start + (seat.end() if seat else 0)
    rest = text.reading[start : at.start + len(line)]
    if _DUTY.search(rest):
        for length in (2, 3, 4):
            parted = length < len(rest) and text.origin[start + length] - text.origin[start + length - 1] > 1
            if parted and _whole_name(rest[:length]):
                yield Mention(Kind.PERSON, Range(start, start + length), rest[:length], "person-of-a-list", 0.85)
                return
    names = rest.rstrip("。；").split("、") if seat else []
    if names and all(_whole_name(name) for name in names):
        for name in names:
            yield Mention(Kind.PERSON, Range(start, start + len(name)), name, "person-of-a-list", 0.85)
            start += len(name) + 1


def _whole_name(name: str) -> bool:
    """Whether words are a person's name and nothing else.

    >>> _whole_name("王甲乙"), _whole_name("应急"), _whole_name("市财政局")
    (True, False, False)
    """
    if not re.fullmatch(r"[\u4e00-\u9fff]{2,4}", name) or stems.everyday(name) or _COMMON_TAIL.search(name):
        return False
    return (name[0] in stems.surnames() and len(name) < 4) or (name[:2] in stems.double_surnames() and len(name) > 2)


def name_before(words: str) -> str:
    """The name that words end in, or nothing.

    >>> name_before("在王甲乙"), name_before("市人大")
    ('王甲乙', '')
    """
    dotted = re.search(_DOTTED.pattern + "$", words)
    if dotted:
        return dotted.group()
    for length in (4, 3, 2):
        name, left = words[-length:], words[:-length]
        if len(name) < length:
            continue
        double = name[:2] in stems.double_surnames()
        single = name[0] in stems.surnames() and length < 4
        if not ((double and length > 2) or single) or not _LEFT.search(left):
            continue
        if (
            not re.fullmatch(r"[\u4e00-\u9fff]+", name)
            or stems.everyday(name)
            or stems.everyday(name[:2])
            or _COMMON_TAIL.search(name)
        ):
            continue
        if name[0] in stems.weak_surnames() and not re.search(r"(?:^|[，。；：、\n])$", left):
            continue
        return name
    return ""


def _masked(text: str, at: Range) -> Iterator[Mention]:
    """Names with a mask: 王*纯, 李某某."""
    for match in _MASKED.finditer(text, at.start, at.end) if _MASK.search(text, *at) else ():
        if match.group(1) not in stems.surnames() or (match.group(1) in stems.weak_surnames() and match.group(4)):
            continue
        if match.group(2) in ("××", "XX") and not _LEFT.search(text[max(at.start, match.start() - 1) : match.start()]):
            continue
        end = match.end()
        if match.group(5) and match.group(5) != "某" and not _ends_behind(text, end):
            end -= 1
        if match.group(3) and not _ends_behind(text, end):
            end -= 1
        if text[end : end + 1] in ("市", "县", "区", "省", "镇", "村", "公") or (
            match.group(4) and end - match.start() == 2 and not _ends_behind(text, end)
        ):
            continue
        yield Mention(Kind.PERSON, Range(match.start(), end), text[match.start() : end], "person-masked", 0.8)


def _ends_behind(text: str, place: int) -> bool:
    """Whether a name may end at a place: a mark, a title or an everyday word follows."""
    after = text[place : place + 3]
    return (
        not after
        or after[0] in "，。；：、！？\n（）”的和与及等在于是"
        or bool(re.match(_TITLES, text[place:]))
        or stems.everyday(after[:2])
    )
