"""A small graph made by hand after the contract: what the parts that read graphs are tested on."""

from __future__ import annotations

from kg.namespaces import PREFIXES

LETTER = (
    "临江市财政局关于市政协八届二次会议第17号提案答复的函\n\n"
    "一、关于扶持小微企业的建议\n采纳该建议。市财政局会同市科技局设立小微企业周转资金，给予小微企业最高20万元补助。"
    "市科技局按照《临江市科技创新办法》将开展技术培训，预计培训𠮷林街道员工300人次。\n"
    "二、关于延长开放时间的建议\n因条件限制暂不采纳。"
)
HOSTILE = (
    "</script><script>document.title='PWN'</script>",
    '<img src=x onerror="document.title=1"> href',
    '"></option><svg onload=document.title=2>',
    "__proto__",
    "constructor",
    "javascript:document.title=3",
    "\u202e反写\u2066隐\u200b字\u2028行",
    "长" * 3000,
    "   ",
    "{{7*7}} {0.__class__} %s",
)


class Hand:
    """Writes Turtle: things, facts and statements whose quotes are cut from a letter."""

    def __init__(self, letter: str = LETTER, number: int = 0) -> None:
        self.letter, self.number, self.out, self.spans = letter, number, [], {}
        self.text = f"id:text-{number:016x}"
        self.doc = f"id:doc-{number:016x}"
        self.add(f'{self.text} a zm:SourceText ; zm:textOf {self.doc} ; zm:sha256 "{number:064x}"')

    def add(self, line: str) -> None:
        self.out.append(f"{line} .")

    def thing(self, local: str, kind: str, label: str, *alts: str) -> str:
        self.add(f"id:{local} a zm:{kind} ; skos:prefLabel {text(label)}@zh")
        for alt in alts:
            self.add(f"id:{local} skos:altLabel {text(alt)}@zh")
        return f"id:{local}"

    def span(self, quote: str, denotes: str = "") -> str:
        start = self.letter.index(quote)
        name = f"id:span-{self.number}-{start}-{start + len(quote)}"
        if name not in self.spans:
            self.spans[name] = quote
            self.add(
                f"{name} a zm:TextSpan ; oa:hasSource {self.text} ; oa:start {start} ; oa:end {start + len(quote)} ; "
                f"oa:exact {text(quote)}"
            )
        if denotes:
            self.add(f"{name} zm:denotes {denotes}")
        return name

    def state(self, s: str, p: str, o: str, *quotes: str, confidence: float = 0.9) -> None:
        self.add(f"{s} {p} {o}")
        st = f"id:st-{self.number}-{len(self.out)}"
        self.add(
            f'{st} a zm:Statement ; rdf:subject {s} ; rdf:predicate {p} ; rdf:object {o} ; zm:rule "hand" ; '
            f"zm:confidence {confidence} ; zm:evidence {' , '.join(self.span(q) for q in quotes)}"
        )

    def measure(self, local: str, label: str, clause: str, verb: str, status: str) -> str:
        m = self.thing(local, "Measure", label)
        self.add(f'{m} zm:status zmc:status-{status} ; zm:actionVerb "{verb}" ; zm:reportedIn {self.doc}')
        self.span(clause, m)
        return m

    def turtle(self) -> str:
        return "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in PREFIXES.items()) + "\n".join(self.out) + "\n"


def text(value: str) -> str:
    """A Turtle string."""
    marks = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"}
    return '"' + "".join(marks.get(c, c) for c in value) + '"'


def concepts(hand: Hand) -> None:
    for name, zh, en in (
        ("status-done", "已完成", "done"),
        ("status-planned", "计划", "planned"),
        ("status-ongoing", "进行中", "ongoing"),
        ("adoption-adopted", "采纳", "adopted"),
        ("adoption-declined", "未采纳", "declined"),
        ("qualifier-max", "最高", "max"),
    ):
        hand.add(
            f'zmc:{name} a skos:Concept ; skos:notation "{name.partition("-")[2]}" ; '
            f'skos:prefLabel "{zh}"@zh , "{en}"@en'
        )


