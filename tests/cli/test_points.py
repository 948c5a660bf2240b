"""`kefu points`: lines in, lines out, and the account that a person reads."""

from __future__ import annotations

import io
import json
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from kefu.cli.forecast import run as forecast
from kefu.cli.points import run
from kefu.vocabulary.errors import KefuError


@pytest.fixture
def told(capfd: pytest.CaptureFixture[str]) -> Any:
    def call(*argv: str) -> str:
        assert run(argv) == 0
        return capfd.readouterr().out

    return call


@pytest.fixture
def lines(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Any:
    def call(*records: Any, status: int = 0) -> list[dict[str, Any]]:
        raw = b"".join((each if isinstance(each, bytes) else json.dumps(each).encode()) + b"\n" for each in records)
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(raw)))
        assert run(["--jsonl"]) == status
        return [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]

    return call


def asked(*violations: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "id": 1,
        "platform": "tmall",
        "basis": "seeds",
        "as_of": "2023-05-01",
        "violations": list(violations),
        **more,
    }


INVOICE = {"clause": "发票", "at": "2023-04-10T10:00:00+08:00"}


def test_a_line_is_answered_with_points_nodes_consequences_and_who_says_otherwise(lines: Any) -> None:
    (said,) = lines(asked(INVOICE, opening={"general": 11, "severe": 0}))
    assert said["id"] == 1
    assert said["points"] == {"general": 17, "severe": 0} and said["nodes"] == ["general:12"]
    ban, sum_ = said["consequences"]
    assert (ban["measure"], ban["days"], ban["until"]) == ("marketing_ban", 7, "2023-04-17T10:00:00+08:00")
    assert (sum_["sum"], sum_["currency"], sum_["clause"]) == ("10000.00", "CNY", "tmall.enforcement.general_12")
    assert said["conflicts"] == ["tmall.invoice.no_points"]
    assert said["deductions"][0]["clause"] == "tmall.invoice.points"
    assert said["next"][0]["left"] == 7


def test_a_wrong_line_is_answered_by_its_error_and_the_others_go_on(lines: Any) -> None:
    wrong: list[tuple[Any, str]] = [
        (asked({"clause": "发票"}), "violations[0].at: is missing"),
        (asked({"at": INVOICE["at"]}), "violations[0].clause: is missing"),
        (asked(INVOICE, {**INVOICE, "clause": "发漂"}), "violations[1].clause: "),
        (asked({**INVOICE, "at": "2023-04-10T10:00:00"}), "violations[0].at: has no zone"),
        (asked({**INVOICE, "at": "2023-02-30T10:00:00+08:00"}), "violations[0].at: "),
        (asked({**INVOICE, "count": -1}), "violations[0].count: -1 is negative"),
        (asked({**INVOICE, "count": 1.5}), "violations[0].count: "),
        (asked({**INVOICE, "count": 10**30}), "violations[0].count: "),
        (asked({**INVOICE, "clause": "虚假交易"}), "violations[0].count: 虚假交易 is graded by it"),
        (asked({**INVOICE, "degree": 3}), "violations[0].degree: "),
        (asked({**INVOICE, "clause": 3}), "violations[0].clause: "),
        (asked("发票"), "violations[0]: is not an object"),  # type: ignore[arg-type]
        ({**asked(), "violations": None}, "violations: is missing"),
        ({**asked(), "violations": "发票"}, "violations: "),
        (asked(INVOICE, opening={"general": -1}), "opening.general: "),
        (asked(INVOICE, opening={"severe": "11"}), "opening.severe: "),
        (asked(INVOICE, opening={"severe": True}), "opening.severe: "),
        (asked(INVOICE, opening=11), "opening: "),
        (asked(INVOICE, platform="ebay"), "platform: "),
        (asked(INVOICE, basis="best"), "basis: "),
        (asked(INVOICE, as_of="2023-02-30"), "as_of: "),
        (b"[1]", "line: "),
        (b'{"id": 1,', "line: "),
        (b'{"id":1,"platform":"tmall","violations":[],"opening":{"general":1e400}}', "opening.general: "),
    ]
    said = lines(asked(INVOICE), *(line for line, _ in wrong), asked(INVOICE), status=2)
    assert len(said) == len(wrong) + 2
    for answer, (_, start) in zip(said[1:-1], wrong, strict=True):
        assert answer["error"].startswith(start) and ";" in answer["error"], answer
    assert said[0]["points"] == said[-1]["points"] == {"general": 6, "severe": 0}


def test_unknown_keys_are_ignored_and_an_empty_list_is_no_error(lines: Any) -> None:
    first, second = lines(
        asked(opening={"general": 3, "severe": 0, "x": 1}), asked({**INVOICE, "by": "小二"}, shop="x")
    )
    assert first["points"] == {"general": 3, "severe": 0} and first["nodes"] == []
    assert second["points"]["general"] == 6


