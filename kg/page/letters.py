"""The letter as the page shows it: its text with contacts blotted out, its sentences, and what was not understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Range, Reading, Text
from kg.report import Unread

BLOT = "█"


@dataclass(frozen=True, slots=True)
class Letter:
    """One text. Offsets are code points of `text`, which is as long as the raw text."""

    sha256: str
    name: str
    text: str
    sentences: tuple[tuple[int, int], ...]  # start, length
    unread: tuple[tuple[int, int, str, str], ...]  # start, length, what it names, why nothing came of it


def letter(name: str, reading: Reading, unread: Sequence[Unread], with_contacts: bool = False) -> Letter:
    """What the page keeps of a reading; `unread` are its sentences of which nothing was read."""
    source = reading.letter
    contacts = () if with_contacts else source.header.contacts
    spans = [source.text.span(sentence.at) for sentence in source.sentences]
    missed = tuple((item.start, item.end - item.start, item.kind, item.reason) for item in unread)
    sentences = tuple((span.start, span.end - span.start) for span in spans)
    return Letter(source.text.sha256, name, blotted(source.text, contacts), sentences, missed)


def blotted(text: Text, contacts: Sequence[Range]) -> str:
    """The raw text with contacts made unreadable, every other character in its place."""
    raw = text.raw
    for at in contacts:
        span = text.span(at)
        marks = "".join(char if char.isspace() else BLOT for char in span.quote)
        raw = raw[: span.start] + marks + raw[span.end :]
    return raw
