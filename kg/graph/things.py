"""Entities with their labels, and the spans that denote them with the decision that says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.graph import terms
from kg.graph.concepts import concept
from kg.graph.sheet import Proof, Sheet
from kg.mentions.genres import genre_of
from kg.model import ORGANISATIONS, Denotation, Entity, Kind, Link, Measure, Reading


def mint_entities(sheet: Sheet, reading: Reading) -> list[str]:
    """The term of each entity, in their order."""
    return [sheet.node(entity.key[0], *entity.key[1:]) for entity in reading.entities]


def _used(reading: Reading, namings: Sequence[Denotation]) -> list[int]:
    """Entities that the text names, and those above and around them."""
    found: set[int] = set()
    coded = {e.code: i for i, e in enumerate(reading.entities) if e.kind is Kind.DIVISION and e.code}
    waiting = [d.entity for d in namings]
    waiting += [*reading.issuers, *reading.addressees, *reading.consulted, *reading.copied_to]
    waiting += [i for i in reading.sessions if i is not None]
    waiting += [i for group in reading.submitters for i in group]
    while waiting:
        i = waiting.pop()
        if i in found:
            continue
        found.add(i)
        entity = reading.entities[i]
        waiting += [coded[code] for code in entity.divisions if code in coded]
        waiting += [*entity.replaces, *([] if entity.parent is None else [entity.parent])]
    return sorted(found)


def write_entities(sheet: Sheet, reading: Reading, namings: Sequence[Denotation], nodes: Sequence[str]) -> None:
    """Class, labels and background knowledge of each entity."""
    divisions = {e.code: nodes[i] for i, e in enumerate(reading.entities) if e.kind is Kind.DIVISION and e.code}
    for i in _used(reading, namings):
        _entity(sheet, reading.entities[i], nodes[i], nodes, divisions)


def _entity(sheet: Sheet, entity: Entity, node: str, nodes: Sequence[str], divisions: dict[str, str]) -> None:
    sheet.thing(node, f"zm:{entity.kind}", entity.label)
    sheet.fact(node, "skos:altLabel", *(terms.chinese(a) for a in entity.alts if a != entity.label))
    sheet.fact(
        node,
        "skos:hiddenLabel",
        *(terms.chinese(h) for h in entity.hidden if h not in entity.alts and h != entity.label),
    )
    if entity.level:
        sheet.fact(node, "zm:level", concept("level", entity.level))
    row = genre_of(entity.label) if entity.kind is Kind.POLICY else None
    if row and row["class"]:
        sheet.fact(node, "zm:genre", concept("genre", row["class"]))
    if entity.code and entity.kind is Kind.DIVISION:
        sheet.fact(node, "zm:divisionCode", terms.string(entity.code))
    if entity.kind is Kind.AGENCY:
        sheet.fact(node, "zm:jurisdiction", *(divisions[code] for code in entity.divisions if code in divisions))
    if entity.parent is not None:
        within = "zm:within" if entity.kind in (Kind.DIVISION, Kind.PLACE) else "dcterms:isPartOf"
        within = "org:subOrganizationOf" if entity.kind in ORGANISATIONS else within
        sheet.fact(node, within, nodes[entity.parent])
    sheet.fact(node, "dcterms:replaces", *(nodes[i] for i in entity.replaces))


def telling(reading: Reading) -> list[Denotation]:
    """The namings a graph keeps: those that a fact rests on, those of the letterhead, and the first of each form of a
    named thing. A graph would double with each 我市 and 企业 that nothing is said of."""
    needed = {link.mention for m in reading.measures for _, link in links(m)}
    needed |= {agent.mention for m in reading.measures for agent in m.agents}
    needed |= {i for r in reading.relations for i in (r.subject, r.object) if i is not None}
    needed |= {i for f in reading.figures for i in f.measured_on}
    head = reading.letter.header
    fields = [*head.issuers, *head.addressees, *head.consulted, *head.copied_to]
    fields += [f for p in head.proposals for f in (*p.submitters, *([p.session] if p.session else []))]
    kept: list[Denotation] = []
    forms: set[tuple[int, str]] = set()
    for d in reading.denotations:
        mention = reading.mentions[d.mention]
        form = (d.entity, mention.name)
        first = form not in forms and mention.kind not in (Kind.GROUP, Kind.THING)
        if d.mention in needed or first or any(f.at.meets(mention.at) for f in fields):
            kept.append(d)
            forms.add(form)
    return kept


def _shared_key(entity: Entity) -> str:
    """The name in the key of a policy document, which documents share; others are named alike in all."""
    return entity.key[2] if entity.kind is Kind.POLICY and len(entity.key) > 2 else ""


def links(measure: Measure) -> Iterator[tuple[str, Link]]:
    """What a measure is tied to, with the property that says how."""
    for predicate, found in (
        ("zm:targets", measure.targets),
        ("zm:instrument", measure.instruments),
        ("zm:beneficiary", measure.beneficiaries),
        ("zm:basedOn", measure.based_on),
        ("zm:concerns", measure.concerns),
    ):
        for link in found:
            yield predicate, link


def write_denotations(sheet: Sheet, reading: Reading, namings: Sequence[Denotation], nodes: Sequence[str]) -> None:
    """Which words name which thing, and why where the words are not its name."""
    for d in namings:
        at = reading.mentions[d.mention].at
        proof = Proof([at, *d.evidence], d.rule, d.confidence)
        entity = reading.entities[d.entity]
        sheet.name(at, nodes[d.entity], entity.label, proof, _shared_key(entity))
