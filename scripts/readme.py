"""Writes into the READMEs what a build of the example says, between `<!-- begin … -->` and `<!-- end … -->`.

    python scripts/readme.py        (make readme)

tests/test_readme.py compares, so that the pages cannot show another graph than the one that is built.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import kg  # noqa: E402
from kg import ask  # noqa: E402
from kg.ask import Answer  # noqa: E402
from kg.shipped import shipped  # noqa: E402

PAGES = ("README.md", "README.en.md")
AGENCIES, ROWS = 4, 3  # shown on the page
COUNTS = {
    "counts": "示例这一封信（{characters:,} 字）读出约 {triples:,} 条三元组：{measures} 项举措，"
    "由 {actors} 个机关和单位承担；图谱每字约 {size} 字节。\n",
    "counts-en": "From the example letter ({characters:,} characters) come about {triples:,} triples: {measures} "
    "measures, carried by {actors} bodies; about {size} bytes of Turtle a character.\n",
}
BLOCK = re.compile(r"(<!-- begin (\S+) -->\n).*?(<!-- end \2 -->)", re.DOTALL)
CODE = re.compile(r"```python run\n(.*?)```", re.DOTALL)


def main() -> None:
    with example() as folder:
        for page in PAGES:
            path = ROOT / page
            path.write_text(filled(path.read_text(encoding="utf-8"), folder), encoding="utf-8", newline="\n")


@contextlib.contextmanager
def example() -> Iterator[Path]:
    """A folder in which the example letter has been built into out/."""
    with tempfile.TemporaryDirectory(prefix="zhengmai-readme-") as folder:
        kg.build(shipped("examples/zhongshan_2025_105.txt"), Path(folder) / "out")
        yield Path(folder)


def filled(page: str, folder: Path) -> str:
    """The page with its blocks as they should be."""
    code = CODE.findall(page)

    def block(match: re.Match[str]) -> str:
        start, name, end = match.groups()
        if name == "who-backs":
            return start + who_backs(folder) + end
        if name == "printed":
            return f"{start}```text\n{printed(code[0], folder)}```\n{end}"
        return start + counts(folder, COUNTS[name]) + end

    return BLOCK.sub(block, page)


def who_backs(folder: Path) -> str:
    """The first measures of the busiest agencies with the words that prove them."""
    answer = ask.ask(folder / "out", "who-backs")
    many = Counter(row[0] for row in answer.rows if row[0].endswith(("局", "委员会", "政府", "厅")))
    shown = [name for name, _ in many.most_common(AGENCIES)]
    lines = ["| 机关 | 举措 | 状态 | 原文（字位） |", "| --- | --- | --- | --- |"]
    for name in shown:
        own = [i for i, row in enumerate(answer.rows) if row[0] == name][:ROWS]
        lines += [f"| {' | '.join(answer.rows[i])} | {quoted(answer, i)} |" for i in own]
    lines += ["", f"（共 {len(answer.rows)} 行，这里是举措最多的 {AGENCIES} 个机关各 {ROWS} 行。）"]
    return "\n".join(lines) + "\n"


def quoted(answer: Answer, row: int) -> str:
    """The evidence of a row as it stands in the letter, without line breaks; …… where words between are left out."""
    words, places, end = "", [], None
    for span in answer.evidence[row]:
        words += "……" if end is not None and span.start > end else ""
        words += re.sub(r"\s+", "", span.exact)
        places.append(f"{span.start}–{span.end}")
        end = span.end
    return f"{words}（{'、'.join(places)}）"


def counts(folder: Path, sentence: str) -> str:
    """What the graph of the example holds, in one sentence."""
    answer = ask.ask(folder / "out", "who-backs")
    told = json.loads((folder / "out" / "manifest.json").read_text(encoding="utf-8"))["documents"][0]
    size = (folder / "out" / "graph.ttl").stat().st_size / told["characters"]
    return sentence.format(
        characters=told["characters"],
        triples=round(told["triples"], -2),
        measures=len({row[1] for row in answer.rows}),
        actors=len({row[0] for row in answer.rows}),
        size=round(size / 5) * 5,
    )


def printed(code: str, folder: Path) -> str:
    """What a code block prints when it is run beside out/."""
    before, said = Path.cwd(), io.StringIO()
    try:
        os.chdir(folder)
        with contextlib.redirect_stdout(said):
            exec(compile(code, "README.md", "exec"), {"__name__": "readme"})
    finally:
        os.chdir(before)
    return said.getvalue()


if __name__ == "__main__":
    main()
