"""From readings to RDF: three layers of plain triples as sorted N-Triples lines, no RDF library in between."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import kg
from kg.errors import ZhengmaiError
from kg.graph import terms
from kg.graph.contacts import write_contacts
from kg.graph.deeds import Deeds
from kg.graph.letter import document_key, write_document, write_parts
from kg.graph.sheet import Sheet
from kg.graph.terms import term
from kg.graph.things import mint_entities, telling, write_denotations, write_entities
from kg.ids import BASE, Mint
from kg.model import Reading
from kg.namespaces import ONTOLOGY

CONTRACT = "1.0"
_IRI_BASE = re.compile(r"https?://[^\x00-\x20<>\"{}|\\^`\x7f-\U0010ffff]+[/#]")


@dataclass(frozen=True, slots=True)
class Options:
    """What a build may be told: the base of `id:`, whether contact persons are kept, and whether the page leaves out
    documents that are not 主动公开."""

    base: str = BASE
    with_contacts: bool = False
    public: bool = False

    def __post_init__(self) -> None:
        if not _IRI_BASE.fullmatch(self.base):
            raise ZhengmaiError(
                f"--base-iri {self.base}：应以 http:// 或 https:// 开头，以 / 或 # 结尾，中间没有空白和引号。"
            )


DEFAULTS = Options()


def lines(reading: Reading, options: Options = DEFAULTS, mint: Mint | None = None) -> tuple[str, ...]:
    """All triples of one reading as sorted N-Triples lines."""
    letter = reading.letter
    sheet = Sheet(letter.text, mint or Mint(options.base), () if options.with_contacts else letter.header.contacts)
    sheet.document = sheet.node("doc", *document_key(reading))
    _source(sheet, options)
    entities = mint_entities(sheet, reading)
    namings = telling(reading)
    write_entities(sheet, reading, namings, entities)
    write_denotations(sheet, reading, namings, entities)
    parts = write_parts(sheet, letter)
    write_document(sheet, reading, entities, parts.asks)
    Deeds(sheet, reading, entities, parts.sections).write()
    if options.with_contacts:
        write_contacts(sheet, letter)
    return sheet.finished()


def _source(sheet: Sheet, options: Options) -> None:
    """The text read, the run that read it, and what the graph was made with."""
    text = sheet.text
    run = sheet.node("run", sheet.sha256, kg.__version__, rules_hash(), str(options.with_contacts))
    sheet.fact(run, "a", term("zm:ExtractionRun"))
    sheet.fact(sheet.source, "a", term("zm:SourceText"))
    sheet.fact(sheet.source, "zm:textOf", sheet.document)
    sheet.fact(sheet.source, "zm:sha256", terms.string(sheet.sha256))
    if text.file_sha256:
        sheet.fact(sheet.source, "zm:fileSha256", terms.string(text.file_sha256))
    sheet.fact(sheet.source, "zm:charCount", terms.integer(len(text.raw)))
    sheet.fact(sheet.source, "zm:extractedBy", run)
    ontology = terms.iri(ONTOLOGY)
    sheet.fact(ontology, "owl:versionIRI", terms.iri(f"{ONTOLOGY}/{kg.__version__}"))
    sheet.fact(ontology, "zm:contractVersion", terms.string(CONTRACT))


@cache
def rules_hash() -> str:
    """A hash of the rules and tables that read the text: part of a run's identity."""
    root = Path(kg.__file__).parent
    digest = hashlib.sha256()
    for path in sorted((*root.rglob("*.py"), *root.glob("data/*.tsv"))):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
