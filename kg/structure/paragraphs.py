"""Paragraphs: what each line of a document is for, from the letterhead to the imprint."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.model import Annex, Field, Paragraph, Range, Role, Text
from kg.structure.lines import DATE_LINE, DAY, NUMBER, ORDER, Line, is_organ, lines, organs

_CLASS = re.compile(
    r"[（(\[【]?[A-DＡ-Ｄ]\d?类?[）)\]】]?|(?:办理|答复|建议|提案)?(?:类别|分类|类型|结果)[：:]?[（(]?[A-D]\d?类?[）)]?"
)
_NUMBER_LINE = re.compile(
    rf"[（(]?(?:文号：|发文字号：)?(?:{NUMBER.pattern}|{ORDER.pattern}|第[\d一二三四五六七八九十百〇零○]{{1,6}}号)[）)]?"
)
_MASTHEAD_TAIL = re.compile(r"(?:文件|函|令|公告|公报|（函）|（通知）|办公室文件)$")
GENRE_END = re.compile(
    r"(?:答复|复函|批复|函|通知|通报|通告|公告|公报|决定|决议|意见|报告|请示|纪要|办法|细则|规定|条例|规则|规程|方案|计划|规划|"
    r"纲要|要点|措施|预案|指南|指引|标准|目录|清单|制度|章程|公约|法|令|议案|建议|提案|情况说明|说明|政策|守则|准则|实施意见|答复意见|"
    r"名单|简介|标准|限额|范围|工作规则)(?:（[^（）]{1,20}）)?(?:的函)?$"
)
_TITLE_START = re.compile(
    r"(?:[\u4e00-\u9fa5、（）]{2,60})?(?:关于|对(?!于)|印发|转发|批转)|\d{4}年[\u4e00-\u9fa5]{2,12}(?:政府)?工作报告$"
)
MARKER = re.compile(
    r"第[一二三四五六七八九十百零〇○\d]{1,6}[编章节条](?![件款例])|[一二三四五六七八九十]{1,3}[、.．，]|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[、.．](?!\d)|[（(]\d{1,2}[）)]"
)
_ADDRESSEE = re.compile(r"[^。；！？]{1,160}[：:]")
_NOT_ADDRESSEE = re.compile(
    r"如下|通知|意见[：:]|附件|来源|时间|编辑|公开方式|抄送|电话|联系|标题|分类|日期|机关：|号：|类别|说明[：:]|主题|下列|包括|其中"
)
_META = re.compile(
    r"(?:信息)?来源[：:]|(?:发布|发表|成文|生成|印发)?(?:时间|日期)[：:]|索引号|主题(?:分类|词)|发文(?:机关|单位|字号)[：:]|标题[：:]|文号[：:]|(?:责任)?编辑[：:]|"
    r"浏览(?:次数|量)|打印|分享到|字体|字号[：:]|【|信息类别|公开(?:日期|时间|类别)[：:]|有效性|体裁分类|上一篇|下一篇|当前位置|首页|"
    r"https?[：:]//|www\.|版权所有|政策解读[：:]|一图读懂|目录$|\d{4}-\d{1,2}-\d{1,2}"
)
_CLOCK = re.compile(r"(?:\d{4}年\d{1,2}月\d{1,2}日|\d{4}-\d{1,2}-\d{1,2})(?:\d{1,2}[:：时]\d{2}(?:[:：分]\d{2})?分?)?")
_DISCLOSURE = re.compile(
    r"(?:信息)?公开(?:方式|形式|类型|属性|选项)[：:]|[（(](?:此件|本件|本文)?(?:公开发布|主动公开|依申请公开|不予公开|不公开|删减后公开|[^（）]{0,8}公开)[）)]|[（(]?(?:此件)?(?:主动公开|依申请公开|不予公开)[）)]?[。]?$"
)
_CONTACT = re.compile(
    r"[（(]?(?:联系(?:人|电话|单位|科室|处室|方式|地址)|经办人|承办(?:人|单位|科室|处室)|咨询电话|电话|邮编|签发人)"
)
_COPIES = re.compile(r"[（(]?(?:抄\s?送|抄报|主送|分送)(?:机关|单位)?[：:]|抄送[\u4e00-\u9fa5]")
_IMPRINT = re.compile(r".{2,40}\d{4}年\d{1,2}月\d{1,2}日(?:印发|印制|印)。?$")
_ANNEX_LIST = re.compile(r"[（(]?附\s?件?[：:]|附件\d{0,2}[：:.．、]")
_ANNEX_HEAD = re.compile(r"附件?[\d一二三四五六七八九十]{0,3}[：:]?|附[：:]")
_FURNITURE = re.compile(r"[（(](?:本文有删减|此件有删减|有删减|文中所?.{0,12}略|略|转载.{0,20}|来源[：:].{1,20})[）)]")
_CLOSING = re.compile(
    r"(?:专此|特此|此|敬)(?:函)?(?:答复|函复|复函|函告|函达|批复|通知|通告|公告|报告|致|复|回复)|此致|敬礼|顺致|"
    r"(?:最后[，,]?)?(?:再次|衷心|诚挚|真诚|非常|十分)*(?:地)?(?:感谢|谢谢)(?:您|你|贵|网友|来信|各位|对我|对我们|对)|以上(?:答复|意见|回复|情况)|"
    r"欢迎(?:您|你|继续|今后|各位)|如(?:对|有)(?:以上|本|上述|其他|任何|不)?.{0,12}(?:答复|疑问|不明|意见|建议|问题).{0,12}(?:请|欢迎|敬请)|祝(?:您|你|好|工作|身体|生活)"
)
OPENING = re.compile(
    r"收悉|收到|(?:现|就|将|特)[^。]{0,30}(?:答复|函复|回复|批复|说明|反馈|回应|复函|汇报)[^。]{0,8}如下|(?:答复|函复|回复|批复)如下"
)
_SALUTE = re.compile(r"(?:尊敬的|各位|热心)?[^，。：]{0,16}[：:，]?(?:您|你)(?:们)?好[！!：:，,。]?")


@dataclass(frozen=True, slots=True)
class Layout:
    """A document's lines with their roles, and where its parts stand."""

    paragraphs: tuple[Paragraph, ...]
    annexes: tuple[Annex, ...]
    titles: tuple[Line, ...]  # the lines of the document's own title
    signatures: tuple[Line, ...]  # the organs that sign
    mastheads: tuple[Line, ...]


