"""The page's words: kinds of cards and their columns, facts and attributes in Chinese."""

from __future__ import annotations

ORGANS = ("Agency", "School", "Enterprise", "Association", "Committee", "Institution", "Team", "Person")
THINGS = (
    *("PolicyDocument", "Program", "Fund", "Base", "Mechanism", "Honour", "Figure", "TargetGroup", "IndustrialCluster"),
    *("Industry", "Occupation", "Major", "Event", "Place", "AdministrativeDivision", "Entity"),
)
COLUMN = {**dict.fromkeys(ORGANS, 0), "Measure": 1, **dict.fromkeys(THINGS, 2)}
KINDS = {
    "Agency": "机关",
    "Measure": "举措",
    "PolicyDocument": "政策文件",
    "Figure": "数字",
    "Fund": "资金",
    "Program": "项目计划",
    "Base": "基地平台",
    "Mechanism": "机制模式",
    "Honour": "荣誉资质",
    "School": "院校",
    "Enterprise": "企业",
    "Association": "社会组织",
    "Committee": "委员会",
    "Institution": "单位",
    "Team": "团队",
    "Person": "人员",
    "TargetGroup": "对象群体",
    "IndustrialCluster": "产业集群",
    "Industry": "产业",
    "Occupation": "职业工种",
    "Major": "专业",
    "Event": "活动",
    "Place": "地点",
    "AdministrativeDivision": "行政区划",
    "Entity": "其他对象",
}
# What the summary counts, in its order.
SUMMED = {
    "Suggestion": "项建议",
    "Measure": "项举措",
    "Agency": "个机关",
    "PolicyDocument": "份政策文件",
    "Figure": "个数字",
}
# How a fact reads from left to right on the page: words, and whether its object stands on the left.
SAID = {
    "backedBy": ("承担", True),
    "ledBy": ("牵头", True),
    "assistedBy": ("配合", True),
    "fundedBy": ("出资", True),
    "issuedBy": ("制发", True),
    "administeredBy": ("主管", True),
    "measuredOn": ("数字是", True),
    "targets": ("作用于", False),
    "instrument": ("运用", False),
    "beneficiary": ("惠及", False),
    "basedOn": ("依据", False),
    "concerns": ("涉及", False),
    "cooperatesWith": ("合作于", False),
    "participatesIn": ("参与", False),
    "holdsHonour": ("获得", False),
    "offersMajor": ("开设", False),
    "implementsPolicy": ("落实", False),
    "locatedIn": ("位于", False),
    "isPartOf": ("属于", False),
    "replaces": ("代替", False),
    "subOrganizationOf": ("隶属于", False),
}
ATTRIBUTES = {
    "altLabel": "又写作",
    "status": "状态",
    "actionType": "类型",
    "timeText": "时间",
    "deadline": "期限",
    "condition": "条件",
    "valueText": "数值",
    "indicator": "指标",
    "qualifier": "限定",
    "docNumber": "文号",
    "documentDate": "日期",
    "genre": "文种",
    "level": "层级",
}
