"""Two builds compared in words a clerk understands: what came, what left, which values are others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.property_names import predicate_names
from kg.query import Limits, Session

MOST = 10  # names listed of each kind
KINDS = {
    "ReplyLetter": ("答复函", "份"),
    "Notice": ("通知", "份"),
    "PolicyDocument": ("政策文件", "份"),
    "Proposal": ("提案建议", "件"),
    "Suggestion": ("建议事项", "条"),
    "Measure": ("举措", "项"),
    "Figure": ("数字", "个"),
    "Agency": ("机关", "个"),
    "School": ("学校", "所"),
    "Enterprise": ("企业", "家"),
    "Institution": ("单位", "个"),
    "Association": ("协会", "个"),
    "TargetGroup": ("人群或单位", "类"),
    "Program": ("项目", "个"),
    "Fund": ("资金", "项"),
    "Base": ("基地", "个"),
    "Mechanism": ("机制", "项"),
    "Honour": ("荣誉", "项"),
}
_THINGS = """SELECT ?x ?class ?label WHERE {
  VALUES ?class { %s } ?x a ?class ; skos:prefLabel ?label . FILTER(LANG(?label) = "zh") }"""
_VALUES = """SELECT ?f ?document ?indicator ?value WHERE {
  ?f zm:valueText ?value ; zm:indicator ?indicator ; zm:reportedIn/skos:prefLabel ?document . }"""
_LINKS = (
    """SELECT ?s ?p ?o WHERE { ?st rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o . FILTER(?p != zm:denotes) }"""
)


@dataclass(frozen=True, slots=True)
class Change:
    """Something that is in one build only (`before` or `after` empty), or has another value."""

    kind: str
    iri: str
    before: str
    after: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """All changes from one build to another; `relations` counts facts that came and left between things in both."""

    changes: tuple[Change, ...]
    relations: tuple[tuple[str, int, int], ...]

    def as_dict(self) -> dict[str, object]:
        """The difference for programs."""
        return {
            "added": [{"kind": c.kind, "iri": c.iri, "label": c.after} for c in self.changes if not c.before],
            "removed": [{"kind": c.kind, "iri": c.iri, "label": c.before} for c in self.changes if not c.after],
            "changed": [
                {"kind": c.kind, "iri": c.iri, "about": c.about, "before": c.before, "after": c.after}
                for c in self.changes
                if c.before and c.after
            ],
            "relations": [{"relation": name, "added": came, "removed": left} for name, came, left in self.relations],
        }

    def lines(self) -> Iterator[str]:
        """The difference for people; of each kind the first names are listed and the rest counted."""
        for change in self.changes:
            if change.before and change.after:
                name = KINDS[change.kind][0]
                yield f"一个{name}变了：{change.about} {change.before} → {change.after}"
        for kind, (name, unit) in KINDS.items():
            for word, labels in (
                ("新增", [c.after for c in self.changes if c.kind == kind and not c.before]),
                ("减少", [c.before for c in self.changes if c.kind == kind and not c.after]),
            ):
                if labels:
                    yield f"{len(labels)} {unit}{name}{word}："
                    yield from (f"  {label}" for label in labels[:MOST])
                    if len(labels) > MOST:
                        yield f"  ……另有 {len(labels) - MOST} {unit}；加 --format json 看全部"
        for name, came, left in self.relations:
            yield f"关系“{name}”：新增 {came} 条，减少 {left} 条"
        if not self.changes and not self.relations:
            yield "两次构建说的是同样的内容。"


@dataclass(frozen=True, slots=True)
class _Side:
    things: dict[str, tuple[str, str]]
    values: dict[tuple[str, str], dict[str, str]]
    links: set[tuple[str, str, str]]


def diff(before: Path, after: Path, limits: Limits | None = None) -> Difference:
    """What changed from one graph to another."""
    old, new = _side(before, limits), _side(after, limits)
    changes: list[Change] = []
    moved: set[str] = set()
    for key, was in old.values.items():
        gone = [f for f in was if f not in new.values.get(key, {})]
        came = [f for f in new.values.get(key, {}) if f not in was]
        for a, b in zip(gone, came, strict=False):
            changes.append(Change("Figure", b, was[a], new.values[key][b], key[1]))
            moved |= {a, b}
    for iri in sorted(old.things.keys() | new.things.keys(), key=lambda i: (*(old.things.get(i) or new.things[i]), i)):
        if iri in moved:
            continue
        was_kind, was_label = old.things.get(iri, ("", ""))
        kind, label = new.things.get(iri, ("", ""))
        if not was_kind or not kind:
            changes.append(Change(kind or was_kind, iri, was_label, label))
        elif was_label != label:
            changes.append(Change(kind, iri, was_label, label, "名称"))
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    names = predicate_names()
    for i, only in enumerate((new.links - old.links, old.links - new.links)):
        for s, p, _ in only:
            if s in old.things and s in new.things:
                counts[names.get(p, p)][i] += 1
    return Difference(tuple(changes), tuple((name, a, b) for name, (a, b) in sorted(counts.items())))


def _side(graph: Path, limits: Limits | None) -> _Side:
    with Session(graph, limits) as session:
        things = session.select(_THINGS % " ".join(f"zm:{kind}" for kind in KINDS)).rows
        values = session.select(_VALUES).rows
        links = session.select(_LINKS).rows
    named = {x.value: (c.value.rpartition("#")[2], label.value) for x, c, label in things if x and c and label}
    figures: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for f, document, indicator, value in sorted(values, key=str):
        if f and document and indicator and value:
            figures[document.value, indicator.value][f.value] = value.value
    return _Side(named, figures, {(s.value, p.value, o.value) for s, p, o in links if s and p and o})
