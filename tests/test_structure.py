"""A document is read for its letterhead, its parts and its verdicts, whatever its kind."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kg.model import Adoption, DocumentKind, Field, Letter, Role
from kg.reading import fold, read
from kg.structure import parse

EXAMPLE = Path(__file__).parent.parent / "examples" / "zhongshan_2025_105.txt"

DEPARTMENT = """甲省教育厅

甲教提函[2023]第045号                              （B类）

对省政协十三届一次会议第0452号
提案的答复

民建甲省委：
    贵单位提出的关于推进职业教育产教融合的提案（第0452号）收悉。经商省发展改革委、省人力资源社会保障厅，现答复如下：
    一、工作开展情况
    近年来，我厅联合省财政厅印发《甲省职业教育提质培优计划》，建设实训基地32个。
    （一）完善政策体系。出台多项政策。安排资金2亿元。
    （二）深化校企合作。组建职教集团15个，覆盖企业430家。
    二、下一步工作
    会同有关部门抓好落实。
    感谢贵单位对教育工作的关心和支持！

                                              甲省教育厅
                                            二〇二三年六月二十五日
（联系人：张某，电话：0000-1234567）
抄送：省政协提案委员会，省政府办公厅。
"""

TWO_SUGGESTIONS = """类别：A
乙市交通运输局文件
乙交函〔2024〕33号                 签发人：赵某

关于市十五届人大三次会议第87号建议的答复函

李四等8位代表：

您们提出的《关于优化公交线路的建议》和《关于增设候车亭的建议》已收悉，经研究，现答复如下：

1.关于优化公交线路的建议。该建议已采纳。今年我局调整公交线路12条，新增线路3条。
2.关于增设候车亭的建议。受用地条件限制，目前尚不具备建设条件。我局将在道路改造时同步规划。

乙市交通运输局
2024年5月8日
公开方式：依申请公开
"""

JOINT_NOTICE = """丙市财政局  丙市民政局关于印发
《丙市养老服务补贴管理办法》的通知
丙财规〔2022〕6号

各县（市、区）财政局、民政局，市直各有关单位：

　　现将《丙市养老服务补贴管理办法》印发给你们，请遵照执行。

　　　　　　　　　丙市财政局　　　　丙市民政局
　　　　　　　　　　　　2022年11月3日

（此件公开发布）

丙市养老服务补贴管理办法

第一章 总则
第一条 为规范补贴管理，制定本办法。
第二章 补贴标准
第二条 补贴标准如下：
（一）80周岁以上，每月200元；
（二）90周岁以上，每月300元。
第三条 本办法自2023年1月1日起施行。

丙市财政局办公室                    2022年11月4日印发
"""

APPROVAL = """国务院关于同意设立甲新区的批复
国函〔2015〕1号

