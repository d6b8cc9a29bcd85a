"""The wheel brings all it needs and works from any folder: ontology, queries, data, page and example come along."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


class Installed:
    """An environment that holds the wheel; its dependencies are those of the environment that runs the tests."""

    def __init__(self, folder: Path) -> None:
        self.elsewhere = folder / "elsewhere"
        self.elsewhere.mkdir()
        run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder / "dist"), cwd=ROOT)
        (wheel,) = (folder / "dist").glob("*.whl")
        run(sys.executable, "-m", "venv", "--without-pip", str(folder / "env"), cwd=folder)
        self.scripts = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
        python = str(self.scripts / "python")
        install = ("-m", "uv", "pip", "install", "-q", "--offline", "--no-deps", "--python", python, str(wheel))
        run(sys.executable, *install, cwd=folder)
        ours = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip()
        # A path in a .pth file does not bring the .pth files in it: our checkout stays out of reach.
        places = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
        (Path(ours) / "dependencies.pth").write_text("\n".join(sorted(places)) + "\n", encoding="utf-8")

    def kg(self, *words: str) -> str:
        return run(str(self.scripts / "kg"), *words, cwd=self.elsewhere)

    def python(self, code: str) -> str:
        return run(str(self.scripts / "python"), "-c", code, cwd=self.elsewhere)


def run(*command: str, cwd: Path) -> str:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "COV"))}
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    for tool in ("hatchling", "uv"):
        if importlib.util.find_spec(tool) is None:
            pytest.skip(f"{tool} is not installed (requirements-dev.lock has it)")
    return Installed(tmp_path_factory.mktemp("installed"))


def test_the_wheel_is_what_runs(installed: Installed) -> None:
    place = Path(installed.python("import kg; print(kg.__file__)").strip())
    assert installed.scripts.parent in place.parents


def test_an_installed_kg_builds_asks_and_checks_elsewhere(installed: Installed) -> None:
    installed.kg("build")  # the example letter came along
    assert (installed.elsewhere / "out" / "graph.html").stat().st_size > 100_000
    answer = json.loads(installed.kg("ask", "who-backs", "--format", "json"))
    assert answer["rows"]
    assert all(answer["evidence"])
    installed.kg("check")  # with the shapes that came along


def test_installed_shapes_and_types_come_along(installed: Installed) -> None:
    said = installed.python(
        "from kg.shipped import shipped; import kg, pathlib;"
        "print(len(list(shipped('ontology').glob('*.ttl'))), (pathlib.Path(kg.__file__).parent / 'py.typed').exists())"
    )
    count, typed = said.split()
    assert int(count) == len(list((ROOT / "ontology").glob("*.ttl")))
    assert typed == "True"
