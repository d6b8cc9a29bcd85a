"""The question book: ready questions over a graph, each answer with the sentences it rests on."""

from __future__ import annotations

from kg.ask.answer import Answer, Evidence, ask, understood
from kg.ask.book import EVIDENCE, Param, Question, book
from kg.ask.names import literal

__all__ = ["EVIDENCE", "Answer", "Evidence", "Param", "Question", "ask", "book", "literal", "understood"]
