"""Raw rows of any format made into lines: roles, times, platforms, sessions, accounts, a column at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kefu.actions.ports import LINES, Reject
from kefu.connectors.exports import markets, parties
from kefu.connectors.exports.layout import Layout
from kefu.connectors.exports.moments import STAMP, instants

SHOWN = 200
"""How much of a rejected row is kept."""


@dataclass(frozen=True)
class Chunk:
    """Rows as a format gives them: an array a field, all of one length.

    Attributes:
        rows: the number of each row (or line) in the file, int64.
        position: bytes of the file read so far.
    """

    columns: Mapping[str, pa.Array]
    rows: pa.Array
    rejects: tuple[Reject, ...] = ()
    position: int = 0


class Lines:
    """Makes chunks into lines, in the order of the file.

    Args:
        file: its name as given.
    """

    def __init__(self, file: str, layout: Layout) -> None:
        self._file, self._layout = file, layout
        self._buyer = ""

    def of(self, chunk: Chunk) -> tuple[pa.RecordBatch, list[Reject]]:
        """The lines of a chunk, and the rows that are none with the reason."""
        columns = {name: column if name == "at" else _text(column) for name, column in chunk.columns.items()}
        if (kept := _filled(columns, len(chunk.rows))) is not None:
            columns = {name: column.filter(kept) for name, column in columns.items()}
            chunk = Chunk(columns, chunk.rows.filter(kept), chunk.rejects, chunk.position)
        wrong: dict[int, str] = {}
        self._check(columns, wrong)
        role = self._roles(columns, len(chunk.rows), wrong)
        at = self._times(columns, len(chunk.rows), wrong)
        platform = self._platforms(columns, len(chunk.rows), wrong)
        rejects = [*chunk.rejects, *self._rejects(columns, chunk.rows, wrong)]
        columns = {**columns, "role": role, "at": at, "platform": platform, "row": chunk.rows}
        if wrong:
            good = np.ones(len(chunk.rows), bool)
            good[list(wrong)] = False
            columns = {name: column.filter(pa.array(good)) for name, column in columns.items()}
        return self._batch(columns), sorted(rejects, key=lambda reject: reject.line)

    def _batch(self, columns: dict[str, pa.Array]) -> pa.RecordBatch:
        count = len(columns["row"])
        blank = pa.repeat("", count)
        text = pc.fill_null(columns["text"], "")
        role = _placeholders(columns["role"], text)
        speaker = columns.get("speaker")
        agent = self._agents(columns, role, blank)
        if speaker is None:
            buyer = columns.get("buyer", blank)
            speaker = pc.if_else(_spoken_by_shop(role), agent, pc.if_else(pc.equal(role, "buyer"), buyer, ""))
        shop = _mapped(agent, parties.shop_of, "")
        if "shop" in columns:
            told = pc.fill_null(columns["shop"], "")
            shop = pc.if_else(pc.equal(told, ""), shop, told)
        session = self._sessions(columns, role, agent, pc.fill_null(speaker, ""))
        file = pa.repeat(self._file, count)
        arrays = [file, columns["row"], shop, columns["platform"], session, agent, pc.fill_null(speaker, "")]
        arrays += [columns["at"], role, text, pa.repeat(False, count)]
        return pa.RecordBatch.from_arrays(arrays, schema=LINES)

    def _check(self, columns: Mapping[str, pa.Array], wrong: dict[int, str]) -> None:
        """Rows without a cell for the text."""
        if columns["text"].null_count:
            for place in np.flatnonzero(columns["text"].is_null().to_numpy(zero_copy_only=False)):
                wrong[int(place)] = "no text"

    def _roles(self, columns: Mapping[str, pa.Array], count: int, wrong: dict[int, str]) -> pa.Array:
        role = pa.nulls(count, pa.string())
        if "role" in columns:
            role = _mapped(columns["role"], lambda word: parties.role_of(word) or "?", None)
        if "seller" in columns:
            side = _mapped(columns["seller"], lambda word: "agent" if parties.yes(word) else "buyer", None)
            role = pc.coalesce(role, side)
        if "speaker" in columns and role.null_count:
            role = pc.coalesce(role, self._by_account(columns))
        for field, value in (("automatic", "auto"), ("recalled", "recalled")):
            if field in columns:
                said = _mapped(columns[field], lambda word: "yes" if parties.yes(word) else "no", "no")
                role = pc.if_else(pc.equal(said, "yes"), value, role)
        if "kind" in columns:
            role = pc.coalesce(_mapped(columns["kind"], parties.kind_of, None), role)
        for place in np.flatnonzero(pc.fill_null(pc.equal(role, "?"), True).to_numpy(zero_copy_only=False)):
            named = columns["role"][place].as_py() if "role" in columns else None
            wrong.setdefault(int(place), f"unknown role {named[:40]!r}" if named else "nothing tells who wrote it")
        return role

    def _by_account(self, columns: Mapping[str, pa.Array]) -> pa.Array:
        sellers = self._layout.sellers
        speaker = columns["speaker"]

        def party(account: str) -> str | None:
            return "agent" if account in sellers else parties.party_of(account)

        told = _mapped(speaker, party, None)
        if "agent" in columns:
            told = pc.if_else(pc.fill_null(pc.equal(speaker, columns["agent"]), False), "agent", told)
        if "buyer" in columns:
            same = pc.fill_null(pc.equal(speaker, columns["buyer"]), False)
            told = pc.if_else(same, "buyer", told)
            if "agent" not in columns:
                told = pc.coalesce(told, pc.if_else(pc.is_valid(speaker), "agent", None))
        return pc.coalesce(told, pc.if_else(pc.is_valid(speaker), "buyer", pa.scalar(None, pa.string())))

    def _times(self, columns: Mapping[str, pa.Array], count: int, wrong: dict[int, str]) -> pa.Array:
        if "at" not in columns:
            return pa.nulls(count, STAMP)
        column = columns["at"]
        if "date" in columns:
            clock = pc.fill_null(_text(column), "")
            day = pc.replace_substring_regex(pc.fill_null(columns["date"], ""), r"[ T]0?0:00(:00)?$", "")
            column = pc.utf8_trim_whitespace(pc.binary_join_element_wise(day, clock, " "))
        at, unread = instants(column)
        for place, reason in unread.items():
            wrong.setdefault(place, reason)
        return at

    def _platforms(self, columns: Mapping[str, pa.Array], count: int, wrong: dict[int, str]) -> pa.Array:
        default = self._layout.platform or None
        if "platform" not in columns:
            return pa.repeat(pa.scalar(default or "", pa.string()), count)
        told = _mapped(columns["platform"], lambda word: markets.platform_of(word) or "?", default)
        for place in np.flatnonzero(pc.fill_null(pc.equal(told, "?"), True).to_numpy(zero_copy_only=False)):
            named = columns["platform"][place].as_py()
            reason = f"unknown platform {named[:40]!r}" if named else "no platform; say it with --platform P"
            wrong.setdefault(int(place), reason)
        return told

    def _agents(self, columns: Mapping[str, pa.Array], role: pa.Array, blank: pa.Array) -> pa.Array:
        """The agent's account: its own column, else who spoke for the shop, else to whom the buyer spoke."""
        agent = columns.get("agent")
        if "speaker" in columns:
            spoke = pc.if_else(_spoken_by_shop(role), columns["speaker"], pa.scalar(None, pa.string()))
            agent = spoke if agent is None else pc.coalesce(agent, spoke)
        if "receiver" in columns and agent is not None:
            heard = pc.if_else(pc.equal(role, "buyer"), columns["receiver"], pa.scalar(None, pa.string()))
            agent = pc.coalesce(agent, heard)
        return blank if agent is None else pc.fill_null(agent, "")

    def _sessions(
        self, columns: Mapping[str, pa.Array], role: pa.Array, agent: pa.Array, speaker: pa.Array
    ) -> pa.Array:
        """The conversation of each line: a column, else agent and buyer, else the buyer last heard and the day."""
        if "session" in columns:
            return pc.fill_null(columns["session"], "")
        nothing = pa.scalar(None, pa.string())
        buyer = columns.get("buyer")
        if buyer is None and "speaker" in columns:
            buyer = pc.if_else(pc.equal(role, "buyer"), speaker, columns.get("receiver", nothing))
        if buyer is not None and ("buyer" in columns or "receiver" in columns):
            return pc.binary_join_element_wise(agent, pc.fill_null(buyer, ""), "|")
        if columns["at"].null_count == len(role) and buyer is None:
            return pa.repeat("", len(role))
        day = _days(columns["at"])
        return day if buyer is None else pc.binary_join_element_wise(day, self._heard(buyer), "|")

    def _heard(self, buyer: pa.Array) -> pa.Array:
        """For each line the buyer last heard; before the first, the first."""
        running = pc.fill_null_forward(pa.concat_arrays([pa.array([self._buyer or None], pa.string()), buyer]))
        running = pc.fill_null(pc.fill_null_backward(running), "")
        if len(buyer):
            self._buyer = running[-1].as_py()
        return running.slice(1)

    def _rejects(self, columns: Mapping[str, pa.Array], rows: pa.Array, wrong: Mapping[int, str]) -> list[Reject]:
        return [
            Reject(self._file, rows[place].as_py(), reason, _shown(columns, place)) for place, reason in wrong.items()
        ]


