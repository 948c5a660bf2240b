"""What Kefu ships with, made ready once: the book, the words, the listener to buyers."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from pathlib import Path

from kefu.checks.cues import Cue, learn
from kefu.checks.law import cues_of, cues_within
from kefu.checks.signals import Listener, shipped_signs
from kefu.checks.summons import Sample
from kefu.language.forms import fold
from kefu.language.hearing import shipped_lexicon
from kefu.language.lexicon import Lexicon
from kefu.rulebook.book import Book
from kefu.rulebook.larder import code_of, kept, print_of
from kefu.rulebook.shelf import load_book


@functools.cache
def shipped_book() -> Book:
    """The rulebook that Kefu ships with, its cues read. Raises KefuError with the first fault."""
    book = load_book()
    recall("cues", book.key.encode(), lambda: cues_of(book))
    return book


def recall(name: str, source: bytes, read: Callable[[], Iterable[Cue]]) -> None:
    """Take over the cues of a source as they were read the last time; where they were not, read and keep them."""
    here = Path(__file__).parent
    forms = here.parent / "language" / "tables" / "forms.txt"
    key = print_of([(name, source), (forms.name, forms.read_bytes()), *code_of(here)])
    learn(kept(name, key, dict[str, Cue], lambda: {each.written: each for each in read()}))


@functools.cache
def shipped_words() -> Lexicon:
    """The words that Kefu ships with."""
    return shipped_lexicon()


@functools.cache
def listener(intents: bool = True) -> Listener:
    """The listener to buyers that Kefu ships with; without intents it tells risks and emotion alone."""
    signs = shipped_signs()
    recall("signs", Path(__file__).with_name("signals.yaml").read_bytes(), lambda: cues_within(signs))
    return Listener(shipped_words(), signs, shipped_sample(), intents)


@functools.cache
def shipped_sample() -> Sample:
    """What the book itself says, as a sample of the trade's language: clauses, and messages that are no violation."""
    pieces = [rule.clause.zh for rule in shipped_book().rules]
    pieces += [example.text for rule in shipped_book().rules for example in rule.examples.no]
    return Sample(fold("\n".join(pieces)))
