"""What tests share: the example letter, built once. Nobody writes into it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import pipeline
from kg.shipped import shipped


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a build of the example letter."""
    out = tmp_path_factory.mktemp("example")
    pipeline.build([shipped("examples/zhongshan_2025_105.txt")], out)
    return out
