"""The conduct rules of the book made ready to judge: cues compiled, innocence named."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import Any, Final

from kefu.checks.cues import Cue, cue, cues_in, finding
from kefu.checks.excuses import KEYS, Excuse, excuses
from kefu.checks.shields import Shield
from kefu.rulebook.book import Book
from kefu.rulebook.cuesheet import CLEAR_FIELDS, SLOTS
from kefu.rulebook.shop import ShopFile, ShopRule
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.ids import SEVERITIES, SEVERITY_NAMES, Severity
from kefu.vocabulary.shipped import shipped_data


@dataclass(frozen=True, slots=True)
class Clear:
    """What acquits: cues for the text before the find, after it, and for its whole sentence.

    Attributes:
        unless: cues that undo an acquittal, where they stand between what acquits and the find, both counted in.
        introduced, disowned: for a find between quotation marks, cues for the text before the first mark, and after the
            second: who quotes says so, or says no to it.
    """

    before: tuple[Cue, ...] = ()
    after: tuple[Cue, ...] = ()
    sentence: tuple[Cue, ...] = ()
    introduced: tuple[Cue, ...] = ()
    disowned: tuple[Cue, ...] = ()
    unless: tuple[Cue, ...] = ()

    def holds(self, plain: str, start: int, end: int, bounds: tuple[int, int]) -> bool:
        """Whether the find at start:end within the sentence `bounds` is innocent."""
        first, last = bounds
        for each in self.before:
            if (match := each.ending.search(plain, first, start)) and self._lasts(plain, match.start(), end):
                return True
        for each in self.after:
            if (match := each.pattern.match(plain, end, last)) and self._lasts(plain, start, match.end()):
                return True
        if self.introduced and self._quoted(plain, start, end, bounds):
            return True
        for each in self.sentence:
            if match := each.pattern.search(plain, first, last):
                if self._lasts(plain, min(start, match.start()), max(end, match.end())):
                    return True
        return False

    def _lasts(self, plain: str, start: int, end: int) -> bool:
        """Whether nothing between what acquits and the find undoes it."""
        return not any(each.pattern.search(plain, start, end) for each in self.unless)

    def _quoted(self, plain: str, start: int, end: int, bounds: tuple[int, int]) -> bool:
        """Whether the find stands between quotation marks and is not the agent's own word."""
        first, last = bounds
        if plain.count(QUOTE, first, start) % 2 == 0:
            return False
        opened, closed = plain.rindex(QUOTE, first, start), plain.find(QUOTE, end, last)
        if any(each.ending.search(plain, first, opened) for each in self.introduced):
            return True
        return closed >= 0 and any(each.pattern.match(plain, closed + 1, last) for each in self.disowned)


@dataclass(frozen=True, slots=True)
class Charge:
    """One cue of one rule."""

    rule: str
    find: Cue
    severity: Severity
    asked: Cue | None
    clears: tuple[Clear | Shield, ...]
    platforms: frozenset[str]
    use: str | None
    when: Mapping[str, Any]
    excuses: tuple[Excuse, ...] = ()
    lowered: str = ""
    disguised: bool = False
    allowed: Shield | None = None

    def eased(self, plain: str, start: int, end: int, bounds: tuple[int, int]) -> str:
        """That the shop has made the find at start:end lighter, and why; '' where it has not."""
        word = self.allowed.touched(plain, start, end, bounds) if self.allowed else None
        if self.allowed is None or word is None:
            return self.lowered
        return f"店铺已放行「{word}」，原为{self.lowered}：{self.allowed.reasons[word]}"


QUOTE: Final = '"'
"""Every quotation mark, folded."""
NAME: Final = re.compile(r"[a-z_]+")
"""What looks like the name of a clear."""
WAYS_OF_A_SHOP: Final = 10_000
"""In more ways no cue of a shop can match at one place."""
SLOT: Final = re.compile(rf"\{{({'|'.join(SLOTS)})\}}")
"""What a saying takes over from the message."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A compliant way to say it, with the words of the buyer or agent for which it is the right one.

    Attributes:
        beside: only where words of the message are kept, or something else is said besides.
    """

    zh: str
    asked: Cue | None
    about: Cue | None
    platforms: frozenset[str]
    slots: frozenset[str]
    beside: bool = False


def compiled(written: Mapping[str, Any]) -> Clear:
    """A clear of the shape {before, after, sentence, unless, introduced, disowned}."""
    return Clear(**{name: cues_in(written.get(name, ())) for name in CLEAR_FIELDS})


def cues_of(book: Book) -> Iterator[Cue]:
    """The cues of a rulebook, and of the clears that its rules may name.

    Raises:
        KefuError: one of them is broken; says in which rule, file and line.
    """
    yield from cues_within(written_clears())
    for rule in book.rules:
        with standing_at(f"rules/{rule.book}.yaml:{rule.line}: {rule.id}"):
            charges(rule.id, "warn", rule.cues, rule.clear)
            sayings(rule.say)
            cues_in(itertools.chain.from_iterable(rule.where.values()))
        yield from cues_within([rule.cues, rule.clear, rule.where])
        for entry in rule.say:
            if isinstance(entry, Mapping):
                yield from cues_within([entry.get("asked"), entry.get("about")])


