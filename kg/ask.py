"""The question book: ready questions over a graph, each answer with the sentences it rests on."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kg.errors import NotUnderstood
from kg.query import Limits, Rows, Session, Term
from kg.shipped import shipped

EVIDENCE = ("quote", "document", "start", "end")
_HEADER = re.compile(r"# (name|zh|en|answer|param|column|ask):? (.+)")
_PARAM = re.compile(r"(\w+) \((\S+)\): (entity|choice|text|number) (\?\w+) ?([^;]*); ([^;]+); (.+)")
_SLOT = re.compile(r"\{(\w+)\}")
_FILLER = re.compile(r"[\s，。？！、；：,.?!;:“”\"'《》「」的了呢吗啊]")
_IGNORED = re.compile(r"[\s“”\"'‘’《》〈〉]")


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter of a question. `detail` is a class for entities, the choices for choices, else a default."""

    name: str
    alias: str
    kind: str
    variable: str
    detail: str
    zh: str
    en: str

    def choices(self) -> dict[str, str]:
        """Notation of each choice by its notation and its Chinese name."""
        pairs = [part.split("=") for part in self.detail.split("|")]
        return {name: pair[0] for pair in pairs for name in pair}


@dataclass(frozen=True, slots=True)
class Question:
    """A ready question: what it asks, its parameters, its columns with Chinese and English heads, its SPARQL."""

    name: str
    zh: str
    en: str
    answer: str
    params: tuple[Param, ...]
    columns: tuple[tuple[str, str, str], ...]
    phrasings: tuple[str, ...]
    sparql: str

    @property
    def heads(self) -> tuple[str, ...]:
        """Chinese heads of the columns."""
        return tuple(zh for _, zh, _ in self.columns)

    def param(self, name: str) -> Param:
        """The parameter of an English or Chinese name."""
        for param in self.params:
            if name in (param.name, param.alias):
                return param
        known = "、".join(f"--{p.name}（--{p.alias}）" for p in self.params)
        raise NotUnderstood(
            f"问题 {self.name} 没有参数 --{name}；" + (f"它的参数是 {known}。" if known else "它没有参数。")
        )


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stretch of a source text, in code points of the text as decoded."""

    document: str
    start: int
    end: int
    exact: str

    def __str__(self) -> str:
        return f"“{self.exact}”（{self.document}，第{self.start}–{self.end}字）"


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows of an answer with the evidence of each; `params` are the names as resolved."""

    asked: str
    question: Question
    params: dict[str, str]
    rows: tuple[tuple[str, ...], ...]
    evidence: tuple[tuple[Evidence, ...], ...]
    cut: bool = False

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
        }


# ── the book ─────────────────────────────────────────────────────────────────────────────────────────────────


@cache
def book() -> dict[str, Question]:
    """All ready questions by name.

    >>> book()["who-backs"].zh
    '谁支持哪条措施？'
    """
    return {q.name: q for q in map(_read, sorted(shipped("queries").glob("*.rq")))}


def _read(path: Path) -> Question:
    text = path.read_text(encoding="utf-8")
    said: dict[str, list[str]] = {}
    for key, value in _HEADER.findall(text):
        said.setdefault(key, []).append(value)
    params = []
    for line in said.get("param", ()):
        parts = _PARAM.fullmatch(line)
        if not parts:
            raise ValueError(f"{path.name}: parameter not understood: {line}")
        params.append(Param(*parts.groups()))
    columns = []
    for line in said["column"]:
        name, _, heads = line.partition(": ")
        zh, _, en = heads.partition(" | ")
        columns.append((name, zh, en))
    return Question(
        path.stem,
        said["zh"][0],
        said["en"][0],
        said["answer"][0],
        tuple(params),
        tuple(columns),
        tuple(said.get("ask", ())),
        "\n".join(line for line in text.split("\n") if not _HEADER.match(line)),
    )


