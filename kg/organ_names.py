"""What an organ is called in full: the official ending at a level, the catalogue name, spellings of one name."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.lexicon import Row, listed, table
from kg.organ_endings import ENDINGS, VERTICAL, forms, rows_of, split

_BY_LEVEL = {"provincial": "province", "prefectural": "city", "county": "county", "township": "county"}


def full_tail(tail: str, level: str | None, year: int = 0) -> tuple[str, str]:
    """The official ending for a written one at a level, and the rule; itself when that is not certain.

    >>> full_tail("科技局", "prefectural"), full_tail("发改委", "provincial")[0]
    (('科学技术局', 'organ.short-form'), '发展和改革委员会')
    >>> full_tail("招商办", "county")
    ('招商办', 'organ.as-written')
    """
    if tail in VERTICAL:
        return tail, "organ.full-name"
    if tail in ("法院", "人民法院") and level in ("provincial", "prefectural"):
        return ("高级人民法院" if level == "provincial" else "中级人民法院"), "organ.short-form"
    if tail in forms("whole"):
        whole = forms("whole")[tail]
        if whole == "人民政府办公室" and level == "provincial":
            whole = "人民政府办公厅"
        return whole, "organ.short-form"
    for head, written in (("人大常委会", "人民代表大会常务委员会"), ("人大", "人民代表大会")):
        if tail.startswith(head):
            rest = tail.removeprefix(head)
            rest = forms("committee").get(rest, rest[:-1] + "委员会" if rest.endswith("委") else rest)
            return written + rest, "organ.short-form"
    if tail.startswith("政协") and tail.endswith("委"):
        return tail + "员会", "organ.short-form"
    return _from_table(tail, level, year)


def _from_table(tail: str, level: str | None, year: int) -> tuple[str, str]:
    column = _BY_LEVEL.get(level or "", "city")
    ending = split(tail)[1]
    rows = list(rows_of(tail))
    if year:
        rows = [r for r in rows if _fits(r, year)] or rows
    if any(tail in listed(r[c]) for r in rows for c in ("province", "city", "county")) and not any(
        tail in listed(r["short"]) and tail not in listed(r[column]) for r in rows
    ):
        return tail, "organ.full-name"
    options = _options(tail, rows, column, ending) or (
        _options(tail, rows, "city", ending) if column == "province" else []
    )
    if len(options) == 1:
        return options[0], "organ.short-form"
    return (tail, "organ.full-name") if tail in options else (tail, "organ.as-written")


def _options(tail: str, rows: list[Row], column: str, ending: str) -> list[str]:
    """The official endings that a short one can stand for."""
    options: list[str] = []
    for row in rows:
        if not ending or tail not in listed(row["short"]):
            continue
        names = [n for n in listed(row[column]) if "{" not in n]
        same = [n for n in names if ENDINGS.get(split(n)[1]) == ENDINGS[ending]]
        near = [n for n in same if _spells(tail, n)]
        if near:
            whole = [n for n in near if split(n)[0] == row["stem"]]
            options += (whole or near)[:1] if len(near) < 3 else []
        elif ending not in ("办", "办公室"):
            options += [n for n in same if drawn_from(tail, n)][:1]
    return list(dict.fromkeys(options))


def _fits(row: Row, year: int) -> bool:
    return int(row["from"] or 0) <= year <= int(row["to"] or 9999) + 1


def drawn_from(short: str, name: str) -> bool:
    """Whether the characters of a short form stand in the name in their order.

    >>> drawn_from("资规局", "自然资源和规划局"), drawn_from("移交办法", "社区用房配建移交办法")
    (True, True)
    """
    rest = iter(name)
    return all(character in rest for character in short)


def _spells(short: str, name: str) -> bool:
    """Whether the short form is made of characters of the name in their order.

    >>> _spells("教体局", "教育和体育局"), _spells("民政局", "教育和体育局")
    (True, False)
    """
    return short[0] == name[0] and drawn_from(short, name)


@lru_cache(maxsize=4096)
def signature(tail: str) -> str:
    """What two spellings of one ending share: no 和, the long ending.

    >>> signature("教育和体育局") == signature("教育体育局"), signature("发展改革委")
    (True, '发展改革委员会')
    """
    words, ending = split(tail)
    return re.sub(r"[和与及、（）]", "", words) + ENDINGS.get(ending, ending)


def abbreviates(short: str, name: str) -> bool:
    """Whether a written ending can stand for another: 教体局 for 教育和体育局."""
    a, b = signature(short), signature(name)
    (words, ending), (whole, full) = split(short), split(name)
    return a == b or (
        len(a) < len(b) and ending != "" and ENDINGS[ending] == ENDINGS.get(full) and _spells(words, whole)
    )


def same_function(a: str, b: str) -> bool:
    """Whether two endings are of one function: 民政局 and 民政厅, 人社局 and 人力资源和社会保障厅.

    >>> same_function("人力资源社会保障局", "人力资源和社会保障厅"), same_function("民政局", "财政局")
    (True, False)
    """
    one, other = (re.sub("[和与及、]", "", split(tail)[0]) for tail in (a, b))
    return one == other or (len(one) < len(other) and _spells(one, other))


def whole_name(place: str, short_place: str, tail: str, year: int = 0) -> str:
    """The catalogue name of an organ of a division.

    >>> whole_name("中山市", "中山", "委组织部"), whole_name("湖南省", "湖南", "税务局", 2022)
    ('中共中山市委组织部', '国家税务总局湖南省税务局')
    >>> whole_name("湖南省", "湖南", "银保监局"), whole_name("中山市", "中山", "政协")
    ('中国银行保险监督管理委员会湖南监管局', '中山市政协')
    """
    if tail.startswith("委") and not tail.startswith("委员会"):
        return f"中共{place}{tail}"
    if tail in ("纪律检查委员会", "纪委监委"):
        return f"中共{place}{tail}"
    if tail == "党委":
        return f"中共{place}委员会"
    if tail.startswith("党委"):
        return f"中共{place}委员会{tail.removeprefix('党委')}"
    if tail == "委员会":
        return f"中共{place}委"
    if tail == "税务局" and (not year or year >= 2018):
        return f"国家税务总局{place}税务局"
    if tail in ("海关", "海事局"):
        return (short_place or place) + tail
    if tail in ("团委", "共青团"):
        return f"共青团{place}委员会"
    for written, body in (
        ("银保监局", "中国银行保险监督管理委员会{}监管局"),
        ("证监局", "中国证券监督管理委员会{}监管局"),
        ("银监局", "中国银行业监督管理委员会{}监管局"),
        ("金融监管局", "国家金融监督管理总局{}监管局"),
    ):
        if tail == written:
            return body.format(short_place or place)
    return place + tail


@cache
def _shorts() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in table("organ_stems"):
        for column in ("province", "city", "county"):
            for name in listed(row[column]):
                same = ENDINGS.get(split(name)[1])
                for short in listed(row["short"]):
                    if ENDINGS.get(split(short)[1]) == same and _spells(short, name):
                        found.setdefault(name, []).append(short)
    for short, name in forms("whole").items():
        found.setdefault(name, []).append(short)
    return {name: tuple(dict.fromkeys(shorts)) for name, shorts in found.items()}


def short_tails(full: str) -> tuple[str, ...]:
    """Short endings that stand for an official one.

    >>> short_tails("科学技术局")
    ('科技局',)
    """
    return _shorts().get(full, ())


@cache
def _before() -> dict[str, tuple[str, ...]]:
    """Function words to those of the organs that a reform put them in the place of."""
    found: dict[str, list[str]] = {}
    for row in table("organ_successions"):
        for after in listed(row["after"]):
            found.setdefault(after, []).append(row["before"])
    return {after: tuple(words) for after, words in found.items()}


def predecessors(name: str) -> tuple[str, ...]:
    """What the organs of a division may have been called in whose place a reform put this one.

    >>> predecessors("甲市生态环境局"), predecessors("甲市生态环境局乙分局")
    (('甲市环境保护局', '甲市环境保护厅', '甲市环境保护委员会', '甲市环境保护办公室'), ())
    """
    words, ending = split(name)
    after = max((after for after in _before() if ending and words.endswith(after)), key=len, default="")
    place = words.removesuffix(after)
    endings = ("局", "厅", "委员会", "办公室")
    return tuple(place + before + e for before in _before().get(after, ()) for e in endings)
