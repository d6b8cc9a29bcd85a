"""Which noun phrases name people or bodies: who can act, whom a deed is for, whose duties are no measures."""

from __future__ import annotations

import re

_ACTING = """
学校 部门 单位 企业 机构 政府 委员会 中心 公司 院校 高校 社区 街道 镇街 乡镇 镇 乡 村 组织 协会 商会 医院 银行 法院
检察院 机关
集团 园区 管委会 大学 学院 支部 党委 工会 人民政府 职业中专 中专 服务商 运营商 各地 各区 各县 各市 全党 中央 人员 干部
志愿者 专家 代表 委员 团队 大队 支队 派出所 法庭 联盟 平台公司 小组 专班 局 厅 委 办 院 所 财政
书记 省长 市长 县长 区长 州长 主任 领导 领导同志
""".split()
_CITIZENS = """
申请人 当事人 业主 居民 市民 公民 个人 家庭 参保人 参保人员 纳税人 用人单位 承租人 学生 考生 家长 消费者 经营者
生产者 排污单位 建设单位 施工单位 持有人 所有人 代理人 使用人 村民 户主 老年人 患者 乘客 旅客 驾驶人 劳动者 职工 申请者
扣缴义务人 市场主体 登记申请人 代表机构 合伙人 股东 投资者 物业服务人 物业服务企业 业主委员会 业主大会
""".split()
_SERVED = """
人 者 员 人才 人员 群体 学生 教师 职工 员工 农民 农户 企业 单位 机构 院校 学校 高校 医院 协会 组织 团队 家庭 户 居民
群众 百姓
儿童 妇女 青年 青少年 老人 老年人 残疾人 干部 专家 队伍 主体 社区 部门 政府 街道 乡镇 镇街 村 合作社 商户 个体工商户
市民 公司
负责人 管理层 新生 毕业生 工匠 博士 医生 护士 患者 司机 驾驶员 对象 银行 园区 各地 地方 县区 市县 院所
""".split()
CITIZEN = re.compile(f"(?:^|[的、和及])[^的、和及]{{0,4}}(?:{'|'.join(_CITIZENS)})$")
_GROUP = re.compile(f"(?:{'|'.join(_ACTING)})$")
_PEOPLE = re.compile(f"(?:{'|'.join(_SERVED)}|网站|点|省|市|县|区)$")
PEOPLE_INSIDE = re.compile(f"(?:{'|'.join(_SERVED)})(?![员人才者数均口等、和及与的级类们力])")
_BRACKET = re.compile("（[^（）]*）$")
_BRACKET_OR_ETC = re.compile("（[^（）]*）$|等$")


def group_head(words: str) -> bool:
    """Whether a noun phrase names people or bodies that can act.

    >>> group_head("各级主管部门"), group_head("车辆总量控制政策")
    (True, False)
    """
    return _GROUP.search(_BRACKET.sub("", words)) is not None


def people_words(words: str) -> bool:
    """Whether a noun phrase names people or organisations that a deed can be for.

    >>> people_words("特殊困难老年人"), people_words("人才公寓")
    (True, False)
    """
    return _PEOPLE.search(_BRACKET_OR_ETC.sub("", words)) is not None