def understood(asked: str) -> tuple[Question, dict[str, str]]:
    """The question meant by a name or by one of the phrasings in the book, with the parameters it says.

    >>> question, said = understood("市科技局出台了哪些政策？")
    >>> question.name, said
    ('policies-issued', {'agency': '市科技局'})
    """
    questions = book()
    if asked in questions:
        return questions[asked], {}
    found: list[tuple[int, Question, dict[str, str]]] = []
    for question in questions.values():
        for phrasing in (question.zh, *question.phrasings):
            if match := _pattern(phrasing).fullmatch(asked):
                found.append((len(_SLOT.sub("", phrasing)), question, match.groupdict()))
    if found:
        _, question, said = max(found, key=lambda one: one[0])
        return question, said
    nearest = _nearest(_FILLER.sub("", asked))
    raise NotUnderstood(f"没有听懂“{asked}”。最接近的问题是：\n{nearest}\n不带问题运行 kg ask 可以看到全部问题。")


def _pattern(phrasing: str) -> re.Pattern[str]:
    """A phrasing as a pattern: small words and marks may stand between its characters or be missing."""
    pattern = _FILLER.pattern + "*"
    for part in re.split(r"(\{\w+\})", phrasing):
        if part.startswith("{"):
            pattern += f"(?P<{part[1:-1]}>.{{2,60}}?){_FILLER.pattern}*"
        else:
            pattern += "".join(f"{re.escape(char)}{_FILLER.pattern}*" for char in _FILLER.sub("", part))
    return re.compile(pattern)


def _nearest(plain: str) -> str:
    def likeness(question: Question) -> float:
        names = (question.name, question.zh, *question.phrasings)
        return max(difflib.SequenceMatcher(None, plain, _FILLER.sub("", _SLOT.sub("", name))).ratio() for name in names)

    best = sorted(book().values(), key=lambda q: (-likeness(q), q.name))[:3]
    return "\n".join(f"  {q.name}  {q.zh}" for q in best)


# ── an answer ────────────────────────────────────────────────────────────────────────────────────────────────


def ask(graph: Path, asked: str, params: Mapping[str, str] | None = None, limits: Limits | None = None) -> Answer:
    """The answer to a question of the book over a graph.

    `params` maps English or Chinese parameter names to values as a person writes them.
    """
    question, said = understood(asked)
    given = {question.param(name): value for name, value in {**said, **(params or {})}.items()}
    with Session(graph, limits) as session:
        bound, shown = [], {}
        for param, value in given.items():
            terms, label = _resolved(session, param, value)
            bound.append((param, terms))
            shown[param.name] = label
        result = session.select(_filled(question.sparql, bound))
    rows, evidence = _gathered(question, result)
    return Answer(asked, question, shown, rows, evidence, result.cut)


def _filled(sparql: str, bound: Sequence[tuple[Param, str]]) -> str:
    """The query with the marked line of each given parameter replaced by its values."""
    for param, terms in bound:
        line = re.compile(rf"^.*#\?{param.name}\b(.*)$", re.MULTILINE)
        sparql = line.sub(lambda at, p=param, t=terms: f"  VALUES {p.variable} {{ {t} }}{at[1]}", sparql, count=1)  # type: ignore[misc]
    return sparql


def _resolved(session: Session, param: Param, value: str) -> tuple[str, str]:
    """SPARQL terms for a value as a person writes it, and the label to show for it."""
    if param.kind == "number":
        if not re.fullmatch(r"\d{1,9}(\.\d{1,9})?", value):
            raise NotUnderstood(f"--{param.name} 要一个数，例如 0.7；给的是“{value}”。")
        return value, value
    if param.kind == "text":
        return literal(value), value
    if param.kind == "choice":
        choices = param.choices()
        for name in (value, value.removeprefix("已"), f"已{value}"):
            if name in choices:
                return literal(choices[name]), choices[name]
        raise NotUnderstood(f"--{param.name} 没有“{value}”这一种；可以是 {'、'.join(choices)}。")
    return _named(session, param, value)