甲省人民政府、发展改革委：
你们《关于申请设立甲新区的请示》（甲政〔2014〕5号）收悉。现批复如下：
一、同意设立甲新区。新区范围包括三个镇，规划面积500平方公里。
二、要把建设甲新区作为重要举措，加快体制机制创新。
三、甲省人民政府要切实加强组织领导。
国务院
2015年1月3日
"""


def values(fields: tuple[Field, ...]) -> list[str]:
    return [field.value for field in fields]


def value(field: Field | None) -> str | None:
    return field.value if field else None


def headings(letter: Letter, level: int = 1) -> list[str]:
    return [section.heading for section in letter.sections if section.level == level]


def test_the_example_letter_is_read_whole() -> None:
    letter = parse(read(EXAMPLE))
    header = letter.header
    assert header.kind is DocumentKind.REPLY
    assert value(header.number) == "中工信函〔2025〕105号"
    assert value(header.date) == "2025-09-15"
    assert value(header.reply_class) == "A"
    assert value(header.disclosure) == "active"
    assert values(header.addressees) == ["张帆"]
    assert values(header.consulted) == ["市科学技术局", "市人力资源和社会保障局", "市教育和体育局"]
    assert values(header.copied_to)[:2] == ["市政协", "市政府办公室"]
    assert value(header.proposals[0].number) == "134203"
    assert value(header.proposals[0].session) == "市政协十三届四次会议"
    assert [ask.verdict.adoption for ask in letter.asks if ask.verdict] == [Adoption.ADOPTED] * 5
    assert letter.asks[0].name == "完善政策支持体系"
    assert len(header.contacts) == 1
    assert any(letter.text.cut(at).startswith("提案从数字化技能") for at in letter.asked)


def test_every_field_points_at_the_words_that_say_it() -> None:
    letter = parse(fold(DEPARTMENT))
    header = letter.header
    for field in (*header.consulted, *header.copied_to, *header.addressees, *header.issuers):
        assert letter.text.cut(field.at) == field.value
    assert header.number
    assert letter.text.cut(header.number.at) == "甲教提函[2023]第045号"
    assert header.date
    assert letter.text.cut(header.date.at) == "二〇二三年六月二十五日"


def test_a_reply_of_a_department_to_a_party() -> None:
    letter = parse(fold(DEPARTMENT))
    header = letter.header
    assert value(header.title) == "对省政协十三届一次会议第0452号提案的答复"
    assert value(header.number) == "甲教提函〔2023〕45号"
    assert value(header.reply_class) == "B"
    assert values(header.addressees) == ["民建甲省委"]
    assert values(header.consulted) == ["省发展改革委", "省人力资源社会保障厅"]
    assert value(header.proposals[0].title) == "关于推进职业教育产教融合的提案"
    assert headings(letter) == ["一、工作开展情况", "二、下一步工作"]
    assert headings(letter, 2) == ["（一）完善政策体系", "（二）深化校企合作"]
    assert letter.asks == ()


def test_a_letter_that_answers_two_suggestions() -> None:
    letter = parse(fold(TWO_SUGGESTIONS))
    assert [value(p.title) for p in letter.header.proposals] == ["关于优化公交线路的建议", "关于增设候车亭的建议"]
    assert {p.kind for p in letter.header.proposals} == {"jianyi"}
    verdicts = {ask.name: ask.verdict.adoption for ask in letter.asks if ask.verdict}
    assert verdicts == {"优化公交线路": Adoption.ADOPTED, "增设候车亭": Adoption.DECLINED}
    assert value(letter.header.disclosure) == "on-request"


def test_a_notice_owns_the_measures_it_issues() -> None:
    letter = parse(fold(JOINT_NOTICE))
    header = letter.header
    assert header.kind is DocumentKind.NOTICE
    assert values(header.issuers) == ["丙市财政局", "丙市民政局"]
    assert values(header.addressees) == ["各县（市、区）财政局", "各县（市、区）民政局", "市直各有关单位"]
    assert value(header.date) == "2022-11-03"
    assert headings(letter) == ["第一章总则", "第二章补贴标准"]
    assert [s.heading for s in letter.sections if s.article] == ["第一条", "第二条", "第三条"]
    assert letter.annexes == ()


def test_numbered_sentences_are_no_parts() -> None:
    letter = parse(fold(APPROVAL))
    assert letter.sections == ()
    assert letter.header.proposals == ()
    assert values(letter.header.issuers) == ["国务院"]


def test_what_stands_under_an_annex_head_is_a_document_of_its_own() -> None:
    text = (
        "甲县民政局关于做好救助工作的通知\n"
        "各乡镇：\n"
        "现通知如下。\n"
        "附件：甲县救助标准表\n"
        "甲县民政局\n"
        "2020年1月2日\n"
        "附件\n"
        "甲县救助标准表\n"
        "一、城市每月700元。\n"
    )
    letter = parse(fold(text))
    assert [annex.title.value for annex in letter.annexes] == ["甲县救助标准表"]
    assert letter.paragraphs[-1].annex == 0
    assert letter.paragraphs[0].annex is None


def test_an_order_takes_the_title_of_what_it_promulgates() -> None:
    text = (
        "甲市人民政府令\n"
        "第12号\n"
        "《甲市停车管理办法》已经审议通过，现予公布。\n"
        "市长 王某某\n"
        "2021年3月4日\n"
        "甲市停车管理办法\n"
        "第一条 为规范停车，制定本办法。\n"
    )
    header = parse(fold(text)).header
    assert value(header.title) == "甲市停车管理办法"
    assert value(header.number) == "甲市人民政府令第12号"
    assert header.kind is DocumentKind.POLICY


def test_a_regulation_is_dated_and_issued_by_its_line_of_passage() -> None:
    text = (
        "甲省湿地保护条例\n"
        "（2019年5月6日甲省第十二届人民代表大会常务委员会第三次会议通过）\n"
        "第一条 为保护湿地，制定本条例。\n"
    )
    header = parse(fold(text)).header
    assert value(header.date) == "2019-05-06"
    assert values(header.issuers) == ["甲省人民代表大会常务委员会"]


def test_a_work_report_is_issued_by_whom_it_speaks_for() -> None:
    text = (
        "政府工作报告\n"
        "——2020年1月8日在甲市第五届人民代表大会第一次会议上\n"
        "市长 李某某\n"
        "各位代表：\n"
        "现在，我代表市人民政府，向大会报告工作。\n"
        "一、工作回顾\n"
        "去年，经济平稳增长。\n"
    )
    header = parse(fold(text)).header
    assert (value(header.title), value(header.date), values(header.issuers)) == (
        "政府工作报告",
        "2020-01-08",
        ["市人民政府"],
    )


def test_a_plan_numbered_by_points_skips_its_contents() -> None:
    text = (
        "甲市防汛应急预案\n"
        "目　录\n"
        "1　总则\n"
        "1.1　目的\n"
        "1.2　范围\n"
        "2　体系\n"
        "2.1　指挥部\n"
        "1　总则\n"
        "1.1　目的\n"
        "为做好防汛工作，制定本预案。\n"
        "1.2　范围\n"
        "适用于本市。\n"
        "2　体系\n"
        "2.1　指挥部\n"
        "2.2　办公室\n"
        "设在水务局。\n"
    )
    letter = parse(fold(text))
    assert headings(letter) == ["1总则", "2体系"]
    assert headings(letter, 2) == ["1.1目的", "1.2范围", "2.1指挥部", "2.2办公室"]


def test_a_web_letter_on_one_line_has_opening_body_and_signature() -> None:
    text = (
        "网友您好！您反映的问题已收悉，现回复如下：您希望全额补助加装电梯。经核实，全额补助暂不具备条件，敬请谅解。"
        "感谢您的支持。甲市住建局2021年3月9日"
    )
    letter = parse(fold(text))
    roles = [paragraph.role for paragraph in letter.paragraphs]
    assert roles[0] is Role.OPENING
    assert roles[-2:] == [Role.SIGNATURE, Role.DATE]
    assert values(letter.header.issuers) == ["甲市住建局"]
    assert letter.header.proposals == ()
    assert [(a.name, a.verdict.adoption) for a in letter.asks if a.verdict] == [("全额补助加装电梯", Adoption.DECLINED)]
    assert [letter.text.cut(at) for at in letter.asked] == ["您希望全额补助加装电梯。"]


@pytest.mark.parametrize(
    ("said", "adoption"),
    [
        ("予以采纳。", Adoption.ADOPTED),
        ("您的建议我们已吸收采纳。", Adoption.ADOPTED),
        ("部分采纳。", Adoption.PARTLY),
        ("此条暂不采纳。", Adoption.DECLINED),
        ("经研究，现阶段不宜设立专门机构。", Adoption.DECLINED),
        ("设立市场的条件还不成熟。但对其中两个项目将给予资金支持。", Adoption.PARTLY),
        ("我局新建市场3处。今年又建2处。您提出的延长开放时间的意见，我局已吸收采纳。", Adoption.ADOPTED),
        ("设立市场的建议予以采纳，免收摊位费的建议暂不采纳。", Adoption.PARTLY),
        ("我们赞同您的建议。免收摊位费目前尚不具备条件。", Adoption.PARTLY),
        ("我局已完成改造120处，群众反映良好。今年又建2处。市场采纳统一标识。", None),
        ("该市的煤炭运输能力难以满足需要。", None),
    ],
)
def test_a_verdict_is_read_from_what_is_said_of_the_suggestion(said: str, adoption: Adoption | None) -> None:
    text = (
        "甲局关于第3号提案的答复\n"
        "王某委员：\n"
        "您提出的《关于设立市场的提案》收悉，现答复如下：\n"
        "一、关于设立市场的建议\n"
        f"{said}\n"
        "二、下一步工作\n"
        "继续推进。\n"
    )
    ask = parse(fold(text)).asks[0]
    assert ask.section == 0
    assert (ask.verdict.adoption if ask.verdict else None) == adoption


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (
            "各省、自治区、直辖市人民政府，国务院各部委、各直属机构：",
            ["各省、自治区、直辖市人民政府", "国务院各部委", "国务院各直属机构"],
        ),
        ("张三、李四委员：", ["张三", "李四"]),
        ("王五等12名代表：", ["王五"]),
        ("尊敬的赵六委员：", ["赵六"]),
        ("教育部、乙省人民政府：", ["教育部", "乙省人民政府"]),
        ("来信人：", []),
    ],
)
def test_addressees_are_split_into_names(words: str, found: list[str]) -> None:
    letter = parse(fold(f"甲局关于某事的函\n{words}\n您提出的问题收悉，现答复如下：\n已办理。\n"))
    assert values(letter.header.addressees) == found


@pytest.mark.parametrize(
    "piece", ["《", "市工", "第", "一、甲\n", "A类\n", "附件\n", "会同", "（一）", "2023年1月1日", "甲\t乙\n"]
)
def test_a_hostile_text_is_parsed_in_linear_time(piece: str) -> None:
    text = fold("甲局关于某事的答复\n王某委员：\n您提出的" + piece * (60_000 // len(piece)))
    start = time.perf_counter()
    parse(text)
    assert time.perf_counter() - start < 3


def test_sentences_cover_the_paragraphs_and_end_outside_brackets() -> None:
    letter = parse(fold("甲局关于某事的函\n各区：\n印发《甲办法》（试行。）并执行。“好。”随后开展检查！\n"))
    said = [letter.text.cut(s.at) for s in letter.body_sentences()]
    assert said == ["印发《甲办法》（试行。）并执行。", "“好。”", "随后开展检查！"]


@pytest.mark.parametrize("between", [" ", "　　"])
def test_a_page_run_together_is_read_as_its_lines(between: str) -> None:
    lines = [line.strip() for line in DEPARTMENT.split("\n") if line.strip()]
    whole, together = parse(fold(DEPARTMENT)), parse(fold(between.join(lines)))
    assert value(together.header.title) == value(whole.header.title)
    assert values(together.header.addressees) == values(whole.header.addressees)
    assert values(together.header.copied_to) == values(whole.header.copied_to)
    assert headings(together) == headings(whole)


def test_a_second_letter_in_the_file_is_a_document_of_its_own() -> None:
    second = DEPARTMENT.replace("0452", "0453").replace("（B类）", "")
    letter = parse(fold(DEPARTMENT.split("（联系人", maxsplit=1)[0] + "\n" + second))
    assert value(letter.header.proposals[0].number) == "0452"
    assert len(letter.annexes) == 1
    assert headings(letter)[:2] == ["一、工作开展情况", "二、下一步工作"]
    assert {section.annex for section in letter.sections[4:]} == {0}


def test_a_table_above_the_letter_tells_what_the_letter_does_not() -> None:
    text = (
        "提案编号：第256号\n案由：关于加强基层医疗服务的提案\n会办单位：市财政局、市医保局\n办理结果：A\n"
        "关于市政协十四届一次会议提案的答复\n王某委员：\n您提出的提案收悉，现答复如下：\n"
        "一、关于“提高村医待遇”的建议（部分采纳）\n我委将会同有关部门研究。\n"
        "二、关于“增加编制”的建议（解释说明）\n编制总量由上级核定。\n"
    )
    letter = parse(fold(text))
    proposal = letter.header.proposals[0]
    assert (value(proposal.number), value(proposal.title)) == ("256", "关于加强基层医疗服务的提案")
    assert values(letter.header.consulted) == ["市财政局", "市医保局"]
    assert value(letter.header.reply_class) == "A"
    assert [(a.name, a.verdict.adoption) for a in letter.asks if a.verdict] == [
        ("提高村医待遇", Adoption.PARTLY),
        ("增加编制", Adoption.EXPLAINED),
    ]


def test_suggestions_listed_under_one_part_are_answered_one_by_one() -> None:
    text = (
        "甲局关于第45号提案的答复\n民盟甲区总支：\n贵总支提出的《关于垃圾分类的提案》收悉，现答复如下：\n"
        "一、工作现状\n建成投放点320个。\n二、对所提建议的采纳情况\n"
        "（一）关于加大宣传力度的建议。我局赞同您的建议，将入户宣传5万户。\n"
        "（二）关于设立奖励资金的建议。因财力有限，暂不具备设立条件。\n"
    )
    asks = parse(fold(text)).asks
    assert [(a.name, a.verdict.adoption) for a in asks if a.verdict] == [
        ("加大宣传力度", Adoption.ADOPTED),
        ("设立奖励资金", Adoption.DECLINED),
    ]


def test_a_letter_without_any_white_space_keeps_its_letterhead() -> None:
    text = (
        "甲市卫生健康委员会甲卫函〔2023〕217号关于市政协五届二次会议第12号提案的答复王某某委员："
        "您提出的《关于发展托育服务的提案》收悉。经商市财政局、市教育局，现答复如下：我委出台管理办法，"
        "新建托育机构12家，新增托位1800个，并对普惠托育机构给予每个托位每年3000元的运营补助。感谢您的关心。"
        "甲市卫生健康委员会2023年6月8日联系人：张某，电话：0000-1234567抄送：市政协提案委员会。"
    )
    header = parse(fold(text)).header
    assert (value(header.title), value(header.number), value(header.date)) == (
        "关于市政协五届二次会议第12号提案的答复",
        "甲卫函〔2023〕217号",
        "2023-06-08",
    )
    assert values(header.addressees) == ["王某某"]
    assert values(header.copied_to) == ["市政协提案委员会"]


@pytest.mark.parametrize(
    "beside", ["甲卫函〔2023〕217号　办理结果：A", "办理结果：A 甲卫函〔2023〕217号", "甲卫函〔2023〕217号  A类  公开"]
)
def test_the_class_stands_beside_the_number(beside: str) -> None:
    header = parse(fold(f"甲市卫生健康委员会\n{beside}\n关于第12号提案的答复\n王某某委员：\n您的提案收悉。\n")).header
    assert value(header.title) == "关于第12号提案的答复"
    assert (value(header.number), value(header.reply_class)) == ("甲卫函〔2023〕217号", "A")


def test_all_organs_that_joined_in_the_answer_are_consulted() -> None:
    text = (
        "甲局关于第12号提案的答复\n王某委员：\n"
        "您的提案收悉。我局会同市财政局、市教育局和市水务局进行了认真研究，现答复如下：\n"
    )
    assert values(parse(fold(text)).header.consulted) == ["市财政局", "市教育局", "市水务局"]


def test_a_regulation_bears_the_day_it_was_last_amended() -> None:
    text = (
        "丙市养老服务条例\n（2015年3月26日丙市第十五届人民代表大会常务委员会第二十次会议通过 "
        "2021年9月29日丙市第十六届人民代表大会常务委员会第三十次会议修订 自2022年1月1日起施行）\n"
        "第一条 为规范养老服务，制定本条例。\n"
    )
    assert value(parse(fold(text)).header.date) == "2021-09-29"


def test_a_space_inside_an_organ_makes_no_second_one() -> None:
    text = (
        "甲市人民政府 办公室关于印发养老服务管理办法的通知\n各县人民政府：\n"
        "现印发给你们。\n甲市人民政府 办公室\n2022年5月6日\n"
    )
    assert values(parse(fold(text)).header.issuers) == ["甲市人民政府办公室"]


def test_a_day_that_no_calendar_has_is_no_date() -> None:
    text = "关于第1号提案答复的函\n\n您好。\n\n丙市教育局\n二〇二三年二月三十一日\n"
    assert parse(fold(text)).header.date is None
