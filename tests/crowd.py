"""A graph as large as a page can hold, and larger: what the page is measured and tested on."""

from __future__ import annotations


def lines(measures: int) -> list[str]:
    """A graph of so many measures, each with two organs and three things, in the order of a build."""
    zm, base = "https://w3id.org/zhengmai/ont#", "https://w3id.org/zhengmai/id/"
    kinds = {"org": "Agency", "measure": "Measure", "group": "TargetGroup", "doc": "ReplyLetter", "figure": "Figure"}
    counts = {"org": 400, "measure": measures, "group": measures // 2, "doc": 100, "figure": measures // 5}
    found = []
    for kind, count in counts.items():
        for i in range(count):
            node = f"<{base}{kind}-{i:016x}>"
            found.append(f"{node} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{zm}{kinds[kind]}> .")
            found.append(f'{node} <http://www.w3.org/2004/02/skos/core#prefLabel> "{kinds[kind]}第{i}号"@zh .')
    for i in range(measures):
        node = f"<{base}measure-{i:016x}>"
        found.append(f"{node} <{zm}reportedIn> <{base}doc-{i % 100:016x}> .")
        for k in range(2):
            found.append(f"{node} <{zm}backedBy> <{base}org-{(i * (k + 3)) % 400:016x}> .")
        for k in range(3):
            found.append(f"{node} <{zm}targets> <{base}group-{(i * 7 + k) % (measures // 2):016x}> .")
    for i in range(100):
        found.append(f"<{base}text-{i:016x}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{zm}SourceText> .")
        found.append(f"<{base}text-{i:016x}> <{zm}textOf> <{base}doc-{i:016x}> .")
    return sorted(found)
