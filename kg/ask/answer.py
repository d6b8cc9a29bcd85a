"""The answer to a question of the book over a graph, each row with the sentences it rests on."""

from __future__ import annotations

import difflib
import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any

from kg import table
from kg.ask.book import EVIDENCE, Param, Question, book
from kg.ask.hear import heard
from kg.ask.names import resolved
from kg.errors import NotUnderstood
from kg.namespaces import PREFIXES
from kg.query import Limits, Rows, Session, Term

MOST_SHOWN = 100  # rows that a notebook shows
LONGEST_SPAN = 400  # characters, by the contract
_NO_MEANING = re.compile(r"[\s，。？！、；：,.?!;:“”\"'《》「」的了呢吗啊]")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stretch of a source text, in code points of the text as decoded; `text` is the text's IRI.

    `before` and `after` are the words around it in its sentence, as far as the graph holds them.
    """

    document: str
    start: int
    end: int
    exact: str
    text: str = ""
    before: str = ""
    after: str = ""

    def __str__(self) -> str:
        words = f"{self.before}【{self.exact}】{self.after}" if self.before or self.after else self.exact
        return f"“{words}”（{self.document}，第{self.start}–{self.end}字）"


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows of an answer with the evidence of each; `params` are the names as resolved.

    `read` documents are in the graph, `unread` inputs of its build could not be read (None when nobody knows).
    """

    asked: str
    question: Question
    params: dict[str, str]
    rows: tuple[tuple[str, ...], ...]
    evidence: tuple[tuple[Evidence, ...], ...]
    read: int
    unread: int | None = None
    cut: bool = False

    @property
    def documents(self) -> int:
        """How many documents the rows rest on."""
        return len({e.text for spans in self.evidence for e in spans})

    @property
    def basis(self) -> str:
        """How many documents the answer rests on and how many could not be read, as a sentence."""
        said = f"图中有 {self.read} 份文件，" + (
            f"答案出自其中 {self.documents} 份" if self.rows else "都没有读到这样的内容"
        )
        if self.unread:
            said += f"；另有 {self.unread} 份没有读成，原因见 report.md"
        return said + "。没有读到不等于没有。"

    def to_pandas(self) -> Any:
        """The rows as a pandas DataFrame with Chinese heads; pandas has to be installed."""
        try:
            import pandas as pd  # type: ignore[import-not-found,import-untyped,unused-ignore] # noqa: PLC0415
        except ImportError:
            raise ImportError("这台电脑没有装 pandas；先运行 pip install pandas，或直接用 answer.rows。") from None
        return pd.DataFrame(list(self.rows), columns=list(self.question.heads))

    def _repr_html_(self) -> str:
        """How a notebook shows the answer: the first rows, and in words how many there are."""
        shown = self.rows[:MOST_SHOWN]
        more = f"这里是前 {len(shown)} 行，全部在 answer.rows。" if len(shown) < len(self.rows) else ""
        said = f"共 {len(self.rows)} 行。{more}{self.basis}"
        return f"<p>{escape(self.question.zh)}</p>\n{table.web(self.question.heads, shown)}\n<p>{escape(said)}</p>"

    def as_json(self) -> dict[str, object]:
        """The shape of the contract."""
        return {
            "question": self.asked,
            "query": self.question.name,
            "params": self.params,
            "columns": [name for name, _, _ in self.question.columns],
            "rows": [list(row) for row in self.rows],
            "evidence": [
                [{"document": e.document, "start": e.start, "end": e.end, "exact": e.exact} for e in row]
                for row in self.evidence
            ],
            "documents": {"used": self.documents, "read": self.read, "unread": self.unread},
            "cut": self.cut,
        }


def understood(asked: str) -> tuple[Question, dict[str, str]]:
    """The question meant by a name or by a sentence in Chinese, with the parameters it says.

    >>> question, said = understood("市科技局出台了哪些政策？")
    >>> question.name, said
    ('policies-issued', {'agency': '市科技局'})
    """
    questions = book()
    if asked in questions:
        return questions[asked], {}
    for question in questions.values():
        if _plain(asked) == _plain(question.zh):
            return question, {}
    if found := heard(asked):
        return found[0].question, found[0].params
    raise NotUnderstood(
        f"没有听懂“{asked[:60]}”。最接近的问题是：\n{_nearest(asked)}\n不带问题运行 kg ask 可以看到全部问题。"
    )


def _plain(text: str) -> str:
    return _NO_MEANING.sub("", text)


def _nearest(asked: str) -> str:
    def likeness(question: Question) -> float:
        names = (question.name, question.zh, *question.examples)
        return max(difflib.SequenceMatcher(None, _plain(asked), _plain(name)).ratio() for name in names)

    best = sorted(book().values(), key=lambda q: (-likeness(q), q.name))[:3]
    return "\n".join(f"  {q.name}  {q.zh}" for q in best)


