"""From when and until when a document is in force, by what it says of itself."""

import pytest

from kg.graph.validity import validity
from kg.model import DocumentKind, Field, Header, Letter, Range
from kg.reading import decode


def dates(closing: str, issued: str | None = "2031-05-06", kind: DocumentKind = DocumentKind.POLICY) -> str:
    header = Header(kind, date=Field(issued, Range(0, 1), "header.date") if issued else None)
    return " ".join(day or "–" for day in validity(Letter(decode(closing.encode()), header, (), ())))


@pytest.mark.parametrize(
    ("closing", "told"),
    [
        ("本办法自印发之日起施行。", "2031-05-06 –"),
        ("本办法自2031年3月1日起施行，有效期5年。", "2031-03-01 2036-02-29"),
        ("本办法自2031年2月30日起施行，有效期5年。", "– –"),
        ("评估结果自2031年3月1日起执行，有效期2年。", "– –"),
        ("本规定自公布之日起30日后施行。", "2031-06-05 –"),
        ("本办法自发布之日起三十日后施行，有效期5年。", "2031-06-05 2036-06-04"),
        ("本实施细则自印发之日起一个月后实施。", "2031-06-06 –"),
        ("本办法自公布之日起10个工作日后施行。", "– –"),  # holidays are not known
        ("本措施自印发之日起施行，有效期3年，由市教育局负责解释。", "2031-05-06 2034-05-05"),
        ("本方案由市商务局负责解释，自发布之日起执行，有效期限为两年。", "2031-05-06 2033-05-05"),
        ("第二十条 本办法自2031年7月1日起施行。有效期为5年。", "2031-07-01 2036-06-30"),
        ("本办法从2031年7月1日起正式实施，试行期一年。", "2031-07-01 2032-06-30"),
        ("本办法自印发之日起试行，试行期2年。", "2031-05-06 2033-05-05"),
        ("本办法自印发之日起试行三年。", "2031-05-06 2034-05-05"),
        ("本通知自印发之日起施行，有效期至2033年12月31日。", "2031-05-06 2033-12-31"),
        ("本政策有效期自2031年1月1日至2032年12月31日。", "2031-01-01 2032-12-31"),
        ("本通知自2031年1月1日起执行至2031年12月31日止。", "2031-01-01 2031-12-31"),
        ("本办法有效期5年，自2031年6月1日起施行。", "2031-06-01 2036-05-31"),
        ("本意见自印发之日起施行，有效期6个月。", "2031-05-06 2031-11-05"),
        ("本办法自2031年6月1日起施行。《甲市社区食堂管理办法》（甲政发〔2026〕3号）同时废止。", "2031-06-01 –"),
        ("现予公布，自2031年8月1日起施行。", "2031-08-01 –"),
        ("《甲省养老条例》自2031年7月1日起施行。", "– –"),  # another document's
        ("本通知转发《甲省养老条例》，自2031年7月1日起施行。", "– –"),
        ("许可证自颁发之日起生效，有效期5年。", "– –"),  # a licence's
        ("本市户籍人员自2031年7月1日起享受补贴，有效期1年。", "– –"),
        ("本办法自2031年7月1日起施行，有效期至2030年12月31日。", "– –"),  # ends before it begins
    ],
)
def test_a_document_says_its_own_days(closing: str, told: str) -> None:
    assert dates(closing) == told


def test_without_a_date_of_issue_only_written_days_are_told() -> None:
    assert dates("本办法自印发之日起施行，有效期5年。", issued=None) == "– –"
    assert dates("本办法自2031年7月1日起施行，有效期5年。", issued=None) == "2031-07-01 2036-06-30"


def test_a_reply_has_no_validity() -> None:
    assert dates("本办法自印发之日起施行，有效期5年。", kind=DocumentKind.REPLY) == "– –"


def test_a_term_that_would_end_on_no_day_of_the_calendar_ends_the_day_before_the_next() -> None:
    assert dates("本办法自2032年2月29日起施行，有效期5年。") == "2032-02-29 2037-02-28"
    assert dates("本办法自2031年8月31日起施行，有效期6个月。") == "2031-08-31 2032-02-29"
