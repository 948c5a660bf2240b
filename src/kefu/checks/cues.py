"""Cues: a small notation for what words a message has, in what order and how near, compiled to bounded patterns.

A cue is read left to right over the plain text of a message:

====================  ===============================================================================
``退款``              these characters
``(退|换)``           one of these; may be nested
``(的|呢)?``          these or nothing
``..`` and ``..12``   up to 6 (or 12) characters of the same sentence
``^`` and ``$``       the beginning and the end of the message, marks apart
``<!(不|没)``         not right after one of these; ``<!4(不|没)`` not within 4 characters after one
``>!(吗|么)``         not right before one of these; ``>!4(吗|么)`` not within 4 characters before one
``{phone}``           a shape: phone, handle, number, url, email, card, idcard, sum, day, hour, figure
====================  ===============================================================================

Nothing repeats without bound, so no cue, a shop's own included, can run away.
"""

from __future__ import annotations

import functools
import itertools
import re
from dataclasses import dataclass
from typing import Final

from kefu.language.forms import fold
from kefu.vocabulary.errors import KefuError

SHAPES: Final = {
    "phone": r"(?<!\d)1[3-9]\d{9}(?!\d)",
    "handle": r"(?<![a-z0-9_])[a-z][a-z0-9_-]{4,19}(?![a-z0-9_])",
    "number": r"(?<!\d)\d{5,11}(?!\d)",
    "url": r"(?:https?://|www\.)[!-~]{3,200}|[a-z0-9-]{2,40}\.(?:com|cn|net|top|shop|vip)\b",
    "email": r"[a-z0-9._-]{2,40}@[a-z0-9-]{1,40}\.[a-z]{2,8}",
    "card": r"(?<!\d)\d{16,19}(?!\d)",
    "idcard": r"(?<!\d)\d{17}[\dx](?!\d)",
    "sum": r"(?:\d{1,7}(?:\.\d{1,2})?|[一二两三四五六七八九十百千半几]{1,4})(?:元|块钱?|毛|rmb|¥)|¥\d{1,7}(?:\.\d{1,2})?",
    "day": r"(?:今天|今晚|今日|明天|明早|明晚|明日|后天|大后天|周[一二三四五六日末天]|星期[一二三四五六日天]|\d{1,2}[号日]|\d{1,2}月\d{1,2}[号日]?)",
    "hour": r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})(?:点半?|时|:\d\d)",
    "figure": r"(?:\d{1,5}(?:\.\d{1,2})?|[一二两三四五六七八九十百千半几]{1,4})",
}
FIGURED: Final = frozenset({"phone", "handle", "number", "url", "email", "card", "idcard"})
"""Shapes that ordinary talk seldom has."""

SENTENCE: Final = "[^。!?\\n]"
SPACE: Final = "[^\\w\\n]{0,3}"
MOST_LITERALS: Final = 400


@dataclass(frozen=True, slots=True)
class Cue:
    """A compiled cue.

    Attributes:
        written: as in the rule file.
        pattern: the bounded regular expression.
        runs: sets of words; of each set one must stand in any text that matches.
        figured: a long number, an account or an address must stand in it.
        reach: the most characters that a match can have.
        whole: it speaks of the message from beginning to end.
    """

    written: str
    pattern: re.Pattern[str]
    runs: tuple[frozenset[str], ...]
    figured: bool
    reach: int
    whole: bool


