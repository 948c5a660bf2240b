"""Whether a promise was kept: which deeds a line tells, and what that and the going on of the talk make of a promise. Pure."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal, NamedTuple, get_args

from kefu.checks.cues import Cue, cues_in
from kefu.checks.signals import Sign, signs, spelled_out, stands
from kefu.language.forms import fold
from kefu.vocabulary.ids import PROMISES
from kefu.vocabulary.shipped import shipped_data

Outcome = Literal["overdue", "late", "untold", "kept"]
"""What became of a promise: its time has passed without the deed, the deed came too late, nothing tells, it was kept."""
OUTCOMES: Final[tuple[Outcome, ...]] = get_args(Outcome)
LONGEST: Final = 600
"""Of a longer line only this much is read."""


class Told(NamedTuple):
    """What a line tells: the kinds of promise that its deeds keep, and whether they were done before it was written."""

    kinds: tuple[str, ...]
    earlier: bool


NOTHING: Final = Told((), False)


@dataclass(frozen=True)
class Teller:
    """Hears deeds in lines."""

    signs: tuple[tuple[str, Sign], ...]
    earlier: tuple[Cue, ...]

    @functools.cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of promise of which a line can tell."""
        return frozenset(kind for _, sign in self.signs for kind in sign.means)

    def told(self, text: str) -> Told:
        """What a line tells. Raises: nothing."""
        plain = fold(text[:LONGEST])
        found: set[str] = set()
        for _, sign in self.signs:
            if not found.issuperset(sign.means) and stands(plain, sign, sign.bars):
                found.update(sign.means)
        if not found:
            return NOTHING
        kinds = tuple(kind for kind in PROMISES if kind in found)
        return Told(kinds, any(cue.pattern.search(plain) for cue in self.earlier))


@functools.cache
def teller() -> Teller:
    """The teller of the deeds that ship with Kefu."""
    written: dict[str, Any] = shipped_data("kefu.checks", "deeds.yaml")
    words: dict[str, str] = {}
    for name, group in written.pop("words").items():
        words[name] = str(spelled_out(str(group), words))
    spelled: Mapping[str, Any] = spelled_out(written, words)
    every = [
        (kind, sign)
        for kind in PROMISES
        if kind in spelled
        for sign in signs(kind, {"unless": spelled["unless"], **spelled[kind]})
    ]
    return Teller(tuple(every), cues_in(spelled["earlier"]))


def outcome(
    kind: str, due: datetime | None, done: tuple[datetime | None, bool] | None, last: datetime | None
) -> Outcome:
    """What became of a promise.

    Args:
        due: by when, an aware instant; None = no time was told.
        done: when the first later line told the deed, and whether it was done before that; None = no line did.
        last: when the conversation last went on.

    >>> from datetime import UTC, datetime
    >>> noon, night = datetime(2026, 3, 1, 4, tzinfo=UTC), datetime(2026, 3, 1, 15, tzinfo=UTC)
    >>> outcome("ship_by", noon, (night, False), night), outcome("ship_by", noon, None, night)
    ('late', 'overdue')
    """
    if done is not None:
        told_at, earlier = done
        if due is None or (told_at is not None and told_at <= due):
            return "kept"
        return "untold" if told_at is None or earlier else "late"
    passed = due is not None and last is not None and last > due
    return "overdue" if passed and kind in teller().kinds else "untold"
