"""The grammar of organ names and what they are called in full."""

import pytest

from kg import organ_names
from kg.central_organs import central_organ
from kg.mentions import agencies
from kg.model import Reference
from kg.reading import decode
from kg.structure import parse


def found(sentence: str) -> list[str]:
    """Names of particular organs in a sentence of a letter."""
    text = f"关于政协提案答复的函\n\n{sentence}\n"
    return [m.name for m in agencies.find(parse(decode(text.encode()))) if m.reference is Reference.NAME]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("市科技局会同市财政局办理。", ["市科技局", "市财政局"]),
        ("省财政厅、教育厅、人社厅联合印发。", ["省财政厅", "省教育厅", "省人社厅"]),
        ("请市发展改革、财政、民政局研究。", ["市发展改革局", "市财政局", "民政局"]),
        ("县住房和城乡规划建设局负责。", ["县住房和城乡规划建设局"]),
        ("由市公安局交警支队负责。", ["市公安局交警支队"]),
        ("国家税务总局仙桃市税务局配合。", ["国家税务总局仙桃市税务局"]),
        ("国家医保局、财政部、人社部、卫健委发文。", ["国家医保局", "财政部", "人社部", "国家卫生健康委员会"]),
        ("市人大常委会选联工委督办。", ["市人大常委会选联工委"]),
        ("人民银行长沙中心支行、湖南银保监局参加。", ["人民银行长沙中心支行", "湖南银保监局"]),
        ("内蒙古医保局、广西医保局负责。", ["内蒙古医保局", "广西医保局"]),
        ("平安镇人民政府、和平街道办事处落实。", ["平安镇人民政府", "和平街道办事处"]),
    ],
)
def test_organs_are_found_with_what_names_them(sentence: str, names: list[str]) -> None:
    assert found(sentence) == names


@pytest.mark.parametrize(
    "sentence",
    [
        "形成协同发展新格局，打破原有布局，避免不良结局。",
        "制定管理办法，全部办结，内部公示，干部带头。",
        "各级政府、各有关部门、相关单位要重视。",
        "各区财政局、民政局要落实。",
        "各市、县（市、区）人民政府要落实。",
        "城市管理水平提高，超市和地区经济发展。",
        "教育部门、公安部门加强协作。",
        "办公室工作人员和党委委员参加。",
        "有关办理情况见国办发〔2020〕5号。",
        "他在民盟云州市委工作。",
    ],
)
def test_words_that_look_like_organs_are_none(sentence: str) -> None:
    assert found(sentence) == []


@pytest.mark.parametrize(
    ("tail", "level", "full"),
    [
        ("科技局", "prefectural", "科学技术局"),
        ("人社厅", "provincial", "人力资源和社会保障厅"),
        ("人力资源社会保障局", "provincial", "人力资源和社会保障局"),  # a city with the rank of a province
        ("资规局", "prefectural", "自然资源和规划局"),
        ("卫健委", "prefectural", "卫生健康委员会"),
        ("政府办", "county", "人民政府办公室"),
        ("政府办", "provincial", "人民政府办公厅"),
        ("法院", "provincial", "高级人民法院"),
        ("人大常委会", "county", "人民代表大会常务委员会"),
        ("政协提案委", "prefectural", "政协提案委员会"),
        ("社保局", "prefectural", "社保局"),  # may stand for several
    ],
)
def test_a_short_ending_is_spelt_out_only_when_one_stands_behind_it(tail: str, level: str, full: str) -> None:
    assert organ_names.full_tail(tail, level, 2024)[0] == full


@pytest.mark.parametrize(
    ("name", "year", "full"),
    [
        ("国家发展改革委", 2020, "国家发展和改革委员会"),
        ("国家计委", 1996, "国家计划委员会"),
        ("国家计委", 2001, "国家发展计划委员会"),
        ("民航局", 2024, "中国民用航空局"),
        ("住建部", 2024, "住房和城乡建设部"),
        ("广电总局", 2010, "国家广播电影电视总局"),
        ("广电总局", 2020, "国家广播电视总局"),
    ],
)
def test_a_central_short_form_means_the_organ_of_its_time(name: str, year: int, full: str) -> None:
    assert central_organ(name, year)["name"] == full
