"""How sure the reader was of an agent's message."""

from collections.abc import Sequence

import numpy as np
import pytest

from kefu import Guard, Turn
from kefu.checks.doubts import DoubtingGuard
from kefu.checks.meaning import Meaning
from kefu.reader.labels import LABELS
from kefu.reader.model import Card, Reader, Terms
from kefu.reader.pieces import NAMES
from kefu.vocabulary.ids import PROMISES

LISTED = (*NAMES, *dict.fromkeys("拆差打好加我微信"))
TELLS = {
    "refund.obstacle": ("拆", 2.0),
    "attitude.shirking": ("差", -0.25),
    "platform.mention": ("打", 4.0),
    "contact.offplatform": ("微", 3.0),
}


def run(pieces: np.ndarray, side: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A reader that knows a rule by one character of the message itself."""
    scores = np.full((len(pieces), len(LABELS)), -6.0, dtype=np.float32)
    for label, (char, score) in TELLS.items():
        here = (pieces == LISTED.index(char)) & (side == 0)
        scores[here.any(axis=1), LABELS.index(label)] = score
    return scores, np.full((*pieces.shape, len(PROMISES)), -6.0, dtype=np.float32)


def nothing(n: int) -> Sequence[Turn]:
    return ()


def never(n: int) -> None:
    """Nobody knows when it was said."""


@pytest.fixture(scope="module")
def guard() -> Guard:
    guard = Guard.load(platform="tmall", reader=False)
    card = Card(1, LABELS, LISTED, "", "", dict.fromkeys(LABELS, Terms(0.0, 3.0, -3.0, 2.0, 0.0)))
    guard.meaning = Meaning(Reader(card, run))
    return guard


def test_the_distance_from_where_it_warns_is_told_in_log_odds_either_side(guard: Guard) -> None:
    sure, near, buyer = DoubtingGuard(guard)(["拆", "差", "拆"], ["agent", "agent", "buyer"], nothing, never)
    assert sure.doubt and near.doubt and buyer.doubt is None
    assert (sure.doubt.rule, sure.doubt.distance) == ("refund.obstacle", pytest.approx(4.0))
    assert (near.doubt.rule, near.doubt.distance) == ("attitude.shirking", pytest.approx(0.5))
    assert near.doubt.p["attitude.shirking"] == pytest.approx(0.378, abs=0.001)
    assert not near.findings and sure.findings, "the verdicts are the guard's own"


def test_what_words_settle_and_what_the_platform_does_not_forbid_is_not_doubted(guard: Guard) -> None:
    settled, barred = DoubtingGuard(guard)(["加我微信", "打"], ["agent", "agent"], nothing, never)
    assert settled.findings and settled.doubt is None
    assert barred.doubt is not None and barred.doubt.rule != "platform.mention"


def test_however_many_lines_come_at_once_the_verdicts_are_the_guards(guard: Guard) -> None:
    texts = ["拆", "加我微信", "好", "差"]
    doubting = DoubtingGuard(guard, together=3)(texts, ["agent"] * 4, nothing, never)
    plain = guard.check_lines(texts, ["agent"] * 4, nothing, never)
    assert [each.as_json() for each in doubting] == [each.as_json() for each in plain]
