"""The nouns of the road from text to graph: frozen values that one stage hands to the next.

Offsets in these values are positions in `Text.reading`, the folded view that the stages read.
Only `Text.span` turns them into raw offsets, so a quote can never differ from the text it is cut from.
"""

from __future__ import annotations

import hashlib
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Range(NamedTuple):
    """A half-open stretch [start, end) of `Text.reading`."""

    start: int
    end: int

    def holds(self, other: Range) -> bool:
        """Whether the other stretch lies inside this one.

        >>> Range(0, 9).holds(Range(2, 5))
        True
        """
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Range) -> bool:
        """Whether the two stretches share a character.

        >>> Range(0, 3).meets(Range(3, 5))
        False
        """
        return self.start < other.end and other.start < self.end

    @property
    def length(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the raw text in code points with its quote. Made by `Text.span` alone."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Text:
    """A source text exactly as decoded, and the folded view the stages read.

    `raw` is never changed: `raw[span.start:span.end] == span.quote`. `reading` is `raw` with widths folded, white space
    inside lines dropped, broken lines joined and one newline between paragraphs; `origin[i]` is the place of
    `reading[i]` in `raw`.
    """

    raw: str
    reading: str
    origin: array[int]
    encoding: str = "utf-8"
    file_sha256: str = ""

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.raw.encode()).hexdigest()

    def cut(self, at: Range) -> str:
        """The reading text of a range, on one line."""
        return self.reading[at.start : at.end].replace("\n", "")

    def span(self, at: Range) -> Span:
        """The raw span of a range of the reading text; raises ValueError for an empty one."""
        if not 0 <= at.start < at.end <= len(self.reading):
            raise ValueError(f"range {at.start}–{at.end} is not in a text of {len(self.reading)} characters")
        start, end = self.origin[at.start], self.origin[at.end - 1] + 1
        return Span(start, end, self.raw[start:end])


# ── structure ────────────────────────────────────────────────────────────────────────────────────────────────


class DocumentKind(StrEnum):
    """Class of the document being read."""

    REPLY = "ReplyLetter"
    NOTICE = "Notice"
    POLICY = "PolicyDocument"


class Adoption(StrEnum):
    """What the reply says of one suggestion."""

    ADOPTED = "adopted"
    PARTLY = "partly"
    EXPLAINED = "explained"
    DECLINED = "declined"


class Role(StrEnum):
    """What a paragraph is for, by GB/T 9704 and the habits of web pages."""

    MASTHEAD = "masthead"
    NUMBER = "number"
    REPLY_CLASS = "reply-class"
    TITLE = "title"
    ADDRESSEE = "addressee"
    OPENING = "opening"  # names what is replied to: 您提出的…收悉
    HEADING = "heading"  # a heading alone on its line
    BODY = "body"
    CLOSING = "closing"  # 专此答复, 感谢您
    SIGNATURE = "signature"
    DATE = "date"
    ANNEX_LIST = "annex-list"
    CONTACT = "contact"
    DISCLOSURE = "disclosure"
    COPIES = "copies"
    IMPRINT = "imprint"
    TABLE = "table"
    FURNITURE = "furniture"  # page numbers, site navigation, metadata tables


@dataclass(frozen=True, slots=True)
class Field:
    """A value of the letterhead with its place: `value` is normalised, `at` are the words that say it."""

    value: str
    at: Range
    rule: str
    confidence: float = 0.95


@dataclass(frozen=True, slots=True)
class ProposalRef:
    """The proposal or suggestion replied to, as far as the letter tells."""

    kind: str  # "tian" 提案 or "jianyi" 建议
    at: Range  # the words that prove the reply: 您提出的《…》（第…号）收悉
    number: Field | None = None
    title: Field | None = None
    session: Field | None = None
    submitters: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Header:
    """What the document says of itself. Names are as written (市财政局); `resolve` says who they are."""

    kind: DocumentKind
    title: Field | None = None
    number: Field | None = None
    issuers: tuple[Field, ...] = ()
    addressees: tuple[Field, ...] = ()  # persons without 委员/代表, organs, groups of organs
    date: Field | None = None  # value is ISO 8601 YYYY-MM-DD
    reply_class: Field | None = None  # value A…D
    disclosure: Field | None = None  # value active, on-request, none
    consulted: tuple[Field, ...] = ()
    copied_to: tuple[Field, ...] = ()
    proposals: tuple[ProposalRef, ...] = ()
    contacts: tuple[Range, ...] = ()  # places of contact persons and telephones: kept out of everything


@dataclass(frozen=True, slots=True)
class Verdict:
    """An adoption with the words that say it."""

    adoption: Adoption
    at: Range
    rule: str
    confidence: float = 0.95


