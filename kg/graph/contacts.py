"""Contact persons and telephones: written only when a build is told to keep them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.graph import terms
from kg.graph.sheet import Proof, Sheet
from kg.model import Letter, Range

_PERSON = re.compile(
    r"(?:联系人|经办人)(?:及(?:联系)?电话)?[：:]?([\u4e00-\u9fff·]{2,4}?)(?=[，、；,;（）()\d]|联系|电话|手机|$)"
)
_PHONE = re.compile(r"(?<!\d)(?:(?:0\d{2,3}-?)?\d{7,8}|1\d{10})(?!\d)")


def write_contacts(sheet: Sheet, letter: Letter) -> None:
    """Who answers questions about the document, and at which number."""
    for at in letter.header.contacts:
        for person in _found(_PERSON, letter, at):
            name = letter.text.cut(person)
            node = sheet.node("person", sheet.document, name)
            sheet.thing(node, "zm:Person", name)
            sheet.denote(person, node)
            sheet.state(sheet.document, "zm:contactPerson", node, Proof([person], "contact.person", 0.9))
        for phone in _found(_PHONE, letter, at):
            number = terms.string(letter.text.cut(phone))
            sheet.state(sheet.document, "zm:contactPhone", number, Proof([phone], "contact.phone", 0.9))


def _found(pattern: re.Pattern[str], letter: Letter, at: Range) -> Iterator[Range]:
    for match in pattern.finditer(letter.text.reading, at.start, at.end):
        yield Range(*match.span(match.re.groups))
