"""The adverbs of official Chinese in front of a verb: 积极, 逐步, 进一步, 应当."""

from __future__ import annotations

import re

from kg.measures.ground import Ground

_LONG = """
分行业分领域 分类分级 分期分批 因地制宜 进一步 不失时机 有针对性地 最大限度地? 多措并举 常态化
(?:[今明当每]年|每[月日季周])(?:度)?
""".split()
# These stand in a row (积极有序推进, 已全部完成) and may end in 地.
_SERIAL = """
积极 不断 持续 先后 已经 将会 正在 大力 着力 切实 认真 全面 深入 重点 累计 联合
共同 分别 主动 及时 有序 逐步 统一 直接 依法 率先 相继 应当 必须 可以 需要 计划 力争 争取 努力 尽快 适时 严格 扎实
充分 加紧 抓紧 加快 加速 稳步 广泛 精准 科学 合理 有效 继续 优先 同步 密切 高效 高标准 高质量 高起点 高水平 系统
全额
定期 不定期 始终 坚持 坚决 坚定 全力 倾力 奋力 强力 牢牢 牢固 一体 统筹 协同 协调 分层 分类 分步 分批 分级 逐年 逐项
具体 专门 特别 专项 公开 自主 自行 另行 单独 组织 全部 全程 适当 妥善 深度 深化 动态 就近 就地 跟踪 按时 按期 如期 按需
因地 因城 鲜明 大规模 正式 现场 实时 即时 最终 早日 尽早 务必 一律 原则上 原则 仍然 依然 也 还 再 又 均 都 就 仍
已 将 拟 正 应 须 要 (?<!所)需 可 能 (?<![方以])便(?![利民捷]) (?<!人)才(?!能) 曾 共 全 新
多次 多方 多渠道 多形式 面对面 一对一 点对点 初步 基本 圆满 顺利
现(?!有|行|代|场|状|在|金|实|存|任|役) 同时 牵头 先行 成功 全年 常年 长期 平稳 审慎 稳妥 有力 严厉 严肃 依规 依法依规
慎重 细致 周密 精心 热情 耐心 至少 明确 相应
制度化 规范化 同等 平等 免费 足额 无偿 竭力 竭诚 限时 灵活 注意 尽量 尽力 尽可能
""".split()
ADVERB = re.compile(f"{'|'.join(_LONG)}|(?:{'|'.join(_SERIAL)}){{1,12}}地?")
# Adverbs that are verbs themselves when an object follows at once (加快…建设, 深化改革, 组织企业, 统筹发展).
DOUBLE_END = re.compile(
    "(?:加快|加速|深化|组织|统筹|协调|坚持|计划|争取|明确|公开|跟踪|联合|协同|牵头|新|全|继续|注意|系统|科学|专项)$"
)
# Adverbs that end a noun phrase wherever they stand.
_STRONG = """
已经? 将 应当? 必须 正在 拟 均 都 共 不断 积极 持续 进一步 先后 累计 全部 全面 继续 可以? (?<!所)需要? 要 也 还 仍
逐步 分别 大力 加快
""".split()
STRONG_ADVERB = re.compile("|".join(_STRONG))
STRONG_FIRST = frozenset(word.removeprefix("(?<!所)")[0] for word in _STRONG)


def before_adverbs(ground: Ground, place: int, verb: int) -> int:
    """Where behind a place the adverbs in front of a verb start; the verb's own place without any."""
    for back in range(max(place + 1, verb - 8), verb):
        if ground.masked[back]:
            continue
        match = ADVERB.match(ground.text, back, verb)
        if match and match.end() == verb:
            return back
    return verb
