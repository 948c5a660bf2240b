"""Every clock of the rulebook is read, and what is not understood is listed."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from telling import BOOK

from kefu.clocks.history import Terms
from kefu.clocks.names import CLOCK_NAMES, MISS_NAMES, PARTY_NAMES
from kefu.clocks.terms import clocks_in, terms_of, unread
from kefu.vocabulary.events import EVENT_NAMES, TURN

WITHOUT: dict[str, str] = {}
"""Clocks of the rulebook that are not read, and why."""
CONTRACT = (
    "ship refund_response intervention reply message_reply complaint aftersale return_no_reason claim_fresh claim_allergy "
    "warranty_exchange group tracking promise"
).split()


def test_every_rule_that_lays_down_a_clock_is_read_or_listed_with_a_reason() -> None:
    assert {each.rule for each in unread(BOOK.rules)} == set(WITHOUT)
    for rule in BOOK.rules:
        if rule.kind == "clock" and rule.id not in WITHOUT:
            assert terms_of(rule), rule.id


def test_every_clock_of_the_contract_is_laid_down_somewhere() -> None:
    told = {term.clock for rule in BOOK.rules for term in terms_of(rule)}
    assert set(CONTRACT) <= told
    assert told == CLOCK_NAMES.keys()


def test_every_miss_and_party_has_its_words() -> None:
    terms = [term for rule in BOOK.rules for term in terms_of(rule)]
    assert {term.on_miss for term in terms} <= MISS_NAMES.keys()
    assert {term.party for term in terms} == PARTY_NAMES.keys()
    assert TURN.keys() == EVENT_NAMES.keys()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"deadline": "soon"}, "deadline"),
        ({"starts": "teleported"}, "teleported"),
        ({"stops": []}, "stops"),
        ({"when": {"moon": "full"}}, "moon"),
        ({"assessed_hours": "nine to five"}, "hours"),
        ({"others": 5}, "shape"),
        ({"once_signed": {"starts": "signed"}}, "once_signed"),
    ],
)
def test_a_shape_that_is_not_known_is_listed_and_not_guessed(changed: dict[str, object], told: str) -> None:
    rule = BOOK.get("pdd.return.handling_7d")
    broken = msgspec.structs.replace(rule, parameters={**rule.parameters, **changed})
    found = unread((broken,))
    assert [each.rule for each in found] == [rule.id]
    assert told in found[0].why


def test_a_rule_that_a_clock_does_not_apply_lays_down_none() -> None:
    assert not list(clocks_in(BOOK.get("tmall.cod.no_ship_clock")))


def test_the_page_names_every_event_and_all_that_is_asked_of_an_order() -> None:
    page = (Path(__file__).parents[2] / "docs" / "clocks.md").read_text(encoding="utf-8")
    asked = {"programme" if name == "programmes" else name for name in Terms.__struct_fields__}
    assert [name for name in (*EVENT_NAMES, *sorted(asked), "agreed_ship_by") if f"`{name}`" not in page] == []
