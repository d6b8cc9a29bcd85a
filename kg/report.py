"""What was read of each document and what was not: `report.md` for people, `report.json` for programs.

Silence is not absence: a sentence with an agency, a title or a figure either yields a statement or stands here with
its reason. Contact persons and telephones are never quoted.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import IO

from kg.graph.concepts import label
from kg.lexicon import Matcher, table
from kg.model import Kind, Range, Reading, Reference, Role
from kg.table import escaped, markdown

MOST_QUOTED = 500  # sentences that report.md quotes; report.json has all

_TITLE = re.compile(r"《[^《》\n]{2,80}》")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*(?:%|‰|[万亿元人名个家所项件次批期场平米亩公里户门位座条台套吨种类岁])+")
_ASKED = re.compile(r"[^。]{0,8}(?:您|你们?|贵)[^。]{0,12}(?:建议|提出|指出|反映|认为)")
_KINDS = {"agency": "机关", "title": "文件名称", "figure": "数字"}


@dataclass(frozen=True, slots=True)
class Unread:
    """A body sentence that names something of which nothing was read. Offsets are those of the raw text."""

    start: int
    end: int
    quote: str
    kind: str  # agency, title, figure
    reason: str


@dataclass(frozen=True, slots=True)
class Backing:
    """Who backs a measure, and how far it is."""

    agency: str
    measure: str
    status: str


@dataclass(frozen=True, slots=True)
class Account:
    """What was read of one document."""

    name: str
    title: str
    counts: dict[str, int]
    unread: tuple[Unread, ...]
    backings: tuple[Backing, ...]


def account(name: str, reading: Reading) -> Account:
    """What a reading found in its document, and what it left unread."""
    letter = reading.letter
    title = letter.header.title.value if letter.header.title else ""
    return Account(name, title, _counts(reading), tuple(_unread(reading)), tuple(_backings(reading)))


def _counts(reading: Reading) -> dict[str, int]:
    """What each stage found, in the order of the stages."""
    letter, header = reading.letter, reading.letter.header
    fields = (header.title, header.number, header.date, header.reply_class, header.disclosure)
    agents = sum(bool(measure.agents) for measure in reading.measures)
    return {
        "字符": len(letter.text.raw),
        "正文句子": sum(1 for _ in letter.body_sentences()),
        "文头要素": sum(field is not None for field in fields) + len(header.issuers) + len(header.addressees),
        "章节": len(letter.sections),
        "建议": len(letter.asks),
        "有结论的建议": sum(ask.verdict is not None for ask in letter.asks),
        "时间": len(reading.times),
        "名称": len(reading.mentions),
        "名称所指的事物": len({denotation.entity for denotation in reading.denotations}),
        "数字": len(reading.figures),
        "举措": len(reading.measures),
        "有承担者的举措": agents,
        "关系": len(reading.relations),
    }


# ── what was not read ────────────────────────────────────────────────────────────────────────────────────────


def _unread(reading: Reading) -> Iterator[Unread]:
    """Body sentences that name an agency and yielded no statement, or hold a title or a number that nothing read."""
    letter = reading.letter
    starts = [sentence.at.start for sentence in letter.sentences]

    def within(places: Iterable[Range]) -> dict[int, list[Range]]:
        """The places by the sentences that they share a character with."""
        found: dict[int, list[Range]] = defaultdict(list)
        for place in places:
            for i in range(max(bisect_right(starts, place.start) - 1, 0), bisect_left(starts, place.end)):
                if place.meets(letter.sentences[i].at):
                    found[i].append(place)
        return found

    said = within(_said(reading))
    named = within(
        [*(m.at for m in reading.mentions), *(f.at for f in reading.figures), *(t.at for t in reading.times)]
    )
    agencies = [mention for mention in reading.mentions if mention.kind is Kind.AGENCY]
    everyone = within(m.at for m in agencies)
    somebody = within(m.at for m in agencies if m.reference is not Reference.GENERIC)
    for i, sentence in enumerate(letter.sentences):
        at = sentence.at
        if letter.paragraphs[sentence.paragraph].role is not Role.BODY:
            continue
        if any(at.meets(contact) for contact in letter.header.contacts):
            continue
        words = letter.text.cut(at)
        reasons = [("agency", _silence(words, i in somebody))] if i in everyone and i not in said else []
        for kind, reason in (*reasons, *_missed(words, at, named.get(i, ()))):
            span = letter.text.span(at)
            yield Unread(span.start, span.end, span.quote, kind, reason)


def _silence(words: str, named: bool) -> str:
    """Why a sentence with agencies yielded no statement; `named` when they are more than 各有关部门."""
    if not named:
        return "机关只是泛指，没有点名"
    if any(True for _ in _verbs().find(words)):
        return "有行动词，但没有认出谁对什么做了它"
    return "句中没有认出行动词"


def _missed(words: str, at: Range, inside: Sequence[Range]) -> Iterator[tuple[str, str]]:
    """The titles and numbers of a sentence that nothing read, with the reason; `inside` are the places read in it."""
    for kind, pattern, reason in (
        ("title", _TITLE, "书名号里的名称没有认作文件"),
        ("figure", _NUMBER, "数字没有认出计量的是什么"),
    ):
        found = (Range(at.start + m.start(), at.start + m.end()) for m in pattern.finditer(words))
        missed = [
            words[place.start - at.start : place.end - at.start]
            for place in found
            if not any(place.meets(other) for other in inside)
        ]
        if missed:
            asked = "转述来信人的话，不算答复的说法"
            yield kind, f"{asked if _ASKED.match(words) else reason}：{'、'.join(missed)}"


def _said(reading: Reading) -> Iterator[Range]:
    """Places whose words became a statement."""
    header = reading.letter.header
    for measure in reading.measures:
        yield measure.clause
    for figure in reading.figures:
        yield figure.at
    for relation in reading.relations:
        yield from relation.evidence
    for ask in reading.letter.asks:
        yield ask.at
        if ask.verdict:
            yield ask.verdict.at
    for field in (header.title, header.number, header.date, header.reply_class, header.disclosure):
        if field:
            yield field.at
    for field in (*header.issuers, *header.addressees, *header.consulted, *header.copied_to):
        yield field.at
    for proposal in header.proposals:
        yield proposal.at


@cache
def _verbs() -> Matcher:
    return Matcher(row["verb"] for row in table("verbs"))


# ── who backs what ───────────────────────────────────────────────────────────────────────────────────────────


def _backings(reading: Reading) -> Iterator[Backing]:
    who = {denotation.mention: reading.entities[denotation.entity].label for denotation in reading.denotations}
    for measure in reading.measures:
        for agency in dict.fromkeys(who[agent.mention] for agent in measure.agents if agent.mention in who):
            yield Backing(agency, measure.label, label("status", measure.status))


# ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────


def totals(accounts: Sequence[Account]) -> dict[str, int]:
    """The counts of all documents together."""
    found: Counter[str] = Counter()
    for one in accounts:
        found.update(one.counts)
    return {"文件": len(accounts), **found}


def write_json(accounts: Sequence[Account], refused: Sequence[tuple[str, str]], output: IO[bytes]) -> None:
    """The report for programs; `refused` are names and reasons of what was not read."""
    content = {
        "totals": totals(accounts),
        "documents": [{"document": one.name, "title": one.title, "counts": one.counts} for one in accounts],
        "refused": [{"document": name, "reason": reason} for name, reason in refused],
        "not_understood": [
            {"document": one.name, "start": item.start, "end": item.end, "kind": item.kind, "reason": item.reason}
            for one in accounts
            for item in one.unread
        ],
    }
    output.write((json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace"))


def write_markdown(accounts: Sequence[Account], refused: Sequence[tuple[str, str]], output: IO[bytes]) -> None:
    """The report for people."""
    output.write(("\n".join(_lines(accounts, refused)) + "\n").encode("utf-8", "replace"))


def _lines(accounts: Sequence[Account], refused: Sequence[tuple[str, str]]) -> Iterator[str]:
    unread = [(one.name, item) for one in accounts for item in one.unread]
    yield "# 读了什么，没有读懂什么"
    yield ""
    sentences = len({(name, item.start) for name, item in unread})
    yield f"读了 {len(accounts)} 份文件，没有读 {len(refused)} 份；有 {sentences} 句提到机关、文件或数字而没有读懂。"
    yield ""
    yield markdown(("各步找到", "数量"), [(name, str(n)) for name, n in totals(accounts).items()])
    if refused:
        yield "\n## 没有读的文件\n"
        yield markdown(("文件", "原因"), refused)
    backings = [(b.agency, b.measure, b.status, one.name) for one in accounts for b in one.backings]
    if backings:
        yield "\n## 谁支持哪条措施\n"
        many = len(accounts) > 1
        heads = ("机关或单位", "举措", "状态", "文件") if many else ("机关或单位", "举措", "状态")
        yield markdown(heads, [row[: len(heads)] for row in sorted(backings)[:MOST_QUOTED]])
        if len(backings) > MOST_QUOTED:
            yield f"\n这里只列前 {MOST_QUOTED} 行，共 {len(backings)} 行；用 kg ask who-backs 看全部。"
    yield "\n## 没有读懂的句子\n"
    if not unread:
        yield "没有。"
    for name, item in unread[:MOST_QUOTED]:
        quote = escaped("".join(item.quote.split("\n")))
        yield f"- {_KINDS[item.kind]}：{quote}  "
        yield f"  {escaped(item.reason)}（{escaped(name)}，第{item.start}–{item.end}字）"
    if len(unread) > MOST_QUOTED:
        yield f"\n这里只列前 {MOST_QUOTED} 条，共 {len(unread)} 条；全部在 report.json 里。"
