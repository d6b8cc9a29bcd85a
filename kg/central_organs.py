"""The organs of the centre by their full and short names, and which of them a name meant at a time."""

from __future__ import annotations

from functools import cache

from kg.lexicon import Row, listed, table


@cache
def central() -> dict[str, tuple[Row, ...]]:
    """Central organs by each of their names, those in use first, then the latest."""
    found: dict[str, list[Row]] = {}
    for row in table("central_organs"):
        for name in (row["name"], *listed(row["short"])):
            found.setdefault(name, []).append(row)
    return {
        name: tuple(sorted(rows, key=lambda r: (r["to"] != "", -int(r["from"] or 0)))) for name, rows in found.items()
    }


@cache
def central_shorts(full: str) -> tuple[str, ...]:
    """The other names of a central organ in use."""
    return tuple(name for name, rows in central().items() if name != full and rows[0]["name"] == full)


def central_organ(name: str, year: int = 0) -> Row | None:
    """The central organ of a full or short name at a time.

    >>> central_organ("国家发展改革委")["name"], central_organ("国家计委", 2001)["name"]
    ('国家发展和改革委员会', '国家发展计划委员会')
    """
    rows = central().get(name, ())
    if year:
        rows = tuple(r for r in rows if int(r["from"] or 0) <= year <= int(r["to"] or 9999)) or rows
    return rows[0] if rows else None
