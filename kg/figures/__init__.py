"""Quantities of a document: value, unit, what is counted, how it is limited and when."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from decimal import Decimal

from kg.figures import amounts as numbers
from kg.figures import tables
from kg.figures.amounts import Amount
from kg.figures.indicators import Counted, Indicators
from kg.figures.limits import Limits
from kg.figures.ties import Ties
from kg.model import Figure, Letter, Mention, Qualifier, Range, Sentence, Time
from kg.places import Apart

_LIMITING = frozenset({"min", "max", "only", "over", "ordinal", "approx"})


def find(letter: Letter, times: tuple[Time, ...], mentions: tuple[Mention, ...]) -> tuple[Figure, ...]:
    """The figures of the sentences that speak about the world, in order."""
    text = letter.text.reading
    barred = _merged([*numbers.hidden(text), *(t.at for t in times), *_apart(letter)])
    ends = [b.end for b in barred]
    cells = {cell.amount.at.start: cell for cell in tables.find(letter)}
    sentences = sorted([*letter.body_sentences(), *tables.texts(letter)], key=lambda s: s.at)
    found: list[tuple[Amount, Sentence]] = []
    for sentence in sentences:
        here = barred[bisect_right(ends, sentence.at.start) : bisect_left(barred, (sentence.at.end,))]
        found += [(a, sentence) for a in numbers.ranges(text, list(numbers.find(text, *sentence.at, here)))]
    found = sorted([*found, *((c.amount, c.sentence) for c in cells.values())], key=lambda pair: pair[0].at)
    amounts = [a for a, _ in found]
    date = letter.header.date.value if letter.header.date else None
    limits = Limits(text, amounts, times, date)
    ties = Ties(letter, times, mentions)
    figures: list[Figure] = []
    indicators = Indicators(text, amounts, times)
    restated = Apart(letter.asked)  # what the letter says there is said by the asker
    last: tuple[Sentence, Counted] | None = None
    for i, (amount, sentence) in enumerate(found):
        qualifiers = limits.of(i)
        if not any(q.notation == "planned" for q in qualifiers) and (plan := ties.plan(amount, sentence)):
            qualifiers = (*qualifiers, Qualifier("planned", plan))
        if amount.weak and not _LIMITING & {q.notation for q in qualifiers}:
            continue
        cell = cells.get(amount.at.start)
        counted = (
            Counted(text[cell.label.start : cell.label.end], Range(cell.label.start, amount.at.end))
            if cell
            else indicators.of(i, sentence.at, last[1] if last and last[0] is sentence else None)
        )
        last = sentence, counted
        figures.append(
            Figure(
                amount.at,
                text[amount.at.start : amount.at.end],
                amount.value,
                amount.unit,
                _plain(amount.value * amount.unit.multiplier),
                counted.words,
                _short(counted.at, amount.at),
                qualifiers,
                ties.measured(counted, amount, sentence.at),
                ties.within(cell.head) if cell else ties.time(amount.at, sentence),
                "figures.restated" if (asked := restated.meets(amount.at)) else "figures.amount",
                0.7 if asked else 0.9,
            )
        )
    return tuple(figures)


def _plain(number: Decimal) -> Decimal:
    """A number without superfluous places or an exponent.

    >>> _plain(Decimal("386") * Decimal("10000.00"))
    Decimal('3860000')
    """
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def _merged(places: Iterable[Range]) -> list[Range]:
    """Places in order, those that overlap made one."""
    merged: list[Range] = []
    for place in sorted(places):
        if merged and place.start < merged[-1].end:
            merged[-1] = Range(merged[-1].start, max(merged[-1].end, place.end))
        else:
            merged.append(place)
    return merged


def _apart(letter: Letter) -> list[Range]:
    """Numbers of contacts and of the proposal."""
    places = list(letter.header.contacts)
    for proposal in letter.header.proposals:
        places += [f.at for f in (proposal.number, proposal.title, proposal.session) if f]
    return places


def _short(at: Range, figure: Range) -> Range:
    """A clause as evidence: at most 400 characters, the figure in it."""
    if at.length <= 400:
        return at
    start = max(at.start, figure.end - 399)
    return Range(start, min(at.end, start + 399))
