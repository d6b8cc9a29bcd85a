"""Names of programmes and the like told by the form of the sentence: shared heads, awards, grants, definitions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.mentions import phrases
from kg.mentions.headed import CLOSED, endings, heads
from kg.mentions.phrases import CLOSING
from kg.model import DocumentKind, Kind, Letter, Mention, Range

_QUOTED = re.compile(r"[“\"「『]([^“”\"「」『』\n。；]{2,24})[”\"」』]")
_OPENED = re.compile('[“"]')
_QUOTES = re.compile(r"(?:[“\"][^“”\"\n。，]{2,16}[”\"][、和与]?){2,6}")
_STOPS = re.compile(r"[，。、；的等]")


def by_form(text: str, at: Range) -> Iterator[Mention]:
    """Names in a stretch of the text that no head alone would give."""
    quoted = _OPENED.search(text, *at) is not None
    if quoted:
        yield from _shared_quotes(text, at)
    if text.find("元", *at) >= 0:
        yield from _granted(text, at)
    if text.find("考试", *at) >= 0:
        yield from _shared_exams(text, at)
    if quoted:
        yield from _titled(text, at)
    if text.find("等", *at) >= 0:
        yield from _systems(text, at)
    yield from _awarded(text, at)
    yield from _ranked(text, at)
    yield from _two_ranks(text, at)
    if quoted:
        yield from _quoted_list(text, at)
        yield from _built(text, at)
    yield from _linked_up(text, at)
    if quoted:
        yield from _done_in_quotes(text, at)


def _shared_quotes(text: str, at: Range) -> Iterator[Mention]:
    """“甲”“乙”办学模式: each quotation takes the head."""
    rows = heads()
    for m in _QUOTES.finditer(text, *at):
        end = m.end()
        if text[end - 1] not in CLOSING:
            continue
        tail = text[end : end + 14]
        hit = next(((w, s, e) for w, s, e in endings(tail, Range(0, len(tail))) if not _STOPS.search(tail[:s])), None)
        if hit is None or "quote" not in rows[hit[0]].needs:
            continue
        kind, name = rows[hit[0]].kind, tail[: hit[2]]
        parts = list(_QUOTED.finditer(text, m.start(), end))
        for part in parts:
            stop = end + hit[2] if part is parts[-1] else part.end()
            yield Mention(kind, Range(part.start(), stop), part.group() + name, "vehicle-shared-head", 0.85)


_AMOUNT_BEFORE = re.compile(
    r"(?:给予|奖励|对)(?P<receiver>[\u4e00-\u9fff]{2,10}?)"
    r"(?:(?:最高|不超过|不低于|每[人户年月家个名亩次](?:每[年月次])?|"
    r"一次性)*[\d.]+(?:[—~\-至到][\d.]+)?(?:万|亿)?元(?:/[人月年次])*(?:以[内下])?的?)(?:一次性)?"
    r"(?P<fund>奖励|补贴|补助|"
    r"资助|奖补)(?=[，。；、\n]|$)"
)
_NO_RECEIVER = re.compile("的|每|一次|最高|其|按|符合|给予|相应")


def _granted(text: str, at: Range) -> Iterator[Mention]:
    """给予承办单位最高5万元奖励: the fund is named by who receives it."""
    for m in _AMOUNT_BEFORE.finditer(text, *at):
        if not _NO_RECEIVER.search(m["receiver"]):
            place, name = Range(m.start("receiver"), m.end()), m["receiver"] + m["fund"]
            yield Mention(Kind.FUND, place, name, "vehicle-fund-by-receiver", 0.75)


_EXAMS = re.compile(r"([\u4e00-\u9fff]{2,6})[、和]([\u4e00-\u9fff]{2,6}?)((?:等级|水平|资格|技能)考试)")


def _shared_exams(text: str, at: Range) -> Iterator[Mention]:
    """日语、德语等级考试: two exams with one head."""
    for m in _EXAMS.finditer(text, *at):
        for place, subject in ((Range(*m.span(1)), m[1]), (Range(m.start(2), m.end()), m[2])):
            yield Mention(Kind.PROGRAM, place, subject + m[3], "vehicle-shared-exam", 0.8)


_TITLED = re.compile(
    rf"(?:全国|全省|全市|国家级?|省级|市级|(?:{phrases.PROVINCES})省?|省|"
    rf"市)[“\"][^“”\"]{{2,10}}[”\"][\u4e00-\u9fff]{{0,6}}?"
    r"(?:企业|学校|院校|高校|学院|单位|城市|团队|基地县|示范县|人才)"
)


def _titled(text: str, at: Range) -> Iterator[Mention]:
    """A title with a level and quotation marks: 全省“双高”建设学校."""
    for m in _TITLED.finditer(text, at.start, at.end):
        if CLOSED.match(text, m.end()):
            yield Mention(Kind.HONOUR, Range(*m.span()), m.group(), "vehicle-title", 0.75)


_LISTED = re.compile(r"[\u4e00-\u9fff、]+")
_SYSTEM = re.compile("等(?:相关|有关|各项)?(?:制度|机制)")
_SYSTEMS = re.compile(r"((?:[\u4e00-\u9fff]{4,14}、)*)([\u4e00-\u9fff]{4,14})等(?:相关|有关|各项)?(制度|机制)")


def _systems(text: str, at: Range) -> Iterator[Mention]:
    """甲公示、乙审核等制度: each thing listed takes the head."""
    parts = _LISTED.finditer(text, *at)
    for m in (m for part in parts if _SYSTEM.search(part.group()) for m in _SYSTEMS.finditer(text, *part.span())):
        place = m.start()
        for part in text[m.start() : m.end(2)].split("、"):
            phrase = phrases.left(text, place + len(part), place + len(part), place)
            start = phrase.joined or phrase.start
            name = text[start : place + len(part)]
            if phrases.specific(name) >= 2 and len(name) >= 4 and not name.endswith((m[3], "办法", "规定", "条例")):
                yield Mention(Kind.MECHANISM, Range(start, place + len(part)), name + m[3], "vehicle-shared-head", 0.75)
            place += len(part) + 1


_DEFINED = re.compile(r"(?:所称|所指)(?:的)?[“\"]?([\u4e00-\u9fff“”（）]{2,16}?)[”\"]?(?:（[^（）]{1,40}）)?，?是?指")
_DEFINED_KINDS = (
    (re.compile(r"(?:补贴|补助|资金|基金|津贴|奖励|经费|救助金|保险)$"), Kind.FUND),
    (re.compile(r"(?:制度|机制|模式|体系|政策)$"), Kind.MECHANISM),
    (re.compile(r"(?:救助|供养|保障|服务|计划|工程|项目|平台|系统|行动|培训|考试|认定|试点)$"), Kind.PROGRAM),
)


def defined(letter: Letter) -> Iterator[Mention]:
    """What a rule defines (本细则所称临时救助，是指…), wherever the text names it."""
    text = letter.text.reading
    terms: dict[str, Kind] = {}
    for m in _DEFINED.finditer(text):
        kind = _kind_of(m[1])
        if kind is not None:
            terms.setdefault(m[1], kind)
    for term, kind in sorted(terms.items()):
        for place in _places(letter, term):
            yield Mention(kind, place, term, "vehicle-defined", 0.8)


def _kind_of(term: str) -> Kind | None:
    return next((kind for pattern, kind in _DEFINED_KINDS if pattern.search(term)), None)


def _places(letter: Letter, name: str) -> list[Range]:
    """Where the letter has the words of a name."""
    words = re.compile(re.escape(name))
    return [
        Range(*found.span()) for at in phrases.readable(letter) for found in words.finditer(letter.text.reading, *at)
    ]


_RULED = re.compile(
    r"(?:经办|监督|资格|资金|经费|实施|工作|综合)*(?:管理|评定|监管|考核)?(?:工作)?的?(?:实施|暂行|试行|若干)?"
    r"(?:办法|细则|规定|条例|方案|意见|通知|规程|措施|规则)"
)
_SCHEME = re.compile(
    r"(?:服务|救助|供养|保险|保障|评估|认定|试点|计划|工程|行动|培训|补贴|补助|资助|津贴|奖励|资金|基金)$"
)


def ruled(letter: Letter) -> Iterator[Mention]:
    """The scheme that a policy document is about, wherever it names it: 居家助浴服务 of 甲市居家助浴服务管理办法."""
    title = letter.header.title
    if title is None or letter.header.kind is DocumentKind.REPLY:
        return
    text = letter.text.reading
    for m in _RULED.finditer(text, title.at.start, title.at.end):
        phrase = phrases.left(text, m.start(), m.start(), title.at.start)
        words = text[phrase.start : m.start()].rsplit("印发", 1)[-1].rsplit("关于", 1)[-1]
        name = words[len(phrases.place_prefix(words)) :]
        if not (5 <= len(name) <= 16 and _SCHEME.search(name) and phrases.specific(name) >= 3):
            continue
        kind = _kind_of(name) or Kind.PROGRAM
        places = _places(letter, name)
        for place in places if len(places) >= 3 else ():
            yield Mention(kind, place, name, "vehicle-of-the-title", 0.8)


_AWARDED = re.compile(
    r"(?:获评|评为|认定为|命名为|荣获|获得|授予|入选|获|列为)[了为]?"
    r"(?:(?P<quoted>[“\"][^“”\"\n。]{4,30}[”\"])(?:荣誉)?(?:称号|奖项|项目)?(?=[，。；、]|$)|"
    r"(?P<plain>[\u4e00-\u9fffA-Za-z0-9]{4,24}?)(?:荣誉)?称号)"
)


def _awarded(text: str, at: Range) -> Iterator[Mention]:
    """What an award verb puts in quotation marks or before 称号: 被评为“全国先进…单位”."""
    for m in _AWARDED.finditer(text, at.start, at.end):
        part = "quoted" if m["quoted"] else "plain"
        yield Mention(Kind.HONOUR, Range(*m.span(part)), m[part], "vehicle-awarded", 0.85)


_RANKED = re.compile(
    r"(?:获评|评为|认定为|命名为|荣获|授予|入选|跻身|入围|列入|获批)[了为]?"
    r"(?:全国首[批个家]|第[一二三四五六七八九十]+[批届])?(?P<name>(?:国家级?|全国(?!首|唯一)|省级|全省|市级|省|"
    r"中国)(?!重点项目|名单|规划|计划)[\u4e00-\u9fffA-Za-z0-9“”]{4,20}?)"
    r"(?:名单|荣誉|称号|荣誉称号)?(?=[，。；、\n（]|$)"
)


_NO_TITLE = re.compile(r"(?:规划|计划|目录|清单|库|预算|范围|项目|评奖|百强|培育|建设|行列|前列|方阵)$")


def _ranked(text: str, at: Range) -> Iterator[Mention]:
    """What a verb of award gives a level of government: 获评省级节水型企业."""
    for m in _RANKED.finditer(text, at.start, at.end):
        if not phrases.cut_inside(m["name"]) and not _NO_TITLE.search(m["name"]):
            yield Mention(Kind.HONOUR, Range(*m.span("name")), m["name"], "vehicle-ranked", 0.75)


_TWO_RANKS = re.compile(
    r"(?:争创|创建|获评|获批|评为|认定为|荣获|成功创建)(?:了|为)?((?:国家|省|市|县|区)级?[、和](?:省|市|县|区)级"
    r"[\u4e00-\u9fff]{4,16}?(?:基地|示范[区点园]|单位|企业|学校|园区|称号))(?=[，。；、]|$)"
)


def _two_ranks(text: str, at: Range) -> Iterator[Mention]:
    """A title of two ranks at once: 获评省、市级放心消费示范单位."""
    for m in _TWO_RANKS.finditer(text, at.start, at.end):
        yield Mention(Kind.HONOUR, Range(*m.span(1)), m[1], "vehicle-ranked", 0.8)


_QUOTED_LIST = re.compile(
    r"(?:[“\"][^“”\"\n。，、]{2,12}[”\"][、和]?){1,6}等"
    r"(?:一系列|系列|品牌|重点|特色|主题|专项|政务|服务|促消费|线上|数字)*"
    r"(?P<head>活动|平台|行动|工程|系统|小程序|应用程序|项目|计划|改革|机制|制度|模式)(?!经济|化)"
)


def _quoted_list(text: str, at: Range) -> Iterator[Mention]:
    """Names in quotation marks that 等 sums up: 开展“乐购甲市”等活动; “甲政通”、“乙办”等平台."""
    for m in _QUOTED_LIST.finditer(text, at.start, at.end):
        kind = Kind.MECHANISM if m["head"] in ("机制", "制度", "模式") else Kind.PROGRAM
        for part in _QUOTED.finditer(text, m.start(), m.start("head")):
            yield Mention(kind, Range(*part.span()), part.group(), "vehicle-quoted-list", 0.75)


_PLACED_IN_QUOTES = re.compile(
    rf"(?P<place>(?:{phrases.PROVINCES})|"
    rf"[\u4e00-\u9fff]{{2,3}}[省市县区])?[“\"][^“”\"\n。，；、]{{3,10}}[”\"]建设(?=[，。；、\n]|$)"
)


def _built(text: str, at: Range) -> Iterator[Mention]:
    """A strategy in quotation marks with its place: 甲市“三个强区”建设."""
    for m in _PLACED_IN_QUOTES.finditer(text, at.start, at.end):
        prefix = m["place"]
        if prefix and phrases.place_prefix(prefix) == prefix:
            yield Mention(Kind.PROGRAM, Range(*m.span()), m.group(), "vehicle-built-in-quotes", 0.75)


_LINKED_UP = re.compile(
    r"(?:系统|平台)(?=(?:全面|正式|成功)?"
    r"(?:接入|对接|上线|开通|投入使用|与[^，。；]{2,16}(?:对接|互联|联通|共享)))"
)


def _linked_up(text: str, at: Range) -> Iterator[Mention]:
    """A system that is linked to another or goes on line: 电子票据系统接入省平台."""
    for m in _LINKED_UP.finditer(text, at.start, at.end):
        phrase = phrases.left(text, m.start(), m.end(), at.start)
        start = phrase.joined or phrase.start
        words = text[start : m.start()]
        says = phrases.specific(words)
        if (
            (says >= 4 or (says and len(words) >= 5))
            and len(words) <= 16
            and not phrase.counted
            and phrase.opener != "等"
        ):
            yield Mention(Kind.PROGRAM, Range(start, m.end()), text[start : m.end()], "vehicle-linked-up", 0.75)


_IN_QUOTES = re.compile(
    r"(?P<verb>实施|开展|启动|推行|实行|采取|采用|推出|创新|建立|探索)(?:了|推行|实施|开展)?"
    r"(?P<name>[“\"](?P<words>[^“”\"\n。；]{4,20})[”\"])(?=[，。；、）\n]|$)"
)
_SLOGAN = re.compile(r"^[一二两三四五六七八九十\d]+[个大项类种条]|^[一二三四五六七八九十]+$")


def _done_in_quotes(text: str, at: Range) -> Iterator[Mention]:
    """What a verb of doing puts in quotation marks without a head: 推行“一窗受理、集成服务”."""
    for m in _IN_QUOTES.finditer(text, at.start, at.end):
        if not _SLOGAN.search(m["words"]):
            kind = Kind.PROGRAM if m["verb"] in ("实施", "开展", "启动", "推出") else Kind.MECHANISM
            yield Mention(kind, Range(*m.span("name")), m["name"], "vehicle-done-in-quotes", 0.7)
