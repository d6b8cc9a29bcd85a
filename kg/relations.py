"""Facts between named things: who issued what, who runs it, what stands in a title, a list or a frame.

Three sources, each a small reader: measures already found, names that say a relation themselves, and frames of words
(入选, 开设, 位于, 同时废止) between names of one clause.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from kg.model import (
    CONCEPTS,
    ORGANISATIONS,
    VEHICLES,
    Agent,
    Kind,
    Letter,
    Measure,
    Mention,
    Part,
    Range,
    Reference,
    Relation,
    Status,
)

_ISSUE = re.compile("印发|出台|发布|制定|制订|下发|颁布|公布|转发|批转|制发|颁行")
_ADMINISTERED = frozenset({Kind.PROGRAM, Kind.FUND, Kind.BASE, Kind.MECHANISM})
_OTHERS_DEED = re.compile(
    "鼓励|引导|倡导|建议|希望|支持|推动|申报|争取|引进|委托|列入|纳入|参与|参加|宣传|落实|执行|贯彻|对接"
)
_HONOURED = re.compile("入选|获评|获得|荣获|评为|认定为|被认定|授予|获批|列入|作为|确定为|通过|列为|成为|跻身|上榜")
_OFFERS = re.compile("开设|设置|设有|新增|增设|开办|举办")
_LOCATED = re.compile("位于|坐落于?|地处|落户于?|设在|驻在|选址")
_BATCH = re.compile("(?:第[一二三四五六七八九十\\d]+[批期轮阶段]+|首批|[一二三四]期)(?:的)?(.{3,})")
_IMPLEMENTS = re.compile("(?:实施|贯彻|执行|落实)[〈《<]?$")
_PRINTS = re.compile("印发|发布|公布|转发")
_ENACTS = re.compile("印发|发布|公布")  # who passes on what others issued has not issued it
_REPEALED = re.compile("同时废止|予以废止|自行废止|停止执行|相应废止")
_LISTING = re.compile("[、“”和及与]{0,3}|以及")
_AND_OTHERS = re.compile("[”、]{0,2}等(?:\\d+[个家支所])?")
_FOUNDED = re.compile("(?:创办|成立|设立|注册)(?:了)?")
_NEXT_CLAUSE = "，。；！？\n"
_HAS_CONCERNS = (VEHICLES - {Kind.HONOUR}) | {Kind.POLICY, Kind.TEAM}
# Links to what a deed only touches: they do not tell who runs it.
_IN_PASSING = frozenset(
    "instrument-list target-moved instrument-serial instrument-inherited inner-object instrument-frame".split()
)


class Names:
    """The mentions of a letter in text order, for look-up by place."""

    def __init__(self, letter: Letter, mentions: Sequence[Mention]) -> None:
        self.text = letter.text.reading
        self.mentions = mentions
        self.order = sorted(range(len(mentions)), key=lambda i: mentions[i].at)
        self.starts = [mentions[i].at.start for i in self.order]

    def inside(self, at: Range, kinds: frozenset[Kind] | None = None) -> list[int]:
        """Mentions that lie in a range, in order."""
        found = []
        for place in range(bisect_left(self.starts, at.start), len(self.order)):
            i = self.order[place]
            mention = self.mentions[i]
            if mention.at.start >= at.end:
                break
            if at.holds(mention.at) and (kinds is None or mention.kind in kinds):
                found.append(i)
        return found

    def clause(self, place: int) -> Range:
        """The stretch between the marks around a place; marks inside names do not count."""
        start = max(self.text.rfind(mark, 0, place) for mark in _NEXT_CLAUSE) + 1
        ends = [at for mark in _NEXT_CLAUSE if (at := self.text.find(mark, place)) >= 0]
        return Range(start, min(ends, default=len(self.text)))


def find(letter: Letter, mentions: Sequence[Mention], measures: Sequence[Measure]) -> tuple[Relation, ...]:
    """All relations of a letter, each once for a pair and a place."""
    names = Names(letter, mentions)
    readers: tuple[Callable[[], Iterator[Relation]], ...] = (
        lambda: _of_measures(names, measures),
        lambda: _cites(names, letter),
        lambda: _of_names(names),
        lambda: _of_frames(names, letter),
        lambda: _of_title(names, letter),
    )
    found: dict[tuple[int | None, str, int | None], Relation] = {}
    for reader in readers:
        for relation in reader():
            found.setdefault((relation.subject, relation.predicate, relation.object), relation)
    return tuple(found.values())


def _named(mention: Mention) -> bool:
    return mention.kind in ORGANISATIONS and mention.reference is not Reference.GENERIC


def _of_measures(names: Names, measures: Sequence[Measure]) -> Iterator[Relation]:
    """Issuing, running, joining and working together, as the measures tell it."""
    mentions = names.mentions
    for measure in measures:
        backers = [a for a in measure.agents if a.part is Part.BACKER and _named(mentions[a.mention])]
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
    partners = [a.mention for a in helpers if a.rule == "role-with" and _named(mentions[a.mention])]
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
        if not _named(mention) or (mention.kind is Kind.AGENCY and helper.rule == "role-with"):
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


def _cites(names: Names, letter: Letter) -> Iterator[Relation]:
    """Every policy document that the text names."""
    proposals = [p.title.at for p in letter.header.proposals if p.title]
    for i in names.order:
        mention = names.mentions[i]
        if (
            mention.kind is Kind.POLICY
            and mention.reference is Reference.NAME
            and not any(at.meets(mention.at) for at in proposals)
        ):
            yield Relation(None, "cites", i, (mention.at,), "cites-name", mention.confidence)


def _of_names(names: Names) -> Iterator[Relation]:
    """What a name says by itself: batches, titles that implement a law, concepts inside the name."""
    mentions = names.mentions
    by_name: dict[tuple[Kind, str], int] = {}
    for i in names.order:
        by_name.setdefault((mentions[i].kind, mentions[i].name), i)
    for i in names.order:
        mention = mentions[i]
        batch = _BATCH.match(mention.name)
        if batch and (whole := by_name.get((mention.kind, batch.group(1)))) is not None:
            yield Relation(i, "isPartOf", whole, (mention.at, mentions[whole].at), "batch-of", 0.9)
        if mention.kind is Kind.POLICY:
            for inner in names.inside(mention.at, frozenset({Kind.POLICY})):
                if inner != i and _IMPLEMENTS.search(names.text[mention.at.start : mentions[inner].at.start]):
                    yield Relation(i, "implementsPolicy", inner, (mention.at,), "implements-in-title", 0.93)
        if mention.kind in _HAS_CONCERNS:
            for inner in names.inside(mention.at, CONCEPTS):
                yield Relation(i, "concerns", inner, (mention.at,), "concept-in-name", 0.85)


def _printed(names: Names, letter: Letter) -> int | None:
    """The document that a notice prints: it is what replaces and implements others; None for the document itself."""
    title = letter.header.title
    if title is None or not _PRINTS.search(title.value):
        return None
    return next(iter(names.inside(title.at, frozenset({Kind.POLICY}))), None)


def _of_frames(names: Names, letter: Letter) -> Iterator[Relation]:
    """Relations that a word between two names of a sentence says."""
    mentions = names.mentions
    printed = _printed(names, letter)
    for sentence in letter.body_sentences():
        inside = names.inside(sentence.at)
        actors = [i for i in inside if _named(mentions[i]) or mentions[i].kind is Kind.TEAM]
        for i in inside:
            mention = mentions[i]
            if mention.kind in (Kind.HONOUR, Kind.BASE):
                yield from _honour(names, i, actors)
            elif mention.kind in (Kind.DIVISION, Kind.PLACE):
                yield from _located(names, i, actors)
            elif mention.kind is Kind.POLICY:
                after = names.text[mention.at.end : sentence.at.end]
                if (
                    _REPEALED.search(after)
                    and mention.reference is Reference.NAME
                    and "《" in names.text[mention.at.start - 1 : mention.at.end]
                ):
                    yield Relation(printed, "replaces", i, (_window(sentence.at, mention.at),), "repealed", 0.9)
                before = names.text[sentence.at.start : mention.at.start]
                if after.startswith("的") and before.endswith(("列入", "纳入")):
                    clause = names.clause(mention.at.end)
                    for concept in names.inside(Range(mention.at.end, clause.end), CONCEPTS):
                        yield Relation(i, "concerns", concept, (clause,), "listed-in", 0.8)


def _window(sentence: Range, at: Range) -> Range:
    """A stretch of at most 400 characters of a sentence that holds a name and, if it can, the sentence's end."""
    return Range(
        max(at.start, sentence.end - 400) if sentence.end - at.start > 400 else at.start,
        min(sentence.end, at.start + 400),
    )


