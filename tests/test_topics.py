"""Topics: what a document is about, told by its title and headings, and nothing where they do not tell."""

import re

import pytest

from kg import topics
from kg.lexicon import listed, table
from kg.reading import decode
from kg.shipped import shipped
from kg.structure import parse


@pytest.mark.parametrize(
    ("title", "notations"),
    [
        ("甲市人民政府办公室关于印发甲市促进低空经济发展若干措施的通知", "G10"),
        ("甲市科学技术局关于印发科技创新券管理办法的通知", "K01"),
        ("国务院关于同意设立甲自由贸易试验区的批复", "H02"),
        ("甲省乡村振兴促进条例", "F04"),
        ("关于推进家庭医生签约服务高质量发展的实施方案", "M01"),
        ("市场主体登记管理办法", "I01"),
        ("甲市城镇职工基本医疗保险实施办法", "O02"),
        ("关于优化公交线路缓解学校周边交通拥堵的建议", "G08"),
        ("关于完善老旧小区加装电梯政策的建议", "J02"),
        ("关于加快充电桩建设的提案", "E07"),
        ("关于治理黑臭水体的建议", "J03"),
        ("关于加强中小学校园食品安全管理的建议", "I04 K02"),
        ("关于支持中小企业融资的若干措施", "D03 G12"),
        ("关于设立村级图书馆的提案", "L01"),
        ("关于修缮革命文物的建议", "L02"),
        ("甲市最低生活保障工作规程", "Q04"),
        ("关于优化政务服务的实施方案", "B04"),
        ("甲市教育局关于市政协七届三次会议第23号提案答复的函", ""),  # says only whose reply it is
        ("关于对政协第十三届四次会议第20240105号提案的答复", ""),
        ("甲县2024年政府工作报告", ""),
        ("关于做好有关工作的通知", ""),
        ("关于公交、图书馆、体育和医院的建议", ""),  # of everything
    ],
)
def test_a_title_tells_its_topics(title: str, notations: str) -> None:
    assert " ".join(topic.notation for topic in topics.topics([title])) == notations


def test_headings_tell_the_topic_when_several_agree() -> None:
    assert [t.notation for t in topics.topics([], ["养老机构", "养老服务补贴", "老年助餐", "居家养老"])] == ["N03"]
    assert topics.topics([], ["养老机构", "资金保障"]) == ()


def test_a_reply_is_about_what_it_answers() -> None:
    text = (
        "甲市民政局关于政协甲市第九届三次会议第12号提案的答复\n\n王某某委员：\n\n"
        "您提出的《关于发展老年助餐的提案》（第12号）收悉，现答复如下：\n\n一、关于资金\n\n我局已安排补助。\n\n"
        "甲市民政局\n2024年5月6日\n"
    )
    assert [t.notation for t in topics.topics_of(parse(decode(text.encode())))] == ["N03"]


def test_each_cue_stands_once_and_each_topic_is_a_concept_of_the_vocabulary() -> None:
    cues = [cue for row in table("topics") for cue in listed(row["cues"])]
    assert len(cues) == len(set(cues))
    vocabulary = shipped("ontology/concepts.ttl").read_text(encoding="utf-8").split("zmc:scheme-topic a")[1]
    named = dict(re.findall(r'skos:notation "(\w+)" ;\s+skos:prefLabel "([^"]+)"@zh', vocabulary))
    assert {row["notation"]: row["name"] for row in table("topics")}.items() <= named.items()


@pytest.mark.parametrize(
    ("notation", "name", "library"),
    [
        ("B01", "政务公开", "yes"),
        ("C03", "经济体制改革", "yes"),
        ("D02", "税务", "yes"),
        ("E01", "土地", "yes"),
        ("F03", "水利", "yes"),
        ("G07", "铁路", "yes"),
        ("H04", "旅游", "yes"),
        ("I05", "知识产权", "yes"),
        ("J02", "城乡建设（含住房）", "yes"),
        ("K02", "教育", "yes"),
        ("M01", "卫生", "yes"),
        ("O01", "劳动就业", "yes"),
        ("Q05", "行政区划与地名", "yes"),
        ("T01", "港澳工作", "yes"),
        ("K03", "人才工作", "no"),
    ],
)
def test_a_topic_says_whether_the_library_has_it(notation: str, name: str, library: str) -> None:
    assert [(r["name"], r["library"]) for r in table("topics") if r["notation"] == notation] == [(name, library)]
