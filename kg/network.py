"""A graph as people draw it: named things with their attributes, and edges that carry the words that prove them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from kg.namespaces import PREFIXES, ZM, ZMC
from kg.shipped import shipped
from kg.triples import Triple, local

_RDF, _SKOS, _OA = PREFIXES["rdf"], PREFIXES["skos"], PREFIXES["oa"]
_BEHIND = frozenset({"Statement", "TextSpan", "SourceText", "ExtractionRun", "Unit"})  # what proves, not what is said


@dataclass(slots=True)
class Node:
    """A thing: its class, its name, and what is said of it in words."""

    iri: str
    kind: str
    label: str
    attributes: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Edge:
    """A fact between two things; `evidence` are the quotes of its statements, empty for background knowledge."""

    subject: str
    predicate: str
    thing: str
    evidence: tuple[str, ...] = ()
    confidence: str = ""

    @property
    def label(self) -> str:
        """The property's name in Chinese."""
        return property_names().get(self.predicate, local(self.predicate))


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and edges in the order of their IRIs."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


@cache
def property_names() -> dict[str, str]:
    """Chinese names of our properties, from the ontology."""
    import pyoxigraph as ox  # noqa: PLC0415 - only pictures and tables need the names

    quads = ox.parse(path=str(shipped("ontology/zm.ttl")), format=ox.RdfFormat.TURTLE)
    return {
        q.subject.value: q.object.value
        for q in quads
        if getattr(q.object, "language", None) == "zh" and "#label" in str(q.predicate)
    }


def network(triples: Iterable[Triple]) -> Network:
    """Nodes and edges of a graph. Code lists and literals become attributes of the things they describe."""
    found = sorted(set(triples), key=lambda t: (t.subject, t.predicate, t.thing, t.language or ""))
    kinds = {t.subject: local(t.thing) for t in found if t.predicate == f"{_RDF}type" and t.thing.startswith(ZM)}
    names = {t.subject: t.thing for t in found if t.predicate == f"{_SKOS}prefLabel" and t.language == "zh"}
    nodes = {s: Node(s, kind, names.get(s, local(s))) for s, kind in kinds.items() if kind not in _BEHIND}
    proofs = _proofs(found, kinds)
    edges: list[Edge] = []
    for s, p, o, language in found:
        if s not in nodes or p in (f"{_RDF}type", f"{_SKOS}prefLabel"):
            continue
        if o in nodes and language is None:
            quotes, confidence = proofs.get((s, p, o), ((), ""))
            edges.append(Edge(s, p, o, quotes, confidence))
        elif language is not None or o.startswith(ZMC) or o in names:
            nodes[s].attributes.setdefault(local(p), []).append(names.get(o, o) if language is None else o)
    return Network(tuple(nodes.values()), tuple(edges))


def _proofs(found: list[Triple], kinds: dict[str, str]) -> dict[tuple[str, str, str], tuple[tuple[str, ...], str]]:
    """Quotes and the best confidence of each fact that has statements."""
    quotes = {t.subject: t.thing.replace("\n", "") for t in found if t.predicate == f"{_OA}exact"}
    about: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for t in found:
        if kinds.get(t.subject) == "Statement":
            about[t.subject][local(t.predicate)].append(t.thing)
    proofs: dict[tuple[str, str, str], tuple[tuple[str, ...], str]] = {}
    for said in about.values():
        fact = (said["subject"][0], said["predicate"][0], said["object"][0])
        before, confidence = proofs.get(fact, ((), ""))
        words = tuple(dict.fromkeys((*before, *(quotes[e] for e in said["evidence"] if e in quotes))))
        proofs[fact] = (words, max(confidence, *said["confidence"]))
    return proofs


def to_networkx(drawn: Network) -> Any:
    """The network as a networkx.MultiDiGraph, its edges keyed by the property."""
    import networkx as nx  # type: ignore[import-untyped]  # noqa: PLC0415 - slow to import

    graph = nx.MultiDiGraph()
    for node in drawn.nodes:
        said = {name: "；".join(values) for name, values in node.attributes.items()}
        graph.add_node(node.iri, **(said | {"label": node.label, "kind": node.kind}))
    for edge in drawn.edges:
        quotes = "\n".join(edge.evidence)
        graph.add_edge(
            edge.subject, edge.thing, key=edge.predicate, label=edge.label, evidence=quotes, confidence=edge.confidence
        )
    return graph
