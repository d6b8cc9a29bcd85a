"""What a text says of the division it comes from, when no organ signs it: a company's letter, a website's answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from kg import divisions, organs
from kg.lexicon import Matcher
from kg.model import Kind, Letter, Mention, Reference, Role

ORGAN = 3  # weight of an organ with its division in front
_HEAD = 4  # of a name in the letterhead, the title or the words that tell what is answered
_BEGINS = 5  # of a name that the writer's own begins with: 宜昌城市建设投资有限公司
_LETTERHEAD = frozenset({Role.MASTHEAD, Role.TITLE, Role.ADDRESSEE, Role.OPENING, Role.SIGNATURE, Role.COPIES})
_SESSION = re.compile(r"(?:政协|人大)?第?[一二三四五六七八九十\d]{1,3}届")
_MARK = re.compile(r"([\u4e00-\u9fff])[\u4e00-\u9fff]")
_MARKS = (
    "京11津12冀13晋14蒙15辽21吉22黑23沪31苏32浙33皖34闽35赣36鲁37豫41"
    "鄂42湘43粤44桂45琼46渝50川51贵52云53藏54陕61甘62青63宁64新65"
)
_OF_MARK = {_MARKS[i]: _MARKS[i + 1 : i + 3] for i in range(0, len(_MARKS), 3)}


@cache
def _names() -> Matcher:
    long = {name for name in divisions.names() if len(name) >= 3}
    short = {name for name, rows in divisions.by_short().items() if rows[0].level == "provincial" and len(name) >= 2}
    return Matcher((long | short) - divisions.WORDLIKE)


def counts(letter: Letter, mentions: Sequence[Mention], word: str) -> Counter[str]:
    """How strongly each division is spoken of, by code or, without one, by name; those of the level that a word says.

    A district speaks for its city too, and a name of the letterhead for more than one in the body.
    """
    found: Counter[str] = Counter()
    head = [p.at for p in letter.paragraphs if p.role in _LETTERHEAD]
    head += [f.at for f in (letter.header.title, *letter.header.issuers) if f]
    for name, start, end in _names().find(letter.text.reading):
        if letter.text.reading.startswith(("路", "大道", "日报", "大学", "籍"), end):
            continue
        said = any(at.start <= start < at.end for at in head) or _SESSION.match(letter.text.reading, end)
        weight = _HEAD if said else 1
        for code in _codes(name, word):
            found[code] += weight
    for mention in mentions:
        if mention.reference is not Reference.NAME:
            continue
        organ = organs.read(mention.name) if mention.kind is Kind.AGENCY else None
        name = organ.division if organ else mention.name if mention.kind is Kind.DIVISION else ""
        if not name or name[:1] in "我本全该各":
            continue
        codes = _codes(name, word)
        for code in codes:
            found[code] += ORGAN - 1 if organ else 0
        if not codes and name.endswith(word) and not _codes(name, ""):
            found[name] += ORGAN if organ else 1
    for issuer in letter.header.issuers:
        for code in _beginning(issuer.value, word):
            found[code] += _BEGINS
    mark = _MARK.match(letter.header.number.value) if letter.header.number else None
    code = _OF_MARK.get(mark[1], "") + "0000" if mark else ""
    if divisions.get(code) and _speaks(code, word):
        found[code] += ORGAN
    return found


def _codes(name: str, word: str) -> tuple[str, ...]:
    """The one division of a name and those it lies in, as far as they are of the level that the word says."""
    row = divisions.choose(name)
    if row is None:
        rows = divisions.by_short().get(name, ())
        row = next((r for r in rows if r.level == "provincial"), None)
    if row is None or row.code == divisions.COUNTRY:
        return ()
    if not word:
        return (row.code,)
    return tuple(code for code in divisions.chain(row.code) if _speaks(code, word))


def _speaks(code: str, word: str) -> bool:
    return divisions.speak(code, word) == code if word else True


def _beginning(name: str, word: str) -> tuple[str, ...]:
    """The division whose short name a writer's name begins with."""
    for size in (4, 3, 2):
        rows = [r for r in divisions.by_short().get(name[:size], ()) if r.level != "county"]
        if len(rows) == 1 and not name.startswith(("中国", "中华")):
            return tuple(code for code in divisions.chain(rows[0].code) if _speaks(code, word))[:1]
    return ()
