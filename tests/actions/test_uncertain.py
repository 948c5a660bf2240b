"""Which messages a person is asked about."""

from hypothesis import given
from hypothesis import strategies as st

from kefu.actions import uncertain
from kefu.actions.exhibits import Said
from kefu.actions.uncertain import Unsure, least_certain


def unsure(text: str, rule: str = "abuse.insult", distance: float = 0.5) -> Unsure:
    return Unsure("a.csv", 1, "pdd", "agent", text, (Said("buyer", "在吗"),), (), rule, distance, {rule: 0.2})


def test_the_nearest_come_first_and_each_rule_once_before_any_twice() -> None:
    every = [unsure("1", "a", 0.1), unsure("2", "a", 0.2), unsure("3", "b", 3.0), unsure("4", "a", 0.0)]
    assert [each.text for each in least_certain(every)] == ["4", "3", "1", "2"]


def test_of_equal_texts_the_one_of_which_it_is_least_certain_is_asked() -> None:
    assert least_certain([unsure("1", distance=2), unsure("1", distance=1)]) == [unsure("1", distance=1)]


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 30)), max_size=40), st.integers(0, 40))
def test_choosing_in_pieces_is_choosing_from_all(drawn: list[tuple[str, int]], cut: int) -> None:
    every = [unsure(str(n), rule, distance + n / 100) for n, (rule, distance) in enumerate(drawn)]
    pieces = [*least_certain(every[:cut])[:5], *least_certain(every[cut:])[:5]]
    assert least_certain(pieces)[:5] == least_certain(every)[:5]


def test_no_more_are_asked_than_a_person_can_answer() -> None:
    assert len(least_certain(unsure(str(n)) for n in range(300))) == uncertain.ASKED == 200


def test_a_message_has_one_id_in_every_inspection() -> None:
    assert unsure("1").id == unsure("1", distance=9).id != unsure("2").id
