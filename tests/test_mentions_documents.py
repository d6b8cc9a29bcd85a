"""Which documents a text names, and where their names begin and end."""

from __future__ import annotations

import pytest
from written import reply

from kg import reading, structure
from kg.mentions import documents
from kg.model import Mention, Reference


def named(body: str) -> list[str]:
    found = documents.find(reply(body))
    return [m.name for m in sorted(found, key=lambda m: (m.at.start, -m.at.end)) if m.reference is Reference.NAME]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("市财政局印发《甲市公益创投资金管理办法（试行）》。", ["甲市公益创投资金管理办法（试行）"]),
        ("申请人填写《户口登记申请表》，并带《居民户口簿》。", []),
        ("您在《关于增设夜间公交的提案》中建议延长运营时间。", []),
        (
            "落实《关于印发〈甲市托育服务补助办法〉的通知》要求。",
            ["关于印发〈甲市托育服务补助办法〉的通知", "甲市托育服务补助办法"],
        ),
        (
            "根据《甲市民政局关于印发甲市长者饭堂管理办法的通知》办理。",
            ["甲市民政局关于印发甲市长者饭堂管理办法的通知", "甲市长者饭堂管理办法"],
        ),
        (
            "依据《乙省实施<中华人民共和国残疾人保障法>办法》，",
            ["乙省实施〈中华人民共和国残疾人保障法〉办法", "中华人民共和国残疾人保障法"],
        ),
        ("执行《甲市城市更新条例，推进改造。", ["甲市城市更新条例"]),
    ],
)
def test_titles_in_marks(sentence: str, expected: list[str]) -> None:
    assert named(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "我局按照省托育服务提升行动方案（2024-2026年）、家庭托育点管理办法等政策措施开展工作。",
            ["省托育服务提升行动方案（2024-2026年）", "家庭托育点管理办法"],
        ),
        ("已将上述工种纳入2023年甲市急需工种补贴目录，给予补贴。", ["2023年甲市急需工种补贴目录"]),
        ("拟在起草制订的推进夜间经济发展的指导意见中明确。", ["推进夜间经济发展的指导意见"]),
        ("依照食品安全法和道路交通安全法处理。", ["食品安全法", "道路交通安全法"]),
        ("下一步将制定实施方案，完善管理办法，提出解决方案。", []),
        ("各单位应当根据工作需要制定本单位具体实施细则。", []),
        ("按照业主的意见和国家的有关规定处理。", []),
        ("今年市政府工作报告提出，“十四五”规划顺利收官。", ["市政府工作报告", "“十四五”规划"]),
    ],
)
def test_titles_without_marks(sentence: str, expected: list[str]) -> None:
    assert named(sentence) == expected


def pointer(body: str, words: str) -> tuple[list[Mention], Mention]:
    text = reply(body)
    found = documents.find(text)
    return found, next(m for m in found if text.text.cut(m.at) == words and m.antecedent is not None)


def test_a_short_name_stands_for_the_carried_document() -> None:
    notice = "《关于印发〈甲市配建托育用房移交办法〉的通知》（甲政办发〔2022〕3号，以下简称《移交办法》）"
    body = f"市政府下发{notice}。依照《移交办法》验收。"
    found, short = pointer(body, "移交办法")
    assert found[short.antecedent or 0].name == "甲市配建托育用房移交办法"
    assert short.introduced is not None
    assert sum(m.name == "移交办法" for m in found) == 2


def test_the_number_behind_a_title_is_another_name_of_it() -> None:
    found = documents.find(reply("市财政局出台《甲市普惠托育补助办法》（甲财社〔2021〕22号）。"))
    assert found[0].aliases == ("甲财社〔2021〕22号",)


def test_this_measure_points_to_the_nearest_one() -> None:
    found, it = pointer("《甲市养犬管理条例》和《甲市犬只留检办法》已施行。该条例规定限养区。", "该条例")
    assert found[it.antecedent or 0].name == "甲市养犬管理条例"


NOTICE = """甲市人民政府办公室关于印发《甲市公园管理办法》的通知
甲政办发〔2023〕5号
各区人民政府：
现将《甲市公园管理办法》印发给你们，请认真执行。
甲市人民政府办公室
2023年5月6日
甲市公园管理办法
第一条 为加强公园管理，制定本办法。
"""


def test_in_a_notice_this_measure_is_the_printed_one() -> None:
    found = documents.find(structure.parse(reading.decode(NOTICE.encode())))
    it = next(m for m in found if m.name == "本办法")
    assert it.antecedent is not None
    assert found[it.antecedent].name == "甲市公园管理办法"


def test_a_regulation_names_itself_without_antecedent() -> None:
    text = "甲市公园管理条例\n第一条 为加强公园管理，制定本条例。\n第二条 本条例自2023年1月1日起施行。\n"
    found = documents.find(structure.parse(reading.decode(text.encode())))
    own = [m for m in found if m.name == "本条例"]
    assert [(m.antecedent, m.rule) for m in own] == [(None, "this-document")] * 2
