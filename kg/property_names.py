"""Chinese names of properties for what people read, without an RDF library."""

from __future__ import annotations

import re
from functools import cache

from kg.namespaces import PREFIXES
from kg.shipped import shipped

_NAMED = re.compile(r"^(\w+):(\w+) a owl:\w+Property.*?rdfs:label \"([^\"]+)\"@zh", re.MULTILINE | re.DOTALL)
_FOREIGN = {
    "dcterms:isPartOf": "属于",
    "dcterms:replaces": "代替",
    "org:subOrganizationOf": "上级单位",
    "org:unitOf": "内设于",
}


@cache
def predicate_names() -> dict[str, str]:
    """The Chinese name of each property by its IRI.

    >>> predicate_names()["https://w3id.org/zhengmai/ont#backedBy"] != ""
    True
    """
    text = shipped("ontology/zm.ttl").read_text(encoding="utf-8")
    found = {PREFIXES[prefix] + name: label for prefix, name, label in _NAMED.findall(text) if prefix in PREFIXES}
    foreign = ([*iri.split(":"), label] for iri, label in _FOREIGN.items())
    return found | {PREFIXES[prefix] + name: label for prefix, name, label in foreign}
