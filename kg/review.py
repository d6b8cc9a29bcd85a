"""Judgements of people: a table that a clerk edits in Excel, and what it changes in the graph of the next build.

A row names a statement by its IRI, which another build of the same text gives again. 属实 confirms it, 不属实 takes
it out with its fact, 更正 puts another value in its place, 待定 leaves it and says so. A statement that words denote a
thing is an identity: 同一 says that it is the same, 不同 that it is not.

Two IRIs of things in place of the statement, a space between, are a question of identity too: 同一 says that both are
one (skos:exactMatch), 不同 that they are two (owl:differentFrom), 待定 changes nothing. Nothing is merged.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from heapq import merge
from pathlib import Path

from kg.errors import NothingRead, reason
from kg.graph.concepts import concept, describe
from kg.graph.terms import chinese, day, decimal, string, term
from kg.ids import Mint

COLUMNS = ("断言", "主体", "关系", "客体", "可信度", "原文", "文件", "判断", "改为", "理由", "谁", "日期")
VERDICTS = {
    "属实": "confirmed",
    "同一": "confirmed",
    "confirmed": "confirmed",
    "不属实": "rejected",
    "不同": "rejected",
    "rejected": "rejected",
    "更正": "corrected",
    "corrected": "corrected",
    "待定": "unsure",
    "不确定": "unsure",
    "unsure": "unsure",
}
MOST = 16 << 20  # bytes of a review file
_STATEMENT = re.compile(r"https?://[^\s<>\"{}|\\^`]+/st-[0-9a-f]{16}")
_PAIR = re.compile(r"(https?://[^\s<>\"{}|\\^`]+/[a-z]+-[0-9a-z-]+)\s+(https?://[^\s<>\"{}|\\^`]+/[a-z]+-[0-9a-z-]+)")
_SAME = {"同一": "same", "same": "same", "不同": "different", "different": "different"}
_SAME |= {word: "unsure" for word, verdict in VERDICTS.items() if verdict == "unsure"}
_RELATION = {"same": "skos:exactMatch", "different": "owl:differentFrom"}
_LINE = re.compile(r"(<[^>]*>) (<[^>]*>) (.*) \.", re.DOTALL)
_S, _P, _O = term("rdf:subject"), term("rdf:predicate"), term("rdf:object")
_EVIDENCE, _RULE, _CONFIDENCE = term("zm:evidence"), term("zm:rule"), term("zm:confidence")
_PREF, _TEXT_OF, _DENOTES = term("skos:prefLabel"), term("zm:textOf"), term("zm:denotes")
_SPAN = re.compile(r"/span-([0-9a-f]{16})-\d+-\d+>$")
Fact = tuple[str, str, str]
Lines = Callable[[], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One row of a review file: what somebody decided on a statement, or on two things."""

    line: int
    statement: str  # as a term; of two things, the first
    verdict: str  # confirmed, rejected, corrected, unsure; of two things: same, different, unsure
    value: str = ""
    why: str = ""
    who: str = ""
    when: str = ""
    other: str = ""  # the second of two things, as a term


@dataclass(frozen=True, slots=True)
class Sheet:
    """A review file as read: its judgements, and a sentence for each row that cannot be used."""

    judgements: tuple[Judgement, ...] = ()
    faults: tuple[str, ...] = ()


@dataclass(slots=True)
class Plan:
    """What judgements change in a graph: facts and statements that leave, lines that come, rows that fit nothing."""

    gone: set[str] = field(default_factory=set)  # statements
    facts: set[str] = field(default_factory=set)  # lines
    added: list[str] = field(default_factory=list)
    unfit: list[str] = field(default_factory=list)


