"""The rulebook as answers: by when, how much, at what price. One object for programs; the same judges as the commands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from kefu.checks.shipped import shipped_book
from kefu.clocks import NO_TERMS, Clock, History, Terms, read
from kefu.clocks.alarms import Alarms
from kefu.clocks.history import check
from kefu.dues.account import Account, Opening, Violation
from kefu.dues.compensation import Order, Owed, owed
from kefu.dues.outcomes import Foreseen
from kefu.dues.points import reckon
from kefu.dues.schedule import Schedules
from kefu.dues.steps import NEW, Step, foresee
from kefu.dues.tallies import Tallies
from kefu.exams import Question, Request, paper
from kefu.rulebook.book import Book
from kefu.vocabulary.asking import Asked, Basis, end_of
from kefu.vocabulary.days import CHINA, now
from kefu.vocabulary.events import Event
from kefu.vocabulary.ids import Platform

Key = TypeVar("Key")


class Reckoner:
    """Answers by when something is due, what is owed, what it costs in points, what a step would cost, and what an exam would ask.

    Every answer carries the id of its clause and of the rules that say otherwise (`conflicts`).

    >>> from kefu import Reckoner
    >>> reckoner = Reckoner.load(basis="seeds")
    >>> told = reckoner.money("tmall", "late_shipping", Order(Decimal("8000.00"), freight=Decimal("10.00")))
    >>> told.amount, told.rule.id
    (Decimal('500.00'), 'tmall.shipping.late_30pct')
    >>> at = datetime(2023, 4, 10, 10, tzinfo=CHINA)
    >>> reckoner.points("tmall", [Violation("发票", at)], Opening(general=Decimal(11)), as_of=date(2023, 7, 1)).nodes
    ['general:12']
    >>> asked = datetime(2023, 8, 1, 15, 20, tzinfo=CHINA)
    >>> clock, = reckoner.clocks("pdd", [Event("refund_requested", asked)], as_of=date(2023, 8, 2))
    >>> clock.due_at.isoformat(), clock.state
    ('2023-08-03T15:20:00+08:00', 'running')
    """

    def __init__(self, book: Book, basis: Basis = "latest") -> None:
        self.book, self.basis = book, basis
        self._tallies, self._schedules = Tallies(book), Schedules(book)

    @classmethod
    def load(cls, basis: Basis = "latest") -> Reckoner:
        """A reckoner by the rulebook that ships with Kefu.

        Args:
            basis: `latest` = the best dated evidence; `seeds` = what the seed documents state alone.
        """
        return cls(shipped_book(), basis)

    def asked(self, platform: Platform, as_of: date | datetime | None = None) -> Asked:
        """A question of a platform: the date of `as_of` picks the rules, its instant is the now; a day means its last second."""
        if as_of is None:
            return Asked(platform, now(), self.basis)
        if isinstance(as_of, datetime):
            return Asked(platform, as_of.astimezone(CHINA), self.basis)
        return Asked(platform, end_of(as_of), self.basis)

    def clocks(
        self,
        platform: Platform,
        events: Iterable[Event],
        terms: Terms = NO_TERMS,
        agreed_ship_by: Sequence[datetime] = (),
        as_of: date | datetime | None = None,
    ) -> tuple[Clock, ...]:
        """Which deadlines run, were met, missed or called off, the nearest first.

        Args:
            events: what happened to one order or in one conversation, in any order.
            terms: what is known of the order beside.
            agreed_ship_by: by when it ships as agreed; two instants are a range.

        Raises:
            KefuError: an end lies before its start, or a promise has a due day that is none.
        """
        history = History(self.asked(platform, as_of), tuple(events), terms, tuple(agreed_ship_by))
        check(history)
        return read(self.book, history)

    def alarms(self, histories: Mapping[Key, History]) -> Alarms[Key]:
        """The running clocks of many histories, by the instant at which they ring: `within(now, span)`, `next_ring()`."""
        return Alarms.of(self.book, histories)

    def money(self, platform: Platform, matter: str, order: Order, as_of: date | datetime | None = None) -> Owed:
        """What is owed to the buyer in one matter (docs/money.md), in yuan to the fen, with its formula.

        Raises:
            KefuError: nobody knows the matter, or the order lacks what it is reckoned from.
        """
        return owed(self._tallies, self.asked(platform, as_of), matter, order)

    def points(
        self,
        platform: Platform,
        violations: Sequence[Violation],
        opening: Opening = NEW,
        as_of: date | datetime | None = None,
    ) -> Account:
        """What upheld violations do to a shop: points, nodes, consequences, and how far the next node is.

        Raises:
            KefuError: a clause that nobody knows, a count that is none.
        """
        asked = self.asked(platform, as_of)
        return reckon(self._schedules.on(asked), asked.now, violations, opening)

    def forecast(
        self,
        platform: Platform,
        step: Step,
        order: Order | None = None,
        violations: Sequence[Violation] = (),
        opening: Opening = NEW,
        p: Decimal | None = None,
        as_of: date | datetime | None = None,
    ) -> Foreseen:
        """What a step would cost before it is taken, by every way in which it may end; as `kefu forecast` tells it.

        Args:
            step: `"refuse_refund"` or `"ship_late"`, of which the `order` is needed; a `Violation` that would be upheld; or
                `Figures` beside the numbers of a clause (`kefu.dues.steps`).
            violations: what the shop was found guilty of before; `opening`: its points before that.
            p: how likely the bad end is, from 0 to 1; `expected`, in yuan, is told only where it is given.

        >>> reckoner, at = Reckoner.load(basis="seeds"), datetime(2023, 7, 1, tzinfo=CHINA)
        >>> told = reckoner.forecast("tmall", Violation("发票", at), opening=Opening(Decimal(11)), p=Decimal("0.5"), as_of=at)
        >>> [(each.word, each.amount, each.nodes) for each in told.outcomes][1], told.expected
        (('upheld', Decimal('10000.00'), ('general:12',)), Decimal('5000.00'))

        Raises:
            KefuError: the order is missing, a clause is not known, a count, a figure or a probability is none.
        """
        asked = self.asked(platform, as_of)
        return foresee(self._tallies, self._schedules, asked, step, order, violations, opening, p)

    def paper(self, platform: Platform, as_of: date | None = None, **wish: Any) -> tuple[Question, ...]:
        """An exam paper drawn from the rulebook; the same seed gives the same paper.

        Args:
            wish: `count`, `seed`, `topics`, `difficulties`, as `kefu.exams.Request` has them.
        """
        day = self.asked(platform, as_of).day
        return paper(self.book, Request(platform, day, self.basis, **wish))
