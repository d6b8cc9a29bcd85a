"""Numbers as officials write them."""

from decimal import Decimal

import pytest

from kg.numerals import prefix, value


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1,142", "1142"),
        ("70.702", "70.702"),
        ("三百零五", "305"),
        ("三百五", "350"),
        ("十五", "15"),
        ("一千零五十", "1050"),
        ("两万三千", "23000"),
        ("三千二百万", "32000000"),
        ("一亿两千万", "120000000"),
        ("两万亿", "2000000000000"),
        ("三点五", "3.5"),
        ("二〇二四", "2024"),
        ("1.2万亿", "1200000000000"),
    ],
)
def test_numbers_read_exactly(written: str, expected: str) -> None:
    assert value(written) == Decimal(expected)


@pytest.mark.parametrize("written", ["", "若干", "三个", "12元", "点五"])
def test_words_that_are_no_number_read_as_none(written: str) -> None:
    assert value(written) is None


def test_prefixes_multiply_a_unit() -> None:
    assert (prefix(""), prefix("万"), prefix("百万"), prefix("亿")) == (1, 10**4, 10**6, 10**8)
