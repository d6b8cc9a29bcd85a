"""What a single line of an official document is by its own words: a number, an addressee, a contact, an imprint."""

from __future__ import annotations

import re

from kg.model import Role
from kg.structure.lines import DAY, NUMBER, ORDER

_CLASS_LINE = re.compile(
    r"[（(\[【]?[A-D]\d?类?(?:[，、/].{0,12}公开)?[）)\]】]?|"
    r"(?:办理|答复|建议|提案)?(?:类别|分类|类型|结果)(?:标记)?[：:]?[（(]?[A-D]\d?类?[）)]?"
    r"(?:.{0,4}(?:公开|公开方式|主动|依申请).{0,8})?"
)
_PLAIN_NUMBER = r"第[\d一二三四五六七八九十百〇零○]{1,6}号|[〔\[【（(](?:19|20)\d\d[〕\]】）)]第?\d{1,5}号"
_NUMBER_LINE = re.compile(
    rf"[（(]?(?:文号：|发文字号：)?(?:{NUMBER.pattern}|{ORDER.pattern}|{_PLAIN_NUMBER})[）)]?"
    rf"(?:签发人.{{1,12}}|[（(][A-D]类?[）)]|[A-D]类)?"
)
GENRE_END = re.compile(
    r"(?:答复|复函|批复|回复|函|通知|通报|通告|公告|公报|决定|决议|意见|报告|请示|纪要|办法|细则|规定|条例|"
    r"规则|规程|方案|计划|规划|"
    r"纲要|要点|措施|预案|指南|指引|标准|目录|清单|制度|章程|公约|法|令|议案|建议|提案|说明|政策|守则|准则|"
    r"名单|简介|限额|范围|"
    r"指标|体系|[^代]表|样图|示意图)(?:（[^（）]{1,20}）)?(?:的函)?$"
)
MARKER = re.compile(
    r"第[一二三四五六七八九十百零〇○\d]{1,6}[编章节条](?![件款例])|[一二三四五六七八九十]{1,3}[、.．，]|"
    r"[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[、.．](?!\d)|[（(]\d{1,2}[）)]"
)
_ADDRESSEE = re.compile(r"[^。；！？]{1,200}[：:]")
_NOT_ADDRESSEE = re.compile(
    r"如下|通知[：:]|意见[：:]|附件|来源|时间|编辑|公开方式|抄送|电话|联系|标题|分类|日期|机关：|号：|类别|"
    r"说明[：:]|主题|下列|包括|其中|要求[：:]|"
    r"做到[：:]|职责[：:]"
)
_ADDRESSED = re.compile(
    r"(?:委员|代表|先生|女士|同志|同学|网友|来信人|市民|朋友|会员|小组|guest|政府|机构|部委|部门|"
    r"[局厅委部院会署办社司]|单位|团体|党委|党组|群团|部队|总队|公司|集团|"
    r"学校|高校|院校|幼儿园|企业|医院|中心|兵团|军区|银行|支行|分行|处|队|站|所|总支|支部|[县市区州镇乡]|）|”)"
    r"(?:等[\d一二三四五六七八九十]{0,3}[位名]?(?:政协|人大)?(?:委员|代表)?)?[：:]$"
)
_CALLED = re.compile(r"各|[\u4e00-\u9fa5]{0,8}(?:人大代表|政协委员)[\u4e00-\u9fa5·]{2,4}[：:]$")
META = re.compile(
    r"(?:信息)?来源[：:]|(?:发布|发表|成文|生成|印发)?(?:时间|日期)[：:]|索引号|主题(?:分类|词)|发文"
    r"(?:机关|机构|单位|部门|字号|日期)[：:]|(?:发布|制发|公开|信息)(?:机关|机构|单位|部门)[：:]|标题[：:]|文号[：:]|"
    r"(?:责任)?编辑[：:]|浏览(?:次数|量)|打印|分享到|字体|字号[：:]|【|信息类别|公开(?:日期|时间|类别)[：:]|"
    r"有效性|体裁分类|上一篇|下一篇|"
    r"(?:会办|协办|分办|主办|领办|承办)单位[：:]|(?:提案|建议|案)(?:编)?号[：:]|案由[：:]|(?:提案|建议)"
    r"(?:题目|标题|名称|人|者)[：:]|提出人[：:]|"
    r"(?:留言|来信|来电|信件|咨询|投诉|诉求|求助)(?:标题|主题|时间|日期|人|者|编号|类型|类别|分类|来源|地区|状态)[：:]|"
    r"(?:回复|答复|办理|受理|处理|反馈)(?:单位|部门|机关|机构|时间|日期|人|状态)[：:]|"
    r"(?:主办|承办|协办|技术支持|技术维护|网站维护)[：:]|主办单位|网站(?:标识码|地图)|返回顶部|关闭窗口|相关(?:附件|链接|文章|阅读)[：:]?$|"
    r"扫一扫|扫码|用手机|微信扫|分享|收藏本页|联系我们|[\u4e00-\u9fa5]?ICP备|[\u4e00-\u9fa5]{0,2}公网安备|©|Copyright|"
    r"当前位置|首页|https?[：:]//|www\.|版权所有|版权归|政策解读[：:]|一图读懂|\d{4}-\d{1,2}-\d{1,2}"
)
CLOCK = re.compile(r"(?:\d{4}年\d{1,2}月\d{1,2}日|\d{4}-\d{1,2}-\d{1,2})(?:\d{1,2}[:：时]\d{2}(?:[:：分]\d{2})?分?)?")
_DISCLOSURE = re.compile(
    r"(?:信息)?公开(?:方式|形式|类型|属性|选项)[：:]|"
    r"[（(](?:此件|本件|本文)?(?:公开发布|主动公开|依申请公开|不予公开|不公开|删减后公开|[^（）]{0,8}公开)[）)]|"
    r"[（(]?(?:此件)?(?:主动公开|依申请公开|不予公开)[）)]?。?$|公开$"
)
_CLASS_PIECE = re.compile(
    r"(?:办理|答复|建议|提案)?(?:类别|分类|类型|结果)(?:标记)?[：:][（(]?[A-D]\d?类?[）)]?|"
    r"[（(\[【][A-D]\d?类?[）)\]】]|[A-D]类"
)
_PUBLIC_PIECE = re.compile(
    r"[，、/]?(?:(?:信息)?公开(?:方式|形式|类型|属性|选项)[：:])?(?:主动公开|依申请公开|不予公开|不公开|公开)"
    r"(?:$|(?=[，、/A-D]))|签发人[：:].{1,12}$"
)
_CONTACT = re.compile(
    r"[（(]?(?:联系(?:人|电话|单位|科室|处室|方式|地址)|经办人|承办(?:人|单位|科室|处室)|咨询电话|电话|邮编|"
    r"签发人|联络人)"
)
_CONTACT_LINE = re.compile(
    r"[（(]?(?:联系(?:人|电话|单位|科室|处室|方式)|经办人|承办人|咨询电话|联络人)(?:及电话|电话)?[：:]"
)
_CONTACT_REACH = 80
_COPIES = re.compile(r"[（(]?(?:抄送|抄报|主送|分送)(?:机关|单位)?[：:；]|抄送[\u4e00-\u9fa5]")
_IMPRINT = re.compile(
    r".{2,40}\d{4}年\d{1,2}月\d{1,2}日(?:印发|印制|印)。?|[（(]?共?印(?:发|制)?[：:]?\d{1,5}份[）)]?|印发(?:机关|日期)[：:].{2,40}|"
    r"印数[：:].{1,12}|(?:校对|校核|打字|拟稿|核稿)(?:人)?[：:].{1,12}"
)
_ANNEX_LIST = re.compile(r"[（(]?附件?[：:]|附件\d{0,2}[：:.．、]|附件\d{1,2}.{0,40}\.(?:docx?|xlsx?|pdf|zip|rar|wps)$")
ANNEX_HEAD = re.compile(r"附件?[\d一二三四五六七八九十]{0,3}[：:]?")
FURNITURE = re.compile(
    r"[—―–_*=~·-]{3,}|[（(](?:本文有删减|此件有删减|有删减|文中所?.{0,12}略|略|转载.{0,20}|来源[：:].{1,20})[）)]|目录"
)
CLOSING = re.compile(
    r"(?:专此|特此|此|敬)(?:函)?(?:答复|函复|复函|函告|函达|批复|通知|通告|公告|报告|致|复|回复)|此致|敬礼|顺致|"
    r"(?:最后[，,]?)?(?:再次|衷心|诚挚|真诚|非常|十分)*(?:地)?(?:感谢|谢谢)"
    r"(?:您|你|贵|网友|来信|各位|对我|对我们|对)|以上(?:答复|意见|回复|情况)|"
    r"欢迎(?:您|你|继续|今后|各位)|祝(?:您|你|好|工作|身体|生活)|"
    r"如(?:对|有)(?:以上|本|上述|其他|任何|不)?.{0,12}(?:答复|疑问|不明|意见|建议|问题).{0,12}(?:请|欢迎|敬请)"
)
OPENING = re.compile(
    r"收悉|收到|(?:现|就|将|特)[^。]{0,30}(?:答复|函复|回复|批复|说明|反馈|回应|复函|汇报)[^。]{0,8}如下|"
    r"(?:答复|函复|回复|批复)如下"
)
SALUTE = re.compile(
    r"(?:尊敬的|各位|热心)?[^，。：]{0,16}[：:，]?(?:您|你)(?:们)?好[！!：:，,。]?|网友[“\"][^”\"]{1,30}[”\"][：:]?"
)


