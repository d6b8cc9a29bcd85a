"""What the document says of itself: kind, title, number, issuers, date, class, disclosure and its parties."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import DocumentKind, Field, Header, Paragraph, ProposalRef, Range, Role, Text
from kg.structure import parties, proposals
from kg.structure.lines import DAY, NUMBER, ORDER, PLAIN_DAY, Line, is_organ, iso_day, organs
from kg.structure.marks import GENRE_END
from kg.structure.paragraphs import Layout

_REPLY_TITLE = re.compile(r"(?:答复|复函|批复|回复|办理情况)(?:意见)?(?:的函|的报告|函)?$|答复的?函|复函")
_NOTICE_TITLE = re.compile(r"(?:通知|通告|公告|通报|公示)(?:（[^（）]*）)?$")
_REPLY_WORDS = re.compile(
    r"(?:您|你|贵)[^。]{0,60}(?:收悉|收到)|收悉|(?:答复|函复|回复|批复)(?:说明)?如下|"
    r"(?:来信|来电|留言|诉求|咨询)[^。]{0,30}(?:收悉|收到|回复|答复)|"
    r"^(?:尊敬的|网友|来信人|热心)|感谢(?:您|网友|你)(?:对|的)|您好"
)
_DISCLOSURES = (
    (re.compile(r"依申请公开"), "on-request"),
    (re.compile(r"[不免]予公开|不公开|非公开"), "none"),
    (re.compile(r"主动公开|公开发布|删减后公开|(?:此|本)件公开|(?<=[：:])公开|^公开$"), "active"),
)
_CLASS = re.compile(r"(?:类别|分类|类型|结果|^)[：:]?[（(\[【]?([A-D])\d?(?:类|[）)\]】]|$)")
_NETIZEN = re.compile(
    r"^(?:(?:尊敬的)?(?:网友|市民|群众|朋友)[：:，]?)?[“\"‘「](?P<quoted>[^”\"’」\n。]{1,20})[”\"’」]"
    r"(?=[：:，！同先女您你首]|\n)"
    r"|^(?:尊敬的)?(?:网友|市民)?[：:]?(?P<bare>[A-Za-z]{1,4}\d{4,})(?=[：:，！同先女您你首]|\n)",
    re.M,
)
_CODELESS = re.compile(r"[〔\[【（(]((?:19|20)\d\d)[〕\]】）)]第?(\d{1,5})号")
_NUMBER_TOLD = re.compile(r"(?:发文字号|文号)[：:]")
_ORDER_TOLD = re.compile(r"日(?P<order>[\u4e00-\u9fa5]{2,24}?令第?\d{1,4}号)(?:公布|发布)")
_CLASS_BESIDE = re.compile(r"[号（(]([A-D])\d?(?:类[）)]?|[）)])$")
_ISSUER_OF_TITLE = re.compile(r"^(?P<who>[\u4e00-\u9fa5、（）]{2,80}?)(?=关于|对(?!外)|印发|转发|批转|公告|通告|令)")
_ASSEMBLY = re.compile(
    r"(?P<place>[\u4e00-\u9fa5]{2,12}?)第?[一二三四五六七八九十]{1,3}届"
    r"(?P<body>人民代表大会(?:常务委员会)?)第?[一二三四五六七八九十]{1,3}次?会议?[^，。\n]{0,40}?"
    r"(?P<deed>通过|修订|修正)"
)
_REPORT_OF = re.compile(r"(?P<who>(?:(?!年)[\u4e00-\u9fff]){1,12}[省市区县州盟旗](?:人民)?政府)工作报告")
_REPORTS = re.compile(r"我?(?:代表|受)(?P<who>[\u4e00-\u9fa5]{1,14}?人民政府|国务院)[，,]?(?:委托)?[，,]?向")
_ORDER_GIVER = re.compile(
    r"(?P<who>[\u4e00-\u9fa5]{2,24}?(?:国务院|部|局|委员会|署|人民政府))令第?[\d一二三四五六七八九十百]{1,5}号"
)
_COPIES_HEAD = re.compile(r"[（(]?(?:抄送|抄报|分送)(?:机关|单位)?[：:；]?")
_TOLD_ISSUER = re.compile(r"(?:发文|发布|制发|成文|印发|回复|答复|主办|承办)(?:机关|机构|单位|部门)[：:]")
_TOLD_DAY = re.compile(r"(?:成文|发文|签发|印发|制发|生成|回复|答复|办结)(?:日期|时间)[：:]")
_NEXT_LABEL = re.compile(
    r"(?:成文|发文|发布|印发|生成|公开|主题|有效|索引|信息|文件|名称|标题|浏览|留言|回复|答复|会办|协办|承办|办理|联系)"
    r"[\u4e00-\u9fa5]{0,4}[：:]"
)
_MAIN_HEAD = re.compile(r"主送(?:机关|单位)?[：:]")
_JOINED_HEAD = re.compile(r"(?:会办|协办|分办)(?:单位)?[：:]")


def read(text: Text, layout: Layout, paragraphs: tuple[Paragraph, ...]) -> Header:
    """The header of a document."""
    reading = text.reading
    title = _title(text, layout)
    opening = next((p.at for p in paragraphs if p.role is Role.OPENING), None)
    addressed = [p.at for p in paragraphs if p.role is Role.ADDRESSEE]
    kind = _kind(text, title, paragraphs)
    addressees = (
        tuple(f for at in addressed[:1] for f in parties.members(reading, at))
        or _listed(text, paragraphs, _MAIN_HEAD, "structure.addressee")
        or _netizen(text)
    )
    call = reading[addressed[0].start : addressed[0].end] if addressed else ""
    reply = kind is DocumentKind.REPLY
    data = tuple(p.at for p in paragraphs if p.role is Role.FURNITURE)
    answered: tuple[ProposalRef, ...] = ()
    if reply:
        answered = proposals.find(reading, title, opening, addressees=addressees, addressed=call, data=data)
    heard = parties.consulted(reading, opening) if opening and reply else ()
    return Header(
        kind=kind,
        title=title,
        number=_number(text, paragraphs),
        issuers=_issuers(text, layout, title, paragraphs),
        addressees=addressees,
        date=_date(text, paragraphs),
        reply_class=_reply_class(text, paragraphs),
        disclosure=_disclosure(text, paragraphs),
        consulted=heard or _listed(text, paragraphs, _JOINED_HEAD, "structure.consulted"),
        copied_to=_listed(text, paragraphs, _COPIES_HEAD, "structure.copied-to"),
        proposals=answered,
        contacts=tuple(p.at for p in paragraphs if p.role is Role.CONTACT),
    )


def _title(text: Text, layout: Layout) -> Field | None:
    """The title over its lines. An organ right above 关于… without a number between belongs to it."""
    if not layout.titles:
        return None
    blocks: list[list[Line]] = []
    for line in layout.titles:
        if blocks and line.at.start - blocks[-1][-1].at.end <= 1:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    named = [b for b in blocks if GENRE_END.search(b[-1].text)]
    about = [b for b in named if re.search(r"关于|对|印发", "".join(line.text for line in b))]
    block = (about or named or blocks)[0]
    block = next((b for b in about if b is not block and _words(b).endswith(_words(block))), block)
    first = block[0]
    if (
        re.match(r"关于|对|印发|转发|批转|公布", first.text)
        and layout.mastheads
        and layout.mastheads[-1].at.end + 1 == first.at.start
    ):
        block = [layout.mastheads[-1], *block]
    at = Range(block[0].at.start, block[-1].at.end)
    words = text.cut(at)
    value = words.removeprefix("（转载）")
    return Field(value, Range(at.start + len(words) - len(value), at.end), "structure.title")


def _words(block: list[Line]) -> str:
    return "".join(line.text for line in block)


def _kind(text: Text, title: Field | None, paragraphs: tuple[Paragraph, ...]) -> DocumentKind:
    """The class of a document: by its title, else by the words it opens or ends with."""
    name = title.value if title else ""
    start = " ".join(
        text.reading[p.at.start : p.at.end][:300]
        for p in paragraphs
        if p.role in (Role.OPENING, Role.ADDRESSEE, Role.BODY, Role.CLOSING)
    )[:900]
    if name:
        if _REPLY_TITLE.search(name):
            return DocumentKind.REPLY
        if _NOTICE_TITLE.search(name):
            return DocumentKind.NOTICE
        if name.endswith("函") and any(p.role is Role.OPENING for p in paragraphs):
            return DocumentKind.REPLY
        if GENRE_END.search(name) and not _REPLY_WORDS.search(start[:200]):
            return DocumentKind.POLICY
    if any(p.role is Role.OPENING for p in paragraphs) or _REPLY_WORDS.search(start):
        return DocumentKind.REPLY
    if re.search(r"现?印发给你们|通知如下|请(?:认真)?(?:贯彻|遵照)执行", start):
        return DocumentKind.NOTICE
    last = text.reading[-120:]
    if re.search(r"感谢(?:您|对|你|网友)", last):
        return DocumentKind.REPLY
    return DocumentKind.POLICY


def _number(text: Text, paragraphs: tuple[Paragraph, ...]) -> Field | None:
    rows = [p.at for p in paragraphs if p.role is Role.NUMBER]
    for i, row in enumerate(rows):
        if match := NUMBER.search(text.reading, *row):
            code = re.sub(r"^(?:文号|发文字号)", "", match["code"])
            at = Range(match.end("code") - len(code), match.end())
            return Field(_coded(code, match), at, "structure.number")
        if match := ORDER.search(text.reading, *row):
            return Field(match.group(), Range(*match.span()), "structure.number.order", 0.85)
        if match := _CODELESS.search(text.reading, *row):
            value = f"〔{match[1]}〕{int(match[2])}号"
            return Field(value, Range(*match.span()), "structure.number.codeless", 0.8)
        if i == 0 and text.reading.startswith("第", row.start):
            above = next((p.at for p in paragraphs if p.at.end + 1 == row.start), None)
            if above and text.reading.endswith(("令", "公告"), *above):
                at = Range(above.start, row.end)
                return Field(text.cut(at), at, "structure.number.order", 0.85)
    return _number_below(text, paragraphs)


def _coded(code: str, match: re.Match[str]) -> str:
    """A document number in its usual form: 甲教函[2023]第045号 is 甲教函〔2023〕45号."""
    return f"{code}〔{match['year']}〕{int(match['serial'])}号"


def _number_below(text: Text, paragraphs: tuple[Paragraph, ...]) -> Field | None:
    """The order of a regulation in the line under its title, or the number in the page's table of data."""
    for paragraph in paragraphs[:16]:
        if paragraph.role is not Role.FURNITURE:
            continue
        told = _NUMBER_TOLD.search(text.reading, *paragraph.at)
        number = NUMBER.search(text.reading, told.end(), paragraph.at.end) if told else None
        if number:
            return Field(_coded(number["code"], number), Range(*number.span()), "structure.number.data", 0.9)
        if order := _ORDER_TOLD.search(text.reading, *paragraph.at):
            return Field(order["order"], Range(*order.span("order")), "structure.number.order", 0.8)
    return None


