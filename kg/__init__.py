"""政脉 zhengmai: evidenced knowledge graphs from Chinese government documents.

import kg

kg.build(["答复函.txt"], "out")        # reads the letters, writes the graph, the page and the report
graph = kg.load("out")                 # an rdflib graph
graph.to_networkx(), graph.to_pyvis()  # with the sentence on each edge
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.pipeline import Build
    from kg.view import KnowledgeGraph

__version__ = "0.1.0"
__all__ = ["__version__", "build", "load"]

_Path = str | os.PathLike[str]


def build(
    paths: _Path | Iterable[_Path],
    out: _Path | None = None,
    *,
    base_iri: str | None = None,
    with_contacts: bool = False,
    public: bool = False,
) -> Build:
    """Reads files or folders of letters; with `out`, writes graph.ttl, graph.html, report and manifest there.

    `public` leaves documents that are not 主动公开 out of the page.
    The answer tells which documents were read and which were refused and why, and yields the triples (`.lines()`).
    Raises errors of `kg.errors`: NothingRead when no input could be read, OutputNotWritten when the folder cannot be.
    """
    from kg import pipeline  # noqa: PLC0415 - `import kg` stays light
    from kg.graph import Options  # noqa: PLC0415
    from kg.ids import BASE  # noqa: PLC0415

    many = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    options = Options(base_iri or BASE, with_contacts, public)
    if out is None:
        return pipeline.read(pipeline.inputs(many), options)
    return pipeline.build(many, Path(out), options)


def load(folder: _Path = "out") -> KnowledgeGraph:
    """The graph of a build's folder (or of a Turtle file) as an rdflib graph with `to_networkx()` and `to_pyvis()`."""
    from kg.view import load  # noqa: PLC0415 - rdflib, networkx and pyvis are slow to import

    return load(Path(folder))
