"""Quantities of a document: value, unit, what is counted, how it is limited and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.figures import amounts as numbers
from kg.figures.amounts import Amount
from kg.figures.indicators import indicator
from kg.figures.limits import Limits
from kg.model import VEHICLES, Figure, Kind, Letter, Mention, Qualifier, Range, Role, Sentence, Time

_COUNTED = frozenset(
    {*VEHICLES, Kind.TEAM, Kind.SCHOOL, Kind.ENTERPRISE, Kind.CLUSTER, Kind.POLICY, Kind.MAJOR, Kind.OCCUPATION}
)
_LIMITING = frozenset({"min", "max", "only", "over", "ordinal", "approx"})


def find(letter: Letter, times: tuple[Time, ...], mentions: tuple[Mention, ...]) -> tuple[Figure, ...]:
    """The figures of the sentences that speak about the world, in order."""
    text = letter.text.reading
    barred = sorted([*numbers.hidden(text), *(t.at for t in times), *_apart(letter)])
    sentences = list(_sentences(letter))
    found: list[tuple[Amount, Sentence]] = []
    for sentence in sentences:
        here = [b for b in barred if b.meets(sentence.at)]
        found += [(a, sentence) for a in numbers.ranges(text, list(numbers.find(text, *sentence.at, here)))]
    amounts = [a for a, _ in found]
    date = letter.header.date.value if letter.header.date else None
    limits = Limits(text, amounts, times, date)
    figures: list[Figure] = []
    last: tuple[Sentence, str, Range] | None = None
    for i, (amount, sentence) in enumerate(found):
        qualifiers = limits.of(i)
        if amount.weak and not _LIMITING & {q.notation for q in qualifiers}:
            continue
        before = (last[1], last[2]) if last and last[0] is sentence else None
        name, at = indicator(text, amounts, i, sentence.at, before)
        at = _short(at, amount.at)
        last = sentence, name, at
        figures.append(_figure(text, amount, name, at, qualifiers, times, mentions, sentence.at))
    return tuple(figures)


def _figure(
    text: str,
    amount: Amount,
    name: str,
    at: Range,
    qualifiers: tuple[Qualifier, ...],
    times: Sequence[Time],
    mentions: Sequence[Mention],
    sentence: Range,
) -> Figure:
    value = amount.value
    return Figure(
        amount.at,
        text[amount.at.start : amount.at.end],
        value,
        amount.unit,
        value * amount.unit.multiplier,
        name,
        at,
        qualifiers,
        tuple(i for i, m in enumerate(mentions) if m.kind in _COUNTED and at.holds(m.at) and m.name in name),
        _time(amount.at, times, sentence),
        "figures.amount",
        0.9,
    )


def _sentences(letter: Letter) -> Iterable[Sentence]:
    """Sentences that may state quantities: what the asker wants is no figure of the letter."""
    asked: tuple[Range, ...] = getattr(letter, "asked", ())
    for sentence in letter.body_sentences():
        role = letter.paragraphs[sentence.paragraph].role
        if role is not Role.ASK and not any(a.meets(sentence.at) for a in asked):
            yield sentence


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
    return Range(max(at.start, figure.end - 399), min(at.end, max(at.start, figure.end - 399) + 399))


def _time(figure: Range, times: Sequence[Time], sentence: Range) -> int | None:
    """The time that governs a figure: the last one in front of it in its sentence."""
    found = None
    for i, time in enumerate(times):
        if time.at.start >= figure.start:
            break
        if sentence.holds(time.at) and time.kind != "recurring":
            found = i
    return found
