"""When promises are due that the guard heard in lines without their time. Pure."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from datetime import datetime

from kefu.checks.amounts import amount
from kefu.checks.due import due
from kefu.checks.meaning import PAID
from kefu.checks.shipped import shipped_words
from kefu.language.hearing import Ear
from kefu.reader.pieces import answered
from kefu.vocabulary.talk import Turn
from kefu.vocabulary.verdict import Promise


@functools.cache
def _ear() -> Ear:
    return Ear(shipped_words())


def dated(promise: Promise, text: str, at: datetime | None, history: Sequence[Turn]) -> Promise:
    """A promise with its due time and amount, where the guard judged a line without its time.

    Args:
        text: the message in which it stands.
        at: when that was said, an aware instant; without one nothing is due.
        history: what was said before, oldest first.
    """
    if at is None or promise.due is not None:
        return promise
    words, plain = _ear().hear(promise.text).plain, _ear().hear(text).plain
    before = tuple(_ear().hear(each).plain for each in answered(history, "agent"))
    sum_ = promise.amount
    if sum_ is None and promise.kind in PAID:
        sum_ = amount(words, plain, before)
    return Promise(promise.kind, promise.text, due(words, plain, at, before, promise.kind), sum_)
