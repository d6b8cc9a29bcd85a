"""Residue of web pages and Markdown in a plain text: blanked out, each character in its place."""

from __future__ import annotations

import html
import re

_SILENT = "\u200b"  # folds away and parts no words
_SCRIPT = re.compile(r"<(script|style)\b[^<>]{0,300}>[^<]{0,20000}</\1>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--[^<]{0,2000}-->|<!DOCTYPE[^<>]{0,300}>|<\?xml[^<>]{0,300}>", re.IGNORECASE)
_BREAKING = frozenset((
    "p", "br", "div", "tr", "li", "ul", "ol", "table", "tbody", "thead", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
    "title", "head", "body", "html", "section", "article",
))  # fmt: skip
_CELLS = frozenset(("td", "th"))
_INLINE = frozenset((
    "span", "a", "b", "i", "u", "s", "strong", "em", "font", "img", "center", "sup", "sub", "meta", "link", "input",
    "button", "form", "label", "small", "big", "o:p", "st1:chsdate",
))  # fmt: skip
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9:]{0,12})(?:[\s/][^<>]{0,500})?>")
_ENTITY = re.compile(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z]{2,8});")
_HEADING = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+|[ \t]#{1,6}[ \t]*$", re.MULTILINE)
_RULE = re.compile(r"^[ \t]*(?:[-=_*~·]{3,}|(?:\|?[ \t]*:?-{3,}:?[ \t]*)+\|?)[ \t]*$", re.MULTILINE)
_STRONG = re.compile(r"^[ \t　]{0,8}(\*\*)[^*\n]{1,200}(\*\*)", re.MULTILINE)


def blank(raw: str) -> str:
    """The text with tags, entities and Markdown marks blanked; as long as the raw text, so that places stay the same.

    >>> blank("甲<br>乙&nbsp;丙").replace("\u200b", "_")
    '甲\\n___乙\\xa0_____丙'
    """
    seen = raw
    if "<" in seen:
        seen = _SCRIPT.sub(_hidden, seen)
        seen = _COMMENT.sub(_hidden, seen)
        seen = _TAG.sub(_tag, seen)
    if "&" in seen:
        seen = _ENTITY.sub(_entity, seen)
    if "#" in seen:
        seen = _HEADING.sub(_hidden, seen)
    if "---" in seen or "===" in seen or "***" in seen or "___" in seen:
        seen = _RULE.sub(_hidden, seen)
    if "**" in seen:
        seen = _STRONG.sub(_unmarked, seen)
    return seen


def _hidden(match: re.Match[str]) -> str:
    return "".join(c if c in "\r\n" else _SILENT for c in match.group())


def _tag(match: re.Match[str]) -> str:
    name = match.group(1).lower()
    width = len(match.group())
    if name in _BREAKING:
        return "\n" + _SILENT * (width - 1)
    if name in _CELLS:
        return "\t" + _SILENT * (width - 1)
    return _SILENT * width if name in _INLINE else match.group()


def _entity(match: re.Match[str]) -> str:
    plain = html.unescape(match.group())
    char = plain if len(plain) == 1 and plain not in "\r\n" else " "
    return char + _SILENT * (len(match.group()) - 1)


def _unmarked(match: re.Match[str]) -> str:
    words = match.group()
    inner = match.end(1) - match.start()
    return words[: inner - 2] + _SILENT * 2 + words[inner:-2] + _SILENT * 2
