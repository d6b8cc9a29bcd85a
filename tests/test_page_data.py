"""The block of data that the page carries: what it holds, what it leaves out, and that it cannot lie or leak."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import hand
import pyoxigraph as ox
import pytest

import kg
from kg import page, pipeline, structure
from kg.page.block import MOST_TEXT, block
from kg.page.facts import facts
from kg.page.held import held
from kg.page.letters import blotted
from kg.reading import read

EXAMPLE = Path(__file__).parent.parent / "examples" / "zhongshan_2025_105.txt"
LETTER = (
    "云川市水务局关于节水的通知\n\n各镇人民政府：\n\n市水务局设立节水专项资金。\n\n"
    "云川市水务局\n2025年3月1日\n\n联系人：王小明，联系电话：0760-88887777\n"
)


def lines(turtle: str) -> list[str]:
    return sorted(f"{quad.triple} ." for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE))


def written(turtle: str) -> str:
    out = io.BytesIO()
    page.write(lines(turtle), out)
    return out.getvalue().decode()


def data_of(html: str) -> Any:
    return json.loads(html.partition('id="data">')[2].partition("</script>")[0])


def test_data_cannot_end_its_element() -> None:
    body = written(hand.hostile()).partition('id="data">')[2].partition("</script>")[0]
    assert "<" not in body
    assert "&" not in body
    assert "<svg onload=document.title=9>" in json.loads(body)["nodes"]["label"]


def test_same_graph_gives_the_same_page() -> None:
    assert written(hand.graph()) == written(hand.graph())


def test_nothing_in_the_page_names_another_computer() -> None:
    html = written(hand.graph()).partition('id="data">')[0]
    assert "http://" not in html
    assert "https://" not in html


def test_columns_stand_in_reading_order_and_organs_by_their_ties() -> None:
    found = facts(lines(hand.graph()))
    kinds = [found.kinds[node] for node in held(found).nodes]
    assert kinds.index("Agency") < kinds.index("Measure") < kinds.index("PolicyDocument")
    chosen = held(found)
    names = [found.names[node] for node in chosen.nodes if found.kinds[node] == "Measure"]
    assert names == ["设立小微企业周转资金", "给予小微企业补助", "开展技术培训"]


def test_what_does_not_fit_is_counted_and_the_best_is_kept() -> None:
    found = facts(lines(hand.graph()))
    chosen = held(found, most_nodes=10, most_edges=3)
    assert len(chosen.nodes) == 10
    assert chosen.more_nodes == len(found.kinds) - 10
    assert len(chosen.edges) == 3
    assert chosen.more_edges > 0
    assert chosen.totals["Measure"] == 3
    assert {"ReplyLetter", "Suggestion", "Agency", "Measure"} <= {found.kinds[node] for node in chosen.nodes}


def test_spans_point_into_the_letter_or_carry_their_words() -> None:
    found = facts(lines(hand.graph()))
    sentences = ((0, len(hand.LETTER)),)
    for letters in ((), (page.Letter(f"{0:064x}", "a.txt", hand.LETTER, sentences, ()),)):
        data = block(found, held(found), letters)
        spans = data["spans"]
        for i, (start, length) in enumerate(zip(spans["start"], spans["length"], strict=True)):
            words = spans["words"].get(i) or data["texts"][0]["text"][start : start + length]
            assert words in hand.LETTER
            assert len(words) == length


def test_letters_beyond_the_room_give_their_quotes_only() -> None:
    found = facts(lines(hand.graph()))
    data = block(found, held(found), (page.Letter(f"{0:064x}", "a.txt", "长" * (MOST_TEXT + 1), (), ()),))
    assert "text" not in data["texts"][0]
    assert data["spans"]["words"]


def test_contacts_are_blotted_out_and_nothing_moves(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LETTER, encoding="utf-8", newline="")
    letter = structure.parse(read(tmp_path / "a.txt"))
    shown = blotted(letter.text, letter.header.contacts)
    assert len(shown) == len(LETTER)
    assert "王小明" not in shown
    assert "88887777" not in shown
    assert shown.startswith(LETTER[: LETTER.index("联系人")])


@pytest.mark.parametrize("files", [1, 5])
def test_a_build_by_one_process_or_many_shows_letters_without_contacts(
    tmp_path: Path, files: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "SERIAL", 1 if files > 1 else pipeline.SERIAL)
    for i in range(files):
        (tmp_path / f"{i:02}.txt").write_text(LETTER.replace("节水", f"节水第{i}期"), encoding="utf-8", newline="")
    kg.build(tmp_path, tmp_path / "out")
    html = (tmp_path / "out" / "graph.html").read_text(encoding="utf-8")
    texts = data_of(html)["texts"]
    assert sum("节水第" in text.get("text", "") for text in texts) == files
    assert "王小明" not in html
    assert "88887777" not in html


def test_a_build_that_keeps_contacts_shows_them(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LETTER, encoding="utf-8", newline="")
    kg.build(tmp_path / "a.txt", tmp_path / "out", with_contacts=True)
    assert "88887777" in (tmp_path / "out" / "graph.html").read_text(encoding="utf-8")


def test_the_example_is_small_and_holds_what_was_read(tmp_path: Path) -> None:
    kg.build(EXAMPLE, tmp_path)
    html = (tmp_path / "graph.html").read_bytes()
    assert len(html) < 400_000
    data = data_of(html.decode())
    assert data["more"] == [0, 0]
    assert data["texts"][0]["text"].count("\n") == EXAMPLE.read_text(encoding="utf-8").count("\n")
    assert len(data["nodes"]["id"]) == sum(data["totals"].values())
