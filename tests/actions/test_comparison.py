"""This inspection beside the last one."""

from typing import Any

import pytest

from kefu.actions.comparison import compare
from kefu.vocabulary.errors import KefuError


def summary(agents: dict[str, tuple[int, dict[str, int]]]) -> dict[str, Any]:
    rules: dict[str, int] = {}
    for _, own in agents.values():
        for rule, times in own.items():
            rules[rule] = rules.get(rule, 0) + times
    return {
        "made": "2026-03-01", "days": {"2026-02-28": {}, "": {}, "2026-02-01": {}}, "agent": sum(messages for messages, _ in agents.values()),
        "rules": {rule: {"block": times, "warn": 0, "note": 9} for rule, times in rules.items()},
        "agents": [
            {"platform": "pdd", "shop": "店", "agent": agent, "messages": messages, "alarmed": sum(own.values()),
             "rules": {r: {"warn": n} for r, n in own.items()}}
            for agent, (messages, own) in agents.items()
        ],
    }  # fmt: skip


def test_changes_are_told_by_rate_and_not_by_number() -> None:
    then = summary({"小美": (100, {"a": 10, "b": 10, "c": 10, "d": 5})})
    now = summary({"小美": (200, {"a": 10, "b": 40, "c": 20, "e": 1})})
    kinds = {change.rule: change.kind for change in compare(now, then, "").rules}
    assert kinds == {"a": "better", "b": "worse", "c": "same", "d": "gone", "e": "new"}


def test_an_agent_who_wrote_nothing_this_time_has_not_become_better() -> None:
    then, now = (
        summary({"小美": (100, {"a": 10}), "小丽": (100, {"a": 3})}),
        summary({"小丽": (100, {}), "小红": (10, {"a": 1})}),
    )
    change = compare(now, then, "")
    assert [agent for _, _, agent in change.absent] == ["小美"]
    assert [agent for _, _, agent in change.joined] == ["小红"]
    assert [(each.kind, each.agent and each.agent[2]) for each in change.agents] == [("gone", "小丽")]
    assert [(each.kind, each.agent and each.agent[2]) for each in change.people] == [("gone", "小丽")]
    assert change.days == ("2026-02-01", "2026-02-28")


@pytest.mark.parametrize(
    ("then", "now", "clear"),
    [((1000, 0), (1000, 2), False), ((1000, 0), (1000, 6), True), ((1000, 20), (1000, 26), False),
     ((1000, 20), (1000, 50), True), ((100, 10), (1000, 100), False), ((1000, 200), (1000, 230), False),
     ((1000, 40), (1000, 8), True)],
)  # fmt: skip
def test_a_change_is_clear_where_chance_does_not_make_it(
    then: tuple[int, int], now: tuple[int, int], clear: bool
) -> None:
    change = compare(summary({"小美": (now[0], {"a": now[1]})}), summary({"小美": (then[0], {"a": then[1]})}), "")
    assert [each.clear for each in (change.whole, *change.people, *change.rules)] == [clear] * 3


@pytest.mark.parametrize("broken", [{}, {"agent": 1}, {"made": 1, "days": 3, "rules": {}, "agents": [], "agent": 2}])
def test_a_folder_that_is_no_inspection_is_told(broken: dict[str, Any]) -> None:
    with pytest.raises(KefuError, match="not the summary"):
        compare(summary({}), broken, "last/summary.json")
