"""The guard: one door for everybody who wants a message judged."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kefu.checks.grounds import Ground, grounds_of
from kefu.checks.judge import Judge
from kefu.checks.law import Charge, Saying, charges, let_through, own_charges, sayings
from kefu.checks.listed import Listed
from kefu.checks.shipped import listener, shipped_book, shipped_sample, shipped_words
from kefu.rulebook.book import Book
from kefu.rulebook.proof import Faulty
from kefu.rulebook.shop import ShopFile, read_shop
from kefu.vocabulary.days import CHINA, day_of
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.ids import CONDUCT, PLATFORMS, Platform
from kefu.vocabulary.talk import Message, Turn
from kefu.vocabulary.verdict import CLEAN, Finding, Report, Signals

if TYPE_CHECKING:
    from kefu.checks.meaning import Meaning

LONGEST: Final = 16_000_000
"""Characters of a message; a longer one is refused."""
BATCH: Final = 8192
"""So many messages are judged together."""
NO_SHOP: Final = ShopFile()


def judge_of(book: Book, platform: Platform, day: date, shop: ShopFile) -> Judge:
    """The lexical judge of a platform on a day, with a shop's own rules."""
    charged: list[Charge] = []
    yields: dict[str, frozenset[str]] = {}
    said: dict[str, tuple[Saying, ...]] = {}
    grounds: dict[str, tuple[Ground, ...]] = {}
    for rule in book.in_force(platform, day):
        if rule.kind in ("conduct", "wording") and rule.cues:
            conduct = rule.id if rule.id in CONDUCT else rule.grounds[0]
            given, why = shop.severity.get(conduct), shop.reasons.get(conduct, "")
            made = charges(conduct, rule.severity or "warn", rule.cues, rule.clear, (), given, why)
            charged += let_through(made, shop.allowed(conduct))
            if rule.yields_to:
                yields[conduct] = frozenset(rule.yields_to)
            if rule.say:
                said[conduct] = (*said.get(conduct, ()), *sayings(rule.say))
            grounds[conduct] = grounds_of(book, conduct, platform, day, rule)
    added = [own for own in shop.rules if platform in own.platforms]
    for own in added:
        charged += own_charges(own, shop)
        said[own.id] = sayings(own.say)
    listed = Listed(added, shop)
    return Judge(shipped_words(), charged, said, grounds, platform, shipped_sample(), yields, listed)


def shop_of(path: Path) -> ShopFile:
    """A shop's own file, its cues read too. Raises Faulty with every fault in it."""
    shop = read_shop(path, shipped_book())
    faults: list[KefuError] = []
    for own in shop.rules:
        try:
            own_charges(own, shop)
        except KefuError as error:
            faults.append(error)
    if faults:
        raise Faulty(faults)
    return shop


