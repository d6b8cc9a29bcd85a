"""Divisions that no list has: towns and streets, and the city or county that a letterhead names."""

from __future__ import annotations

import re

from kg import divisions, organs
from kg.model import Letter, Role

WORD = re.compile(r"镇|街道|乡(?!村|镇|亲|土|愁|里|贤|音|情|下|间|企)|苏木")
BORDER = frozenset('、，。；：（）！？“”"\n在与和及或由以为至到赴于从向对是将经')
_AFTER_DIVISION = ("县", "区", "市", "州", "旗")
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_NO_NAME = re.compile(
    r"[各乡城村集重强古建小大中该本我全此每等的与及在为是到从由有以个两三四五多若干名特旧老主属所设街市县区省州域地内时向并外住居条章款项第节]"
    r"|和(?!平)|相关|当地|部分|其他|试点|示范|美丽|产业|专业|相邻|支持|促进|推动|加快|推进|加强|指导|组织|协调|"
    r"督促|鼓励|引导|服务|下派|派驻|通过|包括|涉及|覆盖|负责|要求|配合|协助|委托|办理|人民|基层|辖"
)

_NO_NAME_BEHIND = re.compile(
    r"[各乡镇村县市区该本我全此每等的与及和是为有若干名并外内条章款项第节、]|所有|部分|相关|街道|负责|推动|支持"
)


# An organ of a province that no list has, with which a title begins: 《西海省人民政府办公厅关于….
_PROVINCE_ORGAN = re.compile(
    r"(?<=《)(?!关于|转发|印发|贯彻|落实|[我本全各])[\u4e00-\u9fff]{2}省(?:人民政府|[\u4e00-\u9fff]{2,12}?(?:厅|局|委员会))"
)


def begins(text: str, word_at: int) -> int | None:
    """Where the name of the town begins whose 镇 stands at a place; none when the words before it are no name.

    >>> begins("通渭县平襄镇", 5), begins("支持乡镇", 3), begins("在各镇", 2)
    (3, None, None)
    """
    for size in (2, 3, 4):
        start = word_at - size
        if start < 0:
            return None
        name = text[start:word_at]
        before = text[start - 1 : start]
        chinese, behind = _CHINESE.fullmatch(name), not _NO_NAME_BEHIND.search(name)
        if chinese and behind and before in _AFTER_DIVISION and _ends_in_division(text, start):
            return start
        if not chinese or _NO_NAME.search(name):
            if behind:
                continue
            return None
        if start == 0 or before in BORDER:
            return start
    return None


def _ends_in_division(text: str, end: int) -> bool:
    return any(text[end - n : end] in divisions.names() for n in range(3, 12) if n <= end)


def own_divisions(letter: Letter) -> frozenset[str]:
    """Divisions that no list has, or that are words of the language (城中区), before an organ in the letterhead."""
    head = letter.header
    names = [f.value for f in (*head.issuers, *head.consulted, *head.copied_to, *head.addressees)]
    names += [letter.text.cut(p.at) for p in letter.paragraphs if p.role in (Role.MASTHEAD, Role.SIGNATURE)]
    names += [letter.text.cut(p.at) for p in letter.paragraphs if p.at.length <= 24 and p.role is not Role.HEADING]
    if head.title:
        names.append(re.split(r"关于|对", head.title.value)[0])
    names += [m[0] for m in _PROVINCE_ORGAN.finditer(letter.text.reading)]
    wordlike = (word for word in divisions.WORDLIKE if any(word in name[3:] for name in names[: len(head.issuers)]))
    return frozenset(found for name in names for found in organs.unlisted(name.strip())) | frozenset(wordlike)
