"""kg/data/traditional.tsv from the dictionaries of OpenCC: python scripts/derive_traditional.py FOLDER

FOLDER holds TSCharacters.txt and TSPhrases.txt, as the package opencc-python-reimplemented ships them.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

TARGET = Path(__file__).parent.parent / "kg" / "data" / "traditional.tsv"
HEAD = """\
# Traditional characters by their simplified form, and words that a character for a character would turn wrong.
# Derived from the dictionaries of OpenCC 1.1 as opencc-python-reimplemented 0.1.7 ships them (Apache-2.0) by
# scripts/derive_traditional.py: characters whose simplified form GB 2312 has. Words chosen by hand. 2026-11-24.
simplified\ttraditional
"""
# of TSPhrases.txt, those that official documents use
WORDS = ("計畫", "籌畫", "反覆", "答覆", "回覆", "函覆", "申覆", "重覆")
MORE = {
    "规划": "規畫", "策划": "策畫", "企划": "企畫", "随着": "隨著", "着力": "著力", "着重": "著重", "批复": "批覆",
}  # fmt: skip


def common(char: str) -> bool:
    try:
        return len(char.encode("gb2312")) == 2
    except UnicodeEncodeError:
        return False


def rows(folder: Path, name: str) -> list[tuple[str, str]]:
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    return [(key, forms.split()[0]) for key, forms in (line.split("\t") for line in lines)]


def main(folder: Path) -> None:
    characters: dict[str, str] = defaultdict(str)
    for key, plain in rows(folder, "TSCharacters.txt"):
        if key != plain and len(key) == len(plain) == 1 and common(plain) and key <= "\uffff":
            characters[plain] += key
    words = {plain: key for key, plain in rows(folder, "TSPhrases.txt") if key in WORDS}
    found = sorted((characters | words | MORE).items())
    TARGET.write_text(HEAD + "".join(f"{plain}\t{form}\n" for plain, form in found), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
