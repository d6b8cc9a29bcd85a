"""Whose document it is without an organ as issuer; names completed, shared, shortened; who acts for a place."""

import pytest

from kg.mentions import find
from kg.model import Agent, Kind, Measure, Part, Range, Reading, Status
from kg.pipeline import read_document
from kg.reading import decode
from kg.resolve import resolve
from kg.structure import parse


def read(text: str) -> Reading:
    letter = parse(decode(text.encode()))
    return resolve(letter, find(letter))


def labels(reading: Reading, kind: Kind) -> set[str]:
    return {reading.entities[d.entity].label for d in reading.denotations if reading.entities[d.entity].kind is kind}


def decided(reading: Reading, form: str) -> tuple[str, str]:
    """What a form stands for and the rule that says so."""
    cut = reading.letter.text.cut
    found = next(d for d in reading.denotations if cut(reading.mentions[d.mention].at) == form)
    return reading.entities[found.entity].label, found.rule


COMPANY = """襄阳公交集团有限公司关于市政协会议第8号提案的答复

王某某委员：

您提出的提案收悉。经征求市财政局意见，现答复如下：我公司在樊城区、襄州区新开线路，由市政府国资委监督。

襄阳公交集团有限公司
2024年5月6日
"""
ANSWER = """网友“AB0012345”：您好！您的留言收悉。我市高度重视，由市民政局办理。韶关市的养老中心建在浈江区。2024年5月6日
"""
REPORT = """政府工作报告

2025年1月8日在青海省第十四届人民代表大会第三次会议上

各位代表：
现在，我代表省人民政府向大会报告工作。由省财政厅落实，支援山东、江苏。
"""


@pytest.mark.parametrize(
    ("text", "form", "organ"),
    [
        (COMPANY, "市财政局", "襄阳市财政局"),
        (COMPANY, "市政府国资委", "襄阳市人民政府国有资产监督管理委员会"),
        (ANSWER, "市民政局", "韶关市民政局"),
        (REPORT, "省财政厅", "青海省财政厅"),
    ],
)
def test_the_division_is_weighed_over_the_text_when_no_organ_tells_it(text: str, form: str, organ: str) -> None:
    assert decided(read(text), form)[0] == organ


def test_two_cities_named_alike_often_leave_the_city_open() -> None:
    reading = read("您的留言收悉。由市民政局办理。韶关市和清远市都已建成。\n")
    assert decided(reading, "市民政局") == ("市民政局", "organ.unknown-division")


def test_a_company_that_writes_is_an_enterprise() -> None:
    reading = read(COMPANY)
    assert [reading.entities[i].kind for i in reading.issuers] == [Kind.ENTERPRISE]


def test_who_writes_on_a_site_is_written_to_by_that_name() -> None:
    reading = read(ANSWER)
    assert [reading.entities[i].label for i in reading.addressees] == ["AB0012345"]


def test_a_level_word_outside_marks_becomes_the_division_and_a_printed_title_stays() -> None:
    body = "按照省就业服务行动方案（2025-2027年）和《市养老服务办法》办理。"
    reading = read(f"中山市民政局关于养老工作的通知\n\n{body}\n\n中山市民政局\n2025年5月6日\n")
    assert {"广东省就业服务行动方案（2025-2027年）", "市养老服务办法"} <= labels(reading, Kind.POLICY)


def test_a_short_law_is_the_whole_one() -> None:
    reading = read("关于工作的通知\n\n根据《教育法》办理。\n")
    assert decided(reading, "教育法") == ("中华人民共和国教育法", "name.of-law")


def test_two_divisions_share_one_ending() -> None:
    text = "上海市数据条例\n\n第一条 市和浦东新区网信部门负责监督。市、区人民政府组织实施。\n"
    found = labels(read(text), Kind.AGENCY)
    assert {"上海市网信部门", "上海市浦东新区网信部门", "上海市人民政府"} <= found


