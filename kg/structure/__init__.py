"""Text to `Letter`: what each line is for, the parts, what the document says of itself and what it answers."""

from __future__ import annotations

from kg.model import Letter, Text
from kg.structure import header, paragraphs, sections, sentences, verdicts


def parse(text: Text) -> Letter:
    """A document read, of any kind."""
    layout = paragraphs.lay_out(text)
    parts, owner, headings = sections.find(text, layout.paragraphs)
    lined = paragraphs.with_sections(layout.paragraphs, owner, headings)
    said = sentences.split(text, lined)
    head = header.read(text, layout, lined)
    asks, asked = verdicts.find(text, head, lined, parts, said)
    return Letter(text, head, lined, said, parts, asks, layout.annexes, asked)


__all__ = ["parse"]
