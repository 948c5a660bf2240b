"""Exports of orders and refunds as the platforms write them: columns by what they are called, rows as orders, what cannot be read apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

from kefu.actions.orders import ExportedOrder
from kefu.connectors.sheets import Row, rows
from kefu.vocabulary.asking import end_of
from kefu.vocabulary.days import CHINA
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.events import Event
from kefu.vocabulary.ids import PLATFORM_NAMES, PLATFORMS, Platform

HEADERS: Final[Mapping[str, str]] = {
    name: field
    for field, names in {
        "id": "订单号 订单编号 主订单编号 子订单编号 父订单号 淘宝订单号 订单id 交易编号 order_id order_sn tid",
        "platform": "平台 来源平台 platform",
        "goods": "商品实付金额 商品实付 货款 商品金额实付 实付货款",
        "total": "买家实际支付金额 买家实付金额 用户实付金额 用户实付金额(元) 实付金额 实付款 订单实付金额 "
        "应付金额 商家实收金额 商家实收金额(元) 订单应付金额",
        "freight": "运费 邮费 买家应付邮费 买家支付运费 运费金额",
        "status": "订单状态 交易状态 售后状态 退款状态",
        "agreed_ship_by": "承诺发货时间 最晚发货时间 预计发货时间 应发货时间",
        "paid": "付款时间 支付时间 订单付款时间 付款确认时间 支付完成时间 买家付款时间",
        "shipped": "发货时间 商家发货时间 订单发货时间 出库时间",
        "carrier_accepted": "揽收时间 快递揽收时间 首条揽收时间",
        "signed": "签收时间 物流签收时间 妥投时间",
        "trade_success": "确认收货时间 交易成功时间 订单完成时间 完成时间 交易完成时间",
        "order_cancelled": "取消时间 订单取消时间 交易关闭时间 关闭时间",
        "group_opened": "开团时间", "group_completed": "成团时间",
        "refund_requested": "退款申请时间 申请时间 售后申请时间 退款的申请时间",
        "merchant_responded": "商家处理时间 审核时间 同意时间 卖家处理时间",
        "refund_withdrawn": "撤销时间 售后撤销时间",
        "settled": "退款完成时间 退款成功时间 退款完结时间 售后完结时间",
    }.items()
    for name in names.split()
}  # fmt: skip
"""What a column is called in an export, and what it is; spaces and widths of brackets do not matter."""
EVENTS: Final = tuple(dict.fromkeys(field for field in HEADERS.values() if field not in (
    "id", "platform", "goods", "total", "freight", "status", "agreed_ship_by",
)))  # fmt: skip
CLOSED: Final = re.compile("交易关闭|已取消|已关闭|取消$")
MANGLED: Final = re.compile(r"\d(\.\d+)?[eE]\+?\d+")
NO_SUM: Final = re.compile(r"[¥￥,，\s元]")
STAMPS: Final = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M")
NONE: Final = frozenset(("", "-", "--", "/", "无", "null", "none", "nan"))
DEEPEST: Final = 12
"""Titles may stand above the header, in so many rows."""
NAMES: Final[Mapping[str, Platform]] = {
    word.lower(): platform for platform in PLATFORMS for word in (platform, *PLATFORM_NAMES[platform])
}


@dataclass(frozen=True, slots=True)
class OrderFile:
    """What one file told: orders, and the rows that could not be read."""

    orders: tuple[ExportedOrder, ...]
    faults: tuple[KefuError, ...]


def orders_in(path: Path, platform: Platform | None = None) -> OrderFile:
    """The orders of one export.

    Args:
        platform: of files that do not say it.

    Raises:
        KefuError: the file cannot be read, has no column with order numbers or none with a time, or does not say its platform.
    """
    table = rows(path)
    at, columns = header_of(table, path)
    if platform is None and "platform" not in columns:
        raise KefuError("order-file", "does not say its platform", str(path), "name it with --platform")
    orders: list[ExportedOrder] = []
    faults: list[KefuError] = []
    for number, cells in table[at + 1 :]:
        try:
            orders.append(_order(path, number, _named(columns, cells), platform))
        except KefuError as error:
            faults.append(KefuError("order-row", error.what, f"{path}, row {number}, {error.where}", error.mend))
    return OrderFile(tuple(orders), tuple(faults))


def header_of(table: Sequence[Row], path: Path) -> tuple[int, Mapping[str, int]]:
    """Which row names the columns, and which column is what."""
    for at, (_, cells) in enumerate(table[:DEEPEST]):
        columns: dict[str, int] = {}
        for n, cell in enumerate(cells):
            field = HEADERS.get(plain(cell))
            if field is not None:
                columns.setdefault(field, n)
        if "id" in columns and any(event in columns for event in EVENTS):
            return at, columns
    seen = "、".join(cell for cell in table[0][1] if cell)[:80] if table else ""
    what = f"no column with order numbers and none with a time were found, but: {seen}"
    raise KefuError("order-file", what, str(path), "name the columns 订单编号, 付款时间, 发货时间 …")


def plain(header: str) -> str:
    """A header in one form."""
    return re.sub(r"\s", "", header).replace("（", "(").replace("）", ")").lower()


def _named(columns: Mapping[str, int], cells: Sequence[str]) -> Mapping[str, str]:
    told = {field: cells[n] if n < len(cells) else "" for field, n in columns.items()}
    return {field: "" if cell.strip().lower() in NONE else cell.strip() for field, cell in told.items()}


def _order(path: Path, number: int, told: Mapping[str, str], platform: Platform | None) -> ExportedOrder:
    named = told.get("platform", "")
    where = NAMES.get(named.lower(), None) if named else platform
    if where is None:
        raise KefuError("order-row", f"{named!r} is no platform", "platform", f"use one of {', '.join(PLATFORMS)}")
    agreed = told.get("agreed_ship_by", "")
    return ExportedOrder(
        str(path), number, where, id_of(told["id"]), amount_of(told), tuple(_events(told)),
        instant_of(agreed, "agreed_ship_by") if agreed else None, bool(CLOSED.search(told.get("status", ""))),
    )  # fmt: skip


def _events(told: Mapping[str, str]) -> Iterator[Event]:
    for field in EVENTS:
        if told.get(field):
            yield Event(field, instant_of(told[field], field))


def id_of(cell: str) -> str:
    """The number of an order, as a text.

    Raises:
        KefuError: it is missing, or a spreadsheet has rounded it.
    """
    id = cell.strip("'\t` ")
    if not id:
        raise KefuError("order-row", "is missing", "order number", "fill it in")
    if MANGLED.fullmatch(id):
        what = f"{id} was rounded by a spreadsheet, its last digits are lost"
        raise KefuError("order-row", what, "order number", "export again, and open it with that column as text")
    return id


def amount_of(told: Mapping[str, str]) -> Decimal | None:
    """What was really paid for the goods: where a column counts freight in, less the freight."""
    if told.get("goods"):
        return sum_of(told["goods"], "goods")
    if not told.get("total"):
        return None
    total = sum_of(told["total"], "total")
    freight = sum_of(told["freight"], "freight") if told.get("freight") else Decimal("0.00")
    return max(total - freight, Decimal("0.00"))


def sum_of(cell: str, column: str) -> Decimal:
    """A sum in yuan, with or without ¥ and separators. Raises KefuError where it is none."""
    try:
        told = Decimal(NO_SUM.sub("", cell))
    except InvalidOperation:
        raise KefuError("order-row", f"{cell!r} is no sum in yuan", column, "write 12.50") from None
    if not told.is_finite() or told < 0:
        raise KefuError("order-row", f"{cell!r} is no sum that was paid", column, "write 12.50")
    return told.quantize(Decimal("0.01"))


def instant_of(cell: str, column: str) -> datetime:
    """An instant; one without a zone is of Shanghai, a day alone its last second. Raises KefuError where it is none."""
    text = cell.strip().removesuffix(".0")
    for stamp in STAMPS:
        try:
            return datetime.strptime(text, stamp).replace(tzinfo=CHINA)
        except ValueError:
            continue
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise KefuError("order-row", f"{cell!r} is no time", column, "write 2026-03-01 10:21:33") from None
    if len(text) <= len("2026-03-01"):
        return end_of(at.date())
    return at.replace(tzinfo=CHINA) if at.tzinfo is None else at.astimezone(CHINA)
