"""The whole road: files in, one folder out."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg import pipeline
from kg.errors import NothingRead, OutputNotWritten
from kg.graph.terms import chinese, iri, term
from kg.namespaces import ZM
from kg.pipeline import Build, Chunk
from kg.shipped import shipped

ROOT = Path(__file__).parent.parent
EXAMPLE = shipped("examples/zhongshan_2025_105.txt")
LETTER = (
    "云川市水务局关于市政协二届三次会议第{n}号提案答复的函\n\n李明委员：\n\n您提出的《关于节水的提案》收悉，现答复如下：\n\n"
    "市水务局印发《云川市节水办法》，支持企业开展节水改造{n}项。\n\n云川市水务局\n\n2031年5月{n}日\n"
)


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    folder = tmp_path / "letters"
    folder.mkdir()
    for n in range(1, 6):
        (folder / f"{n}.txt").write_text(LETTER.format(n=n), encoding="utf-8")
    return folder


def test_quotes_of_the_example_are_its_own_words(example: Path) -> None:
    raw = EXAMPLE.read_bytes().decode()
    spans: dict[str, dict[str, str]] = {}
    for quad in ox.parse(path=str(example / "graph.ttl")):
        name = quad.predicate.value.rpartition("#")[2]
        if name in ("start", "end", "exact"):
            spans.setdefault(quad.subject.value, {})[name] = quad.object.value
    assert len(spans) > 100
    for span in spans.values():
        assert raw[int(span["start"]) : int(span["end"])] == span["exact"]


def test_each_fact_that_the_ontology_wants_proved_has_its_statement(example: Path) -> None:
    graph = rdflib.Graph().parse(example / "graph.ttl")
    ontology = rdflib.Graph().parse(shipped("ontology/zm.ttl"))
    zm = rdflib.Namespace(ZM)
    required = set(ontology.subjects(zm.evidencePolicy, rdflib.Literal("required")))
    facts = {fact for fact in graph if fact[1] in required}
    proved = {
        tuple(graph.value(s, part) for part in (rdflib.RDF.subject, rdflib.RDF.predicate, rdflib.RDF.object))
        for s in graph.subjects(zm.evidence)
    }
    assert len(facts) > 50
    assert facts <= proved
    assert all(fact in graph for fact in proved)


def test_the_graph_of_a_dense_letter_stays_small(example: Path) -> None:
    characters = len(EXAMPLE.read_text(encoding="utf-8"))
    turtle = example / "graph.ttl"
    assert sum(1 for _ in ox.parse(path=str(turtle))) <= 2.3 * characters
    assert turtle.stat().st_size <= 90 * characters


def test_three_parsers_read_the_same_number_of_triples(example: Path) -> None:
    turtle = example / "graph.ttl"
    ours = sum(1 for _ in ox.parse(path=str(turtle)))
    assert len(rdflib.Graph().parse(turtle)) == ours
    if shutil.which("rapper") is None:
        pytest.skip("rapper is not installed")
    counted = subprocess.run(["rapper", "-c", "-i", "turtle", turtle], capture_output=True, text=True, check=True)
    assert f"returned {ours} triples" in counted.stderr


def test_same_input_same_bytes_under_any_hash_seed_and_from_any_folder(tmp_path: Path) -> None:
    contents = []
    for seed, cwd in (("0", ROOT), ("4711", tmp_path)):
        out = tmp_path / seed
        command = [sys.executable, str(ROOT / "build_graph.py"), str(EXAMPLE), "-o", str(out)]
        path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
        subprocess.run(command, cwd=cwd, env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path}, check=True)
        contents.append({file.name: file.read_bytes() for file in sorted(out.iterdir())})
    assert contents[0] == contents[1]


def test_a_refused_input_is_named_and_the_others_are_built(letters: Path, tmp_path: Path) -> None:
    (letters / "0.txt").write_text("  \n", encoding="utf-8")
    found = pipeline.build([letters, tmp_path / "没有.txt"], tmp_path / "out")
    assert [refused.name for refused in found.refused] == ["0.txt", "没有.txt"]
    assert found.exit_code == 1
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert [document["name"] for document in manifest["documents"]] == ["1.txt", "2.txt", "3.txt", "4.txt", "5.txt"]
    assert str(tmp_path) not in json.dumps(manifest, ensure_ascii=False)


def test_nothing_readable_is_an_error_and_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(NothingRead):
        pipeline.build([tmp_path / "没有.txt"], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_folder_without_texts_is_named(letters: Path, tmp_path: Path) -> None:
    (tmp_path / "空的").mkdir()
    with pytest.raises(NothingRead, match=r"空的：文件夹里没有 \.txt 文件"):
        pipeline.build([tmp_path / "空的"], tmp_path / "out")
    assert [r.name for r in pipeline.build([letters, tmp_path / "空的"], tmp_path / "out").refused] == ["空的"]


def test_why_nothing_can_be_written_is_told_in_chinese(letters: Path, tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("", encoding="utf-8")
    with pytest.raises(OutputNotWritten, match="写不进去（上级不是文件夹）"):
        pipeline.build([letters], tmp_path / "文件" / "out")


def test_a_failure_while_writing_leaves_the_older_output_whole(
    letters: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "graph.ttl").write_text("older", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pipeline, "write_turtle", full)
    with pytest.raises(OutputNotWritten):
        pipeline.build([letters], out)
    assert [(file.name, file.read_text(encoding="utf-8")) for file in out.iterdir()] == [("graph.ttl", "older")]


def test_several_processes_read_what_one_would(letters: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = list(pipeline.read(pipeline.inputs([letters])).lines())
    monkeypatch.setattr(pipeline, "SERIAL", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert list(pipeline.read(pipeline.inputs([letters]), scratch=tmp_path).lines()) == alone


def test_documents_that_disagree_on_a_name_leave_one_and_the_other_as_a_form() -> None:
    thing = iri("https://w3id.org/zhengmai/id/org-0000000000000000")
    names = [f"{thing} {term('skos:prefLabel')} {chinese(name)} ." for name in ("云川市水利局", "云川市水务局")]
    build = Build(tuple(Chunk((), (), (name,)) for name in names))
    assert list(build.lines()) == [f"{thing} {term('skos:altLabel')} {chinese('云川市水务局')} .", names[0]]
