"""Relations that measures tell: who issues, runs, joins and works together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import CONCEPTS, ORGANISATIONS, Agent, Kind, Measure, Mention, Part, Range, Relation, Status
from kg.relations.names import Names, is_named

_ISSUE = re.compile("印发|出台|发布|制定|制订|下发|颁布|公布|转发|批转|制发|颁行")
_ADMINISTERED = frozenset({Kind.PROGRAM, Kind.FUND, Kind.BASE, Kind.MECHANISM})
_OTHERS_DEED = re.compile(
    "鼓励|引导|倡导|建议|希望|支持|推动|申报|争取|引进|委托|列入|纳入|参与|参加|宣传|落实|执行|贯彻|对接"
)
_OFFERS = re.compile("开设|设置|设有|新增|增设|开办|举办")
_FOUNDS = re.compile("举办|开办|开设|创办|主办|设立|推出|上线|开通|运营|建[设成立]|新建|实行|组建|发起")
_TOGETHER = re.compile("共建|合作|联合|携手|共同|签[订署约]|联办|共办|结对")
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
        yield from _leaned_on(names, measure)
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
    """Programmes, funds, bases and mechanisms that an organ sets up, pays or runs, or that another body founds."""
    if measure.status is Status.ADVOCATED or _OTHERS_DEED.match(measure.verb):
        return
    joined = [*main, *(a for a in helpers if a.rule == "role-with")]
    for link in (*measure.targets, *measure.instruments):
        vehicle = mentions[link.mention]
        if vehicle.kind not in _ADMINISTERED or link.rule in _IN_PASSING:
            continue
        wished = measure.status is Status.PLANNED and vehicle.kind is Kind.MECHANISM
        for agent in joined:
            if not _runs(measure, agent, vehicle, mentions) or (wished and agent.rule.startswith("agent-issuer")):
                continue
            sure = round(min(0.85, agent.confidence), 2)
            proof = _proof(measure, agent, vehicle.at)
            yield Relation(link.mention, "administeredBy", agent.mention, proof, "runs-by-deed", sure)


def _runs(measure: Measure, agent: Agent, vehicle: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether an agent runs a thing by its deed: an organ does, another body when it founds or holds it; who is only
    joined by others in building a place takes part in it."""
    mention = mentions[agent.mention]
    if mention.kind is Kind.AGENCY:
        return True
    founds = is_named(mention) and _FOUNDS.search(measure.verb) is not None
    return founds and (agent.part is not Part.ASSIST or vehicle.kind is Kind.PROGRAM)


def _together(
    measure: Measure, main: list[Agent], helpers: list[Agent], mentions: Sequence[Mention]
) -> Iterator[Relation]:
    """Who works with whom: 会同, 联合; 甲与乙共建."""
    if measure.status is Status.ADVOCATED:
        return
    partners = [a.mention for a in helpers if a.rule == "role-with" and is_named(mentions[a.mention])]
    for agent in main:
        for partner in partners:
            proof = _proof(measure, agent, mentions[partner].at)
            yield Relation(agent.mention, "cooperatesWith", partner, proof, "works-with", 0.85)
    if len(main) > 1 and _TOGETHER.search(measure.verb):
        first = main[0]
        for agent in main[1:]:
            proof = _proof(measure, first, mentions[agent.mention].at)
            yield Relation(first.mention, "cooperatesWith", agent.mention, proof, "does-together", 0.8)


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
            if vehicle.kind in _ADMINISTERED - {Kind.FUND} and not _runs(measure, helper, vehicle, mentions):
                proof = _proof(measure, helper, vehicle.at)
                yield Relation(helper.mention, "participatesIn", link.mention, proof, "helper-joins", 0.8)
    for agent in main:
        if mentions[agent.mention].kind is Kind.AGENCY:
            continue
        for link in measure.instruments:
            vehicle = mentions[link.mention]
            fits = vehicle.kind in (Kind.PROGRAM, Kind.MECHANISM) and link.rule != "instrument-inherited"
            if fits and not _runs(measure, agent, vehicle, mentions):
                proof = _proof(measure, agent, vehicle.at)
                yield Relation(agent.mention, "participatesIn", link.mention, proof, "body-joins", 0.75)


def _leaned_on(names: Names, measure: Measure) -> Iterator[Relation]:
    """Who lends a hand to what is founded: 依托某福利院建立…实训基地."""
    for i in names.inside(measure.clause, ORGANISATIONS):
        at = names.mentions[i].at
        if not is_named(names.mentions[i]) or not names.text.startswith("依托", at.start - 2):
            continue
        for link in measure.targets:
            if names.mentions[link.mention].kind in _ADMINISTERED - {Kind.FUND}:
                proof = (measure.clause, at, names.mentions[link.mention].at)
                yield Relation(i, "participatesIn", link.mention, proof, "leaned-on", 0.8)


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
