"""Organs of the whole country: 300 drawn by lot, each found by its short forms in its own division and merged with no
other."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from kg import divisions
from kg.divisions import Division
from kg.mentions import find
from kg.model import Kind, Reading
from kg.reading import decode
from kg.resolve import resolve
from kg.structure import parse

SEED, DRAWN, EACH = 20261124, 60, 5
LEVELS = {"provincial": 12, "prefectural": 20, "county": 28}
# Function, its short form, the ending in a province, a city or prefecture, a county or district.
FUNCTIONS = (
    ("发展和改革", "发改", "委员会 委员会 局"),
    ("工业和信息化", "工信", "厅 局 局"),
    ("人力资源和社会保障", "人社", "厅 局 局"),
    ("卫生健康", "卫健", "委员会 委员会 局"),
    ("住房和城乡建设", "住建", "厅 局 局"),
    ("科学技术", "科技", "厅 局 局"),
    ("民族宗教事务", "民宗", "委员会 局 局"),
    ("文化和旅游", "文旅", "厅 局 局"),
    ("退役军人事务", "退役军人", "厅 局 局"),
    ("林业和草原", "林草", "局 局 局"),
    ("市场监督管理", "市场监管", "局 局 局"),
    ("医疗保障", "医保", "局 局 局"),
    ("应急管理", "应急", "厅 局 局"),
    ("国有资产监督管理", "国资", "委员会 委员会 局"),
    ("乡村振兴", "乡村振兴", "局 局 局"),
    ("农牧", "农牧", "厅 局 局"),
    ("教育", "教育", "厅 局 局"),
    ("民政", "民政", "厅 局 局"),
    ("财政", "财政", "厅 局 局"),
    ("水利", "水利", "厅 局 局"),
    ("商务", "商务", "厅 局 局"),
    ("统计", "统计", "局 局 局"),
)
WHOLE = (
    ("残疾人联合会", "残联"),
    ("妇女联合会", "妇联"),
    ("人民检察院", "检察院"),
    ("总工会", "总工会"),
)
SHORT = {"委员会": "委", "厅": "厅", "局": "局"}
WORDS = ("自治区", "省", "市", "地区", "盟", "自治州", "县", "区", "旗")


def word(place: Division) -> str:
    """What a document of a division calls it: 市, 州, 旗."""
    if place.name.endswith(("自治县", "自治旗")):
        return place.name[-1]
    if place.name.endswith("林区"):
        return "林区"
    return next(w for w in WORDS if place.name.endswith(w))


def organs_of(place: Division, lot: random.Random) -> list[tuple[str, str]]:
    """Full and short endings of some organs of a division."""
    column = list(LEVELS).index(place.level)
    all_of_them = [
        (function + endings.split()[column], short + SHORT[endings.split()[column]])
        for function, short, endings in FUNCTIONS
    ]
    return lot.sample([*all_of_them, *WHOLE], EACH)


def letter(place: Division, body: str) -> Reading:
    above = divisions.get(divisions.above(place.code) or "")
    outer = above.name if above and place.level == "county" else ""
    office = {"provincial": "人民政府办公厅", "prefectural": "人民政府办公室", "county": "人民政府办公室"}[place.level]
    issuer = outer + place.name + ("行政公署办公室" if place.name.endswith(("地区", "盟")) else office)
    head = f"{issuer}关于第12号提案的答复\n\n王某某委员：\n\n您提出的提案收悉，现答复如下：\n\n"
    text = f"{head}{body}\n\n{issuer}\n2024年5月6日\n"
    parsed = parse(decode(text.encode()))
    return resolve(parsed, find(parsed), (), (), (), ())


def drawn() -> Iterator[tuple[Division, list[tuple[str, str]]]]:
    lot = random.Random(SEED)
    alive = [d for name in sorted(divisions.names()) for d in divisions.called(name) if not d.until]
    mainland = sorted({d for d in alive if d.code < "700000" and d.name[-2:] != "城区"}, key=lambda d: d.code)
    for level, count in LEVELS.items():
        for place in lot.sample([d for d in mainland if d.level == level], count):
            yield place, organs_of(place, lot)


PLACES = list(drawn())


@pytest.mark.parametrize(("place", "organs"), PLACES, ids=[f"{p.code}-{p.name}" for p, _ in PLACES])
def test_an_organ_is_found_by_its_short_forms_in_its_own_division(
    place: Division, organs: list[tuple[str, str]]
) -> None:
    level = word(place)
    body = "。".join(
        f"由{level}{short}牵头，{level}{full}、{place.name}{full}、{place.name}{short}办理" for full, short in organs
    )
    reading = letter(place, body + "。")
    told = {
        reading.letter.text.cut(reading.mentions[d.mention].at): reading.entities[d.entity] for d in reading.denotations
    }
    keys = set()
    for full, short in organs:
        forms = (level + short, level + full, place.name + full, place.name + short)
        found = {told[form].key if form in told else (form,) for form in forms}
        assert len(found) == 1, (forms, found)
        entity = told[forms[0]]
        assert entity.label.endswith(full)
        assert place.name in entity.label
        assert entity.divisions == (place.code,) or entity.kind is not Kind.AGENCY
        keys |= found
    assert len(keys) == EACH


def test_no_two_of_the_300_organs_are_one() -> None:
    keys: dict[tuple[str, ...], str] = {}
    count = 0
    for place, organs in PLACES:
        reading = letter(place, "。".join(f"由{place.name}{full}办理" for full, _ in organs) + "。")
        for entity in {reading.entities[d.entity] for d in reading.denotations}:
            if any(entity.label.endswith(place.name + full) for full, _ in organs):
                count += 1
                assert keys.setdefault(entity.key, place.code) == place.code, entity
    assert count == len(keys) == DRAWN * EACH
