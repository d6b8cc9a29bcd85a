"""The report of what was read and what was not."""

from __future__ import annotations

import io
import json

from kg import report
from kg.model import (
    Agent,
    Denotation,
    DocumentKind,
    Entity,
    Header,
    Kind,
    Letter,
    Measure,
    Mention,
    Paragraph,
    Part,
    Range,
    Reading,
    Role,
    Sentence,
    Status,
)
from kg.reading import decode

TEXT = "市水务局清淤河道。\n县林业局十分重视此事。\n全年种树30亩。\n参照《护林|办法》。\n联系人：某某，电话12345678。"


def reading() -> Reading:
    text = decode(TEXT.encode())
    places, start = [], 0
    for line in text.reading.split("\n"):
        places.append(Range(start, start + len(line)))
        start += len(line) + 1
    letter = Letter(
        text,
        Header(DocumentKind.REPLY, contacts=(places[4],)),
        tuple(Paragraph(at, Role.BODY) for at in places),
        tuple(Sentence(at, i) for i, at in enumerate(places)),
    )
    water = Mention(Kind.AGENCY, Range(0, 4), "市水务局", "t")
    forest = Mention(Kind.AGENCY, Range(places[1].start, places[1].start + 4), "县林业局", "t")
    someone = Mention(Kind.AGENCY, Range(places[4].start, places[4].start + 3), "联系人", "t")
    measure = Measure(
        Range(0, 8), "清淤", Range(4, 6), "清淤河道", Status.DONE, "build", (Agent(0, Part.BACKER, Range(0, 4)),)
    )
    return Reading(
        letter,
        (water, forest, someone),
        measures=(measure,),
        entities=(Entity(Kind.AGENCY, ("org", "a"), "甲市水务局"),),
        denotations=(Denotation(0, 0, "t", 0.9),),
    )


def told() -> report.Account:
    return report.account("甲.txt", reading())


def test_each_unread_sentence_stands_with_place_and_reason() -> None:
    found = told().unread
    assert [item.kind for item in found] == ["agency", "figure", "title"]
    assert all(TEXT[item.start : item.end] == item.quote for item in found)
    assert found[1].reason == "数字没有认出计量的是什么：30亩"


def test_contacts_are_never_quoted() -> None:
    out = io.BytesIO()
    report.write_markdown([told()], [], out)
    report.write_json([told()], [], out)
    assert "12345678" not in out.getvalue().decode()


def test_json_has_the_shape_of_the_contract() -> None:
    out = io.BytesIO()
    report.write_json([told()], [("乙.txt", "文件是空的。")], out)
    said = json.loads(out.getvalue())
    assert said["totals"]["文件"] == 1
    assert said["refused"] == [{"document": "乙.txt", "reason": "文件是空的。"}]
    assert [list(item) for item in said["not_understood"]] == [["document", "start", "end", "kind", "reason"]] * 3


def test_markdown_says_who_backs_what_and_shows_names_as_they_are() -> None:
    out = io.BytesIO()
    report.write_markdown([told()], [("[点我](javascript:alert(1))<b>.txt", "a|b")], out)
    text = out.getvalue().decode()
    assert "| 甲市水务局 | 清淤河道 | 已完成 |" in text
    assert r"\[点我\](javascript:alert(1))\<b\>.txt | a\|b |" in text
    assert r"《护林\|办法》" in text
