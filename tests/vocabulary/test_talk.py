"""A message that cannot be is refused where it is made, in words."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu import KefuError, Message, Turn
from kefu.vocabulary.days import day_of, today
from kefu.vocabulary.ids import EMOTION_NAMES, EMOTIONS, SEVERITIES, SEVERITY_NAMES
from kefu.vocabulary.talk import FACTS

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wrong", "where", "mend"),
    [
        ({"text": None}, "text", "give a str"),
        ({"text": b"x"}, "text", "give a str"),
        ({"role": "robot"}, "role", "agent, buyer"),
        ({"role": ""}, "role", "agent, buyer"),
        ({"platform": "ebay"}, "platform", "taobao"),
        ({"at": NOW.replace(tzinfo=None)}, "at", "aware"),
        ({"at": "2026-03-01"}, "at", "aware"),
        ({"history": ["在吗"]}, "history", "Turn"),
        ({"order": {"freight_free": True}}, "order", "Order"),
        ({"shop": {"cod": True}}, "shop", "Shop"),
    ],
)
def test_a_message_that_cannot_be_names_its_field_and_the_mend(wrong: dict[str, Any], where: str, mend: str) -> None:
    with pytest.raises(KefuError) as caught:
        Message(**{"text": "在吗"} | wrong)
    assert caught.value.where == where and mend in caught.value.mend


@pytest.mark.parametrize("wrong", [("robot", "x"), ("agent", None), ("agent", "x", datetime(2026, 3, 1))])
def test_a_turn_that_cannot_be_is_refused(wrong: Any) -> None:
    with pytest.raises(KefuError):
        Turn(*wrong)


def test_a_day_is_told_by_a_date_an_instant_or_their_text() -> None:
    late = datetime(2026, 3, 1, 20, tzinfo=UTC)
    assert [day_of(told) for told in ("2026-03-01", date(2026, 3, 1), NOW)] == [date(2026, 3, 1)] * 3
    assert [day_of(told) for told in (late, late.isoformat())] == [date(2026, 3, 2)] * 2


def test_today_is_the_day_in_shanghai_wherever_the_machine_stands() -> None:
    early = datetime.now(UTC) + timedelta(hours=8)
    day = today()
    late = datetime.now(UTC) + timedelta(hours=8)
    assert early.date() <= day <= late.date()


@pytest.mark.parametrize("told", ["", "2026-02-30", "morgen", "2026-03-01T10:00", datetime(2026, 3, 1), 20260301, None])
def test_what_tells_no_day_is_refused_with_a_mend(told: object) -> None:
    with pytest.raises(KefuError, match="as_of") as caught:
        day_of(told)
    assert caught.value.mend


@given(st.text())
def test_any_text_is_a_day_or_refused(told: str) -> None:
    try:
        assert isinstance(day_of(told), date)
    except KefuError as error:
        assert error.where == "as_of"


def test_what_a_rule_may_ask_is_a_word_or_a_yes_of_the_order_or_the_shop() -> None:
    assert FACTS["order.freight_free"] is bool and FACTS["order.state"] is str
    assert not {"order.amount", "order.paid_at", "shop.services"} & FACTS.keys()


def test_every_severity_and_emotion_has_its_names() -> None:
    assert tuple(SEVERITY_NAMES) == SEVERITIES and tuple(EMOTION_NAMES) == EMOTIONS
