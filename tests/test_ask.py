"""The question book."""

from __future__ import annotations

import re
from pathlib import Path

import hand
import pyoxigraph as ox
import pytest
import rdflib
import two_years

from kg import ask
from kg.errors import NotUnderstood
from kg.namespaces import PREFIXES
from kg.shipped import shipped


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("out") / "graph.ttl"
    path.write_text(hand.graph(), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three letters, two of them of one agency a year apart."""
    path = tmp_path_factory.mktemp("out") / "graph.ttl"
    path.write_text(two_years.graph(), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def engines() -> tuple[ox.Store, rdflib.Graph]:
    store = ox.Store()
    store.load(two_years.graph().encode(), ox.RdfFormat.TURTLE)
    return store, rdflib.Graph().parse(data=two_years.graph(), format="turtle")


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
    assert ours, "every question finds something in the graphs made by hand"


LETTERS = {f"id:text-{n:016x}": words for n, words in ((0, hand.LETTER), (2, two_years.BEFORE), (3, two_years.AFTER))}
NEEDS = {"what-evidence-for": {"name": "县水务局"}}
NO_EVIDENCE = {"documents", "without-evidence"}  # may have rows that no words can stand for


@pytest.mark.parametrize("name", sorted(ask.book()))
def test_each_row_rests_on_words_of_the_text(name: str, several: Path) -> None:
    answer = ask.ask(several, name, NEEDS.get(name))
    assert len(answer.rows) == len(answer.evidence)
    assert answer.read == 3
    for spans in answer.evidence:
        assert spans or name in NO_EVIDENCE
        for span in spans:
            assert LETTERS[span.text][span.start : span.end] == span.exact


@pytest.mark.parametrize("name", sorted(ask.book()))
def test_a_question_is_wholly_described(name: str) -> None:
    question = ask.book()[name]
    text = (shipped("queries") / f"{name}.rq").read_text(encoding="utf-8")
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
    assert question.examples
    assert question.hear


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


def table(name: str) -> list[list[str]]:
    lines = (Path(__file__).parent / "questions" / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")][1:]


def rightly_heard(asked: str, name: str, params: str) -> bool:
    try:
        question, said = ask.understood(asked)
    except NotUnderstood:
        return False
    return (question.name, said) == (name, dict(part.split("=") for part in params.split(";") if part))


@pytest.mark.parametrize(("held", "least"), [("", 0.97), ("yes", 0.85)])
def test_phrasings_are_understood(held: str, least: float) -> None:
    rows = [row for row in table("phrasings.tsv") if row[3] == held]
    wrong = [row[0] for row in rows if not rightly_heard(*row[:3])]
    assert 1 - len(wrong) / len(rows) >= least, wrong


@pytest.mark.parametrize("asked", [row[0] for row in table("not_understood.tsv")])
def test_what_no_question_answers_is_not_understood(asked: str) -> None:
    with pytest.raises(NotUnderstood, match=r"(?s)没有听懂.*最接近的问题是"):
        ask.understood(asked)


@pytest.mark.parametrize(("name", "example"), [(q.name, e) for q in ask.book().values() for e in q.examples])
def test_examples_of_the_book_are_understood(name: str, example: str) -> None:
    assert ask.understood(example)[0].name == name


def test_an_answer_says_on_how_many_documents_it_rests(several: Path) -> None:
    (several.parent / "manifest.json").write_text('{"refused": [{}, {}]}', encoding="utf-8")
    answer = ask.ask(several, "unchanged-figures")
    (several.parent / "manifest.json").unlink()
    assert answer.basis.startswith("图中有 3 份文件，答案出自其中 2 份；另有 2 份没有读成")
    assert "都没有读到" in ask.ask(several, "figures", {"word": "没有的词"}).basis


def test_a_parameter_that_must_be_given_is_asked_for(several: Path) -> None:
    with pytest.raises(NotUnderstood, match="要给 --名称"):
        ask.ask(several, "what-evidence-for")


@pytest.mark.parametrize(
    "attack",
    ['x" } UNION { ?s ?p "y', "科技局\n} #", "'''", "\\", '"""', "http://e/a> <http://e/b", "?x", "$a", "}" * 50],
)
def test_a_parameter_cannot_change_its_question(attack: str, several: Path) -> None:
    for question in ask.book().values():
        for param in question.params:
            given = NEEDS.get(question.name, {}) | {param.name: attack}
            if param.kind == "text":
                assert ask.ask(several, question.name, given).rows == ()
            else:
                with pytest.raises(NotUnderstood):
                    ask.ask(several, question.name, given)


def test_a_number_and_a_choice_limit_the_answer(graph: Path) -> None:
    assert len(ask.ask(graph, "low-confidence", {"低于": "0.95"}).rows) > len(ask.ask(graph, "low-confidence").rows) > 0
    assert {row[0] for row in ask.ask(graph, "measures-by-status", {"状态": "完成"}).rows} == {"已完成"}


def test_the_shape_of_the_contract(graph: Path) -> None:
    said = ask.ask(graph, "市科技局出台了哪些政策？").as_json()
    assert list(said) == ["question", "query", "params", "columns", "rows", "evidence", "documents", "cut"]
    assert said["rows"] == [["临江市科学技术局", "临江市科技创新办法"]]
    assert not any(prefix in str(said["rows"]) for prefix in ("https://", "id:"))


def test_prefixes_are_those_of_the_written_graph() -> None:
    from kg.namespaces import WRITTEN  # noqa: PLC0415

    assert WRITTEN.items() <= PREFIXES.items()


def test_the_page_of_questions_is_as_the_script_writes_it() -> None:
    from scripts.questions import PAGE, page  # noqa: PLC0415

    assert PAGE.read_text(encoding="utf-8") == page()
