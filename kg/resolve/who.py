"""Which organ a written name means, and the entity of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg import divisions, organ_names, organs
from kg.central_organs import central_organ, central_shorts
from kg.model import Entity, Kind
from kg.organ_endings import rows_of, tails
from kg.organs import Organ
from kg.resolve import home as homes
from kg.resolve.home import NOWHERE, Home


@dataclass(frozen=True, slots=True)
class Known:
    """An entity with the decision that a name means it."""

    entity: Entity
    rule: str
    confidence: float


class Organs:
    """Names of one document to organs. `scope` is the key part of what only this document knows."""

    def __init__(self, home: Home, year: int, scope: str, rules: bool = False) -> None:
        self.home, self.year, self.scope = home, year, scope
        self.rules = rules  # a document of rules, where 区民政局 is any of them and yet has its duties
        self.own = frozenset({home.name, home.outer} - {""} if not home.code else {home.name} & divisions.WORDLIKE)
        self._full: dict[tuple[str, str], list[str]] = {}
        self._known: dict[tuple[str, Kind], Known | None] = {}

    def learn(self, names: list[str]) -> None:
        """Remember the full endings that the document itself uses for each division."""
        self._known.clear()
        for name in names:
            organ = organs.read(name, None, self.own)
            if organ is None or organ.start:
                continue
            place = self.place(organ)
            full, _ = organ_names.full_tail(organ.tail, place.level, self.year)
            used = self._full.setdefault((place.code or "", place.name), [])
            if full not in used:
                used.append(full)

    def _used(self, place: Home) -> list[str]:
        """The full endings that the document uses for organs of a division."""
        return self._full.get((place.code or "", place.name), [])

    def place(self, organ: Organ) -> Home:
        """The division that an organ is of."""
        if organ.division and organ.division.endswith(self.home.name or "?") and not self.home.code:
            return self.home
        if organ.division and organ.division == self.home.outer:
            return homes.spoken(self.home, organ.division[-1])
        if organ.division:
            return homes.of_name(organ.division, self.home, self.year)
        if organ.word:
            return homes.spoken(self.home, organ.word)
        return self._suits(organ.tail)

    def _suits(self, tail: str) -> Home:
        """The division of an ending alone: a 厅 is of the province, any other of the document's division."""
        if tail.endswith("厅") and self.home.code:
            return homes.spoken(self.home, "省")
        return self.home if self.home.name else NOWHERE

    def known(self, name: str, kind: Kind = Kind.AGENCY) -> Known | None:
        """The organ of a written name; none when it means no organ in particular (区政府 in a letter of the city)."""
        if (name, kind) not in self._known:
            self._known[name, kind] = self._meant(name, kind)
        return self._known[name, kind]

    def _meant(self, name: str, kind: Kind) -> Known | None:
        for written in (name, name.removeprefix("中国共产党")):
            row = central_organ(written, self.year)
            if row and self._is_central(written, row["kind"]):
                return self._central(row["name"], written, kind)
        bank = re.fullmatch(r"(?:(?:中国)?人民银行|人行)(.{2,}?)(中支)?", name)
        if bank:
            whole = f"中国人民银行{bank[1]}{'中心支行' if bank[2] else ''}"
            return Known(Entity(kind, ("org", "", whole), whole), "organ.central-bank", 0.9)
        league = re.fullmatch(r"团([省市县区州旗])委|共青团(.+?)(?:委|委员会)", name)
        if league:
            place = homes.spoken(self.home, league[1]) if league[1] else homes.of_name(league[2], self.home)
            return (
                self._league(place, name, kind)
                if place.name
                else self._named(name, kind, "organ.unknown-division", 0.7)
            )
        if name.endswith("部门"):
            return self._role(name, kind)
        organ = organs.read(name, None, self.own)
        if organ is None or organ.start:
            return (
                self._town(name, kind)
                or self._zone(name, kind)
                or self._branch(name, kind)
                or self._named(name, kind, "organ.as-written")
            )
        place = self.place(organ)
        if not place.name:
            if organ.word and self.home.code and not self.rules:
                return None
            if organ.word in ("镇", "乡", "街道") and not self.rules:
                return None
            return self._named(name, kind, "organ.unknown-division", 0.7)
        return self._local(organ, place, kind)

    def _is_central(self, name: str, kind: str) -> bool:
        if name not in tails() or kind == "":
            return True
        return (
            self.home.level == "national"
            or not self.home.name
            or not any(row["kind"] != "垂直" for row in rows_of(name))
        )

    def _central(self, full: str, written: str, kind: Kind) -> Known:
        shorts = central_shorts(full)
        entity = Entity(kind, ("org", divisions.COUNTRY, full), full, (), shorts, (divisions.COUNTRY,), "national")
        return Known(
            entity, "organ.central" if written == full else "organ.central-short", 0.97 if written == full else 0.93
        )

    def _role(self, name: str, kind: Kind) -> Known | None:
        """The organ named by its duty: the bureau of it that the document names, else the words as written."""
        if name.startswith(("国务院", "国家", "全国")):
            entity = Entity(kind, ("org", divisions.COUNTRY, name), name, (), (), (divisions.COUNTRY,), "national")
            return Known(entity, "organ.by-duty", 0.75)
        words = re.sub(r"(?:行政主管|行政管理|行政|主管|监管|管理)?部门$", "", name)
        organ = organs.read(words + "局", None, self.own) or organs.read(words + "厅", None, self.own)
        if organ is None or organ.start or organ.bare:
            return self._named(name, kind, "organ.by-duty", 0.6)
        place = self.place(organ)
        if not place.name:
            return self._named(name, kind, "organ.by-duty", 0.6) if self.rules else None
        own = [u for u in self._used(place) if organ_names.same_function(organ.tail, u)]
        if len(own) == 1:
            return self._local(replace(organ, tail=own[0]), place, kind)
        rest = name.removeprefix(organ.division or organ.word)
        label = place.long_name + rest
        return Known(self._entity(place, label, rest, rest, kind), "organ.by-duty", 0.7)

    def _league(self, place: Home, name: str, kind: Kind) -> Known:
        label = f"共青团{place.long_name}委员会"
        hidden = tuple(dict.fromkeys((place.name + "团委", f"共青团{place.name}委", name)))
        codes = (place.code,) if place.code else ()
        return Known(
            Entity(kind, ("org", place.nearest or self.scope, label), label, (), hidden, codes, place.level),
            "organ.league",
            0.9,
        )

    def _town(self, name: str, kind: Kind) -> Known | None:
        """The body of a town in the division of the document: 小榄镇人民政府."""
        town = re.fullmatch(r"([\u4e00-\u9fff]{1,4}(?:镇|乡|街道))(人民政府|政府|党委|办事处|党工委)", name)
        if not town or homes.split(town[1]):
            return None
        tail = organ_names.full_tail(town[2], "township")[0] if town[2] == "政府" else town[2]
        above = self.home if self.home.code else homes.of_code(self.home.within) if self.home.within else NOWHERE
        if town[1] == self.home.name:
            return Known(self._entity(self.home, self.home.long_name + tail, tail, tail, kind), "organ.town", 0.9)
        if above.level not in ("county", "prefectural"):
            return None
        place = Home(None, town[1], town[1], "township", above.code)
        return Known(self._entity(place, place.long_name + tail, tail, tail, kind), "organ.town", 0.85)

    def _zone(self, name: str, kind: Kind) -> Known | None:
        """The body of a zone, by its own name in the division of the document: 城南新区管委会."""
        zone = re.fullmatch(r"([\u4e00-\u9fff]{2,14}(?:区|园|城|港))(管理委员会|管委会|党工委)", name)
        if not zone or homes.split(zone[1]):
            return None
        place = Home(None, zone[1], zone[1], "county", self.home.nearest)
        full = organ_names.full_tail(zone[2], "county")[0]
        return Known(self._entity(place, zone[1] + full, full, zone[2], kind), "organ.zone", 0.8)

    def _branch(self, name: str, kind: Kind) -> Known | None:
        """公安局某区分局, 某镇人民政府: the body behind a division or a level word."""
        for size in range(min(homes.LONGEST, len(name) - 2), 0, -1):
            head, rest = name[:size], name[size:]
            place = homes.of_name(head, self.home) if head in divisions.names() else NOWHERE
            if not place.name and head in organs.WORDS and len(rest) > 2:
                place = homes.spoken(self.home, head)
            if place.name and len(rest) > 1:
                return Known(self._entity(place, place.long_name + rest, rest, rest, kind), "organ.division", 0.85)
        return None

    def _named(self, name: str, kind: Kind, rule: str, confidence: float = 0.85) -> Known:
        return Known(Entity(kind, ("org", self.scope, name), name), rule, confidence)

    def _local(self, organ: Organ, place: Home, kind: Kind) -> Known:
        tail, rule, confidence = organ.tail, "organ.division" if organ.division else "organ.level", 0.95
        full, how = organ_names.full_tail(tail, place.level, self.year)
        if how == "organ.short-form":
            confidence = 0.9
            rule += "+short-form"
        used = self._used(place)
        own = [
            u for u in used if organ_names.signature(u) in (organ_names.signature(full), organ_names.signature(tail))
        ]
        if how == "organ.as-written" or (not own and how != "organ.full-name"):
            own = [u for u in used if organ_names.abbreviates(tail, u)]
            if how == "organ.as-written":
                shared = organ_names.signature(tail)
                own = [u for u in own if organ_names.signature(u) != shared] or own
            by_length = sorted(own, key=len)  # of two spellings the longer is the formal one: 教育和体育局
            own = list({organ_names.signature(u): u for u in by_length}.values())
            if len(own) == 1:
                rule, confidence = "organ.same-document", 0.88
        if own and (how != "organ.short-form" or len(own) == 1):
            if own[0] != tail and how == "organ.full-name":
                rule, confidence = "organ.spelling", 0.9
            full = organ_names.full_tail(own[0], place.level, self.year)[0]
        if organ.bare:
            rule, confidence = "organ.bare", 0.8
        label = organ_names.whole_name(place.long_name, place.short, full, self.year)
        return Known(self._entity(place, label, full, tail, kind), rule, confidence)

    def _entity(self, place: Home, label: str, full: str, written: str, kind: Kind) -> Entity:
        hidden = [
            place.name + written,
            place.name + full,
            place.long_name + written,
            organ_names.whole_name(place.name, place.short, full, self.year),
        ]
        found = divisions.get(place.code or "")
        for alias in divisions.aliases(found) if found else ():
            hidden += [alias + written, alias + full]
        for short in organ_names.short_tails(full):
            hidden += [place.name + short, *([place.short + short] if place.short else [])]
        if full == "人民代表大会常务委员会":
            hidden.append(place.name + "人大常委会")
        if full == "委员会" or written == "委":
            hidden += [place.name + "委", "中共" + place.name + "委员会"]
        if full.startswith("党委"):
            hidden += [place.name + full, "中共" + place.name + full]
        clean = tuple(dict.fromkeys(h for h in hidden if h != label))
        key = ("org", place.nearest or self.scope, organ_names.signature(label))
        return Entity(kind, key, label, (), clean, (place.code,) if place.code else (), place.level)

    def government(self, place: Home) -> Known | None:
        """The people's government of a division."""
        if not place.name:
            return None
        label = place.long_name + "人民政府"
        return Known(self._entity(place, label, "人民政府", "政府", Kind.AGENCY), "organ.government-of-place", 0.85)
