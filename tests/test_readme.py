"""What the READMEs and docs show is what the program does."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from kg import cli
from kg.shipped import shipped

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("README.md", "README.en.md", "docs/how-to.md")
BASH = re.compile(r"```bash\n(.*?)```", re.DOTALL)


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("readme", ROOT / "scripts" / "readme.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with script().example() as made:
        letter = shipped("examples/zhongshan_2025_105.txt")
        (made / "文件夹").mkdir()
        for name in ("答复函.txt", "文件夹/答复函.txt"):
            shutil.copyfile(letter, made / name)
        for name in ("旧", "新", "OLD", "NEW"):
            shutil.copytree(made / "out", made / name)
        yield made


def commands() -> list[str]:
    said = [
        line.partition("   #")[0].strip()
        for page in PAGES
        for block in BASH.findall((ROOT / page).read_text(encoding="utf-8"))
        for line in block.splitlines()
    ]
    return list(dict.fromkeys(line for line in said if line.startswith("kg ")))


@pytest.mark.parametrize("page", ["README.md", "README.en.md"])
def test_the_readme_shows_the_graph_that_is_built(page: str, folder: Path) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert script().filled(text, folder) == text, "run: make readme"


@pytest.mark.parametrize("command", commands())
def test_commands_of_the_docs_work(command: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    with contextlib.redirect_stdout(io.StringIO()):
        assert cli.main(shlex.split(command.partition(" > ")[0])[1:]) == 0


@pytest.mark.parametrize(
    "page", sorted(str(p.relative_to(ROOT)) for p in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")))
)
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    assert not [link for link in links if not ((ROOT / page).parent / link).exists()]