def _shown(columns: Mapping[str, pa.Array], place: int) -> str:
    cells = (columns[name][place].as_py() for name in sorted(columns))
    return " | ".join(str(cell)[:SHOWN] for cell in cells if cell is not None)[:SHOWN]


def _text(column: pa.Array) -> pa.Array:
    """A column as strings, blank cells of all but the text left as they are."""
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    return column if pa.types.is_string(column.type) else pc.cast(column, pa.string())


def _filled(columns: Mapping[str, pa.Array], count: int) -> pa.Array | None:
    """Which rows hold anything at all; None if all do."""
    text = columns["text"]
    if not text.null_count and pc.min(pc.binary_length(text)).as_py() != 0:
        return None
    held = np.zeros(count, bool)
    for column in columns.values():
        size = pc.fill_null(pc.binary_length(_text(column)), 0)
        held |= size.to_numpy(zero_copy_only=False) > 0
    return None if held.all() else pa.array(held)


def _mapped(column: pa.Array, say: Callable[[str], str | None], blank: str | None) -> pa.Array:
    """A column with every different word replaced once by what it says, `blank` where there is no word."""
    coded = pc.dictionary_encode(column)
    words = [say(word) if word.strip() else blank for word in coded.dictionary.to_pylist()]
    told = pa.array(words, pa.string()).take(coded.indices)
    return told if blank is None or not told.null_count else pc.if_else(pc.is_null(column), blank, told)


