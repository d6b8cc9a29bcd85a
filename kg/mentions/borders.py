"""Where a name may begin and end: the borders that all finders of names share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.model import Letter, Mention, Range, Role

CLAUSE_MARKS = "，。；：！？\n"
_SILENT = frozenset({Role.CONTACT, Role.FURNITURE, Role.NUMBER, Role.DATE, Role.DISCLOSURE, Role.REPLY_CLASS})
_BRACKETS = {"（": "）", "《": "》", "〈": "〉", "“": "”", "〔": "〕"}
_EVERY = re.compile(
    r"(?:各|(?<![建开增新创])设(?=[区县市])|所在|所属|下辖|辖区|属地|当地)"
    r"(?:地级以上|自治区|自治州|自治县|直辖市|设区|有关|街道办事处|街道|[级省市县区州旗乡镇地的、，和（）])*$"
)


def stretches(letter: Letter) -> Iterator[Range]:
    """The sentences that may hold names, in order: all but contacts, dates, numbers and site furniture."""
    contacts = letter.header.contacts
    for sentence in letter.sentences:
        if letter.paragraphs[sentence.paragraph].role not in _SILENT:
            if contacts and any(contact.holds(sentence.at) for contact in contacts):
                continue
            yield sentence.at


def proposal_titles(letter: Letter) -> list[Range]:
    """Where the titles of the proposals stand that a letter replies to: they are no documents."""
    return [ref.title.at for ref in letter.header.proposals if ref.title]


def first_of_each(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions that overlap none before them."""
    kept: list[Mention] = []
    taken: set[int] = set()
    for mention in mentions:
        places = range(*mention.at)
        if taken.isdisjoint(places):
            kept.append(mention)
            taken.update(places)
    return kept


def balanced(name: str) -> bool:
    """Whether each bracket and quote mark that a name opens is closed in it.

    >>> balanced("管理办法（试行）"), balanced("试行）")
    (True, False)
    """
    opened: list[str] = []
    for char in name:
        if char in _BRACKETS:
            opened.append(_BRACKETS[char])
        elif char in _BRACKETS.values() and (not opened or opened.pop() != char):
            return False
    return not opened and name.count('"') % 2 == 0


def any_of_them(text: str, start: int) -> bool:
    """Whether the words in front make any of its kind of an organ: 各市、县（市、区）|人民政府.

    >>> any_of_them("由所在地县级民政局", 4), any_of_them("由甲县民政局", 1)
    (True, False)
    """
    return _EVERY.search(text[max(0, start - 20) : start]) is not None


def clause_start(text: str, place: int, floor: int, marks: str = CLAUSE_MARKS) -> int:
    """Start of the clause that a place lies in, not before `floor`; marks inside quotes and brackets do not end it.

    >>> clause_start("经研究，市财政局出台办法", 9, 0)
    4
    """
    closed = 0
    for i in range(place - 1, floor - 1, -1):
        char = text[i]
        if char in "”）》〉":
            closed += 1
        elif char in "“（《〈":
            if not closed:
                return i + 1
            closed -= 1
        elif char in marks and (not closed or char == "\n"):
            return i + 1
    return floor


def one_of(words: Iterable[str]) -> str:
    """A pattern for one of the words, the longest first.

    >>> one_of(["委", "委员会"])
    '委员会|委'
    """
    return "|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w))))