def literal(text: str) -> str:
    r"""A text as a SPARQL string: nothing in it can end the string.

    >>> print(literal('a" } UNION {'))
    "a\" } UNION {"
    """
    marks = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return '"' + "".join(marks.get(c, c) for c in text if unicodedata.category(c) not in ("Cs",)) + '"'


def _named(session: Session, param: Param, value: str) -> tuple[str, str]:
    """The one thing of the graph that a name stands for: by its own names first, then by a part of them."""
    names = _names(session, param.detail)
    wanted = bare(value)
    if not wanted:
        raise NotUnderstood(f"--{param.name} 是空的。")
    full = [name for name in names if name.full and name.bare == wanted]
    exact = [name for name in names if name.bare == wanted]
    partly = [name for name in names if wanted in name.bare]
    labels = {name.iri: name.label for name in full or exact or partly}
    if len(labels) == 1:
        iri, label = labels.popitem()
        return f"<{iri}>", label
    if labels:
        shown = "\n".join(f"  {label}" for label in list(labels.values())[:12])
        more = f"\n  …… 共 {len(labels)} 个" if len(labels) > 12 else ""
        raise NotUnderstood(f"“{value}”可以指 {len(labels)} 个名称，请写得更全：\n{shown}{more}")
    by_name = {name.bare: name.label for name in names}
    near = difflib.get_close_matches(wanted, by_name, 12, 0.3)
    nearest = list(dict.fromkeys(by_name[name] for name in near))[:3]
    hint = "最接近的是：\n" + "\n".join(f"  {label}" for label in nearest) if nearest else "也没有相近的名称。"
    raise NotUnderstood(f"图中没有“{value}”。{hint}")


class _Name(NamedTuple):
    iri: str
    full: bool  # the full name, not a short or a generated one
    bare: str
    label: str


def _names(session: Session, kind: str) -> list[_Name]:
    """All names of the things of a class, in the order of their full names."""
    of = f"?x a {kind} ." if kind and kind != "zm:Entity" else ""
    found = session.select(
        f"SELECT ?x ?p ?name ?label WHERE {{ {of} VALUES ?p {{ skos:prefLabel skos:altLabel skos:hiddenLabel }} "
        "OPTIONAL { ?x skos:notation ?code } ?x ?p ?name ; skos:prefLabel ?label . "
        'FILTER(!BOUND(?code) && LANG(?name) != "en" && LANG(?label) != "en") } ORDER BY ?label ?x ?p ?name'
    )
    return [
        _Name(x.value, p.value.endswith("prefLabel"), bare(name.value), label.value)
        for x, p, name, label in found.rows
        if x and p and name and label
    ]


def bare(name: str) -> str:
    """A name as it is compared: NFKC, no white space, no quotation marks.

    >>> bare("《关于 “人工智能＋”的意见》")
    '关于人工智能+的意见'
    """
    return _IGNORED.sub("", unicodedata.normalize("NFKC", name))


def _gathered(question: Question, result: Rows) -> tuple[tuple[tuple[str, ...], ...], tuple[tuple[Evidence, ...], ...]]:
    """One row for each answer, with all the spans that its rows of the result bring."""
    place = {name: i for i, name in enumerate(result.columns)}
    gathered: dict[tuple[str, ...], dict[Evidence, None]] = {}
    for row in result.rows:
        cells = tuple(_text(row[place[name]]) for name, _, _ in question.columns)
        quote, document, start, end = (_text(row[place[name]]) for name in EVIDENCE)
        gathered.setdefault(cells, {})[Evidence(document, int(start), int(end), quote)] = None
    return tuple(gathered), tuple(tuple(spans) for spans in gathered.values())


def _text(term: Term | None) -> str:
    return term.short if term else ""
