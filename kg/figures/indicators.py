"""What a figure counts, in words of the text: the noun behind it, else the phrase in front of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.figures.amounts import Amount
from kg.lexicon import Matcher, listed, table
from kg.model import Range, Time

_REACH = 160  # characters of a clause that are looked at on each side of a figure
_LONGEST_LIST = 12
_MARKS = "，。；：！？\n"
_BORDER = re.compile(rf"[{_MARKS}]|(?<!\d)[.,]")
_OPENERS = re.compile(
    r"(?:其中|目前|现有|现|已有|已|共有|共|累计|总计|全年|全市|全省|全县|全国|全区|我市|我省|我县|我国|我区|"
    r"我局|本市|本省|本县|先后|年末|"
    r"还|并|均|都|分别|只|仅|约|近|超过|超|逾|达到|达|为|是|有(?![机关效限色声偿])|的|由|至|到(?![位期])|在"
    r"(?![校职编建册读岗营研])|将(?!来)|对(?![口外接])|给予|给|按照|按|拟|最高|最低|不超过|"
    r"不低于|不少于|日均|年均|每[年月人户亩吨天日个家项名次]|每|新增|力争|确保|计划|预计|实际|使|其|该|各|每餐)+"
)
_TAIL = re.compile(
    r"(?:共计|合计|总计|累计|分别|达到|超过|突破|不得超过|不得低于|不得少于|不小于|不大于|不超过|不低于|不少于|不足|至少|最高|最多|最低|约占|约为|约|近|"
    r"超|逾|达|为|是|有|共|各|均|在|由|至|到|按|仅|只|已|将|的|"
    r"力争|稳定|应当|应|不得|原则上|可以|并处|处以|处|提升|提高|增加|增长|下降|降低|减少|上浮|上升|上涨|缩短|"
    r"压缩|新增|保持|控制|可达|可|占(?!比)|年均|日均|月均|每天|每日|每学期|每次|每年|每月|每人|每亩|每户|每|以|"
    r"了|(?<!占)比|从|需要|需|给予|"
    r"满|不|等|同比|环比|较上年|比上年|和|及|与|、|且年|且|年满|接近|持续|未|内|要|就|又|也|多达|高达|调整|"
    r"扩大|建|设|招)+$"
)
_NOUN_END = re.compile(
    r"[，。；：！？、（）\n“”《》\d;,]|到|已|在(?![校职编建册读岗营研])|与|对(?!口|外)|将|被|于|以"
    r"(?![上下内外])|并(?!购)|开展|通过(?!率)|获|走访|驻|签订|报名|进行|参加|参与|实现|完成|成立|"
    r"承担|均|都(?!市)|皆|全部|可|分布|入驻|开通|开设|举办|组建|签署|推出|成功|联合|建成|分别|纳入|达到|用于|"
    r"给予|涉及|覆盖|左右|以上|以下|以内|不等|等(?!级|次)|惠及|共(?!同|享|建)|正|处于|具有|列|入选|荣获|取得|"
    r"增至|增到|减至|压|协助|提供|赴|就读|首次|率先|提高|增加|增长|下降|降低|减少|降至|上浮|下浮|上调|下调|"
    r"缩短|实行|为(?!老)|从|需|由|按|的(?=.{8})|仍|尚|未|较|进驻|受益|投产|投用|落地|开工|竣工|上线|逐步|每|"
    r"来自|超过|能够|把|让|使(?!用)|是|有(?!限|轨|机)"
)
_PLACES = frozenset("村县市省区镇乡校店厂站馆园港桥山湖国家组类课车船")
_LEFT_OVER = re.compile(r"^(?:之?内|及?以[上下内]|左右|（含[^）]{0,4}）)?[、（）]?")
_WITHIN = re.compile(r"(?:以|之)?内，?([^，。；：（、内\d]{2,20})")
_RATE = re.compile(r"占(?![比地])(?P<whole>[^占，比]{2,24}?)(?:的比[重例])?(?:的|约|近|超过|达到|达|为)*$")
_COMPARED = re.compile(r"^(?:均|都|且|并)?(?:高于|低于|快于|慢于|好于|优于|高出|低出|领先|比)[^，]{1,16}$")
_NUMBERED = re.compile(r"^(?:第[一二三四五六七八九十百零\d]+[条章节款]|[（(]?[一二三四五六七八九十\d]{1,3}[）)、.])+")
_BASE = re.compile(r"(?:按|按照)(?P<whole>[^，按]{2,20})的$")
_GRANTED = re.compile(r"(?:的标准)?(?:给予|予以|发放|计提|收取|缴纳|提取)?([^，。；]{2,16})")
_CHANGE = re.compile(r"(?:由|从)(?:每[^，由从]{1,8}|[^，由从]{0,8}的)?$")
_CHANGED = re.compile(
    r"(?:提高|增加|提升|上调|调整|增长|降低|下降|下调|缩短|压缩|压减|减少|扩大|延长|降|增)(?:到|至|为)$"
)
_GROUND = re.compile(r"在(?P<ground>[^，在]{2,20}?)的?基础上[^，]{0,6}$")
_NAMED_AMOUNT = re.compile(
    r"([^，]{2,40}(?:标准|限额|期限|金额|比例|额度|次数|费率))(?:暂?[定为]|[定是])[^，为]{0,20}$"
)
_RANKED = re.compile(r"(?:均|都|分别)?(?:位居|位列|排名|跃居|名列|列|居|获|荣获|为|排)[^，]{0,16}$")
_ATTRIBUTES = frozenset((
    "规模", "面积", "总面积", "建筑面积", "总建筑面积", "占地面积", "占地", "总投资", "投资", "总额", "金额",
    "总金额", "总规模", "数量", "人数", "总量", "总数", "期限", "额度", "长度", "全长", "里程", "容量", "产值",
    "规划占地", "总长", "库容", "总库容", "产能", "有效期", "编制", "床位", "价格", "单价", "均价", "增速", "增幅",
    "占比", "比重", "比例",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counted:
    """What a figure counts, and the stretch of text that says so; `bare` when the words alone do not tell of what."""

    words: str
    at: Range
    bare: bool = False


@cache
def _verbs() -> Matcher:
    """Verbs that may stand in front of what is counted, and none that are nouns as often."""
    words = {
        row["verb"] for row in table("verbs") if len(row["verb"]) > 1 and "noun" not in listed(row.get("marks", ""))
    }
    return Matcher(
        (words | {"惠及", "设有", "拥有", "具有", "带动", "吸纳", "受理", "接待", "接收"})
        - {"提升", "提高", "增加", "支出"}
    )


class Indicators:
    """Finds what each amount of one text counts."""

    def __init__(self, text: str, amounts: Sequence[Amount], times: Sequence[Time]) -> None:
        self._text = text
        self._amounts = amounts
        self._ends = {time.at.end: time.at.start for time in times if time.kind != "recurring"}

    def of(self, i: int, sentence: Range, before: Counted | None) -> Counted:
        """The words for the i-th amount; `before` is what the amount in front of it in the sentence counts."""
        amount = self._amounts[i]
        left = self._left(amount.at.start, sentence.start)
        right = self._right(amount.at.end, sentence.end)
        first, last = self._chain(i, left, right)
        clause = Range(left, right)
        around = Range(min(before.at.start, left), right) if before else clause
        front = self._text[max(left, self._amounts[first - 1].at.end if first else 0) : self._amounts[first].at.start]
        front = _LEFT_OVER.sub("", front)
        special = self._special(amount, front, before, right)
        if special:
            return Counted(special, around if before and before.words in special else clause)
        noun = "" if amount.ordinal and _RANKED.search(front) else self._behind(self._amounts[last], right)
        if amount.unit.kind == "time" and (deed := _WITHIN.match(self._text, amount.at.end, right)):
            return Counted(deed[1], clause)
        if amount.unit.kind == "time" and noun and len(own := self._in_front(front, amount)) > 1:
            return Counted(own, clause)
        parts = self._parts(front, last - first + 1)
        if noun:
            if parts:
                head = parts[i - first]
                return Counted(head + noun.removeprefix("一次性"), clause)
            return Counted(noun, clause)
        if parts:
            return Counted(self._distributed(parts, i - first), clause)
        phrase = self._in_front(front, amount)
        if phrase in _ATTRIBUTES:
            owner = before.words if before else self._object(left, sentence)
            if owner and not owner.endswith(phrase):
                return Counted(
                    owner + phrase,
                    Range(min(before.at.start if before else left, self._earlier(left, sentence)), right),
                    True,
                )
            return Counted(phrase, around, True)
        if phrase:
            return Counted(phrase, clause)
        if before:
            return Counted(before.words, around, True)
        words = self._object(left, sentence)
        if words:
            return Counted(words, Range(self._earlier(left, sentence), right), True)
        return Counted(
            self._text[left:right].strip(_MARKS + "、") or self._text[amount.at.start : amount.at.end], clause, True
        )

    # ── borders ──────────────────────────────────────────────────────────────────────────────────────────────

    def _left(self, place: int, limit: int) -> int:
        limit = max(limit, place - _REACH)
        return max((border.end() for border in _BORDER.finditer(self._text, limit, place)), default=limit)

    def _right(self, place: int, limit: int) -> int:
        limit = min(limit, place + _REACH)
        border = _BORDER.search(self._text, place, limit)
        return border.start() if border else limit

    def _earlier(self, left: int, sentence: Range) -> int:
        """Where the clause before a clause begins."""
        return self._left(left - 1, sentence.start) if left > sentence.start else left

    def _chain(self, i: int, left: int, right: int) -> tuple[int, int]:
        """The first and last of the amounts that stand in one list or range with the i-th: 2000元、3000元、5000元."""
        first = last = i
        while (
            first
            and i - first < _LONGEST_LIST
            and self._listed(first - 1, first)
            and self._amounts[first - 1].at.start >= left
        ):
            first -= 1
        while (
            last + 1 < len(self._amounts) and self._listed(last, last + 1) and self._amounts[last + 1].at.end <= right
        ):
            last += 1
        return first, last

    def _listed(self, a: int, b: int) -> bool:
        one, two = self._amounts[a], self._amounts[b]
        gap = self._text[one.at.end : two.at.start]
        return one.unit.base == two.unit.base and 0 < len(gap) <= 2 and not gap.strip("、和或及至到—–-~以上下")

    # ── words ────────────────────────────────────────────────────────────────────────────────────────────────

    def _special(self, amount: Amount, front: str, before: Counted | None, right: int) -> str:
        """Shares of a whole, changes from a level, conditions (满2年的), bounds of a class (1000万元以下的)."""
        text = self._text
        if before and amount.unit.kind in ("ratio", "other") and _COMPARED.search(front):
            return before.words
        if amount.unit.kind == "ratio":
            rate = _RATE.search(front)
            if rate:
                head = front[: rate.start()] or (before.words if before else "")
                return f"{_OPENERS.sub('', head, count=1)}占{rate['whole']}的比例"
            base = _BASE.search(front)
            if base and (found := _GRANTED.match(text, amount.at.end, right)):
                return f"{found[1]}占{base['whole']}的比例"
            ground = _GROUND.search(front)
            if ground:
                return ground["ground"]
        change = _CHANGE.search(front)
        if change and front[: change.start()]:
            return self._cleaned(front[: change.start()])
        if before and _CHANGED.search(front):
            return before.words
        after = text[amount.at.end : amount.at.end + 3]
        if (amount.unit.kind == "time" and after[:1] == "的") or after[:3] in ("以上的", "以下的", "以内的"):
            phrase = _NUMBERED.sub("", front)
            phrase = re.sub(r"(?:且|年|连续)?(?:满|达到|达|在|不少于|超过)+$", "", phrase)
            phrase = re.sub(r"^(?:对|对于|凡|在(?!同))", "", phrase)
            phrase = phrase if amount.unit.kind == "time" else self._cleaned(phrase)
            return phrase if len(phrase) > 1 and phrase[0] != "每" else ""
        return ""

    def _behind(self, amount: Amount, right: int) -> str:
        """The noun behind a figure: 5所民办技工学校, 30万元奖励."""
        text, start = self._text, amount.at.end
        if text.startswith(("以上", "以下", "左右", "以内"), start):
            start += 2
        if text.startswith(("的", "内", "后"), start):
            start += 1
        if start >= right:
            return ""
        if text[start] == "“":
            close = text.find("”", start, right)
            if close < 0:
                return ""
            stop = _NOUN_END.search(text, close + 1, right)
            return text[start : stop.start() if stop else right]
        if right - start == 1 and text[start] in _PLACES:
            return text[start]
        end = _NOUN_END.search(text, start, right)
        if end and end.start() < start + 2 and end[0] not in "，。；：！？、（）\n“”《》;,":
            end = _NOUN_END.search(text, start + 2, right) if end[0] in ("承担", "列", "正", "可") else end
        noun = text[start : end.start() if end else right].removesuffix("的")
        if len(noun) == 1:
            return noun if noun in _PLACES else ""
        return noun

    def _in_front(self, front: str, amount: Amount) -> str:
        """The phrase in front of a figure without its subject and verb: 发放…补贴396人次."""
        phrase = self._without_time(front, amount.at.start)
        if amount.ordinal:
            ranked = _RANKED.search(phrase)
            if ranked and ranked.start() > 1:
                return phrase[: ranked.start()]
        if "、" in phrase and "等" not in phrase:
            tail = phrase.rpartition("、")[2]
            phrase = tail if len(_TAIL.sub("", tail)) > 1 else phrase
        return self._cleaned(phrase)

    def _without_time(self, front: str, end: int) -> str:
        """A phrase from behind the last time in it."""
        start = end - len(front)
        named = _NAMED_AMOUNT.match(front)
        if named:
            return named[1]
        for stop in range(end - 1, start, -1):
            if stop in self._ends and self._ends[stop] >= start - 4:
                behind, before = self._text[stop:end], self._text[start : max(start, self._ends[stop])]
                return behind if len(_TAIL.sub("", behind)) > 1 or len(before) < 2 else before
        return front

    def _cleaned(self, phrase: str) -> str:
        """A noun phrase without the words that only lead to it or to the number."""
        phrase = _TAIL.sub("", _NUMBERED.sub("", phrase))
        for _, start, end in _verbs().find(phrase):
            left = len(phrase) - end
            if left == 1 and phrase[-1] in "率量数额费值期者点地员价款金":
                break
            if left > 1 or start == 0:
                phrase = phrase[end:] if left > 1 or end - start < 4 else phrase[start + 2 :]
                break
        opener = _OPENERS.match(phrase)
        phrase = phrase[opener.end() :] if opener else phrase
        phrase = re.sub(r"(?<=[\u4e00-\u9fff]{2})的(?=[\u4e00-\u9fff]{2,8}$)", "", _TAIL.sub("", phrase))
        phrase = phrase.strip("，、的了（）：")
        return phrase if len(phrase) > 1 else ""

    def _object(self, left: int, sentence: Range) -> str:
        """What the clause before is about: the words behind its last verb."""
        start = self._earlier(left, sentence)
        clause = self._text[start : left - 1] if left > sentence.start else ""
        if not clause:
            return ""
        end = 0
        for _, _, stop in _verbs().find(clause):
            if stop < len(clause) - 1:
                end = stop
        words = self._without_time(clause[end:], left - 1)
        opener = _OPENERS.match(words)
        words = (words[opener.end() :] if opener else words).strip("“”《》（）、的")
        return words if 1 < len(words) <= 30 else ""

    @staticmethod
    def _parts(front: str, n: int) -> list[str]:
        """The coordinated heads that 分别 shares a list of figures among: 甲市、乙市分别设立."""
        if n < 2 or "分别" not in front:
            return []
        head = front.partition("分别")[0]
        head = re.sub(r"^.*(?:按照|按|对|给|为|向|将)", "", head)
        parts = [p for p in re.split(r"[、和及与]", head) if p]
        return parts if len(parts) == n else []

    @staticmethod
    def _distributed(parts: list[str], k: int) -> str:
        """One head with the noun that only the last one carries: 会计证、导游证考证通过率 → 会计证考证通过率."""
        last = parts[-1]
        if k == len(parts) - 1:
            return last
        own = parts[k]
        at = last.find(own[-1])
        return own + last[at + 1 :] if 0 < at < len(last) - 1 else own
