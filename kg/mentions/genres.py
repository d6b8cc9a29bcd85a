"""What the ending of a title says: the genres of documents and the suffixes behind them."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import Row, table

_SUFFIX = re.compile(
    r"(?:（(?:试行|暂行|修订|修正|修订版|[^（）]{0,12}"
    r"(?:修订|修正|修改|通过|发布|年版?|年度|年本|稿|草案|版|试行|文本|部分|篇|版本|实施))）"
    r"|（?(?:19|20)\d{2}(?:年)?(?:[-—–~至―]+(?:19|20)?\d{2,4}年?)?(?:版|本|修订)?）?|草案|（草案）)$"
)
_PARTY_PROPOSAL = re.compile(r"^(?:中共|中国共产党).{0,12}关于制定.{4,}的建议$")


@cache
def _genres() -> dict[str, Row]:
    return {row["genre"]: row for row in table("genres") if row["class"] != "suffix"}


@cache
def _longest() -> int:
    return max(map(len, _genres()))


def plain_title(title: str) -> str:
    """A title without the （试行）, years and drafts behind it.

    >>> plain_title("社区食堂管理办法（试行）")
    '社区食堂管理办法'
    """
    while (match := _SUFFIX.search(title)) and match.start() > 1:
        title = title[: match.start()]
    return title


def genre_of(title: str) -> Row | None:
    """The genre whose name is the longest ending of a title.

    >>> genre_of("关于推进托育服务的若干措施（2024—2026年）")["genre"]
    '的若干措施'
    """
    bare = plain_title(title)
    for length in range(min(len(bare), _longest()), 0, -1):
        row = _genres().get(bare[-length:])
        if row is not None:
            return row
    return None


def is_policy(title: str) -> bool:
    """Whether a title in 《》 names a policy document: no form, speech, proposal, book or newspaper.

    >>> is_policy("甲市养犬管理条例"), is_policy("关于增设路灯的提案"), is_policy("居民户口簿")
    (True, False, False)
    """
    if _PARTY_PROPOSAL.match(title):
        return True
    row = genre_of(title)
    return row is not None and row["is_policy"] in ("yes", "marked")


def bare_genre(title: str) -> bool:
    """Whether a title is nothing but a genre: 《办法》, 《通知》."""
    row = genre_of(title)
    return row is not None and row["genre"] == plain_title(title) and len(row["genre"]) < 5
