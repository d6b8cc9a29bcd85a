"""Turtle written line by line says what the lines say, as a writer of RDF would write it."""

from __future__ import annotations

import io

import pyoxigraph as ox

from kg.graph.terms import chinese, decimal, integer, iri, string, term
from kg.graph.turtle import write_turtle
from kg.namespaces import WRITTEN as PREFIXES
from kg.namespaces import XSD

BASE = "https://example.org/云川/"
LINES = sorted(
    f"{subject} {predicate} {thing} ."
    for subject, predicate, thing in [
        (iri(f"{BASE}org-1"), term("a"), term("zm:Agency")),
        (iri(f"{BASE}org-1"), term("skos:altLabel"), chinese('“水”务\\"局"\n\x01')),
        (iri(f"{BASE}org-1"), term("skos:altLabel"), string("Water Bureau .")),
        (iri(f"{BASE}org-1"), term("zm:concerns"), iri("https://example.org/云川/a/b?c=d,e")),
        (iri(f"{BASE}org-1"), term("zm:concerns"), iri(f"{BASE}a.b~c")),
        (iri(f"{BASE}st-1"), term("rdf:predicate"), term("a")),
        (iri(f"{BASE}st-1"), term("zm:confidence"), decimal(0.9)),
        (iri(f"{BASE}st-1"), term("zm:count"), integer(-3)),
        (iri(f"{BASE}st-1"), term("zm:count"), f'"3."^^<{XSD}decimal>'),
        (iri(f"{BASE}st-1"), term("zm:count"), f'"three^^"^^<{XSD}integer>'),
        (iri(f"{BASE}st-1"), term("zm:count"), f'"3"^^<{XSD}date>'),
    ]
)


def test_turtle_gives_the_lines_back() -> None:
    output = io.BytesIO()
    write_turtle(iter(LINES), output, BASE)
    wanted = list(ox.parse("\n".join(LINES), format=ox.RdfFormat.N_TRIPLES))
    assert list(ox.parse(output.getvalue(), format=ox.RdfFormat.TURTLE)) == wanted
    text = output.getvalue().decode()
    assert "\nid:org-1 a zm:Agency ;\n\t" in text
    assert "id:st-1 rdf:predicate rdf:type ;" in text
    assert f"@prefix zm: <{PREFIXES['zm']}> ." in text
