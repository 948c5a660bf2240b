"""What two exports both hold is counted once, what one holds twice is counted twice."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from stand_in import line, table

from kefu.actions.overlap import Union

WORDS = st.lists(st.sampled_from(["在吗", "好的", "亲", "发货了吗"]), max_size=8)


@settings(deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=3), max_size=4))
def test_of_each_line_as_many_count_as_the_file_that_has_it_most_often(files: list[list[list[str]]]) -> None:
    union = Union()
    counted: Counter[str] = Counter()
    for batches in files:
        union.begin()
        for words in batches:
            repeated = union.repeated(table([line(word) for word in words]))
            counted.update(word for word, again in zip(words, repeated, strict=True) if not again)
        union.end()
    each = [Counter(word for words in batches for word in words) for batches in files]
    assert counted == Counter({word: max(file[word] for file in each) for file in each for word in file})


def test_lines_that_differ_in_one_thing_are_two() -> None:
    union = Union()
    union.begin()
    union.repeated(table([line("好的")]))
    union.end()
    union.begin()
    others = [
        line("好的 "), line("好的", "buyer"), line("好的", at="2026-03-01 10:00:01"), line("好的", at=None),
        line("好的", session="s2"), line("好的", platform="jd"), line("好的", session=""),
    ]  # fmt: skip
    assert not union.repeated(table(others)).any()
    assert union.repeated(table([line("好的", file="b.csv", row=77)])).all()


def test_without_a_conversation_agent_and_speaker_tell_lines_apart() -> None:
    union = Union()
    union.begin()
    union.repeated(table([line("好的", session="", agent="小美")]))
    union.end()
    union.begin()
    assert union.repeated(
        table([line("好的", session="", agent="小美"), line("好的", session="", agent="小丽")])
    ).tolist() == [True, False]
