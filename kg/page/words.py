"""The page's words: kinds of things with their columns, and how facts are said, in Chinese and English."""

from __future__ import annotations

from typing import NamedTuple


class KindWords(NamedTuple):
    """A class of the ontology on the page. `column` is its place in reading order: who, document, deed, what with."""

    zh: str
    en: str
    column: int


WHO, DOCUMENT, DEED, WHAT = range(4)
KINDS = {
    "Agency": KindWords("机关", "Agencies", WHO),
    "Measure": KindWords("举措", "Measures", DEED),
    "PolicyDocument": KindWords("政策文件", "Policy documents", WHAT),
    "Figure": KindWords("数字", "Figures", WHAT),
    "Fund": KindWords("资金", "Funds", WHAT),
    "Program": KindWords("项目计划", "Programs", WHAT),
    "Base": KindWords("基地平台", "Bases", WHAT),
    "Mechanism": KindWords("机制模式", "Mechanisms", WHAT),
    "Honour": KindWords("荣誉资质", "Honours", WHAT),
    "School": KindWords("院校", "Schools", WHO),
    "Enterprise": KindWords("企业", "Enterprises", WHO),
    "Association": KindWords("社会组织", "Associations", WHO),
    "Committee": KindWords("委员会", "Committees", WHO),
    "Institution": KindWords("单位", "Institutions", WHO),
    "Team": KindWords("团队", "Teams", WHO),
    "Person": KindWords("人员", "Persons", WHO),
    "ReplyLetter": KindWords("答复函", "Reply letters", DOCUMENT),
    "Notice": KindWords("通知", "Notices", DOCUMENT),
    "Document": KindWords("文件", "Documents", DOCUMENT),
    "Proposal": KindWords("提案建议", "Proposals", DOCUMENT),
    "Suggestion": KindWords("建议", "Suggestions", DOCUMENT),
    "DocumentSection": KindWords("章节", "Sections", DOCUMENT),
    "TargetGroup": KindWords("对象群体", "Target groups", WHAT),
    "IndustrialCluster": KindWords("产业集群", "Industrial clusters", WHAT),
    "Industry": KindWords("产业", "Industries", WHAT),
    "Occupation": KindWords("职业工种", "Occupations", WHAT),
    "Major": KindWords("专业", "Majors", WHAT),
    "Event": KindWords("活动", "Events", WHAT),
    "Place": KindWords("地点", "Places", WHAT),
    "AdministrativeDivision": KindWords("行政区划", "Divisions", WHAT),
    "Entity": KindWords("其他对象", "Other things", WHAT),
}


class FactWords(NamedTuple):
    """How a fact is said: `verb` between its ends (`turned`: the object speaks first), and the headings over the
    other end in the panels of its subject and of its object."""

    verb: tuple[str, str]
    of_subject: tuple[str, str]
    of_object: tuple[str, str]
    turned: bool = False


