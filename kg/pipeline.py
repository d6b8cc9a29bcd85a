"""The whole road: a text becomes a reading, readings become one graph in a folder."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

import kg
from kg import figures, measures, mentions, page, pieces, relations, report, resolve, review, structure, times
from kg import reading as files
from kg.errors import InputRefused, NothingRead, OutputNotWritten
from kg.export import public_lines
from kg.graph import CONTRACT, DEFAULTS, Options, lines
from kg.graph.turtle import write_prefixes, write_subjects, write_turtle
from kg.ids import Mint
from kg.model import Reading, Text
from kg.report import Account

CHUNK = 100  # documents that one process reads at a time
SERIAL = 500_000  # bytes of text: up to here starting processes costs more than it saves
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
    letter: page.Letter


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
    """Some inputs read: their documents, their sorted lines (or the files of their pieces), and what was refused."""

    documents: tuple[Document, ...]
    refused: tuple[Refused, ...]
    lines: tuple[str, ...] = ()
    pieces: tuple[Path, ...] = ()


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
        if self.in_pieces:
            for piece in self.pieces():
                yield from pieces.united(pieces.joined(piece))
        else:
            yield from pieces.united(pieces.merged(chunk.lines for chunk in self.chunks))

    @property
    def in_pieces(self) -> bool:
        """Whether other processes read the inputs and left the lines in files."""
        return any(chunk.pieces for chunk in self.chunks)

    def pieces(self) -> Iterator[tuple[Path, ...]]:
        """The files of each piece."""
        return zip(*(chunk.pieces for chunk in self.chunks), strict=True)


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
    workers = os.cpu_count() or 1
    if scratch is None or workers == 1 or sum(map(_size, paths)) <= SERIAL:
        groups = [tuple(paths[i : i + CHUNK]) for i in range(0, len(paths), CHUNK)]
        chunks = [_read_chunk(group, options, None, watch) for group in groups]
    else:
        chunks = _read_in_processes(_groups(paths, workers), options, scratch, watch)
    build = Build(tuple(chunks), options)
    if not build.documents:
        raise NothingRead("\n".join(r.reason for r in build.refused) or "没有给出要读的文件。")
    return build


def _size(path: Path) -> int:
    """The bytes of a file; one that cannot be asked is refused later, with its reason."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _groups(paths: Sequence[Path], workers: int) -> list[tuple[Path, ...]]:
    """The paths in order, in groups of about the same size, a few for each worker."""
    share = sum(map(_size, paths)) / (workers * 6)
    groups: list[list[Path]] = [[]]
    held = 0
    for path in paths:
        if groups[-1] and (held + _size(path) / 2 > share or len(groups[-1]) == CHUNK):
            groups.append([])
            held = 0
        groups[-1].append(path)
        held += _size(path)
    return [tuple(group) for group in groups]


def _read_in_processes(
    groups: Sequence[Sequence[Path]], options: Options, scratch: Path, watch: Watch | None = None
) -> list[Chunk]:
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - one letter does not need it

    chunks = []
    with ProcessPoolExecutor() as pool:
        jobs = [pool.submit(_read_chunk, group, options, scratch / str(i)) for i, group in enumerate(groups)]
        for job in jobs:
            chunk = job.result()
            chunks.append(chunk)
            if watch:
                watch(len(chunk.documents) + len(chunk.refused))
    return chunks


def _read_chunk(paths: Sequence[Path], options: Options, desk: Path | None, watch: Watch | None = None) -> Chunk:
    """Reads some files; with a desk, another process did it, the lines go to files there."""
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
        told = report.account(path.name, reading)
        letter = page.letter(path.name, reading, told.unread, options.with_contacts)
        documents.append(Document(path.name, text.sha256, len(text.raw), len(triples), told, letter))
    if watch:
        watch(1)
    found.sort()  # runs that are sorted already
    if desk is None:
        return Chunk(tuple(documents), tuple(refused), tuple(found))
    desk.mkdir()
    return Chunk(tuple(documents), tuple(refused), (), pieces.write(found, desk, options.base))


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
        "graph.html": lambda file: page.write(shown, file, (document.letter for document in found.documents)),
        "report.md": lambda file: report.write_markdown(accounts, refused, file),
        "report.json": lambda file: report.write_json(accounts, refused, file),
    }
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".writing-", dir=out) as place:
            desk = Path(place)
            with turtle_written(found, desk / "graph.ttl"):
                for name, writer in writers.items():
                    with (desk / name).open("wb") as file:
                        writer(file)
            names = ["graph.ttl", *writers]
            (desk / "manifest.json").write_bytes(_manifest(found, [desk / name for name in names]))
            for name in (*names, "manifest.json"):
                (desk / name).replace(out / name)
    except OSError as error:
        raise OutputNotWritten.because(out, error) from error


@contextmanager
def turtle_written(found: Build, target: Path) -> Iterator[None]:
    """Writes the graph as Turtle by the end of the block; what came in pieces is written by other processes while the
    block runs."""
    base = found.options.base
    if found.review or not found.in_pieces:
        with target.open("wb") as file:
            write_turtle(found.lines(), file, base)
        yield
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - one letter does not need it

    with ProcessPoolExecutor() as pool:
        parts = [target.with_suffix(f".{i:02}") for i in range(pieces.COUNT)]
        jobs = [pool.submit(_write_piece, *job, base) for job in zip(found.pieces(), parts, strict=True)]
        yield
        with target.open("wb") as file:
            write_prefixes(file, base)
            for job, part in zip(jobs, parts, strict=True):
                job.result()
                with part.open("rb") as written:
                    shutil.copyfileobj(written, file)


def _write_piece(files: Sequence[Path], target: Path, base: str) -> None:
    with target.open("wb") as file:
        write_subjects(pieces.united(pieces.joined(files)), file, base)


def _manifest(found: Build, made: Iterable[Path]) -> bytes:
    """What was read and what was written, with hashes; no clock and no path, so equal inputs give equal bytes."""
    content = {
        "tool": f"zhengmai {kg.__version__}",
        "contract": CONTRACT,
        "documents": [
            {"name": d.name, "sha256": d.text_sha256, "characters": d.characters, "triples": d.triples}
            for d in found.documents
        ],
        "refused": [{"name": r.name, "reason": r.short_reason} for r in found.refused],
        "files": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(made)},
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