@dataclass(frozen=True, slots=True)
class Ask:
    """One suggestion the letter answers. `section` is the part that answers it, if there are parts."""

    name: str
    at: Range
    section: int | None = None
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of the document. `body` starts behind the heading and ends where the next part of the same or a
    higher level starts; `level` 1 is the top level that the document uses."""

    heading: str
    at: Range
    body: Range
    level: int
    sequence: int
    parent: int | None = None
    article: bool = False  # 第…条
    annex: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the reading text. `section` is the deepest section it lies in."""

    at: Range
    role: Role
    section: int | None = None
    annex: int | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a paragraph, its closing mark included."""

    at: Range
    paragraph: int


@dataclass(frozen=True, slots=True)
class Annex:
    """A document of its own behind the letter in the same file: an annex or a second letter."""

    title: Field
    at: Range


@dataclass(frozen=True, slots=True)
class Letter:
    """A document read: any kind, a reply letter being the first of them."""

    text: Text
    header: Header
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Sentence, ...]
    sections: tuple[Section, ...] = ()
    asks: tuple[Ask, ...] = ()
    annexes: tuple[Annex, ...] = ()
    asked: tuple[Range, ...] = ()  # sentences that only restate what the asker wants

    def body_sentences(self) -> Iterator[Sentence]:
        """Sentences that speak about the world: body, asks and headings, no letterhead and no furniture."""
        for sentence in self.sentences:
            if self.paragraphs[sentence.paragraph].role in (Role.BODY, Role.HEADING, Role.OPENING):
                yield sentence

    def sentence_at(self, place: int) -> Sentence | None:
        """The sentence that holds a place of the reading text."""
        i = bisect_left(self.sentences, place + 1, key=lambda s: s.at.start) - 1
        return self.sentences[i] if i >= 0 and place < self.sentences[i].at.end else None


# ── mentions, times, figures ─────────────────────────────────────────────────────────────────────────────────


class Kind(StrEnum):
    """What a name stands for: the local names of the ontology's classes."""

    AGENCY = "Agency"
    POLICY = "PolicyDocument"
    SCHOOL = "School"
    ENTERPRISE = "Enterprise"
    ASSOCIATION = "Association"
    COMMITTEE = "Committee"
    INSTITUTION = "Institution"
    TEAM = "Team"
    PERSON = "Person"
    GROUP = "TargetGroup"
    PROGRAM = "Program"
    FUND = "Fund"
    BASE = "Base"
    MECHANISM = "Mechanism"
    HONOUR = "Honour"
    CLUSTER = "IndustrialCluster"
    INDUSTRY = "Industry"
    OCCUPATION = "Occupation"
    MAJOR = "Major"
    EVENT = "Event"
    PLACE = "Place"
    DIVISION = "AdministrativeDivision"
    THING = "Entity"  # named by no list: what a measure makes, issues or improves


ORGANISATIONS = frozenset(
    {Kind.AGENCY, Kind.SCHOOL, Kind.ENTERPRISE, Kind.ASSOCIATION, Kind.COMMITTEE, Kind.INSTITUTION}
)
VEHICLES = frozenset({Kind.PROGRAM, Kind.FUND, Kind.BASE, Kind.MECHANISM, Kind.HONOUR})
CONCEPTS = frozenset({Kind.INDUSTRY, Kind.OCCUPATION, Kind.MAJOR})


class Reference(StrEnum):
    """How a mention finds what it stands for."""

    NAME = "name"  # by its own words: 市科技局
    ISSUER = "issuer"  # 我局, 我委, 本办: who writes
    GOVERNMENT = "government"  # 我市, 全市 as an actor: the people's government of the division
    ADDRESSEE = "addressee"  # 你局, 贵省
    ANAPHOR = "anaphor"  # 该局, 该办法, 其: `antecedent` says which mention
    GENERIC = "generic"  # 各有关部门, 各院校: nobody in particular


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text. `name` is the surface on one line, or the name completed from its list (绿色建材 in
    绿色建材…等产业集群 is 绿色建材产业集群); `resolve` makes the catalogue name of it."""

    kind: Kind
    at: Range
    name: str
    rule: str
    confidence: float = 0.9
    reference: Reference = Reference.NAME
    antecedent: int | None = None  # index of the mention an anaphor or an abbreviation stands for
    introduced: Range | None = None  # the span of （以下简称“…”） that introduces an abbreviation
    aliases: tuple[str, ...] = ()  # other names the text gives for it


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression. Dates are ISO 8601; a vague time has neither dates nor EDTF."""

    at: Range
    text: str
    kind: str  # date, period, since, until, deadline, relative, recurring, vague
    edtf: str | None = None
    start: str | None = None
    end: str | None = None
    rule: str = ""
    confidence: float = 0.95


