"""What a judge says of a message: findings, promises, signals, together a report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, Final, Literal

from kefu.vocabulary.ids import Emotion, Severity

SURENESS: Final = ((0.9, "很有把握", "very sure"), (0.6, "比较有把握", "fairly sure"))
"""From what probability on a finding of the reader is called so."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that a message breaks.

    Attributes:
        rule: id of the conduct rule (or of a shop's own rule).
        start, end: code-point offsets into the text as given, `end` excluded.
        quote: `text[start:end]`.
        clause: id of the clause of the rulebook that stands behind it.
        penalty: what it costs, with its date and status, in the reader's language.
        advice: a compliant way to say it, itself clean under the guard.
        by: `words` = the lexical judge, `reader` = the model.
        p: the reader's calibrated probability, None for words.
        lowered: that the shop's own file has made the rule lighter, from what, and why; '' where it has not.
    """

    rule: str
    severity: Severity
    start: int
    end: int
    quote: str
    clause: str
    penalty: str
    advice: str
    by: Literal["words", "reader"] = "words"
    p: float | None = None
    lowered: str = ""

    @property
    def alarm(self) -> bool:
        """Whether it is more than a note."""
        return self.severity != "note"

    @property
    def sureness(self) -> tuple[str, str]:
        """How sure the reader is, in Chinese and English: the figure tells of a shop's whole day and says little of one message."""
        named = ((zh, en) for least, zh, en in SURENESS if self.p is not None and self.p >= least)
        return next(named, ("拿不太准，请看一眼", "not quite sure, please look"))

    def as_json(self) -> dict[str, Any]:
        """The shape of `kefu check --jsonl`."""
        out: dict[str, Any] = {
            "rule": self.rule, "severity": self.severity, "start": self.start, "end": self.end, "quote": self.quote,
            "clause": self.clause, "penalty": self.penalty, "advice": self.advice, "by": self.by,
        }  # fmt: skip
        if self.p is not None:
            out["p"] = self.p
        if self.lowered:
            out["lowered"] = self.lowered
        return out


@dataclass(frozen=True, slots=True)
class Promise:
    """What an agent promised. `due` is an aware instant in Asia/Shanghai or None, `amount` yuan or None."""

    kind: str
    text: str
    due: datetime | None = None
    amount: Decimal | None = None

    def as_json(self) -> dict[str, Any]:
        """The shape of `kefu check --jsonl`."""
        out: dict[str, Any] = {"kind": self.kind, "text": self.text}
        if self.due is not None:
            out["due"] = self.due.isoformat()
        if self.amount is not None:
            out["amount"] = f"{self.amount:.2f}"
        return out


@dataclass(frozen=True, slots=True)
class Signals:
    """What a buyer's message asks, risks and feels."""

    intent: tuple[str, ...] = ()
    risk: tuple[str, ...] = ()
    emotion: Emotion = "calm"

    def as_json(self) -> dict[str, Any]:
        """The shape of `kefu check --jsonl`."""
        return {"intent": list(self.intent), "risk": list(self.risk), "emotion": self.emotion}


@dataclass(frozen=True, slots=True)
class Doubt:
    """How sure the reader was of an agent's message.

    Attributes:
        rule: the likeliest.
        distance: in log-odds, 0 or more, from where the reader begins to warn of it; the smaller, the less sure.
        p: probabilities of the likeliest rules and of those found.
    """

    rule: str
    distance: float
    p: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Report:
    """The whole verdict on one message.

    Attributes:
        doubt: how sure the reader was; only inspections ask for it, and no output of `kefu check` has it.
    """

    findings: tuple[Finding, ...] = ()
    promises: tuple[Promise, ...] = ()
    signals: Signals = field(default_factory=Signals)
    doubt: Doubt | None = None

    @property
    def alarmed(self) -> bool:
        """Whether anything in it is more than a note."""
        return any(finding.alarm for finding in self.findings)

    def as_json(self) -> dict[str, Any]:
        """The shape of `kefu check --jsonl`."""
        return {
            "findings": [finding.as_json() for finding in self.findings],
            "promises": [promise.as_json() for promise in self.promises],
            "signals": self.signals.as_json(),
        }


CLEAN = Report()
"""The report of a message in which nothing was found; clean messages share it."""
