"""What a policy works with: programmes, funds, bases, mechanisms and honours."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from kg.lexicon import Matcher
from kg.mentions import phrases
from kg.mentions.forms import by_form, defined, ruled
from kg.mentions.headed import by_head, goes_on
from kg.model import Kind, Letter, Mention, Range
from kg.places import Apart

_LEAST = 5  # characters of a name that is looked for again
_PLACE = re.compile(r"[本全我][省市县区州]")
_ABBREVIATED = re.compile(r"（(?:以下)?简称(?:为|：)?[“\"]?(?P<name>[^“”\"（）《》，。；]{2,16})[”\"]?[^（）]{0,20}）")


def find(letter: Letter) -> list[Mention]:
    """Programmes, funds, bases, mechanisms and honours that the letter names, in the order of the text."""
    text = letter.text.reading
    titles = phrases.titles(text)
    apart = Apart(titles)
    found: list[Mention] = []
    for at in phrases.readable(letter):
        found += by_head(text, at)
        found += by_form(text, at)
    found += defined(letter)
    found += ruled(letter)
    kept = _longest(_shortened([m for m in found if apart.holding(m.at) is None]))
    kept = _with_places(kept)
    kept += _abbreviations(letter, kept)
    return [*kept, *_again(letter, kept, titles)]


def _with_places(mentions: list[Mention]) -> list[Mention]:
    """A name that the letter also gives with its place or level stands for that: 用药系统 beside 省级用药系统."""
    full = _placeless(mentions)
    return [
        replace(m, antecedent=full[m.name]) if m.name in full and mentions[full[m.name]].kind is m.kind else m
        for m in mentions
    ]


def _placeless(mentions: list[Mention]) -> dict[str, int]:
    """Names without the place or level that they begin with, and where the full name stands in the list."""
    full: dict[str, int] = {}
    for i, m in enumerate(mentions):
        place = _PLACE.match(m.name)
        prefix = place.group() if place else phrases.place_prefix(m.name)
        if prefix and len(m.name) - len(prefix) >= _LEAST and m.kind is not Kind.HONOUR:
            full.setdefault(m.name[len(prefix) :], i)
    return full


def _again(letter: Letter, named: list[Mention], titles: list[Range]) -> Iterator[Mention]:
    """Other places of the names found, where nothing in the sentence shows them to be names."""
    text = letter.text.reading
    first: dict[str, int] = {}
    for i, m in enumerate(named):
        if len(m.name) >= _LEAST and m.antecedent is None and m.name == text[m.at.start : m.at.end]:
            first.setdefault(m.name, i)
    tails = {name: i for name, i in _placeless(named).items() if name not in first and phrases.specific(name) >= 3}
    if not first and not tails:
        return
    matcher = Matcher({**first, **tails})
    taken = {i for m in named for i in range(m.at.start, m.at.end)}
    taken.update(i for at in titles for i in range(at.start, at.end))
    for at in phrases.readable(letter):
        for name, s, e in matcher.within(text, *at):
            place = Range(s, e)
            source = first.get(name, tails.get(name, 0))
            if taken.isdisjoint(range(place.start, place.end)) and not goes_on(text, place.end, named[source].kind):
                antecedent = source if name in tails else None
                yield Mention(named[source].kind, place, name, "vehicle-again", 0.75, antecedent=antecedent)


def _shortened(mentions: list[Mention]) -> list[Mention]:
    """A name with words before it that the letter names without them more than once loses these words: 使用维修资金."""
    times = Counter(m.name for m in mentions)
    often = sorted((n for n, k in times.items() if k > 1 and len(n) >= 5), key=lambda n: (-len(n), n))
    return [_without(m, often) if m.confidence < 0.9 and m.name not in often else m for m in mentions]


def _without(mention: Mention, often: list[str]) -> Mention:
    fit = next((name for name in often if mention.name.endswith(name)), None)
    return mention if fit is None else replace(mention, at=Range(mention.at.end - len(fit), mention.at.end), name=fit)


def _longest(mentions: list[Mention]) -> list[Mention]:
    """Of mentions that overlap the longer one; of two at one place the first."""
    kept: list[Mention] = []
    taken: dict[int, list[Mention]] = {}
    for mention in sorted(mentions, key=lambda m: (-m.at.length, m.at.start)):
        places = range(mention.at.start, mention.at.end)
        rivals = [r for place in places for r in taken.get(place, ())]
        if all(r.at == mention.at and r.name != mention.name for r in rivals):
            kept.append(mention)
            for place in places:
                taken.setdefault(place, []).append(mention)
    return sorted(kept, key=lambda m: (m.at.start, m.at.end, m.name))


def _abbreviations(letter: Letter, named: list[Mention]) -> Iterator[Mention]:
    """Short names that the letter introduces (…管理系统（以下简称省系统）), where they are introduced and used."""
    text = letter.text.reading
    taken = {i for m in named for i in range(m.at.start, m.at.end)}
    for index, mention in enumerate(named):
        intro = _ABBREVIATED.match(text, mention.at.end)
        if intro is None or intro["name"] == mention.name:
            continue
        introduced = Range(*intro.span())
        for use in re.finditer(re.escape(intro["name"]), text[introduced.start :]):
            at = Range(introduced.start + use.start(), introduced.start + use.end())
            if not taken.intersection(range(at.start, at.end)):
                taken.update(range(at.start, at.end))
                yield replace(
                    mention,
                    at=at,
                    name=intro["name"],
                    rule="vehicle-abbreviated",
                    antecedent=index,
                    introduced=introduced,
                )
