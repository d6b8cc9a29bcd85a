"""Two letters of one agency a year apart: what only several documents answer (empty answers, repeated figures, …)."""

from __future__ import annotations

import hand

BEFORE = (
    "县水务局答复2023年。建议修桥，予以采纳。倡导节水。计划清淤，资助灌溉企业2万元，条件为有执照。受益户30户。"
    "县财政局与水利大学会办。依据旧办法。"
)
AFTER = "县水务局答复2024年。建议修桥，部分采纳。已清淤。受益户30户，农户40户。依据旧办法。县桥梁局计划架桥。"


def graph() -> str:
    """Both letters in Turtle, beside the letter of hand.py."""
    return hand.graph() + "\n".join(_letter(n, text, year) for n, text, year in ((2, BEFORE, 2023), (3, AFTER, 2024)))


def _letter(number: int, text: str, year: int) -> str:
    h = hand.Hand(text, number)
    if number == 2:
        _shared(h)
    title = f"县水务局答复{year}年"
    h.add(f'{h.doc} a zm:ReplyLetter ; skos:prefLabel "{title}"@zh ; zm:documentDate "{year}-05-01"^^xsd:date')
    h.add(f"{h.doc} zm:topic zmc:topic-1")
    h.span(title, h.doc)
    h.state(h.doc, "zm:issuedBy", "id:org-20", "县水务局")
    h.state(h.doc, "zm:replyClass", "zmc:reply-class-a", title)
    h.state(h.doc, "zm:cites", "id:doc-20", "依据旧办法")
    part = h.thing(f"part-{number}0", "DocumentSection", "建议修桥")
    h.add(f'{part} zm:heading "建议修桥" ; zm:sequence 1 ; zm:respondsTo id:ask-{number}0')
    h.add(f"{h.doc} zm:hasSection {part}")
    h.span("建议修桥", part)
    ask = h.thing(f"ask-{number}0", "Suggestion", "建议修桥")
    h.span("建议修桥", ask)
    h.state(ask, "zm:adoption", "zmc:adoption-partly", "采纳")
    h.state(h.doc, "zm:repliesTo", f"id:doc-{number}1", "建议修桥")
    h.add(f'id:doc-{number}1 a zm:Proposal ; skos:prefLabel "修桥提案"@zh ; zm:hasSuggestion {ask}')
    h.state(f"id:doc-{number}1", "zm:submittedBy", "id:person-20", "建议修桥")
    households = _figure(h, f"figure-{number}0", "受益户", "30户", "30", "户", "受益户30户")
    h.state(households, "zm:measuredOn", "id:group-20", "受益户30户")
    (_before if number == 2 else _after)(h)
    return h.turtle()


def _shared(h: hand.Hand) -> None:
    """Things and concepts of both letters."""
    for name, zh in (
        ("adoption-partly", "部分采纳"),
        ("status-advocated", "倡导"),
        ("level-county", "县区级"),
        ("level-national", "中央"),
        ("action-subsidize", "补贴奖励"),
        ("action-build", "建设设立"),
        ("reply-class-a", "A类"),
        ("topic-1", "水利"),
    ):
        h.add(f'zmc:{name} skos:notation "{name.split("-", 1)[1]}" ; skos:prefLabel "{zh}"@zh')
    water, bridge = h.thing("org-20", "Agency", "县水务局"), h.thing("org-21", "Agency", "县桥梁局")
    h.thing("org-22", "School", "水利大学")
    h.thing("person-20", "Person", "赵某")
    h.thing("group-20", "TargetGroup", "受益农户")
    h.thing("vehicle-20", "Program", "清淤工程项目")
    county = h.thing("place-20", "AdministrativeDivision", "某县")
    h.thing("doc-20", "PolicyDocument", "县水利旧管理办法")
    h.add("id:doc-20 zm:level zmc:level-national")
    h.add('id:doc-20 zm:validUntil "2020-12-31"^^xsd:date ; zm:effectiveFrom "2015-01-01"^^xsd:date')
    h.thing("doc-22", "PolicyDocument", "水利法")
    h.thing("concept-20", "Industry", "灌溉")
    h.thing("concept-21", "Major", "水利工程")
    h.add(f"{water} zm:level zmc:level-county ; zm:jurisdiction {county}")
    h.add(f"{bridge} zm:level zmc:level-county")


