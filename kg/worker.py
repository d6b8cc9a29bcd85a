"""The child process that holds a graph and answers queries; `kg.query` starts it and ends it.

It is run as a file, imports nothing of the project, and speaks one JSON document a line: queries in, answers out.
A timer inside a process cannot stop a running query, so the parent kills this one. Once the graph is in memory it
may open no further file or socket: what a query may ask of the engine, the operating system then refuses.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pyoxigraph as ox

MOST_CHARACTERS = 64_000_000  # of one answer
_FORMATS = {"ttl": "TURTLE", "nt": "N_TRIPLES", "nq": "N_QUADS", "trig": "TRIG", "rdf": "RDF_XML", "xml": "RDF_XML"}


def load(path: Path) -> ox.Store:
    """A store with the graph of an RDF file, or the store that lies in a folder."""
    if path.is_dir():
        return ox.Store.read_only(str(path))
    store = ox.Store()
    form = getattr(ox.RdfFormat, _FORMATS.get(path.suffix.lower().lstrip("."), "JSON_LD"))
    data = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    if form in (ox.RdfFormat.TURTLE, ox.RdfFormat.N_TRIPLES):
        store.bulk_load(data, form)
    else:
        store.load(data, form)
    return store


def confine(memory: int, seconds: int, files: bool) -> None:
    """Limit memory and processor time; without `files`, nothing can be opened any more. No effect on Windows."""
    try:
        import resource  # noqa: PLC0415 (there is none on Windows)
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    if not files:
        resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))


def term(value: Any) -> list[str] | None:
    """An RDF term as [kind, value] or, for a literal, [kind, value, language or datatype]."""
    if value is None:
        return None
    if isinstance(value, ox.NamedNode):
        return ["iri", value.value]
    if isinstance(value, ox.Literal):
        return (
            ["text", value.value, value.language] if value.language else ["literal", value.value, value.datatype.value]
        )
    if isinstance(value, ox.BlankNode):
        return ["blank", value.value]
    return ["triple", str(value)]


def answer(store: ox.Store, request: dict[str, Any]) -> dict[str, Any]:
    """The answer to one query: kind, content, and whether it was cut at the limit of rows."""
    result = store.query(request["query"], prefixes=request["prefixes"], use_default_graph_as_union=True)
    most = request["rows"]
    if isinstance(result, ox.QueryBoolean):
        return {"kind": "ask", "value": bool(result)}
    if isinstance(result, ox.QueryTriples):
        triples = sorted({str(triple) for triple in islice(result, most + 1)})
        return {"kind": "graph", "triples": triples[:most], "cut": len(triples) > most}
    columns = [variable.value for variable in result.variables]
    rows = [[term(row[column]) for column in columns] for row in _within(result, most + 1)]
    return {"kind": "select", "columns": columns, "rows": rows[:most], "cut": len(rows) > most}


def _within(rows: Any, most: int) -> Iterator[Any]:
    """At most so many rows, and no more characters than an answer may have."""
    size = 0
    for row in islice(rows, most):
        size += sum(len(cell.value) for cell in row if isinstance(cell, ox.Literal))
        if size > MOST_CHARACTERS:
            raise MemoryError
        yield row


def main() -> None:
    path, memory, seconds = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    say = sys.stdout
    store: ox.Store | None = None
    try:
        confine(memory, seconds, files=True)
        store = load(path)
        if not path.is_dir():
            confine(memory, seconds, files=False)
    except (OSError, SyntaxError, ValueError, RuntimeError) as error:  # RuntimeError: a damaged store
        json.dump({"error": "load", "message": str(error)}, say)
    else:
        json.dump({"loaded": True}, say)
    say.write("\n")
    say.flush()
    for line in sys.stdin:
        if store is None:
            break
        try:
            reply = answer(store, json.loads(line))
        except SyntaxError as error:
            reply = {"error": "syntax", "message": str(error)}
        except MemoryError:
            reply = {"error": "memory", "message": ""}
        except (ValueError, RuntimeError, OSError) as error:
            reply = {"error": "query", "message": str(error)}
        say.write(json.dumps(reply, ensure_ascii=True) + "\n")
        say.flush()


if __name__ == "__main__":
    main()
