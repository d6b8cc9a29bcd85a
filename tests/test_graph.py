"""The three layers: what a reading says stands in the graph, with the words that prove it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal

import pyoxigraph as ox
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg.graph import Options, lines, terms
from kg.model import (
    Adoption,
    Agent,
    Ask,
    Denotation,
    DocumentKind,
    Entity,
    Field,
    Figure,
    Header,
    Kind,
    Letter,
    Link,
    Measure,
    Mention,
    Paragraph,
    Part,
    Qualifier,
    Range,
    Reading,
    Relation,
    Role,
    Section,
    Sentence,
    Status,
    Unit,
    Verdict,
)
from kg.namespaces import ZM
from kg.reading import decode

LETTER = (
    "云川市水务局关于节水建议的答复\n云水函〔2031〕7号\n市水务局牵头修订《云川市节水办法》。市财政局配合，将对节水企业给予最高30万元补助。\n"
    "联系人：王小明，电话：0123-4567890"
)


def told(raw: str = LETTER, filler: str = "") -> Reading:
    """A reading made by hand of a small letter; `filler` goes between the subject and the verb of its first measure."""
    raw = raw.replace("牵头修订", f"{filler}牵头修订")
    text = decode(raw.encode())

    def at(words: str, nth: int = 0) -> Range:
        start = -1
        for _ in range(nth + 1):
            start = text.reading.index(words, start + 1)
        return Range(start, start + len(words))

    water, finance, policy, firms = range(4)
    mentions = (
        Mention(Kind.AGENCY, at("市水务局", 1), "市水务局", "agency.name"),
        Mention(Kind.AGENCY, at("市财政局"), "市财政局", "agency.name"),
        Mention(Kind.POLICY, at("《云川市节水办法》"), "云川市节水办法", "document.title"),
        Mention(Kind.GROUP, at("节水企业"), "节水企业", "group.head"),
    )
    entities = (
        Entity(Kind.AGENCY, ("org", "999900", "云川市水务局"), "云川市水务局", ("市水务局",)),
        Entity(Kind.AGENCY, ("org", "999900", "云川市财政局"), "云川市财政局", ("市财政局",)),
        Entity(Kind.POLICY, ("doc", "999900", "云川市节水办法"), "云川市节水办法"),
        Entity(Kind.GROUP, ("group", "节水企业"), "节水企业"),
    )
    first = Range(at("市水务局", 1).start, at("《云川市节水办法》").end)
    second = Range(at("将对").start, at("补助").end)
    measures = (
        Measure(first, "修订", at("修订"), "修订《云川市节水办法》", Status.DONE, "issue",
                agents=(Agent(water, Part.LEAD, at("市水务局", 1), at("牵头"), "agent.subject", 0.95),),
                targets=(Link(policy, first, "target.object"),)),
        Measure(second, "给予", at("给予"), "给予补助", Status.PLANNED, "subsidize",
                agents=(Agent(finance, Part.ASSIST, at("市财政局"), at("配合"), "agent.inherited", 0.7),),
                beneficiaries=(Link(firms, second, "beneficiary.dui"),)),
    )  # fmt: skip
    money = Unit("万元", "元", Decimal(10000))
    figures = (
        Figure(at("30万元"), "30万元", Decimal("3E+1"), money, Decimal("3E+5"), "补助", second,
               (Qualifier("max", at("最高")),), rule="figure.money"),
    )  # fmt: skip
    header = Header(
        DocumentKind.REPLY,
        title=Field("云川市水务局关于节水建议的答复", at("云川市水务局关于节水建议的答复"), "header.title"),
        number=Field("云水函〔2031〕7号", at("云水函〔2031〕7号"), "header.number"),
        issuers=(Field("云川市水务局", at("云川市水务局"), "header.issuer"),),
        contacts=(at("联系人：王小明，电话：0123-4567890"),),
    )
    letter = Letter(
        text,
        header,
        (Paragraph(Range(0, len(text.reading)), Role.BODY),),
        (Sentence(Range(0, len(text.reading)), 0),),
    )
    named = tuple(Denotation(i, i, "name.expanded", 0.9) for i in range(4))
    return Reading(letter, mentions, (), figures, measures, (), entities, named, issuers=(water,))


class Read:
    """A graph's lines, looked up by subject."""

    def __init__(self, found: tuple[str, ...]) -> None:
        self.by: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for quad in ox.parse("\n".join(found), format=ox.RdfFormat.N_TRIPLES):
            self.by[quad.subject.value][quad.predicate.value.rpartition("#")[2]].append(quad.object.value)

    def kind(self, name: str) -> list[str]:
        return [s for s, said in self.by.items() if f"{ZM}{name}" in said["type"]]

    def labelled(self, label: str) -> str:
        return next(s for s, said in self.by.items() if label in said["prefLabel"])

    def proof(self, subject: str, predicate: str) -> dict[str, list[str]]:
        return next(
            said
            for said in self.by.values()
            if said["subject"] == [subject] and said["predicate"] == [f"{ZM}{predicate}"]
        )

    def quotes(self, proof: dict[str, list[str]]) -> list[str]:
        return sorted(self.by[span]["exact"][0] for span in proof["evidence"])


def test_every_span_is_cut_from_the_raw_text_white_space_and_line_ends_included() -> None:
    reading = told(LETTER.replace("牵头修订", "牵头 修　订").replace("\n", "\r\n"))
    graph, raw = Read(lines(reading)), reading.letter.text.raw
    spans = graph.kind("TextSpan")
    assert spans
    for span in spans:
        said = graph.by[span]
        assert raw[int(said["start"][0]) : int(said["end"][0])] == said["exact"][0]
    assert any("修　订" in graph.by[span]["exact"][0] for span in spans)


