"""Who acts: subjects, partners, leads and those who speak, as clauses name them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.measures.clauses import Clause
from kg.measures.ground import Ground
from kg.measures.links import Linker
from kg.measures.people import CITIZEN, group_head, people_words
from kg.model import ORGANISATIONS, Agent, DocumentKind, Field, Kind, Mention, Part, Range, Reference

_LEAD = frozenset(["牵头", "负责", "主办", "牵头负责", "具体负责", "承办"])
_ASSIST = frozenset(["配合", "协助", "参与", "协办", "密切配合", "协同", "参加"])
_SPEAKS = re.compile(
    "等?(?:有关|相关)?(?:部门|单位)?(?:研究|核实|答复|反馈|函复|表示|认为)?(?:提出|意见|认为|答复|回复|反馈|办理情况|表示)[^，。：]{0,12}$"
)
_UNKNOWN = re.compile("^(?:国家|党和国家|党中央|我国|中央|上级)$")
# A bare head takes up the last named body of its kind: 该校, 学校, 公司.
_BARE = {
    "学校": Kind.SCHOOL, "该校": Kind.SCHOOL, "我校": Kind.SCHOOL, "学院": Kind.SCHOOL, "该院": Kind.INSTITUTION,
    "医院": Kind.INSTITUTION, "公司": Kind.ENTERPRISE, "该公司": Kind.ENTERPRISE, "集团": Kind.ENTERPRISE,
    "该企业": Kind.ENTERPRISE, "协会": Kind.ASSOCIATION, "该协会": Kind.ASSOCIATION,
}  # fmt: skip
_ADDRESSED = re.compile("[你贵]")
_TOGETHER = re.compile("会同[^，。：]{2,16}?(?=研究|提出|意见)")


@dataclass(frozen=True, slots=True)
class Actor:
    """An agent in force, with the words that name it."""

    mention: int
    named: Range
    part: Part = Part.BACKER
    cue: Range | None = None
    rule: str = "agent-subject"
    confidence: float = 0.93


Actors = tuple[Actor, ...]
_NUMBERED = re.compile("[一二三四五六七八九十百]{1,4}、")


class Cast:
    """Finds the actors of clauses; makes mentions for governments of places and for bodies in general."""

    def __init__(self, ground: Ground, linker: Linker, mentions: list[Mention]) -> None:
        self.ground, self.linker, self.mentions = ground, linker, mentions
        self.text = ground.text

    def issuer(self) -> Actors:
        """Whose deeds clauses without a subject are in a reply or a report: the issuer's."""
        header = self.ground.letter.header
        if header.kind is not DocumentKind.REPLY and not header.issuers:
            return self._reporter()
        return tuple(self._written(f, Kind.AGENCY, Reference.ISSUER, "agent-issuer") for f in header.issuers[:1])

    def issuers(self) -> Actors:
        """All who issue the document: who enact and print a policy."""
        fields = self.ground.letter.header.issuers
        return tuple(
            self._written(f, Kind.AGENCY, Reference.ISSUER if n == 0 else Reference.NAME, "agent-enacts")
            for n, f in enumerate(fields)
        )

    def addressees(self) -> Actors:
        """Whom a notice orders: 请认真贯彻执行."""
        fields = self.ground.letter.header.addressees
        return tuple(self._written(f, Kind.GROUP, Reference.GENERIC, "agent-addressee") for f in fields)

    def _written(self, field: Field, kind: Kind, reference: Reference, rule: str) -> Actor:
        for i, mention in enumerate(self.mentions):
            if mention.at == field.at and mention.kind in ORGANISATIONS and reference is not Reference.ISSUER:
                return Actor(i, mention.at, rule=rule, confidence=0.8)
        return Actor(
            self.linker.mention(kind, field.at, field.value, rule, reference), field.at, rule=rule, confidence=0.75
        )

    def _reporter(self) -> Actors:
        """Whose work a report tells: the organ in its title, else the one the speaker speaks for."""
        title = self.ground.letter.header.title
        for i, mention in enumerate(self.mentions):
            at = mention.at
            spoken = self.text[max(0, at.start - 3) : at.start].endswith("代表")
            if (mention.kind is Kind.AGENCY and spoken) or (title and title.at.holds(at) and self.acts(i)):
                return (replace(self.actor(i), rule="agent-issuer", confidence=0.75),)
        return ()

    def acts(self, i: int) -> bool:
        return self.mentions[i].kind in ORGANISATIONS | {Kind.GROUP, Kind.DIVISION}

    def actor(self, i: int, rule: str = "agent-subject") -> Actor:
        """The actor that a mention names; a place acts through its people's government."""
        mention = self.mentions[i]
        if mention.kind is Kind.DIVISION:
            reference = Reference.ADDRESSEE if _ADDRESSED.match(mention.name) else Reference.GOVERNMENT
            i = self.linker.mention(Kind.AGENCY, mention.at, mention.name, "government-of-place", reference)
            return Actor(i, mention.at, rule="agent-place" if rule == "agent-subject" else rule, confidence=0.85)
        if mention.reference is Reference.GENERIC and (known := self._antecedent(mention.at, mention.name)) is not None:
            return known
        return Actor(i, mention.at, rule=rule)

    def _antecedent(self, at: Range, words: str) -> Actor | None:
        """The last named body that a bare 学校 or 公司 takes up, not far back."""
        kind = _BARE.get(words)
        if kind is None:
            return None
        for i in reversed(range(len(self.ground.mentions))):
            mention = self.ground.mentions[i]
            if mention.at.end <= at.start and mention.kind is kind and mention.reference is Reference.NAME:
                if at.start - mention.at.end > 600:
                    return None
                made = self.linker.mention(kind, at, words, "bare-head", Reference.ANAPHOR, antecedent=i)
                return Actor(made, at, rule="agent-anaphor", confidence=0.75)
        return None

    def generic(self, at: Range) -> Actor:
        """A body in general that a noun phrase names: 各级主管部门."""
        if numbered := _NUMBERED.match(self.text, *at):
            at = Range(numbered.end(), at.end)
        words = self.text[slice(*at)]
        if (known := self._antecedent(at, words)) is not None:
            return known
        i = self.linker.mention(Kind.GROUP, at, words, "generic-agent", Reference.GENERIC)
        return Actor(i, at, rule="agent-generic", confidence=0.75)

    def speaker(self, at: Range) -> Actors:
        """The organs whose opinion a clause announces: 发展改革委意见：, 市财政局、市民政局提出：."""
        found: list[int] = []
        place = at.start
        while (
            place < at.end
            and (i := self.ground.starts.get(place)) is not None
            and self.ground.mentions[i].at.end <= at.end
        ):
            found.append(i)
            place = self.ground.mentions[i].at.end
            if place < at.end and self.text[place] in "、和与及":
                place += 1
            elif (helper := _TOGETHER.match(self.text, place, at.end)) is not None:
                place = helper.end()
                break
        if found and _SPEAKS.fullmatch(self.text[place : at.end]):
            return tuple(self.actor(i, "agent-speaker") for i in found)
        return ()

    def subject(self, clause: Clause) -> Actors:
        """The actors that a clause names as its subject, by themselves or behind 由."""
        if clause.subject:
            return tuple(self.actor(i) for i in clause.subject)
        found: list[Actor] = []
        for frame in clause.frames:
            if frame.kind == "by":
                found.extend(self.actor(i, "agent-by") for i in self.ground.inside(frame.inner) if self.acts(i))
                if not found and group_head(self.text[slice(*frame.inner)]) and frame.inner.length <= 24:
                    found.append(self.generic(frame.inner))
        if found:
            return tuple(found)
        topic = clause.topic
        opens = clause.verb is not None or (clause.frames and topic is not None and topic.start <= clause.at.start + 4)
        if topic is not None and opens and topic.length <= 24 and topic.end <= clause.before.end:
            words = self.text[slice(*topic)]
            if group_head(words) and not CITIZEN.search(words):
                return (self.generic(topic),)
        return ()

    def unknown(self, clause: Clause) -> bool:
        """Whether the clause's subject acts without being an organ we can name: 国家将…."""
        return (
            clause.topic is not None
            and not clause.subject
            and _UNKNOWN.match(self.text[slice(*clause.topic)]) is not None
        )

    def role(self, clause: Clause, actors: Actors, current: Actors) -> Actors:
        """Leads and assistants that a clause names beside the deed: 由我局牵头, 市财政局配合."""
        if clause.verb is None or clause.verb_at is None:
            return ()
        form = clause.verb.form
        if form in _LEAD and (actors or form.startswith("牵头")):
            return tuple(replace(a, part=Part.LEAD, cue=clause.verb_at) for a in actors or current)
        if form in _ASSIST and actors and clause.object.length < 2:
            return tuple(replace(a, part=Part.ASSIST, cue=clause.verb_at, rule="role-assist") for a in actors)
        return ()

    def partners(self, clause: Clause, leaders: Actors) -> Actors:
        """Partners behind 会同, 联合, 与…合作, and who leads by 牵头 in front of the verb."""
        found: list[Actor] = []
        for frame in clause.frames:
            if frame.kind != "with":
                continue
            cue = Range(frame.at.start, frame.inner.start)
            named = [i for i in self.ground.inside(frame.inner) if self.acts(i)]
            found.extend(replace(self.actor(i, "role-with"), part=Part.ASSIST, cue=cue) for i in named)
            words = self.text[slice(*frame.inner)]
            if not named and people_words(words) and frame.inner.length <= 12 and cue.length > 1:
                found.append(replace(self.generic(frame.inner), part=Part.ASSIST, cue=cue, rule="role-with"))
        for word in ("牵头", "负责"):
            place = self.text.find(word, clause.before.start, clause.before.end + 2)
            if place >= 0 and clause.verb is not None and clause.verb.form != word:
                found.extend(replace(a, part=Part.LEAD, cue=Range(place, place + 2)) for a in leaders)
        return tuple(found)

    def lasting(self, parts: Actors) -> Actors:
        """The partners that hold for the next clauses too: named ones; 联合企业 holds for its own clause."""
        return tuple(a for a in parts if self.mentions[a.mention].reference is not Reference.GENERIC)


def agents(who: Actors, parts: Actors, clause: Range) -> tuple[Agent, ...]:
    """Agents with their parts; a lead or assistant is a backer too."""
    found: dict[tuple[int, Part], Agent] = {}
    for actor in (*who, *parts):
        inherited = not clause.holds(actor.named)
        sure = round(actor.confidence - (0.05 if inherited else 0.0), 2)
        rule = actor.rule + ("-inherited" if inherited else "")
        found.setdefault((actor.mention, Part.BACKER), Agent(actor.mention, Part.BACKER, actor.named, None, rule, sure))
        if actor.part is not Part.BACKER:
            key = (actor.mention, actor.part)
            found.setdefault(key, Agent(actor.mention, actor.part, actor.named, actor.cue, actor.rule, sure))
    return tuple(found.values())
