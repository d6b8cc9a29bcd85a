"""The command `kg`: thin over the stages. Data goes to stdout, notices to stderr, exit codes are the contract's."""

# ruff: noqa: PLC0415 - a command imports only what it runs: `kg ask` must start quickly

from __future__ import annotations

import argparse
import difflib
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import kg
from kg.errors import QueryError
from kg.usage import COMMANDS, Parser, ending, takes_graph, takes_limits

if TYPE_CHECKING:
    from kg.ask import Answer, Question
    from kg.query import Answer as QueryAnswer
    from kg.query import Limits

FEW = 5  # files that are read without a progress bar
FORMATS = ("table", "json", "csv", "markdown", "html")


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a command; the answer is an exit code of the contract."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    words = list(sys.argv[1:] if argv is None else argv)
    return ending(lambda: _run(words), "--debug" in words)


def _run(argv: list[str]) -> int:
    if argv and argv[0] in ("--version", "-V", "--版本"):
        print(f"zhengmai {kg.__version__}")
        return 0
    if not argv or argv[0].startswith("-"):
        parser = Parser()
        commands = "\n".join(f"  {name:<8}{text}" for name, text in COMMANDS.items())
        parser.usage = "kg 命令 [参数]"
        parser.description = f"{parser.description}\n\n命令：\n{commands}\n\nkg 命令 --help 看一个命令的用法。"
        parser.add_argument("-V", "--version", "--版本", action="store_true", help="显示版本")
        parser.parse_args(argv)
        parser.print_help()
        return 0
    name, *rest = argv
    if name not in COMMANDS:
        near = difflib.get_close_matches(name, COMMANDS, 1, 0.5)
        hint = f"是不是 {near[0]}？" if near else f"可用的命令有 {'、'.join(COMMANDS)}。"
        print(f"kg：没有 {name} 这个命令。{hint}", file=sys.stderr)
        return 2
    runs: dict[str, Callable[[list[str]], int]] = {
        "build": _build,
        "ask": _ask,
        "query": _query,
        "check": _check,
        "export": _export,
        "explain": _explain,
        "diff": _diff,
        "stats": _stats,
        "review": _review,
    }
    return runs[name](rest)


# ── build, check, export ─────────────────────────────────────────────────────────────────────────────────────


def _build(argv: list[str]) -> int:
    from kg import pipeline, review
    from kg.graph import Options
    from kg.ids import BASE
    from kg.shipped import shipped

    parser = Parser("build")
    parser.add_argument("paths", nargs="*", metavar="路径", help="文件或文件夹（默认：自带的示例答复函）")
    parser.add_argument("-o", "--out", "--输出", type=Path, default=Path("out"), metavar="文件夹", help="默认 out")
    parser.add_argument("--base-iri", default=BASE, metavar="IRI", help="实体 IRI 的前缀")
    parser.add_argument("--with-contacts", action="store_true", help="保留联系人和电话（默认不进图谱、网页和报告）")
    parser.add_argument("--public", action="store_true", help="网页略去依申请公开和不予公开的文件")
    parser.add_argument("--review", "--复核", type=Path, metavar="文件", help="人工复核表（CSV），见 kg review")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="小结的格式")
    told = parser.parse_args(argv)
    sheet = review.read(told.review) if told.review else review.Sheet()
    options = Options(told.base_iri, told.with_contacts, told.public)
    paths = told.paths or [shipped("examples/zhongshan_2025_105.txt")]
    with _progress(len(pipeline.inputs(paths))) as watch:
        made = pipeline.build(paths, told.out, options, watch, sheet.judgements)
    for refused in made.refused:
        print(refused.reason, file=sys.stderr)
    for said in review.notices(sheet, made.review):
        print(said, file=sys.stderr)
    code = 1 if sheet.faults else made.exit_code
    files = sorted(path.name for path in told.out.iterdir() if path.is_file())
    if told.format == "json":
        _say_json(
            {
                "out": str(told.out),
                "files": files,
                "documents": [
                    {"name": d.name, "characters": d.characters, "triples": d.triples} for d in made.documents
                ],
                "refused": [{"name": r.name, "reason": r.reason} for r in made.refused],
            }
        )
        return code
    characters = sum(d.characters for d in made.documents)
    refusals = f"，{len(made.refused)} 份没有读" if made.refused else ""
    print(f"读了 {len(made.documents)} 份文件（{characters} 字）{refusals}。写在 {told.out}：{'、'.join(files)}")
    print(f"接着可以：打开 {told.out / 'graph.html'}，或运行 kg ask who-backs --graph {told.out}")
    return code


@contextmanager
def _progress(files: int) -> Iterator[Callable[[int], object] | None]:
    """A bar on stderr while many files are read, where a person sees it."""
    if files <= FEW or not sys.stderr.isatty():
        yield None
        return
    from tqdm import tqdm  # type: ignore[import-untyped]

    with tqdm(total=files, unit="份", desc="读文件", leave=False, file=sys.stderr) as bar:
        yield bar.update


