"""Letters for the tests of names: a body alone, and a body behind the opening of a reply."""

from __future__ import annotations

from kg import reading, structure
from kg.model import DocumentKind, Header, Letter, Paragraph, Range, Role


def body(text: str) -> Letter:
    """A letter that is one paragraph of its answer."""
    folded = reading.fold(text)
    return Letter(folded, Header(DocumentKind.REPLY), (Paragraph(Range(0, len(folded.reading)), Role.BODY),), ())


def reply(text: str) -> Letter:
    """A reply to a member of a conference, read as a file is."""
    opening = "李某某委员：\n您提出的提案收悉，现答复如下：\n"
    return structure.parse(reading.decode(f"{opening}{text}\n".encode()))
