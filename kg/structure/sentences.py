"""Sentences: where a paragraph's sentences end."""

from __future__ import annotations

import re

from kg.model import Paragraph, Range, Sentence, Text

_BREAK = re.compile(r"[。！？]+[”’〉》）\]]*|[（《〈]|[）》〉]")
_LONGEST_BRACKET = 200  # a bracket left open does not swallow the rest of the paragraph


def split(text: Text, paragraphs: tuple[Paragraph, ...]) -> tuple[Sentence, ...]:
    """The sentences of all paragraphs, closing marks and quotes included.

    A full stop inside （…） or 《…》 ends nothing.
    """
    found: list[Sentence] = []
    for i, paragraph in enumerate(paragraphs):
        start = paragraph.at.start
        for end in _ends(text.reading, paragraph.at):
            found.append(Sentence(Range(start, end), i))
            start = end
        if start < paragraph.at.end:
            found.append(Sentence(Range(start, paragraph.at.end), i))
    return tuple(found)


def _ends(reading: str, at: Range) -> list[int]:
    ends: list[int] = []
    depth, opened, start = 0, at.start, at.start
    for match in _BREAK.finditer(reading, at.start, at.end):
        mark = match.group()
        if depth and match.start() - opened > _LONGEST_BRACKET:
            depth = 0
        if mark in "（《〈":
            opened = opened if depth else match.start()
            depth += 1
        elif mark in "）》〉":
            depth = max(0, depth - 1)
        else:
            closed = depth
            depth = max(0, depth - sum(c in "）》〉" for c in mark))
            if depth == 0 and (closed == 0 or opened == start):
                ends.append(match.end())
                start = match.end()
    return ends
