"""Derives `kg/data/divisions.tsv` from the yearly list of division codes (areacodes.csv, CC0).

    python scripts/derive_divisions.py areacodes.csv > kg/data/divisions.tsv

Kept are divisions in use and those given up in 1998 or later: texts name the ones before by names that live on.
Changes after the list's last year come from `scripts/division_changes.tsv`.
"""

import csv
import re
import sys
from pathlib import Path

Row = dict[str, str]
LEVELS = {"省级": "provincial", "地级": "prefectural", "县级": "county"}
COLUMNS = ("code", "name", "short", "level", "from", "to", "successors")
FIRST_YEAR = 1998
PEOPLES = (
    "壮族|回族|维吾尔|蒙古族|蒙古|藏族|羌族|彝族|苗族|侗族|布依族|土家族|傣族|景颇族|白族|哈尼族|朝鲜族|哈萨克|哈萨克族|柯尔克孜|"
    "傈僳族|土族|满族|瑶族|仫佬族|毛南族|黎族|仡佬族|水族|畲族|撒拉族|东乡族|保安族|裕固族|锡伯|塔吉克|达斡尔族|鄂温克族|鄂伦春|"
    "纳西族|拉祜族|佤族|布朗族|独龙族|怒族|普米族|各族|京族"
)


def short(name: str) -> str:
    """The name without its kind: 中山 of 中山市, 凉山 of 凉山彝族自治州; empty when nothing shorter is safe."""
    stem = re.sub(rf"(?:{PEOPLES})*(?:自治区|自治州|自治县|自治旗)$", "", name)
    if len(stem) < 2:  # a people is all there is: 内蒙古, 鄂伦春, 东乡
        stem = re.sub(r"族?(?:自治区|自治州|自治县|自治旗)$", "", name)
    if stem == name:
        stem = re.sub(r"(?:特别行政区|地区|林区|特区|(?<=..)新区|[省市盟县区旗])$", "", name)
    return stem if len(stem) >= 2 and stem != name else ""


def listed(path: str) -> list[Row]:
    """The rows of the yearly list in our columns. `110101` is a successor, `110101[2001]` took a part of it in 2001."""
    rows = []
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            until = row["变更/弃用时间"]
            heirs = re.findall(r"(\d{6})(?:\[(\d{4})\])?", row["新代码"])
            whole = [code for code, year in heirs if until and year in ("", until)]
            rows.append(
                {
                    "code": row["代码"],
                    "name": row["名称"],
                    "level": LEVELS[row["级别"]],
                    "from": row["启用时间"],
                    "to": until,
                    "successors": "|".join(dict.fromkeys(whole)),
                }
            )
    return rows


def change(rows: list[Row]) -> None:
    """The changes after the list's last year, worked into it."""
    text = Path(__file__).with_name("division_changes.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    for changed in csv.DictReader(lines, delimiter="\t", restval=""):
        if changed["to"]:
            (row,) = [r for r in rows if r["code"] == changed["code"] and not r["to"]]
            row |= {"to": changed["to"], "successors": changed["successors"]}
        else:
            rows.append(dict(changed))


def succeed(rows: list[Row]) -> None:
    """The successors that the list does not tell: the next name under a code (襄樊市, 襄阳市), and for a prefecture
    that was dissolved the prefectures that its counties went to (忻州地区, 莱芜市)."""
    prefectures = {row["code"] for row in rows if row["level"] == "prefectural"}
    for row in rows:
        if not row["to"] or row["successors"]:
            continue
        if any(r["code"] == row["code"] and r["from"] == row["to"] for r in rows if r is not row):
            row["successors"] = row["code"]
        elif row["level"] == "prefectural":
            counties = [r for r in rows if r["level"] == "county" and r["code"][:4] == row["code"][:4]]
            heirs = {
                code[:4] + "00" for r in counties if r["to"] == row["to"] for code in r["successors"].split("|") if code
            }
            row["successors"] = "|".join(sorted((heirs & prefectures) - {row["code"]}))


def main() -> None:
    rows = listed(sys.argv[1])
    change(rows)
    succeed(rows)
    print(
        "# Divisions down to the county, in use or given up since 1998: GB/T 2260 code, name, short name, level, years."
    )
    print("# successors: the codes that a division given up became; none while it is in use.")
    print(
        "# from the CC0 list of yescallop/areacodes (state 2024-12-31) and scripts/division_changes.tsv; "
        "scripts/derive_divisions.py; 2026-11-24"
    )
    print("\t".join(COLUMNS))
    for row in sorted(rows, key=lambda r: (r["code"], r["from"])):
        if not row["to"] or int(row["to"]) >= FIRST_YEAR:
            row["short"] = short(row["name"])
            print("\t".join(row[column] for column in COLUMNS).rstrip())


if __name__ == "__main__":
    main()
