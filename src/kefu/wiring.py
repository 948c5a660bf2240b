"""Where the rooms are put together: the only module that knows them all, the day and the machine."""

from __future__ import annotations

import dataclasses
import functools
import os
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from kefu.actions.clauses import clause
from kefu.actions.crew import Crew, judged_pieces
from kefu.actions.digest import ShopTerms
from kefu.actions.inspection import Desk, Outcome, Progress, Request
from kefu.actions.inspection import inspect as inspect_chats
from kefu.actions.judging import Judge
from kefu.checks import Guard
from kefu.checks.guard import NO_SHOP, shop_of
from kefu.checks.law import lowered
from kefu.checks.shipped import shipped_book
from kefu.rulebook.grading import usual_severity
from kefu.rulebook.shelf import edition
from kefu.rulebook.shop import ShopFile
from kefu.vocabulary.days import today
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.ids import CONDUCT, Platform

if TYPE_CHECKING:
    from kefu.actions import reckoning
    from kefu.actions.labelling import Labelling
    from kefu.web.labelling import LabelServer


def inspect(request: Request, into: Path, since: Path | None, progress: Progress) -> Outcome:
    """`kefu inspect`: exported chats into a folder with a report."""
    from kefu.connectors.exports import survey
    from kefu.store.inspections import InspectionFolder, earlier_summary, stamp
    from kefu.web.report import report

    shop = None if request.shop is None else shop_of(request.shop)
    if since is not None:
        request = dataclasses.replace(request, since=earlier_summary(since))
    if not request.words_alone and (why := unread()):
        request = dataclasses.replace(request, words_alone=True, unread=why)
    day = today()
    guards = Guards(day, shop, request.words_alone)
    crew = crew_of(request.engine)
    desk = Desk(
        survey, guards, InspectionFolder(into), functools.partial(clause, shipped_book()), report, stamp, edition(),
        day, os.cpu_count() or 1, None if shop is None else shop_terms(shop, str(request.shop)), crew,
    )  # fmt: skip
    return inspect_chats(request, desk, progress)


def reckon(request: reckoning.Request, progress: reckoning.Progress = lambda done, of: None) -> reckoning.Outcome:
    """`kefu reckon`: exports of orders to deadlines and sums, told and, where that is asked for, written to a folder.

    Raises:
        KefuError: the file with the shop's own names of columns cannot be used, or the folder cannot be written to.
    """
    from kefu.actions import reckoning
    from kefu.actions.reckoner import Reckoner
    from kefu.connectors.columns import NO_COLUMNS, own_columns
    from kefu.connectors.orders import all_orders
    from kefu.store.reckonings import write
    from kefu.web.orders import page

    own = NO_COLUMNS if request.columns is None else own_columns(request.columns)
    read, rejected, failed = all_orders(request.files, request.platform, own)
    reckoner = Reckoner.load(request.basis)
    came = reckoning.reckoned(reckoner, read, request.now, progress)
    rejected = (*rejected, *came.faults)
    if request.into is not None and (read or rejected or not failed):
        clauses = functools.partial(clause, reckoner.book)
        write(request.into, came, request.now, rejected, clauses, page(came, request, rejected, clauses))
    return reckoning.Outcome(came, rejected, failed)


def label(source: Path, into: Path, port: int) -> LabelSitting:
    """`kefu label`: what an inspection was not certain of, on a page that a person answers.

    Raises:
        KefuError: a file cannot be used, or the port is taken.
    """
    from kefu.actions.labelling import Labelling
    from kefu.store.labels import LabelFile, asked_in, doubts
    from kefu.web.label import label_page, label_policy
    from kefu.web.labelling import LabelServer

    file = LabelFile(into)
    asked, wrong = doubts(source)
    if into.exists() and source.exists() and file.path.samefile(asked_in(source)):
        raise KefuError("label-file", "is the file that is asked about", str(into), "name another file with -o")
    with ExitStack() as stack:
        stack.enter_context(closing(file.hold()))
        known, damaged = file.read()
        labelling = Labelling(asked, known, file.put, file.drop)
        book = shipped_book()
        clauses = {rule: (book.get(rule).clause.zh, book.get(rule).clause.en) for rule in CONDUCT if rule in book}
        rooms = {"verdict": labelling.say, "undo": labelling.take_back}
        server = LabelServer(lambda: label_page(labelling, clauses, str(into)), label_policy(), rooms, port)
        return LabelSitting(server, labelling, (*wrong, *damaged), stack.pop_all())


