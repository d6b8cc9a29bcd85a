"""Every question of the book on graphs that were built from letters: two engines, the same rows, in time."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg import ask, pipeline
from kg.shipped import shipped

SECONDS = 10  # for one question in one engine, several times what it takes on a busy machine
LETTERS = Path(__file__).with_name("letters")
Engines = tuple[ox.Store, rdflib.Graph]


@pytest.fixture(scope="module")
def engines(example: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Engines]:
    letters = tmp_path_factory.mktemp("letters")
    pipeline.build(sorted(LETTERS.glob("*.txt")), letters)
    return {"example": _engines(example), "letters": _engines(letters)}


def _engines(folder: Path) -> Engines:
    data = (folder / "graph.ttl").read_bytes()
    store = ox.Store()
    store.load(data, ox.RdfFormat.TURTLE)
    return store, rdflib.Graph().parse(data=data, format="turtle")


@contextmanager
def in_time(what: str) -> Iterator[None]:
    """Fails when the body takes too long; a system without alarms (Windows) waits."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def late(*_: object) -> None:
        pytest.fail(f"{what} takes more than {SECONDS} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _plain(value: str) -> str:
    return value.removesuffix(".0")


@pytest.mark.parametrize("graph", ["example", "letters"])
@pytest.mark.parametrize("name", sorted(ask.book()))
def test_a_question_gives_the_same_rows_in_two_engines(name: str, graph: str, engines: dict[str, Engines]) -> None:
    store, plain = engines[graph]
    sparql = ask.book()[name].sparql
    with in_time(f"{name} in Oxigraph"):
        found = store.query(sparql)
        ours = [[_plain(row[v].value) if row[v] else "" for v in found.variables] for row in found]
    with in_time(f"{name} in rdflib"):
        theirs = [["" if cell is None else _plain(str(cell)) for cell in row] for row in plain.query(sparql)]
    assert _sorted(ours) == _sorted(theirs)
    shown = len(ask.book()[name].columns)
    assert _once(row[:shown] for row in ours) == _once(row[:shown] for row in theirs), "the order of the rows"


def _sorted(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    return sorted(map(list, rows))


def _once(rows: Iterator[list[str]]) -> list[tuple[str, ...]]:
    return list(dict.fromkeys(map(tuple, rows)))


LETTER = "中山市工业和信息化局关于市政协十三届四次会议第134203号提案答复的函"
SCIENCE, LABOUR, SCHOOLS = "中山市科学技术局", "中山市人力资源和社会保障局", "中山市教育和体育局"
TALENT = ("引进培育创新科研团队管理办法", "推进科技创新人才集聚项目管理办法", "科技人才发展专项资金管理办法")
# Checked by hand against the letter: a question, its parameters, the columns looked at, and all rows of the answer.
CHECKED: dict[str, tuple[dict[str, str], tuple[str, ...], set[tuple[str, ...]]]] = {
    "documents": (
        {},
        ("title", "issuer", "number", "date", "class", "disclosure"),
        {(LETTER, "中山市工业和信息化局", "中工信函〔2025〕105号", "2025-09-15", "A类", "主动公开")},
    ),
    "proposals-answered": (
        {},
        ("proposal", "kind", "number", "person", "session"),
        {
            (
                "关于加快数字化技能人才培养，打造中小企业数字化转型人才重地的建议",
                "提案",
                "134203",
                "张帆",
                "中山市政协十三届四次会议",
            )
        },
    ),
    "suggestions-and-verdicts": (
        {},
        ("suggestion", "verdict"),
        {
            ("完善政策支持体系", "采纳"),
            ("健全高校人才培养体系", "采纳"),
            ("强化产学研协同育人", "采纳"),
            ("加快数字技能职业培训", "采纳"),
            ("明确产业定位与人才培养方向", "采纳"),
        },
    ),
    "reply-classes": ({}, ("agency", "class", "n"), {("中山市工业和信息化局", "A类", "1")}),
    "consulted-together": (
        {},
        ("one", "other", "n"),
        {(SCHOOLS, LABOUR, "1"), (SCHOOLS, SCIENCE, "1"), (SCIENCE, LABOUR, "1")},
    ),
    "who-backs": (
        {"agency": "市科技局"},
        ("agency", "measure"),
        {
            (SCIENCE, measure)
            for measure in (
                "先后出台《中山市科技人才发展专项资金管理办法》《中山市推进科技创新人才集聚项目管…",
                "建立“项目+人才”引进机制",
                "打造“培育+基础研究+产业化”全周期科技人才项目扶持体系",
                "促进产才融合发展",
                "切实支持科技人才团队携带先进技术到中山创新创业",
                "做实做好人才科技成果项目落地服务",
                "重点支持氢能、低空飞行、人工智能等未来产业",
                "强化产学研协同育人",
                "先后引进“微型无人飞行器智能操作系统研发团队”“先进无人飞行器创业团队”“先进低…",
                "持续培育成长为科创总部企业",
                "给予市级创新科研团队支持",
            )
        },
    ),
    "policies-issued": (
        {"机构": SCIENCE},
        ("agency", "policy"),
        {(SCIENCE, f"中山市{title}") for title in (*TALENT, "科技创新领域特聘人才实施细则")},
    ),
    "cited-documents": (
        {},
        ("policy",),
        {(f"中山市{title}",) for title in (*TALENT, "科技创新领域特聘人才实施细则")}
        | {
            ("中山市人才发展促进条例",),
            ("中山市工业企业经营管理领域特聘人才实施细则",),
            ("广东省职业技能提升培训行动方案（2025-2027年）",),
            ("职业能力建设补贴管理办法",),
            ("2024年中山市紧缺适用技能人才补贴工种目录",),
            ("中山市推进“人工智能+”产业创新发展的若干政策措施",),
        },
    ),
    "funds-and-amounts": (
        {},
        ("indicator", "value", "yuan", "limit"),
        {
            ("数字化相关职业技能提升补贴", "70.702万元", "707020", "共计"),
            ("奖励", "30万元", "300000", "最高"),
        },
    ),
    "highest-subsidies": ({}, ("indicator", "city", "max"), {("奖励", "中山市", "300000")}),
    "figures-not-to-add": (
        {},
        ("value", "why"),
        {
            ("30%", "是增长的幅度，不是总量"),
            ("30%", "百分比的分母不同，不能相加"),
            ("30万元", "最高额是上限，不是实际数"),
            ("363人次", "累计数已含以前各期"),
            ("628名", "累计数已含以前各期"),
            ("3570人", "是计划数，还没有发生"),
        },
    ),
    "schools": (
        {},
        ("school", "relation", "object"),
        {
            ("中山市技师学院", "开设", "云计算技术应用"),
            ("中山市技师学院", "开设", "工业机器人应用与维护"),
            ("中山市技师学院", "获得", "全省“双高”建设技师学院"),
            ("中山火炬职业技术学院", "获得", "国家在线精品课程"),
            ("中山火炬职业技术学院", "获得", "广东省全民数字素养和技能培训基地"),
            ("电子科技大学中山学院", "开设", "人工智能"),
            ("电子科技大学中山学院", "开设", "数据科学与大数据技术"),
        }
        | {
            (school, "参与", base)
            for school in ("华南师范大学", "华南理工大学", "深圳大学")
            for base in (
                "“高校+基地办公室+研究生工作站（企业）”协同创新育人模式",
                "广东省研究生联合培养基地（中山）",
            )
        },
    ),
}


@pytest.mark.parametrize("name", CHECKED)
def test_an_answer_on_the_example_is_what_the_letter_says(name: str, example: Path) -> None:
    params, columns, rows = CHECKED[name]
    answer = ask.ask(example, name, params)
    place = [[column for column, _, _ in answer.question.columns].index(column) for column in columns]
    assert {tuple(row[i] for i in place) for row in answer.rows} == rows
    assert all(answer.evidence)


def test_evidence_is_marked_in_its_sentence(example: Path) -> None:
    text = shipped("examples/zhongshan_2025_105.txt").read_bytes().decode("utf-8-sig")
    answer = ask.ask(example, "schools", sentences=True)
    spans = [e for row in answer.evidence for e in row]
    for e in spans:
        whole = e.before + e.exact + e.after
        assert text[e.start - len(e.before) :].startswith(whole)
        assert len(whole) <= 400
    shown = "\n".join(map(str, spans))
    assert "“如，【中山市技师学院】作为全省“双高”建设技师学院，围绕" in shown
    assert "，第2149–2156字）" in shown
    assert "“中山市技师学院”（" not in shown
    assert not any(e.before or e.after for row in ask.ask(example, "schools").evidence for e in row)


def test_words_whose_sentence_the_graph_does_not_hold_stand_alone() -> None:
    alone = ask.Evidence("某函", 3, 5, "河道", "id:text-1")
    assert str(alone) == "“河道”（某函，第3–5字）"
