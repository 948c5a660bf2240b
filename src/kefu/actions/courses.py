"""How conversations go on: what an agent promised in them and what became of it, and how the buyer felt from first to last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain
from typing import Any

import msgspec

from kefu.checks.deeds import OUTCOMES, Outcome, outcome
from kefu.vocabulary.days import CHINA
from kefu.vocabulary.ids import EMOTIONS

FOLLOWED = 20_000
"""So many conversations are followed at once; then what is known of the one that has been silent longest is final."""
KEPT_VOWS = 200
"""So many promises are told singly."""
ENDS = 60
"""Of more than twice so many moods of one conversation the first and the last of them are kept."""
MOODS = {emotion[0]: emotion for emotion in EMOTIONS}
"""The letter of each emotion: c, u, a."""


class Deed(msgspec.Struct, frozen=True):
    """A line that tells deeds.

    Attributes:
        kinds: the kinds of promise that they keep.
        at: when it was written, None where the export does not say.
        earlier: they were done before that.
    """

    kinds: tuple[str, ...]
    row: int
    at: datetime | None
    earlier: bool


class Vow(msgspec.Struct, frozen=True):
    """A promise of an agent, masked like every output.

    Attributes:
        at, due: aware instants, None where nothing says it.
        amount: in yuan, '' where none was told.
        deed: the first later line of the conversation that tells the deed.
        last: when the conversation last went on, as far as it is known.
    """

    file: str
    row: int
    platform: str
    shop: str
    session: str
    agent: str
    at: datetime | None
    kind: str
    words: str
    due: datetime | None
    amount: str
    deed: Deed | None = None
    last: datetime | None = None

    @property
    def outcome(self) -> Outcome:
        """What became of it."""
        done = None if self.deed is None else (self.deed.at, self.deed.earlier)
        return outcome(self.kind, self.due, done, self.last)

    def kept_by(self, deeds: Iterable[Deed]) -> Vow:
        """The promise, and the first of some later deeds that keeps it."""
        if self.deed is not None:
            return self
        deed = next((deed for deed in deeds if self.kind in deed.kinds), None)
        return self if deed is None else msgspec.structs.replace(self, deed=deed)

    def as_json(self) -> dict[str, Any]:
        """What `summary.json` says of it; instants are those of Shanghai."""
        told = None if self.deed is None else {"row": self.deed.row, "at": iso(self.deed.at)}
        return {
            "kind": self.kind, "text": self.words, "file": self.file, "row": self.row, "platform": self.platform,
            "shop": self.shop, "session": self.session, "agent": self.agent, "at": iso(self.at), "due": iso(self.due),
            "amount": self.amount or None, "outcome": self.outcome, "told": told,
        }  # fmt: skip


def iso(at: datetime | None) -> str | None:
    """An instant as it is written, by the clock of China."""
    return None if at is None else at.astimezone(CHINA).isoformat(timespec="seconds")


class Course(msgspec.Struct, frozen=True):
    """A conversation, or a part of it.

    Attributes:
        key: tells conversations apart.
        moods: a letter of `MOODS` for each message of the buyer, in their order; the middle of very many left out.
        vows: the promises in it, those kept with their deed.
        deeds: all of the deeds, for the promises of an earlier part.
        last: when it last went on.
    """

    key: str
    moods: str = ""
    vows: tuple[Vow, ...] = ()
    deeds: tuple[Deed, ...] = ()
    last: datetime | None = None

    def joined(self, later: Course) -> Course:
        """This part and the one that follows it."""
        return Course(
            self.key,
            moods_of(self.moods + later.moods),
            (*(vow.kept_by(later.deeds) for vow in self.vows), *later.vows),
            self.deeds + later.deeds,
            latest(self.last, later.last),
        )

    def ended(self) -> tuple[Vow, ...]:
        """The promises, with how far the conversation went on."""
        return tuple(msgspec.structs.replace(vow, last=self.last) for vow in self.vows)


def latest(one: datetime | None, two: datetime | None) -> datetime | None:
    """The later of two instants; None where there is neither."""
    return two if one is None else one if two is None else max(one, two)


def moods_of(moods: str) -> str:
    """The moods that are kept of some: the first and the last of very many."""
    return moods if len(moods) <= 2 * ENDS else moods[:ENDS] + moods[-ENDS:]


class Courses:
    """Follows conversations over the pieces of an inspection. What is final is counted.

    Attributes:
        following: the conversations that may go on, the one that has been silent longest first.
        shown: the promises of the others that are worth showing singly.
    """

    def __init__(self, following: Iterable[Course] = (), shown: Iterable[Vow] = (), most: int = FOLLOWED) -> None:
        self._most = most
        self.following = {course.key: course for course in following}
        self.shown = list(shown)

    def take(self, courses: Iterable[Course], final: Callable[[Course], None]) -> None:
        """Take the next piece's; `final` is told of those that are followed no longer."""
        for later in courses:
            earlier = self.following.pop(later.key, None)
            course = later if earlier is None else earlier.joined(later)
            self.following[later.key] = msgspec.structs.replace(course, deeds=())
        while len(self.following) > self._most:
            course = self.following.pop(next(iter(self.following)))
            self.shown = gravest_vows([*self.shown, *course.ended()])
            final(course)

    def vows(self) -> list[Vow]:
        """The promises worth showing singly, as far as all is known, those that were not kept first."""
        going = chain.from_iterable(course.ended() for course in self.following.values())
        return gravest_vows([*self.shown, *going])


def gravest_vows(vows: Sequence[Vow]) -> list[Vow]:
    """Those not kept first, then those kept late, those of which nothing tells, and those kept."""
    return sorted(vows, key=lambda vow: OUTCOMES.index(vow.outcome))[:KEPT_VOWS]


def counted(course: Course) -> Iterator[tuple[str, ...]]:
    """The keys under which a finished conversation is counted: its promises, and how the buyer began and ended."""
    for vow in course.ended():
        yield "promise", vow.kind, vow.outcome
    if course.moods:
        yield "mood", MOODS[course.moods[0]], MOODS[course.moods[-1]]


def turned(moods: Iterable[tuple[tuple[str, ...], int]]) -> dict[str, int]:
    """How many conversations ended better, worse and as they began.

    Args:
        moods: (began, ended) and how many.
    """
    out = Counter({"better": 0, "same": 0, "worse": 0})
    for (began, ended), times in moods:
        step = EMOTIONS.index(ended) - EMOTIONS.index(began)
        out["worse" if step > 0 else "better" if step else "same"] += times
    return dict(out)