def crew_of(engine: Literal["local", "spark"]) -> Crew:
    """Who judges the pieces of an inspection.

    Raises:
        KefuError: what Spark needs is not installed.
    """
    if engine == "local":
        return judged_pieces
    from kefu.connectors import spark

    spark.ready()
    return spark.judged_pieces


def unread() -> str:
    """Why meaning cannot be read; '' where it can."""
    from kefu.reader.model import shipped_reader, ships

    if not ships():
        return "this Kefu comes without the reader's weights"
    try:
        shipped_reader()
    except KefuError as error:
        return str(error)
    return ""


def shop_terms(shop: ShopFile, file: str) -> ShopTerms:
    """What an inspection tells of a shop's own file."""
    told = {
        rule: lowered(usual_severity(shipped_book(), rule), severity, shop.reasons.get(rule, ""))
        for rule, severity in shop.severity.items()
    }
    allowed = [f"「{'」「'.join(each.words)}」：{each.reason}" for each in shop.allow if each.reason]
    told["allow"] = f"店铺已放行{'；'.join(allowed)}" if allowed else ""
    told["excuse"] = f"店铺已豁免 {len(shop.excuses)} 句话，原因写在文件里" if shop.excuses else ""
    return ShopTerms(file, shop.edition, {rule: words for rule, words in told.items() if words})


@dataclass(frozen=True)
class LabelSitting:
    """The page of labels, ready to be opened, and what is wrong with lines of its files."""

    server: LabelServer
    labelling: Labelling
    faults: tuple[KefuError, ...]
    held: ExitStack

    @property
    def url(self) -> str:
        """The address to open."""
        return self.server.url

    def serve(self) -> None:
        """Answer the page until it asks to end."""
        self.server.serve_forever(poll_interval=0.1)

    def close(self) -> tuple[int, int]:
        """End. Returns how many messages were labelled in this sitting, and how many of its messages in all."""
        self.server.server_close()
        with self.held:
            return self.labelling.close()


@dataclass(frozen=True)
class Guards:
    """Hands out the guard of a platform and a day; each process loads its own.

    Attributes:
        today: the day of lines without one, that on which the inspection began.
        shop: the shop's own file, as it was then.
        words_alone: the reader is left out.
    """

    today: date
    shop: ShopFile | None = None
    words_alone: bool = True

    @property
    def reads(self) -> bool:
        """Whether its guards read meaning too."""
        return not self.words_alone

    def __call__(self, platform: str, day: date | None) -> Judge:
        """How the guard judges lines of one platform on one day; the same for all days with the same rules."""
        day = day or self.today
        key = (
            cast(Platform, platform),
            shipped_book().epoch(day),
            self.shop.edition if self.shop else "",
            self.words_alone,
        )
        if key not in _JUDGES:
            guard = Guard(shipped_book(), key[0], day, self.shop or NO_SHOP)
            _JUDGES[key] = guard.check_lines if self.words_alone else _reading(guard)
        return _JUDGES[key]


def _reading(guard: Guard) -> Judge:
    """How a guard judges lines that reads them, and says of what it was not certain."""
    from kefu.checks.doubts import DoubtingGuard

    guard.learn_to_read()
    return DoubtingGuard(guard)


_JUDGES: dict[tuple[Platform, int, str, bool], Judge] = {}
