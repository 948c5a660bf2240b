"""The notation of cues, read into bounded patterns.

A cue is read left to right over the plain text of a message:

====================  ===============================================================================
``退款``              these characters; ``您`` stands for ``你`` too, ``你`` for itself
``(退|换)``           one of these; may be nested
``(的|呢)?``          these or nothing; a question mark itself is written in brackets, ``吗(?)``
``..`` and ``..12``   up to 6 (or 12) characters of the same sentence
``^`` and ``$``       the beginning and the end of the message, marks apart
``<!(不|没)``         not right after one of these; ``<!4(不|没)`` not within 4 characters after one
``>!(吗|么)``         not right before one of these; ``>!4(吗|么)`` not within 4 characters before one
``{phone}``           a shape: phone, handle, number, url, email, card, idcard, sum, day, hour, figure
====================  ===============================================================================
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from kefu.checks.shapes import ALWAYS, FIGURED, FIRSTS, REACH, SHAPES
from kefu.language.forms import fold
from kefu.vocabulary.errors import KefuError

SENTENCE: Final = "[^。!?\\n]"
SPACE: Final = "[^\\w\\n]{0,3}"
MOST_LITERALS: Final = 400
MOST_FIRSTS: Final = 300
DEEPEST: Final = 12
CHUNK: Final = re.compile(r"[^.<>(){^$|?您]+")
"""Characters that mean themselves."""
YOU: Final = frozenset("您你")
SLOW: Final = re.compile(r"\(\?[<!=]|\[|\)\?")
"""What keeps a pattern from being looked for by its first characters."""
NO_WORDS: Final[frozenset[str]] = frozenset()
NOTHING_WRITTEN: Final = frozenset([""])


class Item(NamedTuple):
    """A piece of a cue.

    Attributes:
        literals: everything that it can match, None where that is no short list.
        always: one of these words stands in whatever it matches; none where nothing can be said.
        firsts: the characters with which a match of it may begin, None where that cannot be said.
        empty: it may match nothing.
        look: it only looks at what stands before or behind.
        ways: in how many ways it can match at one place, at most.
        figured: a long number, an account or an address stands in whatever it matches.
    """

    regex: str
    literals: frozenset[str] | None
    reach: int
    always: frozenset[str] = NO_WORDS
    firsts: frozenset[str] | None = None
    empty: bool = False
    look: bool = False
    ways: int = 1
    figured: bool = False


def ways_of(branches: Sequence[Item]) -> int:
    """In how many ways one of these branches can match at one place: those that begin otherwise do not count together."""
    anywhere = [branch.ways for branch in branches if branch.firsts is None or branch.empty]
    by_first: Counter[str] = Counter()
    for branch in branches:
        if branch.firsts is not None and not branch.empty:
            by_first.update(dict.fromkeys(branch.firsts, branch.ways))
    return sum(anywhere) + max(by_first.values(), default=0)


def firsts_of(items: Sequence[Item]) -> frozenset[str] | None:
    """The characters with which a match of these items in a row may begin, None where that cannot be said."""
    firsts: frozenset[str] = frozenset()
    for item in items:
        if item.firsts is None:
            return None
        firsts |= item.firsts
        if not item.empty:
            return firsts if len(firsts) <= MOST_FIRSTS else None
    return None


def only_at(firsts: frozenset[str] | None) -> str:
    """A look at the next character, quick to fail, so that what is slow is tried in few places only."""
    return f"(?=[{''.join(sorted(map(re.escape, firsts)))}])" if firsts else ""


class Reader:
    """Reads one cue from left to right."""

    def __init__(self, written: str) -> None:
        self.written, self.text, self.at = written, fold(written), 0
        self.runs: list[frozenset[str]] = []
        self.shapes: set[str] = set()
        self.depth = 0

    def fail(self, what: str, mend: str = "see docs/cues.md") -> KefuError:
        """The error that names the character reached."""
        return KefuError("cue", f"{what} at character {self.at + 1} of the cue {self.written!r}", "", mend)

    def peek(self, head: str) -> bool:
        """Whether this comes next."""
        return self.text.startswith(head, self.at)

    def number(self, default: int) -> int:
        """The number that comes next, of two figures at most."""
        match = re.compile(r"[0-9]{1,2}").match(self.text, self.at)
        if match is None:
            return default
        self.at = match.end()
        return int(match.group())

    def choice(self) -> Item:
        """`(a|b|c)`: the opening bracket is already passed."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.fail(f"brackets are nested more than {DEEPEST} deep", "write several cues")
        branches = [self.sequence(nested=True)]
        while self.peek("|"):
            self.at += 1
            branches.append(self.sequence(nested=True))
        if not self.peek(")"):
            raise self.fail("a bracket is not closed")
        self.at += 1
        self.depth -= 1
        regex = "(?:" + "|".join(branch.regex for branch in branches) + ")"
        reach = max(branch.reach for branch in branches)
        sets = [branch.literals for branch in branches]
        known = [branch.firsts for branch in branches if branch.firsts is not None]
        firsts = frozenset(itertools.chain(*known)) if len(known) == len(branches) else None
        empty, ways = any(branch.empty for branch in branches), ways_of(branches)
        figured = all(branch.figured for branch in branches)
        if all(each is not None for each in sets):
            literals = frozenset(itertools.chain(*[each for each in sets if each]))
            return Item(regex, literals, reach, firsts=firsts, empty=empty, ways=ways)
        always = [branch.always if branch.literals is None else branch.literals for branch in branches]
        one = frozenset(itertools.chain(*always))
        told = all(always) and "" not in one and len(one) <= MOST_LITERALS
        return Item(regex, None, reach, one if told else NO_WORDS, firsts, empty, ways=ways, figured=figured)

    def look(self, behind: bool) -> str:
        """`<!n(…)` or `>!n(…)`, the sign already passed."""
        within = self.number(0)
        if not self.peek("("):
            raise self.fail("a bracket must follow")
        self.at += 1
        literals = self.choice().literals
        if not literals or len(literals) * (within + 1) > MOST_LITERALS:
            raise self.fail("only a short list of words can be looked for here")
        if not behind:
            return f"(?!{SENTENCE}{{0,{within}}}(?:{'|'.join(map(re.escape, sorted(literals)))}))"
        return "".join(f"(?<!{re.escape(word)}{'.' * n})" for word in sorted(literals) for n in range(within + 1))

    def item(self, nested: bool, first: bool) -> Item:
        """One item of a sequence; a question mark is itself only as the first."""
        if chunk := CHUNK.match(self.text, self.at):
            self.at = chunk.end()
            word = chunk.group()
            return Item(re.escape(word), frozenset([word]), len(word), firsts=frozenset(word[0]))
        if self.peek(".."):
            self.at += 2
            most = self.number(6)
            return Item(f"{SENTENCE}{{0,{most}}}?", None, most, ways=most + 1)
        if self.peek("<!") or self.peek(">!"):
            behind = self.peek("<!")
            self.at += 2
            return Item(self.look(behind), NOTHING_WRITTEN, 0, firsts=NO_WORDS, empty=True, look=True)
        if self.peek("("):
            self.at += 1
            return self.bracket()
        if self.peek("{"):
            return self.shape(nested)
        if self.peek("^") or self.peek("$"):
            mark = self.text[self.at]
            self.at += 1
            regex = f"(?:(?<![\\s\\S]){SPACE})" if mark == "^" else f"{SPACE}(?![\\s\\S])"
            return Item(regex, NOTHING_WRITTEN, 3, ways=4)
        return self.sign(first)

    def bracket(self) -> Item:
        """`(…)`, or `(…)?` which may be missing: the opening bracket is already passed."""
        inner = self.choice()
        if not self.peek("?"):
            return inner
        self.at += 1
        literals = None if inner.literals is None else inner.literals | {""}
        return Item(f"{inner.regex}?", literals, inner.reach, firsts=inner.firsts, empty=True, ways=inner.ways + 1)

    def shape(self, nested: bool) -> Item:
        """`{phone}` and kin."""
        end = self.text.find("}", self.at)
        name = self.text[self.at + 1 : end]
        if end < 0 or name not in SHAPES:
            raise self.fail(f"the shape {name!r} is not known")
        self.at = end + 1
        if not nested and name in FIGURED:
            self.shapes.add(name)
        always, firsts = ALWAYS.get(name, NO_WORDS), FIRSTS[name]
        regex, reach = f"(?:{SHAPES[name]})", REACH[name]
        return Item(regex, None, reach, always, firsts, ways=reach, figured=name in FIGURED)

    def sign(self, first: bool) -> Item:
        """A sign of the notation that may stand for itself."""
        char = self.text[self.at]
        if char == ")":
            raise self.fail("a bracket is closed that was not opened")
        if char == "|":
            raise self.fail("`|` stands outside brackets", "write `(…|…)`")
        if char == "?" and not first:
            mend = "put in brackets what may be missing, `(好)?`, or the question mark itself, `好(?)`"
            raise self.fail("`?` stands behind no bracket", mend)
        self.at += 1
        if char in YOU:
            return Item("(?:您|你)", YOU, 1, firsts=YOU)
        return Item(re.escape(char), frozenset([char]), 1, firsts=frozenset(char))

    def sequence(self, nested: bool) -> Item:
        """Items in a row; collects the word sets of its unbroken runs as anchors."""
        items: list[Item] = []
        runs: list[frozenset[str]] = [NOTHING_WRITTEN]
        whole = True
        while self.at < len(self.text) and not (nested and self.text[self.at] in "|)"):
            item = self.item(nested, not items)
            items.append(item)
            if item.literals is None:
                whole = False
                runs += [item.always, NOTHING_WRITTEN] if item.always else [NOTHING_WRITTEN]
            elif len(runs[-1]) * len(item.literals) <= MOST_LITERALS:
                runs[-1] = frozenset(a + b for a, b in itertools.product(runs[-1], item.literals))
            else:
                whole = False
                runs.append(item.literals)
        telling = [run for run in runs if "" not in run]
        if not nested:
            self.runs = telling
        always = NO_WORDS if whole else min(telling, key=commonplace, default=NO_WORDS)
        reach, empty = sum(item.reach for item in items), all(item.empty for item in items)
        ways, figured = math.prod(item.ways for item in items), any(item.figured for item in items)
        literals = runs[0] if whole else None
        return Item(joined(items, nested), literals, reach, always, firsts_of(items), empty, ways=ways, figured=figured)


def joined(items: Sequence[Item], nested: bool) -> str:
    """The items as one regular expression; what is slow to try is tried only where the rest may begin."""
    out: list[str] = []
    for n, item in enumerate(items):
        first_look = item.look and not (n and items[n - 1].look)
        slow_start = n == 0 and not nested and SLOW.search(item.regex)
        if first_look or slow_start:
            out.append(only_at(firsts_of(items[n:])))
        out.append(item.regex)
    return "".join(out)


def commonplace(words: frozenset[str]) -> tuple[int, int]:
    """How likely, by their looks, one of these words stands in any text: single characters before pairs, many before few."""
    return sum(len(word) == 1 for word in words), len(words)
