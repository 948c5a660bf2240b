"""The guard: one door for everybody who wants a message judged."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from kefu.checks.judge import Ground, Judge
from kefu.checks.law import charges, sayings
from kefu.checks.signals import signals
from kefu.language.hearing import shipped_lexicon
from kefu.language.lexicon import Lexicon
from kefu.rulebook.pack import Rule
from kefu.rulebook.shelf import proofread
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.ids import CONDUCT, PLATFORMS, STATUS_NAMES, Platform
from kefu.vocabulary.talk import Message
from kefu.vocabulary.verdict import CLEAN, Finding, Report, Signals

BATCH = 8192
"""So many messages are judged together."""
RANK = {"current": 0, "reported": 1, "practice": 2, "superseded": 3, "disputed": 4}


def shipped_rules() -> Path:
    """Where the rule files lie: in the package, or beside `src` in a checkout."""
    package = Path(__file__).parent.parent
    inside = package / "rules"
    return inside if inside.is_dir() else package.parent.parent / "rules"


@functools.cache
def shipped_book() -> tuple[Rule, ...]:
    """Every rule that Kefu ships with. Raises KefuError with the first fault."""
    packs, faults = proofread([shipped_rules()], whole=False)
    if faults:
        raise faults[0]
    return tuple(rule for pack in packs for rule in pack.rules)


@functools.cache
def shipped_ear() -> Lexicon:
    """The words that Kefu ships with."""
    return shipped_lexicon()


def ground(rules: Sequence[Rule], conduct: str, platform: str, day: date) -> Ground:
    """The clause to cite for a conduct rule, and its price with its date and status.

    The platform's own clause before the law's, the law's before the house's; a disputed clause drives no penalty.
    """
    best: tuple[tuple[int, ...], Rule] | None = None
    for rule in rules:
        if conduct not in rule.grounds or platform not in rule.platforms or rule.status == "disputed":
            continue
        if (rule.since and day < rule.since) or (rule.until and day >= rule.until):
            continue
        if rule.status == "superseded" and rule.until is None:
            continue
        room = 0 if len(rule.platforms) == 1 else 1 if rule.book.startswith("law") else 2
        rank = (
            room,
            RANK[rule.status],
            0 if rule.penalty else 1,
            -(rule.observed or rule.since or date.min).toordinal(),
        )
        if best is None or rank < best[0]:
            best = (rank, rule)
    if best is None:
        return conduct, ""
    rule = best[1]
    dated = rule.since or rule.observed
    source = f"（{dated.isoformat() + '，' if dated else ''}{STATUS_NAMES[rule.status][0]}）"
    return rule.id, (rule.penalty.zh + source) if rule.penalty else ""


@functools.cache
def talk() -> str:
    """What the book itself says, a sample of the trade's language: clauses, and messages that are no violation."""
    pieces = [rule.clause.zh for rule in shipped_book()]
    pieces += [example.text for rule in shipped_book() for example in rule.examples.no]
    return "\n".join(pieces)


@functools.cache
def commonness(words: frozenset[str]) -> float:
    """How common these words are in the trade's language; a single character counts as very common."""
    sample = talk()
    return sum(sample.count(word) + (200 if len(word) == 1 else 0.1) for word in words)


@functools.cache
def judge_for(platform: str, day: date) -> Judge:
    """The lexical judge of a platform on a day."""
    book = shipped_book()
    charged = []
    said = {}
    for rule in book:
        if rule.kind in ("conduct", "wording") and rule.cues and platform in rule.platforms:
            conduct = rule.id if rule.id in CONDUCT else rule.grounds[0]
            charged += charges(conduct, rule.severity or "warn", rule.cues, rule.clear)
            if rule.say:
                said[conduct] = sayings(rule.say)
    grounds = {conduct: ground(book, conduct, platform, day) for conduct in CONDUCT}
    return Judge(shipped_ear(), charged, said, grounds, platform, commonness)


class Guard:
    """Reads messages and says what they break.

    >>> guard = Guard.load(platform="tmall", reader=False)
    >>> [finding.rule for finding in guard.check("加我薇❤聊哈").findings]
    ['contact.offplatform']
    """

    def __init__(self, platform: Platform | None, as_of: date | None) -> None:
        self.platform, self.as_of = platform, as_of

    @classmethod
    def load(cls, platform: Platform | None = None, as_of: date | None = None, reader: bool = True) -> Guard:
        """Make a guard ready.

        Args:
            platform: where the messages are said; None = each message names its own.
            as_of: the day whose rules hold, None = today (a message's own `at` goes before it).
            reader: whether to judge meaning too; there is no reader yet, words alone judge.

        Raises:
            KefuError: an unknown platform, or a rulebook that does not load.
        """
        if platform is not None and platform not in PLATFORMS:
            raise KefuError(
                "unknown-platform", f"platform {platform!r} is not known", "", f"use one of {', '.join(PLATFORMS)}"
            )
        guard = cls(platform, as_of)
        if platform is not None:
            judge_for(platform, as_of or date.today())
        return guard

    def check(self, message: str | Message, reader: bool | None = None) -> Report:
        """Judge one message; a str is an agent's."""
        if isinstance(message, str):
            message = Message(message)
        platform = message.platform or self.platform
        if platform is None:
            raise KefuError("unknown-platform", "the message names no platform", "platform", "load the guard with one")
        if message.role == "buyer":
            heard = signals(message.text)
            return Report(signals=heard) if heard != Signals() else CLEAN
        day = message.at.date() if message.at is not None else self.as_of or date.today()
        findings: tuple[Finding, ...] = judge_for(platform, day).judge(message)
        return Report(findings) if findings else CLEAN

    def check_batch(self, messages: Iterable[str | Message]) -> Iterator[Report]:
        """Judge many messages, in order; the same answers as `check`, sooner."""
        rest = iter(messages)
        while some := list(itertools.islice(rest, BATCH)):
            yield from self._checked(some)

    def _checked(self, messages: Sequence[str | Message]) -> list[Report]:
        """The reports of some messages; those of agents on one platform and day are judged together."""
        out: list[Report] = [CLEAN] * len(messages)
        groups: dict[tuple[str | None, date], list[int]] = {}
        today = self.as_of or date.today()
        for n, message in enumerate(messages):
            if isinstance(message, str):
                groups.setdefault((self.platform, today), []).append(n)
            elif message.role == "buyer":
                out[n] = self.check(message)
            else:
                day = message.at.date() if message.at is not None else today
                groups.setdefault((message.platform or self.platform, day), []).append(n)
        for (platform, day), places in groups.items():
            if platform is None:
                raise KefuError(
                    "unknown-platform", "a message names no platform", "platform", "load the guard with one"
                )
            found = judge_for(platform, day).judge_many([messages[n] for n in places])
            for n, findings in zip(places, found, strict=True):
                if findings:
                    out[n] = Report(findings)
        return out
