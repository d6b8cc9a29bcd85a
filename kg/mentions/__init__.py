"""Names in a text: organs, documents, organisations, programmes, concepts, persons, events and places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.mentions import agencies, concepts, documents, events, institutions, letterhead, persons, places, vehicles
from kg.model import CONCEPTS, ORGANISATIONS, VEHICLES, Kind, Letter, Mention, Range, Reference

_RANKS: tuple[frozenset[Kind], ...] = (
    frozenset({Kind.POLICY}),
    ORGANISATIONS | {Kind.TEAM},
    frozenset({Kind.PERSON, Kind.EVENT}),
    VEHICLES,
    CONCEPTS | {Kind.CLUSTER},
    frozenset({Kind.DIVISION, Kind.PLACE}),
)
_RANK = {kind: i for i, kinds in reversed(tuple(enumerate(_RANKS))) for kind in kinds}
FINDERS = (documents, agencies, institutions, persons, events, vehicles, concepts, places, letterhead)


def find(letter: Letter) -> tuple[Mention, ...]:
    """All names of a text, sorted by start and then longest first."""
    return merge(finder.find(letter) for finder in FINDERS)


def merge(found: Iterable[list[Mention]]) -> tuple[Mention, ...]:
    """One list of the finders' lists.

    Of two names that overlap the stronger stays: a title in 《》 before all, then any name before a group of nobody in
    particular, then the longer, then the kind. A name whose rule ends in `-inside` is a name by itself and stays within
    another, unless one of the same place is there. Antecedents point into the finder's own list before, and into the
    merged one after.
    """
    labelled = [(mention, (n, i)) for n, mentions in enumerate(found) for i, mention in enumerate(mentions)]
    labelled.sort(key=lambda pair: (_strength(pair[0]), pair[1]))
    kept: list[tuple[Mention, tuple[int, int]]] = []
    heirs: dict[tuple[int, int], tuple[int, int]] = {}
    standing: dict[Range, tuple[int, int]] = {}  # the first name kept at a place
    taken: dict[int, tuple[int, int]] = {}
    free = taken.keys().isdisjoint
    for mention, label in labelled:
        places = range(*mention.at)
        if mention.rule.endswith("-inside"):
            holder = standing.get(mention.at)
        else:
            holder = None if free(places) else next(taken[i] for i in places if i in taken)
            if holder is None:
                taken.update(dict.fromkeys(places, label))
        if holder is None:
            kept.append((mention, label))
            standing.setdefault(mention.at, label)
        heirs[label] = holder or label
    kept.sort(key=lambda pair: (pair[0].at.start, -pair[0].at.end, pair[1]))
    order = {label: i for i, (_, label) in enumerate(kept)}
    return tuple(_renumbered(mention, label, heirs, order) for mention, label in kept)


def _renumbered(
    mention: Mention,
    label: tuple[int, int],
    heirs: dict[tuple[int, int], tuple[int, int]],
    places: dict[tuple[int, int], int],
) -> Mention:
    if mention.antecedent is None:
        return mention
    heir = heirs.get((label[0], mention.antecedent))
    return replace(mention, antecedent=places.get(heir) if heir else None)


def _strength(mention: Mention) -> tuple[int, int, int, int]:
    """Sort key of a name among names that overlap: the smallest stays."""
    if mention.rule.endswith("-inside"):
        tier = 3
    elif mention.rule.startswith("document-in-marks"):
        tier = 0
    elif mention.reference is Reference.GENERIC or mention.kind in (Kind.GROUP, Kind.THING):
        tier = 2
    else:
        tier = 1
    return tier, -mention.at.length, _RANK.get(mention.kind, len(_RANKS)), mention.at.start


__all__ = ["FINDERS", "find", "merge"]
