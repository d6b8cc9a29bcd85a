"""What the page shows of a graph: cards in columns, lines between them, and the sentences that prove them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.model import Reading
from kg.namespaces import ZM, ZMC
from kg.page.words import ATTRIBUTES, COLUMN, KINDS, SAID, SUMMED
from kg.table import visible
from kg.triples import Triple, local

MOST = 300  # cards on the page
MOST_ROWS = 1000  # of the table who backs what

_ALWAYS = frozenset({"Measure", "Agency", "PolicyDocument", "Figure"})  # shown even when no fact ties them to another


class Passage(NamedTuple):
    """A body sentence of a source text: where it starts in the raw text, and its raw words."""

    start: int
    words: str


@dataclass(frozen=True, slots=True)
class Proof:
    """A sentence, or a quote alone, in pieces of which some are marked; where it stands; how sure the fact is."""

    pieces: tuple[tuple[str, bool], ...]
    where: str
    rule: str = ""
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A thing on the page. `at` orders cards as the texts do."""

    iri: str
    kind: str
    label: str
    attributes: list[tuple[str, str]]
    proofs: list[int]
    at: tuple[str, int]
    status: str = ""
    names: tuple[str, ...] = ()
    group: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """Facts between two cards, each with its words and its proofs."""

    left: str
    right: str
    facts: tuple[tuple[str, list[int]], ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole page as values. `hidden` counts the cards left out, `counts` all cards by kind."""

    title: str
    headline: str
    summary: str
    cards: tuple[Card, ...]
    lines: tuple[Line, ...]
    proofs: tuple[Proof, ...]
    counts: dict[str, int]
    hidden: int
    backs: tuple[tuple[str, str, str, list[int]], ...]
    backings: int  # rows that `backs` would have if none were left out
    busiest: tuple[tuple[str, int], ...]  # organs with most measures, of the whole graph
    verdicts: tuple[tuple[str, str, list[int]], ...]


def passages(readings: Iterable[Reading]) -> dict[str, tuple[Passage, ...]]:
    """Body sentences by the hash of their text; sentences with a contact in them are left out."""
    found = {}
    for reading in readings:
        letter = reading.letter
        spans = [
            letter.text.span(s.at)
            for s in letter.body_sentences()
            if not any(s.at.meets(contact) for contact in letter.header.contacts)
        ]
        found[letter.text.sha256] = tuple(Passage(span.start, span.quote) for span in spans)
    return found


def picture(triples: Iterable[Triple], sentences: Mapping[str, Sequence[Passage]], most: int = MOST) -> Picture:
    """What to show of a graph."""
    return _Sight(triples, sentences).picture(most)


_About = dict[str, list[tuple[str, str | None]]]


class _Sight:
    """A graph as it is looked through once: facts by subject, statements by fact, spans by what they name."""

    def __init__(self, triples: Iterable[Triple], sentences: Mapping[str, Sequence[Passage]]) -> None:
        self.about: dict[str, _About] = defaultdict(lambda: defaultdict(list))
        for t in triples:
            self.about[t.subject][local(t.predicate)].append((t.thing, t.language))
        self.sentences = sentences
        self.kind = {
            s: local(kind) for s, said in self.about.items() for kind, _ in said.get("type", ()) if kind.startswith(ZM)
        }
        self._known: dict[Proof, int] = {}  # proofs with their places in the page's list
        self._sure: list[float] = []  # how sure each of them is
        self.denoting: dict[str, list[str]] = defaultdict(list)
        self.statements: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        for s, kind in sorted(self.kind.items()):
            said = self.about[s]
            if kind == "TextSpan":
                for thing, _ in said.get("denotes", ()):
                    self.denoting[thing].append(s)
            elif kind == "Statement":
                self.statements[
                    self._one(s, "subject"), local(self._one(s, "predicate")), self._one(s, "object")
                ].append(s)

    # ── reading values ───────────────────────────────────────────────────────────────────────────────────────

    def _one(self, s: str, p: str) -> str:
        values = self.about[s].get(p) if s in self.about else None
        return values[0][0] if values else ""

    def _name(self, iri: str) -> str:
        names = self.about[iri].get("prefLabel", []) if iri in self.about else []
        chosen = [name for name, language in names if language == "zh"] or [name for name, _ in names]
        return shown(chosen[0]) if chosen else local(iri)

    def _place(self, span: str) -> tuple[str, int]:
        return self._one(self._one(span, "hasSource"), "textOf"), int(self._one(span, "start") or 0)

    def _first(self, iri: str) -> tuple[str, int]:
        return min((self._place(span) for span in self.denoting.get(iri, ())), default=("~", 0))

    def _proofs(self, spans: Iterable[str], statement: str = "") -> list[int]:
        """Proofs of spans: those of one sentence become one proof with several marks."""
        grouped: dict[tuple[str, Passage], set[tuple[int, int]]] = {}
        for span in sorted(spans, key=lambda span: (self._place(span), span)):
            source, start, quote = (self._one(span, p) for p in ("hasSource", "start", "exact"))
            at = int(start or 0)
            passage = self._sentence(self._one(source, "sha256"), at, quote)
            grouped.setdefault((source, passage), set()).add((at, at + len(quote)))
        rule, confidence = self._one(statement, "rule"), self._one(statement, "confidence")
        found = []
        for (source, passage), marks in grouped.items():
            document, ordered = self._name(self._one(source, "textOf")), sorted(marks)
            places = "、".join(f"{start}–{end}" for start, end in ordered)
            proof = Proof(_pieces(passage, ordered), f"{document}，第{places}字", rule, confidence)
            i = self._known.setdefault(proof, len(self._known))
            if i == len(self._sure):
                self._sure.append(float(confidence or 1))
            found.append(i)
        return found

    def _sentence(self, sha256: str, start: int, quote: str) -> Passage:
        """The sentence that holds a quote; the quote itself where no sentence is known."""
        passages = self.sentences.get(sha256, ())
        i = bisect_right(passages, start, key=lambda passage: passage.start) - 1
        if i >= 0 and start + len(quote) <= passages[i].start + len(passages[i].words):
            return passages[i]
        return Passage(start, quote)

    def _stated(self, fact: tuple[str, str, str]) -> list[int]:
        """Proofs of a fact."""
        found: dict[int, None] = {}
        for statement in self.statements.get(fact, ()):
            spans = [span for span, _ in self.about[statement].get("evidence", ())]
            found.update(dict.fromkeys(self._proofs(spans, statement)))
        return list(found)

    # ── the picture ──────────────────────────────────────────────────────────────────────────────────────────

    def picture(self, most: int) -> Picture:
        ties = self._ties()
        degree = Counter(end for ends in ties for end in ends)
        read = {self._one(s, "textOf") for s, kind in self.kind.items() if kind == "SourceText"}
        things = [
            s for s, kind in self.kind.items() if kind in COLUMN and s not in read and (degree[s] or kind in _ALWAYS)
        ]
        kept = set(things) if len(things) <= most else self._best(things, ties, most)
        order = sorted(kept, key=lambda s: (COLUMN[self.kind[s]], self._first(s), s))
        cards = tuple(self._card(s) for s in order)
        lines = tuple(self._line(*ends, facts) for ends, facts in ties.items() if kept.issuperset(ends))
        backs, verdicts = self._backs(), self._verdicts()
        rows = tuple((organ, measure, status, self._stated(fact)) for organ, measure, status, fact in backs[:MOST_ROWS])
        title, headline, summary = self._headline(sorted(read))
        shown_kinds = Counter(self.kind[s] for s in things)
        return Picture(
            title,
            headline,
            summary,
            cards,
            lines,
            tuple(self._known),
            {kind: shown_kinds[kind] for kind in KINDS if shown_kinds[kind]},
            len(things) - len(cards),
            rows,
            len(backs),
            tuple(Counter(organ for organ, *_ in backs).most_common(12)),
            verdicts,
        )

    def _best(self, things: list[str], ties: Iterable[tuple[str, str]], most: int) -> set[str]:
        """The best connected that hang together: organs, then their measures, then what those are tied to."""
        beside: dict[str, set[str]] = defaultdict(set)
        for left, right in ties:
            beside[left].add(right)
            beside[right].add(left)
        kept: set[str] = set()
        for column, share in ((0, 6), (1, 2), (2, 1)):
            ranked = sorted(
                (s for s in things if COLUMN[self.kind[s]] == column),
                key=lambda s: (-len(beside[s] & kept) if kept else 0, -len(beside[s]), s),
            )
            kept.update(ranked[: -(-(most - len(kept)) // share)])
        return kept

    def _ties(self) -> dict[tuple[str, str], list[tuple[str, str, str]]]:
        """Facts between things of the page, by their ends from left to right."""
        ties: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
        for s in sorted(self.about):
            if self.kind.get(s) not in COLUMN:
                continue
            for p, values in sorted(self.about[s].items()):
                for o, language in sorted(values, key=lambda v: v[0]) if p in SAID else ():
                    if language is None and self.kind.get(o) in COLUMN and o != s:
                        ties.setdefault((o, s) if SAID[p][1] else (s, o), []).append((s, p, o))
        for figure, measure in self._said_with({end for ends in ties for end in ends}):
            ties[measure, figure] = [(figure, "", measure)]
        return ties

    def _said_with(self, tied: set[str]) -> Iterator[tuple[str, str]]:
        """Figures that no fact ties to anything, with the measure whose clause they stand in."""
        clauses: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for s, kind in sorted(self.kind.items()):
            for span in self.denoting.get(s, ()) if kind == "Measure" else ():
                document, start = self._place(span)
                clauses[document].append((start, int(self._one(span, "end") or 0), s))
        for s, kind in sorted(self.kind.items()):
            if kind == "Figure" and s not in tied:
                document, at = self._first(s)
                around = [clause for clause in clauses[document] if clause[0] <= at < clause[1]]
                if around:
                    yield s, max(around)[2]

    def _line(self, left: str, right: str, facts: list[tuple[str, str, str]]) -> Line:
        said = tuple(
            (SAID[p][0], self._stated((s, p, o))) if p else ("提到", self._proofs(self.denoting[s]))
            for s, p, o in facts
        )
        return Line(left, right, said, min((self._sure[i] for _, found in said for i in found), default=1.0))

    def _card(self, s: str) -> Card:
        said = self.about[s]
        attributes = []
        for p, head in ATTRIBUTES.items():
            values = [
                self._name(v) if language is None and v in self.about else shown(v) for v, language in said.get(p, ())
            ]
            if values:
                attributes.append((head, "、".join(sorted(dict.fromkeys(values)))))
        status = next((local(v).removeprefix("status-") for v, _ in said.get("status", ()) if v.startswith(ZMC)), "")
        names = [shown(v) for p in ("altLabel", "hiddenLabel") for v, _ in said.get(p, ())]
        proofs = self._proofs(self.denoting.get(s, ()))[:20]
        group = self._name(self._one(s, "inSection")) if said.get("inSection") else ""
        return Card(s, self.kind[s], self._name(s), attributes, proofs, self._first(s), status, tuple(names), group)

    def _backs(self) -> list[tuple[str, str, str, tuple[str, str, str]]]:
        """Who backs what: organ, measure, status and the fact, the organs with most measures first."""
        rows = [
            (self._name(o), self._first(s), self._name(s), self._status(s), (s, "backedBy", o))
            for s, kind in self.kind.items()
            if kind == "Measure"
            for o, _ in self.about[s].get("backedBy", ())
        ]
        many = Counter(row[0] for row in rows)
        rows.sort(key=lambda row: (-many[row[0]], row))
        return [(organ, measure, status, fact) for organ, _, measure, status, fact in rows]

    def _status(self, s: str) -> str:
        return "、".join(self._name(v) for v, _ in self.about[s].get("status", ()))

    def _verdicts(self) -> tuple[tuple[str, str, list[int]], ...]:
        rows = []
        for s, kind in self.kind.items():
            if kind == "Suggestion":
                said = self.about[s].get("adoption", [])
                verdict = "、".join(self._name(v) for v, _ in said) or "未说明"
                rows.append(
                    (
                        self._first(s),
                        self._name(s),
                        verdict,
                        [i for v, _ in said for i in self._stated((s, "adoption", v))],
                    )
                )
        return tuple((name, verdict, proofs) for _, name, verdict, proofs in sorted(rows))

    def _headline(self, read: list[str]) -> tuple[str, str, str]:
        """Title, headline and summary of the page."""
        counts = Counter(self.kind.values())
        summary = " · ".join(f"{counts[kind]} {words}" for kind, words in SUMMED.items() if counts[kind])
        if len(read) != 1:
            headline = f"{len(read)} 份文件里的政策举措"
            return headline, headline, summary
        title, date = self._name(read[0]), self._one(read[0], "documentDate")
        issuer = "、".join(self._name(o) for o, _ in self.about[read[0]].get("issuedBy", ())[:2])
        number = next((self._one(o, "proposalNumber") for o, _ in self.about[read[0]].get("repliesTo", ())), "")
        headline = f"{issuer}答复第{number}号{self._asked(read[0])}" if issuer and number else title
        return title, headline, " · ".join(filter(None, (date, summary)))

    def _asked(self, document: str) -> str:
        kinds = {
            local(v)
            for o, _ in self.about[document].get("repliesTo", ())
            for v, _ in self.about[o].get("proposalKind", ())
        }
        return "建议" if any("jianyi" in kind for kind in kinds) else "提案"


def _pieces(passage: Passage, marks: Sequence[tuple[int, int]]) -> tuple[tuple[str, bool], ...]:
    """The words of a passage cut at the marks; overlapping marks are one."""
    pieces: list[tuple[str, bool]] = []
    done = passage.start
    for mark in marks:
        start, end = (max(offset, done) for offset in mark)
        pieces.append((passage.words[done - passage.start : start - passage.start], False))
        pieces.append((passage.words[start - passage.start : end - passage.start], True))
        done = end
    pieces.append((passage.words[done - passage.start :], False))
    return tuple((words, marked) for piece, marked in pieces if (words := joined(piece)))


def shown(name: str) -> str:
    """A name for people: no controls, no direction marks; never empty.

    >>> shown("  ")
    '（无标题）'
    """
    return visible(name).strip() or "（无标题）"


def joined(words: str) -> str:
    """Words of a raw text with the line ends inside them taken out.

    >>> joined("办学模\\n\\n式")
    '办学模式'
    """
    return visible("".join(line.strip() for line in words.splitlines()))
