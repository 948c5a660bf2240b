"""The page of `kefu reckon`: one file, two languages, and the same answers as the judges give."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

import pytest

from kefu.clocks import History, Terms, read
from kefu.clocks.reading import unsaid
from kefu.dues.account import Account, Opening, Violation
from kefu.dues.compensation import Order, owed
from kefu.dues.forecast import Shop, refuse_refund, ship_late, violation
from kefu.dues.matters import MATTER_NAMES
from kefu.dues.outcomes import Foreseen
from kefu.dues.points import reckon
from kefu.dues.schedule import Schedules
from kefu.dues.tallies import Tallies
from kefu.dues.totals import together
from kefu.rulebook.shelf import load_book
from kefu.vocabulary.asking import BASES, Asked
from kefu.vocabulary.days import CHINA
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.events import EVENT_NAMES, Event
from kefu.vocabulary.ids import PLATFORMS
from kefu.vocabulary.workdays import is_worked
from kefu.web.reckon import JUDGES, SCRIPTS, data, own, page
from kefu.web.reckon.extract import calendar

DAY: Final = date(2026, 11, 27)
NOW: Final = datetime(2026, 11, 27, 15, tzinfo=CHINA)
CASES: Final = 400
GOODS: Final = (None, "生鲜", "美妆", "虚拟商品", "定制", "鲜花", "食品", "黄金", "家居", "女装")
PROGRAMMES: Final = (None, "安心购", "淘宝闪购", "优鲜赔")
MODES: Final = ("", "stock", "not_stock", "presale", "overseas_direct", "lottery")
node = pytest.mark.skipif(shutil.which("node") is None, reason="Node.js is not installed")


@pytest.fixture(scope="module")
def embedded() -> dict[str, Any]:
    return data(load_book(), DAY)


def run(embedded: dict[str, Any], cases: Sequence[Any], program: str) -> list[Any]:
    """What the scripts of the page answer to each case."""
    judges = "\n".join(own(name) for name in JUDGES)
    source = f"""{judges}
