"""The page `graph.html`: one file that shows a graph, with the sentence behind each edge."""

from kg.page.page import write

__all__ = ["write"]
