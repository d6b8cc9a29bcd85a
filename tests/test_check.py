"""The contract as shapes: a graph that keeps it passes, each planted error is found, pySHACL finds the same."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.check import Report, check
from kg.errors import NothingRead
from kg.shacl import Shapes, violations
from kg.shipped import shipped

HERE = Path(__file__).parent / "owl"
GOOD = (HERE / "letter.ttl").read_text(encoding="utf-8")
TEXT = HERE / "letter.txt"

# Planted errors: the shape that must find one, the words replaced (none: the new ones come at the end), the new words.
ERRORS = {
    "text of two documents": ("SourceText", "zm:textOf id:doc-letter ;", "zm:textOf id:doc-letter , id:doc-policy ;"),
    "digest of wrong length": ("SourceText", 'zm:sha256 "', 'zm:sha256 "0'),
    "quote one character longer": ("TextSpan", 'oa:exact "主动公开"', 'oa:exact "主动公开吗"'),
    "span behind the end of the text": ("TextSpan", "oa:start 109 ; oa:end 124 ;", "oa:start 9109 ; oa:end 9124 ;"),
    "empty span": ("TextSpan", "", "id:span-9-9 a zm:TextSpan ; oa:hasSource id:text-one ; oa:start 9 ; oa:end 9 ."),
    "recorded triple not in the graph": ("Statement", "zm:cites id:doc-policy .", "zm:genre zmc:genre-rule ."),
    "confidence over one": (
        "Statement",
        'zm:rule "test.issuedby" ; zm:confidence 0.9',
        'zm:confidence 1.9 ; zm:rule "r"',
    ),
    "evidence of half the letter": (
        "Statement",
        "",
        f"id:st-1 zm:evidence id:span-0-402 . id:span-0-402 a zm:TextSpan ; oa:hasSource id:text-one ; oa:start 0 ; "
        f'oa:end 402 ; oa:exact "{"字" * 402}" . id:text-one zm:charCount 500 .',
    ),
    "statement about a blank node": (
        "Statement",
        "",
        "id:st-ff a zm:Statement ; rdf:subject [] ; rdf:predicate zm:issuedBy ; rdf:object id:org-bureau .",
    ),
    "fact without a statement": ("Evidence", "", "id:measure-issue zm:concerns id:concept-major ."),
    "figure that no span names": ("Evidence", " ; zm:denotes id:figure-cap", ""),
    "organ the text does not name": (
        "Evidence",
        "",
        'id:org-new a zm:Agency ; skos:prefLabel "海棠市民政局"@zh . id:doc-policy zm:issuedBy id:org-new .',
    ),
    "two Chinese names": ("Entity", 'skos:prefLabel "李平"@zh', 'skos:prefLabel "李平"@zh , "李萍"@zh'),
    "name without a language": ("Entity", 'skos:altLabel "市财政局"@zh', 'skos:altLabel "市财政局"'),
    "blank node": ("Iri", "", '[] a zm:Person ; skos:prefLabel "王某"@zh .'),
    "Chinese IRI": ("Iri", "", 'id:民政局 a zm:Agency ; skos:prefLabel "海棠市民政局"@zh .'),
    "concept without notation": ("Concept", 'skos:notation "done" ; ', ""),
    "concept without a label": ("Concept", ' ; skos:prefLabel "补贴奖励"@zh , "subsidize"@en', ""),
    "unknown property": ("Vocabulary", "", "id:org-bureau zm:leads id:org-finance ."),
    "unknown class": ("Vocabulary", "", "id:org-bureau a zm:Bureau ."),
    "property on the wrong thing": ("Vocabulary", "", "id:doc-policy zm:respondsTo id:ask-one ."),
    "value of the wrong kind": ("Vocabulary", "", "id:doc-letter zm:hasSection id:org-bureau ."),
    "square brackets in a number": (
        "Document",
        'zm:docNumber "海教函〔2025〕8号" ;',
        'zm:docNumber "海教函[2025]8号" ;',
    ),
    "day that does not exist": ("Document", '"2025-06-03"^^xsd:date ;', '"2025-06-31"^^xsd:date ;'),
    "class of another list": ("ReplyLetter", "zm:replyClass zmc:reply-class-b ;", "zm:replyClass zmc:status-done ;"),
    "number with its words": ("Proposal", 'zm:proposalNumber "0312" ;', 'zm:proposalNumber "第0312号" ;'),
    "section number nought": ("Section", "zm:sequence 1 ;", "zm:sequence 0 ;"),
    "adoption on the section alone": (
        "Section",
        '"增加课后服务经费"@zh ;\n    zm:adoption zmc:adoption-adopted .',
        '"增加课后服务经费"@zh .',
    ),
    "two verdicts": ("Adoption", "", "id:ask-one zm:adoption zmc:status-planned ."),
    "code of four digits": ("Division", '"469900"', '"4699"'),
    "two states": ("Measure", "zm:status zmc:status-done ;", "zm:status zmc:status-done , zmc:status-ongoing ;"),
    "helper that is no agent": (
        "Measure",
        "zm:backedBy id:org-bureau , id:org-finance ;",
        "zm:backedBy id:org-bureau ;",
    ),
    "wrong conversion": ("Figure", "zm:normalizedValue 300000.0", "zm:normalizedValue 30000.0"),
    "value that is no decimal": ("Figure", "zm:value 30.0", "zm:value 30"),
    "figure without unit": ("Figure", "zm:unit id:unit-wan ;", ""),
    "unit of nothing": ("Unit", "zm:multiplier 1.0", "zm:multiplier 0.0"),
    "words as a code of time": ("Time", 'zm:edtf "2024/.."', 'zm:edtf "2024年以来"'),
    "end before the beginning": (
        "Time",
        'zm:startDate "2024-01-01"^^xsd:date',
        'zm:startDate "2024-01-01"^^xsd:date ; zm:endDate "2023-01-01"^^xsd:date',
    ),
}
WARNINGS = {
    "reply to nothing": ("ReplyLetter", "zm:repliesTo id:doc-proposal ;", ""),
    "reply by no agency": ("ReplyLetter", "zm:issuedBy id:org-bureau ;", "zm:issuedBy id:org-university ;"),
    "measure without agent": ("Measure", "zm:backedBy id:org-bureau ;", ""),
}


def planted(old: str, new: str, graph: str = GOOD) -> str:
    """The graph with an error in it."""
    assert old in graph
    return graph.replace(old, new, 1) if old else f"{graph}\n{new}\n"


def test_texts_that_are_not_there_are_told(tmp_path: Path) -> None:
    with pytest.raises(NothingRead, match="不在：没有这个文件或文件夹"):
        checked(tmp_path, "", tmp_path / "不在")


def checked(tmp_path: Path, turtle: str, *texts: Path) -> Report:
    path = tmp_path / "graph.ttl"
    path.write_text(turtle, encoding="utf-8")
    return check(path, texts)


def test_graph_that_keeps_the_contract(tmp_path: Path) -> None:
    report = checked(tmp_path, GOOD, TEXT)
    assert report.findings == ()
    assert (report.contract, report.quotes, report.unread) == (("1.0",), report.counts["spans"], ())


@pytest.mark.parametrize("name", ERRORS)
def test_error_is_found(name: str, tmp_path: Path) -> None:
    shape, old, new = ERRORS[name]
    report = checked(tmp_path, planted(old, new))
    assert not report.conforms
    assert shape in {f.rule for f in report.findings if f.severity == "violation"}


@pytest.mark.parametrize("name", WARNINGS)
def test_warning_is_given(name: str, tmp_path: Path) -> None:
    shape, old, new = WARNINGS[name]
    assert shape in {f.rule for f in checked(tmp_path, planted(old, new)).findings if f.severity == "warning"}


def test_every_shape_has_an_error_it_finds() -> None:
    shapes = ox.Store()
    shapes.load(shipped("ontology/shapes.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    kind = ox.NamedNode("http://www.w3.org/ns/shacl#NodeShape")
    names = {str(q.subject)[1:-1].partition("#")[2] for q in shapes.quads_for_pattern(None, None, kind)}
    assert names == {shape for shape, *_ in ERRORS.values()}


def test_same_findings_as_pyshacl() -> None:
    """All planted errors in one graph, read by both."""
    pyshacl = pytest.importorskip("pyshacl")
    import rdflib  # noqa: PLC0415 - the oracle alone needs it

    turtle = GOOD
    for _, old, new in (ERRORS | WARNINGS).values():
        turtle = planted(old, new, turtle) if old in turtle else turtle
    ontology = b"\n".join(shipped(f"ontology/{name}.ttl").read_bytes() for name in ("zm", "stubs"))
    shapes = shipped("ontology/shapes.ttl").read_bytes()
    _, results, _ = pyshacl.validate(
        rdflib.Graph().parse(data=turtle, format="turtle").parse(data=ontology, format="turtle"),
        shacl_graph=rdflib.Graph().parse(data=shapes, format="turtle"),
    )
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    expected = set()
    for result in results.subjects(rdflib.RDF.type, sh.ValidationResult):
        node, path, value, component, severity = (
            results.value(result, sh[name])
            for name in ("focusNode", "resultPath", "value", "sourceConstraintComponent", "resultSeverity")
        )
        sparql = component == sh.SPARQLConstraintComponent
        expected.add(
            (
                component.partition("#")[2],
                severity.partition("#")[2],
                "blank" if isinstance(node, rdflib.BNode) else str(node),
                "" if path is None or isinstance(path, rdflib.BNode) else str(path),
                "" if value is None or (sparql and value == node) else _comparable(value),
            )
        )
    store = ox.Store()
    for data in (turtle.encode(), ontology):
        store.load(data, format=ox.RdfFormat.TURTLE)
    found = {
        (
            v.constraint.component,
            v.constraint.severity,
            "blank" if v.node.startswith("_:") else v.node,
            "" if v.path.startswith("^") else v.path,
            "blank" if v.value.startswith("_:") else v.value,
        )
        for v in violations(store, Shapes(shapes, store).constraints())
    }
    assert found == expected
    assert len(found) > len(ERRORS)


def _comparable(value: object) -> str:
    """A value as both engines write it: Oxigraph drops the nought behind the point."""
    return "blank" if type(value).__name__ == "BNode" else str(value).removesuffix(".0")


def test_shape_that_cannot_be_compiled_is_an_error() -> None:
    shape = b"@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:x> a sh:NodeShape ; sh:targetClass <urn:c> ; sh:not [] ."
    with pytest.raises(ValueError, match="not"):
        list(Shapes(shape, ox.Store()).constraints())


# ── what shapes cannot see ───────────────────────────────────────────────────────────────────────────────────


def rules(report: Report) -> set[str]:
    return {finding.rule for finding in report.findings}


def test_quote_of_other_words_of_the_same_length(tmp_path: Path) -> None:
    turtle = planted('oa:exact "主动公开"', 'oa:exact "主动公布"')
    assert rules(checked(tmp_path, turtle, TEXT)) == {"Quote"}
    assert checked(tmp_path, turtle).unread


def test_text_with_another_line_end_is_not_the_text(tmp_path: Path) -> None:
    other = tmp_path / "letter.txt"
    other.write_bytes(TEXT.read_bytes().replace(b"\n", b"\r\n"))
    assert checked(tmp_path, GOOD, other).quotes == 0


@pytest.mark.parametrize(
    ("old", "new"),
    [('zm:actionVerb "印发"', 'zm:actionVerb "制定"'), ('zm:valueText "30万元"', 'zm:valueText "三十万元"')],
)
def test_words_that_the_text_does_not_have(old: str, new: str, tmp_path: Path) -> None:
    assert rules(checked(tmp_path, planted(old, new))) == {"Words"}


def test_name_unlike_its_thing_needs_a_reason(tmp_path: Path) -> None:
    turtle = planted('skos:prefLabel "书香校园"@zh', 'skos:prefLabel "书香校园（省级）"@zh')
    assert rules(checked(tmp_path, turtle)) == {"Identity"}


def test_graph_without_its_version(tmp_path: Path) -> None:
    assert rules(checked(tmp_path, planted(' ; zm:contractVersion "1.0"', ""))) == {"Version"}


def test_named_graphs_are_read_as_one(tmp_path: Path) -> None:
    store = ox.Store()
    store.load(GOOD.encode(), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode("urn:one"))
    store.dump(str(tmp_path / "graph.nq"), format=ox.RdfFormat.N_QUADS)
    assert check(tmp_path).counts == checked(tmp_path, GOOD).counts


def test_no_graph_and_no_rdf(tmp_path: Path) -> None:
    with pytest.raises(NothingRead, match="kg build"):
        check(tmp_path)
    with pytest.raises(NothingRead, match="不是完好的图谱"):
        checked(tmp_path, "不是 Turtle")


def test_report_tells_what_is_wrong(tmp_path: Path) -> None:
    report = checked(tmp_path, planted("zm:normalizedValue 300000.0", "zm:normalizedValue 30000.0"))
    said = "\n".join(report.lines())
    assert "figure-cap　规范数值不等于数值乘以单位的倍数" in said
    assert said.endswith("不符合约定。")
    assert report.as_dict()["findings"][0]["rule"] == "Figure"
