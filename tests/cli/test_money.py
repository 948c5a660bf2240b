"""`kefu money` as other programs and people call it."""

from __future__ import annotations

import io
import json
import sys
from typing import Any

import pytest

from kefu.cli.money import run
from kefu.vocabulary.errors import KefuError

TMALL = {"platform": "tmall", "matter": "late_shipping", "basis": "seeds"}


def asked(monkeypatch: pytest.MonkeyPatch, capfdbinary: Any, *lines: str) -> tuple[int, list[dict[str, Any]], str]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("\n".join(lines).encode())))
    status = run(["--jsonl"])
    out, told = capfdbinary.readouterr()
    return status, [json.loads(line) for line in out.splitlines()], told.decode()


def test_a_line_is_answered_as_the_contract_says(monkeypatch: pytest.MonkeyPatch, capfdbinary: Any) -> None:
    line = json.dumps({"id": "a", **TMALL, "order": {"amount": "8000.00", "freight": "10.00"}})
    status, (said,), _ = asked(monkeypatch, capfdbinary, line, "")
    assert status == 0
    assert {key: said[key] for key in ("id", "amount", "currency", "clause", "paid_as")} == {
        "id": "a", "amount": "500.00", "currency": "CNY", "clause": "tmall.shipping.late_30pct", "paid_as": "points",
    }  # fmt: skip
    assert "tmall.shipping.late_5pct" in said["conflicts"] and "8000.00 × 30%" in said["formula"]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"order": {"amount": 800}}, "order.amount"),
        ({"order": {"amount": "80000"}}, "order.amount"),
        ({"order": {"amount": "800.0"}}, "order.amount"),
        ({"order": {"amount": "-800.00"}}, "order.amount"),
        ({"order": {"amount": "800.00", "count": -1}}, "order.count"),
        ({"order": {"amount": "800.00", "count": 1.5}}, "order.count"),
        ({"order": {"amount": "800.00", "freight": "ten"}}, "order.freight"),
        ({"order": {"amount": "800.00", "paid_at": "2026-02-30T10:00:00+08:00"}}, "order.paid_at"),
        ({"order": {"amount": "800.00", "paid_at": "2026-02-20T10:00:00"}}, "order.paid_at"),
        (
            {"order": {"amount": "8.00", "paid_at": "2026-02-20T10:00:00Z", "shipped_at": "2026-02-19T10:00:00Z"}},
            "order.shipped_at",
        ),
        ({"order": {}}, "order.amount"),
        ({}, "order"),
        ({"matter": "late", "order": {"amount": "8.00"}}, "matter"),
        ({"order": {"amount": "8.00", "agreed_ship_by": "2026-02-30"}}, "order.agreed_ship_by"),
        (
            {"order": {"amount": "8.00", "paid_at": "2026-02-20T10:00:00Z", "agreed_ship_by": "2026-02-01"}},
            "order.agreed_ship_by",
        ),
        ({"order": {"amount": "8.00", "promised_hours": 0}}, "order.promised_hours"),
        ({"order": {"amount": "8.00", "promised_hours": "48"}}, "order.promised_hours"),
        ({"order": {"amount": "8.00", "cod": "yes"}}, "order.cod"),
        ({"order": {"amount": "8.00", "category": 5}}, "order.category"),
        ({"order": {"amount": "８.00"}}, "order.amount"),
        ({"order": {"amount": "1e3"}}, "order.amount"),
        ({"order": {"amount": "12.345"}}, "order.amount"),
        ({"order": {"amount": ""}}, "order.amount"),
        ({"order": {"amount": True}}, "order.amount"),
        ({"order": {"amount": "8.00", "count": True}}, "order.count"),
        ({"order": {"amount": "8.00", "list_price": 7}}, "order.list_price"),
        ({"order": []}, "order"),
        ({"matter": 5, "order": {"amount": "8.00"}}, "matter"),
        ({"matters": ["late_shipping"], "order": {"amount": "8.00"}}, "matters"),
        ({"matter": None, "matters": [], "order": {"amount": "8.00"}}, "matters"),
        ({"matter": None, "matters": ["late_shipping", "x"], "order": {"amount": "8.00"}}, "matters[1]"),
        ({"matter": None, "order": {"amount": "8.00"}}, "matter"),
        (
            {"platform": "jd", "basis": "latest", "matter": "price_protection", "order": {"amount": "8.00"}},
            "order.list_price",
        ),
        ({"platform": "ebay", "order": {"amount": "8.00"}}, "platform"),
        ({"basis": "guess", "order": {"amount": "8.00"}}, "basis"),
        ({"as_of": "2026-13-01", "order": {"amount": "8.00"}}, "as_of"),
        ({"order": {"amount": "8.00", "presale": "2026-02-30"}}, "order.presale"),
        ({"order": {"amount": "8.00", "presale": 5}}, "order.presale"),
        ({"order": {"amount": "8.00", "agreed_ship_by": ["2026-03-01", "2026-03-03"]}}, "order.agreed_ship_by"),
        ({"order": {"amount": "8.00"}, "mood": float("nan")}, "line: is not JSON"),
        ({"order": {"amount": "8.00", "freight": float("-inf")}}, "line: is not JSON"),
    ],
)
def test_a_wrong_line_names_its_field_and_the_others_are_answered(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: Any, more: dict[str, Any], field: str
) -> None:
    good = json.dumps({"id": 2, **TMALL, "order": {"amount": "800.00"}})
    status, said, told = asked(monkeypatch, capfdbinary, json.dumps({"id": 1, **TMALL, **more}), good)
    assert status == 2 and said[0]["id"] == 1 and said[0]["error"].startswith(field)
    assert said[1]["amount"] == "240.00" and "line 1" in told