def _check(argv: list[str]) -> int:
    from kg.check import check

    parser = Parser("check")
    takes_graph(parser)
    parser.add_argument(
        "--texts", "--原文", nargs="*", type=Path, default=(), metavar="路径", help="与原文逐字核对引文"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")
    told = parser.parse_args(argv)
    report = check(told.graph, told.texts)
    if told.format == "json":
        _say_json(report.as_dict())
    else:
        print("\n".join(report.lines()))
    return 0 if report.conforms else 1


def _export(argv: list[str]) -> int:
    from kg.export import FORMS, export

    parser = Parser("export")
    parser.add_argument("form", choices=tuple(FORMS), metavar="格式", help="、".join(FORMS))
    takes_graph(parser)
    parser.add_argument("-o", "--out", "--输出", type=Path, default=Path("."), metavar="文件夹", help="默认当前文件夹")
    parser.add_argument("--public", action="store_true", help="略去依申请公开和不予公开的文件")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="小结的格式")
    told = parser.parse_args(argv)
    files = [str(path) for path in export(told.graph, told.form, told.out, told.public)]
    if told.format == "json":
        _say_json({"files": files})
    else:
        print("\n".join(files))
    return 0


# ── explain, diff, stats, review ─────────────────────────────────────────────────────────────────────────────


