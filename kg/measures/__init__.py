"""Measures: who does what, for whom, with what, on which basis, and how far it is."""

from kg.measures.find import find

__all__ = ["find"]