def ask(
    graph: Path,
    asked: str,
    params: Mapping[str, str] | None = None,
    limits: Limits | None = None,
    sentences: bool = False,
) -> Answer:
    """The answer to a question of the book over a graph.

    `params` maps English or Chinese parameter names to values as a person writes them. With `sentences`, the evidence
    carries the words around it.
    """
    question, said = understood(asked)
    given = {question.param(name): value for name, value in {**said, **(params or {})}.items()}
    for param in question.params:
        if param.kind == "required" and param not in given:
            raise NotUnderstood(f"问题 {question.name} 要给 --{param.alias}：{param.zh}。")
    with Session(graph, limits) as session:
        bound, shown = [], {}
        for param, value in given.items():
            terms, label = resolved(session, param, value)
            bound.append((param, terms))
            shown[param.name] = label
        result = session.select(_filled(question.sparql, bound), session.limits.rows)
        read = session.select("SELECT (COUNT(DISTINCT ?t) AS ?n) { ?t zm:textOf ?d }").rows[0][0]
        unread = _unread(session.graph)
        rows, evidence = _gathered(question, result)
        if sentences:
            evidence = _in_sentences(session, evidence)
    return Answer(asked, question, shown, rows, evidence, int(read.value) if read else 0, unread, result.cut)


def _in_sentences(session: Session, evidence: tuple[tuple[Evidence, ...], ...]) -> tuple[tuple[Evidence, ...], ...]:
    """The evidence with the words around it: of the longest span of the same text that holds it."""
    texts = sorted({e.text for spans in evidence for e in spans if e.text})
    if not texts:
        return evidence
    terms = " ".join(f"<{text if '//' in text else PREFIXES['id'] + text.removeprefix('id:')}>" for text in texts)
    found = session.select(
        f"SELECT ?text ?start ?end ?exact WHERE {{ VALUES ?text {{ {terms} }} "
        "?span oa:hasSource ?text ; oa:start ?start ; oa:end ?end ; oa:exact ?exact }"
    )
    spans: dict[str, list[tuple[int, int, str]]] = {}
    for text, start, end, exact in found.rows:
        spans.setdefault(_text(text), []).append((int(_text(start)), int(_text(end)), _text(exact)))
    for known in spans.values():
        known.sort()
    return tuple(tuple(_around(e, spans.get(e.text, [])) for e in row) for row in evidence)


def _around(e: Evidence, spans: Sequence[tuple[int, int, str]]) -> Evidence:
    first = bisect_right(spans, (e.start - LONGEST_SPAN, 0, ""))
    last = bisect_right(spans, (e.start + 1, -1, ""))
    holding: Iterable[tuple[int, int, str]] = (span for span in spans[first:last] if span[1] >= e.end)
    start, end, exact = max(holding, key=lambda span: (span[1] - span[0], span), default=(e.start, e.end, e.exact))
    at = e.start - start
    return replace(e, before=exact[:at], after=exact[at + len(e.exact) :]) if end - start > e.end - e.start else e


def _unread(graph: Path) -> int | None:
    """How many inputs the build behind a graph could not read, by the manifest beside it."""
    try:
        refused = json.loads((graph.parent / "manifest.json").read_text(encoding="utf-8"))["refused"]
        return len(refused)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _filled(sparql: str, bound: Sequence[tuple[Param, str]]) -> str:
    """The query with the marked line of each given parameter replaced by its values."""
    for param, terms in bound:
        line = re.compile(rf"^.*#\?{param.name}\b(.*)$", re.MULTILINE)
        sparql = line.sub(lambda at, p=param, t=terms: f"  VALUES {p.variable} {{ {t} }}{at[1]}", sparql, count=1)  # type: ignore[misc]
    return sparql


def _gathered(question: Question, result: Rows) -> tuple[tuple[tuple[str, ...], ...], tuple[tuple[Evidence, ...], ...]]:
    """One row for each answer, with all the spans that its rows of the result bring."""
    place = {name: i for i, name in enumerate(result.columns)}
    gathered: dict[tuple[str, ...], dict[Evidence, None]] = {}
    for row in result.rows:
        cells = tuple(_text(row[place[name]]) for name, _, _ in question.columns)
        quote, document, start, end, text = (_text(row[place[name]]) for name in EVIDENCE)
        spans = gathered.setdefault(cells, {})
        if start and end:
            spans[Evidence(document, int(start), int(end), quote, text)] = None
    return tuple(gathered), tuple(tuple(spans) for spans in gathered.values())


def _text(term: Term | None) -> str:
    return term.short if term else ""