def test_a_title_in_marks_tells_who_issued_it() -> None:
    text = "根据《清远市民政局转发广东省民政厅关于护理工作的通知》办理。"
    reading = read_document(decode(f"清远市财政局关于工作的通知\n\n{text}\n\n清远市财政局\n2024年5月6日\n".encode()))
    issued = [r for r in reading.relations if r.predicate == "issuedBy" and r.rule == "issuer-in-title"]
    assert [reading.mentions[r.object].name for r in issued if r.object is not None] == ["清远市民政局"]
    assert "广东省民政厅" in labels(reading, Kind.AGENCY)


def test_a_shorter_form_is_the_longer_name_before_it_unless_two_fit() -> None:
    start = "清远市教育局关于工作的通知\n\n清城区启明学校建成食堂。"
    assert decided(read(start + "启明学校开学。\n"), "启明学校") == ("清城区启明学校", "alias.without-place-or-year")
    two = read(start + "清新区启明学校开学。启明学校招生。\n")
    assert decided(two, "启明学校")[1] == "name"


def test_an_organ_after_a_reform_replaces_the_one_before_it() -> None:
    reading = read(
        "国务院办公厅关于工作的通知\n\n由国家质检总局移交国家市场监督管理总局。\n\n国务院办公厅\n2018年5月6日\n"
    )
    new = next(e for e in reading.entities if e.label == "国家市场监督管理总局")
    assert [reading.entities[i].label for i in new.replaces] == ["国家质量监督检验检疫总局"]


def test_a_place_that_acts_is_its_government() -> None:
    letter = parse(
        decode(
            "国务院办公厅关于问题的函\n\n湖北省教育厅：\n\n请你省建设学校。\n\n国务院办公厅\n2018年5月6日\n".encode()
        )
    )
    mentions = find(letter)
    you = next(i for i, m in enumerate(mentions) if m.name == "你省")
    clause = Range(mentions[you].at.end, mentions[you].at.end + 4)
    agent = Agent(you, Part.BACKER, clause)
    measure = Measure(clause, "建设", clause, "建设学校", Status.PLANNED, "build", (agent,))
    reading = resolve(letter, mentions, (), (), (measure,))
    assert decided(reading, "你省") == ("湖北省人民政府", "reference.addressee-government")


def names(text: str, kind: Kind) -> list[str]:
    return [m.name for m in find(parse(decode(text.encode()))) if m.kind is kind]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "清远市人民政府关于成立委员会的通知\n\n各县人民政府：\n\n市政府决定成立委员会，组成人员如下。\n"
            "主任：王建成　市财政局局长\n　　　李　立　市民政局副局长\n成员：张丁戊、赵己庚\n",
            ["王建成", "李立", "张丁戊", "赵己庚"],
        ),
        ("组长由市财政局副局长王甲乙担任，县委李丙书记批示。\n", ["王甲乙", "李丙"]),
        ("成员：市财政局、应急局\n主任和列席人员作出安排，县委常务副书记负责。\n", []),
    ],
)
def test_people_in_lists_and_beside_their_posts(text: str, people: list[str]) -> None:
    assert names(text, Kind.PERSON) == people


def test_meetings_zones_airports_and_towns_with_everyday_words_have_names() -> None:
    text = (
        "根据国务院第23次常务会议精神，在中国（福建）自由贸易试验区、白云国际机场开展检查，在伍家岗区大公桥街道建站。\n"
    )
    assert names(text, Kind.EVENT) == ["国务院第23次常务会议"]
    assert names(text, Kind.PLACE) == ["中国（福建）自由贸易试验区", "白云国际机场"]
    assert "大公桥街道" in names(text, Kind.DIVISION)


def test_an_organ_named_by_its_national_duty_is_one_name() -> None:
    assert names("由国务院税务主管部门会同国务院有关部门制定。\n", Kind.AGENCY) == ["国务院税务主管部门"]