const [data, cases] = JSON.parse(require("fs").readFileSync(0));
const money = (sum) => sum && fixed(sum);
console.log(JSON.stringify(cases.map((given) => {{ {program} }})));"""
    told = json.dumps([embedded, cases], ensure_ascii=False).encode()
    done = subprocess.run(["node", "-e", source], input=told, capture_output=True, check=True, timeout=120)
    answers: list[Any] = json.loads(done.stdout)
    return answers


def wall(at: datetime | None) -> int | None:
    """An instant as the page has it: the milliseconds of a clock on a wall in Shanghai."""
    if at is None:
        return None
    return round((at.replace(tzinfo=None) - datetime(1970, 1, 1)).total_seconds() * 1000)


def instants(dice: random.Random, count: int, days: int = 40) -> list[datetime]:
    """Instants around the day, some of them the same, many of them at the same minute of other days."""
    steps = [0, 30, 60, 100, 180, 3600, 36 * 3600, 48 * 3600, 72 * 3600, 86400, 7 * 86400, 15 * 86400]
    found = [NOW - timedelta(seconds=dice.randrange(days * 86400))]
    while len(found) < count:
        near = dice.choice(found) + timedelta(seconds=dice.choice(steps) * dice.choice((1, 1, -1)))
        found.append(near if dice.random() < 0.6 else NOW - timedelta(seconds=dice.randrange(days * 86400)))
    return [min(at, NOW + timedelta(days=20)) for at in found]


def history(dice: random.Random) -> History:
    likely = (
        "paid",
        "shipped",
        "carrier_accepted",
        "signed",
        "trade_success",
        "refund_requested",
        "buyer_message",
        "agent_reply",
    )
    types = [dice.choice(likely if dice.random() < 0.6 else tuple(EVENT_NAMES)) for _ in range(dice.randrange(1, 11))]
    events = []
    for type, at in zip(types, instants(dice, len(types), dice.choice((2, 10, 60, 500))), strict=True):
        more: dict[str, Any] = {}
        if type == "promised":
            more = {
                "due": (at + timedelta(hours=dice.randrange(90))).isoformat(),
                "kind": dice.choice(("ship_by", "refund_by")),
            }
        elif type in ("buyer_message", "agent_reply") and dice.random() < 0.3:
            more = {"session": dice.choice("ab")}
        elif type == "return_requested" and dice.random() < 0.5:
            more = {"reason": dice.choice(("quality", "no_reason_return"))}
        events.append(Event(type, at, more))
    terms = Terms(
        category=dice.choice(GOODS) or "", programmes=dice.choice((None, (), ("安心购",), ("七天无理由退货", "生鲜坏单包赔"))),
        services=dice.choice(((), (), ("24小时发",), ("当日发", "极速发货"))), presale=dice.random() < 0.15, cod=dice.random() < 0.1,
        three_guarantees=dice.random() < 0.3, state=dice.choice(("", "", "shipped", "unshipped")), mode=dice.choice(MODES),
        reason=dice.choice(("", "quality", "no_reason_return")), carrier=dice.choice(("", "courier", "surface_mail")),
    )  # fmt: skip
    agreed = tuple(sorted(NOW + timedelta(hours=dice.randrange(-90, 90)) for _ in range(dice.choice((0, 0, 0, 1, 2)))))
    return History(Asked(dice.choice(PLATFORMS), NOW, dice.choice(BASES), DAY), tuple(events), terms, agreed)


def told_history(history: History) -> dict[str, Any]:
    events = [
        {"type": each.type, "at": wall(each.at), "more": {name: str(value)[:19] for name, value in each.more.items()}}
        for each in history.events
    ]
    terms = history.terms
    return {
        "platform": history.asked.platform, "basis": history.asked.basis, "now": wall(history.asked.now), "events": events,
        "agreed": [wall(at) for at in history.agreed_ship_by],
        "terms": {name: getattr(terms, name) for name in terms.__struct_fields__},
    }  # fmt: skip


@node
def test_the_page_reads_clocks_as_the_judge_does(embedded: dict[str, Any]) -> None:
    dice, book = random.Random(5), load_book()
    histories = [history(dice) for _ in range(CASES)]
    answers = run(embedded, [told_history(each) for each in histories], "return readClocks(data, given);")
    seen = set()
    for each, answer in zip(histories, answers, strict=True):
        clocks = read(book, each)
        assert [
            (
                one["clock"], one["clause"], one["started"], one["due"], one["stopped"], one["state"], one["on_miss"], one["conflicts"],
                one["started_by"], one["stopped_by"], one["party"], one["uncertain"],
            )
            for one in answer["clocks"]
        ] == [
            (
                one.clock, one.clause, wall(one.started_at), wall(one.due_at), wall(one.stopped_at), one.state, one.on_miss,
                list(one.conflicts), one.started_by, one.stopped_by, one.party, one.uncertain,
            )
            for one in clocks
        ]  # fmt: skip
        lacking = sorted((one.clock, one.clause, wall(one.started_at), one.why) for one in unsaid(book, each))
        assert sorted((one["clock"], one["clause"], one["started"], one["why"]) for one in answer["unsaid"]) == lacking
        seen |= {one.clock for one in clocks}
    assert len(seen) > 30, "hardly any clock was started"


def order(dice: random.Random) -> Order:
    def sum_() -> Decimal:
        return (
            Decimal(dice.choice((dice.randrange(1, 5000), dice.randrange(1, 2_000_000), 80000, 170000, 800000))) / 100
        )

    def at() -> datetime | None:
        return NOW - timedelta(minutes=dice.randrange(60 * 24 * 12)) if dice.random() < 0.4 else None

    paid = at()
    return Order(
        amount=sum_().quantize(Decimal("0.01")), freight=dice.choice((Decimal("0.00"), Decimal("10.00"))), count=dice.choice((1, 1, 1, 3)),
        category=dice.choice(GOODS), list_price=sum_() if dice.random() < 0.7 else None, paid_at=paid, shipped_at=at(),
        agreed_ship_by=paid + timedelta(hours=dice.choice((24, 48, 72, 120))) if paid and dice.random() < 0.4 else None,
        promised=timedelta(hours=dice.choice((24, 48, 72))) if dice.random() < 0.3 else None, carrier_accepted_at=at(),
        group_completed_at=at(), cod=dice.random() < 0.1, presale=dice.random() < 0.1, programme=dice.choice(PROGRAMMES),
        returned=dice.choice((Decimal("0.00"), Decimal("5.00"))), deposit=sum_() if dice.random() < 0.7 else None,
        prepaid=sum_() if dice.random() < 0.7 else None, loss=sum_() if dice.random() < 0.3 else None,
    )  # fmt: skip


def told_order(order: Order) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for name in order.__struct_fields__:
        value = getattr(order, name)
        if isinstance(value, Decimal):
            value = f"{value:.2f}"
        elif isinstance(value, datetime):
            value = wall(value)
        elif isinstance(value, timedelta):
            value = round(value.total_seconds() * 1000)
        told[name] = value
    return told


def asked_at_random(dice: random.Random) -> Asked:
    return Asked(dice.choice(PLATFORMS), NOW, dice.choice(BASES), DAY)


def told_asked(asked: Asked) -> dict[str, Any]:
    return {"platform": asked.platform, "basis": asked.basis, "now": wall(asked.now)}


@node
def test_the_page_owes_what_the_judge_owes_with_the_same_formula(embedded: dict[str, Any]) -> None:
    dice, tallies = random.Random(6), Tallies(load_book())
    cases = [(asked_at_random(dice), dice.choice(tuple(MATTER_NAMES)), order(dice)) for _ in range(2 * CASES)]
    program = """const told = owed(data, given.asked, given.matter, given.order);
