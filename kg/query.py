"""SPARQL over a finished graph, in a child process with limits of time, memory and rows."""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

from kg import guard
from kg.errors import LimitReached, NothingRead, QueryError
from kg.namespaces import PREFIXES

_GRAPHS = ("graph.ttl", "graph.nq", "graph.trig", "graph.nt", "facts.ttl")
ALL = 1 << 40  # rows: what is too big for the memory is refused, not cut
_PLACE = re.compile(r"error at (\d+):(\d+)")
_PREFIXED = re.compile(r"(?<![\w:?$<@.-])([A-Za-z][\w-]*):(?=\w)")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may use: wall-clock seconds (the loading of the graph included), bytes of memory, rows."""

    seconds: float = 30
    memory: int = 4 << 30
    rows: int = 100_000


class Term(NamedTuple):
    """An RDF term. `kind` is iri, text (with a language), literal (with a datatype), blank or triple."""

    kind: str
    value: str
    tag: str = ""

    @property
    def short(self) -> str:
        """The term for people: the bare value, an IRI by its prefix.

        >>> Term("iri", "https://w3id.org/zhengmai/ont#Agency").short
        'zm:Agency'
        """
        if self.kind == "iri":
            for prefix, base in PREFIXES.items():
                if self.value.startswith(base) and self.value != base:
                    return f"{prefix}:{self.value[len(base) :]}"
        return f"_:{self.value}" if self.kind == "blank" else self.value


@dataclass(frozen=True, slots=True)
class Rows:
    """Answer of SELECT. `cut` says that there were more rows than the limit."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Truth:
    """Answer of ASK."""

    value: bool


@dataclass(frozen=True, slots=True)
class Triples:
    """Answer of CONSTRUCT and DESCRIBE: lines of N-Triples without their dots, sorted."""

    lines: tuple[str, ...]
    cut: bool = False


Answer = Rows | Truth | Triples


def graph_file(place: Path) -> Path:
    """The file or store behind `--graph`: a build's folder, a store, or an RDF file."""
    if place.is_dir():
        for name in _GRAPHS:
            if (place / name).is_file():
                return place / name
        if (place / "CURRENT").is_file():
            return place
    elif place.is_file():
        return place
    raise NothingRead(f"{place}：这里没有图谱。先运行 kg build 文件 -o {place}，或用 --graph 指出图谱所在的文件夹。")


class Session:
    """A graph held by a child process; queries follow one another until the session is left.

    The clock of `limits.seconds` runs for the whole session.
    """

    def __init__(self, graph: Path, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self.graph = graph_file(graph)
        self._late = False
        self._child = subprocess.Popen(
            [
                sys.executable,
                "-P",  # no import from the folder the user stands in
                str(Path(__file__).with_name("worker.py")),
                str(self.graph),
                str(self.limits.memory),
                str(int(self.limits.seconds) + 2),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONIOENCODING": "utf-8"},
            text=True,
            encoding="utf-8",
        )
        self._clock = threading.Timer(self.limits.seconds, self._stop)
        self._clock.daemon = True
        self._clock.start()
        self._loaded = False

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._clock.cancel()
        self._child.kill()
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()
        self._child.wait()

    def _stop(self) -> None:
        self._late = True
        self._child.kill()

    def run(self, query: str, most: int | None = None) -> Answer:
        """The answer to any SPARQL 1.1 query, at most `most` rows (else the session's limit); prefixes are preset."""
        guard.look(query)
        reply = self._ask({"query": query, "prefixes": PREFIXES, "rows": most or self.limits.rows})
        if reply["kind"] == "ask":
            return Truth(reply["value"])
        if reply["kind"] == "graph":
            return Triples(tuple(reply["triples"]), reply["cut"])
        rows = tuple(tuple(Term(*cell) if cell else None for cell in row) for row in reply["rows"])
        return Rows(tuple(reply["columns"]), rows, reply["cut"])

    def select(self, query: str, most: int = ALL) -> Rows:
        """The answer to a SELECT query: all rows, unless fewer are asked for."""
        answer = self.run(query, most)
        if not isinstance(answer, Rows):
            raise QueryError("这里要用 SELECT 查询。")
        return answer

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        if not self._loaded:
            greeting = self._read()
            if "error" in greeting:
                raise NothingRead(f"{self.graph}：不是能读的图谱（{greeting['message']}）。")
            self._loaded = True
        assert self._child.stdin
        try:
            self._child.stdin.write(json.dumps(request) + "\n")
            self._child.stdin.flush()
        except OSError:
            self._gone()
        reply = self._read()
        match reply.get("error"):
            case None:
                return reply
            case "syntax":
                raise QueryError(explained(request["query"], reply["message"]))
            case "memory":
                raise LimitReached("回答太大，超过了内存限制；请缩小查询，或加 LIMIT。")
            case _:
                raise QueryError(f"查询没有运行成功：{reply['message']}")

    def _read(self) -> dict[str, Any]:
        assert self._child.stdout
        line = self._child.stdout.readline()
        if not line:
            self._gone()
        reply: dict[str, Any] = json.loads(line)
        return reply

    def _gone(self) -> None:
        """Say why the child is no longer there."""
        self._child.wait()
        if self._late:
            raise LimitReached(
                f"查询超过 {self.limits.seconds:g} 秒，已停止。请加更具体的条件或 LIMIT，或用 --timeout 放宽时限。"
            )
        raise LimitReached("查询用尽了内存或嵌套太深，已停止。请加更具体的条件或 LIMIT。")


def run(graph: Path, query: str, limits: Limits | None = None) -> Answer:
    """The answer to one query over the graph of a build's folder, a store or an RDF file."""
    guard.look(query)
    with Session(graph, limits) as session:
        return session.run(query)


def explained(query: str, message: str) -> str:
    """An engine's complaint as a sentence, the line with a caret under the place, and a hint."""
    known = set(PREFIXES) | set(re.findall(r"(?i)\bprefix\s+([\w-]*):", query))
    for found in _PREFIXED.finditer(query):
        if "Prefix not found" in message and found[1] not in known:
            hint = f"前缀 {found[1]}: 没有声明；已备好的前缀有 {'、'.join(PREFIXES)}。"
            return _shown(query, *guard.place(query, found.start()), hint)
    place = _PLACE.search(message)
    if not place:
        return f"查询写得不对：{message}"
    if re.match(r"\s*(?:insert|delete|load|clear|drop|create|with)\b", query, re.I):
        return "查询不能修改图谱。"
    line, column = int(place[1]), int(place[2])
    at_end = not query.split("\n")[line - 1][column - 1 :].strip() and line == query.rstrip().count("\n") + 1
    if "unbound" in message:
        hint = "SELECT 里有没在 GROUP BY 中分组的变量。"
    else:
        hint = "查询到这里还没有写完，可能少了 } 或 )。" if at_end else "从这里起读不懂。"
    return _shown(query, line, column, hint)


def _shown(query: str, line: int, column: int, hint: str) -> str:
    lines = query.split("\n")
    text = lines[line - 1] if line <= len(lines) else ""
    return f"查询第 {line} 行第 {column} 列：{hint}\n  {text}\n  {' ' * (column - 1)}^"
