"""What an inspection knows so far. Written down at every checkpoint, it is all that going on needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from kefu.actions.courses import Course, Courses, Vow, counted
from kefu.actions.exhibits import Exhibit, Heaviness, Worry, gravest, limits, worst
from kefu.actions.judging import Judged
from kefu.actions.ports import Reject
from kefu.actions.pseudonyms import Names
from kefu.actions.sayings import Row, Sayings
from kefu.actions.tally import Tally
from kefu.actions.uncertain import Unsure, least_certain

SAMPLE = 50
"""How many rejected rows a report shows."""


class _Page(msgspec.Struct):
    pieces: int
    counts: list[list[str | int]]
    exhibits: list[Exhibit]
    worries: list[Worry]
    rejects: list[Reject]
    sayings: list[Row] = []
    courses: list[Course] = []
    vows: list[Vow] = []
    unsure: list[Unsure] = []


class Ledger:
    """Adds judged pieces up. Names of agents are those that outputs show.

    Attributes:
        pieces: how many are in it, from the first on without a gap.
        rejects: the first of the rejected rows.
        limits: what a later exhibit must be worse than to be kept.
        sayings: what is said again and again.
        courses: how conversations go on.
        unsure: the messages of which the reader was least certain.
    """

    def __init__(self, names: Names) -> None:
        self.names = names
        self.pieces = 0
        self.tally = Tally()
        self.exhibits: list[Exhibit] = []
        self.limits: dict[str, Heaviness] = {}
        self.worries: list[Worry] = []
        self.rejects: list[Reject] = []
        self.sayings = Sayings()
        self.courses = Courses()
        self.unsure: list[Unsure] = []

    def take(self, file: str, judged: Judged, rejects: Sequence[Reject], repeated: int) -> None:
        """Enter the next piece."""
        for key, times in judged.tally.counts.items():
            self.tally.counts[self._named(key)] += times
        if rejects:
            self.tally.count("file", file, "rejected", times=len(rejects))
            self.rejects.extend(rejects[: SAMPLE - len(self.rejects)])
        if repeated:
            self.tally.count("file", file, "duplicate", times=repeated)
        self.sayings.take(judged.findings, self.names)
        if judged.exhibits:
            self.exhibits = worst([*self.exhibits, *map(self._exhibit, judged.exhibits)])
            self.limits = limits(self.exhibits)
        if judged.worries:
            self.worries = gravest([*self.worries, *map(self._worry, judged.worries)])
        if judged.courses:
            self.courses.take(map(self._course, judged.courses), self._ended)
        if judged.unsure:
            self.unsure = least_certain([*self.unsure, *judged.unsure])
        self.pieces += 1

    def told(self) -> Tally:
        """All counts, with what is known of the conversations that are still followed."""
        tally = Tally(self.tally.counts)
        for course in self.courses.following.values():
            for key in counted(course):
                tally.count(*key)
        return tally

    def felt(self) -> list[Worry]:
        """The worries, with what is known of how their buyers felt over the conversation."""
        return [self._with_moods(worry, self.courses.following.get(worry.key)) for worry in self.worries]

    def written(self) -> bytes:
        """The ledger as bytes."""
        page = _Page(
            self.pieces, self.tally.rows(), self.exhibits, self.worries, self.rejects, self.sayings.rows(),
            list(self.courses.following.values()), self.courses.shown, self.unsure,
        )  # fmt: skip
        return msgspec.json.encode({"ledger": page, "names": self.names.keys})

    @classmethod
    def read(cls, written: bytes, names: Names) -> Ledger:
        """The ledger that `written` wrote. `names` already goes on from its names."""
        page = msgspec.convert(msgspec.json.decode(written)["ledger"], _Page)
        ledger = cls(names)
        ledger.pieces, ledger.tally = page.pieces, Tally.of_rows(page.counts)
        ledger.exhibits, ledger.worries, ledger.rejects = page.exhibits, page.worries, page.rejects
        ledger.limits, ledger.sayings = limits(page.exhibits), Sayings(page.sayings)
        ledger.courses, ledger.unsure = Courses(page.courses, page.vows), page.unsure
        return ledger

    @staticmethod
    def names_in(written: bytes) -> dict[str, str]:
        """The keys of the names in a written ledger."""
        names: Any = msgspec.json.decode(written)["names"]
        return {str(key): str(name) for key, name in names.items()}

    def _named(self, key: tuple[str, ...]) -> tuple[str, ...]:
        if key[0] in ("agent", "alarmed", "stopped", "found"):
            return (*key[:3], self.names(key[2], key[3]), *key[4:])
        return key

    def _exhibit(self, exhibit: Exhibit) -> Exhibit:
        return msgspec.structs.replace(exhibit, agent=self.names(exhibit.shop, exhibit.agent))

    def _worry(self, worry: Worry) -> Worry:
        return msgspec.structs.replace(worry, agent=self.names(worry.shop, worry.agent))

    def _course(self, course: Course) -> Course:
        vows = (msgspec.structs.replace(vow, agent=self.names(vow.shop, vow.agent)) for vow in course.vows)
        return msgspec.structs.replace(course, vows=tuple(vows))

    def _ended(self, course: Course) -> None:
        for key in counted(course):
            self.tally.count(*key)
        if any(worry.key == course.key for worry in self.worries):
            self.worries = [self._with_moods(each, course if each.key == course.key else None) for each in self.worries]

    @staticmethod
    def _with_moods(worry: Worry, course: Course | None) -> Worry:
        return worry if course is None else msgspec.structs.replace(worry, moods=course.moods)
