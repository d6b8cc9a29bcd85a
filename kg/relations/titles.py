"""Relations that names say by themselves: citations, batches, concepts in a name, issuers in a title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import CONCEPTS, ORGANISATIONS, VEHICLES, Kind, Letter, Reference, Relation
from kg.relations.names import Names

_BATCH = re.compile("(?:第[一二三四五六七八九十\\d]+[批期轮阶段]+|首批|[一二三四]期)(?:的)?(.{3,})")
_IMPLEMENTS = re.compile("(?:实施|贯彻|执行|落实)[〈《<]?$")
_ENACTS = re.compile("印发|发布|公布")  # who passes on what others issued has not issued it
_HAS_CONCERNS = (VEHICLES - {Kind.HONOUR}) | {Kind.POLICY, Kind.TEAM}


def cited(names: Names, letter: Letter) -> Iterator[Relation]:
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


def of_names(names: Names) -> Iterator[Relation]:
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


def of_titles(names: Names, letter: Letter) -> Iterator[Relation]:
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
