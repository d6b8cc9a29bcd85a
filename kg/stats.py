"""A graph in numbers: what it holds, how much of it is sure, who acts most."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.query import Limits, Session

TOP = 10
_COUNTED = {
    "documents": ("读过的文件", "?t zm:textOf ?x"),
    "characters": ("字数", ""),
    "measures": ("举措", "?x a zm:Measure"),
    "figures": ("数字", "?x a zm:Figure"),
    "agencies": ("机关", "?x a zm:Agency"),
    "policies": ("政策文件", "?x a zm:PolicyDocument"),
    "suggestions": ("建议事项", "?x a zm:Suggestion"),
    "statements": ("断言", "?x a zm:Statement"),
    "unsure": ("可信度低于 0.7 的断言", "?x zm:confidence ?c . FILTER(?c < 0.7)"),
    "reviewed": ("人工复核过的断言", "?x zm:reviewStatus ?r"),
    "without_agency": ("没有读到承担者的举措", "?x a zm:Measure . FILTER NOT EXISTS { ?x zm:backedBy ?a }"),
    "without_measures": (
        "没有读到举措的文件",
        "?t zm:textOf ?x . FILTER NOT EXISTS { ?m zm:reportedIn ?x . ?m a zm:Measure }",
    ),
}
_AGENCIES = f"""SELECT ?label (COUNT(DISTINCT ?m) AS ?n) WHERE {{
  ?m zm:backedBy ?a . ?a a zm:Agency ; skos:prefLabel ?label .
}} GROUP BY ?a ?label ORDER BY DESC(?n) ?label LIMIT {TOP}"""


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts of a graph by name, and the agencies with most measures."""

    counts: dict[str, int]
    agencies: tuple[tuple[str, int], ...]

    def as_dict(self) -> dict[str, object]:
        """The numbers for JSON."""
        return {
            "counts": self.counts,
            "agencies": [{"agency": name, "measures": n} for name, n in self.agencies],
        }

    def lines(self) -> Iterator[str]:
        """The numbers for people."""
        yield from (f"{_COUNTED[name][0]}：{n}" for name, n in self.counts.items())
        if self.agencies:
            yield f"举措最多的 {len(self.agencies)} 个机关："
            yield from (f"  {name}　{n} 项" for name, n in self.agencies)


def stats(graph: Path, limits: Limits | None = None) -> Stats:
    """The numbers of a graph."""
    counts: dict[str, int] = {}
    with Session(graph, limits) as session:
        for name, (_, what) in _COUNTED.items():
            query = f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {what} }}"
            if name == "characters":
                query = "SELECT (SUM(?c) AS ?n) { ?t zm:charCount ?c }"
            found = session.select(query).rows[0][0]
            counts[name] = int(found.value) if found else 0
        top = session.select(_AGENCIES).rows
    return Stats(counts, tuple((label.value, int(n.value)) for label, n in top if label and n))
