"""A shop's own file through a whole inspection: its rules are found, what it lowers is told, and it cannot change on the way."""

import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from kefu.actions.inspection import Outcome, Request
from kefu.vocabulary.errors import KefuError
from kefu.wiring import inspect

SHOP = """\
shop: 小鹿旗舰店
rules:
- {id: shop.no_nicknames, words: [小姐姐], clause: 本店不用昵称称呼买家。}
allow:
- {words: [收款盒], reason: 本店商品}
excuse:
- {rule: attitude.perfunctory, text: 嗯, reason: 买家只问了是不是}
severity:
  contact.offplatform: {to: note, reason: 本店卖微信收款盒}
  attitude.perfunctory: block
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """Some chats, and the shop's own file."""
    said = ["小姐姐您好", "加我微信聊", "好的", "不知道"]
    rows = [
        {"platform": "tmall", "session": "1", "role": "agent", "agent": "小鹿:小美", "text": text,
         "at": f"2026-03-01T10:0{n}:00+08:00"}
        for n, text in enumerate(said)
    ]  # fmt: skip
    chats, shop = tmp_path / "a.jsonl", tmp_path / "店铺.yaml"
    chats.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    shop.write_text(SHOP, encoding="utf-8")
    return chats, shop


def silent(rows: int, position: int, size: int) -> None:
    """Progress that nobody sees."""


def interrupted(rows: int, position: int, size: int) -> None:
    raise KeyboardInterrupt


def inspected(out: Path, chats: Path, shop: Path | None, **options: Any) -> Outcome:
    return inspect(Request([chats], shop=shop, **options), out, None, silent)


def found(out: Path) -> list[tuple[str, str, str]]:
    table = pq.read_table(out / "findings.parquet").to_pylist()
    return [(row["rule"], row["severity"], row["lowered"]) for row in table]


@pytest.mark.parametrize("workers", [1, 2])
def test_the_shops_rules_and_severities_hold_in_every_process(
    tmp_path: Path, files: tuple[Path, Path], workers: int
) -> None:
    inspected(tmp_path / "out", *files, workers=workers)
    assert found(tmp_path / "out") == [
        ("shop.no_nicknames", "warn", ""),
        ("contact.offplatform", "note", "店铺已降级，原为拦截：本店卖微信收款盒"),
        ("attitude.perfunctory", "block", ""),
    ]
    assert "店铺已降级" in (tmp_path / "out" / "findings.csv").read_text(encoding="utf-8-sig")
    summary = json.loads((tmp_path / "out" / "summary.json").read_text(encoding="utf-8"))
    assert summary["shop"]["lowered"] == {
        "contact.offplatform": "店铺已降级，原为拦截：本店卖微信收款盒",
        "allow": "店铺已放行「收款盒」：本店商品",
        "excuse": "店铺已豁免 1 句话，原因写在文件里",
    }


def test_without_the_file_nothing_of_it_holds(tmp_path: Path, files: tuple[Path, Path]) -> None:
    inspected(tmp_path / "with", *files)
    inspected(tmp_path / "out", files[0], None)
    assert [rule for rule, *_ in found(tmp_path / "out")] == ["contact.offplatform", "attitude.perfunctory"]
    assert "shop" not in json.loads((tmp_path / "out" / "summary.json").read_text(encoding="utf-8"))


def test_an_inspection_does_not_go_on_under_another_file(tmp_path: Path, files: tuple[Path, Path]) -> None:
    chats, shop = files
    with pytest.raises(KeyboardInterrupt):
        inspect(Request([chats], shop=shop), tmp_path / "out", None, interrupted)
    shop.write_text(SHOP.replace("小姐姐", "小哥哥"), encoding="utf-8")
    for other in (shop, None):
        with pytest.raises(KefuError, match="begun with other shop"):
            inspected(tmp_path / "out", chats, other, resume=True)
    shop.write_text(SHOP, encoding="utf-8")
    inspected(tmp_path / "out", chats, shop, resume=True)
    assert len(found(tmp_path / "out")) == 3


def test_a_broken_file_is_refused_before_anything_is_read(tmp_path: Path, files: tuple[Path, Path]) -> None:
    files[1].write_text(SHOP.replace("words: [小姐姐]", "cues: [小姐姐|小哥哥]"), encoding="utf-8")
    with pytest.raises(KefuError, match="outside brackets") as caught:
        inspected(tmp_path / "out", *files)
    assert caught.value.where == f"{files[1]}:3: shop.no_nicknames" and not (tmp_path / "out").exists()