def _explain(argv: list[str]) -> int:
    from kg.explain import explain

    parser = Parser("explain")
    parser.add_argument("what", metavar="断言", help="断言或事物的 IRI，或“主体 关系 客体”（后两样可以不写）")
    takes_graph(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text")
    told = parser.parse_args(argv)
    stories, total = explain(told.graph, told.what)
    if told.format == "json":
        _say_json({"total": total, "stories": [story.as_dict() for story in stories]})
        return 0
    print("\n\n".join("\n".join(map(_shown, story.lines())) for story in stories))
    if total > len(stories):
        print(f"\n共 {total} 条，这里是前 {len(stories)} 条；把关系和客体也写上，可以缩小范围。")
    return 0


def _diff(argv: list[str]) -> int:
    from kg.diff import diff

    parser = Parser("diff")
    parser.add_argument("before", type=Path, metavar="旧图谱", help="构建的文件夹、存储或 RDF 文件")
    parser.add_argument("after", type=Path, metavar="新图谱", help="与它比较的另一次构建")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    told = parser.parse_args(argv)
    found = diff(told.before, told.after)
    if told.format == "json":
        _say_json(found.as_dict())
    else:
        print("\n".join(map(_shown, found.lines())))
    return 0


def _stats(argv: list[str]) -> int:
    from kg.stats import stats

    parser = Parser("stats")
    takes_graph(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text")
    told = parser.parse_args(argv)
    found = stats(told.graph)
    if told.format == "json":
        _say_json(found.as_dict())
    else:
        print("\n".join(map(_shown, found.lines())))
    return 0


def _review(argv: list[str]) -> int:
    from kg import review_sheet

    parser = Parser("review")
    takes_graph(parser)
    parser.add_argument("--next", "--下一批", type=int, default=20, metavar="数", help="最没有把握的多少条（默认 20）")
    told = parser.parse_args(argv)
    if told.next < 1:
        parser.error(f"argument --next: invalid int value: '{told.next}'")
    rows = review_sheet.least_sure(told.graph, told.next)
    print(review_sheet.written(rows), end="")
    print(
        f"{len(rows)} 条。存成 CSV，用 Excel 填判断（属实、不属实、更正、待定；断言一栏写两个 IRI 则判断同一、不同），"
        "再运行 kg build … --review 文件。",
        file=sys.stderr,
    )
    return 0


# ── ask ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _ask(argv: list[str]) -> int:
    from kg import ask

    parser = Parser("ask")
    parser.add_argument("question", nargs="?", metavar="问题", help="问题的名称或中文问法；不写就列出全部问题")
    takes_graph(parser)
    parser.add_argument("--format", choices=FORMATS, default="table", help="回答的格式")
    parser.add_argument("--evidence", "--证据", action="store_true", help="表中每行之下写出原文句子和位置")
    takes_limits(parser)
    parser.usage = "kg ask [问题] [--参数 值 …] [选项]"
    told, rest = parser.parse_known_args(argv)
    if told.question is None:
        if rest:
            parser.error(f"unrecognized arguments: {' '.join(rest)}")
        _say_book(list(ask.book().values()), told.format)
        return 0
    answer = ask.ask(told.graph, told.question, _params(parser, rest), _limits(told), told.evidence)
    _say_answer(answer, told.format, told.evidence)
    return _cut(answer.cut, told.rows)


def _params(parser: Parser, words: list[str]) -> dict[str, str]:
    """Parameters of a question among the words argparse does not know: `--机构 市科技局` or `--机构=市科技局`."""
    params: dict[str, str] = {}
    rest = iter(words)
    for word in rest:
        if not word.startswith("--"):
            parser.error(f"unrecognized arguments: {word}")
        name, equals, value = word[2:].partition("=")
        if not equals:
            value = next(rest, "")
            if not value:
                parser.error(f"argument {word}: expected one argument")
        params[name] = value
    return params


def _say_book(questions: list[Question], form: str) -> None:
    if form == "json":
        _say_json(
            [
                {
                    "name": q.name,
                    "zh": q.zh,
                    "en": q.en,
                    "params": [{"name": p.name, "alias": p.alias, "kind": p.kind, "zh": p.zh} for p in q.params],
                    "columns": [name for name, _, _ in q.columns],
                }
                for q in questions
            ]
        )
        return
    heads = ("名称", "问题", "参数")
    rows = [(q.name, q.zh, " ".join(f"--{p.alias}" for p in q.params)) for q in questions]
    print(_table(heads, rows, form), end="" if form == "csv" else "\n")
    if form == "table":
        print("问一个：kg ask who-backs --机构 市科技局；加 --证据 看原文句子。")


def _say_answer(answer: Answer, form: str, with_evidence: bool) -> None:
    from kg import table

    if form == "json":
        _say_json(answer.as_json())
        return
    heads, rows = answer.question.heads, answer.rows
    if form == "table":
        said = "，".join(f"{answer.question.param(name).alias}：{label}" for name, label in answer.params.items())
        print(answer.question.zh + (f"（{said}）" if said else ""))
        if answer.asked != answer.question.name:
            print(f"（听成了 {answer.question.name}）")
        if not rows:
            print(answer.basis)
            print(answer.question.answer)
            return
        notes = [[str(e) for e in spans] for spans in answer.evidence] if with_evidence else None
        print(table.aligned(heads, rows, _columns(), notes))
        print(f"共 {len(rows)} 行。{answer.basis}" + ("" if with_evidence else "加 --证据 看每行的原文句子。"))
        return
    if with_evidence:
        heads = (*heads, "依据", "文件", "起", "止")
        rows = tuple(
            (*row, e.exact, e.document, str(e.start), str(e.end))
            for row, spans in zip(rows, answer.evidence, strict=True)
            for e in spans
        )
    print(_table(heads, rows, form), end="" if form == "csv" else "\n")


# ── query ────────────────────────────────────────────────────────────────────────────────────────────────────


def _query(argv: list[str]) -> int:
    from kg import query, results

    parser = Parser("query")
    parser.add_argument(
        "query", nargs="?", default="-", metavar="查询", help="SPARQL、.rq 文件，或 -（标准输入，默认）"
    )
    takes_graph(parser)
    parser.add_argument(
        "--format",
        choices=("table", "markdown", "html", "excel", *results.RESULTS, *results.RDF),
        default=None,
        help="回答的格式：json、xml、csv、tsv 按 W3C 标准；excel 是 Excel 能直接打开的 CSV；从 turtle 起用于三元组",
    )
    takes_limits(parser)
    told = parser.parse_args(argv)
    text = sys.stdin.buffer.read().decode("utf-8-sig", "replace") if told.query == "-" else told.query
    if text.endswith((".rq", ".sparql", ".txt")) and "\n" not in text:
        try:
            text = Path(text).read_text(encoding="utf-8-sig")
        except (OSError, ValueError):
            raise QueryError(f"{told.query}：没有这个查询文件，或者不是 UTF-8 文本。") from None
    answer = query.run(told.graph, text, _limits(told))
    _say_result(answer, told.format)
    return _cut(getattr(answer, "cut", False), told.rows)


def _say_result(answer: QueryAnswer, form: str | None) -> None:
    from kg import query, results, table

    if isinstance(answer, query.Triples):
        print(results.written(answer, form or "turtle"), end="")
    elif form not in (None, "table", "markdown", "html", "excel"):
        print(results.written(answer, form), end="")
    elif isinstance(answer, query.Truth):
        print("是" if answer.value else "否")
    else:
        rows = [[cell.short if cell else "" for cell in row] for row in answer.rows]
        if form == "excel":
            print(table.spreadsheet(answer.columns, rows), end="")
        else:
            print(_table(answer.columns, rows, form or "table"))


# ── shared ───────────────────────────────────────────────────────────────────────────────────────────────────


def _limits(told: argparse.Namespace) -> Limits:
    from kg.query import Limits

    return Limits(seconds=max(told.timeout, 0.1), rows=max(told.rows, 1))


def _cut(cut: bool, rows: int) -> int:
    if cut:
        print(f"只给出前 {rows} 行，后面还有；用 --rows 放宽。", file=sys.stderr)
    return 7 if cut else 0


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], form: str) -> str:
    from kg import table

    if form == "csv":
        return table.spreadsheet(heads, rows)
    if form == "html":
        return table.web(heads, rows)
    return table.markdown(heads, rows) if form == "markdown" else table.aligned(heads, rows, _columns())


def _columns() -> int | None:
    """Columns of the terminal; None when the output goes to a file or another program."""
    return os.get_terminal_size(sys.stdout.fileno()).columns if sys.stdout.isatty() else None


def _shown(text: str) -> str:
    """A line without what could steer the terminal."""
    from kg import table

    return text[: len(text) - len(text.lstrip())] + table.visible(text.lstrip())


def _say_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    sys.exit(main())
