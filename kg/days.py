"""Days that a calendar has."""

from __future__ import annotations

from datetime import date


def real_day(year: int, month: int, day: int) -> date | None:
    """The day of three numbers, None when no calendar has it.

    >>> real_day(2024, 2, 29), real_day(2023, 2, 29)
    (datetime.date(2024, 2, 29), None)
    """
    try:
        return date(year, month, day)
    except ValueError:
        return None