@dataclass(frozen=True, slots=True)
class Unit:
    """A written unit: one `万元` is `multiplier` × `base`."""

    label: str
    base: str
    multiplier: Decimal
    kind: str = ""
    ucum: str = ""


@dataclass(frozen=True, slots=True)
class Qualifier:
    """A limit or mode of a figure (max, total, planned …) with the words that say it."""

    notation: str
    at: Range


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity with what it counts. `value` is in the written unit; `normalized` in the base unit."""

    at: Range
    text: str
    value: Decimal
    unit: Unit
    normalized: Decimal
    indicator: str
    indicator_at: Range  # evidence: holds the words of the indicator
    qualifiers: tuple[Qualifier, ...] = ()
    measured_on: tuple[int, ...] = ()  # mentions
    time: int | None = None  # index of a Time
    rule: str = ""
    confidence: float = 0.9


# ── measures and relations ───────────────────────────────────────────────────────────────────────────────────


class Status(StrEnum):
    DONE = "done"
    ONGOING = "ongoing"
    PLANNED = "planned"
    ADVOCATED = "advocated"


class Part(StrEnum):
    """The part an agent plays in a measure."""

    BACKER = "backer"
    LEAD = "lead"
    ASSIST = "assist"
    FUNDER = "funder"


@dataclass(frozen=True, slots=True)
class Agent:
    """Who acts. `evidence` names the agent (the clause itself, or the earlier words an agent is inherited from)."""

    mention: int
    part: Part
    evidence: Range
    cue: Range | None = None  # 牵头, 会同 …: the words that say the part
    rule: str = ""
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class Link:
    """A measure's target, instrument, beneficiary, basis or concern."""

    mention: int
    evidence: Range
    rule: str
    confidence: float = 0.85


@dataclass(frozen=True, slots=True)
class Measure:
    """One action: a verb with its object in one clause, who does it, for whom, with what and how far it is."""

    clause: Range
    verb: str
    verb_at: Range
    label: str
    status: Status
    action: str  # notation of the action scheme: issue, fund, subsidize, train …
    agents: tuple[Agent, ...] = ()
    targets: tuple[Link, ...] = ()
    instruments: tuple[Link, ...] = ()
    beneficiaries: tuple[Link, ...] = ()
    based_on: tuple[Link, ...] = ()
    concerns: tuple[Link, ...] = ()
    condition: Range | None = None
    time: int | None = None
    deadline: int | None = None
    section: int | None = None
    rule: str = ""
    confidence: float = 0.85
    outer_open: bool = False  # 支持各院校紧扣需求，: the deed of those supported is still to come


@dataclass(frozen=True, slots=True)
class Relation:
    """A fact between two named things; `None` stands for the document read. `predicate` is one of the contract:
    issuedBy administeredBy isPartOf subOrganizationOf cooperatesWith participatesIn holdsHonour offersMajor locatedIn
    concerns implementsPolicy cites replaces."""

    subject: int | None
    predicate: str
    object: int | None
    evidence: tuple[Range, ...]
    rule: str
    confidence: float = 0.85


# ── identity ─────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing of the graph. `key` is what its IRI is minted from: (coarse kind, part, part …)."""

    kind: Kind
    key: tuple[str, ...]
    label: str
    alts: tuple[str, ...] = ()  # forms in the text that name it by themselves
    hidden: tuple[str, ...] = ()  # generated forms, for search
    divisions: tuple[str, ...] = ()  # GB/T 2260 codes of its jurisdiction
    level: str | None = None  # notation: national provincial prefectural county township
    parent: int | None = None  # background: the organ or division above
    code: str | None = None  # division code, occupation code …
    replaces: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Denotation:
    """What a mention stands for and why."""

    mention: int
    entity: int
    rule: str
    confidence: float
    evidence: tuple[Range, ...] = ()  # beyond the mention itself: （以下简称…）, the antecedent


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one document, before and after identity. Indices point into these tuples."""

    letter: Letter
    mentions: tuple[Mention, ...] = ()
    times: tuple[Time, ...] = ()
    figures: tuple[Figure, ...] = ()
    measures: tuple[Measure, ...] = ()
    relations: tuple[Relation, ...] = ()
    entities: tuple[Entity, ...] = ()
    denotations: tuple[Denotation, ...] = ()  # one a mention that stands for something
    issuers: tuple[int, ...] = ()  # entities of the header's fields, in their order
    addressees: tuple[int, ...] = ()
    consulted: tuple[int, ...] = ()
    copied_to: tuple[int, ...] = ()
    sessions: tuple[int | None, ...] = ()  # one a proposal
    submitters: tuple[tuple[int, ...], ...] = ()
    division: str | None = None  # the document's own jurisdiction
