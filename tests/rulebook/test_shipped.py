"""The rulebook that is shipped keeps its own promises."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from kefu.rulebook.book import room_of
from kefu.rulebook.figures import chinese
from kefu.rulebook.names import BASIS_NAMES, FOLDER_NAMES, KIND_NAMES, QUALITY_NAMES, TOPIC_NAMES
from kefu.rulebook.pack import BASES, KINDS, QUALITIES, TOPICS
from kefu.rulebook.proofreading import FOLDERS
from kefu.rulebook.quantity import Quantity
from kefu.rulebook.shelf import load_book
from kefu.vocabulary.ids import CONDUCT, PLATFORMS, Platform

BOOK = load_book()
DAYS = [
    (rule.id, platform, example.on, holds)
    for rule in BOOK.rules
    for holds, examples in ((True, rule.examples.yes), (False, rule.examples.no))
    for example in examples
    if example.on is not None
    for platform in rule.platforms
]


@pytest.mark.parametrize(("id", "platform", "on", "holds"), DAYS, ids=lambda value: str(value))
def test_a_rule_is_the_answer_on_the_days_that_its_examples_name(
    id: str, platform: Platform, on: date, holds: bool
) -> None:
    standing = BOOK.standing(id, platform, on)
    assert standing.holds == holds, standing.why.zh


def test_every_conduct_rule_can_be_cited_wherever_it_holds() -> None:
    only_pdd = {"platform.mention", "platform.term"}
    for conduct in CONDUCT:
        for platform in PLATFORMS:
            cited = BOOK.clause_for(conduct, platform, date(2026, 11, 27))
            assert (cited is None) == (conduct in only_pdd and platform != "pdd"), (conduct, platform)


def test_a_disputed_or_superseded_rule_is_never_the_clause_of_a_finding_today() -> None:
    for conduct in CONDUCT:
        for platform in PLATFORMS:
            cited = BOOK.clause_for(conduct, platform)
            assert cited is None or cited.status not in ("disputed", "superseded")


def test_no_price_of_one_case_tells_what_serious_ones_cost() -> None:
    """It would pass for the price of one sentence, and might be added up."""
    for rule in BOOK.rules:
        if rule.grounds and rule.penalty is not None and rule.status != "disputed":
            assert not re.search(r"严重|再犯|屡犯|清退|第二次|第三次", rule.penalty.zh), rule.id


def test_behind_every_conduct_rule_a_platform_lays_down_one_duty_at_most() -> None:
    """Of several general clauses the first alone is ever cited: the others are special, and say where, or no grounds."""
    for conduct in CONDUCT:
        for platform in PLATFORMS:
            found = BOOK.clauses_for(conduct, platform, date(2026, 11, 27))
            general = [rule.id for rule in found if room_of(rule, conduct) == 0 and conduct not in rule.where]
            assert len(general) <= 1 or conduct in TWO_DUTIES.get(platform, ()), (conduct, platform, general)


TWO_DUTIES: dict[Platform, tuple[str, ...]] = {"tmall": ("abuse.insult",), "pdd": ("abuse.insult",)}
"""Where a platform has a duty without a price and, current, the same with one."""


def quantities(value: object) -> list[str]:
    match value:
        case dict():
            return [text for inner in value.values() for text in quantities(inner)]
        case list():
            return [text for inner in value for text in quantities(inner)]
        case str() if Quantity.resembles(value):
            return [value]
    return []


def test_every_number_of_the_book_can_be_computed_with() -> None:
    written = [text for rule in BOOK.rules for text in quantities(dict(rule.parameters))]
    assert len(written) > 200
    assert [str(Quantity.parse(text)) for text in written] == written


def test_every_word_of_the_format_has_a_name_for_readers() -> None:
    assert set(KIND_NAMES) == set(KINDS) and set(TOPIC_NAMES) == set(TOPICS)
    assert set(BASIS_NAMES) == set(BASES) and set(FOLDER_NAMES) == set(FOLDERS)
    assert set(QUALITY_NAMES) == set(QUALITIES)


FIGURE = re.compile(r"(\d+(?:\.\d+)?)(?:\s*[～至–-]\s*(\d+(?:\.\d+)?))?\s*(万)?\s*(分|元)(?!钟)")


def prices(text: str) -> set[str]:
    """The points and yuan that a price in Chinese names, as the parameters would say them."""
    return {
        f"{Decimal(number) * (10_000 if ten_thousands else 1):f} {'points' if unit == '分' else 'yuan'}"
        for least, most, ten_thousands, unit in FIGURE.findall(text)
        for number in (least, most)
        if number
    }


def test_a_price_is_read_out_of_its_words() -> None:
    assert prices("每次扣 6 分，关店 30 分钟，罚 1 至 4 万元") == {"6 points", "10000 yuan", "40000 yuan"}


def test_what_a_clause_of_conduct_costs_can_be_computed_with() -> None:
    """A price in words alone would be missing from what a report adds up. Heavier degrees may stand in their own rules."""
    for rule in BOOK.rules:
        told = [each.zh for each in (rule.penalty, rule.serious) if each]
        if not rule.grounds or not told or rule.status == "disputed":
            continue
        known = set(quantities(dict(rule.parameters)))
        if "term" in rule.parameters:
            term = rule.parameters["term"]
            others = (each for each in BOOK.rules if each.folder == rule.folder and each.parameters.get("term") == term)
            known |= {text for each in others if each.kind != "conduct" for text in quantities(dict(each.parameters))}
        missing = prices(" ".join(told)) - known
        assert not missing, f"{rule.id}: {told} — its parameters lack {sorted(missing)}"


def test_points_say_of_which_class_they_are_and_for_what_they_are_taken() -> None:
    for rule in BOOK.rules:
        if rule.grounds and "points" in quantities_by_name(rule.parameters):
            assert {"class", "per"} <= rule.parameters.keys(), rule.id


def quantities_by_name(parameters: object) -> set[str]:
    """Names of parameters that are quantities."""
    assert isinstance(parameters, dict)
    return {name for name, value in parameters.items() if quantities(value) == [value]}


def words_of(value: object) -> list[str]:
    """The names of parameters in a value, and after `=` the words in it."""
    match value:
        case dict():
            return [told for name, inner in value.items() for told in (name, *words_of(inner))]
        case list():
            return [told for inner in value for told in words_of(inner)]
        case str() if re.fullmatch(r"[a-z]+(_[a-z0-9]+)*", value):
            return [f"={value}"]
    return []


def test_what_parameters_say_more_than_once_has_a_chinese_name() -> None:
    told = Counter(word for rule in BOOK.rules for word in words_of(dict(rule.parameters)))
    names = {*chinese("names"), *(f"={word}" for word in chinese("words"))}
    assert sorted(word for word, times in told.items() if times > 1 and word not in names) == []
    assert sorted(name for name in names if name not in told) == []
