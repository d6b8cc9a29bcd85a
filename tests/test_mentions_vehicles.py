"""Names of programmes, funds, bases, mechanisms and honours, as letters write them."""

import pytest
from written import body

from kg import reading, structure
from kg.mentions import vehicles
from kg.model import Kind, Mention


def found(text: str) -> list[Mention]:
    return vehicles.find(body(text))


def names(text: str) -> set[tuple[Kind, str]]:
    return {(m.kind, m.name) for m in found(text)}


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        # Quotation and head are one name.
        ("建立“红黄绿”三色预警机制，压实责任。", Kind.MECHANISM, "“红黄绿”三色预警机制"),
        ("实施“名校+”工程，组建教育集团。", Kind.PROGRAM, "“名校+”工程"),
        ("开发“停车易”小程序。", Kind.PROGRAM, "“停车易”小程序"),
        ("银行推出“青创贷”，支持创业。", Kind.PROGRAM, "“青创贷”"),
        ("实行“以县为主”的农村义务教育管理体制。", Kind.MECHANISM, "“以县为主”的农村义务教育管理体制"),
        # A name without marks begins behind its verb.
        ("市财政局设立新能源充电设施专项资金，支持建设。", Kind.FUND, "新能源充电设施专项资金"),
        ("各高等院校建设智能装备实训基地。", Kind.BASE, "智能装备实训基地"),
        ("建成宜兴市环保科技工业园。", Kind.BASE, "宜兴市环保科技工业园"),
        ("由区政府实施城乡公交一体化改造项目。", Kind.PROGRAM, "城乡公交一体化改造项目"),
        ("对参训人员发放职业技能提升补贴396人次。", Kind.FUND, "职业技能提升补贴"),
        ("组织56人通过江苏省大数据职业等级认定。", Kind.PROGRAM, "江苏省大数据职业等级认定"),
        ("开展规范涉企收费专项行动。", Kind.PROGRAM, "规范涉企收费专项行动"),
        ("完成第三批项目制培训。", Kind.PROGRAM, "第三批项目制培训"),
        # A name is told by its neighbours.
        ("在县产业园投资办厂。", Kind.BASE, "县产业园"),
        ("建立残疾人托养基地和创业园。", Kind.BASE, "创业园"),
        ("开工建设丽水东站充电站、云和湖景区充电站，方便出行。", Kind.BASE, "云和湖景区充电站"),
        ("争创了省、市级放心消费示范单位。", Kind.HONOUR, "省、市级放心消费示范单位"),
        ("加快浙江“三个高地”建设。", Kind.PROGRAM, "浙江“三个高地”建设"),
        ("支持电子处方流转系统接入省平台。", Kind.PROGRAM, "电子处方流转系统"),
        ("建立统一的家政人员数据库。", Kind.PROGRAM, "家政人员数据库"),
        ("开展“乐购甲市”、“周末集市”等活动。", Kind.PROGRAM, "“乐购甲市”"),
        ("支持云岭湾国家实验室建设。", Kind.BASE, "云岭湾国家实验室"),
        ("申请支出型困难医疗救助的，由乡镇审核。", Kind.FUND, "支出型困难医疗救助"),
    ],
)
def test_a_name_is_found_whole_and_with_its_kind(text: str, kind: Kind, name: str) -> None:
    assert (kind, name) in names(text)


@pytest.mark.parametrize(
    "text",
    [
        # Generic words.
        "建立健全工作机制，完善相关制度。",
        "推进一批重点项目建设，打造各类平台。",
        "对种粮大户每亩补贴120元。",
        "组织专题培训，开展宣传活动。",
        "加强基地建设，用好“四大平台”。",
        "截留补贴资金的，按照专项资金管理办法处理。",
        "由高新区管理委员会办公室负责。",
        # Pointers, places and slogans.
        "享受2年不展期免息贷款。",
        "以上补贴可以同时申领。",
        "由市和浦东新区分别负责。",
        "打造“服务好、效率高、监管严”的家政服务市场体系。",
        "开展养老领域突出问题系统整治。",
        "承接外商投资工程设计。",
        "完成时期经济社会发展各项目标任务。",
        "对先进单位给予表彰和奖励。",
        "建立省级以上工程研究中心的企业可以申请。",
    ],
)
def test_words_that_only_look_like_names_are_none(text: str) -> None:
    assert names(text) == set()


