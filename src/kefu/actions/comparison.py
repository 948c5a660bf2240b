"""This inspection beside an earlier one: what is new, what is gone, what is better and what is worse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from kefu.vocabulary.errors import KefuError

Kind = Literal["new", "worse", "better", "gone", "same"]
KINDS: Final[tuple[Kind, ...]] = ("new", "worse", "better", "gone", "same")

MARGIN: Final = 0.2
"""A rate that moved by less than a fifth is the same."""

Agent = tuple[str, str, str]


@dataclass(frozen=True)
class Standing:
    """Alarms among messages: of everybody, or of one agent."""

    messages: int
    alarms: Mapping[str, int]


@dataclass(frozen=True)
class Change:
    """One rule, or one rule of one agent, then and now.

    Attributes:
        agent: platform, shop and account; None where it speaks of everybody.
    """

    kind: Kind
    rule: str
    then: int
    now: int
    messages_then: int
    messages_now: int
    agent: Agent | None = None

    @property
    def rate_then(self) -> float:
        """Alarms a thousand messages, then."""
        return 1000 * self.then / self.messages_then if self.messages_then else 0.0

    @property
    def rate_now(self) -> float:
        """Alarms a thousand messages, now."""
        return 1000 * self.now / self.messages_now if self.messages_now else 0.0


@dataclass(frozen=True)
class Comparison:
    """What changed since an earlier inspection.

    Attributes:
        made: day of the earlier one.
        absent: agents who were in it and wrote nothing this time; nothing of theirs counts as gone.
    """

    made: str
    messages_then: int
    alarms_then: int
    rules: tuple[Change, ...]
    agents: tuple[Change, ...]
    absent: tuple[Agent, ...]


def compare(now: Mapping[str, Any], then: Mapping[str, Any], where: str) -> Comparison:
    """Compare two summaries, as `summary.json` holds them.

    Raises:
        KefuError: the earlier one is not the summary of an inspection.
    """
    try:
        everybody_then, agents_then = _everybody(then), _agents(then)
        made, alarms = str(then["made"]), int(then["alarms"])
    except (KeyError, TypeError, ValueError, AttributeError):
        raise KefuError(
            "inspect-since",
            "is not the summary of an inspection",
            where,
            "give --since a folder that kefu inspect wrote",
        ) from None
    agents_now = _agents(now)
    changes = [
        change
        for agent, standing in agents_now.items()
        for change in _changes(agents_then.get(agent, Standing(0, {})), standing, agent)
    ]
    absent = tuple(agent for agent in agents_then if agent not in agents_now)
    return Comparison(
        made, everybody_then.messages, alarms, tuple(_ordered(_changes(everybody_then, _everybody(now), None))),
        tuple(_ordered(iter(changes))), absent,
    )  # fmt: skip


def _everybody(summary: Mapping[str, Any]) -> Standing:
    return Standing(int(summary["agent"]), _alarms(summary["rules"]))


def _agents(summary: Mapping[str, Any]) -> dict[Agent, Standing]:
    return {
        (str(each["platform"]), str(each["shop"]), str(each["agent"])): Standing(
            int(each["messages"]), _alarms(each["rules"])
        )
        for each in summary["agents"]
        if int(each["messages"])
    }


def _alarms(rules: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    """Blocks and warnings by rule, rules with notes alone left out."""
    alarms = {rule: int(times.get("block", 0)) + int(times.get("warn", 0)) for rule, times in rules.items()}
    return {rule: times for rule, times in alarms.items() if times}


def _changes(then: Standing, now: Standing, agent: Agent | None) -> Iterator[Change]:
    for rule in dict.fromkeys((*now.alarms, *then.alarms)):
        before, after = then.alarms.get(rule, 0), now.alarms.get(rule, 0)
        yield Change(
            _kind(before, after, then.messages, now.messages), rule, before, after, then.messages, now.messages, agent
        )


def _kind(then: int, now: int, messages_then: int, messages_now: int) -> Kind:
    if not then:
        return "new"
    if not now:
        return "gone"
    before, after = then / max(messages_then, 1), now / max(messages_now, 1)
    if after > before * (1 + MARGIN):
        return "worse"
    return "better" if after < before * (1 - MARGIN) else "same"


def _ordered(changes: Iterator[Change]) -> list[Change]:
    return sorted(
        changes, key=lambda each: (KINDS.index(each.kind), -each.now, -each.then, each.rule, each.agent or ())
    )
