"""Where the rooms are put together: the only module that knows them all, the day and the machine."""

from __future__ import annotations

import dataclasses
import functools
import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

from kefu.actions.clauses import clause
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
from kefu.vocabulary.ids import Platform


def inspect(request: Request, into: Path, since: Path | None, progress: Progress) -> Outcome:
    """`kefu inspect`: exported chats into a folder with a report."""
    from kefu.connectors.exports import survey
    from kefu.store.inspections import InspectionFolder, earlier_summary, stamp
    from kefu.web.report import report

    shop = None if request.shop is None else shop_of(request.shop)
    if since is not None:
        request = dataclasses.replace(request, since=earlier_summary(since))
    day = today()
    guards = Guards(day, shop, request.words_alone)
    desk = Desk(
        survey, guards, InspectionFolder(into), functools.partial(clause, shipped_book()), report, stamp, edition(),
        day, os.cpu_count() or 1, None if shop is None else shop_terms(shop, str(request.shop)),
    )  # fmt: skip
    return inspect_chats(request, desk, progress)


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
            if not self.words_alone:
                guard.learn_to_read()
            _JUDGES[key] = guard.check_lines
        return _JUDGES[key]


_JUDGES: dict[tuple[Platform, int, str, bool], Judge] = {}
