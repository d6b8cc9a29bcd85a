"""Industries, clusters, occupations and fields of study, as letters list them."""

import pytest
from written import body

from kg import reading, structure
from kg.mentions import concepts
from kg.model import Kind, Mention


def found(text: str) -> list[Mention]:
    return [m for m in concepts.find(body(text)) if not m.rule.endswith("-inside")]


def names(text: str) -> list[tuple[Kind, str]]:
    return [(m.kind, m.name) for m in found(text)]


def test_listed_clusters_are_completed_from_the_shared_head() -> None:
    text = "培育出绿色家居、高端装备等2个千亿级产业集群。"
    mentions = found(text)
    assert [(m.kind, m.name) for m in mentions] == [
        (Kind.CLUSTER, "绿色家居产业集群"),
        (Kind.CLUSTER, "高端装备产业集群"),
    ]
    assert text[mentions[0].at.start : mentions[0].at.end] == "绿色家居"


def test_the_word_behind_the_list_decides_between_industry_and_major() -> None:
    assert names("重点布局人工智能、氢能等未来产业。")[0] == (Kind.INDUSTRY, "人工智能")
    assert names("学校开设人工智能、大数据技术等相关专业。")[0] == (Kind.MAJOR, "人工智能")


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("制定供水、供电、公共交通等领域的公开规定。", ["供水", "供电", "公共交通"]),
        ("发展低空经济和现代农业。", ["低空经济", "现代农业"]),
        ("引导外贸、航运、保险等领域经营主体用好电子单证。", ["外贸", "航运", "保险"]),
        ("规范家电维修行业管理。", ["家电维修"]),
        ("发展林下经济、壮大林业产业。", ["林下经济", "林业"]),
        ("大抓产业、大抓项目。", []),
        ("委托会计师事务所审计。", []),
        ("推动新能源、高端装备等产业提速、升级。", ["新能源", "高端装备"]),
        ("发展工业设计、质量认证等生产性服务业。", ["工业设计", "质量认证", "生产性服务业"]),
        ("壮大金枣产业，带动增收。", ["金枣产业"]),
        ("优化人工智能产业生态。", ["人工智能"]),
        ("高技术制造业增加值增长。", ["高技术制造业"]),
    ],
)
def test_industries_as_objects_of_policy(text: str, want: list[str]) -> None:
    assert names(text) == [(Kind.INDUSTRY, name) for name in want]


@pytest.mark.parametrize(
    "text",
    [
        "推动产业转型升级，壮大优势产业。",
        "培育新兴产业和未来产业。",
        "提高教育、医疗服务水平。",
        "打通产业堵点，赋能产业发展。",
        "大明集团、华光公司等6家企业入围。",
        "加强专业人才、专业技术队伍建设。",
        "推进水电工程建设。",
    ],
)
def test_generic_words_name_no_concept(text: str) -> None:
    assert names(text) == []


def test_majors_keep_and_inside_their_names() -> None:
    text = "开设了数据科学与大数据技术、数控加工（含模具、钳工）、物流等四大类专业。"
    assert [n for k, n in names(text) if k is Kind.MAJOR] == [
        "数据科学与大数据技术",
        "数控加工",
        "模具",
        "钳工",
        "物流",
    ]


def test_a_verb_that_shares_its_object_is_no_major() -> None:
    assert names("正在科学规划，合理调整、设置专业。") == []


def test_occupations_by_table_and_by_list() -> None:
    text = "将养老护理员、竹编工艺师、电工等工种纳入目录。"
    assert names(text) == [(Kind.OCCUPATION, n) for n in ("养老护理员", "竹编工艺师", "电工")]


def test_a_concept_of_the_letter_is_found_again_inside_longer_names() -> None:
    text = "支持发展人工智能产业。建设人工智能实训基地。"
    inside = [m for m in concepts.find(body(text)) if m.rule.endswith("-inside")]
    assert [m.name for m in inside] == ["人工智能"]
    assert concepts.find(body("建设人工智能实训基地。")) == []


def test_what_the_title_is_about_is_named_wherever_it_stands() -> None:
    text = "甲市促进量子计算应用若干规定\n\n第一条 为了用好量子计算平台，制定本规定。\n"
    found = concepts.find(structure.parse(reading.decode(text.encode())))
    assert {(m.kind, m.name) for m in found} == {(Kind.INDUSTRY, "量子计算")}


def test_a_trade_is_not_read_across_two_words() -> None:
    names = [m.name for m in concepts.find(body("发展化工产业，做好道路绿化工作。"))]
    assert names == ["化工"]
