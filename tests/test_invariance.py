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

AIM = 0.98
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


def paged(text: str, mark: str) -> str:
    """Pages of some 300 characters, ended inside a paragraph wherever that falls, but not in a number and not behind a
    full stop, where nobody could tell the end of a page from the end of a paragraph."""
    some = random.Random(11)
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


LAYOUTS: dict[str, Callable[[str], str]] = {
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "full-width digits": lambda text: text.translate(FULL_WIDTH),
    "spaces": spaced,
    "page ends": lambda text: paged(text, "\n\n"),
    "page numbers": lambda text: paged(text, "\n\n— 3 —\n\n"),
    "（一）": bracketed,
    "one line": in_one_line,
}


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_facts_stay_when_the_layout_changes(name: str, layout: str) -> None:
    changed = LAYOUTS[layout](TEXTS[name])
    wanted = {Fact(*map(bracketed, fact)) for fact in facts(name)} if layout == "（一）" else facts(name)
    share, told = difference(wanted, build(changed).facts())
    assert share >= AIM, told


def test_the_layouts_are_layouts() -> None:
    """Each of them changes each letter (headings only where there are some) and no words."""
    for layout, change in LAYOUTS.items():
        for name, text in TEXTS.items():
            changed = change(text)
            assert changed != text or (layout, name) == ("（一）", "yunnan_jianyi")
            if layout in ("CRLF", "spaces", "page ends"):
                assert re.sub(r"\s", "", changed) == re.sub(r"\s", "", text)
