"""What a measure works on: targets, instruments, beneficiaries, basis and concerns of a parsed clause."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.measures import phrases
from kg.measures.adverbs import before_adverbs
from kg.measures.clauses import Clause
from kg.measures.frames import Frame, preposition
from kg.measures.ground import Ground
from kg.measures.people import PEOPLE_INSIDE, group_head, people_words
from kg.measures.verbs import NOUN_BEHIND, Verb, nominal, scan
from kg.model import ORGANISATIONS, VEHICLES, Kind, Link, Mention, Range, Reference

ORGS = ORGANISATIONS | {Kind.GROUP, Kind.TEAM}
_CONCEPTS = frozenset({Kind.INDUSTRY, Kind.CLUSTER, Kind.MAJOR, Kind.OCCUPATION})
_PLACES = frozenset({Kind.DIVISION, Kind.PLACE, Kind.PERSON})
_STOP_BENEFIT = re.compile("最高|每|不超过|一次性|适当|相应|必要|\\d|大力|积极|有力|重点|充分")
_GIVES = ("给予", "赋予", "授予", "发给", "补助", "资助", "奖励", "帮助", "服务", "提供给")
_MANNER = re.compile("(?:等)?(?:多种|各种)?(?:方式|形式|手段|途径|渠道|措施|办法)$")
_SERIAL = re.compile("推动|促进|支持|用于|助力|带动|撬动|引导")
_FOR_PEOPLE = frozenset(
    {"reward", "fund", "serve", "support", "train", "build", "guide", "organise", "decide", "regulate"}
)
_LEARNERS = re.compile(
    "^(?:对|为)?(?:[^，。的]{0,6})(?:学生|学员|教师|职工|员工|群众|居民|老年人|儿童|残疾人|农民|企业|市民)(?=[^，。]{2})"
)
_ADVERBIAL = re.compile("[地的]$|积极|主动|深化|参与")
_TOOL = re.compile("(?:工具|平台|系统|资金|机制|模式)$")
_PAID = re.compile("(?:资金|经费|基金|补贴|贷款|力量|资源|\\d[万亿]?元)$")
_POT = re.compile("(?:资金|经费|基金|收入|收益|差款|结余|预算|[税费金])$")  # what money comes out of: 从水资源费中
_LIST = re.compile(
    "(?:预算|规划|计划|目录|清单|名录|名单|专项|布局|体系|[系]统|平台|范围|台账)$"
)  # what things are put into
_WAYS = re.compile(
    "(?:政策|制度|机制|模式|方式|办法|措施|优惠|减免|补贴|补助|奖励|控制|管理|服务|改革|试点|保障|责任制|承诺制)$"
)
_PRACTISED = frozenset(["实行", "推行", "实施", "落实", "执行", "采用", "采取", "创新", "推广", "探索", "深化"])
_ITS = re.compile("其(?!中|他|余)")
_AND = re.compile("[和及、]")
_NO_NAME = re.compile("^(?:[、和与及]|给[你各])|[，。；：《》]")


@dataclass(slots=True)
class Links:
    """Links of one measure."""

    targets: list[Link] = field(default_factory=list)
    instruments: list[Link] = field(default_factory=list)
    beneficiaries: list[Link] = field(default_factory=list)
    based_on: list[Link] = field(default_factory=list)
    concerns: list[Link] = field(default_factory=list)

    def add(self, other: Links) -> None:
        """Takes the links of another in."""
        self.targets += other.targets
        self.instruments += other.instruments
        self.beneficiaries += other.beneficiaries
        self.based_on += other.based_on
        self.concerns += other.concerns


def once(links: list[Link]) -> tuple[Link, ...]:
    """Each mention once, the first word on it kept."""
    return tuple({link.mention: link for link in reversed(links)}.values())[::-1]


class Linker:
    """Reads the links of clauses; `mentions` grows by the unnamed things it meets."""

    def __init__(self, ground: Ground, mentions: list[Mention]) -> None:
        self.ground, self.mentions = ground, mentions
        self.text = ground.text
        self.made: dict[tuple[Kind, Range, str], int] = {}

    def mention(
        self,
        kind: Kind,
        at: Range,
        name: str,
        rule: str,
        reference: Reference = Reference.NAME,
        antecedent: int | None = None,
    ) -> int:
        """The index of a mention made here, one for each thing and place."""
        key = (kind, at, name)
        if key not in self.made:
            self.made[key] = len(self.mentions)
            self.mentions.append(Mention(kind, at, name, rule, 0.8, reference, antecedent))
        return self.made[key]

    def read(self, clause: Clause, verb: Verb, people: Range | None) -> Links:
        """All links of a clause whose main verb is known; `people` is whom an outer verb moves."""
        links = Links()
        for frame in clause.frames:
            self.frame(frame, verb, links)
        if self._topical(clause):
            self._passive(clause, links)
        whole = people is not None and people.end == clause.object.end and "makes" in verb.marks  # 聘请专家
        if verb.outer and people is not None and not whole and not _PAID.search(self.text[slice(*people)]):
            self._people(people, links, "beneficiary-outer")
            self._inner(Range(people.end, clause.object.end), links)
        else:
            self._object(clause.object, verb, links)
        return links

    def moved(self, clause: Clause) -> Range | None:
        """Whom an outer verb moves: the stretch between it and the inner verb."""
        at = clause.object
        stop = at.end
        for place, verb in scan(self.text, at.start + 1, at.end):
            if self.ground.masked[place] or nominal(self.text, place, verb, at.end):
                continue
            if verb.noun and not _ADVERBIAL.search(self.text[max(at.start, place - 3) : place]):
                continue
            stop = before_adverbs(self.ground, at.start, place)
            break
        for place in range(at.start + 2, stop):
            if not self.ground.masked[place] and preposition(self.ground, place, at.end):
                stop = place
                break
        if (
            stop == at.end
            and (head := PEOPLE_INSIDE.search(self.text, at.start + 1, at.end))
            and head.end() + 2 <= at.end
            and not (self.ground.masked[head.end() - 1] and self.ground.masked[head.end()])
        ):
            stop = head.end()
        return Range(at.start, stop) if stop > at.start else None

    def _topical(self, clause: Clause) -> bool:
        topic = clause.topic
        if topic is None or clause.subject or clause.verb_at is None or topic.end > clause.verb_at.start:
            return False
        return not group_head(self.text[slice(*topic)])

    # ── frames and topics ──

    def frame(self, frame: Frame, verb: Verb, links: Links) -> None:
        """What a frame gives: 按照《…》 a basis, 对… a beneficiary, 将… what is moved, 通过… an instrument."""
        named = list(self.ground.inside(frame.inner))
        if frame.kind in ("basis", "place", "means", "focus"):
            for i in named:
                kind = self.mentions[i].kind
                if kind is Kind.POLICY and frame.kind != "focus":
                    links.based_on.append(Link(i, frame.at, "basis-frame", 0.92))
                elif kind in VEHICLES - {Kind.HONOUR} and frame.kind in ("place", "means"):
                    links.instruments.append(Link(i, frame.at, "instrument-frame", 0.85))
            self._means(frame, named, links)
            if frame.kind == "focus" and self.text.startswith("面向", frame.at.start) and verb.kind in _FOR_PEOPLE:
                self._people(frame.inner, links, "beneficiary-frame", only_people=True)
        elif frame.kind in ("to", "for") and verb.kind in _FOR_PEOPLE:
            self._people(frame.inner, links, "beneficiary-frame")
        elif frame.kind == "object":
            things = [i for i in named if self.mentions[i].kind not in _PLACES]
            if "moves" not in verb.marks:
                self._people(frame.inner, links, "beneficiary-changed", only_people=True)
            elif things:
                links.targets.extend(Link(i, frame.at, "target-moved", 0.9) for i in things)
            else:
                self._thing(frame.inner, links.targets, "target-moved")

    def _means(self, frame: Frame, named: list[int], links: Links) -> None:
        """Ways and tools without a name: 通过校企项目、见习岗位等方式; 运用专项贷款工具; 从水资源费中安排."""
        if frame.kind == "place" and self.text[frame.at.start] == "从" and self.text[frame.inner.end - 1] == "中":
            pot = Range(frame.inner.start, frame.inner.end - 1)
            if not named and _POT.search(self.text[slice(*pot)]):
                self._thing(pot, links.instruments, "instrument-pot")
        if frame.kind != "means" or any(self.mentions[i].kind not in _PLACES for i in named):
            return
        words = self.text[slice(*frame.inner)]
        bare = _MANNER.sub("", words)
        if bare != words:
            self._parts(
                Range(frame.inner.start, frame.inner.start + len(bare)),
                Kind.THING,
                links.instruments,
                "instrument-words",
            )
        elif _TOOL.search(words):
            self._thing(frame.inner, links.instruments, "instrument-words")

    def _passive(self, clause: Clause, links: Links) -> None:
        """The topic in front of a verb without an actor is what it works on: …英文版正式开通."""
        topic, verb = clause.topic, clause.verb
        if (
            topic is None
            or verb is None
            or (clause.object.length and "moves" not in verb.marks and "passive" not in verb.marks)
        ):
            return
        named = [i for i in self.ground.inside(topic) if self.mentions[i].kind not in _PLACES]
        for i in named[:3]:
            into = (
                links.instruments
                if self.mentions[i].kind in (Kind.MECHANISM, Kind.FUND) or verb.form in ("实施", "推进")
                else links.targets
            )
            into.append(Link(i, topic, "target-topic", 0.8))
        if not named and clause.object.length < 1:
            self._thing(topic, links.targets, "target-topic")

    # ── objects ──

    def _object(self, at: Range, verb: Verb, links: Links) -> None:
        """Named and unnamed things in the object of a verb."""
        making, moving = "makes" in verb.marks or verb.kind == "recruit", "moves" in verb.marks
        named = list(self.ground.inside(at))
        serial = self._serial(at, named)
        for i in named:
            if self.mentions[i].at.start >= serial:
                if self.mentions[i].kind in VEHICLES:
                    links.instruments.append(Link(i, at, "instrument-serial", 0.7))
                elif self.mentions[i].kind in ORGS:
                    links.beneficiaries.append(Link(i, at, "beneficiary-serial", 0.8))
                continue
            into, rule, sure = self._part_of(self.mentions[i].kind, verb, links, making=making, moving=moving)
            if into is not None:
                into.append(Link(i, at, rule, sure))
        if serial < at.end and not links.beneficiaries:
            place = _SERIAL.match(self.text, serial - 2)
            self._people(Range(place.end() if place else serial, at.end), links, "beneficiary-serial", only_people=True)
        if not links.beneficiaries and not moving:
            self._beneficiary(at, verb, named, links)
        if making and not moving:
            if not links.targets and not any(self.mentions[x.mention].at.end == at.end for x in links.instruments):
                self._thing(at, links.targets, "target-words")
            self._others(at, named, links)
        elif not named and not links.instruments:
            self._practised(at, verb, links, moving=moving)

    def _others(self, at: Range, named: list[int], links: Links) -> None:
        """Things without a name in one list with a named one: 建成公办幼儿园12所、托育点30个; 建立信息库和台账."""
        for item in phrases.items(self.ground, at):
            known = [*named, *(link.mention for link in links.targets)]
            if any(self.mentions[i].at.meets(item) for i in known):
                continue
            words = self.text[slice(*item)]
            deeds = (p + len(v.form) for p, v in scan(self.text, *item) if not v.noun and not self.ground.masked[p])
            if all(NOUN_BEHIND.match(self.text, behind) for behind in deeds):
                kind = Kind.GROUP if people_words(words) else Kind.THING
                links.targets.append(Link(self.mention(kind, item, words, "target-listed"), at, "target-listed", 0.72))

    def _practised(self, at: Range, verb: Verb, links: Links, *, moving: bool) -> None:
        """What is put into practice, or what things are put into, without a name: 实行错峰停车优惠, 列入年度预算."""
        words = self.text[slice(*at)]
        if moving:
            bare = words.removesuffix("中")
            if 4 <= len(bare) <= 14 and _LIST.search(bare):
                self._thing(Range(at.start, at.start + len(bare)), links.instruments, "instrument-list")
        elif verb.form in _PRACTISED:
            ways = _MANNER.sub("", words)
            if ways != words and "、" in ways:
                whole = Range(at.start, at.start + len(ways))
                self._parts(whole, Kind.THING, links.instruments, "instrument-words")
            elif 4 <= len(words) <= 16 and _WAYS.search(words):
                self._thing(at, links.instruments, "instrument-words")

    def _serial(self, at: Range, named: list[int]) -> int:
        """Where a second verb inside the object starts what the first is for: 设立…资金‖推动…机制, 安排资金‖支持…."""
        for match in _SERIAL.finditer(self.text, at.start + 2, at.end):
            if self.ground.masked[match.start()] or match.end() >= at.end:
                continue
            before = self.text[at.start : match.start()]
            if _PAID.search(before) or any(
                self.mentions[i].at.end == match.start() and self.mentions[i].kind in VEHICLES for i in named
            ):
                return match.end()
        return at.end

    def _part_of(
        self, kind: Kind, verb: Verb, links: Links, *, making: bool, moving: bool
    ) -> tuple[list[Link] | None, str, float]:
        """Which part a named thing plays in the object of a verb."""
        if kind in _PLACES:
            return None, "", 0.0
        if kind is Kind.POLICY:
            if moving:
                return links.instruments, "instrument-list", 0.85
            if verb.kind == "issue" or making or verb.form in ("通过", "批准", "同意"):
                return links.targets, "target-issued", 0.95
            return links.based_on, "basis-object", 0.8
        if kind in VEHICLES:
            paid = kind is Kind.FUND and verb.kind in ("fund", "reward")
            if moving or not making or paid or (kind is Kind.PROGRAM and verb.kind == "organise"):
                return links.instruments, "instrument-object", 0.88
            return links.targets, "target-made", 0.9
        if kind in ORGS:
            if making:
                return links.targets, "target-made", 0.75 if kind is Kind.GROUP else 0.88
            return links.beneficiaries, "beneficiary-object", 0.85
        if kind in _CONCEPTS:
            return links.targets, "target-concept", 0.82
        return (links.targets, "target-made", 0.8) if making else (None, "", 0.0)

    def _beneficiary(self, at: Range, verb: Verb, named: list[int], links: Links) -> None:
        """People in front of what they are given: 给予牵头企业最高20万元补助; or whose ability grows."""
        gives = verb.form.startswith(_GIVES) or (
            verb.role == "beneficiary" and verb.kind in ("reward", "fund", "support", "guide", "train")
        )
        if gives:
            stop = _STOP_BENEFIT.search(self.text, at.start, at.end)
            ends = [self.mentions[i].at.start for i in named if self.mentions[i].kind in VEHICLES]
            ends = [start for start in ends if start > at.start]  # 牵头企业最高20万元补助 names its receiver
            end = min([stop.start() if stop else at.end, *ends])
            words = self.text[at.start : end]
            if end == at.end and (head := PEOPLE_INSIDE.search(words)) and not people_words(words):
                end = at.start + head.end()
            if end > at.start:
                self._people(Range(at.start, end), links, "beneficiary-object", only_people=True)
        elif verb.effect or verb.kind in ("train", "reform"):
            match = _LEARNERS.match(self.text[slice(*at)])
            if match:
                self._people(Range(at.start, at.start + match.end()), links, "beneficiary-bettered", only_people=True)

    def _inner(self, at: Range, links: Links) -> None:
        """Things named behind an outer verb and its people: 支持各院校建设示范基地."""
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
            if self.mentions[i].kind in VEHICLES | {Kind.POLICY}:
                named = True
                (links.targets if making else links.instruments).append(Link(i, at, "inner-object", 0.82))
        if making and not named and inner is not None:
            self._thing(Range(inner[0] + len(inner[1].form), at.end), links.targets, "inner-words")

    # ── unnamed people and things ──

    def _people(self, at: Range, links: Links, rule: str, *, only_people: bool = False) -> None:
        """The people or bodies of a stretch, part by part; a name counts where it ends its part."""
        words = self.text[slice(*at)]
        if _ITS.match(words):
            return
        found = False
        for part in phrases.parts(self.ground, at):
            name = next(
                (
                    i
                    for i in self.ground.inside(part)
                    if self.mentions[i].at.end == part.end and self.mentions[i].kind in ORGS | _CONCEPTS | VEHICLES
                ),
                None,
            )
            if name is not None and (
                self.mentions[name].reference is not Reference.GENERIC or self.mentions[name].at.start <= part.start
            ):
                self._role(self.mentions[name], rule, links).append(Link(name, at, rule, 0.86))
                found = True
            elif people_words(self.text[slice(*part)]):
                words = self.text[slice(*part)]
                links.beneficiaries.append(Link(self.mention(Kind.GROUP, part, words, rule), at, rule, 0.72))
                found = True
        if not found and not only_people and at.length <= 24:
            self._parts(at, Kind.THING, links.targets, rule)

    def _role(self, mention: Mention, rule: str, links: Links) -> list[Link]:
        """The part that a name plays among those a deed is for: 为网约车司机, 支持某实验室发挥作用."""
        helped = mention.kind is Kind.BASE and rule == "beneficiary-outer"
        workers = mention.kind is Kind.OCCUPATION and rule == "beneficiary-frame"
        if helped or workers or mention.kind in ORGS:
            return links.beneficiaries
        return links.instruments if mention.kind in VEHICLES else links.targets

    def _parts(self, at: Range, kind: Kind, into: list[Link], rule: str) -> None:
        """The parts of a coordinated noun phrase as things of their own."""
        for part in phrases.parts(self.ground, at):
            if self.text[part.end - 1] == "的":
                continue  # 对获得证书的，…: a condition, no thing
            into.append(Link(self.mention(kind, part, self.text[slice(*part)], rule), at, rule, 0.72))

    def _thing(self, at: Range, into: list[Link], rule: str) -> None:
        """The head of an object that no list names: 护理型床位 in 护理型床位46张."""
        offset, name = phrases.head(self.text[slice(*at)])
        where = Range(at.start + offset, at.start + offset + len(name))
        if _AND.search(name) and all(people_words(part) for part in phrases.PART.split(name)):
            self._parts(where, Kind.GROUP, into, rule)
        elif 2 <= len(name) <= 24 and not _NO_NAME.search(name) and name.count("“") == name.count("”"):
            kind = Kind.GROUP if people_words(name) else Kind.THING
            into.append(Link(self.mention(kind, where, name, rule), at, rule, 0.72))