def lay_out(text: Text) -> Layout:
    """Gives each line its role and finds where attached texts begin."""
    rows = _cut_tails(lines(text))
    roles: list[Role] = [Role.BODY] * len(rows)
    body = _head(text, rows, roles)
    signed, tail, signatures = _signature(text, rows, roles, body)
    annexes, owner = _attached(text, rows, roles, tail, _joined(rows, roles, Role.TITLE))
    for start in [tail, *(i for i, a in owner.items() if a is None)] if not annexes and tail < len(rows) else []:
        _attached_head(rows, roles, start)
    _body_roles(text, rows, roles, body, signed)
    paragraphs, current = [], None
    for i, (row, role) in enumerate(zip(rows, roles, strict=True)):
        current = owner.get(i, current)
        paragraphs.append(Paragraph(row.at, role, annex=current))
    titles = tuple(r for r, role in zip(rows[:body], roles, strict=False) if role is Role.TITLE)
    mastheads = tuple(r for r, role in zip(rows[:body], roles, strict=False) if role is Role.MASTHEAD)
    return Layout(tuple(paragraphs), annexes, titles, signatures, mastheads)


def _joined(rows: list[Line], roles: list[Role], role: Role) -> str:
    return "".join(row.text for row, r in zip(rows, roles, strict=True) if r is role)