def _last_before(names: Names, place: int, actors: list[int]) -> list[int]:
    """The actors that stand nearest in front of a place: one name, or a list of names joined by marks."""
    before = [i for i in actors if names.mentions[i].at.end <= place]
    if not before:
        return []
    found = [before[-1]]
    for i in reversed(before[:-1]):
        between = names.text[names.mentions[i].at.end : names.mentions[found[-1]].at.start]
        if not _LISTING.fullmatch(between):
            break
        found.append(i)
    return found[::-1]


def _honour(names: Names, i: int, actors: list[int]) -> Iterator[Relation]:
    """Who holds an honour or a base: the names in front of it, listed under it or led to it by 入选, 获评."""
    mention = names.mentions[i]
    holders = _last_before(names, mention.at.start, actors)
    if not holders:
        return
    last = names.mentions[holders[-1]].at
    between = names.text[last.end : mention.at.start]
    if mention.kind is Kind.HONOUR and _AND_OTHERS.fullmatch(between):
        yield from _held(names, holders, i, "listed-as", 0.88)
        return
    found = list(_HONOURED.finditer(between))
    if (
        not found
        or "。" in between
        or (found[-1].group() in ("通过", "列入", "成为", "获得") and mention.kind is Kind.BASE)
    ):
        return
    if mention.at.start - (last.end + found[-1].end()) > 24 or Range(last.start, mention.at.end).length > 400:
        return
    yield from _held(names, holders, i, "honoured", 0.85)


