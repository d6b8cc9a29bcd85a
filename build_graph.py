"""From government documents to a knowledge graph: `python build_graph.py PATH… -o OUT`.

    file ─▶ reading ─▶ structure ─▶ mentions ┐
            (text,     (masthead,   figures  ├─▶ measures ─▶ resolve ─▶ graph ─▶ graph.ttl graph.html report.md
             offsets)   sections,   times   ┘   relations    (who is     (RDF)
                        clauses)                              who)

Each box is a module of `kg/`; `kg/pipeline.py` runs them in this order. PATH is a file or a folder of .txt files;
without PATH the example letter is read.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kg import pipeline, review
from kg.graph import Options
from kg.ids import BASE
from kg.shipped import shipped
from kg.usage import ending

EXAMPLE = "examples/zhongshan_2025_105.txt"


def main() -> int:
    """Builds the graph; the answer is an exit code of the contract."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", metavar="PATH", help="文件或文件夹（默认：自带的示例答复函）")
    parser.add_argument("-o", "--out", type=Path, default=Path("out"), help="输出文件夹（默认 out）")
    parser.add_argument("--base-iri", default=BASE, help="实体 IRI 的前缀")
    parser.add_argument("--with-contacts", action="store_true", help="保留联系人和电话")
    parser.add_argument("--public", action="store_true", help="网页略去依申请公开和不予公开的文件")
    parser.add_argument("--review", type=Path, help="人工复核表（CSV），见 kg review")
    parser.add_argument("--debug", action="store_true", help="程序自己出错时显示错在哪一行")
    told = parser.parse_args()
    return ending(lambda: _build(told), told.debug)


def _build(told: argparse.Namespace) -> int:
    options = Options(told.base_iri, told.with_contacts, told.public)
    sheet = review.read(told.review) if told.review else review.Sheet()
    build = pipeline.build(told.paths or [shipped(EXAMPLE)], told.out, options, judgements=sheet.judgements)
    for refused in build.refused:
        print(refused.reason, file=sys.stderr)
    for said in review.notices(sheet, build.review):
        print(said, file=sys.stderr)
    print(
        f"读了 {len(build.documents)} 份文件，{len(build.refused)} 份没有读；结果在 {told.out}，可先打开 graph.html。"
    )
    return 1 if sheet.faults else build.exit_code


if __name__ == "__main__":
    sys.exit(main())
