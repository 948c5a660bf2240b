"""The book answers with the rule that holds on the day, says why, and cites the right clause for a finding."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu.rulebook.book import Book
from kefu.rulebook.citation import price, provenance
from kefu.rulebook.pack import Bilingual, Pack, Rule, Source
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.ids import STATUSES

TITLE = Bilingual("书", "book")


def rule(id: str, **fields: Any) -> Rule:
    folder = fields.pop("folder", "tmall")
    basis = fields.get("basis", "page")
    given: dict[str, Any] = {
        "kind": "points", "topic": "invoice", "status": "current", "basis": basis,
        "clause": Bilingual("规定。", "A rule."), "source": (Source(kind=basis, title="页面"),),
        "platforms": ("tmall",), "book": f"{folder}/x", "line": 1,
    }  # fmt: skip
    return Rule(id=id, **{**given, **fields})


def book(*rules: Rule) -> Book:
    return Book([Pack("tmall/x", TITLE, rules)])


def ids(found: tuple[Rule, ...]) -> list[str]:
    return [found_rule.id for found_rule in found]


DAY = date(2024, 5, 1)


def test_a_rule_holds_from_since_until_the_day_before_until() -> None:
    made = book(rule("tmall.a", since=DAY, until=date(2025, 1, 1)))
    holds = {day: ids(made.in_force("tmall", day)) == ["tmall.a"] for day in (DAY, DAY - timedelta(1))}
    assert holds == {DAY: True, DAY - timedelta(1): False}
    assert made.in_force("tmall", date(2024, 12, 31)) and not made.in_force("tmall", date(2025, 1, 1))
    assert not made.in_force("jd", DAY)


def test_a_replaced_rule_holds_until_the_one_that_took_its_place_begins() -> None:
    old = rule("tmall.old", status="superseded")
    new = rule("tmall.new", since=DAY, replaces=("tmall.old",))
    made = book(old, new)
    assert ids(made.in_force("tmall", DAY - timedelta(1))) == ["tmall.old"]
    assert ids(made.in_force("tmall", DAY)) == ["tmall.new"]
    assert "2024-05-01 起被 tmall.new 取代" in made.standing("tmall.old", "tmall", DAY).why.zh


def test_a_superseded_rule_without_an_end_holds_on_no_day() -> None:
    made = book(rule("tmall.old", status="superseded"))
    assert made.in_force("tmall", date(1999, 1, 1)) == ()


@pytest.mark.parametrize(
    ("winner", "loser", "because"),
    [
        ({"status": "current"}, {"status": "reported", "observed": date(2025, 1, 1)}, "现行"),
        ({"status": "reported"}, {"status": "disputed", "observed": date(2025, 1, 1)}, "有争议"),
        ({"basis": "law"}, {"observed": date(2025, 1, 1)}, "法律"),
        ({"observed": date(2025, 1, 1)}, {"observed": date(2024, 1, 1)}, "依据更新"),
        ({"source": (Source("page", "a", quality="news"),)}, {"source": (Source("page", "a"),)}, "更接近平台原文"),
    ],
)
def test_of_two_that_contradict_each_other_the_better_evidence_answers(
    winner: dict[str, Any], loser: dict[str, Any], because: str
) -> None:
    made = book(
        rule("tmall.z", conflicts_with=("tmall.a",), **winner), rule("tmall.a", conflicts_with=("tmall.z",), **loser)
    )
    assert ids(made.in_force("tmall", DAY)) == ["tmall.z"]
    upheld, beaten = made.standing("tmall.z", "tmall", DAY), made.standing("tmall.a", "tmall", DAY)
    assert (upheld.holds, beaten.holds) == (True, False)
    assert because in upheld.why.zh and because in beaten.why.zh
    assert upheld.conflicts == ("tmall.a",) and beaten.conflicts == ("tmall.z",)


def test_the_seeds_answer_from_their_own_date_whatever_others_say() -> None:
    early, late = date(2022, 7, 9), date(2023, 6, 26)
    seed = {"basis": "seed"}
    one = rule(
        "tmall.one", **seed, status="superseded", until=date(2020, 1, 1), conflicts_with=("tmall.two", "tmall.page"),
        source=(Source("seed", "a", date=early),),
    )  # fmt: skip
    two = rule("tmall.two", **seed, conflicts_with=("tmall.one",), source=(Source("seed", "b", date=late),))
    page = rule("tmall.page", replaces=("tmall.one",), conflicts_with=("tmall.one",))
    undated = rule("tmall.undated", **seed, source=(Source("seed", "c"),))
    made = book(one, two, page, undated)
    answers = {
        day: ids(made.in_force("tmall", day, basis="seeds"))
        for day in (date(2020, 1, 1), early, late, date(2030, 1, 1))
    }
    assert answers == {
        date(2020, 1, 1): ["tmall.undated"],
        early: ["tmall.one", "tmall.undated"],
        late: ["tmall.two", "tmall.undated"],
        date(2030, 1, 1): ["tmall.two", "tmall.undated"],
    }


def test_rules_of_another_programme_or_other_goods_are_left_out_when_one_is_named() -> None:
    made = book(rule("tmall.all"), rule("tmall.fresh", category=("生鲜",)), rule("tmall.safe", programme=("安心购",)))
    assert ids(made.in_force("tmall", DAY)) == ["tmall.all", "tmall.fresh", "tmall.safe"]
    assert ids(made.in_force("tmall", DAY, category="生鲜", programme="别的")) == ["tmall.all", "tmall.fresh"]
    assert ids(made.in_force("tmall", DAY, category="家电", programme="安心购")) == ["tmall.all", "tmall.safe"]


GROUND = {"grounds": ("invoice.refusal",)}
PRICE = Bilingual("扣 6 分", "6 points")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"status": "reported"}, {"folder": "law", "basis": "law", "status": "current"}),
        ({"folder": "law", "basis": "law", "status": "reported"}, {"status": "practice"}),
        ({"folder": "law", "basis": "law", "status": "reported"}, {"folder": "house", "basis": "house"}),
        ({"status": "current"}, {"status": "reported", "penalty": PRICE}),
        ({"status": "reported"}, {"status": "practice", "penalty": PRICE}),
        ({"penalty": PRICE}, {"observed": DAY}),
        ({"serious": PRICE}, {"observed": DAY}),
        ({"status": "reported"}, {"penalty": PRICE, "where": {"invoice.refusal": ("(特价|清仓)",)}}),
        ({"observed": DAY}, {"observed": DAY - timedelta(1)}),
    ],
)
def test_the_clause_of_a_finding_is_the_nearest_and_surest(first: dict[str, Any], second: dict[str, Any]) -> None:
    made = book(rule("tmall.z", **GROUND, **first), rule("tmall.a", **GROUND, **second))
    cited = made.clause_for("invoice.refusal", "tmall", DAY)
    assert cited is not None and cited.id == "tmall.z"


def test_behind_a_conduct_rule_stand_special_clauses_then_the_general_one_then_the_law_and_the_house() -> None:
    special = rule("tmall.special", **GROUND, where={"invoice.refusal": ("(特价|清仓)",)})
    house = rule("invoice.refusal", folder="house", basis="house", kind="conduct")
    law, advice = (
        rule("law.duty", **GROUND, folder="law", basis="law"),
        rule("tmall.advice", **GROUND, status="practice"),
    )
    made = book(house, advice, law, rule("tmall.duty", **GROUND, status="reported"), special)
    assert ids(made.clauses_for("invoice.refusal", "tmall", DAY)) == [
        "tmall.special", "tmall.duty", "law.duty", "tmall.advice", "invoice.refusal",
    ]  # fmt: skip


def test_a_disputed_rule_is_never_cited_and_the_conduct_rule_is_the_last_resort() -> None:
    conduct = rule("invoice.refusal", folder="house", basis="house", kind="conduct", status="practice")
    made = book(conduct, rule("tmall.rumour", **GROUND, status="disputed", penalty=PRICE))
    cited = made.clause_for("invoice.refusal", "tmall", DAY)
    assert cited is not None and cited.id == "invoice.refusal"
    assert made.clause_for("invoice.refusal", "jd", DAY) is None


def test_a_clause_for_members_is_cited_for_members_only() -> None:
    made = book(rule("tmall.all", **GROUND), rule("tmall.safe", **GROUND, programme=("安心购",)))
    cited = [made.clause_for("invoice.refusal", "tmall", DAY, programmes=names) for names in ((), ("安心购",))]
    assert [found and found.id for found in cited] == ["tmall.all", "tmall.safe"]


def test_a_price_tells_its_date_its_status_and_who_says_otherwise() -> None:
    sure = rule("tmall.a", penalty=PRICE, since=DAY)
    seed = rule("tmall.b", penalty=PRICE, status="reported", observed=date(2023, 6, 26))
    assert price(sure) == "扣 6 分（2024-05-01 起，现行）"
    assert price(seed, (rule("tmall.c", status="disputed"),)) == "扣 6 分（来源 2023-06-26，未核实；tmall.c 说法不同）"
    assert price(seed, language="en") == "6 points (source of 2023-06-26, reported, unverified)"
    assert price(rule("tmall.d")) == ""
    dear, grave = Bilingual("关店（首次）", "closed (the first time)"), Bilingual("扣 48 分", "48 points")
    assert (
        price(rule("tmall.h", penalty=PRICE, serious=grave, since=DAY))
        == "扣 6 分；严重或再犯：扣 48 分（2024-05-01 起，现行）"
    )
    assert price(rule("tmall.i", penalty=dear, serious=grave, since=DAY)) == (
        "关店；严重或再犯：扣 48 分（首次，2024-05-01 起，现行）"
    )
    alone = price(rule("tmall.j", serious=grave, since=DAY), language="en")
    assert alone == "in serious or repeated cases: 48 points (since 2024-05-01, current)"
    remarked = Bilingual("扣 4 分（较早的规定，未核实）", "4 points (an older rule)")
    older = rule("tmall.f", penalty=remarked, status="reported")
    assert price(older) == "扣 4 分（较早的规定，未核实，来源无日期）"
    assert price(older, language="en") == "4 points (an older rule, source without a date, reported, unverified)"
    within = Bilingual("赔 30%（京豆），下架", "30 % (in Jingdou), taken down")
    assert price(rule("tmall.g", penalty=within, since=DAY)) == "赔 30%（京豆），下架（2024-05-01 起，现行）"
    assert provenance(rule("tmall.e", status="reported")) == "来源无日期，未核实"


def test_an_unknown_id_is_answered_with_the_nearest() -> None:
    with pytest.raises(KefuError, match=r"did you mean tmall\.invoice\.points\?"):
        book(rule("tmall.invoice.points")).get("tmall.invoice.point")


days = st.none() | st.dates(date(2020, 1, 1), date(2022, 1, 1))


@st.composite
def books(draw: st.DrawFn) -> Book:
    names = [f"tmall.r{number}" for number in range(draw(st.integers(1, 6)))]
    pairs = draw(st.sets(st.tuples(st.sampled_from(names), st.sampled_from(names)), max_size=6))
    made = []
    for index, name in enumerate(names):
        since, until = draw(days), draw(days)
        if since and until and until <= since:
            until = None
        basis = draw(st.sampled_from(("seed", "page", "law")))
        against = {b for a, b in pairs if a == name and b != name} | {a for a, b in pairs if b == name and a != name}
        older = draw(st.sets(st.sampled_from(names[:index]), max_size=1)) if index else set()
        made.append(
            rule(
                name, since=since, until=until, basis=basis, status=draw(st.sampled_from(STATUSES)),
                source=(Source(basis, "x", date=draw(days)),), replaces=tuple(older), conflicts_with=tuple(sorted(against)),
            )
        )  # fmt: skip
    return book(*made)


@given(books(), st.dates(date(2019, 1, 1), date(2023, 1, 1)), st.sampled_from(("latest", "seeds")))
def test_no_two_answers_contradict_each_other_and_every_rule_knows_its_standing(
    made: Book, day: date, basis: Any
) -> None:
    answers = set(ids(made.in_force("tmall", day, basis=basis)))
    for each in made.rules:
        standing = made.standing(each.id, "tmall", day, basis)
        assert standing.holds == (each.id in answers)
        assert standing.why.zh and standing.why.en
        if each.id in answers:
            assert not answers & set(each.conflicts_with)
            if basis == "latest":
                assert (each.since is None or each.since <= day) and (each.until is None or day < each.until)


@given(books(), st.dates(date(2019, 1, 1), date(2023, 1, 1)), st.sampled_from(("latest", "seeds")))
def test_days_of_one_epoch_share_their_answers(made: Book, day: date, basis: Any) -> None:
    before = max((turn for turn in made.turning_days if turn <= day), default=date(2019, 1, 1))
    assert made.epoch(before) == made.epoch(day)
    fresh = Book(made.packs)
    assert ids(made.in_force("tmall", day, basis=basis)) == ids(fresh.in_force("tmall", before, basis=basis))
