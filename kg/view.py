"""A finished graph for people who write Python: an rdflib graph that also becomes a network or a picture."""

from __future__ import annotations

import html
import math
import re
import webbrowser
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import rdflib
from pyvis.network import Network as PyvisNetwork  # type: ignore[import-untyped]

from kg.ask import Answer
from kg.ask import ask as answer
from kg.model import ORGANISATIONS, VEHICLES, Kind
from kg.namespaces import WRITTEN
from kg.network import Network, network, to_networkx
from kg.triples import Triple

MOST_IN_PICTURE = 300
_COLOURS = {
    "Agency": "#0072B2",
    "PolicyDocument": "#D55E00",
    "ReplyLetter": "#D55E00",
    "Notice": "#D55E00",
    "Proposal": "#D55E00",
    "Measure": "#009E73",
    "Figure": "#CC79A7",
}
_VEHICLE, _ORGANISATION, _OTHER = "#E69F00", "#56B4E9", "#7F7F7F"
_COLOURS |= dict.fromkeys(map(str, VEHICLES), _VEHICLE)
_COLOURS |= dict.fromkeys(map(str, (ORGANISATIONS | {Kind.TEAM}) - {Kind.AGENCY}), _ORGANISATION)
_FOREIGN = re.compile(r"""<link[^>]*?https?://[^>]*>|<script[^>]*?src=["']https?://[^>]*>\s*</script>""")
_SCRIPT = re.compile(r"<script\b[^>]*>(.*?)</script>", re.DOTALL)


class _Words(str):
    """Text that pyvis takes for text: for a title that holds `href` it opens a popup of markup."""

    __slots__ = ()

    def __contains__(self, part: object) -> bool:
        return part != "href" and isinstance(part, str) and super().__contains__(part)


class Picture(PyvisNetwork):  # type: ignore[misc]
    """A pyvis network whose page asks no other computer for anything and runs nothing but its own scripts."""

    note = ""  # said above the picture

    def generate_html(self, *args: Any, **kwargs: Any) -> str:
        page = _FOREIGN.sub("", super().generate_html(*args, **kwargs))
        hashes = {sha256(script.encode()).digest() for script in _SCRIPT.findall(page)}
        allowed = " ".join(sorted(f"'sha256-{b64encode(digest).decode()}'" for digest in hashes))
        policy = f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:"
        told = f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">'
        page = page.replace("<html>", '<!DOCTYPE html>\n<html lang="zh-CN">', 1).replace(
            "<head>", f"<head>{told}<title>政脉</title>", 1
        )
        return page.replace("<body>", f"<body>\n<p>{html.escape(self.note)}</p>", 1) if self.note else page

    def write_html(self, name: str, local: bool = True, notebook: bool = False, open_browser: bool = False) -> None:
        """Writes the page in UTF-8, whatever the system's own encoding, and no folder beside it."""
        path = Path(name)
        path.write_text(self.generate_html(notebook=notebook), encoding="utf-8", newline="\n")
        if open_browser:
            webbrowser.open(path.resolve().as_uri())


class KnowledgeGraph(rdflib.Graph):
    """An rdflib graph with our prefixes bound.

    `graph.ask("who-backs", agency="市科技局")` asks a ready question, `graph.query(…)` speaks SPARQL,
    `graph.to_networkx()` and `graph.to_pyvis()` leave the evidence on the edges.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for prefix, namespace in WRITTEN.items():
            self.bind(prefix, namespace, override=True, replace=True)

    def ask(self, asked: str, **params: str) -> Answer:
        """The answer to a question of the book, by its name or in Chinese; a notebook shows it as a table.

        >>> graph = KnowledgeGraph()
        >>> answer = graph.ask("市科技局出台了哪些政策？")
        Traceback (most recent call last):
        kg.errors.NotUnderstood: 图中没有“市科技局”。也没有相近的名称。
        >>> graph.ask("policies-issued").rows
        ()
        """
        with TemporaryDirectory() as folder:
            file = Path(folder) / "graph.nt"
            self.serialize(file, format="nt", encoding="utf-8")
            return answer(file, asked, params, sentences=True)

    def network(self) -> Network:
        """Nodes and edges in plain Python values."""
        return network(self._plain())

    def _plain(self) -> Iterator[Triple]:
        for s, p, o in self:
            language = (o.language or "") if isinstance(o, rdflib.Literal) else None
            yield Triple(str(s), str(p), str(o), language)

    def to_networkx(self) -> Any:
        """A MultiDiGraph: nodes with `label` and `kind`, edges keyed by predicate with `label` and `evidence`."""
        return to_networkx(self.network())

    def to_pyvis(self, most: int = MOST_IN_PICTURE) -> Picture:
        """A pyvis picture with fixed places. Of more than `most` things the busiest are drawn, and its heading
        says how many are not."""
        return to_pyvis(self.network(), most)


def load(folder: Path) -> KnowledgeGraph:
    """The graph of a build's folder, or of a Turtle file."""
    graph = KnowledgeGraph()
    graph.parse(folder / "graph.ttl" if folder.is_dir() else folder, format="turtle")
    return graph


def to_pyvis(drawn: Network, most: int = MOST_IN_PICTURE) -> Picture:
    """Kinds stand on rings around the middle, in the order of their IRIs; nothing moves and nothing is fetched."""
    left_out = len(drawn.nodes) - most
    note = f"共 {len(drawn.nodes)} 个事物，画出关系最多的 {most} 个" if left_out > 0 else ""
    drawn = _busiest(drawn, most)
    picture = Picture(height="720px", width="100%", directed=True, cdn_resources="in_line")
    picture.note = note
    picture.toggle_physics(False)
    kinds = sorted({node.kind for node in drawn.nodes}, key=lambda kind: (kind not in _COLOURS, kind))
    radius = 0.0
    for kind in kinds:
        ring = [node for node in drawn.nodes if node.kind == kind]
        radius = max(radius + 220.0, len(ring) * 60 / math.tau)
        for i, node in enumerate(ring):
            turn = math.tau * i / len(ring)
            picture.add_node(
                node.iri,
                label=_short(node.label),
                title=_Words(f"{node.label}（{kind}）"),
                color=_COLOURS.get(kind, _OTHER),
                x=round(radius * math.cos(turn), 1),
                y=round(radius * math.sin(turn), 1),
            )
    for edge in drawn.edges:
        picture.add_edge(edge.subject, edge.thing, title="\n".join((edge.label, *edge.evidence)))
    return picture


def _busiest(drawn: Network, most: int) -> Network:
    """The nodes with most edges, and the edges between them."""
    facts = Counter(iri for edge in drawn.edges for iri in (edge.subject, edge.thing))
    kept = {node.iri for node in sorted(drawn.nodes, key=lambda node: (-facts[node.iri], node.iri))[:most]}
    edges = tuple(edge for edge in drawn.edges if edge.subject in kept and edge.thing in kept)
    return Network(tuple(node for node in drawn.nodes if node.iri in kept), edges)


def _short(label: str) -> str:
    return label if len(label) <= 12 else label[:11] + "…"
