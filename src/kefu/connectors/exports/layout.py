"""What a table means: which column is which, whose the lines are, how the role of a line is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from kefu.actions.ports import ReadingOptions
from kefu.connectors.exports import markets
from kefu.connectors.exports.fields import FIELDS, told
from kefu.connectors.exports.moments import is_instant
from kefu.connectors.exports.parties import exact_role, party_of, role_of, seller_account
from kefu.connectors.exports.sides import account_between, common_account
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.ids import PLATFORMS

TITLES: Final = 40
"""How many rows above a header are looked through."""

HINT: Final = "--columns text=…,role=…,at=…"


@dataclass(frozen=True)
class Layout:
    """How to read the rows of a file.

    Attributes:
        header: the names of all columns; numbers where the file has none.
        columns: each field found, and the place of its column.
        first: how many rows come before the first message.
        platform: of rows that name none; '' where a column says it.
        sellers: accounts that are the shop's though nothing in their names tells it.
    """

    header: tuple[str, ...]
    columns: Mapping[str, int]
    first: int = 0
    platform: str = ""
    sellers: frozenset[str] = field(default_factory=frozenset)


def settle(rows: Sequence[Sequence[str]], options: ReadingOptions, where: str, title: str = "") -> Layout:
    """Find out what a table means from its first rows.

    Args:
        rows: at least the header and some rows below it.
        title: what else stands over the table, the name of its sheet for instance.

    Raises:
        KefuError: it holds no chat, or something must be told; names what was found and the option that settles it.
    """
    layout = _headed(rows, options, where) or _by_content(rows, options)
    body = [row for row in rows[layout.first :] if any(cell.strip() for cell in row)] if layout else []
    if layout is None or "text" not in layout.columns:
        raise no_chat(rows, options, where)
    layout = _sides_told(_words_checked(layout, body), body, options, where)
    above = [cell for row in rows[: layout.first] for cell in row]
    return _platform_told(layout, body, [title, *above], options, where)


def has_header(rows: Sequence[Sequence[str]], options: ReadingOptions) -> bool:
    """Whether a row of headers is among the first rows, or the caller names one."""
    place = _header_at(rows)
    return "text" in options.columns or (place is not None and len(told(rows[place])) > 1)


def no_chat(rows: Sequence[Sequence[str]], options: ReadingOptions, where: str) -> KefuError:
    """The error that says what was found in place of a chat."""
    first = next((row for row in rows if sum(bool(cell.strip()) for cell in row) > 1), rows[0] if rows else ())
    found = " | ".join(cell.strip()[:24] for cell in first[:12]) or "nothing"
    return KefuError(
        "export-columns",
        f"no column holds what was said; found: {found}",
        where,
        f"if it is a chat, name its columns with {HINT}",
    )


def _headed(rows: Sequence[Sequence[str]], options: ReadingOptions, where: str) -> Layout | None:
    """The layout that a row of headers tells: of the first rows the one in which most cells are known headers."""
    if options.columns:
        return _as_told(rows, options, where)
    if (place := _header_at(rows)) is None:
        return None
    return Layout(tuple(rows[place]), told(rows[place]), place + 1)


def _header_at(rows: Sequence[Sequence[str]]) -> int | None:
    """The row, among the first, that names the most fields and the text among them."""
    best, at = 0, None
    for number, row in enumerate(rows[:TITLES]):
        fields = told(row)
        if "text" in fields and len(fields) > best and max(map(len, row)) <= 64:
            best, at = len(fields), number
    return at


def _as_told(rows: Sequence[Sequence[str]], options: ReadingOptions, where: str) -> Layout:
    """The layout that the caller names: headers, or the numbers of columns counted from 1."""
    wanted = {name: header.strip() for name, header in options.columns.items()}
    if unknown := sorted(set(wanted) - set(FIELDS)):
        raise KefuError("export-columns", f"unknown column {unknown[0]!r}", "--columns", f"use {', '.join(FIELDS)}")
    best, at = -1, 0
    for number, row in enumerate(rows[:TITLES]):
        hits = sum(header in (cell.strip() for cell in row) for header in wanted.values())
        if hits > best:
            best, at = hits, number
    numbered = best <= 0 and all(header.isdecimal() and int(header) > 0 for header in wanted.values())
    header = [str(place + 1) for place in range(max(map(len, rows), default=0))] if numbered else list(rows[at])
    names = [cell.strip() for cell in header]
    for name, wish in wanted.items():
        if wish not in names:
            found = " | ".join(cell[:24] for cell in names[:16])
            raise KefuError(
                "export-columns", f"no column {wish!r}; found: {found}", where, f"name it with --columns {name}=…"
            )
    columns = {} if numbered else {f: place for f, place in told(header).items() if f not in wanted}
    columns = {f: place for f, place in columns.items() if names[place] not in wanted.values()}
    columns |= {name: names.index(wish) for name, wish in wanted.items()}
    return Layout(tuple(header), columns, 0 if numbered else at + 1)


def _by_content(rows: Sequence[Sequence[str]], options: ReadingOptions) -> Layout | None:
    """The layout that the cells themselves tell where there is no header, if they leave no doubt."""
    body = [row for row in rows if sum(bool(cell.strip()) for cell in row) > 1]
    width = max(map(len, body), default=0)
    if not body or width < 2 or width > 64:
        return None
    columns: dict[str, int] = {}
    free: list[tuple[int, list[str]]] = []
    for place in range(width):
        cells = [row[place].strip() for row in body if place < len(row) and row[place].strip()]
        name = _content_of(cells)
        if name is None:
            free.append((place, cells))
        elif name not in columns:
            columns[name] = place
    talk = [(place, cells) for place, cells in free if _talks(cells)]
    if len(talk) != 1 or not ("role" in columns or "speaker" in columns) or ("at" not in columns and len(body) < 2):
        return None
    columns["text"] = talk[0][0]
    numbers = tuple(str(place + 1) for place in range(width))
    return Layout(numbers, columns, next(n for n, row in enumerate(rows) if row is body[0]))


def _content_of(cells: Sequence[str]) -> str | None:
    """What a column without a header surely is."""
    if not cells:
        return ""
    if all(markets.platform_of(cell) for cell in cells):
        return "platform"
    if all(is_instant(cell) and not cell.isdecimal() for cell in cells):
        return "at"
    if all(exact_role(cell) for cell in cells) and len(set(cells)) > 1:
        return "role"
    if all(len(cell) <= 60 for cell in cells) and any(seller_account(cell) for cell in cells):
        return "speaker" if len(set(cells)) > 1 and max(map(cells.count, set(cells))) > 1 else None
    return None


def _talks(cells: Sequence[str]) -> bool:
    """Whether these are sentences: no numbers, not the same few words again and again."""
    worded = [cell for cell in cells if any("㐀" <= sign <= "鿿" for sign in cell)]
    return len(worded) * 2 > len(cells) and len(set(cells)) * 3 > len(cells) and sum(map(len, cells)) > 4 * len(cells)


def _column(body: Sequence[Sequence[str]], place: int | None) -> list[str]:
    """The cells of a column that hold something."""
    return [] if place is None else [row[place].strip() for row in body if place < len(row) and row[place].strip()]


def _words_checked(layout: Layout, body: Sequence[Sequence[str]]) -> Layout:
    """Put right a column of roles that holds accounts, one of accounts that holds roles, and so on."""
    columns = dict(layout.columns)
    if "role" in columns and "speaker" not in columns:
        words = _column(body, columns["role"])
        known = sum(map(bool, map(role_of, words)))
        if known * 2 < len(words) and any(map(seller_account, words)):
            columns["speaker"] = columns.pop("role")
    elif "speaker" in columns and "role" not in columns:
        words = _column(body, columns["speaker"])
        if words and all(exact_role(word) for word in words):
            columns["role"] = columns.pop("speaker")
    if "date" in columns and "at" not in columns:
        columns["at"] = columns.pop("date")
    elif "date" in columns and all(is_instant(time) for time in _column(body, columns["at"])):
        del columns["date"]
    if "kind" in columns and "role" not in columns and "speaker" not in columns:
        words = _column(body, columns["kind"])
        if words and all(exact_role(word) for word in words) and {role_of(word) for word in words} & {"agent", "buyer"}:
            columns["role"] = columns.pop("kind")
    return replace(layout, columns=columns)


def _sides_told(layout: Layout, body: Sequence[Sequence[str]], options: ReadingOptions, where: str) -> Layout:
    """Find out how to tell the shop's side from the buyer's."""
    columns = layout.columns
    roles = _column(body, columns.get("role"))
    if roles and "speaker" not in columns and not any(map(role_of, roles)):
        found = ", ".join(sorted({role[:24] for role in roles})[:6])
        raise KefuError(
            "export-roles",
            f"the column of roles names none; found: {found}",
            where,
            "write 客服 or 买家, or agent or buyer",
        )
    if roles or not body or "seller" in columns or ("role" in columns and "speaker" not in columns):
        return layout
    speakers = _column(body, columns.get("speaker"))
    if not speakers:
        raise KefuError(
            "export-roles",
            f"no column says who wrote a line; found: {' | '.join(cell[:24] for cell in layout.header[:16])}",
            where,
            "name the one with the role or the account: --columns role=… or --columns speaker=…",
        )
    if {"agent", "buyer"} & columns.keys() or any(party_of(account) == "agent" for account in set(speakers)):
        return layout
    mend = "name the column with the role or with the agent: --columns role=… or --columns agent=…"
    if {"session", "receiver"} & columns.keys():
        return replace(layout, sellers=frozenset({common_account(_conversations(layout, body), where, mend)}))
    return replace(layout, sellers=frozenset({account_between(speakers, where, mend)}))


def _conversations(layout: Layout, body: Sequence[Sequence[str]]) -> list[set[str]]:
    """The accounts of each conversation in the rows seen: those of a session, else a speaker and a receiver."""
    columns, groups = layout.columns, dict[str, set[str]]()
    places = [columns[name] for name in ("speaker", "receiver") if name in columns]
    for row in body:
        accounts = {row[place].strip() for place in places if place < len(row)} - {""}
        session = columns.get("session")
        key = "\0".join(sorted(accounts)) if session is None else row[session].strip() if session < len(row) else ""
        groups.setdefault(key, set()).update(accounts)
    return [{account for account in accounts if party_of(account) is None} for accounts in groups.values()]


def settle_transcript(
    rows: Sequence[Sequence[str]], above: Sequence[str], options: ReadingOptions, where: str
) -> Layout:
    """Find out what the messages of a text mean; `agent` of the options names the agents' accounts, parted by `/`.

    Raises:
        KefuError: something must be told.
    """
    layout = Layout(tuple(rows[0]), {name: place for place, name in enumerate(rows[0])}, 1)
    speakers = _column(rows[1:], layout.columns["speaker"])
    told = frozenset(options.columns.get("agent", "").split("/")) & set(speakers)
    mend = "name the agent's account with --columns agent=…"
    if not told and not any(party_of(speaker) == "agent" for speaker in set(speakers)):
        told = frozenset({account_between(speakers, where, mend)})
    return _platform_told(replace(layout, sellers=told), rows[1:], above, options, where)


def _platform_told(
    layout: Layout, body: Sequence[Sequence[str]], above: Sequence[str], options: ReadingOptions, where: str
) -> Layout:
    """Find out the platform: a column, else what titles, headers and accounts speak of, else what the caller says."""
    columns = layout.columns
    if options.platform is not None and options.platform not in PLATFORMS:
        raise KefuError(
            "unknown-platform", f"unknown platform {options.platform!r}", "--platform", f"use {', '.join(PLATFORMS)}"
        )
    words = _column(body, columns.get("platform"))
    hint = options.platform
    if "platform" in columns and (words or not body):
        return replace(layout, platform=hint or "")
    accounts = {cell for name in ("speaker", "receiver") for cell in _column(body, columns.get(name))}
    own = {account for account in accounts if account in layout.sellers or party_of(account) == "agent"}
    own.update(cell for name in ("agent", "shop") for cell in _column(body, columns.get(name)))
    hint = markets.hinted([*above, *own]) or options.platform
    if hint is None and body:
        raise no_platform(where, above)
    rest = {name: place for name, place in columns.items() if name != "platform"}
    return replace(layout, platform=hint or "", columns=rest)


def no_platform(where: str, seen: Sequence[str]) -> KefuError:
    """The error of a file that does not say where it is from."""
    names = " | ".join(cell.strip()[:24] for cell in seen if cell.strip())[:120] or "nothing that names one"
    return KefuError(
        "export-platform",
        f"the platform cannot be told; found: {names}",
        where,
        f"say it with --platform P, one of {', '.join(PLATFORMS)}",
    )
