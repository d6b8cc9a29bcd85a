"""RDF terms as strings of N-Triples, and the prefixes of our Turtle."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache

from kg.namespaces import WRITTEN, XSD

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_TO_ESCAPE = re.compile(r'[\\"\x00-\x1f\x7f]')
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def iri(value: str) -> str:
    """An IRI as a term; raises ValueError for characters no IRI may hold."""
    if _NOT_IN_IRI.search(value):
        raise ValueError(f"not an IRI: {value!r}")
    return f"<{value}>"


@cache
def term(name: str) -> str:
    """A prefixed name of our vocabularies as a term; `a` is rdf:type.

    >>> term("zm:backedBy")
    '<https://w3id.org/zhengmai/ont#backedBy>'
    """
    if name == "a":
        name = "rdf:type"
    prefix, _, local = name.partition(":")
    return iri(WRITTEN[prefix] + local)


def _escaped(match: re.Match[str]) -> str:
    char = match.group()
    return _ESCAPES.get(char) or f"\\u{ord(char):04X}"


def string(value: str) -> str:
    """A plain string literal.

    >>> string('他说"好"')
    '"他说\\\\"好\\\\""'
    """
    if value.isprintable() and '"' not in value and "\\" not in value:
        return f'"{value}"'
    return f'"{_TO_ESCAPE.sub(_escaped, value)}"'


def chinese(value: str) -> str:
    """A label in Chinese."""
    return string(value) + "@zh"


def integer(value: int) -> str:
    return f'"{value}"^^<{XSD}integer>'


def day(value: str) -> str:
    """An xsd:date of an ISO 8601 day."""
    return f'"{value}"^^<{XSD}date>'


def plain(value: Decimal) -> str:
    """A decimal without exponent and with a point, in its shortest form.

    >>> plain(Decimal("7.0E+2")), plain(Decimal("70.702")), plain(Decimal("3.10"))
    ('700.0', '70.702', '3.1')
    """
    whole, _, rest = f"{value:f}".partition(".")
    return f"{whole}.{rest.rstrip('0') or '0'}"


@lru_cache(maxsize=1024)
def decimal(value: Decimal | float) -> str:
    """An xsd:decimal; a float is a confidence and has two places."""
    if not isinstance(value, Decimal):
        return _confidence(value)
    return f'"{plain(value)}"^^<{XSD}decimal>'


@cache
def _confidence(value: float) -> str:
    return f'"{plain(Decimal(f"{value:.2f}"))}"^^<{XSD}decimal>'
