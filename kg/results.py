"""Answers of SPARQL in the standard formats of the W3C."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from kg.errors import QueryError
from kg.namespaces import PREFIXES, XSD
from kg.query import Answer, Rows, Term, Triples, Truth

RDF = {
    "turtle": "TURTLE",
    "ntriples": "N_TRIPLES",
    "nquads": "N_QUADS",
    "trig": "TRIG",
    "jsonld": "JSON_LD",
    "rdfxml": "RDF_XML",
}
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def written(answer: Answer, form: str) -> str:
    """An answer in a standard format: json, xml, csv or tsv for rows and yes or no, the names of RDF for triples."""
    if isinstance(answer, Triples):
        return _triples(answer, "jsonld" if form == "json" else form)
    if form not in RESULTS:
        raise QueryError(f"{form} 只用于 CONSTRUCT 和 DESCRIBE；SELECT 和 ASK 的格式有 {'、'.join(RESULTS)}。")
    return RESULTS[form](answer)


def _triples(answer: Triples, form: str) -> str:
    if form not in RDF:
        raise QueryError(f"CONSTRUCT 和 DESCRIBE 的结果是三元组，格式可以是 {'、'.join(RDF)}。")
    plain = "".join(f"{line} .\n" for line in answer.lines)
    if form == "ntriples":
        return plain
    import pyoxigraph as ox  # noqa: PLC0415 - only this needs an RDF library in the parent

    kind = getattr(ox.RdfFormat, RDF[form])
    try:
        data = ox.serialize(ox.parse(plain, format=ox.RdfFormat.N_TRIPLES), format=kind, prefixes=PREFIXES)
    except (ValueError, OSError) as error:
        raise QueryError(f"结果写不成 {form}：{error}") from error
    return (data or b"").decode().rstrip("\n") + "\n"


def _json(answer: Rows | Truth) -> str:
    """SPARQL 1.1 Query Results JSON."""
    if isinstance(answer, Truth):
        said: dict[str, Any] = {"head": {}, "boolean": answer.value}
    else:
        bindings = [
            {name: _json_term(cell) for name, cell in zip(answer.columns, row, strict=True) if cell}
            for row in answer.rows
        ]
        said = {"head": {"vars": list(answer.columns)}, "results": {"bindings": bindings}}
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def _json_term(term: Term) -> dict[str, str]:
    kind = {"iri": "uri", "blank": "bnode", "triple": "triple"}.get(term.kind, "literal")
    said = {"type": kind, "value": term.value}
    if term.kind == "text":
        said["xml:lang"] = term.tag
    elif _typed(term):
        said["datatype"] = term.tag
    return said


def _typed(term: Term) -> bool:
    return term.kind == "literal" and term.tag != f"{XSD}string"


def _xml(answer: Rows | Truth) -> str:
    """SPARQL Query Results XML; what XML cannot hold becomes �."""
    out = ['<?xml version="1.0" encoding="UTF-8"?>', '<sparql xmlns="http://www.w3.org/2005/sparql-results#">']
    if isinstance(answer, Truth):
        return "\n".join((*out, f"<head/><boolean>{str(answer.value).lower()}</boolean>", "</sparql>", ""))
    out.append("<head>" + "".join(f"<variable name={quoteattr(name)}/>" for name in answer.columns) + "</head>")
    out.append("<results>")
    for row in answer.rows:
        cells = (
            f"<binding name={quoteattr(name)}>{_xml_term(cell)}</binding>"
            for name, cell in zip(answer.columns, row, strict=True)
            if cell
        )
        out.append(f"<result>{''.join(cells)}</result>")
    return "\n".join((*out, "</results>", "</sparql>", ""))


def _xml_term(term: Term) -> str:
    tag = {"iri": "uri", "blank": "bnode"}.get(term.kind, "literal")
    mark = f" xml:lang={quoteattr(term.tag)}" if term.kind == "text" else ""
    if _typed(term):
        mark = f" datatype={quoteattr(term.tag)}"
    text = escape(_NOT_IN_XML.sub("\ufffd", term.value), {"\r": "&#13;"})
    return f"<{tag}{mark}>{text}</{tag}>"


def _csv(answer: Rows | Truth) -> str:
    """SPARQL 1.1 Query Results CSV: bare values, no byte order mark, no guard against formulas."""
    if isinstance(answer, Truth):
        return str(answer.value).lower()
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(answer.columns)
    writer.writerows([_bare(cell) for cell in row] for row in answer.rows)
    return out.getvalue()


def _bare(term: Term | None) -> str:
    return f"_:{term.value}" if term and term.kind == "blank" else term.value if term else ""


def _tsv(answer: Rows | Truth) -> str:
    """SPARQL 1.1 Query Results TSV: terms as in Turtle."""
    if isinstance(answer, Truth):
        return str(answer.value).lower()
    lines = ["\t".join(f"?{name}" for name in answer.columns)]
    lines += ["\t".join(_turtle(cell) if cell else "" for cell in row) for row in answer.rows]
    return "\n".join(lines) + "\n"


def _turtle(term: Term) -> str:
    if term.kind == "iri":
        return f"<{term.value}>"
    if term.kind in ("blank", "triple"):
        return _bare(term)
    text = '"' + "".join(_ESCAPES.get(char, char) for char in term.value) + '"'
    if term.kind == "text":
        return f"{text}@{term.tag}"
    return f"{text}^^<{term.tag}>" if _typed(term) else text


RESULTS: dict[str, Callable[[Rows | Truth], str]] = {"json": _json, "xml": _xml, "csv": _csv, "tsv": _tsv}
