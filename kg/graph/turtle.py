"""Turtle of sorted N-Triples lines, written line by line: no parser and no store lie in between."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import IO

from kg.graph.terms import term
from kg.namespaces import WRITTEN, XSD

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_-])?")
_BARE = {"integer": re.compile(r"[+-]?\d+", re.A), "decimal": re.compile(r"[+-]?\d*\.\d+", re.A)}
_TYPE = term("a")
_MOST = 100_000  # short forms kept at a time
_AT_ONCE = 4096  # pieces written together


def write_turtle(lines: Iterable[str], output: IO[bytes], base: str = WRITTEN["id"]) -> None:
    """Turtle of sorted N-Triples lines with absolute IRIs; the lexical forms stay as they are. What a triple shares
    with the one before it is left out."""
    write_prefixes(output, base)
    write_subjects(lines, output, base)


def write_prefixes(output: IO[bytes], base: str) -> None:
    """The head of a Turtle file."""
    output.write("".join(f"@prefix {name}: <{iri}> .\n" for name, iri in _prefixes(base).items()).encode())


def _prefixes(base: str) -> dict[str, str]:
    return {**WRITTEN, "id": base}


def write_subjects(lines: Iterable[str], output: IO[bytes], base: str) -> None:
    """The rest of a Turtle file, or the part of it that is about these subjects."""
    prefixes = _prefixes(base)
    short, verbs = _Short(prefixes), _Short(prefixes, {_TYPE: "a"})
    minted, skip = f"<{base}", len(base) + 1  # what `Mint` makes is a local name as it stands
    pieces: list[str] = []
    add = pieces.append
    subject, behind, predicate, end = " ", 1, "", ""
    for line in lines:
        if not line.startswith(subject):
            if len(pieces) >= _AT_ONCE:
                output.write("".join(pieces).encode())
                pieces.clear()
            behind = line.index(" ") + 1
            subject, predicate = line[:behind], ""
            local = line.startswith(minted)
            add(f"{end}id:{line[skip : behind - 2]}" if local else f"{end}{short[line[: behind - 1]]}")
            end, gap = " .\n", " "
        at = line.index(" ", behind)
        verb = line[behind:at]
        thing = line[at + 1 : -2]  # without the closing point
        if thing[-1] == ">":
            thing = short[thing]
        if verb == predicate:
            add(f" , {thing}")
        else:
            add(f"{gap}{verbs[verb]} {thing}")
            predicate, gap = verb, " ;\n\t"
    add(end)
    output.write("".join(pieces).encode())


class _Short(dict[str, str]):
    """Terms of N-Triples to their forms in Turtle, each worked out once.

    >>> short = _Short({"id": "https://example.org/id/", "xsd": XSD})
    >>> short["<https://example.org/id/org-1>"], short[f'"3"^^<{XSD}integer>'], short[f'"2025-01-01"^^<{XSD}date>']
    ('id:org-1', '3', '"2025-01-01"^^xsd:date')
    """

    def __init__(self, prefixes: dict[str, str], known: Mapping[str, str] = MappingProxyType({})) -> None:
        super().__init__(known)
        self._names = {iri: name for name, iri in reversed(prefixes.items())}

    def __missing__(self, written: str) -> str:
        if len(self) >= _MOST:
            self.clear()
        found = self[written] = self._iri(written) if written[0] == "<" else self._literal(written)
        return found

    def _iri(self, written: str) -> str:
        at = max(written.rfind("/"), written.rfind("#")) + 1
        name = self._names.get(written[1:at])
        return (
            written
            if name is None or not _LOCAL.fullmatch(written, at, len(written) - 1)
            else f"{name}:{written[at:-1]}"
        )

    def _literal(self, written: str) -> str:
        value, _, datatype = written.rpartition("^^")
        bare = _BARE.get(datatype.removeprefix(f"<{XSD}").removesuffix(">"))
        if bare and datatype.startswith(f"<{XSD}") and bare.fullmatch(value, 1, len(value) - 1):
            return value[1:-1]
        return f"{value}^^{self[datatype]}"
