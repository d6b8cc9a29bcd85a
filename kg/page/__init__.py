"""The page `graph.html`: one file in which people find, read and check what a graph says."""

from kg.page.letters import Letter, letter
from kg.page.page import write

__all__ = ["Letter", "letter", "write"]
