"""Where a table has its row of headers, and what to say where it has none that tells enough."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kefu.actions.ports import ReadingOptions
from kefu.connectors.exports.fields import told
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.ids import PLATFORMS

TITLES: Final = 40
"""How many rows above a header are looked through."""

HINT: Final = "--columns text=…,role=…,at=…"


def has_header(rows: Sequence[Sequence[str]], options: ReadingOptions) -> bool:
    """Whether a row of headers is among the first rows, or the caller names one."""
    place = header_at(rows)
    return "text" in options.columns or (place is not None and len(told(rows[place])) > 1)


def no_chat(rows: Sequence[Sequence[str]], options: ReadingOptions, where: str) -> KefuError:
    """The error that says what was found in place of a chat."""
    first = likely_header(rows)
    if "text" in told(first):
        return nobody_speaks(first, where)
    return KefuError(
        "export-columns",
        f"no column holds what was said; found: {shown(first)}",
        where,
        f"if it is a chat, name its columns with {HINT}",
    )


def nobody_speaks(header: Sequence[str], where: str) -> KefuError:
    """The error of a table that holds words and nobody who says them."""
    mend = "name the one with the role or the account: --columns role=… or --columns speaker=…"
    if len(header) == 1:
        mend = "add a column 角色 in which 客服 or 买家 stands"
    return KefuError("export-roles", f"no column says who wrote a line; found: {shown(header)}", where, mend)


def likely_header(rows: Sequence[Sequence[str]]) -> Sequence[str]:
    """The row of headers, known or not: below titles the first with several cells."""
    if (at := header_at(rows)) is not None:
        return rows[at]
    return next((row for row in rows if sum(bool(cell.strip()) for cell in row) > 1), rows[0] if rows else ())


def shown(cells: Sequence[str]) -> str:
    """Headers as an error lists them."""
    return " | ".join(cell.strip()[:24] for cell in cells[:16]) or "nothing"


def header_at(rows: Sequence[Sequence[str]]) -> int | None:
    """The row, among the first, that names the most fields and the text among them."""
    best, at = 0, None
    for number, row in enumerate(rows[:TITLES]):
        fields = told(row)
        if "text" in fields and len(fields) > best and max(map(len, row)) <= 64:
            best, at = len(fields), number
    return at


def named_at(rows: Sequence[Sequence[str]], wanted: Sequence[str]) -> int | None:
    """The row, among the first, that has most of the headers wanted; None if none has any."""
    hits = [sum(header in (cell.strip() for cell in row) for header in wanted) for row in rows[:TITLES]]
    return hits.index(max(hits)) if any(hits) else None


def no_platform(where: str, seen: Sequence[str]) -> KefuError:
    """The error of a file that does not say where it is from."""
    names = " | ".join(cell.strip()[:24] for cell in seen if cell.strip())[:120] or "nothing that names one"
    return KefuError(
        "export-platform",
        f"the platform cannot be told; found: {names}",
        where,
        f"say it with --platform P, one of {', '.join(PLATFORMS)}",
    )
