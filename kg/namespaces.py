"""The namespaces of our graphs: the only place where they are written."""

from __future__ import annotations

from kg.ids import BASE

ONTOLOGY = "https://w3id.org/zhengmai/ont"
ZM = f"{ONTOLOGY}#"
ZMC = "https://w3id.org/zhengmai/concept/"
XSD = "http://www.w3.org/2001/XMLSchema#"
# Preset in queries, in the order in which a hint names them.
PREFIXES = {
    "zm": ZM,
    "zmc": ZMC,
    "id": BASE,
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "schema": "https://schema.org/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "void": "http://rdfs.org/ns/void#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": XSD,
}
# Declared in the Turtle that we write.
WRITTEN = {
    name: PREFIXES[name]
    for name in ("zm", "zmc", "id", "rdf", "rdfs", "owl", "xsd", "skos", "dcterms", "org", "oa", "prov")
}