def _held(names: Names, holders: list[int], honour: int, rule: str, sure: float) -> Iterator[Relation]:
    end = names.mentions[honour].at.end
    for holder in holders:
        yield Relation(holder, "holdsHonour", honour, (Range(names.mentions[holder].at.start, end),), rule, sure)


def _located(names: Names, i: int, actors: list[int]) -> Iterator[Relation]:
    """Which actor of the clause lies in a place or was founded there: …位于…, 在…成立…."""
    place = names.mentions[i].at
    clause = names.clause(place.start)
    for actor in actors:
        at = names.mentions[actor].at
        if not clause.holds(at):
            continue
        if at.end <= place.start and _LOCATED.fullmatch(names.text[at.end : place.start]):
            yield Relation(actor, "locatedIn", i, (Range(at.start, place.end),), "situated", 0.9)
        elif (
            place.end <= at.start
            and names.text[clause.start : place.start].endswith(("到", "在", "来"))
            and _FOUNDED.fullmatch(names.text[place.end : at.start])
        ):
            yield Relation(actor, "locatedIn", i, (Range(place.start, at.end),), "founded-at", 0.88)


def _of_title(names: Names, letter: Letter) -> Iterator[Relation]:
    """Who a title in marks begins with has issued it: 《甲市民政局关于…的通知》.

    What the title of a notice prints is issued by its issuer: 关于印发《…》的通知.
    """
    for i in names.order:
        if names.mentions[i].rule == "document-in-marks":
            at = names.mentions[i].at
            for agent in names.inside(at, ORGANISATIONS):
                if names.mentions[agent].rule == "agency.title-issuer-inside":
                    yield Relation(i, "issuedBy", agent, (at,), "issuer-in-title", 0.95)
    title = letter.header.title
    if title is None or not _ENACTS.search(title.value):
        return
    issuers = [
        i
        for i in names.order
        if names.mentions[i].kind is Kind.AGENCY
        and any(f.at.holds(names.mentions[i].at) for f in letter.header.issuers)
    ]
    for i in names.inside(title.at, frozenset({Kind.POLICY})):
        for issuer in issuers:
            yield Relation(i, "issuedBy", issuer, (title.at, names.mentions[issuer].at), "printed-by-notice", 0.9)
