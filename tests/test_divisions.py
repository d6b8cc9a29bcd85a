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
    ("before", "year", "now"),
    [
        ("崇文区", 2010, "东城区"),  # a district into its neighbour
        ("南汇区", 2009, "浦东新区"),
        ("卢湾区", 2011, "黄浦区"),
        ("闸北区", 2015, "静安区"),
        ("下城区", 2021, "拱墅区"),
        ("塘沽区", 2009, "滨海新区"),
        ("江干区", 2021, "上城区 钱塘区"),
        ("玉环县", 2017, "玉环市"),  # a county into a city
        ("彬县", 2018, "彬州市"),
        ("黔西县", 2021, "黔西市"),
        ("密云县", 2015, "密云区"),  # a county into a district
        ("番禺市", 2000, "番禺区"),  # a city into a district
        ("顺德市", 2002, "顺德区"),
        ("即墨市", 2017, "即墨区"),
        ("南海市", 2002, "禅城区 南海区"),
        ("毕节地区", 2011, "毕节市"),  # a prefecture into a city
        ("忻州地区", 2000, "忻州市"),
        ("伊克昭盟", 2001, "鄂尔多斯市"),
        ("哲里木盟", 1999, "通辽市"),
        ("那曲地区", 2017, "那曲市"),
        ("南宁地区", 2002, "南宁市 崇左市"),
        ("莱芜市", 2018, "济南市"),  # a city into another
        ("襄樊市", 2010, "襄阳市"),  # a new name under one code
        ("波阳县", 2003, "鄱阳县"),
        ("思茅地区", 2003, "普洱市"),  # twice
        ("渝北区", 2025, "两江新区"),
    ],
)
def test_a_division_given_up_leads_to_what_it_became(before: str, year: int, now: str) -> None:
    row = max((d for d in divisions.called(before) if d.until), key=lambda d: d.until)
    assert (row.until, " ".join(d.name for d in divisions.now(row))) == (year, now)


def test_every_division_given_up_leads_to_one_in_use() -> None:
    gone = [d for name in divisions.names() for d in divisions.called(name) if d.until]
    assert len(gone) > 1000
    assert [d for d in gone if not divisions.now(d)] == []


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("北京市", "北京"),
        ("内蒙古自治区", "内蒙古"),
        ("广西壮族自治区", "广西"),
        ("香港特别行政区", "香港"),
        ("西双版纳傣族自治州", "西双版纳"),
        ("延边朝鲜族自治州", "延边"),
        ("耿马傣族佤族自治县", "耿马"),
        ("锡林郭勒盟", "锡林郭勒"),
        ("阿拉善左旗", "阿拉善左"),
        ("鄂伦春自治旗", "鄂伦春"),
        ("神农架林区", "神农架"),
        ("六枝特区", "六枝"),
        ("喀什地区", "喀什"),
        ("浦东新区", "浦东"),
        ("滑县", ""),
    ],
)
def test_a_short_name_is_the_name_without_its_kind(name: str, short: str) -> None:
    assert divisions.choose(name).short == short


def test_a_name_means_the_division_that_bore_it_at_the_time() -> None:
    assert divisions.choose("巢湖市", year=2005).code == "341400"  # a city of its own then
    assert divisions.choose("巢湖市", year=2020).code == "340181"
    assert divisions.choose("江北区", "500000", year=2020).code == "500105"


def test_a_name_that_no_list_has_is_no_division() -> None:
    assert divisions.called("云麓市") == ()
    assert divisions.get("999999") is None
    assert divisions.choose("雄安新区") is None


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
