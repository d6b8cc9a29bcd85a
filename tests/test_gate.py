"""Three letters of our own are read about as well as they were: each layer has a floor that only moves on purpose."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from gate import LAYERS, LETTERS, Gate, gold_of, names_of_letters, score, together
from triples import Triples, read

from kg import graph, pipeline

# F1 over the three letters together, a little below what was measured when the floor was set. Raise them with the
# rules; lower one only when the change that costs it is worth more elsewhere, and say so in the commit.
FLOORS = {
    "header": 0.90,
    "sections": 0.98,
    "agencies": 0.87,
    "documents": 0.97,
    "organisations": 0.68,
    "vehicles": 0.64,
    "concepts": 0.69,
    "people_places_events": 0.89,
    "relations": 0.68,
    "measures": 0.85,
    "agents": 0.86,
    "status": 0.76,  # 0.82 before measures with 责任单位 were read as tasks: 给予…补助 and 负责解释 are rules there too
    "links": 0.71,
    "figures": 0.97,
    "details": 0.82,
}
MARGIN = 0.03  # how far a floor lies below what is reached, at most, when it is set


@cache
def lines(name: str) -> tuple[str, ...]:
    return graph.lines(pipeline.read_document(read((LETTERS / f"{name}.txt").read_bytes())))


def built(name: str) -> Triples:
    return Triples(read((LETTERS / f"{name}.txt").read_bytes()), lines(name))


@pytest.mark.parametrize("layer", LAYERS)
def test_our_letters_are_read_as_well_as_before(layer: str) -> None:
    found = together(score(name, built(name)) for name in names_of_letters())[layer]
    assert found.f1 >= FLOORS[layer], f"{layer} {found.f1:.3f}\n" + "\n".join(found.wrong)


@pytest.mark.parametrize("name", names_of_letters())
def test_the_gold_quotes_its_letter(name: str) -> None:
    gold = gold_of(name)
    gate = Gate(gold, built(name))
    quotes = [item["quote"] for item in (*gold["measures"], *gold["figures"])]
    names = [mention for entity in gold["entities"] for mention in entity["mentions"]]
    assert not [words for words in (*quotes, *names) if not gate.places(words)]
    known = {entity["name"] for entity in gold["entities"]} | {"THIS"}
    ends = {end for subject, _, thing in gold["relations"] for end in (subject, thing)}
    assert ends <= known | set(gold["ignore"])


def without(name: str, words: str) -> Iterator[str]:
    """The graph of a letter that lost every second of the lines which hold some words, the first of them too."""
    seen = 0
    for line in lines(name):
        seen += words in line
        if words not in line or seen % 2 == 0:
            yield line


@pytest.mark.parametrize(
    ("layer", "words"),
    [
        ("header", "#copiedTo>"),
        ("sections", "#adoption>"),
        ("agencies", "#denotes> <https://w3id.org/zhengmai/id/org-"),
        ("documents", "#type> <https://w3id.org/zhengmai/ont#PolicyDocument>"),
        ("organisations", "#type> <https://w3id.org/zhengmai/ont#Enterprise>"),
        ("vehicles", "#denotes> <https://w3id.org/zhengmai/id/vehicle-"),
        ("concepts", "#denotes> <https://w3id.org/zhengmai/id/concept-"),
        ("people_places_events", "#denotes> <https://w3id.org/zhengmai/id/place-"),
        ("relations", "#predicate> <https://w3id.org/zhengmai/ont#cites>"),
        ("measures", "#actionVerb>"),
        ("agents", "#backedBy>"),
        ("status", "#status>"),
        ("links", "#targets>"),
        ("figures", "#value>"),
        ("details", "#qualifier>"),
    ],
)
def test_a_floor_feels_the_loss_of_half_a_kind_of_fact(layer: str, words: str) -> None:
    whole = {name: built(name) for name in names_of_letters()}
    damaged = {name: Triples(one.text, without(name, words)) for name, one in whole.items()}
    before, after = (together(score(name, g) for name, g in some.items())[layer].f1 for some in (whole, damaged))
    assert after < before - MARGIN