def is_reply_class(line: str) -> bool:
    """Whether a line is the class mark of a reply: （A类）, 类别：B."""
    return bool(_CLASS_LINE.fullmatch(line))


def is_number(line: str) -> bool:
    """Whether a line is the document number, alone or beside the signer."""
    return bool(_NUMBER_LINE.fullmatch(line))


def beside_number(line: str) -> tuple[int, ...]:
    """Where a line parts into the number, the class and how far the document is public; empty when it holds more.

    >>> beside_number("甲教函〔2023〕12号办理结果：A"), beside_number("甲教函〔2023〕12号关于某事的函")
    ((12,), ())
    """
    cuts: list[int] = []
    place = 0
    while place < len(line):
        match = _CLASS_PIECE.match(line, place) or NUMBER.match(line, place) or _PUBLIC_PIECE.match(line, place)
        if match is None:
            return ()
        place = match.end()
        cuts.append(place)
    return tuple(cuts[:-1])


def is_disclosure(line: str) -> bool:
    """Whether a line says how far the document is public."""
    return len(line) < 60 and bool(_DISCLOSURE.match(line))


def is_addressee(line: str) -> bool:
    """Whether a line calls the one who is written to.

    >>> is_addressee("王某某、李某委员："), is_addressee("现将有关事项通知如下：")
    (True, False)
    """
    if not _ADDRESSEE.fullmatch(line) or _NOT_ADDRESSEE.search(line) or MARKER.match(line):
        return False
    return (bool(_CALLED.match(line)) or bool(_ADDRESSED.search(line))) and not re.search(
        r"^(?:经|为|现|根据|按照)|，(?:现|经|将)", line
    )


