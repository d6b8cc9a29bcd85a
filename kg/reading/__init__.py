"""Bytes to `Text`: decoding, refusals, and the folded view with its map back to the raw text."""

from __future__ import annotations

import codecs
import hashlib
import re
import stat
from functools import lru_cache
from pathlib import Path

from kg.errors import InputRefused, reason
from kg.model import Text
from kg.reading.folding import fold

LARGEST = 20_000_000  # bytes; a longer "text" is a dump, no document

_MAGIC = (
    (b"\x89PNG", "PNG 图片"), (b"\xff\xd8\xff", "JPEG 图片"), (b"GIF8", "GIF 图片"), (b"%PDF", "PDF 文件"),
    (b"PK\x03\x04", "DOCX、OFD 或压缩文件"), (b"\xd0\xcf\x11\xe0", "DOC 或 WPS 文件"), (b"{\\rtf", "RTF 文件"),
    (b"Rar!", "RAR 压缩文件"), (b"7z\xbc\xaf", "7z 压缩文件"), (b"\x1f\x8b", "gzip 压缩文件"), (b"RIFF", "音像文件"),
    (b"\x7fELF", "程序文件"), (b"MZ\x90", "程序文件"),
)  # fmt: skip
_ADVICE = "请先转成文本文件（TXT，UTF-8 编码）再交来。"
_CONTROLS = bytes(b for b in range(32) if b < 9 or 13 < b < 27 or b > 27)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SECRET = re.compile(
    r"(?:密级[：:]?)?[\[【（(]?(?:绝密|机密|秘密)[\]】）)]?"
    r"(?:[★☆*].{0,12}|(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:年|个月)|长期)?"
)
_STARRED = re.compile(r"(?:绝密|机密|秘密)[★☆]|[★☆](?:绝密|机密|秘密)")


def read(path: Path) -> Text:
    """The text of a file; raises InputRefused with a sentence for the user when it cannot be read as text."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise InputRefused(f"{path}：文件夹里没有 .txt 文件；PDF、Word 请先转成文本。")
        if not stat.S_ISREG(status.st_mode):
            raise InputRefused(f"{path}：这不是普通文件，没有读取。")
        if status.st_size > LARGEST:
            raise InputRefused(f"{path}：文件超过 {LARGEST // 1_000_000} MB，请拆成单份公文再交来。")
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputRefused(f"{path}：没有这个文件，请检查路径。") from None
    except OSError as error:
        raise InputRefused(f"{path}：读不出来（{reason(error)}），请检查文件和权限。") from None
    return decode(data, str(path))


def decode(data: bytes, name: str = "<bytes>") -> Text:
    """Text from bytes: a byte order mark decides, else UTF-8, else GB18030.

    >>> decode("中山".encode("gb18030")).raw
    '中山'
    """
    raw, encoding = _decoded(data, name)
    text = fold(raw, encoding, hashlib.sha256(data).hexdigest())
    if not text.reading:
        raise InputRefused(f"{name}：文件是空的，里面没有文字。")
    if classified(text):
        raise InputRefused(f"{name}：文件标有密级，按规定不予处理，内容没有读入。")
    return text


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    if not data.strip(b" \t\r\n\x00"):
        raise InputRefused(f"{name}：文件是空的，里面没有文字。")
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise InputRefused(f"{name}：这不是文本，像是{what}；{_ADVICE}")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], encoding, name), encoding
    if _binary(data):
        raise InputRefused(f"{name}：这不是文本，里面有二进制数据；{_ADVICE}")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if _is_utf8(data, error):
            raise _broken("UTF-8", data, error.start, name) from None
    raw = _strict(data, "gb18030", name)
    if not _chinese(raw):
        raise InputRefused(f"{name}：认不出文字编码（既不是 UTF-8 也不是 GB18030），请另存为 UTF-8 再交来。")
    return raw, "gb18030"


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _broken(encoding.upper(), data, error.start, name) from None


def _broken(encoding: str, data: bytes, at: int, name: str) -> InputRefused:
    if len(data) - at < 4:
        return InputRefused(
            f"{name}：文件在一个汉字中间断了（{encoding}，第 {at + 1} 字节），请重新下载或另存完整的文件。"
        )
    return InputRefused(f"{name}：第 {at + 1} 字节不是正确的 {encoding} 编码，文件可能损坏，请另存为 UTF-8 再交来。")


def _is_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """Whether bytes that are no valid UTF-8 were meant to be: good up to the fault, or only the end is cut."""
    good = data[: error.start].decode("utf-8")
    chinese = sum("\u4e00" <= c <= "\u9fff" for c in good)
    return chinese >= 8 or (chinese >= 1 and len(data) - error.start < 4)


def _binary(data: bytes) -> bool:
    head = data[:65536]
    control = len(head) - len(head.translate(None, _CONTROLS))
    return 0 in head or control * 50 > len(head)


def _chinese(raw: str) -> bool:
    """Whether text decoded as GB18030 looks like one: most characters are common or ASCII."""
    sample = raw[:20000]
    common = sum(c.isascii() or "\u3000" <= c <= "\u303f" or "\uff00" <= c <= "\uffef" or _level_one(c) for c in sample)
    return common * 10 >= len(sample) * 8 and any("\u4e00" <= c <= "\u9fff" for c in sample)


@lru_cache(maxsize=8192)
def _level_one(char: str) -> bool:
    try:
        code = char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return len(code) == 2 and (code[0] <= 0xA9 or 0xB0 <= code[0] <= 0xD7)


def classified(text: Text) -> bool:
    """Whether the letterhead carries a security classification. 密 in running text is none.

    >>> classified(fold("机密★5年\\n关于某事的通知")), classified(fold("依法保守国家秘密。"))
    (True, False)
    """
    lines = text.reading.split("\n")
    if any(_SECRET.fullmatch(line) for line in lines[:8]):
        return True
    return any(_STARRED.search(line[:40]) for line in lines[:12] if len(line) <= 40) or bool(
        _STARRED.search(text.reading[:24])
    )


__all__ = ["LARGEST", "classified", "decode", "fold", "read"]
