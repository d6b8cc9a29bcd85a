"""Which ready question a sentence in plain Chinese asks, by queries/words.tsv and the `hear` lines of queries.

A sentence is cut into words that carry a concept, into typed words (organs, divisions, years, numbers, titles in marks)
and into what is left. A `hear` line names the concepts a question needs (`甲`), may have (`甲?`) and the parameters it
takes (`{机构}`, `{关键词}?`). What a line does not account for counts against it: too much, and nothing was understood.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from kg.ask.book import Question, book
from kg.shipped import shipped

MOST_LEFT = 2.0  # what may stay unexplained: one character costs 1, a concept 2, a typed word 3
LONGEST = 200  # characters of a question
_ENDING = re.compile("(?:局|厅|委|委员会|办公室|办公厅|政府|国务院|法院|检察院|联合会|总工会|部|办)$")
_ORGAN = re.compile(
    "(?<![省市县区])[省市县区](?!委员|代表)[\u4e00-\u9fff]{0,14}?(?:局|厅|委员会|委|政府办公室|政府办公厅|办公室|政府)(?![长员])"
)
_TITLE = re.compile(r"《([^》]+)》|[“\"「]([^”\"」]+)[”\"」]")
_YEAR = re.compile(r"((?:19|20)\d\d)年度?")
_NUMBER = re.compile(r"\d+\.\d+")
_MARKS = re.compile(r"[\s，。？！、；：,.?!;:]+")
_TYPES = {"机构": "organ", "地区": "division", "年份": "year", "低于": "number"}
_EDGE = "和与跟由对把被给在是为从就也又还都我这那各请及按用看做"
_TAIL = "和与跟由对把被给在是为从就也又还都中内上下里有会要做说来去得到发干类以归看"
_EMPTY = re.compile("能|可|能不")  # left between two words, they say nothing
_NO_ORGANS = ("关键词", "产业", "主题", "对象")  # parameters that an organ does not fill
_NO_ORGAN = ("哪", "什么", "谁", "多少", "措施", "政策", "文件")


class Word(NamedTuple):
    """A stretch of the sentence: what it stands for, as typed word or as concepts; neither is what is left over."""

    text: str
    kind: str = ""  # organ, division, year, number, title
    concepts: frozenset[str] = frozenset()
    touches: bool = False  # no mark or empty word lies between it and the word before


@dataclass(frozen=True, slots=True)
class Heard:
    """A question with the parameters that a sentence says, and how well it fits."""

    question: Question
    params: dict[str, str]
    fit: float
    left: float


@cache
def lexicon() -> dict[str, frozenset[str]]:
    """The concepts of each word.

    >>> sorted(lexicon()["牵头"])
    ['分工=牵头', '牵头']
    """
    found: dict[str, set[str]] = {}
    for line in shipped("queries/words.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        concept, tab, words = line.partition("\t")
        if tab and not line.startswith("#") and concept != "concept":
            for word in words.split("|"):
                found.setdefault(word, set()).add(concept)
    return {word: frozenset(concepts) for word, concepts in found.items()}


@cache
def _known() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(lexicon(), key=lambda word: (-len(word), word)))))


def cut(asked: str) -> tuple[Word, ...]:
    """The words of a sentence, empty ones left out.

    >>> [(word.text, word.kind) for word in cut("请问市科技局出台了哪些政策？")]
    [('市科技局', 'organ'), ('出台', ''), ('政策', '')]
    """
    words: list[Word] = []
    touches = False
    for text, kind in _typed(unicodedata.normalize("NFKC", asked)[:LONGEST]):
        if kind:
            words.append(Word(text, kind, touches=touches))
            touches = True
            continue
        for word in _spoken(text, touches):
            if word is None:
                touches = False
            else:
                words.append(word)
                touches = True
    return tuple(words)


def _typed(asked: str) -> Iterator[tuple[str, str]]:
    """Stretches of a sentence, each with its type; those between them have none."""
    found = [(*m.span(), m[1] or m[2], "title") for m in _TITLE.finditer(asked)]
    found += [(*m.span(), m[1], "year") for m in _YEAR.finditer(asked)]
    found += [(*m.span(), m[0], "number") for m in _NUMBER.finditer(asked)]
    found += [(*m.span(), m[0], "organ") for m in _ORGAN.finditer(asked) if not any(w in m[0] for w in _NO_ORGAN)]
    at = 0
    for start, end, text, kind in sorted(found):
        if start < at:
            continue
        yield asked[at:start], ""
        yield text, kind
        at = end
    yield asked[at:], ""


def _spoken(text: str, touches: bool) -> Iterator[Word | None]:
    """Words of a stretch without types; None stands for a mark or an empty word."""
    at = 0
    for found in (*_known().finditer(text), None):
        start = found.start() if found else len(text)
        for i, rest in enumerate(_MARKS.split(text[at:start])):
            if i:
                touches = False
                yield None
            bare = rest.lstrip(_EDGE)
            touches = touches and bare == rest
            bare = bare.rstrip(_TAIL)
            if bare and not _EMPTY.fullmatch(bare):
                yield Word(bare, _kind_of(bare), touches=touches)
                touches = True
            if len(rest.rstrip(_TAIL)) != len(rest):
                touches = False
        if found:
            concepts = lexicon()[found[0]] - {"虚词"}
            yield Word(found[0], concepts=concepts, touches=touches) if concepts else None
            touches = bool(concepts)
            at = found.end()


def _kind_of(rest: str) -> str:
    if len(rest) > 1 and _ENDING.search(rest):
        return "organ"
    return "division" if re.fullmatch("[\u4e00-\u9fff]{2,6}[省市县区州]", rest) else ""


def heard(asked: str) -> list[Heard]:
    """The questions that fit a sentence, the best first; only those that leave little of it unexplained."""
    words = _joined(cut(asked))
    if not words:
        return []
    found = []
    for question in book().values():
        fits = [fit for line in question.hear if (fit := _fit(question, line.split(), words))]
        if fits:
            found.append(max(fits, key=lambda fit: fit.fit))
    return sorted((f for f in found if f.left <= MOST_LEFT), key=lambda f: (-f.fit, f.question.name))


def _joined(words: Sequence[Word]) -> tuple[Word, ...]:
    """Words that follow one another and make up one name, put together: 深圳 and its 市科技局, 特聘 and 补贴."""
    out: list[Word] = []
    for word in words:
        if out and word.touches:
            before = out[-1]
            plain = not before.concepts and before.kind in ("", "division")
            if plain and word.kind == "organ":
                out[-1] = Word(before.text + word.text, "organ", touches=before.touches)
                continue
            if (
                _part_of_name(before)
                and _part_of_name(word)
                and (before.kind == "name" or not before.concepts or not word.concepts)
            ):
                concepts = before.concepts | word.concepts
                kind = _kind_of(before.text + word.text) if not concepts else ""
                out[-1] = Word(before.text + word.text, kind or "name", concepts, before.touches)
                continue
        out.append(word)
    return tuple(out)


def _part_of_name(word: Word) -> bool:
    return word.kind in ("", "name", "division") and (not word.concepts or "可入名" in word.concepts)


def _fit(question: Question, line: Sequence[str], words: Sequence[Word]) -> Heard | None:
    """How a sentence fits one `hear` line; None when something that the line needs is missing."""
    explained: set[int] = set()
    params: dict[str, str] = {}
    fit = 0.0
    for term in line:
        name = term.rstrip("?").strip("{}")
        if term.startswith("{"):
            continue
        hits = [i for i, word in enumerate(words) if _means(word, name.split("|"))]
        if not hits:
            if term.endswith("?"):
                continue
            return None
        explained.update(i for i in hits if words[i].kind != "name")
        fit += 1.5 if term.endswith("?") else 3
        for one in {c for i in hits for c in words[i].concepts if c.partition("=")[0] in name.split("|") and "=" in c}:
            alias, _, choice = one.partition("=")
            if any(param.alias == alias for param in question.params):
                params[question.param(alias).name] = choice
    for term in (term for term in line if term.startswith("{")):
        alias = term.rstrip("?").strip("{}")
        place = _slot(alias, words, explained)
        if place is None:
            if term.endswith("?"):
                continue
            return None
        explained.add(place)
        fit += 2
        text = words[place].text
        params[question.param(alias).name] = text.removesuffix("产业").removesuffix("企业") if alias == "产业" else text
    left = sum(_cost(word) for i, word in enumerate(words) if i not in explained)
    left += sum(1.0 for one, two in pairwise(words) if one.concepts and one.text == two.text)
    return Heard(question, params, fit - left, left)


def _means(word: Word, names: Sequence[str]) -> bool:
    return any(concept == name or concept.partition("=")[0] == name for concept in word.concepts for name in names)


def _slot(alias: str, words: Sequence[Word], taken: Iterable[int]) -> int | None:
    """The word that fills a parameter: one of its type, else a title, else the longest of what is left."""
    free = [i for i in range(len(words)) if i not in set(taken)]
    if kind := _TYPES.get(alias):
        return next((i for i in free if words[i].kind == kind), None)
    if titles := [i for i in free if words[i].kind == "title"]:
        return titles[0]
    kinds = {"name", "", "division"} | (set() if alias in _NO_ORGANS else {"organ"})
    rests = [i for i in free if words[i].kind in kinds and not _only_concept(words[i])]
    return max(rests, key=lambda i: (words[i].kind != "organ", len(words[i].text)), default=None)


def _only_concept(word: Word) -> bool:
    return bool(word.concepts) and word.kind != "name"


def _cost(word: Word) -> float:
    if _only_concept(word):
        return 2.0
    return 3.0 if word.kind in ("year", "number", "title", "organ") else float(len(word.text))
