"""What single sentences of a reply say is done: by whom, how far, on what, for whom."""

from __future__ import annotations

import pytest

from kg import pipeline
from kg.model import Measure, Reading
from kg.reading import decode

LETTER = """海棠市教育局关于市政协二届三次会议第12号提案答复的函

王某委员：

您提出的《关于加强职业培训的建议》（提案第12号）收悉，现答复如下：

我局高度重视职业教育工作。{sentence}以上情况，特此说明。

海棠市教育局
2024年5月6日
"""


def read(sentence: str) -> Reading:
    return pipeline.read_document(decode(LETTER.format(sentence=sentence).encode()))


def measures(reading: Reading, sentence: str) -> list[Measure]:
    """The measures of the sentence, without those of the frame around it."""
    start = reading.letter.text.reading.index(sentence)
    return [m for m in reading.measures if start <= m.clause.start < start + len(sentence)]


def names(reading: Reading, mentions: list[int]) -> list[str]:
    known = {d.mention: reading.entities[d.entity].label for d in reading.denotations}
    return [known[i] for i in dict.fromkeys(mentions) if i in known]


@pytest.mark.parametrize(
    ("sentence", "verb", "status", "agents"),
    [
        ("已印发《海棠市职业教育发展办法》。", "印发", "done", ["海棠市教育局"]),
        ("目前，正在建设海棠市公共实训基地。", "建设", "ongoing", ["海棠市教育局"]),
        ("下一步，我局将会同市财政局开展技能培训。", "开展", "planned", ["海棠市教育局", "海棠市财政局"]),
        ("鼓励企业参与人才培养。", "鼓励", "advocated", ["海棠市教育局"]),
        ("由市科技局牵头，市财政局配合，建立专项资金。", "建立", "done", ["海棠市科学技术局", "海棠市财政局"]),
        ("海棠职业技术学院与海棠机械有限公司合作共建产业学院。", "合作共建", "ongoing",
         ["海棠职业技术学院", "海棠机械有限公司"]),
        ("为中小企业提供贷款贴息。", "提供", "ongoing", ["海棠市教育局"]),
        ("生态环境、教育等主管部门按照职责做好监测。", "做好", "ongoing", ["生态环境主管部门", "教育主管部门"]),
        ("新建小区配套幼儿园由市教育局接收。", "接收", "done", ["海棠市教育局"]),
        ("《海棠市校外培训管理办法》已报送，现印发给你们。", "印发", "done", ["海棠市教育局"]),
    ],
)  # fmt: skip
def test_who_does_what_and_how_far(sentence: str, verb: str, status: str, agents: list[str]) -> None:
    reading = read(sentence)
    (measure,) = measures(reading, sentence)
    told = measure.verb, measure.status, names(reading, [a.mention for a in measure.agents])
    assert told == (verb, status, agents)


@pytest.mark.parametrize(
    "sentence",
    [
        "您建议每年补助8万元。",
        "未安排专项资金。",
        "3名年轻博士成立了海棠机械有限公司。",
        "为全市经济发展提供新动能。",
        "感谢您对职业教育工作的关心和支持。",
    ],
)
def test_no_deed(sentence: str) -> None:
    assert measures(read(sentence), sentence) == []


@pytest.mark.parametrize(
    ("sentence", "beneficiaries"),
    [
        ("市财政局安排500万元支持职业学校建设实训基地。", ["职业学校"]),
        ("市财政局支持职业学校建设实训基地。", ["职业学校"]),
        ("为中小企业提供贷款贴息。", ["中小企业"]),
        ("对引进的高层次人才给予安家补贴。", ["高层次人才"]),
        ("对符合条件的小微企业发放稳岗返还资金。", ["小微企业"]),
        ("市残联面向听障儿童和家长开展康复培训。", ["听障儿童"]),
        ("区民政局对低保家庭的大学新生全额免除学费。", ["大学新生"]),
        ("支持滨海实验室等重大平台发挥作用。", ["滨海实验室"]),
    ],
)
def test_for_whom(sentence: str, beneficiaries: list[str]) -> None:
    reading = read(sentence)
    (measure,) = measures(reading, sentence)
    assert names(reading, [link.mention for link in measure.beneficiaries]) == beneficiaries


