"""The whole road: a text becomes a reading, readings become one graph in a folder."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import merge
from itertools import islice
from operator import ne
from pathlib import Path
from typing import IO

import kg
from kg import figures, measures, mentions, page, relations, report, resolve, review, structure, times
from kg import reading as files
from kg.errors import InputRefused, NothingRead, OutputNotWritten
from kg.export import public_lines
from kg.graph import CONTRACT, DEFAULTS, Options, lines
from kg.graph.terms import term
from kg.graph.turtle import write_turtle
from kg.ids import Mint
from kg.model import Reading, Text
from kg.report import Account

CHUNK = 100  # documents that one process reads at a time
SERIAL = 40  # up to here starting processes costs more than it saves
Watch = Callable[[int], object]  # is told how many more files are done


def read_document(text: Text) -> Reading:
    """All that one text says, stage by stage."""
    letter = structure.parse(text)
    when = times.find(letter)
    names = mentions.find(letter)
    numbers = figures.find(letter, when, names)
    actions, names = measures.find(letter, names, when)
    ties = relations.find(letter, names, actions)
    return resolve.resolve(letter, names, when, numbers, actions, ties)


@dataclass(frozen=True, slots=True)
class Document:
    """One input that was read."""

    name: str
    text_sha256: str
    characters: int
    triples: int
    account: Account
    reading: Reading | None = None  # None when another process read it


@dataclass(frozen=True, slots=True)
class Refused:
    """One input that was not read, and why: a sentence for the user, with the path."""

    name: str
    reason: str

    @property
    def short_reason(self) -> str:
        """The reason without the path, so that outputs are the same wherever the inputs lie."""
        return self.reason.partition("：")[2] or self.reason


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some inputs read: their documents, their sorted lines (or the file that holds them), and what was refused."""

    documents: tuple[Document, ...]
    refused: tuple[Refused, ...]
    lines: tuple[str, ...] = ()
    file: Path | None = None

    def sorted_lines(self) -> Iterator[str]:
        if self.file is None:
            yield from self.lines
            return
        with self.file.open(encoding="utf-8", newline="\n") as file:
            for line in file:
                yield line[:-1]


@dataclass(frozen=True, slots=True)
class Build:
    """What a build read; `lines` is the graph."""

    chunks: tuple[Chunk, ...]
    options: Options = DEFAULTS
    review: review.Plan | None = None  # what judgements of people change

    @property
    def documents(self) -> tuple[Document, ...]:
        return tuple(document for chunk in self.chunks for document in chunk.documents)

    @property
    def readings(self) -> tuple[Reading, ...]:
        """What was read in this process."""
        return tuple(document.reading for document in self.documents if document.reading)

    @property
    def refused(self) -> tuple[Refused, ...]:
        return tuple(refused for chunk in self.chunks for refused in chunk.refused)

    @property
    def exit_code(self) -> int:
        return 1 if self.refused else 0

    def lines(self) -> Iterator[str]:
        """The graph as sorted N-Triples lines, as the judgements of people leave it."""
        return review.apply(self._read_lines(), self.review) if self.review else self._read_lines()

    def _read_lines(self) -> Iterator[str]:
        """The triples of all documents as sorted N-Triples lines, each once, with one prefLabel a thing."""
        if len(self.chunks) == 1 and self.chunks[0].file is None and _settled(self.chunks[0].lines):
            yield from self.chunks[0].lines
            return
        sources = [chunk.lines if chunk.file is None else chunk.sorted_lines() for chunk in self.chunks]
        subject = " "
        about: list[str] = []
        for line in sources[0] if len(sources) == 1 else merge(*sources):
            if line.startswith(subject):
                if line != about[-1]:
                    about.append(line)
            else:
                yield from _one_name(about)
                subject, about = line[: line.index(" ") + 1], [line]
        yield from _one_name(about)


_PREF, _ALT = f" {term('skos:prefLabel')} ", f" {term('skos:altLabel')} "


def _settled(lines: Sequence[str]) -> bool:
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


def inputs(paths: Iterable[str | os.PathLike[str]]) -> list[Path]:
    """The files that are meant, each once: a folder stands for the .txt files in it, in the order of their names, and
    for itself when there are none, so that the reader can say so."""
    found: list[Path] = []
    for path in map(Path, paths):
        texts = sorted(p for p in path.rglob("*.txt") if p.is_file()) if path.is_dir() else []
        found.extend(texts or [path])
    return list(dict.fromkeys(found))


