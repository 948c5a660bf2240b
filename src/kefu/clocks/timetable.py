"""Which clocks there are for an order of one kind on one platform on one day, ready to be run."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final
from weakref import WeakKeyDictionary

import msgspec

from kefu.clocks.history import Terms
from kefu.clocks.terms import Term, clocks_in, terms_of
from kefu.rulebook.book import Book, room_of
from kefu.rulebook.deadline import LENGTHS, Deadline
from kefu.rulebook.pack import Rule
from kefu.vocabulary.asking import Asked
from kefu.vocabulary.events import ARRIVED, MESSAGES, ONCE
from kefu.vocabulary.ids import Platform

START, STOP, CANCEL, TURN, ARRIVE = range(5)
USUAL: Final = {"mode": "stock", "carrier": "courier"}
"""What an order is where nobody says otherwise: sold from stock; a return goes by courier."""
SENDING: Final = frozenset({"shipped", "carrier_accepted"})
MOST: Final = 4096
"""So many kinds of orders are kept ready."""


class Ready(msgspec.Struct, frozen=True, kw_only=True):
    """A clock made ready for orders of one kind.

    Attributes:
        roles: what each type of event is to it; `alone` where no group was opened; of both the second is for histories in
            which `term.decided_by` is there.
        deadline: None = until what was agreed.
        length: the deadline where it is a plain length of time.
        single: it starts once; `piles`: what comes while nobody answers starts no other.
        sends: it is stopped by sending the goods that were ordered.
        judged: something about the start decides whether it runs.
        rank: the order of precedence among rules for one clock, the first first.
    """

    term: Term
    roles: tuple[Mapping[str, int], Mapping[str, int]]
    alone: tuple[Mapping[str, int], Mapping[str, int]]
    deadline: Deadline | None
    length: timedelta | None
    single: bool
    piles: bool
    sends: bool
    judged: bool
    conflicts: tuple[str, ...]
    rank: tuple[object, ...]


class Plan(msgspec.Struct, frozen=True):
    """The clocks for one kind of order.

    Attributes:
        groups: of each clock the rules that lay it down, the first in precedence first.
        starting: by type of event the groups that it may start.
        promise: the rule for promises.
    """

    groups: tuple[tuple[Ready, ...], ...]
    starting: Mapping[str, tuple[int, ...]]
    promise: Ready | None


_PLANS: Final[WeakKeyDictionary[Book, dict[tuple[object, ...], Plan]]] = WeakKeyDictionary()
_TERMS: Final[WeakKeyDictionary[Book, dict[str, tuple[Term, ...]]]] = WeakKeyDictionary()


def plan_of(book: Book, asked: Asked, terms: Terms) -> Plan:
    """The clocks for an order of this kind; what is made for one order serves all that are alike."""
    plans = _PLANS.get(book)
    if plans is None:
        plans = _PLANS[book] = {}
    here = asked.platform, book.epoch(asked.day), asked.basis
    plan = plans.get((here, terms))
    if plan is None:
        kind = _kind(book, terms)
        plan = plans.get((here, kind))
        if len(plans) >= MOST:
            plans.clear()
        plan = plans[here, terms] = plans[here, kind] = plan or _planned(book, asked, kind)
    return plan


def _kind(book: Book, terms: Terms) -> Terms:
    """The same without what no clock of the book asks for: a thousand kinds of goods are few kinds of orders."""
    known = [term for of in _terms(book).values() for term in of]
    goods = sorted({word for term in known for word in (*term.goods, *term.not_for) if word in terms.category})
    modes = {mode for term in known for mode in (*term.others, term.when.get("mode"))}
    named = {
        str(word)
        for term in known
        for word in (*term.rule.programme, term.rule.parameters.get("term", ""), term.service)
        if word
    }
    programmes = None if terms.programmes is None else tuple(sorted(named.intersection(terms.programmes)))
    mode = "not_stock" if terms.mode and terms.mode not in modes else terms.mode
    return Terms(
        category=" ".join(goods), programmes=programmes, services=tuple(sorted(named.intersection(terms.services))),
        presale=terms.presale, cod=terms.cod, three_guarantees=terms.three_guarantees, mode=mode,
    )  # fmt: skip


def in_term(book: Book, asked: Asked) -> tuple[Term, ...]:
    """Every clock that the book lays down for a platform on a day, for whatever orders."""
    known = _terms(book)
    rules = book.in_force(asked.platform, asked.day, basis=asked.basis)
    return tuple(term for rule in rules for term in known.get(rule.id, ()))


def _terms(book: Book) -> dict[str, tuple[Term, ...]]:
    """Every clock of the book, by rule."""
    known = _TERMS.get(book)
    if known is None:
        known = _TERMS[book] = {rule.id: _understood(rule) for rule in book.rules if any(clocks_in(rule))}
    return known


def _understood(rule: Rule) -> tuple[Term, ...]:
    """The clocks of a rule; none where it is not understood (`unread` lists those)."""
    try:
        return terms_of(rule)
    except ValueError:
        return ()


def _planned(book: Book, asked: Asked, terms: Terms) -> Plan:
    groups: dict[str, list[Ready]] = {}
    for term in in_term(book, asked):
        if _concerns(term, terms):
            groups.setdefault(term.clock, []).append(_ready(book, asked.platform, term, terms))
    promises = sorted(groups.pop("promise", ()), key=lambda ready: ready.rank)
    ranked = tuple(tuple(sorted(group, key=lambda ready: ready.rank)) for group in groups.values())
    starting: dict[str, list[int]] = {}
    for n, group in enumerate(ranked):
        for type in sorted({type for ready in group for type in _starting(ready)}):
            starting.setdefault(type, []).append(n)
    return Plan(ranked, {type: tuple(of) for type, of in starting.items()}, promises[0] if promises else None)


def _starting(ready: Ready) -> list[str]:
    return [type for roles in (ready.roles[0], ready.alone[0]) for type, role in roles.items() if role in (START, TURN)]


def _concerns(term: Term, terms: Terms) -> bool:
    """Whether a rule is about orders of this kind; what a single event decides is looked at later."""
    if term.goods and not any(word in terms.category for word in term.goods):
        return False
    if any(word in terms.category for word in term.not_for):
        return False
    if term.service and term.service not in terms.services:
        return False
    if term.rule.programme and terms.programmes is not None and not term.service:
        joined = (*terms.programmes, *terms.services)
        if not any(word in joined for word in (*term.rule.programme, term.rule.parameters.get("term"))):
            return False
    when = term.when
    if when.get("three_guarantees") and not terms.three_guarantees:
        return False
    mode = terms.mode or ("not_stock" if terms.presale else USUAL["mode"])
    if "mode" in when and mode != when["mode"] and not (when["mode"] == "not_stock" and mode != "stock"):
        return False
    return not (terms.cod and "paid" in (*term.starts, *term.alone))


def _ready(book: Book, platform: Platform, term: Term, terms: Terms) -> Ready:
    deadline = term.deadline
    if terms.presale and term.yields:
        deadline = None
    if terms.mode in term.others:
        deadline = term.others[terms.mode]
    others = (book.get(name) for name in term.rule.conflicts_with if name in book)
    single = all(type in ONCE for type in (*term.starts, *term.alone))
    sends = single and SENDING.issuperset(term.stops)
    return Ready(
        term=term,
        roles=_roles(term.starts, term, sends),
        alone=_roles(term.alone or term.starts, term, sends),
        deadline=deadline,
        length=_plain(deadline, term),
        single=single,
        piles=all(type in MESSAGES for type in term.starts),
        sends=sends,
        judged=bool(term.hours or term.orders or term.shortest or term.when.keys() - {"three_guarantees", "mode"}),
        conflicts=tuple(other.id for other in others if platform in other.platforms),
        rank=_rank(term, terms),
    )


def _roles(starts: tuple[str, ...], term: Term, sends: bool) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """What each type of event is to a clock: as a rule, and where the event that decides alone is there."""
    called = (dict.fromkeys(ARRIVED, ARRIVE) if sends else {}) | dict.fromkeys(term.cancels, CANCEL)
    begun = ({} if term.turn is None else {term.turn[0]: TURN}) | dict.fromkeys(starts, START)
    stops = dict.fromkeys(term.stops, STOP)
    decided = dict.fromkeys((term.decided_by,), STOP) if term.decided_by else stops
    return called | stops | begun, called | decided | begun


def _plain(deadline: Deadline | None, term: Term) -> timedelta | None:
    """The deadline as a length that is just added; None where it is more than that."""
    plain = deadline is not None and not (deadline.from_next_day or deadline.to_day_end or deadline.worked)
    if deadline is None or not plain or term.deferred or deadline.length.unit not in LENGTHS:
        return None
    return LENGTHS[deadline.length.unit] * float(deadline.length.value)


def _rank(term: Term, terms: Terms) -> tuple[object, ...]:
    """Sure before disputed; the platform's own before law before the house; the narrower, then the newer first.

    A programme that nobody says the shop is in stands back behind the law.
    """
    rule = term.rule
    unknown = bool(rule.programme) and terms.programmes is None and not term.service
    status = ("current", "superseded", "reported", "practice", "disputed").index(rule.status)
    newest = -rule.dated.toordinal() if rule.dated else 0
    place = 1.5 if unknown else room_of(rule, "")
    return rule.status == "disputed", place, -term.conditions, status, newest, rule.id
