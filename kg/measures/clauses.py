"""What a clause is made of: opener, subject, frames (对…, 按照…, 将…), adverbs, verb and object.

The parser walks from left to right over the reading text. Verbs inside names, titles, quotes and brackets are no verbs:
`Ground.masked` says where those are.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.measures.verbs import NOUN_BEHIND, Verb, lexicon, nominal, scan, starting, verb_at
from kg.model import ORGANISATIONS, Kind, Letter, Mention, Range, Time
from kg.words import borders

OPENER = re.compile(
    "(?:第[一二三四五六七八九十百零\\d]+[条款章节]|[一二三四五六七八九十]+是(?:要)?|[（(][一二三四五六七八九十\\d]+[）)]|\\d{1,2}[.．、]|[①-⑳]|第[一二三四五六七八九]，|"
    "首先|其次|再次|最后|同时|此外|另外|与此同时|在此基础上|并且|并|而且|且|以及|还|也|又|其中|例如|比如|如|一方面|另一方面|"
    "为此|因此|对此|据此|目前|当前|现阶段|近年来|下一步|今后|未来|接下来|总体上|特别是|尤其是|具体来说|主要|重点是|即|敬?请(?![示教求假])|再)[，：]?"
)
EXAMPLE = re.compile("(?:例如|比如|如)[，：]?(?!何|果|期|实|有|下|需|确|因|遇|未)")
ADVERB = re.compile(
    "分行业分领域|分类分级|分期分批|因地制宜|进一步|不失时机|有针对性地|最大限度地?|多措并举|常态化|"
    "(?:[今明当每]年|每[月日季周])(?:度)?|(?:积极|不断|持续|先后|已经|将会|正在|大力|着力|切实|认真|全面|深入|重点|累计|联合|"
    "共同|分别|主动|及时|有序|逐步|统一|直接|依法|率先|相继|应当|必须|可以|需要|计划|力争|争取|努力|尽快|适时|严格|扎实|"
    "充分|加紧|抓紧|加快|加速|稳步|广泛|精准|科学|合理|有效|继续|优先|同步|密切|高效|高标准|高质量|高起点|高水平|系统|"
    "定期|不定期|始终|坚持|坚决|坚定|全力|倾力|奋力|强力|牢牢|牢固|一体|统筹|协同|协调|分层|分类|分步|分批|分级|逐年|逐项|"
    "具体|专门|特别|专项|公开|自主|自行|另行|单独|组织|全部|全程|适当|妥善|深度|深化|动态|就近|就地|跟踪|按时|按期|如期|按需|"
    "因地|因城|鲜明|大规模|正式|现场|实时|即时|最终|早日|尽早|务必|一律|原则上|原则|仍然|依然|也|还|再|又|均|都|就|仍|"
    "已|将|拟|正|应|须|要|需|可|能|(?<![方以])便(?![利民捷])|(?<!人)才(?!能)|曾|共|全|新|多次|多方|多渠道|多形式|面对面|一对一|点对点|初步|基本|圆满|顺利|"
    "现(?!有|行|代|场|状|在|金|实|存|任|役)|同时|牵头|先行|成功|全年|常年|长期|平稳|审慎|稳妥|有力|严厉|严肃|依规|依法依规|慎重|细致|周密|精心|热情|耐心|至少|明确|相应|"
    "制度化|规范化|同等|平等|免费|足额|无偿|竭力|竭诚|限时|灵活|注意|尽量|尽力|尽可能)+地?"
)
# Adverbs that are verbs themselves when an object follows at once (加快…建设, 深化改革, 组织企业, 统筹发展).
_DOUBLE_END = re.compile(
    "(?:加快|加速|深化|组织|统筹|协调|坚持|计划|争取|明确|公开|跟踪|联合|协同|牵头|新|全|继续|注意|系统|科学|专项)$"
)
PREPOSITIONS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "basis",
        re.compile(
            "按照|依照|依据|根据|遵照|参照|对照|遵循|为(?:深入|全面|认真|坚决)?(?:贯彻|落实)|按(?![时期需月揭摩年季钮])"
        ),
    ),
    (
        "with",
        re.compile(
            "联合(?!印|发|开|组|制|出|执|举|检|整|惩|国|会|社|体|办|培|攻|实|主|建|打|推)|会同|协同(?!推|发|创|育|高|机|作|治)|携手|(?<![参赋授给])(?:与|同)(?![会其此时步等样期志意])"
        ),
    ),
    ("purpose", re.compile("为了?(?=[^，。；]{2,40}，)")),
    ("background", re.compile("随着|由于|鉴于|因(?!地|城|此|材|企|势|素|子)|针对|面对|除(?!了?尘|险|名|草|去)")),
    (
        "means",
        re.compile(
            "通过(?![了审验认评率])|借助|依托|利用|运用|采取|采用|凭借|发挥|(?<![可所予加得用足难借])以(?![及上下来内外后前往便期免])"
        ),
    ),
    (
        "focus",
        re.compile(
            "围绕|聚焦|紧扣|立足|着眼|结合|瞄准|紧盯|面向|顺应|对标|突出|坚持|秉持|本着|把握|抢抓|发扬|锚定|适应"
        ),
    ),
    (
        "to",
        re.compile(
            "(?<![应面针相绝配核])对于?(?![象接外口标比策齐立抗照待])|向(?![上好往前]|纵深)|(?<![自供补配交发])给(?!予|与|水|排)|就(?=[^，。；]{2,30}(?:问题|事宜|工作|情况))"
        ),
    ),
    ("object", re.compile("将(?!来|军|近|要|会|于|以|在)|把(?![握关手脉])")),
    ("for", re.compile("(?<![作认因成称列转改变定视分行即])为(?![期主止何此准首例])")),
    (
        "place",
        re.compile(
            "(?<![存现正旨实潜所])在(?![线校职建岗地册籍编内于途即])|于(?=\\d)|从(?![业事严优重而快中轻属])|自(?=[\\d本公印发]|[^，。；]{1,24}起)|到(?=[\\d二本])|(?:截至|截止)|待(?=[^，。；]{2,20}后)"
        ),
    ),
    ("by", re.compile("(?<![理自缘])由(?![于此来衷])")),
    ("approval", re.compile("经(?![济营验费常过办开销纪典历贸信])")),
)
# What a frame can start with, so that most places of a text are passed over at once.
_FIRST = {
    "basis": "按依根遵参对为",
    "with": "联会协携与同",
    "purpose": "为",
    "background": "随由鉴因针面除",
    "means": "通借依利运采凭发以",
    "focus": "围聚紧立着结瞄面顺对突坚秉本把抢发锚适",
    "to": "对向给就",
    "object": "将把",
    "for": "为",
    "place": "在于从自到截待",
    "by": "由",
    "approval": "经",
}
_PREPOSITIONS_BY_FIRST = {
    char: tuple((kind, pattern) for kind, pattern in PREPOSITIONS if char in _FIRST[kind])
    for char in sorted({char for firsts in _FIRST.values() for char in firsts})
}
_FRAME_CLOSE = {
    "with": re.compile(
        "(?:等(?:[^，。、]{0,6}))?(?:合作|协作|联合|共同|一起|携手|联动)|等(?:部门|单位|高校|机构|企业)?"
    ),
    "basis": re.compile(
        "要求|原则|规定|标准|部署|思路|精神|程序|比例|计划|意见|情况|实际|需要|需求|办法|方案|政策措施|政策|目标|方式|模式|次序|顺序|特点"
    ),
    "means": re.compile(
        "方式|形式|渠道|途径|手段|措施|办法|为(?:契机|导向|抓手|核心|重点|主线|目标|基础|引领|牵引|突破口|载体|主体|依托|支撑|主|指导)|优势|作用|平台|等"
    ),
    "place": re.compile(
        "基础上|前提下|背景下|过程中|范围内|条件下|情况下|框架下|领域|方面|环节|期间|之内|以内|以前|之前|以后|之后|后|时|中|上|下|内|里|底前|前|起|以来|来"
    ),
    "focus": re.compile("需求|目标|重点|主题|主线|实际|特色|优势|机遇|定位"),
    "to": re.compile("问题|事宜|方面"),
}
_BREAK = "，；：。！？"
_MAY_CUT = re.compile(f"[{_BREAK}并和]")
_GROUP_HEAD = re.compile(
    "(?:学校|部门|单位|企业|机构|政府|委员会|中心|公司|院校|高校|社区|街道|镇街|乡镇|镇|乡|村|组织|协会|商会|医院|银行|法院|检察院|机关|"
    "集团|园区|管委会|大学|学院|支部|党委|工会|人民政府|职业中专|中专|服务商|运营商|各地|各区|各县|各市|全党|中央|人员|干部|"
    "志愿者|专家|代表|委员|团队|大队|支队|派出所|法庭|联盟|平台公司|小组|专班|局|厅|委|办|院|所|财政|书记|省长|市长|县长|区长|州长|主任|领导|领导同志)$"
)
CITIZEN = re.compile(
    "(?:^|[的、和及])[^的、和及]{0,4}(?:申请人|当事人|业主|居民|市民|公民|个人|家庭|参保人|参保人员|纳税人|用人单位|承租人|学生|考生|家长|消费者|经营者|"
    "生产者|排污单位|建设单位|施工单位|持有人|所有人|代理人|使用人|村民|户主|老年人|患者|乘客|旅客|驾驶人|劳动者|职工|申请者|"
    "纳税人|扣缴义务人|市场主体|登记申请人|代表机构|合伙人|股东|投资者|物业服务人|物业服务企业|业主委员会|业主大会)$"
)


NOWHERE = Range(0, 0)
_SET_APART = re.compile("《[^《》\n]{1,120}》|“[^“”\n]{1,60}”|〈[^〈〉\n]{1,80}〉|（[^（）\n]{1,200}）")
_BRACKET = re.compile("（[^（）]{1,30}）")
_JOIN = re.compile("、|和|与|及|以及")
_PAPER = re.compile("第?[一二三四五六七八九十\\d]+号文(?:件)?|(?:常务|办公)会议|党组")
_AND_OTHERS = re.compile(
    "等(?:\\d+[个家所])?(?:相关|有关)?(?:部门|单位|高校|机构|企业|地|院校)?|"
    "(?:各)?(?:相关|有关)(?:部门|单位)|共同|联合(?=[印发开组制出])|一起"
)
_MODAL_NEXT = re.compile("应当?|必须|已经?|可以|不")
_CLOSING_BRACKET = re.compile("（[^（）]*）$")


@dataclass(frozen=True, slots=True)
class Frame:
    """A prepositional part: kind, its whole stretch, and what stands inside it."""

    kind: str
    at: Range
    inner: Range


@dataclass(frozen=True, slots=True)
class Clause:
    """A parsed clause. Without a verb it is a frame or a bare subject for the clauses behind it."""

    at: Range
    opener: str = ""
    subject: tuple[int, ...] = ()
    subject_at: Range | None = None
    topic: Range | None = None
    frames: tuple[Frame, ...] = ()
    before: Range = NOWHERE  # everything in front of the verb
    verb: Verb | None = None
    verb_at: Range | None = None
    object: Range = NOWHERE
    start: int = 0  # where the verb phrase starts: its first frame or adverb


@dataclass(slots=True)
class Ground:
    """The letter's text with what is already known of it."""

    letter: Letter
    mentions: Sequence[Mention]
    times: Sequence[Time]
    text: str = ""
    masked: bytearray = field(default_factory=bytearray)
    starts: dict[int, int] = field(default_factory=dict)  # place → mention that may act
    time_at: dict[int, int] = field(default_factory=dict)
    order: list[int] = field(default_factory=list)  # mentions by their place
    named: list[int] = field(default_factory=list)  # starts of all mentions, in that order

    def __post_init__(self) -> None:
        self.text = self.letter.text.reading
        self.masked = bytearray(len(self.text))
        for match in _SET_APART.finditer(self.text):
            self.masked[match.start() : match.end()] = b"\1" * (match.end() - match.start())
        acting = ORGANISATIONS | {Kind.GROUP, Kind.DIVISION, Kind.TEAM}
        for i, mention in enumerate(self.mentions):
            at = mention.at
            self.masked[at.start : at.end] = b"\1" * at.length
            if mention.kind in acting:
                known = self.starts.get(at.start)
                if known is None or self.mentions[known].at.end < at.end:
                    self.starts[at.start] = i
        for i, time in enumerate(self.times):
            self.time_at[time.at.start] = i
        self.order = sorted(range(len(self.mentions)), key=lambda i: self.mentions[i].at)
        self.named = [self.mentions[i].at.start for i in self.order]

    def inside(self, at: Range) -> Iterator[int]:
        """Mentions that lie in a range, in order."""
        i = bisect_left(self.named, at.start)
        while i < len(self.mentions) and self.named[i] < at.end:
            if self.mentions[self.order[i]].at.end <= at.end:
                yield self.order[i]
            i += 1

    def times_inside(self, at: Range) -> Iterator[int]:
        """Times that lie in a range, in order."""
        i = bisect_left(self.times, at.start, key=lambda t: t.at.start)
        while i < len(self.times) and self.times[i].at.start < at.end:
            if self.times[i].at.end <= at.end:
                yield i
            i += 1

    def split(self, sentence: Range) -> list[Range]:
        """The clauses of a sentence, cut at marks that stand outside names and brackets, and before a joined deed."""
        parts: list[Range] = []
        start = sentence.start
        for mark in _MAY_CUT.finditer(self.text, *sentence):
            i = mark.start()
            if self.masked[i]:
                continue
            if self.text[i] in _BREAK:
                parts.append(Range(start, i))
                start = i + 1
            elif self.text[i] in "并和" and i > start + 3 and self._joins_deed(start, i, sentence.end):
                parts.append(Range(start, i))
                start = i + 1 if self.text[i] == "和" else i
        parts.append(Range(start, sentence.end))
        return [part for part in parts if part.length > 0]

    def _joins_deed(self, start: int, place: int, end: int) -> bool:
        """Whether 并 or 和 at a place joins a second deed with its own object: 改善办学条件和强化管理."""
        after = place + 1 + self.text.startswith("并且", place)
        if after >= end or self.masked[after]:
            return False
        while (adverb := ADVERB.match(self.text, after, end)) and self.text[place] == "并":
            after = adverb.end()
        verb = starting(self.text, after, end) if after < end and not self.masked[after] else None
        if verb is None or verb.noun or len(verb.form) < 2 or after + len(verb.form) >= end:
            return False
        if self.text[after + len(verb.form)] in _BREAK + "的、工力":
            return False
        first = next(((p, v) for p, v in scan(self.text, start, place) if not v.noun and not self.masked[p]), None)
        return first is not None and first[0] + len(first[1].form) < place - 1 and not first[1].outer


