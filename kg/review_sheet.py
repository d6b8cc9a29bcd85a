"""The statements that a person should look at first, as rows of a review file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg import table
from kg.property_names import predicate_names
from kg.query import Limits, Session, Term
from kg.review import COLUMNS

_LEAST_SURE = """SELECT ?st ?subject ?p ?object ?confidence ?quote ?document WHERE {
  { SELECT ?st ?confidence WHERE {
      ?st zm:confidence ?confidence . FILTER NOT EXISTS { ?st zm:reviewStatus ?done }
  } ORDER BY ?confidence ?st LIMIT %d }
  ?st rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; zm:evidence ?span .
  ?span oa:exact ?quote ; oa:hasSource/zm:textOf/skos:prefLabel ?document .
  OPTIONAL { ?s skos:prefLabel ?a } OPTIONAL { ?s oa:exact ?words } OPTIONAL { ?o skos:prefLabel ?b }
  BIND(COALESCE(?a, ?words, STR(?s)) AS ?subject) BIND(COALESCE(?b, STR(?o)) AS ?object)
} ORDER BY ?confidence ?st ?quote"""


def least_sure(graph: Path, most: int, limits: Limits | None = None) -> list[tuple[str, ...]]:
    """Rows for the `most` least sure statements that nobody has judged."""
    with Session(graph, limits) as session:
        found = session.select(_LEAST_SURE % most)
    names = predicate_names()
    rows: dict[str, list[str]] = {}
    for row in found.rows:
        st, subject, p, thing, confidence, quote, document = (cell or Term("literal", "") for cell in row)
        words = quote.value.replace("\n", "")
        if before := rows.get(st.value):
            before[5] += f"……{words}" if words not in before[5] else ""
            continue
        said = (st.value, subject.value, names.get(p.value, p.short), thing.value, confidence.value, words)
        rows[st.value] = [*said, document.value, "", "", "", "", ""]
    return [tuple(row) for row in rows.values()]


def written(rows: Sequence[Sequence[str]]) -> str:
    """A review file that Excel opens."""
    return table.spreadsheet(COLUMNS, rows)
