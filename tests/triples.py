"""The triples of a document as plain values: what the gate and the comparisons of graphs look into."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from kg import graph, pipeline, reading
from kg.model import Range, Text
from kg.namespaces import WRITTEN as PREFIXES
from kg.namespaces import ZMC

_LINE = re.compile(r'(<[^>]*>) (<[^>]*>) (<[^>]*>|"(?:[^"\\]|\\.)*")(?:@\w+|\^\^<[^>]*>)? \.')
_ESCAPED = re.compile(r'\\(u[0-9A-F]{4}|["\\nrtbf])')
_PLAIN = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
_SHORT = sorted(((iri, prefix) for prefix, iri in PREFIXES.items()), key=lambda pair: -len(pair[0]))


def _value(term: str) -> str:
    """An IRI with its prefix, or the words of a literal."""
    if term.startswith("<"):
        iri = term[1:-1]
        return next((f"{prefix}:{iri[len(base) :]}" for base, prefix in _SHORT if iri.startswith(base)), iri)
    return _ESCAPED.sub(
        lambda m: chr(int(m[1][1:], 16)) if m[1][0] == "u" and len(m[1]) == 5 else _PLAIN.get(m[1], m[1]), term[1:-1]
    )


class Fact(NamedTuple):
    """A direct triple, written with labels: what two graphs share whatever their IRIs."""

    subject: str
    predicate: str
    object: str

    def __str__(self) -> str:
        return " · ".join(self)


class Triples:
    """One built document. Spans are ranges of the text's reading view, so that wrapped lines do not matter."""

    def __init__(self, text: Text, lines: Iterable[str]) -> None:
        self.text = text
        self.said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for line in lines:
            match = _LINE.fullmatch(line)
            assert match, line
            s, p, o = (_value(term) for term in match.groups())
            self.said[s][p].append(o)

    def all(self, subject: str, predicate: str) -> list[str]:
        return self.said[subject][predicate] if subject in self.said else []

    def one(self, subject: str, predicate: str) -> str:
        """The only or first value; empty when there is none."""
        return next(iter(self.all(subject, predicate)), "")

    def of_kind(self, kind: str) -> list[str]:
        return [s for s in self.said if f"zm:{kind}" in self.all(s, "rdf:type")]

    def kind(self, thing: str) -> str:
        return self.one(thing, "rdf:type").removeprefix("zm:")

    @cached_property
    def document(self) -> str:
        return self.one(self.of_kind("SourceText")[0], "zm:textOf")

    @cached_property
    def spans(self) -> dict[str, list[Range]]:
        """Where each thing is named, in the reading view."""
        found: dict[str, list[Range]] = defaultdict(list)
        for span in self.of_kind("TextSpan"):
            start, end = (bisect_left(self.text.origin, int(self.one(span, f"oa:{at}"))) for at in ("start", "end"))
            for thing in self.all(span, "zm:denotes"):
                found[thing].append(Range(start, end))
        return found

    @cached_property
    def stated(self) -> set[Fact]:
        """The facts that a statement proves."""
        return {
            Fact(self.one(s, "rdf:subject"), self.one(s, "rdf:predicate"), self.one(s, "rdf:object"))
            for s in self.of_kind("Statement")
        }

    def label(self, thing: str) -> str:
        """A thing in words: a measure by its clause, a figure by what it counts, others by their label."""
        kind = self.kind(thing)
        if kind == "Measure":
            return f"[{self.one(thing, 'zm:actionVerb')}] {min(self.text.cut(at) for at in self.spans[thing])}"
        if kind == "Figure":
            return f"{self.one(thing, 'zm:indicator')} = {self.one(thing, 'zm:valueText')}"
        if thing.startswith(("zmc:", ZMC)):
            return self.one(thing, "skos:notation")
        return self.one(thing, "skos:prefLabel") if thing in self.said else thing

    def facts(self) -> set[Fact]:
        """The direct triples of the document in words. Left out: statements, spans, the source, units and concepts in
        themselves, labels as such (facts are written with them), bookkeeping and division codes."""
        found: set[Fact] = set()
        for s, about in self.said.items():
            if not s.startswith("id:") or self.kind(s) in _BESIDE:
                continue
            for p, objects in about.items():
                if p not in _DERIVED:
                    found.update(
                        Fact(self.label(s), p, self.label(o) if o.startswith(("id:", "zmc:")) else o) for o in objects
                    )
        return found


_BESIDE = ("Statement", "TextSpan", "SourceText", "ExtractionRun", "Unit", "")
_DERIVED = ("skos:prefLabel", "skos:hiddenLabel", "zm:divisionCode", "zm:reportedIn")


def read(raw: str | bytes) -> Text:
    return reading.decode(raw.encode() if isinstance(raw, str) else raw)


def build(raw: str | bytes) -> Triples:
    """The graph of one text."""
    text = read(raw)
    return Triples(text, graph.lines(pipeline.read_document(text)))


def difference(wanted: set[Fact], found: set[Fact]) -> tuple[float, str]:
    """The share of facts that agree, and those that do not, the most frequent predicates first."""
    share = len(wanted & found) / max(len(wanted), len(found))
    missing, extra = wanted - found, found - wanted
    often = Counter(fact.predicate for fact in missing | extra)
    listed = sorted(missing | extra, key=lambda f: (-often[f.predicate], f.predicate, f.subject, f.object))
    lines = [f"{'-' if fact in missing else '+'} {fact}" for fact in listed]
    return share, f"{share:.2%} of {len(wanted)} facts agree; missing (-) and extra (+):\n" + "\n".join(lines)
