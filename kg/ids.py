"""The only place that mints IRIs: `<kind>-<16 hex of SHA-256 over the NFKC-normalised key>`."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import sha256

BASE = "https://w3id.org/zhengmai/id/"
KINDS = frozenset(
    {"org", "doc", "part", "ask", "person", "group", "measure", "figure", "vehicle", "cluster", "concept"}
) | {"place", "event", "span", "text", "st", "run", "unit", "graph"}
SEPARATOR = "\x1f"  # a control character: `normal` drops it from every part
_WHITE = re.compile(r"[\s\x00-\x1f\x7f]+")


@lru_cache(maxsize=4096)
def normal(part: str) -> str:
    """A key part as it is hashed: NFKC, no white space and no control characters.

    >>> normal("（中山） 市") == normal("(中山)市")
    True
    """
    if part.isascii():
        return part if part.isprintable() and " " not in part else _WHITE.sub("", part)
    return _WHITE.sub("", unicodedata.normalize("NFKC", part))


def graph_of(document: str | None, base: str = BASE) -> str:
    """The IRI of the named graph of a document; without one, of the graph of what documents share.

    >>> graph_of("https://w3id.org/zhengmai/id/doc-0123456789abcdef")
    'https://w3id.org/zhengmai/id/graph-0123456789abcdef'
    """
    if document is None:
        return f"{base}graph-shared"
    place, _, rest = document.rpartition("-")
    return f"{place.removesuffix('doc')}graph-{rest}"


class Mint:
    """Mints the IRIs of one build and fails when two keys get one IRI.

    >>> Mint().iri("org", "442000", "中山市科学技术局")
    'https://w3id.org/zhengmai/id/org-c176d925dae5bee9'
    """

    def __init__(self, base: str = BASE) -> None:
        self.base = base
        self._rests: dict[str, str] = {}

    def iri(self, kind: str, *parts: str) -> str:
        """The IRI of a thing; `kind` is one of KINDS, `parts` are the contract's key of it."""
        if kind not in KINDS or not "".join(parts):
            raise ValueError(f"no key for an IRI: {kind} {parts}")
        key = SEPARATOR.join([kind, *map(normal, parts)])
        digest = sha256(key.encode()).hexdigest()
        return self._kept(f"{kind}-{digest[:16]}", digest[16:])

    def text(self, sha256: str) -> str:
        """The IRI of a source text: it carries the beginning of the text's own hash."""
        return self._kept(f"text-{sha256[:16]}", sha256[16:])

    def span(self, sha256: str, start: int, end: int) -> str:
        """The IRI of a span, its offsets readable."""
        return f"{self.base}span-{sha256[:16]}-{start}-{end}"

    def _kept(self, local: str, rest: str) -> str:
        """The IRI, unless the rest of the hash tells that another key had the same beginning."""
        if self._rests.setdefault(local, rest) != rest:
            raise ValueError(f"two keys for one IRI: {local}")
        return self.base + local
