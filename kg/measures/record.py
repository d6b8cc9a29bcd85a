"""Writes down the measure of a clause that tells a deed: who, what, for whom, how far, when."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.measures.actors import Actors, Cast, agents
from kg.measures.clauses import Clause
from kg.measures.frames import preposition
from kg.measures.ground import Ground
from kg.measures.links import Linker, Links, once
from kg.measures.people import group_head
from kg.measures.scene import Line, Scene
from kg.measures.status import Context, decide
from kg.measures.verbs import ENACTS, Verb, scan
from kg.model import CONCEPTS, VEHICLES, Kind, Link, Measure, Mention, Part, Range, Reference, Sentence, Status

_CONTENT = re.compile("(?:措施|政策|意见|方案|计划|十条|[一二三四五六七八九十\\d]+条)$")
_GIVES = frozenset(["提供", "给予", "发放", "兑付", "补助", "补贴", "奖励", "拨付", "兑现"])
_CONCERNED = CONCEPTS | {Kind.CLUSTER}
_WORKS = frozenset({"serve", "organise", "deliver", "train", "fund", "reward", "recruit", "decide"})  # with a programme
_ENTRUSTS = ("委托", "聘请", "邀请", "授权")
_NOW_THIS = re.compile("现|本")
_TO_DO = re.compile("(?<![\\u4e00-\\u9fff])(?:同时|并)?要(?!求|点|素)|[省市县区府委局厅部们方]要(?!求|点|素)")
_SHOULD = re.compile("应当?|需(?!求)")
_DIGIT = re.compile("\\d")
_LEADING_MARK = re.compile("^[，、]")
_LOOKS_BACK = re.compile("回顾|总结|完成情况|过去[一五]年|去年工作|工作(?:完成)?情况$")
_YEARS_WORK = re.compile(
    "(?:今年|((?:19|20)\\d\\d)年)[^，。]{0,8}(?:工作|任务|目标)(?:安排|重点|任务|部署|打算|建议|要求)?$"
)
_YEARS = re.compile("((?:19|20)\\d\\d)年(?!.{0,6}(?:底前|起))")
_LONGEST = 390  # characters that a measure's clause may have
_REACH = 600  # characters of a sentence before the clause that say how far its deed is


class Recorder:
    """Makes the measures of one letter; the scene is the reading loop's."""

    def __init__(self, ground: Ground, linker: Linker, cast: Cast, mentions: list[Mention], scene: Scene) -> None:
        self.ground, self.linker, self.cast, self.mentions, self.scene = ground, linker, cast, mentions, scene
        self.text, self.times, self.letter = ground.text, ground.times, ground.letter
        self.date = self.letter.header.date.value if self.letter.header.date else ""

    def measure(self, clause: Clause, verb: Verb, actors: Actors, parts: Actors, line: Line) -> Measure:
        """The measure of a clause that tells a deed."""
        verb_at = clause.verb_at or clause.at
        links, start, condition = self._framed(clause, verb, line.pending)
        at = Range(max(start, clause.at.end - _LONGEST), clause.at.end)
        people = self.linker.moved(clause) if verb.outer else None
        links.add(self.linker.read(clause, verb, people))
        ordered = self.scene.orders and _TO_DO.search(self.text, line.sentence.at.start, verb_at.start) is not None
        who = self._who(clause, verb, actors, ordered=ordered)
        if verb.form.startswith(_ENTRUSTS) and people is not None and people.end < clause.object.end:
            parts = (*parts, *self._entrusted(links, verb_at))
        if ordered:
            status, rule, sure = Status.PLANNED, "status-order", 0.85
        elif advice := self._advice(clause, verb, actors, who):
            status, rule, sure = Status.ADVOCATED, "status-advised", advice
        else:
            status, rule, sure = self._status(clause, verb, actors, line, links)
        self._inherit(links, verb, actors, line.previous)
        if verb.kind == "issue" and not links.targets:
            links.targets += self._issued_before(clause, line.sentence)
        time, deadline = self._time(clause, line.sentence)
        if status is not Status.ADVOCATED and self._ahead(time, deadline):
            status, rule, sure = Status.PLANNED, "status-ahead", 0.85
        known = {x.mention for x in (*links.targets, *links.instruments, *links.beneficiaries)}
        links.concerns += [
            Link(i, at, "concept-in-clause", 0.85)
            for i in self.ground.inside(at)
            if self.mentions[i].kind in _CONCERNED and i not in known
        ]
        if time is not None:
            early = self.times[time].at
            if 0 <= at.start - early.end <= 1 and at.end - early.start <= _LONGEST:
                at = Range(early.start, at.end)  # 2024年，完成第一批培训
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
            section=line.section,
            rule=rule,
            confidence=round(min(sure, 0.9), 2),
            outer_open=people is not None and self._open_inner(people, clause),
        )

    def _who(self, clause: Clause, verb: Verb, actors: Actors, *, ordered: bool) -> Actors:
        """Who does the deed: whom the clause names, else who acts so far. An order of 批复 is for others, and what a
        policy enacts now its issuer enacts."""
        if self._passive(clause, verb, actors):
            who: Actors = ()
        else:
            who = actors or self._done_by(clause) or (() if ordered else self.scene.current)
        words = self.text[slice(*clause.before)] + self.text[slice(*clause.object)][:1]
        enacted = self.scene.policy and not who and verb.form in ENACTS and _NOW_THIS.search(words)
        return self.cast.issuers() if enacted else who

    def _advice(self, clause: Clause, verb: Verb, actors: Actors, who: Actors) -> float:
        """How sure it is that a deed is only advised: the addressee's, or what should be done; 0 when it is not."""
        if self.scene.advised or any(self.mentions[a.mention].reference is Reference.ADDRESSEE for a in who):
            return 0.85
        said = not self.scene.policy and self.scene.speaker and self._passive(clause, verb, actors)
        return 0.75 if said and _SHOULD.search(self.text[slice(*clause.before)]) else 0.0

    def extended(self, before: Measure, measure: Measure) -> Measure:
        """The measure before with this one as its completion."""
        clause = Range(before.clause.start, measure.clause.end)
        if clause.length > _LONGEST:
            return before
        added = once([*before.instruments, *measure.targets, *measure.instruments])
        label = self._label(before.clause.start, before.verb_at, measure.clause.end)
        return replace(before, clause=clause, label=label, instruments=added, outer_open=False)

    def _status(
        self, clause: Clause, verb: Verb, actors: Actors, line: Line, links: Links
    ) -> tuple[Status, str, float]:
        """How far the deed is, by its own words; the content of a policy that the sentence issues is based on it."""
        verb_end = (clause.verb_at or clause.at).end
        before, after = self.text[slice(*clause.before)], self.text[verb_end : min(clause.at.end, verb_end + 40)]
        past = self._past(line)
        decided = decide(verb, before, after, self._context(clause, line, past=past))
        open_rules = ("status-default", "status-inherited", "status-advocated")
        if line.issued is None or actors or past or decided[1] not in open_rules:
            return decided
        return self._content(links, line.issued, verb, verb_end, decided)

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

    def _done_by(self, clause: Clause) -> Actors:
        """A body in general that 由 says does the deed: 由市、区两级财政分担."""
        frame = next((f for f in clause.frames if f.kind == "by"), None)
        fits = frame is not None and group_head(self.text[slice(*frame.inner)])
        return (self.cast.generic(frame.inner),) if frame is not None and fits else ()

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

    def _issued_before(self, clause: Clause, sentence: Sentence) -> list[Link]:
        """The document in front of a clause that issues it: 《…》已经市政府同意，现印发给你们."""
        before = [
            i
            for i in self.ground.inside(Range(sentence.at.start, clause.at.start))
            if self.mentions[i].kind is Kind.POLICY and self.mentions[i].at.start - sentence.at.start <= 1
        ]
        return [Link(i, self.mentions[i].at, "target-issued", 0.8) for i in before[:1]]

    def _context(self, clause: Clause, line: Line, *, past: bool) -> Context:
        return Context(
            self.text[max(line.sentence.at.start, clause.at.start - _REACH) : clause.at.start],
            self.scene.planned or self._planned_part(line.section),
            self.letter.sections[line.section].heading if line.section is not None else "",
            self.scene.policy,
            self.scene.tasks,
            past,
            line.previous.status if line.previous else None,
        )

    def _planned_part(self, section: int | None) -> bool:
        """Whether a part of the document tells the work of its own year or a later one: 三、2026年重点工作."""
        while section is not None:
            heading = self.letter.sections[section].heading
            match = None if _LOOKS_BACK.search(heading) else _YEARS_WORK.search(heading)
            if match and (match[1] is None or match[1] >= (self.date[:4] or match[1])):
                return True
            section = self.letter.sections[section].parent
        return False

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
        days = [self.times[i].start or self.times[i].end for i in (time, deadline) if i is not None]
        return bool(self.date) and any(day is not None and day > self.date for day in days)

    def _past(self, line: Line) -> bool:
        """Whether the sentence speaks of a year before the document's."""
        if line.section is not None and _LOOKS_BACK.search(self.letter.sections[line.section].heading):
            return True
        years = _YEARS.findall(self.text[slice(*line.sentence.at)][:40])
        return bool(self.date and years) and all(year < self.date[:4] for year in years)

    def _time(self, clause: Clause, sentence: Sentence) -> tuple[int | None, int | None]:
        """The time of a clause: in it, else in front of it in the sentence; a deadline apart."""
        time = deadline = None
        for i in self.ground.times_inside(Range(sentence.at.start, clause.at.end)):
            if self.times[i].kind == "deadline":
                deadline = i if clause.at.holds(self.times[i].at) else deadline
            elif self.times[i].kind != "recurring":
                time = i
        return time, deadline
