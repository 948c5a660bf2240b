"""A conversation is followed from its first line to its last, in however many pieces it comes."""

import itertools
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from stand_in import Judges, line, table

from kefu.actions.courses import Course, Courses, Vow, moods_of, turned
from kefu.actions.covering import Privacy
from kefu.actions.judging import judge_lines
from kefu.actions.ledger import Ledger
from kefu.actions.pseudonyms import Names

READS = Judges(reads=True)


def followed(*pieces: list[dict[str, Any]], **privacy: bool) -> Ledger:
    """A ledger in which the pieces are entered, written down and read again after each."""
    ledger = Ledger(Names())
    for piece in pieces:
        ledger.take("a.jsonl", judge_lines(table(piece), READS, Privacy(**privacy)), (), 0)
        ledger = Ledger.read(ledger.written(), Names())
    return ledger


def vow(*pieces: list[dict[str, Any]], **privacy: bool) -> Vow:
    (found,) = followed(*pieces, **privacy).courses.vows()
    return found


def at(day: int, hour: int) -> str:
    return f"2026-03-{day:02} {hour:02}:00:00"


PROMISE = line("今天发货 电话13812345678", at=at(1, 10))


def test_a_later_line_of_agent_or_platform_tells_that_a_promise_was_kept() -> None:
    for role in ("agent", "system", "auto"):
        kept = vow([PROMISE, line("已发货", role, row=7, at=at(1, 20))])
        assert kept.outcome == "kept" and kept.deed is not None and kept.deed.row == 7
    assert vow([PROMISE, line("已发货", "buyer", at=at(1, 20))]).outcome == "untold", "a buyer does not tell it"


def test_a_deed_before_the_promise_or_in_another_conversation_keeps_nothing() -> None:
    after = line("还没动静", "buyer", at=at(2, 9))
    assert vow([line("已发货"), PROMISE, after]).outcome == "overdue"
    assert vow([PROMISE, line("已发货", session="s2"), after]).outcome == "overdue"


def test_a_promise_is_late_overdue_or_not_to_be_told() -> None:
    assert vow([PROMISE, line("刚给您发货了", at=at(2, 10))]).outcome == "late"
    assert vow([PROMISE, line("人呢", "buyer", at=at(2, 10))]).outcome == "overdue"
    assert vow([PROMISE, line("人呢", "buyer", at=at(1, 12))]).outcome == "untold"
    assert vow([PROMISE]).outcome == "untold"
    assert vow([PROMISE, line("订单已关闭", "system", at=at(9, 9))]).outcome == "untold", (
        "the platform alone is no talk"
    )


def test_who_promised_what_when_and_in_which_words_is_told_with_the_buyer_covered() -> None:
    assert vow([line("13812345678 今天发货", at=at(1, 10), row=3)]).as_json() == {
        "kind": "ship_by", "text": "今天发货", "file": "a.jsonl", "row": 3, "platform": "pdd", "shop": "某旗舰店", "session": "s1",
        "agent": "旗舰店:小美", "at": "2026-03-01T10:00:00+08:00", "due": "2026-03-01T23:59:59+08:00", "amount": None,
        "outcome": "untold", "told": None,
    }  # fmt: skip


def test_context_is_no_news() -> None:
    told = [line("已发货", context=True, at=at(2, 10)), line("人呢", "buyer", at=at(2, 11))]
    assert vow([PROMISE], told).outcome == "overdue"


SAID = st.sampled_from(["今天发货", "明天退款", "已发货", "退款成功", "好的", "生气"])
LINES = st.lists(
    st.builds(
        lambda text, role, session, day: line(text, role, session=session, at=at(day, 10)),
        SAID, st.sampled_from(["agent", "buyer", "system"]), st.sampled_from(["s1", "s2"]), st.integers(1, 4),
    ),
    max_size=12,
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(LINES, st.lists(st.integers(0, 12), max_size=3))
def test_in_however_many_pieces_it_comes_it_is_the_same(lines: list[dict[str, Any]], cuts: list[int]) -> None:
    lines = [each | {"row": row} for row, each in enumerate(lines, 1)]
    edges = [0, *sorted(cuts), len(lines)]
    parts = followed(*(lines[start:end] for start, end in itertools.pairwise(edges)))
    whole = followed(lines)
    assert parts.courses.following == whole.courses.following
    assert parts.told().counts == whole.told().counts


def test_of_very_many_conversations_the_most_silent_are_final() -> None:
    lines = [PROMISE, line("明天退款", session="s2", at=at(1, 11)), line("已发货", at=at(1, 20))]
    following, final = Courses(most=1), list[Course]()
    for each in lines:
        following.take(judge_lines(table([each]), READS, Privacy()).courses, final.append)
    assert len(following.following) == 1
    assert [vow.kind for course in final for vow in course.vows] == ["ship_by", "refund_by"]
    assert [each.kind for each in following.vows()] == ["ship_by", "refund_by"]


def test_a_buyer_at_risk_has_the_moods_of_the_whole_conversation() -> None:
    calm, threat = line("在吗", "buyer"), line("12315见 生气", "buyer", row=2)
    (worry,) = followed([calm], [threat, line("好吧", "buyer", row=3)]).felt()
    assert worry.moods == "cac"


def test_of_very_many_moods_the_first_and_the_last_are_kept() -> None:
    assert moods_of("c" * 100 + "a" * 100) == "c" * 60 + "a" * 60


def test_how_many_conversations_ended_better_or_worse_is_counted() -> None:
    ledger = followed(
        [
            line("生气", "buyer"),
            line("谢谢", "buyer"),
            line("在", "buyer", session="s2"),
            line("嗯", "buyer", session=""),
        ]
    )
    assert dict(ledger.told().under("mood")) == {("angry", "calm"): 1, ("calm", "calm"): 1}
    assert turned(ledger.told().under("mood")) == {"better": 1, "same": 1, "worse": 0}
