"""Whether a graph keeps the contract: its version, its shapes, its quotes, the words behind its facts."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg import reading
from kg.errors import InputRefused, NothingRead
from kg.namespaces import ONTOLOGY, PREFIXES, ZM
from kg.shacl import Shapes, select, short, violations
from kg.shipped import shipped
from kg.triples import of_file, of_store

_PREFIXES = "".join(f"PREFIX {name}: <{PREFIXES[name]}> " for name in ("zm", "rdf", "oa", "skos"))
# What a report counts: its name in JSON, its name for people, the pattern of it.
_COUNTED = (
    ("documents", "文件", "?t zm:textOf ?x"),
    ("texts", "文本", "?x a zm:SourceText"),
    ("spans", "片段", "?x a zm:TextSpan"),
    ("statements", "断言", "?x a zm:Statement"),
    ("measures", "举措", "?x a zm:Measure"),
    ("figures", "数据", "?x a zm:Figure"),
    ("entities", "原文提到的事物", "?s zm:denotes ?x"),
)
_COUNT_NAMES = {"triples": "三元组"} | {name: zh for name, zh, _ in _COUNTED}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not keep the contract."""

    severity: str  # violation, warning
    rule: str
    node: str
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found; `quotes` counts the spans compared with their texts, `unread` are texts not at hand."""

    contract: tuple[str, ...]
    versions: tuple[str, ...]
    counts: dict[str, int]
    findings: tuple[Finding, ...]
    quotes: int = 0
    unread: tuple[str, ...] = ()

    @property
    def conforms(self) -> bool:
        """No violation; warnings do not count."""
        return not any(f.severity == "violation" for f in self.findings)

    def as_dict(self) -> dict[str, Any]:
        """The report for JSON."""
        return {
            "conforms": self.conforms,
            "contract": list(self.contract),
            "ontology": list(self.versions),
            "counts": self.counts,
            "quotes_compared": self.quotes,
            "texts_not_at_hand": list(self.unread),
            "findings": [asdict(finding) for finding in self.findings],
        }

    def lines(self, most: int = 20) -> Iterator[str]:
        """The report for people: at most `most` findings a rule."""
        contract, versions = "、".join(self.contract), "、".join(map(short, self.versions))
        yield f"约定版本 {contract or '没有写明'} · 本体 {versions or '没有写明'}"
        yield " · ".join(f"{_COUNT_NAMES[name]} {n}" for name, n in self.counts.items())
        if self.unread:
            yield f"引文：{len(self.unread)} 份文本不在手边，只核对了字数；用 --texts 指出原文可逐字核对。"
        if self.quotes:
            yield f"引文：与原文逐字核对了 {self.quotes} 处。"
        grouped: dict[tuple[str, str], list[Finding]] = defaultdict(list)
        for finding in self.findings:
            grouped[finding.severity, finding.rule].append(finding)
        for (severity, rule), found in sorted(grouped.items()):
            yield f"{'不合约定' if severity == 'violation' else '提醒'} {rule}：{len(found)} 处"
            for finding in found[:most]:
                yield f"  {short(finding.node)}　{finding.message}"
            if len(found) > most:
                yield f"  ……另有 {len(found) - most} 处"
        yield "符合约定。" if self.conforms else "不符合约定。"


def check(graph: Path, texts: Iterable[Path] = ()) -> Report:
    """Checks a graph file or the folder of a build; `texts` are files to compare its quotes with.

    Raises NothingRead when there is no graph, no such text, or a file that is no RDF.
    """
    store = _loaded(_graph_file(Path(graph)))
    versions = _values(store, PREFIXES["owl"] + "versionIRI")
    contract = _values(store, ZM + "contractVersion")
    counts = {"triples": len(store)} | {name: _number(store, what) for name, _, what in _COUNTED}
    findings = list(_version_findings(contract, versions))
    raws = _texts_of(store, texts)
    spans = _spans(store)
    findings += _quote_findings(spans, raws)
    findings += _word_findings(store, spans)
    for name in ("zm.ttl", "stubs.ttl"):
        store.load(shipped(f"ontology/{name}").read_bytes(), format=ox.RdfFormat.TURTLE)
    vocabulary = ox.parse(shipped("ontology/concepts.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    store.extend(quad for quad in vocabulary if quad.predicate.value == PREFIXES["rdf"] + "type")
    shapes = Shapes(shipped("ontology/shapes.ttl").read_bytes(), store)
    findings += [
        Finding(v.constraint.severity.lower(), v.constraint.shape, v.node, v.message)
        for v in violations(store, shapes.constraints())
    ]
    compared = sum(1 for span in spans.values() if span.text in raws)
    unread = tuple(sorted({span.text for span in spans.values()} - raws.keys()))
    return Report(contract, versions, counts, tuple(findings), compared, unread)


# ── the graph ────────────────────────────────────────────────────────────────────────────────────────────────


def _graph_file(place: Path) -> Path:
    """The RDF file that is meant: the file itself, or the one in a build's folder; or the folder of a store."""
    if place.is_file():
        return place
    for name in ("graph.ttl", "graph.nq", "graph.trig", "graph.nt"):
        if (place / name).is_file():
            return place / name
    if (place / "CURRENT").is_file():
        return place
    raise NothingRead(f"{place}：这里没有图谱。先运行 kg build 文件 -o {place}，或用 --graph 指出图谱所在的文件夹。")


