"""The question book."""

from __future__ import annotations

import re
from pathlib import Path

import hand
import pyoxigraph as ox
import pytest
import rdflib

from kg import ask
from kg.errors import NotUnderstood
from kg.namespaces import PREFIXES


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("out") / "graph.ttl"
    path.write_text(hand.graph(), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def engines() -> tuple[ox.Store, rdflib.Graph]:
    store = ox.Store()
    store.load(hand.graph().encode(), ox.RdfFormat.TURTLE)
    return store, rdflib.Graph().parse(data=hand.graph(), format="turtle")


@pytest.mark.parametrize("name", sorted(ask.book()))
def test_a_question_gives_the_same_rows_in_two_engines(name: str, engines: tuple[ox.Store, rdflib.Graph]) -> None:
    store, graph = engines
    question = ask.book()[name]

    def plain(value: str) -> str:
        return value.removesuffix(".0")

    found = store.query(question.sparql)
    ours = [[plain(row[v].value) if row[v] else "" for v in found.variables] for row in found]
    theirs = [["" if cell is None else plain(str(cell)) for cell in row] for row in graph.query(question.sparql)]
    assert ours == theirs
    assert ours, "every question finds something in the graph made by hand"


@pytest.mark.parametrize("name", sorted(ask.book()))
def test_each_row_rests_on_words_of_the_text(name: str, graph: Path) -> None:
    answer = ask.ask(graph, name)
    assert len(answer.rows) == len(answer.evidence)
    for spans in answer.evidence:
        assert spans
        for span in spans:
            assert hand.LETTER[span.start : span.end] == span.exact


@pytest.mark.parametrize("name", sorted(ask.book()))
def test_a_question_is_wholly_described(name: str) -> None:
    question = ask.book()[name]
    text = (Path(ask.__file__).parents[1] / "queries" / f"{name}.rq").read_text(encoding="utf-8")
    assert f"# name: {name}\n" in text
    for param in question.params:
        assert f"#?{param.name}" in question.sparql, "the parameter has a place in the query"
        assert param.variable in question.sparql
        assert param.zh
        assert param.en
    select = re.search(r"SELECT (.+)", question.sparql)
    assert select
    assert select[1].split() == [f"?{c}" for c, _, _ in question.columns] + [f"?{e}" for e in ask.EVIDENCE]
    assert all(zh and en for _, zh, en in question.columns)


@pytest.mark.parametrize("asked", ["市科技局", "科技局", "临江市科学技术局", "临江科技局", " 市 科技局 "])
def test_an_agency_is_found_by_any_of_its_names(asked: str, graph: Path) -> None:
    answer = ask.ask(graph, "who-backs", {"机构": asked})
    assert answer.params == {"agency": "临江市科学技术局"}
    assert answer.rows == (("临江市科学技术局", "开展技术培训", "计划"),)


def test_an_unknown_name_gets_the_nearest_ones(graph: Path) -> None:
    with pytest.raises(NotUnderstood, match=r"(?s)图中没有“市科学局”.*临江市科学技术局"):
        ask.ask(graph, "who-backs", {"agency": "市科学局"})


def test_an_ambiguous_name_is_not_guessed(graph: Path) -> None:
    with pytest.raises(NotUnderstood, match="可以指 2 个名称"):
        ask.ask(graph, "who-backs", {"agency": "临江市"})


def test_an_unknown_question_gets_the_nearest_three() -> None:
    with pytest.raises(NotUnderstood) as caught:
        ask.understood("who-bakcs")
    assert len(re.findall(r"^  \S+  ", str(caught.value), re.M)) == 3
    assert "who-backs" in str(caught.value)


@pytest.mark.parametrize(
    ("asked", "name", "params"),
    [
        ("谁支持哪条措施？", "who-backs", {}),
        ("市科技局都出台了哪些政策呢？", "policies-issued", None),
        ("市科技局出台了哪些政策", "policies-issued", {"agency": "市科技局"}),
        ("关于印发城市更新办法的通知有什么依据？", "what-evidence-for", {"name": "关于印发城市更新办法的通知"}),
        ("哪些举措已完成", "measures-by-status", {"status": "已完成"}),
    ],
)
def test_phrasings_of_the_book_are_understood(asked: str, name: str, params: dict[str, str] | None) -> None:
    question, said = ask.understood(asked)
    assert question.name == name
    if params is not None:
        assert said == params


@pytest.mark.parametrize(
    "attack",
    ['x" } UNION { ?s ?p "y', "科技局\n} #", "'''", "\\", '"""', "http://e/a> <http://e/b", "?x", "$a", "}" * 50],
)
def test_a_parameter_cannot_change_its_question(attack: str, graph: Path) -> None:
    for name, param in (("who-backs", "agency"), ("measures-by-status", "status"), ("low-confidence", "below")):
        with pytest.raises(NotUnderstood):
            ask.ask(graph, name, {param: attack})
    assert ask.ask(graph, "figures", {"word": attack}).rows == ()


def test_a_number_and_a_choice_limit_the_answer(graph: Path) -> None:
    assert len(ask.ask(graph, "low-confidence", {"低于": "0.95"}).rows) > len(ask.ask(graph, "low-confidence").rows) > 0
    assert {row[0] for row in ask.ask(graph, "measures-by-status", {"状态": "完成"}).rows} == {"已完成"}


def test_the_shape_of_the_contract(graph: Path) -> None:
    said = ask.ask(graph, "市科技局出台了哪些政策？").as_json()
    assert list(said) == ["question", "query", "params", "columns", "rows", "evidence"]
    assert said["rows"] == [["临江市科学技术局", "临江市科技创新办法"]]
    assert not any(prefix in str(said["rows"]) for prefix in ("https://", "id:"))


def test_prefixes_are_those_of_the_written_graph() -> None:
    from kg.namespaces import WRITTEN  # noqa: PLC0415

    assert WRITTEN.items() <= PREFIXES.items()
