"""What a clause is made of: opener, subject, frames (对…, 按照…, 将…), adverbs, verb and object.

The parser walks from left to right over the reading text; `Ground.masked` says where verbs are no verbs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.measures.adverbs import ADVERB, DOUBLE_END, STRONG_ADVERB, STRONG_FIRST
from kg.measures.frames import Frame, frame_at, preposition
from kg.measures.ground import Ground
from kg.measures.verbs import NOUN_BEHIND, Verb, lexicon, nominal, scan, starting, verb_at
from kg.model import Range

_NUMBERING = """
第[一二三四五六七八九十百零\\d]+[条款章节] [一二三四五六七八九十]+是(?:要)? [（(][一二三四五六七八九十\\d]+[）)]
\\d{1,2}[.．、] [①-⑳]
第[一二三四五六七八九]，
""".split()
_CONNECTIVES = """
首先 其次 再次 最后 同时 此外 另外 与此同时 在此基础上 并且 并 而且 且 以及 还 也 又 其中 例如 比如 如 一方面 另一方面
为此 因此 对此 据此 目前 当前 现阶段 近年来 下一步 今后 未来 接下来 总体上 特别是 尤其是 具体来说 主要 重点是 即
敬?请(?![示教求假]) 再
""".split()
_OPENER = re.compile(f"(?:{'|'.join((*_NUMBERING, *_CONNECTIVES))})[，：]?")
EXAMPLE = re.compile("(?:例如|比如|如)[，：]?(?!何|果|期|实|有|下|需|确|因|遇|未)")
_BREAK = "，；：。！？"
_MAY_CUT = re.compile(f"[{_BREAK}并和]")
_LONGEST = 500  # characters that a clause may have
_BRACKET = re.compile("（[^（）]{1,30}）")
_JOIN = re.compile("、|和|与|及|以及")
_PAPER = re.compile("第?[一二三四五六七八九十\\d]+号文(?:件)?|(?:常务|办公)会议|党组")
_AND_OTHERS = re.compile(
    "等(?:\\d+[个家所])?(?:相关|有关)?(?:部门|单位|高校|机构|企业|地|院校)?|"
    "(?:各)?(?:相关|有关)(?:部门|单位)|共同|联合(?=[印发开组制出])|一起"
)
_MODAL = re.compile("应当?(?!用|对|急|届|邀)|必须|已(?!经济)|将(?!来)|可以|不得")
_MODAL_NEXT = re.compile("应当?|必须|已经?|可以|不")
_STATE = re.compile(
    "已(?:经)?|还(?!款|贷|建)|均(?!衡)|[较很更](?!新|换)|不(?:能|足|够|成熟|属|应|宜|高|强)|由(?:[每原]|\\d)|应当?|将(?!来)|正在|是"
)
_PARTICLE = re.compile("了|出了|出|起|好|到|至|成|为")
_LEADS = frozenset("牵头 负责 主办 承办 配合".split())
NOWHERE = Range(0, 0)


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


def split(ground: Ground, sentence: Range) -> list[Range]:
    """The clauses of a sentence, cut at marks that stand outside names and brackets, and before a joined deed."""
    parts: list[Range] = []
    start = sentence.start
    for mark in _MAY_CUT.finditer(ground.text, *sentence):
        i = mark.start()
        if ground.masked[i]:
            continue
        if ground.text[i] in _BREAK:
            parts.append(Range(start, i))
            start = i + 1
        elif ground.text[i] in "并和" and i > start + 3 and _joins_deed(ground, start, i, sentence.end):
            parts.append(Range(start, i))
            start = i + 1 if ground.text[i] == "和" else i
    parts.append(Range(start, sentence.end))
    return [piece for part in parts if part.length > 0 for piece in _no_longer(part)]


def _no_longer(part: Range) -> list[Range]:
    """A stretch in pieces of a clause's length: words that no mark parts for so long are no clause."""
    return [Range(at, min(at + _LONGEST, part.end)) for at in range(part.start, part.end, _LONGEST)]


