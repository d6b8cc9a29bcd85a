"""What Python users call: kg.build, kg.load, and the views of a graph."""

from __future__ import annotations

import csv
import dataclasses
import io
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import kg
from kg import export
from kg.ask import Answer
from kg.errors import ZhengmaiError
from kg.shipped import shipped
from kg.view import KnowledgeGraph

EXAMPLE = shipped("examples/zhongshan_2025_105.txt")
HEAD = """@prefix zm: <https://w3id.org/zhengmai/ont#> . @prefix id: <https://w3id.org/zhengmai/id/> .
@prefix zmc: <https://w3id.org/zhengmai/concept/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix oa: <http://www.w3.org/ns/oa#> .
"""
SMALL = """
id:doc-1 a zm:ReplyLetter ; skos:prefLabel "答复"@zh ; zm:disclosure zmc:disclosure-on-request .
id:text-1 a zm:SourceText ; zm:textOf id:doc-1 .
id:measure-1 a zm:Measure ; skos:prefLabel "=1+1"@zh ; zm:backedBy id:org-1 ;
    zm:reportedIn id:doc-1 .
id:org-1 a zm:Agency ; skos:prefLabel "甲市水务局"@zh ; zm:jurisdiction id:place-1 .
id:place-1 a zm:AdministrativeDivision ; skos:prefLabel "甲市"@zh .
id:st-1 a zm:Statement ; rdf:subject id:measure-1 ; rdf:predicate zm:backedBy ; rdf:object id:org-1 ;
    zm:evidence id:span-1-0-4 ; zm:confidence 0.9 .
id:span-1-0-4 a zm:TextSpan ; oa:hasSource id:text-1 ; oa:exact "水务局建" ; zm:denotes id:measure-1 .
id:doc-2 a zm:ReplyLetter ; skos:prefLabel "公开的答复"@zh ;
    zm:disclosure zmc:disclosure-active ; zm:issuedBy id:org-2 .
id:text-2 a zm:SourceText ; zm:textOf id:doc-2 .
id:org-2 a zm:Agency ; skos:prefLabel "乙市水务局"@zh .
"""


@pytest.fixture
def small() -> KnowledgeGraph:
    graph = KnowledgeGraph()
    graph.parse(data=HEAD + SMALL, format="turtle")
    return graph


@pytest.fixture
def small_file(tmp_path: Path) -> Path:
    (tmp_path / "graph.ttl").write_text(HEAD + SMALL, encoding="utf-8")
    return tmp_path


def test_build_then_load_then_ask(tmp_path: Path) -> None:
    build = kg.build(EXAMPLE, tmp_path)
    graph = kg.load(tmp_path)
    assert len(graph) == len(list(build.lines()))
    rows = list(graph.query("SELECT ?m ?who WHERE { ?m a zm:Measure ; zm:backedBy/skos:prefLabel ?who }"))
    assert len(rows) > 10


def test_build_without_a_folder_writes_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    build = kg.build([EXAMPLE])
    assert build.documents[0].characters == 3788
    assert list(tmp_path.iterdir()) == []


def test_networkx_edges_carry_the_sentence(small: KnowledgeGraph) -> None:
    drawn = small.to_networkx()
    kinds = sorted(kind for _, kind in drawn.nodes(data="kind"))
    assert kinds == ["AdministrativeDivision", "Agency", "Agency", "Measure", "ReplyLetter", "ReplyLetter"]
    edges = {(key.rpartition("#")[2], said["evidence"]) for _, _, key, said in drawn.edges(keys=True, data=True)}
    assert ("backedBy", "水务局建") in edges
    assert ("jurisdiction", "") in edges


def test_pyvis_stands_still_and_fetches_nothing(small: KnowledgeGraph) -> None:
    page = small.to_pyvis().generate_html()
    assert not re.search(r"<(?:script|link)[^>]+(?:src|href)=[\"']https?:", page)
    assert '"enabled": false' in page
    assert page == small.to_pyvis().generate_html()


def test_pyvis_draws_the_busiest_things_and_says_how_many_there_are(small: KnowledgeGraph) -> None:
    picture = small.to_pyvis(2)
    assert sorted(node["label"] for node in picture.nodes) == ["=1+1", "甲市水务局"]
    assert "共 6 个事物" in picture.generate_html()


def test_a_formula_in_a_label_stays_text_in_the_table(small_file: Path) -> None:
    (table, _) = export.export(small_file, "csv", small_file)
    rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig"))))
    assert "'=1+1" in [row["label"] for row in rows]


