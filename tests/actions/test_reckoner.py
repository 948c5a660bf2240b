"""One object for programs: it answers as the commands do."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from kefu import Reckoner
from kefu.checks.shipped import shipped_book
from kefu.cli.forecast import Desk
from kefu.dues.account import Opening, Violation
from kefu.dues.compensation import Order
from kefu.dues.steps import Figures, Step
from kefu.rulebook.quantity import Quantity
from kefu.vocabulary.days import CHINA
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.ids import Platform

RECKONER, DESK = Reckoner.load(), Desk(shipped_book())
NOW = datetime(2026, 3, 10, 12, tzinfo=CHINA)
ORDER = {"amount": "800.00"}
AT = "2026-03-01T10:00:00+08:00"


@pytest.mark.parametrize(
    ("platform", "step", "line"),
    [
        ("pdd", "refuse_refund", {"step": {"type": "refuse_refund"}, "order": ORDER}),
        ("tmall", "ship_late", {"step": {"type": "ship_late"}, "order": ORDER}),
        ("tmall", Violation("虚假交易", NOW, None, 95), {"step": {"type": "violation", "clause": "虚假交易", "count": 95}}),
        (
            "jd",
            Figures("jd.reply.warm_shopkeeper", {"first_30s": Quantity(Decimal(78), "percent")}),
            {"step": {"type": "figure", "clause": "jd.reply.warm_shopkeeper", "figures": {"first_30s": "78%"}}},
        ),
    ],
)  # fmt: skip
def test_a_forecast_is_that_of_the_command(platform: Platform, step: Step, line: dict[str, Any]) -> None:
    past = [] if platform != "tmall" else [Violation("发票", datetime.fromisoformat(AT))]
    told = [{"clause": each.clause, "at": AT} for each in past]
    record = {"platform": platform, "as_of": NOW.isoformat(), "p": 0.25, "opening": {"general": 5}, "violations": told}
    order = Order(Decimal(ORDER["amount"])) if "order" in line else None
    said = RECKONER.forecast(platform, step, order, past, Opening(Decimal(5)), Decimal("0.25"), NOW)
    assert said.told() == DESK.foreseen({**record, **line})[1].told()
    assert said.outcomes


@pytest.mark.parametrize(
    ("step", "p", "where"),
    [
        ("refuse_refund", None, "order"),
        (Violation("没有这条", NOW), None, "step.clause"),
        (Violation("虚假交易", NOW), None, "step.count"),
        (Violation("发票", datetime(2026, 3, 11, tzinfo=CHINA)), None, "step.at"),
        (Violation("发票", datetime(2026, 3, 1)), None, "step.at"),
        (Figures("no.such.rule"), None, "step.clause"),
        (Violation("发票", NOW), Decimal("NaN"), "p"),
        (Violation("发票", NOW), Decimal(2), "p"),
    ],
)
def test_a_step_that_cannot_be_told_names_its_field(step: Step, p: Decimal | None, where: str) -> None:
    with pytest.raises(KefuError) as refused:
        RECKONER.forecast("tmall", step, p=p, as_of=NOW)
    assert refused.value.where == where and refused.value.mend
