"""This inspection beside an earlier one: what is new, what is gone, what is better and what is worse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any, Final, Literal

from kefu.vocabulary.errors import KefuError

Kind = Literal["new", "worse", "better", "gone", "same"]
KINDS: Final[tuple[Kind, ...]] = ("new", "worse", "better", "gone", "same")

MARGIN: Final = 0.2
"""A rate that moved by less than a fifth is the same."""

FEW: Final = 4
"""Fewer cases than these, then and now together, tell nothing."""

Agent = tuple[str, str, str]


@dataclass(frozen=True)
class Standing:
    """Messages, how many of them broke a rule, and alarms by rule: of everybody, or of one agent."""

    messages: int
    alarmed: int
    alarms: Mapping[str, int]


@dataclass(frozen=True)
class Change:
    """Then and now: everybody or one agent, all rules or one.

    Attributes:
        rule: '' where it counts messages that break any rule; else alarms under this rule are counted.
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
        """In a thousand messages, then."""
        return 1000 * self.then / self.messages_then if self.messages_then else 0.0

    @property
    def rate_now(self) -> float:
        """In a thousand messages, now."""
        return 1000 * self.now / self.messages_now if self.messages_now else 0.0

    @property
    def now_to_then(self) -> float:
        """How many times as many as then; 0 where there were none."""
        return self.rate_now / self.rate_then if self.rate_then else 0.0

    @property
    def clear(self) -> bool:
        """Whether it moved, and further than chance moves such numbers (two standard deviations)."""
        both, messages = self.then + self.now, self.messages_then + self.messages_now
        if self.kind == "same" or both < FEW or not self.messages_then or not self.messages_now:
            return False
        share = self.messages_now / messages
        return abs(self.now - both * share) > 2 * sqrt(both * share * (1 - share))


@dataclass(frozen=True)
class Comparison:
    """What changed since an earlier inspection.

    Attributes:
        made: day of the earlier one.
        days: the first and the last day of the chats that it read; none where no line had a time.
        whole: everybody, all rules.
        rules: everybody, rule by rule.
        people: agents who wrote both times, all rules.
        agents: the same agents, rule by rule.
        absent: agents who wrote nothing this time; nothing of theirs counts as gone.
        joined: agents who wrote nothing last time; nothing of theirs counts as new.
    """

    made: str
    days: tuple[str, ...]
    whole: Change
    rules: tuple[Change, ...]
    people: tuple[Change, ...]
    agents: tuple[Change, ...]
    absent: tuple[Agent, ...]
    joined: tuple[Agent, ...]


def compare(now: Mapping[str, Any], then: Mapping[str, Any], where: str) -> Comparison:
    """Compare two summaries, as `summary.json` holds them.

    Raises:
        KefuError: the earlier one is not the summary of an inspection.
    """
    try:
        everybody_then, agents_then = _everybody(then), _agents(then)
        made, days = str(then["made"]), sorted(str(day) for day in then["days"] if day)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise KefuError(
            "inspect-since",
            "is not the summary of an inspection",
            where,
            "give --since a folder that kefu inspect wrote",
        ) from None
    everybody, agents = _everybody(now), _agents(now)
    stayed = [(agent, agents_then[agent], standing) for agent, standing in agents.items() if agent in agents_then]
    return Comparison(
        made, tuple(days[:1] + days[-1:]), _whole(everybody_then, everybody, None),
        _ordered(_changes(everybody_then, everybody, None)),
        _ordered(_whole(before, after, agent) for agent, before, after in stayed if before.alarmed or after.alarmed),
        _ordered(change for agent, before, after in stayed for change in _changes(before, after, agent)),
        tuple(agent for agent in agents_then if agent not in agents),
        tuple(agent for agent in agents if agent not in agents_then),
    )  # fmt: skip


def _everybody(summary: Mapping[str, Any]) -> Standing:
    alarmed = sum(int(each["alarmed"]) for each in summary["agents"])
    return Standing(int(summary["agent"]), alarmed, _alarms(summary["rules"]))


def _agents(summary: Mapping[str, Any]) -> dict[Agent, Standing]:
    return {
        (str(each["platform"]), str(each["shop"]), str(each["agent"])): Standing(
            int(each["messages"]), int(each["alarmed"]), _alarms(each["rules"])
        )
        for each in summary["agents"]
        if int(each["messages"])
    }


def _alarms(rules: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    """Blocks and warnings by rule, rules with notes alone left out."""
    alarms = {rule: int(times.get("block", 0)) + int(times.get("warn", 0)) for rule, times in rules.items()}
    return {rule: times for rule, times in alarms.items() if times}


def _whole(then: Standing, now: Standing, agent: Agent | None) -> Change:
    return _change("", then.alarmed, now.alarmed, then, now, agent)


def _changes(then: Standing, now: Standing, agent: Agent | None) -> Iterator[Change]:
    for rule in dict.fromkeys((*now.alarms, *then.alarms)):
        yield _change(rule, then.alarms.get(rule, 0), now.alarms.get(rule, 0), then, now, agent)


def _change(rule: str, before: int, after: int, then: Standing, now: Standing, agent: Agent | None) -> Change:
    kind = _kind(before, after, then.messages, now.messages)
    return Change(kind, rule, before, after, then.messages, now.messages, agent)


def _kind(then: int, now: int, messages_then: int, messages_now: int) -> Kind:
    if not then:
        return "new" if now else "same"
    if not now:
        return "gone"
    before, after = then / max(messages_then, 1), now / max(messages_now, 1)
    if after > before * (1 + MARGIN):
        return "worse"
    return "better" if after < before * (1 - MARGIN) else "same"


def _ordered(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The clear ones first; of these and of the others what got worse first, then by how often it happens."""
    return tuple(
        sorted(
            changes,
            key=lambda each: (
                not each.clear, KINDS.index(each.kind), -each.now, -each.then, each.rule, each.agent or (),
            ),
        )
    )  # fmt: skip
