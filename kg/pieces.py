"""Sorted lines in files, all cut at the same subjects, so that what many processes wrote can be joined piece by piece.

Pieces follow each other: no subject stands in two of them, and their lines one after the other are sorted.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise
from pathlib import Path

from kg.graph.terms import term

# Most lines are about spans and statements, whose names are hashes.
_DIGITS = "0123456789abcdef"
_CUTS = ("measure-", *(f"{kind}-{digit}" for kind in ("span", "st") for digit in _DIGITS))
COUNT = len(_CUTS) + 1
_PREF, _ALT = f" {term('skos:prefLabel')} ", f" {term('skos:altLabel')} "


def write(lines: Sequence[str], folder: Path, base: str) -> tuple[Path, ...]:
    """Writes sorted lines, each once, into one file a piece."""
    once = _once(lines)
    ends = [0, *(bisect_left(once, f"<{base}{cut}") for cut in _CUTS), len(once)]
    paths = tuple(folder / f"{piece:02}.nt" for piece in range(COUNT))
    for path, (start, end) in zip(paths, pairwise(ends), strict=True):
        path.write_bytes("".join(f"{line}\n" for line in once[start:end]).encode())
    return paths


def joined(files: Sequence[Path]) -> list[str]:
    """The lines of the same piece from several writers, sorted; a line that several wrote comes as often."""
    return merged(file.read_bytes().decode().split("\n")[:-1] for file in files)


def merged(runs: Iterable[Sequence[str]]) -> list[str]:
    """The lines of sorted runs, sorted."""
    found = [line for run in runs for line in run]
    found.sort()  # fast, for it knows runs
    return found


def united(lines: Sequence[str]) -> list[str]:
    """Sorted lines, each once, with one prefLabel a thing: where documents disagree on its name, the first is kept and
    the others are forms."""
    once = _once(lines)
    named = [line.partition(" ")[0] for line in once if line.endswith("@zh .") and _PREF in line]
    twice = sorted({a for a, b in pairwise(named) if a == b})
    for subject in reversed(twice):
        start, end = (bisect_left(once, subject + mark) for mark in " !")
        once[start:end] = _one_name(once[start:end])
    return once


def _once(lines: Sequence[str]) -> list[str]:
    return [line for line, before in zip(lines, chain(("",), lines), strict=False) if line != before]


def _one_name(about: list[str]) -> list[str]:
    """The lines about one subject with its first name alone."""
    names = [line for line in about if line.endswith("@zh .") and _PREF in line]
    others = {line: line.replace(_PREF, _ALT, 1) for line in names[1:]}
    return sorted({others.get(line, line) for line in about})
