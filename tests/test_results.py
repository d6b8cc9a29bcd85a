"""Answers of SPARQL in the formats of the W3C, read again by pyoxigraph."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import hand
import pyoxigraph as ox
import pytest
import rdflib
from rdflib import Literal
from rdflib.query import Result

from kg import query, results
from kg.errors import QueryError
from kg.query import Rows, Triples, Truth

NASTY = r"""SELECT ?a ?b ?c ?d ?none {
  VALUES (?a ?b ?c ?d) {
    (id:org-1 "甲\t\"乙\"\\\n丙,<&>"@zh 1.50 "=1+1")
    (<http://例子/a> "-" "2024-01-01"^^xsd:date UNDEF)
    (UNDEF "\r"@en-GB true " 空 ")
  }
} ORDER BY ?b"""


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    (folder / "graph.ttl").write_text(hand.graph(), encoding="utf-8")
    return folder


def _as_oxigraph(form: str) -> list[list[object]]:
    found = ox.Store().query(NASTY, prefixes=query.PREFIXES)
    data = found.serialize(format=getattr(ox.QueryResultsFormat, form))
    return _read(data, form)


def _read(data: bytes, form: str) -> list[list[object]]:
    found = ox.parse_query_results(data, format=getattr(ox.QueryResultsFormat, form))
    return [[row[variable] for variable in found.variables] for row in found]


@pytest.mark.parametrize("form", ["json", "tsv"])
def test_rows_are_read_again_as_they_were(form: str, graph: Path) -> None:
    said = results.written(query.run(graph, NASTY), form)
    assert _read(said.encode(), form.upper()) == _as_oxigraph("JSON")


def test_xml_is_read_again_by_rdflib(graph: Path) -> None:
    """Oxigraph's reader cuts the white space at the ends of a literal, so it is no judge of ours."""
    answer = query.run(graph, NASTY)
    assert isinstance(answer, Rows)
    read = Result.parse(io.BytesIO(results.written(answer, "xml").encode()), format="xml")
    assert [str(name) for name in read.vars or ()] == list(answer.columns)
    again = [[_seen(row[name]) for name in answer.columns] for row in read]
    assert again == [[cell and (cell.value, cell.tag.removesuffix("#string")) for cell in row] for row in answer.rows]


def _seen(term: object) -> tuple[str, str] | None:
    if isinstance(term, Literal):
        return str(term), term.language or str(term.datatype or rdflib.XSD).removesuffix("#")
    return None if term is None else (str(term), "")


def test_csv_is_that_of_the_standard(graph: Path) -> None:
    said = results.written(query.run(graph, NASTY), "csv")
    theirs = ox.Store().query(NASTY, prefixes=query.PREFIXES).serialize(format=ox.QueryResultsFormat.CSV)
    assert theirs
    assert _cells(said) == _cells(theirs.decode())
    assert not said.startswith("\ufeff")


def _cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("form", ["JSON", "XML", "TSV"])
@pytest.mark.parametrize("value", [True, False])
def test_yes_and_no_are_read_again(form: str, value: bool) -> None:
    said = results.written(Truth(value), form.lower())
    found = ox.parse_query_results(said.encode(), format=getattr(ox.QueryResultsFormat, form))
    assert bool(found) is value


@pytest.mark.parametrize("form", results.RDF)
@pytest.mark.parametrize("text", ["DESCRIBE id:org-1", "CONSTRUCT { ?m zm:backedBy ?a } { ?m zm:backedBy ?a }"])
def test_triples_are_read_again(form: str, text: str, graph: Path) -> None:
    answer = query.run(graph, text)
    assert isinstance(answer, Triples)
    kind = getattr(ox.RdfFormat, results.RDF[form])
    again = {str(quad.triple) for quad in ox.parse(results.written(answer, form), format=kind)}
    assert again == set(answer.lines)


def test_a_format_of_another_kind_of_answer_is_refused(graph: Path) -> None:
    with pytest.raises(QueryError, match="只用于 CONSTRUCT"):
        results.written(Truth(True), "turtle")
    with pytest.raises(QueryError, match="结果是三元组"):
        results.written(query.run(graph, "DESCRIBE id:org-1"), "csv")
