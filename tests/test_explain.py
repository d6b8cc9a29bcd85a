"""explain, diff and stats over graphs made by hand."""

from __future__ import annotations

from pathlib import Path

import hand
import pytest

from kg.diff import diff
from kg.errors import NotUnderstood
from kg.explain import explain
from kg.stats import stats


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("out") / "graph.ttl"
    path.write_text(hand.graph(), encoding="utf-8")
    return path


def test_a_statement_is_told_from_sentence_and_rule(graph: Path) -> None:
    stories, total = explain(graph, "科技局 实施主体")
    assert total == len(stories) == 1
    told = "\n".join(stories[0].lines())
    assert "【开展技术培训】—实施主体→【临江市科学技术局】" in told
    assert "“市科技局按照《临江市科技创新办法》将开展技术培训”" in told
    assert "规则 hand，可信度 0.9" in told
    again, _ = explain(graph, stories[0].statement)
    assert again == stories


@pytest.mark.parametrize("what", ["没有的局", "id:st-404", "http://e/a> <b", 'x" } UNION { ?s ?p "y', "  "])
def test_what_stands_for_nothing_is_said(what: str, graph: Path) -> None:
    with pytest.raises(NotUnderstood):
        explain(graph, what)


def test_a_difference_is_told_in_words(graph: Path, tmp_path: Path) -> None:
    later = tmp_path / "later.ttl"
    text = hand.graph().replace("id:figure-2 ", "id:figure-9 ").replace("300人次", "305人次")
    doc = "id:figure-1 zm:reportedIn id:doc-0000000000000000 .\nid:figure-{} zm:reportedIn id:doc-0000000000000000 .\n"
    text += 'id:org-7 a zm:Agency ; skos:prefLabel "临江市水务局"@zh .\n'
    later.write_text(text + doc.format(9), encoding="utf-8")
    before = tmp_path / "before.ttl"
    before.write_text(hand.graph() + doc.format(2), encoding="utf-8")
    found = diff(before, later)
    said = list(found.lines())
    assert "一个数字变了：培训员工 300人次 → 305人次" in said
    assert "1 个机关新增：" in said
    assert [c["label"] for c in found.as_dict()["added"]] == ["临江市水务局"]  # type: ignore[index, attr-defined]
    assert list(diff(graph, graph).lines()) == ["两次构建说的是同样的内容。"]


def test_a_graph_in_numbers(graph: Path) -> None:
    found = stats(graph)
    assert (found.counts["documents"], found.counts["measures"], found.counts["unsure"]) == (1, 3, 1)
    assert found.agencies == (("临江市财政局", 2), ("临江市科学技术局", 1))
