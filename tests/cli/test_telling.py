"""Errors are told in Chinese first, each kind of them."""

import re
from pathlib import Path

import pytest

from kefu.cli.telling import CODES, told
from kefu.vocabulary.errors import KefuError

DOCS = (Path(__file__).parents[2] / "docs" / "errors.md").read_text(encoding="utf-8")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_every_kind_of_error_has_chinese_words() -> None:
    assert set(CODES) == set(re.findall(r"^## `([a-z-]+)`$", DOCS, re.MULTILINE))
    for what, mend in CODES.values():
        assert CHINESE.search(what) and CHINESE.search(mend)


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (KefuError("samples", "the sample chats are missing", "a", "install Kefu anew"),
         "a: 缺少样例聊天，请重新安装 / the sample chats are missing; install Kefu anew"),
        (KefuError("line", "'amazon' is not known", "platform", "use jd"),
         "platform: 不认识 'amazon'，请改这一行，其他行不受影响 / 'amazon' is not known; use jd"),
        (KefuError("export-unreadable", "the workbook is locked", "a.xlsx", "save it without a password"),
         "a.xlsx: 工作簿有密码，请核对路径；打不开的另存为 XLSX 或 CSV，或者不要放进来 / the workbook is locked; save it without a password"),
        (KefuError("call", "no command '\x1b[2J\n'", "", ""), "没有 '\ufffd[2J ' 这个命令，加 --help 看用法 / no command '\ufffd[2J '"),
        (KefuError("unknown-clause", "no clause of pdd is called '虚假交易', only of tmall, jd", "a", "use one of: 好评返现"),
         "a: pdd 没有「虚假交易」这个名目，只有 tmall, jd 有，用平台的叫法或规则编号，见 docs/points.md / "
         "no clause of pdd is called '虚假交易', only of tmall, jd; use one of: 好评返现"),
        (KefuError("new", "is odd", "x", "mend it"), "x: is odd; mend it"),
    ],
)  # fmt: skip
def test_an_error_is_one_line_with_the_place_first_and_the_english_last(error: KefuError, line: str) -> None:
    assert told(error) == line