class _Reader:
    """Reads one cue. Each method returns (regex, literals or None, reach)."""

    def __init__(self, written: str) -> None:
        self.written, self.text, self.at = written, fold(written), 0
        self.runs: list[frozenset[str]] = []
        self.figured = False

    def fail(self, what: str) -> KefuError:
        return KefuError(
            "cue", f"{what} at character {self.at + 1} of the cue {self.written!r}", "", "see docs/cues.md"
        )

    def peek(self, head: str) -> bool:
        return self.text.startswith(head, self.at)

    def number(self, default: int) -> int:
        match = re.compile(r"[0-9]{1,2}").match(self.text, self.at)
        if match is None:
            return default
        self.at = match.end()
        return int(match.group())

    def choice(self) -> tuple[str, frozenset[str] | None, int]:
        """`(a|b|c)`: the opening bracket is already passed."""
        branches = [self.sequence(nested=True)]
        while self.peek("|"):
            self.at += 1
            branches.append(self.sequence(nested=True))
        if not self.peek(")"):
            raise self.fail("a bracket is not closed")
        self.at += 1
        regex = "(?:" + "|".join(branch[0] for branch in branches) + ")"
        sets = [branch[1] for branch in branches]
        literals = None if any(each is None for each in sets) else frozenset(itertools.chain(*[s for s in sets if s]))
        return regex, literals, max(branch[2] for branch in branches)

    def look(self, behind: bool) -> str:
        """`<!n(…)` or `>!n(…)`, the sign already passed."""
        within = self.number(0)
        if not self.peek("("):
            raise self.fail("a bracket must follow")
        self.at += 1
        _, literals, _ = self.choice()
        if not literals or len(literals) * (within + 1) > MOST_LITERALS:
            raise self.fail("only a short list of words can be looked for here")
        if not behind:
            return f"(?!{SENTENCE}{{0,{within}}}(?:{'|'.join(map(re.escape, sorted(literals)))}))"
        return "".join(f"(?<!{re.escape(word)}{'.' * n})" for word in sorted(literals) for n in range(within + 1))

    def item(self, nested: bool) -> tuple[str, frozenset[str] | None, int]:
        """One item of a sequence. Literals None = nothing to anchor on."""
        if self.peek(".."):
            self.at += 2
            most = self.number(6)
            return f"{SENTENCE}{{0,{most}}}?", None, most
        if self.peek("<!") or self.peek(">!"):
            behind = self.peek("<!")
            self.at += 2
            return self.look(behind), frozenset([""]), 0
        if self.peek("("):
            self.at += 1
            regex, literals, reach = self.choice()
            if self.peek("?"):
                self.at += 1
                return f"{regex}?", None if literals is None else literals | {""}, reach
            return regex, literals, reach
        if self.peek("{"):
            end = self.text.find("}", self.at)
            name = self.text[self.at + 1 : end]
            if end < 0 or name not in SHAPES:
                raise self.fail(f"the shape {name!r} is not known")
            self.at = end + 1
            self.figured |= not nested and name in FIGURED
            return f"(?:{SHAPES[name]})", None, 60
        if self.peek("^") or self.peek("$"):
            mark = self.text[self.at]
            self.at += 1
            return (f"(?:(?<![\\s\\S]){SPACE})" if mark == "^" else f"{SPACE}(?![\\s\\S])"), frozenset([""]), 3
        char = self.text[self.at]
        if char in "|)":
            raise self.fail("a bracket is closed that was not opened" if not nested else "an alternative stands alone")
        self.at += 1
        return re.escape(char), frozenset([char]), 1

    def sequence(self, nested: bool) -> tuple[str, frozenset[str] | None, int]:
        """Items in a row; collects the word sets of its unbroken runs as anchors."""
        regexes: list[str] = []
        runs: list[frozenset[str]] = [frozenset([""])]
        whole, reach = True, 0
        while self.at < len(self.text) and not (nested and self.text[self.at] in "|)"):
            regex, literals, length = self.item(nested)
            regexes.append(regex)
            reach += length
            if literals is None:
                whole = False
                runs.append(frozenset([""]))
            elif len(runs[-1]) * len(literals) <= MOST_LITERALS:
                runs[-1] = frozenset(a + b for a, b in itertools.product(runs[-1], literals))
            else:
                whole = False
                runs.append(literals)
        if not nested:
            self.runs = [run for run in runs if "" not in run]
        return "".join(regexes), runs[0] if whole else None, reach


@functools.cache
def cue(written: str) -> Cue:
    """Compile a cue.

    Raises:
        KefuError: the notation is broken; says at which character.
    """
    reader = _Reader(written)
    regex, _, reach = reader.sequence(nested=False)
    return Cue(
        written,
        re.compile(regex),
        tuple(reader.runs),
        reader.figured,
        reach,
        written[:1] == "^" and written[-1:] == "$",
    )


def literal(word: str) -> Cue:
    """A cue for a word as it stands, whatever signs it has."""
    plain = fold(word)
    return Cue(word, re.compile(re.escape(plain)), (frozenset([plain]),), False, len(plain), False)
