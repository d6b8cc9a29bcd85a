"""Policy documents named in a text: titles in 《》, titles without marks, abbreviations, and 本办法."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from kg.lexicon import Matcher, table
from kg.mentions import borders, plain_titles, short_names
from kg.mentions.genres import bare_genre, genre_of, is_policy, plain_title
from kg.mentions.titles import Title, carried, titles, written
from kg.model import DocumentKind, Kind, Letter, Mention, Range, Reference
from kg.organ_names import drawn_from
from kg.places import Taken

_NUMBER = re.compile(r"（([\u4e00-\u9fff]{1,14}[〔\[（]?(?:19|20)\d{2}[〕\]）]?第?\d{1,5}号)")
_POINTER = "(本|该|此|上述|前述|这[一个项部])(?:项|部|个)?"
_NOT_POINTED_AT = frozenset({"标准", "规范", "安排", "清单", "制度", "声明", "修正"})
_FAR = 600


def find(letter: Letter) -> list[Mention]:
    """The policy documents that a text names, in order of finding; antecedents point into this list."""
    marked = titles(letter.text.reading)
    found = _marked(letter, marked)
    found += plain_titles.find(letter, [m.at for m in found] + [t.at for t in marked])
    found += _repeated(letter, found)
    found += _abbreviated(letter, found)
    found += _pointing(letter, found, marked)
    return found


def _marked(letter: Letter, marked: list[Title]) -> list[Mention]:
    """Titles in 《》 and 〈〉 that are policy documents; the proposal's own title is none, nor are 《办法》 alone and
    a name that the text has introduced as a short one."""
    text = letter.text
    proposals = borders.proposal_titles(letter)
    introduced = (short_names.behind(text.reading, title.closed) for title in marked)
    short = {s.name for s in introduced if s}
    found: list[Mention] = []
    for title in marked:
        name = text.cut(title.at)
        if any(at.meets(title.at) for at in proposals) and not title.inside:
            continue
        if not is_policy(name) or bare_genre(name) or name in short:
            continue
        rule = "document-in-marks-inside" if title.inside else "document-in-marks"
        found.append(Mention(Kind.POLICY, title.at, written(name), rule, 0.97, aliases=_numbers(text.reading, title)))
        inner = carried(text.reading, title.at)
        if inner and is_policy(text.cut(inner)):
            found.append(Mention(Kind.POLICY, inner, text.cut(inner), "document-carried-inside", 0.85))
    own = letter.header.title
    printed = carried(text.reading, own.at) if own else None
    if printed and is_policy(text.cut(printed)):
        found.append(Mention(Kind.POLICY, printed, text.cut(printed), "document-printed-inside", 0.9))
    return found


def _numbers(text: str, title: Title) -> tuple[str, ...]:
    """The document number in brackets behind a title."""
    number = _NUMBER.match(text, title.closed)
    return (number.group(1),) if number else ()


def _abbreviated(letter: Letter, found: list[Mention]) -> list[Mention]:
    """Where a short name stands that the text has introduced, from its introduction on. Of a notice and the document
    that it carries, the short name stands for the one it is drawn from."""
    text = letter.text.reading
    taken = Taken(len(text), (m.at for m in found))
    nested = _nested(found)
    later: list[Mention] = []
    for i, mention in enumerate(found):
        short = short_names.behind(text, mention.at.end + (text[mention.at.end : mention.at.end + 1] == "》"))
        if short is None:
            continue
        core = next((k for k in nested.get(i, ()) if drawn_from(short.name, found[k].name)), i)
        for at in short_names.places(text, short):
            if not taken.meets(at):
                taken.add(at)
                name, rule = short.name, "document-abbreviated"
                later.append(Mention(Kind.POLICY, at, name, rule, 0.93, antecedent=core, introduced=short.introduced))
    return later


def _nested(found: list[Mention]) -> dict[int, list[int]]:
    """Of each title, those inside it."""
    inner: dict[int, list[int]] = {}
    order = sorted(range(len(found)), key=lambda i: (found[i].at.start, -found[i].at.end))
    open_: list[int] = []
    for k in order:
        at = found[k].at
        open_ = [i for i in open_ if at.start < found[i].at.end]
        for i in open_:
            if found[i].at.holds(at) and found[i].at != at:
                inner.setdefault(i, []).append(k)
        open_.append(k)
    return {i: sorted(held) for i, held in inner.items()}


def _repeated(letter: Letter, found: list[Mention]) -> list[Mention]:
    """The full titles found in marks, where they stand without marks."""
    text = letter.text.reading
    taken = [m.at for m in found] + borders.proposal_titles(letter)
    names = {
        m.name: i
        for i, m in enumerate(found)
        if (len(m.name) >= 6 and m.rule.startswith("document-in-marks")) or m.rule.endswith("-inside")
    }
    bare = {plain_title(name): i for name, i in names.items() if len(plain_title(name)) >= 6}
    known = bare | names
    if not known:
        return []
    free = Taken(len(text), taken)
    again: list[Mention] = []
    for name, start, end in Matcher(known).find(text):
        if not free.meets(at := Range(start, end)):
            again.append(Mention(Kind.POLICY, at, name, "document-again", 0.9))
    return again


@cache
def _nouns() -> re.Pattern[str]:
    """本办法, 该条例, 上述通知: pointers with the genres they can stand before."""
    nouns = {row["genre"] for row in table("genres") if row["is_policy"] == "yes" and 1 < len(row["genre"]) <= 4}
    nouns = {noun for noun in nouns if not noun.startswith("的")} - _NOT_POINTED_AT
    return re.compile(f"{_POINTER}({borders.one_of(nouns | {'文件'})})")


def _pointing(letter: Letter, found: list[Mention], marked: list[Title]) -> list[Mention]:
    """本办法, 该通知, 《办法》: documents pointed at. `antecedent` None and rule `this-document` is the text read."""
    text = letter.text.reading
    pointers: list[Mention] = []
    for at in borders.stretches(letter):
        for match in _nouns().finditer(text, at.start, at.end):
            place = Range(*match.span())
            mention = Mention(Kind.POLICY, place, match.group(), "document-pointed-at", 0.85, Reference.ANAPHOR)
            own = match.group(1) == "本" and letter.header.kind is not DocumentKind.REPLY
            antecedent = _printed(letter, found, match.group(2)) if own else _before(found, place.start, match.group(2))
            if antecedent is not None:
                pointers.append(replace(mention, antecedent=antecedent))
            elif own:
                pointers.append(replace(mention, rule="this-document", confidence=0.9))
    known = Taken(len(text), (m.at for m in found))
    for title in marked:
        name = letter.text.cut(title.at)
        antecedent = _before(found, title.at.start, name) if bare_genre(name) and is_policy(name) else None
        if antecedent is not None and not known.meets(title.at):
            rule = "document-pointed-at"
            pointers.append(Mention(Kind.POLICY, title.at, name, rule, 0.8, Reference.ANAPHOR, antecedent))
    return pointers


def _printed(letter: Letter, found: list[Mention], noun: str) -> int | None:
    """The document of that genre that the text read prints: the 办法 of a notice 关于印发《…办法》的通知."""
    title = letter.header.title
    if title is None or noun == "通知":
        return None
    own = genre_of(letter.text.cut(title.at))
    if own and own["genre"].endswith(noun):
        return None
    fits = (i for i, m in enumerate(found) if title.at.holds(m.at) and plain_title(m.name).endswith(noun))
    return next(fits, None)


def _before(found: list[Mention], place: int, noun: str) -> int | None:
    """The nearest document of that genre named before a place."""
    best: int | None = None
    for i, mention in enumerate(found):
        near = 0 <= place - mention.at.end <= (150 if noun == "文件" else _FAR)
        fits = noun == "文件" or plain_title(mention.name).endswith(noun)
        if near and fits and (best is None or found[best].at.end <= mention.at.end):
            best = i
    return best