class Parser:
    """Parses one clause of a ground."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.text = ground.text
        self.mentions = ground.mentions

    def parse(self, at: Range) -> Clause:
        text, place, end = self.text, at.start, at.end
        opener, topic = "", None
        subject: tuple[int, ...] = ()
        subject_at: Range | None = None
        frames: list[Frame] = []
        start = -1
        while place < end:
            if place == at.start or not (subject or frames or start >= 0):
                match = OPENER.match(text, place, end)
                if match and not self._starts_longer(place, match.end()):
                    opener += match.group()
                    place = match.end()
                    continue
            if text[place] in "，、“”—-…":
                place += 1
                continue
            if place in self.ground.time_at:
                time = self.ground.times[self.ground.time_at[place]]
                if time.at.end <= end and time.at.length > 1:
                    place = time.at.end
                    continue
            if not subject and (found := self._actors(place, end)):
                subject, stop = found
                subject_at = Range(place, stop)
                place = stop
                continue
            if frame := self._approval(place, end) or self._frame(place, end):
                frames.append(frame)
                start = frame.at.start if start < 0 else start
                place = frame.at.end
                continue
            verb = None if self.ground.masked[place] else verb_at(text, place, end)
            adverb = self._adverb_end(place, end)
            if adverb and (
                verb is None or adverb - place >= len(verb.form) or text.startswith(("共建成", "全建成"), place)
            ):
                start = place if start < 0 else start
                place = adverb
                continue
            if verb and verb.form == "负责" and (inner := self._charged(place + 2, end)):
                start = place if start < 0 else start
                place = inner
                continue
            if verb and self._is_deed(place, verb, end, opening=not (subject or frames or topic)):
                stop = place + len(verb.form)
                for particle in ("了", "出了", "出", "起", "好", "到", "至", "成", "为"):
                    if text.startswith(particle, stop) and stop + len(particle) <= end:
                        stop += len(particle)
                        break
                if frames and frames[-1].kind == "by" and verb.form in ("牵头", "负责", "主办", "承办", "配合"):
                    start = frames[-1].at.start
                return Clause(
                    at, opener, subject, subject_at, topic, tuple(frames), Range(at.start, place),
                    verb, Range(place, place + len(verb.form)), Range(stop, end), place if start < 0 else start,
                )  # fmt: skip
            stop = self._phrase_end(place, end)
            if (topic is None and not subject) or topic is None:
                topic = Range(place, stop)
            place = stop
        return Clause(
            at, opener, subject, subject_at, topic, tuple(frames), at, start=start if start >= 0 else at.start
        )

    def _charged(self, place: int, end: int) -> int:
        """Where the deed starts that 负责 lays on somebody: 负责具体推进…; 0 when what follows is a noun."""
        stop = place
        while starting(self.text, stop, end) is None and (adverb := self._adverb_end(stop, end)):
            stop = adverb
        if stop >= end or self.ground.masked[stop]:
            return 0
        verb = starting(self.text, stop, end)
        if verb is None or stop + len(verb.form) >= end or self.text[stop + len(verb.form)] == "的":
            return 0
        return 0 if nominal(self.text, stop, verb, end) else stop

    def _starts_longer(self, place: int, stop: int) -> bool:
        """Whether a name or a verb longer than the opener starts here: 如期完成, 重点支持, 并购."""
        if self.ground.masked[place]:
            return True
        verb = starting(self.text, place, len(self.text))
        return verb is not None and place + len(verb.form) > stop and self.text[place:stop] not in ("并", "还", "也")

    def _actors(self, place: int, end: int) -> tuple[tuple[int, ...], int] | None:
        """The organisations or places that stand here as subject, and where their list ends."""
        found: list[int] = []
        stop = place
        here = place
        while here < end and here in self.ground.starts:
            i = self.ground.starts[here]
            if self.mentions[i].at.end > end:
                break
            found.append(i)
            stop = self.mentions[i].at.end
            if bracket := _BRACKET.match(self.text, stop, end):
                stop = bracket.end()
            join = _JOIN.match(self.text, stop, end)
            if not join:
                break
            here = join.end()
        if not found:
            return None
        if paper := _PAPER.match(self.text, stop, end):
            stop = paper.end()
        if more := _AND_OTHERS.match(self.text, stop, end):
            stop = more.end()
        if stop < end and not self._predicate(stop, end):
            return None
        return tuple(found), stop

    def _predicate(self, place: int, end: int) -> bool:
        """Whether a predicate can start here."""
        if self.text[place] in "，：；" or place in self.ground.time_at:
            return True
        if ADVERB.match(self.text, place, end) or self.preposition(place, end):
            return True
        verb = starting(self.text, place, end)
        return verb is not None and not self.ground.masked[place] and not nominal(self.text, place, verb, end)

    def preposition(self, place: int, end: int) -> tuple[str, int] | None:
        """The kind of frame that starts at a place, and where its inside starts."""
        if self.ground.masked[place]:
            return None
        for kind, pattern in _PREPOSITIONS_BY_FIRST.get(self.text[place], ()):
            if match := pattern.match(self.text, place, end):
                return kind, match.end()
        return None

    def _frame(self, place: int, end: int) -> Frame | None:
        """The prepositional part that starts here; its end is where the verb phrase goes on."""
        text = self.text
        found = self.preposition(place, end)
        if found is None:
            return None
        kind, after = found
        if after >= end:
            return None
        if kind == "object" and self.text[place] == "将" and self._predicate_after_will(after, end):
            return None
        if kind in ("focus", "means", "basis") and self._is_main(place, after, end):
            return None
        stop = end if _PRINCIPLE.match(text, place, end) else self._frame_end(kind, after, end)
        if kind == "object" and stop == end and text[place] == "将":
            return None  # 将转相关部门: the future
        return Frame(kind, Range(place, stop), Range(after, stop)) if stop > after else None

    def _approval(self, place: int, end: int) -> Frame | None:
        """Who agreed: 已经国务院同意. At the end of a clause agreeing is the deed, else it only goes before one."""
        match = _APPROVAL.match(self.text, place, end)
        if match is None or self.ground.masked[place]:
            return None
        if match.end() == end:
            return Frame("by", Range(place, match.start(2)), Range(*match.span(1)))
        return Frame("approval", Range(place, match.end()), Range(*match.span(1)))

    def _predicate_after_will(self, place: int, end: int) -> bool:
        """将 is the future when a predicate follows at once, the object marker when a noun does."""
        if self.ground.masked[place]:
            return False
        if ADVERB.match(self.text, place, end) or (self.preposition(place, end) or ("object",))[0] != "object":
            return True
        verb = starting(self.text, place, end)
        if verb is None or self.text.startswith("的", place + len(verb.form)):
            return False
        rest = Range(place + len(verb.form), end)
        return not (verb.noun and any(v.form.startswith(_INTO) for _, v in scan(self.text, rest.start, rest.end)))

    def _is_main(self, place: int, after: int, end: int) -> bool:
        """坚持, 发挥, 突出, 采取 … are the main verb when no other verb follows in the clause or behind it."""
        word = self.text[place:after]
        if word in ("采用", "采取", "实行") and any(
            self.mentions[i].at.end == end for i in self.ground.inside(Range(after, end))
        ):
            return True  # 采用“统建统管”模式
        if word not in ("坚持", "发挥", "突出", "采取", "采用", "利用", "运用", "聚焦", "适应", "把握", "抢抓"):
            return False
        if word in ("坚持", "突出", "聚焦", "适应", "把握", "抢抓"):
            return False
        nothing = not any(
            not nominal(self.text, p, v, end) and not self.ground.masked[p] for p, v in scan(self.text, after, end)
        )
        return nothing and word in ("采取", "采用") and end < len(self.text) and self.text[end] in "。；"

    def _frame_end(self, kind: str, place: int, end: int) -> int:
        """Where a frame ends: behind its closing word, or before the verb it leads to, else at the clause's end."""
        text, masked = self.text, self.ground.masked
        closing = _FRAME_CLOSE.get(kind)
        marks = (
            [m.end() for m in closing.finditer(text, place, end) if not masked[m.start()] and m.start() > place]
            if closing
            else []
        )
        for mark in marks:
            if mark >= end or self._goes_on(mark, end):
                return mark
        if kind == "by" and (stop := self._agent_end(place, end)):
            return stop
        if kind == "object":
            moves = [(at, v) for at, v in scan(text, place + 1, end) if v.form.startswith(_INTO) and not masked[at]]
            if moves:
                return self.before_adverbs(place, moves[-1][0])
        weak = -1
        last_de = max((i for i in range(place, end) if text[i] == "的" and not masked[i]), default=-1)
        for at, verb in scan(text, place, end):
            if at == place or masked[at] or nominal(text, at, verb, end):
                continue
            if kind in ("to", "for") and verb.form in _DESCRIBES:
                continue  # 对新创办企业、从事个体经营的人员
            if at < last_de and any(
                p > last_de and not masked[p] and not nominal(text, p, v, end) and p + len(v.form) < end
                for p, v in scan(text, last_de, end)
            ):
                continue  # inside a relative clause: 对符合条件的脱贫户给予…
            if verb.noun and text[at - 1] not in "的地" and not ADVERB.match(text, max(place, at - 2), at):
                if kind == "place" and (masked[at - 1] or text[at - 1] in "区县市镇乡村内中上下里园厂站道港校院"):
                    return at
                if at - place in borders(text[place:end]):
                    weak = at
                continue
            if kind in ("to", "for", "object") and at < last_de < end - 1 and not verb.form.startswith(_GIVE):
                continue  # the rest is one noun phrase: 对单笔放款五百万元以下的小额业务，
            return self.before_adverbs(place, at)
        if weak > 0:
            return self.before_adverbs(place, weak)
        found = self._closing_verb(place, end) if kind in ("to", "place", "for", "means") else 0
        return self.before_adverbs(place, found) if found else end

    def _closing_verb(self, place: int, end: int) -> int:
        """A verb without an object that closes the clause behind its frame: 向社会公开, 在门户网公布."""
        last = [
            (at, v)
            for at, v in scan(self.text, place + 2, end)
            if at + len(v.form) == end and not self.ground.masked[at]
        ]
        return last[0][0] if last and "weak" not in last[0][1].marks else 0

    def _agent_end(self, place: int, end: int) -> int:
        """Behind whom 由 names, where a verb closes the clause: 由县人社局办理."""
        for at, verb in scan(self.text, place + 1, end):
            if self.ground.masked[at] or at - place < 2:
                continue
            if at + len(verb.form) == end or (not verb.noun and not nominal(self.text, at, verb, end)):
                return at
        return 0

    def before_adverbs(self, place: int, verb: int) -> int:
        """The start of the adverbs in front of a verb."""
        for back in range(max(place + 1, verb - 8), verb):
            if self.ground.masked[back]:
                continue
            match = ADVERB.match(self.text, back, verb)
            if match and match.end() == verb:
                return back
        return verb

    def _goes_on(self, place: int, end: int) -> bool:
        """Whether the verb phrase goes on here: an adverb, another frame, a verb, an actor."""
        if self.text[place] in "，、":
            return self.text[place] == "，"
        if self.text[place] in "的和与及等":
            return False
        verb = starting(self.text, place, end)
        if verb is not None and not self.ground.masked[place]:
            return place + len(verb.form) == end or not (verb.noun and nominal(self.text, place, verb, end))
        return bool(ADVERB.match(self.text, place, end) or self.preposition(place, end) or place in self.ground.starts)

    def _adverb_end(self, place: int, end: int) -> int:
        """Where the adverbs that start here end; 0 without any. In 加快…建设 the last word is the verb itself."""
        match = None if self.ground.masked[place] else ADVERB.match(self.text, place, end)
        if match is None:
            return 0
        stop = match.end()
        for back in (2, 1):
            inner = starting(self.text, stop - back, end) if stop - back >= place else None
            if inner is not None and len(inner.form) > back and not inner.noun:
                stop -= back  # 应当要求: the verb is 要求
                break
        while stop > place and (double := _DOUBLE_END.search(self.text[place:stop])):
            if stop < end and (
                self._verb_follows(stop, end) or (double.group() != "组织" and self.preposition(stop, end))
            ):
                break
            stop = place + double.start()
        return stop if place < stop < end else 0

    def _verb_follows(self, place: int, end: int) -> bool:
        verb = starting(self.text, place, end)
        if verb is None or self.ground.masked[place]:
            return ADVERB.match(self.text, place, end) is not None
        return not (verb.noun and nominal(self.text, place, verb, end))

    def _is_deed(self, place: int, verb: Verb, end: int, *, opening: bool) -> bool:
        """Whether the verb here is the clause's verb and not the first word of a noun."""
        behind = place + len(verb.form)
        if len(verb.form) == 1:
            return verb.form in "作转" and behind < end
        if behind < end and self.text[behind] == "的" and not self.text.startswith("的", end - 1):
            return False
        if opening and _MODAL_NEXT.match(self.text, behind, end):
            return False
        head = NOUN_BEHIND.match(self.text, behind, end) if opening and not verb.outer else None
        behind_head = head.end() if head else end
        if behind_head < end and (
            _STATE.match(self.text, behind_head, end) or (verb.noun and self.preposition(behind_head, end))
        ):
            return False
        if opening and not verb.outer and self._heads_noun(behind, end):
            return False
        if not verb.noun:
            return True
        if opening and (modal := _MODAL.search(self.text, behind, min(end, behind + 24))):
            between = scan(self.text, behind, modal.start())
            if not any(not v.noun and not self.ground.masked[p] for p, v in between):
                return False  # 供养服务机构应当健全…
        if (
            opening
            and (head := NOUN_BEHIND.match(self.text, behind, end))
            and head.end() < end
            and self._predicate(head.end(), end)
        ):
            return False
        if NOUN_BEHIND.match(self.text, behind, end) or (behind < end and self.text[behind] in "和与及、"):
            later = [
                (p, v)
                for p, v in scan(self.text, behind, end)
                if not self.ground.masked[p] and not nominal(self.text, p, v, end)
            ]
            return not (opening and later)
        return True

    def _heads_noun(self, place: int, end: int) -> bool:
        """Whether the verb only opens a relative clause: 增设品种的条件还不成熟."""
        de = self.text.rfind("的", place, end)
        while de >= 0 and self.ground.masked[de]:
            de = self.text.rfind("的", place, de)
        if de < 0:
            return False
        return _STATE.search(self.text, de + 2, end) is not None

    def _phrase_end(self, place: int, end: int) -> int:
        """Where a noun phrase that starts here ends: at an adverb, a frame or a verb that goes on with the clause."""
        text, masked, known = self.text, self.ground.masked, lexicon()
        here = place + 1
        while here < end:
            if masked[here]:
                here += 1
                continue
            char = text[here]
            if char in "，：" or here in self.ground.time_at:
                return here
            if char in _STRONG_FIRST and (match := STRONG_ADVERB.match(text, here, end)) and match.end() < end:
                return here
            verb = starting(text, here, end) if text[here : here + 2] in known else None
            if verb is not None and len(verb.form) > 1:
                if not verb.noun and text[here - 1] != "的":
                    last_de = text.rfind("的", here, end - 1)
                    if last_de < 0 or not any(not v.noun for p, v in scan(text, last_de, end) if not masked[p]):
                        return here
                here += len(verb.form)
                continue
            if self.preposition(here, end) and text[here - 1] not in "的、":
                return here
            here += 1
        return end


