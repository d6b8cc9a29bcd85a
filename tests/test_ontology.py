"""The ontology: names, structure, reasoning. Each check has a mutant that it must reject."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef

import kg
from kg.graph import CONTRACT
from kg.ids import Mint
from kg.shipped import shipped

HERE = Path(__file__).parent / "owl"
ZM = Namespace("https://w3id.org/zhengmai/ont#")
ZMC = Namespace("https://w3id.org/zhengmai/concept/")
ID = Namespace("https://w3id.org/zhengmai/id/")
ORG = Namespace("http://www.w3.org/ns/org#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
ONTOLOGY = URIRef("https://w3id.org/zhengmai/ont")
KINDS = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
Mutation = Callable[[Graph], object]


def load(*names: str) -> Graph:
    """Ontology files in one graph."""
    graph = Graph()
    for name in names:
        graph.parse(shipped(f"ontology/{name}.ttl"), format="turtle")
    return graph


def terms(graph: Graph, *kinds: URIRef) -> list[URIRef]:
    return sorted({s for kind in kinds or KINDS for s in graph.subjects(RDF.type, kind) if s.startswith(ZM)})


# ── names ────────────────────────────────────────────────────────────────────────────────────────────────────


def label_faults(graph: Graph) -> Iterator[str]:
    """One label and one comment in each language, none shared, none that repeats the other."""
    seen: Counter[str] = Counter()
    for term in terms(graph):
        for about in (RDFS.label, RDFS.comment):
            languages = sorted(str(text.language) for text in graph.objects(term, about))
            if languages != ["en", "zh"]:
                yield f"{term} {about} {languages}"
        labels = {str(text).lower() for text in graph.objects(term, RDFS.label)}
        seen.update(labels)
        if labels & {str(text).lower() for text in graph.objects(term, RDFS.comment)}:
            yield f"{term} comment repeats label"
    yield from (f"{label} names {n} terms" for label, n in seen.items() if n > 1)


LABEL_MUTANTS: dict[str, Mutation] = {
    "no English": lambda g: g.remove((ZM.Agency, RDFS.label, Literal("Agency", "en"))),
    "two Chinese": lambda g: g.add((ZM.Agency, RDFS.comment, Literal("机构", "zh"))),
    "shared label": lambda g: g.set((ZM.Institution, RDFS.label, Literal("机关", "zh"))),
    "comment is label": lambda g: g.add((ZM.Agency, RDFS.comment, Literal("机关", "zh"))),
}


def test_every_term_is_named_in_both_languages() -> None:
    assert list(label_faults(load("zm"))) == []


@pytest.mark.parametrize("name", LABEL_MUTANTS)
def test_label_mutant_is_rejected(name: str) -> None:
    graph = load("zm")
    LABEL_MUTANTS[name](graph)
    assert list(label_faults(graph))


# ── structure: the pitfalls of OOPS! that a program can find ─────────────────────────────────────────────────


def structure_faults(graph: Graph) -> Iterator[str]:
    declared = set(terms(graph))
    connected = {o for p in (RDFS.subClassOf, RDFS.domain, RDFS.range, OWL.inverseOf) for o in graph.objects(None, p)}
    for node in {x for triple in graph for x in triple if isinstance(x, URIRef) and x.startswith(ZM)} - declared:
        yield f"P34/P35 {node} is used and not declared"
    for subject in {s for s in graph.subjects() if isinstance(s, URIRef)} - declared - {ONTOLOGY}:
        yield f"P40 {subject} is not ours to describe"
    for term in declared:
        local = term[len(ZM) :]
        kinds = set(graph.objects(term, RDF.type)) & KINDS
        if len(kinds) != 1:
            yield f"P35 {term} is of {len(kinds)} kinds"
        if not re.fullmatch("[A-Z][A-Za-z]*" if OWL.Class in kinds else "[a-z][A-Za-z0-9]*", local):
            yield f"P22 {term} breaks the naming rule"
        if (term, RDFS.isDefinedBy, ONTOLOGY) not in graph:
            yield f"{term} does not say where it is defined"
    for term in terms(graph, OWL.Class):
        parents = graph.objects(term, RDFS.subClassOf)
        if any(term in graph.transitive_objects(parent, RDFS.subClassOf) for parent in parents):
            yield f"P06 {term} is above itself"
        if term not in connected and not graph.value(term, RDFS.subClassOf):
            yield f"P04 {term} is not connected"
    for term in terms(graph, OWL.ObjectProperty, OWL.DatatypeProperty):
        ends = {p: list(graph.objects(term, p)) for p in (RDFS.domain, RDFS.range)}
        if any(len(found) != 1 for found in ends.values()):
            yield f"P11/P19 {term} needs one domain and one range"
            continue
        if OWL.Thing in (*ends[RDFS.domain], *ends[RDFS.range]):
            yield f"{term} leaves OWL 2 RL"
        if len(list(graph.objects(term, ZM.evidencePolicy))) != 1:
            yield f"{term} needs one evidence policy"
        for inverse in graph.objects(term, OWL.inverseOf):
            swapped = graph.value(inverse, RDFS.range), graph.value(inverse, RDFS.domain)
            if swapped != (ends[RDFS.domain][0], ends[RDFS.range][0]) or inverse == term:
                yield f"P05/P25 {term} is no inverse of {inverse}"
        if (term, RDF.type, OWL.SymmetricProperty) in graph and ends[RDFS.domain] != ends[RDFS.range]:
            yield f"P28 {term} cannot be symmetric"
    if not list(graph.subjects(RDF.type, OWL.AllDisjointClasses)):
        yield "P10 nothing is disjoint"


STRUCTURE_MUTANTS: dict[str, Mutation] = {
    "P04": lambda g: g.add((ZM.Ministry, RDF.type, OWL.Class)),
    "P05": lambda g: g.set((ZM.issues, RDFS.range, ZM.Measure)),
    "P06": lambda g: g.add((ZM.Entity, RDFS.subClassOf, ZM.School)),
    "P10": lambda g: g.remove((None, RDF.type, OWL.AllDisjointClasses)),
    "P11": lambda g: g.remove((ZM.issuedBy, RDFS.domain, None)),
    "P19": lambda g: g.add((ZM.issuedBy, RDFS.domain, ZM.Measure)),
    "P22": lambda g: g.add((ZM.has_part, RDF.type, OWL.ObjectProperty)),
    "P25": lambda g: g.add((ZM.within, OWL.inverseOf, ZM.within)),
    "P28": lambda g: g.add((ZM.locatedIn, RDF.type, OWL.SymmetricProperty)),
    "P34": lambda g: g.add((ZM.School, RDFS.subClassOf, ZM.Organisation)),
    "P40": lambda g: g.add((ORG.Organization, RDFS.subClassOf, ZM.Entity)),
    "policy": lambda g: g.remove((ZM.backedBy, ZM.evidencePolicy, None)),
    "RL": lambda g: g.set((ZM.denotes, RDFS.range, OWL.Thing)),
}


def test_structure() -> None:
    assert list(structure_faults(load("zm"))) == []


@pytest.mark.parametrize("name", STRUCTURE_MUTANTS)
def test_structure_mutant_is_rejected(name: str) -> None:
    graph = load("zm")
    STRUCTURE_MUTANTS[name](graph)
    faults = list(structure_faults(graph))
    assert any(name in fault for fault in faults), faults


def test_header_tells_who_when_and_which_version() -> None:
    graph = load("zm")
    asked = {"title", "description", "license", "creator", "publisher", "created", "issued", "modified", "source"}
    said = {str(p).rpartition("/")[2].rpartition("#")[2] for p in graph.predicates(ONTOLOGY)}
    assert said >= asked | {"versionIRI", "bibliographicCitation", "preferredNamespacePrefix", "preferredNamespaceUri"}
    assert str(graph.value(ONTOLOGY, OWL.versionInfo)) == kg.__version__
    assert graph.value(ONTOLOGY, OWL.versionIRI) == URIRef(f"{ONTOLOGY}/{kg.__version__}")
    assert str(graph.value(ONTOLOGY, ZM.contractVersion)) == CONTRACT


# ── the contract ─────────────────────────────────────────────────────────────────────────────────────────────

POLICIES = {
    "required": "issuedBy addressedTo consulted copiedTo repliesTo cites backedBy ledBy assistedBy fundedBy "
    "beneficiary targets instrument basedOn condition measuredOn indicator qualifier administeredBy participatesIn "
    "holdsHonour offersMajor "
    "cooperatesWith concerns implementsPolicy adoption docNumber documentDate replyClass disclosure "
    "proposalNumber submittedBy atSession",
    "self": "valueText value maxValue unit normalizedValue actionVerb heading timeText",
    "derived": "jurisdiction level within divisionCode genre topic effectiveFrom validUntil edtf startDate endDate "
    "deadline status actionType inSection reportedIn hasSection hasSubsection hasAnnex respondsTo proposalKind "
    "locatedIn",
    "none": "evidence rule confidence textOf sha256 fileSha256 charCount extractedBy denotes sequence multiplier "
    "baseUnit",
}


@pytest.mark.parametrize("policy", POLICIES)
def test_contract_names_have_their_evidence_policy(policy: str) -> None:
    graph, names = load("zm"), POLICIES[policy].split()
    assert [n for n in names if str(graph.value(ZM[n], ZM.evidencePolicy)) != policy] == []


def test_all_but_the_evidence_layer_are_entities() -> None:
    graph = load("zm")
    outside = {c for c in terms(graph, OWL.Class) if ZM.Entity not in graph.transitive_objects(c, RDFS.subClassOf)}
    assert outside == {ZM.Unit, ZM.SourceText, ZM.TextSpan, ZM.Statement, ZM.ExtractionRun}


NOTATIONS = {
    "status": "done ongoing planned advocated",
    "adoption": "adopted partly explained declined",
    "reply-class": "A B C D",
    "disclosure": "active on-request none",
    "level": "national provincial prefectural county township",
    "proposal-kind": "tian jianyi",
    "qualifier": "max min over approx total cumulative per increase decrease planned ordinal only",
}


def concept_faults(graph: Graph) -> Iterator[str]:
    """Each concept has a scheme, a notation that its IRI repeats, one label a language, a place in its scheme."""
    names: Counter[tuple[str, str, str]] = Counter()
    for concept in sorted(graph.subjects(RDF.type, SKOS.Concept)):
        scheme, notation = graph.value(concept, SKOS.inScheme), graph.value(concept, SKOS.notation)
        if scheme is None or (scheme, RDF.type, SKOS.ConceptScheme) not in graph:
            yield f"{concept} has no scheme"
        elif str(concept) != f"{scheme.replace('scheme-', '')}-{str(notation).lower()}":
            yield f"{concept} is not named after {notation}"
        labels = sorted(graph.objects(concept, SKOS.prefLabel), key=lambda label: str(label.language))
        if [label.language for label in labels] != ["en", "zh"]:
            yield f"{concept} needs a label in each language"
        names.update((str(scheme), str(label.language), str(label).lower()) for label in labels)
        top, broader = graph.value(concept, SKOS.topConceptOf), graph.value(concept, SKOS.broader)
        if (top is None) == (broader is None) or (
            broader is not None and graph.value(broader, SKOS.inScheme) != scheme
        ):
            yield f"{concept} hangs nowhere in its scheme"
    yield from (f"{name} twice" for name, n in names.items() if n > 1)


CONCEPT_MUTANTS: dict[str, Mutation] = {
    "is not named after": lambda g: g.set((ZMC["topic-a01"], SKOS.notation, Literal("A02"))),
    "needs a label": lambda g: g.remove((ZMC["status-done"], SKOS.prefLabel, Literal("done", "en"))),
    "hangs nowhere": lambda g: g.remove((ZMC["topic-a01"], SKOS.broader, None)),
    "no scheme": lambda g: g.remove((ZMC["scheme-status"], RDF.type, None)),
    "twice": lambda g: g.set((ZMC["validity-expired"], SKOS.prefLabel, Literal("repealed", "en"))),
}


def test_concepts() -> None:
    graph = load("concepts")
    assert list(concept_faults(graph)) == []
    for scheme, notations in NOTATIONS.items():
        found = {str(graph.value(c, SKOS.notation)) for c in graph.subjects(SKOS.inScheme, ZMC[f"scheme-{scheme}"])}
        assert found == set(notations.split())


@pytest.mark.parametrize("fault", CONCEPT_MUTANTS)
def test_concept_mutant_is_rejected(fault: str) -> None:
    graph = load("concepts")
    CONCEPT_MUTANTS[fault](graph)
    assert any(fault in found for found in concept_faults(graph))


def test_alignments_speak_of_terms_we_have() -> None:
    known = load("zm", "concepts")
    units = {Mint().iri("unit", line.partition("# ")[2]) for line in _unit_lines()}
    for subject in load("alignments").subjects():
        assert (subject, RDF.type, None) in known or str(subject) in units
    assert len(units) == len(_unit_lines())


def _unit_lines() -> list[str]:
    lines = shipped("ontology/alignments.ttl").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.startswith("id:unit-")]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's JSON-LD reader uses its own old class
def test_context_reads_json_as_the_same_triples() -> None:
    context = json.loads(shipped("ontology/context.jsonld").read_text(encoding="utf-8"))["@context"]
    graph = load("zm")
    assert {term[len(ZM) :] for term in terms(graph)} - {"evidencePolicy"} <= context.keys()
    for term in terms(graph, OWL.ObjectProperty):
        assert context[term[len(ZM) :]] == {"@id": f"zm:{term[len(ZM) :]}", "@type": "@id"}
    sample = Graph().parse(HERE / "letter.ttl")
    document = {
        "@context": context,
        "@id": "id:measure-issue",
        "@type": "Measure",
        "prefLabel": {"zh": "印发《海棠市课后服务管理办法》"},
        "backedBy": ["id:org-bureau", "id:org-finance"],
        "assistedBy": "id:org-finance",
        "actionVerb": "印发",
        "status": "zmc:status-done",
        "startDate": "2024-01-01",
    }
    read = Graph().parse(data=json.dumps(document), format="json-ld")
    assert len(read) == 8
    assert set(read) <= set(sample)


# ── the reasoner ─────────────────────────────────────────────────────────────────────────────────────────────


def facts(graph: Graph) -> Graph:
    """A graph without statements and spans: their reserved names would leave OWL 2 DL."""
    layer = {s for kind in (ZM.Statement, ZM.TextSpan) for s in graph.subjects(RDF.type, kind)}
    kept = Graph()
    for triple in graph:
        if triple[0] not in layer:
            kept.add(triple)
    return kept


PLANTED: dict[str, Mutation] = {
    "person-as-agency": lambda g: g.add((ID["person-li"], RDF.type, ZM.Agency)),
    "measure-as-issuer": lambda g: g.add((ID["doc-letter"], ZM.issuedBy, ID["measure-issue"])),
    "division-as-unit": lambda g: g.add((ID["figure-cap"], ZM.unit, ID["place-haitang"])),
    "letter-as-proposal": lambda g: g.add((ID["doc-letter"], RDF.type, ZM.Proposal)),
    "section-is-agency": lambda g: g.add((ID["part-one"], OWL.sameAs, ID["org-bureau"])),
    "major-at-enterprise": lambda g: (
        g.add((ID["org-works"], RDF.type, ZM.Enterprise))
        and g.add((ID["org-works"], ZM.offersMajor, ID["concept-major"]))
    ),
    "value-in-words": lambda g: g.set((ID["figure-cap"], ZM.value, Literal("三十"))),
}
ONTOLOGY_MUTANTS: dict[str, Mutation] = {
    "empty-class": lambda g: g.add((ZM.School, RDFS.subClassOf, ZM.Team)),
    "out-of-rl": lambda g: g.set((ZM.documentDate, RDFS.range, URIRef("http://www.w3.org/2001/XMLSchema#date"))),
    "out-of-dl": lambda g: g.add((ID["org-one"], DCTERMS.undeclared, ID["org-two"])),
}


Answers = dict[str, dict[str, str]]


def judge(folder: Path, files: dict[str, Graph]) -> Answers:
    """What HermiT and the profile checker say of each graph, in one run of Java."""
    spec = importlib.util.find_spec("owlready2")
    missing = [name for name, found in (("java", shutil.which("java")), ("owlready2", spec)) if not found]
    if missing or spec is None or spec.origin is None:
        reason = f"no reasoner without {' and '.join(missing)}"
        if os.environ.get("ZHENGMAI_REQUIRE_JAVA") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    for name, graph in files.items():
        graph.serialize(folder / f"{name}.owl", format="xml")
    jar = Path(spec.origin).parent / "hermit" / "HermiT.jar"
    command = ["java", "-cp", str(jar), str(HERE / "Judge.java"), *(str(folder / f"{name}.owl") for name in files)]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert run.returncode == 0, run.stderr[-2000:]
    answers: Answers = {name: {} for name in files}
    for line in run.stdout.splitlines():
        file, what, answer = line.split("\t")
        answers[file.removesuffix(".owl")][what] = answer
    return answers


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    """The ontology, the facts made by hand, and each mutant of either."""
    ontology = load("zm", "stubs", "concepts")
    files = {"ontology": ontology, "sample": ontology + facts(Graph().parse(HERE / "letter.ttl"))}
    for changes, base in ((PLANTED, files["sample"]), (ONTOLOGY_MUTANTS, ontology)):
        for name, change in changes.items():
            files[name] = base + Graph()
            change(files[name])
    return judge(tmp_path_factory.mktemp("owl"), files)


def test_ontology_is_in_three_profiles_and_every_class_can_have_members(judged: Answers) -> None:
    found = judged["ontology"]
    assert [found[f"OWL2{name}Profile"] for name in ("DL", "RL", "QL")] == ["0 "] * 3
    assert (found["consistent"], found["empty"]) == ("true", "[]")


def test_facts_made_by_hand_are_consistent(judged: Answers) -> None:
    assert (judged["sample"]["OWL2DLProfile"], judged["sample"]["consistent"]) == ("0 ", "true")


@pytest.mark.parametrize("name", PLANTED)
def test_planted_error_is_inconsistent(name: str, judged: Answers) -> None:
    assert judged[name]["consistent"] == "false"


def test_ontology_mutants_are_rejected(judged: Answers) -> None:
    assert "School" in judged["empty-class"]["empty"]
    assert not judged["out-of-rl"]["OWL2RLProfile"].startswith("0 ")
    assert not judged["out-of-dl"]["OWL2DLProfile"].startswith("0 ")


def test_facts_of_the_example_letter_are_consistent_and_use_declared_terms(tmp_path: Path) -> None:
    built = kg.build(shipped("examples/zhongshan_2025_105.txt"))
    read = facts(Graph().parse(data="\n".join(built.lines()), format="nt"))
    ontology = load("zm", "stubs", "concepts")
    mutant = ontology + read
    document = next(read.objects(None, ZM.textOf))
    mutant.add((document, RDF.type, ZM.Agency))
    found = judge(tmp_path, {"example": ontology + read, "mutant": mutant})
    assert (found["example"]["OWL2DLProfile"], found["example"]["consistent"]) == ("0 ", "true")
    assert found["mutant"]["consistent"] == "false"
