"""The whole road: a text becomes a reading, readings become one graph."""

from __future__ import annotations

import importlib
import json
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg import reading as files
from kg.errors import InputRefused, NothingRead, OutputNotWritten
from kg.graph import Lines, Options, lines, merged
from kg.model import (
    Denotation,
    DocumentKind,
    Entity,
    Header,
    Kind,
    Letter,
    Paragraph,
    Range,
    Reading,
    Role,
    Sentence,
    Text,
)


def _stage(module: str, function: str) -> Callable[..., Any] | None:
    try:
        return getattr(importlib.import_module(f"kg.{module}"), function, None)
    except ModuleNotFoundError as error:
        if not (error.name or "").startswith(f"kg.{module}"):
            raise
        return None


def read_document(text: Text) -> Reading:
    """All that one text says."""
    letter = (_stage("structure", "parse") or _plain)(text)
    empty = lambda *_: ()  # noqa: E731
    times = (_stage("times", "find") or empty)(letter)
    mentions = (_stage("mentions", "find") or empty)(letter)
    figures = (_stage("figures", "find") or empty)(letter, times, mentions)
    found = (_stage("measures", "find") or (lambda *_: ((), mentions)))(letter, mentions, times, figures)
    measures, mentions = found
    relations = (_stage("relations", "find") or empty)(letter, mentions, measures)
    return (_stage("resolve", "resolve") or _resolved)(letter, mentions, times, figures, measures, relations)


def _plain(text: Text) -> Letter:
    places, start = [], 0
    for line in text.reading.split("\n"):
        if line:
            places.append(Range(start, start + len(line)))
        start += len(line) + 1
    return Letter(
        text,
        Header(DocumentKind.REPLY),
        tuple(Paragraph(at, Role.BODY) for at in places),
        tuple(Sentence(at, i) for i, at in enumerate(places)),
    )


def _resolved(letter: Letter, *found: Any) -> Reading:
    """A stand-in for identity: one entity a kind and name."""
    mentions = found[0]
    coarse = {"Agency": "org", "PolicyDocument": "doc", "Person": "person", "IndustrialCluster": "cluster", "Event": "event"}
    coarse |= dict.fromkeys(("School", "Enterprise", "Association", "Committee", "Institution"), "org")
    coarse |= dict.fromkeys(("Industry", "Occupation", "Major"), "concept")
    coarse |= dict.fromkeys(("Place", "AdministrativeDivision"), "place") | dict.fromkeys(("TargetGroup", "Entity"), "group")
    made: dict[Entity, int] = {}

    def entity(kind: Kind, name: str) -> int:
        return made.setdefault(Entity(kind, (coarse.get(kind, "vehicle"), kind, name), name), len(made))

    header = letter.header
    denotations = tuple(
        Denotation(i, entity(m.kind, m.name), "name", 0.8) for i, m in enumerate(mentions) if m.reference == "name"
    )
    who = [
        tuple(entity(kind, f.value) for f in fields)
        for kind, fields in (
            (Kind.AGENCY, header.issuers),
            (Kind.PERSON, header.addressees),
            (Kind.AGENCY, header.consulted),
            (Kind.AGENCY, header.copied_to),
        )
    ]
    sessions = tuple(entity(Kind.EVENT, p.session.value) if p.session else None for p in header.proposals)
    return Reading(letter, *found, tuple(made), denotations, *who, sessions)


@dataclass(frozen=True, slots=True)
class Refused:
    """An input that was not read, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Build:
    """What a build made: readings, their triples, and the inputs it refused."""

    readings: tuple[Reading, ...]
    documents: tuple[Lines, ...]
    refused: tuple[Refused, ...] = ()

    @property
    def exit_code(self) -> int:
        return 1 if self.refused else 0


def inputs(paths: Iterable[str | os.PathLike[str]]) -> list[Path]:
    """The files that are meant: a folder stands for its .txt files, in order."""
    found: list[Path] = []
    for path in map(Path, paths):
        found.extend(sorted(p for p in path.rglob("*.txt") if p.is_file()) if path.is_dir() else [path])
    return list(dict.fromkeys(found))


def read_all(paths: Sequence[Path], options: Options) -> Build:
    """Reads each file; what cannot or must not be read is named with its reason."""
    readings, documents, refused = [], [], []
    for path in paths:
        try:
            reading = read_document(files.read(path))
        except InputRefused as error:
            refused.append(Refused(str(path), str(error)))
            continue
        readings.append(reading)
        documents.append(lines(reading, options))
    if not documents:
        raise NothingRead("\n".join(r.reason for r in refused) or "没有可读的文件。")
    return Build(tuple(readings), tuple(documents), tuple(refused))


def write(build: Build, out: Path, options: Options) -> None:
    """Writes graph.ttl and manifest.json; an older output stays whole when something fails."""
    from kg.export import turtle  # noqa: PLC0415

    contents = {"graph.ttl": turtle(merged(build.documents), options.base)}
    contents["manifest.json"] = json.dumps(
        {"documents": [d.document[1:-1] for d in build.documents]}, ensure_ascii=False, indent=1
    ).encode()
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, content in contents.items():
            (out / f".{name}.tmp").write_bytes(content)
        for name in contents:
            (out / f".{name}.tmp").replace(out / name)
    except OSError as error:
        raise OutputNotWritten(f"{out}：写不进去（{error.strerror}），原有输出未改动。") from error
