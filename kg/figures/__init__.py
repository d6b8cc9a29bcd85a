"""Quantities of a document: value, unit, what is counted, how it is limited and when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from kg.figures import amounts as numbers
from kg.figures import tables
from kg.figures.amounts import Amount
from kg.figures.indicators import Counted, Indicators
from kg.figures.limits import Limits
from kg.model import VEHICLES, Figure, Kind, Letter, Mention, Qualifier, Range, Role, Sentence, Time

_COUNTED = frozenset(
    {*VEHICLES, Kind.TEAM, Kind.SCHOOL, Kind.ENTERPRISE, Kind.CLUSTER, Kind.POLICY, Kind.MAJOR, Kind.OCCUPATION}
)
_NEXT = re.compile(r"下一?步(?:工作)?(?:打算|计划|安排)?|下一?阶段工作|今后工作打算|下步")
_ALREADY = re.compile(r"目前|已|现有|截[至止]|实际|此前|去年")
_LIMITING = frozenset({"min", "max", "only", "over", "ordinal", "approx"})


def find(letter: Letter, times: tuple[Time, ...], mentions: tuple[Mention, ...]) -> tuple[Figure, ...]:
    """The figures of the sentences that speak about the world, in order."""
    text = letter.text.reading
    barred = sorted([*numbers.hidden(text), *(t.at for t in times), *_apart(letter)])
    cells = {cell.amount.at.start: cell for cell in tables.find(letter)}
    sentences = sorted([*_sentences(letter), *tables.texts(letter)], key=lambda s: s.at)
    found: list[tuple[Amount, Sentence]] = []
    for sentence in sentences:
        here = [b for b in barred if b.meets(sentence.at)]
        found += [(a, sentence) for a in numbers.ranges(text, list(numbers.find(text, *sentence.at, here)))]
    found = sorted([*found, *((c.amount, c.sentence) for c in cells.values())], key=lambda pair: pair[0].at)
    amounts = [a for a, _ in found]
    date = letter.header.date.value if letter.header.date else None
    limits = Limits(text, amounts, times, date)
    plans = _plans(letter)
    figures: list[Figure] = []
    indicators = Indicators(text, amounts, times)
    last: tuple[Sentence, Counted] | None = None
    for i, (amount, sentence) in enumerate(found):
        qualifiers = limits.of(i)
        if not any(q.notation == "planned" for q in qualifiers) and (plan := _plan(letter, plans, amount, sentence)):
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
                _measured(counted, amount, mentions, sentence.at),
                _within(cell.head, times) if cell else _time(letter, amount.at, times, sentence),
                "figures.amount",
                0.9,
            )
        )
    return tuple(figures)


def _plain(number: Decimal) -> Decimal:
    """A number without superfluous places or an exponent.

    >>> _plain(Decimal("386") * Decimal("10000.00"))
    Decimal('3860000')
    """
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def _measured(counted: Counted, amount: Amount, mentions: Sequence[Mention], sentence: Range) -> tuple[int, ...]:
    """The named things a figure is about: named in the words for what it counts, or last named before bare words."""
    near = [(i, m) for i, m in enumerate(mentions) if m.kind in _COUNTED and sentence.holds(m.at)]
    inside = tuple(i for i, m in near if counted.at.holds(m.at) and m.name in counted.words)
    if inside or not counted.bare:
        return inside
    before = [i for i, m in near if counted.at.start <= m.at.start and m.at.end <= amount.at.start]
    return tuple(before[-1:])


def _sentences(letter: Letter) -> Iterable[Sentence]:
    """Sentences that may state quantities: what the asker wants is no figure of the letter."""
    asked: tuple[Range, ...] = getattr(letter, "asked", ())
    for sentence in letter.body_sentences():
        role = letter.paragraphs[sentence.paragraph].role
        if role is not Role.ASK and not any(a.meets(sentence.at) for a in asked):
            yield sentence


def _plans(letter: Letter) -> list[Range]:
    """Words that open a stretch about what is still to be done: 下一步, 四、下一步工作打算."""
    return [Range(*match.span()) for match in _NEXT.finditer(letter.text.reading)]


def _plan(letter: Letter, plans: Sequence[Range], amount: Amount, sentence: Sentence) -> Range | None:
    """The words that make a figure a plan: in the heading of its section or in front of it in its paragraph."""
    paragraph = letter.paragraphs[sentence.paragraph]
    text = letter.text.reading
    if _ALREADY.search(text, max(sentence.at.start, amount.at.start - 30), amount.at.start):
        return None
    section = letter.sections[paragraph.section].at if paragraph.section is not None else None
    for plan in plans:
        if (section and section.holds(plan)) or (paragraph.at.start <= plan.start < amount.at.start):
            return plan
    return None


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


def _within(head: Range, times: Sequence[Time]) -> int | None:
    """The time that the head of a column names."""
    return next((i for i, time in enumerate(times) if head.holds(time.at)), None)


def _time(letter: Letter, figure: Range, times: Sequence[Time], sentence: Sentence) -> int | None:
    """The time that governs a figure: the last one in front of it in its sentence; that of the sentence before when
    this one goes on with it (；…, 其中…); for 全年 the year named before."""
    text, start = letter.text.reading, sentence.at.start
    opening = letter.paragraphs[sentence.paragraph].at.start
    while start > opening and (text[start - 1] == "；" or text.startswith("其中", start)):
        start = max([opening, *(text.rfind(c, opening, start - 1) + 1 for c in "。！？；")])
    found = None
    for i, time in enumerate(times):
        if time.at.start >= figure.start:
            break
        if time.at.start < opening or time.kind == "recurring":
            continue
        if time.at.start >= start:
            found = i
    if found is not None and times[found].text in ("全年", "当年", "同年"):
        dated = [i for i in range(found) if times[i].kind == "date" and _near(letter, times[i].at, figure)]
        return dated[-1] if dated else found
    return found


def _near(letter: Letter, time: Range, figure: Range) -> bool:
    """Whether a time stands in the section of a figure, not far in front of it."""
    text = letter.text.reading
    return figure.start - time.end < 400 and text.count("\n", time.end, figure.start) < 2
