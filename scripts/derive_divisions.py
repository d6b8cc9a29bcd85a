"""Derives `kg/data/divisions.tsv` from the yearly list of division codes (areacodes.csv, CC0).

    python scripts/derive_divisions.py areacodes.csv > kg/data/divisions.tsv

Kept are divisions in use and those given up in 1998 or later: texts name the ones before by names that live on.
"""

import csv
import re
import sys

LEVELS = {"省级": "national", "地级": "prefectural", "县级": "county"}
PEOPLES = (
    "壮族|回族|维吾尔|蒙古族|蒙古|藏族|羌族|彝族|苗族|侗族|布依族|土家族|傣族|景颇族|白族|哈尼族|朝鲜族|哈萨克|哈萨克族|柯尔克孜|"
    "傈僳族|土族|满族|瑶族|仫佬族|毛南族|黎族|仡佬族|水族|畲族|撒拉族|东乡族|保安族|裕固族|锡伯|塔吉克|达斡尔族|鄂温克族|鄂伦春|"
    "纳西族|拉祜族|佤族|布朗族|独龙族|怒族|普米族|各族|京族"
)


def short(name: str) -> str:
    """The name without its kind: 中山 of 中山市, 凉山 of 凉山彝族自治州; empty when nothing shorter is safe."""
    stem = re.sub(rf"(?:{PEOPLES})*(?:自治区|自治州|自治县|自治旗)$", "", name)
    if len(stem) < 2 and name.endswith("自治区"):
        stem = name.removesuffix("自治区")  # 内蒙古
    if stem == name:
        stem = re.sub(r"(?:特别行政区|地区|林区|特区|[省市盟县区旗])$", "", name)
    return stem if len(stem) >= 2 and stem != name else ""


def main() -> None:
    print(
        "# Divisions down to the county, in use or given up since 1998: GB/T 2260 code, name, short name, level, years."
    )
    print("# from the CC0 list of yescallop/areacodes (state 2024-12-31); scripts/derive_divisions.py; 2026-11-24")
    print("code\tname\tshort\tlevel\tfrom\tto\tsuccessors")
    with open(sys.argv[1], encoding="utf-8-sig", newline="") as file:
        for row in sorted(csv.DictReader(file), key=lambda r: (r["代码"], r["启用时间"])):
            until = row["变更/弃用时间"]
            if until and int(until) < 1998:
                continue
            level = "provincial" if row["级别"] == "省级" else LEVELS[row["级别"]]
            successors = "|".join(re.findall(r"\d{6}", row["新代码"]))
            print(
                "\t".join(
                    (row["代码"], row["名称"], short(row["名称"]), level, row["启用时间"], until, successors)
                ).rstrip()
            )


if __name__ == "__main__":
    main()
