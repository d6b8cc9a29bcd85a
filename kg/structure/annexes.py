"""Texts behind the tail: what the document issues, annexes, and a second letter in the same file."""

from __future__ import annotations

import re
from itertools import pairwise

from kg.model import Annex, Field, Range, Role, Text
from kg.structure.lines import DATE_LINE, Line, is_organ
from kg.structure.marks import (
    ANNEX_HEAD,
    GENRE_END,
    MARKER,
    META,
    is_addressee,
    is_leader,
    is_number,
    tail_role,
    tells_passage,
)  # fmt: skip

_ISSUES = re.compile(r"印发|转发|批转|发布|公布|令$")
_ISSUES_BODY = re.compile(r"印发给你们|转发给你们|[现予]予?以?(?:公布|发布|印发)|现公布|现发布")
_SECOND_LETTER = re.compile(r"(?:尊敬的)?网友[“\"]")


def find(
    text: Text, rows: list[Line], roles: list[Role], tail: int, title: str
) -> tuple[tuple[Annex, ...], dict[int, int | None], tuple[Line, ...]]:
    """Annexes, the annex that starts at a line, and the title lines of the text that the document itself issues.

    What is issued (印发, 转发, 令) is the document's own text; what stands under 附件 is an annex, unless it is all.
    """
    if tail >= len(rows):
        return (), {}, ()
    starts = _starts(rows, tail)
    if not starts:
        return (), {}, ()
    main = "".join(row.text for row in rows[:tail])
    issues = _ISSUES.search(title) or _ISSUES_BODY.search(main) or any(row.text.endswith("令") for row in rows[:3])
    annexes: list[Annex] = []
    owner: dict[int, int | None] = {}
    issued: list[Line] = []
    for k, (start, end) in enumerate(pairwise([*starts, len(rows)])):
        name = _head(rows, roles, start, end)
        _letter_roles(rows, roles, start, end)
        if (
            issues
            and (k == 0 or not ANNEX_HEAD.fullmatch(rows[start].text))
            and not _SECOND_LETTER.match(rows[start].text)
        ):
            owner[start] = None
            issued = issued or name
            continue
        where = Range(name[0].at.start, name[-1].at.end) if name else rows[start].at
        owner[start] = len(annexes)
        annexes.append(
            Annex(
                Field(text.cut(where)[:80], where, "structure.annex"), Range(rows[start].at.start, rows[end - 1].at.end)
            )
        )
    return tuple(annexes), owner, tuple(issued)


def _starts(rows: list[Line], tail: int) -> list[int]:
    """Where texts of their own begin: behind the tail, under 附件, or with a title that the body names in 《》."""
    named = set(re.findall(r"《([^《》]{4,80})》", "".join(row.text for row in rows[:tail])))
    starts: list[int] = []
    i = tail
    while i < len(rows):
        line = rows[i].text
        if ANNEX_HEAD.fullmatch(line) and i + 1 < len(rows) and not _lists(rows, i):
            starts.append(i)
            i += 2
            continue
        if (i == tail and not _lists(rows, i)) or line in named or _SECOND_LETTER.match(line):
            starts.append(i)
        i += 1
    return starts


def _lists(rows: list[Line], i: int) -> bool:
    """Whether 附件 heads a list of annexes and no annex."""
    if not re.match(r"附件?[\d]{0,2}", rows[i].text):
        return False
    following = rows[i + 1].text if i + 1 < len(rows) else ""
    return bool(re.match(r"附件?\d|[1１][.．、]", following)) and len(following) < 60


def _head(rows: list[Line], roles: list[Role], start: int, end: int) -> list[Line]:
    """Gives roles to an attached text's own title and line of promulgation; answers the title's lines."""
    i = start
    if ANNEX_HEAD.fullmatch(rows[i].text) and i + 1 < end:
        roles[i] = Role.FURNITURE
        i += 1
    name: list[Line] = []
    while i < end and len(name) < 4 and _goes_on(rows[i].text):
        roles[i] = Role.TITLE
        name.append(rows[i])
        i += 1
        above = is_organ(name[-1].text) and i < end and rows[i].text.startswith(("关于", "对"))
        if GENRE_END.search(name[-1].text) or (len(name[-1].text) < 10 and not above):
            break
    while i < end and (tells_passage(rows[i].text) or META.match(rows[i].text) or is_leader(rows[i].text)):
        roles[i] = Role.FURNITURE
        i += 1
    return name


def _letter_roles(rows: list[Line], roles: list[Role], start: int, end: int) -> None:
    """Roles of the number, the addressee, the signature and the date of a second letter."""
    for i in range(start, min(start + 6, end)):
        if roles[i] is Role.BODY and is_number(rows[i].text):
            roles[i] = Role.NUMBER
        elif roles[i] is Role.BODY and is_addressee(rows[i].text):
            roles[i] = Role.ADDRESSEE
    for i in range(max(start + 1, end - 8), end):
        if roles[i] is Role.BODY and DATE_LINE.fullmatch(rows[i].text):
            roles[i] = Role.DATE
            if is_organ(rows[i - 1].text):
                roles[i - 1] = Role.SIGNATURE
            for k in range(i + 1, end):
                roles[k] = tail_role(rows[k].text) or roles[k]


def _goes_on(line: str) -> bool:
    return len(line) < 60 and not MARKER.match(line) and line[-1] not in "。；：！？" and not tells_passage(line)
