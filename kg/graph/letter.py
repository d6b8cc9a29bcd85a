"""The document itself: letterhead, the proposal it replies to, its parts and the suggestions it answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

from kg.graph import terms
from kg.graph.concepts import concept
from kg.graph.sheet import Proof, Sheet
from kg.graph.validity import validity
from kg.ids import normal
from kg.mentions.genres import genre_of
from kg.model import Annex, DocumentKind, Field, Letter, ProposalRef, Reading, Verdict
from kg.topics import topics_of

_NAMES = {DocumentKind.REPLY: "答复函", DocumentKind.NOTICE: "通知", DocumentKind.POLICY: "政策文件"}


def document_key(reading: Reading) -> tuple[str, ...]:
    """Key of the document read: issuer, number and title; without number issuer, title and date; else its own text."""
    header = reading.letter.header
    issuers = "|".join(sorted(reading.entities[i].label for i in reading.issuers))
    title = header.title.value if header.title else ""
    if issuers and header.number:
        return ("number", issuers, header.number.value, title)
    if issuers and title and header.date:
        return ("title", issuers, title, header.date.value)
    return ("text", normal(reading.letter.text.raw))


def _made_title(reading: Reading) -> str:
    """A title for a document that has none: issuer, kind, date."""
    header = reading.letter.header
    issuers = "、".join(reading.entities[i].label for i in reading.issuers)
    return f"{issuers}{_NAMES[header.kind]}" + (f"（{header.date.value}）" if header.date else "")


def write_document(sheet: Sheet, reading: Reading, entities: Sequence[str], asks: Sequence[str]) -> None:
    """The letterhead."""
    letter, document = reading.letter, sheet.document
    header = letter.header
    sheet.thing(document, f"zm:{header.kind}", header.title.value if header.title else _made_title(reading))
    if header.title:
        sheet.denote(header.title.at, document)
    _value(sheet, "zm:docNumber", header.number, terms.string)
    _value(sheet, "zm:documentDate", header.date, terms.day)
    _value(sheet, "zm:replyClass", header.reply_class, lambda v: concept("reply-class", v))
    _value(sheet, "zm:disclosure", header.disclosure, lambda v: concept("disclosure", v))
    _policy(sheet, letter)
    named = _Named(sheet, reading, entities)
    named.write(document, "zm:issuedBy", header.issuers, reading.issuers)
    named.write(document, "zm:addressedTo", header.addressees, reading.addressees)
    named.write(document, "zm:consulted", header.consulted, reading.consulted)
    named.write(document, "zm:copiedTo", header.copied_to, reading.copied_to)
    for i, proposal in enumerate(header.proposals):
        _proposal(named, proposal, i, asks if len(header.proposals) == 1 else ())


def _policy(sheet: Sheet, letter: Letter) -> None:
    """Genre, topics and validity of the document, worked out from its title, headings and closing words."""
    header = letter.header
    row = genre_of(header.title.value) if header.title else None
    if row:
        sheet.fact(sheet.document, "zm:genre", concept("genre", row["class"]))
    sheet.fact(sheet.document, "zm:topic", *(concept("topic", topic.notation) for topic in topics_of(letter)))
    for predicate, found in zip(("zm:effectiveFrom", "zm:validUntil"), validity(letter), strict=True):
        if found:
            sheet.fact(sheet.document, predicate, terms.day(found))


def _value(sheet: Sheet, predicate: str, found: Field | None, render: Callable[[str], str]) -> None:
    if found:
        sheet.state(sheet.document, predicate, render(found.value), Proof([found.at], found.rule, found.confidence))


class _Named(NamedTuple):
    """Organs, persons and sessions of the letterhead."""

    sheet: Sheet
    reading: Reading
    entities: Sequence[str]

    def write(self, subject: str, predicate: str, fields: Sequence[Field], who: Sequence[int]) -> None:
        """A fact about each of them; the words of each field denote whom they name."""
        for found, i in zip(fields, who, strict=False):
            proof = Proof([found.at], found.rule, found.confidence)
            self.sheet.name(found.at, self.entities[i], self.reading.entities[i].label, proof)
            self.sheet.state(subject, predicate, self.entities[i], proof)


def _proposal(named: _Named, proposal: ProposalRef, i: int, asks: Sequence[str]) -> None:
    """The proposal replied to, with its suggestions where it is the only one."""
    sheet, reading, _ = named
    session = reading.sessions[i] if i < len(reading.sessions) else None
    number, title = proposal.number, proposal.title
    event = reading.entities[session].label if session is not None else ""
    key = (
        event or sheet.document,
        proposal.kind,
        number.value if number else "",
        "" if number else title.value if title else "",
    )
    node = sheet.node("doc", "proposal", *key)
    kind = "提案" if proposal.kind == "tian" else "建议"
    label = title.value if title else f"{event}{'第' + number.value + '号' if number else ''}{kind}"
    sheet.thing(node, "zm:Proposal", label)
    sheet.fact(node, "zm:proposalKind", concept("proposal-kind", proposal.kind))
    sheet.denote(title.at if title else number.at if number else proposal.at, node)
    first = title or number
    rule, confidence = (first.rule, first.confidence) if first else ("header.reply", 0.9)
    evidence = sheet.windows(proposal.at, *(field.at for field in (title, number) if field))
    sheet.state(sheet.document, "zm:repliesTo", node, Proof(evidence, rule, confidence))
    if number:
        sheet.state(
            node, "zm:proposalNumber", terms.string(number.value), Proof([number.at], number.rule, number.confidence)
        )
    for ask in asks:
        sheet.fact(node, "zm:hasSuggestion", ask)
    if session is not None and proposal.session:
        named.write(node, "zm:atSession", [proposal.session], [session])
    named.write(
        node, "zm:submittedBy", proposal.submitters, reading.submitters[i] if i < len(reading.submitters) else ()
    )


class Parts(NamedTuple):
    """The terms of a document's sections and of the suggestions it answers, in their order."""

    sections: list[str]
    asks: list[str]


