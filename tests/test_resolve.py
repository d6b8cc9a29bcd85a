"""Who is who: names of organs in a document, and which of two documents mean one."""

import pytest

from kg.mentions import find
from kg.model import Kind, Mention, Range, Reading, Reference
from kg.reading import decode
from kg.resolve import resolve
from kg.structure import parse

CITIES = "广州 深圳 珠海 汕头 佛山 韶关 河源 梅州 惠州 汕尾 东莞 中山 江门 阳江 湛江 茂名 肇庆 清远 潮州 揭阳 云浮"
BUREAUS = {
    "发展和改革局": "发改局",
    "教育局": "教育局",
    "科学技术局": "科技局",
    "工业和信息化局": "工信局",
    "公安局": "公安局",
    "民政局": "民政局",
    "司法局": "司法局",
    "财政局": "财政局",
    "人力资源和社会保障局": "人社局",
    "自然资源局": "自然资源局",
    "生态环境局": "生态环境局",
    "住房和城乡建设局": "住建局",
    "交通运输局": "交通运输局",
    "水务局": "水务局",
    "农业农村局": "农业农村局",
    "商务局": "商务局",
    "卫生健康局": "卫健局",
    "退役军人事务局": "退役军人局",
    "应急管理局": "应急局",
    "市场监督管理局": "市场监管局",
}


def read(issuer: str, body: str, addressee: str = "王某某委员") -> Reading:
    head = f"{issuer}关于对政协会议第12号提案的答复\n\n{addressee}：\n\n您提出的提案收悉，现答复如下：\n\n"
    text = f"{head}{body}\n\n{issuer}\n2024年5月6日\n"
    letter = parse(decode(text.encode()))
    return resolve(letter, find(letter), (), (), (), ())


def who(reading: Reading) -> dict[str, str]:
    """Each form of an organ in the text with the catalogue name it got."""
    return {
        reading.letter.text.cut(reading.mentions[d.mention].at): reading.entities[d.entity].label
        for d in reading.denotations
        if reading.mentions[d.mention].kind in (Kind.AGENCY, Kind.ASSOCIATION, Kind.INSTITUTION)
    }


def key(reading: Reading, form: str) -> tuple[str, ...]:
    """The key of what a form denotes."""
    at = next(d for d in reading.denotations if reading.letter.text.cut(reading.mentions[d.mention].at) == form)
    return reading.entities[at.entity].key


def test_the_bureaus_of_a_province_resolve_by_full_and_by_short_form() -> None:
    for city in CITIES.split():
        body = "。".join(f"由市{full}、市{short}、{city}市{short}办理" for full, short in BUREAUS.items()) + "。"
        reading = read(f"{city}市人民政府办公室", body)
        names = who(reading)
        for full, short in BUREAUS.items():
            label = f"{city}市{full}"
            assert {names[f"市{full}"], names[f"市{short}"], names[f"{city}市{short}"]} == {label}
        assert sum(e.kind is Kind.AGENCY for e in reading.entities) == len(BUREAUS) + 1


@pytest.mark.parametrize(
    ("issuer", "form", "name"),
    [
        ("中山市民政局", "市政府", "中山市人民政府"),
        ("中山市民政局", "市委", "中共中山市委"),
        ("中山市民政局", "市政协", "中山市政协"),
        ("中山市民政局", "省财政厅", "广东省财政厅"),
        ("义乌市民政局", "市财政局", "义乌市财政局"),
        ("大理州民政局", "州卫健委", "大理白族自治州卫生健康委员会"),
        ("喀什地区行政公署", "地区财政局", "喀什地区财政局"),
        ("上海市教育委员会", "市教委", "上海市教育委员会"),
        ("北京市东城区人民政府", "区人社局", "北京市东城区人力资源和社会保障局"),
        ("湖南省民政厅", "省税务局", "国家税务总局湖南省税务局"),
        ("苏州工业园区管理委员会", "园区财政局", "苏州工业园区财政局"),
        ("J9县农业局", "县财政局", "J9县财政局"),
        ("云麓市民政局", "市财政局", "云麓市财政局"),
        ("云麓市青禾区民政局", "市财政局", "云麓市财政局"),
        ("J9县农业局", "省财政厅", "省财政厅"),  # its province cannot be known
        ("国务院办公厅", "发展改革委", "国家发展和改革委员会"),
    ],
)
def test_an_organ_is_named_with_the_division_of_the_document(issuer: str, form: str, name: str) -> None:
    assert who(read(issuer, f"工作由{form}牵头办理。"))[form] == name


