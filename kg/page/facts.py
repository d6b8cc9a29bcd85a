"""What the lines of a graph say, kept as terms of N-Triples: a long graph is read once, without an RDF library."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from kg.graph.terms import term
from kg.namespaces import PREFIXES, ZM, ZMC

_TYPE, _PREF = term("a"), term("skos:prefLabel")
_SUBJECT, _PREDICATE, _OBJECT = term("rdf:subject"), term("rdf:predicate"), term("rdf:object")
_EVIDENCE, _RULE, _CONFIDENCE = term("zm:evidence"), term("zm:rule"), term("zm:confidence")
_SOURCE, _START, _END, _EXACT = term("oa:hasSource"), term("oa:start"), term("oa:end"), term("oa:exact")
_DENOTES, _TEXT_OF, _SHA256 = term("zm:denotes"), term("zm:textOf"), term("zm:sha256")
_CLASS, _CONCEPT = f"<{ZM}", f"<{ZMC}"
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_PLAIN = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


class Span(NamedTuple):
    """Words of a source text: where they stand, in code points, and what they name."""

    text: str
    start: int
    length: int
    quote: str
    names: tuple[str, ...]


class Statement(NamedTuple):
    """Why a fact stands."""

    subject: str
    predicate: str
    object: str
    rule: str
    confidence: str
    spans: tuple[str, ...]


class Source(NamedTuple):
    """A text that was read, and the document that it is the text of."""

    document: str
    sha256: str


@dataclass(slots=True)
class Facts:
    """A graph by what its subjects are. Keys and values are terms: `<…>` or `"…"@zh`."""

    things: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)  # Chinese names of things and concepts, unescaped
    concepts: dict[str, str] = field(default_factory=dict)
    spans: dict[str, Span] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)


def facts(lines: Iterable[str]) -> Facts:
    """Looks through the sorted lines of a graph once."""
    found = Facts()
    for subject, group in groupby(_split(lines), key=itemgetter(0)):
        said = [(p, o) for _, p, o in group]
        kind = next((o[len(_CLASS) : -1] for p, o in said if p == _TYPE and o.startswith(_CLASS)), "")
        if kind == "TextSpan":
            one = dict(said)
            start = int(literal(one.get(_START, '"0"')))
            end = int(literal(one.get(_END, '"0"')))
            names = tuple(o for p, o in said if p == _DENOTES)
            found.spans[subject] = Span(one.get(_SOURCE, ""), start, end - start, one.get(_EXACT, '""'), names)
        elif kind == "Statement":
            one = dict(said)
            if {_SUBJECT, _PREDICATE, _OBJECT} <= one.keys():
                rule, sure = literal(one.get(_RULE, '""')), literal(one.get(_CONFIDENCE, '""'))
                spans = tuple(o for p, o in said if p == _EVIDENCE)
                fact = one[_SUBJECT], one[_PREDICATE], one[_OBJECT]
                found.statements.append(Statement(*fact, rule, sure, spans))
        elif kind == "SourceText":
            one = dict(said)
            found.sources[subject] = Source(one.get(_TEXT_OF, ""), literal(one.get(_SHA256, '""')))
        elif kind and kind not in ("ExtractionRun", "Unit"):
            found.kinds[subject] = kind
            found.things[subject] = said
            found.names[subject] = _name(said)
        elif kind == "Unit" or subject.startswith(_CONCEPT):
            found.concepts[subject] = _name(said)
    return found


def _split(lines: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    for line in lines:
        subject, predicate, rest = line.split(" ", 2)
        yield subject, predicate, rest[:-2]


def _name(said: list[tuple[str, str]]) -> str:
    """The Chinese name; without one, any."""
    names = sorted((not o.endswith("@zh"), o) for p, o in said if p == _PREF)
    return literal(names[0][1]) if names else ""


def literal(term: str) -> str:
    r"""The words of a literal.

    >>> literal('"他说\\"好\\""@zh'), literal('"0.9"^^<http://www.w3.org/2001/XMLSchema#decimal>')
    ('他说"好"', '0.9')
    """
    words = term[1 : term.rindex('"')]
    return _ESCAPE.sub(_unescaped, words) if "\\" in words else words


def _unescaped(match: re.Match[str]) -> str:
    short, long, mark = match.groups()
    return chr(int(short or long, 16)) if short or long else _PLAIN.get(mark, mark)


@lru_cache(maxsize=1024)
def curie(term: str) -> str:
    """The short name of a property.

    >>> curie("<https://w3id.org/zhengmai/ont#backedBy>")
    'zm:backedBy'
    """
    iri = term[1:-1]
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def local(term: str) -> str:
    """The last part of a term's IRI.

    >>> local("<https://w3id.org/zhengmai/id/org-c176d925dae5bee9>")
    'org-c176d925dae5bee9'
    """
    return term[1:-1].rpartition("#")[2].rpartition("/")[2]