def _cut_tails(rows: tuple[Line, ...]) -> list[Line]:
    """Web letters glue the signature to the last sentence: …支持。甲市教育局2013年4月2日."""
    out: list[Line] = []
    for row in rows:
        stop = max(row.text.rfind("。"), row.text.rfind("！"), row.text.rfind("？")) + 1
        words = row.text.rstrip("。")
        tail = row.text[stop:] if stop < len(row.text) else ""
        date = DAY.search(tail or words)
        if date and tail and date.end() == len(tail) and (date.start() == 0 or is_organ(tail[: date.start()])):
            cuts = [stop, stop + date.start()]
        elif date and not tail and date.end() == len(words) and is_organ(words[: date.start()]):
            cuts = [date.start()]
        else:
            cuts = []
        bounds = [0, *(c for c in cuts if c), len(row.text)]
        for start, end in pairwise(bounds):
            if start < end:
                out.append(Line(Range(row.at.start + start, row.at.start + end), row.text[start:end]))
    return out


# ── head ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _head(text: Text, rows: list[Line], roles: list[Role]) -> int:
    """Roles of the letterhead; answers the index of the first line of the body."""
    titled = False
    for i, row in enumerate(rows[:40]):
        role = _head_role(text, row, i, titled)
        if role is None:
            return i
        roles[i] = role
        titled = titled or role is Role.TITLE
        if role is Role.ADDRESSEE:
            return i + 1
    return min(len(rows), 40)


def _head_role(text: Text, row: Line, i: int, titled: bool) -> Role | None:
    """The role of a line above the body; None when the body begins with it."""
    line = row.text
    if _CLASS.fullmatch(line):
        return Role.REPLY_CLASS
    if _NUMBER_LINE.fullmatch(line):
        return Role.NUMBER
    if _META.match(line) or _CLOCK.fullmatch(line) or _FURNITURE.fullmatch(line):
        return Role.FURNITURE
    if _DISCLOSURE.match(line) and len(line) < 30:
        return Role.DISCLOSURE
    if DATE_LINE.fullmatch(line):
        return Role.DATE
    if is_addressee(line):
        return Role.ADDRESSEE
    if organs(text, row) or (len(line) < 40 and _MASTHEAD_TAIL.search(line) and is_organ(_MASTHEAD_TAIL.sub("", line))):
        return Role.MASTHEAD
    if _SALUTE.match(line) and len(line) < 24:
        return Role.ADDRESSEE
    if MARKER.match(line) or line[-1] in "。；！？：" or _SALUTE.match(line) or re.search(r"[。！？]", line):
        return None
    if promulgation(line):
        return Role.FURNITURE
    if line.startswith(("—", "―", "-")) and len(line) < 60:
        return Role.FURNITURE
    if GENRE_END.search(line) and len(line) < 160 and "。" not in line:
        return Role.TITLE
    if len(line) > 60 or "。" in line:
        return None
    return Role.TITLE if not titled or i < 6 else None


def promulgation(line: str) -> bool:
    """Whether a line tells when a regulation was passed: （2021年3月31日甲市…会议通过）."""
    return (
        bool(DAY.search(line) or re.match(r"[（(]", line))
        and bool(re.search(r"通过|公布|发布|批准|修订|修正|施行|印发[）)]?$", line))
        and (line[0] in "（(" or bool(DAY.match(line)))
    )


def is_addressee(line: str) -> bool:
    """Whether a line calls the one who is written to.

    >>> is_addressee("王某某、李某委员："), is_addressee("现将有关事项通知如下：")
    (True, False)
    """
    if not _ADDRESSEE.fullmatch(line) or _NOT_ADDRESSEE.search(line) or MARKER.match(line):
        return False
    return bool(
        re.search(
            r"(?:委员|代表|先生|女士|同志|同学|网友|来信人|市民|朋友|会员|小组|guest|人民政府|政府|机构|部委|[局厅委部院会署办社]|单位|部队|总部|总队|"
            r"公司|集团|学校|[高院]校|幼儿园|企业|医院|中心|）|[”“])[等\d一二三四五六七八九十位名]{0,6}(?:委员|代表|同志)?[：:]$",
            line,
        )
    )


