"""How a sum came about, and how that is told in words and figures."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final, Literal

import msgspec

from kefu.dues.matters import MATTER_NAMES
from kefu.dues.sums import NOTHING, WHOLE, Step
from kefu.rulebook.citation import Language
from kefu.rulebook.pack import Rule
from kefu.rulebook.quantity import Quantity
from kefu.vocabulary.asking import Asked
from kefu.vocabulary.ids import PLATFORM_NAMES

Case = Literal[
    "reckoned", "difference", "no_tier", "silent", "unstated", "in_time", "cod", "excluded", "too_late"
]  # fmt: skip
BASE_NAMES: Final = {"goods": ("实付", "paid"), "deposit": ("定金", "deposit"), "prepayment": ("预付款", "prepayment")}


class Base(msgspec.Struct, frozen=True):
    """What a sum is reckoned from.

    Attributes:
        amount: yuan.
        kind: a key of `BASE_NAMES`.
        cut_from: what was paid, where only a part of it counts; `most` is the share of the price that does.
    """

    amount: Decimal
    kind: str = "goods"
    cut_from: Decimal | None = None
    most: Quantity | None = None


class Working(msgspec.Struct, frozen=True):
    """How a sum came about.

    Attributes:
        case: what happened; the other attributes are set where the case has them.
        once: yuan for one order; `total` for all `count`.
        now: the price now; `returned`: what was given back of the difference.
        loss: of the buyer, where so many times it is more than the price gives.
        item: the clause reckons by the item, and how many there were nobody said.
        due, left: by when the parcel had to leave, and when it did.
        state: for which orders the clause is, where the order does not tell its state.
    """

    case: Case
    matter: str
    asked: Asked
    rule: Rule | None
    base: Base | None = None
    step: Step | None = None
    once: Decimal = NOTHING
    count: int = 1
    total: Decimal = NOTHING
    price: Decimal = NOTHING
    freight: Decimal = NOTHING
    now: Decimal = NOTHING
    returned: Decimal = NOTHING
    loss: Decimal | None = None
    loss_times: Decimal | None = None
    item: bool = False
    word: str = ""
    length: timedelta | None = None
    due: datetime | None = None
    left: datetime | None = None
    state: str | None = None

    @property
    def gives_back(self) -> bool:
        """Whether it is the price that goes back, or a part of it."""
        return self.case == "difference" or (self.step is not None and self.step.share == WHOLE)

    def formula(self, language: Language = "zh") -> str:
        """Words and figures."""
        zh = language == "zh"
        if self.case == "reckoned":
            return ("；" if zh else "; ").join([self._reckoned(language), *self._besides(zh)])
        if self.case == "difference":
            return self._fallen(zh)
        return self._nothing(zh)

    def _reckoned(self, language: Language) -> str:
        assert self.base is not None and self.step is not None
        zh = language == "zh"
        base, words = self.base, ""
        if base.cut_from is not None and base.most is not None:
            told = f"{base.cut_from:.2f}", base.most.shown(language), f"{base.amount:.2f}"
            words = (
                "定金 {} 超过价款的 {}，按 {} 算：" if zh else "of the deposit {} only {} of the price, {}, counts: "
            ).format(*told)
        elif base.kind != "goods":
            words = f"{BASE_NAMES[base.kind][0 if zh else 1]} "
        words += self.step.formula(base.amount, language)
        if self.loss is not None and self.loss_times is not None:
            sum_ = f"{self.loss:.2f} × {self.loss_times:f} = {self.once:.2f}"
            words += f"；按损失算更多：{sum_}" if zh else f"; by the loss it is more: {sum_}"
        if self.count != 1:
            words += ("；{} × {} 单 = {}" if zh else "; {} × {} orders = {}").format(
                f"{self.once:.2f}", self.count, f"{self.total:.2f}"
            )
        return words

    def _besides(self, zh: bool) -> list[str]:
        """What comes beside the sum, bounds it where one order cannot show it, or makes it unsure."""
        assert self.rule is not None and self.base is not None
        told, said = self.rule.parameters, []
        if self.freight and self.base.kind == "goods" and self.step is not None and self.step.fixed is None:
            said.append(f"运费 {self.freight:.2f} 不计" if zh else f"the freight of {self.freight:.2f} does not count")
        if self.item:
            said.append("该条按件算，这里按一件" if zh else "the clause counts by the item, here one")
        if self.state is not None:
            names = {"unshipped": ("未发货", "not shipped"), "shipped": ("已发货", "shipped")}
            name = names.get(self.state, (self.state, self.state))[0 if zh else 1]
            said.append(f"按{name}的订单算" if zh else f"as of an order {name}")
        if told.get("besides") == "refund":
            price = f"{self.price * self.count:.2f}"
            said.append(f"货款 {price} 另退" if zh else f"beside it the price of {price} goes back")
        if told.get("own_refund") is True:
            said.append(
                "不另赔，符合退货条件的照退货款" if zh else "nothing on top; where a return is due the price goes back"
            )
        if "plus" in told:
            said.append(
                "另加利息和合理费用，数额看实际" if zh else "interest and reasonable costs come on top, as they were"
            )
        if isinstance(other := told.get("on_top_of"), str):
            name = MATTER_NAMES[other][0 if zh else 1]
            said.append(f"在{name}的赔付之外" if zh else f"on top of what is owed as {name}")
        if "cap_per" in told:
            said.append(
                "同一买家 24 小时内合计另有上限，单看一单看不出"
                if zh
                else "for one buyer within 24 hours there is a cap that one order cannot show"
            )
        if self.rule.status == "disputed" and self.asked.basis != "seeds":
            said.append("该条有争议，没有更可靠的规定" if zh else "the clause is disputed, and there is no surer one")
        return said

    def _fallen(self, zh: bool) -> str:
        assert self.base is not None
        paid, minus = f"{self.base.amount:.2f} − {self.now:.2f}", f" − {self.returned:.2f}" if self.returned else ""
        if not self.once:
            return f"{paid}{minus}：没有差价" if zh else f"{paid}{minus}: no difference"
        words = f"{paid}{minus} = {self.once:.2f}"
        if self.count != 1:
            unit = "单" if zh else "orders"
            words += f"{'；' if zh else '; '}{self.once:.2f} × {self.count} {unit} = {self.total:.2f}"
        return words

    def _nothing(self, zh: bool) -> str:
        """Why nothing is owed, or no sum can be named."""
        where, what = PLATFORM_NAMES[self.asked.platform][0 if zh else 1], MATTER_NAMES[self.matter][0 if zh else 1]
        seeds = self.asked.basis == "seeds"
        match self.case:
            case "in_time":
                due, left = f"{self.due:%Y-%m-%d %H:%M:%S}", f"{self.left:%Y-%m-%d %H:%M:%S}"
                return f"应在 {due} 前发货，{left} 已发，没有逾期" if zh else f"due by {due}, left at {left}: in time"
            case "cod":
                return "货到付款的订单不计发货时限" if zh else "no deadline of shipping runs for pay-on-delivery"
            case "excluded":
                return f"{self.word}不参加价保" if zh else f"there is no price protection for {self.word}"
            case "too_late":
                days = 0 if self.length is None else self.length.days
                return f"价保最长 {days} 天，已经过了" if zh else f"price protection ends after {days} days at most"
            case "no_tier":
                paid = f"{self.base.amount:.2f}" if self.base else ""
                return f"{paid} 不在该条款的档内" if zh else f"{paid} is in no tier of the clause"
            case "silent":
                return "该条讲到这种情形，但没有写明赔多少" if zh else "the clause speaks of it and names no sum"
            case _:
                book = (
                    ("最初材料里" if seeds else "规则库里")
                    if zh
                    else ("the seed documents have" if seeds else "the rulebook has")
                )
                return (
                    f"{book}没有{where}「{what}」该赔多少的规定"
                    if zh
                    else f"{book} nothing on what is owed for {what} on {where}"
                )
