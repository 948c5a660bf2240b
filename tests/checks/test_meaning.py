"""What the reader finds stands beside what words find, with the clause, the price and better words."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from kefu import Guard, Message, Turn
from kefu.checks.clauses import spans
from kefu.checks.meaning import Meaning
from kefu.reader.labels import LABELS
from kefu.reader.model import Card, Reader, Terms
from kefu.reader.pieces import NAMES
from kefu.rulebook.proof import Faulty
from kefu.vocabulary.ids import PROMISES

WORDS = "盒子都拆了这我们没法再卖就样吧可以的能退吗加微信最好差天您打款给发气死人举报明前十块抬头曝光"
LISTED = (*NAMES, *dict.fromkeys(WORDS))
SURE, LIKELY, NO = 4.0, 1.0, -6.0
TELLS = {"refund.obstacle": ("拆", SURE), "attitude.shirking": ("差", LIKELY), "platform.mention": ("打", SURE), "ship_by": ("发", SURE), "compensation": ("款", SURE),
         "risk.regulator": ("举", SURE), "angry": ("死", SURE), "ask.return": ("退", LIKELY)}  # fmt: skip
AT = datetime(2026, 3, 5, 10, tzinfo=timezone(timedelta(hours=8)))


def run(pieces: np.ndarray, side: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A reader that knows a rule by one character of the message itself; `risk.media` by one that anybody said."""
    scores = np.full((len(pieces), len(LABELS)), NO, dtype=np.float32)
    kinds = np.full((*pieces.shape, len(PROMISES)), NO, dtype=np.float32)
    scores[(pieces == LISTED.index("曝")).any(axis=1), LABELS.index("risk.media")] = SURE
    for label, (char, score) in TELLS.items():
        here = (pieces == LISTED.index(char)) & (side == 0)
        scores[here.any(axis=1), LABELS.index(label)] = score
        if label in PROMISES:
            kinds[:, :, PROMISES.index(label)][here] = score
    return scores, kinds


TERMS = Terms(0.0, 3.0, -3.0, 1.0, 0.0)
CARD = Card(1, LABELS, LISTED, "", "", dict.fromkeys(LABELS, TERMS))


@pytest.fixture(scope="module")
def guard() -> Guard:
    guard = Guard.load(platform="tmall", reader=False)
    guard.meaning = Meaning(Reader(CARD, run))
    return guard


def test_a_violation_that_no_word_betrays_is_found_with_its_clause_its_price_and_better_words(guard: Guard) -> None:
    (finding,) = guard.check("盒子都拆了 这我们没法 就这样吧").findings
    assert (finding.rule, finding.severity, finding.by) == ("refund.obstacle", "block", "reader")
    assert finding.p == pytest.approx(0.982, abs=0.001)
    assert finding.quote == "盒子都拆了"
    assert finding.clause in guard.book and finding.advice
    assert not guard.check(finding.advice, reader=False).alarmed


def test_where_the_reader_is_less_sure_it_only_warns(guard: Guard) -> None:
    assert [(each.rule, each.severity) for each in guard.check("这差不多就样吧").findings] == [
        ("attitude.shirking", "warn")
    ]


def test_words_alone_judge_where_that_is_asked(guard: Guard) -> None:
    assert not guard.check("盒子都拆了 这我们没法", reader=False).findings


def test_what_words_and_meaning_find_stands_in_one_report_with_one_advice(guard: Guard) -> None:
    report = guard.check("盒子都拆了，加我微信再说")
    assert {(each.rule, each.by) for each in report.findings} == {
        ("refund.obstacle", "reader"),
        ("contact.offplatform", "words"),
    }
    assert len({each.advice for each in report.findings}) == 1


def test_a_rule_of_one_platform_is_not_found_on_another(guard: Guard) -> None:
    assert not guard.check("打就打吧").findings
    assert [each.rule for each in guard.check(Message("打就打吧", platform="pdd")).findings] == ["platform.mention"]


def test_a_promise_has_its_kind_its_words_and_its_time(guard: Guard) -> None:
    (promise,) = guard.check(Message("可以的，明天前给您发", at=AT)).promises
    assert (promise.kind, promise.due) == ("ship_by", datetime(2026, 3, 6, 23, 59, 59, tzinfo=AT.tzinfo))
    assert promise.text in "可以的，明天前给您发" and promise.amount is None