def test_half_points_are_told_as_such(lines: Any) -> None:
    minor = {"clause": "辱骂", "at": "2026-01-10T10:00:00+08:00", "degree": "情节轻微"}
    (said,) = lines(
        {"id": "d", "platform": "douyin", "as_of": "2026-03-01", "violations": [minor] * 3, "opening": {"general": 0.5}}
    )
    assert said["points"] == {"general": 2, "severe": 0}


def test_a_person_reads_what_was_deducted_by_which_clause_and_what_the_next_node_costs(told: Any) -> None:
    text = told("--platform", "tmall", "--opening", "11,0", "--as-of", "2026-03-01", "发票", "虚假交易:95")
    for piece in (
        "天猫  2026-03-01  按最新证据",
        "1. 发票  扣 6 分（一般违规，第 1 次）",
        "（tmall.invoice.points，来源 2023-06-26，未核实）",
        "2. 虚假交易 ×95  扣 2 分",
        "合计  一般违规 19 分（原有 11）；严重违规 0 分",
        "到达节点 general:12",
        "限制参加营销活动 7 天  2026-03-01 起（general:12）",
        "一般违规  [12√]─19─[24]  还差 5 分：限制参加营销活动 7 天、违约金 10000.00 元",
        "说法不同  tmall.invoice.no_points",
    ):
        assert piece in text, text


def test_english_is_whole(told: Any) -> None:
    text = told("--platform", "tmall", "--opening", "11,0", "--as-of", "2026-03-01", "--en", "tmall.invoice.points")
    assert "6 points (general, finding 1)" in text and "barred from marketing events 7 days  from 2026-03-01 on" in text
    assert not set("，。；：（）、") & set(text)


def test_what_was_assumed_is_said_in_the_language_of_the_reader(told: Any) -> None:
    found = ("--platform", "tmall", "--as-of", "2026-03-01", "滥发信息:错误描述信息-商品:2", "描述不符")
    chinese, english = told(*found), told(*found, "--en")
    assert "注意  tmall.points.spam_wrong_item：扣 1-12 分，按下限算" in chinese
    assert "注意  tmall.description.grave_first：没有写情节，按较重的算" in chinese
    assert "taken" not in chinese and "want" not in chinese
    assert "Note  tmall.points.spam_wrong_item: 1-12 points, the lower taken" in english
    assert "说法不同  tmall.description.use_affected" in chinese


def test_a_measure_without_points_is_no_general_violation(told: Any) -> None:
    text = told("--platform", "pdd", "--as-of", "2026-03-01", "辱骂骚扰:情节严重")
    assert "情节严重  不扣分（第 1 次）" in text and "商品下架 7 天  2026-03-01 起" in text


def test_violations_are_written_with_degree_acts_and_day_in_any_width(told: Any) -> None:
    text = told(
        "--platform", "tmall", "--as-of", "2026-03-01", "恶意骚扰：情节严重＠2026-02-01", "虚假交易:短期内大规模"
    )
    assert "1. 恶意骚扰 情节严重  扣 12 分" in text and "2. 虚假交易 短期内大规模  扣 48 分（严重违规" in text
    three = told("--platform", "tmall", "--as-of", "2026-03-01", "虚假交易:3", "虚假交易:3", "虚假交易:96")
    assert "3. 虚假交易 ×96  扣 48 分（严重违规，第 3 次）" in three


@pytest.mark.parametrize(
    "argv",
    [(), ("--platform", "tmall"), ("--platform", "tmall", "--opening", "x", "发票"), ("--platform", "tmall", "发票@2026-02-30"),
     ("--platform", "tmall", "虚假交易"), ("--platform", "tmall", "发票:-1"), ("--platform", "tmall", "--opening", "nan,0", "发票")],
)  # fmt: skip
def test_a_wrong_call_says_what_to_write(argv: tuple[str, ...]) -> None:
    with pytest.raises(KefuError) as error:
        run(argv)
    assert error.value.mend


def test_balances_are_typed_alike_for_points_and_for_a_step(told: Any, capfd: pytest.CaptureFixture[str]) -> None:
    step = ["--platform", "tmall", "--step", "violation", "--clause", "发票", "--as-of", "2026-03-01", "--opening"]
    said = []
    for typed in ("11", "11,0", "11，", "0,11"):
        assert forecast([*step, typed]) == 0
        said.append(
            (capfd.readouterr().out, told("--platform", "tmall", "--as-of", "2026-03-01", "--opening", typed, "发票"))
        )
    assert said[0] == said[1] == said[2] != said[3]
    for command in (forecast, run):
        with pytest.raises(KefuError, match="are no balances"):
            command([*step, "x"] if command is forecast else ["--platform", "tmall", "--opening", "x", "发票"])
