"""Where the files lie that come with zhengmai: ontology/, queries/ and examples/."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """The path of a file or folder that comes with zhengmai, in an installed package as in the repository.

    >>> shipped("examples/zhongshan_2025_105.txt").name
    'zhongshan_2025_105.txt'
    """
    for root in (_PACKAGE, _PACKAGE.parent):
        if (path := root / name).exists():
            return path
    raise FileNotFoundError(f"{name} did not come with this installation of zhengmai")