def _loaded(path: Path) -> ox.Store:
    """All triples of a file or a store in one graph."""
    store = ox.Store()
    triples = of_store(path) if path.is_dir() else of_file(path)
    store.bulk_extend(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    return store


def _values(store: ox.Store, predicate: str) -> tuple[str, ...]:
    found = store.quads_for_pattern(ox.NamedNode(ONTOLOGY), ox.NamedNode(predicate), None)
    return tuple(sorted(str(quad.object).strip('<>"') for quad in found))


def _number(store: ox.Store, pattern: str) -> int:
    """How many different ?x a pattern finds."""
    query = f"{_PREFIXES}SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {pattern} }}"
    return int(next(iter(select(store, query)))["n"].value)


def _version_findings(contract: tuple[str, ...], versions: tuple[str, ...]) -> Iterator[Finding]:
    for name, values in (("zm:contractVersion", contract), ("owl:versionIRI", versions)):
        if len(values) != 1:
            said = "图谱没有写明" if not values else "图谱写了几个不同的"
            yield Finding("violation", "Version", ONTOLOGY, f"{said} {name}")


# ── quotes and words ─────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Quote:
    text: str  # sha256 of the source text
    start: int
    end: int
    exact: str


def _spans(store: ox.Store) -> dict[str, _Quote]:
    """The spans of the graph by their IRI; those without offsets are left to the shapes."""
    query = "SELECT ?x ?t ?b ?e ?q { ?x oa:hasSource/zm:sha256 ?t ; oa:start ?b ; oa:end ?e ; oa:exact ?q }"
    found = {}
    for x, t, b, e, q in select(store, _PREFIXES + query):
        if b.value.isdecimal() and e.value.isdecimal():
            found[x.value] = _Quote(t.value, int(b.value), int(e.value), q.value)
    return found


def _texts_of(store: ox.Store, texts: Iterable[Path]) -> dict[str, str]:
    """The raw texts at hand that the graph was read from, by their sha256."""
    wanted = {row["h"].value for row in select(store, _PREFIXES + "SELECT ?h { ?t a zm:SourceText ; zm:sha256 ?h }")}
    found = {}
    for path in _files(texts):
        try:
            text = reading.read(path)
        except InputRefused:
            continue
        if text.sha256 in wanted:
            found[text.sha256] = text.raw
    return found


def _files(places: Iterable[Path]) -> Iterator[Path]:
    for place in map(Path, places):
        if not place.exists():
            raise NothingRead(f"{place}：没有这个文件或文件夹，请检查路径。")
        yield from sorted(p for p in place.rglob("*") if p.is_file()) if place.is_dir() else [place]


def _quote_findings(spans: dict[str, _Quote], raws: dict[str, str]) -> Iterator[Finding]:
    """Spans whose words do not stand at their offsets."""
    for iri, span in sorted(spans.items()):
        raw = raws.get(span.text)
        if raw is not None and raw[span.start : span.end] != span.exact:
            yield Finding("violation", "Quote", iri, f"原文 {span.start}–{span.end} 处不是“{span.exact[:30]}”")


_MARKS = str.maketrans("", "", "《》〈〉<>“”\"'‘’「」")


def _folded(words: str) -> str:
    """Words for comparing: widths folded, white space, quotation and title marks dropped."""
    return "".join(unicodedata.normalize("NFKC", words).translate(_MARKS).split())


_SELF = """SELECT ?s ?p ?o ?span {
  VALUES ?p { zm:valueText zm:actionVerb zm:heading zm:timeText } ?s ?p ?o
  OPTIONAL {
    { ?span zm:denotes ?s } UNION { ?st rdf:subject ?s ; zm:evidence ?span }
  } }"""
_IDENTITY = """SELECT ?span ?e ?label {
  ?span zm:denotes ?e . ?e skos:prefLabel ?label .
  FILTER NOT EXISTS { ?e a ?k VALUES ?k { zm:Measure zm:Figure zm:DocumentSection zm:Suggestion zm:Proposal } }
  FILTER NOT EXISTS { ?t zm:textOf ?e }
  FILTER NOT EXISTS { ?st rdf:subject ?span ; rdf:predicate zm:denotes ; rdf:object ?e } }"""


def _word_findings(store: ox.Store, spans: dict[str, _Quote]) -> Iterator[Finding]:
    """Words that no span of their subject holds, and names unlike what they denote without a reason given."""
    held: dict[tuple[str, str, str], bool] = defaultdict(bool)
    for s, p, o, span in select(store, _PREFIXES + _SELF):
        quote = spans.get(span.value) if span is not None else None
        held[s.value, p.value, o.value] |= quote is not None and _folded(o.value) in _folded(quote.exact)
    for (node, path, words), found in sorted(held.items()):
        if not found:
            yield Finding("violation", "Words", node, f"{short(path)} “{words[:30]}” 不在证明它的片段里")
    names: dict[tuple[str, str], set[str]] = defaultdict(set)
    for span, thing, label in select(store, _PREFIXES + _IDENTITY):
        names[span.value, thing.value].add(_folded(label.value))
    for (iri, thing), labels in sorted(names.items()):
        if iri in spans and _folded(spans[iri].exact) not in labels:
            said = f"“{spans[iri].exact[:30]}” 与所指事物的名称不同，却没有说明理由的断言：{short(thing)}"
            yield Finding("violation", "Identity", iri, said)
