"""The question book: each `queries/*.rq` with what its header says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import NotUnderstood
from kg.shipped import shipped

EVIDENCE = ("quote", "document", "start", "end", "text")
_HEADER = re.compile(r"# (name|zh|en|answer|param|column|ask|hear):? (.+)")
_PARAM = re.compile(r"(\w+) \((\S+)\): (entity|required|choice|text|number) (\?\w+) ?([^;]*); ([^;]+); (.+)")


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter of a question. `detail` holds classes of entities (`|` between them), choices, or a default.

    A `required` parameter is an entity that must be given.
    """

    name: str
    alias: str
    kind: str
    variable: str
    detail: str
    zh: str
    en: str

    def choices(self) -> dict[str, str]:
        """Notation of each choice by its notation and its Chinese name."""
        pairs = [part.split("=") for part in self.detail.split("|")]
        return {name: pair[0] for pair in pairs for name in pair}


@dataclass(frozen=True, slots=True)
class Question:
    """A ready question: what it asks, its parameters, its columns with Chinese and English heads, its SPARQL.

    `examples` are ways to ask it, `hear` the lines by which other ways are understood (see kg/ask/hear.py).
    """

    name: str
    zh: str
    en: str
    answer: str
    params: tuple[Param, ...]
    columns: tuple[tuple[str, str, str], ...]
    examples: tuple[str, ...]
    hear: tuple[str, ...]
    sparql: str

    @property
    def heads(self) -> tuple[str, ...]:
        """Chinese heads of the columns."""
        return tuple(zh for _, zh, _ in self.columns)

    def param(self, name: str) -> Param:
        """The parameter of an English or Chinese name."""
        for param in self.params:
            if name in (param.name, param.alias):
                return param
        known = "、".join(f"--{p.name}（--{p.alias}）" for p in self.params)
        raise NotUnderstood(
            f"问题 {self.name} 没有参数 --{name}；" + (f"它的参数是 {known}。" if known else "它没有参数。")
        )


@cache
def book() -> dict[str, Question]:
    """All ready questions by name.

    >>> book()["who-backs"].zh
    '谁支持哪条措施？'
    """
    return {q.name: q for q in map(_read, sorted(shipped("queries").glob("*.rq")))}


def _read(path: Path) -> Question:
    text = path.read_text(encoding="utf-8")
    said: dict[str, list[str]] = {}
    for key, value in _HEADER.findall(text):
        said.setdefault(key, []).append(value)
    params = []
    for line in said.get("param", ()):
        parts = _PARAM.fullmatch(line)
        if not parts:
            raise ValueError(f"{path.name}: parameter not understood: {line}")
        params.append(Param(*parts.groups()))
    columns = []
    for line in said["column"]:
        name, _, heads = line.partition(": ")
        zh, _, en = heads.partition(" | ")
        columns.append((name, zh, en))
    return Question(
        path.stem,
        said["zh"][0],
        said["en"][0],
        said["answer"][0],
        tuple(params),
        tuple(columns),
        tuple(said.get("ask", ())),
        tuple(said.get("hear", ())),
        "\n".join(line for line in text.split("\n") if not _HEADER.match(line)),
    )
