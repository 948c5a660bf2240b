"""Text copied from the windows of the platforms is read message by message."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kefu.actions.ports import ReadingOptions
from kefu.connectors.exports import survey
from kefu.vocabulary.errors import KefuError

QIANNIU = """千牛聊天记录

tb小林(2026-03-01 10:21:33):
    在吗
暖阳家居旗舰店:小美(2026-03-01 10:21:50):
    亲，在的
    您要问什么呢
tb小林(2026-03-01 10:22:10):
    [图片]
"""
FEIGE = """用户阿花 2026-03-01 10:21:33
在吗

售后客服 2026-03-01 10:21:50
在的
请讲

系统消息 2026-03-01 10:22:00
会话已转接

"""


def read(
    folder: Path, text: str, platform: str | None = "jd", **columns: str
) -> tuple[list[dict[str, Any]], list[int]]:
    path = folder / "chat.txt"
    path.write_bytes(text.encode())
    lines, rejects = [], []
    for batch in survey(path, ReadingOptions(platform, columns)).batches():
        lines += batch.lines.to_pylist()
        rejects += [reject.line for reject in batch.rejects]
    return lines, rejects


def told(lines: list[dict[str, Any]]) -> list[tuple[int, str, str]]:
    return [(line["row"], line["role"], line["text"]) for line in lines]


def test_indented_bodies_below_a_name_and_a_time_in_brackets(tmp_path: Path) -> None:
    lines, rejects = read(tmp_path, QIANNIU, None)
    assert told(lines) == [(3, "buyer", "在吗"), (5, "agent", "亲，在的\n您要问什么呢"), (8, "media", "[图片]")]
    assert not rejects and {line["platform"] for line in lines} == {"tmall"}
    assert lines[1]["agent"] == "暖阳家居旗舰店:小美" and lines[1]["shop"] == "暖阳家居旗舰店"
    assert len({line["session"] for line in lines}) == 1


def test_bodies_up_to_a_blank_line_below_a_name_and_a_time(tmp_path: Path) -> None:
    lines, rejects = read(tmp_path, FEIGE)
    assert told(lines) == [(1, "buyer", "在吗"), (4, "agent", "在的\n请讲"), (8, "system", "会话已转接")]
    assert not rejects


@pytest.mark.parametrize(
    "heading",
    [
        "{name}（2026/3/1 10:21:33）：",
        "{name} [2026年3月1日 10:21:33]",
        "{name}  2026-03-01 10:21:33：",
        "{name}\t2026.03.01 上午10:21:33",
        "2026-03-01 10:21:33 {name}",
        "2026-03-01 10:21:33 {name}：",
        "[2026-03-01 10:21:33] {name}",
        "【2026年03月01日 10时21分33秒】{name}",
    ],
)
def test_every_way_to_write_the_heading_is_the_same_message(tmp_path: Path, heading: str) -> None:
    turns = [("小林", "在吗"), ("暖阳家居:小美", "在的"), ("小林", "能快点吗")]
    text = "".join(f"{heading.format(name=name)}\n  {said}\n\n" for name, said in turns)
    lines, rejects = read(tmp_path, text)
    assert [(line["role"], line["text"]) for line in lines] == [
        ("buyer", "在吗"),
        ("agent", "在的"),
        ("buyer", "能快点吗"),
    ]
    assert not rejects
    assert [line["speaker"] for line in lines] == [name for name, _ in turns]
    assert {line["at"].isoformat() for line in lines} == {"2026-03-01T10:21:33+08:00"}


def test_what_was_said_may_stand_in_the_same_line(tmp_path: Path) -> None:
    text = "2026-03-01 10:21 小林: 在吗：想问下\n2026-03-01 10:22 暖阳旗舰店:小美: 在的\n还有什么\n2026-03-01 10:23 小林: 好\n"
    lines, _ = read(tmp_path, text)
    assert told(lines) == [(1, "buyer", "在吗：想问下"), (2, "agent", "在的\n还有什么"), (4, "buyer", "好")]
    assert lines[1]["speaker"] == "暖阳旗舰店:小美"


def test_a_day_on_its_own_line_dates_the_hours_below_it(tmp_path: Path) -> None:
    text = "—— 2026-03-01 ——\n小林 23:59:58\n在吗\n\n客服小美 23:59:59\n在的\n\n2026年3月2日\n小林 00:00:01\n好\n"
    lines, rejects = read(tmp_path, text)
    assert [line["at"].isoformat()[:19] for line in lines] == [
        "2026-03-01T23:59:58", "2026-03-01T23:59:59", "2026-03-02T00:00:01",
    ]  # fmt: skip
    assert not rejects


def test_a_heading_quoted_inside_an_indented_message_opens_no_message(tmp_path: Path) -> None:
    text = "小林(2026-03-01 10:00:00):\n  你们说过\n  客服(2026-02-01 10:00:00):\n  今天发\n客服(2026-03-01 10:01:00):\n  好的\n"
    lines, _ = read(tmp_path, text)
    assert told(lines) == [(1, "buyer", "你们说过\n客服(2026-02-01 10:00:00):\n今天发"), (5, "agent", "好的")]


def test_text_outside_of_messages_and_days_that_do_not_exist_are_rejected(tmp_path: Path) -> None:
    text = FEIGE + "对方正在输入\n\n售后客服 2026-02-30 10:00:00\n好的\n\n--------\n"
    lines, rejects = read(tmp_path, text)
    assert len(lines) == 3 and rejects == [11, 13]


def test_the_account_that_speaks_with_all_others_is_the_shops(tmp_path: Path) -> None:
    turns = ["阿花", "小美", "阿花", "小美", "小林", "小美", "小林", "老王", "小美", "老王", "小美"]
    text = "".join(f"{name} 2026-03-01 10:{n:02}:00\n第{n}句\n\n" for n, name in enumerate(turns))
    lines, _ = read(tmp_path, text)
    assert {line["speaker"] for line in lines if line["role"] == "agent"} == {"小美"}
    assert len({line["session"] for line in lines}) == 3


def test_two_accounts_that_tell_nothing_ask_for_the_agents(tmp_path: Path) -> None:
    text = "阿花 2026-03-01 10:00:00\n在吗\n\n小美 2026-03-01 10:00:05\n在的\n\n"
    with pytest.raises(KefuError) as caught:
        read(tmp_path, text)
    assert "小美, 阿花" in str(caught.value) and "--columns agent=" in str(caught.value)
    lines, _ = read(tmp_path, text, agent="小美")
    assert [line["role"] for line in lines] == ["buyer", "agent"]


def test_a_text_without_messages_is_no_chat(tmp_path: Path) -> None:
    with pytest.raises(KefuError, match="no column holds what was said"):
        read(tmp_path, "今天的会议纪要\n一、发货\n二、售后\n")


def test_a_message_that_is_a_word_for_messages_makes_no_table_of_a_chat(tmp_path: Path) -> None:
    text = "小林 2026-03-01 10:00:00\n留言\n\n客服小美 2026-03-01 10:00:05\n在的,亲\n\n" * 3
    lines, rejects = read(tmp_path, text)
    assert [line["text"] for line in lines] == ["留言", "在的,亲"] * 3 and not rejects
