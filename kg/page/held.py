"""What the page holds of a graph, and in which order it stands: columns in reading order, each from top to bottom.

The order is the layout: it is fixed here, and the page only spaces out the part of it that is shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kg.graph.terms import term
from kg.page.facts import Facts, local
from kg.page.words import KINDS, WHO

MOST_NODES, MOST_EDGES = 20_000, 60_000
_PARTS = frozenset({term("zm:reportedIn"), term("zm:inSection")})  # columns of a node, no edges
_ROOMS = frozenset({"ReplyLetter", "Notice", "Document", "Proposal", "Suggestion", "DocumentSection"})
_LEADING = frozenset({"Agency", "Measure", "PolicyDocument"})
_NOWHERE = ("~", 0)

Edge = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Held:
    """The nodes in the order of the page, the edges between them, and how many of each are left out."""

    nodes: tuple[str, ...]
    edges: tuple[Edge, ...]
    places: dict[str, tuple[str, int]]  # the document and the offset at which a thing is first named
    totals: dict[str, int]  # all things of the graph by kind
    more_nodes: int
    more_edges: int


def held(found: Facts, most_nodes: int = MOST_NODES, most_edges: int = MOST_EDGES) -> Held:
    """Chooses what the page can hold: documents and their parts, organs, measures and policies before the rest, the
    well connected before the lonely."""
    ties = list(_ties(found))
    degree = Counter(end for s, _, o in ties for end in (s, o))
    nodes = list(found.kinds)
    if len(nodes) > most_nodes:
        nodes.sort(key=lambda s: (_rank(found.kinds[s], degree[s]), -degree[s], s))
        del nodes[most_nodes:]
    kept = set(nodes)
    places = _places(found, kept)
    nodes.sort(key=lambda s: _order(found.kinds[s], degree[s], places.get(s, _NOWHERE), s))
    inside = [edge for edge in ties if edge[0] in kept and edge[2] in kept]
    edges = inside[:most_edges]
    counts = Counter(found.kinds.values())
    totals = {kind: counts.pop(kind) for kind in KINDS if kind in counts} | dict(sorted(counts.items()))
    return Held(tuple(nodes), tuple(edges), places, totals, len(found.kinds) - len(nodes), len(ties) - len(edges))


def _ties(found: Facts) -> Iterable[Edge]:
    """Facts between things."""
    for s, said in found.things.items():
        for p, o in said:
            if o in found.kinds and p not in _PARTS and o != s:
                yield s, p, o


def _rank(kind: str, ties: int) -> int:
    if kind in _ROOMS:
        return 0
    return 3 if not ties else 1 if kind in _LEADING else 2


def _order(kind: str, ties: int, place: tuple[str, int], s: str) -> tuple[int, bool, int, tuple[str, int], str]:
    column = KINDS[kind].column if kind in KINDS else WHO + len(KINDS)
    return (column, kind != "Agency", -ties, place, s) if column == WHO else (column, False, 0, place, s)


def _places(found: Facts, kept: set[str]) -> dict[str, tuple[str, int]]:
    """Where each thing is first named, documents in the order of their IRIs."""
    places: dict[str, tuple[str, int]] = {}
    for span in found.spans.values():
        source = found.sources.get(span.text)
        place = (source.document if source else "", span.start)
        for name in span.names:
            if name in kept and place < places.get(name, ("\uffff", 0)):
                places[name] = place
    return places


def kind_index(found: Facts, nodes: Iterable[str]) -> list[str]:
    """The classes of some nodes, in the page's order of kinds."""
    used = {found.kinds[s] for s in nodes}
    return [kind for kind in KINDS if kind in used] + sorted(used - KINDS.keys())


def base_of(nodes: Iterable[str]) -> str:
    """What the IRIs of most nodes begin with."""
    bases = Counter(s[1:-1].removesuffix(local(s)) for s in nodes)
    return min(bases, key=lambda base: (-bases[base], base), default="")
