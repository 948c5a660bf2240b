"""Messages are cut into the pieces that the reader knows, and framed with what stands around them."""

from hypothesis import given
from hypothesis import strategies as st

from kefu.reader.pieces import MOST, MOST_BEFORE, NAMES, UNKNOWN, Pieces, answered
from kefu.vocabulary.talk import Turn

LISTED = [*NAMES, "微", "信", "加", "我", "!", "a", "##b", "ab", "##c", "1", "##2"]
PIECES = Pieces(LISTED)


def named(numbers: list[int]) -> list[str]:
    return [LISTED[n] for n in numbers]


def test_chinese_is_cut_into_characters_and_latin_words_into_their_longest_parts() -> None:
    assert named(PIECES.of("加我微信 abc12!")) == ["加", "我", "微", "信", UNKNOWN, "!"]
    assert named(PIECES.of("abc 12")) == ["ab", "##c", "1", "##2"]


def test_what_nobody_has_listed_is_unknown() -> None:
    assert named(PIECES.of("鹏x")) == [UNKNOWN, UNKNOWN]


def test_a_message_is_framed_with_its_platform_its_role_and_what_it_answers() -> None:
    framed, own = PIECES.framed(PIECES.of("加我"), "pdd", "agent", [PIECES.of("微信"), PIECES.of("!")])
    assert named(framed) == ["[CLS]", "加", "我", "[SEP]", "[pdd]", "[agent]", "微", "信", "[turn]", "!", "[SEP]"]
    assert own == 4


@given(st.integers(0, 400), st.lists(st.integers(0, 200), max_size=4))
def test_no_frame_is_larger_than_what_is_read_at_a_time(size: int, turns: list[int]) -> None:
    framed, own = PIECES.framed([9] * size, "jd", "buyer", [[10] * n for n in turns])
    assert len(framed) <= MOST
    assert own >= min(size, MOST - MOST_BEFORE - 8)


@given(st.text(max_size=60))
def test_any_text_has_pieces(text: str) -> None:
    assert all(0 <= n < len(LISTED) for n in PIECES.of(text))


def test_a_message_answers_what_the_other_side_said_last() -> None:
    turns = [
        Turn("buyer", "在吗"),
        Turn("agent", "在的"),
        Turn("buyer", "能退吗"),
        Turn("buyer", "急"),
        Turn("agent", "稍等"),
    ]
    assert answered(turns, "agent") == ["能退吗", "急"]
    assert answered(turns, "buyer") == ["稍等"]
    assert answered([], "agent") == []
