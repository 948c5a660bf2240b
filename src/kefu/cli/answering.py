"""JSON Lines in, one answer a line out: the loop of every command that other programs call with `--jsonl`."""

from __future__ import annotations

import argparse
import codecs
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import IO, Any, Final

import msgspec

from kefu.cli.records import LONGEST, instant, name_in, name_of, record_of, shown, wrong
from kefu.cli.telling import told
from kefu.vocabulary.asking import BASES, Asked, Basis, end_of
from kefu.vocabulary.days import day_of, now
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.ids import PLATFORMS

PIECE: Final = 1024 * 1024
DATE: Final = len("2026-03-01")


def lines_of(stream: IO[bytes]) -> Iterator[list[bytes]]:
    """The lines of a stream as they come: all that are whole at once, so that a caller who waits for an answer gets it."""
    read = getattr(stream, "read1", stream.read)
    rest = b""
    while piece := read(PIECE):
        *lines, rest = (rest + piece).split(b"\n") if b"\n" in piece else (rest + piece,)
        if len(rest) > 2 * LONGEST:
            rest = rest[: LONGEST + 1]
        if lines:
            yield lines
    if rest:
        yield [rest]


def written(answer: Mapping[str, Any]) -> bytes:
    """One line of output."""
    try:
        return msgspec.json.encode(answer)
    except (ValueError, TypeError, OverflowError):
        return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def answer_lines(command: str, answer: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> int:
    """Standard input to standard output: each line is answered in its order, a wrong one by its error.

    Args:
        command: its name, for what is said on standard error.
        answer: from the object in a line to what is said beside its id. Raises KefuError where the line cannot be answered.

    Returns:
        0, or 2 where a line was wrong.
    """
    if sys.stdin is None:
        raise KefuError("call", "is closed", "standard input", f"give it the lines: kefu {command} --jsonl < in.jsonl")
    out, number, status = sys.stdout.buffer, 0, 0
    for lines in lines_of(sys.stdin.buffer):
        for raw in lines:
            number += 1
            raw = raw.removeprefix(codecs.BOM_UTF8) if number == 1 else raw
            if not raw.strip():
                continue
            said, error = answered(raw, answer)
            out.write(written(said) + b"\n")
            if error is not None:
                status = 2
                print(f"kefu {command}: line {number}: {told(error).removeprefix('line: ')}", file=sys.stderr)
        out.flush()
    return status


def answered(
    raw: bytes, answer: Callable[[Mapping[str, Any]], Mapping[str, Any]]
) -> tuple[Mapping[str, Any], KefuError | None]:
    """What is said to one line, and what is wrong with it."""
    name: Any = None
    try:
        record = record_of(raw)
        name = name_of(record)
        if not isinstance(record, dict):
            raise wrong("line", "is not an object", 'write {"id": …, "platform": …, …}')
        return {"id": name, **answer(record)}, None
    except KefuError as error:
        name = name_in(raw) if name is None else name
        if error.code == "call":  # of a day, which the command line refuses in the same words
            error = wrong(error.where, error.what, error.mend)
        return {"id": name, "error": str(error)}, error


def zoned(told: str) -> str:
    """A time as a person types it in an option: without a zone it is one in Shanghai; a day stays a day."""
    if len(told) <= DATE:
        return told
    try:
        at = datetime.fromisoformat(told)
    except ValueError:
        return told
    return told if at.tzinfo is not None else f"{at.isoformat()}+08:00"


def head_of(options: argparse.Namespace) -> dict[str, Any]:
    """Of which platform options ask, as of when, on which evidence: the head of the line that says the same."""
    as_of = None if options.as_of is None else zoned(options.as_of)
    return {"platform": options.platform, "basis": options.basis, "as_of": as_of}


def asked_of(record: Mapping[str, Any]) -> Asked:
    """Of which platform a line asks, as of when, on which evidence. Without `as_of` it asks for now."""
    platform = record.get("platform")
    if platform is None:
        raise wrong("platform", "is missing", f"use one of {', '.join(PLATFORMS)}")
    if not isinstance(platform, str) or platform not in PLATFORMS:
        raise wrong("platform", f"{shown(platform)} is not known", f"use one of {', '.join(PLATFORMS)}")
    basis = record.get("basis")
    if basis is not None and basis not in BASES:
        raise wrong("basis", f"{shown(basis)} is not known", f"use one of {', '.join(BASES)}")
    told_: Basis = basis or "latest"
    as_of = record.get("as_of")
    if as_of is None:
        return Asked(platform, now(), told_)
    if isinstance(as_of, str) and len(as_of) <= DATE:
        return Asked(platform, end_of(day_of(as_of)), told_)
    at = instant(as_of, "as_of")
    assert at is not None
    return Asked(platform, at, told_)
