"""The guard: one door for everybody who wants a message judged."""

from __future__ import annotations

import functools
import itertools
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from kefu.checks.cues import Cue, learn
from kefu.checks.grounds import Ground, pairs
from kefu.checks.judge import Judge
from kefu.checks.law import Charge, Saying, Shield, charges, cues_of, cues_within, sayings
from kefu.checks.listed import Listed
from kefu.checks.signals import Listener, shipped_signs
from kefu.checks.summons import Sample
from kefu.language.forms import fold
from kefu.language.hearing import shipped_lexicon
from kefu.language.lexicon import Lexicon
from kefu.rulebook.book import Book
from kefu.rulebook.citation import price
from kefu.rulebook.larder import code_of, kept, print_of
from kefu.rulebook.pack import Rule
from kefu.rulebook.shelf import load_book
from kefu.rulebook.shop import ShopFile, read_shop
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.ids import CONDUCT, PLATFORMS, Platform
from kefu.vocabulary.talk import Message, Turn
from kefu.vocabulary.verdict import CLEAN, Finding, Report, Signals

CHINA: Final = ZoneInfo("Asia/Shanghai")
LONGEST: Final = 16_000_000
"""Characters of a message; a longer one is refused."""
BATCH: Final = 8192
"""So many messages are judged together."""
NO_SHOP: Final = ShopFile()


@functools.cache
def shipped_book() -> Book:
    """The rulebook that Kefu ships with, its cues read. Raises KefuError with the first fault."""
    book = load_book()
    recall("cues", book.key.encode(), lambda: cues_of(book))
    return book


def recall(name: str, source: bytes, read: Callable[[], Iterable[Cue]]) -> None:
    """Take over the cues of a source as they were read the last time; where they were not, read and keep them."""
    here = Path(__file__).parent
    forms = here.parent / "language" / "tables" / "forms.txt"
    key = print_of([(name, source), (forms.name, forms.read_bytes()), *code_of(here)])
    learn(kept(name, key, dict[str, Cue], lambda: {each.written: each for each in read()}))


@functools.cache
def shipped_words() -> Lexicon:
    """The words that Kefu ships with."""
    return shipped_lexicon()


@functools.cache
def listener() -> Listener:
    """The listener to buyers that Kefu ships with."""
    signs = shipped_signs()
    recall("signs", Path(__file__).with_name("signals.yaml").read_bytes(), lambda: cues_within(signs))
    return Listener(shipped_words(), signs, shipped_sample())


@functools.cache
def shipped_sample() -> Sample:
    """What the book itself says, as a sample of the trade's language: clauses, and messages that are no violation."""
    pieces = [rule.clause.zh for rule in shipped_book().rules]
    pieces += [example.text for rule in shipped_book().rules for example in rule.examples.no]
    return Sample(fold("\n".join(pieces)))


def ground(book: Book, rule: Rule) -> Ground:
    """A rule as the clause behind a finding."""
    words = [fold(rule.clause.zh), *(fold(example.text) for example in rule.examples.yes)]
    return Ground(rule.id, price(rule, book.conflicts(rule)), frozenset().union(*map(pairs, words)))


def judge_of(book: Book, platform: Platform, day: date, shop: ShopFile) -> Judge:
    """The lexical judge of a platform on a day, with a shop's own rules."""
    charged: list[Charge] = []
    yields: dict[str, frozenset[str]] = {}
    said: dict[str, tuple[Saying, ...]] = {}
    grounds: dict[str, list[Ground]] = {}
    for rule in book.in_force(platform, day):
        if rule.kind in ("conduct", "wording") and rule.cues:
            conduct = rule.id if rule.id in CONDUCT else rule.grounds[0]
            shield = (Shield.of(shop.allowed(conduct)),) if shop.allowed(conduct) else ()
            severity = shop.severity.get(conduct)
            charged += charges(conduct, rule.severity or "warn", rule.cues, rule.clear, shield, severity)
            if rule.yields_to:
                yields[conduct] = frozenset(rule.yields_to)
            if rule.say:
                said[conduct] = (*said.get(conduct, ()), *sayings(rule.say))
            grounds[conduct] = [ground(book, clause) for clause in book.clauses_for(conduct, platform, day) or (rule,)]
    added = [own for own in shop.rules if platform in own.platforms]
    for own in added:
        shield = (Shield.of(shop.allowed(own.id)),) if shop.allowed(own.id) else ()
        charged += charges(own.id, own.severity, own.cues, own.clear, shield, shop.severity.get(own.id))
        said[own.id] = sayings(own.say)
    listed = Listed(added, shop)
    return Judge(shipped_words(), charged, said, grounds, platform, shipped_sample(), yields, listed)


