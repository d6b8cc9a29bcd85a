"""What a document is about, in the terms of the State Council's library (主题分类), by words of title and headings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from kg.lexicon import Matcher, listed, table
from kg.model import Letter

MOST = 2  # topics of one document
CLEARLY = 1.5  # so much more weight than the third topic has one that a title of many is about
_IN_TITLE, _IN_HEADING = 2.0, 0.5
_ENOUGH = 2.0  # a cue in the title, or four headings
_LAST = 1.5  # what the last cue of a title weighs more: …养老服务 of 财政支持养老服务
# What stands in front of the matter: whose document it is, which session, what is done with it.
_BEFORE = re.compile(r"^.*?关于(?!.*关于)|^.*第?[\dA-Za-z]{2,}号[（）()\u4e00-\u9fff]{0,6}(?:提案|建议)的?")


class Topic(NamedTuple):
    """A concept of the scheme and how sure it is."""

    notation: str
    confidence: float


@cache
def _cues() -> tuple[Matcher, dict[str, str]]:
    notations = {cue: row["notation"] for row in table("topics") for cue in listed(row["cues"])}
    return Matcher(notations), notations


def topics_of(letter: Letter) -> tuple[Topic, ...]:
    """The topics of a document read: of what a reply answers, else of its own title, with its headings."""
    head = letter.header
    titles = [p.title.value for p in head.proposals if p.title] or ([head.title.value] if head.title else [])
    return topics(titles, [s.heading for s in letter.sections if s.parent is None and not s.article])


def topics(titles: Sequence[str], headings: Sequence[str] = ()) -> tuple[Topic, ...]:
    """One or two topics, the surer first; none where the words do not tell.

    >>> topics(["甲市人民政府办公室关于印发甲市居家养老服务管理办法的通知"])
    (Topic(notation='N03', confidence=0.85),)
    >>> topics(["关于答复有关事项的函"])
    ()
    """
    weights: defaultdict[str, float] = defaultdict(float)
    for title in titles:
        found = _found(_BEFORE.sub("", title))
        for cue in dict.fromkeys(found):
            weights[_cues()[1][cue]] += _IN_TITLE * (_LAST if cue == found[-1] else 1)
    for heading in headings:
        for notation in {_cues()[1][cue] for cue in _found(heading)}:
            weights[notation] += _IN_HEADING
    ranked = sorted(((w, n) for n, w in weights.items() if w >= _ENOUGH), key=lambda x: (-x[0], x[1]))
    if len(ranked) > MOST:  # of many topics only one that stands out
        third = ranked[MOST][0]
        ranked = [(weight, notation) for weight, notation in ranked[:MOST] if weight > CLEARLY * third]
    total = sum(weights.values())
    kept = [(w, n) for w, n in ranked[:MOST] if w * 2 > ranked[0][0]]
    return tuple(Topic(n, round(0.5 + 0.35 * w / total, 2)) for w, n in kept)


def _found(text: str) -> list[str]:
    return [cue for cue, _, _ in _cues()[0].find(text)]
