"""What an inspection came to: everything that its report and its summary say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from kefu.actions.clauses import Clauses
from kefu.actions.comparison import Comparison
from kefu.actions.courses import MOODS, Vow, turned
from kefu.actions.exhibits import Exhibit, Worry
from kefu.actions.figures import AgentLine, DayLine, FileLine, PlatformLine, Times
from kefu.actions.gallery import gallery
from kefu.actions.ledger import Ledger
from kefu.actions.ports import Export, Reject
from kefu.actions.sayings import Saying
from kefu.actions.stakes import Stakes, stakes
from kefu.actions.tally import Tally
from kefu.checks.deeds import OUTCOMES
from kefu.vocabulary.ids import PLATFORMS, PROMISES, SEVERITIES

SHOWN_WORRIES = 50
SILENT = ("system", "auto", "card", "recalled", "media")
"""Lines that are nobody's words."""


@dataclass(frozen=True)
class ShopTerms:
    """A shop's own file by which it was inspected too.

    Attributes:
        edition: names its content.
        lowered: for each rule that it has made lighter what it was and why, in words.
    """

    file: str
    edition: str
    lowered: Mapping[str, str]


@dataclass(frozen=True)
class Terms:
    """How it was inspected: the day of the making, the edition of the rulebook, and what the outputs hide.

    Attributes:
        unread: why words alone judged although meaning was asked for; '' where that is not so.
    """

    made: date
    edition: str
    words_alone: bool
    unmask: bool
    pseudonyms: bool
    shop: ShopTerms | None = None
    unread: str = ""


@dataclass(frozen=True)
class Digest:
    """An inspection, counted.

    Attributes:
        promises: for each kind of promise how many came to each outcome; empty where words alone judged.
        vows: promises singly, those not kept first.
        turns: how many conversations there are by the emotions with which the buyer began and ended.
    """

    terms: Terms
    files: tuple[FileLine, ...]
    failures: tuple[tuple[str, str], ...]
    kinds: Mapping[str, int]
    rules: Mapping[str, Times]
    platforms: tuple[PlatformLine, ...]
    agents: tuple[AgentLine, ...]
    days: tuple[DayLine, ...]
    stakes: Stakes
    worst: tuple[tuple[Exhibit, Saying], ...]
    worries: tuple[Worry, ...]
    risks: Mapping[str, int]
    rejects: tuple[Reject, ...]
    names: Mapping[str, str]
    promises: Mapping[str, Mapping[str, int]]
    vows: tuple[Vow, ...]
    turns: Mapping[tuple[str, str], int]
    comparison: Comparison | None = None

    @property
    def agent(self) -> int:
        """Messages of agents."""
        return sum(line.agent for line in self.files)

    @property
    def buyer(self) -> int:
        """Messages of buyers."""
        return sum(line.buyer for line in self.files)

    @property
    def people(self) -> int:
        """Agents whose account is known."""
        return sum(1 for line in self.agents if line.agent)

    @property
    def messages(self) -> int:
        """What people said."""
        return self.agent + self.buyer

    @property
    def rejected(self) -> int:
        """Rows that could not be read."""
        return sum(line.rejected for line in self.files)

    @property
    def times(self) -> Times:
        """All findings."""
        return Times.summed(self.rules.values())

    @property
    def alarmed(self) -> int:
        """Messages of agents with at least one alarm."""
        return sum(line.alarmed for line in self.agents)

    @property
    def stopped(self) -> int:
        """Messages of agents that should not have gone out."""
        return sum(line.stopped for line in self.agents)

    def summary(self) -> dict[str, Any]:
        """What `summary.json` holds."""
        return {
            "messages": self.messages, "agent": self.agent, "buyer": self.buyer,
            "system": sum(self.kinds.values()), "rejected": self.rejected, "findings": sum(self.times.as_json().values()),
            "alarms": self.times.alarms, "severity": self.times.as_json(),
            "repeated": sum(line.repeated for line in self.files), "kinds": dict(self.kinds),
            "files": {
                line.name: {
                    "messages": line.messages, "agent": line.agent, "buyer": line.buyer, "system": line.system,
                    "rejected": line.rejected, "repeated": line.repeated, "format": line.format,
                    "encoding": line.encoding, "platform": line.platform, **({"error": line.error} if line.error else {}),
                }
                for line in self.files
            },
            "failed": dict(self.failures),
            "rules": {rule: times.as_json() for rule, times in self.rules.items()},
            "platforms": {
                line.platform: {"agent": line.agent, "buyer": line.buyer, **line.times.as_json()} for line in self.platforms
            },
            "agents": [
                {
                    "platform": line.platform, "shop": line.shop, "agent": line.agent, "messages": line.messages,
                    "alarmed": line.alarmed, "stopped": line.stopped,
                    "rules": {rule: times.as_json() for rule, times in line.rules.items()},
                }
                for line in self.agents
            ],
            "days": {line.day: {"agent": line.agent, "buyer": line.buyer, **line.times.as_json()} for line in self.days},
            "risks": dict(self.risks), "made": self.terms.made.isoformat(), "rulebook": self.terms.edition,
            "words_alone": self.terms.words_alone, **({"unread": self.terms.unread} if self.terms.unread else {}),
            "unmasked": self.terms.unmask,
            **({} if self.terms.words_alone else self._followed()),
            **({"shop": asdict(self.terms.shop)} if self.terms.shop else {}),
            **({"pseudonyms": dict(self.names)} if self.terms.pseudonyms else {}),
        }  # fmt: skip

    def outcomes(self) -> dict[str, int]:
        """How many promises came to each outcome."""
        return {name: sum(times.get(name, 0) for times in self.promises.values()) for name in OUTCOMES}

    def _followed(self) -> dict[str, Any]:
        """What is known of how the conversations went on."""
        return {
            "promises": {
                "found": sum(self.outcomes().values()), "outcomes": self.outcomes(),
                "kinds": {kind: dict(times) for kind, times in self.promises.items()},
                "listed": [vow.as_json() for vow in self.vows],
            },
            "emotions": {
                **turned(self.turns.items()),
                "at_risk": [_felt(worry) for worry in self.worries],
                "turns": [
                    {"began": began, "ended": ended, "conversations": times}
                    for (began, ended), times in self.turns.items()
                ],
            },
        }  # fmt: skip