return told.missing ? [told.missing] : [fixed(told.amount), told.rule, told.paid_as, told.conflicts,
  formula(data, given.asked, told, true), formula(data, given.asked, told, false)];"""
    answers = run(
        embedded,
        [{"asked": told_asked(asked), "matter": matter, "order": told_order(each)} for asked, matter, each in cases],
        program,
    )
    somewhere = 0
    for (asked, matter, each), answer in zip(cases, answers, strict=True):
        try:
            told = owed(tallies, asked, matter, each)
        except KefuError as error:
            assert [error.where] == [f"order.{answer[0]}"]
            continue
        clause = told.rule.id if told.rule else None
        assert answer == [
            f"{told.amount:.2f}",
            clause,
            told.paid_as,
            list(told.conflicts),
            told.formula,
            told.formula_en,
        ]
        somewhere += told.amount > 0
    assert somewhere > CASES / 2, "hardly anything was owed"


@node
def test_the_page_pays_several_matters_once_as_the_judge_does(embedded: dict[str, Any]) -> None:
    dice, tallies = random.Random(7), Tallies(load_book())
    cases = [
        (asked_at_random(dice), dice.sample(tuple(MATTER_NAMES)[:14], dice.randrange(2, 5)), full(order(dice)))
        for _ in range(CASES)
    ]
    program = """const whole = together(data, given.matters.map((matter) => owed(data, given.asked, matter, given.order)));
