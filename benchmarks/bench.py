"""How fast, how large: `make bench`, or `python benchmarks/bench.py [FOLDER …]` for texts of your own.

Every run is a process of its own that first reads one small text (start-up, tables), then works on texts it has not
seen; builds and jieba take turns, so that a busy machine slows both. The numbers are medians.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

import texts  # noqa: E402

CHARACTERS = 500_000
RATIO, SECONDS = 0.25, 0.7  # what we promise: share of jieba's speed, a cold question
TRIPLES, BYTES = 1.8, 90  # and a character of text, at most, on letters like the example
QUESTION = ("ask", "who-backs", "--format", "json")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, help="folders of .txt files (default: our letters, varied)")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--characters", type=int, default=CHARACTERS)
    parser.add_argument("--as", dest="role", choices=tuple(ROLES), help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.role:
        print(json.dumps(ROLES[told.role](told.folders[0])))
        return
    with tempfile.TemporaryDirectory(prefix="zhengmai-bench-") as desk:
        if told.folders:
            for folder in told.folders:
                speed(str(folder), list(texts.folder(folder)), Path(desk) / folder.name, told.repeats)
        else:
            letters = list(texts.own_letters(told.characters))
            speed("our own letters, varied", letters, Path(desk) / "own", told.repeats)
        example(Path(desk))


def speed(title: str, letters: Sequence[str], desk: Path, repeats: int) -> None:
    """Prints characters a second of the whole build beside jieba's plain segmentation of the same texts."""
    desk.mkdir(parents=True)
    for i, letter in enumerate(letters):
        (desk / f"{i:05}.txt").write_text(letter, encoding="utf-8", newline="")
    characters = sum(map(len, letters))
    builds, cuts = [], []
    for _ in range(repeats):
        builds.append(_run("build", desk))
        cuts.append(_run("jieba", desk))
    build = {key: median(run[key] for run in builds) for key in builds[0]}
    jieba = median(run["seconds"] for run in cuts)
    ratio = median(cut["seconds"] / run["graph"] for run, cut in zip(builds, cuts, strict=True))
    once = texts.sentences_once(letters)
    print(f"{title}: {len(letters)} texts, {characters:,} characters, {once:.0%} of the sentences come once")
    print(f"  read → graph.ttl    {characters / build['graph']:>9,.0f} characters/s  ({build['graph']:.2f} s)")
    print(f"    of it reading     {characters / build['read']:>9,.0f} characters/s")
    print(f"  with page, report   {characters / build['all']:>9,.0f} characters/s  ({build['all']:.2f} s)")
    print(f"  jieba.cut           {characters / jieba:>9,.0f} characters/s  ({jieba:.2f} s)")
    print(f"  build : jieba       {ratio:>9.2f}  (at least {RATIO}: {_met(ratio >= RATIO)})")
    print(f"  size                {build['triples'] / characters:>9.2f} triples, "
          f"{build['bytes'] / characters:.0f} bytes a character")  # fmt: skip
    print(f"  peak memory         {build['peak']:>9.0f} MB  (jieba {median(run['peak'] for run in cuts):.0f} MB)")


def example(desk: Path) -> None:
    """Prints what the example letter costs: a build from cold, a question from cold, and the size of its graph."""
    letter, out = texts.OWN[0], desk / "example"
    cold = median(_timed("build", str(letter), "-o", str(out)) for _ in range(5))
    asked = median(_timed(*QUESTION, "--graph", str(out)) for _ in range(7))
    made = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["documents"][0]
    triples = made["triples"] / made["characters"]
    size = (out / "graph.ttl").stat().st_size / made["characters"]
    print(f"example letter: {made['characters']:,} characters")
    print(f"  kg build, cold      {cold:>9.2f} s")
    print(f"  kg ask, cold        {asked:>9.2f} s  (below {SECONDS}: {_met(asked < SECONDS)})")
    print(f"  triples a character {triples:>9.2f}  (at most {TRIPLES}: {_met(triples <= TRIPLES)})")
    print(f"  bytes a character   {size:>9.1f}  (at most {BYTES}: {_met(size <= BYTES)})")


def _met(kept: bool) -> str:
    return "met" if kept else "MISSED"


def _timed(*command: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "kg.cli", *command], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def _run(role: str, desk: Path) -> dict[str, float]:
    command = [sys.executable, __file__, "--as", role, str(desk)]
    done: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return done


def _build(desk: Path) -> dict[str, float]:
    """As `kg build` does it: with all processors, from files to files."""
    from kg import pipeline  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="zhengmai-bench-") as name:
        place = Path(name)
        pipeline.build([texts.OWN[0]], place / "start")
        files = pipeline.inputs([desk])
        ttl, scratch = place / "graph.ttl", place / "scratch"
        scratch.mkdir()
        start = time.perf_counter()
        made = pipeline.read(files, scratch=scratch)
        read = time.perf_counter()
        with pipeline.turtle_written(made, ttl):
            pass
        graph = time.perf_counter()
        pipeline.write(made, place / "all")
        written = time.perf_counter()
        return {
            "read": read - start,
            "graph": graph - start,
            "all": read - start + written - graph,
            "triples": sum(1 for _ in made.lines()),
            "bytes": ttl.stat().st_size,
            "peak": _peak(),
        }


def _jieba(desk: Path) -> dict[str, float]:
    import jieba  # type: ignore[import-untyped]  # noqa: PLC0415

    jieba.setLogLevel("ERROR")
    files = sorted(desk.glob("*.txt"))
    list(jieba.cut(texts.OWN[0].read_text(encoding="utf-8")))
    start = time.perf_counter()
    for file in files:
        for _ in jieba.cut(file.read_text(encoding="utf-8")):
            pass
    return {"seconds": time.perf_counter() - start, "peak": _peak()}


def _peak() -> float:
    """The most memory this process has held, in MB."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return int(status.split("VmHWM:")[1].split()[0]) / 1000
    except OSError:
        import resource  # noqa: PLC0415 - not on Windows

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


ROLES: dict[str, Callable[[Path], dict[str, Any]]] = {"build": _build, "jieba": _jieba}

if __name__ == "__main__":
    main()
