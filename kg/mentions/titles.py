"""Titles in marks: 《…》, those nested in them, and those whose closing mark is missing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.mentions.genres import bare_genre, is_policy
from kg.model import Range

_CARRIED = re.compile(
    r"^.{0,40}?关于(?:印发|转发|发布|公布|颁布|批转)(?:的)?([^〈<《]{4,})的(?:通知|公告|通告|决定|批复|函)$", re.S
)
_LONGEST_TITLE = 120
_LONGEST_HUNT = 60


@dataclass(frozen=True, slots=True)
class Title:
    """A title in marks: `at` lies between them, `closed` is the place behind the closing one."""

    at: Range
    closed: int
    inside: bool = False


def titles(text: str) -> list[Title]:
    """All titles in marks of a text.

    >>> text = "《关于印发〈甲办法〉的通知》"
    >>> [text[t.at.start : t.at.end] for t in titles(text)]
    ['关于印发〈甲办法〉的通知', '甲办法']
    """
    found: list[Title] = []
    place = 0
    while (start := text.find("《", place)) >= 0:
        end, inner = _closing(text, start)
        if end < 0:
            end = _unclosed(text, start)
            if end > 0:
                found.append(Title(Range(start + 1, end), end))
            place = start + 1
            continue
        if end > start + 1:
            found.append(Title(Range(start + 1, end), end + 1))
        found += [Title(at, at.end + 1, inside=True) for at in inner if at.length]
        place = end + 1
    return found


def _closing(text: str, start: int) -> tuple[int, list[Range]]:
    """Place of the mark that closes a title, and the titles nested in it; -1 when it is missing."""
    inner: list[Range] = []
    opened: list[int] = []
    for i in range(start + 1, min(len(text), start + _LONGEST_TITLE)):
        char = text[i]
        if char in "《〈<":
            opened.append(i)
        elif char in "〉>" and opened:
            inner.append(Range(opened.pop() + 1, i))
        elif char == "》" and not opened:
            return i, inner
        elif char == "》" and text[opened[-1]] == "《" and _closes_again(text, i):
            inner.append(Range(opened.pop() + 1, i))
        elif char in "》。":
            return -1, []
    return -1, []


def _closes_again(text: str, place: int) -> bool:
    """Whether another closing mark follows before the next title starts: 《关于〈甲〉的…》 written with 《》 inside."""
    end = text.find("》", place + 1, place + _LONGEST_HUNT)
    return end > 0 and not any(char in text[place:end] for char in "《。\n")


def _unclosed(text: str, start: int) -> int:
    """End of a title whose closing mark is missing: the first place behind a genre where a name may end."""
    stop = start + 1
    while stop < min(len(text), start + _LONGEST_HUNT) and text[stop] not in "，。；：！？\n《》":
        stop += 1
        follows = text[stop] if stop < len(text) else "\n"
        name = text[start + 1 : stop]
        if len(name) >= 5 and follows in "，。；：、（〔\n《等的" and is_policy(name) and not bare_genre(name):
            return stop
    return -1


def carried(text: str, at: Range) -> Range | None:
    """The document whose issue a notice announces, where it stands in the notice's title without marks of its own.

    >>> text = "甲市教育局关于印发甲市托育服务管理办法的通知"
    >>> at = carried(text, Range(0, len(text)))
    >>> text[at.start : at.end]
    '甲市托育服务管理办法'
    """
    match = _CARRIED.match(text[at.start : at.end])
    return Range(at.start + match.start(1), at.start + match.end(1)) if match else None


def written(name: str) -> str:
    """A title with its nested marks in one form.

    >>> written("关于印发<甲市养犬管理办法>的通知")
    '关于印发〈甲市养犬管理办法〉的通知'
    """
    return name.translate(str.maketrans("<>《》", "〈〉〈〉"))