return [fixed(whole.total), whole.formula(true), whole.formula(false)];"""
    answers = run(
        embedded,
        [{"asked": told_asked(asked), "matters": list(of), "order": told_order(each)} for asked, of, each in cases],
        program,
    )
    for (asked, of, each), answer in zip(cases, answers, strict=True):
        whole = together([owed(tallies, asked, matter, each) for matter in of])
        assert answer == [f"{whole.total:.2f}", whole.formula(), whole.formula("en")]


def full(order: Order) -> Order:
    """The order with nothing left out that a sum is reckoned from."""
    names = ("list_price", "deposit", "prepaid")
    told = {name: getattr(order, name) for name in order.__struct_fields__}
    return Order(**told | {name: told[name] or Decimal("60.00") for name in names})


def findings(dice: random.Random, schedules: Schedules, asked: Asked) -> list[Violation]:
    found = []
    for at in instants(dice, dice.randrange(1, 8), dice.choice((30, 500))):
        term = dice.choice(schedules.on(asked).terms)
        family = schedules.on(asked).find(term)[0]
        degree = dice.choice((None, *family.degrees))
        found.append(Violation(family.name, at, degree, dice.choice((1, 2, 3, 95, 96, 120))))
    return found


def told_findings(found: Sequence[Violation]) -> list[dict[str, Any]]:
    return [{"term": each.clause, "degree": each.degree, "at": wall(each.at), "count": each.count} for each in found]


def told_opening(opening: Opening) -> dict[str, int]:
    return {"general": int(opening.general * 1000), "severe": int(opening.severe * 1000)}


def opening_at_random(dice: random.Random) -> Opening:
    return Opening(Decimal(dice.choice((0, 0, 5, 11, 24))), Decimal(dice.choice((0, 0, 6, 12, 40))))


ACCOUNT: Final = """const { points, nodes, conflicts, deductions, consequences, ahead, later, reached } = reckonPoints(
  data, given.asked, given.findings, given.opening);
return { points, nodes, conflicts, later,
  deductions: deductions.map((each) => [each.term, each.degree, each.rule, each.points, each.kind, each.ledger, each.nth]),
  consequences: consequences.map((each) => [
    each.measure.name, ...each.words, each.from, each.until, money(each.sum), each.clause, each.node, each.violation]),
  ahead: ahead.map((each) => [each.rung.label, each.ledger, each.balance, each.left, each.rung.node.rule]),
  reached: reached.map((each) => [each.rung.label, each.at, each.absorbed]) };"""


def account_told(account: Account) -> dict[str, Any]:
    """An account in the words in which the page tells it."""
    fallen = [
        [
            each.measure.name, *each.measure.shown(each.times), wall(each.at),
            None if each.measure.length is None else wall(each.at + each.measure.length), each.told().get("sum"), each.clause, each.node,
            each.of,
        ]
        for each in account.consequences
    ]  # fmt: skip
    return {
        "points": {"general": int(account.general * 1000), "severe": int(account.severe * 1000)},
        "nodes": account.nodes, "conflicts": list(account.conflicts), "later": account.later,
        "deductions": [
            [each.term, each.degree, each.rule.id if each.rule else None, int(each.points * 1000), each.kind, each.ledger, each.nth]
            for each in account.deductions
        ],
        "consequences": fallen,
        "ahead": [
            [each.rung.label, each.ledger, int(each.balance * 1000), int(each.left * 1000), each.rung.node.rule.id]
            for each in account.ahead
        ],
        "reached": [[each.rung.label, wall(each.at), each.absorbed] for each in account.reached],
    }  # fmt: skip


@node
def test_the_page_keeps_the_same_account_of_points_as_the_judge(embedded: dict[str, Any]) -> None:
    dice, schedules = random.Random(8), Schedules(load_book())
    cases = []
    for _ in range(CASES):
        asked = asked_at_random(dice)
        if schedules.on(asked).terms:
            cases.append((asked, findings(dice, schedules, asked), opening_at_random(dice)))
    given = [
        {"asked": told_asked(asked), "findings": told_findings(found), "opening": told_opening(opening)}
        for asked, found, opening in cases
    ]
    reached = 0
    for (asked, found, opening), answer in zip(cases, run(embedded, given, ACCOUNT), strict=True):
        account = reckon(schedules.on(asked), asked.now, found, opening)
        assert answer == account_told(account)
        reached += len(account.nodes)
    assert reached > CASES / 4, "hardly any node was reached"


FORESEEN: Final = """const told = given.step === "refuse_refund" ? refuseRefund(data, given.asked, given.order, given.p)
  : given.step === "ship_late" ? shipLate(data, given.asked, given.shop, given.order, given.p)
  : oneMore(data, given.asked, given.shop, given.violation, given.p);
