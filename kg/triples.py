"""Triples of a finished graph, from its lines or its file, and in plain strings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from kg.errors import NothingRead

_AT_ONCE = 50_000  # lines parsed together
_FORMATS = {
    ".ttl": "TURTLE",
    ".nt": "N_TRIPLES",
    ".nq": "N_QUADS",
    ".trig": "TRIG",
    ".rdf": "RDF_XML",
    ".jsonld": "JSON_LD",
}


class Triple(NamedTuple):
    """A triple in plain strings; `language` is None for an IRI."""

    subject: str
    predicate: str
    thing: str
    language: str | None = None


def parsed(lines: Iterable[str]) -> Iterator[Any]:
    """N-Triples lines as triples of pyoxigraph, some at a time."""
    import pyoxigraph as ox  # noqa: PLC0415 - only what reads RDF pays for it

    left = iter(lines)
    while some := "\n".join(islice(left, _AT_ONCE)):
        yield from (quad.triple for quad in ox.parse(some, format=ox.RdfFormat.N_TRIPLES))


def of_file(path: Path, otherwise: str | None = None) -> Iterator[Any]:
    """The triples of an RDF file, as pyoxigraph has them, whatever named graphs they stand in.

    `otherwise` is the format of a file whose ending tells none. Raises NothingRead for a file that is no RDF.
    """
    import pyoxigraph as ox  # noqa: PLC0415

    known = _FORMATS.get(path.suffix, otherwise)
    if known is None:
        raise NothingRead(f"{path}：不认识这种图谱文件，可以是 {'、'.join(_FORMATS)}。")
    try:
        with path.open("rb") as file:
            yield from (quad.triple for quad in ox.parse(file, format=getattr(ox.RdfFormat, known)))
    except SyntaxError as error:
        raise NothingRead(f"{path}：不是完好的图谱文件（{error}）。") from error


def of_store(folder: Path) -> Iterator[Any]:
    """The triples of a store of Oxigraph, whatever named graphs they stand in."""
    import pyoxigraph as ox  # noqa: PLC0415

    try:
        yield from (quad.triple for quad in ox.Store.read_only(str(folder)))
    except (OSError, RuntimeError) as error:  # RuntimeError: files of the store are damaged
        raise NothingRead(f"{folder}：不是能读的存储（{error}）。") from error


def plain(triples: Iterable[Any]) -> Iterator[Triple]:
    """Triples of pyoxigraph in plain strings."""
    for t in triples:
        language = (t.object.language or "") if hasattr(t.object, "language") else None
        yield Triple(t.subject.value, t.predicate.value, t.object.value, language)


def local(iri: str) -> str:
    """The last part of an IRI.

    >>> local("https://w3id.org/zhengmai/ont#backedBy")
    'backedBy'
    """
    return iri.rpartition("#")[2].rpartition("/")[2]