def read(
    paths: Sequence[Path], options: Options = DEFAULTS, scratch: Path | None = None, watch: Watch | None = None
) -> Build:
    """Reads the files; what cannot or must not be read is named with its reason and the others go on.

    Raises NothingRead when no file could be read. With a scratch folder, many files are read by several processes.
    `watch` is told how many more files are done.
    """
    groups = [tuple(paths[i : i + CHUNK]) for i in range(0, len(paths), CHUNK)]
    if scratch is None or len(paths) <= SERIAL or (os.cpu_count() or 1) == 1:
        chunks = [_read_chunk(group, options, None, watch) for group in groups]
    else:
        chunks = _read_in_processes(paths, options, scratch, watch)
    build = Build(tuple(chunks), options)
    if not build.documents:
        raise NothingRead("\n".join(r.reason for r in build.refused) or "没有给出要读的文件。")
    return build


def _read_in_processes(
    paths: Sequence[Path], options: Options, scratch: Path, watch: Watch | None = None
) -> list[Chunk]:
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - one letter does not need it

    workers = os.cpu_count() or 1
    size = max(1, min(CHUNK, -(-len(paths) // (workers * 4))))
    groups = [tuple(paths[i : i + size]) for i in range(0, len(paths), size)]
    places = [scratch / f"{i}.nt" for i in range(len(groups))]
    with ProcessPoolExecutor(workers) as pool:
        chunks = []
        for chunk in pool.map(_read_chunk, groups, [options] * len(groups), places):
            chunks.append(chunk)
            if watch:
                watch(len(chunk.documents) + len(chunk.refused))
        return chunks


def _read_chunk(paths: Sequence[Path], options: Options, file: Path | None, watch: Watch | None = None) -> Chunk:
    mint = Mint(options.base)
    documents: list[Document] = []
    refused: list[Refused] = []
    found: list[str] = []
    for i, path in enumerate(paths):
        if watch and i:
            watch(1)
        try:
            text = files.read(path)
            reading = read_document(text)
        except InputRefused as error:
            refused.append(Refused(path.name, str(error)))
            continue
        except Exception as error:
            error.add_note(f"在读 {path} 时")  # a fault of ours must name the document that shows it
            raise
        triples = lines(reading, options, mint)
        found += triples
        kept = reading if file is None else None
        told = report.account(path.name, reading)
        documents.append(Document(path.name, text.sha256, len(text.raw), len(triples), told, kept))
    if watch:
        watch(1)
    found.sort()  # runs that are sorted already
    if file is None:
        return Chunk(tuple(documents), tuple(refused), tuple(found))
    with file.open("w", encoding="utf-8", newline="\n") as output:
        output.writelines(f"{line}\n" for line in dict.fromkeys(found))
    return Chunk(tuple(documents), tuple(refused), (), file)


def build(
    paths: Iterable[str | os.PathLike[str]],
    out: Path,
    options: Options = DEFAULTS,
    watch: Watch | None = None,
    judgements: Sequence[review.Judgement] = (),
) -> Build:
    """Reads the inputs and writes the graph, the page and the report into a folder; `judgements` of people are kept."""
    with tempfile.TemporaryDirectory(prefix="zhengmai-") as scratch:
        found = read(inputs(paths), options, Path(scratch), watch)
        if judgements:
            found = replace(found, review=review.plan(found.lines, judgements, Mint(options.base)))
        write(found, out)
    return found


def write(found: Build, out: Path) -> None:
    """Writes all files of a build, or none: they get their names when each of them is complete."""
    accounts = [document.account for document in found.documents]
    refused = [(r.name, r.short_reason) for r in found.refused]
    shown = public_lines(found.lines()) if found.options.public else found.lines()
    writers: dict[str, Callable[[IO[bytes]], None]] = {
        "graph.ttl": lambda file: write_turtle(found.lines(), file, found.options.base),
        "graph.html": lambda file: page.write(shown, file, found.readings),
        "report.md": lambda file: report.write_markdown(accounts, refused, file),
        "report.json": lambda file: report.write_json(accounts, refused, file),
    }
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".writing-", dir=out) as desk:
            made = {name: Path(desk) / name for name in writers}
            for name, writer in writers.items():
                with made[name].open("wb") as file:
                    writer(file)
            made["manifest.json"] = Path(desk) / "manifest.json"
            made["manifest.json"].write_bytes(_manifest(found, made))
            for name, path in made.items():
                path.replace(out / name)
    except OSError as error:
        raise OutputNotWritten.because(out, error) from error


def _manifest(found: Build, made: dict[str, Path]) -> bytes:
    """What was read and what was written, with hashes; no clock and no path, so equal inputs give equal bytes."""
    content = {
        "tool": f"zhengmai {kg.__version__}",
        "contract": CONTRACT,
        "documents": [
            {"name": d.name, "sha256": d.text_sha256, "characters": d.characters, "triples": d.triples}
            for d in found.documents
        ],
        "refused": [{"name": r.name, "reason": r.short_reason} for r in found.refused],
        "files": {
            name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in sorted(made.items()) if path.exists()
        },
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
