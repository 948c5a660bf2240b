"""`kefu rules` looks rules up, tells what changed, and what is missing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kefu.__main__ import Exam, desk, inspect, label, page, reckon
from kefu.cli import run
from kefu.rulebook.schema import rule_schema


@pytest.fixture
def told(capfd: pytest.CaptureFixture[str]) -> Any:
    def call(*argv: str, status: int = 0) -> str:
        assert run(["rules", *argv], inspect, page, label, Exam(), reckon, desk) == status
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        return err if status else out

    return call


def objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_one_rule_is_shown_with_price_source_and_who_says_otherwise(told: Any) -> None:
    text = told("tmall.invoice.points", "--as-of", "2024-05-01")
    for piece in (
        "每次扣 6 分（来源 2023-06-26，未核实",
        "扣分 points: 6 分",
        "类别 class: 一般违规（general）",
        "培训资料",
        "2024-05-01 √",
        "tmall.invoice.no_points",
    ):
        assert piece in text
    english = told("tmall.invoice.points", "--en")
    assert "It holds on that day" in english and "Otherwise" in english


def test_below_a_conduct_rule_stand_the_clauses_of_the_platform_with_price_source_and_status(told: Any) -> None:
    text = told("invoice.refusal", "--platform", "tmall", "--as-of", "2026-03-01")
    house, clauses = text.split("天猫的条款")
    assert "不得拒绝" in house
    assert clauses.index("tmall.invoice.duty") < clauses.index("tmall.invoice.special_price") < clauses.index("law.")
    for piece in (
        "处罚：每次扣 6 分（来源 2023-06-26，未核实）",
        "《天猫店铺客服规则的培训资料》",
        "专门情形",
        "(特价|清仓",
    ):
        assert piece in clauses
    everywhere = told("contact.offplatform", "--en", "--as-of", "2026-03-01")
    assert (
        "Clauses on Taobao\n  None is known" in everywhere and "  douyin.third_party.penalty  in serious" in everywhere
    )
    (one,) = objects(told("invoice.refusal", "--platform", "jd", "--json", "--as-of", "2026-03-01"))
    assert one["clauses"]["jd"][0] == "jd.invoice.no_refusal"


def test_the_list_holds_what_is_in_force_and_counts_the_rest(told: Any) -> None:
    text = told("--platform", "tmall", "--topic", "shipping", "--as-of", "2024-05-01")
    assert "tmall.shipping.deadline_48h" in text and "tmall.shipping.deadline_72h" not in text
    assert "加 --all 列出" in text
    everything = told("--platform", "tmall", "--topic", "shipping", "--as-of", "2024-05-01", "--all")
    assert "tmall.shipping.deadline_72h  已被取代" in everything and "当日不适用" in everything


def test_the_day_and_the_basis_pick_the_answer(told: Any) -> None:
    def answer(*options: str) -> list[str]:
        listed = objects(told("--platform", "tmall", "--topic", "shipping", "--kind", "clock", "--json", *options))
        return [rule["id"] for rule in listed if "deadline" in rule["id"]]

    assert "tmall.shipping.deadline_48h" in answer("--as-of", "2024-05-01")
    assert "tmall.shipping.deadline_72h" in answer("--as-of", "2019-05-01T12:00:00+08:00")
    assert "tmall.shipping.deadline_72h" in answer("--as-of", "2024-05-01", "--basis", "seeds")


def test_every_rule_as_json_says_how_it_stands(told: Any) -> None:
    (one,) = objects(told("tmall.invoice.no_points", "--json", "--as-of", "2024-05-01"))
    assert one["in_force"] is False and one["conflicts"] == ["tmall.invoice.points"] and one["as_of"] == "2024-05-01"
    assert one["clause"]["zh"] and one["why"]["en"] and one["until"] is None
    listed = objects(told("--all", "--json"))
    assert len({rule["id"] for rule in listed}) == len(listed) > 300
    assert len({tuple(rule) for rule in listed}) == 1


def test_search_needs_every_word(told: Any) -> None:
    found = objects(told("--search", "发票 TMALL", "--json"))
    assert found and all("tmall" in json.dumps(rule).lower() for rule in found)
    assert objects(told("--search", "zzz-nothing", "--json")) == []


def test_between_two_days(told: Any) -> None:
    text = told("--between", "2020-01-01", "2021-01-01", "--platform", "tmall")
    assert "↻ tmall.shipping.deadline_48h" in text and "取代 tmall.shipping.deadline_72h" in text
    changes = objects(told("--between", "2020-01-01", "2021-01-01", "--platform", "tmall", "--json"))
    assert {"change": "replaced", "id": "tmall.shipping.deadline_72h", "by": "tmall.shipping.deadline_48h"} in changes


def test_between_two_folders_of_rules(told: Any, tmp_path: Path) -> None:
    sample = (Path(__file__).parents[1] / "rulebook" / "invoice.yaml").read_text(encoding="utf-8")
    for name, text in (("old", sample), ("new", sample.replace("6 points,", "4 points,"))):
        folder = tmp_path / name / "tmall"
        folder.mkdir(parents=True)
        (folder / "invoice.yaml").write_text(text, encoding="utf-8")
    (change,) = objects(told("--between", str(tmp_path / "old"), str(tmp_path / "new"), "--json"))
    assert change["fields"]["parameters"]["after"]["points"] == "4 points"
    assert "~ tmall.invoice.points" in told("--between", str(tmp_path / "old"), str(tmp_path / "new"))


def test_coverage_of_a_folder_of_facts(told: Any, tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text(
        "facts:\n- {id: nobody.knows, topic: x, statement: y, parameters: {a: 1}}\n", encoding="utf-8"
    )
    text = told("coverage", str(tmp_path))
    assert "nobody.knows" in text and "has a number" in text and "not sound" in text
    (found,) = objects(told("coverage", str(tmp_path), "--json"))
    assert found["uncovered"] == [{"fact": "nobody.knows", "reason": "", "numbered": True}]


def test_the_schema_is_printed(told: Any) -> None:
    assert json.loads(told("--schema")) == rule_schema()


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["tmall.invoice.pointz"], "did you mean tmall.invoice.points"),
        (["--between", "2020-01-01", "2020-02-30"], "no day of the calendar"),
        (["--between", "2021-01-01", "2020-01-01"], "2021-01-01 比 2020-01-01 晚"),
        (["--rules", "no-such-folder"], "cannot be read"),
        (["coverage", "no-such-folder"], "no facts here"),
        (["--html", "no-such-folder/x.html"], "cannot be written"),
    ],
)
def test_a_wrong_call_ends_with_2_and_a_mend(told: Any, argv: list[str], said: str) -> None:
    assert said in told(*argv, status=2)


@pytest.mark.parametrize(
    "argv",
    [
        ["--platform", "ebay"],
        ["--as-of", "2026-02-30"],
        ["--as-of", "2026-02-03T10:00:00"],
        ["--topic", "x"],
        ["--x"],
        ["coverage"],
    ],
)
def test_an_option_that_is_not_understood_ends_with_2(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run(["rules", *argv], inspect, page, label, Exam(), reckon, desk)
    told = capsys.readouterr().err
    assert caught.value.code == 2 and told.startswith("kefu rules") and told.count("\n") == 1


def test_a_broken_rulebook_is_told_fault_by_fault(told: Any, tmp_path: Path) -> None:
    folder = tmp_path / "tmall"
    folder.mkdir()
    (folder / "bad.yaml").write_text(
        "book: tmall/bad\ntitle: {zh: 坏, en: Bad}\nrules:\n- id: tmall.bad\n", encoding="utf-8"
    )
    text = told("--rules", str(tmp_path), status=2)
    assert text.count("bad.yaml:4: tmall.bad.") >= 5


def test_a_gbk_console_does_not_break() -> None:
    env = {**os.environ, "PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"}
    call = [sys.executable, "-m", "kefu", "rules", "--all"]
    done = subprocess.run(call, capture_output=True, env=env, timeout=60, check=False)
    assert done.returncode == 0 and not done.stderr
    assert "发票" in done.stdout.decode("gbk")
