"""What a list of upheld violations does to a shop: points by ledger, nodes reached, what follows from them."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from kefu.dues.account import Account, Deduction, Opening, Reached, Violation
from kefu.dues.consequences import Consequence
from kefu.dues.ladder import Class, Rung
from kefu.dues.schedule import Choice, Family, Schedule
from kefu.dues.tariff import NOTHING, Tariff
from kefu.rulebook.pack import Rule
from kefu.vocabulary.days import CHINA
from kefu.vocabulary.errors import KefuError

MOST_ACTS: Final = 100_000
"""Acts that one finding may cover; more is taken for a slip."""
MOST_POINTS: Final = Decimal(100_000)
_MOST_BALANCE: Final = MOST_POINTS * 2
_NEW: Final = Opening()


def reckon(schedule: Schedule, now: datetime, violations: Sequence[Violation], opening: Opening = _NEW) -> Account:
    """What upheld violations do to a shop.

    Args:
        schedule: the tariffs and ladders of the platform on the day.
        now: aware instant; what was upheld later is not counted.
        violations: in any order; they are taken by `at`.
        opening: what the shop had before the first of them.

    Returns:
        points, nodes and consequences, each with its clause.

    Raises:
        KefuError: a clause that nobody knows, a count that is none; `where` is the field, `violations[3].count`.
    """
    entries, later = _entries(schedule, now, violations)
    ledger = _Ledger(schedule, opening)
    ledger.year = (entries[0][0] if entries else now).astimezone(CHINA).year
    for entry in entries:
        ledger.take(*entry)
    ledger.turn(now.astimezone(CHINA).year)
    return ledger.account(later)


_Entry = tuple[datetime, str, str, int, int, Family, Choice]


def _entries(schedule: Schedule, now: datetime, violations: Sequence[Violation]) -> tuple[list[_Entry], int]:
    """The violations upheld by now in the order of time, each with its tariffs, and how many come later."""
    entries: list[_Entry] = []
    for number_, violation in enumerate(violations):
        at, count = violation.at, violation.count
        if at.tzinfo is None:
            raise KefuError("violation", "has no zone", f"violations[{number_}].at", "write 2026-03-01T10:21:33+08:00")
        if count is not None and (type(count) is not int or not 0 <= count <= MOST_ACTS):
            _no_count(count, f"violations[{number_}].count")
        found, implied = schedule.find(violation.clause, f"violations[{number_}].clause")
        degree = violation.degree if violation.degree is not None else implied
        choice = found.choice(degree)
        key = -1 if count is None else count
        entries.append((at, found.name, degree or "", key, number_, found, choice))
    entries.sort()  # the number of the entry is another in each: nothing behind it is compared
    counted = len(entries)
    while counted and entries[counted - 1][0] > now:
        counted -= 1
    return entries[:counted], len(entries) - counted


def _no_count(count: object, where: str) -> None:
    if type(count) is int:
        what = f"{count} is negative" if count < 0 else f"{count} acts in one finding are more than {MOST_ACTS}"
        raise KefuError("violation", what, where, f"write how many acts it covers, 0 to {MOST_ACTS}")
    raise KefuError("violation", f"{count!r:.40} is no number of acts", where, "write a whole number, 120")


class _Ledger:
    """The books of one shop while they are written: one list of violations, one pass."""

    def __init__(self, schedule: Schedule, opening: Opening) -> None:
        self.schedule, self.ladders = schedule, schedule.ladders
        self.balances = dict.fromkeys(self.ladders.by_ledger, NOTHING)
        self.balances[self.ladders.usual["general"]] += opening.general
        self.balances[self.ladders.usual["severe"]] += opening.severe
        self.next: dict[str, Rung | None] = {}
        self.year = 0
        self.latest = NOTHING
        self.nth: dict[tuple[str, str, int], int] = {}
        self.capped: dict[str, deque[tuple[datetime, Decimal]]] = {}
        self.deductions: list[Deduction] = []
        self.reached: list[Reached] = []
        self.running: dict[str, list[tuple[datetime, Reached]]] = {}
        self.consequences: list[tuple[Reached | None, Consequence]] = []
        self.conflicts: dict[str, str] = {}
        self.named: set[int] = set()

    def take(self, at: datetime, term: str, degree: str, acts: int, index: int, family: Family, choice: Choice) -> None:
        """One violation, later than all before it."""
        if self.ladders.reset is not None or family.yearly:
            self.turn(at.astimezone(CHINA).year)
        year, counts = self.year if family.yearly else 0, self.nth
        nth = counts[term, "", year] = counts.get((term, "", year), 0) + 1
        of_degree = counts[term, choice.degree or "-", year] = counts.get((term, choice.degree or "-", year), 0) + 1
        for times, higher in choice.rises:
            if of_degree >= times:
                choice = higher
                of_degree = counts[term, higher.degree, year] = counts.get((term, higher.degree, year), 0) + 1
        if choice.graded and acts < 0:
            mend = f"say how many acts it covers{self._degrees(family)}"
            raise KefuError(
                "violation", f"{term} is graded by it, and it is missing", f"violations[{index}].count", mend
            )
        for tariff in choice.tariffs:
            count = of_degree if tariff.counts == "degree" else nth
            if tariff.meets(count, max(acts, 0) if tariff.graded else MOST_ACTS):
                if choice.guessed:
                    self._remark(tariff.rule, "the heavier, for want of a degree", "没有写情节，按较重的算")
                self.conflicts.update(dict.fromkeys(choice.conflicts, ""))
                self._deduct(tariff, at, term, count, acts)
                if self.latest > _MOST_BALANCE:
                    what = f"brings the shop above {_MOST_BALANCE} points"
                    raise KefuError("violation", what, f"violations[{index}]", "leave out what is counted twice")
                return
        self.conflicts.update(dict.fromkeys(choice.conflicts, ""))
        self.deductions.append(
            Deduction(term, degree, at, None, NOTHING, "general", self.ladders.usual["general"], nth, _told(acts))
        )

    @staticmethod
    def _degrees(family: Family) -> str:
        return f", or one of the degrees {'、'.join(family.degrees)}" if family.degrees else ""

    def _deduct(self, tariff: Tariff, at: datetime, term: str, nth: int, acts: int) -> None:
        times = acts if tariff.each and acts >= 0 else 1
        points = tariff.points if times == 1 else tariff.points * times
        if tariff.cap is not None:
            points = self._under_cap(tariff, at, points)
        kind: Class = "severe" if tariff.severe else "general"
        ledger = tariff.ledger or self.ladders.usual[kind]
        self.deductions.append(Deduction(term, tariff.degree, at, tariff.rule, points, kind, ledger, nth, _told(acts)))
        self._name(tariff)
        for measure in tariff.measures if times else ():
            self.consequences.append((None, Consequence(measure, at, tariff.rule.id, "", term, times)))
        if points:
            self._add(kind, ledger, points, at, term)
        for strike in self.ladders.strikes:
            if strike.term == term and self.nth.get((term, "", 0)) == strike.times:
                self._reach(Rung(strike.node.at, f"strikes:{strike.times}", strike.node), at, term)

    def _name(self, tariff: Tariff) -> None:
        """What says otherwise, and where the rule states a range."""
        if id(tariff) in self.named:
            return
        self.named.add(id(tariff))
        self.conflicts.update(dict.fromkeys(self.schedule.against(tariff.rule), ""))
        if tariff.upper is not None:
            ends = f"{tariff.points:f}-{tariff.upper:f}"
            self._remark(tariff.rule, f"{ends} points, the lower taken", f"扣 {ends} 分，按下限算")
        for measure in tariff.measures:
            if measure.upper is not None and measure.value is not None:
                ends = f"{measure.value:f}-{measure.upper:f} {measure.unit}"
                words = f"{measure.shown()[0]}，按下限算"
                self._remark(tariff.rule, f"{measure.name} {ends}, the lower taken", words)

    def _remark(self, rule: Rule, en: str, zh: str) -> None:
        """What else is to be known of a rule that was used."""
        self.conflicts[f"{rule.id}: {en}"] = f"{rule.id}：{zh}"

    def _under_cap(self, tariff: Tariff, at: datetime, points: Decimal) -> Decimal:
        """As many of the points as the cap of the clause still leaves."""
        assert tariff.cap is not None
        window = self.capped.setdefault(tariff.rule.id, deque())
        while window and at - window[0][0] >= tariff.cap.window:
            window.popleft()
        left = tariff.cap.points - sum((each for _, each in window), NOTHING)
        points = max(min(points, left), NOTHING)
        window.append((at, points))
        return points

    def _add(self, kind: Class, ledger: str, points: Decimal, at: datetime, term: str) -> None:
        """Points onto a ledger, and the nodes that they reach."""
        before = self.balances.get(ledger, NOTHING)
        after = self.latest = self.balances[ledger] = before + points
        ladder = self.ladders.by_ledger[ledger]
        if after > _MOST_BALANCE:
            return
        ahead = self.next[ledger] if ledger in self.next else self.next.setdefault(ledger, ladder.above(before))
        if ahead is None or ahead.at > after:
            return
        rungs = []
        while ahead is not None and ahead.at <= after:
            rungs.append(ahead)
            ahead = ladder.above(ahead.at)
        self.next[ledger] = ahead
        if kind == "general":
            for rung in rungs:
                self._reach(rung, at, term)
            return
        reached = self._reach(rungs[-1], at, term)
        self._only_heaviest(ledger, reached, at)

    def _reach(self, rung: Rung, at: datetime, term: str) -> Reached:
        reached = Reached(rung, at)
        self.reached.append(reached)
        self.conflicts.update(dict.fromkeys(self.schedule.against(rung.node.rule), ""))
        for measure in rung.node.measures:
            self.consequences.append((reached, Consequence(measure, at, rung.node.rule.id, rung.label, term)))
        return reached

    def _only_heaviest(self, ledger: str, new: Reached, at: datetime) -> None:
        """Of a severe node and those still running in its ledger only the heaviest is executed."""
        running = [(ends, each) for ends, each in self.running.get(ledger, ()) if ends > at]
        for _, each in running:
            if each.rung.at >= new.rung.at:
                new.absorbed = each.rung.label
            else:
                each.absorbed = new.rung.label
        kept = [(ends, each) for ends, each in running if not each.absorbed]
        if not new.absorbed:
            kept.append((_end(at, new.rung.node.runs), new))
        self.running[ledger] = kept

    def turn(self, year: int) -> None:
        """The year is another: what the platform clears is cleared."""
        if self.year == year:
            return
        self.year = year
        reset = self.ladders.reset
        if reset is None:
            return
        self.next.clear()
        for ledger, balance in self.balances.items():
            severe = self.ladders.by_ledger[ledger].kind == "severe"
            self.balances[ledger] = reset.after(ledger, severe, balance)

    def account(self, later: int) -> Account:
        """The books, closed."""
        ladders = self.ladders.by_ledger
        totals = dict.fromkeys(("general", "severe"), NOTHING)
        for ledger, balance in self.balances.items():
            totals[ladders[ledger].kind] += balance
        return Account(
            totals["general"], totals["severe"], self.balances, tuple(self.deductions), tuple(self.reached),
            tuple(each for node, each in self.consequences if node is None or not node.absorbed),
            tuple(self.conflicts), later, ladders, {en: zh for en, zh in self.conflicts.items() if zh},
        )  # fmt: skip


def _told(acts: int) -> int | None:
    return None if acts < 0 else acts


def _end(at: datetime, length: timedelta) -> datetime:
    try:
        return at + length
    except OverflowError:
        return datetime.max.replace(tzinfo=CHINA)
