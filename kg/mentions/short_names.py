"""Short names that a text introduces behind a full one: （以下简称《移交办法》）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Range

_BEHIND = re.compile(r"（[^（）]{2,80}）|，以下简称[“《][^”》]{2,20}[”》]")
_ORGAN_LIKE = re.compile(r"[\u4e00-\u9fff]{2}(?:委(?!员)|[局院会校])")
_SHORT = re.compile(r"(?:简称|统称|以下称)(?:为|：)?[“《\"]?([^“”《》（）\"，。；]{2,24})")


@dataclass(frozen=True, slots=True)
class ShortName:
    """A short name, and the stretch that introduces it."""

    name: str
    introduced: Range


def behind(text: str, place: int) -> ShortName | None:
    """The short name that is introduced at a place.

    >>> behind("甲市福康养老服务有限公司（以下简称福康公司）", 12).name
    '福康公司'
    """
    bracket = _BEHIND.match(text, place)
    short = _SHORT.search(bracket.group()) if bracket else None
    return ShortName(short.group(1), Range(*bracket.span())) if bracket and short else None


def places(text: str, short: ShortName) -> Iterator[Range]:
    """Where a short name stands, from its introduction on; a very short one counts only in marks."""
    start = short.introduced.start
    for match in re.finditer(re.escape(short.name), text[start:]):
        at = Range(start + match.start(), start + match.end())
        marked = text[at.start - 1] in '《“"' and text[at.end : at.end + 1] in ("》", "”", '"')
        if marked or short.introduced.holds(at) or len(short.name) >= 4 or _organ_like(text, at):
            yield at


def _organ_like(text: str, at: Range) -> bool:
    """Whether a short name of three characters ends as an organ does: 协调委, not the beginning of 协调委员会."""
    return at.length == 3 and _ORGAN_LIKE.match(text, at.start) is not None
