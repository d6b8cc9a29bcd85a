"""The graph as the page reads it: one block of columns in JSON, in which a thing is a number."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from kg.graph.terms import term
from kg.page.facts import Facts, curie, literal, local
from kg.page.held import Held, base_of, kind_index
from kg.page.letters import Letter
from kg.page.words import FACTS, KINDS, VALUES, WHAT
from kg.shipped import shipped

MOST_TEXT = 3_000_000  # characters of letters in the page
_ALT, _HIDDEN = term("skos:altLabel"), term("skos:hiddenLabel")
_IN_SECTION, _REPORTED, _DENOTES = term("zm:inSection"), term("zm:reportedIn"), term("zm:denotes")


def block(found: Facts, held: Held, letters: Iterable[Letter]) -> dict[str, Any]:
    """All that the page knows."""
    return _Block(found, held).of(letters)


class _Numbers(dict[str, int]):
    """Numbers things in the order in which they are met."""

    def __missing__(self, key: str) -> int:
        self[key] = len(self)
        return self[key]


class _Block:
    def __init__(self, found: Facts, held: Held) -> None:
        self.found, self.held = found, held
        self.number = {s: i for i, s in enumerate(held.nodes)}
        self.base = base_of(held.nodes)
        self.properties, self.concepts, self.rules = _Numbers(), _Numbers(), _Numbers()
        self.texts, self.spans = _Numbers(), _Numbers()
        self.naming = {st.subject: st for st in found.statements if st.predicate == _DENOTES}

    def of(self, letters: Iterable[Letter]) -> dict[str, Any]:
        edges, values = self._edges(), self._values()
        proofs = self._proofs()
        self._name_spans()
        texts = self._texts({letter.sha256: letter for letter in letters})
        return {
            "base": self.base,
            "kinds": self._kinds(),
            "totals": self.held.totals,
            "more": [self.held.more_nodes, self.held.more_edges],
            "nodes": self._nodes(),
            "edges": edges,
            "values": values,
            "proofs": proofs,
            "spans": self._spans(texts),
            "texts": texts,
            "rules": list(self.rules),
            "concepts": [
                [curie(c), self.found.concepts.get(c, local(c)), _english().get(c, "")] for c in self.concepts
            ],
            "properties": [self._property(p) for p in self.properties],
        }

    def _kinds(self) -> list[list[Any]]:
        used = kind_index(self.found, self.held.nodes)
        unknown = (None, None, WHAT)
        words = [KINDS.get(kind, unknown) for kind in used]
        return [[kind, zh or kind, en or kind, column] for kind, (zh, en, column) in zip(used, words, strict=True)]

    def _nodes(self) -> dict[str, Any]:
        kinds = {kind: i for i, kind in enumerate(kind_index(self.found, self.held.nodes))}
        forms: dict[int, list[str]] = {}
        documents, at, parts = [], [], []
        for i, s in enumerate(self.held.nodes):
            said = self.found.things[s]
            names = [literal(o) for p, o in said if p in (_ALT, _HIDDEN)]
            if names:
                forms[i] = names
            place = self.held.places.get(s)
            reported = next((o for p, o in said if p == _REPORTED), place[0] if place else "")
            documents.append(self.number.get(reported, -1))
            at.append(place[1] if place else -1)
            parts.append(next((self.number.get(o, -1) for p, o in said if p == _IN_SECTION), -1))
        return {
            "id": [self._id(s) for s in self.held.nodes],
            "kind": [kinds[self.found.kinds[s]] for s in self.held.nodes],
            "label": [self.found.names[s] for s in self.held.nodes],
            "document": documents,
            "at": at,
            "part": parts,
            "forms": forms,
        }

    def _id(self, s: str) -> str:
        """The local name under the base, the whole IRI elsewhere."""
        return s[1:-1].removeprefix(self.base)

    def _edges(self) -> dict[str, list[int]]:
        self.edge = {edge: i for i, edge in enumerate(self.held.edges)}
        return {
            "from": [self.number[s] for s, _, _ in self.held.edges],
            "property": [self.properties[p] for _, p, _ in self.held.edges],
            "to": [self.number[o] for _, _, o in self.held.edges],
        }

    def _values(self) -> dict[str, list[Any]]:
        """What is said of a thing in words: a text, or the number of a concept."""
        columns: dict[str, list[Any]] = {"node": [], "property": [], "value": []}
        self.value: dict[tuple[str, str, str], int] = {}
        wanted = {term(f"zm:{name}") for name in VALUES}
        for i, s in enumerate(self.held.nodes):
            for p, o in self.found.things[s]:
                if p in wanted and o not in self.number:
                    self.value[s, p, o] = len(self.value)
                    columns["node"].append(i)
                    columns["property"].append(self.properties[p])
                    columns["value"].append(literal(o) if o.startswith('"') else self.concepts[o])
        return columns

    def _proofs(self) -> dict[str, list[Any]]:
        """Statements: the edge that each proves, or below zero the value; its rule, confidence and spans."""
        columns: dict[str, list[Any]] = {"of": [], "rule": [], "sure": [], "spans": []}
        for statement in self.found.statements:
            fact = statement.subject, statement.predicate, statement.object
            of = self.edge.get(fact)
            if of is None:
                if fact not in self.value:
                    continue
                of = -1 - self.value[fact]
            columns["of"].append(of)
            columns["rule"].append(self.rules[statement.rule])
            columns["sure"].append(float(statement.confidence or 1))
            columns["spans"].append([self.spans[span] for span in statement.spans if span in self.found.spans])
        return columns

    def _name_spans(self) -> None:
        """Takes in the spans that name what the page holds."""
        for name, span in self.found.spans.items():
            if any(thing in self.number for thing in span.names):
                self.spans[name]  # gets its number

    def _spans(self, texts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """Where words stand, what they name and by which rule; the words themselves where the page has not the text."""
        found = [self.found.spans[name] for name in self.spans]
        read = [self.texts[span.text] for span in found]
        return {
            "text": read,
            "start": [span.start for span in found],
            "length": [span.length for span in found],
            "names": [[self.number[s] for s in span.names if s in self.number] for span in found],
            "why": {
                i: [self.rules[self.naming[name].rule], float(self.naming[name].confidence or 1)]
                for i, name in enumerate(self.spans)
                if name in self.naming
            },
            "words": {
                i: literal(span.quote)
                for i, (span, text) in enumerate(zip(found, read, strict=True))
                if "text" not in texts[text]
            },
        }

    def _texts(self, letters: Mapping[str, Letter]) -> list[dict[str, Any]]:
        """The texts that spans stand in, as long as there is room with their words."""
        for name in (*self.found.sources, *(self.found.spans[span].text for span in self.spans)):
            self.texts[name]  # gets its number
        room, texts = MOST_TEXT, []
        for name in self.texts:
            source = self.found.sources.get(name)
            one: dict[str, Any] = {
                "id": local(name),
                "document": self.number.get(source.document, -1) if source else -1,
            }
            letter = letters.get(source.sha256) if source else None
            if letter and len(letter.text) <= room:
                room -= len(letter.text)
                one |= {"name": letter.name, "text": letter.text}
                one |= {"sentences": [n for sentence in letter.sentences for n in sentence], "unread": letter.unread}
            texts.append(one)
        return texts

    def _property(self, p: str) -> list[Any]:
        """Name and words of a property: [curie, facts' words or heading in Chinese and English]."""
        name = local(p)
        if name in FACTS:
            said = FACTS[name]
            return [curie(p), said.verb, said.of_subject, said.of_object, said.turned]
        heading = VALUES.get(name) or _labels().get(p) or (name, name)
        return [curie(p), heading, heading, heading, False]


@cache
def _labels() -> dict[str, tuple[str, str]]:
    """Chinese and English names of our properties."""
    zh, en = (_told("zm.ttl", "http://www.w3.org/2000/01/rdf-schema#label", language) for language in ("zh", "en"))
    return {p: (zh[p], en.get(p, zh[p])) for p in zh}


@cache
def _english() -> dict[str, str]:
    """English names of the concepts of our vocabularies; graphs themselves carry the Chinese ones."""
    return _told("concepts.ttl", "http://www.w3.org/2004/02/skos/core#prefLabel", "en")


def _told(file: str, predicate: str, language: str) -> dict[str, str]:
    import pyoxigraph as ox  # noqa: PLC0415 - slow to import

    quads = ox.parse(path=str(shipped(f"ontology/{file}")), format=ox.RdfFormat.TURTLE)
    return {
        str(q.subject): q.object.value
        for q in quads
        if q.predicate.value == predicate and getattr(q.object, "language", None) == language
    }


def json_of(value: Any) -> str:
    """JSON that cannot end the element it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for mark in "<>&\u2028\u2029":
        if mark in text:
            text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text