def test_one_head_serves_all_quotations_before_it() -> None:
    text = "深化“订单培养”“厂中校”办学模式。"
    assert names(text) == {(Kind.MECHANISM, "“订单培养”办学模式"), (Kind.MECHANISM, "“厂中校”办学模式")}
    first = found(text)[0]
    assert text[first.at.start : first.at.end] == "“订单培养”"


def test_fund_without_a_name_is_named_by_who_receives_it() -> None:
    (mention,) = found("给予承办协会最高20万元奖励。")
    assert (mention.kind, mention.name) == (Kind.FUND, "承办协会奖励")


def test_listed_procedures_take_the_word_system_behind_them() -> None:
    assert (Kind.MECHANISM, "行政执法公示制度") in names("落实行政执法公示、重大决定法制审核等制度。")


def test_two_exams_share_one_head() -> None:
    assert {"日语等级考试", "德语等级考试"} <= {name for _, name in names("日语、德语等级考试通过率提高。")}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("我市获评国家公交都市建设示范城市。", "国家公交都市建设示范城市"),
        ("该社区被评为“全省敬老爱老先进集体典范”。", "“全省敬老爱老先进集体典范”"),
        ("镇里荣获全国农村创业创新典型县称号。", "全国农村创业创新典型县"),
        ("学院是全省“特高”建设学校，规模较大。", "全省“特高”建设学校"),
    ],
)
def test_honours_follow_a_verb_of_award_or_a_level(text: str, name: str) -> None:
    assert (Kind.HONOUR, name) in names(text)


def test_a_defined_term_is_a_name_wherever_it_stands() -> None:
    mentions = found("本细则所称急难帮扶救助，是指应急性救助。申请急难帮扶救助应当提交材料。")
    assert [m.name for m in mentions] == ["急难帮扶救助", "急难帮扶救助"]


def test_short_name_points_to_the_name_that_introduces_it() -> None:
    text = "通过江苏省民生信息核对管理系统（以下简称核对系统）办理，核对系统实时更新。"
    mentions = found(text)
    short = [m for m in mentions if m.name == "核对系统"]
    assert [mentions[m.antecedent or 0].name for m in short] == ["江苏省民生信息核对管理系统"] * 2
    assert short[0].introduced is not None


def test_names_inside_titles_are_left_to_the_titles() -> None:
    assert names("落实《“智改数转”三年行动计划》要求。") == set()


def test_conjunction_inside_a_name_with_a_place_does_not_cut_it() -> None:
    assert names("该校入选江苏省全民阅读和科普教育基地。") == {(Kind.BASE, "江苏省全民阅读和科普教育基地")}


def test_border_character_inside_a_word_or_place_does_not_cut_the_name() -> None:
    assert names("升级丽水市综合为老服务平台。") == {(Kind.PROGRAM, "丽水市综合为老服务平台")}


def test_name_without_its_level_stands_for_the_name_with_it() -> None:
    mentions = found("组建省级家政服务超市。企业在家政服务超市选择机构，由家政服务超市公示。")
    assert {mentions[m.antecedent].name for m in mentions if m.antecedent is not None} == {"省级家政服务超市"}


def test_scheme_of_the_title_is_named_wherever_it_stands() -> None:
    body = "第一条 规范居家助浴服务。\n第二条 居家助浴服务由街道组织。\n第三条 居家助浴服务实行预约。\n"
    mentions = vehicles.find(structure.parse(reading.decode(f"丽水市居家助浴服务管理办法\n\n{body}".encode())))
    assert {(m.kind, m.name) for m in mentions} == {(Kind.PROGRAM, "居家助浴服务")}