# ── tail ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _tail_role(line: str) -> Role | None:
    """The role of a line under the signature; None when it belongs to no tail."""
    if _COPIES.match(line):
        return Role.COPIES
    if _IMPRINT.fullmatch(line) and len(line) < 60:
        return Role.IMPRINT
    if len(line) < 120:
        if _CLASS.match(line) and (_CLASS.fullmatch(line) or "公开" in line):
            return Role.REPLY_CLASS
        if _CONTACT.match(line) and len(line) < 80:
            return Role.CONTACT
        if _DISCLOSURE.match(line) and len(line) < 60:
            return Role.DISCLOSURE
        if _FURNITURE.fullmatch(line) or _META.match(line):
            return Role.FURNITURE
        if _ANNEX_LIST.match(line) and not _ANNEX_HEAD.fullmatch(line):
            return Role.ANNEX_LIST
    return None


def _signature(text: Text, rows: list[Line], roles: list[Role], body: int) -> tuple[int, int, tuple[Line, ...]]:
    """Where the signature begins, where the tail ends, and who signs.

    The signature is the first date that stands alone behind the body's beginning, with organs or a leader's name above.
    """
    for i in range(body, len(rows)):
        if DATE_LINE.fullmatch(rows[i].text):
            roles[i] = Role.DATE
            first, signers = _signers(text, rows, roles, body, i)
            return first, _tail(rows, roles, i + 1), signers
    first = len(rows)
    while first > body:
        role = _tail_role(rows[first - 1].text)
        if role is None:
            break
        first -= 1
        roles[first] = role
    if first > max(body, 1) and len(rows[first - 1].text) > 3:
        found = organs(text, rows[first - 1])
        if found:
            roles[first - 1] = Role.SIGNATURE
            return first - 1, len(rows), tuple(found)
    return first, len(rows), ()


def _signers(text: Text, rows: list[Line], roles: list[Role], body: int, date: int) -> tuple[int, tuple[Line, ...]]:
    """The organs above the date, in their order, and the line of the first."""
    first = date
    signers: list[Line] = []
    while first > body and date - first < 8:
        found = organs(text, rows[first - 1])
        if not found and not _leader(rows[first - 1].text):
            break
        first -= 1
        roles[first] = Role.SIGNATURE
        signers[:0] = found
    return first, tuple(signers)


def _tail(rows: list[Line], roles: list[Role], start: int) -> int:
    """Gives roles to what follows the date; answers the first line that belongs to no tail."""
    listing = False
    for i in range(start, len(rows)):
        role = _tail_role(rows[i].text)
        if role is None and listing and MARKER.match(rows[i].text) and len(rows[i].text) < 60:
            role = Role.ANNEX_LIST
        if role is None:
            return i
        listing = role is Role.ANNEX_LIST
        roles[i] = role
    return len(rows)


def _leader(line: str) -> bool:
    """The name of a leader under an order: 市长：王某某."""
    return bool(
        re.fullmatch(
            r"(?:代)?(?:总理|[省市县区州]长|主席|主任|部长|局长|署长|行长|院长|厅长)[：:]?[\u4e00-\u9fa5·]{2,12}", line
        )
    )


# ── attached texts ───────────────────────────────────────────────────────────────────────────────────────────


def _attached(
    text: Text, rows: list[Line], roles: list[Role], tail: int, title: str
) -> tuple[tuple[Annex, ...], dict[int, int | None]]:
    """Texts behind the tail. One text that the document issues (印发, 转发, 令) is the document's own."""
    if tail >= len(rows):
        return (), {}
    main = "".join(row.text for row in rows[:tail])
    named = set(re.findall(r"《([^《》]{4,80})》", main))
    starts: list[int] = []
    i = tail
    while i < len(rows):
        line = rows[i].text
        if _ANNEX_HEAD.fullmatch(line) and i + 1 < len(rows):
            starts.append(i)
            i += 2
            continue
        if i == tail or line in named:
            starts.append(i)
        i += 1
    issues = re.search(r"印发|转发|批转|发布|公布|[令]$", title) or any("令" in r.text for r in rows[:3])
    if issues and len(starts) == 1:
        _attached_head(rows, roles, tail)
        return (), {}
    annexes: list[Annex] = []
    owner: dict[int, int | None] = {}
    bounds = [*starts, len(rows)]
    for start, end in pairwise(bounds):
        head = start + 1 if _ANNEX_HEAD.fullmatch(rows[start].text) and start + 1 < end else start
        if head != start:
            roles[start] = Role.FURNITURE
        last = head
        while (
            last + 1 < end
            and last - head < 3
            and not GENRE_END.search(rows[last].text)
            and _title_goes_on(rows[last + 1].text)
        ):
            last += 1
        if len(rows[head].text) > 80 or MARKER.match(rows[head].text):
            name = rows[start]
            where = name.at
        else:
            for k in range(head, last + 1):
                roles[k] = Role.TITLE
            where = Range(rows[head].at.start, rows[last].at.end)
        value = text.cut(where)[:80]
        owner[start] = len(annexes)
        annexes.append(Annex(Field(value, where, "structure.annex"), Range(rows[start].at.start, rows[end - 1].at.end)))
    return tuple(annexes), owner