def _joins_deed(ground: Ground, start: int, place: int, end: int) -> bool:
    """Whether 并 or 和 at a place joins a second deed with its own object: 改善办学条件和强化管理."""
    after = place + 1 + ground.text.startswith("并且", place)
    if after >= end or ground.masked[after]:
        return False
    while (adverb := ADVERB.match(ground.text, after, end)) and ground.text[place] == "并":
        after = adverb.end()
    verb = starting(ground.text, after, end) if after < end and not ground.masked[after] else None
    if verb is None or verb.noun or len(verb.form) < 2 or after + len(verb.form) >= end:
        return False
    behind = after + len(verb.form)
    if ground.text[behind] in _BREAK + "的、工力":
        return False
    head = NOUN_BEHIND.match(ground.text, behind) if verb.kind == "serve" else None
    if head and ground.text[head.end() : head.end() + 1] in _BREAK:
        return False  # 信息库和关爱台账
    first = next(((p, v) for p, v in scan(ground.text, start, place) if not v.noun and not ground.masked[p]), None)
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
                match = _OPENER.match(text, place, end)
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
            if frame := frame_at(self.ground, place, end):
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
                if particle := _PARTICLE.match(text, stop, end):
                    stop = particle.end()
                if frames and frames[-1].kind == "by" and verb.form in _LEADS:
                    start = frames[-1].at.start
                return Clause(
                    at, opener, subject, subject_at, topic, tuple(frames), Range(at.start, place),
                    verb, Range(place, place + len(verb.form)), Range(stop, end), place if start < 0 else start,
                )  # fmt: skip
            stop = self._phrase_end(place, end)
            if topic is None:
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
        if ADVERB.match(self.text, place, end) or preposition(self.ground, place, end):
            return True
        verb = starting(self.text, place, end)
        return verb is not None and not self.ground.masked[place] and not nominal(self.text, place, verb, end)

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
        while stop > place and (double := DOUBLE_END.search(self.text[place:stop])):
            if stop < end and (
                self._verb_follows(stop, end) or (double.group() != "组织" and preposition(self.ground, stop, end))
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
        subject = opening and not verb.outer  # a noun phrase that the verb begins may be the subject
        head = NOUN_BEHIND.match(self.text, behind, end) if verb.noun or subject else None
        if subject:
            behind_head = head.end() if head else end
            if behind_head < end and (
                _STATE.match(self.text, behind_head, end) or (verb.noun and preposition(self.ground, behind_head, end))
            ):
                return False
            if self._heads_noun(behind, end) or self._done_by(behind, end):
                return False
        if not verb.noun:
            return True
        if opening and (modal := _MODAL.search(self.text, behind, min(end, behind + 24))):
            between = scan(self.text, behind, modal.start())
            if not any(not v.noun and not self.ground.masked[p] for p, v in between):
                return False  # 供养服务机构应当健全…
        if opening and head and head.end() < end and self._predicate(head.end(), end):
            return False
        if head or (behind < end and self.text[behind] in "和与及、"):
            return not opening or not any(
                not self.ground.masked[p] and not nominal(self.text, p, v, end) for p, v in scan(self.text, behind, end)
            )
        return True

    def _done_by(self, place: int, end: int) -> bool:
        """Whether an organ behind does the deed, so that this verb opens what it is done to: 新建…由区教育局接收."""
        by = self.text.find("由", place, end)
        if by < 0 or self.ground.masked[by] or by + 1 not in self.ground.starts or self.text[by - 1] in "经理自缘":
            return False
        actor = self.mentions[self.ground.starts[by + 1]].at
        return any(not self.ground.masked[p] for p, _ in scan(self.text, actor.end, end))

    def _heads_noun(self, place: int, end: int) -> bool:
        """Whether the verb only opens a relative clause: 增设品种的条件还不成熟."""
        de = self.ground.last("的", place, end)
        return de >= 0 and _STATE.search(self.text, de + 2, end) is not None

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
            if char in STRONG_FIRST and (match := STRONG_ADVERB.match(text, here, end)) and match.end() < end:
                return here
            verb = starting(text, here, end) if text[here : here + 2] in known else None
            if verb is not None and len(verb.form) > 1:
                if not verb.noun and text[here - 1] != "的":
                    last_de = text.rfind("的", here, end - 1)
                    if last_de < 0 or not any(not v.noun for p, v in scan(text, last_de, end) if not masked[p]):
                        return here
                here += len(verb.form)
                continue
            if preposition(self.ground, here, end) and text[here - 1] not in "的、":
                return here
            here += 1
        return end
