"""Measures, figures and the relations between named things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from kg.graph import terms
from kg.graph.concepts import concept
from kg.graph.sheet import LONGEST, Proof, Sheet
from kg.graph.things import links
from kg.model import Agent, Figure, Measure, Part, Range, Reading, Time, Unit

_ROLES = {Part.LEAD: "zm:ledBy", Part.ASSIST: "zm:assistedBy", Part.FUNDER: "zm:fundedBy"}
_PREDICATES = {
    "isPartOf": "dcterms:isPartOf",
    "replaces": "dcterms:replaces",
    "subOrganizationOf": "org:subOrganizationOf",
    "unitOf": "org:unitOf",
}
_NEAR = 64  # characters; where to look for the clause of a place
_SHORT = 220  # characters of a sentence that figures share as evidence


class Deeds:
    """What a reading says of the world; `named` holds the term of each mention."""

    def __init__(self, sheet: Sheet, reading: Reading, entities: Sequence[str], sections: Sequence[str]) -> None:
        self.sheet = sheet
        self.reading = reading
        self.sections = sections
        self.named = {d.mention: entities[d.entity] for d in reading.denotations}
        clauses = {m.clause for m in reading.measures if m.clause.length <= LONGEST}
        self.clauses: dict[int, list[Range]] = defaultdict(list)  # by the stretches of _NEAR that they touch
        for clause in sorted(clauses, key=lambda at: (at.length, at.start)):
            for place in range(clause.start // _NEAR, clause.end // _NEAR + 1):
                self.clauses[place].append(clause)

    def write(self) -> None:
        for measure in self.reading.measures:
            self._measure(measure)
        for figure in self.reading.figures:
            self._figure(figure)
        for relation in self.reading.relations:
            subject = self.sheet.document if relation.subject is None else self.named.get(relation.subject)
            thing = self.sheet.document if relation.object is None else self.named.get(relation.object)
            if subject and thing and subject != thing:
                predicate = _PREDICATES.get(relation.predicate, f"zm:{relation.predicate}")
                evidence = [w for at in relation.evidence for w in self._around(at)]
                self.sheet.state(subject, predicate, thing, Proof(evidence, relation.rule, relation.confidence))

    def _around(self, at: Range) -> tuple[Range, ...]:
        """Evidence that holds a place: the clause of a measure, which is a span already, else the place alone."""
        near = self.clauses.get(at.start // _NEAR, ())
        return self.sheet.windows(next((clause for clause in near if clause.holds(at)), at), at)

    # ── measures ─────────────────────────────────────────────────────────────────────────────────────────────

    def _measure(self, m: Measure) -> None:
        sheet = self.sheet
        if not sheet.span(m.clause):
            return
        node = sheet.next_node("measure", sheet.text.cut(m.clause))
        sheet.denote(m.clause, node)
        sheet.thing(node, "zm:Measure", m.label)
        sheet.fact(node, "zm:actionVerb", terms.string(m.verb))
        sheet.fact(node, "zm:actionType", concept("action", m.action))
        sheet.fact(node, "zm:status", concept("status", m.status))
        sheet.fact(node, "zm:reportedIn", sheet.document)
        if m.section is not None and m.section < len(self.sections):
            sheet.fact(node, "zm:inSection", self.sections[m.section])
        for agent in m.agents:
            self._agent(node, m, agent)
        for predicate, link in links(m):
            if thing := self.named.get(link.mention):
                evidence = sheet.windows(m.clause, self.reading.mentions[link.mention].at)
                sheet.state(node, predicate, thing, Proof(evidence, link.rule, link.confidence))
        if m.condition:
            words = terms.string(sheet.text.cut(m.condition))
            sheet.state(node, "zm:condition", words, Proof(sheet.windows(m.condition), m.rule, m.confidence))
        self._time(node, m.clause, m.time, said=False)
        if m.deadline is not None and (end := self.reading.times[m.deadline].end):
            sheet.fact(node, "zm:deadline", terms.day(end))

    def _agent(self, node: str, m: Measure, agent: Agent) -> None:
        """Who acts: the clause, and the words that name the agent when it is inherited; the role has its own words."""
        thing = self.named.get(agent.mention)
        if not thing:
            return
        sheet = self.sheet
        naming = self.reading.mentions[agent.mention].at
        evidence = sheet.windows(m.clause, m.verb_at, naming)
        sheet.state(node, "zm:backedBy", thing, Proof(evidence, agent.rule, agent.confidence))
        if predicate := _ROLES.get(agent.part):
            role = self._together(agent.cue or m.verb_at, naming, m.clause)
            sheet.state(node, predicate, thing, Proof(role, agent.rule, agent.confidence))

    def _together(self, cue: Range, naming: Range, clause: Range) -> tuple[Range, ...]:
        """The words that say the part and those that name the agent: in the clause, or one span when near, else two."""
        if clause.holds(cue) and clause.holds(naming):
            return self.sheet.windows(clause, cue, naming)
        window = Range(min(cue.start, naming.start), max(cue.end, naming.end))
        return self.sheet.windows(window, cue, naming) if window.length <= 60 else (cue, naming)

    def _time(self, node: str, own: Range, time: int | None, *, said: bool) -> None:
        """When: in words where the subject's own span holds them, or with a statement where `said` asks for it (a
        figure means little without its period). A time from further in front gives its dates alone; words without a
        date (近年来) are kept only where they stand."""
        found: Time | None = None if time is None else self.reading.times[time]
        if found is None or not (found.edtf or found.start or found.end or own.holds(found.at)):
            return
        sheet = self.sheet
        words = terms.string(found.text)
        if own.holds(found.at):
            sheet.fact(node, "zm:timeText", words)
        elif said and not sheet.state(node, "zm:timeText", words, Proof([found.at], found.rule, found.confidence)):
            return
        if found.edtf:
            sheet.fact(node, "zm:edtf", terms.string(found.edtf))
        if found.start:
            sheet.fact(node, "zm:startDate", terms.day(found.start))
        if found.end:
            sheet.fact(node, "zm:endDate", terms.day(found.end))

    # ── figures ──────────────────────────────────────────────────────────────────────────────────────────────

    def _figure(self, f: Figure) -> None:
        sheet = self.sheet
        if not sheet.span(f.at):
            return
        node = sheet.next_node("figure", f"{f.indicator}|{f.text}")
        sheet.denote(f.at, node)
        sheet.thing(node, "zm:Figure", f"{f.indicator} {f.text}".strip())
        sheet.fact(node, "zm:reportedIn", sheet.document)
        sheet.fact(node, "zm:valueText", terms.string(f.text))
        sheet.fact(node, "zm:value", terms.decimal(f.value))
        sheet.fact(node, "zm:normalizedValue", terms.decimal(f.normalized))
        sheet.fact(node, "zm:unit", self._unit(f.unit))
        counted = self._counted(f)
        if f.indicator:
            evidence = self._around(counted)
            sheet.state(node, "zm:indicator", terms.string(f.indicator), Proof(evidence, f.rule, f.confidence))
        for q in f.qualifiers:
            evidence = self._around(counted if counted.holds(q.at) else q.at)
            sheet.state(node, "zm:qualifier", concept("qualifier", q.notation), Proof(evidence, f.rule, f.confidence))
        for mention in f.measured_on:
            if thing := self.named.get(mention):
                evidence = sheet.windows(counted, f.at, self.reading.mentions[mention].at)
                sheet.state(node, "zm:measuredOn", thing, Proof(evidence, f.rule, f.confidence))
        self._time(node, counted if f.indicator else f.at, f.time, said=True)

    def _counted(self, f: Figure) -> Range:
        """The words that say what is counted: the clause of a measure with all of it, which is a span already; the
        sentence when it is short, so that its figures share it; else the words from the time that governs them on
        when that stands close in front."""
        time = None if f.time is None else self.reading.times[f.time]
        needed = [f.at, f.indicator_at, *([time.at] if time else [])]
        for clause in self.clauses.get(f.at.start // _NEAR, ()):
            if all(clause.holds(at) for at in needed):
                return clause
        sentence = self.reading.letter.sentence_at(f.at.start)
        if sentence is not None and sentence.at.length <= _SHORT and sentence.at.holds(f.indicator_at):
            return sentence.at
        found = time.at if time else None
        if found is None or found.end > f.indicator_at.start or f.indicator_at.end - found.start > 160:
            return f.indicator_at
        return Range(found.start, f.indicator_at.end)

    def _unit(self, unit: Unit) -> str:
        sheet = self.sheet
        node, base = self._unit_node(unit.label), self._unit_node(unit.base)
        sheet.fact(node, "zm:baseUnit", base)
        sheet.fact(node, "zm:multiplier", terms.decimal(unit.multiplier))
        sheet.fact(base, "zm:baseUnit", base)
        sheet.fact(base, "zm:multiplier", terms.decimal(Decimal(1)))
        return node

    def _unit_node(self, label: str) -> str:
        node = self.sheet.node("unit", label)
        self.sheet.thing(node, "zm:Unit", label)
        return node
