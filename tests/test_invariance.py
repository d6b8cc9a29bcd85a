"""What a letter says does not hang on how its text is laid out: the facts stay when only the layout changes."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import cache

import pytest
from gate import LETTERS, names_of_letters
from triples import Fact, build, difference, read

from kg.shipped import shipped

AIM = 0.995
TEXTS = {"example": shipped("examples/zhongshan_2025_105.txt").read_bytes().decode()} | {
    name: (LETTERS / f"{name}.txt").read_text(encoding="utf-8") for name in names_of_letters()
}
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
HAN = r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])"


@cache
def facts(name: str) -> set[Fact]:
    return build(TEXTS[name]).facts()


def spaced(text: str) -> str:
    """A space in every sixth place between two characters, as text from a PDF has them."""
    some = random.Random(7)
    return re.sub(HAN, lambda _: " " if some.random() < 1 / 6 else "", text)


def paged(text: str, mark: str, seed: int = 11) -> str:
    """Pages of some 300 characters, ended inside a paragraph wherever that falls, but not in a number and not behind a
    full stop, where nobody could tell the end of a page from the end of a paragraph."""
    some = random.Random(seed)
    pages, start = [], 0
    inside = re.compile(r"(?<=[^\n]{20})(?<![。；！？\d ])(?=[^\n]{20})")
    while end := inside.search(text, start + some.randrange(250, 350)):
        pages.append(text[start : end.start()])
        start = end.start()
    return mark.join([*pages, text[start:]])


def bracketed(text: str) -> str:
    """Headings counted 一、 are counted （一）."""
    return re.sub(r"(?m)^([一二三四五六七八九十]{1,2})、", r"（\1）", text)


def in_one_line(text: str) -> str:
    """The whole letter on one line, paragraphs apart by two wide spaces, as web pages copy."""
    return "　　".join(read(text).reading.strip("\n").split("\n"))


PART = re.compile(r"(?m)^([一二三四五六七八九十]{1,2})、")


def swapped(text: str) -> str:
    """The second part and the third in the place of each other, each with the other's number."""
    starts = [m.start() for m in PART.finditer(text)]
    if len(starts) < 4:
        return text
    second, third = text[starts[1] : starts[2]], text[starts[2] : starts[3]]
    return text[: starts[1]] + PART.sub("二、", third, 1) + PART.sub("三、", second, 1) + text[starts[3] :]


def placeless(facts: set[Fact]) -> set[Fact]:
    """Facts without the place of parts in their order, and without the numbers of headings."""
    bare = (Fact(*(PART.sub("", words) for words in fact)) for fact in facts)
    return {fact for fact in bare if fact.predicate != "zm:sequence"}


def web_page(text: str) -> str:
    """The letter as the source of a web page, each paragraph in its tags."""
    rows = read(text).reading.strip("\n").split("\n")
    return "".join(f"<p>&nbsp;&nbsp;&nbsp;&nbsp;<span>{row}</span></p>\n" for row in rows)


SITE_HEAD = """首页 > 政务公开 > 公开目录
索引号：001008003/2025-00871　主题分类：其他　发布时间：2025-10-08　浏览次数：218
字体：[大 中 小]　打印　分享到：
"""
SITE_FOOT = """
【打印本页】 【关闭窗口】
上一篇：关于某事的通知
主办：某市人民政府办公室　技术支持：某市大数据中心
某ICP备00000000号-1　网站标识码：0000000000
扫一扫在手机打开当前页
"""

LAYOUTS: dict[str, Callable[[str], str]] = {
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "full-width digits": lambda text: text.translate(FULL_WIDTH),
    "spaces": spaced,
    "page ends": lambda text: paged(text, "\n\n"),
    "page numbers": lambda text: paged(text, "\n\n— 3 —\n\n"),
    "other page ends": lambda text: paged(text, "\n\n", 23),
    "form feeds": lambda text: paged(text, "\n\x0c\n", 5),
    "（一）": bracketed,
    "swapped": swapped,
    "every character apart": lambda text: re.sub(HAN, " ", text),
    "half-width marks": lambda text: text.translate(str.maketrans("，；：（）！？", ",;:()!?")),
    "web page": web_page,
    "site around": lambda text: SITE_HEAD + text.rstrip("\n") + SITE_FOOT,
    "one line": in_one_line,
}


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_facts_stay_when_the_layout_changes(name: str, layout: str) -> None:
    changed = LAYOUTS[layout](TEXTS[name])
    wanted = {Fact(*map(bracketed, fact)) for fact in facts(name)} if layout == "（一）" else facts(name)
    found = build(changed).facts()
    if layout == "swapped":
        wanted, found = placeless(wanted), placeless(found)
    share, told = difference(wanted, found)
    assert share >= AIM, told


def test_the_layouts_are_layouts() -> None:
    """Each of them changes each letter (headings only where there are some) and no words."""
    for layout, change in LAYOUTS.items():
        for name, text in TEXTS.items():
            changed = change(text)
            assert changed != text or (layout in ("（一）", "swapped") and name == "yunnan_jianyi")
            if layout in ("CRLF", "spaces", "page ends"):
                assert re.sub(r"\s", "", changed) == re.sub(r"\s", "", text)
