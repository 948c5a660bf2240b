"""What a desk says all day, and what therefore breaks no rule by its meaning. Pure."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from importlib import resources
from typing import Final, NamedTuple

import yaml

from kefu.checks.clauses import spans
from kefu.checks.cues import Cue, cues_in

LONGEST: Final = 120
"""A longer message is none that a desk says all day."""
AROUND: Final = re.compile(
    r"^[\s,;:。!?~^_#*]*(?:(?:亲爱[的哒滴]|亲亲|亲|小主|宝宝?|哈喽)[\s,~]*)*|(?:[\s,;:。!?~^_#*呢哦呀哈啊噢喔嘛吗么哒滴的呐亲]|亲爱[的哒滴])+$"
)
"""What hangs on a clause and tells nothing: addresses, particles, marks."""
MARK: Final = re.compile(r"[。!?\n,;]+")


class Formulas(NamedTuple):
    """What is written of everyday service.

    Attributes:
        clauses: what a desk says all day.
        undone: what makes it more than that.
        lawful: for a rule, what it does not mean.
    """

    clauses: tuple[Cue, ...]
    undone: tuple[Cue, ...]
    lawful: Mapping[str, tuple[Cue, ...]]


@functools.cache
def formulas() -> Formulas:
    """What ships."""
    written = yaml.safe_load(resources.files(__package__).joinpath("routine.yaml").read_text(encoding="utf-8"))
    lawful = {rule: cues_in(each) for rule, each in written["lawful"].items()}
    return Formulas(cues_in(written["clauses"]), cues_in(written["undone"]), lawful)


def is_lawful(rule: str, said: Iterable[str]) -> bool:
    """Whether what the agent says, or the buyer said right before, is something that the rule does not mean."""
    return any(each.pattern.search(text) for text in said for each in formulas().lawful.get(rule, ()))


def is_routine(plain: str, earlier: Iterable[str] = ()) -> bool:
    """Whether every clause of a message is said all day and accuses nobody.

    Args:
        plain: the message as it was heard.
        earlier: what the agent said before, likewise: what is said a second time is routine no more.
    """
    if len(plain) > LONGEST:
        return False
    clauses, undone, _ = formulas()
    said = parts(plain)
    return (
        bool(said)
        and not any(each.pattern.search(plain) for each in undone)
        and all(any(each.pattern.fullmatch(part) for each in clauses) for part in said)
        and not any(parts(each) == said for each in earlier if len(each) <= LONGEST)
    )


def parts(plain: str) -> list[str]:
    """The clauses of a message, bare of what hangs on them."""
    every = (part for start, end in spans(plain) for part in MARK.split(plain[start:end]))
    return [bare for part in every if (bare := AROUND.sub("", AROUND.sub("", part)))]