@pytest.mark.parametrize(
    ("sentence", "targets", "instruments"),
    [
        ("区教育局建成公办幼儿园12所、托育点30个。", ["公办幼儿园", "托育点"], []),
        ("我局建立困难职工档案库和帮扶台账。", ["困难职工档案库", "帮扶台账"], []),
        ("市文旅局聘请了非遗保护专家。", ["非遗保护专家"], []),
        ("市住建局将老旧小区改造资金列入年度预算。", ["老旧小区改造资金"], ["年度预算"]),
        ("市水务局从水资源费中安排200万元。", [], ["水资源费"]),
        ("实行错峰停车优惠。", [], ["错峰停车优惠"]),
        ("创新以奖代补、先建后补等方式。", [], ["以奖代补", "先建后补"]),
        ("建立以实绩、贡献为导向的评价标准。", ["评价标准"], []),
        ("建设经费由区财政负担。", ["建设经费"], []),
    ],
)
def test_what_is_made_and_what_is_used(sentence: str, targets: list[str], instruments: list[str]) -> None:
    reading = read(sentence)
    (measure,) = measures(reading, sentence)
    made = names(reading, [link.mention for link in measure.targets])
    assert (made, names(reading, [link.mention for link in measure.instruments])) == (targets, instruments)


def test_a_measure_rests_on_the_policy_its_clause_names() -> None:
    sentence = "市教育局依据《海棠市职业教育发展办法》给予学校补贴。"
    reading = read(sentence)
    (measure,) = measures(reading, sentence)
    assert names(reading, [link.mention for link in measure.based_on]) == ["海棠市职业教育发展办法"]


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        ("已印发《海棠市职业教育发展办法》。", ("海棠市职业教育发展办法", "issuedBy", "海棠市教育局")),
        (
            "海棠职业技术学院联合海棠机械有限公司开展订单培养。",
            ("海棠职业技术学院", "cooperatesWith", "海棠机械有限公司"),
        ),
        ("海棠职业技术学院获评“省级示范院校”。", ("海棠职业技术学院", "holdsHonour", "“省级示范院校”")),
        ("海棠职业技术学院开设大数据技术专业。", ("海棠职业技术学院", "offersMajor", "大数据技术")),
        ("市就业服务中心隶属于市人力资源和社会保障局。",
         ("海棠市就业服务中心", "subOrganizationOf", "海棠市人力资源和社会保障局")),
        ("市公共资源交易中心为市政务服务数据管理局所属事业单位。",
         ("海棠市公共资源交易中心", "subOrganizationOf", "海棠市政务服务数据管理局")),
        ("东湖小学、西岭中学分别建在东湖街道和西岭街道。", ("西岭中学", "locatedIn", "西岭街道")),
        ("东湖大学与海棠重工集团共建智能制造实训基地。", ("东湖大学", "cooperatesWith", "海棠重工集团")),
        ("依托海棠港务集团有限公司建设智慧港口示范基地。",
         ("海棠港务集团有限公司", "participatesIn", "智慧港口示范基地")),
        ("《海棠市燃气管理办法》自2025年3月1日起施行，《海棠市燃气安全规定》同时废止。",
         ("海棠市燃气管理办法", "replaces", "海棠市燃气安全规定")),
    ],
)  # fmt: skip
def test_relations_between_named_things(sentence: str, fact: tuple[str, str, str]) -> None:
    reading = read(sentence)
    told = [
        (*names(reading, [r.subject]), r.predicate, *names(reading, [r.object]))
        for r in reading.relations
        if r.subject is not None and r.object is not None
    ]
    assert fact in told


REPORT = """2031年西海省政府工作报告

一、2030年工作回顾
建成海棠大桥。新增学位5万个。

二、2031年重点工作
（一）强化创新。深入实施低空经济“六大工程”。
"""
APPROVAL = """国务院关于同意海棠市建设国家级新区的批复

国函〔2031〕9号

西海省人民政府：

你省关于建设新区的请示收悉。现批复如下：

一、同意建设海棠新区。要优化布局，完善管理制度。

国务院

2031年5月6日
"""
CITIZEN = """网友您好！您的来信收悉，现答复如下：办理落户手续时，提交以下材料：身份证、户口簿。
"""


def test_a_report_names_its_government_in_the_title_and_tells_plans_under_the_year_to_come() -> None:
    reading = pipeline.read_document(decode(REPORT.encode()))
    assert [reading.entities[i].label for i in reading.issuers] == ["西海省人民政府"]
    assert [(m.verb, m.status) for m in reading.measures] == [
        ("建成", "done"),
        ("新增", "done"),
        ("实施", "planned"),
    ]


def test_what_an_approval_orders_is_planned_and_done_by_others() -> None:
    reading = pipeline.read_document(decode(APPROVAL.encode()))
    told = {m.verb: (m.status, len(m.agents)) for m in reading.measures}
    assert told == {"同意": ("done", 1), "优化": ("planned", 0), "完善": ("planned", 0)}


def test_what_an_applicant_does_is_no_deed_of_an_organ() -> None:
    assert pipeline.read_document(decode(CITIZEN.encode())).measures == ()