def graph() -> str:
    """The letter's graph in Turtle."""
    h = Hand()
    concepts(h)
    title = h.letter.split("\n")[0]
    h.add(f'{h.doc} a zm:ReplyLetter ; skos:prefLabel {text(title)}@zh ; zm:docNumber "临财函〔2025〕3号"')
    h.span(title, h.doc)
    finance = h.thing("org-1", "Agency", "临江市财政局", "市财政局")
    science = h.thing("org-2", "Agency", "临江市科学技术局", "市科技局")
    h.add(f'{science} skos:hiddenLabel "临江科技局"@zh')
    small = h.thing("group-1", "TargetGroup", "小微企业")
    policy = h.thing("doc-9", "PolicyDocument", "临江市科技创新办法")
    fund = h.thing("vehicle-1", "Fund", "小微企业周转资金")
    for quote, thing in (
        ("市财政局会同", finance),
        ("临江市财政局", finance),
        ("市科技局按照", science),
        ("小微企业最高", small),
    ):
        h.span(quote.removesuffix("会同").removesuffix("按照").removesuffix("最高"), thing)
    h.span("小微企业周转资金", fund)
    h.span("临江市科技创新办法", policy)
    first = "市财政局会同市科技局设立小微企业周转资金"
    grant = "给予小微企业最高20万元补助"
    train = "市科技局按照《临江市科技创新办法》将开展技术培训"
    h.state(h.doc, "zm:issuedBy", finance, "临江市财政局")
    m1 = h.measure("measure-1", "设立小微企业周转资金", first, "设立", "done")
    h.state(m1, "zm:backedBy", finance, first)
    h.state(m1, "zm:assistedBy", science, first)
    h.state(m1, "zm:instrument", fund, first)
    m2 = h.measure("measure-2", "给予小微企业补助", grant, "给予", "ongoing")
    h.state(m2, "zm:backedBy", finance, grant, first, confidence=0.6)
    h.state(m2, "zm:beneficiary", small, grant)
    m3 = h.measure("measure-3", "开展技术培训", train, "开展", "planned")
    h.state(m3, "zm:backedBy", science, train)
    h.state(m3, "zm:basedOn", policy, train)
    h.state(policy, "zm:issuedBy", science, train)
    h.state(h.doc, "zm:cites", policy, train)
    for n, indicator, value, number, unit, about, quote, q in (
        (1, "补助", "20万元", "20", "万元", m2, grant, "最高"),
        (2, "培训员工", "300人次", "300", "人次", m3, "预计培训𠮷林街道员工300人次", ""),
    ):
        h.add(f'zmc:unit-{n} a zm:Unit ; skos:prefLabel "{unit}"@zh')
        f = h.thing(f"figure-{n}", "Figure", f"{indicator} {value}")
        h.add(
            f'{f} zm:valueText "{value}" ; zm:value {number}.0 ; zm:normalizedValue {number}.0 ; zm:unit zmc:unit-{n}'
        )
        h.span(value, f)
        h.state(f, "zm:indicator", f'"{indicator}"', quote)
        h.state(f, "zm:measuredOn", about, quote)
        if q:
            h.state(f, "zm:qualifier", "zmc:qualifier-max", quote)
    for n, heading, verdict, words in (
        (1, "一、关于扶持小微企业的建议", "adopted", "采纳该建议"),
        (2, "二、关于延长开放时间的建议", "declined", "暂不采纳"),
    ):
        s = h.thing(f"part-{n}", "DocumentSection", heading)
        a = h.thing(f"ask-{n}", "Suggestion", heading[4:-3])
        h.span(heading, s)
        h.span(heading[4:-3], a)
        h.state(h.doc, "zm:hasSection", s, heading)
        h.state(s, "zm:respondsTo", a, heading)
        h.state(a, "zm:adoption", f"zmc:adoption-{verdict}", words)
    return h.turtle()


def hostile() -> str:
    """A graph whose every name and quote is an attack."""
    h = Hand(LETTER + "".join(HOSTILE), 1)
    concepts(h)
    h.add(f"{h.doc} a zm:ReplyLetter ; skos:prefLabel {text('<svg onload=document.title=9>')}@zh")
    for n, attack in enumerate(HOSTILE):
        agency = h.thing(f"org-{n}", "Agency", attack)
        measure = h.measure(f"measure-{n}", attack, attack, "做", "done")
        h.span(attack, agency)
        h.state(measure, "zm:backedBy", agency, attack)
    h.thing("__proto__", "Fund", "原型")
    h.state("id:measure-0", "zm:instrument", "id:__proto__", LETTER[:5])
    return h.turtle()
