"""Sorted lines in files, all cut at the same subjects, so that what many processes wrote can be joined piece by piece.

Pieces follow each other: no subject stands in two of them, and their lines one after the other are sorted.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import islice, pairwise
from operator import ne
from pathlib import Path

from kg.graph.terms import term

# Most lines are about spans and statements, whose names are hashes.
_CUTS = ("measure-", "span-", "span-4", "span-8", "span-c", *(f"st-{digit}" for digit in "02468ace"))
COUNT = len(_CUTS) + 1
_PREF, _ALT = f" {term('skos:prefLabel')} ", f" {term('skos:altLabel')} "
_AT_ONCE = 100_000_000  # bytes of a piece that are sorted in memory; larger ones are merged line by line


def write(lines: Iterable[str], folder: Path, base: str) -> tuple[Path, ...]:
    """Writes sorted lines, each once, into one file a piece."""
    once = list(dict.fromkeys(lines))
    ends = [0, *(bisect_left(once, f"<{base}{cut}") for cut in _CUTS), len(once)]
    paths = tuple(folder / f"{piece:02}.nt" for piece in range(COUNT))
    for path, (start, end) in zip(paths, pairwise(ends), strict=True):
        path.write_bytes("".join(f"{line}\n" for line in once[start:end]).encode())
    return paths


def joined(files: Sequence[Path]) -> Iterator[str]:
    """The lines of the same piece from several writers, sorted; a line that several wrote comes as often."""
    if sum(file.stat().st_size for file in files) > _AT_ONCE:
        return merge(*map(_stream, files))
    found: list[str] = []
    for file in files:
        found += file.read_bytes().decode().split("\n")[:-1]
    found.sort()  # runs that are sorted already
    return iter(found)


def _stream(file: Path) -> Iterator[str]:
    with file.open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            yield line[:-1]


def united(lines: Iterable[str]) -> Iterator[str]:
    """Sorted lines, each once, with one prefLabel a thing."""
    subject = " "
    about: list[str] = []
    for line in lines:
        if line.startswith(subject):
            if line != about[-1]:
                about.append(line)
        else:
            yield from _one_name(about)
            subject, about = line[: line.index(" ") + 1], [line]
    yield from _one_name(about)


def settled(lines: Sequence[str]) -> bool:
    """Whether no sorted line stands twice and no subject has two names, as in the graph of a single document."""
    named = [line.partition(" ")[0] for line in lines if _PREF in line and line.endswith("@zh .")]
    return all(map(ne, lines, islice(lines, 1, None))) and all(map(ne, named, islice(named, 1, None)))


def _one_name(about: list[str]) -> list[str]:
    """The lines about one subject: where documents disagree on its name, the first is kept and the others are forms."""
    if "\n".join(about).count(_PREF) < 2:
        return about
    names = [line for line in about if _PREF in line and line.endswith("@zh .")]
    if len(names) < 2:
        return about
    others = {line: line.replace(_PREF, _ALT, 1) for line in names[1:]}
    return sorted({others.get(line, line) for line in about})
