"""The rooms put together: real files in, real outputs out."""

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq

from kefu.actions.inspection import Outcome, Request
from kefu.wiring import Guards, inspect


def test_a_line_without_a_day_is_judged_by_the_rules_of_the_day_of_the_inspection() -> None:
    before, after = Guards(date(2016, 1, 1)), Guards(date(2026, 1, 1))
    assert before("tmall", None) is after("tmall", date(2016, 1, 1))
    assert before("tmall", None) is not after("tmall", None)


def inspected(out: Path, files: Sequence[Path], **options: bool) -> Outcome:
    return inspect(Request(files, **options), out, None, lambda rows, position, size: None)  # type: ignore[arg-type]


def shown(out: Path) -> dict[str, str]:
    """The text of every output."""
    texts = {
        each.name: each.read_text(encoding="utf-8")
        for each in out.iterdir()
        if each.suffix in (".csv", ".html", ".json")
    }
    return texts | {"findings.parquet": str(pq.read_table(out / "findings.parquet").to_pylist())}


CHATS = """平台,会话,时间,角色,客服,买家,内容
天猫,1,2026-02-30 10:00,买家,小桃,沈佳怡,我叫沈佳怡 电话13912345678 住浙江省杭州市西湖区文三路88号3幢201
天猫,1,2026-02-28 10:00,买家,小桃,沈佳怡,我男朋友罗志强13800138000，她妹妹叫苏晴
天猫,1,2026-02-28 10:01,客服,小桃,沈佳怡,小桃收到，沈佳怡女士，爱买不买
天猫,1,2026-02-28 10:02,沈佳怡,小桃,客服,不开发票
天猫,1,沈佳怡,客服,小桃,沈佳怡,不开发票
天猫,1,2026-02-28 10:04,客服,小桃,沈佳怡,不开发票，罗志强 13800138000 的也不开
"""


def test_no_output_names_the_buyer_or_the_agent_not_even_in_rows_that_could_not_be_read(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(CHATS, encoding="utf-8")
    inspected(tmp_path / "out", [file], pseudonyms=True)
    for name, text in shown(tmp_path / "out").items():
        leaks = [who for who in ("沈佳怡", "小桃", "罗志强", "苏晴", "13912345678", "文三路") if who in text]
        assert not leaks, (name, leaks)
    with (tmp_path / "out" / "rejects.csv").open(encoding="utf-8-sig", newline="") as rejects:
        rows = list(csv.DictReader(rejects))
    assert [(row["line"], row["reason"]) for row in rows] == [
        ("2", "the day '2026-02-30 10:00' does not exist"), ("5", "unknown role '***'"), ("6", "'***' is no time"),
    ]  # fmt: skip
    assert all("*** | " in row["raw"] for row in rows)
    inspected(tmp_path / "open", [file], unmask=True)
    assert all(who in shown(tmp_path / "open")["rejects.csv"] for who in ("沈佳怡", "小桃", "unknown role '沈佳怡'"))


def test_what_was_found_in_a_file_that_is_no_chat_is_told_the_caller_and_stays_out_of_the_outputs(
    tmp_path: Path,
) -> None:
    strange, good = tmp_path / "a.csv", tmp_path / "b.csv"
    strange.write_text("沈佳怡,1,13912345678\n罗志强,2,13800138000\n", encoding="utf-8")
    good.write_text(CHATS, encoding="utf-8")
    outcome = inspected(tmp_path / "out", [strange, good])
    assert "found: 沈佳怡 | 1 | 13912345678" in str(outcome.errors[0])
    texts = shown(tmp_path / "out")
    assert "no column holds what was said" in texts["summary.json"]
    assert not [name for name, text in texts.items() if "沈佳怡" in text or "13912345678" in text]
