"""What can go wrong, each with the exit code of the contract and one sentence for the user."""

from __future__ import annotations


class ZhengmaiError(Exception):
    """Base of all errors that carry a sentence for the user."""

    exit_code = 2


class InputRefused(ZhengmaiError):
    """A file that cannot or must not be read; the others go on."""

    exit_code = 1


class NothingRead(ZhengmaiError):
    """No input could be read."""

    exit_code = 3


class OutputNotWritten(ZhengmaiError):
    """The output folder cannot be written; what was there before is intact."""

    exit_code = 4


class NotUnderstood(ZhengmaiError):
    """A question that no ready question answers."""

    exit_code = 5


class QueryError(ZhengmaiError):
    """A SPARQL query that cannot be run."""

    exit_code = 6


class LimitReached(ZhengmaiError):
    """A limit of time, memory or rows was reached."""

    exit_code = 7
