"""Sections: headed parts of a document, on all levels it uses."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.model import Paragraph, Range, Role, Section, Text
from kg.structure.lines import numeral

_N = "[一二三四五六七八九十百零〇○\\d]"
# (rank, pattern): a lower rank stands above a higher one
_MARKERS = (
    (0, re.compile(rf"第({_N}{{1,5}})编")),
    (1, re.compile(rf"第({_N}{{1,5}})章")),
    (2, re.compile(rf"第({_N}{{1,5}})节")),
    (3, re.compile(rf"第({_N}{{1,6}})条(?![件款例])")),
    (4, re.compile(r"([一二三四五六七八九十]{1,3})[、.．，]")),
    (4, re.compile(r"(?:建议|问题|意见)([一二三四五六七八九十\d]{1,2})[：:、．.]")),
    (5, re.compile(r"[（(]([一二三四五六七八九十]{1,3})[）)]")),
    (6, re.compile(r"(\d{1,2})[、.．](?!\d)")),
    (7, re.compile(r"[（(](\d{1,2})[）)]")),
)
_ARTICLE = 3
_POINTS = 7  # 1, 1.1, 1.1.1 have the ranks behind
_LONGEST = 80  # a heading alone on its line
_GLUED = 45  # a heading that its body follows on the same line
_INNER = re.compile(r"[（(]一[）)]|(?<![\d.])1[、.](?!\d)")  # a list that begins behind a heading on its line
_TOPIC = re.compile(r"关于.{2,160}?(?:的(?:问题|建议|意见|情况|现象|诉求|事项|请求)|问题|建议)(?=[，。：])")
_DECIMAL = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})(?=[\u4e00-\u9fa5“《])")
_OUTSIDE = (
    Role.CLOSING, Role.SIGNATURE, Role.DATE, Role.ANNEX_LIST, Role.CONTACT, Role.DISCLOSURE, Role.COPIES, Role.IMPRINT,
    Role.TITLE, Role.FURNITURE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A line that starts with a marker."""

    line: int
    rank: int
    number: int
    end: int  # end of the heading in the reading text; 0 when the line cannot be a heading
    alone: bool
    loose: int  # end of the heading when its siblings are headings
    sentence: bool = False  # the line is one sentence with its full stop


def find(text: Text, paragraphs: tuple[Paragraph, ...]) -> tuple[tuple[Section, ...], list[int | None], set[int]]:
    """The sections, the section of each paragraph, and the paragraphs that are headings alone on their line."""
    chosen = _choose(_decimals(text, paragraphs) or _candidates(text, paragraphs), paragraphs)
    chosen = chosen or _unnumbered(text, paragraphs)
    owner: list[int | None] = [None] * len(paragraphs)
    stop = _stop(paragraphs)
    sections: list[Section] = []
    counts: dict[tuple[int | None, int | None], int] = {}
    open_: list[tuple[int, int]] = []  # (rank, index)
    starts = {c.line: c for c in chosen}
    ends: list[int] = []
    for i, paragraph in enumerate(paragraphs):
        if i and paragraph.annex != paragraphs[i - 1].annex:
            _close(open_, -1, ends, paragraphs[i - 1].at.end)
        if paragraph.role in _OUTSIDE and i >= stop.get(paragraph.annex, len(paragraphs)):
            _close(open_, -1, ends, paragraphs[i - 1].at.end if i else 0)
            continue
        candidate = starts.get(i)
        if candidate:
            _close(open_, candidate.rank, ends, max(paragraph.at.start - 1, 0))
            parent = open_[-1][1] if open_ else None
            level = sections[parent].level + 1 if parent is not None else 1
            key = (parent, paragraph.annex)
            counts[key] = counts.get(key, 0) + 1
            at = Range(paragraph.at.start, candidate.end or candidate.loose)
            sections.append(
                Section(
                    text.cut(at),
                    at,
                    Range(at.end, paragraph.at.end),
                    level,
                    counts[key],
                    parent,
                    candidate.rank == _ARTICLE,
                    paragraph.annex,
                )
            )
            ends.append(-1)
            open_.append((candidate.rank, len(sections) - 1))
        owner[i] = open_[-1][1] if open_ else None
    _close(open_, -1, ends, paragraphs[-1].at.end if paragraphs else 0)
    bodies = tuple(_with_body(s, text, end) for s, end in zip(sections, ends, strict=True))
    return bodies, owner, {c.line for c in chosen if c.alone}