def _before(h: hand.Hand) -> None:
    advocated = h.measure("measure-20", "倡导节水", "倡导节水", "倡导", "advocated")
    h.add(f"{advocated} zm:inSection id:part-20 ; zm:actionType zmc:action-build")
    plan = h.measure("measure-21", "计划清淤", "计划清淤", "清淤", "planned")
    h.add(f"{plan} zm:actionType zmc:action-build")
    h.state(plan, "zm:targets", "id:vehicle-20", "计划清淤")
    grant = h.measure("measure-22", "资助灌溉企业", "资助灌溉企业2万元", "资助", "planned")
    h.add(f'{grant} zm:deadline "2023-12-31"^^xsd:date ; zm:startDate "2023-01-01"^^xsd:date')
    h.add(f"{grant} zm:actionType zmc:action-subsidize")
    h.state(grant, "zm:backedBy", "id:org-20", "资助灌溉企业")
    h.state(grant, "zm:assistedBy", "id:org-22", "水利大学")
    h.state(grant, "zm:concerns", "id:concept-20", "灌溉企业")
    h.state(grant, "zm:condition", '"有执照"', "条件为有执照")
    h.state(grant, "zm:basedOn", "id:doc-20", "依据旧办法")
    h.state("id:doc-20", "zm:implementsPolicy", "id:doc-22", "依据旧办法")
    h.state("id:doc-20", "dcterms:replaces", "id:doc-22", "旧办法")
    h.state("id:vehicle-20", "zm:administeredBy", "id:org-20", "计划清淤")
    h.state("id:org-22", "zm:offersMajor", "id:concept-21", "水利大学")
    h.span("灌溉", "id:concept-20")
    h.span("旧办法", "id:doc-20")
    for organ in ("id:org-20", "id:org-21"):
        h.state(h.doc, "zm:consulted", organ, "县财政局与水利大学会办")
    money = _figure(h, "figure-22", "灌溉资助", "2万元", "2", "万元", "资助灌溉企业2万元")
    h.state(money, "zm:measuredOn", grant, "资助灌溉企业2万元")
    h.state(money, "zm:qualifier", "zmc:qualifier-max", "2万元")


def _after(h: hand.Hand) -> None:
    done = h.measure("measure-30", "已清淤", "已清淤", "清淤", "done")
    h.add(f"{done} zm:actionType zmc:action-build")
    h.state(done, "zm:targets", "id:vehicle-20", "已清淤")
    bridge = h.measure("measure-31", "县桥梁局计划架桥", "县桥梁局计划架桥", "架", "planned")
    h.state(bridge, "zm:backedBy", "id:org-21", "县桥梁局计划架桥")
    more = _figure(h, "figure-31", "受益户", "40户", "40", "户", "农户40户")
    h.state(more, "zm:measuredOn", "id:org-20", "农户40户")
    third = _figure(h, "figure-33", "受益户", "40户", "40", "户", "农户40户")
    h.state(third, "zm:measuredOn", "id:org-21", "农户40户")
    other = _figure(h, "figure-32", "受益户", "31户", "31", "户", "受益户30户")
    h.state(other, "zm:measuredOn", "id:group-20", "受益户30户")
    h.add(f"{h.doc} zm:copiedTo id:org-22")


def _figure(h: hand.Hand, local: str, indicator: str, words: str, value: str, unit: str, quote: str) -> str:
    f = h.thing(local, "Figure", f"{indicator} {words}")
    u = f"id:unit-{'20' if unit == '户' else '21'}"
    h.add(f'{u} a zm:Unit ; skos:prefLabel "{unit}"@zh ; zm:baseUnit {u}')
    year = "2024" if local in ("figure-31", "figure-33") else "2023"
    h.add(
        f'{f} zm:valueText "{words}" ; zm:value {value}.0 ; zm:normalizedValue {value}.0 ; zm:unit {u} ; '
        f'zm:edtf "{year}" ; zm:reportedIn {h.doc}'
    )
    h.span(words if words in h.letter else quote, f)
    h.state(f, "zm:indicator", f'"{indicator}"', quote)
    return f