_INTO = (
    "纳入",
    "列入",
    "写入",
    "划入",
    "编入",
    "作为",
    "列为",
    "改造",
    "改建",
    "改成",
    "改为",
    "归入",
    "移交",
    "转为",
    "提高到",
    "提高至",
    "降至",
    "降到",
    "调整为",
    "并入",
    "扩大到",
    "延长至",
    "用于",
    "转化为",
)
_APPROVAL = re.compile("(?:已|业)?经([^，。；、]{2,30}?)(同意|批准|审议通过|审定|审核同意|研究同意|审定同意)")
# Verbs that say what those in a frame are or did, not what is done for them.
_DESCRIBES = frozenset(
    [
        "创办",
        "创建",
        "新建",
        "购买",
        "购置",
        "安装",
        "种植",
        "生产",
        "入驻",
        "参加",
        "建设",
        "取得",
        "获得",
        "列入",
        "纳入",
        "承担",
        "参与",
        "接收",
    ]
)
_PRINCIPLE = re.compile(
    "坚持(?![^，]{0,30}(?:机制|制度|办法)$)|秉持|本着|遵循|以[^，]{2,40}为(?:主题|主线|根本|目标|动力|目的|中心|核心|统领|引领|指导|抓手|契机)"
)
_MODAL = re.compile("应当?(?!用|对|急|届|邀)|必须|已(?!经济)|将(?!来)|可以|不得")
_GIVE = (
    "给予",
    "发放",
    "补助",
    "补贴",
    "奖励",
    "提供",
    "安排",
    "拨付",
    "予以",
    "实行",
    "开展",
    "作出",
    "资助",
    "发给",
    "享受",
)
_STATE = re.compile(
    "已(?:经)?|还(?!款|贷|建)|均(?!衡)|[较很更](?!新|换)|不(?:能|足|够|成熟|属|应|宜|高|强)|由(?:[每原]|\\d)|应当?|将(?!来)|正在|是"
)
STRONG_ADVERB = re.compile(
    "已经?|将|应当?|必须|正在|拟|均|都|共|不断|积极|持续|进一步|先后|累计|全部|全面|继续|可以?|需要?|要|也|还|仍|逐步|分别|大力|加快"
)
_STRONG_FIRST = frozenset(word[0] for word in STRONG_ADVERB.pattern.split("|"))


def group_head(words: str) -> bool:
    """Whether a noun phrase names people or bodies that can act.

    >>> group_head("各级主管部门"), group_head("车辆总量控制政策")
    (True, False)
    """
    return _GROUP_HEAD.search(_CLOSING_BRACKET.sub("", words)) is not None
