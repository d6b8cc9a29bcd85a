"""Paragraphs: what each line of a document is for, from the letterhead to the imprint."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.model import Annex, Paragraph, Range, Role, Text
from kg.structure import annexes as attached
from kg.structure.lines import DATE_LINE, DAY, Line, is_organ, lines, organs
from kg.structure.marks import (
    ANNEX_HEAD,
    CLOCK,
    CLOSING,
    FURNITURE,
    GENRE_END,
    MARKER,
    META,
    OPENING,
    SALUTE,
    beside_number,
    is_addressee,
    is_disclosure,
    is_leader,
    is_number,
    is_reply_class,
    tail_role,
    tells_contact,
    tells_passage,
)  # fmt: skip

_MASTHEAD_TAIL = re.compile(r"(?:文件|函|令|公告|公报|（函）|（通知）|办公室文件)$")
_GLUED = re.compile(r"网友[“\"]|附[\[《〔]|附件|（此件|（?联系|公开|抄送")  # may follow a date on the same line
_ANSWERED = re.compile(r"(?:答复|函复|回复|批复|说明|复函)(?:说明)?如下[：:。]|(?:给予|予以)(?:答复|回复)[。：]")
_ASKER = re.compile(r"(?:留言|来信|来电|信件|咨询|投诉|诉求|求助|问题|提案|建议)(?:内容|正文|描述|详情)[：:]?")
_ANSWER = re.compile(r"(?:回复|答复|办理|处理|反馈|回应|办复)(?:内容|意见|正文|结果|情况|答复)?[：:]")
_FORM = 30  # lines of a page before the asker's words
_OPENING_REACH = 240
_HEAD_REACH = 12  # lines of the letterhead
_STOPS = tuple("。！？；.”）")


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
    _contents(rows, roles)
    _form(rows, roles)
    body = _head(text, rows, roles)
    signed, tail, signatures = _signature(text, rows, roles, body)
    found, owner, issued = attached.find(text, rows, roles, tail, _joined(rows, roles, Role.TITLE))
    _last_lines(rows, roles, max(body, tail))
    titles = tuple(r for r, role in zip(rows[:body], roles, strict=False) if role is Role.TITLE)
    if not titles and any(r.text.endswith("令") for r in rows[:2]):
        titles = issued
    _body_roles(text, rows, roles, body, signed)
    paragraphs, current = [], None
    for i, (row, role) in enumerate(zip(rows, roles, strict=True)):
        current = owner.get(i, current)
        paragraphs.append(Paragraph(row.at, role, annex=current))
    mastheads = tuple(r for r, role in zip(rows[:body], roles, strict=False) if role is Role.MASTHEAD)
    return Layout(tuple(paragraphs), found, titles, signatures, mastheads)


def _joined(rows: list[Line], roles: list[Role], role: Role) -> str:
    return "".join(row.text for row, r in zip(rows, roles, strict=True) if r is role)


def _cut_tails(rows: tuple[Line, ...]) -> list[Line]:
    """Web letters run together: opening and body, the last sentence and the signature, the next letter."""
    out: list[Line] = []
    opened = False
    for i, row in enumerate(rows):
        cuts = set(beside_number(row.text)) if i < _HEAD_REACH else set()
        if (label := _ANSWER.match(row.text)) and label.end() < len(row.text) and any(map(_asks, rows[:i][:_FORM])):
            cuts.add(label.end())
        if i + 1 < len(rows) and DATE_LINE.fullmatch(rows[i + 1].text):
            stop = max(row.text.rfind(mark) for mark in "。！？") + 1
            cuts |= {stop} if stop and is_organ(row.text[stop:]) else set()
        for date in DAY.finditer(row.text):
            rest = row.text[date.end() :]
            if rest not in ("", "。") and not _GLUED.match(rest):
                continue
            before = row.text[: date.start()]
            stop = max(before.rfind(mark) for mark in "。！？；") + 1
            signer = before[stop:]
            if is_organ(signer) or (not signer and stop) or before[-1:] in _STOPS:
                cuts |= {date.start(), date.end()} | ({stop} if is_organ(signer) else set())
        if not opened:
            opening = _ANSWERED.search(row.text[:_OPENING_REACH])
            cuts |= {opening.end()} if opening and len(row.text) > opening.end() + 20 else set()
            opened = bool(OPENING.search(row.text[:_OPENING_REACH]))
        bounds = sorted({0, len(row.text)} | {c for c in cuts if row.text[c:] != "。"})
        out += [
            Line(Range(row.at.start + start, row.at.start + end), row.text[start:end])
            for start, end in pairwise(bounds)
        ]
    return out


def _asks(row: Line) -> bool:
    return bool(_ASKER.match(row.text))


def _form(rows: list[Line], roles: list[Role]) -> None:
    """A page that prints the asker's words above the answer, each under its label: no line of theirs is the organ's."""
    first = next((i for i, row in enumerate(rows[:_FORM]) if _asks(row)), None)
    if first is None:
        return
    answer = next((i for i in range(first + 1, len(rows)) if _ANSWER.fullmatch(rows[i].text)), None)
    if answer is not None:
        roles[first : answer + 1] = [Role.FURNITURE] * (answer + 1 - first)


# ── head ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _head(text: Text, rows: list[Line], roles: list[Role]) -> int:
    """Roles of the letterhead; answers the index of the first line of the body."""
    titled = False
    for i, row in enumerate(rows[:40]):
        role = roles[i] if roles[i] is not Role.BODY else _head_role(text, row, i, titled)
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
    if is_reply_class(line):
        return Role.REPLY_CLASS
    if is_number(line):
        return Role.NUMBER
    if DAY.fullmatch(line):
        return Role.DATE
    if META.match(line) or CLOCK.fullmatch(line) or FURNITURE.fullmatch(line):
        return Role.FURNITURE
    if is_disclosure(line):
        return Role.DISCLOSURE
    if re.match(r"签发人|联系人|联系电话", line) and len(line) < 40:
        return Role.CONTACT
    if DATE_LINE.fullmatch(line):
        return Role.DATE
    if is_addressee(line):
        return Role.ADDRESSEE
    if organs(text, row) or (len(line) < 40 and _MASTHEAD_TAIL.search(line) and is_organ(_MASTHEAD_TAIL.sub("", line))):
        return Role.MASTHEAD
    if OPENING.search(line):
        return None
    if SALUTE.match(line) and len(line) < 24:
        return Role.ADDRESSEE
    if MARKER.match(line) or line[-1] in "。；！？：" or SALUTE.match(line):
        return None
    if re.search(r"[。！？]", line) and (i or len(line) > 60 or re.match(r"[您你]|尊敬", line)):
        return None
    if tells_passage(line) or is_leader(line):
        return Role.FURNITURE
    if line.startswith(("—", "―", "-")) and len(line) < 60:
        return Role.FURNITURE
    if GENRE_END.search(line) and len(line) < 160 and "。" not in line:
        return Role.TITLE
    if len(line) > 60 or "。" in line:
        return None
    return Role.TITLE if not titled or i < 6 else None


# ── tail ─────────────────────────────────────────────────────────────────────────────────────────────────────


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
        role = tail_role(rows[first - 1].text)
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
        if not found and not is_leader(rows[first - 1].text):
            break
        first -= 1
        roles[first] = Role.SIGNATURE
        signers[:0] = found
    return first, tuple(signers)


def _tail(rows: list[Line], roles: list[Role], start: int) -> int:
    """Gives roles to what follows the date; answers the first line that belongs to no tail."""
    listing = False
    for i in range(start, len(rows)):
        role = tail_role(rows[i].text)
        if role is None and listing and _item(rows[i].text) and len(rows[i].text) < 60:
            role = Role.ANNEX_LIST
        if role is None:
            return i
        listing = role is Role.ANNEX_LIST
        roles[i] = role
    return len(rows)


def _last_lines(rows: list[Line], roles: list[Role], start: int) -> None:
    """The last lines of the file under an attached text: 公开方式, the imprint, links of the web page."""
    i = len(rows) - 1
    while i >= start:
        role = tail_role(rows[i].text)
        if role is None or roles[i] is not Role.BODY:
            return
        roles[i] = role
        i -= 1


# ── body ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _body_roles(text: Text, rows: list[Line], roles: list[Role], body: int, signed: int) -> None:
    """Opening, closing, annex list and tables inside the body."""
    for i in range(body, signed):
        if roles[i] is Role.BODY and tells_contact(rows[i].text):
            roles[i] = Role.CONTACT
    for i in range(body, min(body + 3, signed)):
        if roles[i] is Role.BODY and OPENING.search(rows[i].text[:_OPENING_REACH]) and not MARKER.match(rows[i].text):
            roles[i] = Role.OPENING
            break
    i = signed - 1
    while i > body and signed - i < 12:
        line = rows[i].text
        if roles[i] is not Role.BODY:
            i -= 1
            continue
        if CLOSING.match(line) and len(line) < 120:
            roles[i] = Role.CLOSING
        elif tail := tail_role(line) or (Role.ANNEX_LIST if _heads_list(rows, i) else None):
            roles[i] = tail
            if tail is Role.ANNEX_LIST:
                for k in range(i + 1, signed):
                    if roles[k] is Role.BODY and _item(rows[k].text):
                        roles[k] = Role.ANNEX_LIST
        elif not _item(line) or len(line) > 60:
            break
        i -= 1
    for i in range(body, len(rows)):
        if roles[i] is Role.BODY and "\t" in text.span(rows[i].at).quote:
            roles[i] = Role.TABLE
    _flat_tables(rows, roles, body)


def _item(line: str) -> bool:
    """Whether a line is an item of a list; 1.2025年计划表 is one too."""
    return bool(MARKER.match(line) or re.match(r"\d{1,2}[、.．]", line))


def _heads_list(rows: list[Line], i: int) -> bool:
    """Whether 附件： stands alone over the list of annexes."""
    return bool(ANNEX_HEAD.fullmatch(rows[i].text)) and i + 1 < len(rows) and _item(rows[i + 1].text)


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


def _contents(rows: list[Line], roles: list[Role]) -> None:
    """A table of contents: the lines under 目录 that come again as headings."""
    for i in range(len(rows)):
        if rows[i].text == "目录":
            first = rows[i + 1].text if i + 1 < len(rows) else ""
            again = next((k for k in range(i + 2, len(rows)) if rows[k].text == first), None)
            for k in range(i, again or i + 1):
                roles[k] = Role.FURNITURE
            return


def _cell(line: str) -> bool:
    return len(line) <= 24 and line[-1] not in "。；：，、" and not MARKER.match(line)


def with_sections(
    paragraphs: tuple[Paragraph, ...], owner: list[int | None], headings: set[int]
) -> tuple[Paragraph, ...]:
    """The paragraphs with the section each lies in and the role HEADING for headings that stand alone."""
    return tuple(
        replace(p, section=owner[i], role=Role.HEADING if i in headings else p.role) for i, p in enumerate(paragraphs)
    )
