"""Policy documents named in a text: titles in 《》, titles without marks, abbreviations and 本办法."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.mentions import borders
from kg.mentions.genres import bare_genre, genre_of, is_policy, plain_title
from kg.model import Kind, Letter, Mention, Range

_NUMBER = re.compile(r"（?([\u4e00-\u9fff]{1,14}(?:[〔\[（(]|)(?:19|20)\d{2}[〕\]）)]第?\d{1,5}号)")
_SHORT = re.compile(
    r"(?:以下|下文|后文)?(?:简称|统称|称)(?:为|：)?[“《\"]?([^“”《》（）\"，。；]{2,24}?)[”》\"]?(?=[）。，；])"
)
_CARRIED = re.compile(r"^.{0,30}?关于(?:印发|转发|发布|公布|颁布|批转)(?:的)?(.{4,})的(?:通知|公告|通告|决定|批复|函)$")
_LONGEST_TITLE = 110
_LONGEST_HUNT = 60


@dataclass(frozen=True, slots=True)
class Title:
    """A title in marks: `at` lies between them; `closed` is the place behind the closing mark."""

    at: Range
    closed: int
    inside: bool = False


def find(letter: Letter) -> list[Mention]:
    """The policy documents that a text names, in order."""
    return marked(letter)


def marked(letter: Letter) -> list[Mention]:
    """Titles in 《》 and 〈〉 that are policy documents; the proposal's and the letter's own titles are none."""
    text = letter.text
    own = [ref.title.at for ref in letter.header.proposals if ref.title]
    found: list[Mention] = []
    for title in titles(text.reading):
        name = text.cut(title.at)
        if any(at.meets(title.at) and not title.inside for at in own) or not is_policy(name) or bare_genre(name):
            continue
        rule = "document-in-marks-inside" if title.inside else "document-in-marks"
        number = _NUMBER.match(text.reading, title.closed)
        found.append(
            Mention(Kind.POLICY, title.at, written(name), rule, 0.97, aliases=(number.group(1),) if number else ())
        )
        carried = _CARRIED.match(name)
        if carried and not re.search(r"[〈<《]", name) and is_policy(carried.group(1)):
            start = title.at.start + _offset(text.reading, title.at, carried.start(1))
            end = title.at.start + _offset(text.reading, title.at, carried.end(1))
            found.append(Mention(Kind.POLICY, Range(start, end), carried.group(1), "document-carried-inside", 0.85))
    return found


def written(name: str) -> str:
    """A title with nested marks in one form.

    >>> written("关于印发<甲市养犬管理办法>的通知")
    '关于印发〈甲市养犬管理办法〉的通知'
    """
    return name.replace("<", "〈").replace(">", "〉").replace("《", "〈").replace("》", "〉")


def _offset(text: str, at: Range, place: int) -> int:
    """Where the n-th character of a title lies in a stretch that may hold line ends."""
    seen = -1
    for i in range(at.start, at.end):
        if text[i] != "\n":
            seen += 1
        if seen == place:
            return i - at.start
    return at.length


def titles(text: str) -> list[Title]:
    """Titles in 《》, those nested in them, and titles whose closing mark is missing.

    >>> [text[t.at.start:t.at.end] for text in ["《关于印发〈甲办法〉的通知》"] for t in titles(text)]
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
        found.append(Title(Range(start + 1, end), end + 1))
        found += [Title(at, at.end + 1, inside=True) for at in inner]
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
        elif char == "》":
            if (
                opened
                and text[opened[-1]] == "《"
                and text.find("》", i + 1, i + _LONGEST_HUNT) > 0
                and "《" not in text[i : text.find("》", i + 1)]
            ):
                inner.append(Range(opened.pop() + 1, i))
                continue
            if opened and text[opened[-1]] == "《":
                return -1, []
            return i, inner
        elif char == "。":
            return -1, []
    return -1, []


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
