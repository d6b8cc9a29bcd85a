"""What a person writes for a parameter, as SPARQL terms: names are looked up in the graph, nothing is pasted in."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

from kg.ask.book import Param
from kg.errors import NotUnderstood
from kg.query import Session

_IGNORED = re.compile(r"[\s“”\"'‘’《》〈〉]")


def resolved(session: Session, param: Param, value: str) -> tuple[str, str]:
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
                return literal(choices[name]), _in_chinese(choices, choices[name])
        raise NotUnderstood(f"--{param.name} 没有“{value}”这一种；可以是 {'、'.join(choices)}。")
    return _named(session, param, value)


def _in_chinese(choices: Mapping[str, str], notation: str) -> str:
    return next(name for name, of in choices.items() if of == notation and name != notation)


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
    classes = kind.replace("|", " ")
    of = f"VALUES ?class {{ {classes} }} ?x a ?class ." if kind and kind != "zm:Entity" else ""
    found = session.select(
        f"SELECT ?x ?p ?name ?label WHERE {{ {of} VALUES ?p {{ skos:prefLabel skos:altLabel skos:hiddenLabel }} "
        "?x ?p ?name ; skos:prefLabel ?label . OPTIONAL { ?x skos:notation ?code } "
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
