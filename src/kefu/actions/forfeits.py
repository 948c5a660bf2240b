"""What a missed deadline may bring: money, points, what the clause threatens. Only what the rulebook says, each with its clause."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from kefu.actions.reckoner import Reckoner
from kefu.clocks import Clock
from kefu.clocks.names import MISS_NAMES
from kefu.dues.account import Violation
from kefu.dues.compensation import Order, Owed
from kefu.dues.forecast import LATE, Shop, node_words, ship_late
from kefu.dues.ladder import CLASS_NAMES
from kefu.dues.matters import MATTER_NAMES, PAID_AS_NAMES
from kefu.dues.schedule import Schedules
from kefu.dues.sums import NOTHING
from kefu.dues.tallies import Tallies
from kefu.dues.totals import together
from kefu.rulebook.pack import Bilingual, Rule
from kefu.vocabulary.asking import Asked
from kefu.vocabulary.ids import Platform

LATE_SHIPPING: Final = "late_shipping"
PRICE_BACK: Final = "refund"
"""Paid as the price itself: it goes back, and is no compensation on top of it."""
UNPOINTED: Final = Bilingual("规则库没有写扣几分", "the rulebook states no points")
MOST: Final = 10_000
"""So many sums are kept."""
_EXAMPLE: Final = Order(Decimal("100.00"))


@dataclass(frozen=True, slots=True)
class Sum:
    """Money that a miss brings.

    Attributes:
        amount: yuan.
        paid_as: as what its parts are paid.
        rules: ids of the clauses behind it.
    """

    amount: Decimal
    formula: Bilingual
    rules: tuple[str, ...]
    conflicts: tuple[str, ...]
    paid_as: tuple[str, ...] = ()

    @property
    def price_back(self) -> bool:
        """Whether it is the price that goes back, with nothing on top."""
        return PRICE_BACK in self.paid_as

    @property
    def paid_words(self) -> Bilingual:
        """As what it is paid, in words."""
        named = [PAID_AS_NAMES.get(each, (each, each)) for each in self.paid_as]
        return Bilingual("、".join(zh for zh, _ in named), ", ".join(en for _, en in named))


@dataclass(frozen=True, slots=True)
class Beyond:
    """What a miss brings besides money.

    Attributes:
        told: points and measures in words, or that the rulebook states none.
        rules: ids of the clauses that say so.
    """

    told: Bilingual
    rules: tuple[str, ...]
    conflicts: tuple[str, ...]


class Forfeits:
    """Tells what misses bring as of one instant; what is the same for many orders is looked up once."""

    def __init__(self, reckoner: Reckoner, now: datetime) -> None:
        self._reckoner, self._now = reckoner, now
        self._schedules, self._tallies = Schedules(reckoner.book), Tallies(reckoner.book)
        self._sums: dict[tuple[object, ...], Sum | None] = {}
        self._beyond: dict[tuple[Platform, str, str], Beyond] = {}

    def matter(self, clock: Clock) -> str:
        """In what matter a miss of this deadline owes something; '' where the rulebook names none."""
        named = str(self._reckoner.book.get(clock.clause).parameters.get("matter", ""))
        return named or (clock.on_miss if clock.on_miss in MATTER_NAMES else "")

    def missed(self, platform: Platform, clock: Clock, amount: Decimal | None, shipped: datetime | None) -> Sum | None:
        """What a miss costs in money; None where the sum is not known, or the rulebook states none.

        Args:
            amount: yuan paid for the goods that are late, or that the refund is about.
            shipped: when they were sent; of a refund that decides which clause answers.
        """
        matter = self.matter(clock)
        if not matter or amount is None:
            return None
        sent = shipped is not None and matter != LATE_SHIPPING
        return self._known((platform, matter, amount, sent), lambda: self._owed(platform, matter, amount, sent))

    def _owed(self, platform: Platform, matter: str, amount: Decimal, sent: bool) -> Sum | None:
        order = Order(amount, shipped_at=self._now if sent else None)
        owed = self._reckoner.money(platform, matter, order, as_of=self._now)
        if owed.rule is None or not owed.amount:
            return None
        return _sum([owed], owed.amount, Bilingual(owed.formula, owed.formula_en))

    def _known(self, key: tuple[object, ...], made: Callable[[], Sum | None]) -> Sum | None:
        """A sum, made once for all orders that are alike: a shop has few prices."""
        if key not in self._sums:
            if len(self._sums) >= MOST:
                self._sums.clear()
            self._sums[key] = made()
        return self._sums[key]

    def never(self, platform: Platform, amount: Decimal) -> Sum | None:
        """What goods cost that are late and never sent at all."""
        return self._known((platform, amount), lambda: self._never(platform, amount))

    def _never(self, platform: Platform, amount: Decimal) -> Sum | None:
        plain = Order(amount)
        both = together(
            [
                self._reckoner.money(platform, matter, plain, as_of=self._now)
                for matter in (LATE_SHIPPING, "out_of_stock")
            ]
        )
        if not both.total:
            return None
        return _sum(both.counted, both.total, Bilingual(both.formula(), both.formula("en")))

    def beyond(self, platform: Platform, clock: Clock) -> Beyond:
        """Points and measures that a miss brings to a shop that has none yet."""
        key = platform, clock.clause, clock.on_miss
        if key not in self._beyond:
            self._beyond[key] = self._of(platform, clock)
        return self._beyond[key]

    def _of(self, platform: Platform, clock: Clock) -> Beyond:
        rule = self._reckoner.book.get(clock.clause)
        parts = [rule.penalty or Bilingual(*MISS_NAMES.get(clock.on_miss, (clock.on_miss, clock.on_miss)))]
        if rule.serious is not None:
            parts.append(Bilingual(f"情节严重的：{rule.serious.zh}", f"in serious cases: {rule.serious.en}"))
        points = self._late(platform) if clock.on_miss == LATE_SHIPPING else Beyond(UNPOINTED, (), ())
        parts.append(points.told)
        told = Bilingual("；".join(each.zh for each in parts), "; ".join(each.en for each in parts))
        return Beyond(told, points.rules, points.conflicts)

    def _late(self, platform: Platform) -> Beyond:
        """What late shipping brings in points on this platform."""
        asked = self._reckoner.asked(platform, self._now)
        schedule = self._schedules.on(asked)
        if LATE not in schedule.terms:
            return Beyond(UNPOINTED, (), ())
        late = next(
            each
            for each in ship_late(self._tallies, Shop(schedule), asked, _EXAMPLE, None).outcomes
            if each.word == "late"
        )
        behind = [rule for rule in late.rules if rule.id not in _money_of(self._tallies, asked)]
        told = _points(late.points, behind, late.nodes)
        words = [told, *(Bilingual(str(each["zh"]), str(each["en"])) for each in late.consequences)]
        against = self._reckoner.points(platform, [Violation(LATE, self._now, None, 1)], as_of=self._now).conflicts
        known = tuple(each for each in against if each in self._reckoner.book)
        told = Bilingual("，".join(each.zh for each in words), ", ".join(each.en for each in words))
        if known:
            told = Bilingual(f"{told.zh}（另有没采用的说法）", f"{told.en} (others say otherwise, and are not used)")
        return Beyond(told, tuple(rule.id for rule in behind), known)


def _money_of(tallies: Tallies, asked: Asked) -> frozenset[str]:
    """The clauses that state the sum for late shipping; what else stands behind it speaks of points."""
    return frozenset(each.rule.id for each in tallies.answer(asked, LATE_SHIPPING).tallies)


def _sum(parts: Sequence[Owed], total: Decimal, formula: Bilingual) -> Sum:
    """Sums owed as one, with all that stands behind them."""
    rules = tuple(each.rule.id for each in parts if each.rule is not None and each.amount)
    conflicts = tuple(dict.fromkeys(name for each in parts for name in each.conflicts if name not in rules))
    paid_as = dict.fromkeys(each.paid_as for each in parts if each.paid_as and each.amount)
    return Sum(total, formula, rules, conflicts, tuple(paid_as))


def _points(points: tuple[Decimal, Decimal] | None, behind: list[Rule], nodes: tuple[str, ...]) -> Bilingual:
    """Points in words."""
    general, severe = points or (NOTHING, NOTHING)
    told = [
        (f"{zh}扣 {value.normalize():f} 分", f"{value.normalize():f} points ({en})")
        for (zh, en), value in ((CLASS_NAMES["general"], general), (CLASS_NAMES["severe"], severe))
        if value
    ]
    if not told:
        return Bilingual("不扣分", "no points") if behind else UNPOINTED
    zh = [zh for zh, _ in told] + [f"到{node_words(node)}" for node in nodes]
    return Bilingual("，".join(zh), ", ".join([*(en for _, en in told), *nodes]))
