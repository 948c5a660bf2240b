"""Every fact with a number is reckoned by a command, or listed with a reason; at most one in twenty is listed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kefu.rulebook.pack import Rule
from kefu.rulebook.shelf import load_book

ROOT = Path(__file__).parent.parent.parent
BOOK = load_book()


@pytest.fixture(scope="module")
def bench() -> Any:
    sys.path.insert(0, str(ROOT / "bench"))
    try:
        import reckoned

        return reckoned
    finally:
        sys.path.remove(str(ROOT / "bench"))


def changed(bench: Any, id: str, **parameters: Any) -> Rule:
    rule = BOOK.get(id)
    return msgspec.structs.replace(rule, parameters={**rule.parameters, **parameters})


def test_every_fact_with_a_number_is_reckoned_or_listed_with_a_reason(bench: Any) -> None:
    assert bench.faults(BOOK) == []
    told = bench.facts(BOOK)
    assert len(told) > 250
    assert {each.fact for each in told.values() if not each.commands} == set(bench.LISTED)


def test_all_four_commands_reckon_facts(bench: Any) -> None:
    told = bench.facts(BOOK)
    for command in bench.COMMANDS:
        assert sum(command in each.commands for each in told.values()) > 20, command


@pytest.mark.parametrize(
    ("rule", "command", "numbers"),
    [
        ("pdd.refund.response_48h", "clocks", ["48 hours"]),
        ("tmall.shipping.late_30pct", "money", ["30 percent", "500 yuan"]),
        ("tmall.invoice.points", "points", ["6 points"]),
        ("law.invoice.art18", "points", ["10000 yuan"]),
        ("jd.reply.warm_shopkeeper", "forecast", ["4 grade", "80 percent", "80 percent", "5 times"]),
        ("tmall.exam.late_shipping", "money", ["800 yuan", "240 yuan", "8000 yuan", "10 yuan", "500 yuan"]),
        ("tmall.return.no_fifteen", "clocks", ["15 days"]),
    ],
)
def test_a_number_is_read_by_the_command_that_answers_with_it(
    bench: Any, rule: str, command: str, numbers: list[str]
) -> None:
    found = bench.reckoned(BOOK)[rule]
    assert [each.value for each in found if each.read_by == command] == numbers


def test_a_number_that_nothing_hangs_on_is_not_read(bench: Any) -> None:
    rule = changed(bench, "tmall.invoice.points", moons="3 items")
    assert bench.read_by(rule, ("moons",), "3 items") == ""
    assert bench.read_by(rule, ("points",), "6 points") == "points"


def test_a_worked_example_that_comes_out_otherwise_is_not_reckoned(bench: Any) -> None:
    tallies = bench.Tallies(BOOK)
    right = BOOK.get("tmall.exam.late_shipping")
    wrong = changed(bench, right.id, cases=[{"amount": "800 yuan", "owed": "241 yuan"}])
    assert bench._worked(tallies, right) and not bench._worked(tallies, wrong)


def test_a_clock_that_runs_is_not_denied(bench: Any) -> None:
    seven = changed(bench, "tmall.return.no_fifteen", deadline="7 days")
    assert bench._denied(BOOK, seven) == ()


def test_the_page_is_as_the_rules_are(bench: Any) -> None:
    page = (ROOT / "docs" / "reckoning.md").read_text(encoding="utf-8")
    assert bench.written(page, bench.page(BOOK)) == page, "python bench/reckoned.py --write docs/reckoning.md"


def test_a_page_without_its_mark_is_not_written_over(bench: Any) -> None:
    with pytest.raises(ValueError, match="lacks the line"):
        bench.written("# another page", "")


def test_the_bench_writes_the_page_and_tells_nothing_wrong(bench: Any, tmp_path: Path, capsys: Any) -> None:
    page = tmp_path / "reckoning.md"
    page.write_text(f"above\n{bench.MARK}\nlast year", encoding="utf-8")
    assert bench.main(["--write", str(page)]) == 0
    assert capsys.readouterr().out == ""
    assert page.read_text(encoding="utf-8").startswith("above\n") and "last year" not in page.read_text(
        encoding="utf-8"
    )