def write_parts(sheet: Sheet, letter: Letter) -> Parts:
    """Annexes, sections, and the suggestions that sections answer. A covering letter without parts of its own has those
    of the one annex that it brings."""
    annexes = [_annex(sheet, annex) for annex in letter.annexes]
    bearers = {section.annex for section in letter.sections}
    nodes: list[str] = []
    for section in letter.sections:
        node = sheet.next_node("part", section.heading)
        nodes.append(node)
        sheet.thing(node, "zm:DocumentSection", section.heading)
        sheet.fact(node, "zm:heading", terms.string(section.heading))
        sheet.fact(node, "zm:sequence", terms.integer(section.sequence))
        sheet.denote(section.at, node)
        if section.parent is not None:
            sheet.fact(nodes[section.parent], "zm:hasSubsection", node)
        else:
            whole = sheet.document if section.annex is None else annexes[section.annex]
            sheet.fact(whole, "zm:hasSection", node)
            if len(bearers) == 1 and whole != sheet.document:
                sheet.fact(sheet.document, "zm:hasSection", node)
    return Parts(nodes, _suggestions(sheet, letter, nodes))


def _annex(sheet: Sheet, annex: Annex) -> str:
    title = annex.title
    node = sheet.node("doc", "annex", sheet.document, title.value)
    row = genre_of(title.value)
    policy = bool(row and row["is_policy"] == "yes" and len(title.value) > 6)
    sheet.thing(node, "zm:PolicyDocument" if policy else "zm:Document", title.value)
    if policy:
        sheet.state(sheet.document, "zm:cites", node, Proof([title.at], title.rule, title.confidence))
    sheet.name(title.at, node, title.value, Proof([title.at], title.rule, title.confidence))
    sheet.fact(sheet.document, "zm:hasAnnex", node)
    return node


def _suggestions(sheet: Sheet, letter: Letter, sections: Sequence[str]) -> list[str]:
    nodes: list[str] = []
    verdicts: dict[int, list[Verdict | None]] = defaultdict(list)
    for ask in letter.asks:
        node = sheet.next_node("ask", ask.name)
        nodes.append(node)
        sheet.thing(node, "zm:Suggestion", ask.name)
        sheet.denote(ask.at, node)
        if ask.verdict:
            _adopted(sheet, node, ask.verdict)
        if ask.section is not None:
            sheet.fact(sections[ask.section], "zm:respondsTo", node)
            verdicts[ask.section].append(ask.verdict)
    for section, found in verdicts.items():
        if found[0] and len({verdict.adoption if verdict else None for verdict in found}) == 1:
            _adopted(sheet, sections[section], found[0])
    return nodes


def _adopted(sheet: Sheet, subject: str, verdict: Verdict) -> None:
    proof = Proof(sheet.windows(verdict.at), verdict.rule, verdict.confidence)
    sheet.state(subject, "zm:adoption", concept("adoption", verdict.adoption), proof)
