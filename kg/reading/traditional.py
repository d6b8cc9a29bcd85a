"""Texts in traditional characters: read as simplified ones, each character in its place."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import table

# common in official letters and in no simplified text; a text with several of them is written in traditional characters
_SURE = frozenset("關於會議發開務處機構該經為與對個們這時過單辦現將進專門資產業實縣區國號覆問題辦財長")
_DISTINCT = 5
_SHARE = 50  # one character in so many
_SAMPLE = 20_000


def simplified(seen: str) -> str:
    """A text in traditional characters as one in simplified characters, as long as before; any other as it is.

    >>> simplified("該建議已採納，現將辦理情況答覆如下：請與財政局聯繫。")
    '该建议已采纳，现将办理情况答复如下：请与财政局联系。'
    >>> simplified("於某说：乾隆年间")
    '於某说：乾隆年间'
    """
    if not traditional(seen):
        return seen
    chars, words, pattern = _table()
    return pattern.sub(lambda match: words[match.group()], seen).translate(chars)


def traditional(seen: str) -> bool:
    """Whether a text as a whole is written in traditional characters, and not a name in it."""
    sample = seen[:_SAMPLE]
    sure = _SURE.intersection(sample)
    if len(sure) < _DISTINCT:
        return False
    return sum(map(sample.count, sure)) * _SHARE >= sum("\u4e00" <= c <= "\u9fff" for c in sample)


@cache
def _table() -> tuple[dict[int, str], dict[str, str], re.Pattern[str]]:
    rows = [(row["simplified"], row["traditional"]) for row in table("traditional")]
    chars = {ord(char): plain for plain, forms in rows if len(plain) == 1 for char in forms}
    words = {word: plain for plain, word in rows if len(plain) > 1}
    return chars, words, re.compile("|".join(words))
