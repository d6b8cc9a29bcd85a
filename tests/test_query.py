"""SPARQL in a limited child process."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import hand
import pytest

from kg import guard, query
from kg.errors import LimitReached, NothingRead, QueryError
from kg.query import Limits, Rows, Session, Term, Triples, Truth


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    (folder / "graph.ttl").write_text(hand.graph(), encoding="utf-8")
    return folder


@pytest.fixture
def listener() -> Iterator[tuple[int, list[object]]]:
    """A port of this machine and the callers that reached it."""
    callers: list[object] = []
    server = socket.create_server(("127.0.0.1", 0))

    def listen() -> None:
        try:
            while True:
                callers.append(server.accept())
        except OSError:
            return

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    yield server.getsockname()[1], callers
    server.close()


def test_each_form_of_query_is_answered(graph: Path) -> None:
    rows = query.run(graph, 'SELECT ?a { ?a skos:altLabel "市科技局"@zh }')
    assert rows == Rows(("a",), ((Term("iri", "https://w3id.org/zhengmai/id/org-2"),),))
    assert query.run(graph, "ASK { ?m a zm:Measure }") == Truth(True)
    for text in ("CONSTRUCT { ?m a zm:Seen } { ?m a zm:Measure }", "DESCRIBE id:measure-1"):
        answer = query.run(graph, text)
        assert isinstance(answer, Triples)
        assert answer.lines


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://127.0.0.1:%d/> { ?s ?p ?o } }",
        "SELECT * { sErViCe#看\n<http://127.0.0.1:%d/> { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE SILENT <http://127.0.0.1:%d/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1SERVICE <http://127.0.0.1:%d/> { ?s ?p ?o } }",
        "SELECT * { { SELECT * { FILTER EXISTS { SERVICE ?u { ?s ?p ?o } } } } } # %d",
        "PREFIX a: <http://127.0.0.1:%d/> SELECT * { SERVICE:a { ?s ?p ?o } }",
        "SELECT * FROM <http://127.0.0.1:%d/> { ?s ?p ?o }",
        "SELECT * FROM NAMED <file:///etc/hostname> { ?s ?p ?o } # %d",
        "LOAD <http://127.0.0.1:%d/>",
        "INSERT DATA { <a:b> <a:b> <a:b> } # %d",
        "DROP ALL # %d",
    ],
)
def test_what_reaches_outside_is_refused(graph: Path, listener: tuple[int, list[object]], text: str) -> None:
    port, callers = listener
    with pytest.raises(QueryError):
        query.run(graph, text % port)
    assert callers == []


def test_the_child_cannot_reach_the_network_even_past_the_guard(
    graph: Path, listener: tuple[int, list[object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    port, callers = listener
    monkeypatch.setattr(guard, "look", lambda text: None)
    with pytest.raises(QueryError):
        query.run(graph, f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}")
    assert callers == []


@pytest.mark.parametrize(
    "text",
    [
        'ASK { ?service ?from "SERVICE <http://a/> FROM LOAD" }',
        "ASK { ?s <http://a/SERVICE> '''FROM''' } # SERVICE",
        "ASK { ?s schema:serviceType ?load }",
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER(1 < 2 && 3 > 2) }",
    ],
)
def test_the_same_words_elsewhere_are_allowed(graph: Path, text: str) -> None:
    query.run(graph, text)


@pytest.mark.parametrize("depth", [40, 2_000, 20_000])
@pytest.mark.parametrize(
    ("opening", "closing"), [("(", ")"), ("{", "}"), ("[", "]"), ("!", ""), ("-", ""), ("<<", ">>")]
)
def test_too_deep_is_refused_before_any_engine(depth: int, opening: str, closing: str) -> None:
    with pytest.raises(LimitReached):
        guard.look(f"ASK {{ FILTER({opening * depth}1{closing * depth}) }}")


def test_thousands_of_unions_are_refused() -> None:
    with pytest.raises(LimitReached):
        guard.look("ASK { { ?s ?p ?o }" + " UNION { ?s ?p ?o }" * 2_000 + " }")


def test_an_endless_query_is_stopped_in_time(graph: Path) -> None:
    values = " ".join(f"VALUES ?v{i} {{ {' '.join(map(str, range(200)))} }}" for i in range(5))
    begun = time.monotonic()
    with pytest.raises(LimitReached, match="1 秒"):
        query.run(graph, f"SELECT (COUNT(*) AS ?n) {{ {values} }}", Limits(seconds=1))
    assert time.monotonic() - begun < 3


def test_memory_is_limited(graph: Path) -> None:
    double = " ".join(f"BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(40))
    with pytest.raises(LimitReached):
        query.run(graph, f'SELECT ?x40 {{ BIND("字" AS ?x0) {double} }}', Limits(memory=1 << 30))


def test_more_rows_than_the_limit_are_cut_and_it_is_said(graph: Path) -> None:
    answer = query.run(graph, "SELECT * { ?s ?p ?o }", Limits(rows=3))
    assert isinstance(answer, Rows)
    assert (len(answer.rows), answer.cut) == (3, True)


def test_an_error_shows_the_place_and_a_hint(graph: Path) -> None:
    with pytest.raises(QueryError) as caught:
        query.run(graph, "SELECT ?m {\n  ?m foo:bar ?x }")
    assert str(caught.value).startswith("查询第 2 行第 6 列：前缀 foo: 没有声明")
    assert str(caught.value).endswith("\n    ?m foo:bar ?x }\n       ^")


def test_a_session_answers_one_query_after_another(graph: Path) -> None:
    with Session(graph) as session:
        assert session.select("SELECT ?m { ?m a zm:Measure }") == session.select("SELECT ?m { ?m a zm:Measure }")
        with pytest.raises(QueryError):
            session.run("SELECT")
        assert session.run("ASK {}") == Truth(True)


def test_a_folder_without_a_graph_is_named(tmp_path: Path) -> None:
    with pytest.raises(NothingRead, match="没有图谱"):
        query.run(tmp_path, "ASK {}")
    broken = tmp_path / "graph.ttl"
    broken.write_text("这不是 Turtle", encoding="utf-8")
    with pytest.raises(NothingRead, match="不是能读的图谱"):
        query.run(tmp_path, "ASK {}")
