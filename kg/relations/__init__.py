"""Facts between named things: who issued what, who runs it, what stands in a title, a list or a frame.

Three sources, each a small reader: measures already found, names that say a relation themselves, and frames of words
(入选, 开设, 位于, 同时废止) between names of one clause.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kg.model import Letter, Measure, Mention, Relation
from kg.relations import deeds, frames, titles
from kg.relations.names import Names


def find(letter: Letter, mentions: Sequence[Mention], measures: Sequence[Measure]) -> tuple[Relation, ...]:
    """All relations of a letter, each once for a pair and a place."""
    names = Names(letter, mentions)
    readers: tuple[Callable[[], Iterator[Relation]], ...] = (
        lambda: deeds.find(names, measures),
        lambda: titles.cited(names, letter),
        lambda: titles.of_names(names),
        lambda: frames.find(names, letter),
        lambda: titles.of_titles(names, letter),
    )
    found: dict[tuple[int | None, str, int | None], Relation] = {}
    for reader in readers:
        for relation in reader():
            found.setdefault((relation.subject, relation.predicate, relation.object), relation)
    return tuple(found.values())