def test_an_agent_named_before_the_clause_has_a_second_span_that_names_it() -> None:
    graph = Read(lines(told()))
    measure = graph.labelled("给予补助")
    assert graph.quotes(graph.proof(measure, "backedBy")) == ["将对节水企业给予最高30万元补助", "市财政局"]
    assert graph.quotes(graph.proof(measure, "assistedBy")) == ["市财政局配合"]


def test_an_agent_inside_its_clause_needs_the_clause_alone() -> None:
    graph = Read(lines(told()))
    measure = graph.labelled("修订《云川市节水办法》")
    assert graph.quotes(graph.proof(measure, "backedBy")) == ["市水务局牵头修订《云川市节水办法》"]


def test_evidence_of_a_long_clause_is_cut_to_the_words_it_needs() -> None:
    graph = Read(lines(told(filler="深入调查研究，广泛听取各方意见，" * 40)))
    measure = graph.labelled("修订《云川市节水办法》")
    target = graph.quotes(graph.proof(measure, "targets"))
    assert target == ["《云川市节水办法》"]
    agent = graph.quotes(graph.proof(measure, "backedBy"))
    assert agent == ["修订", "市水务局"]


def test_nothing_of_a_contact_line_is_in_the_graph() -> None:
    found = "\n".join(lines(told()))
    assert "王小明" not in found
    assert "4567890" not in found


def test_contacts_are_kept_when_a_build_is_told_so() -> None:
    graph = Read(lines(told(), Options(with_contacts=True)))
    (letter,) = graph.kind("ReplyLetter")
    assert graph.by[letter]["contactPhone"] == ["0123-4567890"]
    assert graph.quotes(graph.proof(letter, "contactPerson")) == ["王小明"]


def test_a_name_unlike_the_label_says_why_it_stands_for_it() -> None:
    graph = Read(lines(told()))
    reasons = [s for s in graph.kind("Statement") if graph.by[s]["predicate"] == [f"{ZM}denotes"]]
    said = {graph.by[graph.by[s]["subject"][0]]["exact"][0] for s in reasons}
    assert said == {"市水务局", "市财政局", "《云川市节水办法》"}


def test_numbers_have_a_point_and_no_exponent() -> None:
    found = "\n".join(lines(told()))
    assert re.search(r'#value> "30\.0"\^\^\S+decimal>', found)
    assert re.search(r'#normalizedValue> "300000\.0"\^\^\S+decimal>', found)


def test_a_fact_found_twice_has_one_statement_with_the_surer_rule_and_all_words() -> None:
    reading = told()
    title, clause = reading.letter.header.title, reading.measures[0].clause
    assert title is not None
    twice = (
        Relation(2, "issuedBy", 0, (title.at,), "issued.title", 0.6),
        Relation(2, "issuedBy", 0, (clause,), "issued.clause", 0.9),
    )
    graph = Read(lines(replace(reading, relations=twice)))
    proof = graph.proof(graph.labelled("云川市节水办法"), "issuedBy")
    assert (proof["rule"], proof["confidence"]) == (["issued.clause"], ["0.9"])
    assert graph.quotes(proof) == ["云川市水务局关于节水建议的答复", "市水务局牵头修订《云川市节水办法》"]


def test_one_more_line_changes_offsets_but_no_fact() -> None:
    def facts(reading: Reading) -> set[str]:
        return {line for line in lines(reading) if not re.search(r"/id/(span|text|run|st)-", line)}

    assert facts(told()) == facts(told("首页\n" + LETTER))


def test_code_lists_come_with_notation_and_chinese_label() -> None:
    graph = Read(lines(told()))
    status = graph.by["https://w3id.org/zhengmai/concept/status-planned"]
    assert status["notation"] == ["planned"]
    assert status["prefLabel"] == ["计划"]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_string_survives_n_triples(value: str) -> None:
    line = f"<http://a/s> <http://a/p> {terms.chinese(value)} ."
    assert "\n" not in line
    (quad,) = ox.parse(line, format=ox.RdfFormat.N_TRIPLES)
    assert quad.object.value == value


def test_rdflib_reads_escapes_as_we_write_them() -> None:
    value = '引"号\\反\t斜\n行\r回\x07铃\x7f'
    graph = rdflib.Graph().parse(data=f"<http://a/s> <http://a/p> {terms.string(value)} .", format="nt")
    assert [str(o) for o in graph.objects()] == [value]


def test_a_section_repeats_the_verdict_of_its_suggestions_only_when_they_agree() -> None:
    reading = told("一、关于节水和治污\n采纳。不采纳。\n" + LETTER)
    heading, yes, no = Range(0, 9), Range(10, 13), Range(13, 17)
    verdicts = Verdict(Adoption.ADOPTED, yes, "verdict.yes"), Verdict(Adoption.DECLINED, no, "verdict.no")
    asks = tuple(Ask(name, heading, 0, verdict) for name, verdict in zip(("节水", "治污"), verdicts, strict=True))
    section = Section("一、关于节水和治污", heading, Range(10, 17), 1, 1)
    letter = replace(reading.letter, sections=(section,), asks=asks)
    graph = Read(lines(replace(reading, letter=letter)))
    assert [graph.by[graph.labelled(name)]["adoption"][0].rpartition("-")[2] for name in ("节水", "治污")] == [
        "adopted",
        "declined",
    ]
    (node,) = graph.kind("DocumentSection")
    assert "adoption" not in graph.by[node]
