"""`kefu reckon`: exports of orders to deadlines and sums."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from kefu.__main__ import desk
from kefu.cli import reckon as command
from kefu.connectors.orders import orders_in
from kefu.rulebook.citation import provenance
from kefu.rulebook.shelf import load_book
from kefu.vocabulary.errors import KefuError
from kefu.wiring import reckon

NOW = ["--as-of", "2026-03-05T10:00:00+08:00"]
HEAD = "订单编号,买家实际支付金额,买家应付邮费,订单付款时间,发货时间,订单状态\n"
LATE = "'3312345678901234567,810.00,10.00,2026-03-01 10:00:00,2026-03-04 10:00:00,卖家已发货\n"
OPEN = "3312345678901234568,¥1,99.00,0.00,2026-03-04 09:00:00,,买家已付款\n".replace("¥1,99.00", "¥199.00")
SHUT = "3312345678901234571,20.00,0,2026-03-01 10:00:00,,交易关闭\n"


def run(argv: list[str]) -> int:
    return command.run(argv, reckon, desk)


def file(path: Path, text: str, encoding: str = "utf-8-sig") -> str:
    path.write_text(text, encoding=encoding)
    return str(path)


def table(folder: Path) -> list[dict[str, str]]:
    with (folder / "reckoning.csv").open(encoding="utf-8-sig", newline="") as told:
        return list(csv.DictReader(told))


def test_a_late_parcel_owes_and_an_open_order_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    orders = file(tmp_path / "订单.csv", "天猫订单报表,,,,,\n" + HEAD + LATE + OPEN + SHUT)
    out = tmp_path / "out"
    assert run([orders, "--platform", "tmall", *NOW, "-o", str(out)]) == 0
    by = {(row["订单编号"], row["时限"]): row for row in table(out)}
    late = by["3312345678901234567", "发货"]
    assert (late["状态"], late["应赔（元）"]) == ("已超时", "40.0") and "800.00 × 5% = 40.00" in late["应赔的算法"]
    assert "tmall.shipping.late_5pct" in late["条款"] and late["赔付形式"] == "红包"
    assert by["3312345678901234568", "发货"]["截止"] == "2026-03-06T09:00:00+08:00"
    assert not any(id == "3312345678901234571" for id, _ in by), "nobody says when it was closed"
    summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    assert (summary["orders"], summary["owed"], summary["rejected"]) == (3, "40.00", 0)
    told = capsys.readouterr().out
    assert (
        "应赔 ¥40.00" in told
        and "40.00 红包" in told
        and f"tmall.shipping.late_5pct（{provenance(load_book().get('tmall.shipping.late_5pct'))}）" in told
    )
    book = openpyxl.load_workbook(out / "reckoning.xlsx")
    assert (book.properties.title, book.sheetnames) == ("kefu reckon", ["时限与赔付"])
    assert book.active is not None and isinstance(book.active["A2"].value, str), "an order number stays a text"


def test_by_the_seeds_the_same_parcel_owes_more(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    orders = file(tmp_path / "a.csv", HEAD + LATE.replace("03-04", "03-09"))
    run([orders, "--platform", "tmall", "--as-of", "2026-03-10", "--basis", "seeds"])
    assert "应赔 ¥240.00" in capsys.readouterr().out


def test_a_refund_is_read_together_with_its_order(tmp_path: Path) -> None:
    orders = file(tmp_path / "a.csv", HEAD + LATE, "gb18030")
    refunds = file(tmp_path / "r.csv", "订单编号,申请时间,商家处理时间\n3312345678901234567,2026/03/04 12:00,\n")
    run([orders, refunds, "--platform", "taobao", *NOW, "-o", str(tmp_path / "out")])
    rows = {row["时限"]: row for row in table(tmp_path / "out")}
    assert rows["答复退款申请"]["截止"] == "2026-03-09T12:00:00+08:00", "shipped goods leave five days"
    assert json.loads((tmp_path / "out" / "summary.json").read_text(encoding="utf-8"))["orders"] == 1


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("1.23457E+17,50.00,0,2026-03-01 10:00:00,,\n", "rounded by a spreadsheet"),
        (",50.00,0,2026-03-01 10:00:00,,\n", "is missing; fill it in"),
        ("33,abc,0,2026-03-01 10:00:00,,\n", "no sum in yuan"),
        ("33,-5.00,0,2026-03-01 10:00:00,,\n", "no sum that was paid"),
        ("33,5.00,0,2026-02-30 10:00:00,,\n", "no time"),
        ("33,5.00,0,2026-03-02 10:00:00,2026-03-01 10:00:00,\n", "shipped lies before paid"),
    ],
)
def test_a_row_that_cannot_be_read_is_told_and_the_others_are_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], row: str, told: str
) -> None:
    out = tmp_path / "out"
    assert run([file(tmp_path / "a.csv", HEAD + row + OPEN), "--platform", "jd", *NOW, "-o", str(out)]) == 0
    assert "row 2" in (err := capsys.readouterr().err) and told in err
    assert [each["订单编号"] for each in table(out)] == ["3312345678901234568"]
    assert told.partition(";")[0] in (out / "rejects.csv").read_text(encoding="utf-8-sig")


def test_a_number_that_a_workbook_has_rounded_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["订单号", "支付时间"])
    sheet.append([1234567890123456789, "2026-03-01 10:00:00"])
    sheet.append(["1234567890123456789", "2026-03-01 10:00:00"])
    book.save(tmp_path / "a.xlsx")
    read = orders_in(tmp_path / "a.xlsx", "pdd")
    assert [row.id for row in read.rows] == ["1234567890123456789"]
    assert len(read.faults) == 1 and "rounded" in read.faults[0].what


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("姓名,电话\n张三,1\n", "no column with order numbers"),
        (HEAD + OPEN, "does not say its platform"),
        ("", "empty"),
    ],
)
def test_a_file_that_is_no_export_is_told_and_the_status_is_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, told: str
) -> None:
    assert run([file(tmp_path / "a.csv", text, "utf-8"), *NOW]) == 2
    assert told in capsys.readouterr().err


def test_a_platform_may_stand_in_the_file(tmp_path: Path) -> None:
    read = orders_in(
        Path(file(tmp_path / "a.csv", "平台,订单编号,付款时间\n拼多多,1,2026-03-01 10:00:00\n亚马逊,2,2026-03-01\n"))
    )
    assert [row.platform for row in read.rows] == ["pdd"] and "亚马逊" in read.faults[0].what
    with pytest.raises(KefuError, match="platform"):
        orders_in(Path(file(tmp_path / "b.csv", HEAD + OPEN)))


def test_the_folder_holds_a_page_and_what_could_not_be_read_without_the_buyer(tmp_path: Path) -> None:
    bad = "33,5.00,0,13812345678,,\n"
    run([file(tmp_path / "a.csv", HEAD + OPEN + bad), "--platform", "tmall", *NOW, "-o", str(tmp_path / "out")])
    page = (tmp_path / "out" / "reckoning.html").read_text(encoding="utf-8")
    rejects = (tmp_path / "out" / "rejects.csv").read_text(encoding="utf-8-sig")
    assert "3312345678901234568" in page and "row 3" in rejects
    assert "13812345678" not in page + rejects


def test_where_no_file_can_be_used_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([file(tmp_path / "a.csv", "", "utf-8"), "--platform", "jd", "-o", str(tmp_path / "out")]) == 2
    assert not (tmp_path / "out").exists() and capsys.readouterr().out == ""


def test_own_columns_are_read_from_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = file(tmp_path / "own.yaml", "订单号: 单\n付款时间: 收款\n发货时间: 出仓\n", "utf-8")
    orders = file(tmp_path / "a.csv", "单,收款,出仓\n33,2026-03-04 10:00:00,\n")
    assert run([orders, "--platform", "jd", "--columns", own, *NOW]) == 0
    assert "1 个时限在走" in capsys.readouterr().out
    with pytest.raises(KefuError, match="can be"):
        run([orders, "--platform", "jd", "--columns", file(tmp_path / "b.yaml", "几点发的: 出仓\n"), *NOW])


def test_why_nothing_is_said_of_an_order_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run([file(tmp_path / "a.csv", HEAD + SHUT), "--platform", "tmall", *NOW])
    assert "1 单没有算发货或退款时限：已关闭，没写什么时候关的" in capsys.readouterr().out
