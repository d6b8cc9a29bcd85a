"""SHACL shapes as set-wise SPARQL: each constraint becomes one query that finds all its violations in a whole graph.

Holds for the part of SHACL 1.0 that `ontology/shapes.ttl` uses; anything else in a shape raises ValueError, so that no
constraint is passed over in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from kg.namespaces import PREFIXES, XSD
from kg.triples import local

SH = "http://www.w3.org/ns/shacl#"
RDF, RDFS = PREFIXES["rdf"], PREFIXES["rdfs"]

Term = Any  # a pyoxigraph node or literal; quoted triples do not occur in shapes
_TYPE = ox.NamedNode(RDF + "type")
_ABOUT_A_SHAPE = frozenset(
    {"path", "property", "sparql", "severity", "message", "targetClass", "targetSubjectsOf", "targetObjectsOf"}
)
_SELECT = re.compile(r"\s*SELECT\s+(?:DISTINCT\s+)?(?P<names>[^{]*?)\s*WHERE\s*\{(?P<body>.*)\}\s*", re.S | re.I)
_NODE_KINDS = {"IRI": "ISIRI(?value)", "Literal": "ISLITERAL(?value)", "IRIOrLiteral": "!ISBLANK(?value)"}
_COMPARED = {
    "minInclusive": ">=",
    "maxInclusive": "<=",
    "minExclusive": ">",
    "maxExclusive": "<",
}
_PAIRED = {"lessThan": "<", "lessThanOrEquals": "<="}
_CASTS = frozenset(XSD + name for name in ("integer", "decimal", "date", "dateTime", "boolean"))


@dataclass(frozen=True, slots=True)
class Constraint:
    """One constraint of a shape; each row of its query (?this, also ?value and ?path) is a violation."""

    shape: str
    component: str
    path: str
    severity: str
    message: str
    query: str


@dataclass(frozen=True, slots=True)
class Violation:
    """A node that breaks a constraint."""

    constraint: Constraint
    node: str
    path: str
    value: str

    @property
    def message(self) -> str:
        filled = self.constraint.message
        for name, text in (("path", self.path), ("value", self.value)):
            filled = filled.replace("{?" + name + "}", short(text))
        return filled


def short(iri: str) -> str:
    """The last part of an IRI.

    >>> short("https://w3id.org/zhengmai/ont#backedBy")
    'backedBy'
    """
    return local(iri) if "://" in iri else iri


_NEEDED = object()


class Shapes:
    """Compiles the shapes of a Turtle file against the class tree in `store`."""

    def __init__(self, turtle: bytes, store: ox.Store) -> None:
        self._shapes = ox.Store()
        self._shapes.load(turtle, format=ox.RdfFormat.TURTLE)
        self._tree = store

    def constraints(self) -> Iterator[Constraint]:
        """The constraints of all node shapes, in a fixed order."""
        kind = ox.NamedNode(SH + "NodeShape")
        for shape in sorted((q.subject for q in self._shapes.quads_for_pattern(None, _TYPE, kind)), key=str):
            target = self._target(shape)
            yield from self._constraints(shape, shape, target, "")
            for part in self._objects(shape, "property"):
                yield from self._constraints(shape, part, target, self._path(self._only(part, "path")))

    def _constraints(self, shape: Term, part: Term, target: str, path: str) -> Iterator[Constraint]:
        """The constraints of a node shape (no path) or of one of its property shapes."""
        prefixes = self._prefixes()
        severity = short(self._only(part, "severity", ox.NamedNode(SH + "Violation")).value)
        written = self._only(part, "message", None)

        def made(component: str, query: str, message: str) -> Constraint:
            said = written.value if written is not None else message
            return Constraint(short(shape.value), component, path.strip("<>"), severity, said, prefixes + query)

        values = f"{target} ?this {path} ?value ." if path else f"{target} BIND(?this AS ?value)"
        for name in sorted({short(q.predicate.value) for q in self._quads(part) if q.predicate.value.startswith(SH)}):
            if name in _ABOUT_A_SHAPE:
                continue
            for limit in self._objects(part, name):
                yield made(_component(name), self._query(name, limit, target, path, values), _told(name, limit, path))
        for rule in self._objects(part, "sparql"):
            parts = _SELECT.fullmatch(self._only(rule, "select").value.replace("$this", "?this"))
            if not parts:
                raise ValueError(f"{shape}: not a SELECT that can be run set-wise")
            names = " ".join(dict.fromkeys(["?this", *parts["names"].split()]))
            said = self._only(rule, "message").value
            query = f"{prefixes}SELECT DISTINCT {names} WHERE {{ {target} {parts['body']} }}"
            yield Constraint(short(shape.value), "SPARQLConstraintComponent", path.strip("<>"), severity, said, query)

    def _query(self, name: str, limit: Term, target: str, path: str, values: str) -> str:
        """The query that finds what breaks `sh:<name> limit`."""
        if name == "minCount" and limit.value == "1":
            return f"SELECT DISTINCT ?this WHERE {{ {target} FILTER NOT EXISTS {{ ?this {path} ?any }} }}"
        if name in ("minCount", "maxCount"):
            sign = "<" if name == "minCount" else ">"
            counted = f"{target} OPTIONAL {{ ?this {path} ?any }}"
            return (
                f"SELECT ?this WHERE {{ {counted} }} GROUP BY ?this HAVING (COUNT(DISTINCT ?any) {sign} {limit.value})"
            )
        if name == "uniqueLang":
            counted = f"{values} BIND(LANG(?value) AS ?tag) FILTER(?tag != '')"
            return f"SELECT ?this WHERE {{ {counted} }} GROUP BY ?this ?tag HAVING (COUNT(DISTINCT ?value) > 1)"
        if name in _PAIRED:
            test = f"{values} ?this {limit} ?other . FILTER(!COALESCE(?value {_PAIRED[name]} ?other, false))"
        elif name == "class":
            test = f"{values} FILTER NOT EXISTS {{ {self._typed('?value', [limit])} }}"
        else:
            test = f"{values} FILTER(!COALESCE({self._test(name, limit)}, false))"
        return f"SELECT DISTINCT ?this ?value WHERE {{ {test} }}"

    def _test(self, name: str, limit: Term) -> str:
        """What must hold of each ?value."""
        if name == "datatype":
            cast = f" && ISLITERAL({limit}(STR(?value)))" if limit.value in _CASTS else ""
            return f"ISLITERAL(?value) && DATATYPE(?value) = {limit}{cast}"
        if name == "nodeKind":
            return _NODE_KINDS[short(limit.value)]
        if name == "pattern":
            return f"!ISBLANK(?value) && REGEX(STR(?value), {limit})"
        if name in ("minLength", "maxLength"):
            return f"!ISBLANK(?value) && STRLEN(STR(?value)) {'>=' if name == 'minLength' else '<='} {limit.value}"
        if name in _COMPARED:
            return f"?value {_COMPARED[name]} {limit}"
        if name == "languageIn":
            return " || ".join(f"LANGMATCHES(LANG(?value), {tag})" for tag in self._list(limit))
        raise ValueError(f"sh:{name} is not compiled")

    # ── the shapes graph ─────────────────────────────────────────────────────────────────────────────────────

    def _target(self, shape: Term) -> str:
        """A group that binds ?this to each target of the shape."""
        groups = []
        if classes := self._objects(shape, "targetClass"):
            groups.append(self._typed("?this", classes))
        groups += [f"?this {of} ?tail" for of in self._objects(shape, "targetSubjectsOf")]
        groups += [f"?head {of} ?this" for of in self._objects(shape, "targetObjectsOf")]
        if not groups:
            raise ValueError(f"{shape}: a shape without a target")
        return f"{{ SELECT DISTINCT ?this WHERE {{ {' UNION '.join(f'{{ {group} }}' for group in groups)} }} }}"

    def _typed(self, name: str, classes: Iterable[Term]) -> str:
        """A pattern for the instances of the classes and of those below them."""
        below: set[str] = set()
        todo = [str(c) for c in classes]
        while todo:
            if (found := todo.pop()) not in below:
                below.add(found)
                parent, under = ox.NamedNode(found[1:-1]), ox.NamedNode(RDFS + "subClassOf")
                todo += [str(q.subject) for q in self._tree.quads_for_pattern(None, under, parent)]
        kinds = " ".join(sorted(k for k in below if k.startswith("<")))
        return f"VALUES {name}_kind {{ {kinds} }} {name} a {name}_kind ."

    def _prefixes(self) -> str:
        lines = []
        for quad in self._shapes.quads_for_pattern(None, ox.NamedNode(SH + "declare"), None):
            prefix, space = (self._only(quad.object, name).value for name in ("prefix", "namespace"))
            lines.append(f"PREFIX {prefix}: <{space}>\n")
        return "".join(sorted(lines))

    def _path(self, node: Term) -> str:
        if isinstance(node, ox.NamedNode):
            return str(node)
        return f"^{self._only(node, 'inversePath')}"

    def _list(self, node: Term) -> list[Term]:
        items, nil = [], ox.NamedNode(RDF + "nil")
        while node != nil:
            first, rest = (
                next(q.object for q in self._shapes.quads_for_pattern(node, ox.NamedNode(RDF + name), None))
                for name in ("first", "rest")
            )
            items.append(first)
            node = rest
        return items

    def _quads(self, node: Term) -> Iterator[ox.Quad]:
        return self._shapes.quads_for_pattern(node, None, None)

    def _objects(self, node: Term, name: str) -> list[Term]:
        return sorted((q.object for q in self._shapes.quads_for_pattern(node, ox.NamedNode(SH + name), None)), key=str)

    def _only(self, node: Term, name: str, default: Term = _NEEDED) -> Term:
        found = self._objects(node, name)
        if len(found) == 1:
            return found[0]
        if found or default is _NEEDED:
            raise ValueError(f"{node}: {len(found)} values of sh:{name}")
        return default


def select(store: ox.Store, query: str) -> ox.QuerySolutions:
    """The solutions of a SELECT query."""
    answer = store.query(query)
    if not isinstance(answer, ox.QuerySolutions):
        raise ValueError("not a SELECT query")
    return answer


def violations(store: ox.Store, constraints: Iterable[Constraint]) -> Iterator[Violation]:
    """What breaks each constraint, in a fixed order."""
    for constraint in constraints:
        answer = select(store, constraint.query)
        names = {name.value for name in answer.variables}
        found = []
        for row in answer:
            path = row["path"].value if "path" in names else constraint.path
            value = _plain(row["value"]) if "value" in names else ""
            found.append(Violation(constraint, _plain(row["this"]), path, value))
        yield from sorted(set(found), key=lambda v: (v.node, v.path, v.value))


def _plain(node: Term | None) -> str:
    return f"_:{node.value}" if isinstance(node, ox.BlankNode) else node.value if node is not None else ""


def _component(name: str) -> str:
    """The constraint component of a parameter of SHACL.

    >>> _component("minCount")
    'MinCountConstraintComponent'
    """
    return f"{name[0].upper()}{name[1:]}ConstraintComponent"


def _told(name: str, limit: Term, path: str) -> str:
    """The message of a constraint that has none of its own."""
    what, bound = short(path.strip("^<>")) or "节点", short(limit.value)
    told = {
        "minCount": f"{what} 至少要有 {bound} 个",
        "maxCount": f"{what} 至多只能有 {bound} 个",
        "class": f"{what} 的值应属于 {bound}：{{?value}}",
        "datatype": f"{what} 的值应为 {bound}：{{?value}}",
        "nodeKind": f"{what} 的值应为 {bound}：{{?value}}",
        "pattern": f"{what} 的写法不合规定：{{?value}}",
        "minLength": f"{what} 不能为空",
        "uniqueLang": f"{what} 每种语言只能有一个",
        "languageIn": f"{what} 的语言标记不合规定：{{?value}}",
    }
    return told.get(name, f"{what} 应{_SAID.get(name, name)} {bound}：{{?value}}")


_SAID = {
    "minInclusive": "不小于",
    "maxInclusive": "不大于",
    "minExclusive": "大于",
    "maxExclusive": "小于",
    "lessThan": "早于或小于",
    "lessThanOrEquals": "不晚于或不大于",
}