def _issuers(text: Text, layout: Layout, title: Field | None, paragraphs: tuple[Paragraph, ...]) -> tuple[Field, ...]:
    """Signature first, then the title's beginning, then the masthead, then the line of promulgation."""
    if layout.signatures:
        return tuple(_organ(text, s.at, "structure.signature", 0.95) for s in layout.signatures)
    if title and (match := _ISSUER_OF_TITLE.match(title.value)):
        at = Range(title.at.start, title.at.start + match.end())
        found = organs(text, Line(at, text.cut(at)))
        if found:
            return tuple(Field(f.text, f.at, "structure.title-issuer", 0.9) for f in found)
    heads: list[Field] = []
    for masthead in layout.mastheads:
        if heads and masthead.at.start != heads[-1].at.end + 1:
            break
        name = re.sub(r"(?:文件|令|公告|函|（函）)$", "", masthead.text)
        if is_organ(name):
            at = Range(masthead.at.start, masthead.at.start + len(name))
            heads.append(_organ(text, at, "structure.masthead", 0.9))
    if heads:
        return tuple(heads)
    return _from_passage(text, paragraphs) or _from_report(text, title) or _told_issuer(text, paragraphs)


def _told(text: Text, paragraphs: tuple[Paragraph, ...], label: re.Pattern[str]) -> Iterator[Range]:
    """What the page's table of data says behind a label, up to the next label."""
    for paragraph in paragraphs:
        if paragraph.role is Role.FURNITURE and paragraph.annex is None:
            for match in label.finditer(text.reading, *paragraph.at):
                following = _NEXT_LABEL.search(text.reading, match.end(), paragraph.at.end)
                yield Range(match.end(), following.start() if following else paragraph.at.end)


