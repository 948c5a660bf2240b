"""What a person says of the messages of which the reader was least certain, in the form that training takes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from threading import Lock
from typing import Annotated, Any, Final, TypeVar

import msgspec

from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.ids import CONDUCT, INTENTS, RISKS, Emotion, Platform, Role

SIGNALS: Final = (*INTENTS, *RISKS)
OFFERED: Final = 6
"""So many labels stand beside a message, if the reader does not guess more."""
MARKS: Final = (frozenset({"id", "platform", "text", "history"}), frozenset({"guess", "labels", "intent"}))
"""What an uncertain or a labelled message has of both: all of the first, some of the second; no chat has."""
LEAST: Final = 0.005
"""What the reader holds less likely is not offered."""
WRITER: Final = "shop"
"""Who has written what is labelled here; the messages that Kefu ships have other writers."""
Id = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Words = Annotated[str, msgspec.Meta(min_length=1)]
Line = TypeVar("Line")
Shape = TypeVar("Shape")


class Said(msgspec.Struct, frozen=True):
    """An earlier message of the conversation."""

    role: Role
    text: str


class Guess(msgspec.Struct, frozen=True):
    """What the reader made of a message; `p` is how likely it holds each label, from 0 to 1."""

    labels: tuple[str, ...] = ()
    intent: tuple[str, ...] = ()
    risk: tuple[str, ...] = ()
    emotion: Emotion = "calm"
    p: dict[str, float] = {}


class Doubt(msgspec.Struct, frozen=True):
    """A message of which the reader was not certain, as `kefu inspect` leaves it in `uncertain.jsonl`.

    Attributes:
        text: buyers' data in it are covered already.
        history: what was said before, oldest first.
        file, row: where it stood in the chats; row counts from 1, None = not known.
    """

    id: Id
    platform: Platform
    role: Role
    text: Words
    history: tuple[Said, ...] = ()
    guess: Guess | None = None
    file: str = ""
    row: int | None = None


class Labelled(msgspec.Struct, frozen=True):
    """A message with its labels, as in `data/labelled`: `labels` of an agent's, the other three of a buyer's."""

    id: Id
    platform: Platform
    text: Words
    writer: str = WRITER
    trade: str = ""
    history: tuple[Said, ...] = ()
    labels: tuple[str, ...] | None = None
    intent: tuple[str, ...] | None = None
    risk: tuple[str, ...] | None = None
    emotion: Emotion | None = None

    def as_json(self) -> dict[str, Any]:
        """One line of a file of labelled messages."""
        out: dict[str, Any] = {
            "id": self.id, "writer": self.writer, "platform": self.platform, "trade": self.trade, "text": self.text,
            "history": [{"role": turn.role, "text": turn.text} for turn in self.history],
        }  # fmt: skip
        return out | self.verdict()

    def verdict(self) -> dict[str, Any]:
        """The labels alone."""
        if self.labels is not None:
            return {"labels": list(self.labels)}
        return {"intent": list(self.intent or ()), "risk": list(self.risk or ()), "emotion": self.emotion}

    def line(self) -> bytes:
        """The line as it is written, its end included."""
        return json.dumps(self.as_json(), ensure_ascii=False).encode("utf-8") + b"\n"


def doubt_of(raw: bytes) -> Doubt:
    """One line of `uncertain.jsonl`. Raises KefuError with what is wrong and the mend."""
    return _converted(_record(raw), Doubt)


def labelled_of(raw: bytes) -> Labelled:
    """One line of a file of labelled messages. Raises KefuError with what is wrong and the mend."""
    return proved(_converted(_record(raw), Labelled))


def proved(line: Labelled) -> Labelled:
    """A labelled message whose labels are known ones, each once and in the order of the vocabulary.

    Raises:
        KefuError: a label is unknown, or it has neither an agent's labels nor all of a buyer's.
    """
    if line.labels is not None and line.intent is None and line.risk is None and line.emotion is None:
        return msgspec.structs.replace(line, labels=_known(line.labels, tuple(CONDUCT), "labels"))
    if line.labels is None and line.intent is not None and line.risk is not None and line.emotion is not None:
        intent = _known(line.intent, INTENTS, "intent")
        return msgspec.structs.replace(line, intent=intent, risk=_known(line.risk, RISKS, "risk"))
    what = "holds neither an agent's labels nor a buyer's"
    raise _wrong(what, "an agent's message has `labels`, a buyer's has `intent`, `risk` and `emotion`")


def for_a_person(head: bytes) -> bool:
    """Whether a file holds uncertain or labelled messages, of this Kefu or of another: as its first whole object says.

    Args:
        head: where the file begins.
    """
    if not head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        return False
    for line in head.splitlines():
        try:
            names = _record(line).keys()
        except KefuError:
            continue
        every, some = MARKS
        return every <= names and bool(some & names)
    return False


def lines_of(raw: bytes, name: str, read: Callable[[bytes], Line]) -> tuple[list[Line], list[KefuError]]:
    """The lines of a file that can be read, and what is wrong with the others; empty lines are passed over.

    Args:
        name: what the file is called where a line is wrong; its number, from 1, is added.
        read: reads one line; raises KefuError.
    """
    good: list[Line] = []
    faults: list[KefuError] = []
    for number, each in enumerate(raw.split(b"\n"), 1):
        if not each.strip():
            continue
        try:
            good.append(read(each))
        except KefuError as error:
            faults.append(KefuError(error.code, error.what, f"{name}:{number}", error.mend))
    return good, faults


def offered(doubt: Doubt) -> tuple[str, ...]:
    """The labels that stand beside a message: what the reader guesses, then what it holds likely, the likeliest first."""
    guess = doubt.guess or Guess()
    known = tuple(CONDUCT) if doubt.role == "agent" else SIGNALS
    ranked = sorted(known, key=lambda label: -guess.p.get(label, 0.0))
    guessed = [label for label in ranked if label in (*guess.labels, *guess.intent, *guess.risk)]
    likely = [label for label in ranked if guess.p.get(label, 0.0) >= LEAST or doubt.role == "buyer"]
    rest = [label for label in likely if label not in guessed]
    return (*guessed, *rest[: max(0, OFFERED - len(guessed))])


class Labelling:
    """One sitting: the messages to look at, what was said of them before, and where a verdict is kept.

    Args:
        keep: writes one verdict so that nothing can lose it; raises KefuError where it cannot.
        drop: takes the verdict on the message of an id back; raises KefuError where it cannot.
    """

    def __init__(
        self, doubts: Sequence[Doubt], known: Mapping[str, Labelled], keep: Callable[[Labelled], None],
        drop: Callable[[str], None],
    ) -> None:  # fmt: skip
        self.doubts = {doubt.id: doubt for doubt in doubts}
        self.known = {id: line for id, line in known.items() if id in self.doubts}
        self.fresh: set[str] = set()
        self._keep, self._drop, self._lock = keep, drop, Lock()

    def say(self, raw: bytes) -> Labelled:
        """Take a verdict as the page sends it: an id and the labels of its message; kept before it returns.

        Raises:
            KefuError: it is none, or cannot be written.
        """
        given = _record(raw)
        doubt = self._asked(given)
        names = ("labels",) if doubt.role == "agent" else ("intent", "risk", "emotion")
        record = {name: given.get(name) for name in names}
        told: dict[str, Any] = msgspec.to_builtins(doubt)
        line = proved(
            _converted({name: told[name] for name in ("id", "platform", "text", "history")} | record, Labelled)
        )
        with self._lock:
            self._keep(line)
            self.known[line.id] = line
            self.fresh.add(line.id)
        return line

    def take_back(self, raw: bytes) -> None:
        """Let a message be as if nothing had been said of it: the page sends its id.

        Raises:
            KefuError: no message has the id, or the file cannot be written.
        """
        doubt = self._asked(_record(raw))
        with self._lock:
            self._drop(doubt.id)
            self.known.pop(doubt.id, None)
            self.fresh.discard(doubt.id)

    def close(self) -> tuple[int, int]:
        """Wait for a verdict that is being written. Returns how many were given in this sitting, and how many in all."""
        with self._lock:
            return len(self.fresh), len(self.known)

    def _asked(self, given: Mapping[str, Any]) -> Doubt:
        doubt = self.doubts.get(str(given.get("id")))
        if doubt is None:
            raise _wrong(f"no message here has the id {given.get('id')!r}", "load the page again")
        return doubt


def _record(raw: bytes) -> dict[str, Any]:
    try:
        record = msgspec.json.decode(raw.removeprefix(b"\xef\xbb\xbf"))
    except UnicodeDecodeError as error:
        raise _wrong(f"is not UTF-8 at byte {error.start + 1}", "save the file as UTF-8") from None
    except (msgspec.DecodeError, RecursionError):
        raise _wrong("is not JSON, or was cut off", "mend the line or delete it") from None
    if not isinstance(record, dict):
        raise _wrong("is not an object", "write one object { } a line")
    return record


def _converted(record: Mapping[str, Any], shape: type[Shape]) -> Shape:
    try:
        return msgspec.convert(record, shape)
    except msgspec.ValidationError as error:
        raise _wrong(str(error), "write the line as docs/label.md says, or delete it") from None


def _known(given: Sequence[str], names: Sequence[str], field: str) -> tuple[str, ...]:
    for label in given:
        if label not in names:
            near = get_close_matches(label, names, 3) or names[:3]
            raise _wrong(f"`{label}` in {field} is not known", f"take it out, or write {', '.join(near)} …")
    return tuple(name for name in names if name in given)


def _wrong(what: str, mend: str) -> KefuError:
    return KefuError("label-line", what, "", mend)
