"""The verb `inspect`: what people wrote to buyers, read, judged, counted, and put into a folder."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal, Protocol

import msgspec
import pyarrow as pa

from kefu.actions.clauses import Clauses
from kefu.actions.comparison import compare
from kefu.actions.covering import Privacy
from kefu.actions.crew import Crew, judged_pieces
from kefu.actions.digest import Digest, ShopTerms, Terms, digest
from kefu.actions.judging import Judges
from kefu.actions.ledger import Ledger
from kefu.actions.masking import cover_all
from kefu.actions.ports import Export, Exports, ReadingOptions, Reject
from kefu.actions.pseudonyms import Names, Pseudonyms
from kefu.actions.reading import Piece, pieces
from kefu.vocabulary.errors import KefuError

OUTPUTS: Final = ("findings.parquet", "findings.csv", "findings.xlsx", "rejects.csv", "report.html", "summary.json")
"""What a finished inspection leaves in its folder, the summary last."""

UNCERTAIN: Final = "uncertain.jsonl"
"""What it leaves beside them where meaning was read: the messages to ask a person about, one JSON object a line."""

SMALL: Final = 8 * 1024 * 1024
"""Bytes up to which fetching other processes costs more than it brings."""


@dataclass(frozen=True)
class Request:
    """What the caller wants inspected, and how.

    Attributes:
        paths: files, in the order in which they are read; each once.
        shop: a shop's own file of rules, allowed words and excuses.
        since: the summary of an earlier inspection and where it lies.
        unread: why words alone judge although meaning was asked for.
        workers: processes to judge in; 0 = as many as there are cores, where the files are worth it.
        engine: where the pieces are judged: in processes of this machine, or by Spark. It changes nothing of what comes out.
    """

    paths: Sequence[Path]
    reading: ReadingOptions = field(default_factory=ReadingOptions)
    resume: bool = False
    unmask: bool = False
    pseudonyms: bool = False
    words_alone: bool = True
    since: tuple[str, Mapping[str, Any]] | None = None
    workers: int = 0
    shop: Path | None = None
    unread: str = ""
    engine: Literal["local", "spark"] = "local"


_QUOTED: Final = re.compile(r"(['\"])(?!(?:19|20)\d\d[\d\s:/.年月日时分秒T+-]*\1).*\1", re.DOTALL)
"""What a reason takes from the row itself, unless it is a day."""


class Folder(Protocol):
    """The folder that an inspection fills. What was saved is there after a crash at any moment, what was not is not."""

    def open(self, plan: Mapping[str, Any], resume: bool) -> bytes | None:
        """Begin, or go on: then the ledger as last saved.

        Raises:
            KefuError: it cannot be written, or `resume` and the unfinished inspection has another plan.
        """

    def keep(self, findings: pa.RecordBatch, rejects: Sequence[Reject]) -> None:
        """Take the findings (schema `FINDINGS`) and rejected rows of the next piece."""

    def save(self, ledger: Callable[[], bytes], now: bool = False) -> None:
        """Make safe what was kept and the ledger with it, if it is time or `now`."""

    def publish(
        self, summary: Mapping[str, Any], report: str, uncertain: Sequence[Mapping[str, Any]] | None = None
    ) -> None:
        """Write the outputs and throw away what going on needed.

        Args:
            uncertain: the lines of `UNCERTAIN`; None = there is no such file, and one of an earlier inspection goes.
        """


class Progress(Protocol):
    """Is told how far the inspection is."""

    def __call__(self, rows: int, position: int, size: int) -> None:
        """`rows` lines read, `position` of `size` bytes."""


@dataclass(frozen=True)
class Desk:
    """What the verb needs of the rooms around it.

    Attributes:
        stamp: what tells whether a file has changed.
        page: writes the report.
        edition: names the state of the rulebook.
        cores: how many processes may work at once.
        shop: what the judges know of the shop's own file.
        crew: who judges the pieces.
    """

    survey: Exports
    judges: Judges
    folder: Folder
    clauses: Clauses
    page: Callable[[Digest], str]
    stamp: Callable[[Path], str]
    edition: str
    today: date
    cores: int
    shop: ShopTerms | None = None
    crew: Crew = judged_pieces


@dataclass(frozen=True)
class Outcome:
    """What came of it: the digest, and in words the files that could not be read (at all, or not to their end)."""

    digest: Digest | None
    errors: tuple[KefuError, ...]


def inspect(request: Request, desk: Desk, progress: Progress) -> Outcome:
    """Inspect exported chats.

    Returns:
        No digest where not one file could be mapped; then nothing is written.

    Raises:
        KefuError: the inspection cannot begin or go on.
    """
    if request.pseudonyms and request.since is not None and "pseudonyms" not in request.since[1]:
        what = "the earlier inspection was made without --pseudonyms and names agents"
        raise KefuError("inspect-pseudonyms", what, request.since[0], "make the earlier one anew with --pseudonyms")
    exports, errors = _surveyed(request, desk)
    if not exports:
        return Outcome(None, tuple(errors.values()))
    saved = desk.folder.open(_plan(request, desk, exports), request.resume)
    ledger = Ledger(_names(request, _earlier_names(request))) if saved is None else _gone_on_with(saved, request)
    _judge(request, desk, exports, ledger, errors, progress)
    terms = Terms(
        desk.today, desk.edition, request.words_alone, request.unmask, request.pseudonyms, desk.shop, request.unread
    )  # fmt: skip
    failures = {name: _why(error, request.unmask) for name, error in errors.items()}
    counted = digest(ledger, exports, failures, desk.clauses, terms)
    if request.since is not None:
        counted = _compared(counted, *request.since)
    uncertain = None if request.words_alone else [each.as_json() for each in ledger.unsure]
    desk.folder.publish(counted.summary(), desk.page(counted), uncertain)
    return Outcome(counted, tuple(errors.values()))


def _names(request: Request, keys: Mapping[str, str]) -> Names:
    return Pseudonyms(keys) if request.pseudonyms else Names()


def _gone_on_with(saved: bytes, request: Request) -> Ledger:
    """The ledger of the unfinished inspection.

    Raises:
        KefuError: it cannot be read; another Kefu has written it, or it is damaged.
    """
    try:
        return Ledger.read(saved, _names(request, Ledger.names_in(saved)))
    except (msgspec.MsgspecError, AttributeError, LookupError, TypeError, ValueError):
        what = "what is left of the unfinished inspection cannot be read"
        raise KefuError("inspect-resume", what, "", "call it without --resume to begin anew") from None


def _surveyed(request: Request, desk: Desk) -> tuple[list[Export], dict[str, KefuError]]:
    exports: list[Export] = []
    errors: dict[str, KefuError] = {}
    for path in request.paths:
        try:
            exports.append(desk.survey(path, request.reading))
        except KefuError as error:
            errors[str(path)] = error
    return exports, errors


def _plan(request: Request, desk: Desk, exports: Sequence[Export]) -> dict[str, Any]:
    """What must be the same for an inspection to go on."""
    return {
        "files": {export.name: [export.size, export.format, export.encoding, desk.stamp(export.path)] for export in exports},
        "options": {
            "platform": request.reading.platform, "columns": dict(request.reading.columns), "unmask": request.unmask,
            "pseudonyms": request.pseudonyms, "fast": request.words_alone,
        },
        "rulebook": [desk.edition, desk.today.isoformat()],
        "shop": desk.shop.edition if desk.shop else "",
    }  # fmt: skip


def _judge(
    request: Request,
    desk: Desk,
    exports: Sequence[Export],
    ledger: Ledger,
    errors: dict[str, KefuError],
    progress: Progress,
) -> None:
    """Read and judge what the ledger does not have yet, saving on the way."""
    size = sum(export.size for export in exports)
    workers = request.workers or (desk.cores if size > SMALL else 1)
    privacy = Privacy(request.unmask, request.pseudonyms)
    rows = 0

    def unjudged() -> Iterator[Piece]:
        nonlocal rows
        for piece in pieces(exports, errors.__setitem__):
            if piece.number >= done:
                yield piece
            else:
                rows += piece.lines.num_rows
                progress(rows, piece.position, size)

    done = ledger.pieces
    for piece, judged in desk.crew(unjudged(), desk.judges, privacy, workers, lambda: ledger.limits):
        rejects = piece.rejects if request.unmask else [_masked(reject) for reject in piece.rejects]
        ledger.take(piece.file, judged, rejects, piece.repeated)
        desk.folder.keep(ledger.names.shown(judged.findings), rejects)
        desk.folder.save(ledger.written)
        rows += piece.lines.num_rows
        progress(rows, piece.position, size)
    desk.folder.save(ledger.written, now=True)


def _why(error: KefuError, unmask: bool) -> str:
    """Why a file could not be read; what was found in it instead may name people."""
    return error.what if unmask else error.what.partition("; found: ")[0]


def _masked(reject: Reject) -> Reject:
    """A rejected row of which the shape is left: nobody knows which of its cells name a person."""
    return Reject(reject.file, reject.line, _QUOTED.sub(_covered, reject.reason), cover_all(reject.raw))


def _covered(found: re.Match[str]) -> str:
    return cover_all(found[0])


def _earlier_names(request: Request) -> Mapping[str, str]:
    names = request.since[1].get("pseudonyms") if request.since else None
    return names if isinstance(names, Mapping) else {}


def _compared(counted: Digest, where: str, earlier: Mapping[str, Any]) -> Digest:
    from dataclasses import replace

    return replace(counted, comparison=compare(counted.summary(), earlier, where))
