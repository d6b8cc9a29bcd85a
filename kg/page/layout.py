"""Where the cards stand: organs left, measures in the middle, what they use right; in the order of the text."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence

from kg.page.picture import Card, Line
from kg.page.words import COLUMN

WIDTHS = (180, 256, 210)
GAP = 136  # between columns
STEP = 34  # between the middles of two cards
GROUP = 30  # more room above the first measure of a section
AHEAD = 3  # cards by which the right column may run ahead of the middle


def positions(cards: Sequence[Card], lines: Sequence[Line]) -> dict[str, tuple[int, int]]:
    """The middle of each card. Organs stand by their number of ties, measures in the order of the text, things beside
    the first measure they are tied to."""
    across = [0, 0, 0]
    for i in (1, 2):
        across[i] = across[i - 1] + (WIDTHS[i - 1] + WIDTHS[i]) // 2 + GAP
    ties: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        ties[line.left].append(line.right)
        ties[line.right].append(line.left)
    places: dict[str, tuple[int, int]] = {}
    organs = [card for card in cards if COLUMN[card.kind] == 0]
    organs.sort(key=lambda card: (card.kind != "Agency", -len(ties[card.iri]), card.at, card.iri))
    for i, card in enumerate(organs):
        places[card.iri] = (across[0], STEP * (i + 1))
    measures = [card for card in cards if COLUMN[card.kind] == 1]
    things = [card for card in cards if COLUMN[card.kind] == 2]
    beside = _first_measures(things, measures, ties)
    for card, y in zip(measures, _rows(measures, Counter(beside.values())), strict=True):
        places[card.iri] = (across[1], y)
    wished = {card.iri: places[beside[card.iri]][1] if card.iri in beside else 0 for card in things}
    order = sorted(things, key=lambda card: (wished[card.iri], card.at, card.iri))
    for i, (card, y) in enumerate(zip(order, _spread([wished[card.iri] for card in order]), strict=True)):
        places[card.iri] = (across[2], max(y, STEP * (i + 1)))
    return places


def _first_measures(things: Sequence[Card], measures: Sequence[Card], ties: dict[str, list[str]]) -> dict[str, str]:
    """The measure that each thing stands beside: the first it is tied to, by itself or through another thing, else the
    last one before it in the text."""
    order = {card.iri: i for i, card in enumerate(measures)}
    found: dict[str, str] = {}
    for _ in range(2):
        for card in things:
            near = [found.get(tie, tie) for tie in ties[card.iri]]
            tied = [order[tie] for tie in near if tie in order]
            if tied and card.iri not in found:
                found[card.iri] = measures[min(tied)].iri
    for card in things:
        before = bisect_right(measures, card.at, key=lambda measure: measure.at)
        if card.iri not in found and measures:
            found[card.iri] = measures[max(before - 1, 0)].iri
    return found


def _rows(measures: Sequence[Card], things: Counter[str]) -> list[int]:
    """How far down each measure stands: a section begins after a gap, and things may run ahead only a little."""
    rows, down, full, group = [], 0, 0, None
    for card in measures:
        down += STEP
        if group is not None and card.group != group:
            down += GROUP
        group = card.group
        down = max(down, full - AHEAD * STEP)
        rows.append(down)
        full = max(full, down) + STEP * things[card.iri]
    return rows


def _spread(wished: Sequence[int]) -> list[int]:
    """Places in the same order, at least a step apart, each as near to its wish as that allows.

    >>> _spread([100, 100, 100, 400])
    [66, 100, 134, 400]
    """
    blocks: list[list[int]] = []  # each: sum of (wish - offset), count
    for wish in wished:
        blocks.append([wish, 1])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] + STEP * blocks[-2][1] > blocks[-1][0] / blocks[-1][1]:
            total, count = blocks.pop()
            blocks[-1][0] += total - count * STEP * blocks[-1][1]
            blocks[-1][1] += count
    return [round(total / count) + STEP * i for total, count in blocks for i in range(count)]
