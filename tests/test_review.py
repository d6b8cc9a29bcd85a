"""Judgements of people: read from a table, kept by the next build."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

import kg
from kg import pipeline, query, review, review_sheet
from kg.errors import NothingRead
from kg.shipped import shipped

VERDICTS = ("属实", "不属实", "待定", "同一")


@pytest.fixture(scope="module")
def rows(example: Path) -> list[list[str]]:
    """Twenty rows as `kg review --next 20` writes them."""
    text = review_sheet.written(review_sheet.least_sure(example, 20))
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def judged(path: Path, rows: list[list[str]], encoding: str = "utf-8-sig") -> review.Sheet:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(rows)
    return review.read(path)


def build(out: Path, sheet: review.Sheet) -> pipeline.Build:
    return pipeline.build([shipped("examples/zhongshan_2025_105.txt")], out, judgements=sheet.judgements)


def test_twenty_judgements_survive_a_rebuild(example: Path, rows: list[list[str]], tmp_path: Path) -> None:
    sheet = judged(
        tmp_path / "复核.csv",
        [rows[0]]
        + [[*row[:7], VERDICTS[i % 4], "", "看过原文", "王某", "2026/11/24"] for i, row in enumerate(rows[1:])],
    )
    assert (len(sheet.judgements), sheet.faults) == (20, ())
    first, second = build(tmp_path / "a", sheet), build(tmp_path / "b", sheet)
    assert first.review is not None
    assert first.review.unfit == []
    lines = list(first.lines())
    assert lines == sorted(set(lines)) == list(second.lines())
    assert (tmp_path / "a" / "graph.ttl").read_bytes() == (tmp_path / "b" / "graph.ttl").read_bytes()
    gone = {j.statement for j in sheet.judgements if j.verdict == "rejected"}
    assert not any(line.partition(" ")[0] in gone for line in lines)
    assert sum("#reviewStatus>" in line for line in lines) == 15
    assert len(first.review.facts) == 5
    assert not first.review.facts & set(lines)


def test_judgements_fit_the_graph_of_another_version(
    rows: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = judged(tmp_path / "复核.csv", [rows[0], *([*row[:7], "属实", "", "", "王某", ""] for row in rows[1:])])
    monkeypatch.setattr(kg, "__version__", "9.9.9")
    made = build(tmp_path / "out", sheet)
    lines = list(made.lines())
    assert any("/9.9.9>" in line for line in lines), "the graph is of the other version"
    assert made.review is not None
    assert made.review.unfit == []
    assert sum("#reviewStatus>" in line for line in lines) == 20


def test_nothing_is_written_without_judgements(example: Path, tmp_path: Path) -> None:
    build(tmp_path, review.Sheet())
    assert (tmp_path / "graph.ttl").read_bytes() == (example / "graph.ttl").read_bytes()


def test_a_correction_carries_the_new_value_and_both_sources(rows: list[list[str]], tmp_path: Path) -> None:
    row = next(row for row in rows[1:] if row[2] == "政策工具")
    sheet = judged(tmp_path / "复核.csv", [rows[0], [*row[:7], "更正", "中山市人民政府", "读错了", "李某", ""]])
    made = build(tmp_path / "out", sheet)
    added = "\n".join(made.review.added) if made.review else ""
    assert made.review is not None
    assert made.review.unfit == []
    assert f'#formerValue> "{row[3]}"' in added
    for said in ("review.corrected", "#evidence>", '"李某"', "review-corrected"):
        assert said in added
    from kg.check import check  # noqa: PLC0415

    assert check(tmp_path / "out").conforms


def test_a_row_that_fits_nothing_is_named(rows: list[list[str]], tmp_path: Path) -> None:
    lost = [["https://w3id.org/zhengmai/id/st-0000000000000000", *rows[1][1:7], "属实", "", "", "", ""]]
    lost.append([*rows[1][:7], "更正", "没有这个名称", "", "", ""])
    made = build(tmp_path / "out", judged(tmp_path / "复核.csv", [rows[0], *lost]))
    assert made.review is not None
    assert [said[:6] for said in made.review.unfit] == ["第 2 行：", "第 3 行："]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({7: "大概"}, "判断“大概”不认识"),
        ({0: "st-1"}, "不是断言的 IRI"),
        ({0: "http://e/a> <b"}, "不是断言的 IRI"),
        ({7: "更正"}, "没有写改为什么"),
        ({7: "属实", 11: "去年"}, "不是日期"),
        ({7: "属实", 11: "2026-02-30"}, "不是日期"),
    ],
)
def test_a_bad_row_gets_its_line_and_reason(
    change: dict[int, str], said: str, rows: list[list[str]], tmp_path: Path
) -> None:
    row = [*rows[1][:7], "属实", "", "", "", ""]
    for i, value in change.items():
        row[i] = value
    good = [*rows[2][:7], "属实", "", "", "", ""]
    sheet = judged(tmp_path / "复核.csv", [rows[0], row, good])
    assert len(sheet.judgements) == 1
    assert sheet.faults[0].startswith("复核.csv 第 2 行：")
    assert said in sheet.faults[0]


def test_the_file_that_excel_saves_in_china_is_read(rows: list[list[str]], tmp_path: Path) -> None:
    sheet = judged(tmp_path / "复核.csv", [rows[0], [*rows[1][:7], "属实", "", "看过", "王某", ""]], "gb18030")
    assert sheet.judgements[0].who == "王某"


def test_no_cell_starts_a_formula_and_the_guard_is_taken_off_again(tmp_path: Path) -> None:
    row = ["https://w3id.org/zhengmai/id/st-0000000000000000", *[""] * 6, "更正", "=1+1", "", "", ""]
    text = review_sheet.written([row])
    assert text.startswith("\ufeff断言,")
    assert "'=1+1" in text
    (tmp_path / "复核.csv").write_text(text, encoding="utf-8")
    assert review.read(tmp_path / "复核.csv").judgements[0].value == "=1+1"


@pytest.mark.parametrize("raw", [b"\xff\xfe\x00\x81", "甲,乙\n1,2\n".encode(), b""])
def test_what_is_no_review_file_is_refused(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / "复核.csv").write_bytes(raw)
    with pytest.raises(NothingRead):
        review.read(tmp_path / "复核.csv")


def test_a_fact_that_another_statement_proves_stays() -> None:
    fact = ("<a:m>", "<a:p>", "<a:o>")
    lines = [" ".join(fact) + " ."]
    for n in "12":
        st = f"<https://w3id.org/zhengmai/id/st-000000000000000{n}>"
        base = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
        lines += [
            f"{st} <{base}{name}> {term} ." for name, term in zip(("subject", "predicate", "object"), fact, strict=True)
        ]
    judgement = review.Judgement(2, "<https://w3id.org/zhengmai/id/st-0000000000000001>", "rejected")
    plan = review.plan(lambda: sorted(lines), [judgement], review.Mint())
    left = list(review.apply(sorted(lines), plan))
    assert lines[0] in left
    assert len(left) == 4


def pair(folder: Path, *names: str) -> str:
    """The IRIs of two agencies, a space between."""
    with query.Session(folder) as session:
        rows = session.select(
            "SELECT ?a ?n { ?a a zm:Agency ; skos:prefLabel ?n . FILTER EXISTS { ?s zm:denotes ?a } }"
        )
    iris = {name.value: iri.value for iri, name in rows.rows if iri and name}
    return " ".join(iris[name] for name in names)


@pytest.mark.parametrize(
    ("said", "relation"), [("同一", "core#exactMatch"), ("不同", "owl#differentFrom"), ("不确定", "")]
)
def test_two_names_are_one_or_two_and_are_not_merged(
    said: str, relation: str, rows: list[list[str]], example: Path, tmp_path: Path
) -> None:
    two = pair(example, "中山市科学技术局", "中山市教育和体育局")
    sheet = judged(tmp_path / "复核.csv", [rows[0], [two, *rows[1][1:7], said, "", "看过", "王某", "2026-11-24"]])
    assert sheet.faults == ()
    made = build(tmp_path / "out", sheet)
    assert made.review is not None
    assert (made.review.unfit, made.review.gone, made.review.facts) == ([], set(), set())
    facts = [line for line in made.lines() if relation and f"{relation}> <" in line and "/org-" in line.split(" ")[0]]
    assert len(facts) == (1 if relation else 0)
    if relation:
        one, other = sorted(two.split(" "))
        assert facts[0].split(" ")[0::2][:2] == [f"<{one}>", f"<{other}>"]
        from kg.check import check  # noqa: PLC0415

        assert check(tmp_path / "out").conforms
    else:
        assert made.review.added == []


def test_a_pair_that_cannot_be_used_is_named(rows: list[list[str]], example: Path, tmp_path: Path) -> None:
    two = pair(example, "中山市科学技术局", "中山市教育和体育局")
    one = two.split(" ")[0]
    lost = f"{one} https://w3id.org/zhengmai/id/org-0000000000000000"
    lines = [[words, *rows[1][1:7], said, "", "", "", ""] for words, said in ((two, "更正"), (f"{one} {one}", "同一"))]
    sheet = judged(tmp_path / "复核.csv", [rows[0], *lines, [lost, *rows[1][1:7], "同一", "", "", "", ""]])
    assert [fault.partition("：")[2][:9] for fault in sheet.faults] == ["两个名称之间的判断", "断言里的两个 IRI "[:9]]
    made = build(tmp_path / "out", sheet)
    assert made.review is not None
    assert made.review.unfit == [
        "第 4 行：图谱里没有 <https://w3id.org/zhengmai/id/org-0000000000000000>，这一行没有用上。"
    ]
