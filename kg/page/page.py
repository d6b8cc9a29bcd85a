"""Writes the page: pyvis holds the network, our own template shows it. One file, nothing is fetched from anywhere."""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import IO, Any

from kg.model import Reading
from kg.page.layout import WIDTHS, positions
from kg.page.picture import Picture, passages, picture
from kg.page.words import COLUMN, KINDS
from kg.triples import parsed, plain

_HERE = Path(__file__).parent
OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "dragNodes": False,
        "hover": True,
        "zoomView": False,
        "dragView": True,
        "selectConnectedEdges": False,
    },
    "edges": {"smooth": {"type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.5}},
}


def write(lines: Iterable[str], output: IO[bytes], readings: Iterable[Reading] = ()) -> None:
    """Writes the page of a graph given as N-Triples lines; readings give the sentences around the quotes."""
    output.write(html_of(picture(plain(parsed(lines)), passages(readings))).encode("utf-8", "replace"))


def html_of(shown: Picture) -> str:
    """The page as text."""
    style, script, library = _asset("page.css"), _asset("page.js"), _library()
    parts = {
        "title": html.escape(f"政脉 · {shown.title}"),
        "policy": "; ".join(
            (
                "default-src 'none'",
                f"script-src {_hash(library)} {_hash(script)}",
                f"style-src {_hash(style)}",
                "img-src data:",
                "base-uri 'none'",
                "form-action 'none'",
            )
        ),
        "style": style,
        "data": _json(_content(shown)),
        "library": library,
        "script": script,
    }
    page = _asset("page.html")
    for name, part in parts.items():
        before, _, after = page.partition(f"<!--{name}-->")
        page = before + part + after
    return page


def _content(shown: Picture) -> dict[str, Any]:
    """What the script reads: the network as pyvis gives it, and what the panel and the tables say."""
    ids = {card.iri: f"n{i}" for i, card in enumerate(shown.cards)}
    network = _network(shown, ids)
    return {
        "headline": shown.headline,
        "title": shown.title,
        "summary": shown.summary,
        "kinds": [[kind, KINDS[kind], n] for kind, n in shown.counts.items()],
        "hidden": shown.hidden,
        "widths": WIDTHS,
        "nodes": network["nodes"],
        "edges": network["edges"],
        "options": network["options"],
        "cards": {
            ids[card.iri]: {
                "kind": card.kind,
                "column": COLUMN[card.kind],
                "label": card.label,
                "status": card.status,
                "names": card.names,
                "group": card.group,
                "facts": card.attributes,
                "proofs": card.proofs,
            }
            for card in shown.cards
        },
        "lines": {
            f"e{i}": {"facts": line.facts, "unsure": line.confidence < 0.6} for i, line in enumerate(shown.lines)
        },
        "proofs": [[p.pieces, p.where, p.rule, p.confidence] for p in shown.proofs],
        "backs": shown.backs,
        "backings": shown.backings,
        "busiest": shown.busiest,
        "verdicts": shown.verdicts,
    }


def _network(shown: Picture, ids: Mapping[str, str]) -> dict[str, Any]:
    """Nodes, edges and options as pyvis prepares them for its drawing library."""
    from pyvis.network import Network  # type: ignore[import-untyped]  # noqa: PLC0415 - slow to import

    network = Network(directed=True, cdn_resources="in_line")
    places = positions(shown.cards, shown.lines)
    for card in shown.cards:
        x, y = places[card.iri]
        network.add_node(ids[card.iri], label=card.label[:40], shape="custom", color=None, x=x, y=y, group=card.kind)
    for i, line in enumerate(shown.lines):
        network.add_edge(ids[line.left], ids[line.right], id=f"e{i}", arrows="", dashes=line.confidence < 0.6)
    network.options = OPTIONS
    nodes, edges, _, _, _, _ = network.get_network_data()
    return {"nodes": nodes, "edges": edges, "options": OPTIONS}


def _json(value: Any) -> str:
    """JSON that cannot end the element it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text


@cache
def _asset(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


@cache
def _library() -> str:
    """The drawing library (vis-network) as it comes with pyvis."""
    import pyvis  # type: ignore[import-untyped]  # noqa: PLC0415 - slow to import

    path = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
    text = path.read_text(encoding="utf-8")
    return "\n".join(line for line in text.split("\n") if "sourceMappingURL" not in line)


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