def _stop(paragraphs: tuple[Paragraph, ...]) -> dict[int | None, int]:
    """Per part of the file, the first paragraph behind the last line of its body."""
    stop: dict[int | None, int] = {}
    for i, paragraph in enumerate(paragraphs):
        if paragraph.role not in _OUTSIDE:
            stop[paragraph.annex] = i + 1
    return stop


def _close(open_: list[tuple[int, int]], rank: int, ends: list[int], end: int) -> None:
    while open_ and open_[-1][0] >= rank:
        ends[open_.pop()[1]] = end


def _with_body(section: Section, text: Text, end: int) -> Section:
    start = section.at.end
    while start < end and text.reading[start] in "。：，:\n":
        start += 1
    return replace(section, body=Range(start, max(start, end)))


def _candidates(text: Text, paragraphs: tuple[Paragraph, ...]) -> list[_Candidate]:
    found = []
    for i, paragraph in enumerate(paragraphs):
        if paragraph.role not in (Role.BODY, Role.OPENING):
            continue
        line = text.reading[paragraph.at.start : paragraph.at.end]
        for rank, marker in _MARKERS:
            match = marker.match(line)
            if match:
                found.append(
                    _candidate(i, rank, numeral(match.group(1)), line, marker=match.end(), offset=paragraph.at.start)
                )
                break
    return [replace(c, end=0) if c.sentence and not _followed(c, found, paragraphs) else c for c in found]


def _followed(candidate: _Candidate, found: list[_Candidate], paragraphs: tuple[Paragraph, ...]) -> bool:
    """Whether a sentence alone on its line has a body under it, so that it can be a heading."""
    below = candidate.line + 1
    if below >= len(paragraphs) or paragraphs[below].role not in (Role.BODY, Role.TABLE):
        return False
    return all(c.line != below or c.rank > candidate.rank for c in found)


def _decimals(text: Text, paragraphs: tuple[Paragraph, ...]) -> list[_Candidate]:
    """Headings of plans that number by points: 1 总则, 1.1 目的, 1.2.1 分级; empty for texts that do not."""
    found: list[_Candidate] = []
    deeper = 0
    for i, paragraph in enumerate(paragraphs):
        if paragraph.role is not Role.BODY:
            continue
        line = text.reading[paragraph.at.start : paragraph.at.end]
        match = _DECIMAL.match(line)
        if not match:
            continue
        numbers = [int(n) for n in match.group(1).split(".")]
        if len(numbers) == 1 and not _spaced(text, paragraph.at.start + match.end()):
            continue
        deeper += len(numbers) > 1
        if len(line) <= 40 and line[-1] not in "。；，：":
            end = paragraph.at.end
            found.append(_Candidate(i, _POINTS + len(numbers), numbers[-1], end, True, end))
    top = [c.number for c in found if c.rank == _POINTS + 1]
    return found if deeper >= 4 and top == list(range(1, len(top) + 1)) and len(top) > 1 else []


def _unnumbered(text: Text, paragraphs: tuple[Paragraph, ...]) -> list[_Candidate]:
    """Headings without numbers in a text that has no others: short lines over long paragraphs, at least two."""
    found: list[_Candidate] = []
    for i, paragraph in enumerate(paragraphs[:-1]):
        below = paragraphs[i + 1]
        if paragraph.role is not Role.BODY or below.role is not Role.BODY or not 4 <= paragraph.at.length <= 30:
            continue
        line = text.cut(paragraph.at)
        plain = not re.search(r"[。；：！？、]$|^[\d（(《“]|：|采纳|答复|您", line)
        if plain and below.at.length >= 40 and text.reading[below.at.end - 1] in "。；：":
            found.append(_Candidate(i, 4, len(found) + 1, paragraph.at.end, True, paragraph.at.end))
    return found if len({text.cut(paragraphs[c.line].at) for c in found}) > 1 else []


def _spaced(text: Text, place: int) -> bool:
    """Whether white space of the raw text stands before a place of the reading text."""
    return text.origin[place] - text.origin[place - 1] > 1


