"""Looks at a SPARQL query before any engine does: what reaches outside the graph, or too deep, is refused.

Words are looked for where an engine would read a keyword: outside strings, comments, IRIs, variables, language tags
and local names; once as written and once with `\\uXXXX` escapes decoded, because engines differ in when they decode.
"""

from __future__ import annotations

import re

from kg.errors import LimitReached, QueryError

LONGEST = 100_000  # characters
DEEPEST = 20  # brackets, and signs in a row; engines overflow their stack somewhere above
MOST_UNIONS = 500

_SKIPPED = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"'
    r"|'(?:[^'\\\n\r]|\\.)*'"
    r'|<[^<>"{}|^`\\\x00-\x20]*>'
    r"|[?$]\w+|@[A-Za-z-]+|:[\w.%\\·-]*|#[^\n\r]*",
    re.DOTALL,
)
_REFUSED = (
    (re.compile("service", re.I), "SERVICE 会访问网络，查询只读本地图谱。"),
    (re.compile("from", re.I), "FROM 会另取数据，查询只读 --graph 给出的图谱。"),
    (
        re.compile(r"load|(?<![a-z])(?:insert|delete|clear|drop|create|copy|move|add)(?![a-z])", re.I),
        "查询不能修改图谱。",
    ),
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_BRACKET = re.compile(r"[({\[]|[)}\]]|<<|>>")
_SIGNS = re.compile(rf"(?:[!+^-]\s*){{{DEEPEST},}}")


def look(query: str) -> None:
    """Raise QueryError or LimitReached for a query that must not reach an engine.

    >>> look('SELECT ?service WHERE { ?service ?p "SERVICE <http://例子/>" }')
    >>> look("ASK { service <http://127.0.0.1/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    kg.errors.QueryError: 第 1 行第 7 列：SERVICE 会访问网络，查询只读本地图谱。
    """
    if len(query) > LONGEST:
        raise LimitReached(f"查询有 {len(query)} 个字符，上限是 {LONGEST}。")
    for text in dict.fromkeys((query, _ESCAPE.sub(_decoded, query))):
        bare = _SKIPPED.sub(_blank, text)
        for word, reason in _REFUSED:
            if found := word.search(bare):
                line, column = place(text, found.start())
                raise QueryError(f"第 {line} 行第 {column} 列：{reason}")
        if _depth(bare) > DEEPEST or _SIGNS.search(bare):
            raise LimitReached(f"查询的括号或符号嵌套超过 {DEEPEST} 层，请改写得平一些。")
        if len(re.findall("union", bare, re.I)) > MOST_UNIONS:
            raise LimitReached(f"查询里的 UNION 超过 {MOST_UNIONS} 个，请用 VALUES。")


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column, both from 1, of an offset.

    >>> place("ASK {\\n }", 7)
    (2, 2)
    """
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found.group())


def _decoded(found: re.Match[str]) -> str:
    code = int(found[1] or found[2], 16)
    return chr(code) if code < 0x110000 else found.group()


def _depth(bare: str) -> int:
    depth = deepest = 0
    for bracket in _BRACKET.findall(bare):
        depth = depth + 1 if bracket in ("(", "{", "[", "<<") else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest
