"""Writes the page: one file that asks nobody for anything, its script and style known to its policy by their hashes."""

from __future__ import annotations

import base64
import hashlib
import html
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import IO

from kg.page.block import block, json_of
from kg.page.facts import Facts, facts
from kg.page.held import held
from kg.page.letters import Letter
from kg.table import visible

_HERE = Path(__file__).parent
# The script, in the order in which one part needs the other.
SCRIPTS = (
    *("dom", "words", "data", "names", "state", "scope", "signs"),
    *("places", "picture", "graph", "proof", "cite", "letter", "panel", "facets"),
    *("matrix", "tables", "timeline", "chart", "turtle", "export", "search", "keys", "main"),
)


def write(lines: Iterable[str], output: IO[bytes], letters: Iterable[Letter] = ()) -> None:
    """Writes the page of a graph given as sorted N-Triples lines; letters are the texts that its quotes stand in."""
    output.write(html_of(facts(lines), letters).encode("utf-8", "replace"))


def html_of(found: Facts, letters: Iterable[Letter] = ()) -> str:
    """The page as text."""
    style, code = _asset("page.css"), script()
    policy = (
        "default-src 'none'",
        f"script-src {_hash(code)}",
        f"style-src {_hash(style)}",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    )
    parts = {  # in the order of page.html
        "policy": "; ".join(policy),
        "title": html.escape(f"政脉 · {title(found)}"),
        "style": style,
        "data": json_of(block(found, held(found), letters)),
        "script": code,
    }
    pieces = []
    page = _asset("page.html")
    for name, part in parts.items():
        before, _, page = page.partition(f"<!--{name}-->")
        pieces += [before, part]
    return "".join((*pieces, page))


def title(found: Facts) -> str:
    """What the page is called: its letter, or how many documents it holds."""
    documents = sorted({source.document for source in found.sources.values()})
    if len(documents) == 1:
        return visible(found.names.get(documents[0], "")).strip() or "（无标题）"
    return f"{len(documents)} 份文件里的政策举措"


@cache
def script() -> str:
    """The page's program: the parts of app/ one behind the other in one closure."""
    parts = (_asset(f"app/{name}.js") for name in SCRIPTS)
    return '(() => {\n"use strict";\n' + "\n".join(parts) + "})();\n"


@cache
def _asset(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