def test_we_and_you_are_who_writes_and_who_is_written_to() -> None:
    reading = read("国务院办公厅", "你省来函收悉，请你省研究。", "辽宁省人民政府")
    forms = {reading.mentions[d.mention].reference: reading.entities[d.entity].label for d in reading.denotations}
    assert forms[Reference.ADDRESSEE] == "辽宁省"
    assert who(read("镇江市民政局", "我局会同市财政局办理。"))["我局"] == "镇江市民政局"


def test_two_spellings_in_one_letter_are_one_organ_and_the_decision_is_told() -> None:
    reading = read("中山市民政局", "由市教育和体育局、市教育体育局、市教体局办理。")
    assert len({key(reading, form) for form in ("市教育和体育局", "市教育体育局", "市教体局")}) == 1
    rules = {
        d.rule for d in reading.denotations if reading.letter.text.cut(reading.mentions[d.mention].at) == "市教体局"
    }
    assert rules == {"organ.same-document"}


def test_equal_names_of_two_cities_stay_two_and_of_one_city_are_one() -> None:
    one, two = read("中山市民政局", "由市科技局办理。"), read("珠海市民政局", "由市科技局办理。")
    again = read("中山市财政局", "由市科学技术局办理。")
    assert key(one, "市科技局") != key(two, "市科技局")
    assert key(one, "市科技局") == key(again, "市科学技术局")


def test_organs_of_unknown_cities_stay_with_their_documents() -> None:
    body = "由市教育局办理。"
    one, two = (read(f"某市{bureau}", body) for bureau in ("民政局", "财政局"))
    assert key(one, "市教育局") != key(two, "市教育局")


def test_our_city_is_its_government_when_it_acts_and_the_division_as_a_place() -> None:
    letter = parse(decode("中山市民政局关于提案的答复\n\n我市建成养老中心。\n\n中山市民政局\n2024年5月6日\n".encode()))
    at = Range(letter.text.reading.index("我市"), letter.text.reading.index("我市") + 2)
    actor = Mention(Kind.AGENCY, at, "我市", "test", reference=Reference.GOVERNMENT)
    place = Mention(Kind.DIVISION, at, "我市", "place.deictic")
    reading = resolve(letter, (actor, place), (), (), (), ())
    assert [reading.entities[d.entity].label for d in reading.denotations] == ["中山市人民政府", "中山市"]
    assert not any("我市" in entity.alts for entity in reading.entities)


def test_a_name_is_of_no_place_when_a_road_or_a_school_bears_it() -> None:
    letter = parse(decode("关于提案的答复\n\n位于广州市的中山路和中山大学，以及孙中山故居。\n".encode()))
    assert [m.name for m in find(letter) if m.kind is Kind.DIVISION] == ["广州市"]


def test_the_province_whose_name_begins_like_your_state_is_a_province() -> None:
    reading = read("贵州省民政厅", "近年来贵州建成养老中心，省财政厅支持。")
    assert {e.label for e in reading.entities if e.kind is Kind.DIVISION} == {"中华人民共和国", "贵州省"}


def test_divisions_lie_in_what_is_above_them() -> None:
    reading = read("通渭县民政局", "平襄镇、马营镇建成养老中心。")
    chain, at = [], next(e for e in reading.entities if e.label == "平襄镇")
    while at.parent is not None:
        at = reading.entities[at.parent]
        chain.append(at.label)
    assert chain == ["通渭县", "定西市", "甘肃省", "中华人民共和国"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("市环保局", "市生态环境局"),
        ("市国土资源局", "市自然资源和规划局"),
        ("市旅游局", "市文化广电和旅游局"),
        ("市卫生和计划生育局", "市卫生健康局"),
        ("市工商行政管理局", "市市场监督管理局"),
        ("市劳动和社会保障局", "市人社局"),
        ("市体育局", ""),  # its fate differs from city to city
        ("市教育局", ""),
    ],
)
def test_an_organ_that_a_reform_put_in_the_place_of_another_replaces_it(before: str, after: str) -> None:
    reading = read("中山市人民政府办公室", f"原{before}的工作由{after or '市民政局'}承担。")
    names = {reading.letter.text.cut(reading.mentions[d.mention].at): d.entity for d in reading.denotations}
    assert before in names
    replaced = [e.replaces for e in reading.entities if e.replaces]
    assert replaced == ([(names[before],)] if after else [])
    assert not after or reading.entities[names[after]].replaces == (names[before],)


def test_organs_of_two_cities_do_not_replace_each_other() -> None:
    reading = read("中山市人民政府办公室", "由珠海市环境保护局和市生态环境局办理。")
    assert not any(e.replaces for e in reading.entities)