def _felt(worry: Worry) -> dict[str, Any]:
    """What the summary says of how a buyer at risk felt; of very many messages the first and the last."""
    moods = [MOODS[letter] for letter in worry.moods]
    return {
        "file": worry.file, "row": worry.row, "session": worry.session, "risks": dict(worry.risks),
        "began": moods[0] if moods else None, "ended": moods[-1] if moods else None, "emotions": moods,
    }  # fmt: skip


def digest(
    ledger: Ledger, exports: Sequence[Export], failures: Mapping[str, str], clauses: Clauses, terms: Terms
) -> Digest:
    """Count a ledger up.

    Args:
        failures: by the file's name, why it could not be read at all, or not to its end.
    """
    tally = ledger.told()
    found: dict[tuple[str, ...], Counter[str]] = {}
    rules: dict[str, Counter[str]] = {}
    platforms: dict[str, Counter[str]] = {}
    for (platform, shop, agent, rule, severity), times in tally.under("found"):
        found.setdefault((platform, shop, agent, rule), Counter())[severity] += times
        rules.setdefault(rule, Counter())[severity] += times
        platforms.setdefault(platform, Counter())[severity] += times
    kinds: Counter[str] = Counter()
    for (_, role), times in tally.under("file"):
        if role in SILENT:
            kinds[role] += times
    names = {export.name for export in exports}
    return Digest(
        terms, tuple(_file(ledger, export, failures.get(export.name, "")) for export in exports),
        tuple((name, why) for name, why in failures.items() if name not in names),
        {kind: kinds[kind] for kind in SILENT if kinds[kind]},
        {rule: _times(rules[rule]) for rule in sorted(rules, key=lambda rule: _rank(rules[rule]))},
        tuple(_platforms(ledger, platforms)), tuple(_agents(ledger, found)), tuple(_days(ledger)),
        stakes(tally, clauses), tuple(gallery(ledger.exhibits, clauses, ledger.sayings)),
        tuple(sorted(ledger.felt(), key=lambda worry: -worry.weight)[:SHOWN_WORRIES]),
        {risk: times for (risk,), times in tally.under("risk")}, tuple(ledger.rejects), ledger.names.keys,
        _promises(tally), tuple(ledger.courses.vows()), {(began, ended): times for (began, ended), times in tally.under("mood")},
    )  # fmt: skip


