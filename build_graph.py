"""From letters to a knowledge graph: `python build_graph.py PATH… -o OUT` (no PATH: the example letter)."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kg import pipeline
from kg.errors import ZhengmaiError
from kg.graph import Options
from kg.ids import BASE
from kg.shipped import shipped


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("-o", "--out", type=Path, default=Path("out"))
    parser.add_argument("--base-iri", default=BASE)
    parser.add_argument("--with-contacts", action="store_true")
    told = parser.parse_args()
    options = Options(told.base_iri, told.with_contacts)
    try:
        build = pipeline.read_all(pipeline.inputs(told.paths or [shipped("examples/zhongshan_2025_105.txt")]), options)
        pipeline.write(build, told.out, options)
    except ZhengmaiError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    for refused in build.refused:
        print(refused.reason, file=sys.stderr)
    return build.exit_code


if __name__ == "__main__":
    sys.exit(main())
