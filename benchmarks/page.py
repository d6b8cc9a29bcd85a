"""How fast the page opens and moves, in a real browser: `make bench`, or `python benchmarks/page.py [graph.html …]`.

The browser draws by software here, so frames a second say nothing; what counts is the time that scripts take a frame.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import crowd  # noqa: E402

import kg  # noqa: E402
from kg import page  # noqa: E402

EXAMPLE = ROOT / "examples" / "zhongshan_2025_105.txt"
SMALL, LARGE, FRAME, SIZE = 1.0, 3.0, 5.0, 1_500_000  # what we promise: seconds, seconds, milliseconds, bytes
MEASURES = 12_300  # with organs and things: 21,700 things, of which the page holds 20,000
LARGEST_VIEW = "#document=doc-0000000000000000&open=rest"
FRAMES = 120
DRAWN = """() => new Promise((done) => {
    const wait = () => document.documentElement.dataset.ready
        ? requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())))
        : requestAnimationFrame(wait);
    wait();
})"""
PANNED = """(frames) => new Promise((done) => {
    const box = document.querySelector('.graph'), at = box.getBoundingClientRect();
    const point = (type, step, buttons) => box.dispatchEvent(new PointerEvent(type, { bubbles: true,
        pointerType: 'mouse', button: 0, buttons, clientX: at.x + 300, clientY: at.y + 600 - 4 * step }));
    let step = 0;
    point('pointerdown', 0, 1);
    const next = () => {
        if (step >= frames) { point('pointerup', step, 0); done(box.scrollTop); return; }
        point('pointermove', step += 1, 1);
        requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
})"""


def main() -> None:
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415
    except ImportError:
        print("page: no Playwright, not measured")
        return
    with sync_playwright() as playwright, tempfile.TemporaryDirectory(prefix="zhengmai-bench-") as desk:
        found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
        path = found or playwright.chromium.executable_path
        if not Path(path).exists():
            print("page: no Chromium, not measured")
            return
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        for given in sys.argv[1:]:
            told(browser, given, Path(given), "", LARGE)
        if not sys.argv[1:]:
            kg.build(EXAMPLE, Path(desk))
            told(browser, "example letter", Path(desk) / "graph.html", "", SMALL, SIZE)
            large = Path(desk) / "large.html"
            out = io.BytesIO()
            page.write(crowd.lines(MEASURES), out)
            large.write_bytes(out.getvalue())
            told(browser, "20,000 things held", large, "", LARGE)
            told(browser, "  its largest view", large, LARGEST_VIEW, LARGE)
        browser.close()


def told(browser: Any, title: str, path: Path, address: str, limit: float, most: int = 0) -> None:
    """Prints what one page costs: bytes, time from opening to the drawn picture, and script time a frame in panning."""
    seconds, frames, cards = [], [], 0
    for _ in range(3):
        tab = browser.new_page(viewport={"width": 1440, "height": 900})
        tab.goto(path.resolve().as_uri() + address)
        seconds.append(tab.evaluate(DRAWN) / 1000)
        cards = tab.locator(".card").count()
        session = tab.context.new_cdp_session(tab)
        session.send("Performance.enable")
        before = _script(session)
        tab.evaluate(PANNED, FRAMES)
        frames.append((_script(session) - before) * 1000 / FRAMES)
        tab.close()
    size = path.stat().st_size
    print(f"{title}: {size:,} bytes{_kept(size <= most, f'{most:,}') if most else ''}, {cards} cards drawn")
    print(f"  load → drawn        {median(seconds):>9.2f} s{_kept(median(seconds) < limit, f'{limit:g} s')}")
    print(f"  script a frame      {median(frames):>9.2f} ms{_kept(median(frames) <= FRAME, f'{FRAME:g} ms')}")


def _script(session: Any) -> float:
    """Seconds of script so far."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float(next(metric["value"] for metric in metrics if metric["name"] == "ScriptDuration"))


def _kept(kept: bool, limit: str) -> str:
    return f"  (at most {limit}: {'met' if kept else 'MISSED'})"


if __name__ == "__main__":
    main()
