"""Catalogue names and keys of documents, vehicles, organisations, concepts, events, persons and groups."""

from __future__ import annotations

import re
from functools import cache

from kg import divisions
from kg.lexicon import table
from kg.model import CONCEPTS, VEHICLES, Entity, Kind, Mention
from kg.resolve import home as homes
from kg.resolve.home import Home

_TRIAL = re.compile(r"（(?:试行|暂行|修订|修正案?|修订草案|草案|征求意见稿)）|[《》〈〉“”\"]")
_LEVEL_WORD = re.compile(
    r"[我本]?(自治区|自治州|省|市|县|区|州|旗)(?![域级场民政区县乡直本以内外部原属辖际间块市州省镇建位长容面值、])(?=.{4})"
)
_PRINTED = ("document-in-marks", "document-carried", "document-printed", "document-again")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NATIONAL = re.compile(r"^(?:中华人民共和国|国家|全国|国务院|中共中央|中国)")
_GLOBAL = re.compile(r"(?:大学|学院|公司|集团)(?:（.{2,6}）)?$|^(?:中国|中华|全国|国家|世界|国际)")
_SESSION = re.compile(
    r"^(?:(省|市|县|区|州|旗|自治区|自治州)(?=政协|人大|人民代表|第?[一二三四五六七八九十\d]+届)|(?=政协|人大)())"
)


class Things:
    """Entities of one document that are no organs."""

    def __init__(self, home: Home, scope: str) -> None:
        self.home, self.scope = home, scope

    @property
    def _own(self) -> str:
        return self.home.code or self.scope

    def of(self, mention: Mention, of: Home | None = None) -> Entity:
        """The entity of a name; `of` is the division of the organ that issued it or runs it."""
        kind, name = mention.kind, self.completed(mention)
        if kind is Kind.POLICY:
            return self._document(name, of)
        if kind in VEHICLES or kind is Kind.TEAM:
            return Entity(kind, ("vehicle", self._division(name, of), _plain(name)), name)
        if kind is Kind.CLUSTER:
            return Entity(kind, ("cluster", self._division(name, of), _plain(name)), name)
        if kind in CONCEPTS:
            return Entity(kind, ("concept", kind, _plain(name)), name)
        if kind is Kind.PERSON:
            return Entity(kind, ("person", self.scope, name), name)
        if kind is Kind.EVENT:
            return Entity(kind, ("event", name), name)
        if kind is Kind.PLACE:
            return Entity(kind, ("place", name), name)
        name = self.group(name) if kind is Kind.GROUP else name
        return Entity(kind, ("group", self.scope, kind, name), name)

    def completed(self, mention: Mention) -> str:
        """A name with its division for the level word in front: 省就业行动方案 is 广东省就业行动方案.
        Titles in marks are left as printed.

        >>> from kg.model import Range
        >>> at = Range(0, 7)
        >>> things = Things(homes.of_name("中山市"), "x")
        >>> things.completed(Mention(Kind.POLICY, at, "省就业行动方案", "document-with-place-or-year"))
        '广东省就业行动方案'
        >>> things.completed(Mention(Kind.BASE, at, "市级孵化基地", "vehicle-base"))
        '市级孵化基地'
        """
        name = mention.name
        named = mention.kind is Kind.POLICY or mention.kind in VEHICLES or mention.kind in (Kind.TEAM, Kind.CLUSTER)
        m = _LEVEL_WORD.match(name) if named and not mention.rule.startswith(_PRINTED) else None
        place = homes.spoken(self.home, m[1]) if m else homes.NOWHERE
        return place.name + name[m.end() :] if m and place.name else name

    def group(self, name: str) -> str:
        """A group of organs with the government it belongs to by its whole name.

        >>> Things(homes.of_name("广州市"), "x").group("市政府各部门")
        '广州市人民政府各部门'
        """
        m = re.match(r"(省|市|县|区|州|旗|自治区)(?:人民)?政府(?=各|有关|相关|直属|工作部门|部门)", name)
        place = homes.spoken(self.home, m[1]) if m else homes.NOWHERE
        return f"{place.long_name}人民政府{name[m.end() :]}" if m and place.name else name

    def _document(self, name: str, of: Home | None) -> Entity:
        year = _YEAR.search(name)
        title = _TRIAL.sub("", name)
        law = _laws().get(title)
        if law:
            return Entity(Kind.POLICY, ("doc", divisions.COUNTRY, law, ""), law)
        return Entity(Kind.POLICY, ("doc", self._division(title, of), title, year[0] if year else ""), name)

    def _division(self, name: str, of: Home | None) -> str:
        """The division in a name, else of its organ, else of the document."""
        if _NATIONAL.match(name):
            return divisions.COUNTRY
        named = homes.first(name)
        if named and (code := homes.of_name(named, self.home).code):
            return code
        word = name[:1]
        if word in "省市县区" and self.home.code and (place := homes.spoken(self.home, word)).code:
            return place.code
        if of is not None and of.code:
            return of.code
        return self._own

    def organisation(self, mention: Mention) -> Entity:
        """A school, enterprise, association or other organisation; 县…联合会 gets the name of its division."""
        kind, name = mention.kind, mention.name
        if named := homes.first(name):
            place = homes.of_name(named, self.home)
            return Entity(kind, ("org", place.code or self.scope, _plain(name)), name)
        word = re.match(r"(省|市|县|区|州)(?![域场民区长])", name)
        if word and (place := homes.spoken(self.home, word[1])).name:
            label = place.name + name[1:]
            return Entity(kind, ("org", place.code or self.scope, _plain(label)), label)
        return Entity(kind, ("org", "" if _GLOBAL.search(name) else self.scope, _plain(name)), name)

    def session(self, name: str) -> Entity:
        """A session with its division: 中山市政协九届二次会议.

        >>> Things(homes.of_name("中山市"), "x").session("市政协九届二次会议").label
        '中山市政协九届二次会议'
        >>> Things(homes.of_name("湖南省"), "x").session("省九届人大二次会议").label
        '湖南省九届人大二次会议'
        """
        label = name
        m = _SESSION.match(name)
        if m and self.home.name:
            place = homes.spoken(self.home, m[1]) if m[1] else self.home
            label = place.name + name[len(m[1] or "") :] if place.name else name
        return Entity(Kind.EVENT, ("event", label), label)


@cache
def _laws() -> dict[str, str]:
    """National laws by their short names, where one law alone bears it.

    >>> _laws()["教育法"]
    '中华人民共和国教育法'
    """
    found: dict[str, set[str]] = {}
    for row in table("laws"):
        found.setdefault(row["short"], set()).add(row["name"])
    return {short: next(iter(names)) for short, names in found.items() if len(names) == 1 and short not in names}


def _plain(name: str) -> str:
    return re.sub(r"[“”\"‘’《》]", "", name)