FACTS = {
    "backedBy": FactWords(("承担", "backs"), ("由谁承担", "Backed by"), ("承担的举措", "Measures backed"), True),
    "ledBy": FactWords(("牵头", "leads"), ("由谁牵头", "Led by"), ("牵头的举措", "Measures led"), True),
    "assistedBy": FactWords(("配合", "assists"), ("由谁配合", "Assisted by"), ("配合的举措", "Assists"), True),
    "fundedBy": FactWords(("出资", "funds"), ("由谁出资", "Funded by"), ("出资的举措", "Measures funded"), True),
    "beneficiary": FactWords(("惠及", "benefits"), ("惠及谁", "Beneficiaries"), ("惠及它的举措", "Benefits from")),
    "targets": FactWords(("作用于", "targets"), ("对什么", "Targets"), ("作用于它的举措", "Targeted by")),
    "instrument": FactWords(("运用", "uses"), ("用什么", "Instruments"), ("用到它的举措", "Used by")),
    "basedOn": FactWords(("依据", "is based on"), ("依据什么", "Based on"), ("以它为依据的举措", "Basis of")),
    "measuredOn": FactWords(("的数字是", "is measured by"), ("说的是", "Measures"), ("相关数字", "Figures"), True),
    "concerns": FactWords(("涉及", "concerns"), ("涉及", "Concerns"), ("涉及它的", "Concerned by")),
    "issuedBy": FactWords(("制发", "issued"), ("由谁制发", "Issued by"), ("制发的文件", "Documents issued"), True),
    "administeredBy": FactWords(("主管", "manages"), ("由谁主管", "Managed by"), ("主管", "Manages"), True),
    "implementsPolicy": FactWords(("落实", "implements"), ("落实", "Implements"), ("由什么落实", "Implemented by")),
    "repliesTo": FactWords(("答复", "replies to"), ("答复的提案", "Replies to"), ("答复函", "Reply")),
    "hasSuggestion": FactWords(("提出", "suggests"), ("提出的建议", "Suggestions"), ("出自", "From")),
    "respondsTo": FactWords(("回应", "responds to"), ("回应的建议", "Responds to"), ("在哪里回应", "Answered in")),
    "cites": FactWords(("引用", "cites"), ("引用的文件", "Cites"), ("被谁引用", "Cited by")),
    "addressedTo": FactWords(("致", "is addressed to"), ("致", "Addressed to"), ("收到的文件", "Receives")),
    "consulted": FactWords(("征求意见", "consulted"), ("征求了谁的意见", "Consulted"), ("为它提供意见", "Asked by")),
    "copiedTo": FactWords(("抄送", "is copied to"), ("抄送", "Copied to"), ("抄送到的文件", "Copies received")),
    "submittedBy": FactWords(("提交", "submitted"), ("由谁提交", "Submitted by"), ("提交的提案", "Submitted"), True),
    "atSession": FactWords(("提交于", "was submitted at"), ("在哪次会议", "At session"), ("会上的提案", "Proposals")),
    "cooperatesWith": FactWords(("合作于", "cooperates with"), ("与谁合作", "With"), ("与谁合作", "With")),
    "participatesIn": FactWords(("参与", "participates in"), ("参与", "Participates in"), ("参与者", "Participants")),
    "holdsHonour": FactWords(("获得", "holds"), ("获得", "Honours"), ("获得者", "Held by")),
    "offersMajor": FactWords(("开设", "offers"), ("开设的专业", "Majors offered"), ("开设院校", "Offered by")),
    "locatedIn": FactWords(("位于", "is located in"), ("位于", "Located in"), ("当地", "Located here")),
    "isPartOf": FactWords(("属于", "is part of"), ("属于", "Part of"), ("包含", "Parts")),
    "replaces": FactWords(("代替", "replaces"), ("代替", "Replaces"), ("被什么代替", "Replaced by")),
    "subOrganizationOf": FactWords(("隶属于", "is under"), ("隶属于", "Under"), ("下属单位", "Units under it")),
    "unitOf": FactWords(("是…的部门", "is a unit of"), ("所属单位", "Unit of"), ("内设部门", "Units")),
    "jurisdiction": FactWords(("管辖", "governs"), ("辖区", "Jurisdiction"), ("当地机关", "Agencies here")),
    "within": FactWords(("位于", "lies in"), ("上级区划", "Within"), ("下级区划", "Divisions")),
    "hasSection": FactWords(("包含", "contains"), ("章节", "Sections"), ("出自", "From")),
    "hasSubsection": FactWords(("包含", "contains"), ("小节", "Subsections"), ("上级章节", "Part of")),
    "hasAnnex": FactWords(("附", "has annex"), ("附件", "Annexes"), ("附于", "Annex of")),
}  # fmt: skip
# What the panel lists of a thing itself, in this order; the rest of its values stays in graph.ttl.
VALUES = {
    "valueText": ("数值", "Value"),
    "indicator": ("计量的是", "Counts"),
    "qualifier": ("限定", "Qualifier"),
    "normalizedValue": ("折合", "Normalised"),
    "status": ("状态", "Status"),
    "adoption": ("采纳情况", "Verdict"),
    "actionType": ("类型", "Type of action"),
    "actionVerb": ("行动词", "Verb"),
    "condition": ("条件", "Condition"),
    "timeText": ("时间", "Time"),
    "deadline": ("期限", "Deadline"),
    "startDate": ("起", "From"),
    "endDate": ("止", "To"),
    "docNumber": ("文号", "Number"),
    "documentDate": ("成文日期", "Date"),
    "effectiveFrom": ("生效", "Effective from"),
    "validUntil": ("有效至", "Valid until"),
    "genre": ("文种", "Genre"),
    "topic": ("主题分类", "Topic"),
    "replyClass": ("答复分类", "Reply class"),
    "disclosure": ("公开方式", "Disclosure"),
    "proposalKind": ("类别", "Kind"),
    "proposalNumber": ("编号", "Number"),
    "level": ("层级", "Level"),
    "divisionCode": ("区划代码", "Division code"),
    "contactPhone": ("联系电话", "Telephone"),
}
