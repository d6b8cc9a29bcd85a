"""What a policy works with: programmes, funds, bases, mechanisms and honours."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from kg.mentions import phrases
from kg.mentions.forms import by_form, defined
from kg.mentions.headed import by_head
from kg.model import Letter, Mention, Range

_ABBREVIATED = re.compile(r"（(?:以下)?简称(?:为|：)?[“\"]?(?P<name>[^“”\"（）《》，。；]{2,16})[”\"]?[^（）]{0,20}）")


def find(letter: Letter) -> list[Mention]:
    """Programmes, funds, bases, mechanisms and honours that the letter names, in the order of the text."""
    text = letter.text.reading
    titles = phrases.titles(text)
    found: list[Mention] = []
    for at in phrases.readable(letter):
        found += by_head(text, at)
        found += by_form(text, at)
    found += defined(letter)
    kept = longest(_shortened([m for m in found if not any(t.holds(m.at) for t in titles)]))
    return [*kept, *_abbreviations(letter, kept)]


def _shortened(mentions: list[Mention]) -> list[Mention]:
    """A name with words before it that the letter names without them more than once loses these words: 使用维修资金."""
    times = Counter(m.name for m in mentions)
    often = sorted((n for n, k in times.items() if k > 1 and len(n) >= 5), key=lambda n: (-len(n), n))
    return [_without(m, often) if m.confidence < 0.9 and m.name not in often else m for m in mentions]


def _without(mention: Mention, often: list[str]) -> Mention:
    fit = next((name for name in often if mention.name.endswith(name)), None)
    return mention if fit is None else replace(mention, at=Range(mention.at.end - len(fit), mention.at.end), name=fit)


def longest(mentions: list[Mention]) -> list[Mention]:
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
