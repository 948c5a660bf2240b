"""`kefu forecast`: what a step would cost before it is taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from kefu.cli.answering import answer_lines, asked_of, head_of
from kefu.cli.money import order_of
from kefu.cli.parser import Parser
from kefu.cli.points import balances, opening_of, violation_of
from kefu.cli.records import field_of, shown, wrong
from kefu.dues.forecast import STEP_NAMES, node_words
from kefu.dues.measured import Figure
from kefu.dues.outcomes import Foreseen
from kefu.dues.schedule import Schedules
from kefu.dues.steps import Figures, Step, foresee
from kefu.dues.tallies import Tallies
from kefu.rulebook.book import Book
from kefu.rulebook.citation import provenance
from kefu.rulebook.quantity import Quantity
from kefu.rulebook.shelf import load_book
from kefu.vocabulary.asking import BASES, Asked
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.ids import PLATFORM_NAMES, PLATFORMS

MOST: Final = Decimal(10) ** 12


class Desk:
    """What answers every line."""

    def __init__(self, book: Book) -> None:
        self.book, self.tallies, self.schedules = book, Tallies(book), Schedules(book)

    def foreseen(self, record: Mapping[str, Any]) -> tuple[Asked, Foreseen]:
        """What a line asks and what is foreseen. Raises KefuError naming the field and the mend."""
        asked = asked_of(record)
        step = field_of(record, "step", dict, "", needed=True)
        kind = field_of(step, "type", str, "step.", needed=True)
        if kind not in STEP_NAMES:
            raise wrong("step.type", f"{shown(kind)} is not known", f"use one of {', '.join(STEP_NAMES)}")
        listed = field_of(record, "violations", list, "") or ()
        past = [violation_of(each, f"violations[{n}]") for n, each in enumerate(listed)]
        likely, opening = probability_of(record.get("p")), opening_of(record)
        order = (
            order_of(field_of(record, "order", dict, "", needed=True))
            if kind in ("refuse_refund", "ship_late")
            else None
        )
        told = step_of(kind, step, asked)
        return asked, foresee(self.tallies, self.schedules, asked, told, order, past, opening, likely)


def step_of(kind: str, told: Mapping[str, Any], asked: Asked) -> Step:
    """The step in a line. A violation without a time is upheld now."""
    if kind == "figure":
        return figures_of(told)
    if kind == "violation":
        return violation_of({**told, "at": told.get("at") or asked.now.isoformat()}, "step")
    return "refuse_refund" if kind == "refuse_refund" else "ship_late"


def figures_of(step: Mapping[str, Any]) -> Figures:
    """The clause of a step, and the figures to be compared with it."""
    clause = field_of(step, "clause", str, "step.", needed=True)
    told = field_of(step, "figures", dict, "step.") or {}
    return Figures(clause, {str(name): _figure(value, f"step.figures.{name}") for name, value in told.items()})


def _figure(told: Any, where: str) -> Figure:
    """A number in the unit of the clause, or one with its unit: `82`, `"82 percent"`, `"82%"`, `"200 seconds"`."""
    mend = 'write 82, or "82 percent"'
    if isinstance(told, str) and " " in told.strip():
        try:
            return Quantity.parse(told.strip())
        except ValueError as error:
            raise wrong(where, str(error).partition("; ")[0], mend) from None
    text, percent = (
        (told.strip().removesuffix("%"), told.strip().endswith("%")) if isinstance(told, str) else ("", False)
    )
    try:
        if isinstance(told, bool) or not isinstance(told, int | float | str):
            raise InvalidOperation
        value = Decimal(text or str(told))
    except InvalidOperation:
        raise wrong(where, f"{shown(told)} is no number", mend) from None
    if not value.is_finite() or abs(value) > MOST:
        raise wrong(where, f"{shown(told)} is no number that can be compared", mend)
    return Quantity(value, "percent") if percent else value


def probability_of(told: Any) -> Decimal | None:
    """How likely it is, as the line says; nobody else may say it."""
    if told is None:
        return None
    if isinstance(told, bool) or not isinstance(told, int | float) or not 0 <= told <= 1:
        raise wrong("p", f"{shown(told)} is no probability", "write a number from 0 to 1, or leave it out")
    return Decimal(str(told))


def parser() -> Parser:
    """The options of `kefu forecast`."""
    out = Parser(
        "kefu forecast",
        "走这一步会怎样：几种结局、各要多少钱和分  what a step would cost, by each way in which it may end",
    )
    out.add_argument(
        "--jsonl", action="store_true", help="从标准输入逐行读 JSON，逐行回答 JSON objects in, one answer a line"
    )
    out.add_argument("--platform", choices=PLATFORMS, help="平台 the platform")
    steps = "；".join(f"{name} {zh}" for name, (zh, _) in STEP_NAMES.items())
    out.add_argument("--step", choices=tuple(STEP_NAMES), help=steps)
    out.add_argument(
        "--figure", action="append", default=[], metavar="NAME=NUMBER",
        help="要对照的数字（figure，配 --clause 条款编号） a figure to compare with the clause: first_30s=78%%",
    )  # fmt: skip
    out.add_argument("--amount", metavar="YUAN", help="商品实付金额 paid for the goods: 800.00")
    out.add_argument("--clause", metavar="TERM", help="违规的条款（violation） the clause of the violation: 发票")
    out.add_argument("--degree", metavar="TERM", help="情节 its degree")
    out.add_argument("--count", type=int, metavar="N", help="几次行为、几单 how many acts or orders")
    out.add_argument("--opening", metavar="G,S", help="已有的一般分,严重分 points so far: 10,0")
    out.add_argument(
        "--p", type=float, metavar="P", help="你估计的可能性，0 到 1 how likely you think it is; nobody else says"
    )
    out.add_argument("--as-of", metavar="DATE", help="按哪天的规则 by the rules of which day")
    out.add_argument("--basis", choices=BASES, help="latest 最新证据；seeds 只按最初材料 evidence")
    return out


def run(argv: Sequence[str]) -> int:
    """`kefu forecast`. Returns 0, or 2 where a line was wrong."""
    options = parser().parse_args(argv)
    desk = Desk(load_book())
    if options.jsonl:
        return answer_lines("forecast", lambda record: desk.foreseen(record)[1].told())
    if not (options.platform and options.step):
        mend = "call kefu forecast --platform tmall --step refuse_refund --amount 800.00"
        raise KefuError("call", "a platform and a step are needed", "", mend)
    step: dict[str, Any] = {
        "type": options.step, "clause": options.clause, "degree": options.degree, "count": options.count,
    }  # fmt: skip
    if options.step == "figure":
        step = {"type": "figure", "clause": options.clause, "figures": dict(_named(each) for each in options.figure)}
    record: dict[str, Any] = {
        **head_of(options),
        "p": options.p,
        "opening": balances(options.opening),
        "step": step if options.step in ("violation", "figure") else {"type": options.step},
    }
    if options.amount is not None:
        record["order"] = {"amount": options.amount, "count": options.count}
    asked, foreseen = desk.foreseen(record)
    print(told(foreseen, asked, options.step))
    return 0


def _named(told: str) -> tuple[str, str]:
    name, _, value = told.partition("=")
    if not value:
        raise KefuError("call", f"{told!r} says nothing", "--figure", "write it as first_30s=78%")
    return name, value


def told(foreseen: Foreseen, asked: Asked, step: str) -> str:
    """What is foreseen, for a person."""
    lines = [f"{PLATFORM_NAMES[asked.platform][0]}  {STEP_NAMES[step][0]}会怎样"]
    for each in foreseen.outcomes:
        said = each.told()
        parts = [f"¥{said['amount']}"] if "amount" in said else []
        if each.points is not None and any(each.points):
            named = zip(("一般", "严重"), each.points, strict=True)
            parts.append("扣" + "、".join(f"{name} {float(n):g} 分" for name, n in named if n))
        parts += [f"到{node_words(node)}" for node in each.nodes]
        lines.append(f"· {said['zh']}  {'，'.join(parts)}")
        if each.note.zh:
            lines.append(f"    {each.note.zh}")
        lines += [f"    {result['zh']}" for result in each.consequences]
        lines += [f"    条款 {rule.id}（{provenance(rule)}）" for rule in each.rules]
    if foreseen.expected is not None:
        lines.append(f"按你给的可能性，平均要 ¥{foreseen.expected:.2f}" + (
            f"；不走这一步要 ¥{foreseen.against:.2f}" if foreseen.against is not None else ""))  # fmt: skip
    if foreseen.conflicts:
        lines.append(f"说法不同  {'、'.join(foreseen.conflicts)}")
    return "\n".join(lines)