def _told_issuer(text: Text, paragraphs: tuple[Paragraph, ...]) -> tuple[Field, ...]:
    """The organ that the page's table of data names: 发文机构：甲市水务局, 回复单位：甲县教育局."""
    found = (_organ(text, at, "structure.data", 0.85) for at in _told(text, paragraphs, _TOLD_ISSUER) if at.length)
    return next(((field,) for field in found if is_organ(field.value)), ())


def _organ(text: Text, at: Range, rule: str, confidence: float) -> Field:
    """An organ without 中华人民共和国 before its name."""
    name = text.cut(at)
    if name.startswith("中华人民共和国") and is_organ(name[7:]):
        at = Range(at.start + 7, at.end)
    return Field(text.cut(at), at, rule, confidence)


def _from_passage(text: Text, paragraphs: tuple[Paragraph, ...]) -> tuple[Field, ...]:
    """Who passed a regulation or gave an order, by the line under its title."""
    lines = [p.at for p in paragraphs[:16] if p.role in (Role.FURNITURE, Role.NUMBER)]
    passed = [m for at in lines for m in _ASSEMBLY.finditer(text.reading, at.start, at.end)]
    if passed:
        first = next((m for m in passed if m["deed"] == "通过"), passed[0])
        place = re.sub(r"^.*[日（]", "", first["place"])
        at = Range(first.end("place") - len(place), first.end("body"))
        return (Field(place + first["body"], at, "structure.passage", 0.85),)
    for at in lines:
        match = _ORDER_GIVER.search(text.reading, at.start, at.end)
        if match:
            who = re.sub(r"^.*[日（]", "", match["who"])
            return (_organ(text, Range(match.end("who") - len(who), match.end("who")), "structure.order", 0.85),)
    return ()


