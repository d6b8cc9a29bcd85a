"""The page, opened in a real browser."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import hand
import pyoxigraph as ox
import pytest

from kg.page import write
from kg.page.layout import STEP, positions
from kg.page.picture import picture
from kg.triples import parsed, plain

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def lines(turtle: str) -> list[str]:
    return sorted(f"{quad.triple} ." for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE))


def page(turtle: str) -> str:
    out = io.BytesIO()
    write(lines(turtle), out)
    return out.getvalue().decode()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    sync = pytest.importorskip("playwright.sync_api")
    with sync.sync_playwright() as playwright:
        found = next((path for name in CHROMIUM if (path := shutil.which(name))), playwright.chromium.executable_path)
        if not Path(found).exists():
            pytest.skip("no Chromium: install it, or run `playwright install chromium`")
        chromium = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


class Opened:
    """A page in the browser, with all it asked for and all it complained of."""

    def __init__(self, browser: Any, path: Path, width: int = 1440) -> None:
        self.page = browser.new_page(viewport={"width": width, "height": 900})
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda said: self.complaints.append(said.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append("dialog"))
        self.page.goto(path.as_uri())
        self.page.wait_for_selector("html[data-ready]")

    def click_line(self, left: str, right: str) -> None:
        """A real click of the mouse on the line between two cards, near the right one."""
        spot = self.page.evaluate(
            """([left, right]) => {
                const { network, cards, lines } = zhengmai;
                const named = (id, name) => cards.get(id).label === name;
                const [id] = [...lines].find(([, [a, b]]) => named(a, left) && named(b, right));
                const edge = network.body.edges[id];
                const at = network.canvasToDOM(edge.edgeType.getPoint(0.85));
                const box = document.getElementById("network").getBoundingClientRect();
                return [at.x + box.x, at.y + box.y];
            }""",
            [left, right],
        )
        self.page.mouse.click(*spot)

    @property
    def panel(self) -> str:
        return str(self.page.inner_text("#panel"))


@pytest.fixture(scope="module")
def opened(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Opened:
    path = tmp_path_factory.mktemp("page") / "graph.html"
    path.write_text(page(hand.graph()), encoding="utf-8")
    return Opened(browser, path)


def test_page_asks_for_nothing_and_complains_of_nothing(opened: Opened) -> None:
    assert [url for url in opened.requests if not url.startswith("file:")] == []
    assert len(opened.requests) == 1
    assert opened.complaints == []


def test_page_says_what_it_is(opened: Opened) -> None:
    assert opened.page.get_attribute("html", "lang") == "zh-CN"
    assert "临江市财政局" in opened.page.title()
    assert "3 项举措" in opened.page.inner_text("#summary")


def test_click_on_a_line_shows_the_proving_words(opened: Opened) -> None:
    opened.click_line("临江市科学技术局", "开展技术培训")
    assert "临江市科学技术局承担开展技术培训" in opened.panel.replace("\n", "").replace(" ", "")
    marked = opened.page.inner_text("#panel mark")
    assert marked == "市科技局按照《临江市科技创新办法》将开展技术培训"


def test_search_by_a_short_name_opens_the_card(opened: Opened) -> None:
    opened.page.keyboard.press("/")
    opened.page.keyboard.type("市财政局")
    opened.page.keyboard.press("Enter")
    assert "临江市财政局" in opened.page.inner_text("#panel h2")
    assert "承担（2）" in opened.panel


def test_table_says_who_backs_what(opened: Opened) -> None:
    opened.page.click("#tab-table")
    rows = opened.page.locator("#table-pane tbody tr").all_inner_texts()
    assert len(rows) == 3
    assert any("市财政局会同市科技局设立" in row and "已完成" in row for row in rows)


def test_filter_takes_a_kind_away(opened: Opened) -> None:
    opened.page.keyboard.press("Escape")
    hidden = "zhengmai.network.body.data.nodes.get().filter((n) => n.hidden && zhengmai.cards.has(n.id)).length"
    before = opened.page.evaluate(hidden)
    opened.page.click("nav label:has-text('举措') input")
    assert opened.page.evaluate(hidden) == before + 3
    opened.page.click("nav label:has-text('举措') input")


def test_narrow_window_begins_with_the_table(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "graph.html"
    path.write_text(page(hand.graph()), encoding="utf-8")
    narrow = Opened(browser, path, 390)
    assert narrow.page.is_visible("#table-pane")
    assert narrow.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_hostile_names_and_quotes_stay_text(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "graph.html"
    path.write_text(page(hand.hostile()), encoding="utf-8")
    hostile = Opened(browser, path)
    title = hostile.page.title()
    for card in hostile.page.evaluate("[...zhengmai.cards.keys()]"):
        hostile.page.evaluate("(id) => zhengmai.open(id)", card)
    hostile.page.click("#tab-table")
    hostile.page.wait_for_timeout(100)
    assert hostile.page.title() == title
    assert title.endswith("<svg onload=document.title=9>")
    assert hostile.complaints == []
    assert len(hostile.requests) == 1
    assert hostile.page.locator("#table-pane img, #table-pane svg, #panel img, #panel svg").count() == 0
    assert hostile.page.locator("#table-pane tbody tr").count() == len(hand.HOSTILE)


def test_policy_blocks_what_is_injected(opened: Opened) -> None:
    opened.page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.pwned=1\">')")
    opened.page.wait_for_timeout(100)
    assert opened.page.evaluate("window.pwned") is None


def test_own_script_never_parses_text_as_markup() -> None:
    script = (Path(write.__code__.co_filename).parent / "page.js").read_text(encoding="utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function", script)


def test_same_graph_gives_the_same_page() -> None:
    assert page(hand.graph()) == page(hand.graph())


def test_best_connected_are_shown_and_the_rest_counted() -> None:
    shown = picture(plain(parsed(lines(hand.graph()))), {}, most=4)
    assert len(shown.cards) == 4
    assert shown.hidden == 6
    assert {"临江市科学技术局", "设立小微企业周转资金"} <= {card.label for card in shown.cards}


def test_cards_do_not_overlap() -> None:
    shown = picture(plain(parsed(lines(hand.graph()))), {})
    placed = sorted(positions(shown.cards, shown.lines).values())
    for (x, y), (right, below) in pairwise(placed):
        assert x != right or below - y >= STEP


def test_data_cannot_end_its_element() -> None:
    body = page(hand.hostile()).partition('id="data">')[2].partition("</script>")[0]
    assert "<" not in body
    assert json.loads(body)["title"] == "<svg onload=document.title=9>"
