"""Texts as they really come (`dirty/*.txt`: copied from pages, run together, spaced out, with furniture around) are
read like clean ones: `dirty/*.yaml` says what a careful reader finds in each."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from kg.model import Field, Header, Letter, Reading
from kg.pipeline import read_document
from kg.reading import fold, read

FOLDER = Path(__file__).parent / "dirty"
FIELDS = ("title", "number", "issuers", "addressees", "date", "reply_class", "disclosure", "consulted", "copied_to")
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))


@cache
def gold(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return found


@cache
def reading(name: str) -> Reading:
    return read_document(read(FOLDER / f"{name}.txt"))


def value(field: Field | None) -> str | None:
    return field.value if field else None


def said(header: Header, name: str) -> object:
    """A field of the header in the form of the gold."""
    field = getattr(header, name)
    return [f.value for f in field] if isinstance(field, tuple) else value(field)


@pytest.mark.parametrize(("name", "field"), [(n, field) for n in NAMES for field in FIELDS if field in gold(n)])
def test_the_header_is_read(name: str, field: str) -> None:
    wanted = gold(name)[field]
    assert said(reading(name).letter.header, field) == (str(wanted) if field == "date" else wanted)


@pytest.mark.parametrize("name", NAMES)
def test_the_kind_and_the_proposals_are_read(name: str) -> None:
    header = reading(name).letter.header
    assert header.kind == gold(name)["kind"]
    wanted = [(p.get("number"), p.get("title")) for p in gold(name).get("proposals", [])]
    assert [(value(p.number), value(p.title)) for p in header.proposals] == wanted


def top(letter: Letter) -> list[str]:
    return [s.heading for s in letter.sections if s.level == 1 and s.annex is None]


@pytest.mark.parametrize("name", [n for n in NAMES if "sections" in gold(n)])
def test_the_parts_and_the_verdicts_are_found(name: str) -> None:
    letter = reading(name).letter
    assert top(letter) == gold(name)["sections"]
    verdicts = {a.name: a.verdict.adoption.value for a in letter.asks if a.verdict}
    wanted = gold(name).get("verdicts", {})
    assert {k: verdicts.get(k) for k in wanted} == wanted


@pytest.mark.parametrize("name", NAMES)
def test_annexes_are_documents_of_their_own(name: str) -> None:
    assert [a.title.value for a in reading(name).letter.annexes] == gold(name).get("annexes", [])


@pytest.mark.parametrize("name", NAMES)
def test_measures_are_found_and_furniture_is_none(name: str) -> None:
    text = reading(name).letter.text
    clauses = [text.cut(m.clause) for m in reading(name).measures]
    missed = [words for words in gold(name)["measures"] if not any(words in clause for clause in clauses)]
    wrong = [words for words in gold(name).get("furniture", []) if any(words in clause for clause in clauses)]
    assert not missed, clauses
    assert not wrong, clauses


@pytest.mark.parametrize("name", [n for n in NAMES if "documents" in gold(n)])
def test_nested_titles_are_kept_whole(name: str) -> None:
    names = {entity.label for entity in reading(name).entities}
    assert set(gold(name)["documents"]) <= names


@pytest.mark.parametrize("name", ["one_line", "one_line_bare", "second_letter_one_line"])
def test_a_letter_on_one_line_is_read_the_same_inside_a_site(name: str) -> None:
    raw = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    page = f"首页 > 政务公开 > 提案办理\n字体：[大 中 小] 打印\n{raw}\n上一篇：关于某事的通知\n版权所有：某市人民政府\n"
    alone, inside = reading(name).letter, read_document(fold(page)).letter
    assert top(inside) == top(alone)
    assert [value(f) for f in inside.header.issuers] == [value(f) for f in alone.header.issuers]
    assert value(inside.header.title) == value(alone.header.title)


@pytest.mark.parametrize("name", ["netizen", "portal"])
def test_a_page_form_on_one_line_tells_its_organ(name: str) -> None:
    rows = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    header = read_document(fold("　　".join(rows))).letter.header
    assert [value(f) for f in header.issuers] == gold(name)["issuers"]
    assert value(header.date) == str(gold(name)["date"])