def _candidate(i: int, rank: int, number: int, line: str, *, marker: int, offset: int) -> _Candidate:
    if rank == _ARTICLE:
        caption = re.match(r"[【（〔][^】）〕]{1,30}[】）〕](?=.)", line[marker:])
        end = marker + (caption.end() if caption and caption.group()[0] == "【" else 0)
        return _Candidate(i, rank, number, offset + end, end == len(line), offset + end)
    if rank < _ARTICLE:
        fits = len(line) <= _LONGEST and "。" not in line
        return _Candidate(i, rank, number, offset + len(line) if fits else 0, True, 0)
    rest = line[marker:]
    stop = _first_stop(rest)
    inner = _INNER.search(rest, 2, 60)
    if inner and rank < 6 and "。" not in rest[: inner.start()]:
        return _Candidate(i, rank, number, offset + marker + inner.start(), False, offset + marker + inner.start())
    if stop < 0:  # no full stop in the line
        alone = 1 < len(rest) <= _LONGEST and rest[-1] not in "；，、：:;"
        return _Candidate(i, rank, number, offset + len(line) if alone else 0, alone, 0)
    topic = _TOPIC.match(rest)
    if topic:
        return _Candidate(i, rank, number, offset + marker + topic.end(), False, offset + marker + topic.end())
    colon = rest.find("：")
    if rank == 4 and 1 < colon <= 12 and len(rest) > colon + 4 and not re.search(r"，|[是为下]$", rest[:colon]):
        return _Candidate(i, rank, number, offset + marker + colon, False, offset + marker + colon)
    head, tail = rest[:stop], rest[stop + 1 :]
    short = len(head) <= _GLUED and not _sentence(head)
    end = offset + marker + stop
    if not tail:  # a sentence by itself: a heading only if its siblings are and it is followed by its body
        return _Candidate(i, rank, number, end if short and len(head) <= 24 and rank <= 5 else 0, True, end, True)
    return _Candidate(i, rank, number, end if short else 0, False, end if len(head) <= 60 else 0)


def _first_stop(rest: str) -> int:
    """The first full stop outside quotes, -1 for none."""
    depth = 0
    for i, char in enumerate(rest):
        if char in "“（《":
            depth += 1
        elif char in "”）》":
            depth = max(0, depth - 1)
        elif char in "。！？" and not depth:
            return i
        if i > 200:
            break
    return rest.find("。")


def _sentence(head: str) -> bool:
    """Whether words are a sentence and no heading: they say who must do what, or run over several commas."""
    if head.startswith("关于"):
        return False
    commas = head.count("，")
    return (
        commas > 1
        or (commas == 1 and len(head) > 30)
        or bool(
            re.search(
                r"^同意|应当|不得|可以|你[省市局部委们]|您|[我各]?(?:市|省|县|区|局|委|部)(?:应|要|将)|的，", head
            )
        )
    )


def _choose(candidates: list[_Candidate], paragraphs: tuple[Paragraph, ...]) -> list[_Candidate]:
    """The candidates that are headings: most of a list's items must look like headings."""
    chosen: list[_Candidate] = []
    for family in _families(candidates):
        good = [c for c in family if c.end]
        if family[0].rank < 4:
            chosen += good
        elif len(good) * 2 > len(family) or (len(good) * 2 == len(family) and family[0].end):
            chosen += [c for c in family if c.end or c.loose]
    chosen.sort(key=lambda c: c.line)
    first: dict[int | None, int] = {}  # where each part's first article or chapter stands, if it has articles
    for c in chosen:
        if c.rank <= _ARTICLE:
            first.setdefault(paragraphs[c.line].annex, c.line)
    with_articles = {paragraphs[c.line].annex for c in chosen if c.rank == _ARTICLE}

    def is_part(c: _Candidate) -> bool:
        """Not so for （一）… under 第…条, which is a list of the article."""
        annex = paragraphs[c.line].annex
        return c.rank <= _ARTICLE or annex not in with_articles or c.line < first[annex]

    return [c for c in chosen if is_part(c)]


def _families(candidates: list[_Candidate]) -> list[list[_Candidate]]:
    """Lists of one rank whose numbers run 1, 2, 3 …; a list under another item is a list of its own."""
    families: list[list[_Candidate]] = []
    running: dict[int, list[_Candidate]] = {}
    last: dict[int, int] = {}  # numbers of （三）… may run on over the parts above
    for candidate in candidates:
        for deeper in [r for r in running if r > candidate.rank]:
            del running[deeper]
        family = running.get(candidate.rank)
        if family and candidate.number in (family[-1].number + 1, family[-1].number + 2):
            family.append(candidate)
        elif candidate.number in (1, last.get(candidate.rank, 0) + 1) or candidate.rank <= 3:
            running[candidate.rank] = [candidate]
            families.append(running[candidate.rank])
        else:
            continue
        last[candidate.rank] = candidate.number
    return families
