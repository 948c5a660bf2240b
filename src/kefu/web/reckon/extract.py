"""The rules of one day as a page needs them that has no Python behind it: what the judges read from the rulebook, as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final, TypeVar

from kefu.clocks.terms import Term
from kefu.clocks.timetable import in_term
from kefu.dues.consequences import Measure
from kefu.dues.ladder import FOREVER, Ladders, Node
from kefu.dues.matters import MATTER_NAMES
from kefu.dues.schedule import Choice, Family, Schedule, Schedules
from kefu.dues.sums import SHARES, Step, Tally
from kefu.dues.tallies import Shipping, Tallies
from kefu.dues.tariff import Tariff
from kefu.rulebook.book import Book, room_of
from kefu.rulebook.citation import provenance
from kefu.rulebook.deadline import Deadline
from kefu.rulebook.pack import Rule
from kefu.rulebook.quantity import Quantity
from kefu.vocabulary.asking import BASES, Asked, Basis, end_of
from kefu.vocabulary.ids import PLATFORMS, Platform
from kefu.vocabulary.money import to_fen
from kefu.vocabulary.workdays import SATURDAY, is_announced, is_worked

Json = dict[str, Any]
Told = TypeVar("Told")
THOUSAND: Final = 1000
"""Points are told in thousandths and lengths in milliseconds: the page reckons with whole numbers."""
YEARS: Final = (-3, 4)
"""Years before and after the day of which the page knows the working days."""
AUTOMATIC: Final = ("auto_refund", "auto_approve")
DAY: Final = timedelta(days=1)


class Extract:
    """The rules of a day, of all platforms and on both bases. What several of them use is told once.

    Attributes:
        used: the rules that are named, by id.
    """

    def __init__(self, book: Book, at: date) -> None:
        self.book, self.at = book, at
        self.used: dict[str, Rule] = {}
        self._tallies, self._schedules = Tallies(book), Schedules(book)
        self._terms: list[Term] = []
        self._sums: list[Tally] = []

    def told(self) -> Json:
        """Everything, as the page reads it."""
        books = {platform: {basis: self._of(platform, basis) for basis in BASES} for platform in PLATFORMS}
        terms, sums = [self._term(each) for each in self._terms], [self._tally(each) for each in self._sums]
        for rule in list(self.used.values()):
            self.used |= {other.id: other for other in self.book.conflicts(rule)}
        return {
            "day": str(self.at), "books": books, "terms": terms, "sums": sums, "calendar": calendar(self.at.year),
            "rules": {name: self._rule(rule) for name, rule in sorted(self.used.items())},
        }  # fmt: skip

    def _use(self, rule: Rule) -> str:
        self.used[rule.id] = rule
        return rule.id

    def _rule(self, rule: Rule) -> Json:
        return lean(
            zh=rule.clause.zh, en=rule.clause.en, status=rule.status, platforms=list(rule.platforms),
            when=[provenance(rule, "zh"), provenance(rule, "en")], against=[each.id for each in self.book.conflicts(rule)],
            category=list(rule.category), programme=list(rule.programme),
        )  # fmt: skip

    def _of(self, platform: Platform, basis: Basis) -> Json:
        asked = Asked(platform, end_of(self.at), basis)
        return {
            "clocks": [placed(self._terms, each) for each in in_term(self.book, asked)],
            "matters": {matter: self._matter(asked, matter) for matter in MATTER_NAMES},
            "shipping": self._shipping(self._tallies.shipping(asked)),
            "points": self._points(self._schedules.on(asked)),
            "refusal": self._refusal(asked),
        }

    def _term(self, term: Term) -> Json:
        rule = term.rule
        return lean(
            clock=term.clock, rule=self._use(rule), starts=list(term.starts), stops=list(term.stops),
            cancels=list(term.cancels), alone=list(term.alone), decided=term.decided_by, deadline=deadline(term.deadline),
            yields=term.yields, shortest=term.shortest, others={mode: deadline(each) for mode, each in term.others.items()},
            due_on=term.due_on and str(term.due_on), orders=term.orders and [str(day) for day in term.orders],
            when=_when(term), goods=list(term.goods), not_for=list(term.not_for), service=term.service,
            hours=term.hours and {"spans": term.hours.spans, "worked": term.hours.worked}, deferred=term.deferred,
            gap=_milliseconds(term.gap), turn=term.turn and [term.turn[0], deadline(term.turn[1])],
            kept_by={kind: list(types) for kind, types in term.kept_by.items()}, on_miss=term.on_miss, party=term.party,
            conditions=term.conditions, room=room_of(rule, ""), term=rule.parameters.get("term"),
            newest=-rule.dated.toordinal() if rule.dated else 0,
        )  # fmt: skip

    def _matter(self, asked: Asked, matter: str) -> Json:
        """Which rules answer in a matter, for each kind of goods and each programme that makes a difference."""
        every = self._tallies.answer(asked, matter)
        goods = dict.fromkeys(word for each in every.tallies for word in each.rule.category)
        joined = dict.fromkeys(word for each in every.tallies for word in each.rule.programme)
        answers = {}
        for category in (None, *goods):
            for programme in (None, *joined):
                found = self._tallies.answer(asked, matter, category, programme).tallies
                answers[f"{category or ''}|{programme or ''}"] = [placed(self._sums, each) for each in found]
        return lean(answers=answers if every.tallies else None, silent=every.silent and self._use(every.silent))

    def _tally(self, tally: Tally) -> Json:
        told = tally.rule.parameters
        return lean(
            rule=self._use(tally.rule), matter=tally.matter, steps=[_step(each) for each in tally.steps],
            difference=tally.difference, paid_as=tally.paid_as, base=tally.base, state=tally.state,
            each_item=tally.each_item, refunds=tally.refunds, excluded=list(tally.excluded),
            most_deposit=tally.most_deposit and _share(tally.most_deposit), loss_times=_plain(tally.loss_times),
            window=_milliseconds(max(tally.windows, default=None)), besides=told.get("besides") == "refund",
            own_refund=told.get("own_refund") is True, plus="plus" in told, cap_per="cap_per" in told,
            on_top_of=told.get("on_top_of"),
        )  # fmt: skip

    def _shipping(self, stated: Shipping | None) -> Json | None:
        if stated is None:
            return None
        return lean(
            rule=self._use(stated.rule), deadline=deadline(stated.deadline), from_group=stated.from_group,
            agreed=stated.agreed,
        )  # fmt: skip

    def _points(self, schedule: Schedule) -> Json:
        families = [self._family(schedule.find(term)[0]) for term in schedule.terms]
        return {"families": families, "ladders": self._ladders(schedule.ladders)}

    def _family(self, family: Family) -> Json:
        choices = {degree: self._choice(family.choice(degree or None)) for degree in ("", *family.degrees)}
        return lean(name=family.name, yearly=family.yearly, choices=choices)

    def _choice(self, choice: Choice) -> Json:
        return lean(
            tariffs=[self._tariff(each) for each in choice.tariffs], degree=choice.degree,
            conflicts=[self._use(self.book.get(name)) for name in choice.conflicts], graded=choice.graded,
            rises=[[times, self._choice(higher)] for times, higher in choice.rises], guessed=choice.guessed,
        )  # fmt: skip

    def _tariff(self, tariff: Tariff) -> Json:
        return lean(
            rule=self._use(tariff.rule), points=thousandths(tariff.points), severe=tariff.severe, ledger=tariff.ledger,
            degree=tariff.degree, each=tariff.each, counts=tariff.counts, first=tariff.first, last=tariff.last,
            acts_from=tariff.acts_from, acts_below=tariff.acts_below, graded=tariff.graded,
            upper=None if tariff.upper is None else thousandths(tariff.upper), measures=_measures(tariff.measures),
            cap=tariff.cap and [thousandths(tariff.cap.points), _milliseconds(tariff.cap.window)],
        )  # fmt: skip

    def _ladders(self, ladders: Ladders) -> Json:
        reset = ladders.reset
        return lean(
            by_ledger={
                name: {"kind": ladder.kind, "nodes": [self._node(each) for each in ladder.nodes]}
                for name, ladder in ladders.by_ledger.items()
            },
            usual=ladders.usual,
            strikes=[{"term": each.term, "times": each.times, "node": self._node(each.node)} for each in ladders.strikes],
            reset=reset and lean(
                rule=self._use(reset.rule), kept=reset.kept and [reset.kept[0], thousandths(reset.kept[1])],
                carried=reset.carried and [reset.carried[0], *map(thousandths, reset.carried[1:])],
            ),
        )  # fmt: skip

    def _node(self, node: Node) -> Json:
        runs = None if node.runs == FOREVER else _milliseconds(node.runs)
        return {
            "at": thousandths(node.at), "step": thousandths(node.step), "rule": self._use(node.rule), "runs": runs,
            "measures": _measures(node.measures),
        }  # fmt: skip

    def _refusal(self, asked: Asked) -> Json:
        """The rules that are asked before a refund is refused: who counts it, and who grants it where nobody answers."""
        rules = self.book.in_force(asked.platform, asked.day, basis=asked.basis)
        counted = [rule for rule in rules if rule.parameters.get("counts_intervention") is True]
        answers = [rule for rule in rules if rule.parameters.get("clock") == "refund_response"]
        return {
            "counted": [self._counted(rule) for rule in counted],
            "answers": [self._answer(rule) for rule in answers],
        }

    def _counted(self, rule: Rule) -> Json:
        window = rule.parameters.get("window")
        length = Quantity.parse(window) if isinstance(window, str) and Quantity.resembles(window) else None
        return lean(
            rule=self._use(rule), whatever=rule.parameters.get("whatever_verdict") is True,
            window=length and [length.shown("zh"), length.shown("en")],
        )  # fmt: skip

    def _answer(self, rule: Rule) -> Json:
        when = rule.parameters.get("when")
        state = when.get("state") if isinstance(when, Mapping) else None
        return lean(rule=self._use(rule), state=state, automatic=rule.parameters.get("on_miss") in AUTOMATIC)


def extract(book: Book, at: date) -> Json:
    """The rules of a day as the page reads them.

    Raises:
        ValueError: a rule has points in parts smaller than a thousandth.
    """
    return Extract(book, at).told()


def placed(listed: list[Told], told: Told) -> int:
    """Where something stands in a list, at the end of which it is put where it is not yet in it."""
    for place, each in enumerate(listed):
        if each is told:
            return place
    listed.append(told)
    return len(listed) - 1


def lean(**told: Any) -> Json:
    """A map without what is not so, not known, empty or nought."""
    return {name: value for name, value in told.items() if value not in (None, False, "", [], {}, ())}


def deadline(told: Deadline | None) -> Json | None:
    """A stretch of time: how many of which unit, from where to where."""
    if told is None:
        return None
    how = lean(next_day=told.from_next_day, day_end=told.to_day_end, worked=told.worked)
    return {"count": float(told.length.value), "unit": told.length.unit, **how}


def thousandths(points: Decimal) -> int:
    """Points in thousandths.

    Raises:
        ValueError: they are in smaller parts.
    """
    told = points * THOUSAND
    if told != told.to_integral_value():
        raise ValueError(f"{points} points are in parts smaller than a thousandth")
    return int(told)


def calendar(year: int) -> Json:
    """The days around a year on which weekdays do not tell whether they are worked, and which years are announced."""
    first, last = year + YEARS[0], year + YEARS[1]
    days = [date(first, 1, 1) + DAY * n for n in range((date(last + 1, 1, 1) - date(first, 1, 1)).days)]
    return {
        "first": first, "last": last, "announced": [each for each in range(first, last + 1) if is_announced(each)],
        "free": [str(day) for day in days if day.weekday() < SATURDAY and not is_worked(day)],
        "worked": [str(day) for day in days if day.weekday() >= SATURDAY and is_worked(day)],
    }  # fmt: skip


def _when(term: Term) -> Json:
    """What must be so besides; a length of time is told as one."""
    within = Deadline.of({"deadline": term.when.get("requested_within")})
    return {**term.when, **({} if within is None else {"requested_within": deadline(within)})}


def _milliseconds(length: timedelta | None) -> int | None:
    return None if length is None else round(length.total_seconds() * THOUSAND)


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def _share(share: Quantity) -> list[str | int]:
    """A share of something: its number, of how many, and how it is told."""
    return [f"{share.value:f}", int(SHARES[share.unit]), share.shown()]


def _step(step: Step) -> Json:
    return lean(
        share=step.share and _share(step.share), times=_plain(step.times), fixed=_plain(step.fixed), least=_plain(step.least),
        most=_plain(step.most), above=_plain(step.above), up_to=_plain(step.up_to),
        over=_milliseconds(step.promised_over), within=_milliseconds(step.promised_within), per=step.per,
    )  # fmt: skip


def _measures(measures: Iterable[Measure]) -> list[Json]:
    return [_measure(each) for each in measures]


def _measure(measure: Measure) -> Json:
    """A measure; sums stand in its words as places to be filled, for they fall due as often as a clause counts."""
    words = list(measure.shown())
    if measure.is_sum:
        for place, value in (("{value}", measure.value), ("{upper}", measure.upper)):
            words = words if value is None else [word.replace(f"{to_fen(value):f}", place, 1) for word in words]
    return lean(
        name=measure.name, value=_plain(measure.value), unit=measure.unit, upper=_plain(measure.upper), words=words,
        length=_milliseconds(measure.length), how=measure.how, sum=measure.is_sum,
    )  # fmt: skip
