"""The graph in other forms: Turtle, N-Quads, tables."""

from __future__ import annotations

from collections.abc import Iterable

from kg.graph.terms import PREFIXES


def turtle(lines: Iterable[str], base: str = PREFIXES["id"]) -> bytes:
    """Turtle of sorted N-Triples lines; the lexical forms stay as they are, because no store lies in between."""
    import pyoxigraph as ox  # noqa: PLC0415

    triples = ox.parse("\n".join(lines), format=ox.RdfFormat.N_TRIPLES)
    return (
        ox.serialize((q.triple for q in triples), format=ox.RdfFormat.TURTLE, prefixes={**PREFIXES, "id": base}) or b""
    )
