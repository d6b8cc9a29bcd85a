"""What the command line says of itself: its commands, their help and examples, and what went wrong, in Chinese."""

from __future__ import annotations

import argparse
import os
import re
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from kg.errors import ZhengmaiError

OUR_FAULT = 70  # EX_SOFTWARE of sysexits.h: the contract's 1 would say that the other inputs were built
COMMANDS = {
    "build": "读答复函和政策文件，写出知识图谱、网页和报告",
    "ask": "问现成的问题，每个回答都带原文依据",
    "query": "在图谱上运行 SPARQL 查询",
    "check": "按约定检查图谱：形状、引文、依据",
    "export": "把图谱导出成别的格式",
    "explain": "一条断言从哪句话、按哪条规则来",
    "diff": "两次构建有什么不同",
    "stats": "图谱里有多少内容，谁做的事最多",
    "review": "写出最没有把握的断言，供人复核",
}
_EXAMPLES = {
    "": (
        "kg build 答复函.txt -o out",
        "kg ask who-backs --机构 市科技局",
        "kg ask 谁支持哪条措施 --证据",
        "kg query 'SELECT * WHERE { ?m a zm:Measure } LIMIT 5'",
    ),
    "build": (
        "kg build 答复函.txt -o out",
        "kg build 答复函文件夹/ 政策.txt -o out",
        "kg build 答复函.txt --review 复核.csv",
        "kg build --format json",
    ),
    "ask": (
        "kg ask",
        "kg ask who-backs --机构 市科技局 --证据",
        'kg ask "市科技局出台了哪些政策？" --format json',
        "kg ask measures-by-status --状态 计划 --format csv > 举措.csv",
    ),
    "query": (
        "kg query 'ASK { ?m a zm:Measure }'",
        "kg query 问题.rq --format csv",
        "echo 'DESCRIBE ?d WHERE { ?t zm:textOf ?d }' | kg query --format turtle",
    ),
    "check": ("kg check", "kg check --graph out --texts 答复函文件夹/ --format json"),
    "explain": (
        "kg explain 市科技局",
        'kg explain "市科技局 实施主体" --graph out',
        "kg explain id:st-0123456789abcdef",
    ),
    "diff": ("kg diff 上月 本月", "kg diff 上月 本月 --format json"),
    "stats": ("kg stats", "kg stats --graph out --format json"),
    "review": ("kg review --next 20 > 复核.csv", "kg build 答复函.txt --review 复核.csv"),
    "export": ("kg export csv -o 表格", "kg export graphml --graph out -o 图"),
}
_SAID = (
    (r"the following arguments are required: (.+)", r"缺少 \1"),
    (r"unrecognized arguments: (.+)", r"不认识 \1"),
    (r"argument ([^:]+): expected one argument", r"\1 后面要写一个值"),
    (r"argument ([^:]+): invalid choice: '?([^']*?)'? \(choose from (.+)\)", r"\1 不能是 \2，可以是 \3"),
    (r"argument ([^:]+): invalid (?:\w+ )?value: '(.*)'", r"\1 不能是 \2"),
)


class _Help(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def]
        super().add_usage(usage, actions, groups, "用法：")


class Parser(argparse.ArgumentParser):
    """argparse that speaks Chinese and names a mistake in one sentence."""

    def __init__(self, command: str = "") -> None:
        super().__init__(
            f"kg {command}".strip(),
            description=COMMANDS.get(command, "政脉：把政府答复函和政策文件读成每句话都有出处的知识图谱"),
            epilog="\n  ".join(("例子：", *_EXAMPLES[command])),
            formatter_class=_Help,
            add_help=False,
            allow_abbrev=False,
        )
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", "--帮助", action="help", help="显示这段说明")
        self.add_argument("--debug", action="store_true", help="程序自己出错时显示错在哪一行")

    def error(self, message: str) -> NoReturn:
        for english, chinese in _SAID:
            message = re.sub(f"^{english}$", chinese, message)
        print(f"{self.prog}：{message}。用 {self.prog} --help 看用法。", file=sys.stderr)
        raise SystemExit(2)


def takes_graph(parser: Parser) -> None:
    parser.add_argument(
        "--graph",
        "--图谱",
        type=Path,
        default=Path("out"),
        metavar="位置",
        help="构建的文件夹、存储或 RDF 文件（默认 out）",
    )


def takes_limits(parser: Parser) -> None:
    parser.add_argument("--timeout", "--时限", type=float, default=30, metavar="秒", help="默认 30")
    parser.add_argument("--rows", "--行数", type=int, default=100_000, metavar="数", help="最多的行数，默认 100000")


def ending(run: Callable[[], int], debug: bool = False) -> int:
    """Runs a command; the answer is an exit code, and an error is one sentence on stderr.

    A fault of ours is neither a refused input nor a wrong command line: it has a code of its own. Its trace shows paths
    of the machine, so it comes only with `debug`.
    """
    try:
        return run()
    except ZhengmaiError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("已中断。", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader of our output has gone: head, less
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except SystemExit as leave:
        return leave.code if isinstance(leave.code, int) else 2
    except Exception as error:
        if debug:
            traceback.print_exc()
        said = "，".join((f"{type(error).__name__}: {error}", *getattr(error, "__notes__", ())))
        print(f"程序自己出错了（{said}），请报告给我们。加 --debug 再运行一次可看到错在哪一行。", file=sys.stderr)
        return OUR_FAULT
