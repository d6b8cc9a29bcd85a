"""Signs in Chinese text of where a paragraph begins and where a sentence goes on, on wrapped pages as on web pages."""

from __future__ import annotations

_ORDINAL = "[一二三四五六七八九十]{1,3}"
POINTED = rf"{_ORDINAL}[、.．]"  # 一、
BRACKETED = rf"[（(]{_ORDINAL}[）)]"  # （一）
COUNTED = r"\d{1,2}[、.．](?!\d)"  # 1. and not 1.5
NTH = r"第[一二三四五六七八九十百零〇\d]{1,6}"  # 第三 of 第三条
UNITS = "年月日个名家所项万亿元人次户批期周天亩吨米"
GOING_ON = "等(?![级候次额效])|[的及与或]|和(?![平田县顺静硕林政龙])"  # no 等级, no 和平区