def _from_report(text: Text, title: Field | None) -> tuple[Field, ...]:
    """Whose work is reported: 我代表省人民政府向大会报告工作, or 2026年甲省政府工作报告 in the title."""
    match = _REPORTS.search(text.reading, 0, 1500)
    if match is None and title and text.cut(title.at) == title.value:
        named = _REPORT_OF.search(title.value)
        if named:
            at = Range(title.at.start + named.start("who"), title.at.start + named.end("who"))
            return (Field(named["who"], at, "structure.report-title", 0.85),)
    return (Field(match["who"], Range(*match.span("who")), "structure.report", 0.85),) if match else ()


def _date(text: Text, paragraphs: tuple[Paragraph, ...]) -> Field | None:
    """The date of the signature, else of the line of passage, else one alone in the letterhead; never of printing."""
    body = next((i for i, p in enumerate(paragraphs) if p.role in (Role.OPENING, Role.BODY, Role.HEADING)), 0)
    own = [p for p in paragraphs if p.annex is None]
    for paragraph in own:
        if paragraph.role is Role.DATE and paragraph.at.start >= paragraphs[body].at.start:
            return _day(text, paragraph.at, "structure.date", 0.95)
    told = [p.at for p in own[:12] if p.role is Role.FURNITURE]
    passed = [day for at in told for day in _passed(text, at)]
    if passed:
        return max(passed, key=lambda day: day.value)
    if head := next((_day(text, p.at, "structure.date.head", 0.85) for p in own[:body] if p.role is Role.DATE), None):
        return head
    days = (_day(text, at, "structure.date.data", 0.8) for at in _told(text, paragraphs, _TOLD_DAY))
    return next((day for day in days if day), None)


