"""`kefu money`: what is owed to a buyer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from kefu.checks.shipped import shipped_book
from kefu.cli.answering import answer_lines, asked_of
from kefu.cli.parser import Parser
from kefu.cli.records import field_of, instant, shown, wrong
from kefu.dues.compensation import MATTER_NAMES, Order, Owed, Tallies, owed, together
from kefu.dues.sums import NOTHING
from kefu.rulebook.citation import provenance
from kefu.vocabulary.asking import BASES, end_of
from kefu.vocabulary.days import day_of
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.ids import PLATFORM_NAMES, PLATFORMS
from kefu.vocabulary.money import yuan

MOST_ORDERS: Final = 1_000_000
PAID_AS_NAMES: Final = {
    "points": "积分", "red_packet": "红包", "no_threshold_voucher": "无门槛券", "jingdou": "京豆", "coupon": "优惠券",
    "cash": "现金", "refund": "退款",
}  # fmt: skip


def answer(tallies: Tallies, record: Mapping[str, Any]) -> dict[str, Any]:
    """What is said to one line. Raises KefuError naming the field and the mend."""
    asked = asked_of(record)
    order = order_of(field_of(record, "order", dict, "", needed=True))
    listed = field_of(record, "matters", list, "")
    if listed is None:
        return owed(tallies, asked, field_of(record, "matter", str, "", needed=True), order).told()
    matters = [field_of({"": each}, "", str, f"matters[{n}]", needed=True) for n, each in enumerate(listed)]
    parts = [owed(tallies, asked, matter, order) for matter in dict.fromkeys(matters)]
    total, formula = together(parts)
    return {
        "amount": f"{total:.2f}", "currency": "CNY", "formula": formula,
        "parts": [{"matter": part.matter, **part.told()} for part in parts],
    }  # fmt: skip


def order_of(told: Mapping[str, Any]) -> Order:
    """The order in a line. Raises KefuError naming the field and the mend."""
    if told.get("amount") is None:
        raise wrong("order.amount", "is missing", 'give what was really paid for the goods, "800.00"')
    freight, price = (
        None if told.get(name) is None else yuan(told[name], f"order.{name}") for name in ("freight", "list_price")
    )
    hours = told.get("promised_hours")
    if hours is not None and (isinstance(hours, bool) or not isinstance(hours, int) or not 0 < hours < MOST_ORDERS):
        raise wrong("order.promised_hours", f"{shown(hours)} is no number of hours", "write a whole number, 48")
    paid, shipped = (instant(told.get(name), f"order.{name}") for name in ("paid_at", "shipped_at"))
    if paid is not None and shipped is not None and shipped < paid:
        raise wrong("order.shipped_at", "is before order.paid_at", "exchange the two, or correct one")
    return Order(
        yuan(told["amount"], "order.amount"), freight or NOTHING, _count(told.get("count")),
        field_of(told, "category", str, "order."), price, paid, shipped, _agreed(told.get("agreed_ship_by")),
        None if hours is None else timedelta(hours=hours),
    )  # fmt: skip


def _count(told: Any) -> int:
    if told is None:
        return 1
    if isinstance(told, bool) or not isinstance(told, int) or not 0 <= told <= MOST_ORDERS:
        mend = f"write a whole number from 0 to {MOST_ORDERS}"
        raise wrong("order.count", f"{shown(told)} is no number of orders", mend)
    return told


def _agreed(told: Any) -> datetime | None:
    """A day ends with its last second."""
    if isinstance(told, str) and len(told) <= len("2026-03-01"):
        return end_of(day_of(told, "order.agreed_ship_by"))
    return instant(told, "order.agreed_ship_by")


def parser() -> Parser:
    """The options of `kefu money`."""
    matters = "；".join(f"{id_} {zh}" for id_, (zh, _) in MATTER_NAMES.items())
    out = Parser(
        "kefu money",
        f"该赔买家多少，怎么算，凭哪条  what is owed to a buyer, how, by which clause. 事由 matters: {matters}",
    )
    out.add_argument(
        "--jsonl", action="store_true", help="从标准输入逐行读 JSON，逐行回答 JSON objects in, one answer a line"
    )
    out.add_argument("--platform", choices=PLATFORMS, help="平台 the platform")
    out.add_argument("--matter", metavar="MATTER", help="事由 the matter")
    out.add_argument(
        "--amount", metavar="YUAN", help="商品实付金额，不含运费 paid for the goods, without freight: 800.00"
    )
    out.add_argument("--list-price", metavar="YUAN", help="现价（算价保） the price now, for price protection")
    out.add_argument("--count", type=int, default=1, metavar="N", help="这样的订单有几单 how many such orders")
    out.add_argument("--as-of", metavar="DATE", help="按哪天的规则 by the rules of which day")
    out.add_argument("--basis", choices=BASES, default="latest", help="latest 最新证据；seeds 只按种子材料 evidence")
    return out


def run(argv: Sequence[str]) -> int:
    """`kefu money`. Returns 0, or 2 where a line was wrong."""
    options = parser().parse_args(argv)
    tallies = Tallies(shipped_book())
    if options.jsonl:
        return answer_lines("money", lambda record: answer(tallies, record))
    if not (options.platform and options.matter and options.amount):
        mend = "call kefu money --platform tmall --matter late_shipping --amount 800.00"
        raise KefuError("call", "a platform, a matter and an amount are needed", "", mend)
    record = {"platform": options.platform, "basis": options.basis, "as_of": options.as_of}
    asked = asked_of({name: value for name, value in record.items() if value is not None})
    order = order_of({"amount": options.amount, "list_price": options.list_price, "count": options.count})
    print(shown_to_people(owed(tallies, asked, options.matter, order), asked.platform))
    return 0


def shown_to_people(due: Owed, platform: str) -> str:
    """What is owed, for a person."""
    what = f"{PLATFORM_NAMES[platform][0]}  {MATTER_NAMES[due.matter][0]}"
    lines = [f"{what}  应赔 ¥{due.amount:.2f}", f"  算法  {due.formula}"]
    if due.paid_as is not None:
        lines.append(f"  赔付形式  {PAID_AS_NAMES.get(due.paid_as, due.paid_as)}")
    if due.rule is not None:
        lines.append(f"  条款  {due.rule.clause.zh}（{due.rule.id}，{provenance(due.rule)}）")
    if due.conflicts:
        lines.append(f"  说法不同  {'、'.join(due.conflicts)}（kefu rules 加编号可查）")
    return "\n".join(lines)