def _file(ledger: Ledger, export: Export, error: str) -> FileLine:
    kinds = {role: times for (role,), times in ledger.tally.under("file", export.name)}
    platforms = [platform for (platform,), _ in ledger.tally.under("where", export.name)]
    return FileLine(
        export.name, export.format, export.encoding, export.platform or (platforms[0] if len(platforms) == 1 else ""),
        kinds.get("agent", 0), kinds.get("buyer", 0), sum(kinds.get(role, 0) for role in SILENT),
        kinds.get("rejected", 0), kinds.get("duplicate", 0), error,
    )  # fmt: skip


def _promises(tally: Tally) -> dict[str, dict[str, int]]:
    counts = dict(tally.under("promise"))
    every: dict[str, dict[str, int]] = {
        kind: {name: counts.get((kind, name), 0) for name in OUTCOMES} for kind in PROMISES
    }
    return {kind: times for kind, times in every.items() if any(times.values())}


def _platforms(ledger: Ledger, found: Mapping[str, Counter[str]]) -> list[PlatformLine]:
    people: dict[str, Counter[str]] = {}
    for (platform, role), times in ledger.tally.under("platform"):
        people.setdefault(platform, Counter())[role] += times
    order = {platform: place for place, platform in enumerate(PLATFORMS)}
    return [
        PlatformLine(platform, roles["agent"], roles["buyer"], _times(found.get(platform, Counter())))
        for platform, roles in sorted(people.items(), key=lambda each: order.get(each[0], len(order)))  # type: ignore[call-overload]
    ]


def _agents(ledger: Ledger, found: Mapping[tuple[str, ...], Counter[str]]) -> list[AgentLine]:
    alarmed = dict(ledger.tally.under("alarmed"))
    stopped = dict(ledger.tally.under("stopped"))
    rules: dict[tuple[str, ...], dict[str, Counter[str]]] = {}
    for (platform, shop, agent, rule), severities in found.items():
        rules.setdefault((platform, shop, agent), {})[rule] = severities
    lines = []
    for (platform, shop, agent), messages in ledger.tally.under("agent"):
        key = platform, shop, agent
        own = sorted(rules.get(key, {}).items(), key=lambda each: _rank(each[1]))
        times = {rule: _times(severities) for rule, severities in own}
        lines.append(AgentLine(*key, messages, alarmed.get(key, 0), stopped.get(key, 0), times))
    return sorted(lines, key=lambda line: (-line.stopped, -line.alarmed, -line.messages, line.shop, line.agent))


def _days(ledger: Ledger) -> list[DayLine]:
    people: dict[str, Counter[str]] = {}
    found: dict[str, Counter[str]] = {}
    for (day, role), times in ledger.tally.under("day"):
        people.setdefault(day, Counter())[role] += times
    for (day, severity), times in ledger.tally.under("found-day"):
        found.setdefault(day, Counter())[severity] += times
    return [
        DayLine(day, people[day]["agent"], people[day]["buyer"], _times(found.get(day, Counter())))
        for day in sorted(people)
    ]


def _times(severities: Mapping[str, int]) -> Times:
    return Times(*(severities.get(severity, 0) for severity in SEVERITIES))


def _rank(severities: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(-severities.get(severity, 0) for severity in SEVERITIES)
