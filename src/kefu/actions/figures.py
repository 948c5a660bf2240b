"""The lines of a report: findings by severity, and who and where they fall on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kefu.vocabulary.ids import SEVERITIES


@dataclass(frozen=True)
class Times:
    """Findings by severity."""

    block: int = 0
    warn: int = 0
    note: int = 0

    @property
    def alarms(self) -> int:
        """Those that are more than notes."""
        return self.block + self.warn

    @classmethod
    def summed(cls, each: Iterable[Times]) -> Times:
        """All of these together."""
        times = list(each)
        return cls(*(sum(getattr(one, severity) for one in times) for severity in SEVERITIES))

    def as_json(self) -> dict[str, int]:
        """As the summary says it."""
        return {severity: getattr(self, severity) for severity in SEVERITIES}


@dataclass(frozen=True)
class FileLine:
    """One file: what it was found to be and how many lines of each kind it has. `error` where reading broke off."""

    name: str
    format: str
    encoding: str
    platform: str
    agent: int
    buyer: int
    system: int
    rejected: int
    repeated: int
    error: str = ""

    @property
    def messages(self) -> int:
        """What people said."""
        return self.agent + self.buyer


@dataclass(frozen=True)
class AgentLine:
    """One agent on one platform: messages, how many of them had an alarm or should have been stopped, findings by rule."""

    platform: str
    shop: str
    agent: str
    messages: int
    alarmed: int
    stopped: int
    rules: Mapping[str, Times]

    @property
    def times(self) -> Times:
        """All findings."""
        return Times.summed(self.rules.values())


@dataclass(frozen=True)
class DayLine:
    """One day: what agents wrote, and the findings in it. `day` is '' for lines without a time."""

    day: str
    agent: int
    buyer: int
    times: Times


@dataclass(frozen=True)
class PlatformLine:
    """One platform."""

    platform: str
    agent: int
    buyer: int
    times: Times
