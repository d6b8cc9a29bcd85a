"""The document itself: letterhead, the proposal it replies to, its parts and the suggestions it answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from kg.graph import terms
from kg.graph.concepts import concept
from kg.graph.sheet import Proof, Sheet
from kg.graph.terms import term
from kg.ids import normal
from kg.model import DocumentKind, Field, Letter, ProposalRef, Reading

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


def made_title(reading: Reading) -> str:
    """A title for a document that has none: issuer, kind, date."""
    header = reading.letter.header
    issuers = "、".join(reading.entities[i].label for i in reading.issuers)
    return f"{issuers}{_NAMES[header.kind]}" + (f"（{header.date.value}）" if header.date else "")


def write_document(sheet: Sheet, reading: Reading, entities: Sequence[str]) -> None:
    """The letterhead."""
    letter, document = reading.letter, sheet.document
    header = letter.header
    sheet.fact(document, "a", term(f"zm:{header.kind}"))
    sheet.fact(document, "skos:prefLabel", terms.chinese(header.title.value if header.title else made_title(reading)))
    if header.title:
        sheet.denote(header.title.at, document)
    _value(sheet, "zm:docNumber", header.number, terms.string)
    _value(sheet, "zm:documentDate", header.date, terms.day)
    _value(sheet, "zm:replyClass", header.reply_class, lambda v: concept("reply-class", v))
    _value(sheet, "zm:disclosure", header.disclosure, lambda v: concept("disclosure", v))
    named = _Named(sheet, reading, entities)
    named.write(document, "zm:issuedBy", header.issuers, reading.issuers)
    named.write(document, "zm:addressedTo", header.addressees, reading.addressees)
    named.write(document, "zm:consulted", header.consulted, reading.consulted)
    named.write(document, "zm:copiedTo", header.copied_to, reading.copied_to)
    for i, proposal in enumerate(header.proposals):
        _proposal(named, proposal, i)
    for annex in letter.annexes:
        node = terms.iri(sheet.mint.iri("doc", "annex", document, annex.title.value))
        sheet.fact(node, "a", term("zm:Document"))
        sheet.fact(node, "skos:prefLabel", terms.chinese(annex.title.value))
        title = annex.title
        sheet.name(title.at, node, title.value, Proof([title.at], title.rule, title.confidence))
        sheet.fact(document, "zm:hasAnnex", node)


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


def _proposal(named: _Named, proposal: ProposalRef, i: int) -> None:
    """The proposal replied to."""
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
    node = terms.iri(sheet.mint.iri("doc", "proposal", *key))
    kind = "提案" if proposal.kind == "tian" else "建议"
    label = title.value if title else f"{event}{'第' + number.value + '号' if number else ''}{kind}"
    sheet.fact(node, "a", term("zm:Proposal"))
    sheet.fact(node, "skos:prefLabel", terms.chinese(label))
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
    if session is not None and proposal.session:
        named.write(node, "zm:atSession", [proposal.session], [session])
    named.write(
        node, "zm:submittedBy", proposal.submitters, reading.submitters[i] if i < len(reading.submitters) else ()
    )


def write_parts(sheet: Sheet, letter: Letter) -> list[str]:
    """The sections, and the suggestions they answer; answers the terms of the sections."""
    counts: dict[str, int] = {}
    nodes: list[str] = []
    for section in letter.sections:
        n = counts[section.heading] = counts.get(section.heading, 0) + 1
        node = terms.iri(sheet.mint.iri("part", sheet.document, section.heading, str(n)))
        nodes.append(node)
        sheet.fact(node, "a", term("zm:DocumentSection"))
        sheet.fact(node, "skos:prefLabel", terms.chinese(section.heading))
        sheet.fact(node, "zm:heading", terms.string(section.heading))
        sheet.fact(node, "zm:sequence", terms.integer(section.sequence))
        sheet.denote(section.at, node)
        if section.parent is not None:
            sheet.fact(nodes[section.parent], "zm:hasSubsection", node)
        elif section.annex is None:
            sheet.fact(sheet.document, "zm:hasSection", node)
    _suggestions(sheet, letter, nodes)
    return nodes


def _suggestions(sheet: Sheet, letter: Letter, sections: Sequence[str]) -> None:
    counts: dict[str, int] = {}
    for ask in letter.asks:
        n = counts[ask.name] = counts.get(ask.name, 0) + 1
        node = terms.iri(sheet.mint.iri("ask", sheet.document, ask.name, str(n)))
        sheet.fact(node, "a", term("zm:Suggestion"))
        sheet.fact(node, "skos:prefLabel", terms.chinese(ask.name))
        sheet.denote(ask.at, node)
        if ask.section is not None:
            sheet.fact(sections[ask.section], "zm:respondsTo", node)
        if ask.verdict:
            adoption = concept("adoption", ask.verdict.adoption)
            evidence = sheet.windows(ask.verdict.at)
            for subject in (node, *([sections[ask.section]] if ask.section is not None else [])):
                sheet.state(subject, "zm:adoption", adoption, Proof(evidence, ask.verdict.rule, ask.verdict.confidence))
