"""The command line, run as a user runs it."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import hand
import pyoxigraph as ox
import pytest

import kg
from kg import usage

ROOT = Path(kg.__file__).parents[1]
RUN = "import sys; sys.path.insert(0, sys.argv.pop(1)); from kg.cli import main; sys.exit(main())"


def run(*words: str, cwd: Path | None = None, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-c", RUN, str(ROOT), *words],
        capture_output=True,
        input=stdin,
        encoding="utf-8",
        cwd=cwd,
        env=os.environ | {"LC_ALL": "C"},
        check=False,
    )


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("out")
    (folder / "graph.ttl").write_text(hand.graph(), encoding="utf-8")
    return str(folder)


def test_each_command_has_help_with_an_example() -> None:
    for command in usage.COMMANDS:
        said = run(command, "--help")
        assert said.returncode == 0
        assert f"kg {command}" in said.stdout.partition("例子：")[2]
        assert "usage" not in said.stdout
    assert all(command in run("--help").stdout for command in usage.COMMANDS)


def test_version() -> None:
    assert run("--version").stdout == f"zhengmai {kg.__version__}\n"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["biuld"], 2, "是不是 build？"),
        (["ask", "--format", "xml"], 2, "--format 不能是 xml"),
        (["query", "ASK {}", "--graph"], 2, "后面要写一个值"),
        (["ask", "who-baks"], 5, "最接近的问题是"),
        (["ask", "who-backs", "--机构", "教育厅"], 5, "图中没有“教育厅”"),
        (["ask", "who-backs", "--部门", "科技局"], 5, "没有参数 --部门"),
        (["query", "ASK { ?s foo:x 1 }"], 6, "前缀 foo: 没有声明"),
        (["query", "没有.rq"], 6, "没有这个查询文件"),
        (["query", "ASK { " + "(" * 99 + " }"], 7, "嵌套"),
        (["query", "SELECT * { ?s ?p ?o }", "--rows", "1"], 7, "只给出前 1 行"),
    ],
)
def test_a_mistake_is_one_sentence_and_its_code(words: list[str], code: int, said: str, graph: str) -> None:
    extra = [] if "--graph" in words or words[0] == "biuld" else ["--graph", graph]
    done = run(*words, *extra)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("module", ["kg.cli", "build_graph"])
def test_a_fault_of_ours_is_one_sentence_that_names_the_document(module: str, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("关于节水的通知\n", encoding="utf-8")
    broken = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import {module} as entry; from kg import pipeline; " + (
        "pipeline.read_document = lambda text: {}['x']; sys.exit(entry.main())"
    )
    words = ["build"] if module == "kg.cli" else []
    words += [str(letter), "-o", str(tmp_path / "out")]

    def ended(*more: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-P", "-c", broken, *words, *more]
        return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)

    done = ended()
    assert done.returncode == usage.OUR_FAULT
    assert len(done.stderr.splitlines()) == 1
    assert "KeyError" in done.stderr
    assert str(letter) in done.stderr
    assert "Traceback" in ended("--debug").stderr
    assert not (tmp_path / "out").exists()


def test_an_export_that_cannot_be_read_or_written_says_so(graph: str, tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("@prefix x <", encoding="utf-8")
    done = run("export", "csv", "--graph", str(broken), "-o", str(tmp_path / "out"))
    assert (done.returncode, "不是完好的图谱文件" in done.stderr) == (3, True)
    done = run("export", "csv", "--graph", graph, "-o", str(broken))
    assert (done.returncode, "写不进去" in done.stderr) == (4, True)


def test_a_folder_without_a_graph_exports_nothing(tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    done = run("export", "turtle", "--graph", str(tmp_path / "空"), "-o", str(tmp_path / "out"))
    assert (done.returncode, done.stdout, "没有图谱" in done.stderr) == (3, "", True)
    (tmp_path / "空" / "CURRENT").write_text("这不是存储", encoding="utf-8")
    done = run("export", "turtle", "--graph", str(tmp_path / "空"), "-o", str(tmp_path / "out"))
    assert (done.returncode, done.stdout, "不是能读的存储" in done.stderr) == (3, "", True)
    assert not (tmp_path / "out").exists()
    done = run("ask", "who-backs", "--graph", str(tmp_path / "空"))
    assert (done.returncode, done.stdout, "不是能读的图谱" in done.stderr) == (3, "", True)


def test_a_store_is_read_like_a_file(graph: str, tmp_path: Path) -> None:
    place = tmp_path / "存储"
    store = ox.Store(str(place))
    store.bulk_load((Path(graph) / "graph.ttl").read_bytes(), ox.RdfFormat.TURTLE)
    store.flush()
    del store
    for source, out in ((graph, "甲"), (str(place), "乙")):
        done = run("export", "ntriples", "--graph", source, "-o", str(tmp_path / out))
        assert done.returncode == 0, done.stderr
    ours, theirs = ((tmp_path / name / "graph.nt").read_text("utf-8").splitlines() for name in "甲乙")
    assert len(ours) == len(theirs) > 100
    changed = set(ours) ^ set(theirs)  # a store keeps numbers in their shortest form, 1.0 as 1
    assert all("XMLSchema#decimal" in line for line in changed)
    asked = [run("ask", "who-backs", "--graph", source, "--format", "json").stdout for source in (graph, str(place))]
    assert asked[0] == asked[1]
    checked = [run("check", "--graph", source, "--format", "json") for source in (graph, str(place))]
    first, second = (json.loads(done.stdout) for done in checked)
    assert first["counts"] == second["counts"]
    assert sorted(map(str, first["findings"])) == sorted(map(str, second["findings"]))


def test_a_limit_of_rows_cuts_the_answer_and_not_the_names_it_needs(graph: str) -> None:
    done = run("ask", "who-backs", "--机构", "市科技局", "--graph", graph, "--rows", "1", "--证据")
    assert done.returncode in (0, 7), done.stderr
    assert "临江市科学技术局" in done.stdout


def test_a_missing_graph_says_what_to_do(tmp_path: Path) -> None:
    done = run("ask", "who-backs", "--graph", str(tmp_path))
    assert (done.returncode, done.stdout) == (3, "")
    assert "kg build" in done.stderr


def test_ask_without_a_question_lists_them() -> None:
    assert "谁支持哪条措施？" in run("ask").stdout
    assert len(json.loads(run("ask", "--format", "json").stdout)) >= 12


def test_table_is_aligned_for_wide_characters(graph: str) -> None:
    lines = run("ask", "who-backs", "--graph", graph, "--证据").stdout.splitlines()
    assert lines[1].startswith("机关              举措")
    assert lines[2].startswith("────────────────  ────")
    assert any("第85–109字" in line for line in lines)


def test_formats_hold_the_same_rows(graph: str) -> None:
    words = ("ask", "who-backs", "--graph", graph, "--format")
    rows = json.loads(run(*words, "json").stdout)["rows"]
    text = run(*words, "csv").stdout
    assert text.startswith("\ufeff机关,举措,状态")
    assert list(csv.reader(io.StringIO(text)))[1:] == rows
    assert run(*words, "markdown").stdout.count("\n") == len(rows) + 2


def test_query_from_file_argument_and_standard_input(graph: str, tmp_path: Path) -> None:
    text = 'SELECT ?m { ?m zm:actionVerb "设立" }'
    file = tmp_path / "问.rq"
    file.write_text(text, encoding="utf-8")
    answers = {run("query", *words, "--graph", graph, stdin=text).stdout for words in ([text], [str(file)], ["-"], [])}
    assert answers == {"m\n────────────\nid:measure-1\n"}


def test_query_gives_standard_results(graph: str) -> None:
    said = json.loads(
        run("query", "SELECT ?n { id:org-1 skos:prefLabel ?n }", "--graph", graph, "--format", "json").stdout
    )
    assert said["results"]["bindings"] == [{"n": {"type": "literal", "value": "临江市财政局", "xml:lang": "zh"}}]
    assert run("query", "ASK { ?m a zm:Measure }", "--graph", graph).stdout == "是\n"
    words = ("query", "SELECT ?n { id:org-1 skos:prefLabel ?n }", "--graph", graph, "--format")
    assert run(*words, "csv").stdout == "n\n临江市财政局\n"  # read as text: CRLF becomes a line end
    assert run(*words, "tsv").stdout == '?n\n"临江市财政局"@zh\n'
    assert run(*words, "excel").stdout.startswith("\ufeffn\n")
    assert '<literal xml:lang="zh">临江市财政局</literal>' in run(*words, "xml").stdout
    assert run(*words, "turtle").returncode == 6
    turtle = run("query", "DESCRIBE id:org-1", "--graph", graph).stdout
    assert "id:org-1 " in turtle


def test_names_cannot_steer_the_terminal_or_a_spreadsheet(tmp_path: Path) -> None:
    made = hand.Hand()
    hand.concepts(made)
    made.add(f'{made.doc} skos:prefLabel "件"@zh')
    measure = made.measure("measure-1", "=HYPERLINK(1)", "采纳", "做", "done")
    made.state(measure, "zm:backedBy", made.thing("org-1", "Agency", "\x1b[2J\u202e局"), "采纳")
    (tmp_path / "graph.ttl").write_text(made.turtle(), encoding="utf-8")
    shown = run("ask", "who-backs", "--graph", str(tmp_path)).stdout
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "'=HYPERLINK(1)" in run("ask", "who-backs", "--graph", str(tmp_path), "--format", "csv").stdout


def test_modules_in_the_current_folder_are_not_imported(graph: str, tmp_path: Path) -> None:
    for name in ("pyoxigraph.py", "json.py", "resource.py"):
        (tmp_path / name).write_text("raise SystemExit(99)", encoding="utf-8")
    assert run("query", "ASK {}", "--graph", graph, cwd=tmp_path).returncode == 0


def test_ask_starts_quickly_and_without_slow_libraries(graph: str) -> None:
    slow = "rdflib", "networkx", "pyvis", "jieba", "pyoxigraph"
    code = (
        "import sys; sys.path.insert(0, sys.argv.pop(1)); from kg.cli import main; main(); "
        f"print([m for m in {slow!r} if m in sys.modules], file=sys.stderr)"
    )
    times = []
    for _ in range(3):
        begun = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-P", "-c", code, str(ROOT), "ask", "who-backs", "--graph", graph],
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        times.append(time.monotonic() - begun)
        assert done.stderr == "[]\n"
    assert min(times) < 0.7


def test_build_writes_all_files_and_they_can_be_asked(tmp_path: Path) -> None:
    out = tmp_path / "出"
    done = run("build", "-o", str(out), "--format", "json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert {"graph.ttl", "graph.html", "report.md", "report.json", "manifest.json"} <= set(
        json.loads(done.stdout)["files"]
    )
    assert json.loads(run("ask", "who-backs", "--graph", str(out), "--format", "json").stdout)["rows"]
    assert run("check", "--graph", str(out), "--format", "json").returncode in (0, 1)
    assert run("export", "csv", "--graph", str(out), "-o", str(tmp_path / "表")).returncode == 0


def test_progress_is_shown_to_a_person_and_only_for_many_files(tmp_path: Path) -> None:
    pty, termios = pytest.importorskip("pty"), pytest.importorskip("termios")
    for i in range(8):
        (tmp_path / f"{i}.txt").write_text(f"第{i}县水务局清淤河道。", encoding="utf-8")
    for names, expected in ((["0.txt"], False), ([f"{i}.txt" for i in range(8)], True)):
        ours, theirs = pty.openpty()
        termios.tcsetwinsize(theirs, (24, 80))
        command = [sys.executable, "-P", "-c", RUN, str(ROOT), "build", *names, "-o", "out"]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, cwd=tmp_path, check=False)
        os.write(theirs, b"end")
        assert ("读文件" in os.read(ours, 65536).decode("utf-8", "replace")) is expected
        assert done.returncode == 0
        assert b"%|" not in done.stdout