def read(path: Path) -> Sheet:
    """The judgements of a file; rows without a verdict are left alone. Raises NothingRead when it is no such table."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise NothingRead(f"{path}：读不了复核表（{reason(error)}）。") from error
    if len(raw) > MOST:
        raise NothingRead(f"{path}：复核表超过 {MOST >> 20} MB。")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = raw.decode("gb18030")  # how Excel in China saves CSV
        except UnicodeDecodeError:
            raise NothingRead(f"{path}：复核表不是 UTF-8 或 GB18030 文本。") from None
    rows = csv.reader(io.StringIO(text, newline=""))
    head = [name.strip() for name in next(rows, [])]
    if missing := [name for name in ("断言", "判断") if name not in head]:
        raise NothingRead(f"{path}：复核表第 1 行没有{'、'.join(missing)}这一列。")
    found: dict[tuple[str, str], Judgement] = {}
    faults: list[str] = []
    try:
        for row in rows:
            line = rows.line_num
            cells = dict(zip(head, map(_unguarded, row), strict=False))
            if not cells.get("判断"):
                continue
            judged = _judged(line, cells)
            if isinstance(judged, str):
                faults.append(f"{path.name} 第 {line} 行：{judged}")
            elif (key := (judged.statement, judged.other)) in found:
                first = found[key].line
                faults.append(f"{path.name} 第 {line} 行：与第 {first} 行判断的是同一条断言，以第 {first} 行为准。")
            else:
                found[key] = judged
    except csv.Error as error:
        raise NothingRead(f"{path}：复核表第 {rows.line_num} 行读不懂（{error}）。") from error
    return Sheet(tuple(found.values()), tuple(faults))


def notices(sheet: Sheet, made: Plan | None) -> tuple[str, ...]:
    """A sentence for each row of a review file that changed nothing."""
    return (*sheet.faults, *(made.unfit if made else ()))


def _unguarded(cell: str) -> str:
    """A cell without the apostrophe that keeps it from becoming a formula."""
    cell = cell.strip()
    return cell[1:] if cell[:1] == "'" and cell[1:2] in tuple("=+-@＝＋－＠") else cell


def _judged(line: int, cells: dict[str, str]) -> Judgement | str:
    """The judgement of a row, or what is wrong with it."""
    pair = _PAIR.fullmatch(cells.get("断言", ""))
    verdict = (_SAME if pair else VERDICTS).get(cells["判断"].lower())
    if verdict is None and pair:
        return f"两个名称之间的判断可以写同一、不同、待定，不能写“{cells['判断']}”。"
    if verdict is None:
        return f"判断“{cells['判断']}”不认识，可以写属实、不属实、更正、待定。"
    if pair and pair[1] == pair[2]:
        return "断言里的两个 IRI 是同一个。"
    if not pair and not _STATEMENT.fullmatch(cells.get("断言", "")):
        return f"断言“{cells.get('断言', '')}”不是断言的 IRI。"
    value = cells.get("改为", "")
    if verdict == "corrected" and not value:
        return "写了更正，却没有写改为什么。"
    when = cells.get("日期", "")
    if when:
        try:
            when = date(*map(int, re.split(r"[-/.年月]", when.rstrip("日")))).isoformat()
        except (ValueError, TypeError):
            return f"日期“{when}”不是日期，请写成 2026-11-24。"
    one, other = sorted(pair.groups()) if pair else (cells["断言"], "")
    said = cells.get("理由", ""), cells.get("谁", ""), when
    return Judgement(line, f"<{one}>", verdict, value, *said, other=f"<{other}>" if other else "")


def plan(lines: Lines, judgements: Iterable[Judgement], mint: Mint) -> Plan:
    """What judgements change in a graph; `lines` gives its sorted N-Triples lines each time it is called."""
    rows = tuple(judgements)
    judged = {j.statement: j for j in rows if not j.other}
    pairs = [j for j in rows if j.other]
    seen: dict[str, list[str]] = {thing: [] for j in pairs for thing in (j.statement, j.other)}  # spans of things
    made = Plan()
    about: dict[str, dict[str, list[str]]] = {}
    wanted = {chinese(j.value) for j in judged.values() if j.verdict == "corrected"}
    named: dict[str, set[str]] = {}
    texts: dict[str, str] = {}
    labels: dict[str, str] = {}
    for line in lines():
        subject = line[: line.index(" ")]
        if subject in judged:
            _, predicate, thing = _split(line)
            about.setdefault(subject, {}).setdefault(predicate, []).append(thing)
        elif _PREF in line:
            _, _, label = _split(line)
            labels[subject] = label
            if label in wanted:
                named.setdefault(label, set()).add(subject)
        elif _DENOTES in line:
            _, _, thing = _split(line)
            if thing in seen:
                seen[thing].append(subject)
        elif _TEXT_OF in line:
            texts[subject.rpartition("-")[2][:-1]] = _split(line)[2]
    facts: dict[Fact, str] = {}
    for judgement in judged.values():
        said = about.get(judgement.statement)
        if said is None:
            made.unfit.append(f"第 {judgement.line} 行：图谱里已经没有这条断言，这一行没有用上。")
            continue
        fact = said[_S][0], said[_P][0], said[_O][0]
        if judgement.verdict == "corrected":
            value = _value(fact[2], judgement.value, named.get(chinese(judgement.value), set()))
            if value is None:
                made.unfit.append(
                    f"第 {judgement.line} 行：图谱里没有或不止一个叫“{judgement.value}”的，这一行没有用上。"
                )
                continue
            made.added += _corrected(
                judgement, said, (fact[0], fact[1], value), labels.get(fact[2], fact[2]), texts, mint
            )
        if judgement.verdict in ("rejected", "corrected"):
            made.gone.add(judgement.statement)
            facts[fact] = judgement.statement
        else:
            made.added += _marks(judgement.statement, judgement)
    for judgement in pairs:
        if lost := [thing for thing in (judgement.statement, judgement.other) if not seen[thing]]:
            made.unfit.append(f"第 {judgement.line} 行：图谱里没有 {'、'.join(lost)}，这一行没有用上。")
        elif judgement.verdict != "unsure":
            made.added += _identity(judgement, seen, texts, mint)
    made.facts = {" ".join(fact) + " ." for fact in facts} - _kept(lines, set(facts), made.gone)
    used = {judgement.verdict for judgement in judged.values() if judgement.statement in about} - {"rejected"}
    used |= {"confirmed"} if any(line.endswith(f" {_status('confirmed')} .") for line in made.added) else set()
    made.added = sorted({*made.added, *(line for verdict in used for line in describe(_status(verdict)))})
    return made


def _split(line: str) -> tuple[str, str, str]:
    found = _LINE.fullmatch(line)
    assert found, line
    return found[1], found[2], found[3]


def _value(before: str, value: str, named: set[str]) -> str | None:
    """The term of a new value: a thing of that name where a thing stood, else a literal of the same kind."""
    if before.startswith("<"):
        return next(iter(named)) if len(named) == 1 else None
    return string(value) + before[before.rindex('"') + 1 :]


def _corrected(
    judgement: Judgement, said: dict[str, list[str]], fact: Fact, before: str, texts: dict[str, str], mint: Mint
) -> list[str]:
    """The new fact and its statement: the words of the text and the person are its two sources."""
    span = _SPAN.search(said[_EVIDENCE][0])
    document = texts.get(span[1], "") if span else ""
    s = f"<{mint.iri('st', *fact, document)}>"
    former = before.removesuffix("@zh") if before.startswith('"') else string(before)
    lines = _stated(s, fact, "corrected", said[_EVIDENCE])
    return [*lines, f"{s} {term('zm:formerValue')} {former} .", *_marks(s, judgement)]


def _identity(judgement: Judgement, seen: dict[str, list[str]], texts: dict[str, str], mint: Mint) -> list[str]:
    """That two things are one, or that they are two: a fact and its statement, with words that name each."""
    fact = judgement.statement, term(_RELATION[judgement.verdict]), judgement.other
    spans = [seen[judgement.statement][0], seen[judgement.other][0]]
    found = _SPAN.search(spans[0])
    s = f"<{mint.iri('st', *fact, texts.get(found[1], '') if found else '')}>"
    lines = _stated(s, fact, judgement.verdict, spans)
    return [*lines, *_marks(s, replace(judgement, verdict="confirmed"))]


def _stated(s: str, fact: Fact, verdict: str, evidence: Iterable[str]) -> list[str]:
    """A fact that a person says, and its statement."""
    return [
        " ".join(fact) + " .",
        f"{s} {term('a')} {term('zm:Statement')} .",
        *(f"{s} {name} {thing} ." for name, thing in zip((_S, _P, _O), fact, strict=True)),
        f"{s} {_RULE} {string(f'review.{verdict}')} .",
        f"{s} {_CONFIDENCE} {decimal(1.0)} .",
        *(f"{s} {_EVIDENCE} {span} ." for span in evidence),
    ]


def _status(verdict: str) -> str:
    return concept("review", verdict)


def _marks(statement: str, judgement: Judgement) -> list[str]:
    """What a statement says of the person who judged it."""
    found = [f"{statement} {term('zm:reviewStatus')} {_status(judgement.verdict)} ."]
    for name, value in (("reviewer", judgement.who), ("reviewReason", judgement.why)):
        if value:
            found.append(f"{statement} {term(f'zm:{name}')} {string(value)} .")
    if judgement.when:
        found.append(f"{statement} {term('zm:reviewDate')} {day(judgement.when)} .")
    return found


def _kept(lines: Lines, facts: set[Fact], gone: set[str]) -> set[str]:
    """The lines of facts that another statement still proves."""
    kept: set[str] = set()
    if not facts:
        return kept
    objects = {fact[2] for fact in facts}
    subject, said = "", {"": ""}
    for line in (*lines(), "<end> <end> <end> ."):
        if not line.startswith(subject + " "):
            fact = said.get(_S, ""), said.get(_P, ""), said.get(_O, "")
            if fact in facts and subject not in gone:
                kept.add(" ".join(fact) + " .")
            subject, said = line[: line.index(" ")], {}
        if f" {_S} " in line or f" {_P} " in line or f" {_O} " in line:
            _, predicate, thing = _split(line)
            if predicate != _O or thing in objects:
                said[predicate] = thing
    return kept


def apply(lines: Iterable[str], made: Plan) -> Iterator[str]:
    """The sorted lines of a graph as the judgements leave it, sorted and each once."""
    stay = (line for line in lines if line not in made.facts and line[: line.index(" ")] not in made.gone)
    before = ""
    for line in merge(stay, made.added):
        if line != before:
            yield line
        before = line
