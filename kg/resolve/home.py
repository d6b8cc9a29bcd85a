"""Whose document it is: the division that 市 and 我市 speak of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg import divisions, organs
from kg.model import Kind, Letter, Mention, Reference, Role


@dataclass(frozen=True, slots=True)
class Home:
    """A division as a document knows it; one without code is masked or not in the table."""

    code: str | None
    name: str
    short: str
    level: str | None

    @property
    def long_name(self) -> str:
        """The name, with its city when it is a district: 镇江市京口区.

        >>> of_name("京口区").long_name, of_name("通渭县").long_name
        ('镇江市京口区', '通渭县')
        """
        if self.code and self.level == "county" and self.name.endswith("区"):
            above = divisions.get(divisions.above(self.code) or "")
            return (above.name if above else "") + self.name
        return self.name


COUNTRY = Home(divisions.COUNTRY, "", "", "national")
NOWHERE = Home(None, "", "", None)
_LEVELS = (
    ("省", "provincial"),
    ("自治区", "provincial"),
    ("市", "prefectural"),
    ("州", "prefectural"),
    ("县", "county"),
    ("区", "county"),
    ("旗", "county"),
    ("镇", "township"),
    ("乡", "township"),
    ("街道", "township"),
)


def of_code(code: str) -> Home:
    """The home of a code."""
    found = divisions.get(code)
    if found is None or code == divisions.COUNTRY:
        return COUNTRY
    return Home(code, found.name, found.short, found.level)


def of_name(name: str, near: Home = NOWHERE, year: int = 0) -> Home:
    """The division that a written name means: 中山市, 广东省中山市, J9县; a short one (湖南) when only one bears it.

    >>> of_name("广东省中山市").code, of_name("湖南").code, of_name("J9县").code
    ('442000', '430000', None)
    """
    parts = split(name)
    if not parts:
        rows = divisions.by_short().get(name, ())
        rows = (
            tuple(r for r in rows if r.level == "provincial")
            or tuple(r for r in rows if r.level == "prefectural")
            or rows
        )
        if len(rows) == 1:
            return of_code(rows[0].code)
        return Home(None, name, name, next((level for word, level in _LEVELS if name.endswith(word)), None))
    context = near.code
    home = NOWHERE
    for part in parts:
        found = divisions.choose(part, home.code or context, year)
        home = (
            of_code(found.code)
            if found
            else Home(None, part, part[:-1], next((level for word, level in _LEVELS if part.endswith(word)), None))
        )
    return home


def split(name: str) -> list[str]:
    """The names that a chain of divisions is made of.

    >>> split("广东省中山市"), split("湖南")
    (['广东省', '中山市'], [])
    """
    parts: list[str] = []
    at = len(name)
    while at:
        size = next((n for n in range(min(15, at), 1, -1) if name[at - n : at] in divisions.names()), 0)
        if not size:
            break
        parts.insert(0, name[at - size : at])
        at -= size
    return parts if not at else []


def spoken(home: Home, word: str) -> Home:
    """The division that a level word means at home; nowhere when it cannot be known.

    >>> spoken(of_name("中山市"), "省").name, spoken(of_name("J9县"), "省").name, spoken(of_name("J9县"), "县").name
    ('广东省', '', 'J9县')
    """
    if home.code and home.code != divisions.COUNTRY:
        code = divisions.speak(home.code, word)
        return of_code(code) if code else NOWHERE
    return home if home.name.endswith(word) and word else NOWHERE


def find(letter: Letter, mentions: Sequence[Mention]) -> Home:
    """The division whose document this is: of the issuer, else of the organs and divisions named most."""
    word = ""
    named = [f.value for f in letter.header.issuers]
    heads = [letter.text.cut(p.at) for p in letter.paragraphs if p.role in (Role.MASTHEAD, Role.SIGNATURE)]
    if letter.header.title:
        heads.append(re.split(r"关于|对", letter.header.title.value)[0])
    for name in (*named, *heads):
        if organs.central_organ(name.strip()):
            return COUNTRY
        home, spoken_word = _of_organ(name.strip())
        if home.name:
            return home
        word = word or spoken_word
    return _most_named(letter, mentions, word)


def _of_organ(name: str) -> tuple[Home, str]:
    organ = organs.read(name) if name else None
    if organ and organ.division:
        return of_name(organ.division), ""
    if organ and organ.word:
        return NOWHERE, organ.word
    size = next((n for n in range(min(15, len(name)), 2, -1) if name[:n] in divisions.names()), 0)
    return (of_name(name[:size]), "") if size else (NOWHERE, "")


def _most_named(letter: Letter, mentions: Sequence[Mention], word: str) -> Home:
    """The division named most often, of the level that 我市 or 市… speaks of."""
    words = Counter(
        m.name[1:] for m in mentions if m.kind is Kind.DIVISION and m.name[:1] in "我本全" and len(m.name) <= 4
    )
    word = word or (words.most_common(1)[0][0] if words else "")
    if not word:
        levels = Counter(o.word for m in mentions if m.rule == "agency.level" and (o := organs.read(m.name)) and o.word)
        word = levels.most_common(1)[0][0] if levels else ""
    counts: Counter[str] = Counter()
    for mention in mentions:
        if mention.reference is not Reference.NAME:
            continue
        organ = organs.read(mention.name) if mention.kind is Kind.AGENCY else None
        name = organ.division if organ else mention.name if mention.kind is Kind.DIVISION else ""
        if name and name.endswith(word) and name[:1] not in "我本全该各":
            counts[name] += 3 if organ else 1
    if not counts or not word:
        central = sum(1 for m in mentions if m.rule == "agency.central")
        local = sum(1 for m in mentions if m.rule == "agency.level")
        return COUNTRY if central and not local and not words else NOWHERE
    best = max(counts.items(), key=lambda pair: (pair[1], pair[0]))[0]
    return of_name(best)
