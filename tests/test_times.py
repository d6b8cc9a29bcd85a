"""Times and the dates they stand for, in a document of 2 April 2025."""

import pytest

from kg.times import in_text

_DATE = "2025-04-02"


@pytest.mark.parametrize(
    ("text", "words", "kind", "dates"),
    [
        ("于2022年3月印发", "2022年3月", "date", ("2022-03", "2022-03-01", "2022-03-31")),
        ("2024年以来，全县", "2024年以来", "since", ("2024/..", "2024-01-01", None)),
        ("2025年上半年", "2025年上半年", "period", ("2025-01/2025-06", "2025-01-01", "2025-06-30")),
        ("自2025年1月1日起施行", "自2025年1月1日起", "since", ("2025-01-01/..", "2025-01-01", None)),
        ("2025年6月底前完成", "2025年6月底前", "deadline", ("../2025-06-30", None, "2025-06-30")),
        ("截至2023年底", "截至2023年底", "until", ("../2023-12-31", None, "2023-12-31")),
        ("到2027年建成", "到2027年", "deadline", ("../2027-12-31", None, "2027-12-31")),
        ("到2019年已有", "到2019年", "until", ("../2019-12-31", None, "2019-12-31")),
        ("2025—2027年安排", "2025—2027年", "period", ("2025/2027", "2025-01-01", "2027-12-31")),
        ("2023年9月至2024年6月", "2023年9月至2024年6月", "period", ("2023-09/2024-06", "2023-09-01", "2024-06-30")),
        ("2024年1-6月", "2024年1-6月", "period", ("2024-01/2024-06", "2024-01-01", "2024-06-30")),
        ("3月1日至5日举办", "3月1日至5日", "period", ("2025-03-01/2025-03-05", "2025-03-01", "2025-03-05")),
        ("5月30日至6月4日", "5月30日至6月4日", "period", ("2025-05-30/2025-06-04", "2025-05-30", "2025-06-04")),
        ("2008年以前", "2008年以前", "until", ("../2008-12-31", None, "2008-12-31")),
        ("二〇二四年二月二十九日", "二〇二四年二月二十九日", "date", ("2024-02-29", "2024-02-29", "2024-02-29")),
        ("去年全市", "去年", "relative", ("2024", "2024-01-01", "2024-12-31")),
        ("目前运行", "目前", "relative", (_DATE, _DATE, _DATE)),
        ("“十四五”期间", "“十四五”期间", "period", ("2021/2025", "2021-01-01", "2025-12-31")),
        ("近年来，我县", "近年来", "vague", (None, None, None)),
        ("2023年初", "2023年初", "date", ("2023", None, None)),
        ("每年12月31日前", "每年12月31日前", "recurring", (None, None, None)),
        ("年底前开工", "年底前", "deadline", ("../2025-12-31", None, "2025-12-31")),
        ("近三年累计", "近三年", "relative", ("2022/2025", None, None)),
    ],
)
def test_time(text: str, words: str, kind: str, dates: tuple[str | None, ...]) -> None:
    [found] = in_text(text, _DATE)
    assert (found.text, found.kind, found.edtf, found.start, found.end) == (words, kind, *dates)


@pytest.mark.parametrize(
    "text",
    [
        "《绿洲县2024年工作要点》",
        "绿政发〔2024〕8号",
        "《行动方案》（2023—2025年）",
        "服务期3年",
        "2年内办结",
        "未来产业园",
        "三年级学生",
        "6个月",
        "主要体现在以下方面",
        "劳动合同期限",
        "于25日前报送",
        "提前6个月告知",
        "持续3月以上",
        "以后年度",
        "“未来之光”展览",
    ],
)
def test_no_time(text: str) -> None:
    assert in_text(text, _DATE) == ()


def test_month_takes_the_year_named_before_it_in_the_sentence() -> None:
    found = in_text("2023年3月动工，10月投用。", _DATE)
    assert [t.edtf for t in found] == ["2023-03", "2023-10"]


def test_relative_words_have_no_dates_when_the_document_bears_none() -> None:
    found = in_text("目前和去年、上半年", None)
    assert [(t.text, t.start) for t in found] == [("目前", None), ("去年", None), ("上半年", None)]


def test_impossible_day_is_no_date() -> None:
    assert all(t.text != "2023年2月30日" for t in in_text("2023年2月30日", _DATE))
    assert [t.edtf for t in in_text("2023年2月27日-31日", _DATE)] == ["2023-02-27"]


def test_a_range_of_years_without_a_date_has_no_interval() -> None:
    assert "/" not in [t.edtf for t in in_text("去年至今年", None)]


@pytest.mark.xfail(strict=True, reason="春节 has no date by rule")
def test_moon_calendar() -> None:
    [found] = in_text("2024年春节期间", _DATE)
    assert found.edtf == "2024-02"
