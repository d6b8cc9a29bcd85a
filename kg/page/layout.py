"""Where the cards stand: organs left, measures in the middle, what they use right; in the order of the text."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from kg.page.picture import COLUMN, Card, Line

WIDTHS = (180, 256, 210)
GAP = 136  # between columns
STEP = 34  # between the middles of two cards
GROUP = 30  # more room above the first measure of a section


def positions(cards: Sequence[Card], lines: Sequence[Line]) -> dict[str, tuple[int, int]]:
    """The middle of each card. Organs stand by their number of ties, measures in the order of the text, things beside
    what they are tied to."""
    across = [0, 0, 0]
    for i in (1, 2):
        across[i] = across[i - 1] + (WIDTHS[i - 1] + WIDTHS[i]) // 2 + GAP
    places: dict[str, tuple[int, int]] = {}
    down, group = 0, None
    for card in cards:
        if COLUMN[card.kind] == 1:
            down += STEP + (GROUP if card.group != group and group is not None else 0)
            group = card.group
            places[card.iri] = (across[1], down)
    ties: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        ties[line.left].append(line.right)
        ties[line.right].append(line.left)
    organs = [card for card in cards if COLUMN[card.kind] == 0]
    organs.sort(key=lambda card: (card.kind != "Agency", -len(ties[card.iri]), card.at, card.iri))
    for i, card in enumerate(organs):
        places[card.iri] = (across[0], STEP * (i + 1))
    measures = {card.iri for card in cards if COLUMN[card.kind] == 1}
    spots = sorted((card.at, places[card.iri][1]) for card in cards if card.iri in measures)
    things = [card for card in cards if COLUMN[card.kind] == 2]
    for _ in range(2):  # the second round sees the things that are tied to other things alone
        wished = {card.iri: _wish(ties[card.iri], measures, places) or _beside(card, spots) for card in things}
        order = sorted(things, key=lambda card: (wished[card.iri], card.at, card.iri))
        for i, (card, y) in enumerate(zip(order, _spread([wished[card.iri] for card in order]), strict=True)):
            places[card.iri] = (across[2], max(y, STEP * (i + 1)))
    return places


def _wish(ties: Sequence[str], measures: set[str], places: dict[str, tuple[int, int]]) -> int:
    """How far down a thing would stand: amid its measures, else amid what else it is tied to."""
    placed = [tie for tie in ties if tie in places]
    chosen = [tie for tie in placed if tie in measures] or placed
    return sum(places[tie][1] for tie in chosen) // len(chosen) if chosen else 0


def _beside(card: Card, spots: Sequence[tuple[tuple[str, int], int]]) -> int:
    """How far down a thing without ties would stand: beside the measure before it in the text."""
    i = bisect_right(spots, card.at, key=lambda spot: spot[0]) - 1
    return spots[i][1] if i >= 0 else 0


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