def test_a_day_that_is_none_is_mended_in_its_line(monkeypatch: pytest.MonkeyPatch, capfdbinary: Any) -> None:
    line = json.dumps({"id": 1, **TMALL, "as_of": "2026-02-30", "order": {"amount": "8.00"}})
    _, _, told = asked(monkeypatch, capfdbinary, line)
    assert "line 1: as_of: 没有这一天，请改这一行" in told


def test_a_presale_may_tell_its_day_itself(monkeypatch: pytest.MonkeyPatch, capfdbinary: Any) -> None:
    order = {"amount": "800.00", "paid_at": "2022-08-01T10:00:00+08:00", "presale": "2022-09-01"}
    lines = [
        json.dumps({"id": day, **TMALL, "order": {**order, "shipped_at": f"2022-09-{day:02}T10:00:00+08:00"}})
        for day in (1, 2)
    ]
    status, said, _ = asked(monkeypatch, capfdbinary, *lines)
    assert status == 0 and [each["amount"] for each in said] == ["0.00", "240.00"]


def test_a_time_typed_without_its_zone_is_one_in_shanghai(capfdbinary: Any) -> None:
    typed = ["--platform", "tmall", "--matter", "late_shipping", "--amount", "800.00", "--as-of"]
    said = []
    for at in ("2020-09-16T23:30", "2020-09-16T23:30+08:00", "2020-09-17T00:30"):
        assert run([*typed, at]) == 0
        said.append(capfdbinary.readouterr().out.decode())
    assert said[0] == said[1] != said[2] and "240.00" in said[0]


def test_the_times_of_an_order_may_be_typed_without_their_zone(capfdbinary: Any) -> None:
    typed = ["--platform", "taobao", "--matter", "late_shipping", "--amount", "800.00", "--as-of", "2026-03-01"]
    said = []
    for zone in ("", "+08:00"):
        times = [f"--paid-at=2026-02-01T10:00{zone}", f"--shipped-at=2026-02-09T10:00{zone}"]
        assert run([*typed, *times]) == 0
        said.append(capfdbinary.readouterr().out.decode())
    assert said[0] == said[1] and "应赔" in said[0]


def test_several_matters_on_one_order_are_told_in_parts(monkeypatch: pytest.MonkeyPatch, capfdbinary: Any) -> None:
    line = {"id": 1, "platform": "tmall", "matters": ["late_shipping", "out_of_stock"], "order": {"amount": "800.00"}}
    _, (said,), _ = asked(monkeypatch, capfdbinary, json.dumps(line))
    assert said["amount"] == "240.00" and [part["amount"] for part in said["parts"]] == ["40.00", "240.00"]
    assert [part["counted"] for part in said["parts"]] == [False, True]
    assert said["clause"] == "tmall.stock.shortage_30pct_min5" and "tmall.shipping.late_30pct" in said["conflicts"]


def test_keys_that_nobody_knows_are_ignored(monkeypatch: pytest.MonkeyPatch, capfdbinary: Any) -> None:
    line = {"id": 1, **TMALL, "mood": "bad", "order": {"amount": "800.00", "colour": 7, "list_price": "1200.00"}}
    status, (said,), _ = asked(monkeypatch, capfdbinary, json.dumps(line))
    assert status == 0 and said["amount"] == "240.00"
    assert set(said) == {"id", "amount", "currency", "clause", "formula", "paid_as", "conflicts"}


def test_a_person_is_told_formula_clause_and_status(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--platform", "tmall", "--matter", "late_shipping", "--amount", "800.00"]) == 0
    told = capsys.readouterr().out
    assert "应赔 ¥40.00" in told and "800.00 × 5% = 40.00" in told and "tmall.shipping.late_5pct" in told


def test_a_person_sees_what_the_clauses_that_disagree_would_give(capsys: pytest.CaptureFixture[str]) -> None:
    """X2"""
    run(["--platform", "tmall", "--matter", "late_shipping", "--amount", "800.00", "--freight", "10.00"])
    told = capsys.readouterr().out
    assert "按它 ¥240.00" in told and "tmall.shipping.late_30pct" in told and "运费 10.00 不计" in told


@pytest.mark.parametrize("named", [("late_shipping", "out_of_stock"), ("延迟发货", "缺货", "late_shipping")])
def test_a_person_may_ask_for_several_matters_on_one_order(
    named: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    argv = ["--platform", "tmall", "--amount", "800.00", *(word for each in named for word in ("--matter", each))]
    assert run(argv) == 0
    told = capsys.readouterr().out
    assert "合计应赔 ¥240.00" in told and told.count("应赔 ¥40.00") == 1


@pytest.mark.parametrize(
    "argv",
    [
        ["--platform", "tmall", "--matter", "late_shipping"],
        ["--platform", "tmall", "--matter", "late", "--amount", "8.00"],
        ["--platform", "tmall", "--matter", "late_shipping", "--amount", "8"],
        ["--platform", "tmall", "--matter", "late_shipping", "--amount", "8.00", "--as-of", "2026-02-30"],
    ],
)
def test_a_wrong_call_is_refused(argv: list[str]) -> None:
    with pytest.raises(KefuError):
        run(argv)
