"""What a measure works on: targets, instruments, beneficiaries, basis and concerns of a parsed clause."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.measures.clauses import Clause, Frame, Ground, group_head
from kg.measures.verbs import Verb, nominal, scan
from kg.model import ORGANISATIONS, Kind, Link, Mention, Range, Reference

ORGS = ORGANISATIONS | {Kind.GROUP, Kind.TEAM}
_COUNT_TAIL = re.compile(
    "(?:共|共计|累计|约|近|超|超过|达)?\\d[\\d,.]*(?:多|余)?[万亿千百]?(?:个|处|张|家|所|套|台|项|条|名|人|人次|万元|亿元|元|期|场|次|户|亩|公里|平方米|辆|门|座|件|间|批|只|头|吨|%).*$"
)
_COUNT_HEAD = re.compile(
    "^(?:(?:了|好|出|起)?(?:共|累计|约|近|超|超过|不少于|至少)?(?:\\d[\\d,.]*|[一二两三四五六七八九十百]+)(?:多|余)?[万亿千百]?(?:个|处|张|家|所|套|台|项|条|名|人|期|场|次|户|亩|公里|辆|门|座|件|间|批|种|类|份|支|只|系列|大)(?:以上|左右)?的?)|^(?:一批|一系列|多个|若干|各类|各种|相应的?|相关的?|有关的?)"
)
_PART = re.compile("、|和|及|以及|与")
_STOP_BENEFIT = re.compile("最高|每|不超过|一次性|适当|相应|必要|\\d|大力|积极|有力|重点|充分")


@dataclass(slots=True)
class Links:
    """Links of one measure, and the mentions it had to make for things no list names."""

    targets: list[Link] = field(default_factory=list)
    instruments: list[Link] = field(default_factory=list)
    beneficiaries: list[Link] = field(default_factory=list)
    based_on: list[Link] = field(default_factory=list)
    concerns: list[Link] = field(default_factory=list)


class Linker:
    """Reads the links of clauses; `mentions` grows by the unnamed things it meets."""

    def __init__(self, ground: Ground, mentions: list[Mention]) -> None:
        self.ground = ground
        self.text = ground.text
        self.mentions = mentions
        self.made: dict[tuple[Kind, Range, str], int] = {}

    def mention(self, kind: Kind, at: Range, name: str, rule: str, reference: Reference = Reference.NAME) -> int:
        """The index of a mention made here, one for each thing and place."""
        key = (kind, at, name)
        if key not in self.made:
            self.made[key] = len(self.mentions)
            self.mentions.append(Mention(kind, at, name, rule, 0.8, reference))
        return self.made[key]

    def read(self, clause: Clause, verb: Verb, outer_from: Range | None) -> Links:
        """All links of a clause whose main verb is known."""
        links = Links()
        for frame in clause.frames:
            self._frame(frame, verb, links)
        if (
            clause.topic is not None
            and clause.topic.end <= (clause.verb_at or clause.at).start
            and not clause.subject
            and not group_head(self.text[slice(*clause.topic)])
        ):
            self._passive(clause.topic, links)
        rest = clause.object
        if verb.outer and outer_from is not None:
            self._people(outer_from, links, "beneficiary-outer")
            rest = Range(outer_from.end, clause.object.end)
            self._inner(rest, links)
        else:
            self._object(rest, verb, links)
        return links

    def _frame(self, frame: Frame, verb: Verb, links: Links) -> None:
        named = list(self.ground.inside(frame.inner))
        if frame.kind in ("basis", "place", "means", "focus"):
            for i in named:
                kind = self.mentions[i].kind
                if kind is Kind.POLICY and frame.kind != "focus":
                    links.based_on.append(Link(i, frame.at, "basis-frame", 0.92))
                elif kind in (Kind.FUND, Kind.PROGRAM, Kind.BASE, Kind.MECHANISM) and frame.kind in ("place", "means"):
                    links.instruments.append(Link(i, frame.at, "instrument-frame", 0.85))
            if frame.kind == "means" and not any(
                self.mentions[i].kind not in (Kind.DIVISION, Kind.PLACE) for i in named
            ):
                words = re.sub(
                    "(?:等)?(?:多种|各种)?(?:方式|形式|手段|途径|渠道|措施|办法|平台)$",
                    "",
                    self.text[slice(*frame.inner)],
                )
                if words != self.text[slice(*frame.inner)]:
                    self._parts(
                        Range(frame.inner.start, frame.inner.start + len(words)),
                        Kind.THING,
                        links.instruments,
                        "instrument-words",
                    )
        elif frame.kind in ("to", "for") and verb.kind in (
            "reward",
            "fund",
            "serve",
            "support",
            "train",
            "build",
            "guide",
            "organise",
            "decide",
        ):
            self._people(frame.inner, links, "beneficiary-frame")
        elif frame.kind == "object":
            if "moves" in verb.marks:
                if named := [i for i in named if self.mentions[i].kind not in (Kind.DIVISION, Kind.PLACE)]:
                    links.targets.extend(Link(i, frame.at, "target-moved", 0.9) for i in named)
                else:
                    self._thing(frame.inner, links.targets, "target-moved")
            else:
                self._people(frame.inner, links, "beneficiary-changed", only_people=True)

    def _passive(self, topic: Range, links: Links) -> None:
        named = [i for i in self.ground.inside(topic) if self.mentions[i].kind not in (Kind.DIVISION, Kind.PLACE)]
        for i in named[:3]:
            kind = self.mentions[i].kind
            (links.instruments if kind in (Kind.MECHANISM, Kind.PROGRAM, Kind.FUND) else links.targets).append(
                Link(i, topic, "target-topic", 0.8)
            )
        if not named:
            self._thing(topic, links.targets, "target-topic")

    def _object(self, at: Range, verb: Verb, links: Links) -> None:
        """Named and unnamed things in the object of a verb."""
        named = list(self.ground.inside(at))
        form = verb.form
        moving = "moves" in verb.marks
        making = (
            "makes" in verb.marks
            or verb.kind in ("recruit",)
            or any(
                form.endswith(m)
                for m in (
                    "设立",
                    "建立",
                    "建设",
                    "建成",
                    "出台",
                    "印发",
                    "制定",
                    "引进",
                    "成立",
                    "打造",
                    "开设",
                    "发布",
                )
            )
        )
        people = False
        for i in named:
            mention = self.mentions[i]
            kind = mention.kind
            if kind in (Kind.DIVISION, Kind.PLACE, Kind.PERSON):
                continue
            if kind is Kind.POLICY:
                if moving:
                    links.instruments.append(Link(i, at, "instrument-list", 0.85))
                elif verb.kind == "issue" or making or form in ("通过", "批准", "同意", "公布", "转发"):
                    links.targets.append(Link(i, at, "target-issued", 0.95))
                else:
                    links.based_on.append(Link(i, at, "basis-object", 0.8))
            elif kind in (Kind.FUND, Kind.PROGRAM, Kind.BASE, Kind.MECHANISM, Kind.HONOUR):
                if moving or not making or (kind is Kind.FUND and verb.kind in ("fund", "reward")):
                    links.instruments.append(Link(i, at, "instrument-object", 0.88))
                else:
                    links.targets.append(Link(i, at, "target-made", 0.9))
            elif kind in ORGS:
                people = True
                if making and kind is not Kind.GROUP:
                    links.targets.append(Link(i, at, "target-made", 0.88))
                elif kind is Kind.GROUP and making:
                    links.targets.append(Link(i, at, "target-made", 0.75))
                else:
                    links.beneficiaries.append(Link(i, at, "beneficiary-object", 0.85))
            elif kind in (Kind.INDUSTRY, Kind.CLUSTER, Kind.MAJOR, Kind.OCCUPATION):
                links.targets.append(Link(i, at, "target-concept", 0.82))
            elif making:
                links.targets.append(Link(i, at, "target-made", 0.8))
        if verb.role == "beneficiary" and not people and verb.kind in ("reward", "fund", "support", "guide", "train"):
            stop = _STOP_BENEFIT.search(self.text, at.start, at.end)
            end = stop.start() if stop else at.end
            for i in named:
                if self.mentions[i].kind in (Kind.FUND, Kind.PROGRAM):
                    end = min(end, self.mentions[i].at.start)
            if end > at.start:
                self._people(Range(at.start, end), links, "beneficiary-object", only_people=True)
        elif (
            verb.form.startswith(("给予", "赋予", "授予", "提供给", "发给", "补助", "资助", "奖励", "帮助", "服务"))
            and not people
        ):
            stop = _STOP_BENEFIT.search(self.text, at.start, at.end)
            fund = min((self.mentions[i].at.start for i in named if self.mentions[i].kind is Kind.FUND), default=at.end)
            end = min(stop.start() if stop else at.end, fund)
            if end > at.start:
                self._people(Range(at.start, end), links, "beneficiary-object", only_people=True)
        if making and not links.targets and not moving:
            self._thing(at, links.targets, "target-words")

    def _inner(self, at: Range, links: Links) -> None:
        """Things named behind an outer verb and its people: 支持各院校建设实训基地."""
        inner = next(
            (
                (p, v)
                for p, v in scan(self.text, at.start, at.end)
                if not self.ground.masked[p] and not nominal(self.text, p, v, at.end)
            ),
            None,
        )
        making = inner is not None and "makes" in inner[1].marks
        named = False
        for i in self.ground.inside(at):
            kind = self.mentions[i].kind
            if kind in (Kind.FUND, Kind.PROGRAM, Kind.BASE, Kind.MECHANISM, Kind.POLICY):
                named = True
                (links.targets if making else links.instruments).append(Link(i, at, "inner-object", 0.82))
        if making and not named and inner is not None:
            self._thing(Range(inner[0] + len(inner[1].form), at.end), links.targets, "inner-words")

    def _people(self, at: Range, links: Links, rule: str, *, only_people: bool = False) -> None:
        """People or organisations named in a stretch, else the noun phrases themselves."""
        named = [i for i in self.ground.inside(at) if self.mentions[i].kind in ORGS]
        if named:
            links.beneficiaries.extend(Link(i, at, rule, 0.88) for i in named)
            return
        concepts = [
            i
            for i in self.ground.inside(at)
            if self.mentions[i].kind
            in (Kind.INDUSTRY, Kind.CLUSTER, Kind.PROGRAM, Kind.BASE, Kind.MECHANISM, Kind.FUND)
        ]
        if concepts:
            for i in concepts:
                (links.targets if self.mentions[i].kind in (Kind.INDUSTRY, Kind.CLUSTER) else links.instruments).append(
                    Link(i, at, rule, 0.8)
                )
            return
        self._parts(
            at,
            Kind.GROUP if only_people or people_words(self.text[slice(*at)]) else Kind.THING,
            links.beneficiaries if people_words(self.text[slice(*at)]) else links.targets,
            rule,
            only_people=only_people,
        )

    def _parts(self, at: Range, kind: Kind, into: list[Link], rule: str, *, only_people: bool = False) -> None:
        """The parts of a coordinated noun phrase as things of their own; 等… closes the list."""
        words = self.text[slice(*at)]
        words = re.sub("等[^、和]*$|的$", "", words)
        head = words.rfind("的")
        offset = head + 1 if head >= 0 and len(words) - head > 2 else 0
        place = at.start + offset
        for part in _PART.split(words[offset:]):
            start = self.text.find(part, place, at.end) if part else -1
            if start < 0:
                continue
            place = start + len(part)
            name = _COUNT_HEAD.sub("", part)
            start += len(part) - len(name)
            if not 2 <= len(name) <= 24 or re.search("[，。；：\\d]", name) or (only_people and not people_words(name)):
                continue
            where = Range(start, start + len(name))
            into.append(Link(self.mention(kind, where, name, rule), at, rule, 0.72))

    def _thing(self, at: Range, into: list[Link], rule: str) -> None:
        """The head of an object that no list names: 护理型床位 in 护理型床位46张."""
        words = self.text[slice(*at)]
        offset = 0
        if match := re.match("[了好起出]", words):
            offset = match.end()
        if match := _COUNT_HEAD.match(words[offset:]):
            offset += match.end()
        head = words.rfind("的")
        if head >= offset and len(words) - head > 2 and not re.match("的(?:通知|意见|办法)", words[head:]):
            offset = head + 1
        name = _COUNT_TAIL.sub("", words[offset:])
        name = re.split("[，。；：（]|等(?=[^级待]|$)", name)[0]
        if match := _COUNT_HEAD.match(name):
            offset += match.end()
            name = name[match.end() :]
        if 2 <= len(name) <= 24 and not re.search("[，。；：“”《》]", name):
            where = Range(at.start + offset, at.start + offset + len(name))
            if any(self.ground.masked[where.start : where.end]) and any(
                self.mentions[i].kind is Kind.POLICY for i in self.ground.inside(where)
            ):
                return
            kind = Kind.GROUP if people_words(name) else Kind.THING
            into.append(Link(self.mention(kind, where, name, rule), at, rule, 0.72))


_PEOPLE = re.compile(
    "(?:人|者|员|人才|人员|群体|学生|教师|职工|员工|农民|农户|企业|单位|机构|院校|学校|高校|医院|协会|组织|团队|家庭|户|居民|群众|百姓|"
    "儿童|妇女|青年|青少年|老人|老年人|残疾人|干部|专家|队伍|主体|社区|部门|政府|街道|乡镇|镇街|村|合作社|商户|个体工商户|市民|公司|"
    "负责人|管理层|毕业生|工匠|博士|医生|护士|患者|司机|驾驶员|对象|银行|园区|各地|地方|县区|市县|网站|点|省|市|县|区)$"
)


def people_words(words: str) -> bool:
    """Whether a noun phrase names people or organisations.

    >>> people_words("特殊困难老年人"), people_words("人才公寓")
    (True, False)
    """
    return _PEOPLE.search(re.sub("（[^（）]*）$|等$", "", words)) is not None