def _passed(text: Text, at: Range) -> Iterator[Field]:
    """The days on which a text was passed, issued or amended by a line under its title, not its coming into force."""
    for match in DAY.finditer(text.reading, at.start, at.end):
        day = iso_day(match)
        rest = text.reading[match.end() : at.end]
        if day and re.search(r"通过|公布|发布|会议|批准|修[订正]", rest) and not rest.startswith(("起", "施行")):
            yield Field(day, Range(*match.span()), "structure.date.passage", 0.85)


def _day(text: Text, at: Range, rule: str, confidence: float) -> Field | None:
    """The day a line tells."""
    match = DAY.search(text.reading, at.start, at.end)
    day = iso_day(match) if match else None
    if match and day:
        return Field(day, Range(*match.span()), rule, confidence)
    plain = PLAIN_DAY.search(text.reading, at.start, at.end)
    if plain is None:
        return None
    return Field(f"{int(plain[1]):04d}-{int(plain[2]):02d}-{int(plain[3]):02d}", Range(*plain.span()), rule, 0.85)


def _reply_class(text: Text, paragraphs: tuple[Paragraph, ...]) -> Field | None:
    for paragraph in paragraphs:
        if paragraph.role in (Role.REPLY_CLASS, Role.NUMBER, Role.CONTACT, Role.DISCLOSURE):
            pattern = _CLASS_BESIDE if paragraph.role is Role.NUMBER else _CLASS
            match = pattern.search(text.reading[paragraph.at.start : paragraph.at.end])
            if match:
                at = Range(paragraph.at.start + match.start(), paragraph.at.start + match.end())
                return Field(match.group(1), at, "structure.class")
    return None


def _disclosure(text: Text, paragraphs: tuple[Paragraph, ...]) -> Field | None:
    for paragraph in paragraphs:
        if paragraph.role in (Role.DISCLOSURE, Role.REPLY_CLASS, Role.CONTACT, Role.IMPRINT, Role.DATE):
            line = text.reading[paragraph.at.start : paragraph.at.end]
            for pattern, value in _DISCLOSURES:
                if match := pattern.search(line):
                    at = Range(paragraph.at.start + match.start(), paragraph.at.start + match.end())
                    return Field(value, at, "structure.disclosure")
    return None


def _netizen(text: Text) -> tuple[Field, ...]:
    """The writer of a message by the name used on the site: 网友“UU001”：您好."""
    match = _NETIZEN.search(text.reading, 0, 400)
    part = "quoted" if match and match["quoted"] else "bare"
    return (Field(match[part], Range(*match.span(part)), "structure.netizen", 0.9),) if match else ()


def _listed(text: Text, paragraphs: tuple[Paragraph, ...], head: re.Pattern[str], rule: str) -> tuple[Field, ...]:
    """The organs behind a head in the imprint or the page's data: 主送：各县区人民政府, 会办单位：市财政局."""
    heads = (
        (head.match(text.reading, *p.at), p.at.end)
        for p in paragraphs
        if p.role in (Role.COPIES, Role.CONTACT, Role.FURNITURE)
    )
    return tuple(
        field
        for match, end in heads
        if match
        for field in parties.organ_list(text.reading[match.end() : end], match.end(), rule)
    )
