"""The concepts of the vocabularies as triples, read from `ontology/concepts.ttl`."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from kg.graph.terms import iri
from kg.namespaces import ZMC
from kg.shipped import shipped

_KEPT = ("#notation", "#prefLabel")  # in Chinese; type and English label stand in the vocabulary


@cache
def concept(scheme: str, notation: str) -> str:
    """The term of a concept; notations are in lower case there.

    >>> concept("status", "done")
    '<https://w3id.org/zhengmai/concept/status-done>'
    """
    return iri(f"{ZMC}{scheme}-{notation.lower()}")


@cache
def _catalogue() -> dict[str, tuple[str, ...]]:
    """Triples of each concept, by its term."""
    import pyoxigraph as ox  # noqa: PLC0415 - a build without concepts does not need it

    lines: dict[str, list[str]] = defaultdict(list)
    with shipped("ontology/concepts.ttl").open("rb") as file:
        for quad in ox.parse(file, format=ox.RdfFormat.TURTLE):
            if quad.predicate.value.endswith(_KEPT) and not str(quad.object).endswith("@en"):
                lines[str(quad.subject)].append(f"{quad.subject} {quad.predicate} {quad.object} .")
    return {subject: tuple(sorted(found)) for subject, found in lines.items()}


def describe(concept: str) -> tuple[str, ...]:
    """Notation and Chinese label of a concept; empty when the vocabularies do not hold it."""
    return _catalogue().get(concept, ())


def label(scheme: str, notation: str) -> str:
    """The Chinese name of a concept.

    >>> label("status", "done")
    '已完成'
    """
    (said,) = (line for line in describe(concept(scheme, notation)) if "#prefLabel" in line)
    return said.partition('"')[2].rpartition('"')[0]
