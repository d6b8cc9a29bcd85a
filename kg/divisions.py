"""Divisions of the country: names, codes, levels and what lies within what (GB/T 2260)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.lexicon import listed, table

COUNTRY = "100000"
CORPS = "新疆生产建设兵团"  # has no code, but organs like a province
# Names that are more often words of the language than these divisions.
WORDLIKE = frozenset(
    {
        "会同县",
        "市区",
        "和县",
        "城区",
        "郊区",
        "矿区",
        "老城区",
        "新城区",
        "城中区",
        "城北区",
        "城东区",
        "城西区",
        "市中区",
        "合作市",
        "开发区",
    }
)
MASKED = re.compile(r"(?:[A-Z]{1,2}\d{0,3}|[甲乙丙丁戊某×]{1,2}|[x○〇□△*]{1,3})(?:自治区|[省市县区州镇乡])")


@dataclass(frozen=True, slots=True)
class Division:
    """A division with its code and the years it came up and was given up; `until` is 0 while it is in use.

    `successors` are the codes that one given up became.
    """

    code: str
    name: str
    short: str
    level: str
    until: int = 0
    successors: tuple[str, ...] = ()
    since: int = 0


_COUNTRY = Division(COUNTRY, "中华人民共和国", "中国", "national")


@cache
def _rows() -> tuple[Division, ...]:
    return tuple(
        Division(
            row["code"],
            row["name"],
            row["short"],
            row["level"],
            int(row["to"] or 0),
            listed(row["successors"]),
            int(row["from"] or 0),
        )
        for row in table("divisions")
    )


def aliases(division: Division) -> tuple[str, ...]:
    """How else an autonomous division is called: 大理州, 峨山县, 广西自治区."""
    for word in ("自治区", "自治州", "自治县", "自治旗"):
        if division.name.endswith(word) and division.short and division.short != division.name.removesuffix(word):
            return (division.short + (word if word == "自治区" else word[-1]),)
    return ()


@cache
def _by_name() -> dict[str, tuple[Division, ...]]:
    found: dict[str, list[Division]] = {}
    for division in _rows():
        found.setdefault(division.name, []).append(division)
        for alias in aliases(division):
            found.setdefault(alias, []).append(division)
    return {name: tuple(sorted(rows, key=lambda d: (d.until != 0, d.code))) for name, rows in found.items()}


@cache
def _by_code() -> dict[str, Division]:
    return {d.code: d for d in sorted(_rows(), key=lambda d: d.until == 0)} | {COUNTRY: _COUNTRY}


@cache
def by_short() -> dict[str, tuple[Division, ...]]:
    """Divisions in use by their short names: 中山 is a city and a district."""
    found: dict[str, list[Division]] = {}
    for division in _rows():
        if division.short and not division.until:
            found.setdefault(division.short, []).append(division)
    return {name: tuple(rows) for name, rows in found.items()}


@cache
def names() -> frozenset[str]:
    """All full names.

    >>> {"中山市", "京口区", "崇文区"} <= names()
    True
    """
    return frozenset(_by_name()) | {CORPS}


def called(name: str) -> tuple[Division, ...]:
    """The divisions of a full name, those in use first.

    >>> [d.code for d in called("中山市")]
    ['442000']
    """
    return _by_name().get(name, ())


def get(code: str) -> Division | None:
    """The division of a code."""
    return _by_code().get(code)


def now(division: Division) -> tuple[Division, ...]:
    """The divisions in use that a division became, itself when it is in use.

    >>> [d.name for d in now(called("崇文区")[0])], [d.name for d in now(called("襄樊市")[0])]
    (['东城区'], ['襄阳市'])
    """
    found: list[Division] = []
    waiting, seen = [division], {division}
    while waiting:
        at = waiting.pop()
        if not at.until:
            found.append(at)
            continue
        for heir in _rows():
            if heir.code in at.successors and heir not in seen and (not heir.until or heir.until > at.until):
                seen.add(heir)
                waiting.append(heir)
    return tuple(sorted(found, key=lambda d: d.code))


def above(code: str) -> str | None:
    """The code of the division it lies in.

    >>> above("330106"), above("442000"), above("110105"), above("440000")
    ('330100', '440000', '110000', '100000')
    """
    if code == COUNTRY:
        return None
    if code.endswith("0000"):
        return COUNTRY
    city = code[:4] + "00"
    return city if city != code and city in _by_code() else code[:2] + "0000"


def chain(code: str) -> tuple[str, ...]:
    """The division and those it lies in, up to the province.

    >>> chain("330106")
    ('330106', '330100', '330000')
    """
    found: list[str] = []
    at: str | None = code
    while at and at != COUNTRY:
        found.append(at)
        at = above(at)
    return tuple(found)


def choose(name: str, near: str | None = None, year: int = 0) -> Division | None:
    """The division of a full name; of several the one nearest to `near`, and none when nothing tells them apart.

    >>> choose("朝阳区", "110000").code, choose("朝阳区")
    ('110105', None)
    """
    found = called(name)
    if year:
        found = tuple(d for d in found if d.since <= year and (not d.until or d.until >= year)) or found
    alive = tuple(d for d in found if not d.until)
    found = found if near else alive or found
    if near and len(found) > 1:
        for code in chain(near):
            inside = [d for d in found if code in chain(d.code)]
            if inside:
                return inside[0]
    if len(found) == 1 or len(alive) == 1:
        return (alive or found)[0]
    return None


def speak(code: str, word: str) -> str | None:
    """The code that a level word means in a document of a division: 省 in 中山市 is 广东省.

    >>> speak("442000", "省"), speak("330106", "市"), speak("330106", "区"), speak("442000", "县")
    ('440000', '330100', '330106', None)
    """
    for at in chain(code):
        division = get(at)
        if division and _ends(division.name, word):
            return at
    return None


def _ends(name: str, word: str) -> bool:
    if word == "区":
        return name.endswith("区") and not name.endswith("地区")
    if word in ("地区", "林区", "特区"):
        return name.endswith(word)
    if word == "州":
        return name.endswith("自治州")
    return name.endswith(word)
