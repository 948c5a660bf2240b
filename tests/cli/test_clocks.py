"""`kefu clocks`, as a person and as a program call it."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from kefu.checks.shipped import shipped_book
from kefu.cli.clocks import answers
from kefu.vocabulary.errors import KefuError

ASKED: dict[str, Any] = {"platform": "pdd", "basis": "seeds", "as_of": "2023-08-05T09:00:00+08:00"}
FIELDS = ["clock", "clause", "started_at", "due_at", "stopped_at", "state", "on_miss", "conflicts"]
PAID = {"type": "paid", "at": "2026-03-01T10:00:00+08:00"}


def kefu(*argv: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "kefu", "clocks", *argv], input=given, capture_output=True, timeout=60)


def told(*argv: str) -> str:
    done = kefu(*argv)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def answered(**record: Any) -> list[dict[str, Any]]:
    said = json.loads(json.dumps(answers(shipped_book(), {**ASKED, **record}), default=lambda each: plain(each)))
    return said["clocks"]  # type: ignore[no-any-return]


def plain(value: Any) -> Any:
    import msgspec

    return msgspec.to_builtins(value)


def test_a_program_gets_an_answer_a_line_in_its_order_and_a_wrong_line_its_error() -> None:
    lines = [
        {**ASKED, "id": "a", "events": [{"type": "merchant_responded", "at": "2023-08-03T16:00:00+08:00"},
                                        {"type": "refund_requested", "at": "2023-08-01T15:20:00+08:00"}]},
        {**ASKED, "id": "b", "events": [{"type": "teleported", "at": "2023-08-03T16:00:00+08:00"}]},
        {**ASKED, "id": "c", "events": []},
    ]  # fmt: skip
    done = kefu("--jsonl", given=b"\n\n".join(json.dumps(line).encode() for line in lines) + b"\n{")
    first, second, third, fourth = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 2
    assert first["id"] == "a"
    assert list(first["clocks"][0])[: len(FIELDS)] == FIELDS
    assert first["clocks"][0] | {"conflicts": []} == {
        "clock": "refund_response", "clause": "pdd.refund.response_48h", "started_at": "2023-08-01T15:20:00+08:00",
        "due_at": "2023-08-03T15:20:00+08:00", "stopped_at": "2023-08-03T16:00:00+08:00", "state": "missed",
        "on_miss": "auto_refund", "conflicts": [], "started_by": "refund_requested", "stopped_by": "merchant_responded",
        "party": "seller", "uncertain": False,
    }  # fmt: skip
    assert set(first["clocks"][0]["conflicts"]) >= {"pdd.refund.response_unshipped_36h"}
    assert second["id"] == "b"
    assert second["error"].startswith("events[0].type")
    assert third == {"id": "c", "clocks": []}
    assert fourth["id"] is None
    assert len(done.stderr.decode().splitlines()) == 2


@pytest.mark.parametrize(
    ("record", "field"),
    [
        ({"as_of": "2026-02-30"}, "as_of"),
        ({"as_of": "2026-03-01T10:00:00"}, "as_of"),
        ({"platform": "ebay"}, "platform"),
        ({"basis": "guess"}, "basis"),
        ({"events": None}, "events"),
        ({"events": "paid"}, "events"),
        ({"events": [5]}, "events[0]"),
        ({"events": [PAID, {"at": PAID["at"]}]}, "events[1].type"),
        ({"events": [{"type": ["paid"], "at": PAID["at"]}]}, "events[0].type"),
        ({"events": [{"type": "paid"}]}, "events[0].at"),
        ({"events": [{"type": "paid", "at": "2026-03-01T10:00:00"}]}, "events[0].at"),
        ({"events": [{"type": "paid", "at": "2026-02-30T10:00:00+08:00"}]}, "events[0].at"),
        ({"events": [{"type": "paid", "at": 1700000000}]}, "events[0].at"),
        ({"events": [PAID, {"type": "shipped", "at": "2026-02-28T10:00:00+08:00"}]}, "events[1].at"),
        ({"events": [{"type": "promised", "at": PAID["at"], "due": "2026-02-28"}]}, "events[0].due"),
        ({"events": [{"type": "promised", "at": PAID["at"], "due": "2026-02-30"}]}, "events[0].due"),
        ({"events": [{"type": "promised", "at": PAID["at"], "due": 5}]}, "events[0].due"),
        ({"as_of": "9999-12-31", "events": [{"type": "refund_requested", "at": "9999-12-31T10:00:00+08:00"}]}, "events"),
        ({"events": [PAID], "order": []}, "order"),
        ({"events": [PAID], "order": {"cod": "yes"}}, "order.cod"),
        ({"events": [PAID], "order": {"presale": 3}}, "order.presale"),
        ({"events": [PAID], "order": {"category": 3}}, "order.category"),
        ({"events": [PAID], "order": {"services": {"a": 1}}}, "order.services"),
        ({"events": [PAID], "order": {"amount": 12.5}}, "order.amount"),
        ({"events": [PAID], "order": {"amount": "-1.00"}}, "order.amount"),
        ({"events": [PAID], "order": {"agreed_ship_by": "2026-02-31"}}, "order.agreed_ship_by"),
        ({"events": [PAID], "order": {"agreed_ship_by": "2026-02-10"}}, "order.agreed_ship_by"),
        ({"events": [PAID], "order": {"agreed_ship_by": ["2026-03-10"]}}, "order.agreed_ship_by"),
        ({"events": [PAID], "order": {"agreed_ship_by": "2026-03-10T10:00:00"}}, "order.agreed_ship_by"),
    ],
)  # fmt: skip
def test_an_error_names_the_field_and_the_mend(record: dict[str, Any], field: str) -> None:
    with pytest.raises(KefuError) as error:
        answers(shipped_book(), {**ASKED, "events": [], **record})
    assert error.value.where == field
    assert error.value.mend


@pytest.mark.parametrize(
    ("at", "what", "mend"),
    [
        ("2026-02-30T10:00:00+08:00", "no day of the calendar", "2026-03-01T10:21:33+08:00"),
        ("2026-13-01 10:00:00+08:00", "no day of the calendar", "2026-03-01T10:21:33+08:00"),
        ("2026-02-28T24:00:00+08:00", "is not an instant", "00:00:00 of the day after"),
        ("2026-02-28T23:60:00+08:00", "is not an instant", "2026-03-01T10:21:33+08:00"),
    ],
)
def test_a_time_that_is_none_is_told_from_a_day_that_is_none(at: str, what: str, mend: str) -> None:
    with pytest.raises(KefuError) as error:
        answers(shipped_book(), {**ASKED, "events": [{"type": "paid", "at": at}]})
    assert what in error.value.what and mend in error.value.mend


def test_a_person_is_sent_to_the_help_and_not_to_another_line() -> None:
    done = kefu("--platform", "pdd", "--event", "teleported 2026-03-01 10:00")
    told = done.stderr.decode()
    assert done.returncode == 2 and "加 --help 看用法" in told and "其他行" not in told


def test_what_is_not_known_is_ignored_and_a_day_means_its_last_second() -> None:
    order = {"agreed_ship_by": "2026-03-05", "colour": "red", "amount": "12.50"}
    clock, *_ = answered(
        platform="jd", basis="latest", as_of="2026-03-05", moon=1, events=[{**PAID, "note": {"a": [1]}}], order=order
    )
    assert (clock["due_at"], clock["state"]) == ("2026-03-05T23:59:59+08:00", "running")


def test_an_instant_of_another_zone_is_told_in_shanghai() -> None:
    clock = answered(
        platform="jd", basis="latest", as_of="2026-03-05", events=[{"type": "paid", "at": "2026-03-01T02:00:00Z"}]
    )[0]
    assert clock["started_at"] == "2026-03-01T10:00:00+08:00"


def test_what_cannot_be_said_is_said_so() -> None:
    said = answers(
        shipped_book(), {"platform": "tmall", "as_of": "2026-03-05", "events": [PAID], "order": {"presale": True}}
    )
    assert [(each.clock, each.why) for each in said["unsaid"]] == [("ship", "agreed_ship_by")]
    dated = {"presale": "2026-03-20"}
    said = answers(shipped_book(), {"platform": "tmall", "as_of": "2026-03-05", "events": [PAID], "order": dated})
    assert "unsaid" not in said
    assert said["clocks"][0].due_at.isoformat() == "2026-03-20T23:59:59+08:00"


def test_a_person_reads_clause_status_date_and_what_a_miss_leads_to() -> None:
    shown = told(
        "--platform", "pdd", "--event", "申请退款 2023-08-01 15:20", "--as-of", "2023-08-02T09:00", "--basis", "seeds"
    )
    assert "进行中  答复退款申请  refund_response" in shown
    assert "截止  2023-08-03 15:20:00  还剩 1 天 6 小时" in shown
    assert "pdd.refund.response_48h，来源 2023-07-20，有争议" in shown
    assert "系统自动退款" in shown
    assert "不同说法  pdd.refund.response_unshipped_36h" in shown


def test_the_same_in_english_is_whole() -> None:
    asked = ("--platform", "tmall", "--event", "paid 2026-03-01T10:00", "--event", "carrier_accepted 2026-03-04T10:00")
    shown = told(*asked, "--as-of", "2026-03-05", "--en")
    assert "missed  Shipping  ship" in shown
    assert "the courier took it, late by 1 d" in shown
    assert shown.isascii() or not any("\u4e00" <= sign <= "\u9fff" for sign in shown)


def test_a_buyers_window_that_nobody_used_has_lapsed_and_later_events_do_not_count_yet() -> None:
    asked = ("--platform", "douyin", "--event", "签收 2023-08-01T10:00", "--event", "claim_reported 2023-08-09T10:00")
    shown = told(*asked, "--order", "category=生鲜", "--as-of", "2023-08-05", "--basis", "seeds")
    assert "已过期  生鲜坏单理赔的期限" in shown
    assert "1 件事在这之后" in shown


def test_a_presale_without_its_day_is_told_to_a_person() -> None:
    shown = told(
        "--platform", "tmall", "--event", "paid 2026-03-01T10:00", "--order", "presale=true", "--as-of", "2026-03-02"
    )
    assert "没有说约定的发货时间" in shown


@pytest.mark.parametrize(
    "argv",
    [
        (), ("--platform", "pdd"), ("--event", "paid 2026-03-01T10:00"), ("--platform", "pdd", "--event", "paid"),
        ("--platform", "pdd", "--event", "paid yesterday"), ("--platform", "pdd", "--event", "flown 2026-03-01T10:00"),
        ("--platform", "pdd", "--event", "paid 2026-03-01T10:00", "--order", "cod"), ("--jsonl", "--platform", "pdd"),
    ],
)  # fmt: skip
def test_a_wrong_call_is_told_in_one_line(argv: tuple[str, ...]) -> None:
    done = kefu(*argv)
    assert done.returncode == 2
    assert done.stdout == b""
    assert len(done.stderr.decode().splitlines()) == 1
