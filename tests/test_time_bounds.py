"""Reading takes time in proportion to the text, whatever stands in it: four times the text, about four times the time.

Quadratic work takes sixteen times; the bound lies far from both, so that a busy machine does not decide.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from kg.pipeline import read_document
from kg.reading import fold

HEAD = "甲市财政局关于市政协第3号提案的答复\n王某委员：\n您提出的《关于某事的提案》收悉，现答复如下：\n"
CLAUSE = "我局会同市教育局印发《甲市校园食堂管理办法》，安排补助资金1,200万元，"
MOST = 9.0
SHORT = 0.12  # seconds of work in which a ratio tells nothing
TRIES = 3


def many(words: str) -> Callable[[int], str]:
    """The same words again and again."""
    return lambda size: HEAD + words * (size // len(words))


def counted(words: str, head: str = HEAD) -> Callable[[int], str]:
    """Words with a number in them, each time another."""
    return lambda size: head + "".join(words.replace("#", str(i)) for i in range(size // len(words)))


def nested(opening: str, closing: str) -> Callable[[int], str]:
    """Brackets in brackets."""
    return lambda size: HEAD + opening * (size // 2) + "甲" + closing * (size // 2)


ONE_SIGN = "一的、《“（1 \nA.市局将，。关-|\t\u3000〈[{<&#*_"
LONG = {
    "unclosed titles": many("《关于"),
    "nested brackets": nested("（", "）"),
    "nested marks": nested("《", "》"),
    "a sentence without end": many(CLAUSE),
    "a clause without end": many(CLAUSE.replace("，", "")),
    "digits with commas": many("1,234,567,890.12、"),
    "digits run together": many("1,234"),
    "percentages": many("12.5%、"),
    "ranges": many("2至3个左右，"),
    "dates": many("2024年6月7日"),
    "organs": many("市财政局、"),
    "divisions": many("广东省中山市"),
    "verbs": many("推动建设"),
    "tags never closed": many("<p "),
    "comments never closed": many("<!--"),
    "entities never closed": many("&nbsp"),
    "one-line rows": many("甲　　"),
    "short lines": many("甲市\n"),
    "table cells": many("甲县\t12.5\t300人\n"),
    "one and one": many("一是加强管理，二是完善制度，"),
    "people": many("王建国局长、李某某主任会见张伟教授，"),
}
ORDINARY = {
    "paragraphs": counted("我局会同市教育局印发《甲市第#号食堂管理办法》，安排资金#,200万元，2023年建成基地#个。\n"),
    "one paragraph": counted("我局会同市教育局印发《甲市第#号食堂管理办法》，安排资金#,200万元，2023年建成基地#个。"),
    "titles": counted("《甲市第#号食堂管理办法》、"),
    "titles again": counted("《甲市第#号食堂办法》规定补贴。甲市第#号食堂办法施行。"),
    "short names": counted("《甲市第#号食堂办法》（以下简称《办法#》）印发。《办法#》规定了补贴。"),
    "suggestions": counted("关于增设食堂#的建议，我局将认真采纳。"),
    "wishes": counted("您建议安排资金#万元建设食堂。"),
    "companies": counted("甲市青山#科技有限公司、甲市第#中学、"),
    "events": counted("我局召开甲市第#届食堂博览会。"),
    "articles": counted("第#条 市教育局负责食堂管理。\n", "甲市食堂管理办法\n"),
    "parts": counted("（#）关于建设食堂的建议。该建议已采纳。建成食堂#个。\n"),
    "annexes": counted("附件#\n甲市食堂清单\n市教育局印发办法。\n", "甲市教育局关于食堂的通知\n2024年6月7日\n"),
    "letters": counted("甲市教育局\n2024年6月7日\n关于第#号提案的答复\n王某委员：\n您的提案收悉。已建食堂#个。\n"),
    "addressees": lambda size: "甲市财政局关于某事的通知\n" + "市教育局、" * (size // 5) + "：\n现通知如下：\n",
    "asker's page": many("留言内容：路灯不亮\n"),
}


def seconds(text: str) -> float:
    """The work of reading a text, end to end; other work of the machine does not count."""
    start = time.process_time()
    read_document(fold(text))
    return time.process_time() - start


def ratio(make: Callable[[int], str], size: int) -> float:
    """How many times the time four times the text takes."""
    once, more = seconds(make(size)), seconds(make(4 * size))
    return more / max(once, 0.001) if more > SHORT else 0.0


def proportionate(make: Callable[[int], str], size: int) -> bool:
    return any(ratio(make, size) < MOST for _ in range(TRIES))


@pytest.fixture(autouse=True, scope="module")
def _tables_loaded() -> None:
    read_document(fold(HEAD + CLAUSE))


@pytest.mark.parametrize("sign", ONE_SIGN)
def test_a_text_of_one_sign_is_read_in_proportion(sign: str) -> None:
    assert proportionate(many(sign), 25_000)


@pytest.mark.parametrize("name", LONG)
def test_an_endless_text_is_read_in_proportion(name: str) -> None:
    assert proportionate(LONG[name], 15_000)


@pytest.mark.parametrize("name", ORDINARY)
def test_a_long_text_is_read_in_proportion(name: str) -> None:
    assert proportionate(ORDINARY[name], 10_000)
