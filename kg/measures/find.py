"""Walks a letter clause by clause and tells its measures: the reading loop of this stage."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from kg.measures import duties
from kg.measures.actors import Actors, Cast, agents
from kg.measures.clauses import EXAMPLE, Clause, Parser, split
from kg.measures.deeds import ASKER, COURTESY, effect, inside_frame, is_deed
from kg.measures.ground import Ground
from kg.measures.links import Linker
from kg.measures.people import CITIZEN, group_head, people_words
from kg.measures.record import Recorder
from kg.measures.scene import Line, Scene
from kg.measures.status import ends_plan, opens_plan
from kg.measures.verbs import ENACTS, scan
from kg.model import (
    ORGANISATIONS,
    DocumentKind,
    Kind,
    Letter,
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
from kg.places import Apart

_ENUMERATED = re.compile("[一二三四五六七八九十]+是|[（(][一二三四五六七八九十\\d]+[）)]")
_LIST_PARAGRAPH = re.compile("[一二三四五六七八九十]+是|（[一二三四五六七八九十\\d]+）|\\d{1,2}[.．、]|[①-⑳]")
_PURPOSE = re.compile("(?:为|随着|由于|鉴于|因为|针对|面对)(?!此)")
_ADVISES = frozenset(["建议", "希望", "要求"])
_PLAN_TITLE = re.compile("(?:方案|计划|要点|分工)(?:的通知)?$")
_SAME_MATTER = re.compile("同时|此外|另外|[一二三四五六七八九十]+是|（")
_ANSWERS = re.compile("因此|为此|近年来|目前|[^，。]{0,6}我[市省局委县区厅]")
_OWN_WORDS = re.compile("：|[，。]我[局委厅办部市县区省州院校司们公]|[，。]现")
_ABOUT = re.compile("(?:关于|对于)(?!.{0,30}(?:给予|予以))")
_DUTY_BEHIND = re.compile("，(?:应|必须|需|可以|有权)")
_WE = re.compile("我们(?!的|国)")


class Walk:
    """The state of one pass over a letter."""

    def __init__(self, letter: Letter, mentions: Sequence[Mention], times: Sequence[Time]) -> None:
        self.letter = letter
        self.text = letter.text.reading
        self.mentions = _with_writers(letter, mentions)  # grows by what the measures add
        self.ground = Ground(letter, tuple(self.mentions), times)
        self.parser = Parser(self.ground)
        linker = Linker(self.ground, self.mentions)
        self.cast = Cast(self.ground, linker, self.mentions)
        self.measures: list[Measure] = []
        title = letter.header.title.value if letter.header.title else ""
        self.ruled = letter.header.kind is not DocumentKind.REPLY and "工作报告" not in title
        self.annexed = False
        self.scene = Scene(self.ruled, duties.assigns(self.text) or _PLAN_TITLE.search(title) is not None)
        self.scene.orders = title.endswith("批复")
        self.scene.issuer = () if self.ruled else self.cast.issuer()
        self.scene.current = self.scene.base = self.scene.issuer
        self.recorder = Recorder(self.ground, linker, self.cast, self.mentions, self.scene)
        self.verdicts = sorted(ask.verdict.at for ask in letter.asks if ask.verdict)
        self.asked = Apart(letter.asked)
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
            self.scene.speaker = ()
            self.scene.planned = False
        if section != self.section:
            self.task = len(self.measures)
        self.top, self.section = top, section
        self.asking = False
        self._annexed(sentence)
        if _LIST_PARAGRAPH.match(opening) and not self.letter.sections:
            self.scene.current = self.scene.base
            return
        self.scene.current = self.scene.base = self.scene.speaker or self.scene.issuer
        if not _SAME_MATTER.match(opening):
            self.scene.planned = False

    def _annexed(self, sentence: Sentence) -> None:
        """What a letter annexes lays down rules or tasks: nobody acts in it who is not named."""
        annex = self.letter.paragraphs[sentence.paragraph].annex is not None
        if annex != self.annexed:
            self.annexed = annex
            self.scene.policy = self.ruled or annex
            self.scene.issuer = () if self.scene.policy else self.cast.issuer()

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
        verdict = self._tells_verdict(sentence.at)
        asks = ASKER.match(words) is not None and not _OWN_WORDS.search(words)
        asked = self.asked.holding(sentence.at) is not None
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

    def _tells_verdict(self, at: Range) -> bool:
        """Whether a sentence is for the greater part the verdict on a suggestion."""
        first = bisect_left(self.verdicts, (at.start - at.length, 0))
        near = islice(self.verdicts, first, bisect_left(self.verdicts, (at.end, 0)))
        return any(v.meets(at) and v.length * 2 >= at.length for v in near)

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
            self.scene.planned = True
        elif ends_plan(words):
            self.scene.planned = False
        kept = self.scene.current
        clauses = [self.parser.parse(at) for at in split(self.ground, sentence.at)]
        purpose = self._purpose_end(words, clauses)
        last = len(clauses)
        while last > 1 and not self.scene.planned and not self.scene.policy and effect(self.ground, clauses[last - 1]):
            last -= 1  # the effects that close a sentence
        speaking = ASKER.match(words) is not None
        self.scene.advised = False
        line = Line(sentence, self._section(sentence))
        for n, clause in enumerate(clauses):
            if n and opens_plan(self.text[slice(*clause.at)]):
                self.scene.planned = True
            colon = self.text[clause.at.end : clause.at.end + 1] == "："
            if colon and (speaker := self.cast.speaker(clause.at)):
                self.scene.speaker = self.scene.base = self.scene.current = speaker
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
            elif purpose <= n < last and not self.asked.meets(clause.at):
                self._clause(clause, actors, line)
        lasting = (Kind.AGENCY, Kind.GROUP) if self.scene.policy else (Kind.AGENCY,)
        named = all(self.mentions[a.mention].kind in lasting for a in self.scene.current)
        if EXAMPLE.match(words) or not self.scene.current:
            self.scene.current = kept
        elif not named:
            self.scene.current = self.scene.base if self.scene.base != self.scene.current else kept

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
            enacts = clause.verb is not None and clause.verb.form in ENACTS
            if enacts and self.text.startswith(("本", "《"), clause.object.start):
                return n
        return 0 if self._serves(clauses[0]) else 1

    def _serves(self, clause: Clause) -> bool:
        """Whether a clause tells what is done for somebody: 为中小企业提供贷款贴息."""
        served = next((at.end for at in self._people(clause) if self.text.startswith("为", at.start - 1)), None)
        if served is None and clause.frames and clause.frames[0].kind == "for":
            inner = clause.frames[0].inner
            served = inner.end if people_words(self.text[slice(*inner)]) else None
        return served is not None and clause.verb_at is not None and 0 <= clause.verb_at.start - served <= 4

    def _people(self, clause: Clause) -> Iterator[Range]:
        for i in self.ground.inside(clause.at):
            if self.mentions[i].kind in ORGANISATIONS | {Kind.GROUP}:
                yield self.mentions[i].at

    # ── clauses ──

    def _who(self, clause: Clause, line: Line, *, first: bool) -> Actors:
        """The actors a clause names; they stay in force for the clauses behind it."""
        listed = _ENUMERATED.match(clause.opener)
        if listed or (clause.at.start > 0 and self.text[clause.at.start - 1] == "；"):
            line.parts, line.pending = (), []
            if any(a.rule == "agent-moved" for a in self.scene.current):
                self.scene.current = self.scene.base
            if listed and not clause.subject:
                self.scene.current = self.scene.base
        head = self._bare_head(clause)
        heads = [self.text[slice(*at)] for at in (head, clause.topic) if at is not None]
        if any(CITIZEN.search(words) for words in heads):
            line.citizen = True
            return ()
        actors = self.cast.subject(clause)
        spoken = all(self.mentions[a.mention].name == "我们" for a in actors)
        if actors and spoken and self.scene.current and all(a.rule == "agent-place" for a in self.scene.current):
            actors = self.scene.current  # 中山坚持…，我们已形成…: the place goes on
        if "请" in clause.opener and not actors and self.scene.policy:
            actors = self.cast.addressees()
        helps = any(a.part is Part.ASSIST for a in self.cast.role(clause, actors, ()))
        if self.cast.unknown(clause):
            self.scene.current, self.scene.advised = (), False
        elif actors:
            line.citizen = self.scene.advised = False
            if not helps:
                line.parts = ()
                self.scene.current = actors
                if first or line.previous is None:
                    self.scene.base = actors
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
        role = self.cast.role(clause, actors, self.scene.current)
        if role:
            line.parts = (*line.parts, *role)
            if clause.object.length < 2:
                return
        line.inside = inside_frame(self.ground, clause, inside=line.inside)
        if line.inside:
            return
        if clause.verb is None:
            line.parts = (*line.parts, *self.cast.lasting(self.cast.partners(clause, actors or self.scene.current)))
            waits = clause.frames or self.text[clause.at.end - 1] == "的"
            line.pending = [*line.pending[-2:], clause] if waits else []
            return
        acted = bool(actors or self.scene.current)
        if line.citizen or not is_deed(
            self.ground, clause, follows=line.previous is not None, policy=self.scene.policy, acted=acted
        ):
            if line.previous is None:
                line.pending = []
            return
        partners = self.cast.partners(clause, actors or self.scene.current)
        measure = self.recorder.measure(clause, clause.verb, actors, (*line.parts, *partners), line)
        line.parts = (*line.parts, *self.cast.lasting(partners))
        line.pending = []
        if line.previous is not None and self._completes(clause, actors, line.previous):
            self.measures[-1] = line.previous = self.recorder.extended(self.measures[-1], measure)
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
            self.scene.current = tuple(replace(self.cast.actor(i, "agent-advised"), confidence=0.75) for i in people)
            self.scene.advised = measure.verb != "要求"
            return
        moved = self._moved(clause)
        if moved is None:
            return
        at = self.ground.mentions[moved].at
        inner = self.parser.parse(Range(at.end, clause.at.end))
        self.scene.current = (self.cast.actor(moved, "agent-moved"),)
        if clause.verb is not None and clause.verb.kind == "fund" and inner.verb is not None and inner.object.length:
            second = self.recorder.measure(inner, inner.verb, self.scene.current, (), line)
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


def _with_writers(letter: Letter, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, and behind them those of the writer as 我们: the places of the others in the list are kept."""
    if not letter.header.issuers:
        return list(mentions)
    taken = {m.at.start for m in mentions}
    places = [m.start() for m in _WE.finditer(letter.text.reading) if m.start() not in taken]
    writers = [Mention(Kind.AGENCY, Range(p, p + 2), "我们", "writer", 0.85, Reference.ISSUER) for p in places]
    return [*mentions, *writers]


def find(
    letter: Letter, mentions: Sequence[Mention], times: Sequence[Time]
) -> tuple[tuple[Measure, ...], tuple[Mention, ...]]:
    """The measures of a letter, and its mentions with those that the measures add (unnamed targets and agents)."""
    return Walk(letter, mentions, times).run()
