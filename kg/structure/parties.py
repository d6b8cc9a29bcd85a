"""Who is written to, consulted and copied: lists of names as official documents write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Field, Range
from kg.structure.lines import is_organ

_COUNT = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
_TITLE = rf"(?:等{_COUNT}?(?:名|位)?|{_COUNT}(?:名|位))?(?:政协|人大)?(?:委员|代表)"
_PERSON = re.compile(r"[\u4e00-\u9fa5·*＊×某○]{2,12}")
_TITLED = re.compile(r"[\u4e00-\u9fa5]{0,8}(?:人大代表|政协委员)(?P<name>[\u4e00-\u9fa5·]{2,4})")
_BARE = 3  # 办公室 behind 和 is no organ by itself
_COURTESY = re.compile(r"(?:先生|女士|同志|同学)$")
_CONSULTED = re.compile(
    r"(?:经|并|我[局委厅办部]|，)(?:综合|征求|征询|汇总|吸收|商|会商|会同|商请|听取|会|与|研究并商)了?"
    r"(?P<list>[^。；]{2,160}?)"
    r"(?:的?(?:会办|办理|协办)?意见|(?:共同|认真|联合|专题|专门)?(?:进行了?|开展了?|作了)?(?:共同|认真|联合|深入|充分)*"
    r"(?:研究|办理|协商|会商|沟通|会办|商议|调研|讨论|论证)|，|等部门|等单位|后，|同意)"
)
_STUDIED = re.compile(r"经(?P<list>[^，。；]{4,80}?)(?:共同|认真|联合)?(?:研究|办理|会商)")
_BY = re.compile(r"经(?P<first>[\u4e00-\u9fa5]{3,20}?)会同(?P<list>[^。；]{2,120}?)(?:共同|认真)?(?:研究|办理|协商|，)")


def members(reading: str, at: Range) -> tuple[Field, ...]:
    """Names of members and deputies without 委员 or 代表, or the organs addressed."""
    full = reading[at.start : at.end]
    start = at.start + (3 if full.startswith("尊敬的") else 0)
    words = reading[start : at.end].rstrip("：:")
    found: list[Field] = []
    if titled := _TITLED.fullmatch(reading, start, start + len(words)):
        return (Field(titled["name"], Range(*titled.span("name")), "structure.addressee"),)
    plural = re.search(rf"{_TITLE}$", words)
    if plural and not words.startswith("各"):
        for name, place in _parts(words[: plural.start()], start, "、，"):
            bare = re.sub(rf"(?:{_TITLE}|等)$", "", name)
            if bare and (_PERSON.fullmatch(bare) or is_organ(bare)):
                found.append(Field(bare, Range(place, place + len(bare)), "structure.addressee"))
        return tuple(found)
    if _COURTESY.search(words) and len(words) <= 8:
        bare = _COURTESY.sub("", words)
        name = bare if len(bare) > 1 else words  # 陈女士 has no other name
        return (Field(name, Range(start, start + len(name)), "structure.addressee"),) if bare else ()
    if re.fullmatch(r"各位.*|来信人|.*(?:网友|市民|朋友|同志|guest|您好).*", words):
        return ()
    return organ_list(words, start, "structure.addressee")


def organ_list(words: str, start: int, rule: str) -> tuple[Field, ...]:
    """Organs of a list. 各省、自治区、直辖市人民政府 is one; 国务院各部委、各直属机构 are two, the second completed.

    >>> [f.value for f in organ_list("各市、县人民政府，省政府各部门、各直属机构", 0, "list")]
    ['各市、县人民政府', '省政府各部门', '省政府各直属机构']
    """
    found: list[Field] = []
    for group, group_at in _parts(words, start, "，；,;"):
        parts = list(_parts(group, group_at, "、"))
        if len(parts) > 1 and any(not _bears_head(name) for name, _ in parts[:-1]):
            parts = list(_merged(group, group_at, parts))
        prefix = ""
        for i, (name, place) in enumerate(part for whole in parts for part in _two(*whole)):
            if i == 0:
                prefix = _prefix(name)
            value = _trimmed(_completed(name, prefix) if i else name)
            if value:
                found.append(Field(value, Range(place, place + min(len(name), len(value))), rule))
    return tuple(found)


def _two(name: str, place: int) -> Iterator[tuple[str, int]]:
    """The last two of a list: 市教育局和市住房城乡建设局."""
    for match in re.finditer("以及|[和与及]", name):
        left, right = name[: match.start()], name[match.end() :]
        if is_organ(left) and is_organ(right) and len(right) > _BARE:
            yield left, place
            yield right, place + match.end()
            return
    yield name, place


def _prefix(name: str) -> str:
    """What the first name of a list lends to the next: 国务院各部委 lends 国务院, 各区财政局 lends 各区."""
    several = re.match(r"各[省市区县州镇乡盟旗]{1,2}(?:（[^（）]{1,8}）)?(?=[\u4e00-\u9fa5]{2})(?!人民政府|政府)", name)
    if several:
        return several.group()
    above = re.match(r"(.{2,12}?)(?:各|有关)(?=[\u4e00-\u9fa5])", name)
    return above.group(1) if above else ""


def _completed(name: str, prefix: str) -> str:
    if not prefix:
        return name
    if prefix.startswith("各"):
        bare = is_organ(name) and not re.match(r"各|[省区县州]|市(?!场|容|政管)|.{2,8}[省市区县州](?!场)", name)
        return prefix + name if bare else name
    return prefix + name if re.match(r"各|直属机构|有关|部门", name) else name


def _bears_head(name: str) -> bool:
    """Whether a name of a list can stand by itself."""
    return is_organ(name.removesuffix("提案")) or bool(
        re.search(r"部委|部门|机构|单位|政府|委员会|[局厅委部院会署办]$", name)
    )


def _merged(group: str, at: int, parts: list[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """各省、自治区、直辖市人民政府 is kept in one; a run of bare names is closed by the first that bears a head."""
    held = -1
    for name, place in parts:
        if held < 0:
            held = place
        if _bears_head(name):
            yield group[held - at : place + len(name) - at], held
            held = -1
    if held >= 0:
        yield group[held - at :], held


def _trimmed(name: str) -> str:
    """A name without what hangs behind it: 市政协提案 is 市政协."""
    name = re.sub(r"(?:[（(]\d{1,3}份[）)])?[。：:等\s]*$", "", name)
    if name.endswith("提案") and is_organ(name[:-2]):
        return name[:-2]
    return name if len(name) > 1 else ""


def _parts(words: str, start: int, marks: str) -> Iterator[tuple[str, int]]:
    place = 0
    for part in re.split(f"[{marks}]", words):
        if part:
            yield part, start + place
        place += len(part) + 1


def consulted(reading: str, at: Range) -> tuple[Field, ...]:
    """The organs whose view the opening says was heard: 经综合市科技局、市教育局意见.

    >>> [f.value for f in consulted("收悉，经商省财政厅、省教育厅，现答复如下：", Range(0, 22))]
    ['省财政厅', '省教育厅']
    """
    if (match := _BY.search(reading, *at)) and is_organ(match["first"]):
        first = Field(match["first"], Range(*match.span("first")), "structure.consulted")
        return first, *_only_organs(match)
    for pattern in (_CONSULTED, _STUDIED):
        if (match := pattern.search(reading, *at)) and (fields := _only_organs(match)):
            return tuple(fields)
    return ()


def _only_organs(match: re.Match[str]) -> list[Field]:
    return [
        f
        for f in organ_list(match["list"], match.start("list"), "structure.consulted")
        if is_organ(f.value) and "有关" not in f.value and "相关" not in f.value
    ]
