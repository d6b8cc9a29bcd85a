"""What can go wrong, each with the exit code of the contract and one sentence for the user."""

from __future__ import annotations

import errno
from pathlib import Path

_REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "这个盘只能读",
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "超出了磁盘配额",
    errno.ENOENT: "上级文件夹不存在",
    errno.ENOTDIR: "上级不是文件夹",
    errno.EEXIST: "同名的文件已经存在",
    errno.EISDIR: "这是文件夹",
    errno.ENAMETOOLONG: "名称太长",
    errno.EIO: "磁盘读写出错",
}


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

    @classmethod
    def because(cls, out: Path, error: OSError) -> OutputNotWritten:
        return cls(f"{out}：写不进去（{reason(error)}），原有输出没有改动。")


class NotUnderstood(ZhengmaiError):
    """A question that no ready question answers."""

    exit_code = 5


class QueryError(ZhengmaiError):
    """A SPARQL query that cannot be run."""

    exit_code = 6


class LimitReached(ZhengmaiError):
    """A limit of time, memory or rows was reached."""

    exit_code = 7


def reason(error: OSError) -> str:
    """Why the system refused, in Chinese where it is one of the usual reasons."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)