return [told.outcomes.map((each) => [each.word, money(each.amount), each.points ?? null, each.nodes ?? [], each.rules, ...each.note]),
  told.conflicts, money(told.expected), told.expected && money(told.otherwise)];"""


def foreseen_told(told: Foreseen) -> list[Any]:
    outcomes = [
        [
            each.word, None if each.amount is None else f"{each.amount:.2f}",
            None if each.points is None else {"general": int(each.points[0] * 1000), "severe": int(each.points[1] * 1000)},
            list(each.nodes), [rule.id for rule in each.rules], each.note.zh, each.note.en,
        ]
        for each in told.outcomes
    ]  # fmt: skip
    against = None if told.expected is None or told.against is None else f"{told.against:.2f}"
    return [outcomes, list(told.conflicts), None if told.expected is None else f"{told.expected:.2f}", against]


def foresee(
    step: str, tallies: Tallies, shop: Shop, asked: Asked, bought: Order, new: Violation, chance: Decimal | None
) -> Foreseen:
    if step == "refuse_refund":
        return refuse_refund(tallies, asked, bought, chance)
    return (
        ship_late(tallies, shop, asked, bought, chance) if step == "ship_late" else violation(shop, asked, new, chance)
    )


@node
def test_the_page_foresees_what_the_judge_foresees(embedded: dict[str, Any]) -> None:
    dice, schedules, tallies = random.Random(9), Schedules(load_book()), Tallies(load_book())
    given, expected = [], []
    for n in range(CASES):
        step = ("refuse_refund", "ship_late", "violation")[n % 3]
        asked, bought, p = asked_at_random(dice), order(dice), dice.choice((None, "0.5", "0.33"))
        schedule, chance = schedules.on(asked), None if p is None else Decimal(p)
        shop = Shop(schedule, findings(dice, schedules, asked) if schedule.terms else [], opening_at_random(dice))
        new = findings(dice, schedules, asked)[0] if schedule.terms else Violation("", NOW)
        if step == "violation" and not schedule.terms:
            continue
        given.append(
            {
                "step": step,
                "asked": told_asked(asked),
                "order": told_order(bought),
                "p": p,
                "violation": told_findings([new])[0],
                "shop": {"past": told_findings(shop.past), "opening": told_opening(shop.opening)},
            }
        )
        expected.append(foreseen_told(foresee(step, tallies, shop, asked, bought, new, chance)))
    assert run(embedded, given, FORESEEN) == expected


def test_the_page_knows_which_days_are_worked() -> None:
    told = calendar(2026)
    days = [date(2023, 1, 1) + timedelta(days=n) for n in range(365 * 7)]
    worked = [day for day in days if (day.weekday() < 5 and str(day) not in told["free"]) or str(day) in told["worked"]]
    assert worked == [day for day in days if is_worked(day)]
    assert told["announced"][-1] >= 2026 and told["last"] == 2030


def test_the_page_holds_the_rules_of_its_day_and_can_run_no_foreign_script() -> None:
    text = page(load_book(), Asked("jd", NOW, "seeds", DAY), charts="")
    told = json.loads(text.partition('id="data">')[2].partition("</script>")[0])
    assert told["start"] == {"platform": "jd", "basis": "seeds", "now": None}
    assert told["day"] == str(DAY) and set(told["books"]) == set(PLATFORMS)
    assert "default-src 'none'" in text and "http://" not in text.partition('id="data">')[0]
    assert text.count("<script") == 1 + len(SCRIPTS)