@contextmanager
def standing_at(place: str) -> Iterator[None]:
    """Says of a broken cue where it stands."""
    try:
        yield
    except KefuError as error:
        raise KefuError(error.code, error.what, place, error.mend) from None


def cues_within(written: Any) -> Iterator[Cue]:
    """The cues within an entry, or a list, of a file; a word there that is none may pass for one."""
    if isinstance(written, str):
        with suppress(KefuError):
            yield cue(written)
    elif isinstance(written, Mapping):
        yield from cues_within(written.values())
    elif isinstance(written, Iterable):
        for each in written:
            yield from cues_within(each)


@functools.cache
def named_clears() -> dict[str, Clear]:
    """The clears that rules may name."""
    return {name: compiled(written) for name, written in written_clears().items()}


@functools.cache
def written_clears() -> Mapping[str, Any]:
    """clears.yaml as data."""
    clears: Mapping[str, Any] = shipped_data("kefu.checks", "clears.yaml")
    return clears


def clears(entries: Iterable[Any]) -> tuple[Clear, ...]:
    """A list of names, of cues for the whole sentence, or of {before, after, sentence, unless}; excuses are passed over."""
    out: list[Clear] = []
    for entry in entries:
        if isinstance(entry, Mapping):
            if KEYS.isdisjoint(entry):
                out.append(compiled(entry))
        elif entry in named_clears():
            out.append(named_clears()[entry])
        elif NAME.fullmatch(entry):
            mend = f"use one of {', '.join(named_clears())}; for the word itself write `({entry})`"
            raise KefuError("cue", f"no clear is called `{entry}`", "", mend)
        else:
            out.append(compiled({"sentence": [entry]}))
    return tuple(out)


def charges(
    rule: str,
    severity: Severity,
    cues: Sequence[Any],
    clear: Sequence[Any],
    shields: tuple[Shield, ...] = (),
    override: Severity | None = None,
    reason: str = "",
) -> list[Charge]:
    """The charges of a rule from its `cues` and `clear` as they stand in the rule file.

    Args:
        override: the severity that a shop gives the rule; a note stays a note.
        reason: why it does.
    """
    common: tuple[Clear | Shield, ...] = (*clears(clear), *shields)
    excused = excuses(clear)
    out: list[Charge] = []
    for entry in cues:
        body: Mapping[str, Any] = entry if isinstance(entry, Mapping) else {"find": entry}
        finds = body["find"] if isinstance(body["find"], (list, tuple)) else [body["find"]]
        for find in finds:
            own: Severity = body.get("severity", severity)
            out.append(
                Charge(
                    rule, finding(str(find)), override if override and own != "note" else own,
                    cue(str(body["asked"])) if body.get("asked") else None,
                    common + clears(body.get("clear", ())),
                    frozenset(body.get("platforms", ())), body.get("use"), body.get("when", {}),
                    excused + excuses(body.get("clear", ())), lowered(own, override, reason),
                    bool(body.get("disguised")),
                )
            )  # fmt: skip
    return out


def lowered(own: Severity, given: Severity | None, reason: str) -> str:
    """That a shop has made a rule lighter, and why; '' where it has not."""
    if given is None or SEVERITIES.index(given) <= SEVERITIES.index(own):
        return ""
    return f"店铺已降级，原为{SEVERITY_NAMES[own][0]}" + (f"：{reason}" if reason else "")


def let_through(charged: Iterable[Charge], allowed: Mapping[str, str]) -> Iterator[Charge]:
    """Charges that weigh no more than a note where they touch a word that the shop allows, and then say why."""
    if not allowed:
        yield from charged
        return
    shield = Shield.of(allowed)
    touching = replace(shield, outside=True)
    for charge in charged:
        yield replace(charge, clears=(*charge.clears, shield))
        was = SEVERITY_NAMES[charge.severity][0]
        yield replace(
            charge, severity="note", use=None, clears=(*charge.clears, touching), lowered=was, allowed=shield
        )  # fmt: skip


def own_charges(own: ShopRule, shop: ShopFile) -> list[Charge]:
    """The charges of a shop's own rule.

    Raises:
        KefuError: a cue in it is broken, or could match in too many ways; says where.
    """
    with standing_at(f"{own.place}: {own.id}"):
        sayings(own.say)
        allowed = shop.allowed(own.id) if own.cues else ()
        shields = (Shield.of(allowed),) if allowed else ()
        made = charges(own.id, own.severity, own.cues, own.clear, shields, shop.severity.get(own.id))
        for each in cues_within((own.cues, own.clear, own.say)):
            if each.ways > WAYS_OF_A_SHOP:
                what = f"too many gaps and choices follow each other in the cue {each.written!r}"
                raise KefuError("cue", what, "", "make its gaps shorter, or write several cues")
        return made


def sayings(entries: Sequence[Any]) -> tuple[Saying, ...]:
    """The `say` entries of a rule file."""
    out: list[Saying] = []
    for entry in entries:
        body: Mapping[str, Any] = entry if isinstance(entry, Mapping) else {"zh": entry}
        asked, about = body.get("asked"), body.get("about")
        out.append(
            Saying(
                str(body["zh"]), cue(str(asked)) if asked else None, cue(str(about)) if about else None,
                frozenset(body.get("platforms", ())), frozenset(SLOT.findall(str(body["zh"]))),
                bool(body.get("beside")),
            )
        )  # fmt: skip
    return tuple(out)
