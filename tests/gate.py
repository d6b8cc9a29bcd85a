"""The quality gate: what a careful reader found in a letter (`letters/*.yaml`), counted against the graph we build.

Names compare without spaces, quotes and title marks. A thing counts as found when the graph has one of the same group,
called so and named at one of the places that the gold gives. What the gold puts under `ignore` may be found or not.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]
from triples import Fact, Triples

from kg.model import Range

Gold = dict[str, Any]
LETTERS = Path(__file__).parent / "letters"
GROUPS = {
    "agencies": ("Agency",),
    "documents": ("PolicyDocument",),
    "organisations": ("School", "Enterprise", "Association", "Committee", "Institution"),
    "vehicles": ("Team", "Program", "Fund", "Base", "Mechanism", "Honour"),
    "concepts": ("Industry", "IndustrialCluster", "Occupation", "Major"),
    "people_places_events": ("Person", "Event", "AdministrativeDivision", "Place"),
}
LAYERS = ("header", "sections", *GROUPS, "relations", "measures", "agents", "status", "links", "figures", "details")
_GROUP = {kind: group for group, kinds in GROUPS.items() for kind in kinds}
_DISCLOSURE = {"主动公开": "active", "依申请公开": "on-request", "不予公开": "none"}
_LINKS = {
    "beneficiaries": "zm:beneficiary",
    "instruments": "zm:instrument",
    "targets": "zm:targets",
    "based_on": "zm:basedOn",
}
_RELATIONS = {  # name in the gold: the graph's predicates, and whether they point the other way
    "issued": (("zm:issuedBy",), True),
    "administers": (("zm:administeredBy",), True),
    "partOf": (("dcterms:isPartOf", "org:subOrganizationOf", "org:unitOf", "zm:within"), False),
    "replaces": (("dcterms:replaces",), False),
    "cooperatesWith": (("zm:cooperatesWith",), False),
    "participatesIn": (("zm:participatesIn",), False),
    "holdsHonour": (("zm:holdsHonour",), False),
    "offersMajor": (("zm:offersMajor",), False),
    "locatedIn": (("zm:locatedIn",), False),
    "concerns": (("zm:concerns",), False),
    "implementsPolicy": (("zm:implementsPolicy",), False),
    "cites": (("zm:cites",), False),
}


@dataclass
class Score:
    """How much of what is wanted was found, and what went wrong."""

    hit: float = 0
    wanted: float = 0
    found: float = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        return 2 * self.hit / (self.wanted + self.found) if self.wanted + self.found else 1.0

    def match(self, wanted: Iterable[set[str]], found: Iterable[set[str]], what: str, *, open_: bool = False) -> None:
        """Pairs sets of names; `open_`: where the gold has none, finding some is no fault."""
        wants, left = list(wanted), list(found)
        given = 0 if open_ and not wants else len(left)
        for want in wants:
            pair = next((names for names in left if _alike(want, names, loose=open_)), None)
            if pair is not None:
                left.remove(pair)
                self.hit += 1
            else:
                self.wrong.append(f"{what}: {min(want)} is missing")
        self.wanted += len(wants)
        self.found += given
        if given:
            self.wrong += [f"{what}: {min(names, default='?')} is too much" for names in left]

    def count(self, right: bool, what: str) -> None:
        """One answer to one question of the gold."""
        self.hit, self.wanted, self.found = self.hit + right, self.wanted + 1, self.found + 1
        if not right:
            self.wrong.append(what)

    def miss(self, what: str) -> None:
        self.wanted += 1
        self.wrong.append(f"missed {what}")

    def extra(self, what: str) -> None:
        self.found += 1
        self.wrong.append(f"extra {what}")

    def add(self, other: Score) -> None:
        self.hit, self.wanted, self.found = self.hit + other.hit, self.wanted + other.wanted, self.found + other.found
        self.wrong += other.wrong


def bare(name: object) -> str:
    """A name without what does not matter: 《“冷库贷”办法》 is 冷库贷办法."""
    return re.sub(r"[\s《》〈〉“”\"'‘’]", "", unicodedata.normalize("NFKC", str(name)))


def _alike(a: set[str], b: set[str], *, loose: bool) -> bool:
    """Whether two sets of names share one; loosely, one name may hold another that is not much shorter."""
    if a & b or not loose:
        return bool(a & b)
    return any(len(x) > 1 and x in y and len(y) <= 2 * len(x) + 4 for u in a for v in b for x, y in ((u, v), (v, u)))


def _share(a: Range, b: Range) -> float:
    """How much of the shorter range both cover."""
    common = min(a.end, b.end) - max(a.start, b.start)
    return common / min(a.length, b.length) if common > 0 and min(a.length, b.length) else 0.0


class Gate:
    """One letter with its gold."""

    def __init__(self, gold: Gold, graph: Triples) -> None:
        self.gold, self.graph = gold, graph
        self.scores = {layer: Score() for layer in LAYERS}
        self.text = graph.text.reading
        self.ignored = {bare(name) for name in gold.get("ignore", ())}
        self.things: dict[str, str] = {"THIS": graph.document}  # name in the gold: the graph's thing

    def score(self) -> dict[str, Score]:
        self._header()
        self._sections()
        self._entities()
        self._relations()
        self._measures()
        self._figures()
        return self.scores

    # ── looking things up ────────────────────────────────────────────────────────────────────────────────────

    def names(self, thing: str) -> set[str]:
        """All labels of a thing, bare."""
        predicates = ("skos:prefLabel", "skos:altLabel", "skos:hiddenLabel")
        return {bare(label) for p in predicates for label in self.graph.all(thing, p)}

    def written(self, thing: str) -> set[str]:
        return {bare(self.graph.text.cut(at)) for at in self.graph.spans.get(thing, ())}

    def places(self, words: object) -> list[Range]:
        """Where words of the gold stand."""
        quote = re.sub(r"\s", "", unicodedata.normalize("NFKC", str(words)))
        folded = quote.translate(str.maketrans(",:;!?()", "，：；！？（）"))
        return [Range(m.start(), m.end()) for m in re.finditer(re.escape(folded), self.text)]

    @cached_property
    def free(self) -> list[Range]:
        """Words under `ignore`: a clause or figure that lies in them for the most part is no fault."""
        return [at for words in self.gold.get("ignore", ()) if len(words) > 1 for at in self.places(words)]

    def spared(self, thing: str) -> bool:
        return any(
            min(a.end, at.end) - max(a.start, at.start) >= 0.5 * at.length
            for at in self.graph.spans[thing]
            for a in self.free
        )

    def shown(self, thing: str) -> str:
        return self.graph.label(thing)

    # ── layers ───────────────────────────────────────────────────────────────────────────────────────────────

    def _header(self) -> None:
        graph, gold, score = self.graph, self.gold["header"], self.scores["header"]
        document = graph.document
        proposal = graph.one(document, "zm:repliesTo")
        asked = gold.get("proposal", {})

        def words(thing: str, predicate: str) -> list[set[str]]:
            return [{bare(v)} for v in graph.all(thing, predicate)]

        def notations(predicate: str) -> list[set[str]]:
            return [{graph.one(c, "skos:notation")} for c in graph.all(document, predicate)]

        def who(thing: str, predicate: str) -> list[set[str]]:
            return [self.names(x) for x in graph.all(thing, predicate)]

        score.match([{gold["kind"]}], [{graph.kind(document)}], "kind")
        score.match([{bare(gold["title"])}], words(document, "skos:prefLabel"), "title")
        for key, found in {
            "number": words(document, "zm:docNumber"),
            "date": words(document, "zm:documentDate"),
            "reply_class": notations("zm:replyClass"),
            "disclosure": notations("zm:disclosure"),
        }.items():
            wanted = gold.get(key)
            score.match([{bare(_DISCLOSURE.get(str(wanted), str(wanted)))}] if wanted else [], found, key)
        for key, predicate in {
            "issuers": "zm:issuedBy",
            "addressees": "zm:addressedTo",
            "consulted": "zm:consulted",
            "copied_to": "zm:copiedTo",
        }.items():
            score.match([{bare(name)} for name in gold.get(key, ())], who(document, predicate), key)
        for key, found in {
            "number": words(proposal, "zm:proposalNumber"),
            "title": words(proposal, "skos:prefLabel"),
            "session": who(proposal, "zm:atSession"),
        }.items():
            score.match([{bare(asked[key])}] if key in asked else [], found, f"proposal {key}")

    def _sections(self) -> None:
        graph, score = self.graph, self.scores["sections"]
        found = {bare(graph.one(s, "zm:heading")): s for s in graph.all(graph.document, "zm:hasSection")}
        score.match([{bare(s["heading"])} for s in self.gold["sections"]], [{heading} for heading in found], "section")
        for section in self.gold["sections"]:
            node = found.get(bare(section["heading"]), "")
            verdict = [{graph.one(c, "skos:notation")} for c in graph.all(node, "zm:adoption")]
            wanted = section.get("adoption")
            score.match([{wanted}] if wanted else [], verdict, f"adoption of {section['heading']}")

    def _entities(self) -> None:
        graph = self.graph
        called = defaultdict(list)
        for thing in graph.spans:
            if graph.kind(thing) in _GROUP and thing != graph.document:
                for name in self.names(thing) | self.written(thing):
                    called[name].append(thing)
        taken: set[str] = set()
        for entity in self.gold["entities"]:
            group = _GROUP[entity["type"]]
            at = [place for words in (entity["name"], *entity["mentions"]) for place in self.places(words)]
            fits = [
                thing
                for thing in dict.fromkeys(called[bare(entity["name"])])
                if thing not in taken
                and _GROUP[graph.kind(thing)] == group
                and any(_share(a, b) >= 0.5 for a in at for b in graph.spans[thing])
            ]
            if not fits:
                self.scores[group].miss(f"{entity['type']} {entity['name']}")
                continue
            thing = min(fits, key=lambda x: (graph.kind(x) != entity["type"], x))
            taken.add(thing)
            self.things[entity["name"]] = thing
            right = graph.kind(thing) == entity["type"]
            self.scores[group].count(right, f"{entity['name']} is a {graph.kind(thing)} for a {entity['type']}")
            self.scores[group].hit += 0 if right else 0.5
        for thing in sorted(graph.spans, key=lambda x: graph.spans[x]):
            kind = graph.kind(thing)
            if kind in _GROUP and thing not in taken and thing != graph.document and not self.is_ignored(thing):
                self.scores[_GROUP[kind]].extra(f"{kind} {self.shown(thing)}")

    def is_ignored(self, thing: str) -> bool:
        return bool((self.names(thing) | self.written(thing)) & self.ignored)

    def _relations(self) -> None:
        graph, score = self.graph, self.scores["relations"]
        known: set[Fact] = set()
        for subject, name, thing in self.gold["relations"]:
            predicates, inverse = _RELATIONS[name]
            s, o = self.things.get(subject, ""), self.things.get(thing, "")
            ways = [(o, s)] if inverse else [(s, o), (o, s)] if name == "cooperatesWith" else [(s, o)]
            facts = {Fact(a, p, b) for a, b in ways for p in predicates}
            known |= facts
            if facts & graph.stated:
                score.count(True, "")
            else:
                score.miss(f"{subject} {name} {thing}")
        judged = {p for predicates, _ in _RELATIONS.values() for p in predicates} - {"zm:within"}
        for fact in sorted(graph.stated):
            ends = {fact.subject, fact.object}
            scored = all(x == graph.document or graph.kind(x) in _GROUP for x in ends)
            header = graph.document in ends and fact.predicate != "zm:cites"
            ignored = any(self.is_ignored(x) for x in ends - {graph.document})
            if fact.predicate in judged and fact not in known and scored and not header and not ignored:
                score.extra(f"{self.shown(fact.subject)} {fact.predicate} {self.shown(fact.object)}")

    def _pairs(
        self, layer: str, kind: str, gold: list[Gold], fits: Callable[[Gold, str, Range], float]
    ) -> list[tuple[Gold, str]]:
        """Each gold item with the node that fits it best, each node once."""
        score, graph = self.scores[layer], self.graph
        left = sorted(graph.of_kind(kind), key=lambda x: graph.spans[x])
        pairs: list[tuple[Gold, str]] = []
        for item in gold:
            words = self.places(item["quote"])
            best = max(((max((fits(item, x, at) for at in words), default=0.0), x) for x in left), default=(0.0, ""))
            if best[0] < 0.5:
                score.miss(f"{item.get('verb', item.get('text'))} in {item['quote']}")
                continue
            score.count(True, "")
            left.remove(best[1])
            pairs.append((item, best[1]))
        for node in left:
            if not self.spared(node):
                score.extra(self.shown(node))
        return pairs

    def _measures(self) -> None:
        graph = self.graph

        def fits(item: Gold, node: str, at: Range) -> float:
            verb, said = item["verb"], graph.one(node, "zm:actionVerb")
            same = bool(said) and (verb in said or said in verb) and abs(len(verb) - len(said)) <= 4
            near = [s for s in graph.spans[node] if s.length <= 3 * at.length + 20]
            return max((_share(s, at) - abs(s.length - at.length) / 10000 for s in near), default=0.0) if same else 0.0

        for item, node in self._pairs("measures", "Measure", self.gold["measures"], fits):
            what = item["quote"][:16]
            agents = dict.fromkeys((*item.get("backers", ()), *item.get("lead", ()), *item.get("assist", ())))
            wanted = [self._called(name) for name in agents]
            said = [(x, self.names(x)) for x in graph.all(node, "zm:backedBy")]
            said = [(x, names) for x, names in said if not self.is_ignored(x) or any(names & w for w in wanted)]
            self.scores["agents"].match(wanted, [names for _, names in said], what)
            for role, predicate in (("lead", "zm:ledBy"), ("assist", "zm:assistedBy")):
                names = [self._called(name) for name in item.get(role, ())]
                found = [self.names(x) for x in graph.all(node, predicate)]
                self.scores["agents"].match(names, found, f"{what} {role}", open_=True)
            status = graph.one(graph.one(node, "zm:status"), "skos:notation")
            self.scores["status"].count(status == item["status"], f"{what}: {status} for {item['status']}")
            for key, predicate in _LINKS.items():
                found = [self.names(x) for x in graph.all(node, predicate)]
                self.scores["links"].match([{bare(n)} for n in item.get(key, ())], found, f"{what} {key}", open_=True)

    def _called(self, name: str) -> set[str]:
        """The names by which the gold knows an organ."""
        forms = [e["mentions"] for e in self.gold["entities"] if e["name"] == name and e["type"] != "Agency"]
        return {bare(name), *(bare(form) for some in forms for form in some)}

    def _figures(self) -> None:
        graph = self.graph

        def fits(item: Gold, node: str, at: Range) -> float:
            if Decimal(graph.one(node, "zm:value") or "NaN") != Decimal(str(item["value"])):
                return 0.0
            words = bare(item["text"])
            here = [Range(at.start + m.start(), at.start + m.end()) for m in re.finditer(words, self.text[slice(*at)])]
            return float(any(s.meets(h) for s in graph.spans[node] for h in here))

        score = self.scores["details"]
        for item, node in self._pairs("figures", "Figure", self.gold["figures"], fits):
            what = f"{item['text']} of {item['about']}"
            units = {bare(graph.one(u, "skos:prefLabel")) for u in graph.all(node, "zm:unit")}
            score.count(bare(item["unit"]) in units, f"{what}: unit {units}")
            qualifiers = {graph.one(c, "skos:notation") for c in graph.all(node, "zm:qualifier")}
            if item["qualifiers"]:
                score.count(qualifiers == set(item["qualifiers"]), f"{what}: qualifiers {sorted(qualifiers)}")
            about = {bare(x) for x in graph.all(node, "zm:indicator")}
            about |= {name for x in graph.all(node, "zm:measuredOn") for name in self.names(x)}
            score.count(_alike({bare(item["about"])}, about, loose=True), f"{what}: about {min(about, default='?')}")
            if "time" in item:
                times = {bare(t) for t in graph.all(node, "zm:timeText")}
                score.count(_alike({bare(item["time"])}, times, loose=True), f"{what}: time {sorted(times)}")


def names_of_letters() -> list[str]:
    return sorted(path.stem for path in LETTERS.glob("*.yaml"))


def gold_of(name: str) -> Gold:
    gold: Gold = yaml.safe_load((LETTERS / f"{name}.yaml").read_text(encoding="utf-8"))
    return gold


def score(name: str, graph: Triples) -> dict[str, Score]:
    """The scores of one letter's graph, by layer."""
    return Gate(gold_of(name), graph).score()


def together(scores: Iterable[dict[str, Score]]) -> dict[str, Score]:
    """The scores of several letters as one."""
    total = {layer: Score() for layer in LAYERS}
    for some in scores:
        for layer, one in some.items():
            total[layer].add(one)
    return total
