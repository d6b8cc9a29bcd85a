"""The graph in other forms: Turtle, N-Quads, GraphML, tables of nodes and edges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING

from kg.graph.terms import PREFIXES

if TYPE_CHECKING:
    import pyoxigraph as ox

_AT_ONCE = 50_000  # lines parsed together


def write_turtle(lines: Iterable[str], output: IO[bytes], base: str = PREFIXES["id"]) -> None:
    """Turtle of sorted N-Triples lines; the lexical forms stay as they are, because no store lies in between."""
    import pyoxigraph as ox  # noqa: PLC0415 - only what writes RDF pays for it

    ox.serialize(_triples(lines), output, format=ox.RdfFormat.TURTLE, prefixes={**PREFIXES, "id": base})


def _triples(lines: Iterable[str]) -> Iterator[ox.Triple]:
    import pyoxigraph as ox  # noqa: PLC0415

    left = iter(lines)
    while some := "\n".join(islice(left, _AT_ONCE)):
        yield from (quad.triple for quad in ox.parse(some, format=ox.RdfFormat.N_TRIPLES))


def read_lines(graph: Path) -> list[str]:
    """The sorted N-Triples lines of a Turtle file."""
    import pyoxigraph as ox  # noqa: PLC0415

    return sorted(f"{q.triple} ." for q in ox.parse(path=str(graph), format=ox.RdfFormat.TURTLE))
