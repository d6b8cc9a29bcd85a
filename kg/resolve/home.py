"""Whose document it is: the division that 市 and 我市 speak of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg import divisions, organs
from kg.central_organs import central_organ
from kg.model import Kind, Letter, Mention, Role
from kg.resolve import evidence


@dataclass(frozen=True, slots=True)
class Home:
    """A division as a document knows it; one without code is masked or not in the table."""

    code: str | None
    name: str
    short: str
    level: str | None
    within: str | None = None  # code of the division that a town or a zone lies in
    outer: str = ""  # name of the division above when that has no code either

    @property
    def nearest(self) -> str | None:
        """The code of the division, or of the one it lies in."""
        return self.code or self.within

    @property
    def long_name(self) -> str:
        """The name, with its city when it is a district: 镇江市京口区.

        >>> of_name("京口区").long_name, of_name("通渭县").long_name
        ('镇江市京口区', '通渭县')
        """
        if self.code and self.level == "county" and self.name.endswith("区"):
            above = divisions.get(divisions.above(self.code) or "")
            return (above.name if above else "") + self.name
        if self.outer and self.level in ("county", "township") and not self.name.endswith("县"):
            return self.outer + self.name
        if self.within and not self.code and self.level in ("county", "township") and not self.name.endswith("县"):
            outer = of_code(self.within).long_name
            return self.name if self.name.startswith((outer, outer[:-1])) else outer + self.name
        return self.name


COUNTRY = Home(divisions.COUNTRY, "", "", "national")
NOWHERE = Home(None, "", "", None)
LONGEST = 15  # characters of the longest names of divisions
CORPS = Home(None, divisions.CORPS, "兵团", "provincial", "650000")
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
    return COUNTRY if found is None or code == divisions.COUNTRY else _listed(found)


def _listed(found: divisions.Division) -> Home:
    return Home(found.code, found.name, found.short, found.level)


def _level(name: str) -> str | None:
    """The level that the ending of a name tells."""
    return next((level for word, level in _LEVELS if name.endswith(word)), None)


def first(name: str) -> str:
    """The listed division, of three characters or more, that a name begins with; else nothing.

    >>> first("广东省中山市"), first("市科技局")
    ('广东省', '')
    """
    names = divisions.names()
    return next((name[:n] for n in range(min(LONGEST, len(name)), 2, -1) if name[:n] in names), "")


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
        return _uncoded(name)
    if parts[-1] == divisions.CORPS:
        return CORPS
    context = near.code
    home = NOWHERE
    for part in parts:
        found = divisions.choose(part, home.code or context, year)
        home = _listed(found) if found else Home(None, part, part[:-1], _level(part))
    return home


def _uncoded(name: str) -> Home:
    """A masked division (J9县) or one that no list has, in the listed one before it."""
    masked = [m for m in divisions.MASKED.finditer(name) if m.end() == len(name)]
    m = re.fullmatch(r"(.*[省市州])(.+?[市县区旗镇乡州])", name)
    if m and not any(name[:n] in divisions.names() for n in range(2, len(name))):
        inner = _uncoded(m[2])
        outer = re.split(r"(?<=省)", m[1])[-1]
        return replace(inner, outer=outer)
    before = first(name[:-1])
    within = of_name(before).code if before and not masked else None
    own = masked[-1][0] if masked else name.removeprefix(before)
    level = _level(own)
    return Home(None, own, own[:-1] if level and len(own) > 2 else own, level, within)


def split(name: str) -> list[str]:
    """The names that a chain of divisions is made of.

    >>> split("广东省中山市"), split("湖南")
    (['广东省', '中山市'], [])
    """
    parts: list[str] = []
    at = len(name)
    while at:
        size = next((n for n in range(min(LONGEST, at), 1, -1) if name[at - n : at] in divisions.names()), 0)
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
    if word == "自治区" and home == CORPS:
        return of_code("650000")
    if word == "兵团" and (home == CORPS or (home.nearest or "").startswith("65")):
        return CORPS
    if home.outer and not home.name.endswith(word) and home.outer.endswith(word):
        return _uncoded(home.outer)
    if home.code is None and home.within:
        if home.name.endswith(word) or _of_zone(home.name, word):
            return home
        home = of_code(home.within)
    if home.code and home.code != divisions.COUNTRY:
        code = divisions.speak(home.code, word)
        return of_code(code) if code else NOWHERE
    return home if home.name.endswith(word) and word else NOWHERE


def _of_zone(name: str, word: str) -> bool:
    """Whether a zone is spoken of by a word: 我区, 园区."""
    return (word == "区" and name.endswith(("园", "城", "港"))) or (word == "园区" and "园" in name)


def find(letter: Letter, mentions: Sequence[Mention]) -> Home:
    """The division whose document this is: of the issuer, else of the organs and divisions named most."""
    word = ""
    named = [f.value for f in letter.header.issuers]
    heads = [letter.text.cut(p.at) for p in letter.paragraphs if p.role in (Role.MASTHEAD, Role.SIGNATURE)]
    if letter.header.title:
        heads.append(re.split(r"关于|对", letter.header.title.value)[0])
    uncoded = NOWHERE
    for name in (*named, *heads):
        if central_organ(name.strip()) and name.strip() != divisions.CORPS:
            return COUNTRY
        home, spoken_word = _of_organ(name.strip())
        home = _told_apart(home, letter)
        if home.nearest:
            return home
        uncoded = uncoded if uncoded.name else home
        word = word or spoken_word
    found = uncoded if uncoded.name and not word else _most_named(letter, mentions, word)
    return found if found.name or found == COUNTRY else uncoded


def _told_apart(home: Home, letter: Letter) -> Home:
    """The one of several divisions of a name whose city or province the text names most: 鼓楼区."""
    rows = [d for d in divisions.called(home.name) if not d.until] if not home.code else []
    text = letter.text.reading
    counts = []
    for row in rows:
        above = [d for code in divisions.chain(row.code)[1:] if (d := divisions.get(code))]
        counts.append((sum(text.count(d.name) * 2 + text.count(d.short or d.name) for d in above), row.code))
    counts.sort(reverse=True)
    if counts and counts[0][0] and (len(counts) == 1 or counts[0][0] > counts[1][0]):
        return of_code(counts[0][1])
    return home


def _of_organ(name: str) -> tuple[Home, str]:
    organ = organs.read(name) if name else None
    lower = _prefix(name) if name else NOWHERE
    if lower.name and not lower.code:
        return lower, ""
    if organ and organ.division:
        return of_name(organ.division), ""
    own = organs.unlisted(name) if name else ()
    if own:
        return _uncoded(name[: name.index("".join(own)) + len("".join(own))]), ""
    if organ and organ.word:
        return NOWHERE, organ.word
    return _prefix(name), ""


_ZONE = "(?:开发区|新区|高新区|经开区|园区|保税区|示范区|试验区|度假区|合作区|产业园)"
_OF_ZONE = r"(?:管理委员会|管委会|党工委|[\u4e00-\u9fff]{2,16}(?:局|部|办公室|委员会|中心)$)"
_OF_TOWN = "(?:人民政府|政府|党委|办事处|党工委|人大)"
_LOWER = re.compile(rf"([\u4e00-\u9fff]{{2,14}}?{_ZONE}){_OF_ZONE}|([\u4e00-\u9fff]{{1,4}}?(?:镇|乡|街道)){_OF_TOWN}")


def _prefix(name: str) -> Home:
    """The division that a name begins with, or the town or zone behind it."""
    rest, home = name, NOWHERE
    for _ in range(3):
        part = first(rest)
        if not part:
            break
        found = divisions.choose(part, home.code)
        home = _listed(found) if found else home
        rest = rest.removeprefix(part)
    lower = _LOWER.match(rest)
    if not lower:
        return home
    own = lower[1] or lower[2]
    within = home.code
    if not within:
        size = next((n for n in (4, 3, 2) if own[:n] in divisions.by_short()), 0)
        within = of_name(own[:size]).code if size else None
    return Home(None, own, own, "township" if lower[2] else "county", within)


def _most_named(letter: Letter, mentions: Sequence[Mention], word: str) -> Home:
    """The division named most often, of the level that 我市 or 市… speaks of."""
    words = Counter(
        m.name[1:] for m in mentions if m.kind is Kind.DIVISION and m.name[:1] in "我本全" and len(m.name) <= 4
    )
    word = word or (words.most_common(1)[0][0] if words else "")
    if not word:
        levels = Counter(o.word for m in mentions if m.rule == "agency.level" and (o := organs.read(m.name)) and o.word)
        word = levels.most_common(1)[0][0] if levels else ""
    counts = evidence.counts(letter, mentions, word)
    if not word:
        central = sum(1 for m in mentions if m.rule == "agency.central")
        local = sum(1 for m in mentions if m.rule == "agency.level")
        if central and not local:
            return COUNTRY
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return NOWHERE
    best, weight = ranked[0]
    if not word and weight < evidence.ORGAN:
        return NOWHERE
    return of_code(best) if best.isdigit() else of_name(best)