def test_public_exports_leave_out_what_is_open_on_request_only(small_file: Path) -> None:
    (file,) = export.export(small_file, "ntriples", small_file, public=True)
    found = file.read_text(encoding="utf-8")
    assert "公开的答复" in found
    assert "乙市水务局" in found
    assert not re.search("measure-1|doc-1|org-1|水务局建|甲市", found)


def test_a_public_build_keeps_closed_documents_off_the_page_only(tmp_path: Path) -> None:
    letter = "云川市水务局关于节水的通知\n\n各镇人民政府：\n\n市水务局设立节水专项资金。\n\n公开方式：{}\n"
    for name, how in (("甲", "主动公开"), ("乙", "依申请公开")):
        words = letter.format(how).replace("节水", f"{name}类节水")
        (tmp_path / f"{name}.txt").write_text(words, encoding="utf-8")
    kg.build(tmp_path, tmp_path / "out", public=True)
    page = (tmp_path / "out" / "graph.html").read_text(encoding="utf-8")
    assert "甲类节水" in page
    assert "乙类节水" not in page
    assert "乙类节水" in (tmp_path / "out" / "graph.ttl").read_text(encoding="utf-8")


def test_each_document_has_its_named_graph(small_file: Path) -> None:
    (file,) = export.export(small_file, "nquads", small_file)
    graphs = dict(line.rsplit(" ", 2)[0:2] for line in file.read_text(encoding="utf-8").splitlines())
    where = {said.replace("https://w3id.org/zhengmai/", ""): graph.rpartition("/")[2] for said, graph in graphs.items()}
    assert where["<id/measure-1> <ont#backedBy> <id/org-1>"] == "graph-1>"
    assert where["<id/org-1> <ont#jurisdiction> <id/place-1>"] == "graph-shared>"


def test_a_base_that_makes_no_good_iris_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(ZhengmaiError, match="--base-iri"):
        kg.build(EXAMPLE, tmp_path / "out", base_iri="https://data.example.cn/图谱/")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("form", sorted(export.FORMS))
def test_every_form_of_the_example_is_the_same_twice(form: str, tmp_path: Path) -> None:
    kg.build(EXAMPLE, tmp_path)
    first = [file.read_bytes() for file in export.export(tmp_path, form, tmp_path / "1")]
    assert first == [file.read_bytes() for file in export.export(tmp_path, form, tmp_path / "2")]
    assert all(first)


def test_import_kg_stays_light() -> None:
    code = "import sys, kg; print(sorted({'rdflib', 'networkx', 'pyvis', 'jieba', 'pyoxigraph'} & set(sys.modules)))"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )


HOSTILE = """
id:org-3 a zm:Agency ; skos:prefLabel "<script>alert(1)</script>局"@zh .
id:measure-3 a zm:Measure ; skos:prefLabel "修桥"@zh ; zm:backedBy id:org-3 .
id:st-3 a zm:Statement ; rdf:subject id:measure-3 ; rdf:predicate zm:backedBy ; rdf:object id:org-3 ;
    zm:evidence id:span-3 .
id:span-3 a zm:TextSpan ; oa:hasSource id:text-1 ; oa:start 0 ; oa:end 2 ; oa:exact "修桥" ; zm:denotes id:measure-3 .
"""


@pytest.fixture
def asked(small: KnowledgeGraph) -> Answer:
    small.parse(data=HEAD + HOSTILE, format="turtle")
    return small.ask("who-backs", 机构="<script>alert(1)</script>局")


def test_a_graph_in_memory_answers_questions(asked: Answer) -> None:
    assert asked.params == {"agency": "<script>alert(1)</script>局"}
    assert [row[1] for row in asked.rows] == ["修桥"]
    assert str(asked.evidence[0][0]) == "“修桥”（答复，第0–2字）"


def test_a_notebook_shows_an_answer_as_a_table_and_runs_nothing(asked: Answer) -> None:
    page = asked._repr_html_()
    assert "<th>机关</th>" in page
    assert "<td>修桥</td>" in page
    assert "<script" not in page
    assert "图中有 2 份文件" in page
    long = dataclasses.replace(asked, rows=asked.rows * 300)._repr_html_()
    assert long.count("<td>修桥</td>") == 100
    assert "共 300 行。这里是前 100 行" in long


def test_an_answer_becomes_a_data_frame_where_pandas_is(asked: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    pandas = ModuleType("pandas")
    monkeypatch.setattr(pandas, "DataFrame", lambda rows, columns: (rows, columns), raising=False)
    monkeypatch.setitem(sys.modules, "pandas", pandas)
    assert asked.to_pandas() == ([asked.rows[0]], ["机关", "举措", "状态"])
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match="没有装 pandas"):
        asked.to_pandas()
