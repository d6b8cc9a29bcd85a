"""Walks a letter clause by clause and tells its measures: the reading loop of this stage."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.measures import duties
from kg.measures.actors import Actors, Cast, agents
from kg.measures.clauses import EXAMPLE, Clause, Parser, split
from kg.measures.deeds import ASKER, COURTESY, effect, inside_frame, is_deed
from kg.measures.frames import preposition
from kg.measures.ground import Ground
from kg.measures.links import Linker, Links, once
from kg.measures.people import CITIZEN, group_head
from kg.measures.status import Context, decide, ends_plan, opens_plan
from kg.measures.verbs import Verb, scan
from kg.model import (
    CONCEPTS,
    VEHICLES,
    DocumentKind,
    Figure,
    Kind,
    Letter,
    Link,
    Measure,
    Mention,
    Part,
    Range,
    Reference,
    Role,
    Section,
    Sentence,
    Status,
    Time,
)

_ENUMERATED = re.compile("[一二三四五六七八九十]+是|[（(][一二三四五六七八九十\\d]+[）)]")
_LIST_PARAGRAPH = re.compile("[一二三四五六七八九十]+是|（[一二三四五六七八九十\\d]+）|\\d{1,2}[.．、]|[①-⑳]")
_PURPOSE = re.compile("(?:为|随着|由于|鉴于|因为|针对|面对)(?!此|企业|群众)")
_CONTENT = re.compile("(?:措施|政策|意见|方案|计划|十条|[一二三四五六七八九十\\d]+条)$")
_ENACTS = frozenset(["印发", "制定", "发布", "公布", "转发", "颁布"])
_GIVES = frozenset(["提供", "给予", "发放", "兑付", "补助", "补贴", "奖励", "拨付", "兑现"])
CONCERNED = CONCEPTS | {Kind.CLUSTER}
_WORKS = frozenset({"serve", "organise", "deliver", "train", "fund", "reward", "recruit", "decide"})  # with a programme
_ENTRUSTS = ("委托", "聘请", "邀请", "授权")
_ADVISES = frozenset(["建议", "希望", "要求"])
_PLAN_TITLE = re.compile("(?:方案|计划|要点|分工)(?:的通知)?$")
_SAME_MATTER = re.compile("同时|此外|另外|[一二三四五六七八九十]+是|（")
_ANSWERS = re.compile("因此|为此|近年来|目前|[^，。]{0,6}我[市省局委县区厅]")
_OWN_WORDS = re.compile("：|[，。]我[局委厅办部市县区省州院校司们公]|[，。]现")
_ABOUT = re.compile("(?:关于|对于)(?!.{0,30}(?:给予|予以))")
_DUTY_BEHIND = re.compile("，(?:应|必须|需|可以|有权)")
_NOW_THIS = re.compile("现|本")
_SHOULD = re.compile("应当?|需(?!求)")
_DIGIT = re.compile("\\d")
_LEADING_MARK = re.compile("^[，、]")
_LOOKS_BACK = re.compile("回顾|过去[一五]年|去年工作|工作(?:完成)?情况$")
_YEARS = re.compile("((?:19|20)\\d\\d)年(?!.{0,6}(?:底前|起))")
_WE = re.compile("我们(?!的|国)")


@dataclass(slots=True)
class Line:
    """What holds inside one sentence."""

    sentence: Sentence
    pending: list[Clause] = field(default_factory=list)  # frames waiting for their verb
    parts: Actors = ()  # leads and partners named for the deeds that follow
    issued: Link | None = None  # the one policy the sentence issues
    previous: Measure | None = None
    citizen: bool = False  # the subject is somebody whose duties are no measures
    inside: bool = False  # within a frame that began with a verb


class Walk:
    """The state of one pass over a letter."""

    def __init__(self, letter: Letter, mentions: Sequence[Mention], times: Sequence[Time]) -> None:
        self.letter, self.times = letter, times
        self.text = letter.text.reading
        mentions = _with_writers(letter, mentions)
        self.ground = Ground(letter, tuple(mentions), times)
        self.parser = Parser(self.ground)
        self.mentions: list[Mention] = list(mentions)
        self.linker = Linker(self.ground, self.mentions)
        self.cast = Cast(self.ground, self.linker, self.mentions)
        self.measures: list[Measure] = []
        title = letter.header.title.value if letter.header.title else ""
        self.policy = letter.header.kind is not DocumentKind.REPLY and "工作报告" not in title
        self.tasks = duties.assigns(self.text) or _PLAN_TITLE.search(title) is not None
        self.ruled, self.annexed = self.policy, False
        self.issuer: Actors = () if self.policy else self.cast.issuer()
        self.current: Actors = self.issuer  # who acts where a clause names nobody
        self.base: Actors = self.issuer  # who acts in each item of a list
        self.speaker: Actors = ()  # whose opinion the letter prints
        self.planned = False  # a plan opener stands in force: 下一步，…
        self.advised = False  # the addressee is advised
        self.asked = letter.asked
        self.verdicts = [ask.verdict.at for ask in letter.asks if ask.verdict]
        self.year = letter.header.date.value[:4] if letter.header.date else ""
        self.top: int | None = None
        self.section: int | None = None
        self.asking = False  # the sentence before tells what the asker wants
        self.task = 0  # first measure of the task that responsibilities behind it belong to
        self.charged = False

    def run(self) -> tuple[tuple[Measure, ...], tuple[Mention, ...]]:
        """All measures, and the mentions with those made here."""
        paragraph = -1
        for sentence in self.letter.sentences:
            role = self.letter.paragraphs[sentence.paragraph].role
            if role not in (Role.BODY, Role.OPENING):
                continue
            if sentence.paragraph != paragraph:
                paragraph = sentence.paragraph
                self._paragraph(sentence)
            self._read(sentence)
        return tuple(self.measures), tuple(self.mentions)

    # ── paragraphs and sentences ──

    def _paragraph(self, sentence: Sentence) -> None:
        """A new paragraph: the issuer speaks again, unless a list goes on or another organ has the word."""
        opening = self.text[sentence.at.start : sentence.at.start + 12]
        section = self._section(sentence)
        top = self._top(section)
        if top != self.top:
            self.speaker = ()
            self.planned = False
        if section != self.section:
            self.task = len(self.measures)
        self.top, self.section = top, section
        self.asking = False
        self._annexed(sentence)
        if _LIST_PARAGRAPH.match(opening) and not self.letter.sections:
            self.current = self.base
            return
        self.current = self.base = self.speaker or self.issuer
        if not _SAME_MATTER.match(opening):
            self.planned = False

    def _annexed(self, sentence: Sentence) -> None:
        """What a letter annexes lays down rules or tasks: nobody acts in it who is not named."""
        annex = self.letter.paragraphs[sentence.paragraph].annex is not None
        if annex != self.annexed:
            self.annexed = annex
            self.policy = self.ruled or annex
            self.issuer = () if self.policy else self.cast.issuer()

    def _section(self, sentence: Sentence) -> int | None:
        return self.letter.paragraphs[sentence.paragraph].section

    def _top(self, section: int | None) -> int | None:
        while section is not None and (parent := self.letter.sections[section].parent) is not None:
            section = parent
        return section

    def _read(self, sentence: Sentence) -> None:
        """One sentence: a line of responsibilities for the task before it, or deeds of its own."""
        words = self.text[slice(*sentence.at)]
        if duties.is_line(words):
            self._charge(duties.of_line(self.ground, sentence.at))
            self._schedule(sentence, duties.lasting(words))
            self.charged = True
            return
        if self.charged:
            self.task, self.charged = len(self.measures), False
        if any(section.at.holds(sentence.at) for section in self._headings(sentence)):
            return
        if self.asking and not _ANSWERS.match(words) and self._subjectless(sentence):
            return  # the asker's wishes go on: 推动…, 促进….
        verdict = any(v.meets(sentence.at) and v.length * 2 >= sentence.at.length for v in self.verdicts)
        asks = ASKER.match(words) is not None and not _OWN_WORDS.search(words)
        asked = any(at.holds(sentence.at) for at in self.asked)
        self.asking = asks or asked
        if not (verdict or asks or COURTESY.match(words)):
            self._sentence(sentence, words)
        if charge := duties.of_bracket(self.ground, sentence.at):
            self._charge(charge)
            self.task = len(self.measures)

    def _schedule(self, sentence: Sentence, lasting: bool | None) -> None:
        """What a line of times says of the task before it: it goes on, or is due by a day."""
        if lasting is None:
            return
        due = next(iter(self.ground.times_inside(sentence.at)), None)
        for n in range(self.task, len(self.measures)):
            measure = self.measures[n]
            if measure.status is Status.ADVOCATED:
                continue
            status = Status.ONGOING if lasting else Status.PLANNED
            deadline = measure.deadline if lasting or due is None else due
            self.measures[n] = replace(
                measure, status=status, rule="status-schedule", deadline=deadline, confidence=0.8
            )

    def _subjectless(self, sentence: Sentence) -> bool:
        first = self.parser.parse(split(self.ground, sentence.at)[0])
        return not first.subject and first.topic is None and not first.frames

    def _headings(self, sentence: Sentence) -> tuple[Section, ...]:
        section = self._section(sentence)
        return self.letter.sections[section : section + 1] if section is not None else ()

    def _charge(self, charge: list[duties.Duty]) -> None:
        """Gives the organs that a plan makes responsible to the measures of the task they stand behind."""
        charged = tuple(
            replace(
                self.cast.generic(duty.at) if duty.mention is None else self.cast.actor(duty.mention),
                part=duty.part,
                cue=None if duty.part is Part.BACKER else duty.cue,
                rule="duty",
                confidence=0.85,
            )
            for duty in charge
        )
        for n in range(self.task, len(self.measures) if charge else self.task):
            measure = self.measures[n]
            kept = tuple(a for a in measure.agents if not a.rule.startswith("agent-issuer"))
            known = {(a.mention, a.part) for a in kept}
            added = tuple(a for a in agents(charged, (), measure.clause) if (a.mention, a.part) not in known)
            self.measures[n] = replace(measure, agents=(*kept, *added))

    def _sentence(self, sentence: Sentence, words: str) -> None:
        if opens_plan(words):
            self.planned = True
        elif ends_plan(words):
            self.planned = False
        kept = self.current
        clauses = [self.parser.parse(at) for at in split(self.ground, sentence.at)]
        purpose = self._purpose_end(words, clauses)
        last = len(clauses)
        while last > 1 and not self.planned and not self.policy and effect(self.ground, clauses[last - 1]):
            last -= 1  # the effects that close a sentence
        speaking = ASKER.match(words) is not None
        self.advised = False
        line = Line(sentence)
        for n, clause in enumerate(clauses):
            if n and opens_plan(self.text[slice(*clause.at)]):
                self.planned = True
            colon = self.text[clause.at.end : clause.at.end + 1] == "："
            if colon and (speaker := self.cast.speaker(clause.at)):
                self.speaker = self.base = self.current = speaker
                continue
            actors = self._who(clause, line, first=n == 0)
            if _ABOUT.match(self.text[clause.at.start + len(clause.opener) : clause.at.end]):
                continue
            if speaking:
                speaking = not colon and not self._answers(clause)
                if not speaking and not colon:
                    self._clause(clause, actors, line)
            elif n < purpose and any(frame.kind == "basis" for frame in clause.frames):
                line.pending.append(clause)  # 为贯彻落实《…》，…，制定本办法
            elif purpose <= n < last and not any(asked.meets(clause.at) for asked in self.asked):
                self._clause(clause, actors, line)
        lasting = (Kind.AGENCY, Kind.GROUP) if self.policy else (Kind.AGENCY,)
        named = all(self.mentions[a.mention].kind in lasting for a in self.current)
        if EXAMPLE.match(words) or not self.current:
            self.current = kept
        elif not named:
            self.current = self.base if self.base != self.current else kept

    def _answers(self, clause: Clause) -> bool:
        """Whether the writer takes the word behind what the asker wants: 您提出的意见，我局已采纳…."""
        return any(
            self.mentions[i].reference is Reference.ISSUER or self.mentions[i].name.startswith("我")
            for i in clause.subject
        )

    def _purpose_end(self, words: str, clauses: list[Clause]) -> int:
        """How many clauses in front only say what for: 为深入贯彻…，抢抓…机遇，市政府印发…."""
        if not _PURPOSE.match(words):
            return 0
        for n, clause in enumerate(clauses[1:], 1):
            if clause.subject or (clause.topic is not None and group_head(self.text[slice(*clause.topic)])):
                return n
            enacts = clause.verb is not None and clause.verb.form in _ENACTS
            if enacts and self.text.startswith(("本", "《"), clause.object.start):
                return n
        return 1

    # ── clauses ──

    def _who(self, clause: Clause, line: Line, *, first: bool) -> Actors:
        """The actors a clause names; they stay in force for the clauses behind it."""
        listed = _ENUMERATED.match(clause.opener)
        if listed or (clause.at.start > 0 and self.text[clause.at.start - 1] == "；"):
            line.parts, line.pending = (), []
            if any(a.rule == "agent-moved" for a in self.current):
                self.current = self.base
            if listed and not clause.subject:
                self.current = self.base
        head = self._bare_head(clause)
        heads = [self.text[slice(*at)] for at in (head, clause.topic) if at is not None]
        if any(CITIZEN.search(words) for words in heads):
            line.citizen = True
            return ()
        actors = self.cast.subject(clause)
        spoken = all(self.mentions[a.mention].name == "我们" for a in actors)
        if actors and spoken and self.current and all(a.rule == "agent-place" for a in self.current):
            actors = self.current  # 中山坚持…，我们已形成…: the place goes on
        if "请" in clause.opener and not actors and self.policy:
            actors = self.cast.addressees()
        helps = any(a.part is Part.ASSIST for a in self.cast.role(clause, actors, ()))
        if self.cast.unknown(clause):
            self.current, self.advised = (), False
        elif actors:
            line.citizen = self.advised = False
            if not helps:
                line.parts = ()
                self.current = actors
                if first or line.previous is None:
                    self.base = actors
        return actors

    def _bare_head(self, clause: Clause) -> Range | None:
        """Whom a clause without a verb names, for the duty behind it: 向大气排放污染物的单位，应当…."""
        behind = self.text[clause.at.end : clause.at.end + 4]
        if clause.verb is not None or not _DUTY_BEHIND.match(behind):
            return None
        de = self.text.rfind("的", clause.at.start, clause.at.end)
        return Range(de + 1, clause.at.end) if 0 <= de < clause.at.end - 2 else clause.at

    def _clause(self, clause: Clause, actors: Actors, line: Line) -> None:
        """A clause's deed, or what it adds to the deeds behind it."""
        role = self.cast.role(clause, actors, self.current)
        if role:
            line.parts = (*line.parts, *role)
            if clause.object.length < 2:
                return
        line.inside = inside_frame(self.ground, clause, inside=line.inside)
        if line.inside:
            return
        if clause.verb is None:
            line.parts = (*line.parts, *self.cast.lasting(self.cast.partners(clause, actors or self.current)))
            waits = clause.frames or self.text[clause.at.end - 1] == "的"
            line.pending = [*line.pending[-2:], clause] if waits else []
            return
        acted = bool(actors or self.current)
        if line.citizen or not is_deed(
            self.ground, clause, follows=line.previous is not None, policy=self.policy, acted=acted
        ):
            if line.previous is None:
                line.pending = []
            return
        partners = self.cast.partners(clause, actors or self.current)
        measure = self._measure(clause, clause.verb, actors, (*line.parts, *partners), line)
        line.parts = (*line.parts, *self.cast.lasting(partners))
        line.pending = []
        if line.previous is not None and self._completes(clause, actors, line.previous):
            line.previous = self._extended(measure)
            return
        self.measures.append(measure)
        line.previous = measure
        self._hand_over(clause, measure, line)
        policies = [t for t in measure.targets if self.mentions[t.mention].kind is Kind.POLICY]
        if len(policies) == 1 and clause.verb.kind == "issue":
            line.issued = policies[0]

    def _hand_over(self, clause: Clause, measure: Measure, line: Line) -> None:
        """Who acts in the clauses behind a deed that moves somebody: 建议你省…, 支持某协会组织…."""
        people = [link.mention for link in measure.beneficiaries]
        if measure.verb in _ADVISES and people:
            self.current = tuple(replace(self.cast.actor(i, "agent-advised"), confidence=0.75) for i in people)
            self.advised = measure.verb != "要求"
            return
        moved = self._moved(clause)
        if moved is None:
            return
        at = self.ground.mentions[moved].at
        inner = self.parser.parse(Range(at.end, clause.at.end))
        self.current = (self.cast.actor(moved, "agent-moved"),)
        if clause.verb is not None and clause.verb.kind == "fund" and inner.verb is not None and inner.object.length:
            second = self._measure(inner, inner.verb, self.current, (), line)
            self.measures.append(second)
            line.previous = second

    def _moved(self, clause: Clause) -> int | None:
        """The one named body, no organ, that an outer verb or money moves to a deed of its own."""
        outer = clause.verb is not None and clause.verb.outer
        for i in self.ground.inside(clause.object):
            mention = self.ground.mentions[i]
            if mention.kind not in (Kind.ENTERPRISE, Kind.ASSOCIATION, Kind.SCHOOL, Kind.INSTITUTION):
                continue
            between = self.text[clause.object.start : mention.at.start]
            if not (between.endswith(("支持", "资助", "委托")) or (outer and not between)):
                return None
            rest = Range(mention.at.end, clause.object.end)
            if any(not v.noun and not self.ground.masked[p] for p, v in scan(self.text, rest.start, rest.end)):
                return i
        return None

    def _completes(self, clause: Clause, actors: Actors, previous: Measure) -> bool:
        """Whether a clause only completes the one before: 支持各院校紧扣产业需求，深化…模式."""
        if actors or clause.opener or clause.frames:
            return False
        return previous.outer_open and clause.at.start - previous.clause.end <= 1

    def _extended(self, measure: Measure) -> Measure:
        """The measure before with this clause as its completion."""
        before = self.measures[-1]
        clause = Range(before.clause.start, measure.clause.end)
        if clause.length > 390:
            return before
        added = once([*before.instruments, *measure.targets, *measure.instruments])
        label = self._label(before.clause.start, before.verb_at, measure.clause.end)
        self.measures[-1] = replace(before, clause=clause, label=label, instruments=added, outer_open=False)
        return self.measures[-1]

    # ── the measure ──

    def _measure(self, clause: Clause, verb: Verb, actors: Actors, parts: Actors, line: Line) -> Measure:
        """The measure of a clause that tells a deed."""
        verb_at = clause.verb_at or clause.at
        links, start, condition = self._framed(clause, verb, line.pending)
        at = Range(max(start, clause.at.end - 390), clause.at.end)
        people = self.linker.moved(clause) if verb.outer else None
        links.add(self.linker.read(clause, verb, people))
        before = self.text[slice(*clause.before)]
        passive = self._passive(clause, verb, actors)
        who: Actors = () if passive else actors or self.current
        if (
            self.policy
            and not who
            and verb.form in _ENACTS
            and _NOW_THIS.search(before + self.text[slice(*clause.object)][:1])
        ):
            who = self.cast.issuers()
        if verb.form.startswith(_ENTRUSTS):
            parts = (*parts, *self._entrusted(links, verb_at))
        status, rule, sure = decide(
            verb, before, self.text[verb_at.end : min(clause.at.end, verb_at.end + 40)], self._context(clause, line)
        )
        if self.advised or any(self.mentions[a.mention].reference is Reference.ADDRESSEE for a in who):
            status, rule, sure = Status.ADVOCATED, "status-advised", 0.85
        elif not self.policy and passive and self.speaker and _SHOULD.search(before):
            status, rule, sure = Status.ADVOCATED, "status-advised", 0.75
        elif (
            line.issued is not None
            and not actors
            and rule in ("status-default", "status-inherited", "status-advocated")
            and not self._past(line.sentence)
        ):
            status, rule, sure = self._content(links, line.issued, verb, verb_at.end, (status, rule, sure))
        self._inherit(links, verb, actors, line.previous)
        time, deadline = self._time(clause, line.sentence)
        if status is not Status.ADVOCATED and self._ahead(time, deadline):
            status, rule, sure = Status.PLANNED, "status-ahead", 0.85
        known = {x.mention for x in (*links.targets, *links.instruments, *links.beneficiaries)}
        links.concerns += [
            Link(i, at, "concept-in-clause", 0.85)
            for i in self.ground.inside(at)
            if self.mentions[i].kind in CONCERNED and i not in known
        ]
        if (
            time is not None
            and 0 <= at.start - self.times[time].at.end <= 1
            and at.end - self.times[time].at.start <= 390
        ):
            at = Range(self.times[time].at.start, at.end)  # 2024年，完成第一批培训
        return Measure(
            clause=at,
            verb=verb.form,
            verb_at=verb_at,
            label=self._label(start, verb_at, clause.at.end),
            status=status,
            action=verb.action,
            agents=agents(who, parts, at),
            targets=once(links.targets),
            instruments=once(links.instruments),
            beneficiaries=once(links.beneficiaries),
            based_on=once(links.based_on),
            concerns=once(links.concerns),
            condition=condition,
            time=time,
            deadline=deadline,
            section=self._section(line.sentence),
            rule=rule,
            confidence=round(min(sure, 0.9), 2),
            outer_open=people is not None and self._open_inner(people, clause),
        )

    def _framed(self, clause: Clause, verb: Verb, pending: list[Clause]) -> tuple[Links, int, Range | None]:
        """What the frames in front of a clause give it: links, where its words start, its condition."""
        links, start, condition = Links(), clause.start, None
        for earlier in pending:
            for frame in earlier.frames:
                self.linker.frame(frame, verb, links)
                if frame.kind in ("to", "object", "for"):
                    start = min(start, frame.at.start)
            if self.text[earlier.at.end - 1] == "的":
                condition = earlier.at
                start = min(start, earlier.at.start)
        return links, start, condition

    def _passive(self, clause: Clause, verb: Verb, actors: Actors) -> bool:
        """Whether what stands in front of the verb is its object and nobody is named: …已列入…规划."""
        if clause.topic is None or clause.subject or actors or "passive" not in verb.marks:
            return False
        return clause.object.length < 1 or "moves" in verb.marks or verb.form in ("开通", "实施", "启动", "完成")

    def _entrusted(self, links: Links, cue: Range) -> Actors:
        """Bodies that a deed is entrusted to take part in it: 委托某公司评估."""
        named = [link.mention for link in links.beneficiaries if self.cast.acts(link.mention)]
        links.beneficiaries[:] = [link for link in links.beneficiaries if link.mention not in named]
        return tuple(replace(self.cast.actor(i, "role-with"), part=Part.ASSIST, cue=cue) for i in named)

    def _content(
        self, links: Links, issued: Link, verb: Verb, verb_end: int, decided: tuple[Status, str, float]
    ) -> tuple[Status, str, float]:
        """A clause behind the policy it is the content of: 印发《…若干措施》，优化…，支持…."""
        lists = _CONTENT.search(self.mentions[issued.mention].name.rstrip("》")) is not None
        if lists or verb.kind in ("reward", "fund", "support", "guide"):
            links.based_on.append(replace(issued, rule="basis-issued", confidence=0.75))
        counted = _DIGIT.search(self.text[verb_end : verb_end + 40]) is not None
        return (Status.ADVOCATED, "status-policy-content", 0.6) if lists and not counted else decided

    def _inherit(self, links: Links, verb: Verb, actors: Actors, previous: Measure | None) -> None:
        """What a clause takes over from the deed before it in the sentence: its programme, whom it is for."""
        if previous is None or actors:
            return
        works = verb.kind in _WORKS and verb.form not in ("落实", "做好")
        if works and not any(self.mentions[x.mention].kind in VEHICLES for x in (*links.instruments, *links.targets)):
            vehicles = [
                x for x in (*previous.instruments, *previous.targets) if self.mentions[x.mention].kind in VEHICLES
            ]
            links.instruments.extend(
                Link(x.mention, self.mentions[x.mention].at, "instrument-inherited", 0.6) for x in vehicles[:1]
            )
        if verb.form in _GIVES and not links.beneficiaries:
            links.beneficiaries.extend(
                Link(x.mention, self.mentions[x.mention].at, "beneficiary-inherited", 0.65)
                for x in previous.beneficiaries
            )
        if verb.kind == "issue" and not links.targets:
            policies = [x for x in previous.targets if self.mentions[x.mention].kind is Kind.POLICY]
            links.targets.extend(
                Link(x.mention, self.mentions[x.mention].at, "target-inherited", 0.8) for x in policies
            )

    def _context(self, clause: Clause, line: Line) -> Context:
        section = self._section(line.sentence)
        return Context(
            self.text[line.sentence.at.start : clause.at.start],
            self.planned,
            self.letter.sections[section].heading if section is not None else "",
            self.policy,
            self.tasks,
            self._past(line.sentence),
            line.previous.status if line.previous else None,
        )

    def _label(self, start: int, verb_at: Range, end: int) -> str:
        """A short label: the clause, or its words from the verb on when it is long."""
        whole = _LEADING_MARK.sub("", self.text[start:end]).replace("\n", "")
        if len(whole) <= 60:
            return whole
        words = self.text[verb_at.start : end].replace("\n", "")
        front = whole[:20] + "…" if verb_at.start - start > 24 else whole[: verb_at.start - start]
        return front + (words if len(words) <= 40 else words[:38] + "…")

    def _open_inner(self, people: Range, clause: Clause) -> bool:
        """Whether an outer verb's people are followed by a frame alone, with the deed still to come."""
        rest = Range(people.end, clause.object.end)
        if rest.length < 4 or preposition(self.ground, rest.start, rest.end) is None:
            return False
        return not any(
            not self.ground.masked[p] and (not v.noun or p + len(v.form) == rest.end)
            for p, v in scan(self.text, rest.start + 2, rest.end)
        )

    def _ahead(self, time: int | None, deadline: int | None) -> bool:
        """Whether a deed lies behind the day of the document: 自2026年起实行, 2026年底前建成."""
        date = self.letter.header.date
        days = [self.times[i].start or self.times[i].end for i in (time, deadline) if i is not None]
        return date is not None and any(day is not None and day > date.value for day in days)

    def _past(self, sentence: Sentence) -> bool:
        """Whether the sentence speaks of a year before the document's."""
        section = self._section(sentence)
        if section is not None and _LOOKS_BACK.search(self.letter.sections[section].heading):
            return True
        years = _YEARS.findall(self.text[slice(*sentence.at)][:40])
        return bool(self.year and years) and all(y < self.year for y in years)

    def _time(self, clause: Clause, sentence: Sentence) -> tuple[int | None, int | None]:
        """The time of a clause: in it, else in front of it in the sentence; a deadline apart."""
        time = deadline = None
        for i in self.ground.times_inside(Range(sentence.at.start, clause.at.end)):
            if self.times[i].kind == "deadline":
                deadline = i if clause.at.holds(self.times[i].at) else deadline
            elif self.times[i].kind != "recurring":
                time = i
        return time, deadline


def _with_writers(letter: Letter, mentions: Sequence[Mention]) -> Sequence[Mention]:
    """The mentions with those of the writer as 我们, in text order, their references kept."""
    if not letter.header.issuers:
        return mentions
    taken = {m.at.start for m in mentions}
    places = [m.start() for m in _WE.finditer(letter.text.reading) if m.start() not in taken]
    writers = [Mention(Kind.AGENCY, Range(p, p + 2), "我们", "writer", 0.85, Reference.ISSUER) for p in places]
    return [*mentions, *writers]


def find(
    letter: Letter, mentions: Sequence[Mention], times: Sequence[Time], figures: Sequence[Figure] = ()
) -> tuple[tuple[Measure, ...], tuple[Mention, ...]]:
    """The measures of a letter, and its mentions with those that the measures add (unnamed targets and agents)."""
    return Walk(letter, mentions, times).run()
