"""The rulebook that is shipped keeps its own promises."""

from __future__ import annotations

from datetime import date

import pytest

from kefu.rulebook.names import BASIS_NAMES, FOLDER_NAMES, KIND_NAMES, TOPIC_NAMES
from kefu.rulebook.pack import BASES, KINDS, TOPICS
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
