"""The page, used in a real browser as a person would."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import crowd
import hand
import pyoxigraph as ox
import pytest

from kg import page
from kg.page.page import script
from kg.view import KnowledgeGraph

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FINANCE, SCIENCE = "临江市财政局", "临江市科学技术局"
CONTRAST = """() => {
    const looks = getComputedStyle(document.documentElement);
    const paint = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const light = (name) => {
        paint.fillStyle = looks.getPropertyValue(name);
        paint.fillRect(0, 0, 1, 1);
        const [r, g, b] = [...paint.getImageData(0, 0, 1, 1).data].slice(0, 3)
            .map((v) => v / 255).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
    const inks = ["ink", "soft", "accent", "adopted", "partly", "declined", "explained"];
    const words = inks.flatMap((ink) => ["--paper", "--wash"].map((paper) => contrast(`--${ink}`, paper)));
    const families = ["organ", "measure", "policy", "figure", "body", "vehicle", "thing", "letter"];
    const shapes = families.map((name) => contrast(`--${name}-rim`, "--paper"));
    return [Math.min(...words, contrast("--ink", "--mark")), Math.min(...shapes)];
}"""
MORE_ATTACKS = f"""
id:org-0 rdfs:seeAlso <javascript:document.title=5> ; foaf:depiction <http://127.0.0.1:9/x.png> .
id:org-20 a zm:Agency ; skos:prefLabel "=HYPERLINK(\\"http://127.0.0.1:9/\\")"@zh .
id:org-20 skos:altLabel "a{chr(0x301) * 200}"@zh .
id:toString a zm:Agency ; skos:prefLabel "{chr(0x301) * 200}"@zh .
id:measure-0 zm:backedBy id:org-20 , id:toString .
"""
INJECTED = (
    """<img src="http://127.0.0.1:9/x.png" onerror="window.pwned=1"><button id=b onclick="window.pwned=2">b</button>"""
)


def lines(turtle: str) -> list[str]:
    return sorted(f"{quad.triple} ." for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE))


def letter_of(text: str, number: int = 0) -> page.Letter:
    """The text with its sentences, the last of them not understood."""
    ends = [match.end() for match in re.finditer("[。\n]+", text)] + [len(text)]
    sentences = tuple((a, b - a) for a, b in zip([0, *ends], ends, strict=False) if b > a)
    return page.Letter(f"{number:064x}", "letter.txt", text, sentences, ((*sentences[-1], "agency", "没有认出行动词"),))


def write(path: Path, turtle: str, *letters: page.Letter) -> Path:
    with path.open("wb") as file:
        page.write(lines(turtle), file, letters)
    return path


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

    def __init__(self, browser: Any, path: Path, width: int = 1440, address: str = "", **told: Any) -> None:
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, permissions=["clipboard-read", "clipboard-write"], **told
        )
        self.page = self.context.new_page()
        self.page.set_default_timeout(5000)
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.path = path
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda said: self.complaints.append(said.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append("dialog"))
        self.go(address)

    def go(self, address: str = "") -> None:
        self.page.goto("about:blank")
        self.page.goto(self.path.as_uri() + address)
        self.page.wait_for_selector("html[data-ready]")

    def text(self, selector: str) -> str:
        return re.sub(r"\s+", "", str(self.page.inner_text(selector)))

    def card(self, words: str) -> Any:
        return self.page.locator(".card.node", has_text=words).first

    def download(self, form: str) -> bytes:
        self.page.click("#export summary")
        with self.page.expect_download() as waiting:
            self.page.click(f"[data-form={form}]")
        return Path(waiting.value.path()).read_bytes()

    def quiet(self) -> None:
        asked = [url for url in self.requests if not url.startswith(("file:", "about:", "blob:", "data:"))]
        assert asked == []
        assert self.complaints == []


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("page") / "graph.html", hand.graph(), letter_of(hand.LETTER))


@pytest.fixture(scope="module")
def shared(browser: Any, small: Path) -> Opened:
    return Opened(browser, small)


@pytest.fixture
def opened(shared: Opened) -> Iterator[Opened]:
    shared.go()
    yield shared
    shared.quiet()


def test_the_first_view_says_what_this_is_and_reads_from_left_to_right(opened: Opened) -> None:
    assert opened.page.get_attribute("html", "lang") == "zh-CN"
    assert FINANCE in opened.page.title()
    assert "3项举措" in opened.text("#summary")
    assert [opened.page.locator(".column").nth(i).text_content() for i in range(2)] == ["谁", "做什么"]
    organ, measure = (opened.card(words).bounding_box() for words in (SCIENCE, "开展技术培训"))
    assert organ["x"] < measure["x"]


def test_two_clicks_lead_from_opening_to_the_sentence(opened: Opened) -> None:
    opened.card("开展技术培训").click()
    assert opened.text("#panel blockquote mark") == "市科技局按照《临江市科技创新办法》将开展技术培训"
    opened.page.locator("#panel li", has_text=SCIENCE).get_by_text("依据").click()
    assert f"{SCIENCE}承担开展技术培训" in opened.text("#panel .said")
    start = hand.LETTER.index("市科技局按照")
    assert f"第{start}–{start + 24}字" in opened.text("#panel blockquote footer")
    assert "可信度0.9" in opened.text("#panel blockquote footer")


def test_a_click_on_a_line_shows_its_facts(opened: Opened) -> None:
    opened.page.locator(".line", has_text="依据").locator(".reach").dispatch_event("click")
    assert "开展技术培训依据临江市科技创新办法" in opened.text("#panel .said")


def test_marks_are_right_behind_a_character_beyond_the_basic_plane(opened: Opened) -> None:
    opened.go("#node=figure-2&letter=text-0000000000000000")
    assert opened.text("#panel blockquote mark") == "300人次"
    assert opened.text("#letter mark.on") == "300人次"
    assert "𠮷林街道员工" in opened.text("#letter .text")


def test_the_whole_letter_is_readable_and_its_words_lead_to_their_things(opened: Opened) -> None:
    opened.card("开展技术培训").click()
    opened.page.get_by_text("在原文中查看").first.click()
    assert opened.page.is_visible("#letter")
    assert opened.text("#letter .text") == re.sub(r"\s+", "", hand.LETTER)
    opened.page.locator("#letter mark", has_text="小微企业周转资金").click()
    assert opened.text("#panel h2") == "小微企业周转资金"


@pytest.mark.parametrize(
    ("typed", "name"), [("市财政局", FINANCE), ("临江科技局", SCIENCE), ("czj", FINANCE), ("ljskxjsj", SCIENCE)]
)
def test_search_finds_names_short_names_and_initials(opened: Opened, typed: str, name: str) -> None:
    opened.page.keyboard.press("/")
    opened.page.keyboard.type(typed)
    opened.page.keyboard.press("Enter")
    assert opened.text("#panel h2") == name


def test_search_finds_sentences_and_offers_the_nearest(opened: Opened) -> None:
    opened.page.fill("#search", "街道员工")
    assert "𠮷林" in opened.text("#hits")
    opened.page.keyboard.press("Enter")
    assert any("街道员工" in words for words in opened.page.locator("#letter mark.on").all_inner_texts())
    opened.page.fill("#search", "财政厅周转")
    assert "没有找到" in opened.text("#hits")
    assert opened.page.locator("#hits [role=option]").count() > 0
    opened.page.keyboard.press("Escape")
    assert not opened.page.is_visible("#hits")


def test_facets_narrow_every_view_and_count(opened: Opened) -> None:
    opened.page.click("#facets label:has-text('计划')")
    assert opened.page.locator(".card.measure").count() == 1
    assert opened.text("#facets li:has-text('已完成') b") == "1"
    opened.page.click("#tab-table")
    assert opened.page.locator("#pane tbody tr").count() == 1
    opened.page.click("#filters button")
    assert opened.page.locator("#pane tbody tr").count() == 4


def test_the_legend_takes_a_kind_away(opened: Opened) -> None:
    before = opened.page.locator(".card.figure").count()
    opened.page.click("#facets label:has-text('数字')")
    assert (before, opened.page.locator(".card.figure").count()) == (2, 0)


def test_path_between_two(opened: Opened) -> None:
    opened.card(FINANCE).click()
    opened.page.get_by_text("找到另一个的路径").click()
    opened.page.fill("#search", "临江市科技创新办法")
    opened.page.keyboard.press("Enter")
    assert "到“临江市科技创新办法”" in opened.text(".banner")
    assert opened.page.locator(".card.node").count() >= 3
    opened.page.keyboard.press("Escape")
    opened.page.keyboard.press("Escape")
    assert opened.page.locator(".banner").count() == 0


def test_double_click_shows_the_neighbours_and_steps_widen(opened: Opened) -> None:
    opened.card(SCIENCE).dblclick()
    near = opened.page.locator(".card.node").count()
    opened.page.keyboard.press("2")
    opened.page.wait_for_function("(n) => document.querySelectorAll('.card.node').length > n", arg=near)


def test_back_forward_and_the_address_hold_the_state(opened: Opened, browser: Any, small: Path) -> None:
    opened.card(SCIENCE).click()
    opened.page.click("#tab-matrix")
    opened.page.click("#language")
    address = opened.page.evaluate("location.hash")
    again = Opened(browser, small, address=address)
    assert again.text("#panel h2") == SCIENCE
    assert again.page.get_attribute("#tab-matrix", "aria-selected") == "true"
    assert again.page.get_attribute("html", "lang") == "en"
    again.quiet()
    opened.page.go_back()
    opened.page.go_back()
    opened.page.wait_for_selector("#tab-graph[aria-selected=true]")
    opened.page.go_forward()
    opened.page.wait_for_selector("#tab-matrix[aria-selected=true]")


def test_the_matrix_says_who_backs_what(opened: Opened) -> None:
    opened.page.click("#tab-matrix")
    assert opened.page.locator(".matrix thead th").count() == 2
    opened.page.click(f".cell[aria-label*='{SCIENCE} 承担 开展技术培训']")
    assert f"{SCIENCE}承担开展技术培训" in opened.text("#panel .said")


def test_suggestions_figures_and_times_have_their_views(opened: Opened) -> None:
    opened.page.click("#tab-asks")
    assert opened.page.locator(".asks .pill").all_inner_texts() == ["采纳", "未采纳"]
    opened.page.click("#tab-figures")
    assert "上限，不是实际数" in opened.text("#pane")
    opened.page.click("#tab-unread")
    assert "没有认出行动词" in opened.text("#pane")
    opened.page.click("#pane td button")
    assert "暂不采纳" in "".join(opened.page.locator("#letter mark.on").all_inner_texts())


def test_the_table_sorts(opened: Opened) -> None:
    opened.page.click("#tab-table")
    opened.page.click("#pane th button:has-text('举措状态')")
    first = opened.text("#pane tbody tr >> nth=0")
    opened.page.click("#pane th button:has-text('举措状态')")
    assert opened.page.get_attribute("#pane th >> nth=3", "aria-sort") == "descending"
    assert opened.text("#pane tbody tr >> nth=0") != first
    opened.page.go_back()
    opened.page.wait_for_selector("th[aria-sort=ascending]")


def test_exports_are_files_of_what_is_shown(opened: Opened) -> None:
    assert opened.download("png").startswith(b"\x89PNG")
    drawn = opened.download("svg").decode()
    assert "开展技术培训" in drawn
    assert "<script" not in drawn
    opened.card(SCIENCE).click()
    assert opened.page.locator(".card.on").count() == 1
    triples = list(ox.parse(opened.download("ttl"), format=ox.RdfFormat.TURTLE))
    assert any("backedBy" in str(triple.predicate) for triple in triples)
    assert any("exact" in str(triple.predicate) for triple in triples)
    opened.page.click("#tab-table")
    table = opened.download("csv")
    assert table.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig"))))
    assert any(FINANCE in row and "设立小微企业周转资金" in row for row in rows)


def test_citations_are_copied(opened: Opened) -> None:
    opened.card("开展技术培训").click()
    opened.page.click("#panel blockquote button:has-text('引用')")
    cited = opened.page.locator(".cited pre").all_inner_texts()
    assert "临财函〔2025〕3号" in cited[0]
    assert cited[1].startswith("@misc{")
    opened.page.click(".cited button >> nth=0")
    assert "将开展技术培训" in opened.page.evaluate("navigator.clipboard.readText()")


def test_everything_speaks_english(opened: Opened) -> None:
    opened.page.click("#language")
    assert opened.page.inner_text("#tab-graph") == "Graph"
    assert "measures" in opened.page.inner_text("#summary")
    assert not re.search(r"[\u4e00-\u9fff]", opened.page.inner_text("#facets fieldset >> nth=1"))


def test_the_keyboard_alone_reaches_the_evidence(opened: Opened) -> None:
    opened.page.keyboard.press("ArrowDown")
    opened.page.keyboard.press("ArrowRight")
    opened.page.keyboard.press("Enter")
    assert opened.page.locator("#panel blockquote").count() > 0
    opened.page.keyboard.press("?")
    assert "Esc" in opened.text("#panel")
    opened.page.keyboard.press("Escape")
    assert "这份图谱" in opened.text("#panel")
    opened.page.focus("#tab-graph")
    opened.page.keyboard.press("ArrowRight")
    opened.page.wait_for_selector("#tab-matrix[aria-selected=true]")


def test_a_phone_begins_with_the_suggestions(browser: Any, small: Path) -> None:
    phone = Opened(browser, small, 390, has_touch=True)
    assert phone.page.get_attribute("#tab-asks", "aria-selected") == "true"
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390
    phone.page.tap("#filter")
    assert phone.page.is_visible("#facets")
    phone.page.tap("#facets .close")
    phone.page.tap(".asks h3 button >> nth=0")
    assert phone.page.is_visible("#panel")
    phone.page.tap("#panel .close")
    phone.page.wait_for_selector("#panel", state="hidden")
    phone.quiet()


def test_paper_gets_the_table_and_the_sentences(opened: Opened) -> None:
    opened.page.emulate_media(media="print")
    opened.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    printed = opened.text("#printed")
    opened.page.emulate_media(media="screen")
    assert "设立小微企业周转资金" in printed
    assert "市科技局按照《临江市科技创新办法》将开展技术培训" in printed


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_has_enough_contrast(opened: Opened, theme: str) -> None:
    opened.go(f"#theme={theme}")
    worst = opened.page.evaluate(CONTRAST)
    assert worst[0] >= 4.5
    assert worst[1] >= 3


def test_controls_have_names(opened: Opened) -> None:
    opened.card(SCIENCE).click()
    unnamed = opened.page.evaluate(
        """[...document.querySelectorAll('button, input, [role=button], [role=tab], summary')]
            .filter((one) => !(one.getAttribute('aria-label') || one.textContent.trim() || one.closest('label')))
            .map((one) => one.outerHTML)"""
    )
    assert unnamed == []


# ── what hostile letters try ─────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def attacked(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Opened:
    text = hand.LETTER + "".join(hand.HOSTILE)
    path = write(tmp_path_factory.mktemp("hostile") / "graph.html", hand.hostile() + MORE_ATTACKS, letter_of(text, 1))
    return Opened(browser, path)


@pytest.mark.parametrize("tab", ["graph", "matrix", "asks", "figures", "table", "time", "unread"])
def test_hostile_names_and_sentences_stay_text(attacked: Opened, tab: str) -> None:
    attacked.go(f"#tab={tab}")
    title = attacked.page.title()
    assert title.endswith("<svg onload=document.title=9>")
    if tab == "graph":
        for card in attacked.page.locator(".card.node").all():
            card.dispatch_event("click")
            attacked.page.hover("#panel h2")
    attacked.page.fill("#search", "onload")
    attacked.page.keyboard.press("Enter")
    assert attacked.page.title() == title
    assert attacked.page.locator("main img, main script, main a, #letter img, iframe, object").count() == 0
    attacked.quiet()


def test_every_hostile_thing_has_a_panel_and_its_place_in_the_letter(attacked: Opened) -> None:
    for address in [
        *(f"node=org-{n}" for n in range(len(hand.HOSTILE))),
        "node=__proto__",
        "node=toString",
        "node=org-20",
    ]:
        attacked.go(f"#{address}&letter=text-0000000000000001")
        assert attacked.page.inner_text("#panel h2").strip()
    attacked.go("#node=org-8")
    assert attacked.text("#panel h2") == "（无标题）"
    attacked.go("#node=org-6")
    assert "\u202e" not in attacked.page.inner_text("body")
    attacked.go("#node=__proto__")
    assert attacked.text("#panel h2") == "原型"
    assert attacked.download("svg").decode().count("<script") == 0
    attacked.quiet()


def test_exports_of_hostile_names_are_harmless(attacked: Opened) -> None:
    attacked.go("#tab=table")
    for row in csv.reader(io.StringIO(attacked.download("csv").decode("utf-8-sig"))):
        assert not [cell for cell in row if cell.lstrip()[:1] in ("=", "+", "-", "@")]
    list(ox.parse(attacked.download("ttl"), format=ox.RdfFormat.TURTLE))


@pytest.mark.parametrize(
    "address",
    [
        "#node=<script>document.title=1</script>&steps=999&tab=__proto__",
        '#constructor=1&toString=2&__proto__=3&status=%00,%E0%A4%A&lang=xx&theme="><img src=x>',
        "#edge=a~b~c&from=x&to=y&letter=javascript:alert(1)&at=1e9-2",
        "#" + "&".join(f"organ=o{i}" for i in range(5000)),
    ],
)
def test_a_hostile_address_is_ignored(attacked: Opened, address: str) -> None:
    attacked.go(address)
    assert attacked.page.title().endswith("<svg onload=document.title=9>")
    attacked.quiet()


def test_the_policy_blocks_what_is_injected(browser: Any, small: Path) -> None:
    injected = Opened(browser, small)
    injected.page.evaluate("(markup) => document.body.insertAdjacentHTML('beforeend', markup)", INJECTED)
    injected.page.evaluate("document.getElementById('b').click()")
    injected.page.wait_for_timeout(100)
    assert injected.page.evaluate("window.pwned") is None
    assert "unsafe" not in injected.page.get_attribute("meta[http-equiv]", "content")


def test_the_script_never_parses_text_as_markup_or_code() -> None:
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|DOMParser|setTimeout\(['\"`]|https?://(?!w3id|www\.w3\.org|purl\.org)",
        script(),
    )


def test_an_empty_graph_still_makes_a_page(browser: Any, tmp_path: Path) -> None:
    empty = Opened(browser, write(tmp_path / "graph.html", ""))
    assert "没有举措" in empty.text("#pane")
    for tab in ("matrix", "table", "time"):
        empty.page.click(f"#tab-{tab}")
    empty.quiet()


# ── many ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_twenty_thousand_are_held_some_hundred_drawn_and_the_rest_counted(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "graph.html"
    with path.open("wb") as file:
        page.write(crowd.lines(13_000), file)
    large = Opened(browser, path)
    assert 10 < large.page.locator(".card").count() < 300
    assert re.search(r"另有2600个事物、\d+条事实因太多不在页内", large.text("#foot"))
    large.page.fill("#search", "Agency第3号")
    large.page.keyboard.press("Enter")
    assert large.text("#panel h2") == "Agency第3号"
    large.page.click("#tab-matrix")
    large.page.click("#tab-table")
    assert "再显示" in large.text(".more-rows")
    large.go()
    large.page.locator(".card.letter").first.click()
    assert "文件：ReplyLetter" in large.text("#filters")
    assert [large.page.locator(".column").nth(i).text_content() for i in range(2)] == ["谁", "做什么"]
    large.quiet()


def test_the_pyvis_picture_runs_nothing_but_its_own_scripts(browser: Any, tmp_path: Path) -> None:
    graph = KnowledgeGraph()
    graph.parse(data=hand.hostile(), format="turtle")
    path = tmp_path / "pyvis.html"
    graph.to_pyvis(10).write_html(str(path))
    context = browser.new_context()
    shown, asked = context.new_page(), []
    shown.on("request", lambda request: asked.append(request.url))
    shown.goto(path.as_uri())
    shown.wait_for_selector("canvas")
    assert "popup.innerHTML" not in shown.content()
    assert shown.title() == "政脉"
    assert "画出关系最多的 10 个" in shown.inner_text("body")
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