def _spoken_by_shop(role: pa.Array) -> pa.Array:
    return pc.is_in(role, pa.array(["agent", "auto"]))


def _placeholders(role: pa.Array, text: pa.Array) -> pa.Array:
    """Lines of people that hold a placeholder and nothing else are what it stands for."""
    marked = pc.and_(pc.starts_with(text, "["), pc.less(pc.binary_length(text), 40))
    marked = pc.or_(marked, pc.and_(pc.starts_with(text, "【"), pc.less(pc.binary_length(text), 40)))
    if not pc.any(marked).as_py():
        return role
    told: list[str | None] = role.to_pylist()
    for place in np.flatnonzero(marked.to_numpy(zero_copy_only=False)):
        inner = text[int(place)].as_py().strip()
        if inner[-1:] in "]】" and told[place] in ("agent", "buyer"):
            told[place] = parties.PLACEHOLDERS.get(inner[1:-1].strip(), told[place])
    return pa.array(told, pa.string())


def _days(at: pa.Array) -> pa.Array:
    """The day of each instant in Shanghai, as text."""
    local = pc.add(pc.fill_null(at.view(pa.int64()), -28_800_000_000), 28_800_000_000).view(pa.timestamp("us"))
    day = pc.cast(pc.cast(local, pa.date32(), safe=False), pa.string())
    return pc.if_else(pc.is_null(at), "", day)