def tells_contact(line: str) -> bool:
    """Whether a line says whom to call: 联系人：某某，电话：0000-0000000."""
    return len(line) < _CONTACT_REACH and bool(_CONTACT_LINE.match(line))


def tells_passage(line: str) -> bool:
    """Whether a line tells when and where a text was passed or read: （2021年3月31日甲市…会议通过）."""
    if not re.search(r"通过|公布|发布|批准|修订|修正|施行|会议上?[）)]?$", line):
        return False
    return bool(re.match(r"[—―–-]{0,4}[（(]?", line)) and bool(
        re.match(rf"[—―–（(-]{{0,4}}(?:根据)?{DAY.pattern}", line)
    )


def is_leader(line: str) -> bool:
    """Whether a line names the leader who signs or reads: 市长：王某某.

    >>> is_leader("省长李某某"), is_leader("部长会议决定")
    (True, False)
    """
    return bool(
        re.fullmatch(
            r"[\u4e00-\u9fa5]{0,12}?(?:代)?(?:总理|[省市县区州]长|主席|主任|部长|局长|署长|行长|院长|厅长)[：:]?[\u4e00-\u9fa5·]{2,9}",
            line,
        )
    ) and not re.search(r"会议|关于|通知|决定|报告|[办令]$", line)


def tail_role(line: str) -> Role | None:
    """The role of a line under the signature; None when it belongs to no tail."""
    if _COPIES.match(line):
        return Role.COPIES
    if len(line) < 70 and _IMPRINT.fullmatch(line):
        return Role.IMPRINT
    if len(line) < 120:
        if is_reply_class(line):
            return Role.REPLY_CLASS
        if _CONTACT.match(line) and len(line) < 80:
            return Role.CONTACT
        if is_disclosure(line):
            return Role.DISCLOSURE
        if FURNITURE.fullmatch(line) or META.match(line):
            return Role.FURNITURE
        if _ANNEX_LIST.match(line) and not ANNEX_HEAD.fullmatch(line):
            return Role.ANNEX_LIST
    return None
