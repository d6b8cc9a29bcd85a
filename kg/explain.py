"""Why a statement stands in the graph: its words, the rule, the names in it and who they were taken for, as a story."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kg.ask.names import bare, literal
from kg.errors import NotUnderstood
from kg.namespaces import PREFIXES
from kg.property_names import predicate_names
from kg.query import Limits, Rows, Session, Term

MOST = 20  # stories told at a time
_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_STORY = """SELECT DISTINCT ?st ?s ?subject ?p ?o ?object ?rule ?confidence
  ?quote ?document ?start ?end ?status ?who ?why ?former
WHERE {
  %s
  ?st rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; zm:evidence ?span .
  ?st zm:rule ?rule ; zm:confidence ?confidence .
  ?span oa:exact ?quote ; oa:start ?start ; oa:end ?end ; oa:hasSource/zm:textOf/skos:prefLabel ?document .
  OPTIONAL { ?s skos:prefLabel ?a . FILTER(LANG(?a) = "zh") }
  OPTIONAL { ?s oa:exact ?words }
  OPTIONAL { ?o skos:prefLabel ?b . FILTER(LANG(?b) = "zh") }
  BIND(COALESCE(?a, ?words, STR(?s)) AS ?subject)
  BIND(COALESCE(?b, STR(?o)) AS ?object)
  OPTIONAL { ?st zm:reviewStatus/skos:prefLabel ?status . FILTER(LANG(?status) = "zh") }
  OPTIONAL { ?st zm:reviewer ?who }
  OPTIONAL { ?st zm:reviewReason ?why }
  OPTIONAL { ?st zm:formerValue ?former }
} ORDER BY ?document ?start ?st"""
_NAMED = """SELECT DISTINCT ?words ?label ?rule ?confidence WHERE {
  VALUES ?st { <%s> }
  ?st zm:evidence ?in . ?in oa:hasSource ?text ; oa:start ?from ; oa:end ?to .
  { ?st rdf:subject ?x } UNION { ?st rdf:object ?x }
  ?d rdf:object ?x ; rdf:predicate zm:denotes ; rdf:subject ?span ; zm:rule ?rule ; zm:confidence ?confidence .
  ?span oa:hasSource ?text ; oa:start ?start ; oa:exact ?words . FILTER(?start >= ?from && ?start < ?to)
  ?x skos:prefLabel ?label .
} ORDER BY ?words"""


@dataclass(frozen=True, slots=True)
class Named:
    """Words of the evidence that are not the name of what they stand for, and the decision behind."""

    words: str
    stands_for: str
    rule: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Story:
    """One statement with all that it rests on; `quotes` are (words, document, start, end)."""

    statement: str
    subject: str
    relation: str
    thing: str
    rule: str
    confidence: str
    quotes: tuple[tuple[str, str, int, int], ...]
    names: tuple[Named, ...] = ()
    review: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The story for JSON."""
        return asdict(self)

    def lines(self) -> Iterator[str]:
        """The story for people."""
        yield f"【{self.subject}】—{self.relation}→【{self.thing}】"
        for words, document, start, end in self.quotes:
            yield f"  原文：“{words}”（{document}，第{start}–{end}字）"
        yield f"  怎么读出来的：规则 {self.rule}，可信度 {self.confidence}"
        for name in self.names:
            yield f"  名称：“{name.words}”认定为 {name.stands_for}（规则 {name.rule}，可信度 {name.confidence}）"
        if self.review:
            yield f"  人工复核：{self.review}"
        yield f"  断言：{self.statement}"


def explain(graph: Path, what: str, limits: Limits | None = None) -> tuple[list[Story], int]:
    """The first stories of the statements that are meant, and how many there are in all.

    `what` is the IRI of a statement or a thing, or words: 主体 关系 客体, each a name or a part of one; the last two
    may be missing. Raises NotUnderstood when nothing in the graph is meant.
    """
    with Session(graph, limits) as session:
        stories = _stories(session.select(_STORY % _meant(what)))
        parts = [] if _is_iri(what) else what.split()
        if len(parts) > 1:
            stories = [story for story in stories if _holds(story, parts)]
        if not stories:
            raise NotUnderstood(
                f"图谱里没有关于“{what}”的断言。可以写断言或事物的 IRI，或“主体 关系 客体”，例如“市科技局 实施主体”。"
            )
        told = [_with_names(session, story) for story in stories[:MOST]]
    return told, len(stories)


def _is_iri(what: str) -> bool:
    return bool(_IRI.fullmatch(what)) or what.startswith("id:")


def _meant(what: str) -> str:
    """The part of the query that finds the statements."""
    if _is_iri(what):
        iri = PREFIXES["id"] + what[3:] if what.startswith("id:") else what
        if not _IRI.fullmatch(iri):
            raise NotUnderstood(f"“{what}”不是 IRI。")
        either = "{ ?st rdf:subject ?x } UNION { ?st rdf:object ?x }"
        return f"{{ VALUES ?st {{ <{iri}> }} }} UNION {{ VALUES ?x {{ <{iri}> }} {either} }}"
    first = bare((what.split() or [""])[0])
    if not first:
        raise NotUnderstood("没有写要解释什么。")
    return (
        "{ SELECT DISTINCT ?x { ?x skos:prefLabel|skos:altLabel|skos:hiddenLabel ?any "
        f"FILTER(CONTAINS(STR(?any), {literal(first)})) }} }} "
        "{ ?st rdf:subject ?x } UNION { ?st rdf:object ?x }"
    )


def _holds(story: Story, parts: list[str]) -> bool:
    said = (story.relation, story.thing, story.subject)
    return all(any(bare(part) in bare(text) for text in said) for part in parts[1:])


def _stories(found: Rows) -> list[Story]:
    told: dict[str, Story] = {}
    names = predicate_names()
    for row in found.rows:
        cells = dict(zip(found.columns, row, strict=True))
        st, p = cells["st"] or Term("iri", ""), cells["p"] or Term("iri", "")
        quote = (
            _text(cells["quote"]).replace("\n", ""),
            _text(cells["document"]),
            int(_text(cells["start"])),
            int(_text(cells["end"])),
        )
        before = told[st.value].quotes if st.value in told else ()
        status = (_text(cells["status"]), _text(cells["who"]), _text(cells["why"]))
        review = "，".join(part for part in status if part)
        if cells["former"]:
            review += f"（原来读作“{_text(cells['former'])}”）"
        told[st.value] = Story(
            st.short,
            _text(cells["subject"]),
            names.get(p.value, p.short),
            _text(cells["object"]),
            _text(cells["rule"]),
            _text(cells["confidence"]),
            tuple(dict.fromkeys((*before, quote))),
            (),
            review,
        )
    return list(told.values())


def _with_names(session: Session, story: Story) -> Story:
    iri = PREFIXES["id"] + story.statement[3:] if story.statement.startswith("id:") else story.statement
    rows = session.select(_NAMED % iri).rows
    names = tuple(Named(*map(_text, row)) for row in rows)
    said = asdict(story) | {"names": names, "quotes": story.quotes}
    return Story(**said)


def _text(term: Term | None) -> str:
    return term.value if term else ""
