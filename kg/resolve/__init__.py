"""Who is who: each mention gets the entity it stands for, with the rule and the confidence of the decision."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg import divisions, organ_names, organs
from kg.central_organs import central_organ
from kg.ids import normal
from kg.lexicon import listed
from kg.model import (
    ORGANISATIONS,
    Denotation,
    DocumentKind,
    Entity,
    Field,
    Figure,
    Kind,
    Letter,
    Measure,
    Mention,
    Range,
    Reading,
    Reference,
    Relation,
    Time,
)
from kg.resolve import aliases
from kg.resolve import home as homes
from kg.resolve.home import NOWHERE, Home
from kg.resolve.things import Things
from kg.resolve.who import Known, Organs

_GROUP = re.compile(r"各|有关|相关|人民政府、|委员$|代表$")


def resolve(
    letter: Letter,
    mentions: Sequence[Mention],
    times: Sequence[Time] = (),
    figures: Sequence[Figure] = (),
    measures: Sequence[Measure] = (),
    relations: Sequence[Relation] = (),
) -> Reading:
    """The reading of a document with an entity for each name that stands for something."""
    acting = frozenset(agent.mention for measure in measures for agent in measure.agents)
    found = _Register(letter, tuple(mentions), tuple(relations), acting)
    found.header()
    found.mentions_all()
    entities, denotations = found.finished()
    return Reading(
        letter,
        tuple(mentions),
        tuple(times),
        tuple(figures),
        tuple(measures),
        tuple(relations),
        entities,
        denotations,
        tuple(found.issuers),
        tuple(found.addressees),
        tuple(found.consulted),
        tuple(found.copied_to),
        tuple(found.sessions),
        tuple(found.submitters),
        found.home.nearest,
    )


class _Register:
    """The entities of one document, each once."""

    def __init__(
        self,
        letter: Letter,
        mentions: tuple[Mention, ...],
        relations: tuple[Relation, ...],
        acting: frozenset[int],
    ) -> None:
        self.acting = acting  # mentions of who does something: a place does nothing, its government does
        self.letter, self.mentions = letter, mentions
        self._standing: dict[Range, list[Mention]] = {}  # the organisations named at a place
        for mention in mentions:
            if mention.kind in ORGANISATIONS:
                self._standing.setdefault(mention.at, []).append(mention)
        self._about: dict[int | None, list[Relation]] = {}
        for relation in relations:
            self._about.setdefault(relation.subject, []).append(relation)
        self.home = homes.find(letter, mentions)
        date = letter.header.date
        year = int(date.value[:4]) if date and date.value[:4].isdigit() else 0
        self.scope = _scope(letter)
        self.organs = Organs(self.home, year, self.scope, letter.header.kind is not DocumentKind.REPLY)
        self.things = Things(self.home, self.scope)
        self.shorter = aliases.find(mentions)
        self.entities: list[Entity] = []
        self.denotations: dict[int, Denotation] = {}
        self.alts: dict[int, list[str]] = {}
        self._places: dict[tuple[str, ...], int] = {}
        self.issuers: list[int] = []
        self.addressees: list[int] = []
        self.consulted: list[int] = []
        self.copied_to: list[int] = []
        self.sessions: list[int | None] = []
        self.submitters: list[tuple[int, ...]] = []
        head = letter.header
        self.organs.learn(
            [f.value for f in (*head.issuers, *head.consulted, *head.copied_to)]
            + [m.name for m in mentions if m.kind is Kind.AGENCY and m.reference is Reference.NAME]
        )

    def add(self, entity: Entity) -> int:
        """The index of an entity; two with one key are one."""
        i = self._places.get(entity.key)
        if i is None:
            i = self._places[entity.key] = len(self.entities)
            self.entities.append(entity)
            for code in entity.divisions:
                self.division(code)
        else:
            old = self.entities[i]
            hidden = tuple(dict.fromkeys((*old.hidden, *entity.hidden)))
            if hidden != old.hidden:
                self.entities[i] = replace(old, hidden=hidden)
            if entity.label != old.label:
                self.alts.setdefault(i, []).append(entity.label)
        return i

    def division(self, code: str) -> int:
        """The entity of a division, in the one it lies in."""
        key = ("place", code)
        if key in self._places:
            return self._places[key]
        row = divisions.get(code)
        above = divisions.above(code)
        parent = self.division(above) if above else None
        name = row.name if row else code
        entity = Entity(
            Kind.DIVISION,
            key,
            name,
            (),
            (row.short,) if row and row.short else (),
            (),
            row.level if row else None,
            parent,
            code,
        )
        i = self._places[key] = len(self.entities)
        self.entities.append(entity)
        return i

    # ── letterhead ──

    def header(self) -> None:
        """Entities of the letterhead's fields."""
        head = self.letter.header
        self.issuers = [self._organ(f) for f in head.issuers]
        self.addressees = [self._person_or_organ(f) for f in head.addressees]
        self.consulted = [self._organ(f) for f in head.consulted]
        self.copied_to = [self._organ(f) for f in head.copied_to]
        for proposal in head.proposals:
            session = proposal.session
            self.sessions.append(self.add(self.things.session(session.value)) if session else None)
            self.submitters.append(tuple(self._person_or_organ(f) for f in proposal.submitters))

    def _organ(self, field: Field) -> int:
        kind = organs.kind_of(field.value)
        at = next((m for m in self._standing.get(field.at, ()) if m.kind is not Kind.AGENCY), None)
        if kind in (Kind.ENTERPRISE, Kind.SCHOOL):
            known = self._organisation(at or Mention(kind, field.at, field.value, field.rule))
        else:
            known = self.organs.known(field.value, kind)
        i = self.add(known.entity if known else self.things.of(Mention(Kind.GROUP, field.at, field.value, field.rule)))
        self._alt(i, field.value)
        return i

    def _person_or_organ(self, field: Field) -> int:
        at = next(iter(self._standing.get(field.at, ())), None)
        if _GROUP.search(field.value):
            return self.add(self.things.of(Mention(Kind.GROUP, field.at, field.value, field.rule)))
        organ = organs.read(field.value, None, self.organs.own)
        if at is not None and (known := self._organisation(at)):
            return self.add(known.entity)
        if central_organ(field.value) or (organ and not organ.start):
            return self._organ(field)
        return self.add(self.things.of(Mention(Kind.PERSON, field.at, field.value, field.rule)))

    # ── mentions ──

    def mentions_all(self) -> None:
        """A denotation for each mention that stands for something."""
        for i, mention in enumerate(self.mentions):
            named = mention.reference in (Reference.NAME, Reference.GENERIC) and mention.antecedent is None
            if named and i not in self.shorter:
                self._denote(i, self._known(i, mention))
        for i, alias in sorted(self.shorter.items()):
            whole = self.denotations.get(alias.whole)
            if whole is None:
                self._denote(i, self._known(i, self.mentions[i]))
            else:
                self._refer(i, whole.entity, alias.rule, alias.confidence, self.mentions[alias.whole].at)
                self._alt(whole.entity, self.letter.text.cut(self.mentions[i].at))
        for i in sorted(self.acting & self.denotations.keys()):
            self._act(i)
        for i, mention in enumerate(self.mentions):
            if mention.antecedent is not None:
                self._point(i, mention)
            elif mention.reference is Reference.ISSUER and self.issuers:
                self._refer(i, self.issuers[0], "reference.issuer", 0.95, self.letter.header.issuers[0].at)
            elif mention.reference is Reference.ADDRESSEE:
                self._addressee(i, mention)
            elif mention.reference is Reference.GOVERNMENT:
                self._denote(i, self.organs.government(self._spoken(mention.name)), form=False)

    def _act(self, i: int) -> None:
        """A division that acts is its people's government."""
        entity = self.entities[self.denotations[i].entity]
        if entity.kind is Kind.DIVISION:
            known = self.organs.government(homes.of_code(entity.code) if entity.code else homes.of_name(entity.label))
            if known:
                before = self.denotations[i]
                self.denotations[i] = replace(before, entity=self.add(known.entity), rule=known.rule, confidence=0.8)

    def _known(self, i: int, mention: Mention) -> Known | None:
        if mention.kind in ORGANISATIONS:
            return self._organisation(mention)
        if mention.kind is Kind.DIVISION:
            return self._division(mention)
        if mention.kind is Kind.EVENT:
            return Known(self.things.session(mention.name), "name", mention.confidence)
        issuer = self._related(i, "issuedBy") if mention.kind is Kind.POLICY else self._related(i, "administeredBy")
        entity = self.things.of(mention, issuer)
        whole = entity.label == mention.name
        if whole:
            return Known(entity, "name", mention.confidence)
        law = entity.label.startswith("中华人民共和国")
        return Known(entity, "name.of-law" if law else "name.with-division", 0.95 if law else 0.9)

    def _organisation(self, mention: Mention) -> Known | None:
        if mention.kind is Kind.AGENCY or mention.rule.startswith("agency."):
            return self.organs.known(mention.name, mention.kind)
        return Known(self.things.organisation(mention), "name", mention.confidence)

    def _related(self, i: int, predicate: str) -> Home | None:
        """The division of the organ that issues or runs a thing."""
        for relation in self._about.get(i, ()):
            if relation.predicate == predicate and relation.object is not None:
                other = self.mentions[relation.object]
                if other.kind is Kind.AGENCY and other.reference is Reference.NAME:
                    known = self.organs.known(other.name)
                    codes = known.entity.divisions if known else ()
                    return homes.of_code(codes[0]) if codes else None
        return None

    def _spoken(self, name: str) -> Home:
        """The division of 我市, 全省, 中山."""
        word = re.sub(r"^[我本全该贵你]", "", name) if name != "贵州" else name
        if word != name or word in organs.WORDS:
            return homes.spoken(self.home, word)
        if name in (self.home.short, self.home.name):
            return self.home
        return homes.of_name(name, self.home)

    def _division(self, mention: Mention) -> Known | None:
        place = NOWHERE if mention.rule == "place.town" else self._spoken(mention.name)
        deictic = mention.name[:1] in "我本全该" and mention.rule == "place.deictic"
        if mention.name[:1] == "全" and deictic and place != self.home:
            return None
        if place.code:
            rule = "place.deictic" if deictic else "place.division"
            return Known(self.entities[self.division(place.code)], rule, 0.9 if deictic else mention.confidence)
        if deictic and not place.name:
            return None
        label = place.name or mention.name
        township = mention.rule == "place.town" and self.home.code not in (None, divisions.COUNTRY)
        within = self.home.code if township and self.home.code else self.scope
        parent = self.division(within) if township else None
        level = "township" if mention.rule == "place.town" else place.level
        entity = Entity(Kind.DIVISION, ("place", within, label), label, (), (), (), level, parent)
        return Known(entity, "place.without-code", 0.8)

    def _denote(self, i: int, known: Known | None, form: bool = True) -> None:
        if known is None:
            return
        mention = self.mentions[i]
        entity = self.add(known.entity)
        evidence = (mention.introduced,) if mention.introduced else ()
        self.denotations[i] = Denotation(i, entity, known.rule, min(known.confidence, 1.0), evidence)
        if not form:
            return
        if mention.rule not in ("agency.shared-ending", "agency.shared-level") and mention.name[:1] not in "我本全该":
            self._alt(entity, self.letter.text.cut(mention.at))
        for alias in mention.aliases:
            self._alt(entity, alias)

    def _alt(self, entity: int, form: str) -> None:
        self.alts.setdefault(entity, []).append(form)

    def _point(self, i: int, mention: Mention) -> None:
        """An abbreviation or anaphor stands for what its antecedent stands for."""
        seen, at = {i}, mention.antecedent
        while at is not None and at not in seen and at not in self.denotations:
            seen.add(at)
            at = self.mentions[at].antecedent if at < len(self.mentions) else None
        if at is None or at not in self.denotations:
            if mention.reference is Reference.NAME:
                self._denote(i, self._known(i, mention))
            return
        before = self.denotations[at]
        evidence = mention.introduced or self.mentions[at].at
        rule = "reference.abbreviation" if mention.reference is Reference.NAME else "reference.anaphor"
        self._refer(i, before.entity, rule, 0.9, evidence)
        if mention.reference is Reference.NAME:
            self._alt(before.entity, mention.name)

    def _refer(self, i: int, entity: int, rule: str, confidence: float, evidence: Range | None) -> None:
        self.denotations[i] = Denotation(i, entity, rule, confidence, (evidence,) if evidence else ())

    def _addressee(self, i: int, mention: Mention) -> None:
        """你局 is the first organ written to; 你省 the division of it, or its government where it acts."""
        word = mention.name[1:]
        place = word in organs.WORDS
        for entity, field in zip(self.addressees, self.letter.header.addressees, strict=False):
            who = self.entities[entity]
            if who.kind is Kind.AGENCY and (not place or word in who.label):
                if place and who.divisions and i in self.acting and not who.label.endswith("人民政府"):
                    known = self.organs.government(homes.of_code(who.divisions[0]))
                    if known:
                        self._refer(i, self.add(known.entity), "reference.addressee-government", 0.85, field.at)
                elif place and who.divisions and i not in self.acting:
                    self._refer(i, self.division(who.divisions[0]), "reference.addressee-division", 0.9, field.at)
                else:
                    self._refer(i, entity, "reference.addressee", 0.9, field.at)
                return

    # ── the end ──

    def _replaced(self, entity: Entity, agencies: dict[str, int]) -> tuple[int, ...]:
        """The organs of this document in whose place one has come: 国家卫生健康委员会 after 卫生部, and in a city
        生态环境局 after 环境保护局."""
        if entity.level != "national":
            if entity.kind is not Kind.AGENCY or not entity.divisions:
                return ()
            return tuple(agencies[name] for name in organ_names.predecessors(entity.label) if name in agencies)
        row = central_organ(entity.label)
        before = listed(row["predecessors"]) if row and row["name"] == entity.label else ()
        return tuple(agencies[name] for name in before if name in agencies)

    def finished(self) -> tuple[tuple[Entity, ...], tuple[Denotation, ...]]:
        """Entities with the forms that the text gives them, and the denotations in the order of the mentions."""
        done: list[Entity] = []
        agencies = {
            e.label: i
            for i, e in enumerate(self.entities)
            if e.level == "national" or (e.kind is Kind.AGENCY and e.divisions)
        }
        for i, entity in enumerate(self.entities):
            alts = tuple(dict.fromkeys(a for a in self.alts.get(i, ()) if a and a != entity.label))
            hidden = tuple(h for h in entity.hidden if h not in alts and h != entity.label)
            replaced = self._replaced(entity, agencies)
            same = (alts, hidden, replaced) == (entity.alts, entity.hidden, entity.replaces)
            done.append(entity if same else replace(entity, alts=alts, hidden=hidden, replaces=replaced))
        return tuple(done), tuple(self.denotations[i] for i in sorted(self.denotations))


def _scope(letter: Letter) -> str:
    """The key part of what only this document knows: who wrote it, its number, title and date, else its words."""
    head = letter.header
    parts = [
        *(f.value for f in head.issuers),
        head.number.value if head.number else "",
        head.title.value if head.title else "",
    ]
    if head.date:
        parts.append(head.date.value)
    if head.issuers and (head.number or head.title):
        return "document:" + "|".join(parts)
    return "text:" + normal(letter.text.raw)
