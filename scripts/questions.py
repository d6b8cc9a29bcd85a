"""Writes docs/questions.md from the headers of queries/; tests/test_ask.py compares."""

from __future__ import annotations

from pathlib import Path

from kg.ask import Question, book

PAGE = Path(__file__).parents[1] / "docs" / "questions.md"
_HEAD = """# 现成的问题

每个问题是 `queries/` 里的一个文件，`kg ask 名称` 直接运行，也可以用中文问。
这一页由 `python scripts/questions.py` 写出。
"""


def page() -> str:
    """The page: for each question how to ask it, its parameters and what an answer means."""
    return _HEAD + "".join(map(_section, book().values()))


def _section(question: Question) -> str:
    lines = [f"\n## {question.name}", "", f"**{question.zh}** {question.en}", "", question.answer, ""]
    lines += [f"- 问法：{'；'.join(question.examples)}"]
    lines += [f"- 参数 `--{p.alias}`（`--{p.name}`）：{p.zh}" for p in question.params]
    lines += [f"- 列：{'、'.join(question.heads)}"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
