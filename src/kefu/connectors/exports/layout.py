"""What a table means: which column is which, whose the lines are, how the role of a line is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kefu.actions.ports import COLUMNS, ReadingOptions
from kefu.connectors.exports import markets
from kefu.connectors.exports.fields import told
from kefu.connectors.exports.headers import (
    header_at,
    likely_header,
    named_at,
    no_chat,
    no_platform,
    nobody_speaks,
    shown,
)
from kefu.connectors.exports.moments import is_instant
from kefu.connectors.exports.parties import exact_role, party_of, role_of, seller_account
from kefu.connectors.exports.sides import account_between, common_account
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.ids import PLATFORMS


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
    layout = _headed(rows, options, where) or _by_content(rows)
    body = [row for row in rows[layout.first :] if any(cell.strip() for cell in row)] if layout else []
    if layout is None or "text" not in layout.columns:
        raise no_chat(rows, options, where)
    layout = _sides_told(_words_checked(layout, body), body, options, where)
    above = [cell for row in rows[: layout.first] for cell in row]
    return _platform_told(layout, body, [title, *above], options, where)


def _headed(rows: Sequence[Sequence[str]], options: ReadingOptions, where: str) -> Layout | None:
    """The layout that a row of headers tells: of the first rows the one in which most cells are known headers."""
    if options.columns:
        return _as_told(rows, options, where)
    if (place := header_at(rows)) is None:
        return None
    return Layout(tuple(rows[place]), told(rows[place]), place + 1)


def _as_told(rows: Sequence[Sequence[str]], options: ReadingOptions, where: str) -> Layout | None:
    """The layout that the caller names: headers, or the numbers of columns counted from 1, or the agents' accounts."""
    wanted = {name: header.strip() for name, header in options.columns.items()}
    if unknown := sorted(set(wanted) - set(COLUMNS)):
        raise KefuError("export-columns", f"unknown column {unknown[0]!r}", "--columns", f"use {', '.join(COLUMNS)}")
    at = named_at(rows, [header for name, header in wanted.items() if name != "agent"])
    if at is None and all(header.isdecimal() and int(header) > 0 for header in wanted.values()):
        names = [str(place + 1) for place in range(max(map(len, rows), default=0))]
        columns = {name: names.index(header) for name, header in wanted.items() if header in names}
        if len(columns) == len(wanted):
            return Layout(tuple(names), columns, 0)
    at = header_at(rows) if at is None else at
    header = likely_header(rows) if at is None else rows[at]
    names = [cell.strip() for cell in header]
    sellers: frozenset[str] = frozenset()
    if "agent" in wanted and (at is None or wanted["agent"] not in names):
        sellers = frozenset(wanted.pop("agent").split("/"))
    for name, wish in wanted.items():
        if wish not in names:
            mend = f"name it with --columns {name}=…"
            raise KefuError("export-columns", f"no column {wish!r}; found: {shown(names)}", where, mend)
    if at is None:
        return _by_content(rows, sellers)
    columns = {f: place for f, place in told(header).items() if f not in wanted and names[place] not in wanted.values()}
    columns |= {name: names.index(wish) for name, wish in wanted.items()}
    return Layout(tuple(header), columns, at + 1, sellers=sellers)


def _by_content(rows: Sequence[Sequence[str]], sellers: frozenset[str] = frozenset()) -> Layout | None:
    """The layout that the cells themselves tell where there is no header, if they leave no doubt."""
    body = [row for row in rows if sum(bool(cell.strip()) for cell in row) > 1]
    width = max(map(len, body), default=0)
    if not body or width < 2 or width > 64:
        return None
    columns: dict[str, int] = {}
    free: list[tuple[int, list[str]]] = []
    for place in range(width):
        cells = [row[place].strip() for row in body if place < len(row) and row[place].strip()]
        name = _content_of(cells, sellers)
        if name is None:
            free.append((place, cells))
        elif name not in columns:
            columns[name] = place
    talk = [(place, cells) for place, cells in free if _talks(cells)]
    if len(talk) != 1 or not ("role" in columns or "speaker" in columns) or ("at" not in columns and len(body) < 2):
        return None
    columns["text"] = talk[0][0]
    numbers = tuple(str(place + 1) for place in range(width))
    return Layout(numbers, columns, next(n for n, row in enumerate(rows) if row is body[0]), sellers=sellers)


def _content_of(cells: Sequence[str], sellers: frozenset[str]) -> str | None:
    """What a column without a header surely is. `sellers`: accounts that are known to be the shop's."""
    if not cells:
        return ""
    if all(markets.platform_of(cell) for cell in cells):
        return "platform"
    if all(is_instant(cell) and not cell.isdecimal() for cell in cells):
        return "at"
    if all(exact_role(cell) for cell in cells) and len(set(cells)) > 1:
        return "role"
    if all(len(cell) <= 60 for cell in cells) and any(seller_account(cell) or cell in sellers for cell in cells):
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
    if body and layout.sellers.isdisjoint(_column(body, columns.get("speaker"))) and layout.sellers:
        what = f"neither a column nor an account is called {'/'.join(sorted(layout.sellers))!r}"
        raise KefuError(
            "export-columns", f"{what}; found: {shown(layout.header)}", where, "name it with --columns agent=…"
        )
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
        raise nobody_speaks(layout.header, where)
    if (
        layout.sellers
        or {"agent", "buyer"} & columns.keys()
        or any(party_of(name) == "agent" for name in set(speakers))
    ):
        return layout
    mend = "say which is the agent's, as in --columns agent={} (several are parted by /), or name the column of roles: role=…"
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
    mend = "say which is the agent's, as in --columns agent={} (several are parted by /)"
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