def _title_goes_on(line: str) -> bool:
    return len(line) < 40 and not MARKER.match(line) and line[-1] not in "。；：！？" and not promulgation(line)


def _attached_head(rows: list[Line], roles: list[Role], start: int) -> None:
    """Roles of an attached text's own title and line of promulgation."""
    i = start
    if i < len(rows) and _ANNEX_HEAD.fullmatch(rows[i].text):
        roles[i] = Role.FURNITURE
        i += 1
    first = i
    while i < len(rows) and i - first < 4 and _title_goes_on(rows[i].text):
        roles[i] = Role.TITLE
        i += 1
        if GENRE_END.search(rows[i - 1].text):
            break
    while i < len(rows) and i - first < 8 and (promulgation(rows[i].text) or _META.match(rows[i].text)):
        roles[i] = Role.FURNITURE
        i += 1


# ── body ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _body_roles(text: Text, rows: list[Line], roles: list[Role], body: int, signed: int) -> None:
    """Opening, closing, annex list and tables inside the body."""
    for i in range(body, min(body + 3, signed)):
        if roles[i] is Role.BODY and OPENING.search(rows[i].text[:240]) and not MARKER.match(rows[i].text):
            roles[i] = Role.OPENING
            break
    i = signed - 1
    while i > body and signed - i < 12:
        line = rows[i].text
        if roles[i] is not Role.BODY:
            i -= 1
            continue
        if _CLOSING.match(line) and len(line) < 120:
            roles[i] = Role.CLOSING
        elif tail := _tail_role(line):
            roles[i] = tail
            if tail is Role.ANNEX_LIST:
                for k in range(i + 1, signed):
                    if roles[k] is Role.BODY and MARKER.match(rows[k].text):
                        roles[k] = Role.ANNEX_LIST
        elif not MARKER.match(line) or len(line) > 60:
            break
        i -= 1
    for i in range(body, len(rows)):
        if roles[i] is Role.BODY and "\t" in text.span(rows[i].at).quote:
            roles[i] = Role.TABLE
    _flat_tables(rows, roles, body)


def _flat_tables(rows: list[Line], roles: list[Role], body: int) -> None:
    """Cells of a table, one a line: a run of short lines without marks, at least one of them a number."""
    start = body
    for i in range(body, len(rows) + 1):
        cell = i < len(rows) and roles[i] is Role.BODY and _cell(rows[i].text)
        if cell:
            continue
        run = rows[start:i]
        if len(run) >= 6 and sum(bool(re.fullmatch(r"[\d.,%/—-]+", r.text)) for r in run) * 5 >= len(run):
            for k in range(start, i):
                roles[k] = Role.TABLE
        start = i + 1


def _cell(line: str) -> bool:
    return len(line) <= 24 and line[-1] not in "。；：，、" and not MARKER.match(line)


def with_sections(
    paragraphs: tuple[Paragraph, ...], owner: list[int | None], headings: set[int]
) -> tuple[Paragraph, ...]:
    """The paragraphs with the section each lies in and the role HEADING for headings that stand alone."""
    return tuple(
        replace(p, section=owner[i], role=Role.HEADING if i in headings else p.role) for i, p in enumerate(paragraphs)
    )
