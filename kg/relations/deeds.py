"""Relations that measures tell: who issues, runs, joins and works together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import CONCEPTS, Agent, Kind, Measure, Mention, Part, Range, Relation, Status
from kg.relations.names import Names, is_named

_ISSUE = re.compile("印发|出台|发布|制定|制订|下发|颁布|公布|转发|批转|制发|颁行")
_ADMINISTERED = frozenset({Kind.PROGRAM, Kind.FUND, Kind.BASE, Kind.MECHANISM})
_OTHERS_DEED = re.compile(
    "鼓励|引导|倡导|建议|希望|支持|推动|申报|争取|引进|委托|列入|纳入|参与|参加|宣传|落实|执行|贯彻|对接"
)
_OFFERS = re.compile("开设|设置|设有|新增|增设|开办|举办")
# Links to what a deed only touches: they do not tell who runs it.
_IN_PASSING = frozenset(
    "instrument-list target-moved instrument-serial instrument-inherited inner-object instrument-frame".split()
)


def find(names: Names, measures: Sequence[Measure]) -> Iterator[Relation]:
    """Issuing, running, joining and working together, as the measures tell it."""
    mentions = names.mentions
    for measure in measures:
        backers = [a for a in measure.agents if a.part is Part.BACKER and is_named(mentions[a.mention])]
        helpers = list({a.mention: a for a in measure.agents if a.part is Part.ASSIST}.values())
        helping = {a.mention for a in helpers}
        main = [a for a in backers if a.mention not in helping]
        yield from _issued(measure, backers, mentions)
        yield from _administered(measure, main, helpers, mentions)
        yield from _together(measure, main, helpers, mentions)
        yield from _joined(measure, main, helpers, mentions)
        yield from _concerned(measure, mentions)
        yield from _offered(measure, mentions)


def _issued(measure: Measure, backers: list[Agent], mentions: Sequence[Mention]) -> Iterator[Relation]:
    """Who issued a policy document, and what it implements: the basis of the deed."""
    if not _ISSUE.search(measure.verb) or measure.status not in (Status.DONE, Status.ONGOING):
        return
    for policy in (t.mention for t in measure.targets if mentions[t.mention].kind is Kind.POLICY):
        for agent in backers:
            yield Relation(policy, "issuedBy", agent.mention, _proof(measure, agent), "issued-by-deed", 0.92)
        for basis in measure.based_on:
            if basis.mention != policy:
                proof = (measure.clause, basis.evidence)
                yield Relation(policy, "implementsPolicy", basis.mention, proof, "basis-of-issue", 0.8)


def _administered(
    measure: Measure, main: list[Agent], helpers: list[Agent], mentions: Sequence[Mention]
) -> Iterator[Relation]:
    """Programmes, funds, bases and mechanisms that an organ sets up, pays or runs."""
    if measure.status is Status.ADVOCATED or _OTHERS_DEED.match(measure.verb):
        return
    organs = [
        agent
        for agent in (*main, *(a for a in helpers if a.rule == "role-with"))
        if mentions[agent.mention].kind is Kind.AGENCY
    ]
    for link in (*measure.targets, *measure.instruments):
        vehicle = mentions[link.mention]
        if vehicle.kind not in _ADMINISTERED or link.rule in _IN_PASSING:
            continue
        wished = measure.status is Status.PLANNED and vehicle.kind is Kind.MECHANISM
        for agent in organs:
            if wished and agent.rule.startswith("agent-issuer"):
                continue
            sure = round(min(0.85, agent.confidence), 2)
            proof = _proof(measure, agent, vehicle.at)
            yield Relation(link.mention, "administeredBy", agent.mention, proof, "runs-by-deed", sure)


def _together(
    measure: Measure, main: list[Agent], helpers: list[Agent], mentions: Sequence[Mention]
) -> Iterator[Relation]:
    """Who works with whom: 会同, 联合."""
    if measure.status is Status.ADVOCATED:
        return
    partners = [a.mention for a in helpers if a.rule == "role-with" and is_named(mentions[a.mention])]
    for agent in main:
        for partner in partners:
            proof = _proof(measure, agent, mentions[partner].at)
            yield Relation(agent.mention, "cooperatesWith", partner, proof, "works-with", 0.85)


def _joined(
    measure: Measure, main: list[Agent], helpers: list[Agent], mentions: Sequence[Mention]
) -> Iterator[Relation]:
    """Programmes, bases and mechanisms that helpers take part in, and programmes that bodies without office do."""
    for helper in helpers:
        mention = mentions[helper.mention]
        if not is_named(mention) or (mention.kind is Kind.AGENCY and helper.rule == "role-with"):
            continue
        for link in (*measure.targets, *measure.instruments):
            vehicle = mentions[link.mention]
            if vehicle.kind in _ADMINISTERED - {Kind.FUND}:
                proof = _proof(measure, helper, vehicle.at)
                yield Relation(helper.mention, "participatesIn", link.mention, proof, "helper-joins", 0.8)
    for agent in main:
        if mentions[agent.mention].kind is Kind.AGENCY:
            continue
        for link in measure.instruments:
            program = mentions[link.mention]
            if program.kind is Kind.PROGRAM and link.rule != "instrument-inherited":
                proof = _proof(measure, agent, program.at)
                yield Relation(agent.mention, "participatesIn", link.mention, proof, "body-joins", 0.75)


def _concerned(measure: Measure, mentions: Sequence[Mention]) -> Iterator[Relation]:
    """Lists and programmes that a measure fills with occupations, industries or fields of study."""
    vehicles = [x for x in measure.instruments if mentions[x.mention].kind in (Kind.POLICY, Kind.PROGRAM)]
    concepts = [
        x
        for x in (*measure.targets, *measure.concerns)
        if mentions[x.mention].kind in CONCEPTS and x.rule != "concept-in-clause"
    ]
    for vehicle in vehicles:
        for concept in concepts:
            proof = (measure.clause, mentions[vehicle.mention].at, mentions[concept.mention].at)
            yield Relation(vehicle.mention, "concerns", concept.mention, proof, "filled-with", 0.82)


def _offered(measure: Measure, mentions: Sequence[Mention]) -> Iterator[Relation]:
    """Fields of study that a school opens."""
    if not _OFFERS.search(measure.verb):
        return
    for agent in measure.agents:
        for link in measure.targets:
            major = mentions[link.mention]
            if mentions[agent.mention].kind is Kind.SCHOOL and major.kind is Kind.MAJOR:
                proof = _proof(measure, agent, major.at)
                yield Relation(agent.mention, "offersMajor", link.mention, proof, "offers", 0.9)


def _proof(measure: Measure, agent: Agent, *also: Range) -> tuple[Range, ...]:
    """The clause, the words that name an agent who stands outside it, and what else is shown."""
    named = () if measure.clause.holds(agent.evidence) else (agent.evidence,)
    return (measure.clause, *named, *also)
