"""Walks a letter clause by clause and tells its measures: the reading loop of this stage."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.measures import duties
from kg.measures.clauses import CITIZEN, EXAMPLE, Clause, Ground, Parser, group_head
from kg.measures.links import Linker, Links, people_words
from kg.measures.status import Context, decide, ends_plan, opens_plan
from kg.measures.verbs import nominal, scan
from kg.model import (
    ORGANISATIONS,
    Agent,
    DocumentKind,
    Figure,
    Kind,
    Letter,
    Link,
    Measure,
    Mention,
    Part,
    Range,
    Reference,
    Role,
    Sentence,
    Status,
    Time,
)  # fmt: skip

ASKER = re.compile(
    "(?:您|你们?)(?:们)?(?:在|提出|建议|反映|认为|所提|来信|咨询|指出|的建议|关心)|(?:关于|对于|针对)您|"
    "(?:该|本|此)?(?:提案|建议|来信|委员|代表|网友|市民|群众|乘客)(?:们|中)?(?:提出|反映|建议|认为|指出|咨询|从|通过分析|对)|"
    "[^，。]{2,14}?(?:请求|申请)(?:，|国家|对|尽快|在|将)"
)
COURTESY = re.compile(
    "[^。]{0,60}(?:收悉|(?:答复|函复|回复|批复|通知|通告|通报|公告)如下)|感谢|欢迎|敬请|特此|专此|此复|望|敬礼|您好|高度重视|现.{0,10}(?:答复|函复|回复|批复|通知)如下|收悉"
)
EFFECT_OBJECT = re.compile(
    "水平|能力|质量|积极性|效率|动能|活力|获得感|满意度|幸福感|氛围|格局|力量|支撑|基础|发展|转型|环境|需求|权益|安全感|名片|优势|信心|成效|作用|合力|形象|供给"
)
EFFECT_FRAME = re.compile(
    "为[^，。]{2,40}(?:提供[^，。]{0,14}(?:支撑|保障|支持|动力|遵循|借鉴|参考|条件|动能|样板)$|奠定|注入|营造|[作做]出[^，。]{0,8}贡献|创造[^，。]{0,8}条件|打下)"
)
# What happens by rule in a policy, not by an organ's deed: 按规定执行, 视为, 认定为.
_PROCEDURE = frozenset("执行 认定 认定为 视为 享受 提出申请 申请 提交 办理 核定 计算 确定 参照执行 发放 计入 施行 分为".split())
_LACKING = re.compile("(?:不够|不足|不强|不高|不平衡|滞后|薄弱|紧迫|突出|不容忽视|较大|短缺|匮乏|缺乏)$")
_REFUSED = re.compile(
    "(?:暂|尚|目前)不(?:具备|宜|能|采纳)|不具备[^，。]{0,10}条件|条件[^，。]{0,6}不成熟|不宜|无法[^，。]{0,10}$|暂未"
)
LEAD_WORDS = frozenset(["牵头", "负责", "主办", "牵头负责", "具体负责", "承办"])
ASSIST_WORDS = frozenset(["配合", "协助", "参与", "协办", "密切配合", "协同", "参加"])


@dataclass(frozen=True, slots=True)
class Actor:
    """An agent in force, with the words that name it."""

    mention: int
    named: Range
    part: Part = Part.BACKER
    cue: Range | None = None
    rule: str = "subject"
    confidence: float = 0.9


class Walk:
    """The state of one pass over a letter."""

    def __init__(self, letter: Letter, mentions: Sequence[Mention], times: Sequence[Time]) -> None:
        self.letter = letter
        self.ground = Ground(letter, tuple(mentions), times)
        self.parser = Parser(self.ground)
        self.mentions: list[Mention] = list(mentions)
        self.linker = Linker(self.ground, self.mentions)
        self.text = letter.text.reading
        self.times = times
        self.measures: list[Measure] = []
        self.policy = letter.header.kind is not DocumentKind.REPLY and not re.search(
            "工作报告", letter.header.title.value if letter.header.title else ""
        )
        self.issuer = self._issuer()
        self.current: tuple[Actor, ...] = self.issuer
        self.base: tuple[Actor, ...] = self.issuer
        self.speaker: tuple[Actor, ...] = ()
        self.planned = False
        self.asked = tuple(getattr(letter, "asked", ()))
        self.verdicts = [ask.verdict.at for ask in letter.asks if ask.verdict]
        self.advised = False
        self.top: int | None = None
        self.section: int | None = None
        self.task = 0  # first measure of the task that responsibilities behind it belong to
        self.charged = False
        self.year = letter.header.date.value[:4] if letter.header.date else ""

    def _issuer(self) -> tuple[Actor, ...]:
        """The one who writes, where clauses without a subject are its own deeds: replies and work reports."""
        if self.policy:
            return ()
        if self.letter.header.kind is not DocumentKind.REPLY and not self.letter.header.issuers:
            return self._reporter()
        fields = self.letter.header.issuers
        return tuple(
            Actor(
                self.linker.mention(Kind.AGENCY, f.at, f.value, "issuer", Reference.ISSUER),
                f.at,
                rule="agent-issuer",
                confidence=0.75,
            )
            for f in fields[:1]
        )

    def _reporter(self) -> tuple[Actor, ...]:
        """Whose work a report tells: the organ in its title, else the one the speaker speaks for."""
        title = self.letter.header.title
        for i, mention in enumerate(self.mentions):
            at = mention.at
            if mention.kind is Kind.AGENCY and (
                title and title.at.holds(at) or self.text[max(0, at.start - 3) : at.start].endswith("代表")
            ):
                return (Actor(i, at, rule="agent-issuer", confidence=0.75),)
        return ()

    def run(self) -> tuple[tuple[Measure, ...], tuple[Mention, ...]]:
        paragraph = -1
        for sentence in self.letter.sentences:
            part = self.letter.paragraphs[sentence.paragraph]
            if part.role not in (Role.BODY, Role.OPENING):
                continue
            if sentence.paragraph != paragraph:
                paragraph = sentence.paragraph
                self._paragraph(sentence)
            self._read(sentence, part.role)
        return tuple(self.measures), tuple(self.mentions)

    def _read(self, sentence: Sentence, role: Role) -> None:
        """One sentence: a line of responsibilities for the task before it, or deeds of its own."""
        if duties.is_line(self.text[slice(*sentence.at)]):
            self._charge(duties.of_line(self.ground, sentence.at))
            self.charged = True
            return
        if self.charged:
            self.task, self.charged = len(self.measures), False
        if not self._skipped(sentence, role):
            self._sentence(sentence)
        if charge := duties.of_bracket(self.ground, sentence.at):
            self._charge(charge)
            self.task = len(self.measures)

    def _charge(self, charge: list[duties.Duty]) -> None:
        """Gives the organs that a plan makes responsible to the measures of the task they stand behind."""
        if not charge:
            return
        actors = tuple(
            Actor(i, self.mentions[i].at, part, None if part is Part.BACKER else cue, "duty", 0.85)
            for i, part, cue in charge
        )
        for n in range(self.task, len(self.measures)):
            measure = self.measures[n]
            kept = tuple(a for a in measure.agents if not a.rule.startswith("agent-issuer"))
            if any(a.rule.startswith("agent-subject") and not a.rule.endswith("inherited") for a in kept):
                continue
            self.measures[n] = replace(measure, agents=self._agents(actors, (), measure.clause) or kept)

    def _paragraph(self, sentence: Sentence) -> None:
        """A new paragraph: the issuer speaks again, unless a list goes on or another organ has the word."""
        opening = self.text[sentence.at.start : sentence.at.start + 12]
        section = self._section(sentence)
        top = self._top(section) if section is not None else None
        if top != self.top:
            self.speaker = ()
            self.planned = False
        if section != self.section:
            self.task = len(self.measures)
        self.top, self.section = top, section
        if (
            re.match("[一二三四五六七八九十]+是|（[一二三四五六七八九十\\d]+）|\\d{1,2}[.．、]|[①-⑳]", opening)
            and not self.letter.sections
        ):
            self.current = self.base
        else:
            self.current = self.speaker or self.issuer
            self.base = self.current
            if not re.match("同时|此外|另外|[一二三四五六七八九十]+是|（", opening):
                self.planned = False

    def _section(self, sentence: Sentence) -> int | None:
        return self.letter.paragraphs[sentence.paragraph].section

    def _top(self, section: int) -> int:
        while (parent := self.letter.sections[section].parent) is not None:
            section = parent
        return section

    def _skipped(self, sentence: Sentence, role: Role) -> bool:
        """Whether a sentence speaks of the asker's wishes, of courtesy or of the reply itself."""
        words = self.text[slice(*sentence.at)]
        if ASKER.match(words) and "：" not in words:
            return True
        if any(v.meets(sentence.at) and v.length * 2 >= sentence.at.length for v in self.verdicts):
            return True
        return COURTESY.match(words) is not None

    def _sentence(self, sentence: Sentence) -> None:
        words = self.text[slice(*sentence.at)]
        if opens_plan(words):
            self.planned = True
        elif ends_plan(words):
            self.planned = False
        example = EXAMPLE.match(words) is not None
        kept = self.current
        clauses = [self.parser.parse(at) for at in self.ground.split(sentence.at)]
        purpose = self._purpose_end(words, clauses)
        speaking = ASKER.match(words) is not None
        pending: list[Clause] = []
        parts: tuple[Actor, ...] = ()
        issued: Link | None = None
        citizen = inside = self.advised = False
        previous: Measure | None = None
        for n, clause in enumerate(clauses):
            listed = re.match("[一二三四五六七八九十]+是|[（(][一二三四五六七八九十\\d]+[）)]", clause.opener)
            if listed or (clause.at.start > 0 and self.text[clause.at.start - 1] == "；"):
                parts, pending = (), []
                if listed and not clause.subject:
                    self.current = self.base
            actors = self._subject(clause)
            if n and opens_plan(self.text[slice(*clause.at)]):
                self.planned = True
            head = self._bare_head(clause)
            if head is not None and CITIZEN.search(self.text[slice(*head)]):
                citizen = True
            elif clause.topic is not None and CITIZEN.search(self.text[slice(*clause.topic)]):
                citizen = True
            elif actors:
                citizen = self.advised = False
                self.current = actors
                parts = ()
                if n == 0 or not previous:
                    self.base = actors
            if clause.at.end < len(self.text) and self.text[clause.at.end] == "：" and actors and clause.at.length < 40:
                self.speaker = self.base = actors
                continue
            if speaking:
                speaking = self.text[clause.at.end : clause.at.end + 1] != "："
                continue
            if n < purpose or any(asked.meets(clause.at) for asked in self.asked):
                continue
            role = self._role(clause, actors)
            if role:
                parts = (*parts, *role)
                if clause.verb is None or clause.object.length < 2:
                    continue
            inside = self._inside_frame(clause, inside=inside)
            if inside:
                continue
            if clause.verb is None:
                pending = [*pending[-2:], clause] if clause.frames or self.text[clause.at.end - 1] == "的" else []
                continue
            if citizen or not self._is_measure(clause, previous, sentence):
                if previous is None:
                    pending = []
                continue
            with_actors = self._with(clause)
            if with_actors:
                parts = (*parts, *with_actors)
            measure = self._measure(clause, pending, parts, actors, sentence, issued, previous)
            pending = []
            if measure is None:
                continue
            if self._completes(clause, actors, previous):
                previous = self._extended(measure)
                continue
            self.measures.append(measure)
            previous = measure
            self._advise(measure)
            policies = [t for t in measure.targets if self.mentions[t.mention].kind is Kind.POLICY]
            if len(policies) == 1 and clause.verb.kind == "issue":
                issued = policies[0]
        if example or not all(self.mentions[a.mention].kind in (Kind.AGENCY, Kind.GROUP) for a in self.current):
            self.current = kept if example else (self.base if self.base != self.current else kept)

    def _inside_frame(self, clause: Clause, *, inside: bool) -> bool:
        """Whether a clause still stands inside a frame that began with a verb: 对促进…，改进…，发挥了重要作用."""
        words = self.text[slice(*clause.at)]
        if inside:
            return (
                not re.search("(?:发挥|起到?|具有|产生|有).{0,8}(?:作用|意义|影响)$", words)
                and clause.verb is not None
                and not clause.subject
            )
        if clause.verb is None and words[-1] != "的" and clause.frames and clause.frames[-1].kind in ("to", "purpose"):
            inner = clause.frames[-1].inner
            return any(
                place == inner.start and not v.noun
                for place, v in scan(self.text, inner.start, min(inner.end, inner.start + 6))
            )
        return False

    def _completes(self, clause: Clause, actors: tuple[Actor, ...], previous: Measure | None) -> bool:
        """Whether a clause only completes the one before: 支持各院校紧扣产业需求，深化…模式."""
        if previous is None or actors or not previous.outer_open:
            return False
        return clause.at.start - previous.clause.end <= 1 and not clause.opener

    def _extended(self, measure: Measure) -> Measure:
        """The measure before with this clause as its completion."""
        before = self.measures[-1]
        links = (*measure.targets, *measure.instruments)
        whole = replace(
            before,
            clause=Range(before.clause.start, measure.clause.end),
            instruments=_once([*before.instruments, *links]),
            outer_open=False,
        )
        if whole.clause.length <= 390:
            self.measures[-1] = whole
        return whole

    def _advise(self, measure: Measure) -> None:
        """After 建议你省… the clauses without a subject are what the addressee is advised to do."""
        if measure.verb in ("建议", "希望", "请", "要求", "建议并希望"):
            people = [link.mention for link in measure.beneficiaries]
            if people:
                self.current = tuple(
                    Actor(i, self.mentions[i].at, rule="agent-advised", confidence=0.75) for i in people
                )
                self.advised = measure.verb != "要求"

    def _purpose_end(self, words: str, clauses: list[Clause]) -> int:
        """How many clauses in front only say what for: 为深入贯彻…，抢抓…机遇，市政府印发…."""
        if not re.match("(?:为|随着|由于|鉴于|因为|针对|面对)(?!此|企业|群众)", words):
            return 0
        for n, clause in enumerate(clauses[1:], 1):
            if clause.subject or (clause.topic is not None and group_head(self.text[slice(*clause.topic)])):
                return n
        return 1

    def _subject(self, clause: Clause) -> tuple[Actor, ...]:
        """The actors that a clause names as its subject, by themselves or behind 由."""
        found: list[Actor] = []
        for i in clause.subject:
            found.append(self._actor(i))
        if not found:
            for frame in clause.frames:
                if frame.kind == "by":
                    found.extend(self._actor(i, "agent-by") for i in self.ground.inside(frame.inner) if self._acts(i))
                    words = self.text[slice(*frame.inner)]
                    if not found and group_head(words) and frame.inner.length <= 24:
                        found.append(self._generic(frame.inner))
        if not found and clause.topic is not None and clause.verb is not None and clause.topic.length <= 24:
            words = self.text[slice(*clause.topic)]
            if group_head(words) and not CITIZEN.search(words) and clause.topic.end <= clause.before.end:
                found.append(self._generic(clause.topic))
        return tuple(found)

    def _bare_head(self, clause: Clause) -> Range | None:
        """Whom a clause without a verb names, for the duty behind it: 向大气排放污染物的单位，应当…."""
        if (
            clause.verb is not None
            or clause.at.end + 1 >= len(self.text)
            or not re.match("，(?:应|必须|需|可以|有权)", self.text[clause.at.end : clause.at.end + 4])
        ):
            return None
        de = self.text.rfind("的", clause.at.start, clause.at.end)
        return Range(de + 1, clause.at.end) if 0 <= de < clause.at.end - 2 else clause.at

    def _acts(self, i: int) -> bool:
        return self.mentions[i].kind in ORGANISATIONS | {Kind.GROUP, Kind.DIVISION}

    def _actor(self, i: int, rule: str = "agent-subject") -> Actor:
        mention = self.mentions[i]
        if mention.kind is Kind.DIVISION:
            i = self.linker.mention(Kind.AGENCY, mention.at, mention.name, "government-of-place", Reference.GOVERNMENT)
            return Actor(i, mention.at, rule="agent-place", confidence=0.85)
        return Actor(i, mention.at, rule=rule, confidence=0.93)

    def _generic(self, at: Range) -> Actor:
        name = self.text[slice(*at)]
        return Actor(
            self.linker.mention(Kind.GROUP, at, name, "generic-agent", Reference.GENERIC),
            at,
            rule="agent-generic",
            confidence=0.75,
        )

    def _role(self, clause: Clause, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Leads and assistants that a clause names beside the deed: 由我局牵头, 市财政局配合."""
        if clause.verb is None or clause.verb_at is None:
            return ()
        form = clause.verb.form
        who = actors or self.current
        if form in LEAD_WORDS and (actors or form.startswith("牵头")):
            return tuple(replace(a, part=Part.LEAD, cue=clause.verb_at, rule="role-lead") for a in who)
        if form in ASSIST_WORDS and actors and clause.object.length < 2:
            self.current = self.base if self.base != actors else self.current
            return tuple(replace(a, part=Part.ASSIST, cue=clause.verb_at, rule="role-assist") for a in who)
        return ()

    def _with(self, clause: Clause) -> tuple[Actor, ...]:
        """Partners behind 会同, 联合, 与…合作, and who leads by 牵头 in front of the verb."""
        found: list[Actor] = []
        for frame in clause.frames:
            if frame.kind != "with":
                continue
            cue = Range(frame.at.start, frame.inner.start)
            named = [i for i in self.ground.inside(frame.inner) if self._acts(i)]
            found.extend(
                replace(self._actor(i, "role-with"), part=Part.ASSIST, cue=cue, rule="role-with") for i in named
            )
            words = self.text[slice(*frame.inner)]
            if not named and people_words(words) and frame.inner.length <= 12 and cue.length > 1:
                found.append(replace(self._generic(frame.inner), part=Part.ASSIST, cue=cue, rule="role-with"))
        before = self.text[slice(*clause.before)]
        if (place := before.find("牵头")) >= 0 and clause.verb is not None and not clause.verb.form.startswith("牵头"):
            cue = Range(clause.before.start + place, clause.before.start + place + 2)
            found.extend(replace(a, part=Part.LEAD, cue=cue, rule="role-lead") for a in self.current)
        elif clause.verb is not None and clause.verb_at is not None and clause.verb.form.startswith("牵头"):
            cue = Range(clause.verb_at.start, clause.verb_at.start + 2)
            found.extend(replace(a, part=Part.LEAD, cue=cue, rule="role-lead") for a in self.current)
        return tuple(found)

    def _is_measure(self, clause: Clause, previous: Measure | None, sentence: Sentence) -> bool:
        """Whether a clause with a verb tells a deed and no effect, evaluation, prohibition or result."""
        verb = clause.verb
        assert verb is not None and clause.verb_at is not None
        words = self.text[slice(*clause.at)]
        before = self.text[slice(*clause.before)]
        if (
            "weak" in verb.marks and not (verb.form == "作为" and any(f.kind == "object" for f in clause.frames))
        ) or clause.at.length < 4:
            return False
        if re.search("[可能]以?$", before) and clause.subject == () and clause.topic is not None:
            return False
        if (
            re.search(
                "不得|严禁|禁止|不予|不宜|暂不|尚未|没有|无法|难以|未能|不能|暂无|不再|不属于|不符合", before[-8:]
            )
            or _REFUSED.search(words)
            or _LACKING.search(words)
        ):
            return False
        if re.match(
            "以(?!.{1,20}(?:方式|形式|为))|从而|进而|以便|确保|旨在|使|让|有利于|更好地?(?:满足|服务)|切实保障", words
        ) or EFFECT_FRAME.search(words):
            return False
        if COURTESY.match(words) or ASKER.match(words):
            return False
        if re.search("(?:[以之]?后|时|期间|之前)$", words) and self.text[clause.at.end : clause.at.end + 1] == "，":
            return False
        if self.policy and not clause.subject and not any(f.kind == "by" for f in clause.frames):
            if verb.form in _PROCEDURE and (clause.topic is not None or clause.frames):
                return False
            if not self.current and (verb.noun or clause.topic is not None) and not re.search("应|要|须|将", before):
                return False
        if (
            clause.object.length < 1
            and "passive" not in verb.marks
            and not any(f.kind in ("object", "to", "for") for f in clause.frames)
            and len(verb.form) < 3
        ):
            return False
        topic = clause.topic
        if (
            clause.object.length < 1
            and topic is None
            and "passive" in verb.marks
            and not clause.frames
            and not clause.subject
        ):
            return False
        if topic is not None and not clause.subject:
            phrase = self.text[slice(*topic)]
            loose = re.search(
                "(?:[中上下时后前内里地]|方面|以来|期间|过程中|基础上|领域|环节|阶段|年度|方式|形式)$", phrase
            )
            ruled = (
                self.policy
                and re.search("(?:规定|办法|方案|规划|制度|条例|标准|细则|合同|协议|预案)$", phrase)
                and re.search("应|要|须", before)
            )
            if not loose and not ruled and not group_head(phrase) and not any(f.kind == "by" for f in clause.frames):
                if "passive" not in verb.marks:
                    return False
        if clause.object.length and self.text[clause.at.end - 1] == "的":
            return False
        if verb.effect and previous is not None and not clause.subject:
            if EFFECT_OBJECT.search(self.text[slice(*clause.object)]) and self.text[clause.at.end] in "。；":
                return False
        return True

    def _measure(
        self, clause: Clause, pending: list[Clause], parts: tuple[Actor, ...], actors: tuple[Actor, ...], sentence: Sentence,
        issued: Link | None, previous: Measure | None,
    ) -> Measure | None:  # fmt: skip
        verb, verb_at = clause.verb, clause.verb_at
        assert verb is not None and verb_at is not None
        start = clause.start
        conditions: list[Range] = []
        links_before = Links()
        for earlier in pending:
            for frame in earlier.frames:
                self.linker._frame(frame, verb, links_before)
                if frame.kind in ("to", "object", "for"):
                    start = min(start, frame.at.start)
            if self.text[earlier.at.end - 1] == "的":
                conditions.append(earlier.at)
                start = min(start, earlier.at.start)
        at = Range(max(start, clause.at.end - 390), clause.at.end)
        people = self._outer_people(clause) if verb.outer else None
        links = self.linker.read(clause, verb, people)
        for name in ("targets", "instruments", "beneficiaries", "based_on", "concerns"):
            getattr(links, name)[:0] = getattr(links_before, name)
        passive = clause.topic is not None and not clause.subject and not actors and "passive" in verb.marks
        agents = self._agents(() if passive else (actors or self.current), parts, at)
        after = self.text[verb_at.end : min(clause.at.end, verb_at.end + 40)]
        context = Context(
            self.text[sentence.at.start : clause.at.start],
            self.planned,
            self._heading(sentence),
            self.policy,
            False,
            self._past(sentence),
            previous.status if previous else None,
        )
        before = self.text[slice(*clause.before)]
        status, rule, sure = decide(verb, before, after, context)
        if (
            issued is not None
            and not actors
            and status is not Status.DONE
            and verb.kind in ("reward", "fund", "support", "guide")
        ):
            links.based_on.append(replace(issued, rule="basis-issued", confidence=0.75))
        if self.advised or any(
            self.mentions[a.mention].reference is Reference.ADDRESSEE for a in (actors or self.current)
        ):
            status, rule, sure = Status.ADVOCATED, "status-advised", 0.85
        elif not self.policy and passive and re.search("应当?|需(?!求)", before) and self.speaker:
            status, rule, sure = Status.ADVOCATED, "status-advised", 0.75
        label = re.sub("^[，、]", "", self.text[start : clause.at.end]).replace("\n", "")
        time, deadline = self._time(clause, sentence)
        return Measure(
            clause=at,
            verb=verb.form,
            verb_at=verb_at,
            label=label if len(label) <= 60 else self.text[verb_at.start : clause.at.end][:58].replace("\n", "") + "…",
            status=status,
            action=verb.action,
            agents=agents,
            targets=_once(links.targets),
            instruments=_once(links.instruments),
            beneficiaries=_once(links.beneficiaries),
            based_on=_once(links.based_on),
            concerns=_once(links.concerns),
            condition=conditions[-1] if conditions else None,
            time=time,
            deadline=deadline,
            section=self._section(sentence),
            rule=rule,
            confidence=round(min(sure, 0.9), 2),
            outer_open=people is not None and self._open_inner(people, clause),
        )

    def _open_inner(self, people: Range, clause: Clause) -> bool:
        """Whether an outer verb's people are followed by a frame alone, with the deed still to come."""
        rest = Range(people.end, clause.object.end)
        if rest.length < 4 or (
            self.parser._preposition(rest.start, rest.end) is None
            and not self.text.startswith(("紧扣", "聚焦", "围绕"), rest.start)
        ):
            return False
        return not any(
            not self.ground.masked[p] and (not v.noun or p + len(v.form) == rest.end)
            for p, v in scan(self.text, rest.start + 2, rest.end)
        )

    def _agents(self, who: tuple[Actor, ...], parts: tuple[Actor, ...], clause: Range) -> tuple[Agent, ...]:
        """Agents with their parts; a lead or assistant is a backer too."""
        found: dict[tuple[int, Part], Agent] = {}
        for actor in (*who, *parts):
            inherited = not clause.holds(actor.named)
            sure = actor.confidence - (0.05 if inherited else 0.0)
            rule = actor.rule + ("-inherited" if inherited else "")
            found.setdefault(
                (actor.mention, Part.BACKER), Agent(actor.mention, Part.BACKER, actor.named, None, rule, round(sure, 2))
            )
            if actor.part is not Part.BACKER:
                found.setdefault(
                    (actor.mention, actor.part),
                    Agent(actor.mention, actor.part, actor.named, actor.cue, actor.rule, round(sure, 2)),
                )
        return tuple(found.values())

    def _outer_people(self, clause: Clause) -> Range | None:
        """Whom an outer verb moves: the stretch between it and the inner verb."""
        at = clause.object
        best: int | None = None
        for place, verb in scan(self.text, at.start, at.end):
            if self.ground.masked[place] or nominal(self.text, place, verb, at.end) or place == at.start:
                continue
            if verb.noun and not re.search("[地的]$|积极|主动|深化|参与", self.text[max(at.start, place - 3) : place]):
                continue
            best = self.parser._before_adverbs(at.start, place)
            break
        for frame_at in range(at.start + 2, best if best is not None else at.end):
            if (
                not self.ground.masked[frame_at]
                and self.parser._preposition(frame_at, at.end)
                and frame_at > at.start + 1
            ):
                best = frame_at
                break
        stop = best if best is not None else at.end
        return Range(at.start, stop) if stop > at.start else None

    def _heading(self, sentence: Sentence) -> str:
        section = self._section(sentence)
        return self.letter.sections[section].heading if section is not None else ""

    def _past(self, sentence: Sentence) -> bool:
        """Whether the sentence speaks of a year before the document's."""
        if not self.year:
            return False
        years = re.findall("((?:19|20)\\d\\d)年(?!.{0,6}(?:底前|起))", self.text[slice(*sentence.at)][:40])
        return bool(years) and all(y < self.year for y in years)

    def _time(self, clause: Clause, sentence: Sentence) -> tuple[int | None, int | None]:
        """The time of a clause: in it, else in front of it in the sentence; a deadline apart."""
        time = deadline = None
        for i, t in enumerate(self.times):
            if t.at.start < sentence.at.start or t.at.end > clause.at.end:
                continue
            if t.kind == "deadline":
                if clause.at.holds(t.at):
                    deadline = i
            elif t.kind != "recurring":
                time = i
        return time, deadline


def _once(links: list[Link]) -> tuple[Link, ...]:
    """Each mention once."""
    return tuple({link.mention: link for link in reversed(links)}.values())[::-1]


def find(
    letter: Letter, mentions: Sequence[Mention], times: Sequence[Time], figures: Sequence[Figure] = ()
) -> tuple[tuple[Measure, ...], tuple[Mention, ...]]:
    """The measures of a letter, and its mentions with those that the measures add (unnamed targets and agents)."""
    return Walk(letter, mentions, times).run()
