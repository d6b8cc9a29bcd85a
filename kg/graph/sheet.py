"""A sheet collects the triples of one document: facts, statements that prove them, spans that hold the words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from kg.graph import terms
from kg.graph.concepts import describe
from kg.graph.terms import term
from kg.ids import Mint, normal
from kg.model import Range, Span, Text
from kg.namespaces import ZMC

LONGEST = 400  # characters of the raw text that one evidence span may hold
_IS_STATEMENT, _IS_SPAN = (f"{term('a')} {term(name)} ." for name in ("zm:Statement", "zm:TextSpan"))
_SUBJECT, _PREDICATE, _OBJECT = term("rdf:subject"), term("rdf:predicate"), term("rdf:object")
_EVIDENCE, _RULE, _CONFIDENCE = term("zm:evidence"), term("zm:rule"), term("zm:confidence")
_SOURCE, _START, _END, _EXACT = term("oa:hasSource"), term("oa:start"), term("oa:end"), term("oa:exact")
_DENOTES = term("zm:denotes")
_CONCEPT = f"<{ZMC}"


class Proof(NamedTuple):
    """Why a fact stands: the words that say it, the rule that read them, how sure it is."""

    evidence: Iterable[Range]
    rule: str
    confidence: float


class Sheet:
    """The N-Triples lines of one document, each once."""

    def __init__(self, text: Text, mint: Mint, hidden: tuple[Range, ...] = ()) -> None:
        self.text = text
        self.mint = mint
        self.hidden = hidden
        self.sha256 = text.sha256
        self.source = terms.iri(mint.text(self.sha256))
        self.document = ""  # the term of the document, set before anything is stated
        self.lines: dict[str, list[str]] = defaultdict(list)  # by subject
        self.concepts: set[str] = set()
        self._spans: dict[Range, str | None] = {}
        self._quotes: dict[str, Span] = {}  # by the term of the span
        self._denoted: dict[str, list[str]] = defaultdict(list)  # likewise
        self._times: Counter[tuple[str, str]] = Counter()
        self._statements: dict[tuple[str, str, str], tuple[tuple[str, ...], str, float]] = {}

    def node(self, kind: str, *key: str) -> str:
        """The term of a thing by its key; what the mint makes holds no character that an IRI may not."""
        return f"<{self.mint.iri(kind, *key)}>"

    def next_node(self, kind: str, words: str) -> str:
        """The term of a part of the document, by its words and how often they have come."""
        self._times[kind, words] += 1
        return self.node(kind, self.document, words, str(self._times[kind, words]))

    def thing(self, subject: str, kind: str, label: str) -> None:
        """What every thing has: its class (`zm:Agency`) and its name."""
        self.fact(subject, "a", term(kind))
        self.fact(subject, "skos:prefLabel", terms.chinese(label))

    def fact(self, subject: str, predicate: str, *objects: str) -> None:
        """Triples that need no statement of their own."""
        if not objects:
            return
        verb, lines = term(predicate), self.lines[subject]
        for thing in objects:
            lines.append(f"{subject} {verb} {thing} .")
            if thing.startswith(_CONCEPT):
                self.concepts.add(thing)

    def state(self, subject: str, predicate: str, thing: str, proof: Proof) -> bool:
        """A fact with the statement that proves it; nothing is written when no evidence may be shown."""
        spans = [span for at in proof.evidence if (span := self.span(at))]
        if not spans:
            return False
        self.fact(subject, predicate, thing)
        fact = subject, predicate, thing
        before, rule, confidence = self._statements.get(fact, ((), "", -1.0))
        if proof.confidence > confidence:
            rule, confidence = proof.rule, proof.confidence
        self._statements[fact] = ((*before, *spans), rule, confidence)
        return True

    def finished(self) -> tuple[str, ...]:
        """All lines, sorted: a fact that was found twice has one statement, with the surer rule and all evidence."""
        for concept in self.concepts:
            self.lines[concept] += describe(concept)
        lines = {subject: sorted(set(found)) for subject, found in self.lines.items()}
        for (subject, predicate, thing), (spans, rule, confidence) in self._statements.items():
            s = f"<{self.mint.iri('st', subject, predicate, thing, self.document)}>"
            proof = sorted(set(spans)) if len(spans) > 1 else spans
            lines[s] = [  # as they sort
                f"{s} {_OBJECT} {thing} .",
                f"{s} {_PREDICATE} {term(predicate)} .",
                f"{s} {_SUBJECT} {subject} .",
                f"{s} {_IS_STATEMENT}",
                f"{s} {_CONFIDENCE} {terms.decimal(confidence)} .",
                *[f"{s} {_EVIDENCE} {span} ." for span in proof],
                f"{s} {_RULE} {terms.string(rule)} .",
            ]
        for s, span in self._quotes.items():
            lines[s] = [
                f"{s} {_IS_SPAN}",
                f"{s} {_END} {terms.integer(span.end)} .",
                f"{s} {_EXACT} {terms.string(span.quote)} .",
                f"{s} {_SOURCE} {self.source} .",
                f"{s} {_START} {terms.integer(span.start)} .",
            ]
        for s, things in self._denoted.items():
            lines[s] += [f"{s} {_DENOTES} {thing} ." for thing in sorted(set(things))]
        return tuple([line for subject in sorted(lines) for line in lines[subject]])

    def denote(self, at: Range, thing: str) -> str | None:
        """Marks a stretch of text as standing for a thing; answers the span's term."""
        span = self.span(at)
        if span:
            self._denoted[span].append(thing)
        return span

    def name(self, at: Range, thing: str, label: str, proof: Proof, key: str = "") -> None:
        """Marks a name of a thing; where the words are not its label, a statement says why they stand for it.

        Nor may the label be more than the key says: another document may name the same thing …办法, this one
        …办法（试行）.
        """
        span = self.denote(at, thing)
        words = self.text.cut(at)
        more = bool(key) and normal(label).startswith(key) and normal(label) != key
        if span and (more or normal(words) != normal(label)):
            self.state(span, "zm:denotes", thing, proof)

    def span(self, at: Range) -> str | None:
        """The term of a span; None when the place is kept out of the graph."""
        try:
            return self._spans[at]
        except KeyError:
            dark = self.hidden and any(at.meets(place) for place in self.hidden)
            found = self._spans[at] = None if dark else self._written(self.text.span(at))
            return found

    def _written(self, span: Span) -> str:
        subject = f"<{self.mint.span(self.sha256, span.start, span.end)}>"
        self._quotes[subject] = span
        return subject

    def windows(self, whole: Range, *needed: Range) -> tuple[Range, ...]:
        """Evidence for a fact: the whole clause when it is short enough and may be shown, else the smallest window that
        holds the needed words, else these words one by one; needed words outside the clause stand beside it."""
        outside = [at for at in needed if not whole.holds(at)]
        if self._fits(whole):
            return (whole, *outside) if outside else (whole,)
        return (*self._window(whole, sorted(at for at in needed if whole.holds(at))), *outside)

    def _window(self, whole: Range, words: list[Range]) -> list[Range]:
        if not words:
            end = min(whole.end, whole.start + LONGEST)
            while not self._fits(Range(whole.start, end)) and end > whole.start + 1:
                end -= 1
            return [Range(whole.start, end)]
        hull = Range(words[0].start, max(at.end for at in words))
        return [hull] if self._fits(hull) else words

    def _fits(self, at: Range) -> bool:
        origin = self.text.origin
        fits = origin[at.end - 1] + 1 - origin[at.start] <= LONGEST
        return fits and not (self.hidden and any(at.meets(place) for place in self.hidden))
