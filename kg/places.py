"""Places of a text asked about in the same time however many there are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from kg.model import Range


class Taken:
    """The characters that something holds already.

    >>> taken = Taken(9, [Range(2, 5)])
    >>> taken.meets(Range(4, 6)), taken.meets(Range(5, 6))
    (True, False)
    """

    def __init__(self, length: int, places: Iterable[Range] = ()) -> None:
        self._mask = bytearray(length)
        for place in places:
            self.add(place)

    def add(self, place: Range) -> None:
        """Takes a place."""
        self._mask[place.start : place.end] = b"\1" * place.length

    def meets(self, place: Range) -> bool:
        """Whether a place shares a character with what is taken."""
        return self._mask.find(1, place.start, place.end) >= 0


class Apart:
    """Stretches of a text of which no two overlap.

    >>> Apart([Range(2, 5), Range(7, 9)]).holding(Range(7, 8))
    Range(start=7, end=9)
    """

    def __init__(self, places: Iterable[Range]) -> None:
        self._places = sorted(places)
        self._starts = [place.start for place in self._places]

    def holding(self, place: Range) -> Range | None:
        """The stretch in which a place lies."""
        i = bisect_right(self._starts, place.start) - 1
        return self._places[i] if i >= 0 and self._places[i].holds(place) else None

    def meets(self, place: Range) -> bool:
        """Whether a place shares a character with one of the stretches."""
        i = bisect_right(self._starts, place.end - 1) - 1
        return i >= 0 and self._places[i].meets(place)


class Inside:
    """Places in the order of the text, asked which of them lie in a stretch; they may overlap.

    >>> list(Inside([Range(7, 9), Range(2, 5), Range(4, 8)]).of(Range(2, 8)))
    [1, 2]
    """

    def __init__(self, places: Sequence[Range]) -> None:
        self.order = sorted(range(len(places)), key=lambda i: places[i])
        self._places = [places[i] for i in self.order]
        self._starts = [place.start for place in self._places]

    def of(self, at: Range) -> Iterator[int]:
        """The numbers of the places that lie in a stretch."""
        for n in range(bisect_left(self._starts, at.start), bisect_left(self._starts, at.end)):
            if self._places[n].end <= at.end:
                yield self.order[n]
