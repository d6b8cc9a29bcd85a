"""Who writes and who is written to, where no other finder names them: 各区人民政府, 市政府各部门."""

from __future__ import annotations

import re

from kg import organs
from kg.model import Field, Kind, Letter, Mention, Reference

_ANYBODY = re.compile(r"各|有关|相关|所属|[、（]")
_ORGAN = re.compile(
    r"(?:局|厅|委|委员会|政府|办公室|办公厅|院|部|署|总局|人大|政协|法院|检察院|常务委员会|大会|中心|处|会|公司|"
    r"学校|学院|大学)$"
)


def find(letter: Letter) -> list[Mention]:
    """A mention for each organ and each group of organs in the letterhead."""
    header = letter.header
    fields = (*header.issuers, *header.addressees, *header.consulted, *header.copied_to)
    return [mention for field in fields if (mention := _mention(field))]


def _mention(field: Field) -> Mention | None:
    if _ANYBODY.search(field.value):
        rule = "letterhead-group-inside"
        return Mention(Kind.GROUP, field.at, field.value, rule, 0.85, Reference.GENERIC)
    if _ORGAN.search(field.value):
        kind = organs.kind_of(field.value)
        own = kind if kind in (Kind.ENTERPRISE, Kind.SCHOOL) else Kind.AGENCY
        return Mention(own, field.at, field.value, "letterhead-inside", 0.85)
    return None
