"""Bytes become one reading text, however a page, an editor or a web site has broken it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import InputRefused
from kg.model import Range
from kg.reading import decode, fold, read

EXAMPLE = Path(__file__).parent.parent / "examples" / "zhongshan_2025_105.txt"
LETTER = """甲市教育局

甲教函〔2023〕8号

关于市政协五届二次会议第12号提案的答复

王某某委员：

您提出的《关于发展学前教育的提案》收悉，现答复如下：

我局会同市财政局安排专项资金1200万元，新建公办幼儿园12所，新增学位3600个，并对农村地区的幼儿园给予每人每年500元的生均公用经费补助，有效缓解了入园难的问题，群众满意度持续提升。

一、关于师资队伍的建议

予以采纳。2022年，我局招聘幼儿教师240名，组织全员培训36场，覆盖教师1,800人次，并联合乙师范学院开设定向培养班，为农村幼儿园补充合格师资，五年内计划培养毕业生600名以上。

感谢您对教育工作的关心。

甲市教育局
2023年6月1日
"""


def wide(text: str) -> str:
    return text.translate({ord(c): chr(ord(c) + 0xFEE0) for c in "0123456789"})


def wrapped(text: str, width: int, indent: str) -> str:
    lines = []
    for line in text.split("\n"):
        full = indent + line if len(line) > width else line
        lines += [full[i : i + width] for i in range(0, len(full), width)] or [""]
    return "\n".join(lines)


def broken(text: str, mark: str, seed: int) -> str:
    """The text with page ends put inside its long paragraphs: behind the first clause, not at the end of a sentence."""
    chance = random.Random(seed)
    out = []
    for line in text.split("\n"):
        inner = range(line.find("，") + 2, len(line) - 14) if len(line) > 60 else range(0)
        places = [
            i
            for i in inner
            if line[i - 1] not in "。；：！？、" and line[i] not in "一二三四五六七八九十（0123456789感附"
        ]
        place = chance.choice(places) if places else 0
        out.append(line[:place] + mark + line[place:] if places else line)
    return "\n".join(out)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_usual_encoding_reads_the_same(encoding: str) -> None:
    assert decode(LETTER.encode(encoding)).raw == LETTER


def test_line_ends_of_other_systems_read_the_same_and_stay_in_the_raw_text() -> None:
    text = decode(LETTER.replace("\n", "\r\n").encode())
    assert text.reading == fold(LETTER).reading
    assert "\r\n" in text.raw


def test_spaces_between_all_characters_read_the_same() -> None:
    assert fold("\n".join(" ".join(line) for line in LETTER.split("\n"))).reading == fold(LETTER).reading


def test_full_width_digits_and_half_width_marks_read_the_same() -> None:
    marks = str.maketrans("，：（）", ",:()")
    assert fold(wide(LETTER)).reading == fold(LETTER).reading == fold(LETTER.translate(marks)).reading


@given(st.sampled_from(["\n\n", "\f", "\n\n— 3 —\n\n", "\n- 12 -\n", "\n\n第3页\n\n"]), st.integers(0, 10_000))
@settings(max_examples=60, deadline=None)
def test_a_page_end_inside_a_paragraph_does_not_break_it(mark: str, seed: int) -> None:
    assert fold(broken(LETTER, mark, seed)).reading == fold(LETTER).reading


@pytest.mark.parametrize("width", [26, 31, 38])
def test_a_letter_wrapped_at_every_line_reads_the_same(width: int) -> None:
    assert fold(wrapped(LETTER, width, "　　")).reading == fold(LETTER).reading


def test_the_example_keeps_its_paragraphs_and_loses_its_page_ends() -> None:
    reading = read(EXAMPLE).reading
    assert "工业级专业无人机大咖" in reading
    assert "2024年，完成第一批" in reading
    assert "\n吸收采纳该建议\n" in reading


@given(st.text(alphabet="甲乙市局，。：；（）《》“”一二、年 　\n\r1２%ab", max_size=120))
@settings(max_examples=200, deadline=None)
def test_no_character_of_the_text_is_lost_and_each_keeps_its_place(raw: str) -> None:
    text = fold(raw)
    kept = [i for i, c in enumerate(text.reading) if c not in "\n "]
    lone_numbers = sum(c in "1２" for c in raw)
    assert len(kept) >= sum(not c.isspace() for c in raw) - lone_numbers
    for i in kept:
        span = text.span(Range(i, i + 1))
        assert span.quote == raw[span.start : span.end]
        assert not span.quote.isspace()


def test_numbers_of_a_table_are_no_page_numbers() -> None:
    assert "\n45\n" in fold("户数\n45\n户籍\n12\n").reading


def test_a_title_over_several_lines_stays_several_lines() -> None:
    assert fold("甲市人民政府办公室\n关于印发托育服务\n管理办法的通知\n\n各县人民政府：").reading.count("\n") == 3


def test_a_web_page_on_one_line_falls_into_paragraphs() -> None:
    assert fold("网友：您好！　　您反映的路灯问题已收悉。　　现回复如下：正在维修。").reading.count("\n") == 2


@pytest.mark.parametrize(
    ("raw", "reading"),
    [
        ('设立"一站式"窗口,方便群众.二是减免费用.', "设立“一站式”窗口，方便群众。二是减免费用。"),
        ("1.关于补贴.标准为3.5元.", "1.关于补贴。标准为3.5元。"),
        ("见《甲省实施<老年人权益保障法>办法》", "见《甲省实施〈老年人权益保障法〉办法》"),
        ("## 一、总体要求", "一、总体要求"),
        ("<p>第一段&nbsp;完。</p><p>第二段</p>", "第一段完。\n第二段"),
        ("张**、李**两位村民", "张**、李**两位村民"),
        ("浓度<35微克，PM2.5>10", "浓度<35微克，PM2.5>10"),
        ("按 Big Data 和 5 G 建设", "按Big Data和5G建设"),
    ],
)
def test_marks_and_residue_are_folded(raw: str, reading: str) -> None:
    assert fold(raw).reading == reading


def test_a_quote_is_cut_from_the_raw_text() -> None:
    text = fold("共有 １ ２ 所&nbsp;学校")
    at = text.reading.index("12所")
    assert text.span(Range(at, at + 3)).quote == "１ ２ 所"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "空"),
        (b" \r\n ", "空"),
        (b"\x89PNG\r\n\x1a\n\x00", "PNG"),
        (b"PK\x03\x04abc", "DOCX"),
        (b"abc\x00\x01\x02", "二进制"),
        ("关于设立社区食堂的通知".encode()[:-1], "断了"),
        ("关于设立社区食堂的通知".encode() + b"\xff\xfe" + "各区政府".encode(), "损坏"),
        (bytes(range(128, 256)) * 4, "编码"),
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence(data: bytes, says: str) -> None:
    with pytest.raises(InputRefused) as refused:
        decode(data, "甲.txt")
    message = str(refused.value)
    assert message.startswith("甲.txt：")
    assert says in message
    assert "\n" not in message


@pytest.mark.parametrize("mark", ["机密★5年", "秘密", "绝 密", "密级：秘密", "000123 机密★长期"])
def test_a_classified_document_is_refused_and_not_quoted(mark: str) -> None:
    with pytest.raises(InputRefused, match="密级") as refused:
        decode(f"{mark}\n甲市人民政府文件\n关于某项工程的通知\n各县：".encode())
    assert "工程" not in str(refused.value)


def test_secrecy_as_a_subject_is_no_mark() -> None:
    assert decode("关于保守国家秘密工作的通知\n各单位：\n机密文件要专柜存放。".encode()).reading


def test_a_folder_and_a_missing_file_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="文件夹"):
        read(tmp_path)
    with pytest.raises(InputRefused, match="没有这个文件"):
        read(tmp_path / "无.txt")


@pytest.mark.parametrize("piece", ["《", "（", "&", "<", "第", " ", "\n", "一、", "“", "。 ", "#", "**", "-", "1."])
def test_a_hostile_text_is_read_in_linear_time(piece: str) -> None:
    fold("甲市" + piece * 50_000)


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (("我局出台了《甲市食堂管理办法》", "等文件，规范运营。"), True),
        (("推进“智慧食堂”", "（以下简称食堂）建设，方便群众。"), True),
        (("推动企业、院校与", "社区对接，扩大服务。"), True),
        (("关于您反映的食堂布点太少而且收费", "偏高的情况，我局高度重视。"), True),
        (("抄送：市政协提案委、市财政局、市科学技", "术局。"), True),
        (("三、关于设立社区食堂专项", "补助的建议"), True),
        (("一、工作开展情况", "近年来，我局新建食堂12家。"), False),
        (("三、下一步工作打算", "一是扩大布点，二是降低费用。"), False),
        (("全面提升服务水平。（责任单位：市民政局）", "支持社会力量办食堂，降低费用。"), False),
        (("吸收采纳该建议", "近年来，我局新建食堂12家。"), False),
        (("甲市民政局", "2024年5月6日"), False),
    ],
)
def test_a_line_that_cannot_end_or_begin_a_paragraph_goes_on(lines: tuple[str, str], *, joined: bool) -> None:
    mark = "\n\n— 2 —\n\n" if joined else "\n\n"
    head = "您的建议收悉。\n"
    assert fold(head + mark.join(lines)).reading == head + ("" if joined else "\n").join(lines)


def test_a_list_in_a_paragraph_goes_on_behind_a_page_end() -> None:
    page = "下一步将做好两项工作：一是扩大布点。\n— 2 —\n二是降低费用，让老人吃得起。"
    assert fold(page).reading.count("\n") == 0
    assert fold("下一步将做好两项工作：\n一是扩大布点，二是降低费用。").reading.count("\n") == 1


def test_traditional_characters_are_read_as_simplified_and_quoted_as_written() -> None:
    raw = "關於市政協會議第3號提案的答覆：該局將開發「智慧」專門機構，並與財政廳研究計畫，覆蓋全縣。"
    text = fold(raw)
    assert text.reading == "关于市政协会议第3号提案的答复：该局将开发“智慧”专门机构，并与财政厅研究计划，覆盖全县。"
    start = text.reading.index("财政厅")
    assert text.span(Range(start, start + 3)).quote == "財政廳"


def test_a_traditional_character_in_a_simplified_text_stays() -> None:
    assert fold("於某提出的建议收悉。").reading == "於某提出的建议收悉。"


def test_a_title_in_angle_marks_is_a_title_unless_it_stands_in_one() -> None:
    assert (
        fold("<关于某事的提案>和《关于印发<甲办法>的通知》").reading
        == "《关于某事的提案》和《关于印发〈甲办法〉的通知》"
    )