class Guard:
    """Reads messages and says what they break.

    >>> guard = Guard.load(platform="tmall", reader=False)
    >>> [finding.rule for finding in guard.check("加我薇❤聊哈").findings]
    ['contact.offplatform']
    """

    def __init__(self, book: Book, platform: Platform | None, as_of: date | None, shop: ShopFile) -> None:
        self.book, self.platform, self.as_of, self.shop = book, platform, as_of, shop
        self._today: tuple[float, float, date] = (0, 0, date.min)
        """When the day of Shanghai began, when it ends, and the day."""
        self._judges: dict[tuple[str, int], Judge] = _SHIPPED if book is shipped_book() and shop is NO_SHOP else {}

    @classmethod
    def load(
        cls, platform: Platform | None = None, as_of: date | None = None, reader: bool = True, shop: Path | None = None
    ) -> Guard:
        """Make a guard ready.

        Args:
            platform: where the messages are said; None = each message names its own.
            as_of: the day whose rules hold, None = today in Shanghai (a message's own `at` goes before it).
            reader: whether to judge meaning too. There is no reader yet: words alone judge.
            shop: a shop's own file of rules, allowed words and excuses.

        Raises:
            KefuError: an unknown platform, or a rulebook or shop's file that does not load.
        """
        if platform is not None and platform not in PLATFORMS:
            mend = f"use one of {', '.join(PLATFORMS)}"
            raise KefuError("unknown-platform", f"platform {platform!r} is not known", "", mend)
        book = shipped_book()
        guard = cls(book, platform, as_of, read_shop(shop, book) if shop else NO_SHOP)
        if platform is not None:
            guard.judge(platform, guard.day(None))
        return guard

    def day(self, at: datetime | None) -> date:
        """The day whose rules judge a message said at this instant."""
        if at is not None:
            return at.astimezone(CHINA).date()
        if self.as_of is not None:
            return self.as_of
        now = time.time()
        if not self._today[0] <= now < self._today[1]:
            day = datetime.fromtimestamp(now, CHINA).date()
            midnight = datetime.combine(day, datetime.min.time(), CHINA).timestamp()
            self._today = midnight, midnight + 86_400, day
        return self._today[2]

    def judge(self, platform: Platform, day: date) -> Judge:
        """The lexical judge of a platform on a day; made once for all days with the same rules."""
        key = (platform, self.book.epoch(day))
        if key not in self._judges:
            self._judges[key] = judge_of(self.book, platform, day, self.shop)
        return self._judges[key]

    def check(self, message: str | Message, reader: bool | None = None) -> Report:
        """Judge one message; a str is an agent's.

        Args:
            reader: False = the verdict of words alone.

        Raises:
            KefuError: neither the message nor the guard names a platform.
        """
        if isinstance(message, str) and self.platform is not None and len(message) <= LONGEST:
            return self._report(message, self.judge(self.platform, self.day(None)).judge_plainly(message))
        message = message_of(message)
        if len(message.text) > LONGEST:
            raise KefuError("too-long", f"a message of {len(message.text):,} characters", "text", "send it in parts")
        if message.role == "buyer":
            return reported(listener().listen(message))
        judge = self.judge(self._platform(message.platform), self.day(message.at))
        return self._report(message.text, judge.judge(message))

    def check_batch(self, messages: Iterable[str | Message]) -> Iterator[Report]:
        """Judge many messages, in order; the same answers as `check`, sooner."""
        rest = iter(messages)
        while some := list(itertools.islice(rest, BATCH)):
            yield from self._checked(some)

    def check_lines(
        self, texts: Sequence[str], roles: Sequence[str], history: Callable[[int], Sequence[Turn]]
    ) -> list[Report]:
        """Judge the lines of conversations on the guard's platform and day; the same answers as `check`.

        Args:
            history: what was said before line n, oldest first; asked for only where it decides.
        """
        out: list[Report] = [CLEAN] * len(texts)
        spoken = [n for n, role in enumerate(roles) if role == "agent"]
        asking = [n for n, role in enumerate(roles) if role == "buyer"]
        for n, report in zip(asking, heard([texts[n] for n in asking], lambda k: history(asking[k])), strict=True):
            out[n] = report
        if self.platform is None:
            raise KefuError("unknown-platform", "the guard has no platform", "platform", "load the guard with one")
        judge = self.judge(self.platform, self.day(None))
        found = judge.judge_many(
            [texts[n] for n in spoken],
            lambda k: Message(texts[spoken[k]], history=history(spoken[k]), platform=self.platform),
            linked=True,
        )
        for k, findings in found.items():
            out[spoken[k]] = self._report(texts[spoken[k]], findings)
        return out

    def _platform(self, platform: Platform | None) -> Platform:
        platform = platform or self.platform
        if platform is None:
            raise KefuError("unknown-platform", "the message names no platform", "platform", "load the guard with one")
        return platform

    def _report(self, text: str, findings: tuple[Finding, ...]) -> Report:
        """A report without what the shop excuses."""
        if self.shop.excuses:
            findings = tuple(each for each in findings if self.shop.excuse_for(each.rule, text) is None)
        return Report(findings) if findings else CLEAN

    def _checked(self, messages: Sequence[str | Message]) -> list[Report]:
        """The reports of some messages; those of agents on one platform and day are judged together."""
        out: list[Report] = [CLEAN] * len(messages)
        asking: dict[int, Message] = {}
        groups: dict[tuple[Platform | None, date], list[int]] = {}
        today = self.day(None)
        for n, message in enumerate(messages):
            if isinstance(message, str):
                groups.setdefault((self.platform, today), []).append(n)
            elif message.role == "buyer":
                asking[n] = message
            else:
                day = today if message.at is None else self.day(message.at)
                groups.setdefault((message.platform or self.platform, day), []).append(n)
        buyers = list(asking.values())
        for n, report in zip(asking, heard([each.text for each in buyers], lambda k: buyers[k].history), strict=True):
            out[n] = report
        for (platform, day), places in groups.items():
            judge = self.judge(self._platform(platform), day)
            for n, findings in self._together(judge, [messages[n] for n in places]).items():
                out[places[n]] = self._report(message_of(messages[places[n]]).text, findings)
        return out

    def _together(self, judge: Judge, some: Sequence[str | Message]) -> dict[int, tuple[Finding, ...]]:
        texts = [each if isinstance(each, str) else each.text for each in some]
        linked = any(not isinstance(each, str) and each.history for each in some)
        return judge.judge_many(texts, lambda n: message_of(some[n]), linked)


_SHIPPED: dict[tuple[str, int], Judge] = {}


def message_of(said: str | Message) -> Message:
    """A message as it is; a str is an agent's."""
    return Message(said) if isinstance(said, str) else said


def heard(texts: Sequence[str], history: Callable[[int], Sequence[Turn]]) -> list[Report]:
    """The reports on buyers' messages."""
    return [reported(signals) for signals in listener().listen_many(texts, history)] if texts else []


def reported(signals: Signals) -> Report:
    """The report on a buyer's message."""
    return Report(signals=signals) if signals != Signals() else CLEAN
