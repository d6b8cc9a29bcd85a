"""Divisions: what the table holds and what a letter's 省, 市, 区 mean."""

import pytest

from kg import divisions


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("中山市", "442000"),
        ("三沙市", "460300"),
        ("儋州市", "460400"),
        ("莱芜区", "370116"),
        ("玉环市", "331083"),
        ("滑县", "410526"),
        ("浦东新区", "310115"),
        ("神农架林区", "429021"),
        ("大理州", "532900"),
        ("峨山县", "530426"),
        ("广西壮族自治区", "450000"),
        ("雄安新区", None),
        ("云麓市", None),
    ],
)
def test_a_full_name_has_the_code_of_the_list(name: str, code: str | None) -> None:
    found = divisions.choose(name)
    assert (found.code if found else None) == code


def test_a_name_of_several_divisions_is_told_apart_by_what_lies_near() -> None:
    assert divisions.choose("鼓楼区") is None
    assert divisions.choose("鼓楼区", near="320300").code == "320302"
    assert divisions.choose("鼓楼区", near="350000").code == "350102"


def test_a_division_given_up_is_known_with_its_years() -> None:
    (row,) = [d for d in divisions.called("崇文区") if d.code == "110103"]
    assert row.until == 2010
    assert row.successors == ("110101",)


@pytest.mark.parametrize(
    ("code", "word", "meant"),
    [
        ("442000", "市", "442000"),
        ("442000", "省", "440000"),
        ("330782", "市", "330782"),  # a city of the county level is the 市 of its own letters
        ("110105", "市", "110000"),
        ("450100", "自治区", "450000"),
        ("532901", "州", "532900"),
        ("653121", "地区", "653100"),
        ("442000", "区", None),
    ],
)
def test_a_level_word_means_the_division_above(code: str, word: str, meant: str | None) -> None:
    assert divisions.speak(code, word) == meant
