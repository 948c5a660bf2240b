"""Exports of orders as each platform writes them, composed after its headers: what is read, and that nothing is counted twice."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from kefu.actions.orders import ExportedOrder, joined
from kefu.actions.reckoner import Reckoner
from kefu.actions.reckoning import Reckoning, reckoned
from kefu.connectors.columns import OwnColumns, own_columns
from kefu.connectors.entries import instant_of
from kefu.connectors.orders import all_orders, orders_in
from kefu.vocabulary.days import CHINA
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.ids import Platform

NOW = datetime(2026, 3, 5, 10, tzinfo=CHINA)


@pytest.fixture(scope="module")
def reckoner() -> Reckoner:
    return Reckoner.load()


def written(path: Path, *lines: str, encoding: str = "utf-8-sig") -> Path:
    path.write_text("".join(f"{line}\n" for line in lines), encoding=encoding)
    return path


def orders(platform: Platform, *paths: Path) -> list[ExportedOrder]:
    rows, faults, failed = all_orders(paths, platform, OwnColumns({}, {}))
    assert not faults and not failed, (faults, failed)
    return list(joined(rows))


def came(reckoner: Reckoner, platform: Platform, *paths: Path) -> Reckoning:
    rows, faults, failed = all_orders(paths, platform, OwnColumns({}, {}))
    assert not faults and not failed, (faults, failed)
    return reckoned(reckoner, rows, NOW)


def told(reckoning: Reckoning) -> list[tuple[str, str, str, str]]:
    return [
        (due.order.id, due.clock.clock, due.clock.state, "" if due.owed is None else f"{due.owed.amount:.2f}")
        for due in reckoning.dues
    ]


TAOBAO_ORDERS = (
    "订单编号,买家会员名,买家支付宝账号,支付单号,买家应付货款,买家应付邮费,买家支付积分,总金额,返点积分,买家实际支付金额,买家实际支付积分,订单状态,"
    "买家留言,收货人姓名,收货地址,运送方式,联系电话,联系手机,订单创建时间,订单付款时间,宝贝标题,宝贝种类,物流单号,物流公司,订单备注,宝贝总数量,"
    "店铺Id,店铺名称,订单关闭原因,卖家服务费,买家服务费,发票抬头,是否手机订单,确认收货时间,打款商家金额,发货时间"
)


def taobao(id: str, goods: str, freight: str, status: str, paid: str, shipped: str = "") -> str:
    cells = dict.fromkeys(TAOBAO_ORDERS.split(","), "")
    cells |= {
        "订单编号": f'="{id}"', "买家会员名": "tb_001", "买家应付货款": goods, "买家应付邮费": freight, "总金额": goods, "订单状态": status,
        "买家实际支付金额": f"{Decimal(goods) + Decimal(freight)}", "联系手机": "'18600000000", "订单创建时间": paid, "订单付款时间": paid,
        "宝贝标题": '"蓝牙耳机, 白色"', "订单关闭原因": "订单未关闭", "打款商家金额": "0.00元", "发货时间": shipped,
    }  # fmt: skip
    return ",".join(cells.values())


def test_taobao_orders_in_gb18030_with_an_equals_sign_before_their_numbers(tmp_path: Path, reckoner: Reckoner) -> None:
    file = written(
        tmp_path / "ExportOrderList.csv", TAOBAO_ORDERS,
        taobao("3312345678901234561", "598", "10", "卖家已发货，等待买家确认", "2026/3/1 9:02", "2026/3/4 9:02"),
        taobao("3312345678901234562", "598", "0", "买家已付款，等待卖家发货", "2026/3/4 22:02"),
        taobao("3312345678901234563", "99", "0", "等待买家付款", ""),
        taobao("3312345678901234564", "99", "0", "交易关闭", "2026/3/1 9:02"),
        taobao("3312345678901234565", "99", "0", "交易成功", "2026/3/1 9:02"),
        encoding="gb18030",
    )  # fmt: skip
    reckoning = came(reckoner, "taobao", file)
    assert told(reckoning) == [
        ("3312345678901234562", "ship", "running", ""), ("3312345678901234561", "ship", "missed", "29.90"),
    ]  # fmt: skip
    assert reckoning.unsaid == {"unpaid": 1, "closed": 1, "sent": 1}, "nothing is made up about the three others"


def test_goods_of_one_taobao_order_are_one_order_with_the_sum_of_all(tmp_path: Path, reckoner: Reckoner) -> None:
    header = "子订单编号,主订单编号,标题,价格,购买数量,外部系统编号,商品属性,套餐信息,备注,订单状态,商家编码,支付单号,买家应付货款,买家实际支付金额,退款状态,退款金额,订单创建时间,订单付款时间,发货时间"
    row = "'{0},'3312345678901234570,杯子,60.00,1,,,,,{3},A1,,{1},{1},没有申请退款,无退款申请,2026-03-01 09:00:00,2026-03-01 09:00:00,{2}"
    goods = written(
        tmp_path / "宝贝.csv", header, row.format("3312345678901234571", "60.00", "2026-03-02 09:00:00", "卖家已发货，等待买家确认"),
        row.format("3312345678901234572", "140.00", "", "买家已付款，等待卖家发货"),
    )  # fmt: skip
    (order,) = orders("taobao", goods)
    assert order.id == "3312345678901234570" and len(order.parts) == 1 and len(order.parts[0].lines) == 2
    assert told(came(reckoner, "taobao", goods)) == [("3312345678901234570", "ship", "missed", "7.00")], (
        "5% of what is late"
    )
    assert told(came(reckoner, "taobao", goods, goods)) == told(came(reckoner, "taobao", goods)), "the same file twice"
    whole = written(
        tmp_path / "订单.csv",
        TAOBAO_ORDERS,
        taobao("3312345678901234570", "200", "0", "买家已付款，等待卖家发货", "2026-03-01 09:00:00"),
    )
    assert told(came(reckoner, "taobao", whole, goods)) == [("3312345678901234570", "ship", "missed", "10.00")]


def test_taobao_refunds_wait_only_where_their_status_says_so(tmp_path: Path, reckoner: Reckoner) -> None:
    header = "退款编号,订单编号,支付宝交易号,订单付款时间,商品编码,退款完结时间,买家会员名称,买家实际支付金额,宝贝标题,买家退款金额,手工退款/系统退款,是否需要退货,退款的申请时间,超时时间,退款状态,货物状态,买家退款原因"
    row = "'{0},'{1},2026030122001,2026-03-01 09:00:00,1,{4},tb,60.00,杯子,60.00,手工退款,否,2026-03-04 09:00:00,2026-03-06 09:00:00,{2},{3},不想要了"
    refunds = written(
        tmp_path / "refund.csv", header, row.format("981", "3312345678901234581", "买家已经申请退款，等待卖家同意", "卖家未发货", ""),
        row.format("982", "3312345678901234582", "卖家已经同意退款，等待买家退货", "买家已收到货", ""),
        row.format("983", "3312345678901234583", "退款成功", "卖家未发货", "2026-03-04 12:00:00"),
        row.format("984", "3312345678901234584", "买家已经申请退款，等待卖家同意", "买家已收到货", ""),
    )  # fmt: skip
    answers = [due for due in came(reckoner, "taobao", refunds).dues if due.clock.clock == "refund_response"]
    assert [(due.refund, f"{due.clock.due_at:%d %H:%M}") for due in answers] == [
        ("981", "06 09:00"),
        ("984", "09 09:00"),
    ]
    assert answers[0].at_stake is not None and answers[0].at_stake.amount == 60 and answers[0].at_stake.price_back
    reckoning = came(reckoner, "taobao", refunds)
    assert not any(due.clock.clock == "ship" for due in reckoning.dues), "no column says what was sent"
    assert not reckoning.unsaid, "of the orders behind refunds nothing was to be said"


def test_two_refunds_of_one_order_do_not_answer_each_other(tmp_path: Path, reckoner: Reckoner) -> None:
    file = written(
        tmp_path / "r.csv", "售后编号,订单编号,申请时间,商家处理时间,售后状态",
        "1,250301-1,2026-03-04 09:00:00,2026-03-04 12:00:00,待买家寄回", "2,250301-1,2026-03-04 10:00:00,,待商家处理",
    )  # fmt: skip
    assert [(due.refund, due.clock.state) for due in came(reckoner, "pdd", file).dues] == [("2", "running")]


def test_pdd_orders_with_tabs_and_words_for_nothing(tmp_path: Path, reckoner: Reckoner) -> None:
    header = "商品,订单号,订单状态,商品总价(元),邮费(元),店铺优惠折扣(元),平台优惠折扣(元),多多支付立减金额(元),用户实付金额(元),商家实收金额(元),商品数量(件),订单成交时间,支付时间,承诺发货时间,发货时间,确认收货时间,商品id,商品规格,样式ID,商家编码-规格维度,商家备注,售后状态,快递单号,快递公司"
    row = "挂钩,260301-{0}\t,{1},¥320.00,0.00,0,10,0,310.00,320.00,1,2026-03-01 10:00:00\t,2026-03-01 09:59:00\t,{2}\t,{3}\t,\t,1,无规格,,,,{4},,"
    file = written(
        tmp_path / "orders_export.csv", header, row.format("100000000000001", "待发货", "2026-03-06 23:59:59", "null", "无售后或售后取消"),
        row.format("100000000000002", "已发货，待收货", "2026-03-03 10:00:00", "2026-03-04 10:00:00", "无售后或售后取消"),
        row.format("100000000000003", "未发货，退款成功", "2026-03-03 10:00:00", "-", "退款成功"),
    )  # fmt: skip
    assert told(came(reckoner, "pdd", file)) == [
        ("260301-100000000000001", "ship", "running", ""), ("260301-100000000000002", "ship", "missed", "3.10"),
    ]  # fmt: skip


def test_jd_orders_have_a_row_for_each_sku_and_the_sum_of_the_order_in_each(tmp_path: Path, reckoner: Reckoner) -> None:
    header = "订单号,商品ID,商品名称,订购数量,支付方式,下单时间,京东价,订单金额,结算金额,余额支付,应付金额,订单状态,订单类型,下单帐号,客户姓名,客户地址,联系电话,订单备注,发票类型,发票抬头,发票内容,商家备注,商家备注等级（等级1-5为由高到低）,运费金额,付款确认时间,增值税发票,货号,订单完成时间,订单来源,订单渠道,出库时间"
    row = "{0},{1},锅,1,在线支付,2026-03-01 08:00:00,400,800,780,0,810,{2},销售订单,jd_x,,,,,,,,,,10,2026-03-01 08:01:00,,,,移动端订单,,{3}"
    file = written(
        tmp_path / "jd.csv", header, row.format("312345678901", "1", "等待出库", ""), row.format("312345678901", "2", "等待出库", ""),
        row.format("312345678902", "1", "(删除)等待出库", ""), encoding="gb18030",
    )  # fmt: skip
    reckoning = came(reckoner, "jd", file)
    assert reckoning.orders == 2 and told(reckoning) == [("312345678901", "ship", "missed", "40.00")], (
        "800 once, without freight"
    )
    assert not any(due.clock.clock == "invoice" for due in reckoning.dues), "no column says which invoices were sent"


def test_jd_service_tickets_are_no_refunds(tmp_path: Path, reckoner: Reckoner) -> None:
    file = written(
        tmp_path / "t.csv",
        "服务单号,订单号,商品编号,申请时间,审核时间,服务单状态",
        "9001,312345678901,1,2026-03-05 09:55:00,,待审核",
    )
    dues = came(reckoner, "jd", file).dues
    assert [(due.clock.clock, due.clock.started_by, due.refund) for due in dues] == [
        ("ticket_review", "aftersale_requested", "9001")
    ]


@pytest.mark.parametrize(
    ("kind", "presale"), [("预售订单", True), ("是", True), ("非预售", False), ("不是", False), ("否", False)]
)
def test_what_is_said_to_be_no_presale_is_none(tmp_path: Path, kind: str, presale: bool) -> None:
    file = written(tmp_path / "a.csv", "订单号,付款时间,是否预售", f"6920000000000000001,2026-03-01 08:00:00,{kind}")
    assert [row.presale for row in orders_in(file, "pdd").rows] == [presale]


def test_douyin_goods_and_their_main_number(tmp_path: Path, reckoner: Reckoner) -> None:
    header = "主订单编号,子订单编号,选购商品,商品规格,商品数量,商品ID,商家编码,商品单价,订单应付金额,运费,优惠总金额,支付方式,收件人,订单提交时间,商家备注,订单完成时间,支付完成时间,APP渠道,订单状态,承诺发货时间,订单类型,达人ID,售后状态,取消原因,预约发货时间,发货时间"
    row = "\t{0},\t{1},面膜,,1,1,A,99,{2},0.00,0,微信,,2026-03-01 08:00:00,,-,2026-03-01 08:00:30,抖音,{3},{4},{5},,-,-,-,{6}"
    file = written(
        tmp_path / "dy.csv", header,
        row.format("6920000000000000001", "6920000000000000001", "200.00", "待发货", "2026-03-03 08:00:30", "普通订单", "-"),
        row.format("6920000000000000001", "6920000000000000002", "150.00", "已发货", "2026-03-03 08:00:30", "普通订单", "2026-03-02 08:00:00"),
        row.format("6920000000000000001", "6920000000000000003", "99.00", "已关闭", "2026-03-03 08:00:30", "普通订单", "-"),
        row.format("6920000000000000009", "6920000000000000009", "99.00", "待发货", "-", "预售订单", "-"),
    )  # fmt: skip
    reckoning = came(reckoner, "douyin", file)
    assert reckoning.orders == 2 and reckoning.unsaid == {"presale": 1}
    assert [each for each in told(reckoning) if each[1] == "ship"] == [
        ("6920000000000000001", "ship", "missed", "3.00")
    ]
    assert reckoning.owed == 3, "late shipping and late pickup are one wrong, and the sent item is none"


def test_dates_that_a_workbook_holds_as_numbers(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["抖店订单", None, None, None])
    sheet.append(["主订单编号", "支付完成时间", "发货时间", "订单应付金额"])
    sheet.append(["6920000000000000001", 46082.4316319444, datetime(2026, 3, 2, 8), 99.5])
    sheet.append(["合计", None, None, 99.5])
    book.save(tmp_path / "a.xlsx")
    (order,) = orders("douyin", tmp_path / "a.xlsx")
    events = order.parts[0].events
    assert (f"{events['paid']:%m-%d %H:%M:%S}", f"{events['shipped']:%m-%d %H}") == ("03-01 10:21:33", "03-02 08")
    assert order.parts[0].lines[0].amount == Decimal("99.50")


@pytest.mark.parametrize(
    ("rows", "lost"),
    [
        (["3312345678901230000", "3312345678904560000", "12"], 2),
        (["3312345678901230000"], 1),
        (["3312345678901230000", "3312345678904561234", "3312345678904561235"], 0),
        (["1234567890123450", "1234567890123451"], 0),
    ],
)
def test_numbers_whose_last_digits_became_noughts_are_refused(tmp_path: Path, rows: list[str], lost: int) -> None:
    file = written(tmp_path / "a.csv", "订单编号,付款时间,发货时间", *(f"{id},2026-03-01 10:00:00," for id in rows))
    read = orders_in(file, "taobao")
    assert len(read.faults) == lost and len(read.rows) == len(rows) - lost
    assert all("rounded" in fault.what for fault in read.faults)


def test_rows_that_tell_different_sums_for_one_order_owe_no_made_up_sum(tmp_path: Path, reckoner: Reckoner) -> None:
    file = written(
        tmp_path / "a.csv",
        "订单号,实付金额,付款时间,发货时间",
        "33,10.00,2026-03-01 10:00:00,",
        "33,20.00,2026-03-01 10:00:00,",
    )
    reckoning = came(reckoner, "tmall", file)
    assert ("33", "ship", "missed", "") in told(reckoning) and "10.00, 20.00" in reckoning.faults[0].what


def test_an_order_in_an_older_and_a_newer_export_is_the_newer_one(tmp_path: Path, reckoner: Reckoner) -> None:
    header = "订单号,实付金额,付款时间,发货时间,订单状态"
    old = written(tmp_path / "old.csv", header, "33,10.00,2026-03-04 10:00:00,,待发货")
    new = written(tmp_path / "new.csv", header, "33,10.00,2026-03-04 10:00:00,2026-03-04 20:00:00,已发货")
    for files in ((old, new), (new, old)):
        assert told(came(reckoner, "jd", *files)) == []


def test_a_shop_says_what_its_own_columns_are(tmp_path: Path) -> None:
    file = written(
        tmp_path / "a.csv",
        "我的单号,收款时刻,出仓时刻,发货时间",
        "33,2026-03-01 10:00:00,2026-03-02 10:00:00,2026-03-09 10:00:00",
    )
    with pytest.raises(KefuError, match="no column with order numbers"):
        orders_in(file, "jd")
    for name, text in (
        ("c.yaml", "订单号: 我的单号\npaid: [收款时刻, 到账时刻]\n发货时间: 出仓时刻\n"),
        ("c.toml", '"订单号" = "我的单号"\npaid = ["收款时刻"]\n"发货时间" = "出仓时刻"\n'),
    ):
        own = own_columns(written(tmp_path / name, text, encoding="utf-8"))
        (row,) = orders_in(file, "jd", own).rows
        assert {event.type: event.at.day for event in row.events} == {"paid": 1, "shipped": 2}, (
            "the shop's own name goes before"
        )
    _, _, failed = all_orders([file], "jd", own_columns(tmp_path / "c.yaml"))
    assert [error.what for error in failed] == ["no file has a column called 到账时刻"]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("c.yaml", "我的单号: 订单号\n", "turn it round"),
        ("c.yaml", "发贷时间: 出仓\n", "did you mean 发货时间"),
        ("c.yaml", "发货时间: [出仓, 7]\n", "7 is no name"),
        ("c.yaml", "发货时间: 出仓\n付款时间: 出仓\n", "named for two things"),
        ("c.yaml", "- 发货时间\n", "no list of names"),
        ("c.yaml", "发货时间: [出仓\n", "line 3: cannot be read"),
        ("c.yaml", "x: !!python/object/apply:os.system [ls]\n", "cannot be read"),
        ("c.toml", "发货时间 = 出仓", "cannot be read"),
        ("none.yaml", None, "No such file"),
    ],
)
def test_a_list_of_own_columns_that_cannot_be_used_is_told(
    tmp_path: Path, name: str, text: str | None, told: str
) -> None:
    if text is not None:
        written(tmp_path / name, text, encoding="utf-8")
    with pytest.raises(KefuError) as caught:
        own_columns(tmp_path / name)
    assert told in str(caught.value) and caught.value.mend and caught.value.code == "order-columns"


@pytest.mark.parametrize("day", ["2026-12-31", "2026/12/31", "2026年12月31日", "20261231"])
def test_a_day_alone_is_its_last_second_however_it_is_written(day: str) -> None:
    assert instant_of(day, "paid").isoformat() == "2026-12-31T23:59:59+08:00"
    assert instant_of(f"{day} 09:02", "paid").isoformat() == "2026-12-31T09:02:00+08:00"


def test_a_table_with_only_a_header_has_no_orders(tmp_path: Path, reckoner: Reckoner) -> None:
    reckoning = came(reckoner, "jd", written(tmp_path / "a.csv", "订单号,付款时间,发货时间"))
    assert (reckoning.orders, reckoning.dues) == (0, ())


def test_a_header_that_stands_again_between_rows_is_no_order(tmp_path: Path) -> None:
    out = io.StringIO()
    csv.writer(out).writerows(
        [["订单号", "付款时间"], ["1", "2026-03-01 10:00"], ["订单号", "付款时间"], ["2", "2026年3月1日 10:00"]]
    )
    file = written(tmp_path / "a.csv", *out.getvalue().splitlines())
    assert [order.id for order in orders("jd", file)] == ["1", "2"]


@pytest.mark.parametrize(
    "id",
    ["=1+1", "<img src=x onerror=alert(1)>9", "@SUM(1)", "+1+cmd|' /C calc'!A0", '"33,2026-03-01', "张三", "1" * 65],
)
def test_what_is_no_number_of_an_order_is_refused(tmp_path: Path, id: str) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([["订单号", "付款时间"], [id, "2026-03-01 10:00"], ["2", "2026-03-01 10:00"]])
    read = orders_in(written(tmp_path / "a.csv", *out.getvalue().splitlines()), "jd")
    assert [row.id for row in read.rows] == ["2"] and len(read.faults) == 1


def test_a_quote_that_is_never_closed_makes_no_order_of_the_rows_behind_it(tmp_path: Path) -> None:
    file = written(
        tmp_path / "a.csv", "订单号,付款时间,发货时间", '"33,2026-03-01 10:00:00,', "34,2026-03-01 10:00:00,"
    )
    read = orders_in(file, "jd")
    assert not read.rows and "no number of an order" in read.faults[0].what


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "a picture"), ("b.csv", b"", "empty"), ("c.csv", b"\n  \n", "empty"),
        ("d.xls", b"<html><table><tr><td>1</td></tr></table></html>", "a web page"), ("e.csv", b"%PDF-1.7\n", "a PDF"),
        ("f.xlsx", b"PK\x03\x04" + b"x" * 50, "cut off or corrupt"), ("g.csv", b"\0\1\2" * 99, "no text"),
    ],
)  # fmt: skip
def test_what_is_no_export_is_told(tmp_path: Path, name: str, data: bytes, what: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(KefuError) as caught:
        orders_in(tmp_path / name, "jd")
    assert what in str(caught.value) and caught.value.mend


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.save(tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx", "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b" " * 80_000_000)
    with pytest.raises(KefuError, match="a bomb"):
        orders_in(tmp_path / "a.xlsx", "jd")