class Guard:
    """Reads messages and says what they break.

    >>> guard = Guard.load(platform="tmall", reader=False)
    >>> [finding.rule for finding in guard.check("加我薇❤聊哈").findings]
    ['contact.offplatform']
    """

    def __init__(self, book: Book, platform: Platform | None, as_of: date | None, shop: ShopFile) -> None:
        self.book, self.platform, self.as_of, self.shop = book, platform, as_of, shop
        self.meaning: Meaning | None = None
        self.unread: KefuError | None = None
        """Why there is no reader although one was asked for."""
        self._today: tuple[float, float, date] = (0, 0, date.min)
        """When the day of Shanghai began, when it ends, and the day."""
        self._judges: dict[tuple[str, int], Judge] = _SHIPPED if book is shipped_book() and shop is NO_SHOP else {}

    @classmethod
    def load(
        cls,
        platform: Platform | None = None,
        as_of: date | str | None = None,
        reader: bool = True,
        shop: Path | str | None = None,
    ) -> Guard:
        """Make a guard ready.

        Args:
            platform: where the messages are said; None = each message names its own.
            as_of: the day whose rules hold, also as a text such as `2026-03-01` or as an instant with its zone, whose
                day in Shanghai counts; None = today in Shanghai (a message's own `at` goes before it).
            reader: whether to judge meaning too. Words alone judge where Kefu comes without the reader's weights, as it still
                does, and where they cannot be used; then `unread` says why.
            shop: a shop's own file of rules, allowed words and excuses.

        Raises:
            KefuError: an unknown platform, no day, or a rulebook or shop's file that does not load.
        """
        if platform is not None and platform not in PLATFORMS:
            mend = f"use one of {', '.join(PLATFORMS)}"
            raise KefuError("unknown-platform", f"platform {platform!r} is not known", "", mend)
        book = shipped_book()
        day = None if as_of is None else day_of(as_of)
        guard = cls(book, platform, day, NO_SHOP if shop is None else shop_of(Path(shop)))
        if platform is not None:
            guard.judge(platform, guard.day(None))
        if reader:
            guard.learn_to_read()
        return guard

    def learn_to_read(self) -> None:
        """Make the reader ready, if there are weights and they are fit; where they are not `unread` says why."""
        from kefu.checks.meaning import Meaning
        from kefu.reader.model import shipped_reader, ships

        if not ships():
            return
        try:
            self.meaning = Meaning(shipped_reader())
        except KefuError as error:
            self.unread = error

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
            KefuError: it is no message, or too long, or neither it nor the guard names a platform.
        """
        if self.meaning is not None and reader is not False:
            message = message_of(message)
            return self._read([message], [self.check(message, reader=False)])[0]
        if isinstance(message, str) and self.platform is not None and len(message) <= LONGEST:
            return self._report(message, self.judge(self.platform, self.day(None)).judge_plainly(message))
        message = message_of(message)
        if message.role == "buyer":
            return reported(listener().listen(message))
        judge = self.judge(self._platform(message.platform), self.day(message.at))
        return self._report(message.text, judge.judge(message))

    def check_batch(self, messages: Iterable[str | Message]) -> Iterator[Report]:
        """Judge many messages, in order; the same answers as `check`, sooner.

        Raises:
            KefuError: as `check` does, at the first such message.
        """
        if isinstance(messages, str):
            raise KefuError("message", "a str is one message", "messages", "give a list, or call check")
        return self._batches(iter(messages))

    def _batches(self, rest: Iterator[str | Message]) -> Iterator[Report]:
        while some := list(itertools.islice(rest, BATCH)):
            reports = self._checked(some)
            yield from reports if self.meaning is None else self._read([message_of(each) for each in some], reports)

    def _read(self, messages: Sequence[Message], reports: Sequence[Report]) -> list[Report]:
        """The reports of words, and what meaning adds to them."""
        meaning = self.meaning
        if meaning is None:
            return list(reports)
        from kefu.checks.meaning import MOST_READ

        read = [n for n, each in enumerate(messages) if len(each.text) <= MOST_READ]
        texts = [meaning.text(messages[n], messages[n].platform or self.platform or PLATFORMS[0]) for n in read]
        out = list(reports)
        for n, text, reading in zip(read, texts, meaning.reader.read(texts), strict=True):
            message, report = messages[n], reports[n]
            if message.role == "buyer":
                out[n] = reported(meaning.signals(text, reading, report.signals))
                continue
            judge = self.judge(self._platform(message.platform), self.day(message.at))
            joined = meaning.joined(
                judge, message, text, reading, report.findings, self.shop.severity, self.shop.reader_warns
            )
            if joined != report.findings:
                report = self._report(message.text, joined)
            if promises := meaning.promises(message, text, reading):
                report = replace(report, promises=promises)
            out[n] = report
        return out

    def check_lines(
        self,
        texts: Sequence[str],
        roles: Sequence[str],
        history: Callable[[int], Sequence[Turn]],
        at: Callable[[int], datetime | None],
    ) -> list[Report]:
        """Judge the lines of conversations on the guard's platform and day.

        The same answers as `check`, but that of a buyer's signals the intents are left out: an inspection needs none.

        Args:
            history: what was said before line n, oldest first; asked for only where it decides.
            at: when line n was said; what is promised in it is due from then on.
        """
        out: list[Report] = [CLEAN] * len(texts)
        spoken = [n for n, role in enumerate(roles) if role == "agent"]
        asking = [n for n, role in enumerate(roles) if role == "buyer"]
        signals = listener(intents=False).listen_many([texts[n] for n in asking], lambda k: history(asking[k]))
        for n, each in zip(asking, signals, strict=True):
            out[n] = reported(each)
        if self.platform is None:
            raise KefuError("unknown-platform", "the guard has no platform", "platform", "load the guard with one")
        judge = self.judge(self.platform, self.day(None))
        found = judge.judge_many(
            [texts[n] for n in spoken],
            lambda k: Message(texts[spoken[k]], history=history(spoken[k]), platform=self.platform),
            lambda k: history(spoken[k]),
        )
        for k, findings in found.items():
            out[spoken[k]] = self._report(texts[spoken[k]], findings)
        if self.meaning is None:
            return out
        heard = sorted(spoken + asking)
        messages = [
            Message(texts[n], "buyer" if roles[n] == "buyer" else "agent", at(n), history(n), platform=self.platform)
            for n in heard
        ]
        for n, report in zip(heard, self._read(messages, [out[n] for n in heard]), strict=True):
            out[n] = report
        return out

    def _platform(self, platform: Platform | None) -> Platform:
        platform = platform or self.platform
        if platform is None:
            raise KefuError("unknown-platform", "the message names no platform", "platform", "load the guard with one")
        return platform

    def _report(self, text: str, findings: tuple[Finding, ...]) -> Report:
        """A report without what the shop excuses."""
        if self.shop.excuses and findings:
            excused = {excuse.rule for excuse in self.shop.excused(text)}
            findings = tuple(each for each in findings if each.rule not in excused)
        return Report(findings) if findings else CLEAN

    def _checked(self, messages: Sequence[str | Message]) -> list[Report]:
        """The reports of some messages; those of agents on one platform and day are judged together."""
        out: list[Report] = [CLEAN] * len(messages)
        asking: dict[int, Message] = {}
        groups: dict[tuple[Platform | None, date], list[int]] = {}
        today = self.day(None)
        for n, message in enumerate(messages):
            if not isinstance(message, str) or len(message) > LONGEST:
                message = message_of(message)
            if isinstance(message, str):
                groups.setdefault((self.platform, today), []).append(n)
            elif message.role == "buyer":
                asking[n] = message
            else:
                day = today if message.at is None else self.day(message.at)
                groups.setdefault((message.platform or self.platform, day), []).append(n)
        buyers = list(asking.values())
        signals = listener().listen_many([each.text for each in buyers], lambda k: buyers[k].history) if buyers else []
        for n, heard in zip(asking, signals, strict=True):
            out[n] = reported(heard)
        for (platform, day), places in groups.items():
            judge = self.judge(self._platform(platform), day)
            for n, findings in self._together(judge, [messages[n] for n in places]).items():
                out[places[n]] = self._report(message_of(messages[places[n]]).text, findings)
        return out

    def _together(self, judge: Judge, some: Sequence[str | Message]) -> dict[int, tuple[Finding, ...]]:
        texts = [each if isinstance(each, str) else each.text for each in some]
        linked = any(not isinstance(each, str) and each.history for each in some)
        history = (lambda n: message_of(some[n]).history) if linked else None
        known = any(not isinstance(each, str) and (each.order or each.shop) for each in some)
        return judge.judge_many(texts, lambda n: message_of(some[n]), history, known)


_SHIPPED: dict[tuple[str, int], Judge] = {}


def message_of(said: str | Message) -> Message:
    """A message as it is; a str is an agent's. Raises KefuError where it is none, or too long."""
    message = Message(said) if isinstance(said, str) else said
    if not isinstance(message, Message):
        what = f"a {type(said).__name__} is no message"
        raise KefuError("message", what, "", 'give a str, or Message(text="…", role="buyer")')
    if len(message.text) > LONGEST:
        raise KefuError("too-long", f"a message of {len(message.text):,} characters", "text", "send it in parts")
    return message


def reported(signals: Signals) -> Report:
    """The report on a buyer's message."""
    return Report(signals=signals) if signals != Signals() else CLEAN
