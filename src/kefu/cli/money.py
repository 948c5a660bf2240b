"""`kefu money`: what is owed to a buyer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from kefu.cli.answering import answer_lines, asked_of, head_of, zoned
from kefu.cli.histories import agreed_of
from kefu.cli.parser import Parser
from kefu.cli.records import field_of, instant, shown, wrong
from kefu.dues.compensation import Order, Owed, by, owed
from kefu.dues.matters import MATTER_NAMES, PAID_AS_NAMES
from kefu.dues.sums import NOTHING
from kefu.dues.tallies import Tallies
from kefu.dues.totals import together
from kefu.rulebook.citation import provenance
from kefu.rulebook.shelf import load_book
from kefu.vocabulary.asking import BASES, Asked
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.ids import PLATFORM_NAMES, PLATFORMS
from kefu.vocabulary.money import yuan

MOST_ORDERS: Final = 1_000_000
MOST_HOURS: Final = 100_000
PLAIN: Final = {"amount", "freight", "count", "id", "state"}
"""Of an order with nothing else no instants and words need be read."""
INSTANTS: Final = ("paid_at", "shipped_at", "carrier_accepted_at", "group_completed_at")
OPTIONS: Final = (
    "amount", "freight", "list_price", "deposit", "prepaid", "count", "category", "programme", "paid_at", "shipped_at",
)  # fmt: skip
"""Options of the command that are fields of the order."""


def answer(tallies: Tallies, record: Mapping[str, Any]) -> dict[str, Any]:
    """What is said to one line. Raises KefuError naming the field and the mend."""
    asked = asked_of(record)
    matters = matters_of(record)
    order = order_of(field_of(record, "order", dict, "", needed=True))
    if isinstance(matters, str):
        return owed(tallies, asked, matters, order).told()
    parts = [owed(tallies, asked, matter, order) for matter in matters]
    whole = together(parts)
    first = max(whole.counted, key=lambda part: part.amount).rule
    return {
        "amount": f"{whole.total:.2f}", "currency": "CNY", "clause": first.id if first else None, "formula": whole.formula(),
        "paid_as": whole.counted[0].paid_as if len({part.paid_as for part in whole.counted}) == 1 else None,
        "conflicts": list(dict.fromkeys(id_ for part in parts for id_ in part.conflicts)),
        "parts": [{"matter": part.matter, **part.told(), "counted": part in whole.counted} for part in parts],
    }  # fmt: skip


def matters_of(record: Mapping[str, Any]) -> str | list[str]:
    """The matter of a line, or the list of matters where it asks for several on one order."""
    listed = field_of(record, "matters", list, "")
    if listed is None:
        return known_matter(field_of(record, "matter", str, "", needed=True), "matter")
    if record.get("matter") is not None:
        raise wrong("matters", "is given beside matter", "leave one of the two out")
    if not listed:
        raise wrong("matters", "is empty", 'name them: ["late_shipping", "out_of_stock"]')
    told = [field_of({"": each}, "", str, f"matters[{n}]", needed=True) for n, each in enumerate(listed)]
    return list(dict.fromkeys(known_matter(each, f"matters[{n}]") for n, each in enumerate(told)))


def known_matter(told: str, field: str) -> str:
    """A matter by its stable word."""
    if told not in MATTER_NAMES:
        raise wrong(field, f"{shown(told)} is not known", f"use one of {', '.join(MATTER_NAMES)}")
    return told


def order_of(told: Mapping[str, Any]) -> Order:
    """The order in a line. Raises KefuError naming the field and the mend."""
    if told.get("amount") is None:
        raise wrong("order.amount", "is missing", 'give what was really paid for the goods, "800.00"')
    amount = yuan(told["amount"], "order.amount")
    if told.keys() <= PLAIN:
        return Order(amount, _sum(told, "freight") or NOTHING, _count(told.get("count")))
    paid, shipped, accepted, grouped = (instant(told.get(name), f"order.{name}") for name in INSTANTS)
    _in_order(told, (("paid_at", paid), ("shipped_at", shipped)))
    _in_order(told, (("paid_at", paid), ("carrier_accepted_at", accepted)))
    agreed, promised = _agreed(told), _hours(told.get("promised_hours"))
    presale = isinstance(told.get("presale"), str) or _yes(told, "presale")
    _in_order(told, (("paid_at", paid), ("agreed_ship_by", agreed)))
    return Order(
        amount, _sum(told, "freight") or NOTHING, _count(told.get("count")), field_of(told, "category", str, "order."),
        _sum(told, "list_price"), paid, shipped, agreed, promised, accepted, grouped, _yes(told, "cod"), presale,
        field_of(told, "programme", str, "order."), _sum(told, "returned") or NOTHING, _sum(told, "deposit"),
        _sum(told, "prepaid"), _sum(told, "loss"),
    )  # fmt: skip


def _sum(told: Mapping[str, Any], name: str) -> Decimal | None:
    return None if told.get(name) is None else yuan(told[name], f"order.{name}")


def _yes(told: Mapping[str, Any], name: str) -> bool:
    return field_of(told, name, bool, "order.") is True


def _in_order(told: Mapping[str, Any], pair: tuple[tuple[str, datetime | None], tuple[str, datetime | None]]) -> None:
    """No end before its start."""
    (first, start), (second, end) = pair
    if start is not None and end is not None and end < start:
        raise wrong(f"order.{second}", f"is before order.{first}", "exchange the two, or correct one")


def _hours(told: Any) -> timedelta | None:
    if told is not None and (isinstance(told, bool) or not isinstance(told, int) or not 0 < told < MOST_HOURS):
        raise wrong("order.promised_hours", f"{shown(told)} is no number of hours", "write a whole number, 48")
    return None if told is None else timedelta(hours=told)


def _count(told: Any) -> int:
    if told is None:
        return 1
    if isinstance(told, bool) or not isinstance(told, int) or not 0 <= told <= MOST_ORDERS:
        mend = f"write a whole number from 0 to {MOST_ORDERS}"
        raise wrong("order.count", f"{shown(told)} is no number of orders", mend)
    return told


def _agreed(told: Mapping[str, Any]) -> datetime | None:
    """By when it ships as agreed; a presale may tell its day itself."""
    ends = agreed_of(told)
    if len(ends) > 1:
        raise wrong("order.agreed_ship_by", "is a range", "write the one day that counts")
    return ends[0] if ends else None


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
    out.add_argument(
        "--matter",
        metavar="MATTER",
        action="append",
        help="事由，编号或中文名，可写多次 the matter, by its id or Chinese name; several on one order may be named",
    )
    out.add_argument(
        "--amount", metavar="YUAN", help="商品实付金额，不含运费 paid for the goods, without freight: 800.00"
    )
    out.add_argument("--freight", metavar="YUAN", help="运费（不进基数） the freight; it enters no sum")
    out.add_argument("--list-price", metavar="YUAN", help="现价（算价保） the price now, for price protection")
    out.add_argument("--deposit", metavar="YUAN", help="已付定金 the deposit that was paid")
    out.add_argument("--prepaid", metavar="YUAN", help="已付预付款 what was paid in advance")
    out.add_argument("--count", type=int, default=1, metavar="N", help="这样的订单有几单 how many such orders")
    out.add_argument("--category", metavar="WORD", help="类目，如生鲜 the category of the goods")
    out.add_argument("--programme", metavar="WORD", help="平台的服务或频道，如安心购 a programme of the platform")
    out.add_argument("--paid-at", metavar="INSTANT", help="付款时间 when it was paid: 2026-03-01T10:00:00+08:00")
    out.add_argument("--shipped-at", metavar="INSTANT", help="发货时间 when it was shipped")
    out.add_argument(
        "--as-of", metavar="DATE", help="按哪天的规则，默认今天 by the rules of which day; today if left out"
    )
    out.add_argument("--basis", choices=BASES, default="latest", help="latest 最新证据；seeds 只按最初材料 evidence")
    return out


def run(argv: Sequence[str]) -> int:
    """`kefu money`. Returns 0, or 2 where a line was wrong."""
    options = parser().parse_args(argv)
    tallies = Tallies(load_book())
    if options.jsonl:
        return answer_lines("money", lambda record: answer(tallies, record))
    if not (options.platform and options.matter and options.amount):
        mend = "call kefu money --platform tmall --matter late_shipping --amount 800.00"
        raise KefuError("call", "a platform, a matter and an amount are needed", "", mend)
    asked = asked_of(head_of(options))
    fields = {name: value for name in OPTIONS if (value := getattr(options, name)) is not None}
    order = order_of({name: zoned(value) if name in INSTANTS else value for name, value in fields.items()})
    named = {zh: id_ for id_, (zh, _) in MATTER_NAMES.items()}
    matters = dict.fromkeys(known_matter(named.get(each, each), "--matter") for each in options.matter)
    parts = [owed(tallies, asked, matter, order) for matter in matters]
    print("\n\n".join(shown_to_people(tallies, asked, order, part) for part in parts))
    if len(parts) > 1:
        whole = together(parts)
        print(f"\n合计应赔 ¥{whole.total:.2f}\n  算法  {whole.formula()}")
    return 0


def shown_to_people(tallies: Tallies, asked: Asked, order: Order, due: Owed) -> str:
    """What is owed, for a person: the sum, how it comes about, the clause with its date and status, and what others say."""
    what = f"{PLATFORM_NAMES[asked.platform][0]}  {MATTER_NAMES[due.matter][0]}"
    lines = [f"{what}  应赔 ¥{due.amount:.2f}", f"  算法  {due.formula}"]
    if due.paid_as is not None:
        lines.append(f"  赔付形式  {PAID_AS_NAMES.get(due.paid_as, (due.paid_as,))[0]}")
    if due.rule is not None:
        lines.append(f"  条款  {due.rule.clause.zh}（{due.rule.id}，{provenance(due.rule)}）")
    for id_ in due.conflicts:
        other = tallies.book.get(id_)
        tally = tallies.tally(other)
        sum_ = "" if tally is None else f"按它 ¥{by(tallies, asked, tally, order).amount:.2f}，"
        lines.append(f"  说法不同  {sum_}{other.clause.zh}（{id_}，{provenance(other)}）")
    return "\n".join(lines)
