"""Word borders inside a clause, where a rule needs them: a private jieba tokenizer, loaded when first asked for."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jieba import Tokenizer  # type: ignore[import-untyped]

_LINE = re.compile(r"^(\S+) (\d+)", re.MULTILINE)


@cache
def _tokenizer() -> Tokenizer:
    """A tokenizer of our own over jieba's dictionary.

    jieba keeps a cache in the folder for temporary files that any user of the machine may have written; the dictionary
    is therefore read from the package itself, and the module's global tokenizer is never touched.
    """
    import jieba  # noqa: PLC0415 - half a second and 100 MB, only for texts that need it

    tokenizer = jieba.Tokenizer()
    with tokenizer.get_dict_file() as file:
        words = [(word, int(count)) for word, count in _LINE.findall(file.read().decode("utf-8"))]
    frequency: dict[str, int] = {}
    for word, _ in words:
        for end in range(1, len(word)):
            frequency.setdefault(word[:end], 0)
    frequency.update(words)
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = frequency, sum(count for _, count in words), True
    return tokenizer


@lru_cache(maxsize=4096)
def borders(words: str) -> frozenset[int]:
    """The places of a clause at which a word begins or ends.

    >>> 2 in borders("数字化技能培训"), 3 in borders("数字化技能培训")
    (False, True)
    """
    places, place = {0}, 0
    for word in _tokenizer().cut(words, HMM=False):
        place += len(word)
        places.add(place)
    return frozenset(places)