def test_a_line_of_a_conversation_promises_by_when_it_was_said(guard: Guard) -> None:
    said = "可以的，明天前给您发"
    (told,) = guard.check_lines([said], ["agent"], lambda n: (), lambda n: AT)
    (undated,) = guard.check_lines([said], ["agent"], lambda n: (), lambda n: None)
    assert told.promises == guard.check(Message(said, at=AT)).promises
    assert [each.due is None for each in (*told.promises, *undated.promises)] == [False, True]


def test_what_a_buyer_says_is_read_too(guard: Guard) -> None:
    signals = guard.check(Message("气死人了，我要举报", role="buyer")).signals
    assert (signals.risk, signals.emotion) == (("risk.regulator",), "angry")


def test_a_risk_lies_in_the_buyers_own_words_not_in_what_the_agent_said(guard: Guard) -> None:
    threatened = [Turn("agent", "再举报我就曝你")]
    assert guard.check(Message("好吧", "buyer", history=threatened)).signals.risk == ()
    assert guard.check(Message("我也曝你", "buyer", history=threatened)).signals.risk == ("risk.media",)


def test_words_that_clear_a_risk_keep_the_reader_from_adding_it(guard: Guard) -> None:
    assert guard.check(Message("举起来", "buyer")).signals.risk == ("risk.regulator",)
    assert guard.check(Message("举起来 抬头发你", "buyer")).signals.risk == ()
    assert guard.check(Message("举起来 抬头发你。我要去12315举报", "buyer")).signals.risk == ("risk.regulator",)


def test_a_batch_is_read_like_each_of_its_messages(guard: Guard) -> None:
    messages = [
        Message("盒子都拆了"),
        Message("能退吗", role="buyer"),
        Message("可以的", history=[Turn("buyer", "能退吗")]),
        Message(""),
    ]
    assert list(guard.check_batch(messages)) == [guard.check(each) for each in messages]


def test_a_long_message_is_read_in_windows(guard: Guard) -> None:
    assert [each.rule for each in guard.check("好" * 700 + "拆" + "好" * 500).findings] == ["refund.obstacle"]
    assert not guard.check("好" * 100_000).findings


def test_clauses_leave_out_the_marks_behind_them() -> None:
    text = "盒子拆了，不能退。你自己看!!\n再见"
    assert [text[a:b] for a, b in spans("盒子拆了,不能退。你自己看!!\n再见")] == [
        "盒子拆了",
        "不能退",
        "你自己看",
        "再见",
    ]


def test_amounts_are_read_in_yuan(guard: Guard) -> None:
    (promise,) = guard.check(Message("打款十块给您", at=AT)).promises
    assert (promise.kind, promise.amount) == ("compensation", Decimal("10"))


@pytest.mark.parametrize(
    ("when", "said", "found"),
    [
        ("{to: late, reason: 只看要紧的}", "这差不多就样吧", []),
        ("{to: late, reason: 只看要紧的}", "盒子都拆了", ["refund.obstacle"]),
        ("early", "这差不多就样吧", ["attitude.shirking"]),
        ("usual", "这差不多就样吧", ["attitude.shirking"]),
    ],
)
def test_a_shop_says_how_sure_the_reader_must_be_to_warn(
    tmp_path: Path, when: str, said: str, found: list[str]
) -> None:
    path = tmp_path / "shop.yaml"
    path.write_text(f"shop: 小店\nreader: {when}\n", encoding="utf-8")
    guard = Guard.load(platform="tmall", reader=False, shop=path)
    guard.meaning = Meaning(Reader(CARD, run))
    assert [each.rule for each in guard.check(said).findings] == found


@pytest.mark.parametrize("when", ["late", "never", "{to: late}", "0.3"])
def test_a_shop_lets_the_reader_warn_late_only_with_a_reason_and_never_not_at_all(tmp_path: Path, when: str) -> None:
    path = tmp_path / "shop.yaml"
    path.write_text(f"shop: 小店\nreader: {when}\n", encoding="utf-8")
    with pytest.raises(Faulty, match="reader"):
        Guard.load(platform="tmall", reader=False, shop=path)
