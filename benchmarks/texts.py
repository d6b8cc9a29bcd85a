"""Letters to measure with: the example and the letters of the tests, varied until they are many.

Each copy names another city and other trades and topics, and every number in it is another, so that few sentences
come twice and no cache can answer for them. What they say makes little sense; the same call gives the same texts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import count
from pathlib import Path

from kg.lexicon import Matcher, table

ROOT = Path(__file__).resolve().parent.parent
OWN = (ROOT / "examples" / "zhongshan_2025_105.txt", *sorted((ROOT / "tests" / "letters").glob("*.txt")))
TABLES = ("industries", "occupations", "majors")
TOPICS = """
人才 技能 数字 智能 电梯 社区 专业 消费 保险 果蔬 产品 物流 设施 制造 电子 课程 机器 飞行 技工 民办
安全 证书 低空 装备 营销 农民 工匠 网点 用电 学生 制冷 网络 素养 技师 维修 就业 员工 生态 家政 住宅
居民 库容 家庭 农场 运输 电价 资金 项目 体系 团队 院校 基地 质量 能力 标准 机制 模式 平台 成果"""
STEP = 37  # through a table from copy to copy: neighbours in it are often of one family


def own_letters(characters: int) -> Iterator[str]:
    """Our own letters, then varied copies of them, until they hold about so many characters."""
    letters = [path.read_text(encoding="utf-8") for path in OWN]
    held = 0
    for copy in count():
        for letter in letters:
            if held >= characters:
                return
            text = varied(letter, copy) if copy else letter
            held += len(text)
            yield text


def varied(text: str, copy: int) -> str:
    """The letter as another city might have written it about other things."""
    text = _swapped(text, _terms(), lambda term: _other(term, copy))
    cities = _cities()
    for name in {city for city in cities if f"{city}市" in text}:
        text = text.replace(name, cities[(cities.index(name) + copy) % len(cities)])
    return re.sub(r"(?<!\d)\d+(?!\d)", lambda number: _number(number[0], copy), text)


def folder(path: Path) -> Iterator[str]:
    """The texts of a folder, as they are."""
    for file in sorted(path.rglob("*.txt")):
        yield file.read_text(encoding="utf-8", errors="replace")


def sentences_once(texts: Iterable[str]) -> float:
    """The share of sentences that are different from all others."""
    sentences = [part for text in texts for part in re.split(r"[。；！？\n]+", text) if part.strip()]
    return len(set(sentences)) / max(len(sentences), 1)


def _number(digits: str, copy: int) -> str:
    if len(digits) == 4 and digits.startswith("20"):
        return digits  # a year
    if len(digits) == 1 or (len(digits) == 2 and int(digits) <= 12):
        return digits  # a month, a day, an item
    return digits[0] + str((int(digits[1:]) + copy) % 10 ** (len(digits) - 1)).zfill(len(digits) - 1)


def _swapped(text: str, terms: Matcher, other: Callable[[str], str]) -> str:
    parts, end = [], 0
    for term, start, stop in terms.find(text):
        parts += [text[end:start], term if text[stop] in "局委厅部和与" else other(term)]  # not inside names of organs
        end = stop
    return "".join([*parts, text[end:]])


def _other(term: str, copy: int) -> str:
    family = next(names for names in _families() if term in names)
    places = list(family)
    return places[(family[term] + STEP * copy) % len(places)]


@cache
def _families() -> tuple[dict[str, int], ...]:
    return tuple(
        {name: place for place, name in enumerate(names)}
        for names in (
            *([row["name"] for row in table(kind) if len(row["name"]) > 1] for kind in TABLES),
            TOPICS.split(),
        )
    )


@cache
def _terms() -> Matcher:
    return Matcher(name for family in _families() for name in family)


@cache
def _cities() -> list[str]:
    rows = table("divisions")
    return [row["short"] for row in rows if row["level"] == "prefectural" and not row["to"] and len(row["short"]) == 2]
