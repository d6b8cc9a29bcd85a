"""Which organisations, people and events a text names, and what the merged list keeps."""

from __future__ import annotations

import pytest
from written import reply

from kg import mentions
from kg.mentions import events, institutions, persons
from kg.model import Kind, Mention, Range, Reference


def named(body: str) -> list[tuple[str, str]]:
    found = mentions.merge([institutions.find(reply(body))])
    return [(str(m.kind), m.name) for m in found if m.reference is Reference.NAME]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("苏州市与同济大学、南京师范大学等高校合作。", [("School", "同济大学"), ("School", "南京师范大学")]),
        (
            "华东理工大学苏州研究院和苏州市职业大学开设专业。",
            [("Institution", "华东理工大学苏州研究院"), ("School", "苏州市职业大学")],
        ),
        (
            "与西南科技大学心理学院、中国农业科学院花卉研究所共建。",
            [("School", "西南科技大学"), ("Institution", "中国农业科学院花卉研究所")],
        ),
        ("委托苏州福康养老服务有限公司运营。", [("Enterprise", "苏州福康养老服务有限公司")]),
        ("安排资金支持苏州市智能家居协会开展培训。", [("Association", "苏州市智能家居协会")]),
        ("成立苏州市低空经济咨询专家委员会。", [("Committee", "苏州市低空经济咨询专家委员会")]),
        ("推动苏州市第二人民医院与镇卫生院协作。", [("Institution", "苏州市第二人民医院")]),
        ("引进“高能电池材料、工艺与装备创新团队”。", [("Team", "高能电池材料、工艺与装备创新团队")]),
        ("三名博士到苏州市成立云翼航空，获得支持。", [("Enterprise", "云翼航空")]),
        ("与荷兰ABCD等企业合资。", [("Enterprise", "荷兰ABCD")]),
        ("李某创办的2046烘焙店被评为先进个体。", [("Enterprise", "2046烘焙店")]),
        ("与国家电网、绿易充等运营商合作。", [("Enterprise", "国家电网"), ("Enterprise", "绿易充")]),
        ("与产业链、供应链等企业合作。", []),
        ("由市人力资源社会保障部门创业贷款担保中心受理。", [("Institution", "创业贷款担保中心")]),
        ("成立2010年广州亚运会组委会。", [("Committee", "2010年广州亚运会组委会")]),
        ("支持各院校、民办培训学校、行业协会和有关企业参与。", []),
        ("全市公办幼儿园和三级公立医院要加强管理。", []),
        ("大学生、银行业和公司法都不是机构。", []),
        ("经考核合格的医院可以申请变更合作银行。", []),
        ("有条件的地方建设特色学校和集团。", []),
    ],
)
def test_organisations(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert named(sentence) == expected


def test_groups_of_organisations_are_nobody_in_particular() -> None:
    found = mentions.merge([institutions.find(reply("鼓励各院校、民办培训学校参与。"))])
    assert [(m.name, m.reference) for m in found] == [
        ("各院校", Reference.GENERIC),
        ("民办培训学校", Reference.GENERIC),
    ]


def test_a_short_name_of_a_firm_stands_for_it() -> None:
    found = institutions.find(reply("引进苏州福康养老服务有限公司（以下简称福康公司）。福康公司已投产。"))
    short = [m for m in found if m.name == "福康公司" and m.antecedent is not None]
    assert len(short) == 2
    assert found[short[1].antecedent or 0].name == "苏州福康养老服务有限公司"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("在曾立明副省长调研时，张三丰教授介绍情况。", ["曾立明", "张三丰"]),
        ("居民王*纯和赵某某反映问题。", ["王*纯", "赵某某"]),
        ("人大代表、党委副书记和妇女代表参加。", []),
    ],
)
def test_people(sentence: str, expected: list[str]) -> None:
    assert [m.name for m in persons.find(reply(sentence)) if m.rule != "person-of-the-letterhead"] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "市政协五届二次会议期间，代表出席第十四届全国人民代表大会第三次会议。",
            ["市政协五届二次会议", "第十四届全国人民代表大会第三次会议"],
        ),
        ("出席推动绿色建材产业座谈会（华东片）。", ["推动绿色建材产业座谈会（华东片）"]),
        ("举办第三届苏州阳澄湖文化节，参加全国数控技能大赛。", ["第三届苏州阳澄湖文化节", "全国数控技能大赛"]),
        ("多次召开座谈会，举办有影响力的论坛和大赛。", []),
    ],
)
def test_events(sentence: str, expected: list[str]) -> None:
    assert [m.name for m in events.find(reply(sentence))] == expected


def mention(start: int, end: int, kind: Kind, rule: str = "r", antecedent: int | None = None) -> Mention:
    return Mention(kind, Range(start, end), "名", rule, antecedent=antecedent)


def test_of_overlapping_names_the_longer_stays_and_nested_titles_too() -> None:
    title = mention(0, 9, Kind.POLICY, "document-in-marks")
    nested = mention(3, 7, Kind.POLICY, "document-in-marks-inside")
    place, firm = mention(10, 12, Kind.DIVISION), mention(10, 18, Kind.ENTERPRISE)
    too_long = mention(5, 30, Kind.PROGRAM)
    assert mentions.merge([[title, nested], [firm], [too_long, place]]) == (title, nested, firm)


def test_antecedents_follow_their_mention_into_the_merged_list() -> None:
    merged = mentions.merge(
        [[mention(8, 10, Kind.POLICY), mention(20, 22, Kind.POLICY, antecedent=0)], [mention(0, 3, Kind.AGENCY)]]
    )
    assert [m.antecedent for m in merged] == [None, None, 1]


def test_this_school_points_to_the_school_named_last() -> None:
    found = institutions.find(reply("苏州市职业大学与苏州福康养老服务有限公司合作，该校开设新专业。"))
    it = next(m for m in found if m.name == "该校")
    assert found[it.antecedent or 0].name == "苏州市职业大学"


def test_office_of_a_committee_is_named_after_it() -> None:
    body = "成立广州亚运会协调委员会（以下简称协调委）。协调委办公室设在市体育局，协调委员会每月开会。"
    assert ("Institution", "广州亚运会协调委员会办公室") in named(body)
