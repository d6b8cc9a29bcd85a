"""The graph in other forms: Turtle, facts alone, N-Quads by document, GraphML, tables of nodes and edges."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, Any

from kg import table
from kg.errors import OutputNotWritten
from kg.ids import graph_of
from kg.namespaces import WRITTEN, ZM, ZMC
from kg.network import Network, network, to_networkx
from kg.query import graph_file
from kg.triples import of_file, of_store, parsed, plain

_PROOF = frozenset(f"{ZM}{name}" for name in ("Statement", "TextSpan", "SourceText", "ExtractionRun"))
_TYPE = f"{WRITTEN['rdf']}type"
_CLOSED = frozenset({f"{ZMC}disclosure-on-request", f"{ZMC}disclosure-none"})
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def public_lines(lines: Iterable[str]) -> list[str]:
    """The lines of a graph without what documents say that are 依申请公开 or 不予公开."""
    return [f"{triple} ." for triple in Finished(parsed(lines), public=True).triples]


class Finished:
    """A finished graph to export from; `public` leaves out what documents that are not 主动公开 say."""

    def __init__(self, triples: Iterable[Any], public: bool = False) -> None:
        # pyoxigraph types its terms for RDF 1.2, where triples nest; ours never do
        self.triples: list[Any] = sorted(set(triples), key=str)  # one may stand in several named graphs
        self.belongs = _documents(self.triples)
        document = next((t.object.value for t in self.triples if t.predicate.value == f"{ZM}textOf"), WRITTEN["id"])
        self.base = re.sub(r"doc-[0-9a-f]+$", "", document)
        if public:
            self._leave_out_closed()

    def network(self) -> Network:
        """The graph as people draw it."""
        return network(plain(self.triples))

    def document(self, triple: Any) -> str | None:
        """The document that a triple belongs to; None for what documents share."""
        fact = self.belongs.get(str(triple))
        return fact or self.belongs.get(triple.subject.value)

    def _leave_out_closed(self) -> None:
        closed = {t.subject.value for t in self.triples if getattr(t.object, "value", "") in _CLOSED}
        kept = [t for t in self.triples if self.document(t) not in closed]
        own = [t for t in kept if self.document(t)]
        named = {t.subject.value for t in own} | {t.object.value for t in own}
        before = -1
        while len(named) > before:  # and what stands above the named things
            before = len(named)
            named |= {t.object.value for t in kept if t.subject.value in named}
        self.triples = [t for t in kept if t.subject.value in named or t.subject.value.startswith(ZMC)]


def _documents(triples: list[Any]) -> dict[str, str]:
    """The document of each subject, and of each stated fact, that belongs to one document alone."""
    of: dict[str, dict[str, str]] = {}
    proves: dict[str, list[str]] = {}
    facts: dict[str, dict[str, str]] = {}
    for t in triples:
        predicate = t.predicate.value.rpartition("#")[2]
        if predicate in ("textOf", "hasSource", "extractedBy", "reportedIn"):
            of.setdefault(predicate, {})[t.subject.value] = t.object.value
        elif predicate == "evidence":
            proves.setdefault(t.subject.value, []).append(t.object.value)
        elif predicate == "denotes":
            proves.setdefault(t.object.value, []).append(t.subject.value)
        elif predicate in ("subject", "predicate", "object"):
            facts.setdefault(t.subject.value, {})[predicate] = str(t.object)
    texts = of.get("textOf", {})
    belongs = dict(texts) | {document: document for document in texts.values()} | of.get("reportedIn", {})
    belongs |= {run: texts[text] for text, run in of.get("extractedBy", {}).items() if text in texts}
    belongs |= {span: texts[text] for span, text in of.get("hasSource", {}).items() if text in texts}
    for proved, spans in proves.items():
        if re.search("/(?:st|part|ask|person)-[0-9a-f]+$", proved) and (document := belongs.get(spans[0])):
            belongs[proved] = document
            if fact := facts.get(proved):
                belongs[f"{fact['subject']} {fact['predicate']} {fact['object']}"] = document
    return belongs


def facts(graph: Finished, output: IO[bytes]) -> None:
    """Turtle without statements, spans and texts."""
    import pyoxigraph as ox  # noqa: PLC0415

    proof = {t.subject for t in graph.triples if t.predicate.value == _TYPE and t.object.value in _PROOF}
    kept = (t for t in graph.triples if t.subject not in proof)
    ox.serialize(kept, output, format=ox.RdfFormat.TURTLE, prefixes=WRITTEN)


def nquads(graph: Finished, output: IO[bytes]) -> None:
    """N-Quads: a named graph for each document, `graph-shared` for what documents share."""
    lines = [f"{t} <{graph_of(graph.document(t), graph.base)}> .\n" for t in graph.triples]
    output.writelines(line.encode() for line in sorted(lines))


def triples(graph: Finished, output: IO[bytes], form: str) -> None:
    """The whole graph in a format that pyoxigraph writes: N_TRIPLES, JSON_LD, RDF_XML, TURTLE."""
    import pyoxigraph as ox  # noqa: PLC0415

    ox.serialize(graph.triples, output, format=getattr(ox.RdfFormat, form), prefixes=WRITTEN)


def graphml(graph: Finished, output: IO[bytes]) -> None:
    """GraphML for Gephi, Cytoscape and yEd."""
    import networkx as nx  # type: ignore[import-untyped]  # noqa: PLC0415

    drawn = to_networkx(graph.network())
    for said in (*(said for _, said in drawn.nodes(data=True)), *(said for _, _, said in drawn.edges(data=True))):
        said.update({name: _NO_XML.sub("", value) for name, value in said.items()})
    output.write("\n".join(nx.generate_graphml(drawn, named_key_ids=True)).encode() + b"\n")


def nodes_csv(graph: Finished, output: IO[bytes]) -> None:
    """A table of things that Excel opens."""
    rows = ((n.iri, n.kind, n.label, "；".join(n.attributes.get("altLabel", []))) for n in graph.network().nodes)
    _table(("iri", "kind", "label", "altLabels"), rows, output)


def edges_csv(graph: Finished, output: IO[bytes]) -> None:
    """A table of facts between things, with the words that prove them."""
    found = graph.network()
    names = {node.iri: node.label for node in found.nodes}
    rows = (
        (
            e.subject,
            names[e.subject],
            e.predicate,
            e.label,
            e.thing,
            names[e.thing],
            "……".join(e.evidence),
            e.confidence,
        )
        for e in found.edges
    )
    header = ("subject", "subjectLabel", "property", "propertyLabel", "object", "objectLabel", "evidence", "confidence")
    _table(header, rows, output)


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]], output: IO[bytes]) -> None:
    output.write(table.spreadsheet(header, list(rows)).encode())


Writer = Callable[[Finished, IO[bytes]], None]
FORMS: dict[str, tuple[tuple[str, Writer], ...]] = {
    "facts": (("facts.ttl", facts),),
    "nquads": (("graph.nq", nquads),),
    "ntriples": (("graph.nt", lambda graph, output: triples(graph, output, "N_TRIPLES")),),
    "turtle": (("graph-export.ttl", lambda graph, output: triples(graph, output, "TURTLE")),),
    "jsonld": (("graph.jsonld", lambda graph, output: triples(graph, output, "JSON_LD")),),
    "rdfxml": (("graph.rdf", lambda graph, output: triples(graph, output, "RDF_XML")),),
    "graphml": (("graph.graphml", graphml),),
    "csv": (("nodes.csv", nodes_csv), ("edges.csv", edges_csv)),
}


def export(graph: Path, form: str, out: Path, public: bool = False) -> list[Path]:
    """Writes a finished graph in one of FORMS into a folder; answers the files."""
    source = graph_file(graph)
    finished = Finished(of_store(source) if source.is_dir() else of_file(source, otherwise="TURTLE"), public)
    written = []
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, write in FORMS[form]:
            half = out / f".{name}.half"
            with half.open("wb") as output:
                write(finished, output)
            written.append(half.replace(out / name))
    except OSError as error:
        raise OutputNotWritten.because(out, error) from error
    return written
